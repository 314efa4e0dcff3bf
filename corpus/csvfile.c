#include "corpus/csvfile.h"

#include <stdlib.h>

enum { batch_bytes = 1 << 20, batch_rows = 1 << 14, longest_row = 1 << 28 };

struct tarix_csvfile {
    tarix_arena *arena;
    tarix_arena *copies; /* of the rows at hand */
    const char *name;
    tarix_text *text;
    bool text_ended;
    char *buffer; /* what is at hand, and a line feed behind it */
    size_t size, capacity;
    tarix_csvrows *rows; /* of the buffer */
    char separator;      /* 0: lines */
    const tarix_str *columns;
    size_t width;
};

/* ---- the buffer ---- */

/* Moves what is not read to the front and reads on: a batch, and more than twice what is left, so
 * that a long row is not looked at too often. */
static tarix_status fill(tarix_csvfile *f, tarix_error *err)
{
    const size_t at = tarix_csvrows_at(f->rows), left = f->size - at;
    const size_t wanted = left > batch_bytes / 2 ? 2 * left : batch_bytes;
    const uint64_t line = tarix_csvrows_line(f->rows);
    if (left) memmove(f->buffer, f->buffer + at, left);
    f->size = left;
    while (f->size < wanted && !f->text_ended) {
        tarix_str chunk;
        uint64_t offset;
        TARIX_TRY(tarix_text_next(f->text, &chunk, &offset, err));
        f->text_ended = chunk.size == 0;
        if (f->size + chunk.size + TARIX_CSV_PADDING > f->capacity) {
            const size_t room = 2 * (f->size + chunk.size) + TARIX_CSV_PADDING;
            f->buffer = tarix_arena_grow(f->arena, f->buffer, f->capacity, room, 1);
            f->capacity = room;
        }
        if (chunk.size) memcpy(f->buffer + f->size, chunk.data, chunk.size);
        f->size += chunk.size;
    }
    f->buffer[f->size] = '\n';
    tarix_csvrows_set_text(f->rows, f->buffer, 0, f->size, f->text_ended, line);
    return TARIX_OK;
}

/* A quote that is left open must not swallow all memory. */
static const char too_long[] = "a row of more than 256 MB: is a quotation mark left open there?";

static bool is_too_long(const tarix_csvfile *f)
{
    return f->size - tarix_csvrows_at(f->rows) > longest_row;
}

/* ---- rows ---- */

static tarix_status fail(
    const tarix_csvfile *f, tarix_status status, const char *what, tarix_error *err)
{
    return tarix_error_set(
        err, status, "%s:%llu: %s", f->name, (unsigned long long)tarix_csvrows_line(f->rows), what);
}

static bool has_ended(const tarix_csvfile *f)
{
    return f->text_ended && tarix_csvrows_at(f->rows) == f->size;
}

static tarix_status read_rows(tarix_csvfile *f, size_t most, tarix_csv_rows *out, tarix_error *err)
{
    for (;;) {
        tarix_error fault = {0};
        const tarix_status status = tarix_csvrows_read(f->rows, most, out, &fault);
        if (status != TARIX_OK) return fail(f, status, fault.message, err);
        if (out->n || has_ended(f)) return TARIX_OK;
        if (is_too_long(f)) return fail(f, TARIX_INVALID, too_long, err);
        TARIX_TRY(fill(f, err));
    }
}

tarix_status tarix_csvfile_next(tarix_csvfile *f, tarix_csv_rows *out, tarix_error *err)
{
    return read_rows(f, batch_rows, out, err);
}

/* ---- stretches ---- */

/* The end of a line at or behind p, or what else is no ordinary byte between cells. */
static const char *next_end(const tarix_csvfile *f, const char *p)
{
    const unsigned char *role = tarix_csvrows_roles(f->rows);
    while (role[(unsigned char)*p] < TARIX_CSV_LINE_END) p++;
    return p;
}

