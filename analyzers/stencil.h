/* Rows whose texts come again and again: each is made into the bytes of the file once and copied
 * into every row that has it; counts are written anew. */
#ifndef TARIX_ANALYZERS_STENCIL_H
#define TARIX_ANALYZERS_STENCIL_H

#include "table.h"

/* What the texts of a row belong to (a document, a form): all those of one source come together. */
enum { TARIX_STENCIL_SOURCES = 2, TARIX_STENCIL_COUNTS = 4 };

/* Where the cells of a column come from. */
typedef struct tarix_stencil_column {
    bool is_text;
    unsigned char from; /* a source, or which of the row's counts */
} tarix_stencil_column;

typedef struct tarix_stencil_row {
    uint32_t text[TARIX_STENCIL_SOURCES]; /* in the order in which they were added */
    uint64_t count[TARIX_STENCIL_COUNTS];
} tarix_stencil_row;

typedef struct tarix_stencil tarix_stencil;

/* `columns` are those of the table, which has begun. NULL: its format does not go by stencils. */
tarix_stencil *tarix_stencil_new(
    tarix_arena *arena, const tarix_table *table, const tarix_stencil_column *columns);

/* The next texts of a source: `cells` are a whole row's, of which only those are looked at. */
void tarix_stencil_add(tarix_stencil *stencil, unsigned source, const tarix_cell *cells);
/* How many have been added. */
size_t tarix_stencil_size(const tarix_stencil *stencil, unsigned source);

/* Adds n rows to `out`; on any thread while none adds texts. */
void tarix_stencil_format(
    const tarix_stencil *stencil, const tarix_stencil_row *rows, size_t n, tarix_row_bytes *out);

#endif
