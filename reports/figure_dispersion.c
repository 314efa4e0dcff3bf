/* Dispersion as strips, a term a line: where it stands along the corpus, in which parts of it, or
 * in which groups of texts. */
#include "reports/figure_kind.h"

#include "base/number.h"
#include "corpus/vocab.h"

#include <math.h>
#include <stdlib.h>

static const double pitch = 4.2, half_mark = 1.4, gap = 1.2;

typedef struct strips {
    tarix_figure *figure;
    tarix_canvas *canvas;
    tarix_arena *arena;
    tarix_str *terms;
    double *counts;    /* NaN: not known */
    size_t n, n_terms; /* of those drawn, and of those in the table */
    bool has_counts;
    double labels_end, counts_end;
    double from, to; /* of the strips */
    double top;      /* of the first */
} strips;

/* ---- layout ---- */

static tarix_str count_of(const strips *s, size_t i)
{
    return isnan(s->counts[i]) ? TARIX_STR("") : tarix_figure_print(s->figure, s->counts[i], 0);
}

static const char *counts_head(const strips *s)
{
    return tarix_figure_say(s->figure, "count", "say");
}

static void lay_out(strips *s)
{
    const double width = tarix_canvas_width(s->canvas), most = 0.3 * width;
    const tarix_lettering *how = &tarix_tick_letters;
    double labels = 0,
           counts = tarix_canvas_text_width(s->canvas, tarix_str_from(counts_head(s)), how);
    for (size_t i = 0; i < s->n; i++) {
        s->terms[i] = tarix_canvas_text_fit(s->canvas, s->terms[i], how, most);
        labels = fmax(labels, tarix_canvas_text_width(s->canvas, s->terms[i], how));
        counts = fmax(counts, tarix_canvas_text_width(s->canvas, count_of(s, i), how));
    }
    if (!s->has_counts) counts = -gap;
    s->labels_end = TARIX_FIGURE_MARGIN + labels;
    s->counts_end = width - TARIX_FIGURE_MARGIN;
    s->from = s->labels_end + gap;
    s->to = s->counts_end - counts - gap;
    s->top = tarix_figure_head(s->figure, s->canvas) +
             (s->has_counts ? tarix_canvas_text_height(how) : 0);
}

static double line_at(const strips *s, size_t i)
{
    return s->top + pitch * ((double)i + 0.5);
}

/* Terms and counts beside the strips; returns the lower end. */
static double draw_texts(const strips *s)
{
    tarix_lettering term = tarix_tick_letters, count = tarix_tick_letters;
    term.align = count.align = TARIX_ALIGN_RIGHT;
    term.ink = TARIX_INK_BLACK;
    if (s->has_counts)
        tarix_canvas_text(
            s->canvas, s->counts_end, s->top - 0.5, tarix_str_from(counts_head(s)), &count);
    for (size_t i = 0; i < s->n; i++) {
        const double base = line_at(s, i) + tarix_canvas_text_middle(&term);
        tarix_canvas_text(s->canvas, s->labels_end, base, s->terms[i], &term);
        if (s->has_counts)
            tarix_canvas_text(s->canvas, s->counts_end, base, count_of(s, i), &count);
    }
    return line_at(s, s->n) - pitch / 2;
}

static tarix_str note_of(const strips *s, const char *rest, bool by_count)
{
    if (s->n == s->n_terms) return tarix_str_from(rest);
    const char *front =
        by_count ? tarix_figure_say(s->figure, "%.*s of %.*s terms, the commonest. %s",
                       "%.*s / %.*s termin: ən çox rast gəlinənlər. %s")
                 : tarix_figure_say(s->figure, "%.*s of %.*s terms, the first of the table. %s",
                       "%.*s / %.*s termin: cədvəlin ilk sətirləri. %s");
    return tarix_arena_format(s->arena, front,
        TARIX_ARG(tarix_figure_print(s->figure, (double)s->n, 0)),
        TARIX_ARG(tarix_figure_print(s->figure, (double)s->n_terms, 0)), rest);
}

/* For n terms, to be named and laid out. */
static strips strips_of(tarix_figure *figure, tarix_canvas *canvas, size_t n_terms)
{
    strips s = {.figure = figure, .canvas = canvas, .arena = tarix_figure_arena(figure)};
    const size_t most = tarix_figure_limit(figure);
    s.n_terms = n_terms;
    s.n = n_terms < most ? n_terms : most;
    s.terms = TARIX_ARRAY(s.arena, tarix_str, s.n);
    s.counts = TARIX_ARRAY(s.arena, double, s.n);
    tarix_figure_drew(figure, s.n);
    return s;
}

