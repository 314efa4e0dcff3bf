#include "corpus/csvfile.h"

#include <csv.h>
#include <stdlib.h>

enum {
    batch_bytes = 1 << 20,
    batch_rows = 1 << 14,
    longest_row = 1 << 28 /* a quote that is left open must not swallow all memory */
};

/* What a byte does in a row without quotes. */
enum { ORDINARY, SEPARATOR, LINE_END, QUOTE };

struct tarix_csvfile {
    tarix_arena *arena;  /* buffers */
    tarix_arena *copies; /* cells of the batch at hand that were quoted */
    const char *name;
    tarix_text *text;
    bool text_ended, is_lines;
    char *buffer; /* [at, size) is not read yet; one byte more stands behind */
    size_t at, size, capacity;
    uint64_t line; /* of buffer[at] */
    unsigned char role[256];
    char separator;
    const tarix_str *columns;
    size_t width; /* 0 as long as the header is read */
    tarix_str *cells;
    size_t n_cells, cells_capacity;
    size_t *row_cells;
    uint64_t *row_line;
    size_t n_rows;
    struct csv_parser parser; /* for rows with quotes */
    bool row_ended;
};

/* What came of the attempt to read a row. */
typedef enum outcome { TOOK, NEEDS_MORE, FAILED } outcome;

/* ---- the buffer ---- */

/* Moves what is not read to the front and reads on: a batch, and more than twice what is left, so
 * that a long row is not looked at too often. */
static tarix_status fill(tarix_csvfile *f, tarix_error *err)
{
    const size_t left = f->size - f->at;
    const size_t wanted = left > batch_bytes / 2 ? 2 * left : batch_bytes;
    if (left > longest_row)
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%llu: a row of more than %d MB: is a quotation mark left open there?", f->name,
            (unsigned long long)f->line, longest_row >> 20);
    if (left) memmove(f->buffer, f->buffer + f->at, left);
    f->at = 0;
    f->size = left;
    while (f->size < wanted && !f->text_ended) {
        tarix_str chunk;
        uint64_t offset;
        TARIX_TRY(tarix_text_next(f->text, &chunk, &offset, err));
        f->text_ended = chunk.size == 0;
        if (f->size + chunk.size + 1 > f->capacity) {
            const size_t room = 2 * (f->size + chunk.size) + 1;
            f->buffer = tarix_arena_grow(f->arena, f->buffer, f->capacity, room, 1);
            f->capacity = room;
        }
        if (chunk.size) memcpy(f->buffer + f->size, chunk.data, chunk.size);
        f->size += chunk.size;
    }
    f->buffer[f->size] = '\n'; /* where the search for a row's end ends */
    return TARIX_OK;
}

/* ---- rows ---- */

static bool is_blank(const tarix_csvfile *f, char c)
{
    return (c == ' ' || c == '\t') && c != f->separator;
}

static void add_cell(tarix_csvfile *f, const char *begin, const char *end)
{
    while (begin < end && is_blank(f, *begin)) begin++;
    while (begin < end && is_blank(f, end[-1])) end--;
    TARIX_ROOM(f->arena, f->cells, f->n_cells, f->cells_capacity);
    f->cells[f->n_cells++] = (tarix_str){begin, (size_t)(end - begin)};
}

static void end_row(tarix_csvfile *f, size_t first)
{
    size_t n = f->n_cells - first;
    while (f->width && n > f->width && f->cells[first + n - 1].size == 0) n--;
    if (f->width) f->n_cells = first + (n < f->width ? n : f->width);
    while (f->n_cells < first + f->width) {
        TARIX_ROOM(f->arena, f->cells, f->n_cells, f->cells_capacity);
        f->cells[f->n_cells++] = TARIX_STR("");
    }
    f->row_cells[f->n_rows] = n;
    f->row_line[f->n_rows++] = f->line;
}

/* Behind the line's end at p: CRLF is one. */
static const char *behind(const char *p, const char *end)
{
    return *p == '\r' && p + 1 < end && p[1] == '\n' ? p + 2 : p + 1;
}

static void take_csv_cell(void *bytes, size_t size, void *context)
{
    tarix_csvfile *f = context;
    const tarix_str copy = tarix_arena_str(f->copies, (tarix_str){bytes ? bytes : "", size});
    TARIX_ROOM(f->arena, f->cells, f->n_cells, f->cells_capacity);
    f->cells[f->n_cells++] = copy;
}

static void take_csv_row(int terminator, void *context)
{
    tarix_csvfile *f = context;
    (void)terminator;
    f->row_ended = true;
}

static void close_parser(void *object)
{
    csv_free(object);
}

static void reset_parser(tarix_csvfile *f)
{
    csv_set_opts(&f->parser, 0);
    csv_fini(&f->parser, NULL, NULL, NULL);
    f->row_ended = false;
}

static outcome fail_open_quote(const tarix_csvfile *f, tarix_error *err)
{
    tarix_error_set(err, TARIX_INVALID,
        "%s:%llu: a quotation mark in this row is never closed; double those that belong to a cell",
        f->name, (unsigned long long)f->line);
    return FAILED;
}

