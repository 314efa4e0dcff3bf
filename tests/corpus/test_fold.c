#include "corpus/fold.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "tests/base/random.h"
#include "tests/check.h"

enum { most = 512 };

static tarix_str fold(tarix_str form, tarix_kind kind, char *out)
{
    return (tarix_str){out, tarix_fold(form, kind, out)};
}

static void check_folds(const char *form, tarix_kind kind, const char *expected)
{
    char out[TARIX_FOLD_SIZE(most)];
    check_str(fold(tarix_str_from(form), kind, out), expected);
}

static void lowers_a_letter_in_the_english_way(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"", ""}, {"İRAN", "iran"}, {"BAKI", "bakı"},
        {"IŞIQ", "ışıq"}, {"İRAN BAKI IŞIQ", "iran bakı ışıq"}, {"I", "ı"}, {"İ", "i"}, {"ı", "ı"},
        {"i", "i"}, {"ƏLİ", "əli"}, {"ÇĞÖŞÜ", "çğöşü"}, {"lar", "lar"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        check_folds(pairs[i][0], TARIX_KIND_WORD, pairs[i][1]);
}

static void leaves_a_look_alike(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"m\u01DDktəb", "məktəb"}, {"m\u04D9ktəb", "məktəb"},
        {"\u018Eli", "əli"}, {"\u04D8li", "əli"}, {"m\u00E4kt\u00E4b", "məktəb"},
        {"\u00C4li", "əli"}, {"ba\u0219", "baş"}, {"\u0218u\u0219a", "şuşa"},
        {"\u021Bar", "\u0163ar"}, {"t\u0430r\u0456x", "tarix"}, {"Qarab\u0430\u011F", "qarabağ"},
        {"\u0421avad", "cavad"}, {"i\u0307stiqlal", "istiqlal"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        check_folds(pairs[i][0], TARIX_KIND_WORD, pairs[i][1]);
}

static void makes_cyrillic_words_latin(void **state)
{
    (void)state;
    check_folds("Россия", TARIX_KIND_WORD, "россия");
    check_folds("ССР", TARIX_KIND_ABBREV, "сср");
    check_folds("тарих", TARIX_KIND_WORD, "тарих");
}

static void keeps_what_is_only_print(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"mə'lumat", "məlumat"}, {"mə\u2019lumat", "məlumat"},
        {"Bakı\u2019nın", "bakının"}, {"Qur\u02BCan", "quran"}, {"mə\u2018na", "məna"},
        {"proqramı\u201Dnda", "proqramında"}, {"Əkinçi\u00BB-nin", "əkinçi-nin"},
        {"Kaspi>>nin", "kaspinin"}, {"Kaspi''nin", "kaspinin"}, {"döv\u00ADlət", "dövlət"},
        {"döv\u200Blət", "dövlət"}, {"döv\u200Clət", "dövlət"}, {"\uFEFFsöz", "söz"},
        {"ictimai-siyasi", "ictimai-siyasi"}, {"ictimai\u2011siyasi", "ictimai-siyasi"},
        {"ictimai\u2010siyasi", "ictimai-siyasi"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        check_folds(pairs[i][0], TARIX_KIND_WORD, pairs[i][1]);
}

