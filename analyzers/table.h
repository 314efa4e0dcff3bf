/* The table: a schema and a stream of rows. Every analyzer fills one, every writer reads one.
 * Rows pass in small batches; only a table that must be sorted is collected. */
#ifndef TARIX_ANALYZERS_TABLE_H
#define TARIX_ANALYZERS_TABLE_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/progress.h"
#include "../base/str.h"

#include <stdint.h>

typedef enum tarix_type { TARIX_TYPE_TEXT, TARIX_TYPE_COUNT, TARIX_TYPE_REAL } tarix_type;

typedef struct tarix_column {
    const char *name; /* snake_case, as in the file's header */
    tarix_type type;
    const char *title_en, *title_az;
    const char *unit;    /* "tokens", "per million", "bits"; "" for none */
    const char *formula; /* what a cell is, as text; "" when the title says it */
} tarix_column;

/* Rows of columns that do not change. */
typedef struct tarix_schema {
    const tarix_column *columns;
    size_t n;
} tarix_schema;
#define TARIX_SCHEMA(array)                                                                        \
    {                                                                                              \
        (array), sizeof(array) / sizeof *(array)                                                   \
    }

typedef union tarix_cell {
    tarix_str text;
    uint64_t count; /* TARIX_NO_COUNT: empty */
    double real;    /* NaN: empty */
} tarix_cell;

#define TARIX_NO_COUNT UINT64_MAX

/* Rows as a file will have them, made by one thread and written by another. */
typedef struct tarix_row_bytes {
    tarix_arena *arena; /* set by the owner, the rest begins as zero */
    char *data;
    size_t size, capacity;
    uint64_t n_rows;
    tarix_cell *cells; /* room for what is shown of some rows */
    size_t cells_capacity;
    void *memory; /* the format's own, in the arena */
} tarix_row_bytes;

enum { TARIX_HEAD_PADDING = 32, TARIX_TEXT_SLACK = 16 };
typedef struct tarix_row_format {
    void *context;
    /* Adds n rows to `out`: what rows() of the sink would write. On any thread. */
    void (*add)(const void *context, const tarix_cell *cells, size_t n, tarix_row_bytes *out);
    /* Writes them, on the thread of the sink. */
    tarix_status (*write)(void *context, tarix_str bytes, tarix_error *err);
    /* Rows made of what was ready, see stencil.h: the texts of a row's columns from `first` to
     * before `end`, each with what stands behind it, and what stands behind a column, be it a text
     * or a count, which is its digits. Borrowed from the format. */
    void (*add_texts)(const void *context, const tarix_cell *cells, size_t first, size_t end,
        tarix_row_bytes *out);
    tarix_str (*behind)(const void *context, size_t column);
    /* Adds n rows of which the first cells are ready, as the format has them, and the others are
     * n_reals numbers: heads[i] is the ready ones and what stands between them, but not what stands
     * behind the last. TARIX_HEAD_PADDING bytes more may be read behind each. */
    void (*add_reals)(const void *context, const tarix_str *heads, const double *reals, size_t n,
        size_t n_reals, tarix_row_bytes *out);
    /* Adds n rows that are the last one that `out` has, but for the text of a column.
     * TARIX_TEXT_SLACK bytes may be read of each text, however short. */
    void (*repeat)(
        const void *context, size_t column, const tarix_str *texts, size_t n, tarix_row_bytes *out);
} tarix_row_format;

/* Who takes the rows. `cells` hold n rows of n_columns each, and their texts, for the call only. */
typedef struct tarix_row_sink {
    void *context;
    tarix_status (*begin)(
        void *context, const tarix_column *columns, size_t n_columns, tarix_error *err);
    tarix_status (*rows)(void *context, const tarix_cell *cells, size_t n, tarix_error *err);
    tarix_status (*end)(void *context, tarix_error *err);
    /* How rows become bytes apart from their being written; asked once it has begun. NULL, or
     * giving NULL: they do not. */
    const tarix_row_format *(*format)(void *context);
} tarix_row_sink;

