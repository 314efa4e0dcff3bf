#include "analyzers/hypergeometric.h"

#include "analyzers/contingency.h"
#include "analyzers/distribution.h"

#include <math.h>

typedef struct law {
    tarix_cells cells;  /* its margins */
    double least, most; /* what k can be */
    double margins;     /* the part of ln P(k) that k does not change */
} law;

/* 2πm of Stirling's formula; 0! is 1. */
static double turn(double m)
{
    return m > 0 ? 2 * M_PI * m : 1;
}

static double rest(double m)
{
    return m > 0 ? tarix_stirling_rest(m) : 0;
}

static law law_of(double r1, double c1, double n)
{
    const double r2 = n - r1, c2 = n - c1;
    law l = {.cells = {.r1 = r1, .r2 = r2, .c1 = c1, .c2 = c2, .n = n}};
    l.least = fmax(0, r1 - c2);
    l.most = fmin(r1, c1);
    l.margins = 0.5 * log(turn(r1) * turn(r2) * turn(c1) * turn(c2) / turn(n)) + rest(r1) +
                rest(r2) + rest(c1) + rest(c2) - rest(n);
    return l;
}

/* How far k is above its mean, times n. */
static double above_mean(const law *l, double k)
{
    return tarix_difference_of_products(k, l->cells.n, l->cells.r1, l->cells.c1);
}

/* ln P(k): Stirling's formula for its nine factorials. What is large in it adds up to half of G²,
 * which does not cancel. */
static double log_at(const law *l, double k)
{
    tarix_cells at = l->cells;
    if (l->least == l->most) return 0;
    at.o11 = k;
    at.o12 = at.r1 - k;
    at.o21 = at.c1 - k;
    at.o22 = at.r2 - at.o21;
    at.determinant = above_mean(l, k);
    return l->margins - tarix_cells_half_g2(&at) -
           0.5 * log(turn(k) * turn(at.o12) * turn(at.o21) * turn(at.o22)) - rest(k) -
           rest(at.o12) - rest(at.o21) - rest(at.o22);
}

/* P(k + 1) / P(k) */
static double ratio_up(const law *l, double k)
{
    return (l->cells.r1 - k) * (l->cells.c1 - k) / ((k + 1) * (l->cells.r2 - l->cells.c1 + k + 1));
}

/* P(k - 1) / P(k) */
static double ratio_down(const law *l, double k)
{
    return k * (l->cells.r2 - l->cells.c1 + k) / ((l->cells.r1 - k + 1) * (l->cells.c1 - k + 1));
}

/* ln Σ P(j) for j from k up to `end`, away from the mode. */
static double log_sum_up(const law *l, double k, double end)
{
    double term = 1, sum = 1;
    if (k > end) return -INFINITY;
    for (double j = k; j < end && term > 1e-20 * sum; j++) {
        term *= ratio_up(l, j);
        sum += term;
    }
    return log_at(l, k) + log(sum);
}

/* The same from k down to `end`. */
static double log_sum_down(const law *l, double k, double end)
{
    double term = 1, sum = 1;
    if (k < end) return -INFINITY;
    for (double j = k; j > end && term > 1e-20 * sum; j--) {
        term *= ratio_down(l, j);
        sum += term;
    }
    return log_at(l, k) + log(sum);
}

double tarix_log10_hypergeometric_upper(double k, double r1, double c1, double n)
{
    const law l = law_of(r1, c1, n);
    if (k <= l.least) return 0;
    if (k > l.most) return -INFINITY;
    if (above_mean(&l, k) > 0) {
        const double log_p = log_sum_up(&l, k, l.most);
        if (log_p < -M_LN2) return log_p / M_LN10; /* of few values the first can be near 1 */
    }
    return tarix_log_complement(log_sum_down(&l, k - 1, l.least)) / M_LN10;
}

double tarix_log10_hypergeometric_lower(double k, double r1, double c1, double n)
{
    return tarix_log10_hypergeometric_upper(r1 - k, r1, n - c1, n);
}

static double mode_of(const law *l)
{
    double mode = floor((l->cells.r1 + 1) / (l->cells.n + 2) * (l->cells.c1 + 1));
    mode = fmin(fmax(mode, l->least), l->most);
    while (mode < l->most && ratio_up(l, mode) > 1) mode++;
    while (mode > l->least && ratio_down(l, mode) > 1) mode--;
    return mode;
}

/* Between `inside`, which is likelier than `bar`, and `outside`, which is not or cannot be: the
 * first that is not. */
static double first_outside(const law *l, double inside, double outside, double bar)
{
    while (fabs(outside - inside) > 1) {
        const double middle = floor((inside + outside) / 2);
        if (log_at(l, middle) > bar)
            inside = middle;
        else
            outside = middle;
    }
    return outside;
}

static double log_add(double a, double b)
{
    const double large = fmax(a, b);
    return isinf(large) ? large : large + log1p(exp(fmin(a, b) - large));
}

double tarix_log10_fisher_two(double k, double r1, double c1, double n)
{
    const law l = law_of(r1, c1, n);
    if (k < l.least || k > l.most) return -INFINITY;
    const double bar = log_at(&l, k) + log1p(1e-7), mode = mode_of(&l);
    if (log_at(&l, mode) <= bar) return 0;
    const double left = first_outside(&l, mode, k < mode ? k : l.least - 1, bar);
    const double right = first_outside(&l, mode, k > mode ? k : l.most + 1, bar);
    const double tails = log_add(log_sum_down(&l, left, l.least), log_sum_up(&l, right, l.most));
    if (tails < -M_LN2) return tails / M_LN10;
    const double inside =
        log_add(log_sum_up(&l, mode, right - 1), log_sum_down(&l, mode - 1, left + 1));
    return tarix_log_complement(inside) / M_LN10;
}
