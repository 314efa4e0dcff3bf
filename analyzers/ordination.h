/* Tables of corpora by words drawn on few axes. GSL's linear algebra ends here. */
#ifndef TARIX_ANALYZERS_ORDINATION_H
#define TARIX_ANALYZERS_ORDINATION_H

#include "../base/arena.h"
#include "../base/error.h"

typedef struct tarix_ordination {
    size_t n_rows, n_columns, n_axes;
    double *row;        /* coordinates: n_axes of each row, the axis that says most first */
    double *column;     /* the same of each column */
    double *eigenvalue; /* of each axis: inertia or variance that it has */
    double total;       /* their sum */
} tarix_ordination;

/* Correspondence analysis (Benzécri 1973; Greenacre 1984) of counts, a row of n_columns for each of
 * n_rows, each row and column of which has a sum above 0: principal coordinates of both, from the
 * singular values of the standardised residuals. n_axes is one less than the smaller side. */
TARIX_API tarix_ordination *tarix_correspondence(
    tarix_arena *arena, const double *counts, size_t n_rows, size_t n_columns);

/* Principal components (Pearson 1901; Hotelling 1933) of a table whose columns have the mean 0:
 * rows by their scores, columns by their loadings, variances by n_rows - 1. n_axes is the smaller
 * of n_rows - 1 and n_columns. */
TARIX_API tarix_ordination *tarix_principal(
    tarix_arena *arena, const double *centred, size_t n_rows, size_t n_columns);

#endif
