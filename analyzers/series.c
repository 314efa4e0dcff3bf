#include "analyzers/series.h"

#include "analyzers/distribution.h"
#include "analyzers/measure_sets.h"
#include "analyzers/midrank.h"
#include "analyzers/profiles.h"
#include "analyzers/quantile.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { most_slopes = 1 << 20 }; /* kept at once */

static uint64_t pairs_of(uint64_t n)
{
    return n < 2 ? 0 : n * (n - 1) / 2;
}

size_t tarix_series_room(size_t n)
{
    const uint64_t pairs = pairs_of(n);
    const size_t slopes = pairs < most_slopes ? (size_t)pairs : most_slopes;
    return slopes > 3 * n ? slopes : 3 * n;
}

/* ---- Kendall ---- */

typedef struct agreement {
    double s;              /* pairs that go up together less those that do not */
    double tied_x, tied_y; /* pairs */
} agreement;

static agreement compare_pairs(const tarix_series *t)
{
    int64_t s = 0;
    uint64_t tied_x = 0, tied_y = 0;
    for (size_t i = 0; i < t->n; i++)
        for (size_t j = 0; j < i; j++) {
            const int x = (t->x[i] > t->x[j]) - (t->x[i] < t->x[j]);
            const int y = (t->y[i] > t->y[j]) - (t->y[i] < t->y[j]);
            s += x * y;
            tied_x += x == 0;
            tied_y += y == 0;
        }
    return (agreement){(double)s, (double)tied_x, (double)tied_y};
}

/* τ_b: pairs that are tied in x or in y leave the denominator. */
static double kendall_tau(const tarix_series *t)
{
    const agreement a = compare_pairs(t);
    const double pairs = (double)pairs_of(t->n);
    if (a.tied_x == pairs || a.tied_y == pairs) return NAN;
    return a.s / sqrt(pairs - a.tied_x) / sqrt(pairs - a.tied_y);
}

/* What a variable's ties take from the variance of S. */
typedef struct tie_sums {
    double one, two, five; /* Σ t(t-1), Σ t(t-1)(t-2), Σ t(t-1)(2t+5) */
} tie_sums;

static tie_sums sum_ties(const double *values, size_t n, double *scratch)
{
    tie_sums sums = {0};
    double *sorted = scratch, *ranks = scratch + n;
    tarix_midranks(values, n, sorted, ranks);
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n && sorted[end] == sorted[first];) end++;
        const double t = (double)(end - first), pairs = t * (t - 1);
        sums.one += pairs;
        sums.two += pairs * (t - 2);
        sums.five += pairs * (2 * t + 5);
    }
    return sums;
}

/* S, moved by 1 towards 0, by its standard deviation with ties in both variables (Kendall 1970,
 * 4.7). */
static double mann_kendall_z(const tarix_series *t)
{
    const double n = (double)t->n, s = compare_pairs(t).s;
    if (t->n < 2) return NAN;
    const tie_sums x = sum_ties(t->x, t->n, t->scratch), y = sum_ties(t->y, t->n, t->scratch);
    double variance = (n * (n - 1) * (2 * n + 5) - x.five - y.five) / 18;
    variance += x.one * y.one / (2 * n * (n - 1));
    if (t->n > 2) variance += x.two * y.two / (9 * n * (n - 1) * (n - 2));
    if (!(variance > 0)) return NAN;
    return copysign(fmax(fabs(s) - 1, 0), s) / sqrt(variance) + 0.0; /* never -0 */
}

/* Two sides of the normal distribution are one of χ² with one degree of freedom. */
static double mann_kendall_log10_p(const tarix_series *t)
{
    const double z = mann_kendall_z(t);
    return isnan(z) ? NAN : tarix_log10_chi2_upper(z * z, 1);
}

static double spearman(const tarix_series *t)
{
    return tarix_midranks_correlation(t->x, t->y, t->n, t->scratch);
}

/* Of two frequency lists: their commonest words. */
static double spearman_of_profiles(const tarix_profiles *p)
{
    return tarix_midranks_correlation(p->f, p->g, p->n_common, p->scratch);
}

/* ---- Theil and Sen ---- */

/* Slopes between two bounds: all of them, or every stride-th where they are too many to keep. */
typedef struct slopes {
    double *kept;
    size_t n_kept;
    uint64_t stride, n, n_below; /* n: between the bounds */
} slopes;

