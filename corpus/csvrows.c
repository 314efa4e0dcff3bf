#include "corpus/csvrows.h"

#include "base/digits.h"

#include <csv.h>

enum { block_size = 64, marked_blocks = 32 };

struct tarix_csvrows {
    tarix_arena *arena;  /* lists */
    tarix_arena *copies; /* cells of the rows at hand that had to be made anew */
    unsigned char role[256];
    char separator;
    size_t width;
    const char *text;
    size_t at, size;
    bool is_last;
    uint64_t line; /* of text[at] */
    tarix_str *cells;
    size_t n_cells, cells_capacity;
    size_t *row_cells;
    uint64_t *row_line;
    size_t n_rows, rows_capacity;
    /* Where bytes stand that are not ordinary, a bit each: of some blocks of 64 from `marked` on.
     */
    tarix_byte_set set;
    uint64_t marks[marked_blocks];
    size_t marked;            /* SIZE_MAX: of none */
    uint64_t left;            /* of the block at hand, those that are not seen yet … */
    size_t block;             /* … and where it begins */
    size_t next;              /* the byte from which on it tells them; SIZE_MAX: unknown */
    struct csv_parser parser; /* for rows with quotes that are more than a frame */
    bool row_ended;
};

/* What came of the attempt to read a row. */
typedef enum outcome { TOOK, NEEDS_MORE, FAILED } outcome;

static void close_parser(void *object)
{
    csv_free(object);
}

tarix_csvrows *tarix_csvrows_new(tarix_arena *arena, tarix_arena *copies, char separator)
{
    tarix_csvrows *r = TARIX_NEW(arena, tarix_csvrows);
    r->arena = arena;
    r->copies = copies;
    r->separator = separator;
    r->role['\n'] = r->role['\r'] = TARIX_CSV_LINE_END;
    r->marked = SIZE_MAX;
    tarix_byte_set_add(&r->set, '\n');
    tarix_byte_set_add(&r->set, '\r');
    if (!separator) return r;
    tarix_byte_set_add(&r->set, (unsigned char)separator);
    tarix_byte_set_add(&r->set, '"');
    r->role[(unsigned char)separator] = TARIX_CSV_SEPARATOR;
    r->role['"'] = TARIX_CSV_QUOTE;
    csv_init(&r->parser, 0);
    csv_set_delim(&r->parser, (unsigned char)separator);
    tarix_arena_defer(arena, close_parser, &r->parser);
    return r;
}

void tarix_csvrows_set_width(tarix_csvrows *r, size_t width)
{
    r->width = width;
}

void tarix_csvrows_set_text(
    tarix_csvrows *r, const char *text, size_t at, size_t size, bool is_last, uint64_t line)
{
    r->text = text;
    r->at = at;
    r->size = size;
    r->is_last = is_last;
    r->line = line;
    r->marked = r->next = SIZE_MAX;
}

size_t tarix_csvrows_at(const tarix_csvrows *r)
{
    return r->at;
}

uint64_t tarix_csvrows_line(const tarix_csvrows *r)
{
    return r->line;
}

const unsigned char *tarix_csvrows_roles(const tarix_csvrows *r)
{
    return r->role;
}

/* ---- bytes that are not ordinary ---- */

/* Puts the block in which byte `at` stands at hand, from that on. */
static void seek(tarix_csvrows *r, size_t at)
{
    const size_t block = at / block_size * block_size;
    if (r->marked == SIZE_MAX || block < r->marked ||
        block - r->marked >= marked_blocks * block_size) {
        const size_t blocks = (r->size - block) / block_size + 1;
        r->marked = block;
        tarix_simd_find(tarix_simd_best(), r->text + block,
            blocks < marked_blocks ? blocks : marked_blocks,
            &(tarix_simd_sought){.sets = &r->set, .n_sets = 1}, r->marks);
    }
    r->block = block;
    r->left = r->marks[(block - r->marked) / block_size] & ~UINT64_C(0) << at % block_size;
}

/* The next of them; there is one at the text's end. */
static inline const char *next_mark(tarix_csvrows *r)
{
    while (!r->left) seek(r, r->block + block_size);
    const unsigned bit = tarix_simd_lowest(r->left);
    r->left &= r->left - 1;
    return r->text + r->block + bit;
}

/* ---- cells ---- */

static void grow_cells(tarix_csvrows *r)
{
    TARIX_ROOM(r->arena, r->cells, r->n_cells, r->cells_capacity);
}

