/* All p-values of a file as one family of tests, corrected. */
#ifndef TARIX_ANALYZERS_PVALUES_H
#define TARIX_ANALYZERS_PVALUES_H

#include "correction.h"
#include "scoreblock.h"

typedef struct tarix_pvalues {
    const tarix_correction **methods;
    size_t n_methods;
    uint64_t n_tests; /* rows that have a p */
    uint64_t n_rows, capacity;
    double *log10_p;  /* by row of the file; NaN: none */
    double **log10_q; /* by method, by row */
} tarix_pvalues;

/* The methods of --correct: a list of names, all, or none. */
tarix_status tarix_pvalues_parse_methods(
    tarix_pvalues *p, tarix_arena *arena, tarix_str names, tarix_error *err);

/* The log10 p that are the first scores of the rows of a block, whose cells it has. */
void tarix_pvalues_add(tarix_pvalues *p, tarix_arena *arena, const tarix_score_plan *plan,
    const tarix_score_block *block);

/* When all rows are there; m ≥ n_tests tests in all. */
void tarix_pvalues_correct(tarix_pvalues *p, tarix_arena *arena, uint64_t m);

/* q and log10 q of a row by each method. */
void tarix_pvalues_put(const tarix_pvalues *p, uint64_t row, tarix_cell *cells);

#endif
