/* The counts of some of the documents of a tally, without reading them again. */
#ifndef TARIX_CORPUS_SUBTALLY_H
#define TARIX_CORPUS_SUBTALLY_H

#include "tally.h"

/* `texts` has documents as parts (see tarix_tally_plan); `takes` says of each document of its
 * collection whether it counts. The result has documents as parts, too, and is its own `texts`;
 * n_tokens and n_stopped, which only a reading knows, are 0. */
TARIX_API tarix_tally *tarix_tally_of_documents(
    tarix_arena *arena, const tarix_tally *texts, const bool *takes);

#endif
