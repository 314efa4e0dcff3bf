#include "reports/writer.h"

#include "tests/check.h"

static tarix_str profile_of(const tarix_writer *writer)
{
    return writer->profile ? tarix_str_from(writer->profile) : TARIX_STR("");
}

static void every_writer_is_found_by_its_name_and_profile(void **state)
{
    (void)state;
    size_t n = 0;
    const tarix_writer *const *writers = tarix_writers(&n);
    assert_true(n > 0);
    for (size_t i = 0; i < n; i++) {
        const tarix_writer *found = NULL;
        assert_int_equal(tarix_writers_find(tarix_str_from(writers[i]->name),
                             profile_of(writers[i]), &found, NULL),
            TARIX_OK);
        assert_ptr_equal(found, writers[i]);
        assert_true(writers[i]->help[0] && writers[i]->media_type[0]);
        assert_true((writers[i]->open != NULL) == (writers[i]->lacks == NULL));
    }
}

static void csv_is_canonical_unless_asked(void **state)
{
    (void)state;
    const tarix_writer *usual = NULL, *canonical = NULL, *az = NULL;
    const tarix_str csv = TARIX_STR("csv");
    assert_int_equal(tarix_writers_find(csv, TARIX_STR(""), &usual, NULL), TARIX_OK);
    assert_int_equal(tarix_writers_find(csv, TARIX_STR("canonical"), &canonical, NULL), TARIX_OK);
    assert_int_equal(tarix_writers_find(csv, TARIX_STR("az"), &az, NULL), TARIX_OK);
    assert_ptr_equal(usual, canonical);
    assert_true(usual->dialect->separator == ',' && az->dialect->separator == ';');
}

static void a_profile_of_another_format_is_refused(void **state)
{
    (void)state;
    const tarix_writer *found = NULL;
    tarix_error err = {0};
    assert_int_equal(
        tarix_writers_find(TARIX_STR("json"), TARIX_STR("az"), &found, &err), TARIX_USAGE);
    assert_null(found);
    assert_non_null(strstr(err.message, "json"));
    assert_non_null(strstr(err.message, "--format csv"));
}

static void a_format_that_does_not_exist_is_named(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"", "''"}, {"cvs", "'csv'"}, {"CSV", "'CSV'"},
        {"spreadsheet", "'spreadsheet'"}, {"latx", "'latex'"}, {"jsonlines", "'jsonlines'"},
        {"xls", "'xlsx'"}, {"markdwon", "'markdown'"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const tarix_writer *found = NULL;
        tarix_error err = {0};
        assert_int_equal(
            tarix_writers_find(tarix_str_from(rows[i][0]), TARIX_STR(""), &found, &err),
            TARIX_USAGE);
        assert_null(found);
        assert_non_null(strstr(err.message, rows[i][1]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_writer_is_found_by_its_name_and_profile),
        cmocka_unit_test(csv_is_canonical_unless_asked),
        cmocka_unit_test(a_profile_of_another_format_is_refused),
        cmocka_unit_test(a_format_that_does_not_exist_is_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
