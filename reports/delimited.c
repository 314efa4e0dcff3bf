#include "reports/delimited.h"

#include "base/number.h"
#include "base/simd.h"
#include "reports/render.h"
#include "reports/spreadsheet.h"

/* The last number of a column and where its text stands in the bytes at hand: in a ranked table
 * most rows repeat it. */
typedef struct last {
    uint64_t bits;
    size_t at, size; /* size 0: it is not there */
} last;

/* What one thread remembers of the rows before. */
typedef struct memory {
    last *last;       /* by column */
    size_t tail_at;   /* in its bytes, the numbers behind the last text of the row before … */
    size_t tail_size; /* … to the row's end */
} memory;

typedef struct delimited {
    tarix_arena *arena;
    tarix_output *output;
    tarix_type *types; /* of the columns */
    size_t n_columns;
    size_t *texts; /* the columns of text */
    size_t n_texts;
    size_t least_room; /* of a row whose texts are empty */
    size_t tail;       /* the first column behind the last text */
    int digits;
    const tarix_dialect *dialect;
    tarix_str line_end;
    const tarix_calendar *calendar; /* where texts are guarded */
    tarix_arena *scratch;           /* where they are: of the thread that writes */
    tarix_row_bytes bytes;          /* of the thread that writes */
    tarix_row_format format;
} delimited;

/* Copies a text up to a quote, a control character or what may be one (0xC2 leads those of
 * U+0080…U+009F), eight bytes at a time, the last ones again with some before them, and returns how
 * many; 0 of a short one. */
static size_t put_plain(tarix_str text, char *out)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    uint64_t word;
    if (text.size < sizeof word) return 0;
    const size_t final = text.size - sizeof word;
    for (size_t at = 0;; at = at + sizeof word < final ? at + sizeof word : final) {
        memcpy(&word, text.data + at, sizeof word);
        const uint64_t quote = word ^ ones * '"', del = word ^ ones * 0x7F, c2 = word ^ ones * 0xC2;
        const uint64_t found =
            (((word - ones * 0x20) | (quote - ones) | (del - ones)) & ~word) | ((c2 - ones) & ~c2);
        if (found & tops) return at;
        memcpy(out + at, &word, sizeof word);
        if (at == final) return text.size;
    }
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
static TARIX_APART char *put_text(const delimited *d, tarix_str text, char *out)
{
    const bool quotes = d->dialect->quotes;
    if (quotes) *out++ = '"';
    if (d->calendar && needs_guard(d, text)) *out++ = '\'';
    const size_t plain = put_plain(text, out);
    const char *end = text.data + text.size;
    out += plain;
    for (const char *p = text.data + plain; p < end; p++) {
        const unsigned char c = (unsigned char)*p;
        const bool is_long = is_c1(p, end);
        *out++ = c < 0x20 || c == 0x7F || is_long ? ' ' : (char)c;
        if (c == '"' && quotes) *out++ = '"';
        p += is_long;
    }
    if (quotes) *out++ = '"';
    return out;
}

/* `bytes` is where the places of numbers are counted from. */
static TARIX_HOT char *put_number(
    const delimited *d, bool is_real, const tarix_cell *cell, last *l, char *bytes, char *out)
{
    if (l->bits == cell->count && l->size) {
        char copy[TARIX_NUMBER_SIZE]; /* a short row before is nearer than that */
        memcpy(copy, bytes + l->at, sizeof copy);
        memcpy(out, copy, sizeof copy);
        return out + l->size;
    }
    size_t size = 0;
    if (is_real)
        size = tarix_number_from_real(cell->real, d->digits, out);
    else if (cell->count != TARIX_NO_COUNT)
        size = tarix_number_from_count(cell->count, out);
    char *point = d->dialect->decimal == '.' ? NULL : memchr(out, '.', size);
    if (point) *point = d->dialect->decimal;
    *l = (last){cell->count, (size_t)(out - bytes), size};
    return out + size;
}

