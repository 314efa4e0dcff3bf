/* The 2×2 table behind every association and keyness score.
 *
 *              column 1   column 2
 *     row 1      o11        o12      r1      association: row 1 a position in a window of the node,
 *     row 2      o21        o22      r2      column 1 the collocate stands there; keyness: row 1
 * the c1         c2       n       target, row 2 the reference, column 1 the term
 */
#ifndef TARIX_ANALYZERS_CONTINGENCY_H
#define TARIX_ANALYZERS_CONTINGENCY_H

#include "../base/error.h"

#include <stdint.h>

typedef struct tarix_cells {
    double o11, o12, o21, o22;
    double r1, r2, c1, c2, n;
    /* Both to the last digit, and equal in a table. */
    double determinant; /* o11 o22 - o12 o21 */
    double excess;      /* (o11 - e11) n */
    /* What scores of some names need besides. Made cells have the value that is given here. */
    double f_node, f_collocate;      /* counts of the words themselves: r1, c1 */
    double span;                     /* places of a window, for z_berry_rogghe: NaN, unknown */
    double tests;                    /* in the family, for bounds that correct for them: 1 */
    double prior;                    /* α0 of log_odds_dirichlet: NaN, unknown */
    const struct tarix_cells *texts; /* the same table in texts that have the term: NULL */
} tarix_cells;

/* Whether no cell is negative. */
static inline bool tarix_cells_are_table(uint64_t o11, uint64_t r1, uint64_t c1, uint64_t n)
{
    return o11 <= r1 && o11 <= c1 && r1 <= n && c1 <= n && r1 - o11 <= n - c1;
}

/* From o11 and the margins. False (and cells untouched) when a cell would be negative. */
TARIX_API bool tarix_cells_from_margins(
    tarix_cells *cells, uint64_t o11, uint64_t r1, uint64_t c1, uint64_t n);

/* From the count of a term in target (a of n1) and reference (b of n2). */
TARIX_API bool tarix_cells_from_counts(
    tarix_cells *cells, uint64_t a, uint64_t b, uint64_t n1, uint64_t n2);

/* From the counts of two words and of their pair, which need not form a table: then the cells but
 * o11, and the determinant, are NaN, and so is every score that looks at them. */
TARIX_API void tarix_cells_from_words(
    tarix_cells *cells, uint64_t pair, uint64_t node, uint64_t collocate, uint64_t n);

static inline double tarix_cells_e11(const tarix_cells *cells)
{
    return cells->r1 * cells->c1 / cells->n;
}

/* Half of G²: sum of o_ij ln(o_ij/e_ij). Exact where that sum cancels; 0 where o11 is as expected.
 */
double tarix_cells_half_g2(const tarix_cells *cells);

/* log2 of (o11/r1)/(o21/r2). */
double tarix_cells_log_ratio(const tarix_cells *cells);

#endif
