#include "analyzers/midrank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* How many of the sorted values are below the value, or also those that equal it. */
static size_t below(const double *sorted, size_t n, double value, bool or_equal)
{
    size_t low = 0, high = n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sorted[middle] < value || (or_equal && sorted[middle] == value))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void tarix_midranks(const double *values, size_t n, double *sorted, double *ranks)
{
    if (n) memcpy(sorted, values, n * sizeof *values);
    qsort(sorted, n, sizeof *sorted, ascending);
    for (size_t i = 0; i < n; i++) {
        const size_t less = below(sorted, n, values[i], false);
        ranks[i] = ((double)less + (double)below(sorted, n, values[i], true) + 1) / 2;
    }
}

double tarix_midranks_correlation(const double *x, const double *y, size_t n, double *scratch)
{
    double *a = scratch, *b = a + n, xy = 0, xx = 0, yy = 0;
    const double mean = ((double)n + 1) / 2;
    tarix_midranks(x, n, b + n, a);
    tarix_midranks(y, n, b + n, b);
    for (size_t i = 0; i < n; i++) {
        xy += (a[i] - mean) * (b[i] - mean);
        xx += (a[i] - mean) * (a[i] - mean);
        yy += (b[i] - mean) * (b[i] - mean);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}
