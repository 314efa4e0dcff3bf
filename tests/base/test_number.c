#include "base/number.h"

#include "base/digits.h"
#include "tests/base/random.h"
#include "tests/locale.h"

#include <errno.h>

enum { n_random = 1000000 };

static const char *real(double value, int digits)
{
    static char text[TARIX_NUMBER_SIZE + 1];
    text[tarix_number_from_real(value, digits, text)] = '\0';
    return text;
}

static const char *count(uint64_t value)
{
    static char text[TARIX_NUMBER_SIZE + 1];
    text[tarix_number_from_count(value, text)] = '\0';
    return text;
}

/* Any finite double, each bit pattern as likely as the next. */
static double random_real(uint64_t *seed)
{
    double value;
    do {
        const uint64_t bits = random_next(seed);
        memcpy(&value, &bits, sizeof value);
    } while (!isfinite(value));
    return value;
}

static void seventeen_digits_read_back_as_the_same_double(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < n_random; i++) {
        const double value = random_real(&seed);
        const char *text = real(value, 17);
        double parsed = 0;
        if (!tarix_number_parse_real(tarix_str_from(text), &parsed) || parsed != value ||
            strtod(text, NULL) != value)
            fail_msg("%a is written as %s", value, text);
    }
}

/* As many subnormals as of all others together would be too few above. */
static void subnormals_read_back_as_the_same_double(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int i = 0; i < n_random / 10; i++) {
        const uint64_t bits = random_next(&seed) >> (12 + random_below(&seed, 52));
        double value, parsed = 0;
        memcpy(&value, &bits, sizeof value);
        const char *text = real(value, 17);
        if (!tarix_number_parse_real(tarix_str_from(text), &parsed) || parsed != value ||
            strtod(text, NULL) != value)
            fail_msg("%a is written as %s", value, text);
    }
}

static void seventeen_digits_are_the_fewest_that_are_needed(void **state)
{
    (void)state;
    assert_string_equal(real(0.1, 17), "0.1");
    assert_string_equal(real(-0.3, 17), "-0.3");
    assert_string_equal(real(5e-324, 17), "5e-324");
    assert_string_equal(real(1e-310, 17), "1e-310");
    assert_string_equal(real(1.0 / 3, 17), "0.3333333333333333");
    assert_string_equal(real(0.1 + 0.2, 17), "0.30000000000000004");
    assert_string_equal(real(1.7976931348623157e308, 17), "1.7976931348623157e+308");
    assert_string_equal(real(2.2250738585072014e-308, 17), "2.2250738585072014e-308");
    uint64_t seed = 4;
    for (int i = 0; i < n_random / 100; i++) {
        const double value = random_real(&seed);
        char expected[64];
        int digits = 1;
        do snprintf(expected, sizeof expected, "%.*e", digits - 1, value);
        while (strtod(expected, NULL) != value && digits++ < 17);
        size_t found = 0;
        const char *text = real(value, 17);
        if (fabs(value) > 1e15 || fabs(value) < 1e-5) /* with an exponent: no zeros to fill up */
            for (const char *c = text; *c && *c != 'e'; c++) found += *c >= '0' && *c <= '9';
        if (found > (size_t)digits) fail_msg("%s is written as %s", expected, text);
    }
}

static void six_digits_are_those_of_printf(void **state)
{
    (void)state;
    uint64_t seed = 2;
    char expected[64];
    for (int i = 0; i < n_random; i++) {
        double value = random_real(&seed);
        if (i % 2) value = ldexp(value / 1e300, (int)(random_next(&seed) % 80)); /* usual sizes */
        if (!isfinite(value)) continue;
        snprintf(expected, sizeof expected, "%.6g", value);
        const char *text = real(value, 6);
        if (strtod(text, NULL) != strtod(expected, NULL)) fail_msg("%s, not %s", text, expected);
    }
}

