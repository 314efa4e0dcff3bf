/* How many k-grams of a corpus agree with a given one on a subset of its words: the cells of the
 * table with 2^k cells behind λ (Blaheta & Johnson 2001), and the margins of bigrams. Subsets are
 * masks: bit i for the i-th word. */
#ifndef TARIX_ANALYZERS_SUBSETS_H
#define TARIX_ANALYZERS_SUBSETS_H

#include "gram.h"

typedef struct tarix_subsets tarix_subsets;

/* For n_grams n-grams of `length` words (2 to TARIX_GRAM_LONGEST), with the corpus and plan they
 * were counted with; all borrowed. */
TARIX_API tarix_subsets *tarix_subsets_new(tarix_arena *arena, const tarix_gram_text *text,
    const tarix_gram_plan *plan, const tarix_grams *grams, unsigned length, size_t n_grams);

/* How many n-grams may be given at a time. */
TARIX_API size_t tarix_subsets_room(const tarix_subsets *subsets);

/* agree[(i << length) + mask]: k-grams that agree with gram[i] on all words of the mask, whatever
 * the others are. Valid until the next call. */
TARIX_API const uint64_t *tarix_subsets_count(
    tarix_subsets *subsets, const uint32_t *gram, size_t n);

/* K-grams whose i-th word is this one: the margins of bigrams. */
TARIX_API uint64_t tarix_subsets_single(const tarix_subsets *subsets, unsigned i, tarix_id word);

/* The same as k-grams that agree on these words and on no others, 2^length of them. */
TARIX_API void tarix_subsets_exact(const uint64_t *agree, unsigned length, uint64_t *exact);

/* λ = Σ (-1)^(k - |mask|) ln(exact + ½), and λ / √Σ 1 / (exact + ½). */
TARIX_API void tarix_lambda(
    const uint64_t *exact, unsigned length, double *lambda, double *lambda_z);

#endif
