#include "base/collate.h"
#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <math.h>

static uint64_t documents_of(const frame_corpus *c, int w)
{
    bool seen[16] = {false};
    uint64_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        n += c->word[i] == w && !seen[c->document[i]];
        if (c->word[i] == w) seen[c->document[i]] = true;
    }
    return n;
}

static frame_table run(
    tarix_arena *arena, const char *settings, const char *target, const char *reference)
{
    const tarix_str all =
        tarix_arena_format(arena, "layer=fold reference=%s %s", reference, settings);
    return frame_run(arena, &tarix_keyness, all.data, tarix_str_from(target));
}

static void check_counts(const frame_table *t, const frame_corpus *a, const frame_corpus *b)
{
    size_t n = 0;
    for (int w = 0; w < frame_words; w++) {
        if (frame_count(a, w) + frame_count(b, w) == 0) continue;
        const size_t row = frame_find(t, "term", tarix_str_from(frame_word[w]));
        assert_true(row < t->n_rows);
        assert_int_equal(frame_cell(t, row, "count_target")->count, frame_count(a, w));
        assert_int_equal(frame_cell(t, row, "count_reference")->count, frame_count(b, w));
        assert_int_equal(frame_cell(t, row, "docs_target")->count, documents_of(a, w));
        assert_int_equal(frame_cell(t, row, "docs_reference")->count, documents_of(b, w));
        assert_int_equal(frame_cell(t, row, "size_target")->count, a->n);
        assert_int_equal(frame_cell(t, row, "size_reference")->count, b->n);
        check_near(frame_cell(t, row, "per_million_target")->real,
            1e6 * (double)frame_count(a, w) / (double)a->n, 1e-14);
        check_near(frame_cell(t, row, "per_million_reference")->real,
            1e6 * (double)frame_count(b, w) / (double)b->n, 1e-14);
        n++;
    }
    assert_int_equal(t->n_rows, n);
}

static uint64_t sum_of(const frame_table *t, const char *column)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < t->n_rows; i++) sum += frame_cell(t, i, column)->count;
    return sum;
}

static const char *direction_of(const frame_table *t, size_t row)
{
    const uint64_t a = frame_cell(t, row, "count_target")->count;
    const uint64_t b = frame_cell(t, row, "count_reference")->count;
    const uint64_t n1 = frame_cell(t, row, "size_target")->count;
    const uint64_t n2 = frame_cell(t, row, "size_reference")->count;
    return a * n2 > b * n1 ? "target" : a * n2 < b * n1 ? "reference" : "equal";
}

/* One table's row against the other's, where the sides are changed. */
static void check_mirror(const frame_table *t, size_t i, const frame_table *u)
{
    static const char *const pairs[][2] = {{"ll", "ll"}, {"log_ratio", "log_ratio"},
        {"log_ratio_low", "log_ratio_high"}, {"log_ratio_high", "log_ratio_low"}};
    const size_t j = frame_find(u, "term", frame_cell(t, i, "term")->text);
    assert_true(j < u->n_rows);
    for (size_t p = 0; p < 4; p++)
        check_near(
            frame_cell(t, i, pairs[p][0])->real, -frame_cell(u, j, pairs[p][1])->real, 1e-11);
    check_near(frame_cell(t, i, "ll_log10_p")->real, frame_cell(u, j, "ll_log10_p")->real, 1e-11);
    check_near(frame_cell(t, i, "q_bh")->real, frame_cell(u, j, "q_bh")->real, 1e-11);
    check_str(frame_cell(t, i, "direction")->text, direction_of(t, i));
    check_str(frame_cell(u, j, "direction")->text, direction_of(u, j));
}

static void favours_a_side(tarix_guard *guard)
{
    uint64_t seed = 31;
    for (int round = 0; round < 50; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus a = frame_random(arena, &seed, 1 + random_below(&seed, 4), 9, false);
        const frame_corpus b = frame_random(arena, &seed, 1 + random_below(&seed, 6), 9, false);
        const frame_table t = run(arena, "min-count=1", a.folder, b.folder);
        const frame_table u = run(arena, "min-count=1", b.folder, a.folder);
        check_counts(&t, &a, &b);
        check_counts(&u, &b, &a);
        assert_int_equal(sum_of(&t, "count_target"), a.n);
        assert_int_equal(sum_of(&t, "count_reference"), b.n);
        for (size_t i = 0; i < t.n_rows; i++) check_mirror(&t, i, &u);
        tarix_arena_free(arena);
    }
}