/* Bytes that a row may need. */
static size_t room_of(const delimited *d, const tarix_cell *cells)
{
    size_t size = d->least_room;
    for (size_t i = 0; i < d->n_texts; i++) size += 2 * cells[d->texts[i]].text.size;
    return size;
}

static char *put_columns(const delimited *d, memory *m, const tarix_cell *cells, size_t from,
    size_t to, char *bytes, char *out)
{
    const char separator = d->dialect->separator;
    for (size_t c = from; c < to; c++) {
        const tarix_type type = d->types[c];
        if (c) *out++ = separator;
        out = type == TARIX_TYPE_TEXT
                  ? put_text(d, cells[c].text, out)
                  : put_number(d, type == TARIX_TYPE_REAL, &cells[c], &m->last[c], bytes, out);
    }
    return out;
}

/* The numbers at the row's end, which mostly are those of the row before. */
static char *put_tail(
    const delimited *d, memory *m, const tarix_cell *cells, char *bytes, char *out)
{
    size_t c = d->tail;
    while (c < d->n_columns && m->last[c].bits == cells[c].count) c++;
    if (c == d->n_columns && m->tail_size) {
        memcpy(out, bytes + m->tail_at, m->tail_size);
        return out + m->tail_size;
    }
    char *end = put_columns(d, m, cells, d->tail, d->n_columns, bytes, out);
    end[0] = d->line_end.data[0]; /* one or two bytes, the second mostly is a NUL */
    end[1] = d->line_end.data[1];
    m->tail_at = (size_t)(out - bytes);
    m->tail_size = (size_t)(end - out) + d->line_end.size;
    return end + d->line_end.size;
}

/* The bytes of before are gone. */
static void forget(const delimited *d, memory *m)
{
    m->tail_size = 0;
    for (size_t c = 0; c < d->n_columns; c++) m->last[c].size = 0;
}

static memory *memory_of(const delimited *d, tarix_row_bytes *out)
{
    if (!out->memory) {
        memory *m = TARIX_NEW(out->arena, memory);
        m->last = TARIX_ARRAY(out->arena, last, d->n_columns);
        out->memory = m;
    }
    return out->memory;
}

static void make_room(tarix_row_bytes *out, size_t room)
{
    if (room <= out->capacity - out->size) return;
    const size_t capacity = 2 * (out->capacity + room);
    out->data = tarix_arena_grow(out->arena, out->data, out->capacity, capacity, 1);
    out->capacity = capacity;
}

static void add_rows(const void *context, const tarix_cell *cells, size_t n, tarix_row_bytes *out)
{
    const delimited *d = context;
    memory *m = memory_of(d, out);
    if (out->size == 0) forget(d, m);
    for (size_t i = 0; i < n; i++, cells += d->n_columns) {
        make_room(out, room_of(d, cells));
        char *tail = put_columns(d, m, cells, 0, d->tail, out->data, out->data + out->size);
        const char *end = put_tail(d, m, cells, out->data, tail);
        out->size = (size_t)(end - out->data);
    }
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
        make_room(out, 2 * cells[c].text.size + quotes + after.size);
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
    d->least_room = d->line_end.size;
    if (d->dialect->has_mark) tarix_output_str(d->output, TARIX_STR("\xEF\xBB\xBF"));
    for (size_t i = 0; i < n_columns; i++) {
        if (i) tarix_output_char(d->output, d->dialect->separator);
        tarix_output_str(d->output, tarix_str_from(columns[i].name));
        d->least_room += TARIX_NUMBER_SIZE + 1;
        d->types[i] = columns[i].type;
        if (columns[i].type != TARIX_TYPE_TEXT) continue;
        d->texts[d->n_texts++] = i;
        d->tail = i + 1;
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
        .format = {d, add_rows, write_bytes, add_texts, behind}};
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
