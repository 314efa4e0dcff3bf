#include "reports/delimited.h"

#include "base/number.h"
#include "base/simd.h"
#include "reports/render.h"
#include "reports/spreadsheet.h"

/* What one thread remembers of the row before, of which the next one mostly repeats something: in a
 * ranked table all but its first cells. */
typedef struct memory {
    uint32_t
        *rest; /* bytes from each cell's first to the row's last, and of the line's end less 1 */
    uint32_t *begin; /* where each cell of the row at hand begins */
    /* Reals of some rows, and what becomes of them at once. */
    double *reals;
    char *texts;
    uint8_t *sizes;
    size_t capacity;
    uint32_t *same; /* by row, the column from which on it is the one before it */
} memory;

/* Those that come next; size NULL: each is made where it stands. */
typedef struct made_reals {
    const char *text;
    const uint8_t *size;
} made_reals;

typedef struct delimited {
    tarix_arena *arena;
    tarix_output *output;
    tarix_type *types; /* of the columns */
    size_t n_columns;
    size_t *texts, *reals; /* the columns of text, and of reals */
    size_t n_texts, n_reals;
    size_t behind_texts; /* columns up to the last of text */
    size_t least_room;   /* of a row whose texts are empty */
    int digits;
    const tarix_dialect *dialect;
    tarix_str line_end;
    const tarix_calendar *calendar; /* where texts are guarded */
    tarix_arena *scratch;           /* where they are: of the thread that writes */
    tarix_row_bytes bytes;          /* of the thread that writes */
    tarix_row_format format;
} delimited;

/* Copies a text below eight bytes, as two halves of a word, or nothing of it. */
static TARIX_HOT size_t put_short(tarix_str text, char *out)
{
    uint32_t first, second;
    if (text.size < sizeof first) return 0;
    const size_t last = text.size - sizeof second;
    memcpy(&first, text.data, sizeof first);
    memcpy(&second, text.data + last, sizeof second);
    if (!tarix_simd_are_clean(first | (uint64_t)second << 32, UINT64_C(0x2020202020202020)))
        return 0;
    memcpy(out, &first, sizeof first);
    memcpy(out + last, &second, sizeof second);
    return text.size;
}

/* Copies a text up to what cannot stay as it is, or up to somewhere before it, and returns how
 * many bytes. Two words at a time, the last ones again with some bytes before them. */
static TARIX_HOT size_t put_clean(tarix_str text, char *out)
{
    enum { word = 8, block = 2 * word };
    if (text.size < word) return put_short(text, out);
    for (size_t done = 0; done < text.size; done += block) {
        const size_t left = text.size - done;
        const size_t a = left >= block ? done : text.size < block ? 0 : text.size - block;
        const size_t b = left >= block ? done + word : text.size - word;
        uint64_t first, second;
        memcpy(&first, text.data + a, word);
        memcpy(&second, text.data + b, word);
        if (!tarix_simd_are_clean(first, second)) return done;
        memcpy(out + a, &first, word);
        memcpy(out + b, &second, word);
    }
    return text.size;
}

/* Whether a spreadsheet must be told that the text is one. */
static bool needs_guard(const delimited *d, tarix_str text)
{
    const tarix_mark mark = tarix_arena_mark(d->scratch);
    const bool needs =
        tarix_spreadsheet_mistakes(d->calendar, tarix_render_clean(d->scratch, text));
    tarix_arena_restore(d->scratch, mark);
    return needs;
}

static bool is_c1(const char *p, const char *end)
{
    return (unsigned char)p[0] == 0xC2 && p + 1 < end && ((unsigned char)p[1] & 0xE0) == 0x80;
}

/* Quotes are doubled, control characters become spaces. */
static TARIX_APART char *put_any(const delimited *d, tarix_str text, char *out)
{
    const bool quotes = d->dialect->quotes;
    const char *end = text.data + text.size;
    for (const char *p = text.data; p < end; p++) {
        const unsigned char c = (unsigned char)*p;
        const bool is_long = is_c1(p, end);
        *out++ = c < 0x20 || c == 0x7F || is_long ? ' ' : (char)c;
        if (c == '"' && quotes) *out++ = '"';
        p += is_long;
    }
    return out;
}

