#include "analyzers/contingency.h"

#include <math.h>

/* Kahan's difference of products: right where both products are large and near. */
static double difference_of_products(double a, double b, double c, double d)
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
        .tests = 1};
    cells->determinant = difference_of_products(cells->o11, cells->o22, cells->o12, cells->o21);
    cells->f_node = cells->r1;
    cells->f_collocate = cells->c1;
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
