#include "lexicons/harmony.h"

#include "base/utf8.h"
#include "tests/base/guarded.h"

#include <stdlib.h>

enum { longest = 80 };

/* Letters of one byte and two, vowels and others, and what begins or ends with a byte of theirs. */
static const char *const letters[] = {
    "a", "ı", "o", "u", "e", "ə", "i", "ö", "ü", "k", "ğ", "ç", "ş", "é", "ɓ", "-", "ы", "№", "𐌰"};
enum { n_letters = sizeof letters / sizeof *letters };

/* As the header says it, letter by letter. */
static void check_contexts(tarix_str word, size_t from, uint8_t first)
{
    uint8_t contexts[longest + 1 + TARIX_CONTEXTS_SLACK];
    contexts[from] = first;
    tarix_contexts_read(word, from, contexts);
    tarix_vowel last = (tarix_vowel)(first >> 1);
    for (size_t at = from, size = 0; at < word.size; at += size) {
        const tarix_vowel own = tarix_vowel_of(tarix_utf8_decode(word.data + at, &size));
        const bool is_vowel = own != TARIX_VOWEL_NONE;
        if (is_vowel) last = own;
        if (contexts[at + size] != 2 * last + is_vowel)
            fail_msg("'%.*s' from %zu: %u before byte %zu, not %u", TARIX_ARG(word), from,
                contexts[at + size], at + size, 2 * last + is_vowel);
    }
    assert_int_equal(contexts[from], first);
}

/* Of `size` bytes or few more, in room of its own, so that what reads beyond it is seen. */
static tarix_str make_word(size_t size)
{
    char text[longest + TARIX_UTF8_MAX + 1];
    size_t n = 0;
    while (n < size) {
        const char *letter = letters[(unsigned)rand() % n_letters];
        memcpy(text + n, letter, strlen(letter));
        n += strlen(letter);
    }
    char *out = malloc(n ? n : 1);
    assert_non_null(out);
    memcpy(out, text, n);
    return (tarix_str){out, n};
}

static void contexts_are_those_of_the_letters_before(void **state)
{
    enum { rounds = 20000 };
    (void)state;
    srand(1);
    for (int i = 0; i < rounds; i++) {
        const tarix_str word = make_word((size_t)rand() % (longest - TARIX_UTF8_MAX));
        size_t from = word.size ? (size_t)rand() % word.size : 0;
        while (!tarix_utf8_is_start(word, from)) from--;
        check_contexts(word, 0, 0);
        check_contexts(word, from, (uint8_t)(rand() % TARIX_CONTEXTS));
        free((char *)word.data);
    }
}

static void endings_follow_the_last_vowel(void **state)
{
    (void)state;
    assert_true(tarix_in_harmony('a', 0x131) && !tarix_in_harmony('a', 'i'));     /* kitab-ı */
    assert_true(tarix_in_harmony(0x259, 0x259) && !tarix_in_harmony('u', 0x259)); /* şəhər-də */
    assert_true(tarix_in_harmony(0xF6, 0xFC) && !tarix_in_harmony('o', 0xFC)); /* göl-ü, yol-u */
    assert_int_equal(tarix_last_vowel(TARIX_STR("torpaq")), 'a');
    assert_int_equal(tarix_last_vowel(TARIX_STR("dövlət")), 0x259);
    assert_int_equal(tarix_last_vowel(TARIX_STR("brt")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contexts_are_those_of_the_letters_before),
        cmocka_unit_test(endings_follow_the_last_vowel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