typedef struct tarix_table tarix_table;

TARIX_API tarix_table *tarix_table_new(tarix_arena *arena, tarix_row_sink sink);

/* What the user asked of any table, before the analyzer begins. `columns` "": all; `sort` "": the
 * analyzer's own order, a column: numbers from the largest and texts in the order of the alphabet,
 * "-" and a column: the other way round, either with what is empty last; limit 0: all rows. */
TARIX_API void tarix_table_ask(
    tarix_table *table, tarix_str columns, tarix_str sort, uint64_t limit);

/* What is shown when no columns are asked for: those of the list that the table has; borrowed. */
TARIX_API void tarix_table_prefer(tarix_table *table, tarix_str columns);

/* Who is told of rows as they are passed on; borrowed. */
TARIX_API void tarix_table_watch(tarix_table *table, const tarix_progress *progress);

/* The analyzer: columns first (the row is copied), then begin, then rows, then end. */
TARIX_API void tarix_table_add_column(tarix_table *table, tarix_column column);
TARIX_API void tarix_table_add_columns(tarix_table *table, const tarix_column *columns, size_t n);
TARIX_API tarix_status tarix_table_begin(tarix_table *table, tarix_error *err);
/* Columns of the rows to fill. */
TARIX_API size_t tarix_table_width(const tarix_table *table);
/* Whether a column is shown or sorted by, once the table has begun: for what costs to make. */
TARIX_API bool tarix_table_wants(const tarix_table *table, const char *column);
/* The cells of the next row, all empty or zero, to be filled before the next call. Texts must
 * live until the table's end, or its next flush. */
TARIX_API tarix_status tarix_table_row(tarix_table *table, tarix_cell **row, tarix_error *err);
/* Says how many rows there will be, for who watches. */
TARIX_API void tarix_table_expect(tarix_table *table, uint64_t n_rows);
/* Passes on the rows made so far, so that their texts may go; not when they are collected. */
TARIX_API tarix_status tarix_table_flush(tarix_table *table, tarix_error *err);
/* Whether rows are kept until the end, to be sorted. */
TARIX_API bool tarix_table_collects(const tarix_table *table);
TARIX_API tarix_status tarix_table_end(tarix_table *table, tarix_error *err);

/* Whether rows may be made and formatted on several threads, none of them collected nor too many:
 * then tarix_table_format() adds n rows of all the table's columns to `out` on any thread, and
 * tarix_table_write() writes them and empties it. */
TARIX_API bool tarix_table_formats(const tarix_table *table);
TARIX_API void tarix_table_format(
    const tarix_table *table, const tarix_cell *cells, size_t n, tarix_row_bytes *out);
/* Whether tarix_table_repeat() may be called for a column of the table's, which adds n rows that
 * are the last one added to `out` since it was empty, but for their texts there: see repeat()
 * above. */
TARIX_API bool tarix_table_repeats(const tarix_table *table, size_t column);
TARIX_API void tarix_table_repeat(const tarix_table *table, size_t column, const tarix_str *texts,
    size_t n, tarix_row_bytes *out);
TARIX_API tarix_status tarix_table_write(
    tarix_table *table, tarix_row_bytes *rows, tarix_error *err);

/* What does it, or NULL; it knows the columns that are shown: columns[i] of those added is its
 * i-th.
 */
TARIX_API const tarix_row_format *tarix_table_row_format(
    const tarix_table *table, const size_t **columns, size_t *n);

/* Rows given to the sink, and made by the analyzer. */
TARIX_API uint64_t tarix_table_rows_written(const tarix_table *table);
TARIX_API uint64_t tarix_table_rows_made(const tarix_table *table);
/* Whether no more rows are wanted (the limit is reached and no sort is asked). */
TARIX_API bool tarix_table_is_full(const tarix_table *table);

#endif
