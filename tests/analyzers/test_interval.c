#include "analyzers/interval.h"

#include "tests/check.h"

/* R 4.2's poisson.test(count, conf.level = 0.95 and 0.999)$conf.int */
static const struct {
    double count, low, high, lowest, highest;
} references[] = {
    {0, 0, 3.68887945411394, 0, 7.60090245954219},
    {1, 0.0253178079842899, 5.5716433909389, 0.000500125041682298, 9.99867749762392},
    {3, 0.618672122895602, 8.76727306974232, 0.149703849923164, 13.9340232016913},
    {20, 12.2165195854039, 30.8883779026746, 8.45310820756152, 39.4098294284886},
    {1000, 938.973018407695, 1063.9521360163, 899.208683119187, 1108.39402115701},
    {123456, 122768.288698516, 124146.608395345, 122303.105313862, 124616.451071192},
};

static void differs_from_a_reference_value(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        const double count = references[i].count;
        check_near(tarix_poisson_low(count, 0.05), references[i].low, 1e-9);
        check_near(tarix_poisson_high(count, 0.05), references[i].high, 1e-9);
        check_near(tarix_poisson_low(count, 0.001), references[i].lowest, 1e-9);
        check_near(tarix_poisson_high(count, 0.001), references[i].highest, 1e-9);
    }
}

/* P(X = 0) = e^-mean, and P(X ≥ 1) = 1 - e^-mean. */
static void misses_a_bound_that_is_a_logarithm(void **state)
{
    (void)state;
    for (double alpha = 0.9; alpha > 1e-200; alpha /= 1000) {
        check_near(tarix_poisson_high(0, alpha), -log(alpha / 2), 1e-10);
        check_near(tarix_poisson_low(1, alpha), -log1p(-alpha / 2), 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differs_from_a_reference_value),
        cmocka_unit_test(misses_a_bound_that_is_a_logarithm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
