#include "analyzers/profiles.h"

#include "analyzers/measure.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <string.h>

enum { most = 50 };

static double score(const char *name, const tarix_profiles *p)
{
    return tarix_measures_find(tarix_str_from(name))->of_profiles(p);
}

static void differs_from_the_definition(tarix_guard *guard)
{
    uint64_t seed = 6;
    for (int round = 0; round < 300; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        uint64_t f[most], g[most];
        double n_f = 0, n_g = 0, chi2 = 0, jsd = 0, n_words = 0;
        const size_t n = 3 + random_below(&seed, most - 3);
        for (size_t i = 0; i < n; i++) {
            f[i] = i ? random_below(&seed, 5) * random_below(&seed, 90) : 7;
            g[i] = i ? random_below(&seed, 5) * random_below(&seed, 90) : 2;
            n_f += (double)f[i];
            n_g += (double)g[i];
            n_words += f[i] || g[i];
        }
        for (size_t i = 0; i < n; i++) {
            const double a = (double)f[i], b = (double)g[i], e = (a + b) * n_f / (n_f + n_g);
            const double p = a / n_f, q = b / n_g, m = (p + q) / 2;
            if (a + b > 0) chi2 += pow(a - e, 2) / e + pow(b - (a + b - e), 2) / (a + b - e);
            if (a > 0) jsd += p / 2 * log2(p / m);
            if (b > 0) jsd += q / 2 * log2(q / m);
        }
        const tarix_profiles *p = tarix_profiles_new(arena, f, g, n, 0);
        const tarix_profiles *turned = tarix_profiles_new(arena, g, f, n, 0);
        assert_int_equal(p->n, n_words);
        if (n_words > 1) check_near(score("cbdf", p), chi2 / (n_words - 1), 1e-11);
        check_near(score("jsd", p), jsd, 1e-11);
        check_near(score("jsd", turned), score("jsd", p), 1e-13);
        check_near(score("cosine", turned), score("cosine", p), 1e-14);
        check_near(score("spearman", turned), score("spearman", p), 1e-13);
        tarix_arena_free(arena);
    }
}

/* cbdf of the two commonest of four words, sizes being those of the whole corpora (10 and 20):
 * expected counts 3, 6 and 8/3, 16/3, by one degree of freedom. */
static void looks_at_rare_words(tarix_guard *guard)
{
    const uint64_t f[] = {1, 4, 4, 1}, g[] = {2, 4, 5, 9};
    const tarix_profiles *p = tarix_profiles_new(tarix_arena_new(guard), f, g, 4, 2);
    assert_int_equal(p->n, 4);
    check_near(p->f[0], 1, 0); /* 1 + 9, then 4 + 5 */
    check_near(p->g[1], 5, 0);
    const double first = pow(1 - 10 / 3.0, 2) * (3 / 10.0 + 3 / 20.0);
    const double second = pow(4 - 3, 2) * (1 / 3.0 + 1 / 6.0);
    check_near(score("cbdf", p), first + second, 1e-14);
    check_near(score("spearman", p), -1, 1e-15);
    check_near(score("jaccard_types", p), 1, 0);
}

static void compares_an_empty_corpus(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const uint64_t f[] = {1, 2}, none[] = {0, 0};
    const tarix_profiles *p = tarix_profiles_new(arena, f, none, 2, 0);
    const tarix_profiles *q = tarix_profiles_new(arena, none, none, 2, 0);
    for (size_t i = 0; i < tarix_measures_size(); i++) {
        const tarix_measure *m = tarix_measures_at(i);
        if (!m->of_profiles) continue;
        check_near(m->of_profiles(q), NAN, 0);
        check_near(m->of_profiles(p), strcmp(m->name, "jaccard_types") ? NAN : 0, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(differs_from_the_definition),
        GUARDED(looks_at_rare_words),
        GUARDED(compares_an_empty_corpus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
