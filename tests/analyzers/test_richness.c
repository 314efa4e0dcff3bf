#include "analyzers/richness.h"

#include "analyzers/measure.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <string.h>

enum { most = 300 };

static double score(const char *name, const tarix_tokens *t)
{
    return tarix_measures_find(tarix_str_from(name))->of_tokens(t);
}

/* Skewed, so that some types are common and many are rare. */
static size_t random_text(uint64_t *seed, uint32_t *ids)
{
    const size_t n = 1 + random_below(seed, most), n_types = 1 + random_below(seed, 200);
    for (size_t i = 0; i < n; i++)
        ids[i] = 7 + (uint32_t)random_below(seed, 1 + random_below(seed, n_types));
    return n;
}

static size_t types_between(const uint32_t *ids, size_t first, size_t end)
{
    size_t n = 0;
    for (size_t i = first; i < end; i++) {
        size_t j = first;
        while (ids[j] != ids[i]) j++;
        n += j == i;
    }
    return n;
}

/* ---- the input ---- */

static void counts_otherwise_than_one_by_one(tarix_guard *guard)
{
    uint64_t seed = 1;
    uint32_t ids[most];
    for (int round = 0; round < 200; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const size_t n = random_text(&seed, ids);
        const tarix_tokens *t = tarix_tokens_new(arena, ids, n, 300);
        uint64_t tokens = 0, types = 0;
        assert_int_equal(t->n, n);
        assert_int_equal(t->n_types, types_between(ids, 0, n));
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                assert_int_equal(ids[i] == ids[j], t->type[i] == t->type[j]);
        for (size_t i = 0; i < n; i++) assert_true(t->type[i] < types_between(ids, 0, i + 1));
        for (size_t r = 1; r < t->n_types; r++) assert_true(t->count[r] <= t->count[r - 1]);
        for (size_t i = 0; i < t->n_classes; i++) {
            assert_true(t->types[i] > 0 && (i == 0 || t->times[i] > t->times[i - 1]));
            tokens += t->times[i] * t->types[i];
            types += t->types[i];
        }
        assert_int_equal(tokens, n);
        assert_int_equal(types, t->n_types);
        tarix_arena_free(arena);
    }
}

/* ---- passages ---- */

static double mean_ratio(const uint32_t *ids, size_t n, size_t window, size_t step)
{
    double sum = 0, windows = 0;
    for (size_t i = 0; i + window <= n; i += step, windows++)
        sum += (double)types_between(ids, i, i + window) / (double)window;
    return sum / windows;
}

static double factors(const uint32_t *ids, size_t n)
{
    double sum = 0;
    size_t first = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t types = types_between(ids, first, i + 1);
        if (100 * types <= 72 * (i + 1 - first))
            sum++, first = i + 1;
        else if (i + 1 == n)
            sum += (1 - (double)types / (double)(n - first)) / 0.28;
    }
    return sum;
}

static double mtld(const uint32_t *ids, size_t n)
{
    uint32_t turned[most];
    for (size_t i = 0; i < n; i++) turned[i] = ids[n - 1 - i];
    const double forward = factors(ids, n), backward = factors(turned, n);
    return forward > 0 && backward > 0 ? (double)n * (1 / forward + 1 / backward) / 2 : NAN;
}

static void reads_passages_otherwise_than_one_by_one(tarix_guard *guard)
{
    uint64_t seed = 2;
    uint32_t ids[most];
    for (int round = 0; round < 300; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const size_t n = random_text(&seed, ids);
        const tarix_tokens *t = tarix_tokens_new(arena, ids, n, 300);
        check_near(score("msttr_50", t), mean_ratio(ids, n, 50, 50), 1e-14);
        check_near(score("mattr_50", t), mean_ratio(ids, n, 50, 1), 1e-14);
        check_near(score("mattr_100", t), mean_ratio(ids, n, 100, 1), 1e-14);
        check_near(score("mtld", t), mtld(ids, n), 1e-13);
        check_near(score("mattr_500", t), NAN, 0);
        for (size_t v = 0; v < t->n_types; v++) assert_int_equal(t->scratch[v], 0);
        tarix_arena_free(arena);
    }
}

/* ---- fits ---- */

/* The mean log likelihood of p(r) ∝ ((r + q)/(1 + q))^-s. */
static double likelihood(const tarix_tokens *t, double s, double q)
{
    double all = 0, sum = 0;
    for (size_t r = 0; r < t->n_types; r++) all += pow(1 + (double)r / (1 + q), -s);
    for (size_t r = 0; r < t->n_types; r++)
        sum -= (double)t->count[r] * (s * log1p((double)r / (1 + q)) + log(all));
    return sum / (double)t->n;
}

