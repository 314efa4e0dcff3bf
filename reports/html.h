/* A page of its own with one table: readable, printable, sorted by a click on a title. */
#ifndef TARIX_REPORTS_HTML_H
#define TARIX_REPORTS_HTML_H

#include "writer.h"

extern const tarix_writer tarix_html;

#endif
