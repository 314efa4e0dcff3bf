#include "analyzers/measure.h"

#include "tests/analyzers/spread.h"
#include "tests/base/random.h"
#include "tests/check.h"

#include <math.h>

enum { most = 40 };

static spread spread_of(size_t n, const uint64_t *counts, const uint64_t *sizes)
{
    spread s = {.n = n};
    for (size_t i = 0; i < n; i++) {
        s.count[i] = counts[i];
        s.size[i] = sizes[i];
    }
    return s;
}

static double score(const char *name, const tarix_parts *parts)
{
    return tarix_measures_find(tarix_str_from(name))->of_parts(parts);
}

static void check_scores(spread s, double dp, double da)
{
    const tarix_parts parts = spread_parts(&s);
    check_near(score("dp", &parts), dp, 1e-15);
    check_near(score("da", &parts), da, 1e-15);
}

/* ---- the definitions, over all parts ---- */

static double share(const spread *s, size_t i)
{
    double total = 0;
    for (size_t j = 0; j < s->n; j++) total += (double)s->size[j];
    return (double)s->size[i] / total;
}

static double frequency(const spread *s)
{
    double f = 0;
    for (size_t i = 0; i < s->n; i++) f += (double)s->count[i];
    return f;
}

static double mean_rate(const spread *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++) sum += spread_rate_(s, i);
    return sum / (double)s->n;
}

static double docs(const spread *s)
{
    double n = 0;
    for (size_t i = 0; i < s->n; i++) n += s->count[i] > 0;
    return n;
}

static double dp_norm(const spread *s)
{
    double least = 1;
    for (size_t i = 0; i < s->n; i++) least = fmin(least, share(s, i));
    return spread_dp(s) / (1 - least);
}

static double kld(const spread *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++) {
        const double held = (double)s->count[i] / frequency(s);
        if (held > 0) sum += held * log2(held / share(s, i));
    }
    return sum;
}

static double variation(const spread *s)
{
    double squares = 0;
    for (size_t i = 0; i < s->n; i++) squares += pow(spread_rate_(s, i) - mean_rate(s), 2);
    return sqrt(squares / (double)s->n) / mean_rate(s);
}

static double juilland_d(const spread *s)
{
    return 1 - variation(s) / sqrt((double)s->n - 1);
}

static double rosengren_s(const spread *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++) sum += sqrt(share(s, i) * (double)s->count[i]);
    return sum * sum / frequency(s);
}

static double carroll_d2(const spread *s)
{
    double entropy = 0;
    for (size_t i = 0; i < s->n; i++) {
        const double p = spread_rate_(s, i) / mean_rate(s) / (double)s->n;
        if (p > 0) entropy -= p * log(p);
    }
    return entropy / log((double)s->n);
}

static double lyne_d3(const spread *s)
{
    double chi2 = 0;
    for (size_t i = 0; i < s->n; i++) {
        const double expected = frequency(s) * share(s, i);
        chi2 += pow((double)s->count[i] - expected, 2) / expected;
    }
    return 1 - chi2 / (4 * frequency(s));
}

static double gini(const spread *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++)
        for (size_t j = 0; j < s->n; j++) sum += fabs(spread_rate_(s, i) - spread_rate_(s, j));
    return sum / (double)(s->n * s->n) / (2 * mean_rate(s));
}

static double kromer_ur(const spread *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++)
        for (uint64_t k = 1; k <= s->count[i]; k++) sum += 1 / (double)k;
    return sum;
}

static void differs_from_the_definition(void **state)
{
    static const struct {
        const char *name;
        double (*definition)(const spread *s);
    } checks[] = {{"dp", spread_dp}, {"da", spread_da}, {"docs", docs}, {"dp_norm", dp_norm},
        {"kld", kld}, {"variation_coefficient", variation}, {"juilland_d", juilland_d},
        {"rosengren_s", rosengren_s}, {"carroll_d2", carroll_d2}, {"lyne_d3", lyne_d3},
        {"gini", gini}, {"kromer_ur", kromer_ur}};
    (void)state;
    uint64_t seed = 41;
    for (int round = 0; round < 1000; round++) {
        spread s = {.n = 2 + random_below(&seed, most - 2)};
        for (size_t i = 0; i < s.n; i++) {
            s.size[i] = 1 + random_below(&seed, 1000);
            if (random_below(&seed, 3)) s.count[i] = random_below(&seed, s.size[i] + 1);
        }
        s.count[random_below(&seed, s.n)] = 1;
        const tarix_parts parts = spread_parts(&s);
        for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
            const double actual = score(checks[i].name, &parts);
            const double expected = checks[i].definition(&s);
            if (fabs(actual - expected) > 1e-12 * fmax(1, fabs(expected)))
                fail_msg("%s is %.17g, not %.17g", checks[i].name, actual, expected);
        }
    }
}

