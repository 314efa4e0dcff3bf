#include "analyzers/scorebatch.h"

#include "base/pool.h"

#include <math.h>

enum { slice_rows = 256 };

/* ---- one row ---- */

static tarix_status check_size(const tarix_score_batch *b, size_t n, tarix_error *err)
{
    if (n == b->rows.width) return TARIX_OK;
    return tarix_error_set(err, TARIX_INVALID, "%zu cell%s where the header names %zu column%s%s",
        n, n == 1 ? "" : "s", b->rows.width, b->rows.width == 1 ? "" : "s",
        n > b->rows.width ? " (a cell that holds the separator must be quoted)" : "");
}

/* Fills `out` (input columns, then scores). Its texts are those of the batch; `scores` has room for
 * n_scores. */
static tarix_status score_row(const tarix_score_batch *b, size_t row, tarix_arena *arena,
    double *scores, tarix_cell *out, tarix_error *err)
{
    const tarix_str *cells = b->rows.cells + row * b->rows.width;
    const tarix_score_kind *kind = b->kind;
    tarix_field_value values[TARIX_FIELDS_MOST];
    if (!b->is_lines) TARIX_TRY(check_size(b, b->rows.n_cells[row], err));
    for (size_t c = 0; c < b->rows.width; c++) out[c].text = cells[c];
    for (size_t f = 0; f < kind->n_fields; f++) {
        const long c = b->column[f];
        values[f].is_given = false;
        if (c == TARIX_NO_COLUMN) continue;
        TARIX_TRY(tarix_field_read(
            &kind->fields[f], cells[c], b->scoring.has_decimal_comma, arena, &values[f], err));
        if (b->type[c] == TARIX_TYPE_COUNT)
            out[c].count = values[f].is_given ? values[f].count : TARIX_NO_COUNT;
        if (b->type[c] == TARIX_TYPE_REAL) out[c].real = values[f].is_given ? values[f].real : NAN;
    }
    if (b->is_lines) out[0].count = b->rows.line[row];
    TARIX_TRY(kind->score(&b->scoring, values, arena, scores, err));
    for (size_t i = 0; i < b->n_scores; i++) out[b->rows.width + i].real = scores[i];
    return TARIX_OK;
}

/* ---- on all threads ---- */

typedef struct slice {
    tarix_score_batch *batch;
    size_t first, end;
} slice;

static tarix_status score_slice(void *context, tarix_guard *guard, tarix_error *err)
{
    (void)err;
    const slice *part = context;
    tarix_score_batch *b = part->batch;
    tarix_arena *arena = tarix_arena_new(guard);
    double *scores = TARIX_ARRAY(arena, double, b->n_scores + 1);
    for (size_t row = part->first; row < part->end; row++) {
        const tarix_mark mark = tarix_arena_mark(arena);
        b->is_valid[row] =
            score_row(b, row, arena, scores, b->cells + row * b->n_columns, NULL) == TARIX_OK;
        tarix_arena_restore(arena, mark);
    }
    return TARIX_OK;
}

typedef struct tasks {
    tarix_score_batch *batch;
    bool *has_memory; /* of each task */
} tasks;

/* A thread may not unwind into another's frame: each slice runs under a guard of its own. */
static void run_task(void *context, size_t task)
{
    const tasks *t = context;
    const size_t first = task * slice_rows, n = t->batch->rows.n;
    slice part = {t->batch, first, first + slice_rows < n ? first + slice_rows : n};
    t->has_memory[task] = tarix_protect(score_slice, &part, 0, NULL) == TARIX_OK;
}

static tarix_status score_rows(tarix_score_batch *b, tarix_error *err)
{
    const tarix_mark mark = tarix_arena_mark(b->arena);
    const size_t n_tasks = (b->rows.n + slice_rows - 1) / slice_rows;
    tasks t = {b, TARIX_ARRAY(b->arena, bool, n_tasks)};
    tarix_pool_run(b->n_threads, n_tasks, run_task, &t);
    bool has_memory = true;
    for (size_t i = 0; i < n_tasks; i++) has_memory &= t.has_memory[i];
    tarix_arena_restore(b->arena, mark);
    if (has_memory) return TARIX_OK;
    return tarix_error_set(err, TARIX_NO_MEMORY, "%s: out of memory", tarix_csvfile_name(b->file));
}

static void ensure_room(tarix_score_batch *b)
{
    if (b->rows.n <= b->capacity) return;
    b->cells = tarix_arena_grow(
        b->arena, b->cells, b->capacity * b->n_columns, b->rows.n * b->n_columns, sizeof *b->cells);
    b->is_valid = tarix_arena_grow(b->arena, b->is_valid, b->capacity, b->rows.n, sizeof(bool));
    b->capacity = b->rows.n;
}

tarix_status tarix_score_batch_next(tarix_score_batch *b, bool wanted, tarix_error *err)
{
    TARIX_TRY(tarix_csvfile_next(b->file, &b->rows, err));
    if (b->rows.n == 0 || !wanted) return TARIX_OK;
    ensure_room(b);
    return score_rows(b, err);
}

tarix_str tarix_score_batch_reason(const tarix_score_batch *b, size_t row)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(b->arena));
    tarix_error reason = {0};
    score_row(b, row, scratch, TARIX_ARRAY(scratch, double, b->n_scores + 1),
        TARIX_ARRAY(scratch, tarix_cell, b->n_columns), &reason);
    tarix_arena_free(scratch);
    return tarix_arena_format(b->arena, "%s:%llu: %s", tarix_csvfile_name(b->file),
        (unsigned long long)b->rows.line[row], reason.message);
}
