/* The frequency profile: rank and count on logarithmic axes, with the law of Zipf and Mandelbrot
 * that fits the counts drawn. */
#include "reports/figure_kind.h"

#include "analyzers/measure.h"
#include "analyzers/richness.h"
#include "reports/figure_label.h"

#include <math.h>
#include <stdlib.h>

enum { COUNT, TERM };

static const double radius = 0.55;

typedef struct ranked {
    size_t row;
    uint64_t count;
} ranked;

typedef struct profile {
    tarix_figure *figure;
    tarix_canvas *canvas;
    ranked *terms;
    uint64_t *counts;
    size_t n;
    double s, q; /* of the law; NaN: there is none */
    double total, weight;
    tarix_scale x, y;
} profile;

static int by_count(const void *a, const void *b)
{
    const ranked *p = a, *q = b;
    if (p->count != q->count) return p->count > q->count ? -1 : 1;
    return p->row < q->row ? -1 : 1;
}

static void read_rows(profile *p)
{
    tarix_arena *arena = tarix_figure_arena(p->figure);
    const size_t n = tarix_figure_rows(p->figure);
    p->terms = TARIX_ARRAY(arena, ranked, n);
    p->counts = TARIX_ARRAY(arena, uint64_t, n);
    for (size_t row = 0; row < n; row++) {
        const double count = tarix_figure_number(p->figure, row, COUNT);
        if (count >= 1) p->terms[p->n++] = (ranked){row, (uint64_t)count};
    }
    qsort(p->terms, p->n, sizeof *p->terms, by_count);
    for (size_t i = 0; i < p->n; i++) p->counts[i] = p->terms[i].count;
}

/* By the program's own measures, which look at the counts alone. */
static void fit(profile *p)
{
    tarix_arena *arena = tarix_figure_arena(p->figure);
    tarix_tokens tokens = {.n_types = p->n, .count = p->counts};
    tokens.room = TARIX_ARRAY(arena, double, p->n + 1);
    for (size_t i = 0; i < p->n; i++) {
        tokens.n += (size_t)p->counts[i];
        tokens.n_classes += i == 0 || p->counts[i] != p->counts[i - 1];
    }
    p->total = (double)tokens.n;
    p->s = tarix_measures_find(TARIX_STR("zipf_mandelbrot_s"))->of_tokens(&tokens);
    p->q = tarix_measures_find(TARIX_STR("zipf_mandelbrot_q"))->of_tokens(&tokens);
    for (size_t i = 0; i < p->n; i++) p->weight += pow((double)i + 1 + p->q, -p->s);
}

static double law(const profile *p, double rank)
{
    return p->total * pow(rank + p->q, -p->s) / p->weight;
}

static tarix_point point_of(const profile *p, double rank, double count)
{
    return (tarix_point){tarix_scale_at(&p->x, rank), tarix_scale_at(&p->y, count)};
}

static void draw_law(const profile *p)
{
    enum { n_points = 200 };
    tarix_point points[n_points];
    size_t n = 0;
    for (size_t i = 0; i < n_points; i++) {
        const double rank = pow((double)p->n, (double)i / (n_points - 1));
        const double count = law(p, rank);
        if (count >= p->y.low && count <= p->y.high) points[n++] = point_of(p, rank, count);
    }
    tarix_canvas_path(p->canvas, points, n, 0.4, TARIX_INK_VERMILION);
}

/* Of thousands of terms those that the eye can tell apart. */
static void draw_terms(const profile *p)
{
    const double apart = 0.3;
    tarix_point last = {-1, -1};
    for (size_t i = 0; i < p->n; i++) {
        const tarix_point at = point_of(p, (double)i + 1, (double)p->counts[i]);
        if (i + 1 < p->n && fabs(at.x - last.x) < apart && fabs(at.y - last.y) < apart) continue;
        tarix_canvas_dot(p->canvas, at, radius, TARIX_INK_BLUE, false);
        last = at;
    }
}

