#include "analyzers/quantile.h"

#include "base/hash.h"

static void swap(double *values, size_t i, size_t j)
{
    const double moved = values[i];
    values[i] = values[j];
    values[j] = moved;
}

/* Hoare's selection with pivots from all over the range, so that no order of values is slow. */
double tarix_quantile_at(double *values, size_t n, size_t k)
{
    size_t first = 0, end = n;
    while (end - first > 1) {
        const double pivot = values[first + tarix_hash_mix(first, end) % (end - first)];
        size_t less = first, at = first, more = end;
        while (at < more) {
            if (values[at] < pivot)
                swap(values, less++, at++);
            else if (values[at] > pivot)
                swap(values, at, --more);
            else
                at++;
        }
        if (k < less)
            end = less;
        else if (k >= more)
            first = more;
        else
            return pivot;
    }
    return values[first];
}
