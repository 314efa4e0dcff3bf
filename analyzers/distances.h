/* Two corpora side by side, and the yard-stick: the same of random halves of one corpus. */
#ifndef TARIX_ANALYZERS_DISTANCES_H
#define TARIX_ANALYZERS_DISTANCES_H

#include "corpora.h"

typedef struct tarix_distances {
    const tarix_corpora *corpora;
    const tarix_measure_list *measures; /* of the family of comparison */
    size_t most;                        /* words asked for; 0: all */
    tarix_id *word;                     /* the commonest terms of all corpora together */
    size_t n_words;
    uint32_t *place; /* by term: one more than its place among them, or 0 */

    /* of the share that each word has of the texts by which words are standardised: documents where
     * there are at least 5 in all corpora, else their pieces */
    size_t n_texts;
    double *mean, *deviation;
} tarix_distances;

/* All borrowed; lives as long as the arena. */
TARIX_API tarix_distances *tarix_distances_new(tarix_arena *arena, const tarix_corpora *corpora,
    const tarix_measure_list *measures, size_t most);

/* z-scores of a bag's share of each word, n_words of them; 0 of a word that does not vary. */
TARIX_API double *tarix_distances_z(
    const tarix_distances *distances, tarix_arena *arena, const tarix_bag *bag);

/* What two vocabularies share. */
typedef struct tarix_shared {
    size_t both, first_only, second_only; /* types */
} tarix_shared;

/* One score a measure. NULL for z: it is found here. */
TARIX_API tarix_shared tarix_distances_measure(const tarix_distances *distances, tarix_arena *arena,
    const tarix_bag *a, const tarix_bag *b, const double *z_a, const double *z_b, double *scores);

/* The mean of each measure over n random halvings of a corpus, by its pieces; NaN where it has
 * fewer than two. What is drawn depends on the seed and the number of pieces alone. */
TARIX_API void tarix_distances_halves(const tarix_distances *distances, tarix_arena *arena,
    const tarix_subcorpus *corpus, uint64_t seed, size_t n, double *means);

#endif
