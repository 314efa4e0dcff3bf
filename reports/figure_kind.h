/* A kind of figure: the columns it is drawn from, and how. */
#ifndef TARIX_REPORTS_FIGURE_KIND_H
#define TARIX_REPORTS_FIGURE_KIND_H

#include "figure.h"
#include "figure_axis.h"
#include "figure_canvas.h"

enum { TARIX_FIGURE_FIELDS = 12 };

typedef struct tarix_figure_kind {
    const char *name;
    const char *fields[TARIX_FIGURE_FIELDS]; /* columns, by which the cells are asked for */
    size_t n_needed;                         /* the first so many must be there */
    const char *option;                      /* that adds those; NULL: they are always there */
    double width;                            /* mm, unless the user says otherwise */
    size_t rows;                             /* terms that are drawn unless the user says so */
    /* Draws all rows and sets the height of the page. Not called for a table of no rows. */
    void (*draw)(tarix_figure *figure, tarix_canvas *canvas);
} tarix_figure_kind;

extern const tarix_figure_kind tarix_figure_profile, tarix_figure_keyness, tarix_figure_strip,
    tarix_figure_parts, tarix_figure_groups, tarix_figure_trend, tarix_figure_network;

/* ---- the table, for a kind's draw ---- */

tarix_arena *tarix_figure_arena(const tarix_figure *figure);
size_t tarix_figure_rows(const tarix_figure *figure);
bool tarix_figure_has(const tarix_figure *figure, size_t field);
tarix_str tarix_figure_text(const tarix_figure *figure, size_t row, size_t field);
double tarix_figure_number(const tarix_figure *figure, size_t row, size_t field); /* NaN: empty */
/* At most so many terms are wanted. */
size_t tarix_figure_limit(const tarix_figure *figure);
tarix_language tarix_figure_language(const tarix_figure *figure);
/* One of two texts, by the language. */
const char *tarix_figure_say(const tarix_figure *figure, const char *en, const char *az);
/* A number as a label has it. */
tarix_str tarix_figure_print(const tarix_figure *figure, double value, int decimals);
/* A number of 3 significant digits. */
tarix_str tarix_figure_print_short(const tarix_figure *figure, double value);

/* ---- what all have ---- */

enum { TARIX_FIGURE_MARGIN = 2 }; /* mm, of the page */

/* The caption; returns where the figure begins. */
double tarix_figure_head(const tarix_figure *figure, tarix_canvas *canvas);
/* The note below what ends at y, and the height of the page. */
void tarix_figure_foot(const tarix_figure *figure, tarix_canvas *canvas, double y, tarix_str note);
/* Says on the page that there is nothing to draw. */
void tarix_figure_nothing(const tarix_figure *figure, tarix_canvas *canvas);
/* What was drawn on, for tests. */
TARIX_API const tarix_canvas *tarix_figure_canvas(const tarix_figure *figure);
/* How many rows, or terms, of the table are drawn: for the record. */
void tarix_figure_drew(tarix_figure *figure, size_t n);

#endif
