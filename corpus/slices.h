/* An index cut into equal shares of places, each to the end of its last sentence, and how often
 * each value stands in each: out of where its forms stand, so that no token is looked at by itself.
 */
#ifndef TARIX_CORPUS_SLICES_H
#define TARIX_CORPUS_SLICES_H

#include "index.h"

typedef struct tarix_slices_plan {
    const tarix_index *index;
    size_t n_slices, n_threads;
    uint64_t n_places;
    const tarix_id *value; /* by form; TARIX_NO_ID: it is not counted */
    size_t n_values;
} tarix_slices_plan;

/* As in a tally: those with value v are entries first[v] … first[v + 1] - 1, by slice. */
typedef struct tarix_slices {
    uint64_t *size; /* places of each */
    size_t *first;
    uint32_t *part;
    uint64_t *count;
} tarix_slices;

/* Checks the places of all forms. The lists lie in `arena`. */
tarix_status tarix_slices_count(
    tarix_arena *arena, const tarix_slices_plan *plan, tarix_slices *out, tarix_error *err);

/* Of a few dozen at most times. */
void tarix_slices_sort(uint32_t *parts, size_t n);

#endif
