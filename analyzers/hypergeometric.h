/* The hypergeometric distribution in logarithms: k of c1 drawn from n of which r1 are marked, as in
 * a 2×2 table with its margins held. Whole numbers up to 1e10; no p underflows. */
#ifndef TARIX_ANALYZERS_HYPERGEOMETRIC_H
#define TARIX_ANALYZERS_HYPERGEOMETRIC_H

#include "../base/error.h"

/* log10 P(X ≥ k) and P(X ≤ k): Fisher's exact test, one-sided. The terms of a tail are summed as
 * multiples of its first; there are some √n of them at most. */
TARIX_API double tarix_log10_hypergeometric_upper(double k, double r1, double c1, double n);
TARIX_API double tarix_log10_hypergeometric_lower(double k, double r1, double c1, double n);

/* Two-sided: the sum of all that are not likelier than k, to a relative 1e-7, as in R. */
TARIX_API double tarix_log10_fisher_two(double k, double r1, double c1, double n);

#endif
