#include "analyzers/rates.h"
#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <math.h>

enum { draws = 200, seed_given = 7, most_texts = 16 };

static const char settings[] =
    "layer=fold min-count=1 seed=7 draws=200 "
    "measures=welch_t,welch_log10_p,mann_whitney_u,mann_whitney_log10_p,cliffs_delta,cohens_d,"
    "permutation_p,bootstrap_low,bootstrap_high,key_texts,text_dispersion_ll,dp";

/* A side as a test sees it: sizes of its texts, and the count of a word in each. */
typedef struct seen_side {
    size_t n;
    uint64_t size[most_texts], count[most_texts];
    double rate[most_texts];
} seen_side;

static seen_side see(const frame_corpus *c, int word)
{
    seen_side s = {.n = c->n_documents};
    for (size_t i = 0; i < c->n; i++) {
        s.size[c->document[i]]++;
        s.count[c->document[i]] += c->word[i] == word;
    }
    for (size_t i = 0; i < s.n; i++) s.rate[i] = (double)s.count[i] / (double)s.size[i];
    return s;
}

static frame_table run(
    tarix_arena *arena, const char *more, const char *target, const char *reference)
{
    const tarix_str all = tarix_arena_format(arena, "reference=%s %s%s", reference, settings, more);
    return frame_run(arena, &tarix_keyness, all.data, tarix_str_from(target));
}

/* Those that compare single texts, from rates written down one by one. */
static void check_rates(
    tarix_arena *arena, const frame_table *t, size_t row, const seen_side *a, const seen_side *b)
{
    static const char *const names[] = {"welch_t", "welch_log10_p", "mann_whitney_u",
        "mann_whitney_log10_p", "cliffs_delta", "cohens_d", "permutation_p", "bootstrap_low",
        "bootstrap_high"};
    tarix_rates *r = tarix_rates_new(arena, a->size, a->n, b->size, b->n, seed_given, draws);
    tarix_rates_set(r, a->rate, b->rate);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const double right = tarix_measures_find(tarix_str_from(names[i]))->of_rates(r);
        check_near(frame_cell(t, row, names[i])->real, right, 1e-9);
        assert_true(isnan(right) || (a->n > 1 && b->n > 1));
    }
}

static uint64_t sum(const uint64_t *list, size_t n)
{
    uint64_t all = 0;
    for (size_t i = 0; i < n; i++) all += list[i];
    return all;
}

/* G² by its definition. */
static double g2(double a, double b, double n1, double n2)
{
    const double o[] = {a, b, n1 - a, n2 - b}, n = n1 + n2;
    const double e[] = {
        n1 * (a + b) / n, n2 * (a + b) / n, n1 * (n - a - b) / n, n2 * (n - a - b) / n};
    double all = 0;
    for (int i = 0; i < 4; i++) all += o[i] > 0 ? 2 * o[i] * log(o[i] / e[i]) : 0;
    return a / n1 < b / n2 ? -all : all;
}

static size_t texts_with(const seen_side *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) n += s->count[i] > 0;
    return n;
}

/* Gries 2008, over the texts. */
static double dp_of(const seen_side *s)
{
    const double f = (double)sum(s->count, s->n), n = (double)sum(s->size, s->n);
    double all = 0;
    for (size_t i = 0; i < s->n; i++)
        all += fabs((double)s->count[i] / f - (double)s->size[i] / n) / 2;
    return f > 0 ? all : NAN;
}

static void check_row(tarix_arena *arena, const frame_table *t, size_t row, const frame_corpus *c,
    const frame_corpus *d, int word)
{
    const seen_side a = see(c, word), b = see(d, word);
    double key_texts = 0;
    check_rates(arena, t, row, &a, &b);
    for (size_t i = 0; i < a.n; i++)
        key_texts += g2((double)a.count[i], (double)sum(b.count, b.n), (double)a.size[i],
                         (double)sum(b.size, b.n)) > 15.13;
    check_near(frame_cell(t, row, "key_texts")->real, key_texts, 0);
    const double dispersion =
        g2((double)texts_with(&a), (double)texts_with(&b), (double)a.n, (double)b.n);
    assert_true(fabs(frame_cell(t, row, "text_dispersion_ll")->real - dispersion) < 1e-9);
    if (a.n >= 5) check_near(frame_cell(t, row, "dp")->real, dp_of(&a), 1e-12);
    if (b.n >= 5) check_near(frame_cell(t, row, "dp_reference")->real, dp_of(&b), 1e-12);
}

/* Fewer than 5 texts are cut into slices for dispersion: texts are counted beside them. */
static void takes_a_text_for_another(tarix_guard *guard)
{
    uint64_t seed = 5;
    for (int round = 0; round < 40; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus a = frame_random(arena, &seed, 1 + random_below(&seed, 7), 9, false);
        const frame_corpus b = frame_random(arena, &seed, 1 + random_below(&seed, 7), 9, false);
        const frame_table t = run(arena, "", a.folder, b.folder);
        for (int w = 0; w < frame_words; w++) {
            const size_t row = frame_find(&t, "term", tarix_str_from(frame_word[w]));
            if (row < t.n_rows) check_row(arena, &t, row, &a, &b, w);
        }
        tarix_arena_free(arena);
    }
}

static tarix_str repeat(tarix_arena *arena, const char *text, int n)
{
    tarix_str all = TARIX_STR("");
    for (int i = 0; i < n; i++) all = tarix_arena_format(arena, "%.*s%s ", TARIX_ARG(all), text);
    return all;
}

