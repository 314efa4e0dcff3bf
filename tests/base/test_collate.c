#include "base/collate.h"

#include "base/utf8.h"
#include "tests/base/random.h"
#include "tests/check.h"

#include <unicode/ucol.h>

/* The 32 letters in the order of the alphabet (law of 25 December 1991). */
static const char *const small[] = {"a", "b", "c", "ç", "d", "e", "ə", "f", "g", "ğ", "h", "x", "ı",
    "i", "j", "k", "q", "l", "m", "n", "o", "ö", "p", "r", "s", "ş", "t", "u", "ü", "v", "y", "z"};
static const char *const capital[] = {"A", "B", "C", "Ç", "D", "E", "Ə", "F", "G", "Ğ", "H", "X",
    "I", "İ", "J", "K", "Q", "L", "M", "N", "O", "Ö", "P", "R", "S", "Ş", "T", "U", "Ü", "V", "Y",
    "Z"};
enum { n_letters = 32, n_words = 4000, most_bytes = 40 };

static UCollator *icu;

static int open_icu(void **state)
{
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    icu = ucol_open("az", &status);
    return U_SUCCESS(status) ? 0 : -1;
}

static int close_icu(void **state)
{
    (void)state;
    ucol_close(icu);
    return 0;
}

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

static void check_equal(tarix_collate_keys a, tarix_collate_keys b)
{
    assert_true(a.first == b.first && a.second == b.second);
}

/* The key, which is the same when it is made with those of others, as that of the rest is. */
static tarix_collate_keys take_key(tarix_str *text)
{
    char copy[most_bytes + TARIX_COLLATE_SLACK] = {0};
    tarix_collate_keys key, key_of_rest;
    if (text->size) memcpy(copy, text->data, text->size);
    tarix_collate_all(&(tarix_str){copy, text->size}, 1, &key);
    tarix_collate_rests(&(tarix_str){copy, text->size}, 1, &key_of_rest);
    check_equal(key, tarix_collate_take_key(text));
    check_equal(key_of_rest, tarix_collate_key(*text));
    return key;
}

/* Keys, and where they are equal those of the rests, say what the texts say. */
static void check_key(tarix_str a, tarix_str b)
{
    tarix_str p = a, q = b;
    int keys = 0;
    while (!keys && (p.size || q.size)) {
        const tarix_collate_keys first = take_key(&p), second = take_key(&q);
        keys = tarix_collate_compare_keys(first, second);
    }
    if (keys && (keys < 0) != (tarix_collate(a, b) < 0))
        fail_msg("keys contradict: %.*s %.*s", TARIX_ARG(a), TARIX_ARG(b));
}

/* The sign of ICU's tertiary order; where it sees no difference, that of code points. */
static void check_pair(tarix_str a, tarix_str b)
{
    UErrorCode status = U_ZERO_ERROR;
    int expected = ucol_strcollUTF8(icu, a.data, (int32_t)a.size, b.data, (int32_t)b.size, &status);
    assert_true(U_SUCCESS(status));
    if (!expected) expected = tarix_str_compare(a, b);
    const int order = tarix_collate(a, b);
    if (sign(order) != sign(expected))
        fail_msg("%.*s %.*s: %d, not %d", TARIX_ARG(a), TARIX_ARG(b), order, expected);
    assert_int_equal(sign(tarix_collate(b, a)), -sign(order));
    check_key(a, b);
}

static tarix_str letter(size_t i)
{
    return tarix_str_from(i < n_letters ? small[i] : capital[i - n_letters]);
}

static void letters_stand_in_the_order_of_the_alphabet(void **state)
{
    (void)state;
    for (size_t i = 0; i + 1 < n_letters; i++) {
        const char *rising[] = {small[i], capital[i], small[i + 1], capital[i + 1]};
        for (int k = 0; k < 3; k++)
            assert_true(
                tarix_collate(tarix_str_from(rising[k]), tarix_str_from(rising[k + 1])) < 0);
    }
    for (size_t i = 0; i < 2 * n_letters; i++)
        for (size_t k = 0; k < 2 * n_letters; k++) check_pair(letter(i), letter(k));
}