static void finds_no_maximum(tarix_guard *guard)
{
    uint64_t seed = 4;
    uint32_t ids[most];
    int n_fitted = 0;
    for (int round = 0; round < 200; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const tarix_tokens *t = tarix_tokens_new(arena, ids, random_text(&seed, ids), 300);
        const double zipf = score("zipf_s", t), s = score("zipf_mandelbrot_s", t);
        const double q = score("zipf_mandelbrot_q", t);
        const double best = likelihood(t, zipf, 0), better = likelihood(t, s, q);
        for (double step = 1e-4; t->n_types > 1 && step < 2; step *= 3) {
            assert_true(likelihood(t, zipf + step, 0) < best);
            assert_true(zipf < step || likelihood(t, zipf - step, 0) < best);
        }
        assert_int_equal(isnan(s), isnan(q));
        for (double step = 1e-3; !isnan(q) && step < 1; step *= 3) {
            assert_true(better >= best - 1e-13);
            for (int i = -1; i <= 1; i++)
                for (int j = -1; j <= 1; j++)
                    assert_true(likelihood(t, s + i * step * s, (q + 1) * (1 + j * step / 2) - 1) <=
                                better + 1e-13);
        }
        n_fitted += !isnan(q);
        tarix_arena_free(arena);
    }
    assert_true(n_fitted > 20);
}

/* An exponential fall of counts is the limit of ever larger q and s. */
static void takes_a_limit_for_a_maximum(tarix_guard *guard)
{
    uint32_t ids[1 << 8], n = 0;
    for (uint32_t type = 0; type < 7; type++)
        for (uint32_t i = 0; i < 64u >> type; i++) ids[n++] = type;
    const tarix_tokens *t = tarix_tokens_new(tarix_arena_new(guard), ids, n, 7);
    check_near(score("zipf_mandelbrot_q", t), NAN, 0);
    check_near(score("zipf_mandelbrot_s", t), NAN, 0);
    assert_true(score("zipf_s", t) > 1);
}

/* 1,000 types, each as frequent, in so large a text that draws hardly touch it. */
static void fits_d_far_from_its_curve(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    uint32_t *ids = TARIX_ARRAY(arena, uint32_t, 100000);
    for (uint32_t i = 0; i < 100000; i++) ids[i] = i % 1000;
    const tarix_tokens *t = tarix_tokens_new(arena, ids, 100000, 1000);
    const double d = score("vocd_d", t), hdd = score("hdd", t);
    double misfit = 0;
    for (int n = 35; n <= 50; n++) {
        const double expected = 1000.0 / n * (1 - pow(1 - 1e-3, n));
        misfit = fmax(misfit, fabs(d / n * (sqrt(1 + 2 * n / d) - 1) - expected));
    }
    assert_true(misfit < 1e-3);
    check_near(hdd, 1000.0 / 42 * (1 - pow(1 - 1e-3, 42)), 1e-3);
}

/* ---- edges ---- */

static void scores_a_text_of_no_tokens(tarix_guard *guard)
{
    const tarix_tokens *t = tarix_tokens_new(tarix_arena_new(guard), NULL, 0, 0);
    for (size_t i = 0; i < tarix_measures_size(); i++) {
        const tarix_measure *m = tarix_measures_at(i);
        if (!m->of_tokens) continue;
        check_near(m->of_tokens(t), strcmp(m->name, "chao1") ? NAN : 0, 0);
    }
}

/* 10^7 tokens, of which one type stands once. */
static void loses_a_hapax_in_a_large_text(tarix_guard *guard)
{
    enum { n = 10000000 };
    tarix_arena *arena = tarix_arena_new(guard);
    uint32_t *ids = TARIX_ARRAY(arena, uint32_t, n);
    ids[n / 2] = 1;
    const tarix_tokens *t = tarix_tokens_new(arena, ids, n, 2);
    check_near(score("hdd", t), (1 + 42.0 / n) / 42, 1e-14);
    check_near(score("simpson_d", t), 1 - 2.0 / n, 1e-14);
    check_near(score("mattr_500", t), (1.0 + 500.0 / (n - 499)) / 500, 1e-12);
    check_near(score("good_turing", t), 1 - 1.0 / n, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(counts_otherwise_than_one_by_one),
        GUARDED(reads_passages_otherwise_than_one_by_one),
        GUARDED(finds_no_maximum),
        GUARDED(takes_a_limit_for_a_maximum),
        GUARDED(fits_d_far_from_its_curve),
        GUARDED(scores_a_text_of_no_tokens),
        GUARDED(loses_a_hapax_in_a_large_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
