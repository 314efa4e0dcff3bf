/* Keyness as dots: a term a line, its log ratio with the interval; to the right what is more
 * frequent in the target, to the left what is in the reference. */
#include "reports/figure_kind.h"

#include "base/file.h"

#include <math.h>
#include <stdlib.h>

enum { TERM, LOG_RATIO, LOW, HIGH, LL, REFERENCE, F_TARGET, F_REFERENCE, GROUP };
enum { most_sections = 256 };

static const double pitch = 3.5, radius = 0.75, gap = 1.2, beyond = 4.5, least_plot = 26;

/* A line to come. */
typedef struct line {
    size_t row, section;
    double ratio, low, high, weight;
} line;

typedef struct dots {
    tarix_figure *figure;
    tarix_canvas *canvas;
    line *lines;
    size_t n, n_rows;
    tarix_str *sections; /* headings: of groups and references */
    size_t *first_rows;  /* of each */
    size_t n_sections;
    bool has_low, has_high; /* infinities */
    double labels_end, plot_end;
    double target_end, reference_end; /* of the columns of counts; 0: none */
    tarix_scale scale;
} dots;

static int by_weight(const void *a, const void *b)
{
    const line *p = a, *q = b;
    if (p->section != q->section) return p->section < q->section ? -1 : 1;
    if (p->weight != q->weight) return p->weight > q->weight ? -1 : 1;
    return p->row < q->row ? -1 : 1;
}

static int by_ratio(const void *a, const void *b)
{
    const line *p = a, *q = b;
    if (p->section != q->section) return p->section < q->section ? -1 : 1;
    if (p->ratio != q->ratio) return p->ratio > q->ratio ? -1 : 1;
    return by_weight(a, b);
}

/* "reference: xanliqlar", "1905-1907" or both: a path is told by its end. Of groups that are
 * compared with the rest that is not said. */
static tarix_str heading_of(const dots *d, size_t row)
{
    const tarix_figure *f = d->figure;
    tarix_arena *arena = tarix_figure_arena(f);
    const tarix_str name = tarix_figure_text(f, row, REFERENCE);
    const bool has_reference =
        tarix_figure_has(f, REFERENCE) &&
        !(tarix_figure_has(f, GROUP) && tarix_str_equal(name, TARIX_STR("rest")));
    const tarix_str reference = tarix_arena_format(arena, "%s: %.*s",
        tarix_figure_say(f, "reference", "müqayisə"), TARIX_ARG(tarix_file_base(name)));
    if (!tarix_figure_has(f, GROUP)) return has_reference ? reference : TARIX_STR("");
    const tarix_str group = tarix_figure_text(f, row, GROUP);
    if (!has_reference) return group;
    return tarix_arena_format(arena, "%.*s (%.*s)", TARIX_ARG(group), TARIX_ARG(reference));
}

/* Whether the rows belong to the same group and reference. */
static bool is_same(const dots *d, size_t a, size_t b)
{
    return tarix_str_equal(tarix_figure_text(d->figure, a, REFERENCE),
               tarix_figure_text(d->figure, b, REFERENCE)) &&
           tarix_str_equal(
               tarix_figure_text(d->figure, a, GROUP), tarix_figure_text(d->figure, b, GROUP));
}

/* In the order of first sight; most_sections where there are too many. */
static size_t section_of(dots *d, size_t row)
{
    tarix_arena *arena = tarix_figure_arena(d->figure);
    for (size_t i = 0; i < d->n_sections; i++)
        if (is_same(d, d->first_rows[i], row)) return i;
    if (!d->sections) {
        d->sections = TARIX_ARRAY(arena, tarix_str, most_sections);
        d->first_rows = TARIX_ARRAY(arena, size_t, most_sections);
    }
    if (d->n_sections == most_sections) return most_sections;
    d->sections[d->n_sections] = heading_of(d, row);
    d->first_rows[d->n_sections] = row;
    return d->n_sections++;
}

static void read_rows(dots *d)
{
    const tarix_figure *f = d->figure;
    d->n_rows = tarix_figure_rows(f);
    d->lines = TARIX_ARRAY(tarix_figure_arena(f), line, d->n_rows);
    for (size_t row = 0; row < d->n_rows; row++) {
        line l = {.row = row,
            .ratio = tarix_figure_number(f, row, LOG_RATIO),
            .low = tarix_figure_number(f, row, LOW),
            .high = tarix_figure_number(f, row, HIGH),
            .weight = fabs(tarix_figure_number(f, row, LL))};
        if (isnan(l.ratio)) continue;
        if (isnan(l.weight)) l.weight = 0;
        l.section = section_of(d, row);
        if (l.section < most_sections) d->lines[d->n++] = l;
    }
}