/* A row with quotes, which may hold separators and ends of lines: through libcsv, a line at a
 * time until it says that the row has ended. */
static outcome take_quoted(tarix_csvfile *f, tarix_error *err)
{
    const size_t first = f->n_cells;
    const char *end = f->buffer + f->size, *p = f->buffer + f->at;
    uint64_t lines = 0;
    reset_parser(f);
    while (!f->row_ended) {
        const char *from = p;
        while (*p != '\n' && *p != '\r') p++;
        if (!f->text_ended && (p == end || (*p == '\r' && p + 1 == end))) {
            f->n_cells = first;
            return NEEDS_MORE;
        }
        p = p == end ? p : behind(p, end);
        lines++;
        const size_t size = (size_t)(p - from);
        if (csv_parse(&f->parser, from, size, take_csv_cell, take_csv_row, f) != size) {
            tarix_error_set(err, TARIX_NO_MEMORY, "%s: out of memory", f->name);
            return FAILED;
        }
        if (p < end || f->row_ended) continue;
        csv_set_opts(&f->parser, CSV_STRICT | CSV_STRICT_FINI); /* to be told of an open quote */
        if (csv_fini(&f->parser, take_csv_cell, take_csv_row, f) != 0)
            return fail_open_quote(f, err);
        f->row_ended = true;
    }
    f->at = (size_t)(p - f->buffer);
    end_row(f, first);
    f->line += lines;
    return TOOK;
}

/* A row in place, where no cell is quoted. */
static outcome take_row(tarix_csvfile *f, tarix_error *err)
{
    const size_t first = f->n_cells;
    const char *end = f->buffer + f->size, *p = f->buffer + f->at, *cell = p;
    for (;; p++) {
        while (f->role[(unsigned char)*p] == ORDINARY) p++;
        if (f->role[(unsigned char)*p] == QUOTE) {
            f->n_cells = first;
            return take_quoted(f, err);
        }
        if (f->role[(unsigned char)*p] == LINE_END) break;
        add_cell(f, cell, p);
        cell = p + 1;
    }
    if (!f->text_ended && (p == end || (*p == '\r' && p + 1 == end))) {
        f->n_cells = first;
        return NEEDS_MORE;
    }
    add_cell(f, cell, p);
    f->at = p == end ? f->size : (size_t)(behind(p, end) - f->buffer);
    if (f->n_cells == first + 1 && f->cells[first].size == 0)
        f->n_cells = first; /* a blank line */
    else
        end_row(f, first);
    f->line++;
    return TOOK;
}

static tarix_status read_rows(tarix_csvfile *f, size_t most, tarix_error *err)
{
    tarix_arena_restore(f->copies, (tarix_mark){0});
    f->n_cells = f->n_rows = 0;
    for (;;) {
        outcome o = TOOK;
        while (f->n_rows < most && f->at < f->size && o == TOOK) o = take_row(f, err);
        if (o == FAILED) return err ? err->status : TARIX_INVALID;
        if (f->n_rows || (f->text_ended && f->at == f->size)) return TARIX_OK;
        TARIX_TRY(fill(f, err));
    }
}

tarix_status tarix_csvfile_next(tarix_csvfile *f, tarix_csv_rows *out, tarix_error *err)
{
    TARIX_TRY(read_rows(f, batch_rows, err));
    *out = (tarix_csv_rows){f->n_rows, f->width, f->cells, f->row_cells, f->row_line};
    return TARIX_OK;
}

/* ---- the header ---- */

/* Spreadsheets may put "sep=;" before the header. */
static char told_separator(tarix_csvfile *f)
{
    const tarix_str head = {f->buffer, f->size};
    if (!tarix_str_starts(head, TARIX_STR("sep=")) || f->size < 6) return 0;
    if (f->buffer[5] != '\n' && f->buffer[5] != '\r') return 0;
    f->at = (size_t)(behind(f->buffer + 5, f->buffer + f->size) - f->buffer);
    f->line++;
    return f->buffer[4];
}

/* The commonest of , ; and tab outside quotes in the first line. */
static char find_separator(const tarix_csvfile *f)
{
    static const char candidates[] = {',', ';', '\t'};
    size_t count[sizeof candidates] = {0}, best = 0;
    bool is_quoted = false;
    for (const char *p = f->buffer + f->at, *end = f->buffer + f->size; p < end; p++) {
        if (*p == '"') is_quoted = !is_quoted;
        if (is_quoted) continue;
        if (*p == '\n' || *p == '\r') break;
        for (size_t i = 0; i < sizeof candidates; i++) count[i] += *p == candidates[i];
    }
    for (size_t i = 1; i < sizeof candidates; i++)
        if (count[i] > count[best]) best = i;
    return candidates[best];
}

static int by_bytes(const void *a, const void *b)
{
    return tarix_str_compare(*(const tarix_str *)a, *(const tarix_str *)b);
}

