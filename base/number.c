#include "base/number.h"

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
static uint64_t eight_digits(uint32_t n)
{
    const uint64_t fours = n / 10000 | (uint64_t)(n % 10000) << 32;
    const uint64_t hundreds = fours * 10486 >> 20 & UINT64_C(0x0000007F0000007F);
    const uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
    const uint64_t tens = twos * 103 >> 10 & UINT64_C(0x000F000F000F000F);
    const uint64_t ones = tens | (twos - 10 * tens) << 8;
    return ones | UINT64_C(0x3030303030303030);
}

enum { eight = 8, ten_to_eight = 100000000 };

static void put_eight(uint64_t word, char *out)
{
    out[0] = (char)word;
    out[1] = (char)(word >> 8);
    out[2] = (char)(word >> 16);
    out[3] = (char)(word >> 24);
    out[4] = (char)(word >> 32);
    out[5] = (char)(word >> 40);
    out[6] = (char)(word >> 48);
    out[7] = (char)(word >> 56);
}

/* The bits of a word that tell its digits from zero. */
static uint64_t digit_bits(uint64_t word)
{
    return word & UINT64_C(0x0F0F0F0F0F0F0F0F);
}

size_t tarix_number_from_count(uint64_t value, char *out)
{
    if (value >= ten_to_eight) {
        const size_t size = tarix_number_from_count(value / ten_to_eight, out);
        put_eight(eight_digits((uint32_t)(value % ten_to_eight)), out + size);
        return size + eight;
    }
    if (value == 0) {
        out[0] = '0';
        return 1;
    }
    const uint64_t word = eight_digits((uint32_t)value);
    const unsigned zeros = tarix_simd_lowest(digit_bits(word)) / 8;
    put_eight(word >> 8 * zeros, out);
    return eight - zeros;
}

/* ---- a real by one power of ten ---- */

/* value < 10^e, and not for a smaller e; from 1e-20 to 1e15. */
static int decimal_exponent(double value)
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

/* value * 10^shift to the nearest whole number, of two the even one; below 2^50, shift from -22 to
 * 22. What the one rounding of product or quotient lost decides where it may matter. */
static int64_t scale(double value, int shift)
{
    const double power = powers[abs(shift)];
    const double scaled = shift >= 0 ? value * power : value / power;
    const int64_t n = (int64_t)scaled; /* signed ones are converted by one instruction */
    const double above = scaled - (double)n - 0.5; /* exact */
    if (fabs(above) > 0.125) return n + (above > 0);
    const double lost = shift >= 0 ? fma(value, power, -scaled) : fma(-scaled, power, value);
    if (above != 0) return n + (above > 0); /* the loss is less than half of its last digit */
    return n + (lost > 0 || (lost == 0 && n % 2));
}

/* n of up to 15 digits and e, the value being 0.n * 10^e, when it is of usual size. */
static bool quick_digits(double value, int digits, int64_t *n, int *e)
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

/* Up to 8 digits, which never leave their register. */
static size_t put_few(int64_t n, int digits, int e, char *out)
{
    static const uint32_t fills[] = {10000000, 1000000, 100000, 10000, 1000, 100, 10, 1};
    const uint64_t word = eight_digits((uint32_t)n * fills[digits - 1]);
    const int n_digits = eight - (int)(tarix_simd_above(digit_bits(word)) / 8);
    if (e > 15 || e < -4) {
        put_eight(word, out);
        put_eight(word >> 8, out + 2);
        out[1] = n_digits > 1 ? '.' : out[1];
        const size_t size = n_digits > 1 ? (size_t)n_digits + 1 : 1;
        return size + put_power(e - 1, out + size);
    }
    if (e <= 0) {
        memcpy(out, "0.000000", eight);
        put_eight(word, out + 2 - e);
        return (size_t)(2 - e + n_digits);
    }
    put_eight(word, out);
    if (e >= eight) {
        memcpy(out + eight, "00000000", eight);
        return (size_t)e;
    }
    const bool has_point = e < n_digits; /* else what stands there is not looked at */
    put_eight(word >> 8 * e, out + e + 1);
    out[e] = '.';
    return (size_t)(has_point ? n_digits + 1 : e);
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
        put_eight(eight_digits((uint32_t)(n / ten_to_eight)), out);
        put_eight(eight_digits((uint32_t)(n % ten_to_eight)), out + eight);
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

static size_t put_any(double value, int digits, char *out)
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

/* ---- reading ---- */

static uint64_t take_four(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24;
}

/* The number of 4 to 8 digits, from its first four and its last four; false where one is none. */
static bool parse_up_to_eight(tarix_str text, uint64_t *out)
{
    const uint64_t zeros = 0x30303030, low = 0xFFFFFFFF;
    const uint64_t last = take_four(text.data + text.size - 4) ^ zeros;
    const uint64_t first = (take_four(text.data) ^ zeros) << 8 * (eight - text.size) & low;
    const uint64_t all = last << 32 | first; /* a digit a byte, the first in the lowest */
    if (((all + UINT64_C(0x7676767676767676)) | all) & UINT64_C(0x8080808080808080)) return false;
    const uint64_t twos = all * (1 + (10 << 8)) >> 8 & UINT64_C(0x00FF00FF00FF00FF);
    const uint64_t fours = twos * (1 + (100 << 16)) >> 16 & UINT64_C(0x0000FFFF0000FFFF);
    *out = fours * (1 + (UINT64_C(10000) << 32)) >> 32;
    return true;
}

static bool parse_digits(tarix_str text, uint64_t value, uint64_t *out)
{
    const uint64_t most = UINT64_MAX / 10;
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
    uint64_t value = 0;
    if (text.size == 0) return false;
    if (text.size < 4) return parse_digits(text, 0, out);
    if (text.size <= eight) return parse_up_to_eight(text, out);
    return parse_up_to_eight(tarix_str_slice(text, 0, eight), &value) &&
           parse_digits(tarix_str_slice(text, eight, text.size), value, out);
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