/* Benjamini & Hochberg 1995 by its definition: the least m p_j / j over all j from one's own rank.
 */
static double q_of(const frame_table *t, size_t row)
{
    double least = 1;
    for (size_t j = 0; j < t->n_rows; j++) {
        const double p = frame_cell(t, j, "ll_log10_p")->real;
        size_t rank = 0;
        for (size_t i = 0; i < t->n_rows; i++) rank += frame_cell(t, i, "ll_log10_p")->real <= p;
        if (p < frame_cell(t, row, "ll_log10_p")->real) continue;
        least = fmin(least, pow(10, p) * (double)t->n_rows / (double)rank);
    }
    return least;
}

static bool stands_before(const frame_table *t, size_t a, size_t b)
{
    const bool first = frame_cell(t, a, "q_bh")->real <= 0.05;
    const bool second = frame_cell(t, b, "q_bh")->real <= 0.05;
    const double x = frame_cell(t, a, "log_ratio")->real, y = frame_cell(t, b, "log_ratio")->real;
    const double u = frame_cell(t, a, "ll")->real, v = frame_cell(t, b, "ll")->real;
    if (first != second) return first;
    if (first && x != y) return x > y;
    if (u != v) return u > v;
    return tarix_collate(frame_cell(t, a, "term")->text, frame_cell(t, b, "term")->text) < 0;
}

static void puts_a_term_at_a_wrong_place(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = folder_in(arena);
    char target[4096] = "", reference[4096] = "";
    for (int i = 0; i < 40; i++) {
        strcat(target, i < 30 ? "Baba tuman qala. " : "Xurma çadra. ");
        strcat(reference, i < 30 ? "Dolma gedir qala. " : "Qaya əmtəə. ");
    }
    const tarix_str a = folder_file(arena, folder, "a.txt", tarix_str_from(target));
    const tarix_str b = folder_file(arena, folder, "b.txt", tarix_str_from(reference));
    const frame_table t = run(arena, "min-count=1", a.data, b.data);
    assert_int_equal(t.n_rows, 9);
    for (size_t i = 0; i < t.n_rows; i++) {
        check_near(frame_cell(&t, i, "q_bh")->real, q_of(&t, i), 1e-10);
        if (i > 0) assert_true(stands_before(&t, i - 1, i));
    }
}

/* Five words, all tested: Bonferroni's q is 5 p, up to 1, beside which its logarithm stands. */
static void corrects_by_another_method(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = folder_in(arena);
    const tarix_str a = folder_file(arena, folder, "a.txt", TARIX_STR("Baba tuman qala baba. "));
    const tarix_str b = folder_file(arena, folder, "b.txt", TARIX_STR("Dolma gedir qala. "));
    const frame_table t = run(arena, "min-count=1 correct=bonferroni", a.data, b.data);
    for (size_t i = 0; i < t.n_rows; i++) {
        const double p = frame_cell(&t, i, "ll_log10_p")->real;
        const double log10_q = frame_cell(&t, i, "q_bonferroni_log10")->real;
        check_near(log10_q, fmin(p + log10((double)t.n_rows), 0), 1e-12);
        check_near(frame_cell(&t, i, "q_bonferroni")->real, pow(10, log10_q), 1e-12);
    }
    assert_int_equal(t.n_rows, 5);
}

static void miscounts_references_that_agree(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = folder_in(arena);
    char many[4096] = "", few[4096] = "";
    for (int i = 0; i < 60; i++) {
        strcat(many, "Salam baba dolma. ");
        strcat(few, "Salam qala gedir. ");
    }
    const tarix_str a = folder_file(arena, folder, "a.txt", tarix_str_from(many));
    const tarix_str b = folder_file(arena, folder, "b.txt", tarix_str_from(few));
    const tarix_str c =
        folder_file(arena, folder, "c.txt", tarix_arena_format(arena, "%s\n", many));
    const tarix_str second = tarix_arena_format(arena, "reference=%s", c.data);
    const frame_table t = run(arena, second.data, a.data, b.data);
    assert_int_equal(t.n_rows, 5 + 3);
    for (size_t i = 0; i < t.n_rows; i++) {
        const tarix_str term = frame_cell(&t, i, "term")->text;
        const bool is_key = tarix_str_equal(frame_cell(&t, i, "reference")->text, b) &&
                            !tarix_str_equal(term, TARIX_STR("salam"));
        assert_int_equal(frame_cell(&t, i, "references_agreeing")->count, is_key);
    }
}

