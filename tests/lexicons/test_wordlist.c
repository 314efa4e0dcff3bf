#include "lexicons/wordlist.h"

#include "tests/base/guarded.h"

static void nothing_is_found_in_an_empty_list(tarix_guard *guard)
{
    const tarix_wordlist *list = tarix_wordlist_new(tarix_arena_new(guard));
    assert_int_equal(tarix_wordlist_size(list), 0);
    assert_null(tarix_wordlist_find(list, TARIX_STR("")));
    assert_null(tarix_wordlist_find(list, (tarix_str){NULL, 0}));
    assert_null(tarix_wordlist_find(list, TARIX_STR("il")));
}

static void letters_i_are_four_words_and_a_second_number_is_refused(tarix_guard *guard)
{
    static const char *const words[] = {"I", "ı", "İ", "i", "", "i\xCC\x87"};
    tarix_wordlist *list = tarix_wordlist_new(tarix_arena_new(guard));
    for (uint32_t i = 0; i < 6; i++) {
        assert_true(tarix_wordlist_add(list, tarix_str_from(words[i]), i));
        assert_false(tarix_wordlist_add(list, tarix_str_from(words[i]), 100));
    }
    assert_int_equal(tarix_wordlist_size(list), 6);
    for (uint32_t i = 0; i < 6; i++)
        assert_int_equal(*tarix_wordlist_find(list, tarix_str_from(words[i])), i);
}

static void many_words_keep_their_numbers(tarix_guard *guard)
{
    enum { n = 20000 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_wordlist *list = tarix_wordlist_new(arena);
    for (uint32_t i = 0; i < n; i++)
        assert_true(tarix_wordlist_add(list, tarix_arena_format(arena, "söz%u", i), i));
    assert_int_equal(tarix_wordlist_size(list), n);
    for (uint32_t i = 0; i < 2 * n; i++) {
        const tarix_str word = tarix_arena_format(arena, "söz%u", i);
        const uint32_t *number = tarix_wordlist_find(list, word);
        assert_int_equal(number != NULL, i < n);
        if (number) assert_int_equal(*number, i);
    }
}

static void check_parsed(tarix_guard *guard, tarix_str bytes, const char *const *words, size_t n)
{
    const tarix_wordlist *list = tarix_wordlist_parse(tarix_arena_new(guard), bytes);
    assert_int_equal(tarix_wordlist_size(list), n);
    for (size_t i = 0; i < n; i++)
        assert_non_null(tarix_wordlist_find(list, tarix_str_from(words[i])));
}

static void a_list_is_one_word_a_line(tarix_guard *guard)
{
    const char *const words[] = {"və", "ilə", "\xFFz"};
    check_parsed(guard, TARIX_STR(""), NULL, 0);
    check_parsed(guard, (tarix_str){NULL, 0}, NULL, 0);
    check_parsed(guard, TARIX_STR("\n\n# və\n"), NULL, 0);
    check_parsed(guard, TARIX_STR("və"), words, 1);
    check_parsed(guard, TARIX_STR("# şərh\nvə\r\n\nilə\nvə\n\xFFz"), words, 3);
}

static void a_table_gives_its_first_column_without_the_header(tarix_guard *guard)
{
    const char *const words[] = {"və", "ilə"};
    check_parsed(guard, TARIX_STR("word\tclass\n"), NULL, 0);
    check_parsed(guard, TARIX_STR("word\tclass\nvə\tconj\r\n#x\t\n\nilə\tpostp"), words, 2);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(many_words_keep_their_numbers, 100003);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(nothing_is_found_in_an_empty_list),
        GUARDED(letters_i_are_four_words_and_a_second_number_is_refused),
        GUARDED(many_words_keep_their_numbers), GUARDED(a_list_is_one_word_a_line),
        GUARDED(a_table_gives_its_first_column_without_the_header),
        cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
