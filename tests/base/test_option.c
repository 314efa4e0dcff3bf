#include "base/option.h"

#include "tests/base/guarded.h"

static const tarix_option flag = {.name = "strict", .kind = TARIX_OPTION_FLAG},
                          text = {.name = "output", .letter = 'o', .kind = TARIX_OPTION_TEXT},
                          word = {.name = "by",
                              .letter = 'b',
                              .kind = TARIX_OPTION_WORD,
                              .choices = "word,sentence",
                              .fallback = "word"},
                          bounded = {.name = "digits",
                              .kind = TARIX_OPTION_COUNT,
                              .fallback = "6",
                              .low = 1,
                              .high = 17},
                          open_ended = {.name = "limit", .kind = TARIX_OPTION_COUNT, .low = 2},
                          share = {.name = "alpha",
                              .kind = TARIX_OPTION_REAL,
                              .fallback = "0.05",
                              .is_above = true,
                              .most = 1},
                          floor_ = {.name = "thin", .kind = TARIX_OPTION_REAL, .least = -2.5},
                          size = {.name = "memory", .kind = TARIX_OPTION_SIZE, .fallback = "1k"},
                          many = {.name = "reference", .kind = TARIX_OPTION_TEXT, .repeats = true},
                          absent = {.name = "absent", .kind = TARIX_OPTION_TEXT, .fallback = "no"};
static const tarix_option *const rows[] = {
    &flag, &text, &word, &bounded, &open_ended, &share, &floor_, &size, &many, NULL};

static tarix_options *new_options(tarix_guard *guard)
{
    static const tarix_option_default defaults[] = {{&word, "sentence"}, {NULL, NULL}};
    return tarix_options_new(tarix_arena_new(guard), rows, defaults);
}

static void defaults_stand_until_something_is_set(tarix_guard *guard)
{
    tarix_options *options = new_options(guard);
    size_t n = 7;
    assert_ptr_equal(tarix_options_rows(options), rows);
    for (size_t i = 0; rows[i]; i++) assert_false(tarix_options_given(options, rows[i]));
    assert_false(tarix_options_flag(options, &flag));
    assert_null(tarix_options_text(options, &text).data);
    check_str(tarix_options_text(options, &word), "sentence");
    assert_string_equal(tarix_options_fallback(options, &word), "sentence");
    assert_string_equal(tarix_options_fallback(options, &bounded), "6");
    assert_int_equal(tarix_options_count(options, &bounded), 6);
    assert_int_equal(tarix_options_count(options, &open_ended), 0);
    assert_int_equal(tarix_options_count(options, &size), 1024);
    check_str(tarix_options_text(options, &absent), "no");
    assert_false(tarix_options_given(options, &absent));
    assert_null(tarix_options_all(options, &many, &n));
    assert_int_equal(n, 0);
    check_str(
        tarix_options_text(tarix_options_new(tarix_arena_new(guard), rows, NULL), &word), "word");
}

static void the_last_value_wins_and_repeated_ones_add_up(tarix_guard *guard)
{
    tarix_options *options = new_options(guard);
    char value[] = "first";
    size_t n = 0;
    tarix_options_set(options, &text, tarix_str_from(value), NULL);
    value[0] = 'X';
    check_str(tarix_options_text(options, &text), "first");
    tarix_options_set(options, &text, TARIX_STR(""), NULL);
    check_str(tarix_options_text(options, &text), "");
    assert_non_null(tarix_options_text(options, &text).data);
    assert_true(tarix_options_given(options, &text));
    for (int i = 0; i < 40; i++)
        tarix_options_set(options, &many, tarix_str_from(i % 2 ? "ı" : "i"), NULL);
    const tarix_str *all = tarix_options_all(options, &many, &n);
    assert_int_equal(n, 40);
    for (size_t i = 0; i < n; i++) check_str(all[i], i % 2 ? "ı" : "i");
    tarix_options_set(options, &flag, TARIX_STR(""), NULL);
    assert_true(tarix_options_flag(options, &flag));
}

