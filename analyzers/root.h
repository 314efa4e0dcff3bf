/* Where a function of one number is 0. */
#ifndef TARIX_ANALYZERS_ROOT_H
#define TARIX_ANALYZERS_ROOT_H

#include "../base/error.h"

typedef double tarix_root_function(const void *context, double x);

/* A root between low < high, where the function has different signs, to the last bits of x (Brent
 * 1973); NaN where the signs are the same. */
TARIX_API double tarix_root(
    tarix_root_function *function, const void *context, double low, double high);

/* The same with high doubled until the signs differ, and NaN when it would go beyond `most`;
 * low > 0. */
TARIX_API double tarix_root_above(
    tarix_root_function *function, const void *context, double low, double most);

#endif
