#include "analyzers/scoreblock.h"

#include "base/pool.h"

#include <math.h>

enum { chunk_rows = 128, slots_a_thread = 4 };

/* A field that the file has: where it stands, what it says of the row at hand. */
typedef struct source {
    const tarix_field *field;
    size_t column;
    tarix_field_value *value;
} source;

/* A block and what is needed to make it. */
typedef struct slot {
    const tarix_score_plan *plan;
    tarix_arena *arena, *scratch; /* lent to whoever works on it; NULL: memory ran out there */
    char *text;                   /* a copy of the stretch, the caller's */
    size_t size, capacity;
    uint64_t line; /* of its first byte, where that is known before it is read; else 0 */
    tarix_csvrows *rows;
    size_t *texts, n_texts; /* columns of the file that are repeated as they stand */
    source sources[TARIX_FIELDS_MOST];
    size_t n_sources;
    tarix_field_value values[TARIX_FIELDS_MOST]; /* of a row; those that it lacks are not given */
    double *scores;
    const tarix_row_format *format; /* where rows begin as those of the file; else NULL */
    uint64_t *counts;               /* chunk_rows of them … */
    tarix_str *heads;               /* … what their rows begin with … */
    double *reals;                  /* … and their scores */
    size_t cells_capacity, is_valid_capacity;
    uint64_t n_lines;
    tarix_score_block block;
} slot;

/* ---- a row ---- */

static tarix_status check_size(const tarix_score_plan *plan, size_t n, tarix_error *err)
{
    const size_t width = plan->width;
    if (n == width || plan->is_lines) return TARIX_OK;
    return tarix_error_set(err, TARIX_INVALID, "%zu cell%s where the header names %zu column%s%s",
        n, n == 1 ? "" : "s", width, width == 1 ? "" : "s",
        n > width ? " (a cell that holds the separator must be quoted)" : "");
}

static tarix_status read_fields(slot *s, const tarix_str *cells, tarix_cell *out, tarix_error *err)
{
    const bool has_decimal_comma = s->plan->scoring.has_decimal_comma;
    for (const source *f = s->sources; f < s->sources + s->n_sources; f++) {
        tarix_field_value *value = f->value;
        const tarix_str cell = cells[f->column];
        if (tarix_field_read_digits(f->field, cell, value)) {
            out[f->column].count = value->count;
            continue;
        }
        TARIX_TRY(tarix_field_read_any(f->field, cell, has_decimal_comma, s->arena, value, err));
        if (f->field->type == TARIX_FIELD_COUNT)
            out[f->column].count = value->is_given ? value->count : TARIX_NO_COUNT;
        else if (f->field->type == TARIX_FIELD_REAL)
            out[f->column].real = value->is_given ? value->real : NAN;
    }
    return TARIX_OK;
}

/* Fills `out` (input columns, then scores); its texts are those of `cells`. */
static tarix_status score_cells(slot *s, const tarix_str *cells, tarix_cell *out, tarix_error *err)
{
    const tarix_score_plan *plan = s->plan;
    for (size_t i = 0; i < s->n_texts; i++) out[s->texts[i]].text = cells[s->texts[i]];
    TARIX_TRY(read_fields(s, cells, out, err));
    TARIX_TRY(plan->kind->score(&plan->scoring, s->values, s->arena, s->scores, err));
    for (size_t i = 0; i < plan->n_scores; i++) out[plan->width + i].real = s->scores[i];
    return TARIX_OK;
}

static tarix_status try_row(
    slot *s, const tarix_csv_rows *rows, size_t i, tarix_cell *out, tarix_error *err)
{
    TARIX_TRY(check_size(s->plan, rows->n_cells[i], err));
    return score_cells(s, rows->cells + i * rows->width, out, err);
}

/* Notes a row that cannot be scored; where its reason goes, if it does. */
static tarix_error *reason_of(slot *s, uint64_t line)
{
    tarix_score_block *b = &s->block;
    if (b->n_invalid++ >= TARIX_REASONS_MOST) return NULL;
    b->reasons[b->n_invalid - 1].line = line;
    return &b->reasons[b->n_invalid - 1].why;
}

