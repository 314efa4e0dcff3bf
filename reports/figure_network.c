/* A network of collocations: terms as dots that push one another away, pairs as springs. The places
 * are found from a fixed beginning by sums and roots alone, so that the same table is the same
 * drawing. */
#include "reports/figure_kind.h"

#include "corpus/vocab.h"
#include "reports/figure_label.h"

#include <math.h>
#include <stdlib.h>

enum { NODE, COLLOCATE, WEIGHT, LOG_DICE, LL, O11, DEPTH, F_NODE, F_COLLOCATE };

typedef struct vertex {
    tarix_str name;
    double x, y, push_x, push_y; /* in the square of the springs, then mm */
    double count;                /* NaN: not known */
    bool is_node;                /* it was asked for, or stands in the middle */
    uint64_t step;               /* away from the first nodes */
    double radius, label_width;
} vertex;

typedef struct edge {
    size_t row, place; /* place: among the edges of its node */
    uint64_t depth;
    tarix_id from, to;
    double weight;
} edge;

typedef struct network {
    tarix_figure *figure;
    tarix_canvas *canvas;
    tarix_arena *arena;
    tarix_vocab *names;
    vertex *vertices;
    edge *edges;
    size_t n, n_edges, n_rows;
    size_t n_unnamed; /* labels that found no room */
    uint64_t deepest;
    double least, most; /* weights */
} network;

/* ---- which pairs ---- */

static int by_order(const void *a, const void *b)
{
    const edge *p = a, *q = b;
    if (p->depth != q->depth) return p->depth < q->depth ? -1 : 1;
    if (p->place != q->place) return p->place < q->place ? -1 : 1;
    return p->row < q->row ? -1 : 1;
}

static size_t weight_field(const tarix_figure *f)
{
    size_t field = WEIGHT;
    while (field < O11 && !tarix_figure_has(f, field)) field++;
    return field;
}

/* All pairs, then the first of every node in turn, so that no node takes the room of the others. */
static void choose_edges(network *w)
{
    const tarix_figure *f = w->figure;
    const size_t field = weight_field(f), most = tarix_figure_limit(f);
    tarix_vocab *nodes = tarix_vocab_new(w->arena);
    size_t *met = TARIX_ARRAY(w->arena, size_t, w->n_rows + 1);
    w->edges = TARIX_ARRAY(w->arena, edge, w->n_rows);
    for (size_t row = 0; row < w->n_rows; row++) {
        const double depth = tarix_figure_number(f, row, DEPTH);
        const tarix_id node = tarix_vocab_intern(nodes, tarix_figure_text(f, row, NODE), 0);
        w->edges[row] = (edge){.row = row,
            .place = met[node]++,
            .depth = depth > 0 ? (uint64_t)depth : 1,
            .weight = tarix_figure_number(f, row, field)};
    }
    qsort(w->edges, w->n_rows, sizeof *w->edges, by_order);
    w->n_edges = w->n_rows < most ? w->n_rows : most;
}

static tarix_id vertex_of(network *w, tarix_str name, double count, uint64_t step)
{
    const tarix_id id = tarix_vocab_intern(w->names, name, 0);
    vertex *v = &w->vertices[id];
    if (id == w->n) {
        *v = (vertex){.name = tarix_vocab_str(w->names, id), .count = NAN, .step = step};
        w->n++;
    }
    if (step < v->step) v->step = step;
    if (!isnan(count)) v->count = count;
    return id;
}

static void read_edges(network *w)
{
    const tarix_figure *f = w->figure;
    w->names = tarix_vocab_new(w->arena);
    w->vertices = TARIX_ARRAY(w->arena, vertex, 2 * w->n_edges + 1);
    w->least = INFINITY;
    w->most = -INFINITY;
    for (size_t i = 0; i < w->n_edges; i++) {
        edge *e = &w->edges[i];
        e->from = vertex_of(w, tarix_figure_text(f, e->row, NODE),
            tarix_figure_number(f, e->row, F_NODE), e->depth - 1);
        e->to = vertex_of(w, tarix_figure_text(f, e->row, COLLOCATE),
            tarix_figure_number(f, e->row, F_COLLOCATE), e->depth);
        w->vertices[e->from].is_node = true;
        if (isnan(e->weight) || isinf(e->weight)) continue;
        w->least = fmin(w->least, e->weight);
        w->most = fmax(w->most, e->weight);
    }
    for (size_t i = 0; i < w->n; i++)
        if (w->vertices[i].step > w->deepest) w->deepest = w->vertices[i].step;
}

/* ---- where they stand ---- */

