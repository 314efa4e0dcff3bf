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

/* ---- along the corpus ---- */

/* The formulas as they are printed, over the distances from each position to the next. */
static void check_positions(const frame_table *t, size_t row, const frame_corpus *c, int w)
{
    size_t at[frame_most], n = 0;
    double reduced = 0, squares = 0, logarithms = 0, entropy = 0;
    const double length = (double)c->n;
    for (size_t i = 0; i < c->n; i++)
        if (c->word[i] == w) at[n++] = i;
    const double share = length / (double)n;
    for (size_t i = 0; i < n; i++) {
        const size_t next = i + 1 < n ? at[i + 1] : at[0] + c->n;
        const double d = (double)(next - at[i]);
        reduced += fmin(d, share);
        squares += d * d;
        logarithms += d * log10(d);
        entropy += d / length * log(d / length);
    }
    check_near(frame_cell(t, row, "arf")->real, reduced / share, 1e-12);
    check_near(frame_cell(t, row, "awt")->real, (1 + squares / length) / 2, 1e-12);
    check_near(frame_cell(t, row, "f_awt")->real, length * length / squares, 1e-12);
    check_near(frame_cell(t, row, "ald")->real + 1, logarithms / length + 1, 1e-12);
    check_near(frame_cell(t, row, "f_ald")->real, exp(-entropy), 1e-12);
}

static void measures_other_distances_than_there_are(tarix_guard *guard)
{
    uint64_t seed = 24;
    for (size_t round = 0; round < 40; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus c = frame_random(arena, &seed, 1 + round % 7, 10, false);
        const char *settings = round % 2 ? "layer=fold measures=arf,awt,f_awt,ald,f_ald"
                                         : "layer=fold measures=all forms";
        const frame_table t = frame_run(arena, &tarix_freq, settings, tarix_str_from(c.folder));
        for (int w = 0; w < frame_words; w++) {
            const size_t row = frame_find(&t, "term", tarix_str_from(frame_word[w]));
            assert_true((row < t.n_rows) == (frame_count(&c, w) > 0));
            if (row < t.n_rows) check_positions(&t, row, &c, w);
        }
        tarix_arena_free(arena);
    }
}

/* Punctuation stands nowhere; the words around it stand as if it were not there. */
static void gives_punctuation_a_place(tarix_guard *guard)
{
    const frame_table t = frame_text(
        guard, &tarix_freq, "layer=fold kinds=all measures=awt", "Baba, qala, baba, dolma.");
    const size_t comma = frame_find(&t, "term", TARIX_STR(","));
    assert_true(isnan(frame_cell(&t, comma, "awt")->real));
    check_near(frame_cell(&t, frame_find(&t, "term", TARIX_STR("baba")), "awt")->real,
        (1 + (2 * 2 + 2 * 2) / 4.0) / 2, 1e-15);
}

/* ---- by what is known of documents ---- */

enum { n_towns = 3 };
static const char *const town[n_towns] = {"10", "9", ""}; /* not in their order */

/* A table of metadata that puts each document of the corpus into a town; the last is not known. */
static void write_towns(tarix_arena *arena, const frame_corpus *c, uint64_t *seed, int *town_of)
{
    tarix_str text = TARIX_STR("document,town\n");
    for (size_t d = 0; d < c->n_documents; d++) {
        town_of[d] = (int)random_below(seed, n_towns);
        text = tarix_arena_format(arena, "%.*s%02zu,%s\n", TARIX_ARG(text), d, town[town_of[d]]);
    }
    folder_file(arena, c->folder, "metadata.csv", text);
}

static bool is_in(const int *town_of, const frame_corpus *c, int t)
{
    for (size_t d = 0; d < c->n_documents; d++)
        if (town_of[d] == t) return true;
    return false;
}

static spread spread_by_town(const frame_corpus *c, const int *town_of, int w)
{
    spread s = {0};
    for (int g = 0; g < n_towns; g++) {
        if (!is_in(town_of, c, g)) continue;
        for (size_t i = 0; i < c->n; i++) {
            const bool is_here = town_of[c->document[i]] == g;
            s.size[s.n] += is_here;
            s.count[s.n] += is_here && c->word[i] == w;
        }
        s.n++;
    }
    return s;
}

static void takes_other_parts_than_the_groups(tarix_guard *guard)
{
    uint64_t seed = 25;
    for (size_t round = 0; round < 40; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        int town_of[16];
        const frame_corpus c = frame_random(arena, &seed, 3 + round % 9, 10, false);
        write_towns(arena, &c, &seed, town_of);
        const frame_table t =
            frame_run(arena, &tarix_freq, "layer=fold parts=town", tarix_str_from(c.folder));
        for (int w = 0; w < frame_words; w++) {
            const size_t row = frame_find(&t, "term", tarix_str_from(frame_word[w]));
            if (frame_count(&c, w) == 0) continue;
            const spread s = spread_by_town(&c, town_of, w);
            assert_true(fabs(frame_cell(&t, row, "dp")->real - spread_dp(&s)) < 1e-13);
            const double da = frame_cell(&t, row, "da")->real;
            assert_true(s.n < 2 ? isnan(da) : fabs(da - spread_da(&s)) < 1e-12);
        }
        tarix_arena_free(arena);
    }
}

