#include "reports/figure_axis.h"

#include "tests/base/guarded.h"

/* Numbers from a generator of our own, so that every run tests the same. */
static double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* How many multiples of a step lie in the range, by going through them. */
static size_t count_multiples(double step, double low, double high)
{
    size_t n = 0;
    for (double k = floor(low / step) - 1; k * step <= high + step / 2; k++) {
        const double slack = 1e-9 * (high - low);
        n += k * step >= low - slack && k * step <= high + slack;
        if (n > 100) break;
    }
    return n;
}

/* The smallest of 1, 2, 5 times powers of ten of which at most `most` multiples lie there. */
static double brute_step(double low, double high, size_t most)
{
    static const double factors[] = {1, 2, 5};
    for (int power = -12; power < 12; power++)
        for (int i = 0; i < 3; i++) {
            const double step = factors[i] * pow(10, power);
            if ((high - low) / step < 50 && count_multiples(step, low, high) <= most) return step;
        }
    return NAN;
}

static void linear_ticks_are_the_most_nice_numbers_that_fit(tarix_guard *guard)
{
    uint64_t state = 1;
    (void)guard;
    for (int i = 0; i < 4000; i++) {
        const double size = pow(10, 10 * draw(&state) - 5);
        const double low = size * (2 * draw(&state) - 1), high = low + size * (draw(&state) + 1e-3);
        const size_t most = 2 + (size_t)(10 * draw(&state));
        const tarix_ticks ticks = tarix_ticks_linear(low, high, most);
        const double step = brute_step(low, high, most);
        assert_int_equal(ticks.n, count_multiples(step, low, high));
        for (size_t k = 0; k < ticks.n; k++) {
            const double multiple = ticks.values[k] / step;
            assert_true(fabs(multiple - round(multiple)) < 1e-6);
            if (k) assert_true(fabs(ticks.values[k] - ticks.values[k - 1] - step) < 1e-6 * step);
            /* The decimals say all of it. */
            const double cut = ticks.values[k] * pow(10, ticks.decimals);
            assert_true(fabs(cut - round(cut)) < 1e-6);
        }
    }
}

static void ticks_of_simple_ranges(tarix_guard *guard)
{
    (void)guard;
    tarix_ticks t = tarix_ticks_linear(0, 1, 6);
    assert_int_equal(t.n, 6);
    assert_true(t.values[1] == 0.2 && t.values[3] == 0.6 && t.values[5] == 1);
    assert_int_equal(t.decimals, 1);
    t = tarix_ticks_linear(-7, 12, 5);
    assert_int_equal(t.n, 4); /* -5 0 5 10 */
    assert_true(t.values[0] == -5 && t.values[3] == 10 && t.decimals == 0);
    assert_int_equal(tarix_ticks_linear(3, 3, 5).n, 0);
    assert_int_equal(tarix_ticks_linear(0, INFINITY, 5).n, 0);
    assert_int_equal(tarix_ticks_linear(NAN, 1, 5).n, 0);
    t = tarix_ticks_log(0.8, 800, 9);
    assert_int_equal(t.n, 9); /* 1 2 5 10 20 50 100 200 500 */
    assert_true(t.values[0] == 1 && t.values[8] == 500);
    t = tarix_ticks_log(0.8, 800, 8);
    assert_int_equal(t.n, 3);
    assert_true(t.values[2] == 100);
    assert_int_equal(tarix_ticks_log(0, 1, 5).n, 0);
}

static void logarithmic_ticks_are_powers_of_ten(tarix_guard *guard)
{
    uint64_t state = 2;
    (void)guard;
    for (int i = 0; i < 4000; i++) {
        const double low = pow(10, 12 * draw(&state) - 6), high = low * pow(10, 12 * draw(&state));
        const size_t most = 3 + (size_t)(9 * draw(&state));
        const tarix_ticks t = tarix_ticks_log(low, high, most);
        assert_true(t.n <= most);
        double stride = 0;
        for (size_t k = 0; k < t.n; k++) {
            assert_true(t.values[k] >= low * (1 - 1e-6) && t.values[k] <= high * (1 + 1e-6));
            const double power = log10(t.values[k]),
                         lead = t.values[k] / pow(10, floor(power + 1e-9));
            assert_true(fabs(lead - 1) < 1e-6 || fabs(lead - 2) < 1e-6 || fabs(lead - 5) < 1e-6);
            if (k == 1) stride = t.values[1] / t.values[0];
            /* No power of ten is left out between two ticks unless all gaps are alike. */
            if (k > 1 && stride > 10.5)
                assert_true(fabs(t.values[k] / t.values[k - 1] / stride - 1) < 1e-6);
        }
        /* More decades than there may be ticks: still one in each stride. */
        if (log10(high / low) >= 2) assert_true(t.n >= 1);
    }
}

static void numbers_are_printed_for_readers(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    check_str(tarix_axis_number(arena, 0, 0, TARIX_LANGUAGE_EN), "0");
    check_str(tarix_axis_number(arena, 1234, 0, TARIX_LANGUAGE_EN), "1234");
    check_str(tarix_axis_number(arena, 1234567, 0, TARIX_LANGUAGE_EN), "1\u2009234\u2009567");
    check_str(tarix_axis_number(arena, -0.5, 1, TARIX_LANGUAGE_AZ), "\u22120,5");
    check_str(tarix_axis_number(arena, 0.05, 2, TARIX_LANGUAGE_EN), "0.05");
    check_str(tarix_axis_number(arena, 2.999, 1, TARIX_LANGUAGE_EN), "3.0");
    check_str(tarix_axis_number(arena, 10000.25, 2, TARIX_LANGUAGE_AZ), "10\u2009000,25");
    check_str(tarix_axis_number(arena, -0.01, 0, TARIX_LANGUAGE_EN), "0");
}

static void a_scale_maps_its_ends(tarix_guard *guard)
{
    (void)guard;
    const tarix_scale linear = {.low = 2, .high = 4, .from = 10, .to = 30};
    const tarix_scale log = {.low = 1, .high = 100, .from = 50, .to = 10, .is_log = true};
    check_near(tarix_scale_at(&linear, 3), 20, 1e-12);
    check_near(tarix_scale_at(&log, 1), 50, 1e-12);
    check_near(tarix_scale_at(&log, 10), 30, 1e-12);
    check_near(tarix_scale_at(&log, 100), 10, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(linear_ticks_are_the_most_nice_numbers_that_fit),
        GUARDED(ticks_of_simple_ranges), GUARDED(logarithmic_ticks_are_powers_of_ten),
        GUARDED(numbers_are_printed_for_readers), GUARDED(a_scale_maps_its_ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
