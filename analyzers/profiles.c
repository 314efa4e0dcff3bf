#include "analyzers/profiles.h"

#include "analyzers/measure_sets.h"

#include <math.h>
#include <stdlib.h>

typedef struct word {
    double f, g;
    size_t place;
} word;

/* The commonest first; among equals as they were given. */
static int by_count(const void *a, const void *b)
{
    const word *p = a, *q = b;
    if (p->f + p->g != q->f + q->g) return p->f + p->g > q->f + q->g ? -1 : 1;
    return (p->place > q->place) - (p->place < q->place);
}

tarix_profiles *tarix_profiles_new(
    tarix_arena *arena, const uint64_t *f, const uint64_t *g, size_t n, size_t most)
{
    tarix_profiles *p = TARIX_NEW(arena, tarix_profiles);
    p->f = TARIX_ARRAY(arena, double, n + 1);
    p->g = TARIX_ARRAY(arena, double, n + 1);
    p->scratch = TARIX_ARRAY(arena, double, 3 * n + 1);
    const tarix_mark mark = tarix_arena_mark(arena);
    word *words = TARIX_ARRAY(arena, word, n + 1);
    for (size_t i = 0; i < n; i++)
        if (f[i] || g[i]) words[p->n++] = (word){(double)f[i], (double)g[i], i};
    qsort(words, p->n, sizeof *words, by_count);
    for (size_t i = 0; i < p->n; i++) {
        p->n_f += p->f[i] = words[i].f;
        p->n_g += p->g[i] = words[i].g;
    }
    tarix_arena_restore(arena, mark);
    p->n_common = most && most < p->n ? most : p->n;
    return p;
}

/* f n_g - g n_f without cancellation (Kahan): both products may have more bits than a double. */
static double determinant(const tarix_profiles *p, size_t i)
{
    const double subtracted = p->g[i] * p->n_f;
    const double lost = fma(-p->g[i], p->n_f, subtracted);
    return fma(p->f[i], p->n_g, -subtracted) + lost;
}

/* χ² of the commonest words by its degrees of freedom. */
static double cbdf(const tarix_profiles *p)
{
    double sum = 0;
    for (size_t i = 0; i < p->n_common; i++) {
        const double d = determinant(p, i); /* (o - e) of each cell is ± d / (n_f + n_g) */
        sum += d / p->n_f * (d / p->n_g) / (p->f[i] + p->g[i]);
    }
    return p->n_common > 1 ? sum / ((double)p->n_common - 1) : NAN;
}

static double cosine(const tarix_profiles *p)
{
    double fg = 0, ff = 0, gg = 0;
    for (size_t i = 0; i < p->n; i++) {
        fg += p->f[i] * p->g[i];
        ff += p->f[i] * p->f[i];
        gg += p->g[i] * p->g[i];
    }
    return fg / sqrt(ff * gg); /* exactly 1 of equal counts */
}

/* With p, q = m (1 ± x): p ln(p/m) + q ln(q/m) = m [ln(1 - x²) + 2 x artanh x], which is of the
 * order of x² without terms of the order of x that cancel. */
static double jsd(const tarix_profiles *p)
{
    double sum = 0;
    if (p->n_f == 0 || p->n_g == 0) return NAN;
    for (size_t i = 0; i < p->n; i++) {
        const double both = p->f[i] * p->n_g + p->g[i] * p->n_f;
        const double x = determinant(p, i) / both, m = both / p->n_f / p->n_g / 2;
        sum += fabs(x) < 1 ? m * (log1p(-x * x) + 2 * x * atanh(x)) : m * 2 * M_LN2;
    }
    return sum / 2 / M_LN2;
}

static double jaccard_types(const tarix_profiles *p)
{
    size_t shared = 0;
    for (size_t i = 0; i < p->n; i++) shared += p->f[i] > 0 && p->g[i] > 0;
    return (double)shared / (double)p->n;
}

/* ---- rows ---- */

enum { comparison = TARIX_FAMILY_COMPARISON };

static const tarix_measure rows[] = {
    {"cbdf", comparison, "chi-squared by degrees of freedom",
        "sərbəstlik dərəcəsinə düşən xi-kvadrat",
        "sum (o - e)^2/e over the k commonest words in both corpora, by k - 1", "Kilgarriff 2001",
        "0..inf", "about 1 for random halves of one corpus; empty with one word",
        .of_profiles = cbdf},
    {"cosine", comparison, "cosine of the counts", "sayların kosinusu",
        "sum f g/sqrt(sum f^2 sum g^2)", "Salton & McGill 1983", "0..1",
        "empty where one side is empty", .of_profiles = cosine},
    {"jsd", comparison, "Jensen-Shannon divergence, bits", "Yensen-Şennon divergensiyası, bit",
        "1/2 sum (p log2(p/m) + q log2(q/m)), m = (p + q)/2", "Lin 1991", "0..1",
        "0 for equal proportions, 1 where no word is shared", .of_profiles = jsd},
    {"jaccard_types", comparison, "Jaccard index of the types", "tiplərin Jakkar indeksi",
        "types in both/types in either", "Jaccard 1912", "0..1", "", .of_profiles = jaccard_types},
};

const tarix_measure_set tarix_profiles_measures = {rows, sizeof rows / sizeof *rows};
