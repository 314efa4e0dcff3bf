/* Ids in the order of a table: by a score and then a count, both descending, then by their texts.
 */
#ifndef TARIX_ANALYZERS_RANK_H
#define TARIX_ANALYZERS_RANK_H

#include "../base/collate.h"
#include "../corpus/vocab.h"

typedef struct tarix_ranked {
    double score; /* those without one (NaN) come last */
    uint64_t count;
    tarix_id id;
    tarix_collate_keys key; /* of the text; filled in by tarix_rank() */
} tarix_ranked;

/* Sorts in place. */
TARIX_API void tarix_rank(tarix_ranked *ranked, size_t n, const tarix_vocab *values);

#endif
