#include "reports/graph.h"

#include "base/number.h"
#include "corpus/vocab.h"

typedef struct graph_state {
    tarix_graph public;
    const char *name;
    void (*write)(const tarix_graph *graph);
    tarix_vocab *names;
    tarix_kept kept;
    size_t *sources, *targets; /* by row */
    size_t sources_capacity, targets_capacity, vertices_capacity;
    size_t node, collocate, f_node, f_collocate, depth; /* columns; SIZE_MAX: none */
} graph_state;

/* ---- columns ---- */

static size_t find(const tarix_render *r, const char *name)
{
    for (size_t c = 0; c < r->n_columns; c++)
        if (strcmp(r->columns[c].name, name) == 0) return c;
    return SIZE_MAX;
}

static void name_vertex_fields(graph_state *s)
{
    static const tarix_column columns[TARIX_VERTEX_FIELDS] = {
        [TARIX_VERTEX_COUNT] = {"count", TARIX_TYPE_COUNT, "count", "say", "tokens", ""},
        [TARIX_VERTEX_SHARED] = {"shared", TARIX_TYPE_COUNT, "nodes that share the collocate",
            "qonşu sözü bölüşən düyün sözlər", "nodes", "edges that end here"},
        [TARIX_VERTEX_STEP] = {"step", TARIX_TYPE_COUNT, "steps from the first nodes",
            "ilk düyün sözlərdən məsafə", "steps", "0 for those"},
    };
    const bool is_known[TARIX_VERTEX_FIELDS] = {
        [TARIX_VERTEX_COUNT] = s->f_node != SIZE_MAX || s->f_collocate != SIZE_MAX,
        [TARIX_VERTEX_SHARED] = true,
        [TARIX_VERTEX_STEP] = s->depth != SIZE_MAX};
    for (size_t f = 0; f < TARIX_VERTEX_FIELDS; f++)
        s->public.vertex_fields[f] =
            (tarix_graph_field){.column = columns[f], .is_known = is_known[f]};
}

static void name_edge_fields(graph_state *s, const tarix_render *r)
{
    s->public.edge_fields = TARIX_ARRAY(r->arena, tarix_graph_field, r->n_columns);
    const size_t elsewhere[] = {
        s->node, s->collocate, s->f_node, s->f_collocate, find(r, "shared"), s->public.weight};
    for (size_t c = 0; c < r->n_columns; c++) {
        bool is_elsewhere = false;
        for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
            is_elsewhere |= elsewhere[i] == c;
        if (is_elsewhere) continue;
        s->public.edge_fields[s->public.n_edge_fields++] =
            (tarix_graph_field){.column = r->columns[c], .at = c, .is_known = true};
    }
}

static tarix_status begin(const tarix_render *r, void *state, tarix_error *err)
{
    graph_state *s = state;
    s->public.render = r;
    s->node = find(r, "node");
    s->collocate = find(r, "collocate");
    if (s->node == SIZE_MAX || s->collocate == SIZE_MAX ||
        r->columns[s->node].type != TARIX_TYPE_TEXT ||
        r->columns[s->collocate].type != TARIX_TYPE_TEXT)
        return tarix_error_set(err, TARIX_USAGE,
            "--format %s writes a graph: it goes with 'tarix colloc' and wants its columns node "
            "and collocate",
            s->name);
    s->f_node = find(r, "f_node");
    s->f_collocate = find(r, "f_collocate");
    s->depth = find(r, "depth");
    s->public.weight = find(r, "weight");
    s->names = tarix_vocab_new(r->arena);
    name_vertex_fields(s);
    name_edge_fields(s, r);
    return TARIX_OK;
}

/* ---- rows ---- */

static size_t find_vertex(graph_state *s, tarix_str name)
{
    tarix_graph *g = &s->public;
    const tarix_id id = tarix_vocab_intern(s->names, name, 0);
    if (id < g->n_vertices) return id;
    TARIX_ROOM(g->render->arena, g->vertices, g->n_vertices, s->vertices_capacity);
    tarix_vertex *v = &g->vertices[g->n_vertices++];
    v->name = tarix_arena_str(g->render->arena, name);
    v->fields[TARIX_VERTEX_COUNT] = v->fields[TARIX_VERTEX_STEP] = TARIX_NO_COUNT;
    return id;
}

