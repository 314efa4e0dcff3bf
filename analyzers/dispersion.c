#include "analyzers/measure_sets.h"

#include <math.h>
#include <stdlib.h>

/* ½ Σ |v_i/f - s_i|: the parts without the term give half of what they hold. */
static double dp(const tarix_parts *parts)
{
    if (parts->frequency == 0 || parts->total == 0) return NAN;
    const double f = (double)parts->frequency, total = (double)parts->total;
    double sum = 0, covered = 0;
    for (size_t i = 0; i < parts->n_listed; i++) {
        const double size = (double)parts->sizes[parts->part[i]] / total;
        sum += fabs((double)parts->count[i] / f - size);
        covered += size;
    }
    return (sum + (1 - covered)) / 2;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* 1 - (mean |r_i - r_j|) / (2 mean r) over all pairs of parts (Burch, Egbert & Biber 2017): with
 * rates sorted, Σ_{i<j} (r_j - r_i) = Σ (2i - n + 1) r_i. Rates of 0 come first and add nothing. */
static double da(const tarix_parts *parts)
{
    const size_t n = parts->n_parts;
    if (parts->frequency == 0 || n < 2) return NAN;
    double *rate = parts->scratch, sum = 0, spread = 0;
    for (size_t i = 0; i < parts->n_listed; i++) {
        rate[i] = (double)parts->count[i] / (double)parts->sizes[parts->part[i]];
        sum += rate[i];
    }
    qsort(rate, parts->n_listed, sizeof *rate, ascending);
    const size_t zeros = n - parts->n_listed;
    for (size_t i = 0; i < parts->n_listed; i++)
        spread += (2 * (double)(zeros + i) - (double)n + 1) * rate[i];
    const double pairs = (double)n * ((double)n - 1) / 2;
    return 1 - spread / pairs / (2 * sum / (double)n);
}

/* ---- rows ---- */

enum { dispersion = TARIX_FAMILY_DISPERSION };

static const tarix_measure rows[] = {
    {"dp", dispersion, "deviation of proportions", "nisbətlərin sapması",
        "1/2 sum abs(v_i/f - s_i)", "Gries 2008", "0..1",
        "0 spread evenly, near 1 in one small part", .of_parts = dp},
    {"da", dispersion, "DA", "DA", "1 - mean abs(r_i - r_j) / (2 mean r)",
        "Burch, Egbert & Biber 2017", "0..1", "1 spread evenly; empty with one part",
        .of_parts = da},
};

const tarix_measure_set tarix_dispersion_measures = {rows, sizeof rows / sizeof *rows};