/* Ties between two roundings, what stands next to them, and powers of ten. */
static double random_near_tie(uint64_t *seed)
{
    static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11};
    const double whole = (double)random_below(seed, 100000000);
    const size_t k = random_below(seed, sizeof tens / sizeof *tens);
    double value = 0;
    switch (random_below(seed, 4)) {
    case 0: value = ldexp(whole, -(int)random_below(seed, 40)); break;
    case 1: value = whole / tens[k]; break;
    case 2: value = whole * (double)random_below(seed, 10000000) / tens[k]; break;
    default: value = random_below(seed, 2) ? tens[k] : 1 / tens[k]; break;
    }
    switch (random_below(seed, 4)) {
    case 0: return nextafter(value, INFINITY);
    case 1: return nextafter(value, 0);
    default: return value;
    }
}

static void ties_are_those_of_printf(void **state)
{
    (void)state;
    uint64_t seed = 4;
    char expected[64];
    for (int i = 0; i < n_random; i++) {
        const double value = random_near_tie(&seed);
        const int digits = 1 + (int)random_below(&seed, 16);
        snprintf(expected, sizeof expected, "%.*e", digits - 1, value);
        const char *text = real(value, digits);
        if (strtod(text, NULL) != strtod(expected, NULL)) fail_msg("%s, not %s", text, expected);
    }
}

static double random_of_any_kind(uint64_t *seed)
{
    static const double odd[] = {0, 1, 1e-5, 1e15, 999999.5, 0.99999999, 1e-4, 1e300, 5e-324, -0.0,
        NAN, INFINITY, 123456.5, 9.9999995, 1e8, 99999999.5, 1e-9, 999999999999999.9};
    double value = 0;
    switch (random_below(seed, 4)) {
    case 0: value = random_real(seed); break;
    case 1: value = random_near_tie(seed); break;
    case 2: value = odd[random_below(seed, sizeof odd / sizeof *odd)]; break;
    default: /* of usual size: 2^-50 to 2^60 */
        value = ldexp((double)(random_next(seed) >> 11), (int)random_below(seed, 111) - 103);
    }
    return random_below(seed, 4) ? value : -value;
}

static void many_reals_are_written_as_one_is(void **state)
{
    (void)state;
    enum { most = 150 };
    double values[most];
    char texts[(most + 1) * TARIX_NUMBER_SHORT];
    uint8_t sizes[most];
    uint64_t seed = 7;
    for (int i = 0; i < n_random / most; i++) {
        const size_t n = random_below(&seed, most + 1);
        const int digits = 1 + (int)random_below(&seed, TARIX_NUMBER_FEW);
        for (size_t k = 0; k < n; k++) values[k] = random_of_any_kind(&seed);
        tarix_number_from_reals(values, n, digits, texts, sizes);
        for (size_t k = 0; k < n; k++) {
            const char *expected = real(values[k], digits);
            const char *text = texts + k * TARIX_NUMBER_SHORT;
            if (sizes[k] != strlen(expected) || memcmp(text, expected, sizes[k]) != 0)
                fail_msg("%a is %.*s, not %s", values[k], sizes[k], text, expected);
        }
    }
}

static void plain_decimals_are_read_as_strtod_reads_them(void **state)
{
    (void)state;
    uint64_t seed = 5;
    char text[64];
    for (int i = 0; i < n_random; i++) {
        const int whole = (int)random_below(&seed, 18), part = (int)random_below(&seed, 18);
        int size = random_below(&seed, 2) ? snprintf(text, sizeof text, "-") : 0;
        for (int d = 0; d < whole; d++) text[size++] = (char)('0' + random_below(&seed, 10));
        if (part || !whole) text[size++] = '.';
        for (int d = 0; d < part; d++) text[size++] = (char)('0' + random_below(&seed, 10));
        text[size] = '\0';
        double value = 0;
        const bool is_read = tarix_number_parse_real(tarix_str_from(text), &value);
        if (is_read != (whole + part > 0) || (is_read && value != strtod(text, NULL)))
            fail_msg("%s is read as %.17g", text, value);
    }
}