static tarix_status check_columns(const tarix_csvfile *f, tarix_error *err)
{
    tarix_str *sorted = TARIX_ARRAY(f->copies, tarix_str, f->width);
    for (size_t i = 0; i < f->width; i++) {
        sorted[i] = f->columns[i];
        if (sorted[i].size && memchr(sorted[i].data, '\0', sorted[i].size))
            return tarix_error_set(err, TARIX_INVALID,
                "%s: its header has zero bytes: it is no CSV; save the table as CSV in UTF-8",
                f->name);
    }
    qsort(sorted, f->width, sizeof *sorted, by_bytes);
    for (size_t i = 1; i < f->width; i++)
        if (sorted[i].size && tarix_str_equal(sorted[i], sorted[i - 1]))
            return tarix_error_set(err, TARIX_INVALID,
                "%s: two columns are named '%.*s'; rename one of them", f->name,
                TARIX_ARG(sorted[i]));
    return TARIX_OK;
}

static tarix_status read_header(tarix_csvfile *f, tarix_error *err)
{
    TARIX_TRY(read_rows(f, 1, err));
    if (f->n_rows == 0)
        return tarix_error_set(
            err, TARIX_INVALID, "%s: is empty; its first line must name the columns", f->name);
    tarix_str *columns = TARIX_ARRAY(f->arena, tarix_str, f->n_cells);
    for (size_t i = 0; i < f->n_cells; i++) columns[i] = tarix_arena_str(f->arena, f->cells[i]);
    f->columns = columns;
    f->width = f->n_cells;
    return check_columns(f, err);
}

/* ---- opening ---- */

static tarix_status begin(tarix_csvfile *f, const tarix_csvfile_plan *plan, tarix_error *err)
{
    f->is_lines = plan->is_lines;
    f->line = 1;
    TARIX_TRY(fill(f, err));
    f->role['\n'] = f->role['\r'] = LINE_END;
    if (plan->is_lines) {
        static const tarix_str line[] = {{"line", 4}};
        f->columns = line;
        f->width = 1;
        return TARIX_OK;
    }
    f->separator = told_separator(f);
    if (plan->separator) f->separator = plan->separator;
    if (!f->separator) f->separator = find_separator(f);
    f->role[(unsigned char)f->separator] = SEPARATOR;
    f->role['"'] = QUOTE;
    csv_init(&f->parser, 0);
    csv_set_delim(&f->parser, (unsigned char)f->separator);
    tarix_arena_defer(f->arena, close_parser, &f->parser);
    return read_header(f, err);
}

static tarix_csvfile *file_new(tarix_arena *arena, const char *name, const tarix_csvfile_plan *plan)
{
    tarix_csvfile *f = TARIX_NEW(arena, tarix_csvfile);
    f->arena = arena;
    f->copies = tarix_arena_new(tarix_arena_guard(arena));
    f->name = tarix_arena_str(arena, tarix_str_from(name)).data;
    f->text = tarix_text_new(arena, plan->lexicons);
    f->row_cells = TARIX_ARRAY(arena, size_t, batch_rows);
    f->row_line = TARIX_ARRAY(arena, uint64_t, batch_rows);
    tarix_text_cut_anywhere(f->text);
    return f;
}

tarix_status tarix_csvfile_open(tarix_arena *arena, const char *path,
    const tarix_csvfile_plan *plan, tarix_csvfile **out, tarix_error *err)
{
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    tarix_csvfile *f = file_new(arena, name, plan);
    TARIX_TRY(tarix_text_open(f->text, path, plan->encoding, plan->digest, err));
    TARIX_TRY(begin(f, plan, err));
    *out = f;
    return TARIX_OK;
}

tarix_status tarix_csvfile_open_bytes(tarix_arena *arena, const char *name, tarix_str bytes,
    const tarix_csvfile_plan *plan, tarix_csvfile **out, tarix_error *err)
{
    tarix_csvfile *f = file_new(arena, name, plan);
    if (plan->digest) tarix_digest_add(plan->digest, bytes.data, bytes.size);
    TARIX_TRY(tarix_text_open_bytes(f->text, bytes, plan->encoding, err));
    TARIX_TRY(begin(f, plan, err));
    *out = f;
    return TARIX_OK;
}

const char *tarix_csvfile_name(const tarix_csvfile *f)
{
    return f->name;
}

const tarix_str *tarix_csvfile_columns(const tarix_csvfile *f, size_t *n)
{
    *n = f->width;
    return f->columns;
}

long tarix_csvfile_find(const tarix_csvfile *f, tarix_str name)
{
    for (size_t i = 0; i < f->width; i++)
        if (tarix_str_equal(f->columns[i], name)) return (long)i;
    return TARIX_NO_COLUMN;
}

char tarix_csvfile_separator(const tarix_csvfile *f)
{
    return f->separator;
}

const tarix_text *tarix_csvfile_text(const tarix_csvfile *f)
{
    return f->text;
}
