#include "analyzers/distribution.h"

#include "tests/check.h"

/* log10 erfc(√(x/2)), computed to 50 digits by two programs. */
static void loses_a_chi_squared_tail(void **state)
{
    (void)state;
    static const double tails[][2] = {{0, 0}, {0.01, -0.036049661062642284},
        {1, -0.4985155458279893}, {3.841458820694124, -1.3010299956639806},
        {6.6349, -2.000000828659761}, {10.828, -3.0001017586127716}, {15.13671, -4.000001098020934},
        {70, -16.226912655210466}, {1000, -218.745734104205}, {1490, -325.2343330760136},
        {1e5, -21717.322159443942}, {1e7, -2171476.007576241}};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        check_near(tarix_log10_chi2_tail(tails[i][0]), tails[i][1], 1e-9);
    check_near(tarix_log10_chi2_tail(INFINITY), -INFINITY, 0);
}

static void rises_with_the_score(void **state)
{
    (void)state;
    double before = 1e-300;
    for (double x = 1e-12; x < 1e9; x *= 1.01) {
        const double tail = tarix_log10_chi2_tail(x);
        assert_true(tail < before);
        before = tail;
    }
}

/* ln(1 + x) - x, computed to 700 digits. */
static void cancels_near_zero(void **state)
{
    (void)state;
    static const double values[][2] = {{0, 0}, {1e-150, -5e-301}, {1e-12, -4.999999999996667e-25},
        {-1e-09, -5.000000003333334e-19}, {0.001, -4.996669164668332e-07},
        {-0.01, -5.0335853501441186e-05}, {0.3, -0.03763573553250894}, {-0.5, -0.19314718055994531},
        {0.5, -0.09453489189183562}, {0.7, -0.16937174893782958}, {-0.9, -1.402585092994046},
        {1.0, -0.3068528194400547}, {1000.0, -993.0912452206848}, {-0.999999, -12.815511557935519}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        check_near(tarix_log1p_minus(values[i][0]), values[i][1], 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loses_a_chi_squared_tail),
        cmocka_unit_test(rises_with_the_score),
        cmocka_unit_test(cancels_near_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