/* The terms of the largest G² of each group and reference, or the first where the table has none.
 */
static void choose(dots *d)
{
    const size_t n_sections = d->n_sections ? d->n_sections : 1;
    size_t most = tarix_figure_limit(d->figure) / n_sections, kept = 0, begin = 0;
    if (most == 0) most = 1;
    qsort(d->lines, d->n, sizeof *d->lines, by_weight);
    for (size_t i = 0; i < d->n; i++) {
        if (i && d->lines[i].section != d->lines[i - 1].section) begin = i;
        if (i - begin < most) d->lines[kept++] = d->lines[i];
    }
    d->n = kept < tarix_figure_limit(d->figure) ? kept : tarix_figure_limit(d->figure);
    qsort(d->lines, d->n, sizeof *d->lines, by_ratio);
}

/* ---- layout ---- */

static void take(double *low, double *high, double value)
{
    if (isnan(value) || isinf(value)) return;
    *low = fmin(*low, value);
    *high = fmax(*high, value);
}

static void measure(dots *d)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < d->n; i++) {
        const line *l = &d->lines[i];
        take(&low, &high, l->ratio);
        take(&low, &high, l->low);
        take(&low, &high, l->high);
        d->has_low |= isinf(l->ratio) && l->ratio < 0;
        d->has_high |= isinf(l->ratio) && l->ratio > 0;
    }
    if (low == high) {
        low = d->has_low || !d->has_high ? -1 : 0;
        high = d->has_high || !d->has_low ? 1 : 0;
    }
    const double air = 0.04 * (high - low);
    d->scale.low = low < 0 ? low - air : low - air / 2;
    d->scale.high = high > 0 ? high + air : high + air / 2;
}

static double widest(const dots *d, size_t field)
{
    double width = 0;
    for (size_t i = 0; i < d->n; i++) {
        const size_t row = d->lines[i].row;
        const tarix_str text = field == TERM ? tarix_figure_text(d->figure, row, field)
                                             : tarix_figure_print(d->figure,
                                                   tarix_figure_number(d->figure, row, field), 0);
        width = fmax(width, tarix_canvas_text_width(d->canvas,
                                tarix_canvas_text_fit(d->canvas, text, &tarix_tick_letters, 60),
                                &tarix_tick_letters));
    }
    return width;
}

static const char *target_head(const dots *d)
{
    return tarix_figure_say(d->figure, "target", "hədəf");
}

static const char *reference_head(const dots *d)
{
    return tarix_figure_say(d->figure, "ref.", "müq.");
}

static double text_width(const dots *d, const char *text)
{
    return tarix_canvas_text_width(d->canvas, tarix_str_from(text), &tarix_tick_letters);
}

static void lay_out(dots *d)
{
    const double width = tarix_canvas_width(d->canvas), margin = TARIX_FIGURE_MARGIN;
    const double most = 0.36 * width;
    const double labels = fmin(widest(d, TERM), most);
    double end = width - margin;
    d->labels_end = margin + labels;
    if (tarix_figure_has(d->figure, F_TARGET) && tarix_figure_has(d->figure, F_REFERENCE)) {
        const double right = fmax(widest(d, F_REFERENCE), text_width(d, reference_head(d)));
        const double left = fmax(widest(d, F_TARGET), text_width(d, target_head(d)));
        const double taken = right + 1.5 * gap + left + gap;
        if (end - taken - d->labels_end >= least_plot) {
            d->reference_end = end;
            d->target_end = end - right - 1.5 * gap;
            end -= taken;
        }
    }
    d->plot_end = end;
    d->scale.from = d->labels_end + gap + (d->has_low ? beyond : 0);
    d->scale.to = end - gap - (d->has_high ? beyond : 0);
}

/* ---- drawing ---- */

/* To which side a term is more frequent, where there is one. */
static void draw_sides(const dots *d, double y)
{
    tarix_arena *arena = tarix_figure_arena(d->figure);
    tarix_lettering left = tarix_tick_letters, right = tarix_tick_letters;
    bool has_left = false, has_right = false;
    for (size_t i = 0; i < d->n; i++) {
        has_left |= d->lines[i].ratio < 0;
        has_right |= d->lines[i].ratio > 0;
    }
    left.ink = TARIX_INK_VERMILION;
    right.ink = TARIX_INK_BLUE;
    right.align = TARIX_ALIGN_RIGHT;
    left.is_bold = right.is_bold = true;
    const double from = d->labels_end + gap, to = d->plot_end - gap;
    tarix_str reference =
        tarix_arena_format(arena, "← %s", tarix_figure_say(d->figure, "reference", "müqayisə"));
    const tarix_str target = tarix_arena_format(arena, "%s →", target_head(d));
    double room = to - from;
    if (has_right) room -= tarix_canvas_text_width(d->canvas, target, &right) + 1.5;
    if (tarix_canvas_text_width(d->canvas, reference, &left) > room)
        reference = tarix_arena_format(arena, "← %s", reference_head(d));
    if (has_left)
        tarix_canvas_text(
            d->canvas, from, y, tarix_canvas_text_fit(d->canvas, reference, &left, room), &left);
    if (has_right)
        tarix_canvas_text(
            d->canvas, to, y, tarix_canvas_text_fit(d->canvas, target, &right, to - from), &right);
}

