/* Tails of distributions in logarithms, so that no p underflows. With its kin the only file that
 * knows GSL. */
#ifndef TARIX_ANALYZERS_DISTRIBUTION_H
#define TARIX_ANALYZERS_DISTRIBUTION_H

#include "../base/error.h"

/* log10 P(X ≥ x) of χ² with one degree of freedom; x ≥ 0. */
TARIX_API double tarix_log10_chi2_tail(double x);

/* ln(1 + x) - x without cancellation near 0; x > -1. */
double tarix_log1p_minus(double x);

#endif
