/* Values by their place in the order, without sorting them all. NaN has no place: leave it out. */
#ifndef TARIX_ANALYZERS_QUANTILE_H
#define TARIX_ANALYZERS_QUANTILE_H

#include "../base/error.h"

#include <stddef.h>

/* The value that stands at k, from 0, in ascending order; reorders the n > k values. */
TARIX_API double tarix_quantile_at(double *values, size_t n, size_t k);

/* What a share p of the values lies below: place p (n + 1), between neighbours linear (Weibull
 * 1939). Of 9,999 values the places of 2.5 and 97.5 % are whole. NaN of no values. */
TARIX_API double tarix_quantile(double *values, size_t n, double p);

#endif
