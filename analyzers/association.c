#include "analyzers/distribution.h"
#include "analyzers/measure_sets.h"

#include <math.h>

/* How closely two words go together. */

static double mi(const tarix_cells *c)
{
    const double expected_n = c->r1 * c->c1;
    return tarix_log2_near(c->o11 * c->n / expected_n, c->excess / expected_n);
}

static double mi2(const tarix_cells *c)
{
    return log2(c->o11 * c->o11 * c->n / (c->r1 * c->c1));
}

static double mi3(const tarix_cells *c)
{
    return log2(c->o11 * c->o11 * c->o11 * c->n / (c->r1 * c->c1));
}

static double npmi(const tarix_cells *c)
{
    if (c->o11 == 0) return c->r1 * c->c1 > 0 ? -1 : NAN;
    if (c->o11 == c->n) return NAN;
    return mi(c) / -tarix_log2_near(c->o11 / c->n, (c->o11 - c->n) / c->n);
}

static double ppmi(const tarix_cells *c)
{
    const double bits = mi(c);
    return bits < 0 ? 0 : bits;
}

static double local_mi(const tarix_cells *c)
{
    return c->o11 == 0 ? 0 : c->o11 * mi(c);
}

static double mi_log_f(const tarix_cells *c)
{
    return c->o11 == 0 ? 0 : mi(c) * log1p(c->o11);
}

static double average_mi(const tarix_cells *c)
{
    return tarix_cells_half_g2(c) / (c->n * M_LN2);
}

/* Positions in windows may be more than the words that stand there. */
static double together(const tarix_cells *c)
{
    return fmin(c->o11, fmin(c->f_node, c->f_collocate));
}

static double dice(const tarix_cells *c)
{
    return 2 * together(c) / (c->f_node + c->f_collocate);
}

/* 14 + log2 x is log2 of 2^14 x, which loses nothing near 0. */
static double log_dice(const tarix_cells *c)
{
    const double words = c->f_node + c->f_collocate, scaled = 32768 * together(c);
    return tarix_log2_near(scaled / words, (scaled - words) / words);
}

static double jaccard(const tarix_cells *c)
{
    return together(c) / (c->f_node + c->f_collocate - together(c));
}

static double ochiai(const tarix_cells *c)
{
    return c->o11 / sqrt(c->r1 * c->c1);
}

static double p_c_n(const tarix_cells *c)
{
    return c->o11 / c->r1;
}

static double p_n_c(const tarix_cells *c)
{
    return c->o11 / c->c1;
}

static double min_sensitivity(const tarix_cells *c)
{
    const double a = p_c_n(c), b = p_n_c(c);
    return isnan(a) || a < b ? a : b;
}

static double mutual_expectation(const tarix_cells *c)
{
    return together(c) * dice(c);
}

static double delta_p_c_n(const tarix_cells *c)
{
    return c->determinant / (c->r1 * c->r2);
}

static double delta_p_n_c(const tarix_cells *c)
{
    return c->determinant / (c->c1 * c->c2);
}

static double phi(const tarix_cells *c)
{
    return c->determinant / sqrt(c->r1 * c->r2 * c->c1 * c->c2);
}

static double phi2(const tarix_cells *c)
{
    return phi(c) * phi(c);
}

static double yule_q(const tarix_cells *c)
{
    return c->determinant / (c->o11 * c->o22 + c->o12 * c->o21);
}

static double yule_y(const tarix_cells *c)
{
    const double sum = sqrt(c->o11 * c->o22) + sqrt(c->o12 * c->o21);
    return c->determinant / (sum * sum);
}

/* ---- rows ---- */

enum { association = TARIX_FAMILY_ASSOCIATION };