/* One term in the documents of a group alone; false when it is in none. */
static bool check_term_of_group(const frame_table *t, size_t row, size_t end, const frame_corpus *c,
    const int *town_of, int g, int w)
{
    uint64_t places = 0, documents = 0, count = 0, docs = 0;
    for (size_t d = 0; d < c->n_documents; d++) {
        bool has = false;
        documents += town_of[d] == g;
        for (size_t i = 0; i < c->n; i++) {
            if (c->document[i] != (int)d || town_of[d] != g) continue;
            places++;
            count += c->word[i] == w;
            has |= c->word[i] == w;
        }
        docs += has;
    }
    if (count == 0) return false;
    while (row < end &&
           !tarix_str_equal(frame_cell(t, row, "term")->text, tarix_str_from(frame_word[w])))
        row++;
    assert_true(row < end);
    assert_int_equal(frame_cell(t, row, "count")->count, count);
    assert_int_equal(frame_cell(t, row, "docs")->count, docs);
    check_near(frame_cell(t, row, "docs_pct")->real, 100 * (double)docs / (double)documents, 1e-14);
    check_near(
        frame_cell(t, row, "per_million")->real, 1e6 * (double)count / (double)places, 1e-14);
    return true;
}

static void check_group(const frame_table *t, size_t first, size_t end, const frame_corpus *c,
    const int *town_of, int g)
{
    uint64_t before = UINT64_MAX, rank = 0;
    size_t n_words = 0;
    for (int w = 0; w < frame_words; w++)
        n_words += check_term_of_group(t, first, end, c, town_of, g, w);
    assert_int_equal(end - first, n_words);
    for (size_t row = first; row < end; row++) {
        const uint64_t count = frame_cell(t, row, "count")->count;
        assert_true(count <= before);
        if (count < before) rank = row - first + 1;
        assert_int_equal(frame_cell(t, row, "rank")->count, rank);
        before = count;
    }
}

static void mixes_groups(tarix_guard *guard)
{
    static const int order[n_towns] = {1, 0, 2}; /* 9 before 10, what is not known last */
    uint64_t seed = 26;
    for (size_t round = 0; round < 40; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        int town_of[16];
        const frame_corpus c = frame_random(arena, &seed, 2 + round % 9, 10, false);
        write_towns(arena, &c, &seed, town_of);
        frame_table t;
        tarix_job job;
        assert_int_equal(frame_try(arena, &tarix_freq, "layer=fold by=town",
                             tarix_str_from(c.folder), &t, &job, NULL),
            TARIX_OK);
        size_t row = 0;
        for (int g = 0; g < n_towns; g++) {
            const tarix_str name = tarix_str_from(town[order[g]]);
            size_t end = row;
            while (end < t.n_rows && tarix_str_equal(frame_cell(&t, end, "group")->text, name))
                end++;
            check_group(&t, row, end, &c, town_of, order[g]);
            row = end;
        }
        assert_int_equal(row, t.n_rows);
        assert_int_equal(job.used[0].n_counted, c.n);
        for (size_t d = 1; d < c.n_documents; d++) /* as they were */
            assert_true(tarix_str_compare(job.used[0].collection->documents[d - 1].name,
                            job.used[0].collection->documents[d].name) < 0);
        tarix_arena_free(arena);
    }
}

static void takes_a_field_that_is_not_there(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"by=twon", TARIX_USAGE, "'town'"},
        {"by=xyz", TARIX_USAGE, "document town"}, {"parts=xyz", TARIX_USAGE, "slices:N"},
        {"parts=slices:1", TARIX_USAGE, "slices"}, {"measures=ll", TARIX_USAGE, "ll"},
        {NULL, TARIX_OK, NULL}};
    static const frame_refusal alone[] = {
        {"by=town", TARIX_USAGE, "metadata.csv"}, {NULL, TARIX_OK, NULL}};
    uint64_t seed = 27;
    int town_of[16];
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_corpus c = frame_random(arena, &seed, 3, 10, false);
    frame_check_refused(arena, &tarix_freq, alone, tarix_str_from(c.folder));
    write_towns(arena, &c, &seed, town_of);
    frame_check_refused(arena, &tarix_freq, rows, tarix_str_from(c.folder));
}

/* ---- */

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
        GUARDED(measures_other_distances_than_there_are),
        GUARDED(gives_punctuation_a_place),
        GUARDED(takes_other_parts_than_the_groups),
        GUARDED(mixes_groups),
        GUARDED(takes_a_field_that_is_not_there),
        GUARDED(ranks_equal_counts_apart_or_by_chance),
        GUARDED(lists_terms_below_a_floor),
        GUARDED(loses_the_forms_behind_a_term),
        GUARDED(takes_a_stop_words_place_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
