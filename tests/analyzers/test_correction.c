#include "analyzers/correction.h"

#include "analyzers/harmonic.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <string.h>

enum { n_p = 12 };

static const double given[n_p] = {
    .0213, .5, 3e-7, .0213, .87, 1e-280, .004, .0009, 1, .0401, .0009, .13};

/* R 4.2's p.adjust(p, method, n = m); Šidák's by his formula with 350 digits. */
static const struct {
    const char *name;
    uint64_t m;
    double q[n_p];
} references[] = {
    {"bonferroni", 12,
        {0.2556, 1, 3.6e-06, 0.2556, 1, 1.2e-279, 0.048, 0.0108, 1, 0.4812, 0.0108, 1}},
    {"holm", 12, {0.1491, 1, 3.3e-06, 0.1491, 1, 1.2e-279, 0.032, 0.009, 1, 0.2005, 0.009, 0.52}},
    {"hochberg", 12,
        {0.1278, 1, 3.3e-06, 0.1278, 1, 1.2e-279, 0.032, 0.0081, 1, 0.2005, 0.0081, 0.52}},
    {"bh", 12,
        {0.036514285714285714, 0.6, 1.8e-06, 0.036514285714285714, 0.94909090909090899, 1.2e-279,
            0.0096, 0.0027, 1, 0.06015, 0.0027, 0.17333333333333334}},
    {"by", 12,
        {0.11331152133580705, 1, 5.5857792207792207e-06, 0.11331152133580705, 1,
            3.7238528138528139e-279, 0.029790822510822511, 0.0083786688311688305, 1,
            0.18665812229437229, 0.0083786688311688305, 0.53788985088985097}},
    {"sidak", 12,
        {0.22768395081942597, 0.999755859375, 3.5999940600059401e-06, 0.22768395081942597,
            0.99999999997670197, 1.2e-279, 0.046957954087236242, 0.010746700055697677, 1,
            0.38805569122967687, 0.010746700055697677, 0.81196831779850231}},
    {"bonferroni", 1000, {1, 1, .0003, 1, 1, 1e-277, 1, .9, 1, 1, .9, 1}},
    {"holm", 1000, {1, 1, .0002997, 1, 1, 1e-277, 1, .8982, 1, 1, .8982, 1}},
    {"hochberg", 1000, {1, 1, .0002997, 1, 1, 1e-277, 1, .8973, 1, 1, .8973, 1}},
    {"bh", 1000, {1, 1, .00015, 1, 1, 1e-277, .8, .225, 1, 1, .225, 1}},
    {"by", 1000, {1, 1, 0.0011228206290825517, 1, 1, 7.485470860550344e-277, 1, 1, 1, 1, 1, 1}},
    {"sidak", 1000,
        {0.99999999955373964, 1, 0.00029995504948617354, 0.99999999955373964, 1, 1e-277,
            0.98183069046441052, 0.59359506645542204, 1, 1, 0.59359506645542204, 1}},
};

static void correct(tarix_arena *arena, const char *name, double *log10_p, size_t n, uint64_t m)
{
    const tarix_correction *correction = tarix_corrections_find(tarix_str_from(name));
    assert_non_null(correction);
    tarix_correct(arena, correction, log10_p, n, m);
}

static void differs_from_a_reference_value(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t k = 0; k < sizeof references / sizeof *references; k++) {
        double log10_p[n_p];
        for (size_t i = 0; i < n_p; i++) log10_p[i] = log10(given[i]);
        correct(arena, references[k].name, log10_p, n_p, references[k].m);
        for (size_t i = 0; i < n_p; i++) check_near(pow(10, log10_p[i]), references[k].q[i], 1e-12);
    }
}

/* The 15 p-values of Benjamini & Hochberg 1995, section 3.1; q by their definition in exact
 * fractions. Four are rejected at 0.05. */
static void corrects_otherwise_than_benjamini_and_hochberg(tarix_guard *guard)
{
    static const double p[] = {.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240,
        .4262, .5719, .6528, .7590, 1};
    static const double q[] = {.0015, .003, .0095, .035625, .0603, .447 / 7, .447 / 7, .0645, .0765,
        .486, 6.393 / 11, .714875, 9.792 / 13, 11.385 / 14, 1};
    double log10_p[15];
    for (size_t i = 0; i < 15; i++) log10_p[i * 7 % 15] = log10(p[i]);
    correct(tarix_arena_new(guard), "bh", log10_p, 15, 15);
    for (size_t i = 0; i < 15; i++) check_near(pow(10, log10_p[i * 7 % 15]), q[i], 1e-12);
}

