#include "analyzers/table.h"

#include "base/collate.h"
#include "base/option.h"

#include <math.h>
#include <stdlib.h>

enum { batch = 256 };

struct tarix_table {
    tarix_arena *arena;
    tarix_row_sink sink;
    const tarix_row_format *format; /* NULL: rows are passed on as cells */
    tarix_column *columns;
    size_t n_columns, columns_capacity;
    tarix_str asked_columns, asked_sort, preferred;
    uint64_t limit;
    size_t *shown; /* columns that the sink sees, in its order */
    size_t n_shown;
    bool shows_all; /* the columns as they were added */
    size_t sort_column;
    bool sorts, sorts_back;
    tarix_cell *cells; /* rows not passed on yet */
    size_t n_rows, capacity;
    tarix_cell *passing; /* one batch as the sink sees it */
    uint64_t made, written, expected;
    const tarix_progress *progress;
};

tarix_table *tarix_table_new(tarix_arena *arena, tarix_row_sink sink)
{
    tarix_table *table = TARIX_NEW(arena, tarix_table);
    table->arena = arena;
    table->sink = sink;
    return table;
}

void tarix_table_ask(tarix_table *table, tarix_str columns, tarix_str sort, uint64_t limit)
{
    table->asked_columns = columns;
    table->asked_sort = sort;
    table->limit = limit;
}

void tarix_table_prefer(tarix_table *table, tarix_str columns)
{
    table->preferred = columns;
}

void tarix_table_add_column(tarix_table *table, tarix_column column)
{
    TARIX_ROOM(table->arena, table->columns, table->n_columns, table->columns_capacity);
    table->columns[table->n_columns++] = column;
}

void tarix_table_add_columns(tarix_table *table, const tarix_column *columns, size_t n)
{
    for (size_t i = 0; i < n; i++) tarix_table_add_column(table, columns[i]);
}

static tarix_status find_column(
    const tarix_table *table, const char *option, tarix_str name, size_t *column, tarix_error *err)
{
    const char **names = TARIX_ARRAY(table->arena, const char *, table->n_columns);
    for (size_t i = 0; i < table->n_columns; i++) {
        names[i] = table->columns[i].name;
        if (tarix_str_equal(tarix_str_from(names[i]), name)) {
            *column = i;
            return TARIX_OK;
        }
    }
    const char *nearest = tarix_option_nearest(name, names, table->n_columns);
    if (nearest)
        return tarix_error_set(err, TARIX_USAGE,
            "--%s: this table has no column '%.*s'; did you mean '%s'?", option, TARIX_ARG(name),
            nearest);
    tarix_str all = tarix_str_from(names[0]);
    for (size_t i = 1; i < table->n_columns; i++)
        all = tarix_arena_format(table->arena, "%.*s %s", TARIX_ARG(all), names[i]);
    return tarix_error_set(err, TARIX_USAGE, "--%s: this table has no column '%.*s'; it has %.*s",
        option, TARIX_ARG(name), TARIX_ARG(all));
}

/* "-COLUMN" is the other way round. */
static tarix_status choose_order(tarix_table *table, tarix_error *err)
{
    tarix_str name = table->asked_sort;
    table->sorts = name.size > 0;
    table->sorts_back = tarix_str_starts(name, TARIX_STR("-"));
    if (table->sorts_back) name = tarix_str_slice(name, 1, name.size);
    return table->sorts ? find_column(table, "sort", name, &table->sort_column, err) : TARIX_OK;
}

static void show_preferred(tarix_table *table)
{
    tarix_str rest = table->preferred, name;
    while (rest.size && tarix_str_split(&rest, ',', &name))
        for (size_t i = 0; i < table->n_columns; i++)
            if (tarix_str_equal(tarix_str_from(table->columns[i].name), name))
                table->shown[table->n_shown++] = i;
}

static tarix_status choose_columns(tarix_table *table, tarix_error *err)
{
    table->shown = TARIX_ARRAY(
        table->arena, size_t, table->n_columns + table->asked_columns.size + table->preferred.size);
    if (!table->asked_columns.size) show_preferred(table);
    if (!table->asked_columns.size && table->n_shown == 0)
        for (size_t i = 0; i < table->n_columns; i++) table->shown[table->n_shown++] = i;
    tarix_str rest = table->asked_columns, name;
    while (rest.size && tarix_str_split(&rest, ',', &name))
        TARIX_TRY(find_column(table, "columns", name, &table->shown[table->n_shown++], err));
    return TARIX_OK;
}