/* Points of a spiral that fill a disk evenly, by the golden section of the turn. */
static void begin_places(network *w)
{
    double x = 1, y = 0;
    const double turn_x = -0.7373688780783197, turn_y = 0.6754902942615238; /* 137.5 degrees */
    for (size_t i = 0; i < w->n; i++) {
        const double r = sqrt(((double)i + 0.5) / (double)w->n), next = x * turn_x - y * turn_y;
        w->vertices[i].x = r * x;
        w->vertices[i].y = r * y;
        y = x * turn_y + y * turn_x;
        x = next;
    }
}

/* Fruchterman and Reingold 1991, in a disk of radius 1; all pairs push, edges pull. */
static void push_apart(network *w, double ideal)
{
    for (size_t i = 0; i < w->n; i++)
        for (size_t j = 0; j < i; j++) {
            vertex *a = &w->vertices[i], *b = &w->vertices[j];
            const double dx = a->x - b->x, dy = a->y - b->y;
            const double square = fmax(dx * dx + dy * dy, 1e-6), push = ideal * ideal / square;
            a->push_x += dx * push;
            a->push_y += dy * push;
            b->push_x -= dx * push;
            b->push_y -= dy * push;
        }
}

static void pull_together(network *w, double ideal)
{
    for (size_t i = 0; i < w->n_edges; i++) {
        vertex *a = &w->vertices[w->edges[i].from], *b = &w->vertices[w->edges[i].to];
        const double dx = a->x - b->x, dy = a->y - b->y;
        const double pull = sqrt(dx * dx + dy * dy) / ideal;
        a->push_x -= dx * pull;
        a->push_y -= dy * pull;
        b->push_x += dx * pull;
        b->push_y += dy * pull;
    }
}

static void find_places(network *w)
{
    enum { n_steps = 400 };
    const double ideal = 1.2 / sqrt((double)w->n), gravity = 1;
    begin_places(w);
    for (int step = 0; step < n_steps; step++) {
        const double heat = 0.12 * (1 - (double)step / n_steps);
        for (size_t i = 0; i < w->n; i++) w->vertices[i].push_x = w->vertices[i].push_y = 0;
        push_apart(w, ideal);
        pull_together(w, ideal);
        for (size_t i = 0; i < w->n; i++) {
            vertex *v = &w->vertices[i];
            v->push_x -= gravity * v->x; /* parts that no edge joins stay near */
            v->push_y -= gravity * v->y;
            const double size = sqrt(v->push_x * v->push_x + v->push_y * v->push_y);
            const double share = size > heat ? heat / size : 1;
            v->x += share * v->push_x;
            v->y += share * v->push_y;
        }
    }
}

/* ---- the page ---- */

static tarix_lettering letters_of(const vertex *v)
{
    tarix_lettering letters = tarix_tick_letters;
    letters.ink = TARIX_INK_BLACK;
    letters.align = TARIX_ALIGN_CENTRE;
    letters.is_bold = v->is_node && v->step == 0;
    letters.has_halo = true;
    return letters;
}

/* What a dot takes with the label below it. */
static tarix_box box_of(const vertex *v)
{
    const double half = fmax(v->label_width / 2, v->radius) + 0.4;
    const double line = tarix_canvas_text_height(&tarix_tick_letters);
    return (tarix_box){
        v->x - half, v->y - v->radius - 0.3, v->x + half, v->y + v->radius + line + 0.3};
}

static void measure(network *w)
{
    double least = INFINITY, most = 0;
    for (size_t i = 0; i < w->n; i++) {
        least = fmin(least, w->vertices[i].count);
        most = fmax(most, w->vertices[i].count);
    }
    for (size_t i = 0; i < w->n; i++) {
        vertex *v = &w->vertices[i];
        const tarix_lettering letters = letters_of(v);
        const double share = most > least && v->count >= 0
                                 ? (log1p(v->count) - log1p(least)) / (log1p(most) - log1p(least))
                                 : 0.4;
        v->radius = 0.7 + 1.3 * share;
        v->name = tarix_canvas_text_fit(w->canvas, v->name, &letters, 30);
        v->label_width = tarix_canvas_text_width(w->canvas, v->name, &letters);
    }
}

