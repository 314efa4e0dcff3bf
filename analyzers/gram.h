/* N-grams and skip-grams of a corpus: which words, how often, in how many documents.
 *
 * A skip-gram of k words with up to K places skipped (Guthrie et al. 2006) is any k places of one
 * stretch, in their order, between which at most K places in total are passed over; K = 0 are the
 * n-grams. Words are counted from 0 in the order of the alphabet, so that n-grams found one after
 * the other stand in the order of their texts. */
#ifndef TARIX_ANALYZERS_GRAM_H
#define TARIX_ANALYZERS_GRAM_H

#include "../base/arena.h"
#include "../base/progress.h"
#include "../corpus/stretch.h"

enum { TARIX_GRAM_LONGEST = 5, TARIX_GRAM_MOST_SKIPPED = 10 };

#define TARIX_NO_GRAM UINT32_MAX

/* The corpus as n-grams see it: stretches whose entries are words 0 … n_words - 1. */
typedef struct tarix_gram_text {
    const tarix_stretches *stretches;
    const tarix_id *entry; /* of the stretches: a word, or left out, or an end */
    size_t n_words;
    size_t *first; /* the places of word w: at[first[w]] … at[first[w + 1] - 1] */
    uint32_t *at;  /* ascending */
} tarix_gram_text;

/* Which are wanted. */
typedef struct tarix_gram_plan {
    unsigned shortest, longest; /* words, 1 to TARIX_GRAM_LONGEST */
    unsigned skip;              /* places, up to TARIX_GRAM_MOST_SKIPPED */
    uint64_t min_count, min_docs;
    const tarix_progress *progress; /* or NULL */
} tarix_gram_plan;

/* The last word of an n-gram; those before it are found through its parent. */
typedef struct tarix_gram {
    uint64_t count;
    tarix_id word;
    uint32_t parent; /* TARIX_NO_GRAM: it has one word */
    uint32_t docs;
    uint8_t length;
    bool listed; /* of a wanted length and at or above the floors */
} tarix_gram;

typedef struct tarix_grams {
    tarix_gram *gram; /* by text, and each before those that begin with it */
    size_t n;
    uint64_t total[TARIX_GRAM_LONGEST + 1]; /* by length: all that there are, listed or not */
} tarix_grams;

/* Gives the words of a mapped corpus their places; `entry` and `n_words` are the caller's. */
TARIX_API void tarix_gram_index(tarix_arena *arena, tarix_gram_text *text);

/* The least count that a part of a listed n-gram can have: one of `length` words belongs to as many
 * longer ones as there are ways to place the rest. */
TARIX_API uint64_t tarix_gram_least(const tarix_gram_plan *plan, unsigned length);

/* More than 2^32 - 1 n-grams unwind as out of memory does. */
TARIX_API tarix_grams *tarix_grams_count(
    tarix_arena *arena, const tarix_gram_text *text, const tarix_gram_plan *plan);

/* The words of an n-gram, gram->length of them. */
TARIX_API void tarix_gram_words(const tarix_grams *grams, uint32_t gram, tarix_id *words);

/* Ways to choose k of n. */
static inline uint64_t tarix_choose(unsigned n, unsigned k)
{
    uint64_t ways = 1;
    for (unsigned i = 1; i <= k; i++) ways = ways * (n - k + i) / i;
    return ways;
}

#endif
