/* Bytes as a table: its rows by stretches, as threads read them, are those of the file read as a
 * whole, rows of counts among them, and each cell stands in the bytes or is a copy. */
#include "base/number.h"
#include "corpus/csvfile.h"
#include "tests/fuzz/fuzz.h"

typedef struct tables {
    tarix_csvfile *whole, *parts;
    tarix_csvrows *reader;
    tarix_csv_rows expected;
    size_t at; /* of them, the next to come */
    bool has_failed;
} tables;

static void next_expected(tables *t)
{
    if (t->at < t->expected.n || t->has_failed) return;
    t->at = 0;
    t->has_failed = tarix_csvfile_next(t->whole, &t->expected, NULL) != TARIX_OK;
    if (t->has_failed) t->expected.n = 0;
}

static void check_row(tables *t, const tarix_csv_rows *rows, size_t i)
{
    next_expected(t);
    if (t->has_failed) return; /* a batch with a wrong row is given up as a whole */
    fuzz_require(t->at < t->expected.n, "a stretch has a row too many");
    fuzz_require(rows->n_cells[i] == t->expected.n_cells[t->at], "a row has other cells");
    for (size_t c = 0; c < rows->width; c++)
        fuzz_require(tarix_str_equal(rows->cells[i * rows->width + c],
                         t->expected.cells[t->at * rows->width + c]),
            "a cell differs");
    t->at++;
}

/* A row of counts: its text is its cells, and each is the number as it is written. */
static void check_counts(tables *t, const uint64_t *counts, tarix_str text)
{
    next_expected(t);
    if (t->has_failed) return;
    fuzz_require(t->at < t->expected.n, "a stretch has a row of counts too many");
    fuzz_require(t->expected.n_cells[t->at] == t->expected.width, "a row of counts lacks cells");
    for (size_t c = 0, at = 0; c < t->expected.width; c++) {
        const tarix_str cell = t->expected.cells[t->at * t->expected.width + c];
        char digits[TARIX_NUMBER_SIZE];
        const size_t size = tarix_number_from_count(counts[c], digits);
        fuzz_require(tarix_str_equal(cell, (tarix_str){digits, size}), "a count differs");
        fuzz_require(tarix_str_equal(cell, tarix_str_slice(text, at, at + size)),
            "the text of a row of counts differs");
        at += size + 1;
    }
    t->at++;
}

/* Whether the whole of it was read. */
static bool read_stretch(tables *t, tarix_arena *arena, tarix_str bytes)
{
    enum { few = 3 };
    tarix_csv_rows rows;
    size_t width;
    tarix_csvfile_columns(t->parts, &width);
    uint64_t *counts = TARIX_ARRAY(arena, uint64_t, few * width);
    tarix_str texts[few];
    char *text = tarix_arena_alloc(arena, bytes.size + TARIX_CSV_PADDING, 1);
    memcpy(text, bytes.data, bytes.size);
    text[bytes.size] = '\n';
    tarix_csvrows_set_text(t->reader, text, 0, bytes.size, true, 1);
    do {
        const size_t n = tarix_csvrows_counts(t->reader, few, counts, texts);
        for (size_t i = 0; i < n; i++) check_counts(t, counts + i * width, texts[i]);
        if (tarix_csvrows_read(t->reader, few, &rows, NULL) != TARIX_OK) return false;
        for (size_t i = 0; i < rows.n; i++) check_row(t, &rows, i);
    } while (rows.n);
    fuzz_require(tarix_csvrows_at(t->reader) == bytes.size, "a stretch ends in a row");
    return true;
}

static void work(tarix_arena *arena, tarix_str bytes)
{
    static const size_t leasts[] = {1, 7, 64, 1000};
    const size_t least = leasts[fuzz_choice(&bytes, sizeof leasts / sizeof *leasts)];
    const tarix_csvfile_plan plan = {.encoding = "UTF-8"};
    tables t = {0};
    if (tarix_csvfile_open_bytes(arena, "t.csv", bytes, &plan, &t.whole, NULL) != TARIX_OK) return;
    fuzz_require(tarix_csvfile_open_bytes(arena, "t.csv", bytes, &plan, &t.parts, NULL) == TARIX_OK,
        "a table cannot be opened twice");
    t.reader = tarix_csvfile_rows(t.parts, arena, tarix_arena_new(tarix_arena_guard(arena)));
    for (;;) {
        tarix_csv_stretch stretch;
        fuzz_require(tarix_csvfile_stretch(t.parts, least, &stretch, NULL) == TARIX_OK,
            "a stretch cannot be read");
        if (stretch.text.size == 0) break;
        if (!read_stretch(&t, arena, stretch.text)) return;
    }
    next_expected(&t);
    fuzz_require(t.at == t.expected.n, "a row is in no stretch");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_bytes(data, size, work);
}