/* Stretches what the springs found over the page. */
static void fill_page(network *w, tarix_box page)
{
    tarix_box taken = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < w->n; i++) {
        const vertex *v = &w->vertices[i];
        taken.left = fmin(taken.left, v->x);
        taken.right = fmax(taken.right, v->x);
        taken.top = fmin(taken.top, v->y);
        taken.bottom = fmax(taken.bottom, v->y);
    }
    for (size_t i = 0; i < w->n; i++) {
        vertex *v = &w->vertices[i];
        const double x =
            taken.right > taken.left ? (v->x - taken.left) / (taken.right - taken.left) : 0.5;
        const double y =
            taken.bottom > taken.top ? (v->y - taken.top) / (taken.bottom - taken.top) : 0.5;
        const double half = fmax(v->label_width / 2, v->radius) + 0.5;
        const double line = tarix_canvas_text_height(&tarix_tick_letters);
        v->x = page.left + half + x * (page.right - page.left - 2 * half);
        v->y = page.top + v->radius + 0.5 + y * (page.bottom - page.top - 2 * v->radius - line - 1);
    }
}

/* Moves v into the page. */
static void keep_inside(vertex *v, tarix_box page)
{
    const tarix_box box = box_of(v);
    if (box.left < page.left) v->x += page.left - box.left;
    if (box.right > page.right) v->x -= box.right - page.right;
    if (box.top < page.top) v->y += page.top - box.top;
    if (box.bottom > page.bottom) v->y -= box.bottom - page.bottom;
}

/* Pushes dots with their labels apart, each pair along the shorter way, until none touch. */
static void part_labels(network *w, tarix_box page)
{
    enum { n_rounds = 1000 };
    for (int round = 0; round < n_rounds; round++) {
        bool has_moved = false;
        for (size_t i = 0; i < w->n; i++)
            for (size_t j = 0; j < i; j++) {
                vertex *a = &w->vertices[i], *b = &w->vertices[j];
                const tarix_box p = box_of(a), q = box_of(b);
                if (!tarix_box_overlaps(p, q)) continue;
                const double x = fmin(p.right - q.left, q.right - p.left) / 2 + 0.01;
                const double y = fmin(p.bottom - q.top, q.bottom - p.top) / 2 + 0.01;
                const double to_right = a->x >= b->x ? 1 : -1, down = a->y >= b->y ? 1 : -1;
                if (x < y) {
                    a->x += to_right * x;
                    b->x -= to_right * x;
                } else {
                    a->y += down * y;
                    b->y -= down * y;
                }
                has_moved = true;
            }
        for (size_t i = 0; i < w->n; i++) keep_inside(&w->vertices[i], page);
        if (!has_moved) return;
    }
}

/* ---- drawing ---- */

static tarix_ink ink_of(const vertex *v)
{
    if (v->step == 0 && v->is_node) return TARIX_INK_VERMILION;
    return v->step <= 1 ? TARIX_INK_BLUE : TARIX_INK_GREEN;
}

static void draw_edges(const network *w)
{
    for (size_t i = w->n_edges; i-- > 0;) { /* the first of the table on top */
        const edge *e = &w->edges[i];
        const vertex *a = &w->vertices[e->from], *b = &w->vertices[e->to];
        double share = w->most > w->least ? (e->weight - w->least) / (w->most - w->least) : 0.5;
        if (!(share >= 0)) share = 0;
        if (share > 1) share = 1;
        tarix_canvas_line(w->canvas, (tarix_point){a->x, a->y}, (tarix_point){b->x, b->y},
            0.15 + 0.75 * share, TARIX_INK_LINK);
    }
}

/* Nodes first: where there is no room left, it is for them. */
static void draw_vertices(network *w, tarix_box page)
{
    tarix_places places = {.arena = w->arena, .page = page};
    for (size_t i = 0; i < w->n; i++)
        tarix_canvas_dot(w->canvas, (tarix_point){w->vertices[i].x, w->vertices[i].y},
            w->vertices[i].radius, ink_of(&w->vertices[i]), true);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < w->n; i++) {
            const vertex *v = &w->vertices[i];
            if (v->is_node == (pass == 1)) continue;
            const tarix_lettering letters = letters_of(v);
            const double y = v->y + v->radius + 0.3 + 0.77 * tarix_canvas_text_height(&letters);
            const tarix_box box = tarix_canvas_text_box(w->canvas, v->x, y, v->name, &letters);
            if (!tarix_places_is_free(&places, box)) {
                w->n_unnamed++;
                continue;
            }
            tarix_canvas_text(w->canvas, v->x, y, v->name, &letters);
            tarix_places_take(&places, box);
        }
}

