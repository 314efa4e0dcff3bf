/* Records put in order, more of them than memory shall hold: each time it is full they are sorted
 * and go to the disk, and at the end these runs are merged. */
#ifndef TARIX_BASE_RUNS_H
#define TARIX_BASE_RUNS_H

#include "arena.h"
#include "error.h"

typedef struct tarix_runs tarix_runs;

/* `order` compares two records as qsort() does, and has the last word: those of which it returns 0
 * come in any order. About `memory` bytes are taken; the files lie beside the path `beside`, which
 * is borrowed. */
TARIX_API tarix_runs *tarix_runs_new(tarix_arena *arena, size_t memory,
    int (*order)(const void *a, const void *b), const char *beside);
/* Room for a record of up to 2^24 bytes, aligned for any type, to be filled before the next call.
 */
TARIX_API void *tarix_runs_add(tarix_runs *runs, size_t size);

/* Once all are in; then each in its turn, valid until the next call. NULL: no more, or a failure.
 */
TARIX_API void tarix_runs_sort(tarix_runs *runs);
TARIX_API const void *tarix_runs_next(tarix_runs *runs);
TARIX_API tarix_status tarix_runs_status(const tarix_runs *runs, tarix_error *err);

#endif
