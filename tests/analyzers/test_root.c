#include "analyzers/root.h"

#include "analyzers/midrank.h"
#include "analyzers/quantile.h"
#include "tests/base/random.h"
#include "tests/check.h"

#include <stdlib.h>

/* ---- roots ---- */

static double cube(const void *context, double x)
{
    return x * x * x - *(const double *)context;
}

static double step(const void *context, double x)
{
    return x < *(const double *)context ? -1 : 1e9;
}

static double flat(const void *context, double x)
{
    return pow(x - *(const double *)context, 9);
}

static double falling(const void *context, double x)
{
    return *(const double *)context - log(x);
}

static void stops_before_the_last_bits(void **state)
{
    (void)state;
    for (double value = 1e-12; value < 1e13; value *= 7) {
        const double power = cbrt(value) / 2;
        check_near(tarix_root(cube, &value, 0, 1e5), cbrt(value), 1e-14);
        check_near(tarix_root_above(cube, &value, power * 1e-4, 1e9), cbrt(value), 1e-14);
        check_near(tarix_root(step, &value, 0, 1e14), value, 1e-13);
    }
    const double five = 5;
    check_near(tarix_root(falling, &five, 1, 1e6), exp(5), 1e-14);
    assert_true(fabs(tarix_root(flat, &five, 0, 11) - 5) < 1e-2);
}

static void finds_a_root_that_is_not_there(void **state)
{
    const double value = -1;
    (void)state;
    check_near(tarix_root(cube, &value, 0, 10), NAN, 0);
    check_near(tarix_root(cube, &value, -1, 10), -1, 0);
    check_near(tarix_root(cube, &value, -10, -1), -1, 0);
    check_near(tarix_root_above(cube, &value, 1, 1e6), NAN, 0);
    check_near(tarix_root(falling, &value, -5, -1), NAN, 0); /* no logarithm */
}

/* ---- order ---- */

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void differs_from_a_sorted_list(void **state)
{
    uint64_t seed = 8;
    (void)state;
    for (int round = 0; round < 300; round++) {
        double values[100], sorted[100], copy[100], ranks[100];
        const size_t n = 1 + random_below(&seed, 100), kinds = 1 + random_below(&seed, 120);
        for (size_t i = 0; i < n; i++) values[i] = (double)random_below(&seed, kinds) - 20;
        values[random_below(&seed, n)] = INFINITY;
        values[random_below(&seed, n)] = -INFINITY;
        for (size_t i = 0; i < n; i++) copy[i] = sorted[i] = values[i];
        qsort(sorted, n, sizeof *sorted, ascending);
        const size_t k = random_below(&seed, n);
        check_near(tarix_quantile_at(copy, n, k), sorted[k], 0);
        tarix_midranks(values, n, copy, ranks);
        for (size_t i = 0; i < n; i++) {
            double rank = 0.5;
            for (size_t j = 0; j < n; j++)
                rank += values[j] < values[i] ? 1 : values[j] == values[i] ? 0.5 : 0;
            check_near(ranks[i], rank, 0);
            check_near(copy[i], sorted[i], 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_before_the_last_bits),
        cmocka_unit_test(finds_a_root_that_is_not_there),
        cmocka_unit_test(differs_from_a_sorted_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
