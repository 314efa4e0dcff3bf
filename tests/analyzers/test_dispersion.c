#include "analyzers/measure.h"

#include "tests/analyzers/spread.h"
#include "tests/base/random.h"
#include "tests/check.h"

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

static void differs_from_the_definition(void **state)
{
    (void)state;
    uint64_t seed = 41;
    for (int round = 0; round < 2000; round++) {
        spread s = {.n = 2 + random_below(&seed, most - 2)};
        for (size_t i = 0; i < s.n; i++) {
            s.size[i] = 1 + random_below(&seed, 1000);
            if (random_below(&seed, 3)) s.count[i] = random_below(&seed, s.size[i] + 1);
        }
        s.count[random_below(&seed, s.n)] = 1;
        const tarix_parts parts = spread_parts(&s);
        assert_true(fabs(score("dp", &parts) - spread_dp(&s)) < 1e-13);
        assert_true(fabs(score("da", &parts) - spread_da(&s)) < 1e-12);
    }
}

static void finds_an_even_spread_uneven(void **state)
{
    (void)state;
    const uint64_t counts[] = {1, 2, 3, 4}, sizes[] = {100, 200, 300, 400};
    check_scores(spread_of(4, counts, sizes), 0, 1);
}

static void scores_a_term_that_does_not_occur(void **state)
{
    (void)state;
    const uint64_t counts[] = {0, 0, 0}, sizes[] = {1, 2, 3};
    check_scores(spread_of(3, counts, sizes), NAN, NAN);
    check_scores(spread_of(0, NULL, NULL), NAN, NAN);
}

static void compares_one_part_with_itself(void **state)
{
    (void)state;
    check_scores(spread_of(1, (uint64_t[]){5}, (uint64_t[]){100}), 0, NAN);
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
