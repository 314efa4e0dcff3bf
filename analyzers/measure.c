#include "analyzers/measure.h"

#include "analyzers/distribution.h"
#include "base/option.h"

#include <math.h>
#include <stdlib.h>

/* ---- functions ---- */

/* O ln(O/E) - (O - E) with O = E (1 + x): never cancels. */
static double deviance(double observed, double expected, double x)
{
    if (observed == 0) return expected;
    if (expected == 0) return INFINITY;
    if (fabs(x) > 0.5) return observed * log1p(x) - expected * x; /* x² would drown the rest */
    return expected * ((1 + x) * tarix_log1p_minus(x) + x * x);
}

/* 2 Σ [O ln(O/E) - (O - E)], signed by the direction. O - E is ± determinant / n in every cell. */
static double ll(const tarix_cells *c)
{
    const double d = c->determinant;
    if (d == 0 || c->n == 0) return 0;
    const double sum = deviance(c->o11, c->r1 * c->c1 / c->n, d / (c->r1 * c->c1)) +
                       deviance(c->o12, c->r1 * c->c2 / c->n, -d / (c->r1 * c->c2)) +
                       deviance(c->o21, c->r2 * c->c1 / c->n, -d / (c->r2 * c->c1)) +
                       deviance(c->o22, c->r2 * c->c2 / c->n, d / (c->r2 * c->c2));
    return copysign(2 * sum, d);
}

static double ll_log10_p(const tarix_cells *c)
{
    return tarix_log10_chi2_tail(fabs(ll(c)));
}

static double mi(const tarix_cells *c)
{
    return log2(c->o11 * c->n / (c->r1 * c->c1));
}

