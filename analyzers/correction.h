/* Correction of p for the number of tests, in logarithms: a method is a row. */
#ifndef TARIX_ANALYZERS_CORRECTION_H
#define TARIX_ANALYZERS_CORRECTION_H

#include "../base/arena.h"
#include "../base/error.h"
#include "table.h"

#include <stdint.h>

/* The names, in the order of tarix_corrections(). */
#define TARIX_CORRECTION_NAMES "bonferroni,sidak,holm,hochberg,bh,by"

typedef struct tarix_correction {
    const char *name; /* --correct value */
    const char *title_en, *title_az;
    const char *source;
    tarix_column column, log10_column; /* q_<name> and q_<name>_log10 */

    /* From log10 p, ascending, to log10 q, in place: the n smallest of m ≥ n tests. */
    void (*correct)(double *log10_p, size_t n, double m);
} tarix_correction;

TARIX_API const tarix_correction *tarix_corrections(size_t *n);
TARIX_API const tarix_correction *tarix_corrections_find(tarix_str name); /* or NULL */

/* log10 p to log10 q, in place. m counts all tests; those that are not given have a p no smaller
 * than these. A p that is NaN was no test: it stays. */
TARIX_API void tarix_correct(
    tarix_arena *arena, const tarix_correction *correction, double *log10_p, size_t n, uint64_t m);

#endif