/* Whether row i could be scored. */
static bool score_row(slot *s, const tarix_csv_rows *rows, size_t i, tarix_cell *out)
{
    const tarix_mark mark = tarix_arena_mark(s->arena);
    const bool is_valid = try_row(s, rows, i, out, NULL) == TARIX_OK;
    tarix_arena_restore(s->arena, mark);
    if (s->plan->is_lines) out[0].count = rows->line[i];
    if (is_valid) return true;
    tarix_error *why = reason_of(s, rows->line[i]);
    if (why) { /* again, for the message */
        try_row(s, rows, i, out, why);
        tarix_arena_restore(s->arena, mark);
    }
    return false;
}

/* ---- a block ---- */

static void make_room(slot *s, size_t n_rows)
{
    const size_t n = n_rows * s->plan->n_columns;
    if (n > s->cells_capacity) {
        s->block.cells = tarix_arena_grow(
            s->arena, s->block.cells, s->cells_capacity, n, sizeof *s->block.cells);
        s->cells_capacity = n;
    }
    if (n_rows > s->is_valid_capacity) {
        s->block.is_valid = tarix_arena_grow(
            s->arena, s->block.is_valid, s->is_valid_capacity, n_rows, sizeof(bool));
        s->is_valid_capacity = n_rows;
    }
}

/* All rows at once, one below the other, for their cells are wanted. */
static void keep_rows(slot *s, const tarix_csv_rows *rows)
{
    const tarix_score_plan *plan = s->plan;
    make_room(s, rows->n);
    for (size_t i = 0; i < rows->n; i++)
        s->block.is_valid[i] = score_row(s, rows, i, s->block.cells + i * plan->n_columns);
}

/* n rows of counts, the first of them on `line`, to rows that begin as they do. */
static void score_counts(slot *s, size_t n, uint64_t line)
{
    const tarix_score_plan *plan = s->plan;
    const size_t n_scores = plan->n_scores;
    size_t n_valid = 0;
    for (size_t i = 0; i < n; i++) {
        const uint64_t *counts = s->counts + i * plan->width;
        for (const source *f = s->sources; f < s->sources + s->n_sources; f++) {
            f->value->is_given = true;
            f->value->count = counts[f->column];
        }
        double *out = s->reals + n_valid * n_scores;
        if (plan->kind->score(&plan->scoring, s->values, s->arena, out, NULL) == TARIX_OK)
            s->heads[n_valid++] = s->heads[i];
        else {
            tarix_error *why = reason_of(s, line + i);
            if (why) plan->kind->score(&plan->scoring, s->values, s->arena, out, why);
        }
    }
    s->format->add_reals(
        s->format->context, s->heads, s->reals, n_valid, n_scores, &s->block.bytes);
    s->block.bytes.n_rows += n_valid;
}

/* Rows of counts as long as there are any; whether there were. */
static bool read_counts(slot *s)
{
    const uint64_t line = tarix_csvrows_line(s->rows);
    const size_t n = tarix_csvrows_counts(s->rows, chunk_rows, s->counts, s->heads);
    if (n) score_counts(s, n, line);
    s->block.n_rows += n;
    return n > 0;
}

/* Those that are valid one below the other, to the bytes of the table. */
static void format_rows(slot *s, const tarix_csv_rows *rows)
{
    const tarix_score_plan *plan = s->plan;
    size_t n = 0;
    make_room(s, rows->n);
    for (size_t i = 0; i < rows->n; i++)
        n += score_row(s, rows, i, s->block.cells + n * plan->n_columns);
    tarix_table_format(plan->table, s->block.cells, n, &s->block.bytes);
}