/* 60 times in one of six texts: G² is as large as could be, and the texts say that it is one. */
static void hides_a_term_of_one_text(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *target = folder_in(arena), *reference = folder_in(arena);
    for (int d = 0; d < 6; d++) {
        const char *name = tarix_arena_format(arena, "%d.txt", d).data;
        folder_file(arena, target, name,
            repeat(arena, d == 0 ? "Salam baba tuman." : "Salam baba dolma.", 60));
        folder_file(arena, reference, name, repeat(arena, "Salam qala dolma.", 60));
    }
    const frame_table t = run(arena, "", target, reference);
    const size_t once = frame_find(&t, "term", TARIX_STR("tuman"));
    const size_t always = frame_find(&t, "term", TARIX_STR("baba"));
    assert_true(frame_cell(&t, once, "dp")->real > 0.8);
    assert_true(frame_cell(&t, always, "dp")->real < 0.01);
    assert_true(frame_cell(&t, once, "welch_log10_p")->real > log10(0.3));
    assert_true(frame_cell(&t, once, "mann_whitney_log10_p")->real > log10(0.3));
    assert_true(frame_cell(&t, once, "permutation_p")->real > 0.9);
    assert_true(frame_cell(&t, always, "permutation_p")->real < 0.02);
    check_near(frame_cell(&t, once, "key_texts")->real, 1, 0);
    check_near(frame_cell(&t, always, "key_texts")->real, 6, 0);
}

/* A list is no texts: what is compared text by text is not known, what is compared with the whole
 * reference is. */
static void takes_a_list_for_a_text(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *target = folder_in(arena);
    folder_file(arena, target, "a.txt", repeat(arena, "Salam baba.", 50));
    folder_file(arena, target, "b.txt", repeat(arena, "Salam dolma.", 50));
    const tarix_str list = folder_file(
        arena, folder_in(arena), "list.csv", TARIX_STR("term,count\nsalam,100\nbaba,1\n"));
    const frame_table t = run(arena, "", target, list.data);
    const size_t row = frame_find(&t, "term", TARIX_STR("baba"));
    check_near(frame_cell(&t, row, "key_texts")->real, 1, 0);
    check_near(frame_cell(&t, row, "welch_t")->real, NAN, 0);
    check_near(frame_cell(&t, row, "permutation_p")->real, NAN, 0);
    check_near(frame_cell(&t, row, "text_dispersion_ll")->real, NAN, 0);
    check_near(frame_cell(&t, row, "dp_reference")->real, NAN, 0);
    const frame_table u = run(arena, "", list.data, target);
    check_near(frame_cell(&u, 0, "key_texts")->real, NAN, 0);
    check_near(frame_cell(&u, 0, "cliffs_delta")->real, NAN, 0);
}

static void names_texts_that_are_not_key(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *target = folder_in(arena);
    folder_file(arena, target, "a.txt", repeat(arena, "Salam baba tuman.", 50));
    folder_file(arena, target, "b.txt", TARIX_STR(""));
    folder_file(arena, target, "c.txt", repeat(arena, "Salam dolma.", 50));
    folder_file(arena, target, "d.txt", repeat(arena, "Salam baba.", 50));
    const tarix_str all = repeat(arena, "Salam qala.", 100);
    const tarix_str reference = folder_lone_file(arena, all);
    const frame_table t = run(arena, " key-texts=", target, reference.data);
    assert_int_equal(t.n_rows, 3);
    check_str(frame_cell(&t, 0, "term")->text, "baba");
    check_str(frame_cell(&t, 0, "key_in")->text, "a.txt; d.txt");
    check_near(frame_cell(&t, 0, "key_texts")->real, 2, 0);
    check_str(frame_cell(&t, 1, "term")->text, "dolma");
    check_str(frame_cell(&t, 1, "key_in")->text, "c.txt");
    check_str(frame_cell(&t, 2, "term")->text, "tuman");
}

/* q of the test that is named, by Bonferroni: m times its p, up to 1. */
static void corrects_another_p(tarix_guard *guard)
{
    uint64_t seed = 9;
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_corpus a = frame_random(arena, &seed, 6, 9, false);
    const frame_corpus b = frame_random(arena, &seed, 6, 9, false);
    static const char *const tests[] = {"welch_log10_p", "mann_whitney_log10_p"};
    for (size_t i = 0; i < 2; i++) {
        const tarix_str more = tarix_arena_format(arena, " correct=bonferroni test=%s", tests[i]);
        const frame_table t = run(arena, more.data, a.folder, b.folder);
        for (size_t row = 0; row < t.n_rows; row++)
            check_near(frame_cell(&t, row, "q_bonferroni_log10")->real,
                fmin(frame_cell(&t, row, tests[i])->real + log10((double)t.n_rows), 0), 1e-12);
    }
    const tarix_str wrong = tarix_arena_format(arena, "reference=%s test=permutation_p", b.folder);
    const tarix_str stranger = tarix_arena_format(arena, "reference=%s test=mi", b.folder);
    const frame_refusal rows[] = {{wrong.data, TARIX_USAGE, "--test: 'permutation_p'"},
        {stranger.data, TARIX_USAGE, "--test: 'mi'"}, {NULL, TARIX_OK, NULL}};
    frame_check_refused(arena, &tarix_keyness, rows, tarix_str_from(a.folder));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(takes_a_text_for_another),
        GUARDED(hides_a_term_of_one_text),
        GUARDED(takes_a_list_for_a_text),
        GUARDED(names_texts_that_are_not_key),
        GUARDED(corrects_another_p),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
