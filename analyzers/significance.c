#include "analyzers/distribution.h"
#include "analyzers/hypergeometric.h"
#include "analyzers/measure_sets.h"

#include <math.h>

/* How sure it is that a table is not as expected. Signed scores are negative below expectation. */

static double ll(const tarix_cells *c)
{
    return copysign(2 * tarix_cells_half_g2(c), c->determinant);
}

static double ll_log10_p(const tarix_cells *c)
{
    return tarix_log10_chi2_upper(2 * tarix_cells_half_g2(c), 1);
}

static bool has_empty_margin(const tarix_cells *c)
{
    return c->r1 == 0 || c->r2 == 0 || c->c1 == 0 || c->c2 == 0;
}

static double ll_williams(const tarix_cells *c)
{
    const double n = c->n;
    if (has_empty_margin(c)) return NAN;
    return ll(c) / (1 + (n / c->r1 + n / c->r2 - 1) * (n / c->c1 + n / c->c2 - 1) / (6 * n));
}

static double simple_ll(const tarix_cells *c)
{
    if (c->excess == 0) return 0;
    const double x = c->excess / (c->r1 * c->c1);
    return copysign(2 * tarix_deviance(c->o11, tarix_cells_e11(c), x), c->excess);
}

static double margins_product(const tarix_cells *c)
{
    return c->r1 * c->r2 * c->c1 * c->c2;
}

static double chi2(const tarix_cells *c)
{
    const double d = c->determinant;
    return copysign(c->n * d * d / margins_product(c), d);
}

/* abs(o - e) is the same in all four cells. */
static double chi2_yates(const tarix_cells *c)
{
    const double twice = fmax(2 * fabs(c->determinant) - c->n, 0);
    if (isnan(c->determinant)) return NAN;
    return copysign(
        c->n * twice * twice / (4 * margins_product(c)), twice > 0 ? c->determinant : 1);
}

static double fisher_log10_p(const tarix_cells *c)
{
    return isnan(c->o12) ? NAN : tarix_log10_hypergeometric_upper(c->o11, c->r1, c->c1, c->n);
}

static double fisher_two_log10_p(const tarix_cells *c)
{
    return isnan(c->o12) ? NAN : tarix_log10_fisher_two(c->o11, c->r1, c->c1, c->n);
}

static double poisson_log10_p(const tarix_cells *c)
{
    return c->n == 0 ? NAN : tarix_log10_poisson_upper(c->o11, tarix_cells_e11(c));
}

/* 1 - e11/n without cancellation. */
static double elsewhere(const tarix_cells *c)
{
    return (c->n * c->r2 + c->r1 * c->c2) / (c->n * c->n);
}

static double binomial_log10_p(const tarix_cells *c)
{
    if (c->n == 0) return NAN;
    return tarix_log10_binomial_upper(c->o11, c->n, tarix_cells_e11(c) / c->n, elsewhere(c));
}

static double poisson_stirling(const tarix_cells *c)
{
    const double expected_n = c->r1 * c->c1;
    if (c->o11 == 0) return 0;
    return c->o11 * (tarix_log_near(c->o11 * c->n / expected_n, c->excess / expected_n) - 1);
}

static double z(const tarix_cells *c)
{
    return c->excess / (c->n * sqrt(tarix_cells_e11(c)));
}

static double z_binomial(const tarix_cells *c)
{
    return c->excess / (c->n * sqrt(tarix_cells_e11(c) * elsewhere(c)));
}

static double z_berry_rogghe(const tarix_cells *c)
{
    const double others = c->n - c->f_node, places = c->f_node * c->span;
    if (!(c->c1 < others)) return NAN;
    const double p = c->c1 / others, q = (others - c->c1) / others;
    const double above = tarix_difference_of_products(c->o11, others, c->c1, places) / others;
    return above / sqrt(p * places * q);
}

static double t(const tarix_cells *c)
{
    if (c->o11 == 0) return tarix_cells_e11(c) > 0 ? -INFINITY : NAN;
    return c->excess / (c->n * sqrt(c->o11));
}