/* 500,000 words in each of 2,000 parts say as much as three parts that hold them all. */
static void looks_at_parts_one_by_one(void **state)
{
    enum { n = 2000 };
    static uint64_t sizes[n];
    static double scratch[n];
    (void)state;
    for (size_t i = 0; i < n; i++) sizes[i] = 500000;
    const uint64_t count[] = {3, 5};
    const uint32_t part[] = {7, 1999};
    const tarix_parts parts = {.n_parts = n,
        .sizes = sizes,
        .total = n * (uint64_t)500000,
        .least = 500000,
        .n_listed = 2,
        .part = part,
        .count = count,
        .frequency = 8,
        .scratch = scratch};
    check_near(score("dp", &parts), 1 - 2.0 / n, 1e-14);
    check_near(score("dp_norm", &parts), (1 - 2.0 / n) / (1 - 1.0 / n), 1e-14);
    check_near(score("juilland_d", &parts), 1 - sqrt((n * 34.0 / 64 - 1) / (n - 1)), 1e-13);
    check_near(score("lyne_d3", &parts), 1 - (n * 34.0 / 8 - 8) / 32, 1e-13);
    check_near(score("gini", &parts), 1 - (5 + 3 * 3) / (8.0 * n), 1e-14);
    check_near(score("idf", &parts), log2(n / 2.0), 1e-15);
}

static void finds_an_even_spread_uneven(void **state)
{
    (void)state;
    const uint64_t counts[] = {1, 2, 3, 4}, sizes[] = {100, 200, 300, 400};
    check_scores(spread_of(4, counts, sizes), 0, 1);
}

static void scores_a_term_that_does_not_occur(void **state)
{
    static const char *const empty[] = {"dp_norm", "kld", "kld_norm", "juilland_d", "juilland_u",
        "rosengren_s", "rosengren_kf", "carroll_d2", "carroll_um", "lyne_d3", "gini",
        "variation_coefficient"};
    (void)state;
    spread s = spread_of(3, (uint64_t[]){0, 0, 0}, (uint64_t[]){4, 5, 6});
    const tarix_parts parts = spread_parts(&s);
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        check_near(score(empty[i], &parts), NAN, 0);
    check_near(score("docs", &parts), 0, 0);
    check_near(score("kromer_ur", &parts), 0, 0);
    check_near(score("idf", &parts), INFINITY, 0);
    const uint64_t counts[] = {0, 0, 0}, sizes[] = {1, 2, 3};
    check_scores(spread_of(3, counts, sizes), NAN, NAN);
    check_scores(spread_of(0, NULL, NULL), NAN, NAN);
}

static void compares_one_part_with_itself(void **state)
{
    (void)state;
    check_scores(spread_of(1, (uint64_t[]){5}, (uint64_t[]){100}), 0, NAN);
}

/* A term that one text has more often than fits into 32 bits. */
static void cuts_a_large_count(void **state)
{
    const uint64_t sizes[] = {UINT64_C(1) << 34, UINT64_C(1) << 34}, count[] = {UINT64_C(3) << 32};
    const uint32_t part[] = {0};
    double scratch[2];
    const tarix_parts parts = {.n_parts = 2,
        .sizes = sizes,
        .total = UINT64_C(1) << 35,
        .least = sizes[0],
        .n_listed = 1,
        .part = part,
        .count = count,
        .frequency = count[0],
        .scratch = scratch};
    (void)state;
    check_near(tarix_measures_find(TARIX_STR("dp"))->of_parts(&parts), 0.5, 1e-15);
    check_near(tarix_measures_find(TARIX_STR("kromer_ur"))->of_parts(&parts),
        log(0x3p32) + 0.57721566490153286 + 1 / (2 * 0x3p32), 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differs_from_the_definition),
        cmocka_unit_test(looks_at_parts_one_by_one),
        cmocka_unit_test(finds_an_even_spread_uneven),
        cmocka_unit_test(scores_a_term_that_does_not_occur),
        cmocka_unit_test(compares_one_part_with_itself),
        cmocka_unit_test(cuts_a_large_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