static TARIX_HOT char *put_text(const delimited *d, tarix_str text, char *out)
{
    const size_t quotes = d->dialect->quotes;
    *out = '"';
    out += quotes;
    if (TARIX_UNLIKELY(d->calendar) && needs_guard(d, text)) *out++ = '\'';
    const size_t clean = put_clean(text, out);
    out += clean;
    if (TARIX_UNLIKELY(clean < text.size))
        out = put_any(d, tarix_str_slice(text, clean, text.size), out);
    *out = '"';
    return out + quotes;
}

static TARIX_HOT char *put_number(
    const delimited *d, tarix_type type, const tarix_cell *cell, char *out)
{
    size_t size = 0;
    if (type == TARIX_TYPE_REAL)
        size = tarix_number_from_real(cell->real, d->digits, out);
    else if (cell->count != TARIX_NO_COUNT)
        size = tarix_number_from_count(cell->count, out);
    char *point = d->dialect->decimal == '.' ? NULL : memchr(out, '.', size);
    if (point) *point = d->dialect->decimal;
    return out + size;
}

/* Copies a number from the row before, which may be nearer than the bytes that are copied. */
static TARIX_HOT char *repeat_number(const char *from, size_t size, char *out)
{
    char copy[TARIX_NUMBER_SIZE];
    memcpy(copy, from, sizeof copy);
    memcpy(out, copy, sizeof copy);
    return out + size;
}

/* Bytes of a row that are copied at once from the one before it, for which there is room. */
enum { repeat_block = 32 };

/* Copies the end of the row before, which may be nearer than the bytes that are copied. */
static TARIX_HOT char *repeat_rest(const char *from, size_t size, char *out)
{
    for (size_t at = 0; at < size; at += repeat_block) {
        char copy[repeat_block];
        memcpy(copy, from + at, sizeof copy);
        memcpy(out + at, copy, sizeof copy);
    }
    return out + size;
}

/* Bytes that n rows may need. */
static size_t room_of(const delimited *d, const tarix_cell *cells, size_t n)
{
    size_t size = n * d->least_room + repeat_block;
    for (size_t i = 0; i < d->n_texts; i++)
        for (size_t row = 0; row < n; row++)
            size += 2 * cells[row * d->n_columns + d->texts[i]].text.size;
    return size;
}

/* The column from which on a row is the one before it: numbers by their bits, texts by where they
 * stand. */
static TARIX_HOT size_t same_from(
    const delimited *d, const tarix_cell *cells, const tarix_cell *before)
{
    size_t c = d->n_columns;
    for (; c > d->behind_texts; c--)
        if (cells[c - 1].count != before[c - 1].count) return c;
    for (; c > 0; c--) {
        const tarix_cell *a = &cells[c - 1], *b = &before[c - 1];
        if (a->count != b->count) break;
        if (d->types[c - 1] == TARIX_TYPE_TEXT && a->text.size != b->text.size) break;
    }
    return c;
}

static TARIX_HOT bool repeats(const tarix_cell *cells, const tarix_cell *before, size_t c)
{
    return before && before[c].count == cells[c].count;
}

/* ---- reals, all of some rows at once ---- */

static bool are_short(const delimited *d)
{
    return d->digits <= TARIX_NUMBER_FEW && d->dialect->decimal == '.';
}

static void reserve_reals(memory *m, size_t n, tarix_arena *arena)
{
    if (n < m->capacity) return;
    m->capacity = n + 1; /* one more is written to */
    m->reals = TARIX_ARRAY(arena, double, m->capacity);
    m->texts = tarix_arena_alloc(arena, m->capacity, TARIX_NUMBER_SHORT);
    m->sizes = TARIX_ARRAY(arena, uint8_t, m->capacity);
}

static TARIX_HOT char *put_made(made_reals *next, char *out)
{
    memcpy(out, next->text, TARIX_NUMBER_SHORT);
    next->text += TARIX_NUMBER_SHORT;
    return out + *next->size++;
}

/* Those of n rows that the rows before do not have, where that can be; `before` is the row before
 * the first, or NULL. */
