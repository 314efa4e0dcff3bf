#include "reports/delimited.h"

#include "base/number.h"

typedef struct delimited {
    tarix_output *output;
    const tarix_column *columns;
    size_t n_columns;
    int digits;
    char separator;
    bool quotes; /* texts are quoted; else tabs and breaks in them become spaces, as all controls */
} delimited;

/* Bytes at the front of a text that are neither control characters nor quotes, eight at a time. */
static size_t plain_bytes(tarix_str text)
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
    }
    return at;
}

/* Quotes are doubled, control characters become spaces. */
static void put_text(const delimited *d, tarix_str text)
{
    if (d->quotes) tarix_output_char(d->output, '"');
    size_t from = 0;
    for (size_t i = plain_bytes(text); i < text.size; i++) {
        const unsigned char c = (unsigned char)text.data[i];
        const bool is_control = c < 0x20 || c == 0x7F;
        if (!is_control && (c != '"' || !d->quotes)) continue;
        tarix_output_bytes(d->output, text.data + from, i - from);
        from = i + 1;
        if (is_control)
            tarix_output_char(d->output, ' ');
        else
            tarix_output_bytes(d->output, "\"\"", 2);
    }
    tarix_output_bytes(d->output, text.data + from, text.size - from);
    if (d->quotes) tarix_output_char(d->output, '"');
}

static void put_cell(const delimited *d, const tarix_column *column, const tarix_cell *cell)
{
    char number[TARIX_NUMBER_SIZE];
    switch (column->type) {
    case TARIX_TYPE_TEXT: put_text(d, cell->text); return;
    case TARIX_TYPE_COUNT:
        if (cell->count != TARIX_NO_COUNT)
            tarix_output_bytes(d->output, number, tarix_number_from_count(cell->count, number));
        return;
    case TARIX_TYPE_REAL:
        tarix_output_bytes(
            d->output, number, tarix_number_from_real(cell->real, d->digits, number));
        return;
    }
}

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    delimited *d = context;
    d->columns = columns;
    d->n_columns = n_columns;
    for (size_t i = 0; i < n_columns; i++) {
        if (i) tarix_output_char(d->output, d->separator);
        tarix_output_str(d->output, tarix_str_from(columns[i].name));
    }
    tarix_output_char(d->output, '\n');
    return tarix_output_status(d->output, err);
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    const delimited *d = context;
    for (size_t i = 0; i < n; i++) {
        for (size_t c = 0; c < d->n_columns; c++) {
            if (c) tarix_output_char(d->output, d->separator);
            put_cell(d, &d->columns[c], cells++);
        }
        tarix_output_char(d->output, '\n');
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
    *d = (delimited){.output = output, .digits = digits, .separator = separator, .quotes = quotes};
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
