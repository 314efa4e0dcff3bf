/* A page of its own with one table: readable, printable, sorted by a click on a title. */
#ifndef TARIX_REPORTS_HTML_H
#define TARIX_REPORTS_HTML_H

#include "render.h"
#include "writer.h"

extern const tarix_writer tarix_html;

/* For pages that hold more: a table element alone, the escapes of text, and a script that defines
 * sortByHeads(table). */
extern const tarix_format tarix_html_table;
extern const tarix_escapes tarix_html_escapes;
extern const char tarix_html_order[];

#endif
