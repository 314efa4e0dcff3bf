/* Documents that stand on both sides of a comparison. */
#ifndef TARIX_ANALYZERS_OVERLAP_H
#define TARIX_ANALYZERS_OVERLAP_H

#include "analyzer.h"

/* Takes the documents out of a reference of which the target has the same (by the SHA-256 of their
 * bytes), before any pass; each is noted as passed over. Only files of the same size are read for
 * it. Returns how many there were. Standard input is on no other side. */
size_t tarix_overlap_subtract(
    tarix_arena *arena, const tarix_collection *target, tarix_collection *reference);

#endif
