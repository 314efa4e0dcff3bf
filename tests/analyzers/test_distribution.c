#include "base/number.h"
#include "tests/base/guarded.h"
#include "tests/golden.h"
#include "tests/tails.h"

enum { TAIL, ARGUMENTS, VALUE, SOURCE };

static void differs_from_a_reference_value(tarix_guard *guard)
{
    static const char columns[] = "tail\targuments\tvalue\tsource";
    tarix_tsv tsv = golden_open(tarix_arena_new(guard), "tails.tsv", columns);
    bool is_seen[sizeof tails / sizeof *tails] = {0};
    while (golden_next(&tsv)) {
        const tail *t = tail_find(tsv.cells[TAIL]);
        tarix_str rest = tsv.cells[ARGUMENTS], argument;
        double x[4] = {0}, expected = NAN;
        int n = 0;
        while (n < 4 && tarix_str_split(&rest, ';', &argument))
            if (!tarix_number_parse_real(argument, &x[n++]))
                fail_msg("line %zu: no number", tsv.line);
        if (!t || t->n_arguments != n || rest.size ||
            !tarix_number_parse_real(tsv.cells[VALUE], &expected))
            fail_msg("line %zu: no such tail", tsv.line);
        const double actual = tail_at(t, x);
        if (!check_is_near(actual, expected, 1e-9, 0))
            fail_msg("line %zu: %s(%.*s) is %.17g, not %.17g", tsv.line, t->name,
                TARIX_ARG(tsv.cells[ARGUMENTS]), actual, expected);
        assert_true(tsv.cells[SOURCE].size > 0);
        is_seen[t - tails] = true;
    }
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (!is_seen[i]) fail_msg("%s has no row in tails.tsv", tails[i].name);
}

/* What lies outside of a distribution, and its ends. */
static void loses_its_way_at_an_end(void **state)
{
    (void)state;
    assert_true(tarix_log10_normal_upper(-INFINITY) == 0);
    assert_true(tarix_log10_normal_upper(INFINITY) == -INFINITY);
    assert_true(isnan(tarix_log10_normal_upper(NAN)));
    for (double df = 0.5; df < 3; df += 0.5) {
        assert_true(tarix_log10_chi2_upper(0, df) == 0);
        assert_true(tarix_log10_chi2_lower(0, df) == -INFINITY);
        assert_true(tarix_log10_chi2_upper(INFINITY, df) == -INFINITY);
        assert_true(tarix_log10_chi2_lower(INFINITY, df) == 0);
        assert_true(tarix_log10_t_upper(INFINITY, df) == -INFINITY);
        assert_true(tarix_log10_t_upper(-INFINITY, df) == 0);
    }
    assert_true(isnan(tarix_log10_chi2_upper(1, 0)) && isnan(tarix_log10_t_upper(1, -1)));
    assert_true(isnan(tarix_log10_chi2_upper(NAN, 2)) && isnan(tarix_log10_t_upper(NAN, 2)));
    assert_true(tarix_log10_t_upper(1, INFINITY) == tarix_log10_normal_upper(1));
    assert_true(tarix_log10_binomial_upper(0, 5, 0.5, 0.5) == 0);
    assert_true(tarix_log10_binomial_upper(6, 5, 0.5, 0.5) == -INFINITY);
    assert_true(tarix_log10_binomial_upper(5, 5, 1, 0) == 0);
    assert_true(tarix_log10_binomial_upper(1, 5, 0, 1) == -INFINITY);
    assert_true(tarix_log10_binomial_lower(5, 5, 0.5, 0.5) == 0);
    assert_true(tarix_log10_binomial_lower(-1, 5, 0.5, 0.5) == -INFINITY);
    assert_true(tarix_log10_poisson_upper(0, 0) == 0);
    assert_true(tarix_log10_poisson_upper(1, 0) == -INFINITY);
    assert_true(tarix_log10_poisson_lower(0, 0) == 0);
    assert_true(tarix_log10_poisson_lower(-1, 3) == -INFINITY);
    assert_true(tarix_log10_hypergeometric_upper(0, 0, 0, 0) == 0);
    assert_true(tarix_log10_hypergeometric_upper(1, 0, 0, 0) == -INFINITY);
    assert_true(tarix_log10_hypergeometric_upper(5, 5, 10, 10) == 0);
    assert_true(tarix_log10_hypergeometric_lower(4, 5, 10, 10) == -INFINITY);
    assert_true(tarix_log10_fisher_two(0, 0, 0, 0) == 0);
    assert_true(tarix_log10_fisher_two(5, 5, 10, 10) == 0);
    assert_true(tarix_log10_fisher_two(6, 5, 10, 10) == -INFINITY);
    assert_true(tarix_log_odds_bound(0, 10, 0.025) == -INFINITY);
}

/* Both tails and the term they share are all there is; the two sides of 1 - p too. */
static void has_tails_that_do_not_add_up(void **state)
{
    (void)state;
    for (double n = 10; n < 2e9; n *= 7)
        for (double share = 0.1; share < 1; share += 0.2) {
            const double k = floor(n * share);
            const double up = pow(10, tarix_log10_binomial_upper(k, n, 0.3, 0.7));
            check_near(up + pow(10, tarix_log10_binomial_lower(k - 1, n, 0.3, 0.7)), 1, 1e-11);
            const double rise = pow(10, tarix_log10_poisson_upper(k, n / 2));
            check_near(rise + pow(10, tarix_log10_poisson_lower(k - 1, n / 2)), 1, 1e-11);
            const double more = pow(10, tarix_log10_hypergeometric_upper(k, k + 3, n - 5, n));
            const double less = pow(10, tarix_log10_hypergeometric_lower(k - 1, k + 3, n - 5, n));
            check_near(more + less, 1, 1e-11);
        }
}

static void rises_with_the_score(void **state)
{
    (void)state;
    double before = 1e-300;
    for (double x = 1e-12; x < 1e9; x *= 1.01) {
        const double log10_p = tarix_log10_chi2_upper(x, 1);
        assert_true(log10_p < before);
        before = log10_p;
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
        GUARDED(differs_from_a_reference_value),
        cmocka_unit_test(loses_its_way_at_an_end),
        cmocka_unit_test(has_tails_that_do_not_add_up),
        cmocka_unit_test(rises_with_the_score),
        cmocka_unit_test(cancels_near_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
