/* Rates over periods, a small panel a term: the rate, and the exact interval that its count
 * allows. Each panel has a scale of its own, from 0. */
#include "reports/figure_kind.h"

#include "base/number.h"

#include <math.h>

enum { TERM, PERIOD, PER_MILLION, LOW, HIGH, X, THIN };

static const double panel_height = 26, head = 4.5, gap = 4, radius = 0.7, thickness = 0.35;

typedef struct panel {
    size_t first, n; /* rows */
    tarix_scale y;
} panel;

typedef struct trend {
    tarix_figure *figure;
    tarix_canvas *canvas;
    tarix_arena *arena;
    panel *panels;
    size_t n, n_terms, columns;
    bool is_numeric; /* periods are numbers, or begin with one */
    bool has_cut, has_thin;
    double low, high; /* of x */
    double room;      /* of the axes at the left */
} trend;

/* Rows of a term follow one another. */
static void find_panels(trend *t)
{
    const tarix_figure *f = t->figure;
    const size_t n_rows = tarix_figure_rows(f), most = tarix_figure_limit(f);
    t->panels = TARIX_ARRAY(t->arena, panel, most);
    for (size_t row = 0; row < n_rows; row++) {
        const bool is_new = row == 0 || !tarix_str_equal(tarix_figure_text(f, row, TERM),
                                            tarix_figure_text(f, row - 1, TERM));
        t->n_terms += is_new;
        if (is_new && t->n < most) t->panels[t->n++].first = row;
        if (t->n_terms == t->n) t->panels[t->n - 1].n++;
    }
}

/* ---- x ---- */

/* Whether a period's name begins with its number on the axis, as 1910 and 1910-1919 do. */
static bool begins_with(tarix_str period, double x)
{
    size_t n = 0;
    uint64_t number = 0;
    while (n < period.size && period.data[n] >= '0' && period.data[n] <= '9') n++;
    return n && tarix_number_parse_count(tarix_str_slice(period, 0, n), &number) &&
           fabs((double)number - x) < 1;
}

static double x_of(const trend *t, const panel *p, size_t i)
{
    if (tarix_figure_has(t->figure, X)) return tarix_figure_number(t->figure, p->first + i, X);
    return (double)i + 1;
}

static void find_periods(trend *t)
{
    t->is_numeric = tarix_figure_has(t->figure, X);
    for (size_t k = 0; k < t->n && t->is_numeric; k++)
        for (size_t i = 0; i < t->panels[k].n; i++) {
            const size_t row = t->panels[k].first + i;
            t->is_numeric &= begins_with(
                tarix_figure_text(t->figure, row, PERIOD), tarix_figure_number(t->figure, row, X));
        }
    t->low = INFINITY;
    t->high = -INFINITY;
    for (size_t k = 0; k < t->n; k++)
        for (size_t i = 0; i < t->panels[k].n; i++) {
            t->low = fmin(t->low, x_of(t, &t->panels[k], i));
            t->high = fmax(t->high, x_of(t, &t->panels[k], i));
        }
    double air = t->high > t->low ? 0.04 * (t->high - t->low) : 1;
    if (!t->is_numeric) air = 0.5;
    t->low -= air;
    t->high += air;
}

/* ---- y ---- */

/* From 0 to what shows all rates, and all intervals unless they leave them no room. */
static void scale_panel(trend *t, panel *p)
{
    const tarix_figure *f = t->figure;
    double rate = 0, bound = 0;
    for (size_t i = 0; i < p->n; i++) {
        const double here = tarix_figure_number(f, p->first + i, PER_MILLION);
        const double high = tarix_figure_number(f, p->first + i, HIGH);
        if (here > rate && !isinf(here)) rate = here;
        if (high > bound && !isinf(high)) bound = high;
    }
    const double most = 2.5 * rate;
    p->y.low = 0;
    p->y.high = rate > 0 && bound > most ? most : fmax(1.05 * fmax(rate, bound), 1e-9);
    if (!(p->y.high > 1e-9)) p->y.high = 1;
    t->has_cut |= bound > p->y.high;
}

static tarix_axis left_axis(const trend *t, const panel *p)
{
    return (tarix_axis){.scale = &p->y, .language = tarix_figure_language(t->figure)};
}

/* ---- panels ---- */