/* Each way of typing one word, name or number. */
static void tells_ways_of_typing_apart(void **state)
{
    (void)state;
    static const struct {
        tarix_kind kind;
        const char *before, *behind, *fold;
        const char *signs[16]; /* each between the two */
    } rows[] = {
        {TARIX_KIND_WORD, "Mə", "lumat", "məlumat",
            {"'", "`", "\u00B4", "\u02B9", "\u02BB", "\u02BC", "\u02BD", "\u2018", "\u2019",
                "\u201A", "\u201B"}},
        {TARIX_KIND_WORD, "Əkinçi", "nin", "əkinçinin",
            {"\"", "\u00AB", "\u00BB", "\u201C", "\u201D", "\u201E", "\u201F", "\u2039", "\u203A"}},
        {TARIX_KIND_WORD, "Döv", "lət", "dövlət",
            {"\u00AD", "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u200E", "\u200F",
                "\u202A", "\u202C", "\u2066", "\u2069"}},
        {TARIX_KIND_WORD, "İctimai", "siyasi", "ictimai-siyasi",
            {"-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"}},
        {TARIX_KIND_ORDINAL, "1905", "1907-Cİ", "1905-1907-ci",
            {"-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"}},
        {TARIX_KIND_ROMAN, "XIX", "XX", "XIX-XX",
            {"-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"}},
        {TARIX_KIND_NUMBER, "10", "000", "10 000",
            {" ", "\u00A0", "\u2007", "\u2008", "\u2009", "\u200A", "\u202F", "\u205F"}},
        {TARIX_KIND_CITATION, "(10,", "s.3)", "(10, s.3)", {" ", "\u00A0", "\u2009", "\u202F"}},
        {TARIX_KIND_CITATION, "(10, s.3", "5)", "(10, s.3-5)", {"-", "\u2011", "\u2013"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t k = 0; k < 16 && rows[i].signs[k]; k++) {
            char form[most];
            snprintf(form, sizeof form, "%s%s%s", rows[i].before, rows[i].signs[k], rows[i].behind);
            check_folds(form, rows[i].kind, rows[i].fold);
        }
}

static void folds_a_roman_number(void **state)
{
    (void)state;
    check_folds("XIX", TARIX_KIND_ROMAN, "XIX");
    check_folds("XIX-XX", TARIX_KIND_ROMAN, "XIX-XX");
    check_folds("X\u0130X", TARIX_KIND_ROMAN, "XIX");
    check_folds("\u0425IX-XX", TARIX_KIND_ROMAN, "XIX-XX");
    check_folds("XlX", TARIX_KIND_ROMAN, "XIX");
    check_folds("XVll-ci", TARIX_KIND_ORDINAL, "XVII-ci");
    check_folds("XIX-lar", TARIX_KIND_ROMAN, "XIX-lar");
    check_folds("XX\u2019l\u0259r", TARIX_KIND_ROMAN, "XXl\u0259r");
    check_folds("\u0130l", TARIX_KIND_WORD, "il");
    check_folds("XX-ci", TARIX_KIND_ORDINAL, "XX-ci");
    check_folds("XX-Cİ", TARIX_KIND_ORDINAL, "XX-ci");
    check_folds("XIX-DA", TARIX_KIND_ROMAN, "XIX-da");
    check_folds("XXci", TARIX_KIND_ORDINAL, "XXci");
    check_folds("1917-Cİ", TARIX_KIND_ORDINAL, "1917-ci");
    check_folds("XIX", TARIX_KIND_WORD, "xıx");
}

static void drops_a_quote_that_is_a_token(void **state)
{
    (void)state;
    check_folds("\u201D", TARIX_KIND_PUNCT, "\u201D");
    check_folds("'", TARIX_KIND_PUNCT, "'");
    check_folds("\u2013", TARIX_KIND_PUNCT, "\u2013");
    check_folds("\u00AB", TARIX_KIND_PUNCT, "\u00AB");
    check_folds("\u2019", TARIX_KIND_PUNCT, "\u2019");
    check_folds("(10, s.334)", TARIX_KIND_CITATION, "(10, s.334)");
}

/* Mostly what texts hold, and anything. */
static uint32_t random_char(uint64_t *seed)
{
    static const uint32_t usual[] = {'I', 'i', 0x130, 0x131, 0x259, 0x18F, 0x1DD, 0x18E, 0x4D9,
        0x4D8, 0xC4, 0xE4, 0x307, 0x430, 0x410, 0x421, 0x4BA, 0x219, 0x218, 0x21A, '\'', 0x2019,
        0xAD, 0x200B, 0x2010, '-', 'X', 'V', '1', 0x1E9E, 0x2C7E, 0x2C7F, 0x23A, 0x212A, 0x1C4};
    const size_t pick = random_below(seed, 4);
    if (pick < 2) return usual[random_below(seed, sizeof usual / sizeof *usual)];
    if (pick == 2) return 1 + (uint32_t)random_below(seed, 0x600);
    const uint32_t c = 1 + (uint32_t)random_below(seed, 0x10FFFF);
    return c >= 0xD800 && c < 0xE000 ? 'a' : c;
}

static void changes_what_it_has_folded(void **state)
{
    (void)state;
    char form[most], once[TARIX_FOLD_SIZE(most)], twice[TARIX_FOLD_SIZE(TARIX_FOLD_SIZE(most))];
    uint64_t seed = 1;
    for (size_t i = 0; i < 200000; i++) {
        size_t size = 0;
        for (size_t n = random_below(&seed, 8); n > 0; n--)
            size += tarix_utf8_encode(random_char(&seed), form + size);
        const tarix_kind kind = (tarix_kind)random_below(&seed, TARIX_KINDS);
        const tarix_str first = fold((tarix_str){form, size}, kind, once);
        const tarix_str second = fold(first, kind, twice);
        assert_true(first.size <= TARIX_FOLD_SIZE(size));
        if (!tarix_str_equal(first, second))
            fail_msg("%.*s (kind %d) gives %.*s, and that %.*s", (int)size, form, (int)kind,
                TARIX_ARG(first), TARIX_ARG(second));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lowers_a_letter_in_the_english_way),
        cmocka_unit_test(leaves_a_look_alike),
        cmocka_unit_test(makes_cyrillic_words_latin),
        cmocka_unit_test(keeps_what_is_only_print),
        cmocka_unit_test(tells_ways_of_typing_apart),
        cmocka_unit_test(folds_a_roman_number),
        cmocka_unit_test(drops_a_quote_that_is_a_token),
        cmocka_unit_test(changes_what_it_has_folded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
