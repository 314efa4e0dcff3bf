#include "analyzers/richness.h"
#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"

#include <math.h>

/* The words of some documents as types, straight from the corpus. */
static tarix_tokens *tokens_of(
    tarix_arena *arena, const frame_corpus *c, size_t first, size_t end, bool stops)
{
    uint32_t ids[frame_most];
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++)
        if ((size_t)c->document[i] >= first && (size_t)c->document[i] < end &&
            !(stops && c->word[i] == 0))
            ids[n++] = (uint32_t)c->word[i];
    return tarix_tokens_new(arena, ids, n, frame_words);
}

static void check_row(const frame_table *t, size_t row, const tarix_tokens *tokens)
{
    assert_int_equal(frame_cell(t, row, "tokens")->count, tokens->n);
    assert_int_equal(frame_cell(t, row, "types")->count, tokens->n_types);
    for (size_t i = 0; i < tarix_measures_size(); i++) {
        const tarix_measure *m = tarix_measures_at(i);
        if (!(m->families & TARIX_FAMILY_DIVERSITY)) continue;
        check_near(frame_cell(t, row, m->name)->real, tokens->n ? m->of_tokens(tokens) : NAN, 0);
    }
}

/* Each text's rows are of its own words, the last of all words one after the other. */
static void mixes_the_words_of_texts(tarix_guard *guard)
{
    uint64_t seed = 41;
    for (size_t round = 0; round < 40; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const size_t n = 1 + round % 5;
        const bool stops = round % 2;
        const frame_corpus c = frame_random(arena, &seed, n, 20, false);
        const tarix_str list =
            folder_file(arena, folder_in(arena), "stop", tarix_str_from(frame_word[0]));
        const tarix_str settings =
            tarix_arena_format(arena, "layer=fold stopwords=%s", stops ? list.data : "none");
        const frame_table t =
            frame_run(arena, &tarix_diversity, settings.data, tarix_str_from(c.folder));
        assert_int_equal(t.n_rows, n > 1 ? n + 1 : 1);
        for (size_t d = 0; d < n; d++) check_row(&t, d, tokens_of(arena, &c, d, d + 1, stops));
        check_str(frame_cell(&t, t.n_rows - 1, "document")->text, n > 1 ? "(all)" : "00.txt");
        check_row(&t, t.n_rows - 1, tokens_of(arena, &c, 0, n, stops));
        tarix_arena_free(arena);
    }
}

static void shows_a_layer_twice_or_not_at_all(tarix_guard *guard)
{
    static const struct {
        const char *settings, *layers[2];
        uint64_t types[2];
    } rows[] = {{"", {"fold", "lemma"}, {3, 2}}, {"layer=form", {"fold", "form"}, {3, 4}},
        {"layer=fold", {"fold", NULL}, {3, 0}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const frame_table t = frame_text(
            guard, &tarix_diversity, rows[i].settings, "Kitab və kitablar və kitab, 26.");
        assert_int_equal(t.n_rows, rows[i].layers[1] ? 2 : 1);
        for (size_t r = 0; r < t.n_rows; r++) {
            check_str(frame_cell(&t, r, "layer")->text, rows[i].layers[r]);
            assert_int_equal(frame_cell(&t, r, "tokens")->count, 5);
            assert_int_equal(frame_cell(&t, r, "types")->count, rows[i].types[r]);
        }
    }
}

static void grows_otherwise_than_word_by_word(tarix_guard *guard)
{
    uint64_t seed = 42;
    for (size_t step = 1; step < 9; step++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus c = frame_random(arena, &seed, 1, 20, false);
        const tarix_str settings =
            tarix_arena_format(arena, "layer=fold growth growth-step=%zu", step);
        const frame_table t =
            frame_run(arena, &tarix_diversity, settings.data, tarix_str_from(c.folder));
        size_t row = 0;
        for (size_t n = 1; n <= c.n; n++) {
            uint64_t types = 0, hapaxes = 0;
            if (n % step && n < c.n) continue;
            for (int w = 0; w < frame_words; w++) {
                uint64_t count = 0;
                for (size_t i = 0; i < n; i++) count += c.word[i] == w;
                types += count > 0;
                hapaxes += count == 1;
            }
            assert_int_equal(frame_cell(&t, row, "tokens")->count, n);
            assert_int_equal(frame_cell(&t, row, "types")->count, types);
            assert_int_equal(frame_cell(&t, row++, "hapaxes")->count, hapaxes);
        }
        assert_int_equal(t.n_rows, row);
        tarix_arena_free(arena);
    }
}

static bool says(const tarix_job *job, const char *name, const char *text)
{
    for (size_t i = 0; i < job->n_facts; i++)
        if (strcmp(job->facts[i].name, name) == 0 && strstr(job->facts[i].text.data, text))
            return true;
    return false;
}

static void leaves_an_empty_cell_unexplained(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str path = folder_lone_file(arena, TARIX_STR("Baba dolma baba və qala."));
    frame_table t;
    tarix_job job;
    assert_int_equal(
        frame_try(arena, &tarix_diversity, "measures=ttr,mattr_50,hdd", path, &t, &job, NULL),
        TARIX_OK);
    check_near(frame_cell(&t, 0, "ttr")->real, 0.8, 1e-15);
    assert_true(isnan(frame_cell(&t, 0, "mattr_50")->real));
    assert_true(says(&job, "empty", "mattr_50 in 2 rows"));
    assert_true(says(&job, "empty", "empty below 50 tokens"));
    assert_true(says(&job, "empty", "hdd in 2 rows"));
    assert_false(says(&job, "empty", "ttr in"));
}

static void fails_on_a_text_of_next_to_nothing(tarix_guard *guard)
{
    static const char *const texts[] = {"", "Baba", "Və da.", "26. 1905!", "!?"};
    static const uint64_t tokens[] = {0, 1, 0, 0, 0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        tarix_arena *arena = tarix_arena_new(guard);
        frame_table t;
        tarix_job job;
        assert_int_equal(frame_try(arena, &tarix_diversity, "stopwords=az",
                             folder_lone_file(arena, tarix_str_from(texts[i])), &t, &job, NULL),
            TARIX_OK);
        assert_int_equal(t.n_rows, 2);
        assert_int_equal(frame_cell(&t, 0, "tokens")->count, tokens[i]);
        assert_int_equal(frame_cell(&t, 0, "types")->count, tokens[i]);
        assert_true(says(&job, "note", "--stopwords") == (i > 1));
        assert_int_equal(frame_text(guard, &tarix_diversity, "layer=fold growth", texts[i]).n_rows,
            i == 2 ? 2 : tokens[i]); /* no stop words here */
    }
}

static void takes_a_setting_that_makes_no_sense(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"growth-step=5", TARIX_USAGE, "--growth"},
        {"growth measures=ttr", TARIX_USAGE, "--measures"}, {"measures=dp", TARIX_USAGE, "dp"},
        {"layer=stam", TARIX_USAGE, "stam"}, {NULL, TARIX_OK, NULL}};
    tarix_arena *arena = tarix_arena_new(guard);
    frame_check_refused(
        arena, &tarix_diversity, rows, folder_lone_file(arena, TARIX_STR("Baba dolma.")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(mixes_the_words_of_texts),
        GUARDED(shows_a_layer_twice_or_not_at_all),
        GUARDED(grows_otherwise_than_word_by_word),
        GUARDED(leaves_an_empty_cell_unexplained),
        GUARDED(fails_on_a_text_of_next_to_nothing),
        GUARDED(takes_a_setting_that_makes_no_sense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