static bool is_thin(const trend *t, size_t row)
{
    return tarix_figure_has(t->figure, THIN) && tarix_figure_number(t->figure, row, THIN) > 0;
}

/* The part of an interval that the panel has room for. */
static void draw_interval(const trend *t, const panel *p, size_t row, double x)
{
    const double low = tarix_figure_number(t->figure, row, LOW);
    const double high = tarix_figure_number(t->figure, row, HIGH);
    if (isnan(low) || isnan(high)) return;
    const double from = tarix_scale_at(&p->y, fmin(low, p->y.high));
    const double to = tarix_scale_at(&p->y, fmin(high, p->y.high));
    tarix_canvas_line(
        t->canvas, (tarix_point){x, from}, (tarix_point){x, to}, thickness, TARIX_INK_SKY);
}

static void draw_rates(trend *t, const panel *p, const tarix_scale *x)
{
    tarix_point *points = TARIX_ARRAY(t->arena, tarix_point, p->n);
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        draw_interval(t, p, p->first + i, tarix_scale_at(x, x_of(t, p, i)));
    for (size_t i = 0; i < p->n; i++) {
        const double rate = tarix_figure_number(t->figure, p->first + i, PER_MILLION);
        if (isnan(rate) || isinf(rate)) continue;
        points[n++] = (tarix_point){tarix_scale_at(x, x_of(t, p, i)), tarix_scale_at(&p->y, rate)};
    }
    tarix_canvas_path(t->canvas, points, n, 0.2, TARIX_INK_BLUE);
    n = 0;
    for (size_t i = 0; i < p->n; i++) {
        const size_t row = p->first + i;
        const double rate = tarix_figure_number(t->figure, row, PER_MILLION);
        if (isnan(rate) || isinf(rate)) continue;
        t->has_thin |= is_thin(t, row);
        tarix_canvas_dot(t->canvas, points[n++], radius, TARIX_INK_BLUE, !is_thin(t, row));
    }
}

/* The widest name of a period below a panel. */
static double widest_period(const trend *t, const panel *p)
{
    double widest = 0;
    for (size_t i = 0; i < p->n; i++)
        widest = fmax(
            widest, tarix_canvas_text_width(t->canvas,
                        tarix_figure_text(t->figure, p->first + i, PERIOD), &tarix_tick_letters));
    return widest;
}

/* Names of periods that are no numbers: side by side where they have room, else turned. */
static double draw_periods(const trend *t, const panel *p, const tarix_scale *x, double y)
{
    tarix_lettering letters = tarix_tick_letters;
    const double line = tarix_canvas_text_height(&letters), longest = 25;
    const double step = (x->to - x->from) / (x->high - x->low);
    double end = y + 1.5 + line, behind = 0;
    letters.is_turned = widest_period(t, p) + 1 > step;
    letters.align = letters.is_turned ? TARIX_ALIGN_RIGHT : TARIX_ALIGN_CENTRE;
    tarix_canvas_line(
        t->canvas, (tarix_point){x->from, y}, (tarix_point){x->to, y}, 0.2, TARIX_INK_GREY);
    for (size_t i = 0; i < p->n; i++) {
        const double at = tarix_scale_at(x, x_of(t, p, i));
        const tarix_str name = tarix_canvas_text_fit(
            t->canvas, tarix_figure_text(t->figure, p->first + i, PERIOD), &letters, longest);
        tarix_canvas_line(
            t->canvas, (tarix_point){at, y}, (tarix_point){at, y + 1}, 0.2, TARIX_INK_GREY);
        const double place = letters.is_turned ? at + tarix_canvas_text_middle(&letters) : at;
        const tarix_box box = tarix_canvas_text_box(
            t->canvas, place, letters.is_turned ? y + 1.5 : y + 1.8 + 0.78 * line, name, &letters);
        if (box.left < behind) continue; /* so many periods that even turned ones touch */
        behind = box.right;
        end = fmax(end, box.bottom);
        tarix_canvas_text(
            t->canvas, place, letters.is_turned ? y + 1.5 : y + 1.8 + 0.78 * line, name, &letters);
    }
    return end;
}

