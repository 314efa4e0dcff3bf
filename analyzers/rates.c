#include "analyzers/rates.h"

#include "analyzers/contingency.h"
#include "analyzers/distribution.h"
#include "analyzers/measure_sets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void make_room(tarix_arena *arena, tarix_rates *r)
{
    const size_t n = r->n_target + r->n_reference;
    r->text = TARIX_ARRAY(arena, uint32_t, n + 1);
    r->count = TARIX_ARRAY(arena, double, n + 1);
    r->rate = TARIX_ARRAY(arena, double, n + 1);
    r->scratch = TARIX_ARRAY(arena, double, n + r->n_draws + 2 * TARIX_RATES_TILE);
    r->order = TARIX_ARRAY(arena, uint32_t, n + 1);
    r->times = tarix_arena_alloc(arena, n + 1, TARIX_RATES_TILE);
}

tarix_rates *tarix_rates_new(tarix_arena *arena, const uint64_t *target_sizes, size_t n_target,
    const uint64_t *reference_sizes, size_t n_reference, uint64_t seed, size_t n_draws)
{
    const size_t n = n_target + n_reference;
    tarix_rates *r = TARIX_NEW(arena, tarix_rates);
    double *sizes = TARIX_ARRAY(arena, double, n + 1);
    for (size_t i = 0; i < n_target; i++) sizes[i] = target_sizes ? (double)target_sizes[i] : 1;
    for (size_t i = 0; i < n_reference; i++)
        sizes[n_target + i] = reference_sizes ? (double)reference_sizes[i] : 1;
    double reference_size = target_sizes && reference_sizes ? 0 : NAN;
    for (size_t i = 0; i < n_reference; i++) reference_size += sizes[n_target + i];
    *r = (tarix_rates){.n_target = n_target,
        .n_reference = n_reference,
        .sizes = sizes,
        .reference_size = reference_size,
        .seed = seed,
        .n_draws = n_draws};
    make_room(arena, r);
    return r;
}

tarix_rates *tarix_rates_twin(tarix_arena *arena, const tarix_rates *rates)
{
    tarix_rates *r = TARIX_NEW(arena, tarix_rates);
    *r = *rates;
    r->n_listed = r->n_listed_target = 0;
    make_room(arena, r);
    return r;
}

static void list(tarix_rates *r, size_t text, double count, double rate)
{
    if (rate == 0) return;
    r->text[r->n_listed] = (uint32_t)text;
    r->count[r->n_listed] = count;
    r->rate[r->n_listed++] = rate;
}

static void list_rates(tarix_rates *r, const double *rate, size_t first, size_t n)
{
    for (size_t i = 0; i < n; i++) list(r, first + i, rate[i] * r->sizes[first + i], rate[i]);
}

static void list_parts(tarix_rates *r, const tarix_parts *parts, size_t first)
{
    for (size_t i = 0; i < parts->n_listed; i++) {
        const size_t text = first + parts->part[i];
        const double count = (double)parts->count[i];
        list(r, text, count, count / r->sizes[text]);
    }
}

void tarix_rates_set(tarix_rates *r, const double *target, const double *reference)
{
    r->n_listed = 0;
    list_rates(r, target, 0, r->n_target);
    r->n_listed_target = r->n_listed;
    list_rates(r, reference, r->n_target, r->n_reference);
}

void tarix_rates_set_parts(tarix_rates *r, const tarix_parts *target, const tarix_parts *reference)
{
    r->n_listed = 0;
    list_parts(r, target, 0);
    r->n_listed_target = r->n_listed;
    list_parts(r, reference, r->n_target);
}

/* ---- mean and spread of a side; texts without the term count ---- */

typedef struct side {
    const double *rate;
    size_t n_listed;
    double n, mean, squares; /* texts, mean of r, Σ (r - mean)² */
} side;

