/* Exact bounds of what counts are counts of. */
#ifndef TARIX_ANALYZERS_INTERVAL_H
#define TARIX_ANALYZERS_INTERVAL_H

#include "../base/error.h"

/* Bounds of the mean of a Poisson distribution of which one count is known, a whole number from 0:
 * each is passed with the probability alpha / 2, 0 < alpha < 1 (Garwood 1936). Divide by the places
 * of a year for bounds of its rate. low is 0 at count 0. */
TARIX_API double tarix_poisson_low(double count, double alpha);
TARIX_API double tarix_poisson_high(double count, double alpha);

#endif
