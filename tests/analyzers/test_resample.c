#include "analyzers/resample.h"

#include "analyzers/draw.h"
#include "analyzers/measure.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

static double score(const char *name, const tarix_rates *r)
{
    return tarix_measures_find(tarix_str_from(name))->of_rates(r);
}

/* ---- drawing ---- */

/* χ² of 60,000 throws of each die is within 6 standard deviations of its degrees of freedom. */
static void throws_a_loaded_die(void **state)
{
    static const uint32_t dice[] = {2, 3, 6, 7, 100};
    (void)state;
    for (size_t k = 0; k < 5; k++) {
        double seen[100] = {0}, chi2 = 0;
        const double expected = 60000.0 / dice[k], df = dice[k] - 1;
        for (uint64_t replicate = 0; replicate < 600; replicate++) {
            tarix_draw draw = tarix_draw_begin(17, 3, replicate);
            for (int i = 0; i < 100; i++) seen[tarix_draw_below(&draw, dice[k])]++;
        }
        for (uint32_t i = 0; i < dice[k]; i++) chi2 += pow(seen[i] - expected, 2) / expected;
        assert_true(fabs(chi2 - df) < 6 * sqrt(2 * df));
    }
}

static void repeats_a_sequence(void **state)
{
    (void)state;
    tarix_draw draws[] = {tarix_draw_begin(1, 0, 0), tarix_draw_begin(2, 0, 0),
        tarix_draw_begin(1, 1, 0), tarix_draw_begin(1, 0, 1), tarix_draw_begin(1, 0, 0)};
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < i; j++) assert_true(draws[i].at != draws[j].at);
    for (int i = 0; i < 9; i++)
        assert_int_equal(tarix_draw_below(&draws[0], 1000), tarix_draw_below(&draws[4], 1000));
}

/* ---- against every relabelling and every draw there is ---- */

/* The share of the 2^n choices of n_target texts under which means differ at least as much. */
static double exact_p(const double *rates, size_t n_target, size_t n)
{
    double all = 0, as_large = 0, actual = 0;
    for (int pass = 0; pass < 2; pass++)
        for (unsigned chosen = 0; chosen < 1u << n; chosen++) {
            double in = 0, out = 0;
            size_t n_in = 0;
            for (size_t i = 0; i < n; i++) {
                const bool is_in = chosen >> i & 1;
                n_in += is_in;
                *(is_in ? &in : &out) += rates[i];
            }
            if (n_in != n_target) continue;
            const double apart = fabs(in / (double)n_target - out / (double)(n - n_target));
            if (pass == 0 && chosen == (1u << n_target) - 1) actual = apart;
            if (pass == 0) continue;
            all++;
            as_large += apart >= actual - 1e-9;
        }
    return as_large / all;
}

/* 60 sets of 9,999 draws: none is further off than 5 standard deviations. */
static void misses_the_exact_p(tarix_guard *guard)
{
    uint64_t seed = 11;
    for (int round = 0; round < 60; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        double rates[11];
        const size_t n = 5 + random_below(&seed, 7), n_target = 2 + random_below(&seed, n - 3);
        for (size_t i = 0; i < n; i++)
            rates[i] = random_below(&seed, 3) ? (double)random_below(&seed, 10) / 10 : 0;
        tarix_rates *r = tarix_rates_new(
            arena, NULL, n_target, NULL, n - n_target, (uint64_t)round, TARIX_DRAWS);
        tarix_rates_set(r, rates, rates + n_target);
        const double p = exact_p(rates, n_target, n), actual = score("permutation_p", r);
        const double room = 5 * sqrt(p * (1 - p) / TARIX_DRAWS) + 1.0 / TARIX_DRAWS;
        if (fabs(actual - p) > room) fail_msg("p is %g, not %g", actual, p);
        tarix_arena_free(arena);
    }
}

/* Two texts of unlike sizes: of 16 draws a quarter each has one text twice. Counts 3 of 100 and 1
 * of 300 against 2 of 200 and 2 of 400: the ends are 3/100 against 2/400 and 1/300 against 2/200.
 */
static void draws_rates_and_not_texts(tarix_guard *guard)
{
    const uint64_t target_sizes[] = {100, 300}, reference_sizes[] = {200, 400};
    const uint64_t target_count[] = {3, 1}, reference_count[] = {2, 2};
    const uint32_t part[] = {0, 1};
    const tarix_parts target = {.n_listed = 2, .part = part, .count = target_count};
    const tarix_parts reference = {.n_listed = 2, .part = part, .count = reference_count};
    tarix_rates *r = tarix_rates_new(
        tarix_arena_new(guard), target_sizes, 2, reference_sizes, 2, 5, TARIX_DRAWS);
    tarix_rates_set_parts(r, &target, &reference);
    check_near(score("bootstrap_low", r), log2((1 / 300.0) / (2 / 200.0)), 1e-14);
    check_near(score("bootstrap_high", r), log2((3 / 100.0) / (2 / 400.0)), 1e-14);
}

/* In 19 draws no place is whole: 2.5 % lie below the 0.5th, which is the first, and 97.5 % below
 * the 19.5th, the last; of 39 draws they are the first and the last. */