static void note_count(
    const graph_state *s, size_t vertex, const tarix_printed *cells, size_t column)
{
    uint64_t *count = &s->public.vertices[vertex].fields[TARIX_VERTEX_COUNT];
    if (column != SIZE_MAX) tarix_number_parse_count(cells[column].text, count);
}

static void note_step(const graph_state *s, size_t vertex, const tarix_printed *cells, bool is_node)
{
    uint64_t depth, *step = &s->public.vertices[vertex].fields[TARIX_VERTEX_STEP];
    if (s->depth == SIZE_MAX || !tarix_number_parse_count(cells[s->depth].text, &depth)) return;
    if (is_node && depth) depth--;
    if (depth < *step) *step = depth;
}

static tarix_status put_row(
    const tarix_render *r, void *state, const tarix_printed *cells, tarix_error *err)
{
    graph_state *s = state;
    (void)err;
    const size_t source = find_vertex(s, cells[s->node].text);
    const size_t target = find_vertex(s, cells[s->collocate].text);
    note_count(s, source, cells, s->f_node);
    note_count(s, target, cells, s->f_collocate);
    note_step(s, source, cells, true);
    note_step(s, target, cells, false);
    s->public.vertices[target].fields[TARIX_VERTEX_SHARED]++;
    TARIX_ROOM(r->arena, s->sources, s->kept.n_rows, s->sources_capacity);
    TARIX_ROOM(r->arena, s->targets, s->kept.n_rows, s->targets_capacity);
    s->sources[s->kept.n_rows] = source;
    s->targets[s->kept.n_rows] = target;
    tarix_kept_add(r, &s->kept, cells);
    return TARIX_OK;
}

static tarix_status end(const tarix_render *r, void *state, tarix_error *err)
{
    graph_state *s = state;
    (void)err;
    s->public.n_edges = s->kept.n_rows;
    s->public.edges = TARIX_ARRAY(r->arena, tarix_edge, s->kept.n_rows);
    for (size_t i = 0; i < s->kept.n_rows; i++)
        s->public.edges[i] =
            (tarix_edge){s->sources[i], s->targets[i], s->kept.cells + i * r->n_columns};
    s->write(&s->public);
    return TARIX_OK;
}

tarix_row_sink tarix_graph_open(tarix_arena *arena, tarix_output *output, const tarix_style *style,
    const char *name, void (*write)(const tarix_graph *graph))
{
    static const tarix_format format = {.begin = begin, .row = put_row, .end = end};
    graph_state *s = TARIX_NEW(arena, graph_state);
    s->name = name;
    s->write = write;
    return tarix_render_open(arena, output, style, &format, s);
}

/* ---- for XML ---- */

void tarix_graph_text(const tarix_graph *graph, tarix_str text)
{
    static const tarix_escapes escapes = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};
    tarix_render_escaped(graph->render, text, &escapes);
}

void tarix_graph_attribute(const tarix_graph *graph, const char *name, tarix_str value)
{
    const tarix_render *r = graph->render;
    tarix_output_char(r->output, ' ');
    tarix_render_put(r, name);
    tarix_render_put(r, "=\"");
    tarix_graph_text(graph, value);
    tarix_output_char(r->output, '"');
}

void tarix_graph_attribute_count(const tarix_graph *graph, const char *name, uint64_t value)
{
    char number[TARIX_NUMBER_SIZE];
    tarix_graph_attribute(graph, name, (tarix_str){number, tarix_number_from_count(value, number)});
}

bool tarix_graph_value(const tarix_printed *cell, tarix_str *out)
{
    *out = cell->text;
    if (cell->kind == TARIX_PRINTED_INFINITE)
        *out = cell->text.data[0] == '-' ? TARIX_STR("-Infinity") : TARIX_STR("Infinity");
    return cell->kind != TARIX_PRINTED_NOTHING;
}

const char *tarix_graph_type(const tarix_column *column)
{
    static const char *const types[] = {
        [TARIX_TYPE_TEXT] = "string", [TARIX_TYPE_COUNT] = "long", [TARIX_TYPE_REAL] = "double"};
    return types[column->type];
}
