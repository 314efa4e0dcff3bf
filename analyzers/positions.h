/* Where a term stands along a corpus, summed up in one pass: a few numbers a term, so that a
 * command needs its count and a second pass over the tokens, and no list of places. */
#ifndef TARIX_ANALYZERS_POSITIONS_H
#define TARIX_ANALYZERS_POSITIONS_H

#include "../base/error.h"

#include <stdint.h>

/* Distances go round: from the last position over the end of the corpus to the first. */
typedef struct tarix_positions {
    uint64_t n;        /* positions: the frequency of the term */
    uint64_t length;   /* places of the corpus */
    uint64_t n_added;  /* of the n, so far */
    uint64_t first;    /* position, from 0 */
    uint64_t last;     /* the one added last */
    double share;      /* length / n: the distance if all were equal */
    double reduced;    /* Σ min(d, share) */
    double squares;    /* Σ d² */
    double logarithms; /* Σ d ln d */
} tarix_positions;

/* A term that stands n times in a corpus of `length` places. */
TARIX_API tarix_positions tarix_positions_begin(uint64_t n, uint64_t length);

/* The next position, not before the last one and below length; n of them have to be added before a
 * measure is asked for. */
TARIX_API void tarix_positions_add(tarix_positions *positions, uint64_t at);

#endif
