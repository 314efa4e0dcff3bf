/* Figures of tables: what is drawn is what is printed. A table's rows pass through a figure on
 * their way, which draws them when the table has ended; its kind is named by the analyzer and
 * chosen by the columns that are there. One file a kind, one row in figure.c. */
#ifndef TARIX_REPORTS_FIGURE_H
#define TARIX_REPORTS_FIGURE_H

#include "writer.h"

typedef struct tarix_figure tarix_figure;

typedef struct tarix_figure_style {
    tarix_language language;
    tarix_str caption; /* printed above; "" for none */
    double width;      /* mm; 0: the kind's own */
    size_t rows;       /* at most so many terms are drawn; 0: the kind's own number */
} tarix_figure_style;

/* What was missing when the program was built, or NULL. */
TARIX_API const char *tarix_figure_lacks(void);

/* `kinds`: "a,b" in the order of preference, as tarix_analyzer has them. Fails when the program was
 * built without cairo, or no font has the letters. */
TARIX_API tarix_status tarix_figure_new(tarix_arena *arena, const char *kinds,
    const tarix_figure_style *style, tarix_figure **out, tarix_error *err);

/* Where the rows of the table go, too. Fails at the beginning when no kind can be drawn of the
 * columns. */
TARIX_API tarix_row_sink tarix_figure_sink(tarix_figure *figure);

/* Whether a path ends in .svg, .pdf or .png. */
TARIX_API bool tarix_figure_has_format(tarix_str path);
/* Draws into a file of one of these formats, once the table has ended; not committed. */
TARIX_API tarix_status tarix_figure_write(
    tarix_figure *figure, tarix_str path, tarix_output *output, tarix_error *err);

/* "keyness: 30 of 469 rows", once written; and what the user should know of it, or "". */
TARIX_API tarix_str tarix_figure_summary(const tarix_figure *figure);
TARIX_API tarix_str tarix_figure_warning(const tarix_figure *figure);

#endif
