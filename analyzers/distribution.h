/* Tails of distributions in logarithms, so that no p underflows: right to 1e-9 of log10 p from
 * p = 1, where 1 - p is what is computed, down to 10^-2,000,000. Counts are whole numbers up to
 * 1e10 held in doubles. The only file that knows GSL. */
#ifndef TARIX_ANALYZERS_DISTRIBUTION_H
#define TARIX_ANALYZERS_DISTRIBUTION_H

#include "../base/error.h"

/* log10 P(Z ≥ z) of the standard normal distribution; the lower tail is that of -z. */
TARIX_API double tarix_log10_normal_upper(double z);

/* log10 P(X ≥ x) and P(X ≤ x) of χ²; x ≥ 0, df > 0, also broken. */
TARIX_API double tarix_log10_chi2_upper(double x, double df);
TARIX_API double tarix_log10_chi2_lower(double x, double df);

/* log10 P(T ≥ t) of Student's distribution; df > 0, also broken or infinite. The lower tail is that
 * of -t. */
TARIX_API double tarix_log10_t_upper(double t, double df);

/* log10 P(X ≥ k) and P(X ≤ k) of n trials; q = 1 - p is given too, for p near 1. */
TARIX_API double tarix_log10_binomial_upper(double k, double n, double p, double q);
TARIX_API double tarix_log10_binomial_lower(double k, double n, double p, double q);

/* log10 P(X ≥ k) and P(X ≤ k); mean ≥ 0. */
TARIX_API double tarix_log10_poisson_upper(double k, double mean);
TARIX_API double tarix_log10_poisson_lower(double k, double mean);

/* ln(p/(1-p)) for the p with which k or more of n trials succeed with the probability alpha ≤ .5:
 * Clopper and Pearson's lower bound. The upper bound is minus that of n - k. -inf at k = 0. */
TARIX_API double tarix_log_odds_bound(double k, double n, double alpha);

/* ---- what the formulas are made of ---- */

/* a b - c d, right where both products are large and near. */
double tarix_difference_of_products(double a, double b, double c, double d);

/* ln and log2 of a ratio of which it is also known how far it is above 1. */
double tarix_log_near(double ratio, double above);
double tarix_log2_near(double ratio, double above);

/* ln(1 + x) - x without cancellation near 0; x > -1. */
double tarix_log1p_minus(double x);

/* O ln(O/E) - (O - E) with O = E (1 + x), which never cancels when x is good to its last digit.
 * 0 ln 0 is 0. */
double tarix_deviance(double observed, double expected, double x);

/* What Stirling's formula leaves of ln Γ(m + 1): less (m + ½) ln m - m + ½ ln 2π; m > 0. */
double tarix_stirling_rest(double m);

/* ln(1 - e^log_p); log_p ≤ 0. */
double tarix_log_complement(double log_p);

#endif