/* Returns the lower end. */
static double draw_panel(trend *t, size_t k, double left, double right, double top)
{
    panel *p = &t->panels[k];
    const tarix_scale x = {.low = t->low, .high = t->high, .from = left + t->room, .to = right};
    p->y.to = top + head;
    p->y.from = p->y.to + panel_height;
    const tarix_axis y_axis = left_axis(t, p);
    const tarix_axis x_axis = {
        .scale = &x, .whole = true, .language = tarix_figure_language(t->figure)};
    tarix_lettering title = tarix_axis_letters;
    title.is_bold = true;
    tarix_canvas_text(t->canvas, x.from, top + 3,
        tarix_canvas_text_fit(
            t->canvas, tarix_figure_text(t->figure, p->first, TERM), &title, right - x.from),
        &title);
    tarix_axis_grid(t->arena, t->canvas, &y_axis, false, x.from, x.to);
    draw_rates(t, p, &x);
    tarix_axis_left(t->arena, t->canvas, x.from, &y_axis);
    return t->is_numeric ? tarix_axis_bottom(t->arena, t->canvas, p->y.from, &x_axis)
                         : draw_periods(t, p, &x, p->y.from);
}

static tarix_str note_of(const trend *t)
{
    tarix_figure *f = t->figure;
    tarix_str note = TARIX_STR("");
    if (t->n < t->n_terms)
        note = tarix_arena_format(t->arena,
            tarix_figure_say(f, "%.*s of %.*s terms, the first of the table. ",
                "%.*s / %.*s termin: cədvəlin ilk sətirləri. "),
            TARIX_ARG(tarix_figure_print(f, (double)t->n, 0)),
            TARIX_ARG(tarix_figure_print(f, (double)t->n_terms, 0)));
    note = tarix_arena_format(t->arena, "%.*s%s", TARIX_ARG(note),
        tarix_figure_say(f, "Per million words, with exact 95\u00a0% intervals. ",
            "Milyon sözdə, dəqiq 95\u00a0%-li intervallarla. "));
    if (t->n > 1)
        note = tarix_arena_format(t->arena, "%.*s%s", TARIX_ARG(note),
            tarix_figure_say(
                f, "Each panel has a scale of its own. ", "Hər panelin öz şkalası var. "));
    if (t->has_thin)
        note = tarix_arena_format(t->arena, "%.*s%s", TARIX_ARG(note),
            tarix_figure_say(f, "Open dots: few were to be expected in so little text. ",
                "Boş dairələr: bu qədər az mətndə az rastlanma gözlənilir. "));
    if (t->has_cut)
        note = tarix_arena_format(t->arena, "%.*s%s", TARIX_ARG(note),
            tarix_figure_say(f, "Intervals that leave a panel are cut. ",
                "Paneldən çıxan intervallar kəsilib. "));
    return note;
}

static void draw(tarix_figure *figure, tarix_canvas *canvas)
{
    trend t = {.figure = figure, .canvas = canvas, .arena = tarix_figure_arena(figure)};
    const double width = tarix_canvas_width(canvas), margin = TARIX_FIGURE_MARGIN;
    find_panels(&t);
    find_periods(&t);
    if (isinf(t.low) || isinf(t.high)) {
        tarix_figure_nothing(figure, canvas);
        return;
    }
    tarix_figure_drew(figure, t.n);
    t.columns = width < 80 ? 1 : width < 130 ? 2 : 3;
    if (t.n < t.columns) t.columns = t.n;
    for (size_t k = 0; k < t.n; k++) {
        scale_panel(&t, &t.panels[k]);
        t.panels[k].y.from = panel_height;
        const tarix_axis axis = left_axis(&t, &t.panels[k]);
        t.room = fmax(t.room, tarix_axis_left_room(t.arena, canvas, &axis));
    }
    const double wide = (width - 2 * margin - gap * (double)(t.columns - 1)) / (double)t.columns;
    double top = tarix_figure_head(figure, canvas), end = top;
    for (size_t k = 0; k < t.n; k++) {
        const double left = margin + (double)(k % t.columns) * (wide + gap);
        if (k && k % t.columns == 0) top = end + 2;
        const double lower = draw_panel(&t, k, left, left + wide, top);
        end = k % t.columns ? fmax(end, lower) : lower;
    }
    tarix_figure_foot(figure, canvas, end, note_of(&t));
}

const tarix_figure_kind tarix_figure_trend = {
    .name = "trend",
    .fields = {"term", "period", "per_million", "low", "high", "x", "thin"},
    .n_needed = 5,
    .option = "--periods",
    .width = 170,
    .rows = 12,
    .draw = draw,
};
