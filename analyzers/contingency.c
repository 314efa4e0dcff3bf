#include "analyzers/contingency.h"

#include <math.h>

/* Kahan's: the rounding of one product is known to the last digit. */
double tarix_difference_of_products(double a, double b, double c, double d)
{
    const double product = c * d;
    const double error = fma(-c, d, product);
    return fma(a, b, -product) + error;
}

static void fill(tarix_cells *cells, uint64_t o11, uint64_t o12, uint64_t o21, uint64_t o22)
{
    *cells = (tarix_cells){.o11 = (double)o11,
        .o12 = (double)o12,
        .o21 = (double)o21,
        .o22 = (double)o22,
        .r1 = (double)(o11 + o12),
        .r2 = (double)(o21 + o22),
        .c1 = (double)(o11 + o21),
        .c2 = (double)(o12 + o22),
        .n = (double)(o11 + o12 + o21 + o22),
        .f_node = (double)(o11 + o12),
        .f_collocate = (double)(o11 + o21),
        .span = NAN,
        .tests = 1,
        .prior = NAN};
    cells->determinant =
        tarix_difference_of_products(cells->o11, cells->o22, cells->o12, cells->o21);
}

bool tarix_cells_from_margins(
    tarix_cells *cells, uint64_t o11, uint64_t r1, uint64_t c1, uint64_t n)
{
    if (o11 > r1 || o11 > c1 || r1 > n || c1 > n || r1 - o11 > n - c1) return false;
    fill(cells, o11, r1 - o11, c1 - o11, n - r1 - (c1 - o11));
    return true;
}

bool tarix_cells_from_counts(tarix_cells *cells, uint64_t a, uint64_t b, uint64_t n1, uint64_t n2)
{
    if (a > n1 || b > n2) return false;
    fill(cells, a, n1 - a, b, n2 - b);
    return true;
}

void tarix_cells_from_words(
    tarix_cells *cells, uint64_t pair, uint64_t node, uint64_t collocate, uint64_t n)
{
    if (tarix_cells_from_margins(cells, pair, node, collocate, n)) return;
    *cells = (tarix_cells){.o11 = (double)pair,
        .o12 = NAN,
        .o21 = NAN,
        .o22 = NAN,
        .r1 = (double)node,
        .r2 = NAN,
        .c1 = (double)collocate,
        .c2 = NAN,
        .n = (double)n,
        .f_node = (double)node,
        .f_collocate = (double)collocate,
        .span = NAN,
        .tests = 1,
        .prior = NAN};
    cells->determinant = tarix_difference_of_products(cells->o11, cells->n, cells->r1, cells->c1);
}