static made_reals make_reals(const delimited *d, memory *m, const tarix_cell *cells, size_t n,
    const tarix_cell *before, tarix_arena *arena)
{
    size_t n_made = 0;
    reserve_reals(m, n * d->n_reals, arena);
    for (size_t i = 0; i < n; i++, before = cells, cells += d->n_columns) {
        const size_t same = before ? same_from(d, cells, before) : d->n_columns;
        m->same[i] = (uint32_t)same;
        for (size_t k = 0; k < d->n_reals && d->reals[k] < same; k++)
            if (!repeats(cells, before, d->reals[k])) m->reals[n_made++] = cells[d->reals[k]].real;
    }
    if (!are_short(d)) return (made_reals){NULL, NULL};
    tarix_number_from_reals(m->reals, n_made, d->digits, m->texts, m->sizes);
    return (made_reals){m->texts, m->sizes};
}

/* ---- rows ---- */

/* The first n cells, each with the separator behind it. */
static TARIX_HOT char *put_cells(const delimited *d, const memory *m, const tarix_cell *cells,
    const tarix_cell *before, size_t n, made_reals *next, char *row)
{
    const char separator = d->dialect->separator;
    char *out = row;
    for (size_t c = 0; c < n; c++) {
        m->begin[c] = (uint32_t)(out - row);
        if (d->types[c] == TARIX_TYPE_TEXT)
            out = put_text(d, cells[c].text, out);
        else if (repeats(cells, before, c))
            out = repeat_number(row - m->rest[c], m->rest[c] - m->rest[c + 1] - 1, out);
        else if (d->types[c] == TARIX_TYPE_REAL && next->size)
            out = put_made(next, out);
        else
            out = put_number(d, d->types[c], &cells[c], out);
        *out++ = separator;
    }
    return out;
}

/* In place of the last separator. */
static TARIX_HOT char *end_line(const delimited *d, char *end)
{
    end[-1] = d->line_end.data[0]; /* one or two bytes, then a NUL */
    end[0] = d->line_end.data[1];
    return end + d->line_end.size - 1;
}

/* `before` are the cells of the row whose bytes end where this one begins, or NULL; from the column
 * `same` on they are those of this one. */
static size_t put_row(const delimited *d, const memory *m, const tarix_cell *cells,
    const tarix_cell *before, size_t same, made_reals *next, char *row)
{
    char *end = put_cells(d, m, cells, before, same, next, row);
    if (same < d->n_columns)
        end = repeat_rest(row - m->rest[same], m->rest[same], end);
    else
        end = end_line(d, end);
    const size_t size = (size_t)(end - row);
    for (size_t c = 0; c < same; c++) m->rest[c] = (uint32_t)size - m->begin[c];
    return size;
}

_Static_assert((int)TARIX_CLEAN_SLACK <= (int)TARIX_TEXT_SLACK, "what is read can be read");

enum { rows_at_once = 64 };

static memory *memory_of(const delimited *d, tarix_row_bytes *out)
{
    if (!out->memory) {
        memory *m = TARIX_NEW(out->arena, memory);
        m->rest = TARIX_ARRAY(out->arena, uint32_t, d->n_columns + 1);
        m->begin = TARIX_ARRAY(out->arena, uint32_t, d->n_columns);
        m->same = TARIX_ARRAY(out->arena, uint32_t, rows_at_once);
        m->rest[d->n_columns] = (uint32_t)d->line_end.size - 1;
        out->memory = m;
    }
    return out->memory;
}

static void add_rows(const void *context, const tarix_cell *cells, size_t n, tarix_row_bytes *out)
{
    const delimited *d = context;
    memory *m = memory_of(d, out);
    const tarix_cell *before = NULL;
    for (size_t first = 0; first < n; first += rows_at_once) {
        const size_t some = n - first < rows_at_once ? n - first : rows_at_once;
        made_reals next = make_reals(d, m, cells, some, before, out->arena);
        TARIX_ROOM_FOR(out->arena, out->data, out->size, out->capacity, room_of(d, cells, some));
        char *row = out->data + out->size;
        for (size_t i = 0; i < some; i++, before = cells, cells += d->n_columns)
            row += put_row(d, m, cells, before, m->same[i], &next, row);
        out->size = (size_t)(row - out->data);
    }
}

