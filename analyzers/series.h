/* A quantity over time: y at x, in any order, also several y at one x. */
#ifndef TARIX_ANALYZERS_SERIES_H
#define TARIX_ANALYZERS_SERIES_H

#include "../base/arena.h"
#include "../base/error.h"

typedef struct tarix_series {
    size_t n;
    const double *x, *y; /* finite; x in years, y per million for a slope per million and year */
    double *scratch;     /* room, see tarix_series_room() */
} tarix_series;

/* How many numbers of scratch a series of n points needs. */
TARIX_API size_t tarix_series_room(size_t n);

#endif
