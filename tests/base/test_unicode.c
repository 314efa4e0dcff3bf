#include "base/unicode.h"

#include "base/utf8.h"
#include "tests/base/guarded.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { end_of_unicode = 0x110000 };

/* UnicodeData.txt, general categories. */
static void characters_have_their_classes(void **state)
{
    (void)state;
    const struct {
        uint32_t c;
        tarix_char_class class;
    } rows[] = {{'I', TARIX_CHAR_LETTER}, {0x131, TARIX_CHAR_LETTER}, {0x130, TARIX_CHAR_LETTER},
        {'i', TARIX_CHAR_LETTER}, {0x259, TARIX_CHAR_LETTER}, {0x627, TARIX_CHAR_LETTER},
        {0x307, TARIX_CHAR_MARK}, {'0', TARIX_CHAR_DIGIT}, {0x663, TARIX_CHAR_DIGIT},
        {0xB9, TARIX_CHAR_NUMBER}, {0xBD, TARIX_CHAR_NUMBER}, {0x2163, TARIX_CHAR_NUMBER},
        {' ', TARIX_CHAR_SPACE}, {'\n', TARIX_CHAR_SPACE}, {0xA0, TARIX_CHAR_SPACE},
        {0x2028, TARIX_CHAR_SPACE}, {'-', TARIX_CHAR_PUNCT}, {0xAB, TARIX_CHAR_PUNCT},
        {'+', TARIX_CHAR_SYMBOL}, {0x20BC, TARIX_CHAR_SYMBOL}, {0xAD, TARIX_CHAR_FORMAT},
        {0x200D, TARIX_CHAR_FORMAT}, {0xFEFF, TARIX_CHAR_FORMAT}, {0, TARIX_CHAR_OTHER},
        {0xE000, TARIX_CHAR_OTHER}, {0x10FFFF, TARIX_CHAR_OTHER}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (tarix_unicode_class(rows[i].c) != rows[i].class)
            fail_msg("U+%04X is of class %d", rows[i].c, tarix_unicode_class(rows[i].c));
}

/* Scripts.txt. */
static void characters_have_their_scripts(void **state)
{
    (void)state;
    const struct {
        uint32_t c;
        tarix_script script;
    } rows[] = {{'a', TARIX_SCRIPT_LATIN}, {0x259, TARIX_SCRIPT_LATIN}, {0x131, TARIX_SCRIPT_LATIN},
        {0x4D9, TARIX_SCRIPT_CYRILLIC}, {0x438, TARIX_SCRIPT_CYRILLIC},
        {0x6AF, TARIX_SCRIPT_ARABIC}, {0x3B1, TARIX_SCRIPT_OTHER}, {'1', TARIX_SCRIPT_NONE},
        {'-', TARIX_SCRIPT_NONE}, {0x301, TARIX_SCRIPT_NONE}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(tarix_unicode_script(rows[i].c), rows[i].script);
}

static void the_four_letters_i_change_case_in_pairs(void **state)
{
    (void)state;
    assert_int_equal(tarix_unicode_lower_az('I'), 0x131);
    assert_int_equal(tarix_unicode_lower_az(0x130), 'i');
    assert_int_equal(tarix_unicode_upper_az(0x131), 'I');
    assert_int_equal(tarix_unicode_upper_az('i'), 0x130);
    assert_int_equal(tarix_unicode_lower_az('i'), 'i');
    assert_int_equal(tarix_unicode_upper_az('I'), 'I');
}

static bool is_i(uint32_t c)
{
    return c == 'I' || c == 'i' || c == 0x130 || c == 0x131;
}

static void all_other_characters_have_unicodes_simple_mappings(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < end_of_unicode; c++) {
        if (is_i(c)) continue;
        assert_int_equal(tarix_unicode_lower_az(c), u_tolower((UChar32)c));
        assert_int_equal(tarix_unicode_upper_az(c), u_toupper((UChar32)c));
        assert_int_equal(tarix_unicode_is_upper(c), u_isupper((UChar32)c) || u_istitle((UChar32)c));
    }
}

/* UnicodeData.txt: capitals whose small letter has another capital (ẞ Ω K Å ϴ), and title case
 * digraphs (ǅ ǈ ǋ ǲ). All others must come back. */
static bool comes_back_changed(uint32_t c)
{
    static const uint32_t list[] = {
        0x1E9E, 0x2126, 0x212A, 0x212B, 0x3F4, 0x1C5, 0x1C8, 0x1CB, 0x1F2};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (c == list[i]) return true;
    return false;
}

static void capitals_come_back_from_their_small_letters(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < end_of_unicode; c++) {
        const uint32_t lower = tarix_unicode_lower_az(c), upper = tarix_unicode_upper_az(c);
        assert_int_equal(tarix_unicode_lower_az(lower), lower);
        assert_int_equal(tarix_unicode_upper_az(upper), upper);
        if (lower == c) continue;
        if ((tarix_unicode_upper_az(lower) == c) == comes_back_changed(c))
            fail_msg("U+%04X: small U+%04X, capital of that U+%04X", c, lower,
                tarix_unicode_upper_az(lower));
    }
}

