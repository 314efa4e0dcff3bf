#include "analyzers/correction.h"

#include "analyzers/distribution.h"
#include "analyzers/harmonic.h"

#include <math.h>
#include <stdlib.h>

/* ---- methods ---- */

static void bonferroni(double *p, size_t n, double m)
{
    for (size_t i = 0; i < n; i++) p[i] = fmin(p[i] + log10(m), 0);
}

/* 1 - (1 - p)^m, which is m p to the last bits where p is small enough. */
static void sidak(double *p, size_t n, double m)
{
    const double small = -290;
    for (size_t i = 0; i < n; i++)
        p[i] = p[i] < small ? p[i] + log10(m)
                            : tarix_log_complement(m * log1p(-pow(10, p[i]))) / M_LN10;
}

/* (m - i) p, i from 0, and no smaller than the one before. */
static void holm(double *p, size_t n, double m)
{
    double most = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        most = fmax(most, fmin(p[i] + log10(m - (double)i), 0));
        p[i] = most;
    }
}

/* The same, and no larger than the one behind. */
static void hochberg(double *p, size_t n, double m)
{
    double least = 0;
    for (size_t i = n; i-- > 0;) {
        least = fmin(least, p[i] + log10(m - (double)i));
        p[i] = least;
    }
}

static void step_up(double *p, size_t n, double m, double log10_factor)
{
    double least = 0;
    for (size_t i = n; i-- > 0;) {
        least = fmin(least, p[i] + log10(m / (double)(i + 1)) + log10_factor);
        p[i] = least;
    }
}

static void bh(double *p, size_t n, double m)
{
    step_up(p, n, m, 0);
}

static void by(double *p, size_t n, double m)
{
    step_up(p, n, m, log10(tarix_harmonic(m)));
}

/* ---- rows ---- */

#define ROW(name, en, az, formula, source)                                                         \
    {                                                                                              \
#name, en, az, source,                                                                     \
            {"q_" #name, TARIX_TYPE_REAL, "corrected p (" en ")", "düzəldilmiş p (" az ")", "",    \
                formula },                                                                         \
                {"q_" #name "_log10", TARIX_TYPE_REAL, "log10 of the corrected p (" en ")",        \
                    "düzəldilmiş p-nin log10-u (" az ")", "", formula },                           \
                    name                                                                           \
    }

static const tarix_correction rows[] = {
    ROW(bonferroni, "Bonferroni", "Bonferroni", "m p", "Bonferroni 1936; Dunn 1961"),
    ROW(sidak, "Šidák", "Şidak", "1 - (1 - p)^m", "Šidák 1967"),
    ROW(holm, "Holm", "Holm", "max over ranks j up to i of (m - j + 1) p_j", "Holm 1979"),
    ROW(hochberg, "Hochberg", "Hoxberq", "min over ranks j from i of (m - j + 1) p_j",
        "Hochberg 1988"),
    ROW(bh, "Benjamini-Hochberg", "Benjamini-Hoxberq", "min over ranks j from i of p_j m/j",
        "Benjamini & Hochberg 1995"),
    ROW(by, "Benjamini-Yekutieli", "Benjamini-Yekutieli",
        "min over ranks j from i of p_j m/j (1 + 1/2 + ... + 1/m)", "Benjamini & Yekutieli 2001"),
};
enum { n_rows = sizeof rows / sizeof *rows };

const tarix_correction *tarix_corrections(size_t *n)
{
    *n = n_rows;
    return rows;
}

const tarix_correction *tarix_corrections_find(tarix_str name)
{
    for (size_t i = 0; i < n_rows; i++)
        if (tarix_str_equal(tarix_str_from(rows[i].name), name)) return &rows[i];
    return NULL;
}

/* ---- in the order of p ---- */

typedef struct ranked {
    double log10_p;
    size_t place;
} ranked;

static int by_p(const void *a, const void *b)
{
    const ranked *p = a, *q = b;
    if (p->log10_p != q->log10_p) return p->log10_p < q->log10_p ? -1 : 1;
    return (p->place > q->place) - (p->place < q->place);
}

void tarix_correct(
    tarix_arena *arena, const tarix_correction *correction, double *log10_p, size_t n, uint64_t m)
{
    const tarix_mark mark = tarix_arena_mark(arena);
    ranked *order = TARIX_ARRAY(arena, ranked, n + 1);
    double *sorted = TARIX_ARRAY(arena, double, n + 1);
    size_t n_tests = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(log10_p[i])) order[n_tests++] = (ranked){log10_p[i], i};
    qsort(order, n_tests, sizeof *order, by_p);
    for (size_t i = 0; i < n_tests; i++) sorted[i] = order[i].log10_p;
    correction->correct(sorted, n_tests, (double)m);
    for (size_t i = 0; i < n_tests; i++) log10_p[order[i].place] = sorted[i];
    tarix_arena_restore(arena, mark);
}
