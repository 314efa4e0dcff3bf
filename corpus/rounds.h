/* Counts of the values of a layer over a collection whose vocabulary may be more than memory holds.
 * It is read in rounds: when memory is full, what a round has counted goes to the disk in the order
 * of bytes, and a new one begins; then they are joined. On one thread. */
#ifndef TARIX_CORPUS_ROUNDS_H
#define TARIX_CORPUS_ROUNDS_H

#include "tally.h"

typedef struct tarix_rounds tarix_rounds;

/* About `memory` bytes are taken, in one arena after the other; files lie beside `beside`. None of
 * the documents may have an index. */
TARIX_API tarix_status tarix_rounds_count(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, const tarix_tally_plan *plan, size_t memory, const char *beside,
    tarix_rounds **out, tarix_error *err);
/* As those of a tally; nothing else of it is there. */
TARIX_API const tarix_tally *tarix_rounds_totals(const tarix_rounds *rounds);

typedef struct tarix_counted_value {
    tarix_str text; /* valid until the next call */
    uint64_t count;
    uint32_t docs;
} tarix_counted_value;
/* The next value by its bytes; false behind the last, or after a failure. */
TARIX_API bool tarix_rounds_next(tarix_rounds *rounds, tarix_counted_value *out);
TARIX_API tarix_status tarix_rounds_status(const tarix_rounds *rounds, tarix_error *err);

#endif