static const tarix_measure rows[] = {
    {"mi", association, "mutual information", "qarşılıqlı informasiya", "log2(o11/e11)",
        "Church & Hanks 1990", "-inf..inf", "-inf at o11 = 0", .of_cells = mi},
    {"mi2", association, "mutual information, count squared",
        "qarşılıqlı informasiya, sayın kvadratı ilə", "log2(o11^2/e11)", "Daille 1994", "-inf..inf",
        "-inf at o11 = 0", .of_cells = mi2},
    {"mi3", association, "mutual information, count cubed",
        "qarşılıqlı informasiya, sayın kubu ilə", "log2(o11^3/e11)", "Daille 1994", "-inf..inf",
        "-inf at o11 = 0", .of_cells = mi3},
    {"npmi", association, "normalised mutual information",
        "normallaşdırılmış qarşılıqlı informasiya", "mi/-log2(o11/n)", "Bouma 2009", "-1..1",
        "-1 at o11 = 0; empty at o11 = n", .of_cells = npmi},
    {"ppmi", association, "positive mutual information", "müsbət qarşılıqlı informasiya",
        "max(0, mi)", "Bullinaria & Levy 2007", "0..inf", "0 at o11 = 0", .of_cells = ppmi},
    {"local_mi", association, "local mutual information", "lokal qarşılıqlı informasiya",
        "o11 log2(o11/e11)", "Evert 2004", "-inf..inf", "0 at o11 = 0", .of_cells = local_mi},
    {"mi_log_f", association, "mutual information by log frequency",
        "tezliyin loqarifminə vurulmuş qarşılıqlı informasiya", "mi ln(o11+1)",
        "Kilgarriff & Tugwell 2001", "-inf..inf", "0 at o11 = 0", .of_cells = mi_log_f},
    {"average_mi", association, "average mutual information", "orta qarşılıqlı informasiya",
        "sum (o_ij/n) log2(o_ij/e_ij)", "Manning & Schütze 1999", "0..1",
        "0 where the counts are as expected", .of_cells = average_mi},
    {"dice", association, "Dice coefficient", "Days əmsalı",
        "2 min(o11,f_node,f_collocate)/(f_node+f_collocate)", "Dice 1945", "0..1", "0 at o11 = 0",
        .of_cells = dice},
    {"log_dice", association, "log-Dice", "log-Days",
        "14 + log2(2 min(o11,f_node,f_collocate)/(f_node+f_collocate))", "Rychlý 2008", "-inf..14",
        "-inf at o11 = 0", .of_cells = log_dice},
    {"jaccard", association, "Jaccard coefficient", "Jakkar əmsalı",
        "o11/(o11+o12+o21) = m/(f_node+f_collocate-m), m = min(o11,f_node,f_collocate)",
        "Jaccard 1912", "0..1", "0 at o11 = 0", .of_cells = jaccard},
    {"ochiai", association, "Ochiai coefficient", "Oçiai əmsalı", "o11/sqrt(r1 c1)", "Ochiai 1957",
        "0..1", "empty where r1 or c1 is 0", .of_cells = ochiai},
    {"min_sensitivity", association, "minimum sensitivity", "minimal həssaslıq",
        "min(o11/r1, o11/c1)", "Pedersen & Bruce 1996", "0..1", "empty where r1 or c1 is 0",
        .of_cells = min_sensitivity},
    {"delta_p_c_n", association, "delta P of the collocate, given the node",
        "ΔP: düyün söz verildikdə qonşu söz", "o11/r1 - o21/r2", "Ellis 2006; Gries 2013", "-1..1",
        "empty where r1 or r2 is 0", .of_cells = delta_p_c_n},
    {"delta_p_n_c", association, "delta P of the node, given the collocate",
        "ΔP: qonşu söz verildikdə düyün söz", "o11/c1 - o12/c2", "Ellis 2006; Gries 2013", "-1..1",
        "empty where c1 or c2 is 0", .of_cells = delta_p_n_c},
    {"p_c_n", association, "probability of the collocate, given the node",
        "düyün söz verildikdə qonşu sözün ehtimalı", "o11/r1", "Durrant 2008", "0..1",
        "empty at r1 = 0", .of_cells = p_c_n},
    {"p_n_c", association, "probability of the node, given the collocate",
        "qonşu söz verildikdə düyün sözün ehtimalı", "o11/c1", "Durrant 2008", "0..1",
        "empty at c1 = 0", .of_cells = p_n_c},
    {"mutual_expectation", association, "mutual expectation", "qarşılıqlı gözlənti",
        "m dice, m = min(o11,f_node,f_collocate)", "Dias et al. 1999", "0..inf", "0 at o11 = 0",
        .of_cells = mutual_expectation},
    {"liddell", association, "Liddell's difference of proportions", "Liddellin nisbətlər fərqi",
        "(o11 o22 - o12 o21)/(c1 c2)", "Liddell 1976", "-1..1", "empty where c1 or c2 is 0",
        .of_cells = delta_p_n_c},
    {"phi", association, "phi coefficient", "φ əmsalı", "(o11 o22 - o12 o21)/sqrt(r1 r2 c1 c2)",
        "Church & Gale 1991", "-1..1", "empty where a margin is 0", .of_cells = phi},
    {"phi2", association, "phi coefficient, squared", "φ əmsalının kvadratı", "phi^2",
        "Church & Gale 1991", "0..1", "empty where a margin is 0", .of_cells = phi2},
    {"yule_q", association, "Yule's Q", "Yulun Q əmsalı", "(o11 o22 - o12 o21)/(o11 o22 + o12 o21)",
        "Yule 1900", "-1..1", "empty where both products are 0", .of_cells = yule_q},
    {"yule_y", association, "Yule's Y", "Yulun Y əmsalı",
        "(sqrt(o11 o22) - sqrt(o12 o21))/(sqrt(o11 o22) + sqrt(o12 o21))", "Yule 1912", "-1..1",
        "empty where both products are 0", .of_cells = yule_y},
};

const tarix_measure_set tarix_association_measures = {rows, sizeof rows / sizeof *rows};