/* A text of which TARIX_TEXT_SLACK bytes can be read. */
static TARIX_HOT char *put_readable(const delimited *d, tarix_str text, char *out)
{
    const size_t quotes = d->dialect->quotes;
    *out = '"';
    if (TARIX_UNLIKELY(text.size > TARIX_CLEAN_SIZE) ||
        TARIX_UNLIKELY(!tarix_simd_copy_clean(text.data, text.size, out + quotes)))
        return put_text(d, text, out);
    out += quotes + text.size;
    *out = '"';
    return out + quotes;
}

/* The cells before the text and those behind it are copied from the last row. */
static void repeat_rows(
    const void *context, size_t column, const tarix_str *texts, size_t n, tarix_row_bytes *out)
{
    enum { quotes = 2 };
    const delimited *d = context;
    memory *m = out->memory;
    const size_t head = m->rest[0] - m->rest[column], tail = m->rest[column + 1] + 1;
    size_t room = n * (head + quotes + tail) + repeat_block;
    for (size_t i = 0; i < n; i++) room += 2 * texts[i].size;
    TARIX_ROOM_FOR(out->arena, out->data, out->size, out->capacity, room);
    const char *const end = out->data + out->size, *const begin = end - m->rest[0];
    char *p = out->data + out->size, *row = p;
    for (size_t i = 0; i < n; i++) {
        row = p;
        p = repeat_rest(begin, head, p);
        p = put_readable(d, texts[i], p);
        p = repeat_rest(end - tail, tail, p);
    }
    const uint32_t longer = (uint32_t)(p - row) - m->rest[0];
    for (size_t c = 0; c <= column; c++) m->rest[c] += longer;
    out->size = (size_t)(p - out->data);
}

/* In blocks, for which there is room. */
static TARIX_HOT char *put_head(tarix_str head, char *out)
{
    for (size_t at = 0; at < head.size; at += TARIX_HEAD_PADDING)
        memcpy(out + at, head.data + at, TARIX_HEAD_PADDING);
    return out + head.size;
}

/* `next` are their texts, where they are made; or NULL. */
static TARIX_HOT void put_reals(const delimited *d, const tarix_str *heads, const double *reals,
    size_t n, size_t n_reals, made_reals *next, tarix_row_bytes *out)
{
    const char separator = d->dialect->separator;
    for (size_t i = 0; i < n; i++) {
        TARIX_ROOM_FOR(out->arena, out->data, out->size, out->capacity,
            heads[i].size + TARIX_HEAD_PADDING + d->least_room);
        char *p = put_head(heads[i], out->data + out->size);
        *p++ = separator;
        for (size_t k = 0; k < n_reals; k++) {
            const tarix_cell cell = {.real = *reals++};
            p = next ? put_made(next, p) : put_number(d, TARIX_TYPE_REAL, &cell, p);
            *p++ = separator;
        }
        out->size = (size_t)(end_line(d, p) - out->data);
    }
}

/* The numbers of all rows at once, where that can be, then the rows. */
static void add_reals(const void *context, const tarix_str *heads, const double *reals, size_t n,
    size_t n_reals, tarix_row_bytes *out)
{
    const delimited *d = context;
    if (!are_short(d)) {
        put_reals(d, heads, reals, n, n_reals, NULL, out);
        return;
    }
    memory *m = memory_of(d, out);
    reserve_reals(m, n * n_reals, out->arena);
    tarix_number_from_reals(reals, n * n_reals, d->digits, m->texts, m->sizes);
    made_reals next = {m->texts, m->sizes};
    put_reals(d, heads, reals, n, n_reals, &next, out);
}

static tarix_str behind(const void *context, size_t column)
{
    const delimited *d = context;
    return column + 1 < d->n_columns ? (tarix_str){&d->dialect->separator, 1} : d->line_end;
}

static void add_texts(
    const void *context, const tarix_cell *cells, size_t first, size_t end, tarix_row_bytes *out)
{
    enum { quotes = 2 };
    const delimited *d = context;
    for (size_t c = first; c < end; c++) {
        const tarix_str after = behind(d, c);
        TARIX_ROOM_FOR(out->arena, out->data, out->size, out->capacity,
            2 * cells[c].text.size + quotes + after.size);
        char *p = put_text(d, cells[c].text, out->data + out->size);
        memcpy(p, after.data, after.size);
        out->size = (size_t)(p - out->data) + after.size;
    }
}

