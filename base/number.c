#include "base/number.h"

#include "base/digits.h"
#include "base/simd.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { every_bit = 17 }; /* digits */

static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
    1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* ---- digits, eight in a word ---- */

/* Those of n < 10^8 as text, the first in the lowest byte: halves of halves. */
static TARIX_HOT uint64_t eight_digits(uint32_t n)
{
    const uint64_t fours = n / 10000 | (uint64_t)(n % 10000) << 32;
    const uint64_t hundreds = fours * 10486 >> 20 & UINT64_C(0x0000007F0000007F);
    const uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
    const uint64_t tens = twos * 103 >> 10 & UINT64_C(0x000F000F000F000F);
    const uint64_t ones = tens | (twos - 10 * tens) << 8;
    return ones | UINT64_C(0x3030303030303030);
}

enum { eight = 8, ten_to_eight = 100000000 };

/* The bits of a word that tell its digits from zero. */
static uint64_t digit_bits(uint64_t word)
{
    return word & UINT64_C(0x0F0F0F0F0F0F0F0F);
}

size_t tarix_number_from_count(uint64_t value, char *out)
{
    if (value >= ten_to_eight) {
        const size_t size = tarix_number_from_count(value / ten_to_eight, out);
        tarix_simd_store_8(eight_digits((uint32_t)(value % ten_to_eight)), out + size);
        return size + eight;
    }
    if (value == 0) {
        out[0] = '0';
        return 1;
    }
    const uint64_t word = eight_digits((uint32_t)value);
    const unsigned zeros = tarix_simd_lowest(digit_bits(word)) / 8;
    tarix_simd_store_8(word >> 8 * zeros, out);
    return eight - zeros;
}

/* ---- a real by one power of ten ---- */

