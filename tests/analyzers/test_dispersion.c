#include "analyzers/dispersion.h"

#include "tests/base/random.h"
#include "tests/check.h"

enum { most = 40 };

/* One term in n parts. */
typedef struct term {
    uint64_t sizes[most];
    uint32_t part[most], count[most];
    double all[most], scratch[most];
    tarix_parts parts;
} term;

static void fill(term *t, size_t n, const uint32_t *counts, const uint64_t *sizes)
{
    t->parts = (tarix_parts){
        .n_parts = n, .sizes = t->sizes, .part = t->part, .count = t->count, .scratch = t->scratch};
    for (size_t i = 0; i < n; i++) {
        t->sizes[i] = sizes[i];
        t->all[i] = counts[i];
        t->parts.total += sizes[i];
        t->parts.frequency += counts[i];
        if (counts[i] == 0) continue;
        t->part[t->parts.n_listed] = (uint32_t)i;
        t->count[t->parts.n_listed++] = counts[i];
    }
}

static double dp_of(const term *t)
{
    double sum = 0;
    for (size_t i = 0; i < t->parts.n_parts; i++)
        sum += fabs(
            t->all[i] / (double)t->parts.frequency - (double)t->sizes[i] / (double)t->parts.total);
    return sum / 2;
}

static double da_of(const term *t)
{
    const size_t n = t->parts.n_parts;
    double apart = 0, rates = 0;
    for (size_t i = 0; i < n; i++) rates += t->all[i] / (double)t->sizes[i];
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            apart += fabs(t->all[i] / (double)t->sizes[i] - t->all[j] / (double)t->sizes[j]);
    return 1 - apart / ((double)n * (double)(n - 1) / 2) / (2 * rates / (double)n);
}

static void differs_from_the_definition(void **state)
{
    (void)state;
    uint64_t seed = 41;
    for (int round = 0; round < 2000; round++) {
        term t;
        uint32_t counts[most] = {0};
        uint64_t sizes[most];
        const size_t n = 2 + random_below(&seed, most - 2);
        for (size_t i = 0; i < n; i++) {
            sizes[i] = 1 + random_below(&seed, 1000);
            if (random_below(&seed, 3)) counts[i] = (uint32_t)random_below(&seed, sizes[i] + 1);
        }
        counts[random_below(&seed, n)] = 1;
        fill(&t, n, counts, sizes);
        assert_true(fabs(tarix_dispersion_dp(&t.parts) - dp_of(&t)) < 1e-13);
        assert_true(fabs(tarix_dispersion_da(&t.parts) - da_of(&t)) < 1e-12);
    }
}

static void finds_an_even_spread_uneven(void **state)
{
    (void)state;
    term t;
    fill(&t, 4, (uint32_t[]){1, 2, 3, 4}, (uint64_t[]){100, 200, 300, 400});
    assert_true(tarix_dispersion_dp(&t.parts) < 1e-15);
    check_near(tarix_dispersion_da(&t.parts), 1, 1e-15);
}

static void scores_a_term_that_does_not_occur(void **state)
{
    (void)state;
    term t;
    fill(&t, 3, (uint32_t[]){0, 0, 0}, (uint64_t[]){1, 2, 3});
    check_near(tarix_dispersion_dp(&t.parts), NAN, 0);
    check_near(tarix_dispersion_da(&t.parts), NAN, 0);
    fill(&t, 0, NULL, NULL);
    check_near(tarix_dispersion_dp(&t.parts), NAN, 0);
    check_near(tarix_dispersion_da(&t.parts), NAN, 0);
}

static void compares_one_part_with_itself(void **state)
{
    (void)state;
    term t;
    fill(&t, 1, (uint32_t[]){5}, (uint64_t[]){100});
    check_near(tarix_dispersion_dp(&t.parts), 0, 0);
    check_near(tarix_dispersion_da(&t.parts), NAN, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differs_from_the_definition),
        cmocka_unit_test(finds_an_even_spread_uneven),
        cmocka_unit_test(scores_a_term_that_does_not_occur),
        cmocka_unit_test(compares_one_part_with_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