static tarix_status write_bytes(void *context, tarix_str bytes, tarix_error *err)
{
    const delimited *d = context;
    tarix_output_str(d->output, bytes);
    return tarix_output_status(d->output, err);
}

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    delimited *d = context;
    d->types = TARIX_ARRAY(d->arena, tarix_type, n_columns);
    d->n_columns = n_columns;
    d->texts = TARIX_ARRAY(d->arena, size_t, n_columns);
    d->reals = TARIX_ARRAY(d->arena, size_t, n_columns);
    d->least_room = d->line_end.size;
    if (d->dialect->has_mark) tarix_output_str(d->output, TARIX_STR("\xEF\xBB\xBF"));
    for (size_t i = 0; i < n_columns; i++) {
        if (i) tarix_output_char(d->output, d->dialect->separator);
        tarix_output_str(d->output, tarix_str_from(columns[i].name));
        d->least_room += TARIX_NUMBER_SIZE + 1;
        d->types[i] = columns[i].type;
        if (columns[i].type == TARIX_TYPE_TEXT) d->texts[d->n_texts++] = i;
        if (columns[i].type == TARIX_TYPE_TEXT) d->behind_texts = i + 1;
        if (columns[i].type == TARIX_TYPE_REAL) d->reals[d->n_reals++] = i;
    }
    tarix_output_str(d->output, d->line_end);
    return tarix_output_status(d->output, err);
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    delimited *d = context;
    add_rows(d, cells, n, &d->bytes);
    const tarix_str bytes = {d->bytes.data, d->bytes.size};
    d->bytes.size = 0;
    return write_bytes(d, bytes, err);
}

static tarix_status end(void *context, tarix_error *err)
{
    const delimited *d = context;
    return tarix_output_status(d->output, err);
}

/* A guarded text needs the calendar and its scratch, which are of one thread. */
static const tarix_row_format *format_of(void *context)
{
    const delimited *d = context;
    return d->calendar ? NULL : &d->format;
}

static const tarix_dialect canonical = {
    .separator = ',', .decimal = '.', .line_end = "\n", .quotes = true};
static const tarix_dialect tabs = {.separator = '\t', .decimal = '.', .line_end = "\n"};
static const tarix_dialect azerbaijani = {.separator = ';',
    .decimal = ',',
    .line_end = "\r\n",
    .quotes = true,
    .has_mark = true,
    .guards_texts = true};

static tarix_row_sink open_delimited(tarix_arena *arena, tarix_output *output,
    const tarix_style *style, const tarix_dialect *dialect)
{
    delimited *d = TARIX_NEW(arena, delimited);
    *d = (delimited){.arena = arena,
        .scratch = tarix_arena_new(tarix_arena_guard(arena)),
        .output = output,
        .digits = style->digits,
        .dialect = dialect,
        .line_end = tarix_str_from(dialect->line_end),
        .calendar = dialect->guards_texts ? tarix_calendar_new(arena) : NULL,
        .bytes = {.arena = arena},
        .format = {d, add_rows, write_bytes, add_texts, behind, add_reals, repeat_rows}};
    return (tarix_row_sink){d, begin, rows, end, format_of};
}

static tarix_row_sink open_csv(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    return open_delimited(arena, output, style, &canonical);
}

static tarix_row_sink open_tsv(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    return open_delimited(arena, output, style, &tabs);
}

static tarix_row_sink open_az(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    return open_delimited(arena, output, style, &azerbaijani);
}

const tarix_writer tarix_csv = {.name = "csv",
    .profile = "canonical",
    .help = "comma-separated, for R, Python and Git (RFC 4180, UTF-8)",
    .open = open_csv,
    .media_type = "text/csv",
    .dialect = &canonical};
const tarix_writer tarix_csv_az = {.name = "csv",
    .profile = "az",
    .help = "with --profile az: what a double click in a spreadsheet under az_AZ needs: byte order "
            "mark, semicolons, decimal commas, CRLF, an apostrophe before a text that would be "
            "taken for a formula, date or number (lossy)",
    .open = open_az,
    .media_type = "text/csv",
    .dialect = &azerbaijani};
const tarix_writer tarix_tsv_writer = {.name = "tsv",
    .help = "tab-separated, without quotes",
    .open = open_tsv,
    .media_type = "text/tab-separated-values",
    .dialect = &tabs};
