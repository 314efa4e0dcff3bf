#include "analyzers/series.h"

#include "analyzers/measure.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <stdlib.h>

static double score(const char *name, const tarix_series *s)
{
    return tarix_measures_find(tarix_str_from(name))->of_series(s);
}

static tarix_series series_of(tarix_arena *arena, const double *x, const double *y, size_t n)
{
    return (tarix_series){n, x, y, TARIX_ARRAY(arena, double, tarix_series_room(n) + 1)};
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of all slopes, sorted. */
static double theil_sen(tarix_arena *arena, const tarix_series *s)
{
    double *slopes = TARIX_ARRAY(arena, double, s->n * s->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        for (size_t j = 0; j < i; j++)
            if (s->x[i] != s->x[j]) slopes[n++] = (s->y[i] - s->y[j]) / (s->x[i] - s->x[j]);
    qsort(slopes, n, sizeof *slopes, ascending);
    return n ? (slopes[(n - 1) / 2] + slopes[n / 2]) / 2 : NAN;
}

static void differs_from_the_definition(tarix_guard *guard)
{
    uint64_t seed = 9;
    for (int round = 0; round < 300; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        double x[40], y[40];
        const size_t n = 1 + random_below(&seed, 40), ties = 1 + random_below(&seed, 60);
        for (size_t i = 0; i < n; i++) {
            x[i] = 1900 + (double)random_below(&seed, 3 * ties);
            y[i] = (double)random_below(&seed, ties) / 8;
        }
        const tarix_series s = series_of(arena, x, y, n), t = series_of(arena, y, x, n);
        check_near(score("theil_sen_slope", &s), theil_sen(arena, &s), 1e-14);
        /* time and rate may change places where only order counts */
        check_near(score("kendall_tau", &s), score("kendall_tau", &t), 1e-13);
        check_near(score("mann_kendall_z", &s), score("mann_kendall_z", &t), 1e-13);
        check_near(score("spearman", &s), score("spearman", &t), 1e-12);
        tarix_arena_free(arena);
    }
}

/* Two million slopes are more than are kept at once; in the second series most of them are equal,
 * in the third they are of two kinds. */
static void loses_its_way_among_many_slopes(tarix_guard *guard)
{
    enum { n = 2000 };
    uint64_t seed = 10;
    for (int kind = 0; kind < 3; kind++) {
        tarix_arena *arena = tarix_arena_new(guard);
        double *x = TARIX_ARRAY(arena, double, n), *y = TARIX_ARRAY(arena, double, n);
        for (size_t i = 0; i < n; i++) {
            const double noise = (double)random_below(&seed, 1000);
            x[i] = kind == 2 ? (double)(i % 2) : (double)i;
            y[i] = kind == 0   ? noise + (double)i / 3
                   : kind == 1 ? (double)(i % 50 == 0)
                               : (double)(i % 4 / 2);
        }
        const tarix_series s = series_of(arena, x, y, n);
        check_near(score("theil_sen_slope", &s), theil_sen(arena, &s), 1e-14);
        tarix_arena_free(arena);
    }
}

static void scores_what_does_not_vary(tarix_guard *guard)
{
    static const char *const names[] = {
        "kendall_tau", "mann_kendall_z", "mann_kendall_log10_p", "spearman"};
    tarix_arena *arena = tarix_arena_new(guard);
    const double even[] = {2, 2, 2}, rising[] = {1, 2, 3};
    const tarix_series flat = series_of(arena, rising, even, 3);
    const tarix_series at_once = series_of(arena, even, rising, 3);
    const tarix_series none = series_of(arena, NULL, NULL, 0);
    for (size_t i = 0; i < 4; i++) {
        check_near(score(names[i], &flat), NAN, 0);
        check_near(score(names[i], &at_once), NAN, 0);
        check_near(score(names[i], &none), NAN, 0);
    }
    check_near(score("theil_sen_slope", &flat), 0, 0);
    check_near(score("theil_sen_slope", &at_once), NAN, 0);
    check_near(score("theil_sen_slope", &none), NAN, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(differs_from_the_definition),
        GUARDED(loses_its_way_among_many_slopes),
        GUARDED(scores_what_does_not_vary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
