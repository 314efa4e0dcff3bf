#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <math.h>

static frame_table run(
    tarix_arena *arena, const char *settings, const char *target, const char *reference)
{
    const tarix_str all =
        tarix_arena_format(arena, "min-count=1 reference=%s %s", reference, settings);
    return frame_run(arena, &tarix_keyness, all.data, tarix_str_from(target));
}

static const char *list_file(tarix_arena *arena, const char *bytes)
{
    return folder_file(arena, folder_in(arena), "list.csv", tarix_str_from(bytes)).data;
}

/* The counts of a corpus as a list. */
static const char *list_of(tarix_arena *arena, const frame_corpus *c)
{
    tarix_str list = TARIX_STR("rank,count,term\n");
    for (int w = 0; w < frame_words; w++)
        if (frame_count(c, w))
            list = tarix_arena_format(arena, "%.*s%d,%llu,\"%s\"\n", TARIX_ARG(list), w,
                (unsigned long long)frame_count(c, w), frame_word[w]);
    return list_file(arena, list.data);
}

static void check_same(const frame_table *a, const frame_table *b, const char *column)
{
    assert_int_equal(a->n_rows, b->n_rows);
    for (size_t i = 0; i < a->n_rows; i++) {
        check_str(frame_cell(b, i, "term")->text, frame_cell(a, i, "term")->text.data);
        const tarix_cell *x = frame_cell(a, i, column), *y = frame_cell(b, i, column);
        assert_memory_equal(&x->count, &y->count, sizeof x->count);
    }
}

static void counts_a_list_otherwise_than_its_texts(tarix_guard *guard)
{
    static const char *const same[] = {"count_target", "count_reference", "size_target",
        "size_reference", "per_million_target", "ll", "log_ratio", "q_bh"};
    uint64_t seed = 11;
    for (int round = 0; round < 30; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus a = frame_random(arena, &seed, 1 + random_below(&seed, 4), 9, false);
        const frame_corpus b = frame_random(arena, &seed, 1 + random_below(&seed, 4), 9, false);
        const char *list_a = list_of(arena, &a), *list_b = list_of(arena, &b);
        const frame_table t = run(arena, "layer=fold", a.folder, b.folder);
        const frame_table u = run(arena, "layer=fold", a.folder, list_b);
        const frame_table v = run(arena, "layer=fold", list_a, list_b);
        for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
            check_same(&t, &u, same[i]);
            check_same(&t, &v, same[i]);
        }
        check_same(&t, &u, "docs_target");
        for (size_t i = 0; i < t.n_rows; i++) {
            assert_true(frame_cell(&u, i, "docs_reference")->count == TARIX_NO_COUNT);
            assert_true(frame_cell(&v, i, "docs_target")->count == TARIX_NO_COUNT);
            assert_true(isnan(frame_cell(&v, i, "dp")->real));
        }
        tarix_arena_free(arena);
    }
}

static uint64_t count_of(const frame_table *t, const char *term, const char *column)
{
    const size_t row = frame_find(t, "term", tarix_str_from(term));
    if (row == t->n_rows) fail_msg("no term %s", term);
    return frame_cell(t, row, column)->count;
}

/* Numbers hold a place but are no words, punctuation holds none; xalq cümhuriyyəti is a term. */
static void takes_terms_for_what_they_are_not(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *text = folder_lone_file(arena, TARIX_STR("Bakı şəhəri, qala.")).data;
    const char *list =
        list_file(arena, "term,count\nBakı,3\nBAKI,2\nbakı,1\nİran,5\nIşıq,4\n1917,7\n"
                         "\",\",100\nABŞ,2\nbakıda,8\nxalq cümhuriyyəti,9\nvə,20\n");
    const frame_table fold = run(arena, "layer=fold", text, list);
    assert_int_equal(count_of(&fold, "bakı", "count_reference"), 6);
    assert_int_equal(count_of(&fold, "iran", "count_reference"), 5);
    assert_int_equal(count_of(&fold, "ışıq", "count_reference"), 4);
    assert_int_equal(count_of(&fold, "abş", "count_reference"), 2);
    assert_int_equal(count_of(&fold, "xalq cümhuriyyəti", "count_reference"), 9);
    assert_true(frame_find(&fold, "term", TARIX_STR("1917")) == fold.n_rows);
    assert_true(frame_find(&fold, "term", TARIX_STR(",")) == fold.n_rows);
    assert_int_equal(count_of(&fold, "qala", "size_reference"), 61);
    assert_int_equal(
        count_of(&fold, "qala", "size_target"), 3); /* the comma and the full stop hold no place */
    const frame_table form = run(arena, "layer=form", text, list);
    assert_int_equal(count_of(&form, "BAKI", "count_reference"), 2);
    const frame_table lemma = run(arena, "layer=lemma", text, list);
    assert_int_equal(count_of(&lemma, "bakı", "count_reference"), 14);
    const frame_table numbers = run(arena, "layer=fold kinds=number", text, list);
    assert_int_equal(count_of(&numbers, "1917", "count_reference"), 7);
    assert_int_equal(numbers.n_rows, 1);
    const frame_table few = run(arena, "layer=fold stopwords=az", text, list);
    assert_true(frame_find(&few, "term", TARIX_STR("və")) == few.n_rows);
    assert_int_equal(count_of(&few, "qala", "size_reference"), 61);
}

