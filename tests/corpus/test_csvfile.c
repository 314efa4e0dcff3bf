#include "corpus/csvfile.h"

#include "tests/base/guarded.h"
#include "tests/base/random.h"

static tarix_csvfile *open_bytes(
    tarix_arena *arena, tarix_str bytes, const tarix_csvfile_plan *plan)
{
    tarix_csvfile *file = NULL;
    tarix_error err = {0};
    const tarix_csvfile_plan usual = {0};
    if (tarix_csvfile_open_bytes(arena, "t.csv", bytes, plan ? plan : &usual, &file, &err) !=
        TARIX_OK)
        fail_msg("%s", err.message);
    return file;
}

static tarix_csv_rows next(tarix_csvfile *file)
{
    tarix_csv_rows rows = {0};
    tarix_error err = {0};
    if (tarix_csvfile_next(file, &rows, &err) != TARIX_OK) fail_msg("%s", err.message);
    return rows;
}

static void check_cell(const tarix_csv_rows *rows, size_t row, size_t column, const char *expected)
{
    const tarix_str cell = rows->cells[row * rows->width + column];
    if (!tarix_str_equal(cell, tarix_str_from(expected)))
        fail_msg("row %zu, column %zu: '%.*s', not '%s'", row, column, TARIX_ARG(cell), expected);
}

static void reads_rows_by_the_names_of_columns(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_csvfile *file = open_bytes(arena,
        TARIX_STR("\xEF\xBB\xBFsöz, say ,\"il, ay\"\r\n"
                  "alma,12,\"1918\"\"-ci\r\nil\"\r\n"
                  "\r\n"
                  " nar ,,\n"
                  "heyva\n"
                  "a,b,c,d,\n"
                  "ə,\"\",\"x\" "),
        NULL);
    assert_int_equal(tarix_csvfile_find(file, TARIX_STR("il, ay")), 2);
    assert_int_equal(tarix_csvfile_find(file, TARIX_STR("say")), 1);
    assert_int_equal(tarix_csvfile_find(file, TARIX_STR("yox")), TARIX_NO_COLUMN);
    const tarix_csv_rows rows = next(file);
    assert_int_equal(rows.n, 5);
    assert_int_equal(rows.width, 3);
    static const char *const cells[5][3] = {{"alma", "12", "1918\"-ci\r\nil"}, {"nar", "", ""},
        {"heyva", "", ""}, {"a", "b", "c"}, {"ə", "", "x"}};
    static const size_t n_cells[5] = {3, 3, 1, 4, 3};
    static const uint64_t line[5] = {2, 5, 6, 7, 8};
    for (size_t r = 0; r < 5; r++) {
        for (size_t c = 0; c < 3; c++) check_cell(&rows, r, c, cells[r][c]);
        assert_int_equal(rows.n_cells[r], n_cells[r]);
        assert_int_equal(rows.line[r], line[r]);
    }
    assert_int_equal(next(file).n, 0);
}

static void finds_the_separator(tarix_guard *guard)
{
    static const struct {
        const char *bytes;
        char told, found;
    } cases[] = {
        {"a,b\n1,2\n", 0, ','},
        {"a;b\n1;2\n", 0, ';'},
        {"a\tb\n1\t2\n", 0, '\t'},
        {"\"x,y,z\";b\n1;2\n", 0, ';'},
        {"a\n1\n", 0, ','},
        {"sep=;\r\na;b\r\n1;2\r\n", 0, ';'},
        {"a|b\n1|2\n", '|', '|'},
        {"a;b,c\n1;2\n", ';', ';'},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const tarix_csvfile_plan plan = {.separator = cases[i].told};
        tarix_csvfile *file = open_bytes(arena, tarix_str_from(cases[i].bytes), &plan);
        assert_int_equal(tarix_csvfile_separator(file), cases[i].found);
        const tarix_csv_rows rows = next(file);
        assert_int_equal(rows.n, 1);
        check_cell(&rows, 0, 0, "1");
        tarix_arena_free(arena);
    }
}