static inline void add_cell(tarix_csvrows *r, const char *begin, const char *end)
{
    if (r->n_cells == r->cells_capacity) grow_cells(r);
    r->cells[r->n_cells++] = (tarix_str){begin, (size_t)(end - begin)};
}

static bool is_blank(const tarix_csvrows *r, char c)
{
    return (c == ' ' || c == '\t') && c != r->separator;
}

static void add_blank_cell(tarix_csvrows *r, const char *begin, const char *end)
{
    while (begin < end && is_blank(r, *begin)) begin++;
    while (begin < end && is_blank(r, end[-1])) end--;
    add_cell(r, begin, end);
}

/* A cell without quotes, less the blanks around it. */
static inline void add_bare_cell(tarix_csvrows *r, const char *begin, const char *end)
{
    const bool is_tight =
        begin < end && (unsigned char)*begin > ' ' && (unsigned char)end[-1] > ' ';
    if (is_tight)
        add_cell(r, begin, end);
    else
        add_blank_cell(r, begin, end);
}

static void grow_rows(tarix_csvrows *r)
{
    size_t capacity = r->rows_capacity;
    TARIX_ROOM(r->arena, r->row_cells, r->n_rows, capacity);
    r->row_line =
        tarix_arena_grow(r->arena, r->row_line, r->rows_capacity, capacity, sizeof *r->row_line);
    r->rows_capacity = capacity;
}

/* Cells beyond the width go, those that are missing come. */
static void set_width(tarix_csvrows *r, size_t first, size_t *n)
{
    while (*n > r->width && r->cells[first + *n - 1].size == 0) --*n;
    r->n_cells = first + (*n < r->width ? *n : r->width);
    while (r->n_cells < first + r->width) add_cell(r, r->text, r->text);
}

static inline void end_row(tarix_csvrows *r, size_t first)
{
    size_t n = r->n_cells - first;
    if (n != r->width && r->width) set_width(r, first, &n);
    if (r->n_rows == r->rows_capacity) grow_rows(r);
    r->row_cells[r->n_rows] = n;
    r->row_line[r->n_rows++] = r->line;
}

/* ---- rows with quotes that are more than a frame ---- */

static void take_csv_cell(void *bytes, size_t size, void *context)
{
    tarix_csvrows *r = context;
    char *copy = tarix_arena_alloc(r->copies, size + TARIX_CSV_CELL_PADDING, 1);
    if (size) memcpy(copy, bytes, size);
    add_cell(r, copy, copy + size);
}

static void take_csv_row(int terminator, void *context)
{
    tarix_csvrows *r = context;
    (void)terminator;
    r->row_ended = true;
}

static void reset_parser(tarix_csvrows *r)
{
    csv_set_opts(&r->parser, 0);
    csv_fini(&r->parser, NULL, NULL, NULL);
    r->row_ended = false;
}

/* Whether more bytes must be seen to know where the line at p ends. */
static bool is_cut(const tarix_csvrows *r, const char *p)
{
    const char *end = r->text + r->size;
    return !r->is_last && (p == end || (*p == '\r' && p + 1 == end));
}

/* Behind the line's end at p, but not beyond the text. */
static const char *behind(const tarix_csvrows *r, const char *p)
{
    const char *end = r->text + r->size;
    if (p == end) return end;
    return p + 1 == end ? end : tarix_csv_behind(p);
}

/* They may hold separators and ends of lines: through libcsv, a line at a time until it says that
 * the row has ended. */
static outcome take_quoted(tarix_csvrows *r, tarix_error *err)
{
    const size_t first = r->n_cells;
    const char *end = r->text + r->size, *p = r->text + r->at;
    uint64_t lines = 0;
    reset_parser(r);
    while (!r->row_ended) {
        const char *from = p;
        while (*p != '\n' && *p != '\r') p++;
        if (is_cut(r, p)) {
            r->n_cells = first;
            return NEEDS_MORE;
        }
        p = behind(r, p);
        lines++;
        const size_t size = (size_t)(p - from);
        if (csv_parse(&r->parser, from, size, take_csv_cell, take_csv_row, r) != size) {
            tarix_error_set(err, TARIX_NO_MEMORY, "out of memory");
            return FAILED;
        }
        if (p < end || r->row_ended) continue;
        csv_set_opts(&r->parser, CSV_STRICT | CSV_STRICT_FINI); /* to be told of an open quote */
        if (csv_fini(&r->parser, take_csv_cell, take_csv_row, r) != 0) {
            tarix_error_set(err, TARIX_INVALID,
                "a quotation mark in this row is never closed; double those that belong to a cell");
            return FAILED;
        }
        r->row_ended = true;
    }
    r->at = (size_t)(p - r->text);
    end_row(r, first);
    r->line += lines;
    return TOOK;
}