/* The first rows of the table. */
static strips strips_of_rows(tarix_figure *figure, tarix_canvas *canvas, size_t term, size_t count)
{
    strips s = strips_of(figure, canvas, tarix_figure_rows(figure));
    s.has_counts = tarix_figure_has(figure, count);
    for (size_t i = 0; i < s.n; i++) {
        s.terms[i] = tarix_figure_text(figure, i, term);
        s.counts[i] = tarix_figure_number(figure, i, count);
    }
    lay_out(&s);
    return s;
}

static tarix_axis axis_of(const strips *s, const tarix_scale *scale)
{
    return (tarix_axis){.scale = scale,
        .whole = true,
        .language = tarix_figure_language(s->figure),
        .title = tarix_str_from(
            tarix_figure_say(s->figure, "place in the corpus (words)", "korpusda yer (söz)"))};
}

/* ---- lists in cells: 3;0;12 ---- */

typedef struct numbers {
    double *values;
    size_t n;
    double sum, most;
} numbers;

static numbers read_numbers(tarix_arena *arena, tarix_str text)
{
    numbers list = {.n = 0};
    size_t room = 1;
    if (text.size == 0) return list;
    for (size_t i = 0; i < text.size; i++) room += text.data[i] == ';';
    list.values = TARIX_ARRAY(arena, double, room);
    for (tarix_str part; tarix_str_split(&text, ';', &part);) {
        uint64_t value = 0;
        if (!tarix_number_parse_count(part, &value)) continue;
        list.values[list.n++] = (double)value;
        list.sum += (double)value;
        list.most = fmax(list.most, (double)value);
    }
    return list;
}

/* ---- along the corpus ---- */

enum { STRIP_TERM, POSITIONS, LENGTH, STRIP_COUNT, SIZES };

static void draw_bounds(const strips *s, const tarix_scale *scale, double end)
{
    const numbers sizes = read_numbers(s->arena, tarix_figure_text(s->figure, 0, SIZES));
    double at = 0;
    for (size_t i = 0; i + 1 < sizes.n; i++) {
        at += sizes.values[i];
        const double x = tarix_scale_at(scale, at);
        if (at < scale->high)
            tarix_canvas_line(
                s->canvas, (tarix_point){x, s->top}, (tarix_point){x, end}, 0.2, TARIX_INK_PALE);
    }
}

/* Marks that the eye cannot tell apart are drawn once. */
static void draw_positions(const strips *s, const tarix_scale *scale, size_t i)
{
    const double y = line_at(s, i), apart = 0.06;
    const numbers at = read_numbers(s->arena, tarix_figure_text(s->figure, i, POSITIONS));
    double last = -1;
    tarix_canvas_line(s->canvas, (tarix_point){scale->from, y}, (tarix_point){scale->to, y}, 0.12,
        TARIX_INK_PALE);
    for (size_t k = 0; k < at.n; k++) {
        const double x = tarix_scale_at(scale, at.values[k] + 0.5);
        if (x - last < apart) continue;
        tarix_canvas_line(s->canvas, (tarix_point){x, y - half_mark},
            (tarix_point){x, y + half_mark}, 0.22, TARIX_INK_BLUE);
        last = x;
    }
}

static void draw_strip(tarix_figure *figure, tarix_canvas *canvas)
{
    const strips s = strips_of_rows(figure, canvas, STRIP_TERM, STRIP_COUNT);
    const bool has_bounds = tarix_figure_has(figure, SIZES);
    double length = 1;
    for (size_t i = 0; i < s.n; i++) length = fmax(length, tarix_figure_number(figure, i, LENGTH));
    const tarix_scale scale = {.low = 0, .high = length, .from = s.from, .to = s.to};
    const tarix_axis axis = axis_of(&s, &scale);
    const double end = draw_texts(&s);
    if (has_bounds) draw_bounds(&s, &scale, end);
    for (size_t i = 0; i < s.n; i++) draw_positions(&s, &scale, i);
    const char *note =
        tarix_figure_say(figure, "A line is an occurrence.", "Hər xətt bir rastlanmadır.");
    if (has_bounds)
        note = tarix_figure_say(figure,
            "A line is an occurrence; pale lines part the texts or slices.",
            "Hər xətt bir rastlanmadır; solğun xətlər mətnləri və ya hissələri ayırır.");
    tarix_figure_foot(
        figure, canvas, tarix_axis_bottom(s.arena, canvas, end, &axis), note_of(&s, note, false));
}

const tarix_figure_kind tarix_figure_strip = {
    .name = "strip",
    .fields = {"term", "positions", "length", "count", "sizes"},
    .n_needed = 3,
    .width = 170,
    .rows = 25,
    .draw = draw_strip,
};

/* ---- cells ---- */