static void leaves_the_range_of_few_draws(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t n_draws = 1; n_draws < 40; n_draws++) {
        tarix_rates *r = tarix_rates_new(arena, NULL, 3, NULL, 2, 5, n_draws);
        tarix_rates_set(r, (double[]){1, 2, 4}, (double[]){1, 1});
        const double low = score("bootstrap_low", r), high = score("bootstrap_high", r);
        assert_true(low >= 0 && low <= high && high <= 2);
        assert_true(score("permutation_p", r) >= 1 / ((double)n_draws + 1));
    }
}

/* ---- many terms ---- */

enum { n_texts = 2 * 21, n_terms = 300 };

typedef struct terms {
    uint64_t sizes[n_texts];
    tarix_parts target[n_terms], reference[n_terms];
    uint32_t part[n_terms][n_texts];
    uint64_t count[n_terms][n_texts];
} terms;

static tarix_parts random_parts(uint64_t *seed, uint32_t *part, uint64_t *count)
{
    tarix_parts p = {.n_parts = n_texts / 2, .part = part, .count = count};
    for (uint32_t i = 0; i < n_texts / 2; i++) {
        if (random_below(seed, 3)) continue;
        part[p.n_listed] = i;
        count[p.n_listed++] = 1 + random_below(seed, 5);
    }
    return p;
}

static terms *random_terms(tarix_arena *arena)
{
    terms *t = TARIX_NEW(arena, terms);
    uint64_t seed = 23;
    for (size_t i = 0; i < n_texts; i++) t->sizes[i] = 50 + random_below(&seed, 500);
    for (size_t i = 0; i < n_terms; i++) {
        t->target[i] = random_parts(&seed, t->part[i], t->count[i]);
        t->reference[i] = random_parts(&seed, t->part[i] + n_texts / 2, t->count[i] + n_texts / 2);
    }
    return t;
}

static tarix_rates *rates_of(tarix_arena *arena, const terms *t, uint64_t seed)
{
    return tarix_rates_new(
        arena, t->sizes, n_texts / 2, t->sizes + n_texts / 2, n_texts / 2, seed, 1000);
}

static void depends_on_threads_or_on_other_terms(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const terms *t = random_terms(arena);
    tarix_rates *alone = rates_of(arena, t, 7);
    for (size_t n_threads = 1; n_threads <= 5; n_threads += 2) {
        tarix_resampled many[n_terms];
        tarix_resample(
            arena, rates_of(arena, t, 7), t->target, t->reference, n_terms, n_threads, many);
        for (size_t i = 0; i < n_terms; i++) {
            tarix_rates_set_parts(alone, &t->target[i], &t->reference[i]);
            check_near(many[i].permutation_p, score("permutation_p", alone), 0);
            check_near(many[i].bootstrap_low, score("bootstrap_low", alone), 0);
            check_near(many[i].bootstrap_high, score("bootstrap_high", alone), 0);
        }
    }
}

static void does_not_look_at_the_seed(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const terms *t = random_terms(arena);
    tarix_resampled a[n_terms], b[n_terms];
    size_t n_differ = 0;
    tarix_resample(arena, rates_of(arena, t, 7), t->target, t->reference, n_terms, 2, a);
    tarix_resample(arena, rates_of(arena, t, 8), t->target, t->reference, n_terms, 2, b);
    for (size_t i = 0; i < n_terms; i++) {
        n_differ += a[i].permutation_p != b[i].permutation_p;
        assert_true(
            fabs(a[i].permutation_p - b[i].permutation_p) < 0.12); /* 5 deviations of both */
    }
    assert_true(n_differ > n_terms / 2);
}

/* Labels given by chance: p is as often below any level as the level says. */
static void calls_chance_significant(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const terms *t = random_terms(arena);
    tarix_resampled out[n_terms];
    size_t n_below = 0;
    tarix_resample(arena, rates_of(arena, t, 7), t->target, t->reference, n_terms, 2, out);
    for (size_t i = 0; i < n_terms; i++) n_below += out[i].permutation_p <= 0.2;
    assert_true(fabs((double)n_below - 0.2 * n_terms) < 5 * sqrt(0.16 * n_terms));
}

static void resamples_no_terms(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_rates *none = tarix_rates_new(arena, NULL, 0, NULL, 0, 1, TARIX_DRAWS);
    tarix_resampled out = {0, 0, 0};
    tarix_resample(arena, none, NULL, NULL, 0, 2, NULL);
    tarix_resample(arena, none, &(tarix_parts){0}, &(tarix_parts){0}, 1, 2, &out);
    check_near(out.permutation_p, NAN, 0);
    check_near(out.bootstrap_low, NAN, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(throws_a_loaded_die),
        cmocka_unit_test(repeats_a_sequence),
        GUARDED(misses_the_exact_p),
        GUARDED(draws_rates_and_not_texts),
        GUARDED(leaves_the_range_of_few_draws),
        GUARDED(depends_on_threads_or_on_other_terms),
        GUARDED(does_not_look_at_the_seed),
        GUARDED(calls_chance_significant),
        GUARDED(resamples_no_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
