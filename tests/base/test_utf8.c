#include "base/utf8.h"

#include "tests/check.h"

typedef struct fault {
    const char *bytes, *expected; /* one ? for each fault, ASCII as it stands */
} fault;

/* Unicode 15.0, section 3.9: tables 3-8 (in its numbering of 15.0, and that of 6.0 to 10.0), 3-9,
 * 3-10 and 3-11: U+FFFD for each maximal subpart. */
static const fault faults[] = {
    {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "????????A"}, /* 3-8: not the shortest form */
    {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "????????A"}, /* 3-9: surrogates */
    {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "?????A??B"}, /* 3-10: others */
    {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "????A"},     /* 3-11: truncated */
    {"\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", "a???b?c??d"}, /* 3-8 of 6.0 */
};

static void check_fault(const fault *f, size_t cut)
{
    const unsigned char *p = (const unsigned char *)f->bytes, *end = p + strlen(f->bytes) - cut;
    char found[32];
    size_t n = 0, bad = 0;
    while (p < end) {
        const size_t size = tarix_utf8_check(p, end, &bad);
        found[n++] = size ? (char)*p : '?';
        assert_true(size <= 1 && bad >= 1);
        p += size ? size : bad;
    }
    assert_ptr_equal(p, end);
    found[n] = '\0';
    if (!cut) assert_string_equal(found, f->expected);
}

static void faults_are_the_maximal_subparts_of_unicode(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (size_t cut = 0; cut < 8; cut++) check_fault(&faults[i], cut);
}

static void check_character(uint32_t c)
{
    unsigned char bytes[TARIX_UTF8_MAX + 1] = "";
    size_t bad = 0, decoded = 0;
    const size_t size = tarix_utf8_encode(c, (char *)bytes);
    assert_true(tarix_utf8_check(bytes, bytes + size, &bad) == size);
    assert_true(tarix_utf8_decode((const char *)bytes, &decoded) == c && decoded == size);
    for (size_t cut = 1; cut < size; cut++) {
        assert_true(tarix_utf8_check(bytes, bytes + cut, &bad) == 0);
        assert_true(bad == cut);
        const unsigned char inside = bytes[cut];
        bytes[cut] = 'a';
        assert_true(tarix_utf8_check(bytes, bytes + size, &bad) == 0 && bad == cut);
        bytes[cut] = inside;
    }
}

static void every_character_comes_back_and_no_part_of_it_passes(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++)
        if (c < 0xD800 || c > 0xDFFF) check_character(c);
}

/* Unicode 15.0, table 3-7: the well-formed sequences of two bytes and the starts of longer ones. */
static void no_wrong_second_byte_passes(void **state)
{
    (void)state;
    for (unsigned lead = 0x80; lead < 0x100; lead++)
        for (unsigned second = 0; second < 0x100; second++) {
            const unsigned char bytes[] = {(unsigned char)lead, (unsigned char)second};
            size_t bad = 0;
            const bool starts =
                lead >= 0xC2 && lead <= 0xF4 && second >= 0x80 && second <= 0xBF &&
                !(lead == 0xE0 && second < 0xA0) && !(lead == 0xED && second > 0x9F) &&
                !(lead == 0xF0 && second < 0x90) && !(lead == 0xF4 && second > 0x8F);
            const size_t size = tarix_utf8_check(bytes, bytes + 2, &bad);
            assert_int_equal(size, starts && lead < 0xE0 ? 2 : 0);
            if (!size) assert_int_equal(bad, starts ? 2 : 1);
        }
}

static void stepping_sees_each_character_from_both_ends(void **state)
{
    (void)state;
    const uint32_t expected[] = {'I', 0x131, 0x130, 'i', 0x259, 0x2026, 0x1F600};
    tarix_str text = TARIX_STR("Iıİiə…😀"), rest = text;
    assert_int_equal(tarix_utf8_count(TARIX_STR("")), 0);
    assert_int_equal(tarix_utf8_count(text), 7);
    for (size_t i = 0; i < 7; i++) assert_int_equal(tarix_utf8_next(&rest), expected[i]);
    assert_int_equal(rest.size, 0);
    for (size_t i = 7; i-- > 0;) {
        size_t start = 0;
        assert_int_equal(tarix_utf8_last(text, &start), expected[i]);
        text.size = start;
    }
    assert_int_equal(text.size, 0);
}

static void the_end_of_a_text_that_is_cut_is_not_stepped_over(void **state)
{
    (void)state;
    const char *cut[] = {"a\xC3 behind it", "a\xE2\x80 behind it", "a\xF0\x9F\x98 behind it"};
    for (size_t size = 2; size <= 4; size++) {
        tarix_str text = {cut[size - 2], size};
        assert_int_equal(tarix_utf8_next(&text), 'a');
        tarix_utf8_next(&text);
        assert_int_equal(text.size, 0);
        assert_ptr_equal(text.data, cut[size - 2] + size);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(faults_are_the_maximal_subparts_of_unicode),
        cmocka_unit_test(every_character_comes_back_and_no_part_of_it_passes),
        cmocka_unit_test(no_wrong_second_byte_passes),
        cmocka_unit_test(the_end_of_a_text_that_is_cut_is_not_stepped_over),
        cmocka_unit_test(stepping_sees_each_character_from_both_ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
