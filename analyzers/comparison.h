/* A target against one reference: which terms are tested, their p corrected, and the 2×2 tables
 * behind their scores. */
#ifndef TARIX_ANALYZERS_COMPARISON_H
#define TARIX_ANALYZERS_COMPARISON_H

#include "contingency.h"
#include "correction.h"
#include "side.h"
#include "textscores.h"

typedef struct tarix_comparison {
    const tarix_side *target, *reference;
    tarix_textscores *texts;
    double prior;    /* weight of the Dirichlet prior */
    tarix_id *terms; /* those tested, ascending */
    uint32_t *place; /* by value: one more than its index among them, or 0 */
    double *log10_q; /* of each: p until it is corrected; NaN where it has no p */
    size_t n_terms;
    uint32_t
        *pair; /* of each: which pair of counts it has. Scores of cells are those of its pair */
    uint32_t *sample; /* of each pair: the first term that has it, as an index among terms */
    size_t n_pairs;
    bool is_of_pairs;          /* log10_q: terms of a pair have the same */
    size_t n_types;            /* terms of both sides */
    size_t n_rare, n_few_docs; /* of them, those not tested */
} tarix_comparison;

/* What is tested, and how. */
typedef struct tarix_testing {
    uint64_t min_count, min_docs;       /* of both sides together */
    const tarix_measure *p;             /* a log10 p, of cells or of rates */
    const tarix_correction *correction; /* NULL: none */
    double prior;                       /* NaN: a hundredth of the types */
} tarix_testing;

/* Tests all terms of the vocabulary: `target`, `reference` and `texts` of the comparison are set,
 * the rest is made in the arena. */
void tarix_comparison_test(
    tarix_comparison *c, tarix_arena *arena, size_t n_values, const tarix_testing *testing);

/* The table of a term; `texts`, that of the texts which have it, is its own when it is known. */
tarix_cells tarix_comparison_cells(const tarix_comparison *c, tarix_id term, tarix_cells *texts);

/* log10 q of a term, or NaN when it was not tested. */
double tarix_comparison_log10_q(const tarix_comparison *c, tarix_id term);

#endif