/* log10 of four p of which no double holds the first two; q computed to 40 digits. */
static void loses_a_p_beyond_a_double(tarix_guard *guard)
{
    static const struct {
        const char *name;
        double q[4];
    } checks[] = {
        {"bonferroni", {-499.39794000867204, -319.89794000867204, -1.3979400086720375, 0}},
        {"sidak",
            {-499.39794000867204, -319.89794000867204, -1.4044597998178916, -0.000777807021340183}},
        {"holm", {-499.39794000867204, -320.0228787452803, -1.6989700043360187, -0.1}},
        {"hochberg", {-499.39794000867204, -320.0228787452803, -1.6989700043360187, -0.1}},
        {"bh", {-499.39794000867204, -320.198970004336, -1.8750612633916997, -0.1}},
        {"by", {-499.07918124604765, -319.88021124171155, -1.556302500767287, 0}},
    };
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t k = 0; k < sizeof checks / sizeof *checks; k++) {
        double log10_p[] = {-500, -320.5, -2, -.1};
        correct(arena, checks[k].name, log10_p, 4, 4);
        for (size_t i = 0; i < 4; i++) check_near(log10_p[i], checks[k].q[i], 1e-12);
    }
}

/* 10^-500 and 10^-320.5 among m = 4, of which two are not given. */
static void forgets_the_tests_that_are_not_given(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    double log10_p[] = {-320.5, -500}, one[] = {-3}, even[] = {-2, -2, -2};
    correct(arena, "bh", log10_p, 2, 4);
    check_near(log10_p[1], -499.39794000867204, 1e-14);
    check_near(log10_p[0], -320.198970004336, 1e-14);
    correct(arena, "bh", one, 1, 100000);
    check_near(one[0], 0, 0);
    correct(arena, "bh", even, 3, 3);
    for (size_t i = 0; i < 3; i++) check_near(even[i], -2, 1e-14);
}

/* Methods order p as p does, raise it, and are ordered among themselves. */
static void breaks_the_order(tarix_guard *guard)
{
    uint64_t seed = 13;
    for (int round = 0; round < 200; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        double p[40], q[6][40];
        size_t n_rows;
        const tarix_correction *rows = tarix_corrections(&n_rows);
        const size_t n = 1 + random_below(&seed, 40), m = n + random_below(&seed, 3) * 50;
        assert_int_equal(n_rows, 6);
        for (size_t i = 0; i < n; i++) p[i] = -(double)random_below(&seed, 60) / 10;
        for (size_t k = 0; k < n_rows; k++) {
            memcpy(q[k], p, n * sizeof *p);
            tarix_correct(arena, &rows[k], q[k], n, m);
            for (size_t i = 0; i < n; i++) {
                assert_true(q[k][i] >= p[i] - 1e-12 && q[k][i] <= 0);
                for (size_t j = 0; j < n; j++)
                    assert_true(
                        p[i] > p[j] ? q[k][i] >= q[k][j] : p[i] < p[j] || q[k][i] == q[k][j]);
            }
        }
        for (size_t i = 0; i < n; i++) {
            const double bonferroni = q[0][i], sidak = q[1][i], holm = q[2][i], hochberg = q[3][i];
            assert_true(sidak <= bonferroni + 1e-12 && holm <= bonferroni && hochberg <= holm);
            assert_true(q[4][i] <= hochberg + 1e-12 && q[4][i] <= q[5][i]);
        }
        tarix_arena_free(arena);
    }
}

static void takes_an_empty_p_for_a_test(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    double p[] = {NAN, -3, NAN, -2};
    correct(arena, "holm", p, 4, 2);
    assert_true(isnan(p[0]) && isnan(p[2]));
    check_near(p[1], -3 + log10(2), 1e-15);
    check_near(p[3], -2, 1e-15);
    correct(arena, "by", NULL, 0, 0);
    correct(arena, "sidak", p, 1, 0);
    assert_true(isnan(p[0]));
}

/* Names of the option are those of the rows. */
static void offers_what_it_does_not_have(void **state)
{
    tarix_str rest = TARIX_STR(TARIX_CORRECTION_NAMES), name;
    size_t n, i = 0;
    (void)state;
    const tarix_correction *rows = tarix_corrections(&n);
    for (; tarix_str_split(&rest, ',', &name); i++) {
        assert_true(i < n);
        check_str(name, rows[i].name);
        assert_string_equal(rows[i].column.name + 2, rows[i].name);
        assert_true(rows[i].title_en[0] && rows[i].title_az[0] && rows[i].source[0]);
    }
    assert_int_equal(i, n);
    assert_null(tarix_corrections_find(TARIX_STR("none")));
}

/* Summed up for n to 10^6, of 10^10 by Euler's constant to 40 digits. */
static void misses_a_harmonic_number(void **state)
{
    double sum = 0;
    (void)state;
    for (int n = 1; n <= 200; n++) check_near(tarix_harmonic(n), sum += 1.0 / n, 1e-14);
    check_near(tarix_harmonic(0), 0, 0);
    check_near(tarix_harmonic(1e6), 14.392726722865723631, 1e-15);
    check_near(tarix_harmonic(1e10), 23.603066594891989701, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(differs_from_a_reference_value),
        GUARDED(corrects_otherwise_than_benjamini_and_hochberg),
        GUARDED(loses_a_p_beyond_a_double),
        GUARDED(forgets_the_tests_that_are_not_given),
        GUARDED(breaks_the_order),
        GUARDED(takes_an_empty_p_for_a_test),
        cmocka_unit_test(offers_what_it_does_not_have),
        cmocka_unit_test(misses_a_harmonic_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
