#include "base/regex.h"

#include "tests/base/guarded.h"

static bool matches(tarix_arena *arena, const char *pattern, const char *text)
{
    tarix_regex *regex = NULL;
    tarix_error err = {0};
    bool answer = false;
    if (tarix_regex_open(arena, tarix_str_from(pattern), &regex, &err) != TARIX_OK ||
        tarix_regex_matches(regex, tarix_str_from(text), &answer, &err) != TARIX_OK)
        fail_msg("%s: %s", pattern, err.message);
    return answer;
}

static void takes_a_part_for_the_whole(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    assert_true(matches(arena, "inqilab.*", "inqilabçı"));
    assert_true(matches(arena, "[a-zəığüşöç]+", "əışğöü"));
    assert_true(matches(arena, "a|b", "b"));
    assert_true(matches(arena, "^.$", "ə"));
    assert_true(matches(arena, "x?", ""));
    assert_false(matches(arena, "inqilab", "inqilabçı"));
    assert_false(matches(arena, "qilab", "inqilab"));
    assert_false(matches(arena, "i", "ı"));
}

static void finds_a_part(tarix_guard *guard)
{
    static const struct {
        const char *pattern, *text;
        bool is_there;
    } cases[] = {{"neft", "pambıq, neft", true}, {"^neft", "pambıq, neft", false},
        {"neft$", "neft, pambıq", false}, {"ə", "şəhər", true}};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tarix_regex *regex = NULL;
        bool is_there = false;
        assert_int_equal(
            tarix_regex_open(arena, tarix_str_from(cases[i].pattern), &regex, NULL), TARIX_OK);
        for (int twice = 0; twice < 2; twice++) {
            assert_int_equal(
                tarix_regex_finds(regex, tarix_str_from(cases[i].text), &is_there, NULL), TARIX_OK);
            assert_int_equal(is_there, cases[i].is_there);
        }
    }
}

static void takes_what_is_no_pattern(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    static const char *const bad[] = {"", "(", "[a", "a{2", "*", "\\"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        tarix_regex *regex = NULL;
        tarix_error err = {0};
        assert_int_equal(
            tarix_regex_open(arena, tarix_str_from(bad[i]), &regex, &err), TARIX_USAGE);
        assert_non_null(strstr(err.message, "no regular expression"));
    }
}

/* Time that doubles with every letter. */
static void goes_on_for_ever(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_regex *regex = NULL;
    tarix_error err = {0};
    bool answer = false;
    assert_int_equal(tarix_regex_open(arena, TARIX_STR("(a|aa)+(a+)+b"), &regex, &err), TARIX_OK);
    assert_int_equal(tarix_regex_matches(regex,
                         TARIX_STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"),
                         &answer, &err),
        TARIX_USAGE);
    assert_non_null(strstr(err.message, "too long"));
}

int main(void)
{
    const struct CMUnitTest all[] = {GUARDED(takes_a_part_for_the_whole), GUARDED(finds_a_part),
        GUARDED(takes_what_is_no_pattern), GUARDED(goes_on_for_ever)};
    return cmocka_run_group_tests(all, NULL, NULL);
}
