/* Rows that are kept while a table is written, to be written again: in other formats, on a page. */
#ifndef TARIX_REPORTS_KEPT_H
#define TARIX_REPORTS_KEPT_H

#include "../analyzers/table.h"

typedef struct tarix_kept_rows {
    tarix_arena *arena;
    const tarix_column *columns;
    size_t n_columns;
    tarix_cell *cells; /* n_rows times n_columns, texts in the arena */
    uint64_t n_rows, capacity;
    uint64_t limit;  /* rows to keep; 0: all */
    uint64_t n_seen; /* rows of the table */
} tarix_kept_rows;

/* An empty one, and the sink that fills it. */
TARIX_API tarix_kept_rows *tarix_kept_rows_new(tarix_arena *arena, uint64_t limit);
TARIX_API tarix_row_sink tarix_kept_rows_sink(tarix_kept_rows *kept);

/* Fills a table that was asked for columns and a limit, from begin to end. */
TARIX_API tarix_status tarix_kept_rows_write(
    const tarix_kept_rows *kept, tarix_table *table, tarix_error *err);

#endif
