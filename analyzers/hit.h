/* Occurrences in running text: tokens that a concordance shows a line for. */
#ifndef TARIX_ANALYZERS_HIT_H
#define TARIX_ANALYZERS_HIT_H

#include "../base/arena.h"
#include "../corpus/corpus.h"
#include "../corpus/layer.h"

#include <stdint.h>

typedef struct tarix_hit {
    size_t begin, end;     /* tokens of the node */
    const tarix_str *keys; /* that it is sorted by; NULL: none */
    uint32_t row;          /* of the table that it belongs to, from 0 */
    int32_t distance;      /* places from the node to the collocate; 0: there is none */
} tarix_hit;

typedef struct tarix_hits {
    tarix_hit *list;
    size_t n, capacity;
} tarix_hits;

static inline void tarix_hits_add(tarix_arena *arena, tarix_hits *hits, tarix_hit hit)
{
    TARIX_ROOM(arena, hits->list, hits->n, hits->capacity);
    hits->list[hits->n++] = hit;
}

/* Draws `wanted` of the hits from `first` on, each with the same chance, and keeps them in their
 * order; 0: all of them. `purpose` and `number` tell one drawing from another. */
void tarix_hits_draw(tarix_hits *hits, size_t first, uint64_t wanted, uint64_t seed,
    uint64_t purpose, uint64_t number);

/* Sorts by row, then by what stands at the keys (-1: the first place to the left, 1: to the right,
 * 0: the node itself), then by place. `folds` maps the forms of the corpus to what is compared. */
void tarix_hits_sort(tarix_arena *arena, tarix_hits *hits, const tarix_corpus *corpus,
    tarix_layer *folds, const int *keys, size_t n_keys);

#endif
