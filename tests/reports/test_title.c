#include "reports/title.h"

#include "tests/check.h"

static void a_title_breaks_at_spaces(void **state)
{
    (void)state;
    const tarix_str title = TARIX_STR("nisbətlərin sapması, %");
    assert_int_equal(tarix_title_longest_word(title), 11);
    assert_int_equal(tarix_title_lines(title, 11), 2);
    check_str(tarix_title_line(title, 11, 3, 0), "");
    check_str(tarix_title_line(title, 11, 3, 1), "nisbətlərin");
    check_str(tarix_title_line(title, 11, 3, 2), "sapması, %");
    check_str(tarix_title_line(title, 100, 1, 0), "nisbətlərin sapması, %");
}

static void a_word_is_never_broken(void **state)
{
    (void)state;
    const tarix_str title = TARIX_STR("a bbbbb c");
    assert_int_equal(tarix_title_lines(title, 1), 3);
    check_str(tarix_title_line(title, 1, 3, 1), "bbbbb");
    check_str(tarix_title_line(title, 0, 3, 2), "c");
}

static void an_empty_title_is_an_empty_line(void **state)
{
    (void)state;
    assert_int_equal(tarix_title_lines(TARIX_STR(""), 5), 1);
    assert_int_equal(tarix_title_longest_word(TARIX_STR("")), 0);
    check_str(tarix_title_line(TARIX_STR(""), 5, 1, 0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_title_breaks_at_spaces),
        cmocka_unit_test(a_word_is_never_broken),
        cmocka_unit_test(an_empty_title_is_an_empty_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