tarix_status tarix_table_begin(tarix_table *table, tarix_error *err)
{
    TARIX_TRY(choose_columns(table, err));
    TARIX_TRY(choose_order(table, err));
    tarix_column *columns = TARIX_ARRAY(table->arena, tarix_column, table->n_shown);
    table->shows_all = table->n_shown == table->n_columns;
    for (size_t i = 0; i < table->n_shown; i++) {
        columns[i] = table->columns[table->shown[i]];
        table->shows_all = table->shows_all && table->shown[i] == i;
    }
    table->capacity = batch;
    table->cells = TARIX_ARRAY(table->arena, tarix_cell, batch * table->n_columns);
    table->passing = TARIX_ARRAY(table->arena, tarix_cell, batch * table->n_shown);
    TARIX_TRY(table->sink.begin(table->sink.context, columns, table->n_shown, err));
    if (table->sink.format && !table->sorts && !table->limit)
        table->format = table->sink.format(table->sink.context);
    return TARIX_OK;
}

size_t tarix_table_width(const tarix_table *table)
{
    return table->n_columns;
}

bool tarix_table_wants(const tarix_table *table, const char *column)
{
    if (table->sorts && strcmp(table->columns[table->sort_column].name, column) == 0) return true;
    for (size_t i = 0; i < table->n_shown; i++)
        if (strcmp(table->columns[table->shown[i]].name, column) == 0) return true;
    return false;
}

bool tarix_table_is_full(const tarix_table *table)
{
    return table->limit && !table->sorts && table->made >= table->limit;
}

void tarix_table_watch(tarix_table *table, const tarix_progress *progress)
{
    table->progress = progress;
}

void tarix_table_expect(tarix_table *table, uint64_t n_rows)
{
    table->expected = table->limit && table->limit < n_rows ? table->limit : n_rows;
}

static void tell(const tarix_table *table)
{
    tarix_progress_step(table->progress, TARIX_PROGRESS_ROWS, table->written, table->expected);
}

/* The columns that are shown, of n rows. */
static void show(const tarix_table *table, const tarix_cell *from, size_t n, tarix_cell *to)
{
    for (size_t i = 0; i < n; i++, from += table->n_columns, to += table->n_shown)
        for (size_t c = 0; c < table->n_shown; c++) to[c] = from[table->shown[c]];
}

/* Passes rows on, `batch` at a time, in the order of `order` or as they stand. */
static tarix_status pass_on(tarix_table *table, const size_t *order, size_t n, tarix_error *err)
{
    for (size_t done = 0; done < n;) {
        size_t part = n - done < batch ? n - done : batch;
        if (table->limit && part > table->limit - table->written)
            part = (size_t)(table->limit - table->written);
        if (part == 0) return TARIX_OK;
        tell(table);
        if (!order && table->shows_all) {
            TARIX_TRY(table->sink.rows(
                table->sink.context, table->cells + done * table->n_columns, part, err));
            table->written += part;
            done += part;
            continue;
        }
        for (size_t i = 0; i < part; i++) {
            const size_t row = order ? order[done + i] : done + i;
            show(table, table->cells + row * table->n_columns, 1,
                table->passing + i * table->n_shown);
        }
        TARIX_TRY(table->sink.rows(table->sink.context, table->passing, part, err));
        table->written += part;
        done += part;
    }
    return TARIX_OK;
}

tarix_status tarix_table_row(tarix_table *table, tarix_cell **row, tarix_error *err)
{
    if (table->n_rows == table->capacity && !table->sorts) {
        TARIX_TRY(pass_on(table, NULL, table->n_rows, err));
        table->n_rows = 0;
    } else if (table->n_rows == table->capacity) {
        table->cells =
            tarix_arena_grow(table->arena, table->cells, table->capacity * table->n_columns,
                2 * table->capacity * table->n_columns, sizeof *table->cells);
        table->capacity *= 2;
    }
    *row = table->cells + table->n_rows * table->n_columns;
    memset(*row, 0, table->n_columns * sizeof **row);
    table->n_rows++;
    table->made++;
    return TARIX_OK;
}

bool tarix_table_collects(const tarix_table *table)
{
    return table->sorts;
}

tarix_status tarix_table_flush(tarix_table *table, tarix_error *err)
{
    if (table->sorts) return TARIX_OK;
    TARIX_TRY(pass_on(table, NULL, table->n_rows, err));
    table->n_rows = 0;
    return TARIX_OK;
}

/* ---- formatted rows ---- */

bool tarix_table_formats(const tarix_table *table)
{
    return table->format != NULL;
}

const tarix_row_format *tarix_table_row_format(
    const tarix_table *table, const size_t **columns, size_t *n)
{
    *columns = table->shown;
    *n = table->n_shown;
    return table->format;
}

void tarix_table_format(
    const tarix_table *table, const tarix_cell *cells, size_t n, tarix_row_bytes *out)
{
    if (!table->shows_all) {
        TARIX_ROOM_FOR(out->arena, out->cells, 0, out->cells_capacity, n * table->n_shown);
        show(table, cells, n, out->cells);
        cells = out->cells;
    }
    table->format->add(table->format->context, cells, n, out);
    out->n_rows += n;
}

