/* Harmonic numbers. */
#ifndef TARIX_ANALYZERS_HARMONIC_H
#define TARIX_ANALYZERS_HARMONIC_H

#include <math.h>

/* 1 + 1/2 + … + 1/n of a whole n ≥ 0, which is ψ(n + 1) + γ. Summed up for small n; else the
 * asymptotic series, right to the last bits from 30 on. */
static inline double tarix_harmonic(double n)
{
    const double gamma = 0.57721566490153286, square = 1 / (n * n);
    double sum = 0;
    if (n >= 30)
        return log(n) + gamma + 1 / (2 * n) -
               square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252)));
    for (double i = n; i > 0; i--) sum += 1 / i;
    return sum;
}

#endif
