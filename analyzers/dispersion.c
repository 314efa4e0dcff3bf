#include "analyzers/dispersion.h"

#include <math.h>
#include <stdlib.h>

/* ½ Σ |v_i/f - s_i|: the parts without the term give half of what they hold. */
double tarix_dispersion_dp(const tarix_parts *parts)
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
double tarix_dispersion_da(const tarix_parts *parts)
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
