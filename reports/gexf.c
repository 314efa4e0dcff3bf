#include "reports/gexf.h"

#include "reports/graph.h"

static void put_attribute(const tarix_graph *g, const tarix_column *c)
{
    tarix_render_put(g->render, "      <attribute");
    tarix_graph_attribute(g, "id", tarix_str_from(c->name));
    tarix_graph_attribute(g, "title", tarix_str_from(c->name));
    tarix_graph_attribute(g, "type", tarix_str_from(tarix_graph_type(c)));
    tarix_render_put(g->render, "/>\n");
}

static void put_attributes(const tarix_graph *g)
{
    tarix_render_put(g->render, "    <attributes class=\"node\">\n");
    for (size_t f = 0; f < TARIX_VERTEX_FIELDS; f++)
        if (g->vertex_fields[f].is_known) put_attribute(g, &g->vertex_fields[f].column);
    tarix_render_put(g->render, "    </attributes>\n");
    if (g->n_edge_fields == 0) return;
    tarix_render_put(g->render, "    <attributes class=\"edge\">\n");
    for (size_t f = 0; f < g->n_edge_fields; f++) put_attribute(g, &g->edge_fields[f].column);
    tarix_render_put(g->render, "    </attributes>\n");
}

static void put_vertex(const tarix_graph *g, size_t i)
{
    const tarix_vertex *v = &g->vertices[i];
    tarix_render_put(g->render, "      <node");
    tarix_graph_attribute_count(g, "id", i);
    tarix_graph_attribute(g, "label", v->name);
    tarix_render_put(g->render, "><attvalues>");
    for (size_t f = 0; f < TARIX_VERTEX_FIELDS; f++) {
        if (!g->vertex_fields[f].is_known || v->fields[f] == TARIX_NO_COUNT) continue;
        tarix_render_put(g->render, "<attvalue");
        tarix_graph_attribute(g, "for", tarix_str_from(g->vertex_fields[f].column.name));
        tarix_graph_attribute_count(g, "value", v->fields[f]);
        tarix_render_put(g->render, "/>");
    }
    tarix_render_put(g->render, "</attvalues></node>\n");
}

/* A weight that is no finite number has no place in the format. */
static void put_weight(const tarix_graph *g, const tarix_edge *e)
{
    if (g->weight == SIZE_MAX || e->cells[g->weight].kind != TARIX_PRINTED_NUMBER) return;
    tarix_graph_attribute(g, "weight", e->cells[g->weight].text);
}

static void put_edge(const tarix_graph *g, size_t i)
{
    const tarix_edge *e = &g->edges[i];
    tarix_render_put(g->render, "      <edge");
    tarix_graph_attribute_count(g, "id", i);
    tarix_graph_attribute_count(g, "source", e->source);
    tarix_graph_attribute_count(g, "target", e->target);
    put_weight(g, e);
    tarix_render_put(g->render, "><attvalues>");
    for (size_t f = 0; f < g->n_edge_fields; f++) {
        tarix_str value;
        if (!tarix_graph_value(&e->cells[g->edge_fields[f].at], &value)) continue;
        tarix_render_put(g->render, "<attvalue");
        tarix_graph_attribute(g, "for", tarix_str_from(g->edge_fields[f].column.name));
        tarix_graph_attribute(g, "value", value);
        tarix_render_put(g->render, "/>");
    }
    tarix_render_put(g->render, "</attvalues></edge>\n");
}

static void put_meta(const tarix_graph *g)
{
    const tarix_str caption = g->render->style->caption;
    tarix_render_put(g->render, "  <meta>\n    <creator>tarix</creator>\n");
    if (caption.size) {
        tarix_render_put(g->render, "    <description>");
        tarix_graph_text(g, caption);
        tarix_render_put(g->render, "</description>\n");
    }
    tarix_render_put(g->render, "  </meta>\n");
}

static void write_graph(const tarix_graph *g)
{
    tarix_render_put(g->render, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\"\n"
                                "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                                "    xsi:schemaLocation=\"http://www.gexf.net/1.2draft\n"
                                "        http://www.gexf.net/1.2draft/gexf.xsd\">\n");
    put_meta(g);
    tarix_render_put(g->render, "  <graph mode=\"static\" defaultedgetype=\"directed\">\n");
    put_attributes(g);
    tarix_render_put(g->render, "    <nodes>\n");
    for (size_t i = 0; i < g->n_vertices; i++) put_vertex(g, i);
    tarix_render_put(g->render, "    </nodes>\n    <edges>\n");
    for (size_t i = 0; i < g->n_edges; i++) put_edge(g, i);
    tarix_render_put(g->render, "    </edges>\n  </graph>\n</gexf>\n");
}

static tarix_row_sink open_gexf(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    return tarix_graph_open(arena, output, style, tarix_gexf.name, write_graph);
}

const tarix_writer tarix_gexf = {.name = "gexf",
    .help = "of colloc: a directed graph for Gephi",
    .open = open_gexf,
    .media_type = "application/gexf+xml"};