static void reals_are_plain_within_bounds_and_shortest(void **state)
{
    (void)state;
    assert_string_equal(real(0, 6), "0");
    assert_string_equal(real(1, 1), "1");
    assert_string_equal(real(-0.5, 6), "-0.5");
    assert_string_equal(real(1e-5, 6), "0.00001");
    assert_string_equal(real(100, 17), "100");
    assert_string_equal(real(123456789012345, 17), "123456789012345");
    assert_string_equal(real(1234567, 6), "1234570");
    assert_string_equal(real(2.0 / 3, 3), "0.667");
    assert_string_equal(real(0.99999999, 6), "1");
    assert_null(strchr(real(9.99e14, 3), 'e'));
    assert_non_null(strchr(real(9.9e-6, 6), 'e'));
    assert_non_null(strchr(real(1.5e16, 6), 'e'));
    assert_true(strtod(real(-0.0, 17), NULL) == 0);
}

static void the_undefined_is_empty_and_the_infinite_has_a_name(void **state)
{
    (void)state;
    double back = 0;
    assert_string_equal(real(NAN, 6), "");
    assert_string_equal(real(INFINITY, 6), "inf");
    assert_string_equal(real(-INFINITY, 6), "-inf");
    assert_true(tarix_number_parse_real(TARIX_STR("-inf"), &back) && back == -INFINITY);
    assert_true(tarix_number_parse_real(TARIX_STR("inf"), &back) && back == INFINITY);
}

static void no_digit_count_or_size_overruns_the_buffer(void **state)
{
    (void)state;
    const double values[] = {-5e-324, -1.7976931348623157e308, -1.2345678901234567e-5,
        -999999999999999.9, -1e15, 9.9999999999999999e22, -0.1};
    for (int digits = 1; digits <= 17; digits++)
        for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
            char text[TARIX_NUMBER_SIZE];
            assert_true(tarix_number_from_real(values[i], digits, text) <= TARIX_NUMBER_SIZE);
            char expected[64];
            snprintf(expected, sizeof expected, "%.*g", digits, values[i]);
            assert_true(strtod(real(values[i], digits), NULL) == strtod(expected, NULL));
        }
}

static void counts_keep_every_digit(void **state)
{
    (void)state;
    const uint64_t counts[] = {0, 1, 9, 10, 1918, UINT32_MAX, UINT64_MAX};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        uint64_t back = 7;
        assert_true(tarix_number_parse_count(tarix_str_from(count(counts[i])), &back));
        assert_true(back == counts[i]);
    }
    assert_string_equal(count(UINT64_MAX), "18446744073709551615");
}

/* What strtoull reads of text that is digits and nothing else. */
static bool read_by_the_library(const char *text, uint64_t *out)
{
    char *end = NULL;
    for (const char *p = text; *p; p++)
        if (!strchr("0123456789", *p)) return false;
    errno = 0;
    *out = strtoull(text, &end, 10);
    return *text && !errno;
}

