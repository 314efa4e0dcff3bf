#include "lexicons/trie.h"

#include "tests/base/guarded.h"

/* Made of an image that has moved, for one that is compiled in stands elsewhere. */
static tarix_trie trie_of(tarix_arena *arena, const tarix_wordlist *list)
{
    size_t size = 0;
    tarix_trie trie;
    const uint32_t *made = tarix_trie_image(arena, list, &size);
    uint32_t *image = TARIX_ARRAY(arena, uint32_t, size);
    memcpy(image, made, size * sizeof *image);
    tarix_trie_open(&trie, image);
    return trie;
}

static void nothing_is_found_in_an_empty_trie(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_trie trie = trie_of(arena, tarix_wordlist_new(arena));
    assert_int_equal(trie.size, 0);
    assert_null(tarix_trie_find(&trie, TARIX_STR("")));
    assert_null(tarix_trie_find(&trie, (tarix_str){NULL, 0}));
    assert_null(tarix_trie_find(&trie, TARIX_STR("il")));
}

static void words_keep_their_numbers_and_others_are_not_found(tarix_guard *guard)
{
    enum { n = 5000 };
    tarix_arena *arena = tarix_arena_new(guard), *other = tarix_arena_new(guard);
    tarix_wordlist *list = tarix_wordlist_new(arena);
    for (uint32_t i = 0; i < n; i++)
        tarix_wordlist_add(list, tarix_arena_format(arena, "söz%u", i * 7), i % 900);
    const tarix_trie trie = trie_of(other, list);
    tarix_arena_free(arena);
    assert_int_equal(trie.size, n);
    for (uint32_t i = 0; i < 7 * n; i++) {
        const uint32_t *number = tarix_trie_find(&trie, tarix_arena_format(other, "söz%u", i));
        assert_int_equal(number != NULL, i % 7 == 0);
        if (number) assert_int_equal(*number, i / 7 % 900);
    }
}

static void letters_i_the_empty_word_and_any_bytes_are_words(tarix_guard *guard)
{
    static const char *const words[] = {
        "I", "ı", "İ", "i", "", "i\xCC\x87", "\xFF\xFE\x01", "\xFF"};
    enum { n = sizeof words / sizeof *words };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_wordlist *list = tarix_wordlist_new(arena);
    for (uint32_t i = 0; i < n; i++) tarix_wordlist_add(list, tarix_str_from(words[i]), ~i);
    tarix_wordlist_add(list, (tarix_str){"a\0b", 3}, 1);
    const tarix_trie trie = trie_of(arena, list);
    for (uint32_t i = 0; i < n; i++)
        assert_int_equal(*tarix_trie_find(&trie, tarix_str_from(words[i])), ~i);
    assert_non_null(tarix_trie_find(&trie, (tarix_str){"a\0b", 3}));
    assert_null(tarix_trie_find(&trie, TARIX_STR("a")));
    assert_null(tarix_trie_find(&trie, TARIX_STR("\xFF\xFE")));
    assert_null(tarix_trie_find(&trie, TARIX_STR("i\xCC")));
}

static void a_walk_passes_all_words_that_a_text_begins_with(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_wordlist *list = tarix_wordlist_new(arena);
    const tarix_str text = TARIX_STR("qalada");
    tarix_wordlist_add(list, TARIX_STR("qal"), 3);
    tarix_wordlist_add(list, TARIX_STR("qala"), 4);
    tarix_wordlist_add(list, TARIX_STR("qalay"), 5);
    const tarix_trie trie = trie_of(arena, list);
    for (size_t i = 0; i <= text.size; i++) {
        const tarix_str begin = {text.data, i};
        const uint32_t node = tarix_trie_walk(&trie, trie.root, begin);
        assert_int_equal(node != 0, i < 5);
        assert_int_equal(node && tarix_trie_number(&trie, node), i == 3 || i == 4);
    }
}

static void a_word_beyond_the_longest_is_left_out(tarix_guard *guard)
{
    char word[TARIX_TRIE_LONGEST + 1];
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_wordlist *list = tarix_wordlist_new(arena);
    memset(word, 'a', sizeof word);
    tarix_wordlist_add(list, (tarix_str){word, sizeof word}, 1);
    tarix_wordlist_add(list, (tarix_str){word, sizeof word - 1}, 2);
    const tarix_trie trie = trie_of(arena, list);
    assert_int_equal(trie.size, 1);
    assert_null(tarix_trie_find(&trie, (tarix_str){word, sizeof word}));
    assert_int_equal(*tarix_trie_find(&trie, (tarix_str){word, sizeof word - 1}), 2);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(words_keep_their_numbers_and_others_are_not_found, 100003);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(nothing_is_found_in_an_empty_trie),
        GUARDED(words_keep_their_numbers_and_others_are_not_found),
        GUARDED(letters_i_the_empty_word_and_any_bytes_are_words),
        GUARDED(a_walk_passes_all_words_that_a_text_begins_with),
        GUARDED(a_word_beyond_the_longest_is_left_out), cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