static double t(const tarix_cells *c)
{
    const double e11 = tarix_cells_e11(c);
    if (c->o11 == 0) return e11 > 0 ? -INFINITY : NAN;
    /* Word margins may form no table; o11, r1, c1 and n are enough here. */
    const double above = isnan(c->determinant) ? c->o11 - e11 : c->determinant / c->n;
    return above / sqrt(c->o11);
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

/* Katz's interval of the ratio of two proportions, 95 %. */
static double katz(const tarix_cells *c, double sign)
{
    const double z = 1.959963984540054;
    if (c->o11 == 0 || c->o21 == 0) return NAN;
    const double error = sqrt(1 / c->o11 - 1 / c->r1 + 1 / c->o21 - 1 / c->r2);
    return log_ratio(c) + sign * z * error / M_LN2;
}

static double log_ratio_low(const tarix_cells *c)
{
    return katz(c, -1);
}

static double log_ratio_high(const tarix_cells *c)
{
    return katz(c, 1);
}

/* ---- rows ---- */

enum {
    association = TARIX_FAMILY_ASSOCIATION,
    keyness = TARIX_FAMILY_KEYNESS,
    both = association | keyness,
    spread = TARIX_FAMILY_DISPERSION
};

static const tarix_measure measures[] = {
    {"ll", both, "log-likelihood ratio G², signed", "loqarifmik həqiqətəoxşarlıq G², işarəli",
        "2 sum o_ij ln(o_ij/e_ij), negative below expectation", "Dunning 1993", "-inf..inf",
        "0 where the counts are as expected", ll, NULL},
    {"ll_log10_p", both, "log10 of the p-value of G²", "G² üçün p-nin log10-u",
        "log10 of the upper tail of chi-squared (1 df) at abs(ll)", "Dunning 1993", "-inf..0",
        "0 at ll = 0", ll_log10_p, NULL},
    {"mi", association, "mutual information", "qarşılıqlı informasiya", "log2(o11/e11)",
        "Church & Hanks 1990", "-inf..inf", "-inf at o11 = 0", mi, NULL},
    {"t", association, "t-score", "t-göstəricisi", "(o11-e11)/sqrt(o11)", "Church et al. 1991",
        "-inf..inf", "-inf at o11 = 0", t, NULL},
    {"log_dice", association, "log-Dice", "log-Dice",
        "14 + log2(2 min(o11,f_node,f_collocate)/(f_node+f_collocate))", "Rychlý 2008", "-inf..14",
        "-inf at o11 = 0", log_dice, NULL},
    {"log_ratio", both, "log ratio", "loqarifmik nisbət", "log2((o11/r1)/(o21/r2))", "Hardie 2014",
        "-inf..inf", "infinite where one side has none", log_ratio, NULL},
    {"log_ratio_low", keyness, "log ratio, lower end of its 95 % interval",
        "loqarifmik nisbət, 95 %-li intervalın aşağı həddi",
        "log_ratio - 1.96 sqrt(1/a-1/n1+1/b-1/n2)/ln 2", "Katz et al. 1978", "-inf..inf",
        "empty where a or b is 0", log_ratio_low, NULL},
    {"log_ratio_high", keyness, "log ratio, upper end of its 95 % interval",
        "loqarifmik nisbət, 95 %-li intervalın yuxarı həddi",
        "log_ratio + 1.96 sqrt(1/a-1/n1+1/b-1/n2)/ln 2", "Katz et al. 1978", "-inf..inf",
        "empty where a or b is 0", log_ratio_high, NULL},
    {"dp", spread, "deviation of proportions", "nisbətlərin sapması", "1/2 sum abs(v_i/f - s_i)",
        "Gries 2008", "0..1", "0 spread evenly, near 1 in one small part", NULL,
        tarix_dispersion_dp},
    {"da", spread, "DA", "DA", "1 - mean abs(r_i - r_j) / (2 mean r)", "Burch, Egbert & Biber 2017",
        "0..1", "1 spread evenly; empty with one part", NULL, tarix_dispersion_da},
};
enum { n_measures = sizeof measures / sizeof *measures };

const tarix_measure *tarix_measures(size_t *n)
{
    *n = n_measures;
    return measures;
}

const tarix_measure *tarix_measures_find(tarix_str name)
{
    for (size_t i = 0; i < n_measures; i++)
        if (tarix_str_equal(tarix_str_from(measures[i].name), name)) return &measures[i];
    return NULL;
}

static tarix_status unknown(tarix_str name, unsigned families, tarix_error *err)
{
    const char *names[n_measures];
    size_t n = 0;
    if (tarix_measures_find(name))
        return tarix_error_set(err, TARIX_USAGE,
            "--measures: '%.*s' does not belong to this command; see 'tarix list measures'",
            TARIX_ARG(name));
    for (size_t i = 0; i < n_measures; i++)
        if (measures[i].families & families) names[n++] = measures[i].name;
    const char *nearest = tarix_option_nearest(name, names, n);
    if (nearest)
        return tarix_error_set(err, TARIX_USAGE,
            "--measures: '%.*s' is no measure; did you mean '%s'?", TARIX_ARG(name), nearest);
    return tarix_error_set(err, TARIX_USAGE,
        "--measures: '%.*s' is no measure; see 'tarix list measures'", TARIX_ARG(name));
}

tarix_status tarix_measures_parse(tarix_arena *arena, tarix_str names, unsigned families,
    tarix_measure_list *out, tarix_error *err)
{
    tarix_str name;
    out->rows = TARIX_ARRAY(arena, const tarix_measure *, n_measures + names.size);
    out->n = 0;
    if (names.size == 0 || tarix_str_equal(names, TARIX_STR("none"))) return TARIX_OK;
    if (tarix_str_equal(names, TARIX_STR("all"))) {
        for (size_t i = 0; i < n_measures; i++)
            if (measures[i].families & families) out->rows[out->n++] = &measures[i];
        return TARIX_OK;
    }
    while (tarix_str_split(&names, ',', &name)) {
        const tarix_measure *measure = tarix_measures_find(name);
        if (!measure || !(measure->families & families)) return unknown(name, families, err);
        out->rows[out->n++] = measure;
    }
    return TARIX_OK;
}

bool tarix_measures_have(const tarix_measure_list *list, unsigned family)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->rows[i]->families & family) return true;
    return false;
}

tarix_column tarix_measure_column(const tarix_measure *measure)
{
    return (tarix_column){
        measure->name, TARIX_TYPE_REAL, measure->title_en, measure->title_az, "", measure->formula};
}

void tarix_measures_add_columns(const tarix_measure_list *list, tarix_table *table)
{
    for (size_t i = 0; i < list->n; i++)
        tarix_table_add_column(table, tarix_measure_column(list->rows[i]));
}

/* ---- correction for many tests ---- */

typedef struct ranked {
    double log10_p;
    size_t row;
} ranked;

static int by_p(const void *a, const void *b)
{
    const ranked *p = a, *q = b;
    if (p->log10_p != q->log10_p) return p->log10_p < q->log10_p ? -1 : 1;
    return (p->row > q->row) - (p->row < q->row);
}

void tarix_correct_bh(tarix_arena *arena, double *log10_p, size_t n, uint64_t m)
{
    ranked *order = TARIX_ARRAY(arena, ranked, n);
    for (size_t i = 0; i < n; i++) order[i] = (ranked){log10_p[i], i};
    qsort(order, n, sizeof *order, by_p);
    double least = 0;
    for (size_t i = n; i-- > 0;) {
        const double q = order[i].log10_p + log10((double)m / (double)(i + 1));
        if (q < least) least = q;
        log10_p[order[i].row] = least;
    }
}