/* ---- NFC ---- */

static bool is_nfc(tarix_str text)
{
    return tarix_unicode_nfc_span(text) == text.size;
}

/* White_Space and East_Asian_Width, which ICU tells from data that the program does not load. */
static void spaces_and_wide_characters_are_those_of_unicode(void **state)
{
    (void)state;
    for (uint32_t c = 0x300; c < end_of_unicode; c++) {
        const int32_t width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
        const bool is_wide = width == U_EA_WIDE || width == U_EA_FULLWIDTH;
        if (tarix_unicode_width(c)) assert_int_equal(tarix_unicode_width(c), is_wide ? 2 : 1);
    }
    for (uint32_t c = 0; c < end_of_unicode; c++)
        assert_int_equal(tarix_unicode_class(c) == TARIX_CHAR_SPACE, u_isUWhiteSpace((UChar32)c));
}

static void texts_are_composed(tarix_guard *guard)
{
    /* UAX #15, figures 3 to 5; then letters of ours as they come from PDFs */
    static const char *const rows[][2] = {{"A\xCC\x8A", "Å"}, {"\xE2\x84\xAB", "Å"},
        {"\xE2\x84\xA6", "Ω"}, {"s\xCC\xA3\xCC\x87", "\xE1\xB9\xA9"},
        {"\xE1\xB8\x8B\xCC\xA3", "\xE1\xB8\x8D\xCC\x87"},
        {"q\xCC\x87\xCC\xA3", "q\xCC\xA3\xCC\x87"}, {"\xEF\xAC\x81", "\xEF\xAC\x81"},
        {"I\xCC\x87l", "İl"}, {"s\xCC\xA7o\xCC\x88g\xCC\x86", "şöğ"}, {"i\xCC\x87", "i\xCC\x87"},
        {"", ""}, {"Iıİi", "Iıİi"}, {"\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", "\xEA\xB0\x81"}};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const tarix_str text = tarix_str_from(rows[i][0]);
        check_str(tarix_unicode_nfc(arena, text), rows[i][1]);
        if (strcmp(rows[i][0], rows[i][1]) != 0) assert_false(is_nfc(text));
    }
    assert_true(is_nfc(TARIX_STR("")));
    assert_true(is_nfc(TARIX_STR("Iıİi: «əsr» – Бакы…")));
}

/* Each character alone and behind a letter that takes marks. */
static void no_text_is_called_nfc_that_is_not(void **state)
{
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    for (uint32_t c = 0; c < end_of_unicode; c++) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        char bytes[8] = "a";
        const tarix_str pair = {bytes, 1 + tarix_utf8_encode(c, bytes + 1)};
        UChar wide[4] = {'a'};
        int32_t n = 1;
        U16_APPEND_UNSAFE(wide, n, c);
        for (int k = 0; k < 2; k++)
            if (is_nfc(tarix_str_slice(pair, k, pair.size)) &&
                !unorm2_isNormalized(nfc, wide + k, n - k, &status))
                fail_msg("U+%04X changes under NFC", c);
    }
    assert_true(U_SUCCESS(status));
}

static void the_longest_expansion_fits(tarix_guard *guard)
{
    enum { n = 5000 };
    tarix_arena *arena = tarix_arena_new(guard);
    char *text = tarix_arena_alloc(arena, 4 * n, 1); /* U+1D160: three code points (UAX #15) */
    for (size_t i = 0; i < n; i++) memcpy(text + 4 * i, "\xF0\x9D\x85\xA0", 4);
    const tarix_str nfc = tarix_unicode_nfc(arena, (tarix_str){text, 4 * n});
    assert_int_equal(nfc.size, 12 * n);
    for (size_t i = 0; i < n; i++)
        assert_memory_equal(
            nfc.data + 12 * i, "\xF0\x9D\x85\x98\xF0\x9D\x85\xA5\xF0\x9D\x85\xAE", 12);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(the_longest_expansion_fits, 997);
}

static void the_library_at_hand_has_a_version(tarix_guard *guard)
{
    char icu[16];
    snprintf(icu, sizeof icu, "%d.", U_ICU_VERSION_MAJOR_NUM);
    const tarix_str version = tarix_unicode_version(tarix_arena_new(guard));
    assert_true(tarix_str_starts(version, tarix_str_from(icu)));
    assert_non_null(strstr(version.data, " (Unicode "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(characters_have_their_classes),
        cmocka_unit_test(characters_have_their_scripts),
        cmocka_unit_test(the_four_letters_i_change_case_in_pairs),
        cmocka_unit_test(all_other_characters_have_unicodes_simple_mappings),
        cmocka_unit_test(capitals_come_back_from_their_small_letters),
        cmocka_unit_test(spaces_and_wide_characters_are_those_of_unicode),
        GUARDED(texts_are_composed), cmocka_unit_test(no_text_is_called_nfc_that_is_not),
        GUARDED(the_longest_expansion_fits), cmocka_unit_test(a_small_budget_unwinds),
        GUARDED(the_library_at_hand_has_a_version)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
