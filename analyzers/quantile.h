/* Values by their place in the order, without sorting them all. */
#ifndef TARIX_ANALYZERS_QUANTILE_H
#define TARIX_ANALYZERS_QUANTILE_H

#include "../base/error.h"

#include <stddef.h>

/* The value that stands at k, from 0, in ascending order; reorders the n > k values, none of
 * which is NaN. */
TARIX_API double tarix_quantile_at(double *values, size_t n, size_t k);

#endif
