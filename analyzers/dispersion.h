/* How a term is spread over the parts of a corpus. Real part sizes always. */
#ifndef TARIX_ANALYZERS_DISPERSION_H
#define TARIX_ANALYZERS_DISPERSION_H

#include "../base/error.h"

#include <stddef.h>
#include <stdint.h>

/* One term: only the parts that have it are listed; the others count 0. */
typedef struct tarix_parts {
    size_t n_parts;
    const uint64_t *sizes; /* places of each part, n_parts of them */
    uint64_t total;        /* their sum */
    uint64_t least;        /* the smallest of them */
    size_t n_listed;
    const uint32_t *part;  /* n_listed of them, ascending */
    const uint64_t *count; /* above 0 */
    uint64_t frequency;    /* sum of the counts */
    double *scratch;       /* n_parts numbers of room */
} tarix_parts;

#endif
