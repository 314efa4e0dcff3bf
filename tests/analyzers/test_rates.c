#include "analyzers/rates.h"

#include "analyzers/measure.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

enum { most = 24 };

static double score(const char *name, const tarix_rates *r)
{
    return tarix_measures_find(tarix_str_from(name))->of_rates(r);
}

/* Many zeros and many ties. */
static size_t random_side(uint64_t *seed, double *rates)
{
    const size_t n = 2 + random_below(seed, most - 2);
    for (size_t i = 0; i < n; i++)
        rates[i] = random_below(seed, 2) ? (double)random_below(seed, 8) / 4 : 0;
    return n;
}

static double mean(const double *v, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += v[i];
    return sum / (double)n;
}

static double variance(const double *v, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += pow(v[i] - mean(v, n), 2);
    return sum / ((double)n - 1);
}

static double pairs_won(const double *a, size_t n, const double *b, size_t m)
{
    double u = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++) u += a[i] > b[j] ? 1 : a[i] == b[j] ? 0.5 : 0;
    return u;
}

static void differs_from_the_definition(tarix_guard *guard)
{
    uint64_t seed = 5;
    double a[most], b[most];
    for (int round = 0; round < 500; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const size_t n = random_side(&seed, a), m = random_side(&seed, b);
        const double va = variance(a, n), vb = variance(b, m), apart = mean(a, n) - mean(b, m);
        const double dn = (double)n, dm = (double)m, u = pairs_won(a, n, b, m);
        tarix_rates *r = tarix_rates_new(arena, NULL, n, NULL, m, 1, 9);
        tarix_rates_set(r, a, b);
        check_near(score("mann_whitney_u", r), u, 0);
        check_near(score("cliffs_delta", r), 2 * u / (dn * dm) - 1, 1e-12);
        if (va + vb > 1e-9 && fabs(apart) > 1e-9) {
            check_near(score("welch_t", r), apart / sqrt(va / dn + vb / dm), 1e-12);
            check_near(score("cohens_d", r),
                apart / sqrt(((dn - 1) * va + (dm - 1) * vb) / (dn + dm - 2)), 1e-12);
        }
        /* turned round */
        tarix_rates *t = tarix_rates_new(arena, NULL, m, NULL, n, 1, 9);
        tarix_rates_set(t, b, a);
        check_near(score("mann_whitney_log10_p", t), score("mann_whitney_log10_p", r), 1e-12);
        check_near(score("welch_log10_p", t), score("welch_log10_p", r), 1e-9);
        tarix_arena_free(arena);
    }
}

/* Counts over sizes are the rates of the same texts. */
static void takes_parts_for_other_texts(tarix_guard *guard)
{
    static const char *const names[] = {"welch_t", "welch_log10_p", "mann_whitney_u",
        "mann_whitney_log10_p", "cliffs_delta", "cohens_d", "permutation_p"};
    const uint64_t target_sizes[] = {100, 400, 50, 800}, reference_sizes[] = {64, 1000, 20};
    const uint32_t target_part[] = {1, 2}, reference_part[] = {2};
    const uint64_t target_count[] = {6, 3}, reference_count[] = {1};
    const tarix_parts target = {.n_parts = 4,
        .sizes = target_sizes,
        .n_listed = 2,
        .part = target_part,
        .count = target_count};
    const tarix_parts reference = {.n_parts = 3,
        .sizes = reference_sizes,
        .n_listed = 1,
        .part = reference_part,
        .count = reference_count};
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_rates *by_parts = tarix_rates_new(arena, target_sizes, 4, reference_sizes, 3, 1, 99);
    tarix_rates *by_rates = tarix_rates_new(arena, NULL, 4, NULL, 3, 1, 99);
    tarix_rates_set_parts(by_parts, &target, &reference);
    tarix_rates_set(by_rates, (double[]){0, 6 / 400.0, 3 / 50.0, 0}, (double[]){0, 0, 1 / 20.0});
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        check_near(score(names[i], by_parts), score(names[i], by_rates), 0);
    /* and the next term knows nothing of the last one */
    tarix_rates_set_parts(by_parts, &(tarix_parts){0}, &(tarix_parts){0});
    check_near(score("mann_whitney_u", by_parts), 6, 0);
    check_near(score("welch_t", by_parts), NAN, 0);
    check_near(score("permutation_p", by_parts), 1, 0);
}

/* .1 three times has no spread, although .1 + .1 + .1 is not .3. */
static void sees_a_spread_in_equal_rates(tarix_guard *guard)
{
    tarix_rates *r = tarix_rates_new(tarix_arena_new(guard), NULL, 3, NULL, 6, 1, 9);
    tarix_rates_set(r, (double[]){.1, .1, .1}, (double[]){.7, .7, .7, .7, .7, .7});
    check_near(score("welch_t", r), -INFINITY, 0);
    check_near(score("cohens_d", r), -INFINITY, 0);
    check_near(score("welch_log10_p", r), NAN, 0);
    tarix_rates_set(r, (double[]){.1, .1, .1}, (double[]){.1, .1, .1, .1, .1, .1});
    check_near(score("welch_t", r), NAN, 0);
    check_near(score("mann_whitney_log10_p", r), NAN, 0);
}

static void compares_fewer_than_two_texts(tarix_guard *guard)
{
    static const size_t sides[][2] = {{0, 0}, {1, 5}, {5, 1}, {0, 5}, {5, 0}};
    static const double rates[] = {1, 2, 3, 4, 5};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < 5; i++) {
        tarix_rates *r = tarix_rates_new(arena, NULL, sides[i][0], NULL, sides[i][1], 1, 9);
        tarix_rates_set(r, rates, rates);
        for (size_t m = 0; m < tarix_measures_size(); m++)
            if (tarix_measures_at(m)->of_rates)
                check_near(tarix_measures_at(m)->of_rates(r), NAN, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(differs_from_the_definition),
        GUARDED(takes_parts_for_other_texts),
        GUARDED(sees_a_spread_in_equal_rates),
        GUARDED(compares_fewer_than_two_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
