#include "tests/analyzers/frame.h"
#include "tests/analyzers/spread.h"
#include "tests/base/guarded.h"

#include <math.h>

/* Parts are documents, or slices of `slice` places. */
static spread spread_of(const frame_corpus *c, int w, size_t slice)
{
    spread s = {0};
    for (size_t i = 0; i < c->n; i++) {
        const size_t part = slice ? i / slice : (size_t)c->document[i];
        s.n = part + 1;
        s.size[part]++;
        s.count[part] += c->word[i] == w;
    }
    return s;
}

static void check_row(const frame_table *t, size_t row, const frame_corpus *c, int w, size_t slice)
{
    const uint64_t count = frame_count(c, w);
    uint64_t rank = 1, docs = 0;
    for (int other = 0; other < frame_words; other++) rank += frame_count(c, other) > count;
    const spread by_document = spread_of(c, w, 0), by_part = spread_of(c, w, slice);
    for (size_t d = 0; d < by_document.n; d++) docs += by_document.count[d] > 0;
    assert_int_equal(frame_cell(t, row, "count")->count, count);
    assert_int_equal(frame_cell(t, row, "rank")->count, rank);
    assert_int_equal(frame_cell(t, row, "docs")->count, docs);
    check_near(frame_cell(t, row, "per_million")->real, 1e6 * (double)count / (double)c->n, 1e-14);
    check_near(
        frame_cell(t, row, "docs_pct")->real, 100 * (double)docs / (double)c->n_documents, 1e-14);
    assert_true(fabs(frame_cell(t, row, "dp")->real - spread_dp(&by_part)) < 1e-14);
    const double da = frame_cell(t, row, "da")->real;
    if (by_part.n < 2)
        assert_true(isnan(da));
    else
        assert_true(fabs(da - spread_da(&by_part)) < 1e-12);
}

static void compare(
    tarix_guard *guard, uint64_t *seed, size_t n_documents, bool even, size_t n_slices)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_corpus c = frame_random(arena, seed, n_documents, 10, even);
    tarix_str settings = TARIX_STR("layer=fold parts=document");
    if (n_slices) settings = tarix_arena_format(arena, "layer=fold parts=slices:%zu", n_slices);
    if (!n_slices && n_documents >= 5) settings = TARIX_STR("layer=fold");
    const frame_table t = frame_run(arena, &tarix_freq, settings.data, tarix_str_from(c.folder));
    size_t n = 0;
    for (int w = 0; w < frame_words; w++) {
        if (frame_count(&c, w) == 0) continue;
        const size_t row = frame_find(&t, "term", tarix_str_from(frame_word[w]));
        assert_true(row < t.n_rows);
        check_row(&t, row, &c, w, n_slices ? c.n / n_slices : 0);
        n++;
    }
    assert_int_equal(t.n_rows, n);
    for (size_t row = 1; row < t.n_rows; row++)
        assert_true(frame_cell(&t, row, "count")->count <= frame_cell(&t, row - 1, "count")->count);
    tarix_arena_free(arena);
}

static void counts_otherwise_than_the_definition_by_document(tarix_guard *guard)
{
    uint64_t seed = 21;
    for (size_t round = 0; round < 60; round++) compare(guard, &seed, 1 + round % 8, false, 0);
}

/* Sentences are of equal length, and as many as make equal shares that end with one. */
static void counts_otherwise_than_the_definition_by_slice(tarix_guard *guard)
{
    uint64_t seed = 22;
    for (size_t round = 0; round < 20; round++) {
        compare(guard, &seed, 3, true, 2 + round % 3);
        compare(guard, &seed, 5, true, 5);
        compare(guard, &seed, 5, true, 20);
    }
}

