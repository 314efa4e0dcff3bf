/* bench_numbers: what the library makes of numbers, for tests/bench/tails and
 * tests/bench/measures. A line on stdin is a name and its arguments, its answer a line on stdout:
 *
 *     hypergeometric_upper 3 10 20 100         one tail of tests/tails.h
 *     association 30 500 200 1000000 10 1000      all measures, as name=value; o11 r1 c1 n span
 * tests keyness 120 30 10000 1000000 1000 250       a b n1 n2 tests prior
 *
 * With --time the last field of a line is how many nanoseconds it took. */
#include "analyzers/measure.h"
#include "tests/tails.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool score(const char *name, const double *x, int n)
{
    tarix_cells cells;
    unsigned family = 0;
    if (strcmp(name, "association") == 0 && n == 6) {
        family = TARIX_FAMILY_ASSOCIATION;
        tarix_cells_from_words(
            &cells, (uint64_t)x[0], (uint64_t)x[1], (uint64_t)x[2], (uint64_t)x[3]);
        cells.span = x[4];
        cells.tests = x[5];
    } else if (strcmp(name, "keyness") == 0 && n == 6) {
        family = TARIX_FAMILY_KEYNESS;
        if (!tarix_cells_from_counts(
                &cells, (uint64_t)x[0], (uint64_t)x[1], (uint64_t)x[2], (uint64_t)x[3]))
            return false;
        cells.tests = x[4];
        cells.prior = x[5];
    } else
        return false;
    for (size_t i = 0; i < tarix_measures_size(); i++) {
        const tarix_measure *m = tarix_measures_at(i);
        if (m->families & family) printf("%s=%.17g ", m->name, m->of_cells(&cells));
    }
    return true;
}

static bool compute(const char *name, const double *x, int n)
{
    const tail *t = tail_find(tarix_str_from(name));
    if (!t || t->n_arguments != n) return score(name, x, n);
    printf("%.17g ", tail_at(t, x));
    return true;
}

int main(int argc, char **argv)
{
    char line[512];
    const bool is_timed = argc > 1 && strcmp(argv[1], "--time") == 0;
    while (fgets(line, sizeof line, stdin)) {
        double x[6] = {0};
        int n = 0;
        struct timespec from, to;
        const char *name = strtok(line, " \n");
        for (char *word; n < 6 && (word = strtok(NULL, " \n")); n++) x[n] = strtod(word, NULL);
        timespec_get(&from, TIME_UTC);
        if (!name || !compute(name, x, n)) {
            fprintf(stderr, "bench_numbers: no such line\n");
            return 1;
        }
        timespec_get(&to, TIME_UTC);
        if (is_timed)
            printf("%.0f",
                1e9 * (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec));
        putchar('\n');
    }
    return 0;
}
