#include "lexicons/tsv.h"

#include "tests/check.h"

static const char columns[] = "word\tclass";

/* Reads to the end or the first fault; returns the rows read. */
static size_t read_all(tarix_str bytes, tarix_status *status, tarix_error *err)
{
    tarix_tsv tsv;
    bool more = true;
    size_t n = 0;
    *status = tarix_tsv_open(&tsv, "list.tsv", bytes, columns, err);
    while (*status == TARIX_OK) {
        *status = tarix_tsv_next(&tsv, &more, err);
        if (*status != TARIX_OK || !more) break;
        n++;
        assert_int_equal(tsv.line, n + 1);
        assert_int_equal(tsv.n_columns, 2);
    }
    return n;
}

static void rows_are_counted_and_cells_kept(void **state)
{
    (void)state;
    const tarix_str lists[] = {TARIX_STR("word\tclass\nI\tbir\nı\t\nİ\tüç\n"),
        TARIX_STR("\xEF\xBB\xBFword\tclass\r\nI\tbir\r\nı\t\r\nİ\tüç")};
    static const char *const cells[][2] = {{"I", "bir"}, {"ı", ""}, {"İ", "üç"}};
    for (size_t i = 0; i < 2; i++) {
        tarix_tsv tsv;
        bool more = false;
        assert_int_equal(tarix_tsv_open(&tsv, "list.tsv", lists[i], columns, NULL), TARIX_OK);
        for (size_t row = 0; row < 3; row++) {
            assert_int_equal(tarix_tsv_next(&tsv, &more, NULL), TARIX_OK);
            assert_true(more);
            for (size_t c = 0; c < 2; c++) check_str(tsv.cells[c], cells[row][c]);
        }
        for (int again = 0; again < 2; again++) {
            assert_int_equal(tarix_tsv_next(&tsv, &more, NULL), TARIX_OK);
            assert_false(more);
        }
    }
}

static void a_header_alone_is_an_empty_list(void **state)
{
    (void)state;
    const tarix_str lists[] = {TARIX_STR("word\tclass"), TARIX_STR("word\tclass\n")};
    for (size_t i = 0; i < 2; i++) {
        tarix_status status = TARIX_IO;
        assert_int_equal(read_all(lists[i], &status, NULL), 0);
        assert_int_equal(status, TARIX_OK);
    }
}

static void faults_are_told_with_their_line(void **state)
{
    (void)state;
    const struct {
        tarix_str bytes;
        size_t rows;
        const char *place;
    } faults[] = {{TARIX_STR(""), 0, "list.tsv:1:"}, {{NULL, 0}, 0, "list.tsv:1:"},
        {TARIX_STR("word\n"), 0, "list.tsv:1:"}, {TARIX_STR("Word\tclass\n"), 0, "list.tsv:1:"},
        {TARIX_STR("word class\n"), 0, "list.tsv:1:"},
        {TARIX_STR("word\tclass\tnote\n"), 0, "list.tsv:1:"},
        {TARIX_STR("\xFF\xFF\tclass\n"), 0, "list.tsv:1:"},
        {TARIX_STR("word\tclass\na\tb\n\na\tb\n"), 1, "list.tsv:3:"},
        {TARIX_STR("word\tclass\n\r\n"), 0, "list.tsv:2:"},
        {TARIX_STR("word\tclass\na\n"), 0, "list.tsv:2:"},
        {TARIX_STR("word\tclass\na\tb\tc\td\te\tf\tg\th\ti\tj\n"), 0, "list.tsv:2:"},
        {TARIX_STR("word\tclass\na\tb\n\xC9\t\n"), 0, "list.tsv:3:"},
        {TARIX_STR("word\tclass\na\t\xED\xA0\x80\n"), 0, "list.tsv:2:"}};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        tarix_status status = TARIX_OK;
        tarix_error err = {0};
        assert_int_equal(read_all(faults[i].bytes, &status, &err), faults[i].rows);
        assert_int_equal(status, TARIX_INVALID);
        assert_memory_equal(err.message, faults[i].place, strlen(faults[i].place));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_are_counted_and_cells_kept),
        cmocka_unit_test(a_header_alone_is_an_empty_list),
        cmocka_unit_test(faults_are_told_with_their_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
