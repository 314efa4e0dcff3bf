/* One form a line, a blank line between sentences, two between documents: for other tools. */
#ifndef TARIX_REPORTS_LINES_H
#define TARIX_REPORTS_LINES_H

#include "writer.h"

extern const tarix_writer tarix_lines;

#endif
