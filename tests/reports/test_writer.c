#include "reports/writer.h"

#include "tests/check.h"

static void every_writer_is_found_by_its_name(void **state)
{
    (void)state;
    size_t n = 0;
    const tarix_writer *const *writers = tarix_writers(&n);
    assert_true(n > 0);
    for (size_t i = 0; i < n; i++) {
        const tarix_writer *found = NULL;
        assert_int_equal(
            tarix_writers_find(tarix_str_from(writers[i]->name), &found, NULL), TARIX_OK);
        assert_ptr_equal(found, writers[i]);
        assert_true(writers[i]->help[0] && writers[i]->open);
    }
}

static void a_format_that_does_not_exist_is_named(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"", "''"}, {"cvs", "'csv'"}, {"CSV", "'CSV'"}, {"spreadsheet", "'spreadsheet'"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const tarix_writer *found = NULL;
        tarix_error err = {0};
        assert_int_equal(tarix_writers_find(tarix_str_from(rows[i][0]), &found, &err), TARIX_USAGE);
        assert_null(found);
        assert_non_null(strstr(err.message, rows[i][1]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_writer_is_found_by_its_name),
        cmocka_unit_test(a_format_that_does_not_exist_is_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
