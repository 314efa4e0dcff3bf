#include "analyzers/interval.h"

#include "analyzers/distribution.h"
#include "analyzers/root.h"

#include <math.h>

typedef struct bound {
    double count, log10_tail; /* of the tail that shall be cut off */
} bound;

static double upper_excess(const void *context, double mean)
{
    const bound *b = context;
    return tarix_log10_poisson_upper(b->count, mean) - b->log10_tail;
}

static double lower_excess(const void *context, double mean)
{
    const bound *b = context;
    return tarix_log10_poisson_lower(b->count, mean) - b->log10_tail;
}

double tarix_poisson_low(double count, double alpha)
{
    const bound b = {count, log10(alpha / 2)};
    double low = count;
    if (count == 0) return 0;
    while (upper_excess(&b, low) > 0) low /= 2;
    return tarix_root(upper_excess, &b, low, 2 * low);
}

double tarix_poisson_high(double count, double alpha)
{
    const bound b = {count, log10(alpha / 2)};
    return tarix_root_above(lower_excess, &b, count > 0 ? count : 0x1p-60, 1e300);
}
