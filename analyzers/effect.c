#include "analyzers/distribution.h"
#include "analyzers/measure_sets.h"

#include <math.h>

/* How many times likelier: ratios of chances and of shares, and their logarithms. */

static double odds_ratio(const tarix_cells *c)
{
    return c->o11 * c->o22 / (c->o12 * c->o21);
}

static double log_odds_ratio(const tarix_cells *c)
{
    return tarix_log_near(odds_ratio(c), c->determinant / (c->o12 * c->o21));
}

static double log_odds_ratio_haldane(const tarix_cells *c)
{
    const double a = c->o11 + 0.5, b = c->o12 + 0.5, e = c->o21 + 0.5, d = c->o22 + 0.5;
    return tarix_log_near(a * d / (b * e), tarix_difference_of_products(a, d, b, e) / (b * e));
}

static double lambda_z(const tarix_cells *c)
{
    const double variance =
        1 / (c->o11 + 0.5) + 1 / (c->o12 + 0.5) + 1 / (c->o21 + 0.5) + 1 / (c->o22 + 0.5);
    return log_odds_ratio_haldane(c) / sqrt(variance);
}

static double relative_risk(const tarix_cells *c)
{
    return c->o11 / c->r1 / (c->o21 / c->r2);
}

static double log_ratio_walter(const tarix_cells *c)
{
    const double a = c->o11 + 0.5, b = c->o21 + 0.5, n1 = c->r1 + 0.5, n2 = c->r2 + 0.5;
    return tarix_log2_near(
        a * n2 / (b * n1), tarix_difference_of_products(a, n2, b, n1) / (b * n1));
}

/* Of the c1 occurrences o11 are in row 1: whether that is more (or less) than r1/n of them is asked
 * first, for most are not. */
static double log_ratio_conservative(const tarix_cells *c)
{
    const double d = c->determinant, alpha = 0.05 / c->tests / 2;
    const double own = d > 0 ? c->r1 : c->r2, other = d > 0 ? c->r2 : c->r1;
    const double count = d > 0 ? c->o11 : c->o21;
    if (!(c->r1 > 0 && c->r2 > 0 && c->c1 > 0) || isnan(d)) return NAN;
    if (d == 0 || tarix_log10_binomial_upper(count, c->c1, own / c->n, other / c->n) > log10(alpha))
        return 0;
    const double bound = tarix_log_odds_bound(count, c->c1, alpha) + log(other / own);
    return copysign(fmax(bound, 0) / M_LN2, d);
}

/* ---- rows ---- */

enum { association = TARIX_FAMILY_ASSOCIATION, both = association | TARIX_FAMILY_KEYNESS };

static const tarix_measure rows[] = {
    {"odds_ratio", both, "odds ratio", "şanslar nisbəti", "o11 o22/(o12 o21)",
        "Edwards 1963; Pojanapunya & Todd 2016", "0..inf",
        "inf where only o12 o21 is 0; empty where both products are", .of_cells = odds_ratio},
    {"log_odds_ratio", association, "log odds ratio", "şanslar nisbətinin loqarifmi",
        "ln(o11 o22/(o12 o21))", "Edwards 1963", "-inf..inf",
        "infinite where one product is 0; empty where both are", .of_cells = log_odds_ratio},
    {"log_odds_ratio_haldane", association, "log odds ratio, 0.5 added to every cell",
        "şanslar nisbətinin loqarifmi, hər xanaya 0,5 əlavə etməklə",
        "ln((o11+.5)(o22+.5)/((o12+.5)(o21+.5)))", "Haldane 1956", "-inf..inf", "never infinite",
        .of_cells = log_odds_ratio_haldane},
    {"lambda", association, "λ, log odds ratio with half a count in each cell",
        "λ, hər xanaya yarım say əlavə edilmiş şanslar nisbətinin loqarifmi",
        "ln((o11+.5)(o22+.5)/((o12+.5)(o21+.5))); of k words the sum over subsets of "
        "(-1)^(k-size) ln(n_subset+.5)",
        "Blaheta & Johnson 2001", "-inf..inf", "never infinite",
        .of_cells = log_odds_ratio_haldane},
    {"lambda_z", association, "λ by its standard error", "λ-nın standart xətaya nisbəti",
        "lambda/sqrt(sum 1/(o_ij+.5))", "Blaheta & Johnson 2001", "-inf..inf", "never infinite",
        .of_cells = lambda_z},
    {"relative_risk", both, "relative risk", "nisbi risk", "(o11/r1)/(o21/r2)",
        "Pojanapunya & Todd 2016", "0..inf", "inf where only o21 is 0; empty where o11 is too",
        .of_cells = relative_risk},
    {"log_ratio", both, "log ratio", "loqarifmik nisbət", "log2((o11/r1)/(o21/r2))", "Hardie 2014",
        "-inf..inf", "infinite where one side has none", .of_cells = tarix_cells_log_ratio},
    {"log_ratio_walter", both, "log ratio, 0.5 added to counts and sizes",
        "loqarifmik nisbət, saylara və həcmlərə 0,5 əlavə etməklə",
        "log2(((o11+.5)/(r1+.5))/((o21+.5)/(r2+.5)))", "Walter 1975", "-inf..inf", "never infinite",
        .of_cells = log_ratio_walter},
    {"log_ratio_conservative", both, "log ratio, conservative: the bound nearer to no effect",
        "ehtiyatlı loqarifmik nisbət: intervalın sıfıra yaxın həddi",
        "log2((r2/r1) t/(1-t)), t the Clopper-Pearson bound of o11/c1 at .05/tests", "Evert 2022",
        "-inf..inf", "0 where the interval holds no effect; empty where r1, r2 or c1 is 0",
        .of_cells = log_ratio_conservative},
};

const tarix_measure_set tarix_effect_measures = {rows, sizeof rows / sizeof *rows};
