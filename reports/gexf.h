/* GEXF 1.2 (https://gexf.net), as Gephi reads it: a directed graph, with the columns of its table
 * as attributes of its edges, and count, shared and step as attributes of its nodes. */
#ifndef TARIX_REPORTS_GEXF_H
#define TARIX_REPORTS_GEXF_H

#include "writer.h"

extern const tarix_writer tarix_gexf;

#endif
