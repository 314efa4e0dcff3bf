#include "reports/delimited.h"

#include "base/number.h"
#include "reports/render.h"
#include "reports/spreadsheet.h"

enum { short_row = 1 << 14 };

/* The last number of a column and its text: in a ranked table most rows repeat it. */
typedef struct last {
    uint64_t bits;
    size_t size;
    char text[TARIX_NUMBER_SIZE];
} last;

typedef struct delimited {
    tarix_arena *arena, *scratch;
    tarix_output *output;
    const tarix_column *columns;
    last *last; /* by column */
    size_t n_columns;
    size_t *texts; /* the columns of text */
    size_t n_texts;
    size_t least_room; /* of a row whose texts are empty */
    size_t tail;       /* the first column behind the last text */
    char *tail_text;   /* the numbers from there on as the last row has them, to its end */
    size_t tail_size;
    char *long_row;
    size_t long_capacity;
    int digits;
    const tarix_dialect *dialect;
    tarix_str line_end;
    const tarix_calendar *calendar; /* where texts are guarded */
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
static char *put_text(const delimited *d, tarix_str text, char *out)
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

static char *put_number(const delimited *d, size_t column, const tarix_cell *cell, char *out)
{
    last *l = &d->last[column];
    if (l->bits != cell->count || !l->size) {
        l->bits = cell->count;
        if (d->columns[column].type == TARIX_TYPE_REAL)
            l->size = tarix_number_from_real(cell->real, d->digits, l->text);
        else
            l->size =
                cell->count == TARIX_NO_COUNT ? 0 : tarix_number_from_count(cell->count, l->text);
        char *point = d->dialect->decimal == '.' ? NULL : memchr(l->text, '.', l->size);
        if (point) *point = d->dialect->decimal;
    }
    memcpy(out, l->text, sizeof l->text);
    return out + l->size;
}

/* Bytes that a row may need. */
static size_t room_of(const delimited *d, const tarix_cell *cells)
{
    size_t size = d->least_room;
    for (size_t i = 0; i < d->n_texts; i++) size += 2 * cells[d->texts[i]].text.size;
    return size;
}

static char *put_columns(
    const delimited *d, const tarix_cell *cells, size_t from, size_t to, char *out)
{
    for (size_t c = from; c < to; c++) {
        if (c) *out++ = d->dialect->separator;
        out = d->columns[c].type == TARIX_TYPE_TEXT ? put_text(d, cells[c].text, out)
                                                    : put_number(d, c, &cells[c], out);
    }
    return out;
}

/* The numbers at the row's end, which mostly are those of the row before. */
static char *put_tail(delimited *d, const tarix_cell *cells, char *out)
{
    size_t c = d->tail;
    while (c < d->n_columns && d->last[c].bits == cells[c].count) c++;
    if (c == d->n_columns && d->tail_size) {
        memcpy(out, d->tail_text, d->tail_size);
        return out + d->tail_size;
    }
    char *end = put_columns(d, cells, d->tail, d->n_columns, out);
    memcpy(end, d->line_end.data, d->line_end.size);
    end += d->line_end.size;
    d->tail_size = (size_t)(end - out);
    memcpy(d->tail_text, out, d->tail_size);
    return end;
}

static char *put_row(delimited *d, const tarix_cell *cells, char *out)
{
    return put_tail(d, cells, put_columns(d, cells, 0, d->tail, out));
}

/* A row with a text that the output's buffer does not hold. */
static void put_long_row(delimited *d, const tarix_cell *cells, size_t room)
{
    if (room > d->long_capacity) {
        d->long_row = tarix_arena_grow(d->arena, d->long_row, d->long_capacity, room, 1);
        d->long_capacity = room;
    }
    const char *end = put_row(d, cells, d->long_row);
    tarix_output_bytes(d->output, d->long_row, (size_t)(end - d->long_row));
}

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    delimited *d = context;
    d->columns = columns;
    d->n_columns = n_columns;
    d->last = TARIX_ARRAY(d->arena, last, n_columns);
    d->texts = TARIX_ARRAY(d->arena, size_t, n_columns);
    d->least_room = d->line_end.size;
    if (d->dialect->has_mark) tarix_output_str(d->output, TARIX_STR("\xEF\xBB\xBF"));
    for (size_t i = 0; i < n_columns; i++) {
        if (i) tarix_output_char(d->output, d->dialect->separator);
        tarix_output_str(d->output, tarix_str_from(columns[i].name));
        d->least_room += TARIX_NUMBER_SIZE + 1;
        if (columns[i].type != TARIX_TYPE_TEXT) continue;
        d->texts[d->n_texts++] = i;
        d->tail = i + 1;
    }
    d->tail_text = tarix_arena_alloc(d->arena, d->least_room, 1);
    tarix_output_str(d->output, d->line_end);
    return tarix_output_status(d->output, err);
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    delimited *d = context;
    for (size_t i = 0; i < n; i++, cells += d->n_columns) {
        const size_t room = room_of(d, cells);
        if (room > short_row)
            put_long_row(d, cells, room);
        else
            tarix_output_filled(d->output, put_row(d, cells, tarix_output_room(d->output, room)));
    }
    return tarix_output_status(d->output, err);
}

static tarix_status end(void *context, tarix_error *err)
{
    const delimited *d = context;
    return tarix_output_status(d->output, err);
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
        .calendar = dialect->guards_texts ? tarix_calendar_new(arena) : NULL};
    return (tarix_row_sink){d, begin, rows, end};
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