static void draw_cell(const strips *s, double left, double right, size_t i, double share)
{
    const double y = line_at(s, i), air = right - left > 1 ? 0.1 : 0;
    const tarix_box box = {left + air, y - pitch / 2 + 0.2, right - air, y + pitch / 2 - 0.2};
    const double least = 0.15; /* so that one occurrence is seen */
    tarix_canvas_fill(
        s->canvas, box, TARIX_INK_BLUE, share > 0 ? least + (1 - least) * share : 0.03);
}

enum { PARTS_TERM, PART_COUNTS, PART_SIZES, PARTS_COUNT };

/* Returns the size of all parts. */
static double draw_parts_of(const strips *s, size_t i)
{
    const numbers counts = read_numbers(s->arena, tarix_figure_text(s->figure, i, PART_COUNTS));
    const numbers sizes = read_numbers(s->arena, tarix_figure_text(s->figure, i, PART_SIZES));
    double most = 0, at = 0;
    if (counts.n != sizes.n || !(sizes.sum > 0)) return 0;
    for (size_t p = 0; p < sizes.n; p++)
        if (sizes.values[p] > 0) most = fmax(most, counts.values[p] / sizes.values[p]);
    for (size_t p = 0; p < sizes.n; p++) {
        const double size = sizes.values[p];
        const double left = s->from + (s->to - s->from) * at / sizes.sum;
        const double right = s->from + (s->to - s->from) * (at + size) / sizes.sum;
        at += size;
        if (size > 0) draw_cell(s, left, right, i, most > 0 ? counts.values[p] / size / most : 0);
    }
    return sizes.sum;
}

static void draw_parts(tarix_figure *figure, tarix_canvas *canvas)
{
    const strips s = strips_of_rows(figure, canvas, PARTS_TERM, PARTS_COUNT);
    const double end = draw_texts(&s);
    double length = 1;
    for (size_t i = 0; i < s.n; i++) length = fmax(length, draw_parts_of(&s, i));
    const tarix_scale scale = {.low = 0, .high = length, .from = s.from, .to = s.to};
    const tarix_axis axis = axis_of(&s, &scale);
    const char *note = tarix_figure_say(figure,
        "A cell is a part, as wide as it is long; the darker, the more frequent the term is there, "
        "to the largest rate of its line.",
        "Hər xana bir hissədir, eni onun həcmidir; termin orada nə qədər tez-tez rast gəlinirsə, "
        "xana o qədər tünddür (hər sətir öz ən böyüyünə görə).");
    tarix_figure_foot(
        figure, canvas, tarix_axis_bottom(s.arena, canvas, end, &axis), note_of(&s, note, false));
}

const tarix_figure_kind tarix_figure_parts = {
    .name = "parts",
    .fields = {"term", "counts", "sizes", "count"},
    .n_needed = 3,
    .width = 170,
    .rows = 25,
    .draw = draw_parts,
};

/* ---- groups ---- */

enum { GROUP, GROUPS_TERM, PER_MILLION, GROUPS_COUNT };
enum { most_groups = 60 };

/* A term of the table, over all groups. */
typedef struct total {
    tarix_id term;
    double count;
} total;

typedef struct groups {
    strips strips;
    tarix_vocab *names, *terms;
    total *totals;
    size_t n_terms, n_groups; /* n_groups: drawn */
    double *rates;            /* by line and group; 0 where the table has no row */
} groups;

static int by_total(const void *a, const void *b)
{
    const total *p = a, *q = b;
    if (p->count != q->count) return p->count > q->count ? -1 : 1;
    return (p->term > q->term) - (p->term < q->term);
}

static void add_terms(groups *g)
{
    const tarix_figure *f = g->strips.figure;
    const size_t n_rows = tarix_figure_rows(f);
    const size_t measured = tarix_figure_has(f, GROUPS_COUNT) ? GROUPS_COUNT : PER_MILLION;
    tarix_arena *arena = tarix_figure_arena(f);
    g->names = tarix_vocab_new(arena);
    g->terms = tarix_vocab_new(arena);
    g->totals = TARIX_ARRAY(arena, total, n_rows);
    for (size_t row = 0; row < n_rows; row++) {
        tarix_vocab_intern(g->names, tarix_figure_text(f, row, GROUP), 0);
        const tarix_id term =
            tarix_vocab_intern(g->terms, tarix_figure_text(f, row, GROUPS_TERM), 0);
        const double count = tarix_figure_number(f, row, measured);
        g->totals[term].term = term;
        if (!isnan(count)) g->totals[term].count += count;
    }
    g->n_terms = tarix_vocab_size(g->terms);
    g->n_groups = tarix_vocab_size(g->names);
    if (g->n_groups > most_groups) g->n_groups = most_groups;
    qsort(g->totals, g->n_terms, sizeof *g->totals, by_total);
}

