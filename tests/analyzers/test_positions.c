#include "analyzers/positions.h"

#include "analyzers/measure.h"
#include "tests/base/random.h"
#include "tests/check.h"

enum { most = 60 };

static double score(const char *name, const tarix_positions *p)
{
    return tarix_measures_find(tarix_str_from(name))->of_positions(p);
}

static tarix_positions positions_of(const uint64_t *at, size_t n, uint64_t length)
{
    tarix_positions p = tarix_positions_begin(n, length);
    for (size_t i = 0; i < n; i++) tarix_positions_add(&p, at[i]);
    return p;
}

/* Each place of a corpus is a term or not: the waiting time from every place to the next term is
 * looked at one by one (Savický & Hlaváčová 2002). */
static double waiting_time(const bool *is_term, size_t length)
{
    double sum = 0;
    for (size_t from = 0; from < length; from++) {
        size_t steps = 1;
        while (!is_term[(from + steps) % length]) steps++;
        sum += (double)steps;
    }
    return sum / (double)length;
}

/* Of the same source: the mean, over where the cut is made, of how many of f equal segments have
 * the term. */
static double segments(const bool *is_term, size_t length, size_t f)
{
    const size_t size = length / f;
    double sum = 0;
    for (size_t cut = 0; cut < length; cut++)
        for (size_t s = 0; s < f; s++) {
            bool has = false;
            for (size_t i = 0; i < size; i++) has |= is_term[(cut + s * size + i) % length];
            sum += has;
        }
    return sum / (double)length;
}

static void differs_from_what_it_is_the_mean_of(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int round = 0; round < 300; round++) {
        bool is_term[most * 8] = {false};
        uint64_t at[most];
        const size_t f = 1 + random_below(&seed, most / 4),
                     length = f * (1 + random_below(&seed, 8));
        for (size_t n = 0; n < f;) {
            const size_t place = random_below(&seed, length);
            n += !is_term[place];
            is_term[place] = true;
        }
        size_t n = 0;
        for (size_t i = 0; i < length; i++)
            if (is_term[i]) at[n++] = i;
        const tarix_positions p = positions_of(at, f, length);
        check_near(score("awt", &p), waiting_time(is_term, length), 1e-13);
        check_near(score("arf", &p), segments(is_term, length, f), 1e-13);
        assert_true(score("f_ald", &p) <= (double)f * (1 + 1e-13));
        assert_true(score("f_awt", &p) <= score("f_ald", &p) * (1 + 1e-13));
    }
}

static void depends_on_where_the_corpus_begins(void **state)
{
    static const char *const names[] = {"arf", "awt", "f_awt", "ald", "f_ald"};
    (void)state;
    const tarix_positions a = positions_of((uint64_t[]){0, 3, 50}, 3, 100);
    const tarix_positions b = positions_of((uint64_t[]){49, 52, 99}, 3, 100);
    for (size_t i = 0; i < 5; i++) check_near(score(names[i], &a), score(names[i], &b), 1e-15);
}

static void scores_a_term_that_does_not_occur(void **state)
{
    (void)state;
    const tarix_positions p = positions_of(NULL, 0, 100);
    check_near(score("arf", &p), 0, 0);
    check_near(score("awt", &p), NAN, 0);
    check_near(score("f_awt", &p), NAN, 0);
    check_near(score("ald", &p), NAN, 0);
    check_near(score("f_ald", &p), NAN, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differs_from_what_it_is_the_mean_of),
        cmocka_unit_test(depends_on_where_the_corpus_begins),
        cmocka_unit_test(scores_a_term_that_does_not_occur),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
