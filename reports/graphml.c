#include "reports/graphml.h"

#include "reports/graph.h"

/* The ids of keys: one space of names for nodes and edges. */
static tarix_str key_of(const tarix_graph *g, bool is_edge, const char *name)
{
    return tarix_arena_format(g->render->arena, "%s_%s", is_edge ? "edge" : "node", name);
}

static void put_key(const tarix_graph *g, bool is_edge, const tarix_column *c)
{
    const bool is_az = g->render->style->language == TARIX_LANGUAGE_AZ;
    tarix_render_put(g->render, "  <key");
    tarix_graph_attribute(g, "id", key_of(g, is_edge, c->name));
    tarix_graph_attribute(g, "for", is_edge ? TARIX_STR("edge") : TARIX_STR("node"));
    tarix_graph_attribute(g, "attr.name", tarix_str_from(c->name));
    tarix_graph_attribute(g, "attr.type", tarix_str_from(tarix_graph_type(c)));
    tarix_render_put(g->render, "><desc>");
    tarix_graph_text(g, tarix_str_from(is_az ? c->title_az : c->title_en));
    tarix_render_put(g->render, "</desc></key>\n");
}

static const tarix_column label = {"label", TARIX_TYPE_TEXT, "term", "termin", "", ""};

static void put_keys(const tarix_graph *g)
{
    put_key(g, false, &label);
    for (size_t f = 0; f < TARIX_VERTEX_FIELDS; f++)
        if (g->vertex_fields[f].is_known) put_key(g, false, &g->vertex_fields[f].column);
    if (g->weight != SIZE_MAX) put_key(g, true, &g->render->columns[g->weight]);
    for (size_t f = 0; f < g->n_edge_fields; f++) put_key(g, true, &g->edge_fields[f].column);
}

static void put_data(const tarix_graph *g, bool is_edge, const char *name, tarix_str value)
{
    tarix_render_put(g->render, "<data");
    tarix_graph_attribute(g, "key", key_of(g, is_edge, name));
    tarix_output_char(g->render->output, '>');
    tarix_graph_text(g, value);
    tarix_render_put(g->render, "</data>");
}

static void put_vertex(const tarix_graph *g, size_t i)
{
    const tarix_vertex *v = &g->vertices[i];
    tarix_arena *arena = g->render->arena;
    tarix_render_put(g->render, "    <node");
    tarix_graph_attribute(g, "id", tarix_arena_format(arena, "n%zu", i));
    tarix_output_char(g->render->output, '>');
    put_data(g, false, label.name, v->name);
    for (size_t f = 0; f < TARIX_VERTEX_FIELDS; f++)
        if (g->vertex_fields[f].is_known && v->fields[f] != TARIX_NO_COUNT)
            put_data(g, false, g->vertex_fields[f].column.name,
                tarix_arena_format(arena, "%llu", (unsigned long long)v->fields[f]));
    tarix_render_put(g->render, "</node>\n");
}

static void put_cell(const tarix_graph *g, const tarix_edge *e, size_t column)
{
    tarix_str value;
    if (tarix_graph_value(&e->cells[column], &value))
        put_data(g, true, g->render->columns[column].name, value);
}

static void put_edge(const tarix_graph *g, size_t i)
{
    const tarix_edge *e = &g->edges[i];
    tarix_arena *arena = g->render->arena;
    tarix_render_put(g->render, "    <edge");
    tarix_graph_attribute(g, "id", tarix_arena_format(arena, "e%zu", i));
    tarix_graph_attribute(g, "source", tarix_arena_format(arena, "n%zu", e->source));
    tarix_graph_attribute(g, "target", tarix_arena_format(arena, "n%zu", e->target));
    tarix_output_char(g->render->output, '>');
    if (g->weight != SIZE_MAX) put_cell(g, e, g->weight);
    for (size_t f = 0; f < g->n_edge_fields; f++) put_cell(g, e, g->edge_fields[f].at);
    tarix_render_put(g->render, "</edge>\n");
}

static void write_graph(const tarix_graph *g)
{
    tarix_arena *arena = g->render->arena;
    tarix_render_put(g->render,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
        "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
        "    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns\n"
        "        http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    put_keys(g);
    tarix_render_put(g->render, "  <graph id=\"collocations\" edgedefault=\"directed\">\n");
    for (size_t i = 0; i < g->n_vertices; i++) {
        const tarix_mark mark = tarix_arena_mark(arena);
        put_vertex(g, i);
        tarix_arena_restore(arena, mark);
    }
    for (size_t i = 0; i < g->n_edges; i++) {
        const tarix_mark mark = tarix_arena_mark(arena);
        put_edge(g, i);
        tarix_arena_restore(arena, mark);
    }
    tarix_render_put(g->render, "  </graph>\n</graphml>\n");
}

static tarix_row_sink open_graphml(
    tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    return tarix_graph_open(arena, output, style, tarix_graphml.name, write_graph);
}

const tarix_writer tarix_graphml = {.name = "graphml",
    .help = "of colloc: a directed graph for programs that draw and measure networks",
    .open = open_graphml,
    .media_type = "application/graphml+xml"};
