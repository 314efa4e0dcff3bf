#include "analyzers/distribution.h"
#include "analyzers/hypergeometric.h"
#include "analyzers/measure_sets.h"

#include <math.h>

/* A term in target and reference: a = o11 of n1 = r1 and b = o21 of n2 = r2; p = a/n1, q = b/n2. */

static double ll_two_term(const tarix_cells *c)
{
    const double d = c->determinant;
    if (d == 0) return 0;
    return 2 * (tarix_deviance(c->o11, c->r1 * c->c1 / c->n, d / (c->r1 * c->c1)) +
                   tarix_deviance(c->o21, c->r2 * c->c1 / c->n, -d / (c->r2 * c->c1)));
}

static double bic(const tarix_cells *c)
{
    return c->n == 0 ? NAN : 2 * tarix_cells_half_g2(c) - log(c->n);
}

static double ell(const tarix_cells *c)
{
    const double least = fmin(c->r1, c->r2) * c->c1 / c->n;
    return least > 1 ? ll_two_term(c) / (c->n * log(least)) : NAN;
}

/* A count of 0 taken as one half. */
static double log_ratio_hardie(const tarix_cells *c)
{
    if (c->o11 > 0 && c->o21 > 0) return tarix_cells_log_ratio(c);
    const double a = c->o11 > 0 ? c->o11 : 0.5, b = c->o21 > 0 ? c->o21 : 0.5;
    const double above = tarix_difference_of_products(a, c->r2, b, c->r1) / (b * c->r1);
    return c->r1 == 0 || c->r2 == 0 ? NAN : tarix_log2_near(a * c->r2 / (b * c->r1), above);
}

/* Katz's interval of the ratio of two proportions, 95 %. 1/a - 1/n1 is o12/(a n1). */
static double katz(const tarix_cells *c, double sign)
{
    const double z = 1.959963984540054;
    if (c->o11 == 0 || c->o21 == 0) return NAN;
    const double error = sqrt(c->o12 / (c->o11 * c->r1) + c->o22 / (c->o21 * c->r2));
    return tarix_cells_log_ratio(c) + sign * z * error / M_LN2;
}

static double log_ratio_low(const tarix_cells *c)
{
    return katz(c, -1);
}

static double log_ratio_high(const tarix_cells *c)
{
    return katz(c, 1);
}

static double pct_diff(const tarix_cells *c)
{
    return 100 * c->determinant / (c->r1 * c->o21);
}

static double diff_coefficient(const tarix_cells *c)
{
    return c->determinant / (c->o11 * c->r2 + c->o21 * c->r1);
}

static double weirdness(const tarix_cells *c)
{
    return c->o11 / c->r1 / (c->o21 / c->r2);
}

static double simple_maths(const tarix_cells *c, double k)
{
    return (1e6 * c->o11 / c->r1 + k) / (1e6 * c->o21 / c->r2 + k);
}

static double simple_maths_1(const tarix_cells *c)
{
    return simple_maths(c, 1);
}

static double simple_maths_10(const tarix_cells *c)
{
    return simple_maths(c, 10);
}

static double simple_maths_100(const tarix_cells *c)
{
    return simple_maths(c, 100);
}

static double simple_maths_1000(const tarix_cells *c)
{
    return simple_maths(c, 1000);
}

/* α0 c1/n is added to both counts and α0 c2/n to what is left of both sides. The difference of the
 * products of the four sums is the determinant times 1 + 2 α0/n. */
static double log_odds_dirichlet(const tarix_cells *c)
{
    const double with = c->prior * c->c1 / c->n, without = c->prior * c->c2 / c->n;
    const double below = (c->o12 + without) * (c->o21 + with);
    return tarix_log_near((c->o11 + with) * (c->o22 + without) / below,
        c->determinant * (1 + 2 * c->prior / c->n) / below);
}

static double log_odds_dirichlet_z(const tarix_cells *c)
{
    const double alpha = c->prior * c->c1 / c->n;
    return log_odds_dirichlet(c) / sqrt(1 / (c->o11 + alpha) + 1 / (c->o21 + alpha));
}

