/* Inputs that are corpora, as they may be named: NAME=INPUT. Those of one name are one corpus,
 * which goes by it; a path that exists is itself, whatever stands in it. */
#ifndef TARIX_ANALYZERS_INPUTS_H
#define TARIX_ANALYZERS_INPUTS_H

#include "../base/arena.h"

typedef struct tarix_input {
    tarix_str name;   /* NAME, or the path as typed */
    tarix_str *paths; /* without the name */
    size_t n_paths;
} tarix_input;

/* In the order in which each is named first; *n of them, in `arena`. */
TARIX_API tarix_input *tarix_inputs_join(
    tarix_arena *arena, const tarix_str *typed, size_t n_typed, size_t *n);

#endif
