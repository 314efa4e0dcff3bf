/* Ids in the order of a table: by count, descending, then by their texts. */
#ifndef TARIX_ANALYZERS_RANK_H
#define TARIX_ANALYZERS_RANK_H

#include "../base/arena.h"
#include "../corpus/vocab.h"

/* Sorts n ids, none twice, on at most n_threads threads. `count` is by id; NULL: all are the same.
 * What is needed on the way is taken from the arena's guard and given back. */
TARIX_API void tarix_rank(tarix_arena *arena, tarix_id *ids, size_t n, const uint64_t *count,
    const tarix_vocab *values, size_t n_threads);

#endif