static void keep(slopes *s, double slope)
{
    if (s->n++ % s->stride) return;
    if (s->n_kept == most_slopes) {
        for (size_t i = 0; i < most_slopes / 2; i++) s->kept[i] = s->kept[2 * i];
        s->n_kept = most_slopes / 2;
        s->stride *= 2;
        if ((s->n - 1) % s->stride) return;
    }
    s->kept[s->n_kept++] = slope;
}

static slopes find_slopes(const tarix_series *t, double low, double high)
{
    slopes s = {.kept = t->scratch, .stride = 1};
    for (size_t i = 0; i < t->n; i++)
        for (size_t j = 0; j < i; j++) {
            if (t->x[i] == t->x[j]) continue;
            const double slope = (t->y[i] - t->y[j]) / (t->x[i] - t->x[j]);
            if (slope < low)
                s.n_below++;
            else if (slope <= high)
                keep(&s, slope);
        }
    return s;
}

/* The slope that stands at k in their order. Where there are too many to keep, a sample says
 * between which bounds to look again. */
static double find_slope(const tarix_series *t, uint64_t k)
{
    double low = -INFINITY, high = INFINITY;
    slopes s = find_slopes(t, low, high);
    while (s.stride > 1 && low < high) {
        const double at = (double)(k - s.n_below) / (double)s.stride, last = (double)s.n_kept - 1;
        const double room = 4 * sqrt((double)s.n_kept);
        double from = tarix_quantile_at(s.kept, s.n_kept, (size_t)fmin(fmax(at - room, 0), last));
        double to = tarix_quantile_at(s.kept, s.n_kept, (size_t)fmin(at + room, last));
        if (from == low && to == high) /* many equal ones at both ends */
            from = to = tarix_quantile_at(s.kept, s.n_kept, (size_t)fmin(at, last));
        s = find_slopes(t, from, to);
        const bool is_below = k < s.n_below, is_above = k >= s.n_below + s.n;
        if (is_below) high = nextafter(from, -INFINITY);
        if (is_above) low = nextafter(to, INFINITY);
        if (is_below || is_above)
            s = find_slopes(t, low, high);
        else
            low = from, high = to;
    }
    return s.stride > 1 ? low : tarix_quantile_at(s.kept, s.n_kept, (size_t)(k - s.n_below));
}

static double theil_sen_slope(const tarix_series *t)
{
    const uint64_t n = pairs_of(t->n) - (uint64_t)compare_pairs(t).tied_x;
    if (n == 0) return NAN;
    const double low = find_slope(t, (n - 1) / 2);
    return n % 2 ? low : (low + find_slope(t, n / 2)) / 2;
}

/* ---- rows ---- */

enum { trend = TARIX_FAMILY_TREND };

static const tarix_measure rows[] = {
    {"kendall_tau", trend, "Kendall's rank correlation with time",
        "zamanla Kendall ranq korrelyasiyası",
        "S/sqrt((n0-n1)(n0-n2)): concordant less discordant pairs, by pairs not tied (tau-b)",
        "Kendall 1938, 1945", "-1..1", "empty where all x or all y are equal",
        .of_series = kendall_tau},
    {"mann_kendall_z", trend, "Mann-Kendall trend test, z", "Mann-Kendall trend testi, z",
        "(S -+ 1)/sqrt(var S), ties corrected", "Mann 1945; Kendall 1970", "-inf..inf",
        "0 at S = 0; empty where all x or all y are equal", .of_series = mann_kendall_z},
    {"mann_kendall_log10_p", trend, "log10 of the p-value of the Mann-Kendall test",
        "Mann-Kendall testi üçün p-nin log10-u",
        "log10 of both normal tails at abs(mann_kendall_z)", "Mann 1945; Kendall 1970", "-inf..0",
        "0 at S = 0", .of_series = mann_kendall_log10_p},
    {"theil_sen_slope", trend, "Theil-Sen slope", "Teyl-Sen mailliyi",
        "median of (y_j - y_i)/(x_j - x_i)", "Theil 1950; Sen 1968", "-inf..inf",
        "empty where all x are equal", .of_series = theil_sen_slope},
    {"spearman", trend | TARIX_FAMILY_COMPARISON, "Spearman's rank correlation",
        "Spirmen ranq korrelyasiyası", "Pearson's correlation of mid-ranks", "Spearman 1904",
        "-1..1", "empty where all values of one side are equal",
        .of_profiles = spearman_of_profiles, .of_series = spearman},
};

const tarix_measure_set tarix_series_measures = {rows, sizeof rows / sizeof *rows};