static void reads_lines_as_they_stand(tarix_guard *guard)
{
    const tarix_csvfile_plan plan = {.is_lines = true};
    tarix_csvfile *file =
        open_bytes(tarix_arena_new(guard), TARIX_STR("bir, \"iki\nüç\r\rdörd"), &plan);
    const tarix_csv_rows rows = next(file);
    assert_int_equal(rows.n, 3);
    check_cell(&rows, 0, 0, "bir, \"iki");
    check_cell(&rows, 1, 0, "üç");
    check_cell(&rows, 2, 0, "dörd");
    assert_int_equal(rows.line[2], 4);
}

static void replaces_bytes_that_are_no_text(tarix_guard *guard)
{
    const tarix_csvfile_plan told = {.encoding = "UTF-8"};
    tarix_csvfile *file =
        open_bytes(tarix_arena_new(guard), TARIX_STR("ə,b\n\xFF,1\0002\n"), &told);
    const tarix_csv_rows rows = next(file);
    check_cell(&rows, 0, 0, "\xEF\xBF\xBD");
    assert_int_equal(rows.cells[1].size, 3);
    assert_int_equal(tarix_text_bad_bytes(tarix_csvfile_text(file)), 1);
    /* UTF-16 with its mark, as spreadsheets save "Unicode text" */
    file = open_bytes(tarix_arena_new(guard),
        TARIX_STR("\xFF\xFE"
                  "a\0\t\0b\0\n\0\x59\x02\t\0"
                  "2\0"),
        NULL);
    const tarix_csv_rows wide = next(file);
    check_cell(&wide, 0, 0, "ə");
    check_cell(&wide, 0, 1, "2");
}

