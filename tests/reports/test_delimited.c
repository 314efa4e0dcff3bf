#include "reports/delimited.h"

#include "base/file.h"
#include "tests/base/random.h"
#include "tests/reports/sheet.h"

#include <csv.h>

static const tarix_column columns[] = {{.name = "term", .type = TARIX_TYPE_TEXT},
    {.name = "count", .type = TARIX_TYPE_COUNT}, {.name = "score", .type = TARIX_TYPE_REAL}};

static void check_table(tarix_guard *guard, const tarix_writer *writer, const tarix_cell *cells,
    size_t n, const char *expected)
{
    const sheet s = sheet_open(guard, writer, folder_path("table"));
    assert_int_equal(sheet_write(&s, columns, 3, cells, n, NULL), TARIX_OK);
    folder_check("table", tarix_str_from(expected));
}

static void a_table_without_rows_has_its_header(tarix_guard *guard)
{
    check_table(guard, &tarix_csv, NULL, 0, "term,count,score\n");
    check_table(guard, &tarix_tsv_writer, NULL, 0, "term\tcount\tscore\n");
}

static const tarix_cell rows[] = {{.text = {"Iıİi", 6}}, {.count = 0}, {.real = 0.5},
    {.text = {"a,\"b\"", 5}}, {.count = TARIX_NO_COUNT}, {.real = NAN}, {.text = {NULL, 0}},
    {.count = UINT64_MAX - 1}, {.real = -INFINITY}, {.text = {"\"", 1}}, {.count = 1},
    {.real = 1e-9},
    {.text = {"a\tb\r\n\x7F\xC2\x85"
              "c",
         9}},
    {.count = 7}, {.real = 1234567}};

/* RFC 4180, 2.5 to 2.7: fields with quotes and commas in quotes, quotes doubled. */
static void text_is_quoted_and_the_undefined_is_empty(tarix_guard *guard)
{
    check_table(guard, &tarix_csv, rows, 5,
        "term,count,score\n\"Iıİi\",0,0.5\n\"a,\"\"b\"\"\",,\n\"\",18446744073709551614,-inf\n"
        "\"\"\"\",1,1e-09\n\"a b    c\",7,1234570\n");
}

/* A byte order mark, semicolons, commas, CRLF; an apostrophe where the text would not stay one. */
static void the_azerbaijani_profile_is_for_spreadsheets(tarix_guard *guard)
{
    static const tarix_cell cells[] = {{.text = {"-dır", 5}}, {.count = 1000}, {.real = 0.5},
        {.text = {"a;\"b\"\n", 6}}, {.count = TARIX_NO_COUNT}, {.real = NAN},
        {.text = {"mart-1", 6}}, {.count = 1}, {.real = 1.5e-9}, {.text = {"1918-ci", 7}},
        {.count = 2}, {.real = -INFINITY}};
    check_table(guard, &tarix_csv_az, cells, 4,
        "\xEF\xBB\xBFterm;count;score\r\n\"'-dır\";1000;0,5\r\n\"a;\"\"b\"\" \";;\r\n"
        "\"'mart-1\";1;1,5e-09\r\n\"1918-ci\";2;-inf\r\n");
}

/* Eight letters at a time, and what is no control though it begins as one. */
static void controls_are_found_anywhere(tarix_guard *guard)
{
    static const tarix_cell cells[] = {{.text = {"abcdefgh\xC2\x85ijklmnop\xC2\x9Fq", 21}},
        {.count = 1}, {.real = 1}, {.text = {"«abcdefghijklm» \xC2", 19}}, {.count = 1},
        {.real = 1}};
    check_table(guard, &tarix_csv, cells, 2,
        "term,count,score\n\"abcdefgh ijklmnop q\",1,1\n\"«abcdefghijklm» \xC2\",1,1\n");
}

/* Texts of each size up to a few blocks of what is copied at once, with what cannot stay at each
 * place. */
static void what_cannot_stay_is_found_at_any_place(tarix_guard *guard)
{
    static const char *const specials[] = {"\"", "\x1F", "\x7F", "\xC2\x80", "\xC2\xA0", "\xC2"};
    static const char *const written[] = {"\"\"", " ", " ", " ", "\xC2\xA0", "\xC2"};
    enum { most = 50, n_specials = sizeof specials / sizeof *specials };
    tarix_arena *arena = tarix_arena_new(guard);
    const char *letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (int k = 0; k < n_specials; k++) {
        tarix_cell *cells = TARIX_ARRAY(arena, tarix_cell, most * most * 3), *cell = cells;
        tarix_str expected = TARIX_STR("term,count,score\n");
        for (int size = 0; size < most; size++)
            for (int at = 0; at <= size; at += size < 20 ? 1 : 7, cell += 3) {
                cell->text = tarix_arena_format(
                    arena, "%.*s%s%.*s", at, letters, specials[k], size - at, letters);
                expected = tarix_arena_format(arena, "%.*s\"%.*s%s%.*s\",0,0\n",
                    TARIX_ARG(expected), at, letters, written[k], size - at, letters);
            }
        check_table(guard, &tarix_csv, cells, (size_t)(cell - cells) / 3, expected.data);
    }
}