static side side_of(const tarix_rates *r, bool is_target)
{
    const size_t first = is_target ? 0 : r->n_listed_target;
    const size_t end = is_target ? r->n_listed_target : r->n_listed;
    side s = {
        r->rate + first, end - first, (double)(is_target ? r->n_target : r->n_reference), 0, 0};
    const double base = (double)s.n_listed < s.n || s.n_listed == 0 ? 0 : s.rate[0];
    for (size_t i = 0; i < s.n_listed; i++) s.mean += s.rate[i] - base;
    s.mean = base + s.mean / s.n; /* equal rates have no spread, to the last bit */
    s.squares = (s.n - (double)s.n_listed) * s.mean * s.mean;
    for (size_t i = 0; i < s.n_listed; i++)
        s.squares += (s.rate[i] - s.mean) * (s.rate[i] - s.mean);
    return s;
}

static bool is_too_few(const tarix_rates *r)
{
    return r->n_target < 2 || r->n_reference < 2;
}

typedef struct welch {
    double t, df;
} welch;

static welch compare_means(const tarix_rates *r)
{
    if (is_too_few(r)) return (welch){NAN, NAN};
    const side a = side_of(r, true), b = side_of(r, false);
    const double va = a.squares / (a.n - 1) / a.n, vb = b.squares / (b.n - 1) / b.n;
    const double df = (va + vb) * (va + vb) / (va * va / (a.n - 1) + vb * vb / (b.n - 1));
    return (welch){(a.mean - b.mean) / sqrt(va + vb), df};
}

static double welch_t(const tarix_rates *r)
{
    return compare_means(r).t;
}

static double welch_log10_p(const tarix_rates *r)
{
    const welch w = compare_means(r);
    return isnan(w.t) || isnan(w.df) ? NAN : tarix_log10_t_upper(fabs(w.t), w.df) + log10(2);
}

static double cohens_d(const tarix_rates *r)
{
    if (is_too_few(r)) return NAN;
    const side a = side_of(r, true), b = side_of(r, false);
    return (a.mean - b.mean) / sqrt((a.squares + b.squares) / (a.n + b.n - 2));
}

/* ---- ranks ---- */

/* Texts by rate, of which all that do not have the term share the first place. */
typedef struct ranking {
    double u;    /* pairs in which the target's rate is larger; ties are half a pair */
    double ties; /* Σ (t³ - t) */
} ranking;

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* How many of the values from `at` on equal the value; moves `at` past them. */
static double count_equal(const double *sorted, size_t n, size_t *at, double value)
{
    const size_t first = *at;
    while (*at < n && sorted[*at] == value) ++*at;
    return (double)(*at - first);
}

static ranking rank(const tarix_rates *r)
{
    const size_t n_target = r->n_listed_target, n_reference = r->n_listed - n_target;
    double *target = r->scratch, *reference = target + n_target;
    memcpy(target, r->rate, r->n_listed * sizeof *target);
    qsort(target, n_target, sizeof *target, ascending);
    qsort(reference, n_reference, sizeof *reference, ascending);
    double a = (double)(r->n_target - n_target), b = (double)(r->n_reference - n_reference);
    double below = 0; /* texts of the reference with a smaller rate */
    ranking k = {0, 0};
    for (size_t i = 0, j = 0;;) {
        const double all = a + b;
        k.u += a * (below + b / 2);
        k.ties += all * (all * all - 1);
        below += b;
        if (i == n_target && j == n_reference) return k;
        const double next = j == n_reference || (i < n_target && target[i] <= reference[j])
                                ? target[i]
                                : reference[j];
        a = count_equal(target, n_target, &i, next);
        b = count_equal(reference, n_reference, &j, next);
    }
}

static double mann_whitney_u(const tarix_rates *r)
{
    return is_too_few(r) ? NAN : rank(r).u;
}

/* Normal, with mid-ranks, and corrected for ties and for continuity; both tails, which are one of
 * χ² with one degree of freedom. */
