/* Vocabularies of texts of unlike size, compared at one size. */
#ifndef TARIX_ANALYZERS_RAREFACTION_H
#define TARIX_ANALYZERS_RAREFACTION_H

#include "../base/arena.h"
#include "../base/error.h"

#include <stdint.h>

/* Types to be expected in `size` tokens drawn from a text in which n types have these counts:
 * Σ 1 - C(N - f, size) / C(N, size) (Hurlbert 1971). NaN where the text has fewer tokens. */
TARIX_API double tarix_rarefied_types(
    tarix_arena *arena, const uint64_t *counts, size_t n, uint64_t size);

#endif