static void tabs_and_breaks_never_reach_a_table_without_quotes(tarix_guard *guard)
{
    check_table(guard, &tarix_tsv_writer, rows, 5,
        "term\tcount\tscore\nIıİi\t0\t0.5\na,\"b\"\t\t\n\t18446744073709551614\t-inf\n"
        "\"\t1\t1e-09\na b    c\t7\t1234570\n");
}

/* Rows that repeat more or less of the one before, given at once and one a call. */
static void rows_at_once_are_those_one_by_one(tarix_guard *guard)
{
    enum { width = 5, n_rows = 300, n_cells = n_rows * width };
    static const tarix_column wide[width] = {{.name = "a", .type = TARIX_TYPE_REAL},
        {.name = "b", .type = TARIX_TYPE_TEXT}, {.name = "c", .type = TARIX_TYPE_REAL},
        {.name = "d", .type = TARIX_TYPE_COUNT}, {.name = "e", .type = TARIX_TYPE_REAL}};
    static const double reals[] = {0.5, -1.25e-9, 1.0 / 3, NAN, 1234567, -INFINITY, 0, 2.5};
    static const char *const words[] = {"il", "", "söz \"bir\""};
    static const tarix_writer *const writers[] = {&tarix_csv, &tarix_tsv_writer, &tarix_csv_az};
    static tarix_cell cells[n_cells];
    uint64_t seed = 6;
    for (size_t i = 0; i < n_cells; i++) {
        const tarix_type type = wide[i % width].type;
        if (i >= width && random_below(&seed, 3))
            cells[i] = cells[i - width];
        else if (type == TARIX_TYPE_REAL)
            cells[i].real = reals[random_below(&seed, sizeof reals / sizeof *reals)];
        else if (type == TARIX_TYPE_COUNT)
            cells[i].count = random_below(&seed, 4) ? random_below(&seed, 100) : TARIX_NO_COUNT;
        else
            cells[i].text = tarix_str_from(words[random_below(&seed, 3)]);
    }
    for (size_t w = 0; w < sizeof writers / sizeof *writers; w++) {
        tarix_str bytes;
        const sheet one = sheet_open(guard, writers[w], folder_path("one"));
        assert_int_equal(sheet_write(&one, wide, width, cells, n_rows, NULL), TARIX_OK);
        const sheet all = sheet_open(guard, writers[w], folder_path("all"));
        assert_int_equal(all.sink.begin(all.sink.context, wide, width, NULL), TARIX_OK);
        assert_int_equal(all.sink.rows(all.sink.context, cells, n_rows, NULL), TARIX_OK);
        assert_int_equal(all.sink.end(all.sink.context, NULL), TARIX_OK);
        assert_int_equal(tarix_output_commit(all.output, NULL), TARIX_OK);
        assert_int_equal(
            tarix_file_read(tarix_arena_new(guard), folder_path("one"), &bytes, NULL), TARIX_OK);
        folder_check("all", bytes);
    }
}

/* Rows that are the first one but for the text of a column, of any size and with what cannot stay
 * anywhere, twice behind one another. */
