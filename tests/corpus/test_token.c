#include "corpus/token.h"

#include "tests/check.h"

static void misnames_a_kind(void **state)
{
    (void)state;
    static const char *const names[] = {"word", "abbrev", "initials", "number", "ordinal", "roman",
        "citation", "punct", "symbol", "url"};
    for (unsigned k = 0; k < TARIX_KINDS; k++) {
        unsigned kinds = 0;
        check_str(tarix_kind_name((tarix_kind)k), names[k]);
        assert_int_equal(tarix_kinds_parse(tarix_str_from(names[k]), &kinds, NULL), TARIX_OK);
        assert_int_equal(kinds, 1U << k);
    }
}

static void misreads_a_list_of_kinds(void **state)
{
    (void)state;
    unsigned kinds = 0;
    assert_int_equal(tarix_kinds_parse(TARIX_STR("word,abbrev"), &kinds, NULL), TARIX_OK);
    assert_int_equal(kinds, 1 << TARIX_KIND_WORD | 1 << TARIX_KIND_ABBREV);
    assert_int_equal(tarix_kinds_parse(TARIX_STR("url,word,url"), &kinds, NULL), TARIX_OK);
    assert_int_equal(kinds, 1 << TARIX_KIND_WORD | 1 << TARIX_KIND_URL);
    assert_int_equal(tarix_kinds_parse(TARIX_STR("all"), &kinds, NULL), TARIX_OK);
    assert_int_equal(kinds, TARIX_KINDS_ALL);
}

static void takes_an_unknown_kind(void **state)
{
    (void)state;
    static const char *const lists[] = {"", "words", "word,", ",word", "word, abbrev", "Word"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        tarix_error err = {0};
        unsigned kinds = 77;
        assert_int_equal(tarix_kinds_parse(tarix_str_from(lists[i]), &kinds, &err), TARIX_USAGE);
        assert_int_equal(kinds, 77);
        assert_non_null(strstr(err.message, "--kinds"));
    }
}

static void gives_punctuation_a_place(void **state)
{
    (void)state;
    for (unsigned k = 0; k < TARIX_KINDS; k++)
        assert_int_equal(
            tarix_kind_holds_place(k), k != TARIX_KIND_PUNCT && k != TARIX_KIND_SYMBOL);
}

static void gives_two_readings_one_tag(void **state)
{
    (void)state;
    bool seen[UINT16_MAX + 1] = {false};
    for (unsigned kind = 0; kind < TARIX_KINDS; kind++)
        for (unsigned reading = 0; reading < 256; reading++) {
            const tarix_token token = {.kind = (uint8_t)kind, .reading = (uint8_t)reading};
            const uint16_t tag = tarix_token_tag(&token);
            assert_false(seen[tag]);
            assert_int_equal(tag & 0xFF, kind);
            seen[tag] = true;
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misnames_a_kind),
        cmocka_unit_test(misreads_a_list_of_kinds),
        cmocka_unit_test(takes_an_unknown_kind),
        cmocka_unit_test(gives_punctuation_a_place),
        cmocka_unit_test(gives_two_readings_one_tag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
