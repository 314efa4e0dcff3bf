/* Ranks that ties share. */
#ifndef TARIX_ANALYZERS_MIDRANK_H
#define TARIX_ANALYZERS_MIDRANK_H

#include "../base/error.h"

#include <stddef.h>

/* ranks[i]: 1 for the smallest of n values; equal ones get the mean of their ranks. `sorted` is
 * left with the values in ascending order. */
TARIX_API void tarix_midranks(const double *values, size_t n, double *sorted, double *ranks);

/* Pearson's correlation of mid-ranks (Spearman 1904); NaN where all x or all y are equal.
 * `scratch`: room for 3 n numbers. */
TARIX_API double tarix_midranks_correlation(
    const double *x, const double *y, size_t n, double *scratch);

#endif
