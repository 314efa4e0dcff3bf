/* An index cut into equal shares of places, each to the end of its last sentence, and how often
 * each form stands in each: out of where the forms stand, so that no token is looked at by itself.
 */
#ifndef TARIX_CORPUS_SLICES_H
#define TARIX_CORPUS_SLICES_H

#include "index.h"

/* A value in a part. */
typedef struct tarix_part_entry {
    uint64_t count;
    tarix_id value;
    uint32_t part;
} tarix_part_entry;

typedef struct tarix_slices_plan {
    const tarix_index *index;
    size_t n_slices, n_threads;
    uint64_t n_places;
    const tarix_id *value; /* by form; TARIX_NO_ID: it is not counted */
} tarix_slices_plan;

/* Checks the places of all forms. sizes[i] becomes the places of slice i; the entries lie in
 * `arena`, form by form, and of each form by slice. */
tarix_status tarix_slices_count(tarix_arena *arena, const tarix_slices_plan *plan, uint64_t *sizes,
    tarix_part_entry **entries, size_t *n_entries, tarix_error *err);

#endif
