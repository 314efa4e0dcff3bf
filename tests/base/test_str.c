#include "base/str.h"

#include "tests/check.h"

static void texts_of_one_letter_are_told_apart(void **state)
{
    (void)state;
    const char *letters[] = {"I", "ı", "İ", "i", "", "ii", "i\xCC\x87"};
    for (size_t i = 0; i < 7; i++)
        for (size_t k = 0; k < 7; k++) {
            const tarix_str a = tarix_str_from(letters[i]), b = tarix_str_from(letters[k]);
            assert_int_equal(tarix_str_equal(a, b), i == k);
            assert_int_equal(tarix_str_compare(a, b) == 0, i == k);
        }
}

static void no_text_is_an_empty_text(void **state)
{
    (void)state;
    const tarix_str none = tarix_str_from(NULL), empty = TARIX_STR(""), one = TARIX_STR("a");
    assert_int_equal(none.size, 0);
    assert_true(tarix_str_equal(none, empty));
    assert_int_equal(tarix_str_compare(none, empty), 0);
    assert_true(tarix_str_compare(none, one) < 0 && tarix_str_compare(one, none) > 0);
    assert_false(tarix_str_starts(none, one) || tarix_str_ends(none, one));
}

static void order_is_that_of_code_points(void **state)
{
    (void)state;
    const char *rising[] = {"", "I", "Ia", "a", "ab", "b", "i", "z", "ç", "İ", "ı", "ə", "Ә",
        "\xEF\xBF\xBD", "\xF0\x90\x80\x80"};
    for (size_t i = 0; i + 1 < sizeof rising / sizeof *rising; i++) {
        const tarix_str a = tarix_str_from(rising[i]), b = tarix_str_from(rising[i + 1]);
        assert_true(tarix_str_compare(a, b) < 0);
        assert_true(tarix_str_compare(b, a) > 0);
    }
    assert_false(tarix_str_equal(TARIX_STR("a\0b"), TARIX_STR("a\0c")));
}

static void starts_and_ends_are_whole_bytes(void **state)
{
    (void)state;
    const tarix_str text = TARIX_STR("kitablar");
    assert_true(tarix_str_starts(text, TARIX_STR("kitab")));
    assert_true(tarix_str_starts(text, TARIX_STR("")) && tarix_str_ends(text, TARIX_STR("")));
    assert_true(tarix_str_starts(text, text) && tarix_str_ends(text, text));
    assert_true(tarix_str_ends(text, TARIX_STR("lar")));
    assert_false(tarix_str_ends(text, TARIX_STR("lər")));
    assert_false(tarix_str_starts(text, TARIX_STR("kitablarda")));
    assert_false(tarix_str_ends(text, TARIX_STR("əkitablar")));
    check_str(tarix_str_slice(text, 5, 8), "lar");
    check_str(tarix_str_slice(text, 8, 8), "");
}

static void check_parts(tarix_str text, const char *const *parts, size_t n)
{
    tarix_str rest = text, part = {0};
    for (size_t i = 0; i < n; i++) {
        assert_true(tarix_str_split(&rest, ',', &part));
        check_str(part, parts[i]);
    }
    assert_false(tarix_str_split(&rest, ',', &part));
    assert_false(tarix_str_split(&rest, ',', &part));
}

static void splitting_loses_no_empty_part(void **state)
{
    (void)state;
    check_parts(TARIX_STR(""), (const char *[]){""}, 1);
    check_parts(TARIX_STR("a"), (const char *[]){"a"}, 1);
    check_parts(TARIX_STR("a,,b"), (const char *[]){"a", "", "b"}, 3);
    check_parts(TARIX_STR(",a,"), (const char *[]){"", "a", ""}, 3);
    check_parts((tarix_str){NULL, 0}, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts_of_one_letter_are_told_apart),
        cmocka_unit_test(no_text_is_an_empty_text), cmocka_unit_test(order_is_that_of_code_points),
        cmocka_unit_test(starts_and_ends_are_whole_bytes),
        cmocka_unit_test(splitting_loses_no_empty_part)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
