/* Which occurrences of n-grams are part of a longer one. */
#ifndef TARIX_ANALYZERS_NESTED_H
#define TARIX_ANALYZERS_NESTED_H

#include "gram.h"

/* By n-gram: how many of its occurrences are part of (have all their places in) an occurrence of a
 * longer n-gram that is listed; 0 for what is not listed itself. */
TARIX_API uint64_t *tarix_nested_count(tarix_arena *arena, const tarix_gram_text *text,
    const tarix_gram_plan *plan, const tarix_grams *grams);

#endif