static void repeated_rows_are_those_one_by_one(tarix_guard *guard)
{
    static const char *const specials[] = {"a", "\"", "\x1F", "\x7F", "\xC2\x80", "\xC2\xA0"};
    static const tarix_column wide[] = {{.name = "a", .type = TARIX_TYPE_TEXT},
        {.name = "b", .type = TARIX_TYPE_REAL}, {.name = "c", .type = TARIX_TYPE_TEXT}};
    static const tarix_writer *const writers[] = {&tarix_csv, &tarix_tsv_writer};
    enum { width = 3, most = 50, n_rows = most * 6, at_first = 100 };
    for (size_t k = 0; k < 4; k++) {
        const size_t column = k / 2 * 2;
        const tarix_writer *writer = writers[k % 2];
        tarix_arena *arena = tarix_arena_new(guard);
        tarix_cell *cells = TARIX_ARRAY(arena, tarix_cell, n_rows * width);
        tarix_str *texts = TARIX_ARRAY(arena, tarix_str, n_rows), bytes;
        for (size_t i = 0; i < n_rows; i++) {
            const int size = (int)i / 6, at = size ? (int)i * 7 % size : 0;
            char *text = tarix_arena_alloc(arena, 2 * most + TARIX_TEXT_SLACK, 1);
            texts[i].data = text;
            texts[i].size =
                (size_t)sprintf(text, "%.*s%s%.*s", at, "ıI", specials[i % 6], size - at,
                    "abcdefghijklmnopqrstuvwx"
                    "yzabcdefghijklmnopqrstuvwxyz");
            cells[i * width].text = cells[i * width + 2].text = TARIX_STR("from Bakı \"to\" Gəncə");
            cells[i * width + 1].real = 1.0 / 3;
            cells[i * width + column].text = texts[i];
        }
        const sheet one = sheet_open(guard, writer, folder_path("one"));
        assert_int_equal(sheet_write(&one, wide, width, cells, n_rows, NULL), TARIX_OK);
        const sheet all = sheet_open(guard, writer, folder_path("all"));
        tarix_row_bytes out = {.arena = arena};
        assert_int_equal(all.sink.begin(all.sink.context, wide, width, NULL), TARIX_OK);
        const tarix_row_format *format = all.sink.format(all.sink.context);
        format->add(format->context, cells, 1, &out);
        format->repeat(format->context, column, texts + 1, at_first, &out);
        format->repeat(format->context, column, texts + 1 + at_first, n_rows - 1 - at_first, &out);
        const tarix_str made = {out.data, out.size};
        assert_int_equal(format->write(format->context, made, NULL), TARIX_OK);
        assert_int_equal(tarix_output_commit(all.output, NULL), TARIX_OK);
        assert_int_equal(tarix_file_read(arena, folder_path("one"), &bytes, NULL), TARIX_OK);
        folder_check("all", bytes);
    }
}

/* ---- through another's parser ---- */

enum { n_texts = 2000, most_bytes = 8 };

typedef struct texts {
    char bytes[n_texts][most_bytes];
    tarix_cell cells[n_texts];
    size_t read;
} texts;

static void field(void *bytes, size_t size, void *context)
{
    texts *t = context;
    if (t->read > 0) /* the header is the first */
        assert_true(tarix_str_equal((tarix_str){bytes, size}, t->cells[t->read - 1].text));
    t->read++;
}

static void libcsv_reads_what_was_written(tarix_guard *guard)
{
    static const char letters[] = "\",; 'a\xC4\xB1\xFF";
    static texts t;
    uint64_t seed = 5;
    for (size_t i = 0; i < n_texts; i++) {
        const size_t size = random_next(&seed) % most_bytes;
        for (size_t k = 0; k < size; k++)
            t.bytes[i][k] = letters[random_next(&seed) % (sizeof letters - 1)];
        t.cells[i].text = (tarix_str){t.bytes[i], size};
    }
    const sheet s = sheet_open(guard, &tarix_csv, folder_path("table"));
    assert_int_equal(sheet_write(&s, columns, 1, t.cells, n_texts, NULL), TARIX_OK);
    tarix_str bytes;
    assert_int_equal(
        tarix_file_read(tarix_arena_new(guard), folder_path("table"), &bytes, NULL), TARIX_OK);
    struct csv_parser parser;
    assert_int_equal(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    assert_int_equal(csv_parse(&parser, bytes.data, bytes.size, field, NULL, &t), bytes.size);
    assert_int_equal(csv_fini(&parser, field, NULL, &t), 0);
    csv_free(&parser);
    assert_int_equal(t.read, n_texts + 1);
}

static void a_full_device_is_told_of(tarix_guard *guard)
{
    tarix_error err = {0};
    tarix_status status = TARIX_OK;
    const sheet s = sheet_open(guard, &tarix_csv, "/dev/full");
    assert_int_equal(s.sink.begin(s.sink.context, columns, 3, &err), TARIX_OK);
    for (int i = 0; i < 10000 && status == TARIX_OK; i++)
        status = s.sink.rows(s.sink.context, rows, 5, &err);
    assert_int_equal(status, TARIX_IO);
    assert_int_equal(s.sink.end(s.sink.context, &err), TARIX_IO);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(text_is_quoted_and_the_undefined_is_empty, 4001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(a_table_without_rows_has_its_header),
        GUARDED(text_is_quoted_and_the_undefined_is_empty),
        GUARDED(the_azerbaijani_profile_is_for_spreadsheets), GUARDED(controls_are_found_anywhere),
        GUARDED(what_cannot_stay_is_found_at_any_place),
        GUARDED(tabs_and_breaks_never_reach_a_table_without_quotes),
        GUARDED(rows_at_once_are_those_one_by_one), GUARDED(repeated_rows_are_those_one_by_one),
        GUARDED(libcsv_reads_what_was_written), GUARDED(a_full_device_is_told_of),
        cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
