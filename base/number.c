#include "base/number.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { every_bit = 17 }; /* digits */

static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
    1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
    "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

/* Digits of n, which has `digits` of them, two at a time from the end. */
static void put_few_digits(uint32_t n, int digits, char *out)
{
    for (; digits > 1; n /= 100) memcpy(out + (digits -= 2), pairs + 2 * (n % 100), 2);
    if (digits) out[0] = (char)('0' + n);
}

static void put_digits(uint64_t n, int digits, char *out)
{
    enum { few = 8, ten_to_few = 100000000 };
    if (digits > few) {
        put_few_digits((uint32_t)(n % ten_to_few), few, out + digits - few);
        n /= ten_to_few;
        digits -= few;
    }
    put_few_digits((uint32_t)n, digits, out);
}

size_t tarix_number_from_count(uint64_t value, char *out)
{
    char reversed[TARIX_NUMBER_SIZE];
    char *const end = reversed + sizeof reversed, *p = end;
    for (; value > 9; value /= 100) memcpy(p -= 2, pairs + 2 * (value % 100), 2);
    if (value || p == end) *--p = (char)('0' + value);
    memcpy(out, p, (size_t)(end - p));
    return (size_t)(end - p);
}

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
static uint64_t scale(double value, int shift)
{
    const double power = powers[abs(shift)];
    const double scaled = shift >= 0 ? value * power : value / power;
    const uint64_t n = (uint64_t)scaled;
    const double above = scaled - (double)n - 0.5; /* exact */
    if (fabs(above) > 0.125) return n + (above > 0);
    const double lost = shift >= 0 ? fma(value, power, -scaled) : fma(-scaled, power, value);
    if (above != 0) return n + (above > 0); /* the loss is less than half of its last digit */
    return n + (lost > 0 || (lost == 0 && n % 2));
}

/* Up to 15 digits of a value of usual size by one exact power of ten. */
static bool quick_digits(double value, int digits, char *out, int *exponent)
{
    enum { most_shift = 22 };
    if (digits > DBL_DIG || value < 1e-20 || value >= 1e15) return false;
    const int e = decimal_exponent(value), shift = digits - e;
    if (shift > most_shift) return false;
    uint64_t n = scale(value, shift); /* digits - 1 or more digits, by the bounds of e */
    const bool carries = n == (uint64_t)powers[digits];
    if (carries) n /= 10;
    put_digits(n, digits, out);
    *exponent = e + carries;
    return true;
}

/* value = 0.d1d2d3… * 10^exponent, rounded by the C library. Only the digit characters of its
 * answer are read, so that the locale's decimal point does not matter. */
static int to_digits(double value, int digits, char *out)
{
    int exponent = 0;
    if (quick_digits(value, digits, out, &exponent)) return exponent;
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
    const int power = abs(exponent - 1);
    out[size++] = 'e';
    out[size++] = exponent < 1 ? '-' : '+';
    if (power >= 100) out[size++] = (char)('0' + power / 100);
    memcpy(out + size, pairs + 2 * (power % 100), 2);
    return size + 2;
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

size_t tarix_number_from_real(double value, int digits, char *out)
{
    if (isnan(value)) return 0;
    size_t sign = 0;
    if (value < 0) {
        out[sign++] = '-';
        value = -value;
    }
    if (isinf(value)) {
        memcpy(out + sign, "inf", 3);
        return sign + 3;
    }
    if (value == 0) {
        out[0] = '0';
        return 1;
    }
    if (value < 1e15 && value == (double)(uint64_t)value &&
        (digits >= 15 || value < powers[digits]))
        return sign + tarix_number_from_count((uint64_t)value, out + sign);
    return sign + (digits == every_bit ? put_shortest(value, out + sign)
                                       : put_positive(value, digits, out + sign));
}

bool tarix_number_parse_count(tarix_str text, uint64_t *out)
{
    enum { never_too_large = 19 };
    uint64_t value = 0;
    if (text.size == 0) return false;
    for (size_t i = 0; i < text.size; i++) {
        const unsigned digit = (unsigned char)text.data[i] - '0';
        if (digit > 9 || (i >= never_too_large && value > (UINT64_MAX - digit) / 10)) return false;
        value = 10 * value + digit;
    }
    *out = value;
    return true;
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