static void refuses_what_has_no_header(tarix_guard *guard)
{
    static const struct {
        tarix_str bytes;
        const char *named;
    } cases[] = {
        {{"", 0}, "t.csv: is empty"},
        {{"\n \r\n", 4}, "t.csv: is empty"},
        {{"a,b,a\n1,2,3\n", 12}, "two columns are named 'a'"},
        {{"a,\"b\n1,2\n", 9}, "t.csv:1: a quotation mark in this row is never closed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tarix_csvfile *file = NULL;
        tarix_error err = {0};
        const tarix_csvfile_plan plan = {0};
        assert_int_equal(tarix_csvfile_open_bytes(
                             tarix_arena_new(guard), "t.csv", cases[i].bytes, &plan, &file, &err),
            TARIX_INVALID);
        if (!strstr(err.message, cases[i].named)) fail_msg("%s", err.message);
    }
}

static void tells_where_a_quote_was_left_open(tarix_guard *guard)
{
    tarix_csvfile *file =
        open_bytes(tarix_arena_new(guard), TARIX_STR("a,b\n\"x\n\ny\",1\n2,3\n4,\"5\n6,7\n"), NULL);
    tarix_csv_rows rows = {0};
    tarix_error err = {0};
    assert_int_equal(tarix_csvfile_next(file, &rows, &err), TARIX_INVALID);
    if (!strstr(err.message, "t.csv:6: a quotation mark")) fail_msg("%s", err.message);
}

/* A table of random cells, written as RFC 4180 says and longer than a batch, comes back. */
enum { n_columns = 3, n_rows = 40000, longest = 30 };
typedef struct random_table {
    char cell[n_columns][longest * 2];
    size_t size[n_columns];
} random_table;

static void random_row(uint64_t *seed, random_table *row)
{
    static const char alphabet[] = "abcxyz0123456789 ,;\"\n\r.-";
    const bool plain = random_below(seed, 4) > 0;
    for (size_t c = 0; c < n_columns; c++) {
        row->size[c] = random_below(seed, longest);
        for (size_t i = 0; i < row->size[c]; i++)
            row->cell[c][i] = plain ? (char)('0' + random_below(seed, 10))
                                    : alphabet[random_below(seed, sizeof alphabet - 1)];
    }
    if (plain && row->size[0] == 0) row->cell[0][row->size[0]++] = '7';
}

static size_t put_row(const random_table *row, bool quotes, char *out)
{
    size_t size = 0;
    for (size_t c = 0; c < n_columns; c++) {
        if (c) out[size++] = ',';
        if (quotes) out[size++] = '"';
        for (size_t i = 0; i < row->size[c]; i++) {
            if (row->cell[c][i] == '"') out[size++] = '"';
            out[size++] = row->cell[c][i];
        }
        if (quotes) out[size++] = '"';
    }
    out[size++] = '\n';
    return size;
}

static bool is_number(const random_table *row)
{
    for (size_t c = 0; c < n_columns; c++)
        for (size_t i = 0; i < row->size[c]; i++)
            if (row->cell[c][i] < '0' || row->cell[c][i] > '9') return false;
    return row->size[0] > 0;
}

static void comes_back_as_it_was_written(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    random_table *table = TARIX_ARRAY(arena, random_table, n_rows);
    char *bytes = tarix_arena_alloc(arena, n_rows, n_columns * (2 * longest + 3) + 1);
    size_t size = (size_t)(stpcpy(bytes, "a,b,c\n") - bytes), at = 0;
    uint64_t seed = 5, line = 2, lines[2] = {0};
    for (size_t r = 0; r < n_rows; r++) {
        random_row(&seed, &table[r]);
        size += put_row(&table[r], !is_number(&table[r]), bytes + size);
    }
    tarix_csvfile *file = open_bytes(arena, (tarix_str){bytes, size}, NULL);
    for (;;) {
        const tarix_csv_rows rows = next(file);
        if (rows.n == 0) break;
        for (size_t r = 0; r < rows.n; r++, at++) {
            for (size_t c = 0; c < n_columns; c++)
                if (!tarix_str_equal(rows.cells[r * n_columns + c],
                        (tarix_str){table[at].cell[c], table[at].size[c]}))
                    fail_msg("row %zu differs in column %zu", at, c);
            if (rows.line[r] != line) fail_msg("row %zu is told to be on another line", at);
            line++;
            for (size_t c = 0; c < n_columns; c++)
                for (size_t i = 0; i < table[at].size[c]; i++) {
                    const char *p = &table[at].cell[c][i];
                    const bool is_pair = *p == '\r' && i + 1 < table[at].size[c] && p[1] == '\n';
                    line += (*p == '\n' || *p == '\r') && !is_pair;
                }
        }
        lines[0]++;
    }
    assert_int_equal(at, n_rows);
    assert_true(lines[0] > 1); /* batches */
}

/* The rows of the file by stretches of about `least` bytes, as threads read them. */
static void check_stretches(tarix_guard *guard, tarix_str bytes, size_t least)
{
    tarix_arena *arena = tarix_arena_new(guard), *copies = tarix_arena_new(guard);
    tarix_csvfile *whole = open_bytes(arena, bytes, NULL), *parts = open_bytes(arena, bytes, NULL);
    tarix_csvrows *reader = tarix_csvfile_rows(parts, arena, copies);
    tarix_csv_rows rows = {0}, expected = {0};
    size_t at = 0;
    uint64_t line = tarix_csvfile_line(parts);
    for (;;) {
        tarix_csv_stretch stretch;
        tarix_error err = {0};
        if (tarix_csvfile_stretch(parts, least, &stretch, &err) != TARIX_OK || stretch.fault)
            fail_msg("%s%s", err.message, stretch.fault ? stretch.fault : "");
        if (stretch.text.size == 0) break;
        char *text = tarix_arena_alloc(arena, stretch.text.size + TARIX_CSV_PADDING, 1);
        memcpy(text, stretch.text.data, stretch.text.size);
        text[stretch.text.size] = '\n';
        tarix_csvrows_set_text(reader, text, 0, stretch.text.size, true, line);
        while (tarix_csvrows_read(reader, 7, &rows, NULL) == TARIX_OK && rows.n)
            for (size_t i = 0; i < rows.n; i++, at++) {
                if (at == expected.n) expected = next(whole), at = 0;
                if (rows.line[i] != expected.line[at] || rows.n_cells[i] != expected.n_cells[at])
                    fail_msg("the row of line %zu differs", (size_t)expected.line[at]);
                for (size_t c = 0; c < rows.width; c++)
                    if (!tarix_str_equal(
                            rows.cells[i * rows.width + c], expected.cells[at * rows.width + c]))
                        fail_msg("line %zu, cell %zu differs", (size_t)rows.line[i], c);
            }
        assert_int_equal(tarix_csvrows_at(reader), stretch.text.size);
        line = tarix_csvrows_line(reader);
    }
    assert_int_equal(at, expected.n);
    assert_int_equal(next(whole).n, 0);
    tarix_arena_free(arena);
    tarix_arena_free(copies);
}

static void stretches_have_the_same_rows(tarix_guard *guard)
{
    static const char *const tables[] = {"a,b\n", "a,b\n1,2", "a,b\r\n1,2\r\n\r\n3,4\r\n",
        "a,b\r1,2\r3,4", "a,b\n\"x\ny\",\"z\"\"\n\"\n\"\",\"\n\"\n1,2\n",
        /* quotation marks that are no frame */
        "a,b\n5\" pipe,1\n\"abc\n def\",2\n3\"\",4\n \"x\" ,y\np \"q\" r,s\n",
        "a;b\n1;2;;\n;\n;3;4;5\n\n\n"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (size_t least = 1; least < 40; least++)
            check_stretches(guard, tarix_str_from(tables[i]), least);
    tarix_arena *arena = tarix_arena_new(guard);
    char *bytes = tarix_arena_alloc(arena, n_rows, n_columns * (2 * longest + 3) + 1);
    size_t size = (size_t)(stpcpy(bytes, "a,b,c\n") - bytes);
    uint64_t seed = 6;
    for (size_t r = 0; r < n_rows; r++) {
        random_table row;
        random_row(&seed, &row);
        size += put_row(&row, !is_number(&row) || r % 3 == 0, bytes + size);
    }
    check_stretches(guard, (tarix_str){bytes, size}, 1000);
    check_stretches(guard, (tarix_str){bytes, size}, 1 << 16);
}

static void a_stretch_tells_where_a_quote_was_left_open(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_csvfile *file = open_bytes(arena, TARIX_STR("a,b\n1,2\n\"x,3\n4,5\n"), NULL);
    tarix_csvrows *reader = tarix_csvfile_rows(file, arena, tarix_arena_new(guard));
    tarix_csv_stretch stretch;
    tarix_csv_rows rows;
    tarix_error err = {0};
    assert_int_equal(tarix_csvfile_stretch(file, 1, &stretch, NULL), TARIX_OK);
    check_str(stretch.text, "1,2\n");
    assert_int_equal(tarix_csvfile_stretch(file, 1, &stretch, NULL), TARIX_OK);
    check_str(stretch.text, "\"x,3\n4,5\n");
    char text[100] = "\"x,3\n4,5\n\n";
    tarix_csvrows_set_text(reader, text, 0, stretch.text.size, true, 3);
    assert_int_equal(tarix_csvrows_read(reader, SIZE_MAX, &rows, &err), TARIX_INVALID);
    assert_int_equal(tarix_csvrows_line(reader), 3);
    assert_non_null(strstr(err.message, "never closed"));
    assert_int_equal(tarix_csvfile_stretch(file, 1, &stretch, NULL), TARIX_OK);
    assert_int_equal(stretch.text.size, 0);
}

/* Cells of which most are counts. */
static size_t random_counts(uint64_t *seed, char *text, size_t most)
{
    static const char *const odd[] = {"", "x", "0", "00", "07", "1.5", "-1", " 5", "5 ", "\"5\"",
        "12345678", "123456789", "1234567890123456", "12345678901234567", "1,2", "1\n", "9/", "9:"};
    static const char *const ends[] = {",", ",", ",", "\n", "\n", "\r\n"};
    const size_t n_odd = sizeof odd / sizeof *odd, n_ends = sizeof ends / sizeof *ends;
    const size_t rarely = 1 + random_below(seed, 100), size = random_below(seed, most);
    size_t at = 0;
    for (unsigned c = 1; at < size; c++) {
        const char *end =
            random_below(seed, rarely) ? (c % 3 ? "," : "\n") : ends[random_below(seed, n_ends)];
        if (random_below(seed, rarely))
            at += (size_t)sprintf(text + at, "%zu%s", random_below(seed, 100000), end);
        else
            at += (size_t)sprintf(text + at, "%s%s", odd[random_below(seed, n_odd)], end);
    }
    return at;
}

/* Rows of counts, and the others one by one, are all rows, and are what they say. */
static void check_counts(tarix_guard *guard, const char *text, size_t size, uint64_t *n_counts)
{
    enum { width = 3, few = 5 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_csvrows *all = tarix_csvrows_new(arena, tarix_arena_new(guard), ',');
    tarix_csvrows *some = tarix_csvrows_new(arena, tarix_arena_new(guard), ',');
    tarix_csv_rows rows = {0}, other = {0};
    uint64_t counts[few * width];
    tarix_str texts[few];
    tarix_csvrows_set_width(all, width);
    tarix_csvrows_set_width(some, width);
    tarix_csvrows_set_text(all, text, 0, size, true, 1);
    tarix_csvrows_set_text(some, text, 0, size, true, 1);
    const tarix_status status = tarix_csvrows_read(all, SIZE_MAX, &rows, NULL);
    for (size_t i = 0; status == TARIX_OK && i < rows.n;) {
        const size_t n = tarix_csvrows_counts(some, few, counts, texts);
        for (size_t k = 0; k < n; k++, i++) {
            char expected[64];
            const uint64_t *c = counts + k * width;
            snprintf(expected, sizeof expected, "%ju,%ju,%ju", (uintmax_t)c[0], (uintmax_t)c[1],
                (uintmax_t)c[2]);
            assert_true(tarix_str_equal(texts[k], tarix_str_from(expected)));
            for (size_t cell = 0, at = 0; cell < width; cell++) {
                const tarix_str read = rows.cells[i * width + cell];
                assert_memory_equal(read.data, expected + at, read.size);
                at += read.size + 1;
            }
            assert_int_equal(rows.n_cells[i], width);
        }
        *n_counts += n;
        if (n == few || i == rows.n) continue;
        assert_int_equal(tarix_csvrows_read(some, 1, &other, NULL), TARIX_OK);
        assert_int_equal(other.line[0], rows.line[i]);
        assert_int_equal(other.n_cells[0], rows.n_cells[i]);
        for (size_t cell = 0; cell < width; cell++)
            assert_true(tarix_str_equal(other.cells[cell], rows.cells[i * width + cell]));
        i++;
    }
    if (status == TARIX_OK) assert_int_equal(tarix_csvrows_at(some), size);
}

static void counts_are_those_of_the_rows(tarix_guard *guard)
{
    enum { most = 2000, rounds = 500 };
    static char text[most + 64 + TARIX_CSV_PADDING];
    uint64_t seed = 8, n_counts = 0;
    for (int i = 0; i < rounds; i++) {
        const size_t size = random_counts(&seed, text, most);
        text[size] = '\n';
        check_counts(guard, text, size, &n_counts);
    }
    assert_true(n_counts > 1000 * 10);
}

static void read_all(tarix_guard *guard)
{
    tarix_csvfile *file =
        open_bytes(tarix_arena_new(guard), TARIX_STR("a,b\n1,2\n\"x\",\"y\n\"\n"), NULL);
    assert_int_equal(next(file).n, 2);
}

static void runs_out_of_memory_cleanly(void **state)
{
    (void)state;
    guarded_starve(read_all, 1 << 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(reads_rows_by_the_names_of_columns),
        GUARDED(finds_the_separator),
        GUARDED(reads_lines_as_they_stand),
        GUARDED(replaces_bytes_that_are_no_text),
        GUARDED(refuses_what_has_no_header),
        GUARDED(tells_where_a_quote_was_left_open),
        GUARDED(comes_back_as_it_was_written),
        GUARDED(stretches_have_the_same_rows),
        GUARDED(a_stretch_tells_where_a_quote_was_left_open),
        GUARDED(counts_are_those_of_the_rows),
        cmocka_unit_test(runs_out_of_memory_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