/* What the colours are; returns the lower end. */
static double draw_legend(const network *w, double y)
{
    const tarix_str texts[] = {tarix_str_from(tarix_figure_say(w->figure, "node", "düyün söz")),
        tarix_str_from(tarix_figure_say(w->figure, "collocate", "qonşu söz")),
        tarix_str_from(
            tarix_figure_say(w->figure, "collocate of a collocate", "qonşunun qonşusu"))};
    static const tarix_ink inks[] = {TARIX_INK_VERMILION, TARIX_INK_BLUE, TARIX_INK_GREEN};
    const double line = tarix_canvas_text_height(&tarix_note_letters), margin = TARIX_FIGURE_MARGIN;
    double x = margin;
    y += 0.8 * line;
    for (size_t i = 0; i < 3 && i <= w->deepest; i++) {
        const double width = tarix_canvas_text_width(w->canvas, texts[i], &tarix_note_letters);
        if (x > margin && x + 2.8 + width > tarix_canvas_width(w->canvas) - margin) {
            x = margin;
            y += 1.2 * line;
        }
        tarix_canvas_dot(w->canvas,
            (tarix_point){x + 0.9, y - tarix_canvas_text_middle(&tarix_note_letters)}, 0.9, inks[i],
            true);
        tarix_canvas_text(w->canvas, x + 2.8, y, texts[i], &tarix_note_letters);
        x += 2.8 + width + 4;
    }
    return y + 0.5 * line;
}

static tarix_str note_of(const network *w)
{
    static const char *const weights[] = {
        [WEIGHT] = "weight", [LOG_DICE] = "logDice", [LL] = "G²", [O11] = "O"};
    tarix_figure *f = w->figure;
    const size_t field = weight_field(f);
    const char *weight =
        field == WEIGHT ? tarix_figure_say(f, "the weight", "çəki") : weights[field];
    tarix_str note = TARIX_STR("");
    if (w->n_edges < w->n_rows)
        note = tarix_arena_format(w->arena,
            tarix_figure_say(f, "%.*s of %.*s pairs, the first of each node. ",
                "%.*s / %.*s cüt: hər düyün sözün ilk cütləri. "),
            TARIX_ARG(tarix_figure_print(f, (double)w->n_edges, 0)),
            TARIX_ARG(tarix_figure_print(f, (double)w->n_rows, 0)));
    if (w->most > w->least)
        note = tarix_arena_format(w->arena,
            tarix_figure_say(f, "%.*sThe wider a line, the larger %s (%.*s\u00a0to\u00a0%.*s). ",
                "%.*sXəttin eni: %s (%.*s\u00a0–\u00a0%.*s). "),
            TARIX_ARG(note), weight, TARIX_ARG(tarix_figure_print_short(f, w->least)),
            TARIX_ARG(tarix_figure_print_short(f, w->most)));
    if (tarix_figure_has(f, F_COLLOCATE))
        note = tarix_arena_format(w->arena, "%.*s%s", TARIX_ARG(note),
            tarix_figure_say(f, "The larger a dot, the more frequent the term. ",
                "Dairənin böyüklüyü: terminin sayı. "));
    if (w->n_unnamed)
        note = tarix_arena_format(w->arena,
            tarix_figure_say(f, "%.*s%zu names found no room. ", "%.*s%zu ada yer olmadı. "),
            TARIX_ARG(note), w->n_unnamed);
    return note;
}

static void draw(tarix_figure *figure, tarix_canvas *canvas)
{
    network w = {.figure = figure, .canvas = canvas, .arena = tarix_figure_arena(figure)};
    w.n_rows = tarix_figure_rows(figure);
    choose_edges(&w);
    read_edges(&w);
    tarix_figure_drew(figure, w.n_edges);
    const double width = tarix_canvas_width(canvas), margin = TARIX_FIGURE_MARGIN;
    const double top = draw_legend(&w, tarix_figure_head(figure, canvas)) + 1;
    measure(&w);
    /* As much height as the labels want, within a page. */
    double area = 0;
    for (size_t i = 0; i < w.n; i++) {
        w.vertices[i].x = w.vertices[i].y = 0;
        const tarix_box box = box_of(&w.vertices[i]);
        area += (box.right - box.left) * (box.bottom - box.top);
    }
    const double height = fmin(fmax(fmax(0.55 * width, 5 * area / width), 40), 1.4 * width + 20);
    const tarix_box page = {margin, top, width - margin, top + height};
    find_places(&w);
    fill_page(&w, page);
    part_labels(&w, page);
    draw_edges(&w);
    draw_vertices(&w, page);
    tarix_figure_foot(figure, canvas, page.bottom, note_of(&w));
}

const tarix_figure_kind tarix_figure_network = {
    .name = "network",
    .fields = {"node", "collocate", "weight", "log_dice", "ll", "o11", "depth", "f_node",
        "f_collocate"},
    .n_needed = 2,
    .width = 170,
    .rows = 60,
    .draw = draw,
};