static void counts_are_read_as_the_c_library_reads_them(void **state)
{
    (void)state;
    uint64_t seed = 6;
    char text[32 + TARIX_DIGITS_PADDING] = {0};
    for (int i = 0; i < n_random; i++) {
        const size_t size = random_below(&seed, 23);
        for (size_t d = 0; d < size; d++) text[d] = (char)('0' + random_below(&seed, 10));
        if (size && random_below(&seed, 4) == 0)
            text[random_below(&seed, size)] = (char)(1 + random_below(&seed, 255));
        text[size] = '\0';
        uint64_t expected = 0, count = 7, cell = 7;
        const bool is_count = read_by_the_library(text, &expected);
        text[size] = ','; /* what stands behind a cell is not looked at */
        if (tarix_number_parse_count((tarix_str){text, size}, &count) != is_count ||
            tarix_digits_parse_cell((tarix_str){text, size}, &cell) != is_count)
            fail_msg("%.*s is %s", (int)size, text, is_count ? "refused" : "taken");
        assert_true(count == (is_count ? expected : 7) && cell == count);
    }
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    const tarix_str none[] = {TARIX_STR(""), {NULL, 0}, TARIX_STR(" 1"), TARIX_STR("1 "),
        TARIX_STR("1\n"), TARIX_STR("1\0"), TARIX_STR("1,5"), TARIX_STR("0x1"), TARIX_STR("--1"),
        TARIX_STR("nan"), TARIX_STR("i"), TARIX_STR("e5"), TARIX_STR("1e"), TARIX_STR("1.2.3"),
        TARIX_STR("."), TARIX_STR("٣"), TARIX_STR("\xFF"), TARIX_STR("1k1"), TARIX_STR("k")};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        uint64_t whole = 7;
        double value = 7;
        assert_false(tarix_number_parse_real(none[i], &value));
        assert_false(tarix_number_parse_count(none[i], &whole));
        assert_false(tarix_number_parse_size(none[i], &whole));
        assert_true(whole == 7 && value == 7);
    }
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    uint64_t whole = 7;
    double value = 7;
    char points[101];
    memset(points, '.', sizeof points);
    assert_false(tarix_number_parse_count(TARIX_STR("18446744073709551616"), &whole));
    assert_false(tarix_number_parse_count(TARIX_STR("99999999999999999999"), &whole));
    assert_false(tarix_number_parse_count(TARIX_STR("100000000000000000000"), &whole));
    assert_false(tarix_number_parse_count(TARIX_STR("1844674407370955161x"), &whole));
    assert_false(tarix_number_parse_count(TARIX_STR("-1"), &whole));
    assert_false(tarix_number_parse_size(TARIX_STR("17179869184G"), &whole));
    assert_false(tarix_number_parse_size(TARIX_STR("1T"), &whole));
    assert_false(tarix_number_parse_real(TARIX_STR("1e309"), &value));
    assert_false(tarix_number_parse_real(TARIX_STR("-1e999"), &value));
    assert_false(tarix_number_parse_real((tarix_str){points, 100}, &value));
    assert_true(whole == 7 && value == 7);
}

static void sizes_are_powers_of_1024(void **state)
{
    (void)state;
    const struct {
        const char *text;
        uint64_t bytes;
    } sizes[] = {{"0", 0}, {"500", 500}, {"64k", 65536}, {"1K", 1024}, {"100M", 104857600},
        {"2G", 2147483648}, {"17179869183G", UINT64_C(17179869183) << 30}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uint64_t bytes = 7;
        assert_true(tarix_number_parse_size(tarix_str_from(sizes[i].text), &bytes));
        assert_true(bytes == sizes[i].bytes);
    }
}

static void the_locale_changes_nothing(void **state)
{
    (void)state;
    if (!locale_set_comma()) {
        print_message("no locale here has another decimal point: not tested\n");
        skip();
    }
    double back = 0;
    const bool parsed = tarix_number_parse_real(TARIX_STR("-1234.5e-3"), &back);
    char plain[64], tiny[64];
    strcpy(plain, real(1234567.25, 17));
    strcpy(tiny, real(1.5e-30, 6));
    const bool comma = tarix_number_parse_real(TARIX_STR("1,5"), &(double){0});
    char printed[16];
    snprintf(printed, sizeof printed, "%.1f", 1.5);
    setlocale(LC_NUMERIC, "C");
    assert_string_equal(printed, "1,5"); /* the locale was another one indeed */
    assert_true(parsed && back == -1.2345);
    assert_false(comma);
    assert_string_equal(plain, "1234567.25");
    assert_string_equal(tiny, "1.5e-30");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seventeen_digits_read_back_as_the_same_double),
        cmocka_unit_test(subnormals_read_back_as_the_same_double),
        cmocka_unit_test(seventeen_digits_are_the_fewest_that_are_needed),
        cmocka_unit_test(six_digits_are_those_of_printf),
        cmocka_unit_test(ties_are_those_of_printf),
        cmocka_unit_test(many_reals_are_written_as_one_is),
        cmocka_unit_test(plain_decimals_are_read_as_strtod_reads_them),
        cmocka_unit_test(reals_are_plain_within_bounds_and_shortest),
        cmocka_unit_test(the_undefined_is_empty_and_the_infinite_has_a_name),
        cmocka_unit_test(no_digit_count_or_size_overruns_the_buffer),
        cmocka_unit_test(counts_keep_every_digit),
        cmocka_unit_test(counts_are_read_as_the_c_library_reads_them),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(what_does_not_fit_is_refused), cmocka_unit_test(sizes_are_powers_of_1024),
        cmocka_unit_test(the_locale_changes_nothing)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