static void draw_heads(const dots *d, double y)
{
    tarix_lettering head = tarix_tick_letters;
    head.align = TARIX_ALIGN_RIGHT;
    draw_sides(d, y);
    if (!(d->target_end > 0)) return;
    tarix_canvas_text(d->canvas, d->target_end, y, tarix_str_from(target_head(d)), &head);
    tarix_canvas_text(d->canvas, d->reference_end, y, tarix_str_from(reference_head(d)), &head);
}

static void draw_section(const dots *d, tarix_str name, double y)
{
    tarix_lettering head = tarix_tick_letters;
    head.is_bold = head.has_halo = true;
    tarix_canvas_text(d->canvas, TARIX_FIGURE_MARGIN, y + tarix_canvas_text_middle(&head),
        tarix_canvas_text_fit(d->canvas, name, &head, d->plot_end - TARIX_FIGURE_MARGIN), &head);
}

static void draw_texts(const dots *d, const line *l, double y)
{
    tarix_lettering right = tarix_tick_letters;
    right.align = TARIX_ALIGN_RIGHT;
    right.ink = TARIX_INK_BLACK;
    const double base = y + tarix_canvas_text_middle(&right);
    const tarix_str term = tarix_canvas_text_fit(d->canvas,
        tarix_figure_text(d->figure, l->row, TERM), &right, d->labels_end - TARIX_FIGURE_MARGIN);
    tarix_canvas_text(d->canvas, d->labels_end, base, term, &right);
    if (!(d->target_end > 0)) return;
    right.ink = TARIX_INK_GREY;
    tarix_canvas_text(d->canvas, d->target_end, base,
        tarix_figure_print(d->figure, tarix_figure_number(d->figure, l->row, F_TARGET), 0), &right);
    tarix_canvas_text(d->canvas, d->reference_end, base,
        tarix_figure_print(d->figure, tarix_figure_number(d->figure, l->row, F_REFERENCE), 0),
        &right);
}

/* Where the infinities stand, if there are any, else the end of the plot. */
static double edge_of(const dots *d, bool is_high)
{
    if (is_high) return d->scale.to + (d->has_high ? 0.7 * beyond : 0);
    return d->scale.from - (d->has_low ? 0.7 * beyond : 0);
}

/* An end of an interval, drawn to the edge of the plot where it is not known. */
static double end_at(const dots *d, double value, double edge)
{
    return isnan(value) || isinf(value) ? edge : tarix_scale_at(&d->scale, value);
}

static void draw_mark(const dots *d, const line *l, double y)
{
    const bool is_target = l->ratio > 0;
    const tarix_ink ink = is_target      ? TARIX_INK_BLUE
                          : l->ratio < 0 ? TARIX_INK_VERMILION
                                         : TARIX_INK_GREY;
    const double edges[] = {edge_of(d, false), edge_of(d, true)};
    const double low = end_at(d, l->low, edges[0]), high = end_at(d, l->high, edges[1]);
    if (!isnan(l->low) && !isnan(l->high))
        tarix_canvas_line(d->canvas, (tarix_point){low, y}, (tarix_point){high, y}, 0.35, ink);
    if (isinf(l->ratio))
        tarix_canvas_arrow(
            d->canvas, (tarix_point){edges[is_target], y}, radius, is_target ? 1 : -1, ink);
    else
        tarix_canvas_dot(d->canvas, (tarix_point){tarix_scale_at(&d->scale, l->ratio), y}, radius,
            ink, is_target);
}

static void draw_infinity(const dots *d, double x, double y, tarix_str sign)
{
    tarix_lettering letters = tarix_tick_letters;
    letters.align = TARIX_ALIGN_CENTRE;
    const double base = y + 1.8 + tarix_canvas_text_height(&letters) * 0.78;
    const tarix_box box = tarix_canvas_text_box(d->canvas, x, base, sign, &letters);
    if (tarix_canvas_is_free(d->canvas, box)) tarix_canvas_text(d->canvas, x, base, sign, &letters);
}

