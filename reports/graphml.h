/* GraphML (http://graphml.graphdrawing.org): a directed graph, with the columns of its table as
 * data of its edges, and label, count, shared and step as data of its nodes. */
#ifndef TARIX_REPORTS_GRAPHML_H
#define TARIX_REPORTS_GRAPHML_H

#include "writer.h"

extern const tarix_writer tarix_graphml;

#endif