/* ---- other rows ---- */

/* The end of a cell that is all in quotes, on its line and with no quotes of its own: the second
 * one, or NULL. */
static const char *closing_quote(const tarix_csvrows *r, const char *opening)
{
    const char *p = opening + 1;
    while (*p != '"' && *p != '\n' && *p != '\r') p++;
    const unsigned char next = *p == '"' ? r->role[(unsigned char)p[1]] : TARIX_CSV_ORDINARY;
    return next == TARIX_CSV_SEPARATOR || next == TARIX_CSV_LINE_END ? p : NULL;
}

/* A row in place. */
static outcome take_row(tarix_csvrows *r, tarix_error *err)
{
    const size_t first = r->n_cells;
    const char *cell = r->text + r->at, *p = cell;
    bool is_bare = true;
    bool goes_on = true;
    if (r->next != r->at) seek(r, r->at);
    r->next = SIZE_MAX;
    for (;; cell = p + 1) {
        p = next_mark(r);
        if (TARIX_UNLIKELY(r->role[(unsigned char)*p] == TARIX_CSV_QUOTE)) {
            const char *quote = p == cell ? closing_quote(r, p) : NULL;
            if (!quote) {
                r->n_cells = first;
                return take_quoted(r, err);
            }
            add_cell(r, cell + 1, quote);
            p = quote + 1;
            is_bare = false;
            goes_on = r->role[(unsigned char)*p] == TARIX_CSV_SEPARATOR;
            if (goes_on) seek(r, (size_t)(p - r->text) + 1);
        } else {
            goes_on = true;
            add_bare_cell(r, cell, p);
        }
        if (r->role[(unsigned char)*p] == TARIX_CSV_LINE_END) break;
    }
    if (is_cut(r, p)) {
        r->n_cells = first;
        return NEEDS_MORE;
    }
    if (goes_on) r->next = (size_t)(p - r->text) + 1;
    r->at = (size_t)(behind(r, p) - r->text);
    if (is_bare && r->n_cells == first + 1 && r->cells[first].size == 0)
        r->n_cells = first; /* a blank line */
    else
        end_row(r, first);
    r->line++;
    return TOOK;
}

tarix_status tarix_csvrows_read(
    tarix_csvrows *r, size_t most, tarix_csv_rows *out, tarix_error *err)
{
    outcome o = TOOK;
    tarix_error fault = {0};
    tarix_arena_restore(r->copies, (tarix_mark){0});
    r->n_cells = r->n_rows = 0;
    while (r->n_rows < most && r->at < r->size && o == TOOK) o = take_row(r, &fault);
    if (o == FAILED) return tarix_error_set(err, fault.status, "%s", fault.message);
    *out = (tarix_csv_rows){r->n_rows, r->width, r->cells, r->row_cells, r->row_line};
    return TARIX_OK;
}

/* ---- rows of counts ---- */

/* A row in place, or nothing. */
static TARIX_HOT bool take_counts(tarix_csvrows *r, uint64_t *counts, tarix_str *text)
{
    enum { most_digits = 2 * TARIX_DIGITS_PADDING };
    const char *row = r->text + r->at, *cell = row, *p = row;
    if (r->next != r->at) seek(r, r->at);
    r->next = SIZE_MAX;
    for (size_t c = 0; c < r->width; c++, cell = p + 1) {
        uint64_t count = 0;
        p = next_mark(r);
        const tarix_str digits = {cell, (size_t)(p - cell)};
        if (*p != (c + 1 < r->width ? r->separator : '\n') || digits.size > most_digits ||
            (*cell == '0' && digits.size > 1) || !tarix_digits_parse_cell(digits, &count))
            return false;
        counts[c] = count;
    }
    if (is_cut(r, p)) return false;
    *text = (tarix_str){row, (size_t)(p - row)};
    r->next = (size_t)(p - r->text) + 1;
    r->at = (size_t)(behind(r, p) - r->text);
    r->line++;
    return true;
}

size_t tarix_csvrows_counts(tarix_csvrows *r, size_t most, uint64_t *counts, tarix_str *texts)
{
    size_t n = 0;
    while (n < most && r->at < r->size && take_counts(r, counts + n * r->width, texts + n)) n++;
    return n;
}