static void lists_terms_below_a_floor(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = folder_in(arena);
    const tarix_str a = folder_file(arena, folder, "a.txt", TARIX_STR("Baba baba dolma salam."));
    const tarix_str b = folder_file(arena, folder, "b.txt", TARIX_STR("Baba dolma gedir."));
    const tarix_str none = folder_file(arena, folder, "c.txt", TARIX_STR(""));
    assert_int_equal(run(arena, "min-count=3", a.data, b.data).n_rows, 1);
    assert_int_equal(run(arena, "min-count=2", a.data, b.data).n_rows, 2);
    assert_int_equal(run(arena, "min-count=1 min-docs=2", a.data, b.data).n_rows, 2);
    assert_int_equal(run(arena, "min-count=1", a.data, none.data).n_rows, 3);
    assert_int_equal(run(arena, "min-count=1", none.data, none.data).n_rows, 0);
    const frame_table t = run(arena, "min-count=1", none.data, b.data);
    check_near(frame_cell(&t, 0, "dp")->real, NAN, 0);
    check_near(frame_cell(&t, 0, "ll")->real, 0, 0);
}

/* ---- filters ---- */

typedef struct sieve {
    const char *settings;
    enum { TARGET, REFERENCE, KEY, EFFECT, ALL_THREE, LOCKED } what;
    double alpha, effect;
} sieve;

static bool is_key(const frame_table *t, size_t i, const sieve *s)
{
    return frame_cell(t, i, "q_bh")->real <= s->alpha;
}

static double reach_of(const frame_table *t, size_t i)
{
    return fmax(fabs(frame_cell(t, i, "log_ratio_low")->real),
        fabs(frame_cell(t, i, "log_ratio_high")->real));
}

/* Whether a row of the whole table is left. */
static bool is_left(const frame_table *t, size_t i, const sieve *s)
{
    const bool is_target = strcmp(direction_of(t, i), "target") == 0;
    const bool is_reference = strcmp(direction_of(t, i), "reference") == 0;
    const bool has_effect = fabs(frame_cell(t, i, "log_ratio")->real) >= s->effect;
    switch (s->what) {
    case TARGET: return is_target;
    case REFERENCE: return is_reference;
    case KEY: return is_key(t, i, s);
    case EFFECT: return has_effect;
    case ALL_THREE: return is_reference && is_key(t, i, s) && has_effect;
    case LOCKED:
        return !is_key(t, i, s) && frame_cell(t, i, "count_target")->count > 0 &&
               frame_cell(t, i, "count_reference")->count > 0 && reach_of(t, i) <= s->effect;
    }
    return false;
}

/* Two neighbours of what is left. */
static bool is_in_order(const frame_table *t, size_t a, size_t b, const sieve *s)
{
    const double sign = s->what == REFERENCE || s->what == ALL_THREE ? -1 : 1;
    const double x = sign * frame_cell(t, a, "log_ratio")->real;
    const double y = sign * frame_cell(t, b, "log_ratio")->real;
    if (s->what == LOCKED) return reach_of(t, a) <= reach_of(t, b);
    if (is_key(t, a, s) != is_key(t, b, s)) return is_key(t, a, s);
    if (is_key(t, a, s) && x != y) return x > y;
    return sign * frame_cell(t, a, "ll")->real >= sign * frame_cell(t, b, "ll")->real;
}

static size_t check_sieve(const frame_table *all, const frame_table *left, const sieve *s)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n_rows; i++) n += is_left(all, i, s);
    assert_int_equal(left->n_rows, n);
    for (size_t i = 0; i < left->n_rows; i++) {
        const size_t row = frame_find(all, "term", frame_cell(left, i, "term")->text);
        assert_true(is_left(all, row, s));
        check_near(frame_cell(left, i, "q_bh")->real, frame_cell(all, row, "q_bh")->real, 1e-12);
        if (i > 0) assert_true(is_in_order(left, i - 1, i, s));
    }
    return n;
}