/* p and q are 1 + x and 1 - x times their mean. */
static double jsd_bits(const tarix_cells *c)
{
    const double p = c->o11 / c->r1, q = c->o21 / c->r2, mean = (p + q) / 2;
    const double x = diff_coefficient(c);
    return (tarix_deviance(p, mean, x) + tarix_deviance(q, mean, -x)) / (2 * M_LN2);
}

static double kld_bits(const tarix_cells *c)
{
    if (c->r1 == 0 || c->r2 == 0) return NAN;
    return c->o11 == 0 ? 0 : c->o11 / c->r1 * tarix_cells_log_ratio(c);
}

static double text_dispersion_ll(const tarix_cells *c)
{
    return c->texts ? copysign(2 * tarix_cells_half_g2(c->texts), c->texts->determinant) : NAN;
}

static double specificity(const tarix_cells *c)
{
    if (c->determinant == 0) return 0;
    return c->determinant > 0 ? -tarix_log10_hypergeometric_upper(c->o11, c->r1, c->c1, c->n)
                              : tarix_log10_hypergeometric_lower(c->o11, c->r1, c->c1, c->n);
}

/* ---- rows ---- */

enum { keyness = TARIX_FAMILY_KEYNESS };

static const tarix_measure rows[] = {
    {"ll_two_term", keyness, "log-likelihood, counts of the term only",
        "loqarifmik həqiqətəoxşarlıq, yalnız terminin sayları üzrə", "2 (a ln(a/E1) + b ln(b/E2))",
        "Rayson & Garside 2000", "0..inf", "0 where the counts are as expected",
        .of_cells = ll_two_term},
    {"bic", keyness, "Bayes factor (BIC) of G²", "G² üçün Bayes faktoru (BIC)", "abs(ll) - ln N",
        "Wilson 2013", "-inf..inf", "-ln N at ll = 0", .of_cells = bic},
    {"ell", keyness, "effect size of log-likelihood", "loqarifmik həqiqətəoxşarlığın təsir ölçüsü",
        "ll_two_term/(N ln min(E1,E2))", "Johnston, Berry & Mielke 2006", "0..1",
        "empty where min(E1,E2) is at most 1", .of_cells = ell},
    {"log_ratio_hardie", keyness, "log ratio, 0.5 for a count of 0",
        "loqarifmik nisbət, sıfır əvəzinə 0,5", "log2(p/q), 0 replaced by 0.5 in either count",
        "Hardie 2014", "-inf..inf", "empty where n1 or n2 is 0", .of_cells = log_ratio_hardie},
    {"log_ratio_low", keyness, "log ratio, lower end of its 95 % interval",
        "loqarifmik nisbət, 95 %-li intervalın aşağı həddi",
        "log_ratio - 1.96 sqrt(1/a-1/n1+1/b-1/n2)/ln 2", "Katz et al. 1978", "-inf..inf",
        "empty where a or b is 0", .of_cells = log_ratio_low},
    {"log_ratio_high", keyness, "log ratio, upper end of its 95 % interval",
        "loqarifmik nisbət, 95 %-li intervalın yuxarı həddi",
        "log_ratio + 1.96 sqrt(1/a-1/n1+1/b-1/n2)/ln 2", "Katz et al. 1978", "-inf..inf",
        "empty where a or b is 0", .of_cells = log_ratio_high},
    {"pct_diff", keyness, "%DIFF", "%DIFF, faiz fərqi", "100 (p-q)/q", "Gabrielatos & Marchi 2011",
        "-100..inf", "inf at q = 0; empty where p is 0 too", .of_cells = pct_diff},
    {"diff_coefficient", keyness, "difference coefficient", "fərq əmsalı", "(p-q)/(p+q)",
        "Hofland & Johansson 1982", "-1..1", "empty where p and q are 0",
        .of_cells = diff_coefficient},
    {"weirdness", keyness, "weirdness", "qəribəlik əmsalı", "p/q", "Ahmad et al. 1999", "0..inf",
        "inf at q = 0; empty where p is 0 too", .of_cells = weirdness},
    {"simple_maths_1", keyness, "simple maths, 1 per million added",
        "sadə hesab, milyonda 1 əlavə etməklə", "(10^6 p + 1)/(10^6 q + 1)", "Kilgarriff 2009",
        "0..inf", "empty where n1 or n2 is 0", .of_cells = simple_maths_1},
    {"simple_maths_10", keyness, "simple maths, 10 per million added",
        "sadə hesab, milyonda 10 əlavə etməklə", "(10^6 p + 10)/(10^6 q + 10)", "Kilgarriff 2009",
        "0..inf", "empty where n1 or n2 is 0", .of_cells = simple_maths_10},
    {"simple_maths_100", keyness, "simple maths, 100 per million added",
        "sadə hesab, milyonda 100 əlavə etməklə", "(10^6 p + 100)/(10^6 q + 100)",
        "Kilgarriff 2009", "0..inf", "empty where n1 or n2 is 0", .of_cells = simple_maths_100},
    {"simple_maths_1000", keyness, "simple maths, 1000 per million added",
        "sadə hesab, milyonda 1000 əlavə etməklə", "(10^6 p + 1000)/(10^6 q + 1000)",
        "Kilgarriff 2009", "0..inf", "empty where n1 or n2 is 0", .of_cells = simple_maths_1000},
    {"log_odds_dirichlet", keyness, "log odds ratio with a Dirichlet prior",
        "Dirixle apriori paylanması ilə şanslar nisbətinin loqarifmi",
        "ln((a+x)/(n1+x0-a-x)) - ln((b+x)/(n2+x0-b-x)), x = x0 (a+b)/N, x0 = 0.01 types or --prior",
        "Monroe, Colaresi & Quinn 2008", "-inf..inf", "empty where the prior is not known",
        .of_cells = log_odds_dirichlet},
    {"log_odds_dirichlet_z", keyness, "log odds ratio with a Dirichlet prior, z-score",
        "Dirixle apriori paylanması ilə şanslar nisbətinin loqarifmi, z-göstəricisi",
        "log_odds_dirichlet/sqrt(1/(a+x)+1/(b+x)), x = x0 (a+b)/N", "Monroe, Colaresi & Quinn 2008",
        "-inf..inf", "empty where the prior is not known", .of_cells = log_odds_dirichlet_z},
    {"jsd_bits", keyness, "contribution to the Jensen-Shannon divergence, bits",
        "Yensen-Şennon divergensiyasına pay, bit", "1/2 (p log2(p/m) + q log2(q/m)), m = (p+q)/2",
        "Fankhauser et al. 2014", "0..1", "0 at p = q", .of_cells = jsd_bits},
    {"kld_bits", keyness, "contribution to the Kullback-Leibler divergence, bits",
        "Kulbak-Leybler divergensiyasına pay, bit", "p log2(p/q)", "Fankhauser et al. 2014",
        "-inf..inf", "0 at p = 0; inf where only q is 0", .of_cells = kld_bits},
    {"text_dispersion_ll", keyness, "G² of the numbers of texts that have the term, signed",
        "termin olan mətnlərin sayı üzrə G², işarəli",
        "ll of the texts that have the term, of all texts of each side", "Egbert & Biber 2019",
        "-inf..inf", "empty where texts are not known", .of_cells = text_dispersion_ll},
    {"specificity", keyness, "Lafon's specificity, signed", "Lafonun spesifikliyi, işarəli",
        "-log10 P(X >= a) above expectation, log10 P(X <= a) below; hypergeometric, target in the "
        "whole",
        "Lafon 1980", "-inf..inf", "0 where the counts are as expected", .of_cells = specificity},
};

const tarix_measure_set tarix_contrast_measures = {rows, sizeof rows / sizeof *rows};
