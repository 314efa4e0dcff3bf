/* What the formats for people and programs share: a table as rows of printed cells. Texts come as
 * valid UTF-8 without control characters, numbers as text that was printed once, and a format is
 * what it puts around them. Delimited text has a faster way of its own. */
#ifndef TARIX_REPORTS_RENDER_H
#define TARIX_REPORTS_RENDER_H

#include "writer.h"

typedef enum tarix_printed_kind {
    TARIX_PRINTED_TEXT,
    TARIX_PRINTED_NUMBER,
    TARIX_PRINTED_BELOW,    /* a bound: the number is below the one that is printed */
    TARIX_PRINTED_INFINITE, /* inf or -inf */
    TARIX_PRINTED_NOTHING   /* undefined: the text is empty */
} tarix_printed_kind;

typedef struct tarix_printed {
    tarix_printed_kind kind;
    tarix_str text; /* for the call only */
} tarix_printed;

typedef struct tarix_render {
    tarix_arena *arena;
    tarix_output *output;
    const tarix_style *style;
    const tarix_column *columns;
    size_t n_columns;
    uint64_t n_rows; /* before the one at hand */
} tarix_render;

typedef struct tarix_format {
    bool has_decimal_comma; /* in Azerbaijani */
    /* Probabilities have three decimals, those below 0.001 that bound, and no digit before the
     * decimal point is rounded away. */
    bool is_for_papers;
    tarix_status (*begin)(const tarix_render *render, void *state, tarix_error *err); /* or NULL */
    tarix_status (*row)(
        const tarix_render *render, void *state, const tarix_printed *cells, tarix_error *err);
    tarix_status (*end)(const tarix_render *render, void *state, tarix_error *err); /* or NULL */
} tarix_format;

tarix_row_sink tarix_render_open(tarix_arena *arena, tarix_output *output, const tarix_style *style,
    const tarix_format *format, void *state);

/* A column's title in the language of the style. */
tarix_str tarix_render_title(const tarix_render *render, size_t column);

void tarix_render_put(const tarix_render *render, const char *text);
/* A text in which each ASCII character that has an escape is replaced by it. */
typedef const char *tarix_escapes[128];
void tarix_render_escaped(const tarix_render *render, tarix_str text, const tarix_escapes *escapes);

/* Rows that wait until all are known: n_rows times the render's columns, in its arena. */
typedef struct tarix_kept {
    tarix_printed *cells;
    size_t n_rows, capacity;
} tarix_kept;
void tarix_kept_add(const tarix_render *render, tarix_kept *kept, const tarix_printed *cells);

/* The text without what is no UTF-8 (each fault U+FFFD) and without control characters (spaces):
 * the text itself, or in `arena`. */
tarix_str tarix_render_clean(tarix_arena *arena, tarix_str text);

#endif