/* value < 10^e, and not for a smaller e; from 1e-20 to 1e15. */
static TARIX_HOT int decimal_exponent(double value)
{
    enum { lowest = 20, mantissa = 52, bias = 1022 };
    static const double bounds[] = {1e-20, 1e-19, 1e-18, 1e-17, 1e-16, 1e-15, 1e-14, 1e-13, 1e-12,
        1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2, 1e3, 1e4,
        1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const int binary = (int)(bits >> mantissa) - bias;  /* value < 2^binary */
    const int e = (binary + 4095) * 1233 / 4096 - 1232; /* log10(2) = 1233/4096 + 5e-6 */
    return e + (value >= bounds[e + lowest]);
}

/* The same where the rounded product or quotient is a whole number and a half: what the rounding
 * lost decides. */
static TARIX_APART int64_t scale_half(double value, double scaled, int shift)
{
    const double power = powers[abs(shift)];
    const int64_t n = (int64_t)scaled;
    const double lost = shift >= 0 ? fma(value, power, -scaled) : fma(-scaled, power, value);
    return n + (lost > 0 || (lost == 0 && n % 2));
}

/* value * 10^shift to the nearest whole number, of two the even one; below 2^50, shift from -22 to
 * 22. A half is a double, so that rounding reaches it from neither side but may meet it. */
static TARIX_HOT int64_t scale(double value, int shift)
{
    const double whole = 0x1.8p52; /* what is added to it loses its fraction */
    const double power = powers[abs(shift)];
    const double scaled = shift >= 0 ? value * power : value / power;
    const double nearest = scaled + whole - whole;
    if (TARIX_UNLIKELY(fabs(scaled - nearest) == 0.5)) return scale_half(value, scaled, shift);
    return (int64_t)nearest; /* signed ones are converted by one instruction */
}

/* n of up to 15 digits and e, the value being 0.n * 10^e, when it is of usual size. */
static TARIX_HOT bool quick_digits(double value, int digits, int64_t *n, int *e)
{
    enum { most_shift = 22 };
    if (digits > DBL_DIG || !(value >= 1e-20 && value < 1e15)) return false;
    *e = decimal_exponent(value);
    if (digits - *e > most_shift) return false;
    *n = scale(value, digits - *e); /* digits - 1 or more digits, by the bounds of e */
    if (*n == (int64_t)powers[digits]) {
        *n /= 10;
        ++*e;
    }
    return true;
}

static size_t put_power(int power, char *out)
{
    size_t size = 0;
    out[size++] = 'e';
    out[size++] = power < 0 ? '-' : '+';
    const int most = abs(power);
    if (most >= 100) out[size++] = (char)('0' + most / 100);
    out[size++] = (char)('0' + most / 10 % 10);
    out[size++] = (char)('0' + most % 10);
    return size;
}

/* Digits of a large number, or a small one, that stands where only a power of ten tells it. */
static TARIX_APART size_t put_far(uint64_t word, int n_digits, int e, char *out)
{
    if (e > 0 && e <= 15) {
        tarix_simd_store_8(word, out);
        tarix_simd_store_8(UINT64_C(0x3030303030303030), out + eight);
        return (size_t)e;
    }
    tarix_simd_store_8(word, out);
    tarix_simd_store_8(word >> 8, out + 2);
    out[1] = n_digits > 1 ? '.' : out[1];
    const size_t size = n_digits > 1 ? (size_t)n_digits + 1 : 1;
    return size + put_power(e - 1, out + size);
}

/* Where the digits of a number below 10^e stand, e from -4 to 7: eight from `first` on, then, after
 * the point at `point`, those behind the `whole` ones again from `second` on. */
static const struct place {
    uint8_t first, point, whole, second;
} places[] = {{6, 1, 0, 6}, {5, 1, 0, 5}, {4, 1, 0, 4}, {3, 1, 0, 3}, {2, 1, 0, 2}, {0, 1, 1, 2},
    {0, 2, 2, 3}, {0, 3, 3, 4}, {0, 4, 4, 5}, {0, 5, 5, 6}, {0, 6, 6, 7}, {0, 7, 7, 8}};

/* Up to 8 digits, which never leave their register. What stands behind the number is not looked
 * at, so that all of usual size are put by the same steps. */
static TARIX_HOT size_t put_few(int64_t n, int digits, int e, char *out)
{
    enum { least = -4 };
    static const uint32_t fills[] = {10000000, 1000000, 100000, 10000, 1000, 100, 10, 1};
    const uint64_t word = eight_digits((uint32_t)n * fills[digits - 1]);
    const int n_digits = eight - (int)(tarix_simd_above(digit_bits(word)) / 8);
    if (TARIX_UNLIKELY(e < least || e >= eight)) return put_far(word, n_digits, e, out);
    const struct place *p = &places[e - least];
    tarix_simd_store_8(UINT64_C(0x3030303030303030), out);
    tarix_simd_store_8(word, out + p->first);
    tarix_simd_store_8(word >> 8 * p->whole, out + p->second);
    out[p->point] = '.';
    const int broken = n_digits - p->whole;
    return (size_t)(broken > 0 ? p->second + broken : p->point);
}

/* ---- any real ---- */

/* value = 0.d1d2d3… * 10^exponent, rounded by the C library. Only the digit characters of its
 * answer are read, so that the locale's decimal point does not matter. */
static int to_digits(double value, int digits, char *out)
{
    int64_t n = 0;
    int exponent = 0;
    if (quick_digits(value, digits, &n, &exponent)) {
        n *= (int64_t)powers[2 * eight - digits];
        tarix_simd_store_8(eight_digits((uint32_t)(n / ten_to_eight)), out);
        tarix_simd_store_8(eight_digits((uint32_t)(n % ten_to_eight)), out + eight);
        return exponent;
    }
    char text[64];
    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    int size = 0;
    const char *p = text;
    for (; *p != 'e'; p++)
        if (*p >= '0' && *p <= '9') out[size++] = *p;
    return atoi(p + 1) + 1;
}

enum { digits_room = 32, most_digits = 17 };

/* `digit` has digits_room bytes, of which whole blocks are copied; exponent from -4 to 15. */
static size_t put_plain(const char *digit, int n_digits, int exponent, char *out)
{
    enum { block = 16 };
    if (exponent <= 0) {
        memcpy(out, "0.0000", 6);
        memcpy(out + 2 - exponent, digit, most_digits);
        return (size_t)(2 - exponent + n_digits);
    }
    memcpy(out, digit, most_digits);
    if (exponent < n_digits) {
        memcpy(out + exponent + 1, digit + exponent, block);
        out[exponent] = '.';
        return (size_t)n_digits + 1;
    }
    for (int i = n_digits; i < exponent; i++) out[i] = '0';
    return (size_t)exponent;
}

static size_t put_exponent(const char *digit, int n_digits, int exponent, char *out)
{
    size_t size = 0;
    out[size++] = digit[0];
    if (n_digits > 1) out[size++] = '.';
    for (int i = 1; i < n_digits; i++) out[size++] = digit[i];
    return size + put_power(exponent - 1, out + size);
}

static size_t put_positive(double value, int digits, char *out)
{
    char digit[digits_room];
    const int exponent = to_digits(value, digits, digit);
    int n_digits = digits;
    while (n_digits > 1 && digit[n_digits - 1] == '0') n_digits--;
    return exponent > -5 && exponent <= 15 ? put_plain(digit, n_digits, exponent, out)
                                           : put_exponent(digit, n_digits, exponent, out);
}

/* Fifteen digits hold every decimal of up to fifteen, so that no search below them is needed but
 * among the subnormal, which have fewer bits. */
static size_t put_shortest(double value, char *out)
{
    double back = 0;
    size_t size = 0;
    for (int digits = value < DBL_MIN ? 1 : DBL_DIG; digits <= every_bit; digits++) {
        size = put_positive(value, digits, out);
        if (tarix_number_parse_real((tarix_str){out, size}, &back) && back == value) break;
    }
    return size;
}

static TARIX_APART size_t put_any(double value, int digits, char *out)
{
    if (isnan(value)) return 0;
    if (isinf(value)) {
        memcpy(out, "inf", 3);
        return 3;
    }
    if (value < 1e15 && value == (double)(uint64_t)value &&
        (digits >= 15 || value < powers[digits]))
        return tarix_number_from_count((uint64_t)value, out);
    return digits == every_bit ? put_shortest(value, out) : put_positive(value, digits, out);
}

size_t tarix_number_from_real(double value, int digits, char *out)
{
    const size_t sign = value < 0;
    int64_t n = 0;
    int e = 0;
    out[0] = '-';
    value = fabs(value);
    if (digits <= eight && quick_digits(value, digits, &n, &e))
        return sign + put_few(n, digits, e, out + sign);
    return sign + put_any(value, digits, out + sign);
}

void tarix_number_from_reals(
    const double *values, size_t n, int digits, char *texts, uint8_t *sizes)
{
    const size_t seen = tarix_simd_reals(tarix_simd_best(), values, n, digits, texts, sizes);
    for (size_t i = 0; i < n; i++) {
        if (i < seen && sizes[i]) continue;
        char text[TARIX_NUMBER_SIZE];
        sizes[i] = (uint8_t)tarix_number_from_real(values[i], digits, text);
        memcpy(texts + i * TARIX_NUMBER_SHORT, text, TARIX_NUMBER_SHORT);
    }
}

/* ---- reading ---- */

/* Of any number of them. */
static bool parse_digits(tarix_str text, uint64_t *out)
{
    const uint64_t most = UINT64_MAX / 10;
    uint64_t value = 0;
    if (text.size == 0) return false;
    for (size_t i = 0; i < text.size; i++) {
        const unsigned digit = (unsigned char)text.data[i] - '0';
        if (digit > 9 || value > most || (value == most && digit > UINT64_MAX % 10)) return false;
        value = 10 * value + digit;
    }
    *out = value;
    return true;
}

bool tarix_number_parse_count(tarix_str text, uint64_t *out)
{
    return text.size > eight && text.size <= 2 * eight ? tarix_digits_parse_two(text, out)
                                                       : parse_digits(text, out);
}

/* Digits with or without a point, few enough that one operation rounds rightly (Clinger 1990). */
static bool parse_plain(tarix_str text, double *out)
{
    const char *p = text.data, *end = p + text.size, *point = NULL;
    const bool is_negative = text.size && *p == '-';
    uint64_t n = 0;
    p += is_negative;
    if (end - p > DBL_DIG + 1 || p == end) return false;
    for (; p < end; p++) {
        const unsigned digit = (unsigned char)*p - '0';
        if (digit <= 9)
            n = 10 * n + digit;
        else if (*p == '.' && !point)
            point = p;
        else
            return false;
    }
    const size_t n_digits = text.size - is_negative - (point != NULL);
    if (n_digits == 0 || n_digits > DBL_DIG) return false;
    const double value = (double)n / powers[point ? end - point - 1 : 0];
    *out = is_negative ? -value : value;
    return true;
}

bool tarix_number_parse_real(tarix_str text, double *out)
{
    if (parse_plain(text, out)) return true;
    enum { longest = 100, longest_point = 16 };
    char copy[longest + longest_point + 1];
    size_t size = 0;
    bool has_point = false, has_letter = false;
    const tarix_str point = tarix_str_from(localeconv()->decimal_point); /* bytes, not one byte */
    if (text.size == 0 || text.size > longest || point.size > longest_point) return false;
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i];
        if (!strchr("0123456789.eE+-infINF", c) || c == '\0' || (c == '.' && has_point))
            return false;
        has_point |= c == '.';
        has_letter |= c == 'n' || c == 'N';
        memcpy(copy + size, c == '.' ? point.data : &c, c == '.' ? point.size : 1);
        size += c == '.' ? point.size : 1;
    }
    copy[size] = '\0';
    char *end = NULL;
    const double value = strtod(copy, &end);
    if (end != copy + size || isnan(value)) return false;
    if (isinf(value) && !has_letter) return false; /* too large for a double */
    *out = value;
    return true;
}

bool tarix_number_parse_size(tarix_str text, uint64_t *out)
{
    int shift = 0;
    if (text.size > 1) {
        switch (text.data[text.size - 1]) {
        case 'k':
        case 'K': shift = 10; break;
        case 'm':
        case 'M': shift = 20; break;
        case 'g':
        case 'G': shift = 30; break;
        default: break;
        }
    }
    if (shift) text.size--;
    uint64_t value = 0;
    if (!tarix_number_parse_count(text, &value) || value > UINT64_MAX >> shift) return false;
    *out = value << shift;
    return true;
}