/* Fewer than five documents are cut into ten slices, unless other parts are asked for. */
static void takes_few_documents_for_parts(tarix_guard *guard)
{
    uint64_t seed = 23;
    for (size_t round = 0; round < 20; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus c = frame_random(arena, &seed, 1 + round % 4, 10, false);
        const tarix_str input = tarix_str_from(c.folder);
        const frame_table t = frame_run(arena, &tarix_freq, "layer=fold", input);
        const frame_table u = frame_run(arena, &tarix_freq, "layer=fold parts=slices:10", input);
        assert_int_equal(t.n_rows, u.n_rows);
        for (size_t row = 0; row < t.n_rows; row++) {
            check_near(frame_cell(&t, row, "dp")->real, frame_cell(&u, row, "dp")->real, 0);
            check_near(frame_cell(&t, row, "da")->real, frame_cell(&u, row, "da")->real, 0);
        }
        tarix_arena_free(arena);
    }
}

static void ranks_equal_counts_apart_or_by_chance(tarix_guard *guard)
{
    static const char *const order[] = {"baba", "çadra", "dolma", "əmtəə", "xurma", "qala"};
    static const uint64_t ranks[] = {1, 2, 2, 2, 2, 6};
    const frame_table t = frame_text(guard, &tarix_freq, "layer=fold",
        "Baba xurma xurma qala dolma baba baba çadra dolma əmtəə çadra əmtəə.");
    assert_int_equal(t.n_rows, 6);
    for (size_t i = 0; i < 6; i++) {
        check_str(frame_cell(&t, i, "term")->text, order[i]);
        assert_int_equal(frame_cell(&t, i, "rank")->count, ranks[i]);
    }
}

static void check_rows(tarix_guard *guard, const char *settings, const char *text, size_t n)
{
    assert_int_equal(frame_text(guard, &tarix_freq, settings, text).n_rows, n);
}

static void lists_terms_below_a_floor(tarix_guard *guard)
{
    const char *text = "Baba baba baba dolma dolma qala 26.";
    check_rows(guard, "layer=fold min-count=2", text, 2);
    check_rows(guard, "layer=fold min-count=4", text, 0);
    check_rows(guard, "layer=fold min-docs=2", text, 0);
    check_rows(guard, "layer=form", text, 4);
    check_rows(guard, "layer=fold kinds=number", text, 1);
    check_rows(guard, "layer=fold", "", 0);
    check_rows(guard, "layer=fold kinds=all", "... !", 2);
    const frame_table all =
        frame_text(guard, &tarix_freq, "layer=fold kinds=all measures=none", text);
    assert_int_equal(all.n_rows, 5);
    assert_int_equal(all.n_columns, 6);
}

static void loses_the_forms_behind_a_term(tarix_guard *guard)
{
    const frame_table t = frame_text(
        guard, &tarix_freq, "layer=fold forms measures=none", "Baba baba dolma, baba Dolma.");
    check_str(frame_cell(&t, 0, "term")->text, "baba");
    check_str(frame_cell(&t, 0, "forms")->text, "baba (2) Baba (1)");
    check_str(frame_cell(&t, 1, "forms")->text, "dolma (1) Dolma (1)");
}

static void takes_a_stop_words_place_away(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str path = folder_lone_file(arena, TARIX_STR("Baba və dolma və 26."));
    frame_table t;
    tarix_job job;
    assert_int_equal(
        frame_try(arena, &tarix_freq, "layer=fold stopwords=az", path, &t, &job, NULL), TARIX_OK);
    assert_int_equal(t.n_rows, 2);
    check_near(frame_cell(&t, 0, "per_million")->real, 1e6 / 5, 1e-15);
    assert_int_equal(job.n_used, 1);
    assert_int_equal(job.used[0].n_tokens, 6);
    assert_int_equal(job.used[0].n_counted, 2);
    assert_int_equal(job.used[0].n_stopped, 2);
    assert_int_equal(job.used[0].n_places, 5);
    assert_int_equal(frame_fact(&job, "terms"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(counts_otherwise_than_the_definition_by_document),
        GUARDED(counts_otherwise_than_the_definition_by_slice),
        GUARDED(takes_few_documents_for_parts),
        GUARDED(ranks_equal_counts_apart_or_by_chance),
        GUARDED(lists_terms_below_a_floor),
        GUARDED(loses_the_forms_behind_a_term),
        GUARDED(takes_a_stop_words_place_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