static void add_rates(groups *g)
{
    const strips *s = &g->strips;
    const size_t n_rows = tarix_figure_rows(s->figure);
    size_t *line = TARIX_ARRAY(s->arena, size_t, g->n_terms);
    g->rates = TARIX_ARRAY(s->arena, double, s->n * g->n_groups);
    for (size_t i = 0; i < s->n; i++) line[g->totals[i].term] = i + 1;
    for (size_t row = 0; row < n_rows; row++) {
        const tarix_id group =
            tarix_vocab_find(g->names, tarix_figure_text(s->figure, row, GROUP), 0);
        const tarix_id term =
            tarix_vocab_find(g->terms, tarix_figure_text(s->figure, row, GROUPS_TERM), 0);
        const double rate = tarix_figure_number(s->figure, row, PER_MILLION);
        if (line[term] && group < g->n_groups && !isnan(rate))
            g->rates[(line[term] - 1) * g->n_groups + group] = rate;
    }
}

static void draw_rates(const groups *g)
{
    const strips *s = &g->strips;
    const double width = (s->to - s->from) / (double)g->n_groups;
    for (size_t i = 0; i < s->n; i++) {
        const double *rates = g->rates + i * g->n_groups;
        double most = 0;
        for (size_t c = 0; c < g->n_groups; c++) most = fmax(most, rates[c]);
        for (size_t c = 0; c < g->n_groups; c++)
            draw_cell(s, s->from + width * (double)c, s->from + width * (double)(c + 1), i,
                most > 0 ? rates[c] / most : 0);
    }
}

/* Names below the cells: side by side where they have room, else turned. Returns the lower end. */
static double draw_names(const groups *g, double y)
{
    const strips *s = &g->strips;
    const double width = (s->to - s->from) / (double)g->n_groups, longest = 32;
    const double line = tarix_canvas_text_height(&tarix_tick_letters);
    tarix_lettering letters = tarix_tick_letters;
    double widest = 0;
    for (tarix_id c = 0; c < g->n_groups; c++)
        widest = fmax(
            widest, tarix_canvas_text_width(s->canvas, tarix_vocab_str(g->names, c), &letters));
    letters.is_turned = widest + 1 > width;
    letters.align = letters.is_turned ? TARIX_ALIGN_RIGHT : TARIX_ALIGN_CENTRE;
    const size_t stride = letters.is_turned && line > width ? (size_t)ceil(line / width) : 1;
    double end = y;
    for (tarix_id c = 0; c < g->n_groups; c += (tarix_id)stride) {
        const tarix_str name = tarix_canvas_text_fit(
            s->canvas, tarix_vocab_str(g->names, c), &letters, letters.is_turned ? longest : width);
        const double x = s->from + width * (c + 0.5);
        if (letters.is_turned)
            tarix_canvas_text(
                s->canvas, x + tarix_canvas_text_middle(&letters), y + 1, name, &letters);
        else
            tarix_canvas_text(s->canvas, x, y + 1 + 0.8 * line, name, &letters);
        end =
            fmax(end, letters.is_turned ? y + 1 + tarix_canvas_text_width(s->canvas, name, &letters)
                                        : y + 1 + line);
    }
    return end;
}

static void draw_groups(tarix_figure *figure, tarix_canvas *canvas)
{
    groups g = {.strips = {.figure = figure}};
    add_terms(&g);
    g.strips = strips_of(figure, canvas, g.n_terms);
    g.strips.has_counts = tarix_figure_has(figure, GROUPS_COUNT);
    for (size_t i = 0; i < g.strips.n; i++) {
        g.strips.terms[i] = tarix_vocab_str(g.terms, g.totals[i].term);
        g.strips.counts[i] = g.totals[i].count;
    }
    lay_out(&g.strips);
    add_rates(&g);
    const double end = draw_texts(&g.strips);
    draw_rates(&g);
    const char *note = tarix_figure_say(figure,
        "The darker a cell, the more frequent the term is in the group, to the largest rate of its "
        "line.",
        "Termin qrupda nə qədər tez-tez rast gəlinirsə, xana o qədər tünddür (hər sətir öz ən "
        "böyüyünə görə).");
    tarix_str text = note_of(&g.strips, note, true);
    if (g.n_groups < tarix_vocab_size(g.names))
        text = tarix_arena_format(g.strips.arena,
            tarix_figure_say(
                figure, "%.*s Groups: the first %zu of %zu.", "%.*s Qruplar: ilk %zu / %zu."),
            TARIX_ARG(text), g.n_groups, tarix_vocab_size(g.names));
    tarix_figure_foot(figure, canvas, draw_names(&g, end), text);
}

const tarix_figure_kind tarix_figure_groups = {
    .name = "groups",
    .fields = {"group", "term", "per_million", "count"},
    .n_needed = 3,
    .width = 170,
    .rows = 25,
    .draw = draw_groups,
};
