#include "reports/figure_label.h"

void tarix_places_take(tarix_places *p, tarix_box box)
{
    TARIX_ROOM(p->arena, p->boxes, p->n, p->capacity);
    p->boxes[p->n++] = box;
}

bool tarix_places_is_free(const tarix_places *p, tarix_box box)
{
    if (box.left < p->page.left || box.right > p->page.right || box.top < p->page.top ||
        box.bottom > p->page.bottom)
        return false;
    for (size_t i = 0; i < p->n; i++)
        if (tarix_box_overlaps(p->boxes[i], box)) return false;
    return true;
}

bool tarix_places_label(tarix_places *p, tarix_canvas *canvas, tarix_point at, double radius,
    tarix_str text, const tarix_lettering *how)
{
    /* Where the text stands to the mark: right above, right, left above, above, below … */
    static const struct {
        double x, y;
        tarix_align align;
    } sides[] = {{0.8, -0.8, TARIX_ALIGN_LEFT}, {1.3, 0, TARIX_ALIGN_LEFT},
        {0.8, 0.8, TARIX_ALIGN_LEFT}, {0, -1.2, TARIX_ALIGN_CENTRE}, {0, 1.2, TARIX_ALIGN_CENTRE},
        {-1.3, 0, TARIX_ALIGN_RIGHT}, {-0.8, -0.8, TARIX_ALIGN_RIGHT},
        {-0.8, 0.8, TARIX_ALIGN_RIGHT}};
    const double height = tarix_canvas_text_height(how), air = 0.3;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        tarix_lettering letters = *how;
        letters.align = sides[i].align;
        const double away = radius + air, x = at.x + sides[i].x * away;
        double y = at.y + tarix_canvas_text_middle(how);
        if (sides[i].y != 0) y = at.y + sides[i].y * away + (sides[i].y < 0 ? -0.2 : 0.8) * height;
        const tarix_box box = tarix_canvas_text_box(canvas, x, y, text, &letters);
        if (!tarix_places_is_free(p, box)) continue;
        tarix_canvas_text(canvas, x, y, text, &letters);
        tarix_places_take(p, box);
        return true;
    }
    return false;
}
