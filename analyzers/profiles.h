/* The vocabularies of two corpora side by side: how often each word stands in either. */
#ifndef TARIX_ANALYZERS_PROFILES_H
#define TARIX_ANALYZERS_PROFILES_H

#include "../base/arena.h"
#include "../base/error.h"

#include <stdint.h>

typedef struct tarix_profiles {
    size_t n;        /* words that stand in at least one of the two */
    double *f, *g;   /* counts of each word, by f + g from the largest */
    double n_f, n_g; /* sizes: the sums of f and of g */
    size_t n_common; /* the commonest words, to which cbdf and spearman are confined */
    double *scratch; /* room for 3 n numbers */

    /* z-scores of words of the two among other texts, see delta.h; 0: not known */
    size_t n_z;
    const double *z_f, *z_g;
} tarix_profiles;

/* Of n words, of which those that count 0 on both sides are dropped. `most`: how many of the
 * commonest words cbdf and spearman look at, 0 for all. Lives as long as the arena. */
TARIX_API tarix_profiles *tarix_profiles_new(
    tarix_arena *arena, const uint64_t *f, const uint64_t *g, size_t n, size_t most);

#endif
