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
        assert_true(check_is_near(tarix_log1p_minus(values[i][0]), values[i][1], 1e-13, 0));
}

/* x, ln(1 + x) - x and (1 + x) ln(1 + x) - x, computed to 700 digits with mpmath. */
static void is_off_in_the_last_digits(void **state)
{
    (void)state;
    static const double values[][3] = {
        {0x1.0000000000000p-1, -0.094534891891835618022, 0.10819766216224657297},
        {-0x1.0000000000000p-1, -0.19314718055994530942, 0.15342640972002734529},
        {0x1.0000000000000p-2, -0.026856448685790244234, 0.028929439142762194708},
        {-0x1.0000000000000p-2, -0.037682072451780927439, 0.034238445661164304421},
        {0x1.0000000000000p-4, -0.0018753781835651574194, 0.0019136606799620202419},
        {-0x1.0000000000000p-4, -0.0020385211375711716729, 0.0019951364335270265566},
        {0x1.000a7c5ac471bp-4, -0.0018759664631496543776, 0.0019142669732388602498},
        {-0x1.00001ad7f29acp-4, -0.0020385278042435274206, 0.0019951428873844738329},
        {0x1.999999999999ap-4, -0.0046898201956751404607, 0.0048411977847573465774},
        {-0x1.999999999999ap-4, -0.0053605156578263018443, 0.0051755359079563294801},
        {0x1.3333333333333p-2, -0.037635735532508945402, 0.041073543807738364733},
        {-0x1.999999999999ap-2, -0.11082562376599069801, 0.093504625740405601419},
        {0x1.52e6b43e54e9cp-2, -0.045059063852688616578, 0.049561594204950142472},
        {-0x1.269e0d2ca264ep-2, -0.051561073518826698704, 0.046052045017793135466},
        {0x1.a6a3a4418b900p-3, -0.018753603562841663454, 0.019963535020696357147},
        {-0x1.128b2f3a47e10p-3, -0.0098788109727437290721, 0.00941610702431356528},
        {0x1.892f9023031d0p-4, -0.0043321655349897820379, 0.0044665626282728639859},
        {-0x1.5d9dc9f2a6330p-4, -0.0038643191399628458932, 0.0037510931370357384149},
        {0x1.0ed9047d1c4bbp-5, -0.00053480722919380531972, 0.0005406374091597831099},
        {-0x1.81e74ee6dececp-5, -0.0011456767777094353568, 0.001127397032178523472},
        {0x1.099950c2c0146p-6, -0.00012999316109611165883, 0.00013069183194808954702},
        {-0x1.6f03674d61aa9p-6, -0.00025470692072110284984, 0.00025279067518788093081},
        {0x1.11e20b87b382ep-7, -0.000034736709480757365219, 0.000034833220356372237236},
        {-0x1.1738f7d1a22dep-7, -0.000036512956319770652535, 0.00003640894904669658573},
        {0x1.6cad4a21e43bbp-10, -9.6672768939822176763e-7, 9.6717576362717738992e-7},
        {-0x1.d3ac94b218326p-10, -1.5932862044339467696e-6, 1.5923381475113844526e-6},
        {0x1.1fb17c3e51820p-15, -5.8808455859137025993e-10, 5.8809128144115426521e-10},
        {-0x1.392630542e166p-15, -6.9679264171157467812e-10, 6.9678397111306509372e-10},
        {0x1.a09f76b2a7e92p-20, -1.2044147992877967081e-12, 1.2044154223879642573e-12},
        {-0x1.f29d0da1fac62p-20, -1.7251181007792521225e-12, 1.7251170326544708067e-12},
        {0x1.93bd04d2bcc16p-30, -1.0786743495389446707e-18, 1.078674350067060604e-18},
        {-0x1.658cda01963c5p-30, -8.4598836181286409022e-19, 8.4598836144605480056e-19},
        {0x1.f9ebdac7131a3p-40, -1.6153117829935966479e-24, 1.6153117829945644316e-24},
        {-0x1.0becd7b1d032ep-40, -4.5302006525053164422e-25, 4.5302006525038790678e-25},
        {0x1.dbc496c442f7dp-100, -1.0746851832957498173e-60, 1.0746851832957498173e-60},
        {-0x1.4a23d58d69964p-100, -5.1747238088441649311e-61, 5.1747238088441649311e-61},
        {0x1.24ede6b14d4c8p-500, -6.109702185349449989e-302, 6.109702185349449989e-302},
        {-0x1.1e27a1d244eccp-500, -5.8303754124256222854e-302, 5.8303754124256222854e-302}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const double x = values[i][0], expected = 3;
        assert_true(check_is_near(tarix_log1p_minus(x), values[i][1], 1e-15, 0));
        const double deviance = tarix_deviance(1, expected, x);
        assert_true(check_is_near(deviance, expected * values[i][2], 1e-15, 0));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(differs_from_a_reference_value),
        cmocka_unit_test(loses_its_way_at_an_end),
        cmocka_unit_test(has_tails_that_do_not_add_up),
        cmocka_unit_test(rises_with_the_score),
        cmocka_unit_test(cancels_near_zero),
        cmocka_unit_test(is_off_in_the_last_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
