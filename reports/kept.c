#include "reports/kept.h"

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    tarix_kept_rows *kept = context;
    (void)err;
    tarix_column *copy = TARIX_ARRAY(kept->arena, tarix_column, n_columns);
    for (size_t i = 0; i < n_columns; i++) {
        copy[i] = columns[i];
        const char **texts[] = {
            &copy[i].name, &copy[i].title_en, &copy[i].title_az, &copy[i].unit, &copy[i].formula};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            *texts[t] = tarix_arena_str(kept->arena, tarix_str_from(*texts[t])).data;
    }
    kept->columns = copy;
    kept->n_columns = n_columns;
    return TARIX_OK;
}

static void keep(tarix_kept_rows *kept, const tarix_cell *row)
{
    if (kept->n_rows == kept->capacity) {
        const uint64_t room = kept->capacity ? 2 * kept->capacity : 64;
        kept->cells = tarix_arena_grow(kept->arena, kept->cells, kept->capacity * kept->n_columns,
            room * kept->n_columns, sizeof *kept->cells);
        kept->capacity = room;
    }
    tarix_cell *copy = kept->cells + kept->n_rows++ * kept->n_columns;
    for (size_t i = 0; i < kept->n_columns; i++) {
        copy[i] = row[i];
        if (kept->columns[i].type == TARIX_TYPE_TEXT)
            copy[i].text = tarix_arena_str(kept->arena, row[i].text);
    }
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    tarix_kept_rows *kept = context;
    (void)err;
    for (size_t i = 0; i < n; i++)
        if (kept->limit == 0 || kept->n_rows < kept->limit) keep(kept, cells + i * kept->n_columns);
    kept->n_seen += n;
    return TARIX_OK;
}

static tarix_status end(void *context, tarix_error *err)
{
    (void)context, (void)err;
    return TARIX_OK;
}

tarix_kept_rows *tarix_kept_rows_new(tarix_arena *arena, uint64_t limit)
{
    tarix_kept_rows *kept = TARIX_NEW(arena, tarix_kept_rows);
    kept->arena = arena;
    kept->limit = limit;
    return kept;
}

tarix_row_sink tarix_kept_rows_sink(tarix_kept_rows *kept)
{
    return (tarix_row_sink){kept, begin, rows, end, NULL};
}

tarix_status tarix_kept_rows_write(
    const tarix_kept_rows *kept, tarix_table *table, tarix_error *err)
{
    tarix_table_add_columns(table, kept->columns, kept->n_columns);
    TARIX_TRY(tarix_table_begin(table, err));
    for (uint64_t i = 0; i < kept->n_rows && !tarix_table_is_full(table); i++) {
        tarix_cell *row = NULL;
        TARIX_TRY(tarix_table_row(table, &row, err));
        memcpy(row, kept->cells + i * kept->n_columns, kept->n_columns * sizeof *row);
    }
    return tarix_table_end(table, err);
}