/* Names for ranks 1, 2, 3, 5, 10, 20, 50 … above the curve, where nothing else stands. */
static void name_terms(const profile *p, tarix_box page)
{
    static const size_t steps[] = {1, 2, 3, 5};
    tarix_places places = {.arena = tarix_figure_arena(p->figure), .page = page};
    tarix_lettering letters = tarix_tick_letters;
    letters.ink = TARIX_INK_BLACK;
    if (!tarix_figure_has(p->figure, TERM)) return;
    for (size_t i = 0; i < p->n && i < 400; i++) {
        const tarix_point at = point_of(p, (double)i + 1, (double)p->counts[i]);
        tarix_places_take(
            &places, (tarix_box){at.x - radius, at.y - radius, at.x + radius, at.y + radius});
    }
    for (double x = 1; x <= (double)p->n; x *= pow((double)p->n, 0.005)) {
        if (isnan(p->s) || p->n < 2) break;
        const double y = law(p, x);
        if (y < p->y.low || y > p->y.high) continue;
        const tarix_point at = point_of(p, x, y);
        tarix_places_take(&places, (tarix_box){at.x - 0.3, at.y - 0.3, at.x + 0.3, at.y + 0.3});
    }
    for (size_t power = 1; power <= 1000 && power <= p->n; power *= 10)
        for (size_t k = 0; k < 4; k++) {
            const size_t rank = steps[k] * power;
            if (rank > p->n || (power > 1 && k == 2)) continue;
            const tarix_str term = tarix_canvas_text_fit(p->canvas,
                tarix_figure_text(p->figure, p->terms[rank - 1].row, TERM), &letters, 30);
            const tarix_point at = point_of(p, (double)rank, (double)p->counts[rank - 1]);
            const tarix_box box =
                tarix_canvas_text_box(p->canvas, at.x + 1.1, at.y - 0.7, term, &letters);
            if (!tarix_places_is_free(&places, box)) continue;
            tarix_canvas_text(p->canvas, at.x + 1.1, at.y - 0.7, term, &letters);
            tarix_places_take(&places, box);
        }
}

static void draw_legend_text(const profile *p, double x, double y, tarix_str text)
{
    const double room = tarix_canvas_width(p->canvas) - TARIX_FIGURE_MARGIN - x;
    tarix_canvas_text(p->canvas, x, y,
        tarix_canvas_text_fit(p->canvas, text, &tarix_note_letters, room), &tarix_note_letters);
}

/* What the dots and the line are, in a row each; returns the lower end. */
static double draw_legend(const profile *p, double left, double y)
{
    tarix_figure *f = p->figure;
    tarix_arena *arena = tarix_figure_arena(f);
    const double line = 1.15 * tarix_canvas_text_height(&tarix_note_letters);
    const double middle = tarix_canvas_text_middle(&tarix_note_letters);
    y += line * 0.8;
    tarix_canvas_dot(
        p->canvas, (tarix_point){left + 1.5, y - middle}, radius, TARIX_INK_BLUE, false);
    draw_legend_text(p, left + 4, y,
        tarix_arena_format(arena, tarix_figure_say(f, "terms (%.*s)", "terminlər (%.*s)"),
            TARIX_ARG(tarix_figure_print(f, (double)p->n, 0))));
    if (isnan(p->s)) return y;
    y += line;
    tarix_canvas_line(p->canvas, (tarix_point){left, y - middle},
        (tarix_point){left + 3, y - middle}, 0.4, TARIX_INK_VERMILION);
    draw_legend_text(p, left + 4, y,
        tarix_arena_format(arena, "Zipf–Mandelbrot: s = %.*s, q = %.*s",
            TARIX_ARG(tarix_figure_print_short(f, p->s)),
            TARIX_ARG(tarix_figure_print_short(f, p->q))));
    return y;
}

static void draw(tarix_figure *figure, tarix_canvas *canvas)
{
    profile p = {.figure = figure, .canvas = canvas};
    tarix_arena *arena = tarix_figure_arena(figure);
    const tarix_language language = tarix_figure_language(figure);
    read_rows(&p);
    if (p.n == 0) {
        tarix_figure_nothing(figure, canvas);
        return;
    }
    fit(&p);
    tarix_figure_drew(figure, p.n);
    const double width = tarix_canvas_width(canvas), margin = TARIX_FIGURE_MARGIN;
    p.x = (tarix_scale){.low = 0.8, .high = fmax(1.25 * (double)p.n, 10), .is_log = true};
    p.y = (tarix_scale){.low = 0.8 * (double)p.counts[p.n - 1],
        .high = fmax(1.5 * (double)p.counts[0], 5 * (double)p.counts[p.n - 1]),
        .is_log = true};
    const tarix_axis left = {.scale = &p.y,
        .language = language,
        .title = tarix_str_from(tarix_figure_say(figure, "count", "say"))};
    const tarix_axis bottom = {.scale = &p.x,
        .language = language,
        .title = tarix_str_from(tarix_figure_say(figure, "rank", "sıra"))};
    const double top = tarix_figure_head(figure, canvas);
    p.y.from = top + 0.62 * width;
    p.y.to = top;
    p.x.from = margin + tarix_axis_left_room(arena, canvas, &left);
    p.x.to = width - margin - 1;
    const double head = draw_legend(&p, p.x.from + 1, top) + 1.5;
    p.y.from += head - top;
    p.y.to = head;
    draw_law(&p);
    draw_terms(&p);
    name_terms(&p, (tarix_box){p.x.from, p.y.to, p.x.to + 1, p.y.from});
    tarix_axis_left(arena, canvas, p.x.from, &left);
    tarix_figure_foot(
        figure, canvas, tarix_axis_bottom(arena, canvas, p.y.from, &bottom), TARIX_STR(""));
}

const tarix_figure_kind tarix_figure_profile = {
    .name = "profile",
    .fields = {"count", "term"},
    .n_needed = 1,
    .width = 85,
    .draw = draw,
};
