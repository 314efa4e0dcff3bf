/* What a tally knows of each of its values, in lists: its forms, and the places where it stands. */
#ifndef TARIX_ANALYZERS_VALUE_LISTS_H
#define TARIX_ANALYZERS_VALUE_LISTS_H

#include "../corpus/tally.h"

/* The forms of v are order[first[v]] … first[v + 1], in the order of their counts. */
typedef struct tarix_form_lists {
    size_t *first;
    tarix_id *order;
} tarix_form_lists;

/* The places of v are order[first[v]] … first[v + 1], ascending. */
typedef struct tarix_place_lists {
    uint64_t *first, *order;
} tarix_place_lists;

/* Of a tally that has forms, on at most n_threads threads; in the arena. */
void tarix_form_lists_init(
    tarix_form_lists *lists, tarix_arena *arena, const tarix_tally *tally, size_t n_threads);
/* Those of a value as a cell has them. */
tarix_str tarix_form_lists_str(
    const tarix_form_lists *lists, tarix_arena *arena, const tarix_tally *tally, tarix_id value);

/* Of a tally that has places; in the arena. */
void tarix_place_lists_init(tarix_place_lists *lists, tarix_arena *arena, const tarix_tally *tally);

#endif
