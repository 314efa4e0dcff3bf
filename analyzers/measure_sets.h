/* The rows of measures, a file each: what measure.c looks through, in this order. A new file of
 * measures is a line here. */
#ifndef TARIX_ANALYZERS_MEASURE_SETS_H
#define TARIX_ANALYZERS_MEASURE_SETS_H

#include "analyzers/measure.h"

typedef struct tarix_measure_set {
    const tarix_measure *rows;
    size_t n;
} tarix_measure_set;

/* clang-format off */
#define TARIX_MEASURE_SETS(X) \
    X(significance) \
    X(association) \
    X(effect) \
    X(contrast) \
    X(dispersion) \
    X(positions) \
    X(rates) \
    X(resample) \
    X(spectrum) \
    X(vocd) \
    X(passage) \
    X(zipf) \
    X(profiles) \
    X(delta) \
    X(series)
/* clang-format on */

#define TARIX_DECLARE_(name) extern const tarix_measure_set tarix_##name##_measures;
TARIX_MEASURE_SETS(TARIX_DECLARE_)
#undef TARIX_DECLARE_

#endif