/* Different letters at any of the places that a key has. */
static void keys_tell_letters_apart(void **state)
{
    (void)state;
    char first[most_bytes], second[most_bytes];
    for (int at = 0; at < 16; at++)
        for (size_t i = 0; i + 1 < n_letters; i++) {
            memset(first, 'm', (size_t)at);
            memset(second, 'm', (size_t)at);
            snprintf(first + at, 4, "%s", small[i]);
            snprintf(second + at, 4, "%s", small[i + 1]);
            assert_true(tarix_collate_compare_keys(tarix_collate_key(tarix_str_from(first)),
                            tarix_collate_key(tarix_str_from(second))) < 0);
        }
}

/* Letters of both cases, digits and hyphens; every other word has few letters to choose from, so
 * that words share their beginnings and differ in case alone. */
static tarix_str random_word(uint64_t *seed, char *bytes)
{
    tarix_str word = {bytes, 0};
    const uint64_t size = random_next(seed) % 13;
    const size_t first = random_next(seed) % n_letters;
    const bool narrow = random_next(seed) % 2;
    for (uint64_t i = 0; i < size; i++) {
        const uint64_t kind = random_next(seed) % 12;
        const size_t i_letter = narrow ? first : random_next(seed) % n_letters;
        tarix_str next = letter(i_letter + (kind > 8 ? n_letters : 0));
        if (kind == 0) next = tarix_str_slice(TARIX_STR("0123456789"), i % 10, i % 10 + 1);
        if (kind == 1) next = TARIX_STR("-");
        memcpy(bytes + word.size, next.data, next.size);
        word.size += next.size;
    }
    return word;
}

static void words_stand_as_icu_has_them(void **state)
{
    (void)state;
    static char bytes[n_words][most_bytes];
    static tarix_str words[n_words];
    uint64_t seed = 3;
    for (size_t i = 0; i < n_words; i++) words[i] = random_word(&seed, bytes[i]);
    for (size_t i = 0; i < n_words; i++)
        for (size_t k = i; k < n_words; k += 1 + k % 97) check_pair(words[i], words[k]);
}

static void real_words_stand_as_in_a_dictionary(void **state)
{
    (void)state;
    const char *rising[] = {"", "-", "1", "1918", "2", "a", "ab", "Abbas", "ailə-məişət", "çay",
        "de", "dəftər", "e", "əsr", "heç", "xalq", "ı", "I", "ığ", "i", "İ", "ictimai-siyasi",
        "ictimaiyyət", "il", "il-", "illər", "k", "kitab", "kitablar", "qala", "lalə", "şah",
        "tarix", "z", "ж"};
    for (size_t i = 0; i < sizeof rising / sizeof *rising; i++)
        for (size_t k = i; k < sizeof rising / sizeof *rising; k++)
            check_pair(tarix_str_from(rising[i]), tarix_str_from(rising[k]));
}

/* Texts of any characters at all: an order without ties and without circles. */
static tarix_str random_text(uint64_t *seed, char *bytes)
{
    static const uint32_t ends[] = {0x80, 0x180, 0x530, 0x2100, 0xD7FF, 0x10FFFF};
    tarix_str text = {bytes, 0};
    const uint64_t size = random_next(seed) % 4;
    for (uint64_t i = 0; i < size; i++) {
        uint32_t c = (uint32_t)(random_next(seed) % ends[random_next(seed) % 6]);
        if (c >= 0xD800 && c <= 0xDFFF) c = 'a';
        text.size += tarix_utf8_encode(c, bytes + text.size);
    }
    return text;
}

static void any_texts_have_one_order(void **state)
{
    (void)state;
    char bytes[3][most_bytes];
    uint64_t seed = 4;
    for (int i = 0; i < 200000; i++) {
        tarix_str t[3];
        for (int k = 0; k < 3; k++) t[k] = random_text(&seed, bytes[k]);
        const int ab = tarix_collate(t[0], t[1]), bc = tarix_collate(t[1], t[2]);
        assert_int_equal(ab == 0, tarix_str_equal(t[0], t[1]));
        assert_int_equal(sign(tarix_collate(t[1], t[0])), -sign(ab));
        if (ab < 0 && bc < 0) assert_true(tarix_collate(t[0], t[2]) < 0);
        if (ab > 0 && bc > 0) assert_true(tarix_collate(t[0], t[2]) > 0);
        check_key(t[0], t[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(letters_stand_in_the_order_of_the_alphabet),
        cmocka_unit_test(keys_tell_letters_apart), cmocka_unit_test(words_stand_as_icu_has_them),
        cmocka_unit_test(real_words_stand_as_in_a_dictionary),
        cmocka_unit_test(any_texts_have_one_order)};
    return cmocka_run_group_tests(tests, open_icu, close_icu);
}