/* The rows of the text, by chunks when nothing of them is kept but bytes. */
static void read_block(slot *s)
{
    tarix_score_block *b = &s->block;
    const bool formats = s->plan->table != NULL;
    tarix_csv_rows rows = {0};
    tarix_csvrows_set_text(s->rows, s->text, 0, s->size, true, s->line);
    do {
        while (s->format && read_counts(s)) continue;
        if (tarix_csvrows_read(s->rows, formats ? chunk_rows : SIZE_MAX, &rows, &b->fault.why) !=
            TARIX_OK) {
            b->fault.line = tarix_csvrows_line(s->rows);
            return;
        }
        if (formats)
            format_rows(s, &rows);
        else
            keep_rows(s, &rows);
        b->n_rows += rows.n;
    } while (formats && rows.n);
    s->n_lines = tarix_csvrows_line(s->rows) - s->line;
}

static tarix_status work_on(void *context, tarix_guard *guard, tarix_error *err)
{
    slot *s = context;
    (void)err;
    tarix_arena_lend(s->arena, guard);
    tarix_arena_lend(s->scratch, guard);
    read_block(s);
    tarix_arena_keep(s->arena);
    tarix_arena_keep(s->scratch);
    return TARIX_OK;
}

/* ---- all of them ---- */

typedef struct run {
    const tarix_score_plan *plan;
    tarix_arena *arena; /* of the caller */
    slot *slots;
    size_t n_slots;
    uint64_t line_fed, line_taken; /* where the next block begins */
    bool has_fault;
    tarix_score_take take;
    void *context;
    tarix_status status;
    tarix_error *err;
} run;

static uint64_t count_lines(tarix_str text)
{
    uint64_t n = 0;
    for (size_t i = 0; i < text.size; i++)
        n += text.data[i] == '\n' ||
             (text.data[i] == '\r' && (i + 1 == text.size || text.data[i + 1] != '\n'));
    return n;
}

static bool feed(void *context, size_t task, size_t slot_number)
{
    run *r = context;
    slot *s = &r->slots[slot_number];
    tarix_csv_stretch stretch;
    (void)task;
    if (r->has_fault) return false;
    r->status = tarix_csvfile_stretch(r->plan->file, r->plan->kind->share, &stretch, r->err);
    if (r->status != TARIX_OK || (!stretch.fault && stretch.text.size == 0)) return false;
    s->block.n_rows = s->block.n_invalid = 0;
    r->has_fault = stretch.fault != NULL;
    if (r->has_fault) tarix_error_set(&s->block.fault.why, TARIX_INVALID, "%s", stretch.fault);
    s->size = stretch.text.size;
    if (s->size + TARIX_CSV_PADDING > s->capacity) {
        const size_t room = 2 * s->size + TARIX_CSV_PADDING;
        s->text = tarix_arena_grow(r->arena, s->text, s->capacity, room, 1);
        s->capacity = room;
    }
    if (s->size) memcpy(s->text, stretch.text.data, s->size);
    s->text[s->size] = '\n';
    s->line = 0;
    if (!r->plan->is_lines) return true;
    s->line = r->line_fed;
    r->line_fed += count_lines(stretch.text);
    return true;
}

/* A thread may not unwind into another's frame: each block is made under a guard of its own. */
static void work(void *context, size_t task, size_t thread, size_t slot_number)
{
    const run *r = context;
    slot *s = &r->slots[slot_number];
    (void)task, (void)thread;
    if (s->block.fault.why.status || tarix_protect(work_on, s, 0, NULL) == TARIX_OK) return;
    s->arena = s->scratch = NULL; /* the guard has freed them */
}

static bool take(void *context, size_t task, size_t slot_number)
{
    run *r = context;
    slot *s = &r->slots[slot_number];
    (void)task;
    if (!s->arena) {
        r->status = tarix_error_set(
            r->err, TARIX_NO_MEMORY, "%s: out of memory", tarix_csvfile_name(r->plan->file));
        return false;
    }
    s->block.first_line = s->line ? 0 : r->line_taken; /* lines are told from there */
    r->line_taken += s->n_lines;
    return r->take(r->context, &s->block) && s->block.fault.why.status == TARIX_OK;
}