/* Behind the quotation mark that closes a cell, where a separator or the end of a line stands; NULL
 * where that is not so, or not known. */
static const char *behind_quotes(const tarix_csvfile *f, const char *opening, const char *end)
{
    const unsigned char *role = tarix_csvrows_roles(f->rows);
    for (const char *p = opening + 1; p < end; p += 2) {
        p = memchr(p, '"', (size_t)(end - p));
        if (!p || p + 1 == end) return NULL;
        if (p[1] == '"') continue;
        return role[(unsigned char)p[1]] == TARIX_CSV_SEPARATOR ||
                       role[(unsigned char)p[1]] == TARIX_CSV_LINE_END
                   ? p + 1
                   : NULL;
    }
    return NULL;
}

/* The end of the row in which byte `least` behind the ones read stands, where every quotation mark
 * belongs to the frame of a cell; NULL where one does not, or the buffer ends before. */
static const char *regular_end(const tarix_csvfile *f, size_t least)
{
    const unsigned char *role = tarix_csvrows_roles(f->rows);
    const char *begin = f->buffer + tarix_csvrows_at(f->rows), *end = f->buffer + f->size;
    const char *p = begin, *limit = begin + least;
    if (limit >= end) return NULL;
    for (;;) {
        const char *quote = f->separator && p < limit ? memchr(p, '"', (size_t)(limit - p)) : NULL;
        if (!quote) {
            p = next_end(f, p < limit ? limit : p);
            if (p == end || (*p == '\r' && p + 1 == end)) return NULL;
            if (*p != '"') return tarix_csv_behind(p);
            quote = p;
        }
        if (quote > begin && role[(unsigned char)quote[-1]] != TARIX_CSV_SEPARATOR &&
            role[(unsigned char)quote[-1]] != TARIX_CSV_LINE_END)
            return NULL;
        p = behind_quotes(f, quote, end);
        if (!p) return NULL;
    }
}

/* Row by row, as they will be read again: behind the first that ends there or later. Where a row is
 * wrong, all that there is: whoever reads it will say so. 0: more must be seen. */
static const char *far_end(tarix_csvfile *f, size_t least)
{
    enum { few = 64 };
    const size_t start = tarix_csvrows_at(f->rows);
    const uint64_t line = tarix_csvrows_line(f->rows);
    tarix_csv_rows rows = {0};
    size_t at = start;
    bool is_right = true;
    do {
        is_right = tarix_csvrows_read(f->rows, few, &rows, NULL) == TARIX_OK;
        at = tarix_csvrows_at(f->rows);
    } while (is_right && rows.n && at - start < least);
    tarix_csvrows_set_text(f->rows, f->buffer, start, f->size, f->text_ended, line);
    if (is_right && at - start >= least) return f->buffer + at;
    return f->text_ended ? f->buffer + f->size : NULL;
}

static const char *find_end(tarix_csvfile *f, size_t least)
{
    const size_t left = f->size - tarix_csvrows_at(f->rows);
    if (left <= least) return f->text_ended ? f->buffer + f->size : NULL;
    const char *end = regular_end(f, least);
    return end ? end : far_end(f, least);
}

tarix_status tarix_csvfile_stretch(
    tarix_csvfile *f, size_t least, tarix_csv_stretch *out, tarix_error *err)
{
    const char *end = NULL;
    while (!(end = find_end(f, least))) {
        if (is_too_long(f)) {
            *out = (tarix_csv_stretch){.fault = too_long};
            return TARIX_OK;
        }
        TARIX_TRY(fill(f, err));
    }
    const size_t start = tarix_csvrows_at(f->rows), stop = (size_t)(end - f->buffer);
    *out = (tarix_csv_stretch){.text = {f->buffer + start, stop - start}};
    tarix_csvrows_set_text(f->rows, f->buffer, stop, f->size, f->text_ended, 0);
    return TARIX_OK;
}

