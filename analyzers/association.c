#include "analyzers/distribution.h"
#include "analyzers/measure_sets.h"

#include <math.h>

/* 2 Σ [O ln(O/E) - (O - E)], signed by the direction. O - E is ± determinant / n in every cell. */
static double ll(const tarix_cells *c)
{
    const double d = c->determinant;
    if (isnan(c->o12)) return NAN;
    if (d == 0 || c->n == 0) return 0;
    const double sum = tarix_deviance(c->o11, c->r1 * c->c1 / c->n, d / (c->r1 * c->c1)) +
                       tarix_deviance(c->o12, c->r1 * c->c2 / c->n, -d / (c->r1 * c->c2)) +
                       tarix_deviance(c->o21, c->r2 * c->c1 / c->n, -d / (c->r2 * c->c1)) +
                       tarix_deviance(c->o22, c->r2 * c->c2 / c->n, d / (c->r2 * c->c2));
    return copysign(2 * sum, d);
}

static double ll_log10_p(const tarix_cells *c)
{
    return tarix_log10_chi2_upper(fabs(ll(c)), 1);
}

static double mi(const tarix_cells *c)
{
    return log2(c->o11 * c->n / (c->r1 * c->c1));
}

static double t(const tarix_cells *c)
{
    const double e11 = tarix_cells_e11(c);
    if (c->o11 == 0) return e11 > 0 ? -INFINITY : NAN;
    return c->determinant / c->n / sqrt(c->o11);
}

static double log_dice(const tarix_cells *c)
{
    const double most = fmin(c->f_node, c->f_collocate);
    return 14 + log2(2 * fmin(c->o11, most) / (c->f_node + c->f_collocate));
}

static double log_ratio(const tarix_cells *c)
{
    return log2((c->o11 / c->r1) / (c->o21 / c->r2));
}

static double lambda(const tarix_cells *c)
{
    return log(c->o11 + .5) - log(c->o12 + .5) - log(c->o21 + .5) + log(c->o22 + .5);
}

static double lambda_z(const tarix_cells *c)
{
    return lambda(c) /
           sqrt(1 / (c->o11 + .5) + 1 / (c->o12 + .5) + 1 / (c->o21 + .5) + 1 / (c->o22 + .5));
}

/* ---- rows ---- */

enum { association = TARIX_FAMILY_ASSOCIATION, both = association | TARIX_FAMILY_KEYNESS };

static const tarix_measure rows[] = {
    {"ll", both, "log-likelihood ratio G², signed", "loqarifmik həqiqətəoxşarlıq G², işarəli",
        "2 sum o_ij ln(o_ij/e_ij), negative below expectation", "Dunning 1993", "-inf..inf",
        "0 where the counts are as expected", .of_cells = ll},
    {"ll_log10_p", both, "log10 of the p-value of G²", "G² üçün p-nin log10-u",
        "log10 of the upper tail of chi-squared (1 df) at abs(ll)", "Dunning 1993", "-inf..0",
        "0 at ll = 0", .of_cells = ll_log10_p},
    {"mi", association, "mutual information", "qarşılıqlı informasiya", "log2(o11/e11)",
        "Church & Hanks 1990", "-inf..inf", "-inf at o11 = 0", .of_cells = mi},
    {"t", association, "t-score", "t-göstəricisi", "(o11-e11)/sqrt(o11)", "Church et al. 1991",
        "-inf..inf", "-inf at o11 = 0", .of_cells = t},
    {"log_dice", association, "log-Dice", "log-Dice",
        "14 + log2(2 min(o11,f_node,f_collocate)/(f_node+f_collocate))", "Rychlý 2008", "-inf..14",
        "-inf at o11 = 0", .of_cells = log_dice},
    {"lambda", association, "λ, log odds ratio with half a count in each cell",
        "λ, hər xanaya yarım say əlavə edilmiş loqarifmik şans nisbəti",
        "ln((o11+.5)(o22+.5)/((o12+.5)(o21+.5))); of k words the sum over subsets of "
        "(-1)^(k-size) ln(n_subset+.5)",
        "Blaheta & Johnson 2001", "-inf..inf", "always defined", .of_cells = lambda},
    {"lambda_z", association, "λ by its standard error", "λ-nın standart xətaya nisbəti",
        "lambda/sqrt(sum 1/(o_ij+.5))", "Blaheta & Johnson 2001", "-inf..inf", "always defined",
        .of_cells = lambda_z},
    {"log_ratio", both, "log ratio", "loqarifmik nisbət", "log2((o11/r1)/(o21/r2))", "Hardie 2014",
        "-inf..inf", "infinite where one side has none", .of_cells = log_ratio},
};

const tarix_measure_set tarix_association_measures = {rows, sizeof rows / sizeof *rows};
