/* The running text that indices of lexical diversity look at: its tokens as types, and how many
 * types occur how often, counted once and shared by all of them. */
#ifndef TARIX_ANALYZERS_RICHNESS_H
#define TARIX_ANALYZERS_RICHNESS_H

#include "../base/arena.h"
#include "../base/error.h"

#include <stdint.h>

typedef struct tarix_tokens {
    size_t n;        /* tokens */
    size_t n_types;  /* V */
    uint32_t *type;  /* of each token: types are 0, 1, 2, … in the order of first sight */
    uint64_t *count; /* by rank: V of them, the largest first */

    /* the spectrum: types[i] types occur times[i] times */
    size_t n_classes;
    uint64_t *times; /* ascending, above 0 */
    uint64_t *types;

    uint32_t *scratch; /* V numbers of room, all 0 before and after use */
    double *room;      /* the same of any kind */
} tarix_tokens;

/* Of n tokens whose ids are below n_ids (n_ids costs 4 bytes each while this runs). A text of no
 * tokens is allowed. Lives as long as the arena. */
TARIX_API tarix_tokens *tarix_tokens_new(
    tarix_arena *arena, const uint32_t *ids, size_t n, size_t n_ids);

#endif