tarix_csvrows *tarix_csvfile_rows(const tarix_csvfile *f, tarix_arena *arena, tarix_arena *copies)
{
    tarix_csvrows *rows = tarix_csvrows_new(arena, copies, f->separator);
    tarix_csvrows_set_width(rows, f->width);
    return rows;
}

/* ---- the header ---- */

/* Spreadsheets may put "sep=;" before the header. Where that begins. */
static size_t told_separator(const tarix_csvfile *f, char *separator)
{
    const tarix_str head = {f->buffer, f->size};
    if (!tarix_str_starts(head, TARIX_STR("sep=")) || f->size < 6) return 0;
    if (f->buffer[5] != '\n' && f->buffer[5] != '\r') return 0;
    *separator = f->buffer[4];
    return 6 + (f->size > 6 && f->buffer[5] == '\r' && f->buffer[6] == '\n');
}

/* The commonest of , ; and tab outside quotes in the first line. */
static char find_separator(const tarix_csvfile *f, size_t at)
{
    static const char candidates[] = {',', ';', '\t'};
    size_t count[sizeof candidates] = {0}, best = 0;
    bool is_quoted = false;
    for (const char *p = f->buffer + at, *end = f->buffer + f->size; p < end; p++) {
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
    tarix_str *sorted = TARIX_ARRAY(f->arena, tarix_str, f->width);
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
    tarix_csv_rows rows;
    TARIX_TRY(read_rows(f, 1, &rows, err));
    if (rows.n == 0)
        return tarix_error_set(
            err, TARIX_INVALID, "%s: is empty; its first line must name the columns", f->name);
    f->width = rows.n_cells[0];
    tarix_str *columns = TARIX_ARRAY(f->arena, tarix_str, f->width);
    for (size_t i = 0; i < f->width; i++) columns[i] = tarix_arena_str(f->arena, rows.cells[i]);
    f->columns = columns;
    tarix_csvrows_set_width(f->rows, f->width);
    return check_columns(f, err);
}

/* ---- opening ---- */

static void begin_lines(tarix_csvfile *f)
{
    static const tarix_str line[] = {{"line", 4}};
    f->columns = line;
    f->width = 1;
    tarix_csvrows_set_width(f->rows, 1);
}

static tarix_status begin(tarix_csvfile *f, const tarix_csvfile_plan *plan, tarix_error *err)
{
    char separator = '\0';
    f->rows = tarix_csvrows_new(f->arena, f->copies, '\0');
    tarix_csvrows_set_text(f->rows, NULL, 0, 0, false, 1);
    TARIX_TRY(fill(f, err));
    if (plan->is_lines) {
        begin_lines(f);
        return TARIX_OK;
    }
    const size_t start = told_separator(f, &separator);
    if (plan->separator) separator = plan->separator;
    f->separator = separator ? separator : find_separator(f, start);
    f->rows = tarix_csvrows_new(f->arena, f->copies, f->separator);
    tarix_csvrows_set_text(f->rows, f->buffer, start, f->size, f->text_ended, start ? 2 : 1);
    return read_header(f, err);
}

static tarix_csvfile *file_new(tarix_arena *arena, const char *name, const tarix_csvfile_plan *plan)
{
    tarix_csvfile *f = TARIX_NEW(arena, tarix_csvfile);
    f->arena = arena;
    f->copies = tarix_arena_new(tarix_arena_guard(arena));
    f->name = tarix_arena_str(arena, tarix_str_from(name)).data;
    f->text = tarix_text_new(arena, plan->lexicons);
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

uint64_t tarix_csvfile_line(const tarix_csvfile *f)
{
    return tarix_csvrows_line(f->rows);
}

char tarix_csvfile_separator(const tarix_csvfile *f)
{
    return f->separator;
}

const tarix_text *tarix_csvfile_text(const tarix_csvfile *f)
{
    return f->text;
}
