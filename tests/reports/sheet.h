/* A table written through a writer to a file of the test's folder. */
#ifndef TARIX_TESTS_REPORTS_SHEET_H
#define TARIX_TESTS_REPORTS_SHEET_H

#include "reports/writer.h"
#include "tests/base/guarded.h"
#include "tests/folder.h"

typedef struct sheet {
    tarix_arena *arena; /* with which what is not committed goes */
    tarix_output *output;
    tarix_row_sink sink;
} sheet;

static inline sheet sheet_open(tarix_guard *guard, const tarix_writer *writer, const char *path)
{
    sheet s = {.arena = tarix_arena_new(guard)};
    assert_int_equal(tarix_output_open(s.arena, path, &s.output, NULL), TARIX_OK);
    s.sink = writer->open(s.arena, s.output, &(tarix_style){.digits = 6});
    return s;
}

/* Writes n rows, one a call so that nothing is remembered from call to call, and commits. */
static inline tarix_status sheet_write(const sheet *s, const tarix_column *columns,
    size_t n_columns, const tarix_cell *cells, size_t n, tarix_error *err)
{
    TARIX_TRY(s->sink.begin(s->sink.context, columns, n_columns, err));
    for (size_t i = 0; i < n; i++)
        TARIX_TRY(s->sink.rows(s->sink.context, cells + i * n_columns, 1, err));
    TARIX_TRY(s->sink.end(s->sink.context, err));
    return tarix_output_commit(s->output, err);
}

#endif