static double t_binomial(const tarix_cells *c)
{
    if (c->o11 == 0) return NAN;
    return c->excess / (c->n * sqrt(c->o11 * ((c->n - c->o11) / c->n)));
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
    {"ll_williams", both, "G² with Williams' correction, signed",
        "Uilyams düzəlişi ilə G², işarəli", "ll/q; q = 1 + (n/r1+n/r2-1)(n/c1+n/c2-1)/(6n)",
        "Williams 1976", "-inf..inf", "empty where a margin is 0", .of_cells = ll_williams},
    {"simple_ll", association, "simple log-likelihood, signed",
        "sadə loqarifmik həqiqətəoxşarlıq, işarəli",
        "2 (o11 ln(o11/e11) - (o11-e11)), negative below expectation", "Evert 2008", "-inf..inf",
        "0 at o11 = e11", .of_cells = simple_ll},
    {"chi2", both, "Pearson's chi-squared, signed", "Pirsonun χ² meyarı, işarəli",
        "n (o11 o22 - o12 o21)^2/(r1 r2 c1 c2), negative below expectation", "Pearson 1900",
        "-n..n", "empty where a margin is 0", .of_cells = chi2},
    {"chi2_yates", both, "chi-squared with Yates's correction, signed",
        "Yeyts düzəlişi ilə χ², işarəli",
        "sum (d - min(0.5,d))^2/e_ij, d = abs(o_ij-e_ij), negative below expectation", "Yates 1934",
        "-n..n", "0 where d is at most 0.5; empty where a margin is 0", .of_cells = chi2_yates},
    {"fisher_log10_p", both, "log10 p of Fisher's exact test, attraction",
        "Fişerin dəqiq meyarı, birtərəfli (cəzbetmə): p-nin log10-u",
        "log10 sum over k >= o11 of C(r1,k) C(r2,c1-k)/C(n,c1)", "Fisher 1935; Pedersen 1996",
        "-inf..0", "0 at the least o11 that the margins allow", .of_cells = fisher_log10_p},
    {"fisher_two_log10_p", both, "log10 p of Fisher's exact test, two-sided",
        "Fişerin dəqiq meyarı, ikitərəfli: p-nin log10-u",
        "log10 of the sum of all tables not likelier than this one (to 1e-7)", "Fisher 1935",
        "-inf..0", "0 at the likeliest table", .of_cells = fisher_two_log10_p},
    {"poisson_log10_p", association, "log10 p of the Poisson test, attraction",
        "Puasson meyarı, birtərəfli (cəzbetmə): p-nin log10-u", "log10 P(X >= o11), mean e11",
        "Quasthoff & Wolff 2002", "-inf..0", "0 at o11 = 0", .of_cells = poisson_log10_p},
    {"binomial_log10_p", association, "log10 p of the binomial test, attraction",
        "binomial meyar, birtərəfli (cəzbetmə): p-nin log10-u",
        "log10 P(X >= o11), n trials of e11/n", "Evert 2004", "-inf..0", "0 at o11 = 0",
        .of_cells = binomial_log10_p},
    {"poisson_stirling", association, "Poisson-Stirling score", "Puasson-Stirlinq göstəricisi",
        "o11 (ln o11 - ln e11 - 1)", "Quasthoff & Wolff 2002", "-inf..inf", "0 at o11 = 0",
        .of_cells = poisson_stirling},
    {"z", association, "z-score", "z-göstəricisi", "(o11-e11)/sqrt(e11)", "Dennis 1965",
        "-inf..inf", "empty at e11 = 0", .of_cells = z},
    {"z_binomial", association, "z-score, binomial variance", "binomial dispersiyalı z-göstəricisi",
        "(o11-e11)/sqrt(e11 (1-e11/n))", "Dennis 1965", "-inf..inf", "empty at e11 = 0 and e11 = n",
        .of_cells = z_binomial},
    {"z_berry_rogghe", association, "Berry-Rogghe's z-score", "Berri-Roqenin z-göstəricisi",
        "(o11-e)/sqrt(e (1-p)); p = c1/(n-f_node), e = p f_node span", "Berry-Rogghe 1973",
        "-inf..inf", "empty at p >= 1, and where the span is not known",
        .of_cells = z_berry_rogghe},
    {"t", association, "t-score", "t-göstəricisi", "(o11-e11)/sqrt(o11)", "Church et al. 1991",
        "-inf..inf", "-inf at o11 = 0", .of_cells = t},
    {"t_binomial", association, "t-score, binomial variance", "binomial dispersiyalı t-göstəricisi",
        "(o11-e11)/sqrt(o11 (1-o11/n))", "Church et al. 1991", "-inf..inf",
        "empty at o11 = 0 and o11 = n", .of_cells = t_binomial},
};

const tarix_measure_set tarix_significance_measures = {rows, sizeof rows / sizeof *rows};
