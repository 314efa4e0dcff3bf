#include "analyzers/rarefaction.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int ascending(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The chance of a type to be missed is the product of (N - size - i) / (N - i), i < f, which goes
 * on from one count to the next; beyond e^-50 it changes nothing. */
double tarix_rarefied_types(tarix_arena *arena, const uint64_t *counts, size_t n, uint64_t size)
{
    const double least = -50;
    const tarix_mark mark = tarix_arena_mark(arena);
    uint64_t *sorted = TARIX_ARRAY(arena, uint64_t, n + 1), total = 0, done = 0;
    double log_missed = 0, types = 0;
    for (size_t i = 0; i < n; i++) total += counts[i];
    if (n) memcpy(sorted, counts, n * sizeof *counts);
    qsort(sorted, n, sizeof *sorted, ascending);
    for (size_t i = 0; i < n && size <= total; i++) {
        for (; done < sorted[i] && log_missed > least; done++)
            log_missed += log1p(-(double)size / (double)(total - done));
        types -= expm1(log_missed);
    }
    tarix_arena_restore(arena, mark);
    return size <= total ? types : NAN;
}
