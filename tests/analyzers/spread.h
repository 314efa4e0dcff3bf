/* A term in the parts of a corpus, and its dispersion straight from the definitions. */
#ifndef TARIX_TESTS_ANALYZERS_SPREAD_H
#define TARIX_TESTS_ANALYZERS_SPREAD_H

#include "analyzers/dispersion.h"

#include <math.h>

enum { SPREAD_MOST = 64 };

typedef struct spread {
    size_t n;
    uint64_t count[SPREAD_MOST], size[SPREAD_MOST]; /* by part */
    uint64_t listed[SPREAD_MOST];
    uint32_t part[SPREAD_MOST];
    double scratch[SPREAD_MOST];
} spread;

/* As the measures want it: only the parts that have the term are listed. */
static inline tarix_parts spread_parts(spread *s)
{
    tarix_parts p = {.n_parts = s->n,
        .sizes = s->size,
        .part = s->part,
        .count = s->listed,
        .scratch = s->scratch};
    for (size_t i = 0; i < s->n; i++) {
        p.total += s->size[i];
        p.frequency += s->count[i];
        if (i == 0 || s->size[i] < p.least) p.least = s->size[i];
        if (s->count[i] == 0) continue;
        s->part[p.n_listed] = (uint32_t)i;
        s->listed[p.n_listed++] = s->count[i];
    }
    return p;
}

static inline double spread_rate_(const spread *s, size_t part)
{
    return (double)s->count[part] / (double)s->size[part];
}

/* Gries 2008. */
static inline double spread_dp(const spread *s)
{
    double f = 0, total = 0, sum = 0;
    for (size_t i = 0; i < s->n; i++) f += (double)s->count[i], total += (double)s->size[i];
    for (size_t i = 0; i < s->n; i++)
        sum += fabs((double)s->count[i] / f - (double)s->size[i] / total);
    return sum / 2;
}

/* Burch, Egbert & Biber 2017: all pairs of parts. */
static inline double spread_da(const spread *s)
{
    double sum = 0, rates = 0;
    for (size_t i = 0; i < s->n; i++) rates += spread_rate_(s, i);
    for (size_t i = 0; i < s->n; i++)
        for (size_t j = i + 1; j < s->n; j++) sum += fabs(spread_rate_(s, i) - spread_rate_(s, j));
    const double n = (double)s->n;
    return s->n < 2 ? NAN : 1 - sum / (n * (n - 1) / 2) / (2 * rates / n);
}

#endif
