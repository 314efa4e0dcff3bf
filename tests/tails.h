/* The distributions by name, for tests/golden/tails.tsv and the benches. */
#ifndef TARIX_TESTS_TAILS_H
#define TARIX_TESTS_TAILS_H

#include "analyzers/distribution.h"
#include "analyzers/hypergeometric.h"
#include "base/str.h"

typedef struct tail {
    const char *name;
    int n_arguments;
    double (*one)(double);
    double (*two)(double, double);
    double (*three)(double, double, double);
    double (*four)(double, double, double, double);
} tail;

static const tail tails[] = {
    {"normal_upper", 1, .one = tarix_log10_normal_upper},
    {"chi2_upper", 2, .two = tarix_log10_chi2_upper},
    {"chi2_lower", 2, .two = tarix_log10_chi2_lower},
    {"t_upper", 2, .two = tarix_log10_t_upper},
    {"binomial_upper", 4, .four = tarix_log10_binomial_upper},
    {"binomial_lower", 4, .four = tarix_log10_binomial_lower},
    {"poisson_upper", 2, .two = tarix_log10_poisson_upper},
    {"poisson_lower", 2, .two = tarix_log10_poisson_lower},
    {"hypergeometric_upper", 4, .four = tarix_log10_hypergeometric_upper},
    {"hypergeometric_lower", 4, .four = tarix_log10_hypergeometric_lower},
    {"fisher_two", 4, .four = tarix_log10_fisher_two},
    {"log_odds_bound", 3, .three = tarix_log_odds_bound},
};

static inline double tail_at(const tail *t, const double *x)
{
    return t->one     ? t->one(x[0])
           : t->two   ? t->two(x[0], x[1])
           : t->three ? t->three(x[0], x[1], x[2])
                      : t->four(x[0], x[1], x[2], x[3]);
}

static inline const tail *tail_find(tarix_str name)
{
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (tarix_str_equal(tarix_str_from(tails[i].name), name)) return &tails[i];
    return NULL;
}

#endif