static void sifts_otherwise_than_asked(tarix_guard *guard)
{
    static const sieve sieves[] = {{"direction=target", TARGET, 0.05, 0},
        {"direction=reference", REFERENCE, 0.05, 0}, {"alpha=0.6", KEY, 0.6, 0},
        {"min-effect=0.5", EFFECT, 0.05, 0.5},
        {"direction=reference alpha=0.6 min-effect=0.5", ALL_THREE, 0.6, 0.5},
        {"direction=lockwords", LOCKED, 0.05, 1},
        {"direction=lockwords alpha=0.6 min-effect=2.5", LOCKED, 0.6, 2.5}};
    enum { n_sieves = sizeof sieves / sizeof *sieves };
    uint64_t seed = 77;
    size_t n_left[n_sieves] = {0};
    for (int round = 0; round < 60; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus a = frame_random(arena, &seed, 1 + random_below(&seed, 7), 9, false);
        const frame_corpus b = frame_random(arena, &seed, 1 + random_below(&seed, 7), 9, false);
        const frame_table all = run(arena, "min-count=1", a.folder, b.folder);
        for (size_t i = 0; i < n_sieves; i++) {
            const tarix_str settings =
                tarix_arena_format(arena, "min-count=1 %s", sieves[i].settings);
            const frame_table left = run(arena, settings.data, a.folder, b.folder);
            n_left[i] += check_sieve(&all, &left, &sieves[i]);
        }
        tarix_arena_free(arena);
    }
    for (size_t i = 0; i < n_sieves; i++) assert_true(n_left[i] > 0);
}

/* What a filter leaves out is counted once, whatever else speaks against it. */
static void loses_a_term_without_saying(tarix_guard *guard)
{
    static const char *const out[] = {"left_out_by_direction", "left_out_by_alpha",
        "left_out_by_min_effect", "left_out_by_key_texts", "terms_listed"};
    uint64_t seed = 3;
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_corpus a = frame_random(arena, &seed, 6, 9, false);
    const frame_corpus b = frame_random(arena, &seed, 6, 9, false);
    const tarix_str settings = tarix_arena_format(arena,
        "layer=fold reference=%s direction=target alpha=0.9 min-effect=0.1 min-count=4 min-docs=2",
        b.folder);
    frame_table t;
    tarix_job job;
    tarix_error err = {0};
    const tarix_str input = tarix_str_from(a.folder);
    assert_int_equal(frame_try(arena, &tarix_keyness, settings.data, input, &t, &job, &err), 0);
    uint64_t sum = 0;
    for (size_t i = 0; i < sizeof out / sizeof *out; i++) sum += frame_fact(&job, out[i]);
    assert_int_equal(sum, frame_fact(&job, "tests"));
    assert_int_equal(frame_fact(&job, "terms_listed"), t.n_rows);
    assert_int_equal(frame_fact(&job, "terms"), frame_fact(&job, "tests") +
                                                    frame_fact(&job, "below_min_count") +
                                                    frame_fact(&job, "below_min_docs"));
}

static void takes_a_setting_that_makes_no_sense(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str path = folder_lone_file(arena, TARIX_STR("Baba dolma."));
    static const frame_refusal bare[] = {{"", TARIX_USAGE, "--reference"},
        {"reference=no-such-folder", TARIX_IO, "no-such-folder"}, {NULL, TARIX_OK, NULL}};
    static const char *const wrong[][2] = {{"alpha=0", "--alpha"}, {"alpha=2", "--alpha"},
        {"alpha=x", "--alpha"}, {"measures=mi", "mi"}, {"parts=slices:1", "--parts"},
        {"parts=page", "--parts"}, {"min-effect=-1", "--min-effect"},
        {"min-effect=x", "--min-effect"}};
    const tarix_str other = folder_lone_file(arena, TARIX_STR("Dolma baba."));
    frame_check_refused(arena, &tarix_keyness, bare, path);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const tarix_str all = tarix_arena_format(arena, "reference=%s %s", other.data, wrong[i][0]);
        const frame_refusal rows[] = {{all.data, TARIX_USAGE, wrong[i][1]}, {NULL, TARIX_OK, NULL}};
        frame_check_refused(arena, &tarix_keyness, rows, path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(favours_a_side),
        GUARDED(puts_a_term_at_a_wrong_place),
        GUARDED(corrects_by_another_method),
        GUARDED(miscounts_references_that_agree),
        GUARDED(lists_terms_below_a_floor),
        GUARDED(sifts_otherwise_than_asked),
        GUARDED(loses_a_term_without_saying),
        GUARDED(takes_a_setting_that_makes_no_sense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
