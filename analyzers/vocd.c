#include "analyzers/measure_sets.h"
#include "analyzers/richness.h"
#include "analyzers/root.h"

#include <math.h>

enum { hdd_size = 42, least_size = 35, most_size = 50, n_sizes = most_size - least_size + 1 };

/* Adds to types[k], k from 0 to n - 1, how many types of this frequency a sample of k + 1 of the N
 * tokens is expected to have. The chance of none is Π (N - f - j)/(N - j), taken in logarithms so
 * that 1 less it is right for the rarest, too. */
static void add_expected(double n_tokens, double frequency, double n_types, size_t n, double *types)
{
    double log_none = 0;
    for (size_t j = 0; j < n; j++) {
        log_none += log1p(-fmin(frequency / (n_tokens - (double)j), 1));
        types[j] -= n_types * expm1(log_none);
    }
}

static void expect_types(const tarix_tokens *t, size_t n, double *types)
{
    for (size_t j = 0; j < n; j++) types[j] = 0;
    for (size_t i = 0; i < t->n_classes; i++)
        add_expected((double)t->n, (double)t->times[i], (double)t->types[i], n, types);
}

static double hdd(const tarix_tokens *t)
{
    double types[hdd_size];
    if (t->n < hdd_size) return NAN;
    expect_types(t, hdd_size, types);
    return types[hdd_size - 1] / hdd_size;
}

/* The slope of Σ (m - T)² in D, with m = D/n (√(1 + 2n/D) - 1) = 2/(1 + u), u = √(1 + 2n/D). */
static double misfit_slope(const void *context, double d)
{
    const double *expected = context;
    double sum = 0;
    for (int i = 0; i < n_sizes; i++) {
        const double n = least_size + i, u = sqrt(1 + 2 * n / d);
        sum += (2 / (1 + u) - expected[i]) * n / (u * (1 + u) * (1 + u));
    }
    return sum;
}

/* D solves each size for itself at n T²/(2 (1 - T)): the best one is between the extremes. */
static double vocd_d(const tarix_tokens *t)
{
    double types[most_size], expected[n_sizes], low = INFINITY, high = 0;
    if (t->n < most_size) return NAN;
    if (t->n == t->n_types) return INFINITY;
    expect_types(t, most_size, types);
    for (int i = 0; i < n_sizes; i++) {
        const double n = least_size + i, ttr = types[least_size + i - 1] / n;
        const double d = n * ttr * ttr / (2 * (1 - ttr));
        expected[i] = ttr;
        low = fmin(low, d);
        high = fmax(high, d);
    }
    if (low == high) return low;
    return tarix_root(misfit_slope, expected, low * (1 - 1e-9), high * (1 + 1e-9));
}

/* ---- rows ---- */

enum { diversity = TARIX_FAMILY_DIVERSITY };

static const tarix_measure rows[] = {
    {"hdd", diversity, "HD-D", "HD-D", "mean chance of each type in 42 tokens: sum (1 - P0)/42",
        "McCarthy & Jarvis 2007", "0..1", "empty below 42 tokens", .of_tokens = hdd},
    {"vocd_d", diversity, "vocd D", "vocd D",
        "least squares of D/n (sqrt(1 + 2n/D) - 1) to the expected TTR of n = 35..50 tokens",
        "Malvern et al. 2004; McCarthy & Jarvis 2007", "0..inf",
        "empty below 50 tokens; inf at V = N", .of_tokens = vocd_d},
};

const tarix_measure_set tarix_vocd_measures = {rows, sizeof rows / sizeof *rows};
