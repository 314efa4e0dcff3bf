#include "corpus/rounds.h"

#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/corpus/lexicons.h"
#include "tests/folder.h"

#include <stdio.h>

/* Texts of some words of a few hundred forms, one of them large, one empty. */
static const char *texts_in(tarix_arena *arena)
{
    static const size_t words[] = {20000, 0, 3, 4000, 1, 700};
    const char *folder = folder_in(arena);
    uint64_t seed = 3;
    char *text = tarix_arena_alloc(arena, 1 << 20, 1);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = 0;
        for (size_t w = 0; w < words[i]; w++)
            n += (size_t)sprintf(text + n, "%s%c%c%s", random_below(&seed, 3) ? "söz" : "Və",
                'a' + (int)random_below(&seed, 1 + random_below(&seed, 26)),
                'a' + (int)random_below(&seed, 26), random_below(&seed, 9) ? " " : ". Və ");
        folder_file(
            arena, folder, tarix_arena_format(arena, "%zu.txt", i).data, (tarix_str){text, n});
    }
    return folder;
}

static tarix_collection *open_folder(tarix_arena *arena, const char *folder)
{
    tarix_collection *c = NULL;
    const tarix_str input = tarix_str_from(folder);
    assert_int_equal(tarix_collection_open(arena, &input, 1, &c, NULL), TARIX_OK);
    return c;
}

/* However often a round ends, in the midst of a document as well. */
static void counts_otherwise_than_a_tally(tarix_guard *guard)
{
    static const tarix_layer_row fold = {.name = "fold"};
    static const size_t memory[] = {1, 11000000, 12000000, 1 << 30};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_lexicons *lexicons = lexicons_in(arena);
    const tarix_pass pass = {.lexicons = lexicons, .n_threads = 2};
    const char *folder = texts_in(arena);
    const tarix_tally_plan plan = {.layer = &fold,
        .selection = {
            .kinds = 1U << TARIX_KIND_WORD, .stopwords = tarix_lexicons_stopwords(lexicons)}};
    tarix_vocab *values = tarix_vocab_new(arena);
    tarix_tally *tally = NULL;
    assert_int_equal(
        tarix_tally_count(arena, &pass, open_folder(arena, folder), &plan, values, &tally, NULL),
        TARIX_OK);
    assert_true(tally->n_stopped > 100);
    size_t n_values = 0;
    for (size_t v = 0; v < tally->n_values; v++) n_values += tally->count[v] > 0;
    for (size_t i = 0; i < sizeof memory / sizeof *memory; i++) {
        tarix_rounds *rounds = NULL;
        tarix_counted_value value;
        size_t n = 0;
        assert_int_equal(
            tarix_rounds_count(arena, &pass, open_folder(arena, folder), &plan, memory[i],
                tarix_arena_format(arena, "%s/x", folder).data, &rounds, NULL),
            TARIX_OK);
        const tarix_tally *totals = tarix_rounds_totals(rounds);
        assert_int_equal(totals->n_tokens, tally->n_tokens);
        assert_int_equal(totals->n_counted, tally->n_counted);
        assert_int_equal(totals->n_stopped, tally->n_stopped);
        assert_int_equal(totals->n_places, tally->n_places);
        for (; tarix_rounds_next(rounds, &value); n++) {
            const tarix_id id = tarix_vocab_find(values, value.text, 0);
            assert_true(id != TARIX_NO_ID);
            assert_int_equal(value.count, tally->count[id]);
            assert_int_equal(value.docs, tally->docs[id]);
        }
        assert_int_equal(n, n_values);
        assert_int_equal(tarix_rounds_status(rounds, NULL), TARIX_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(counts_otherwise_than_a_tally)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
