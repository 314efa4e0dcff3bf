/* A table of pairs as a graph: each text in its columns node and collocate is a vertex, each row an
 * edge from the one to the other. What the formats of graphs share: they write the graph when it is
 * whole, in the order of first sight. */
#ifndef TARIX_REPORTS_GRAPH_H
#define TARIX_REPORTS_GRAPH_H

#include "render.h"

typedef enum tarix_vertex_field {
    TARIX_VERTEX_COUNT,  /* the columns f_node and f_collocate */
    TARIX_VERTEX_SHARED, /* edges that end here: nodes that have it for a collocate */
    TARIX_VERTEX_STEP,   /* 0 where the network began; from the column depth */
    TARIX_VERTEX_FIELDS
} tarix_vertex_field;

typedef struct tarix_graph_field {
    tarix_column column;
    size_t at;     /* edges: the cell of a row */
    bool is_known; /* the table has what it comes from */
} tarix_graph_field;

typedef struct tarix_vertex {
    tarix_str name;
    uint64_t fields[TARIX_VERTEX_FIELDS]; /* TARIX_NO_COUNT: nothing is known */
} tarix_vertex;

typedef struct tarix_edge {
    size_t source, target;
    const tarix_printed *cells; /* by column of the table */
} tarix_edge;

typedef struct tarix_graph {
    const tarix_render *render;
    tarix_graph_field vertex_fields[TARIX_VERTEX_FIELDS];
    tarix_graph_field *edge_fields; /* all other columns but weight */
    size_t n_edge_fields;
    size_t weight; /* the column, or SIZE_MAX */
    tarix_vertex *vertices;
    tarix_edge *edges;
    size_t n_vertices, n_edges;
} tarix_graph;

/* A sink that writes with write(); `name` is the format's, for messages. */
tarix_row_sink tarix_graph_open(tarix_arena *arena, tarix_output *output, const tarix_style *style,
    const char *name, void (*write)(const tarix_graph *graph));

/* ---- for XML ---- */

/* name="value", with a space before it. */
void tarix_graph_attribute(const tarix_graph *graph, const char *name, tarix_str value);
void tarix_graph_attribute_count(const tarix_graph *graph, const char *name, uint64_t value);
/* Text between tags. */
void tarix_graph_text(const tarix_graph *graph, tarix_str text);
/* A cell as programs read it: Infinity for inf. False: there is nothing to write. */
bool tarix_graph_value(const tarix_printed *cell, tarix_str *out);
/* string, long or double. */
const char *tarix_graph_type(const tarix_column *column);

#endif
