#include "reports/delimited.h"

#include "base/number.h"

enum { short_row = 1 << 14 };

/* The last number of a column and its text: in a ranked table most rows repeat it. */
typedef struct last {
    uint64_t bits;
    size_t size;
    char text[TARIX_NUMBER_SIZE];
} last;

typedef struct delimited {
    tarix_arena *arena;
    tarix_output *output;
    const tarix_column *columns;
    last *last; /* by column */
    size_t n_columns;
    size_t *texts; /* the columns of text */
    size_t n_texts;
    size_t least_room; /* of a row whose texts are empty */
    char *long_row;
    size_t long_capacity;
    int digits;
    char separator;
    bool quotes; /* texts are quoted; else tabs and breaks in them become spaces, as all controls */
} delimited;

/* Copies the front of a text up to a control character, a quote or the last few bytes, eight at a
 * time, and returns how many. */
static size_t put_plain(tarix_str text, char *out)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    size_t at = 0;
    for (; at + 8 <= text.size; at += 8) {
        uint64_t word;
        memcpy(&word, text.data + at, sizeof word);
        const uint64_t quote = word ^ ones * '"', del = word ^ ones * 0x7F;
        const uint64_t found =
            ((word - ones * 0x20) | (quote - ones) | (del - ones)) & ~word & tops;
        if (found) break;
        memcpy(out + at, &word, sizeof word);
    }
    return at;
}

/* Quotes are doubled, control characters become spaces. */
static char *put_text(const delimited *d, tarix_str text, char *out)
{
    if (d->quotes) *out++ = '"';
    const size_t plain = put_plain(text, out);
    out += plain;
    for (size_t i = plain; i < text.size; i++) {
        const unsigned char c = (unsigned char)text.data[i];
        *out++ = c < 0x20 || c == 0x7F ? ' ' : (char)c;
        if (c == '"' && d->quotes) *out++ = '"';
    }
    if (d->quotes) *out++ = '"';
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

static char *put_row(const delimited *d, const tarix_cell *cells, char *out)
{
    for (size_t c = 0; c < d->n_columns; c++) {
        if (c) *out++ = d->separator;
        out = d->columns[c].type == TARIX_TYPE_TEXT ? put_text(d, cells[c].text, out)
                                                    : put_number(d, c, &cells[c], out);
    }
    *out++ = '\n';
    return out;
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
    d->least_room = 1;
    for (size_t i = 0; i < n_columns; i++) {
        if (i) tarix_output_char(d->output, d->separator);
        tarix_output_str(d->output, tarix_str_from(columns[i].name));
        d->least_room += TARIX_NUMBER_SIZE + 1;
        if (columns[i].type == TARIX_TYPE_TEXT) d->texts[d->n_texts++] = i;
    }
    tarix_output_char(d->output, '\n');
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

static tarix_row_sink open_delimited(
    tarix_arena *arena, tarix_output *output, int digits, char separator, bool quotes)
{
    delimited *d = TARIX_NEW(arena, delimited);
    *d = (delimited){.arena = arena,
        .output = output,
        .digits = digits,
        .separator = separator,
        .quotes = quotes};
    return (tarix_row_sink){d, begin, rows, end};
}

static tarix_row_sink open_csv(tarix_arena *arena, tarix_output *output, int digits)
{
    return open_delimited(arena, output, digits, ',', true);
}

static tarix_row_sink open_tsv(tarix_arena *arena, tarix_output *output, int digits)
{
    return open_delimited(arena, output, digits, '\t', false);
}

const tarix_writer tarix_csv = {
    "csv", "comma-separated, for R, Python and spreadsheets (RFC 4180, UTF-8)", open_csv, false};
const tarix_writer tarix_tsv_writer = {"tsv", "tab-separated, without quotes", open_tsv, false};