static void close_slots(void *object)
{
    const run *r = object;
    for (size_t i = 0; i < r->n_slots; i++) {
        tarix_arena_free(r->slots[i].arena);
        tarix_arena_free(r->slots[i].scratch);
    }
}

/* The format of the table where its rows begin with all cells of the file's, which are counts with
 * the same separator behind each, and scores follow. */
static const tarix_row_format *format_of_counts(const tarix_score_plan *plan)
{
    const char separator = tarix_csvfile_separator(plan->file);
    const size_t *columns = NULL;
    size_t n = 0;
    const tarix_row_format *format =
        plan->table ? tarix_table_row_format(plan->table, &columns, &n) : NULL;
    if (!format || !format->add_reals || n != plan->n_columns || plan->n_scores == 0) return NULL;
    for (size_t c = 0; c < n; c++)
        if (columns[c] != c) return NULL;
    for (size_t c = 0; c < plan->width; c++) {
        const tarix_str behind = format->behind(format->context, c);
        if (plan->type[c] != TARIX_TYPE_COUNT || behind.size != 1 || *behind.data != separator)
            return NULL;
    }
    return format;
}

static void open_slot(run *r, slot *s)
{
    tarix_guard *guard = tarix_arena_guard(r->arena);
    tarix_arena *arena = tarix_arena_new(guard), *scratch = tarix_arena_new(guard);
    s->plan = r->plan;
    s->rows = tarix_csvfile_rows(r->plan->file, arena, scratch);
    s->scores = TARIX_ARRAY(arena, double, r->plan->n_scores + 1);
    s->texts = TARIX_ARRAY(arena, size_t, r->plan->width);
    for (size_t c = 0; c < r->plan->width; c++)
        if (r->plan->type[c] == TARIX_TYPE_TEXT) s->texts[s->n_texts++] = c;
    for (size_t f = 0; f < r->plan->kind->n_fields; f++)
        if (r->plan->column[f] != TARIX_NO_COLUMN)
            s->sources[s->n_sources++] =
                (source){&r->plan->kind->fields[f], (size_t)r->plan->column[f], &s->values[f]};
    s->block.bytes.arena = arena;
    s->format = format_of_counts(r->plan);
    if (s->format) {
        s->counts = TARIX_ARRAY(arena, uint64_t, chunk_rows * r->plan->width);
        s->heads = TARIX_ARRAY(arena, tarix_str, chunk_rows);
        s->reals = TARIX_ARRAY(arena, double, chunk_rows * r->plan->n_scores);
    }
    tarix_arena_keep(arena);
    tarix_arena_keep(scratch);
    s->arena = arena;
    s->scratch = scratch;
}

tarix_status tarix_score_blocks(tarix_arena *arena, const tarix_score_plan *plan,
    tarix_score_take take_block, void *context, tarix_error *err)
{
    tarix_arena *own = tarix_arena_new(tarix_arena_guard(arena));
    run *r = TARIX_NEW(own, run);
    *r = (run){.plan = plan,
        .arena = own,
        .n_slots = slots_a_thread * plan->n_threads,
        .line_fed = tarix_csvfile_line(plan->file),
        .line_taken = tarix_csvfile_line(plan->file),
        .take = take_block,
        .context = context,
        .err = err};
    r->slots = TARIX_ARRAY(own, slot, r->n_slots);
    tarix_arena_defer(own, close_slots, r);
    for (size_t i = 0; i < r->n_slots; i++) open_slot(r, &r->slots[i]);
    const tarix_stream stream = {.n_threads = plan->n_threads,
        .n_tasks = SIZE_MAX,
        .n_slots = r->n_slots,
        .feed = feed,
        .work = work,
        .take = take,
        .context = r};
    tarix_pool_stream(own, &stream);
    const tarix_status status = r->status;
    tarix_arena_free(own);
    return status;
}