static void values_that_do_not_fit_are_refused_by_name(tarix_guard *guard)
{
    static const struct {
        const tarix_option *option;
        const char *value;
    } wrong[] = {{&word, "words"}, {&word, ""}, {&word, "word,sentence"}, {&word, "Word"},
        {&bounded, "0"}, {&bounded, "18"}, {&bounded, ""}, {&bounded, "-1"}, {&bounded, "6 "},
        {&bounded, "6k"}, {&open_ended, "1"}, {&open_ended, "18446744073709551616"}, {&size, "2T"},
        {&size, ""}, {&size, "M"}, {&size, "1.5M"}, {&share, "0"}, {&share, "1.0001"},
        {&share, "nan"}, {&share, "inf"}, {&share, "0,05"}, {&share, ""}, {&floor_, "-2.6"},
        {&floor_, "inf"}};
    tarix_options *options = new_options(guard);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        tarix_error err = {0};
        assert_int_equal(
            tarix_options_set(options, wrong[i].option, tarix_str_from(wrong[i].value), &err),
            TARIX_USAGE);
        assert_non_null(strstr(err.message, wrong[i].option->name));
        assert_false(tarix_options_given(options, wrong[i].option));
    }
}

static void values_at_the_bounds_fit(tarix_guard *guard)
{
    static const struct {
        const tarix_option *option;
        const char *value;
        uint64_t number;
    } right[] = {{&bounded, "1", 1}, {&bounded, "17", 17}, {&open_ended, "2", 2},
        {&open_ended, "18446744073709551615", UINT64_MAX}, {&size, "500M", 500 * 1048576},
        {&size, "0", 0}};
    tarix_options *options = new_options(guard);
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        const tarix_str value = tarix_str_from(right[i].value);
        assert_int_equal(tarix_options_set(options, right[i].option, value, NULL), TARIX_OK);
        assert_true(tarix_options_count(options, right[i].option) == right[i].number);
    }
}

static void numbers_at_the_bounds_fit(tarix_guard *guard)
{
    static const struct {
        const tarix_option *option;
        const char *value;
        double number;
    } right[] = {{&share, "1", 1}, {&share, "1e-300", 1e-300}, {&floor_, "-2.5", -2.5},
        {&floor_, "1e300", 1e300}};
    tarix_options *options = new_options(guard);
    assert_true(tarix_options_real(options, &share) == 0.05);
    assert_true(isnan(tarix_options_real(options, &floor_)));
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        const tarix_str value = tarix_str_from(right[i].value);
        assert_int_equal(tarix_options_set(options, right[i].option, value, NULL), TARIX_OK);
        assert_true(tarix_options_real(options, right[i].option) == right[i].number);
    }
}

static void a_name_or_letter_of_no_option_is_not_found(tarix_guard *guard)
{
    tarix_options *options = new_options(guard);
    static const tarix_option *const none[] = {NULL};
    for (size_t i = 0; rows[i]; i++)
        assert_ptr_equal(tarix_options_find(options, tarix_str_from(rows[i]->name)), rows[i]);
    assert_null(tarix_options_find(options, TARIX_STR("")));
    assert_null(tarix_options_find(options, TARIX_STR("outpu")));
    assert_ptr_equal(tarix_options_find_letter(options, 'o'), &text);
    assert_ptr_equal(tarix_options_find_letter(options, 'b'), &word);
    assert_null(tarix_options_find_letter(options, 'x'));
    assert_null(tarix_options_find_letter(options, '\0'));
    options = tarix_options_new(tarix_arena_new(guard), none, NULL);
    assert_null(tarix_options_find(options, TARIX_STR("output")));
}

static void only_what_is_near_is_meant(void **state)
{
    (void)state;
    const char *const names[] = {"keyness", "freq", "colloc"};
    char long_name[200];
    memset(long_name, 'x', sizeof long_name);
    assert_string_equal(tarix_option_nearest(TARIX_STR("keynes"), names, 3), "keyness");
    assert_string_equal(tarix_option_nearest(TARIX_STR("frqe"), names, 3), "freq");
    assert_string_equal(tarix_option_nearest(TARIX_STR("col"), names, 3), "colloc");
    assert_string_equal(tarix_option_nearest(TARIX_STR("freq"), names, 3), "freq");
    assert_null(tarix_option_nearest(TARIX_STR("dispersion"), names, 3));
    assert_null(tarix_option_nearest(TARIX_STR(""), names, 3));
    assert_null(tarix_option_nearest(TARIX_STR("freq"), names, 0));
    assert_null(tarix_option_nearest((tarix_str){long_name, sizeof long_name}, names, 3));
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(the_last_value_wins_and_repeated_ones_add_up, 251);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(defaults_stand_until_something_is_set),
        GUARDED(the_last_value_wins_and_repeated_ones_add_up),
        GUARDED(values_that_do_not_fit_are_refused_by_name), GUARDED(values_at_the_bounds_fit),
        GUARDED(numbers_at_the_bounds_fit), GUARDED(a_name_or_letter_of_no_option_is_not_found),
        cmocka_unit_test(only_what_is_near_is_meant), cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