static tarix_str note_of(const dots *d)
{
    tarix_figure *f = d->figure;
    tarix_arena *arena = tarix_figure_arena(f);
    tarix_str note = TARIX_STR("");
    if (d->n < d->n_rows)
        note = tarix_arena_format(arena,
            tarix_figure_has(f, LL)
                ? tarix_figure_say(f, "%.*s of %.*s terms, those of the largest G². ",
                      "%.*s / %.*s termin: G² üzrə ən böyüklər. ")
                : tarix_figure_say(f, "%.*s of %.*s terms, the first of the table. ",
                      "%.*s / %.*s termin: cədvəlin ilk sətirləri. "),
            TARIX_ARG(tarix_figure_print(f, (double)d->n, 0)),
            TARIX_ARG(tarix_figure_print(f, (double)d->n_rows, 0)));
    if (tarix_figure_has(f, LOW) && tarix_figure_has(f, HIGH))
        note = tarix_arena_format(arena, "%.*s%s", TARIX_ARG(note),
            tarix_figure_say(
                f, "Lines: 95\u00a0% intervals. ", "Xətlər: 95\u00a0%-li intervallar. "));
    if (d->target_end > 0)
        note = tarix_arena_format(arena, "%.*s%s", TARIX_ARG(note),
            tarix_figure_say(f, "Numbers: counts. ", "Ədədlər: say. "));
    if (d->has_high || d->has_low)
        note = tarix_arena_format(arena, "%.*s%s", TARIX_ARG(note),
            tarix_figure_say(f, "Arrows: the other side does not have the term. ",
                "Oxlar: termin o biri tərəfdə yoxdur. "));
    return note;
}

static tarix_axis axis_of(const dots *d)
{
    return (tarix_axis){.scale = &d->scale,
        .language = tarix_figure_language(d->figure),
        .unruled = true,
        .title = tarix_str_from(tarix_figure_say(d->figure, "log ratio (+1: twice as frequent)",
            "loqarifmik nisbət (+1: iki dəfə çox)"))};
}

/* Of the lines drawn; one reference alone goes without. */
static size_t count_headings(const dots *d)
{
    size_t n = 0;
    if (d->n_sections < 2 && !tarix_figure_has(d->figure, GROUP)) return 0;
    for (size_t i = 0; i < d->n; i++) n += i == 0 || d->lines[i].section != d->lines[i - 1].section;
    return n;
}

static void draw(tarix_figure *figure, tarix_canvas *canvas)
{
    dots d = {.figure = figure, .canvas = canvas};
    tarix_arena *arena = tarix_figure_arena(figure);
    read_rows(&d);
    if (d.n == 0) {
        tarix_figure_nothing(figure, canvas);
        return;
    }
    choose(&d);
    measure(&d);
    lay_out(&d);
    tarix_figure_drew(figure, d.n);
    const double top = tarix_figure_head(figure, canvas) + 2.6;
    const size_t n_heads = count_headings(&d);
    const double begin = top + 1.2, end = begin + pitch * (double)(d.n + n_heads) + 0.6;
    const tarix_axis axis = axis_of(&d);
    const double zero = tarix_scale_at(&d.scale, 0);
    draw_heads(&d, top);
    tarix_axis_grid(arena, canvas, &axis, true, begin, end);
    tarix_canvas_line(
        canvas, (tarix_point){zero, begin}, (tarix_point){zero, end}, 0.25, TARIX_INK_GREY);
    double y = begin + pitch / 2;
    for (size_t i = 0; i < d.n; i++, y += pitch) {
        if (n_heads && (i == 0 || d.lines[i].section != d.lines[i - 1].section)) {
            draw_section(&d, d.sections[d.lines[i].section], y);
            y += pitch;
        }
        draw_texts(&d, &d.lines[i], y);
        draw_mark(&d, &d.lines[i], y);
    }
    const double lower = tarix_axis_bottom(arena, canvas, end, &axis);
    if (d.has_low) draw_infinity(&d, edge_of(&d, false), end, TARIX_STR("−∞"));
    if (d.has_high) draw_infinity(&d, edge_of(&d, true), end, TARIX_STR("∞"));
    tarix_figure_foot(figure, canvas, lower, note_of(&d));
}

const tarix_figure_kind tarix_figure_keyness = {
    .name = "keyness",
    .fields = {"term", "log_ratio", "log_ratio_low", "log_ratio_high", "ll", "reference",
        "count_target", "count_reference", "group"},
    .n_needed = 2,
    .width = 85,
    .rows = 30,
    .draw = draw,
};