static void takes_a_size_for_another_list(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *text = folder_lone_file(arena, TARIX_STR("Bakı şəhəri.")).data;
    const char *list = list_file(arena, "term,count\nbakı,3\n");
    const char *other = list_file(arena, "term;count\nbakı;4\n");
    const tarix_str settings = tarix_arena_format(arena,
        "layer=fold target-size=50 reference-size=30 reference-size=40 reference=%s reference=%s",
        text, other);
    const frame_table t = run(arena, settings.data, list, list);
    for (size_t i = 0; i < t.n_rows; i++) {
        const tarix_str reference = frame_cell(&t, i, "reference")->text;
        const uint64_t size = frame_cell(&t, i, "size_reference")->count;
        assert_int_equal(frame_cell(&t, i, "size_target")->count, 50);
        assert_int_equal(size, tarix_str_equal(reference, tarix_str_from(list))    ? 30
                               : tarix_str_equal(reference, tarix_str_from(other)) ? 40
                                                                                   : 2);
    }
    assert_int_equal(t.n_rows, 1 + 2 + 1);
}

/* Documents are known of a term that the list has once and that stays what it is. */
static void makes_up_documents(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *text = folder_lone_file(arena, TARIX_STR("bakı qala.")).data;
    const char *list =
        list_file(arena, "term,count,docs\nbakı,3,2\nqala,4,1\nqala,1,1\nyol,5,\ndağ,5,5\n");
    const frame_table t = run(arena, "layer=form", text, list);
    assert_int_equal(count_of(&t, "bakı", "docs_reference"), 2);
    assert_true(count_of(&t, "qala", "docs_reference") == TARIX_NO_COUNT);
    assert_true(count_of(&t, "yol", "docs_reference") == TARIX_NO_COUNT);
    const frame_table folded = run(arena, "layer=fold", text, list);
    assert_true(count_of(&folded, "bakı", "docs_reference") == TARIX_NO_COUNT);
    const frame_table few = run(arena, "layer=fold list-layer=fold min-docs=3", text, list);
    assert_int_equal(few.n_rows, 2);
    assert_int_equal(count_of(&few, "bakı", "docs_reference"), 2);
    assert_int_equal(count_of(&few, "dağ", "docs_reference"), 5);
}

static void reads_a_list_that_is_wrong(tarix_guard *guard)
{
    static const char *const bad[][2] = {
        {"", "list.csv: "},
        {"word,count\nbakı,1\n", "no column 'term'"},
        {"term,freq\nbakı,1\n", "no column 'count'"},
        {"term,count\nbakı,1\nqala,-2\n", "list.csv:3: count = -2 is negative; correct this line"},
        {"term,count\nbakı,1.5\n", "list.csv:2: count = '1.5' is no whole number"},
        {"term,count\nbakı,\n", "list.csv:2: count is empty"},
        {"term,count\n\nbakı,1\n,2\n", "list.csv:4: term is empty"},
        {"term,count\nbakı,1,2\n", "list.csv:2: more cells"},
        {"term,count,docs\nbakı,1,2\n", "list.csv:2: docs is more than count"},
        {"term,count,docs\nbakı,4294967295,4294967295\n", "list.csv:2: docs is above 4294967294"},
        {"term,count\nbakı,18446744073709551614\nqala,1\n", "list.csv:3: the sum of count"},
        {"term,count\n\"bakı,1\n", "list.csv:2: a quotation mark"},
    };
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str text = folder_lone_file(arena, TARIX_STR("bakı qala."));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *list = list_file(arena, bad[i][0]);
        const tarix_str settings = tarix_arena_format(arena, "reference=%s", list);
        const frame_refusal rows[] = {
            {settings.data, TARIX_INVALID, bad[i][1]}, {NULL, TARIX_OK, NULL}};
        frame_check_refused(arena, &tarix_keyness, rows, text);
    }
}

static void takes_a_setting_that_makes_no_sense(tarix_guard *guard)
{
    static const char *const bad[][2] = {
        {"layer=lemma list-layer=stem", "--layer stem"},
        {"layer=stem list-layer=lemma", "--layer lemma"},
        {"layer=form list-layer=fold", "--layer fold"},
        {"target-size=100", "--target-size"},
        {"reference-size=5 reference-size=6", "--reference-size is given 2 times"},
        {"min-docs=2", "--min-docs"},
    };
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str text = folder_lone_file(arena, TARIX_STR("bakı qala."));
    const char *list = list_file(arena, "term,count\nbakı,3\n");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const tarix_str settings = tarix_arena_format(arena, "reference=%s %s", list, bad[i][0]);
        const frame_refusal rows[] = {
            {settings.data, TARIX_USAGE, bad[i][1]}, {NULL, TARIX_OK, NULL}};
        frame_check_refused(arena, &tarix_keyness, rows, text);
    }
    const tarix_str few = tarix_arena_format(arena, "reference=%s reference-size=2", list);
    const frame_refusal rows[] = {{few.data, TARIX_INVALID, "is less than the 3 tokens"},
        {"reference=no-such-list.csv", TARIX_IO, "no-such-list.csv"}, {NULL, TARIX_OK, NULL}};
    frame_check_refused(arena, &tarix_keyness, rows, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(counts_a_list_otherwise_than_its_texts),
        GUARDED(takes_terms_for_what_they_are_not),
        GUARDED(takes_a_size_for_another_list),
        GUARDED(makes_up_documents),
        GUARDED(reads_a_list_that_is_wrong),
        GUARDED(takes_a_setting_that_makes_no_sense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
