#include "analyzers/correction.h"

#include "analyzers/distribution.h"
#include "analyzers/harmonic.h"

#include <assert.h>
#include <math.h>

/* ---- methods ---- */

static void bonferroni(double *p, size_t n, double m)
{
    for (size_t i = 0; i < n; i++) p[i] = fmin(p[i] + log10(m), 0);
}

/* 1 - (1 - p)^m, which is m p to the last bits where p is small enough. */
static void sidak(double *p, size_t n, double m)
{
    const double small = -290;
    for (size_t i = 0; i < n; i++)
        p[i] = p[i] < small ? p[i] + log10(m)
                            : tarix_log_complement(m * log1p(-pow(10, p[i]))) / M_LN10;
}

/* (m - i) p, i from 0, and no smaller than the one before. */
static void holm(double *p, size_t n, double m)
{
    double most = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        most = fmax(most, fmin(p[i] + log10(m - (double)i), 0));
        p[i] = most;
    }
}

/* The same, and no larger than the one behind. */
static void hochberg(double *p, size_t n, double m)
{
    double least = 0;
    for (size_t i = n; i-- > 0;) {
        least = fmin(least, p[i] + log10(m - (double)i));
        p[i] = least;
    }
}

static void step_up(double *p, size_t n, double m, double log10_factor)
{
    double least = 0;
    for (size_t i = n; i-- > 0;) {
        least = fmin(least, p[i] + log10(m / (double)(i + 1)) + log10_factor);
        p[i] = least;
    }
}

static void bh(double *p, size_t n, double m)
{
    step_up(p, n, m, 0);
}

static void by(double *p, size_t n, double m)
{
    step_up(p, n, m, log10(tarix_harmonic(m)));
}

/* ---- rows ---- */

#define ROW(name, en, az, formula, source)                                                         \
    {                                                                                              \
#name, en, az, source,                                                                     \
            {"q_" #name, TARIX_TYPE_REAL, "corrected p (" en ")", "düzəldilmiş p (" az ")", "",    \
                formula },                                                                         \
                {"q_" #name "_log10", TARIX_TYPE_REAL, "log10 of the corrected p (" en ")",        \
                    "düzəldilmiş p-nin log10-u (" az ")", "", formula },                           \
                    name                                                                           \
    }

static const tarix_correction rows[] = {
    ROW(bonferroni, "Bonferroni", "Bonferroni", "m p", "Bonferroni 1936; Dunn 1961"),
    ROW(sidak, "Šidák", "Şidak", "1 - (1 - p)^m", "Šidák 1967"),
    ROW(holm, "Holm", "Holm", "max over ranks j up to i of (m - j + 1) p_j", "Holm 1979"),
    ROW(hochberg, "Hochberg", "Hoxberq", "min over ranks j from i of (m - j + 1) p_j",
        "Hochberg 1988"),
    ROW(bh, "Benjamini-Hochberg", "Benjamini-Hoxberq", "min over ranks j from i of p_j m/j",
        "Benjamini & Hochberg 1995"),
    ROW(by, "Benjamini-Yekutieli", "Benjamini-Yekutieli",
        "min over ranks j from i of p_j m/j (1 + 1/2 + ... + 1/m)", "Benjamini & Yekutieli 2001"),
};
enum { n_rows = sizeof rows / sizeof *rows };

const tarix_correction *tarix_corrections(size_t *n)
{
    *n = n_rows;
    return rows;
}

const tarix_correction *tarix_corrections_find(tarix_str name)
{
    for (size_t i = 0; i < n_rows; i++)
        if (tarix_str_equal(tarix_str_from(rows[i].name), name)) return &rows[i];
    return NULL;
}

/* ---- in the order of p ---- */

/* Doubles as whole numbers that stand in the same order, and back. */
static uint64_t key_of(double value)
{
    const uint64_t sign = UINT64_C(1) << 63;
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits & sign ? ~bits : bits | sign;
}

static double value_of(uint64_t key)
{
    const uint64_t sign = UINT64_C(1) << 63;
    double value;
    key = key & sign ? key & ~sign : ~key;
    memcpy(&value, &key, sizeof value);
    return value;
}

/* Keys, and the place that each comes from. */
typedef struct keyed {
    uint64_t *key;
    uint32_t *place;
} keyed;

enum { digit_bits = 11, digit_values = 1 << digit_bits, n_digits = 6 };

static unsigned digit_of(uint64_t key, unsigned digit)
{
    return key >> digit * digit_bits & (digit_values - 1);
}

/* One pass of a radix sort; false: all keys have the same digit, and stay where they are. */
static bool sort_by_digit(
    const keyed *from, keyed *to, size_t n, unsigned digit, const uint32_t *count)
{
    uint32_t next[digit_values], sum = 0;
    if (count[digit_of(from->key[0], digit)] == n) return false;
    for (unsigned d = 0; d < digit_values; d++) {
        next[d] = sum;
        sum += count[d];
    }
    for (size_t i = 0; i < n; i++) {
        const uint32_t at = next[digit_of(from->key[i], digit)]++;
        to->key[at] = from->key[i];
        to->place[at] = from->place[i];
    }
    return true;
}

/* Sorts `a`, which may end in what `b` was. */
static void sort_keys(tarix_arena *arena, keyed *a, keyed *b, size_t n)
{
    uint32_t *counts = TARIX_ARRAY(arena, uint32_t, n_digits * digit_values);
    for (size_t i = 0; i < n; i++)
        for (unsigned d = 0; d < n_digits; d++) counts[d * digit_values + digit_of(a->key[i], d)]++;
    for (unsigned d = 0; d < n_digits && n; d++) {
        if (!sort_by_digit(a, b, n, d, counts + d * digit_values)) continue;
        const keyed sorted = *b;
        *b = *a;
        *a = sorted;
    }
}

static keyed new_keyed(tarix_arena *arena, size_t n)
{
    return (keyed){TARIX_ARRAY(arena, uint64_t, n + 1), TARIX_ARRAY(arena, uint32_t, n + 1)};
}

void tarix_correct(
    tarix_arena *arena, const tarix_correction *correction, double *log10_p, size_t n, uint64_t m)
{
    assert(n <= UINT32_MAX);
    const tarix_mark mark = tarix_arena_mark(arena);
    keyed order = new_keyed(arena, n), other = new_keyed(arena, n);
    size_t n_tests = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(log10_p[i])) continue;
        order.key[n_tests] = key_of(log10_p[i]);
        order.place[n_tests++] = (uint32_t)i;
    }
    sort_keys(arena, &order, &other, n_tests);
    double *sorted = (double *)other.key;
    for (size_t i = 0; i < n_tests; i++) sorted[i] = value_of(order.key[i]);
    correction->correct(sorted, n_tests, (double)m);
    for (size_t i = 0; i < n_tests; i++) log10_p[order.place[i]] = sorted[i];
    tarix_arena_restore(arena, mark);
}
