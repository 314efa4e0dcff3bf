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
