#include "analyzers/contingency.h"

#include "analyzers/distribution.h"

#include <math.h>

/* Below 2^63 a conversion is one instruction. */
static inline double real(uint64_t count)
{
    return count <= INT64_MAX ? (double)(int64_t)count : (double)count;
}

static void fill(tarix_cells *cells, uint64_t o11, uint64_t o12, uint64_t o21, uint64_t o22)
{
    *cells = (tarix_cells){.o11 = real(o11),
        .o12 = real(o12),
        .o21 = real(o21),
        .o22 = real(o22),
        .r1 = real(o11 + o12),
        .r2 = real(o21 + o22),
        .c1 = real(o11 + o21),
        .c2 = real(o12 + o22),
        .n = real(o11 + o12 + o21 + o22),
        .span = NAN,
        .tests = 1,
        .prior = NAN};
    cells->f_node = cells->r1;
    cells->f_collocate = cells->c1;
    cells->determinant =
        tarix_difference_of_products(cells->o11, cells->o22, cells->o12, cells->o21);
    cells->excess = cells->determinant;
}

bool tarix_cells_from_margins(
    tarix_cells *cells, uint64_t o11, uint64_t r1, uint64_t c1, uint64_t n)
{
    if (!tarix_cells_are_table(o11, r1, c1, n)) return false;
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
        .r2 = (double)n - (double)node,
        .c1 = (double)collocate,
        .c2 = (double)n - (double)collocate,
        .n = (double)n,
        .determinant = NAN,
        .f_node = (double)node,
        .f_collocate = (double)collocate,
        .span = NAN,
        .tests = 1,
        .prior = NAN};
    cells->excess = tarix_difference_of_products(cells->o11, cells->n, cells->r1, cells->c1);
}

double tarix_cells_half_g2(const tarix_cells *c)
{
    const double d = c->determinant, r1 = c->r1, r2 = c->r2, c1 = c->c1, c2 = c->c2;
    if (d == 0) return 0;
    return tarix_deviance(c->o11, r1 * c1 / c->n, d / (r1 * c1)) +
           tarix_deviance(c->o12, r1 * c2 / c->n, -d / (r1 * c2)) +
           tarix_deviance(c->o21, r2 * c1 / c->n, -d / (r2 * c1)) +
           tarix_deviance(c->o22, r2 * c2 / c->n, d / (r2 * c2));
}

double tarix_cells_log_ratio(const tarix_cells *c)
{
    return tarix_log2_near(c->o11 / c->r1 / (c->o21 / c->r2), c->determinant / (c->r1 * c->o21));
}