static double mann_whitney_log10_p(const tarix_rates *r)
{
    if (is_too_few(r)) return NAN;
    const ranking k = rank(r);
    const double a = (double)r->n_target, b = (double)r->n_reference, n = a + b;
    const double variance = a * b / 12 * (n * (n * n - 1) - k.ties) / (n * (n - 1));
    const double apart = fmax(fabs(k.u - a * b / 2) - 0.5, 0);
    return variance > 0 ? tarix_log10_chi2_upper(apart * apart / variance, 1) : NAN;
}

static double cliffs_delta(const tarix_rates *r)
{
    if (is_too_few(r)) return NAN;
    return 2 * rank(r).u / ((double)r->n_target * (double)r->n_reference) - 1;
}

/* ---- single texts against the whole reference ---- */

bool tarix_rates_is_key(
    uint64_t count, uint64_t reference_count, uint64_t size, uint64_t reference_size)
{
    const double bound = 15.13;
    tarix_cells cells;
    return tarix_cells_from_counts(&cells, count, reference_count, size, reference_size) &&
           cells.determinant > 0 && 2 * tarix_cells_half_g2(&cells) > bound;
}

static double key_texts(const tarix_rates *r)
{
    double count = 0, n = 0;
    if (!(r->reference_size > 0)) return NAN;
    for (size_t i = r->n_listed_target; i < r->n_listed; i++) count += r->count[i];
    for (size_t i = 0; i < r->n_listed_target; i++)
        n += tarix_rates_is_key((uint64_t)round(r->count[i]), (uint64_t)round(count),
            (uint64_t)r->sizes[r->text[i]], (uint64_t)r->reference_size);
    return n;
}

/* ---- rows ---- */

enum { texts = TARIX_FAMILY_TEXTS };
#define TWO_TEXTS "empty below 2 texts a side"

static const tarix_measure rows[] = {
    {"welch_t", texts, "Welch's t", "Uelç t-si",
        "(mean r_1 - mean r_2)/sqrt(s_1^2/n_1 + s_2^2/n_2)", "Welch 1947", "-inf..inf", TWO_TEXTS,
        .of_rates = welch_t},
    {"welch_log10_p", texts, "log10 of the p-value of Welch's t", "Uelç t-si üçün p-nin log10-u",
        "log10 of both tails of Student's t, Satterthwaite's degrees of freedom", "Welch 1947",
        "-inf..0", TWO_TEXTS, .of_rates = welch_log10_p},
    {"mann_whitney_u", texts, "Mann-Whitney U of the target", "hədəfin Mann-Uitni U-su",
        "pairs of texts with r_1 > r_2, ties 1/2", "Mann & Whitney 1947; Kilgarriff 2001",
        "0..n_1 n_2", TWO_TEXTS, .of_rates = mann_whitney_u},
    {"mann_whitney_log10_p", texts, "log10 of the p-value of the Mann-Whitney test",
        "Mann-Uitni testi üçün p-nin log10-u",
        "log10 of both normal tails, corrected for ties and continuity",
        "Mann & Whitney 1947; Kilgarriff 2001", "-inf..0",
        TWO_TEXTS "; empty where all r are equal", .of_rates = mann_whitney_log10_p},
    {"cliffs_delta", texts, "Cliff's delta", "Kliff deltası", "2 U/(n_1 n_2) - 1", "Cliff 1993",
        "-1..1", TWO_TEXTS, .of_rates = cliffs_delta},
    {"cohens_d", texts, "Cohen's d", "Koen d-si", "(mean r_1 - mean r_2)/pooled sd", "Cohen 1988",
        "-inf..inf", TWO_TEXTS, .of_rates = cohens_d},
    {"key_texts", texts, "texts in which the term is key", "terminin açar olduğu mətnlər",
        "texts of the target with ll > 15.13 and p > q against the reference", "Scott 1997",
        "0..n_1", "empty where the sizes of texts are not known", .of_rates = key_texts},
};

const tarix_measure_set tarix_rates_measures = {rows, sizeof rows / sizeof *rows};