bool tarix_table_repeats(const tarix_table *table, size_t column)
{
    size_t n = 0;
    for (size_t i = 0; i < table->n_shown; i++) n += table->shown[i] == column;
    return table->format && table->format->repeat && n == 1;
}

void tarix_table_repeat(
    const tarix_table *table, size_t column, const tarix_str *texts, size_t n, tarix_row_bytes *out)
{
    size_t place = 0;
    while (table->shown[place] != column) place++;
    table->format->repeat(table->format->context, place, texts, n, out);
    out->n_rows += n;
}

tarix_status tarix_table_write(tarix_table *table, tarix_row_bytes *rows, tarix_error *err)
{
    TARIX_TRY(tarix_table_flush(table, err));
    tell(table);
    TARIX_TRY(
        table->format->write(table->format->context, (tarix_str){rows->data, rows->size}, err));
    table->made += rows->n_rows;
    table->written += rows->n_rows;
    rows->size = 0;
    rows->n_rows = 0;
    return TARIX_OK;
}

/* ---- sorting ---- */

static int by_real(double a, double b)
{
    if (isnan(a) || isnan(b)) return isnan(a) - isnan(b); /* the empty last */
    return (a < b) - (a > b);
}

static int by_count(uint64_t a, uint64_t b)
{
    if (a == TARIX_NO_COUNT || b == TARIX_NO_COUNT)
        return (a == TARIX_NO_COUNT) - (b == TARIX_NO_COUNT);
    return (a < b) - (a > b);
}

/* Numbers descend, texts ascend in the order of the alphabet. */
static int compare_cells(tarix_type type, const tarix_cell *a, const tarix_cell *b)
{
    switch (type) {
    case TARIX_TYPE_TEXT: return tarix_collate(a->text, b->text);
    case TARIX_TYPE_COUNT: return by_count(a->count, b->count);
    case TARIX_TYPE_REAL: return by_real(a->real, b->real);
    }
    return 0;
}

static bool is_empty(tarix_type type, const tarix_cell *cell)
{
    return (type == TARIX_TYPE_REAL && isnan(cell->real)) ||
           (type == TARIX_TYPE_COUNT && cell->count == TARIX_NO_COUNT);
}

/* The asked column, where what is empty is last either way. */
static int compare_asked(const tarix_table *table, const tarix_cell *a, const tarix_cell *b)
{
    const tarix_type type = table->columns[table->sort_column].type;
    const int order = compare_cells(type, a, b);
    const bool turns = table->sorts_back && !is_empty(type, a) && !is_empty(type, b);
    return turns ? -order : order;
}

/* The asked column, then every other from the left, so that nothing is left to chance. */
static int compare_rows(const tarix_table *table, size_t a, size_t b)
{
    const tarix_cell *p = table->cells + a * table->n_columns;
    const tarix_cell *q = table->cells + b * table->n_columns;
    const size_t first = table->sort_column;
    int order = compare_asked(table, p + first, q + first);
    for (size_t i = 0; i < table->n_columns && !order; i++)
        order = compare_cells(table->columns[i].type, p + i, q + i);
    return order ? order : (a > b) - (a < b);
}

static void merge_sort(const tarix_table *table, size_t *order, size_t *scratch, size_t n)
{
    if (n < 2) return;
    const size_t half = n / 2;
    merge_sort(table, order, scratch, half);
    merge_sort(table, order + half, scratch, n - half);
    memcpy(scratch, order, half * sizeof *order);
    size_t i = 0, j = half, k = 0;
    while (i < half && j < n)
        order[k++] = compare_rows(table, scratch[i], order[j]) <= 0 ? scratch[i++] : order[j++];
    while (i < half) order[k++] = scratch[i++];
}

tarix_status tarix_table_end(tarix_table *table, tarix_error *err)
{
    size_t *order = NULL;
    if (table->sorts) {
        tarix_table_expect(table, table->n_rows);
        order = TARIX_ARRAY(table->arena, size_t, table->n_rows);
        size_t *scratch = TARIX_ARRAY(table->arena, size_t, table->n_rows);
        for (size_t i = 0; i < table->n_rows; i++) order[i] = i;
        merge_sort(table, order, scratch, table->n_rows);
    }
    TARIX_TRY(pass_on(table, order, table->n_rows, err));
    table->n_rows = 0;
    return table->sink.end(table->sink.context, err);
}

uint64_t tarix_table_rows_written(const tarix_table *table)
{
    return table->written;
}

uint64_t tarix_table_rows_made(const tarix_table *table)
{
    return table->made;
}
