#include "base/file.h"
#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <math.h>

static frame_table run(tarix_arena *arena, const char *settings, const char *target, tarix_job *job)
{
    frame_table table;
    tarix_error err = {0};
    const tarix_str all = tarix_arena_format(arena, "layer=fold min-count=1 %s", settings);
    if (frame_try(arena, &tarix_keyness, all.data, tarix_str_from(target), &table, job, &err) !=
        TARIX_OK)
        fail_msg("%s: %s", settings, err.message);
    return table;
}

static const char *reference_of(tarix_arena *arena, const char *path)
{
    return tarix_arena_format(arena, "reference=%s", path).data;
}

/* Copies the documents of a corpus that are taken. */
static const char *copy(tarix_arena *arena, const frame_corpus *c, const bool *takes)
{
    const char *folder = folder_in(arena);
    for (size_t d = 0; d < c->n_documents; d++) {
        const tarix_str name = tarix_arena_format(arena, "%02zu.txt", d);
        const tarix_str path = tarix_arena_format(arena, "%s/%s", c->folder, name.data);
        tarix_str bytes;
        if (!takes[d]) continue;
        assert_int_equal(tarix_file_read(arena, path.data, &bytes, NULL), TARIX_OK);
        folder_file(arena, folder, name.data, bytes);
    }
    return folder;
}

static void check_cell(const frame_table *t, size_t i, const frame_table *u, size_t j, size_t c)
{
    const char *name = u->columns[c].name;
    const tarix_cell *a = frame_cell(t, i, name), *b = frame_cell(u, j, name);
    if (strcmp(name, "reference") == 0) return;
    switch (u->columns[c].type) {
    case TARIX_TYPE_TEXT: check_str(a->text, tarix_arena_str(u->arena, b->text).data); break;
    case TARIX_TYPE_COUNT: assert_true(a->count == b->count); break;
    case TARIX_TYPE_REAL: check_near(a->real, b->real, 1e-12); break;
    }
}

/* Rows from `first` on are the other table's, whatever the reference is called. */
static void check_rows(const frame_table *t, size_t first, const frame_table *u)
{
    for (size_t j = 0; j < u->n_rows; j++)
        for (size_t c = 0; c < u->n_columns; c++) check_cell(t, first + j, u, j, c);
}

static void compares_a_text_with_itself(tarix_guard *guard)
{
    uint64_t seed = 21;
    for (int round = 0; round < 20; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        bool in_target[16], in_rest[16];
        const frame_corpus c = frame_random(arena, &seed, 8, 9, false);
        for (size_t d = 0; d < 8; d++) in_target[d] = d == 0 || (d < 7 && random_below(&seed, 2));
        uint64_t n_shared = 0;
        for (size_t d = 0; d < 8; d++) n_shared += in_target[d], in_rest[d] = !in_target[d];
        const char *target = copy(arena, &c, in_target), *rest = copy(arena, &c, in_rest);
        tarix_job job;
        const frame_table t = run(arena, reference_of(arena, c.folder), target, &job);
        assert_int_equal(frame_fact(&job, "subtracted_documents"), n_shared);
        assert_int_equal(job.used[1].collection->n_passed_over, n_shared);
        const frame_table u = run(arena, reference_of(arena, rest), target, &job);
        assert_int_equal(t.n_rows, u.n_rows);
        check_rows(&t, 0, &u);
        tarix_arena_free(arena);
    }
}

/* The same length is not yet the same text; an empty file is shared with nobody. */
static void subtracts_too_much(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *target = folder_in(arena), *reference = folder_in(arena);
    folder_file(arena, target, "a.txt", TARIX_STR("Salam baba."));
    folder_file(arena, target, "b.txt", TARIX_STR(""));
    folder_file(arena, reference, "a.txt", TARIX_STR("Salam qala."));
    folder_file(arena, reference, "b.txt", TARIX_STR(""));
    tarix_job job;
    const frame_table t = run(arena, reference_of(arena, reference), target, &job);
    assert_int_equal(job.used[1].collection->n_passed_over, 0);
    assert_int_equal(frame_cell(&t, 0, "size_reference")->count, 2);
    const tarix_str lone = tarix_arena_format(arena, "%s/a.txt", target);
    const frame_refusal rows[] = {
        {reference_of(arena, lone.data), TARIX_INVALID, "nothing is left to compare with"},
        {NULL, TARIX_OK, NULL}};
    frame_check_refused(arena, &tarix_keyness, rows, lone);
}

/* ---- groups ---- */

/* Group d % 3 of document d; of the last one it is not known. */
static bool is_in(size_t d, size_t group)
{
    return d == 8 ? group == 3 : d % 3 == group;
}

static const char *const group_names[] = {"1905", "1917", "1920", ""};

static void write_metadata(tarix_arena *arena, const frame_corpus *c)
{
    tarix_str table = TARIX_STR("document,year\n");
    for (size_t d = 0; d < c->n_documents; d++)
        table = tarix_arena_format(
            arena, "%.*s%02zu.txt,%s\n", TARIX_ARG(table), d, group_names[d == 8 ? 3 : d % 3]);
    folder_file(arena, c->folder, "metadata.csv", table);
}

static const char by_settings[] =
    "measures=ll,log_ratio,specificity,dp,dp_norm,welch_t,cliffs_delta,permutation_p,key_texts,"
    "text_dispersion_ll,log_odds_dirichlet draws=99";

static void check_groups(tarix_arena *arena, const frame_corpus *c, const char *reference)
{
    tarix_job job;
    const tarix_str settings = tarix_arena_format(arena, "by=year %s %s", by_settings, reference);
    const frame_table t = run(arena, settings.data, c->folder, &job);
    size_t first = 0;
    for (size_t g = 0; g < 4; g++) {
        bool in_group[16], in_rest[16];
        for (size_t d = 0; d < 9; d++) in_group[d] = is_in(d, g), in_rest[d] = !is_in(d, g);
        const char *target = copy(arena, c, in_group), *rest = copy(arena, c, in_rest);
        const tarix_str by_hand = tarix_arena_format(arena, "parts=document %s %s", by_settings,
            *reference ? reference : reference_of(arena, rest));
        const frame_table u = run(arena, by_hand.data, target, &job);
        check_rows(&t, first, &u);
        for (size_t i = 0; i < u.n_rows; i++)
            check_str(frame_cell(&t, first + i, "group")->text, group_names[g]);
        first += u.n_rows;
    }
    assert_int_equal(t.n_rows, first);
}

static void puts_a_document_into_another_group(tarix_guard *guard)
{
    uint64_t seed = 8;
    for (int round = 0; round < 10; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus c = frame_random(arena, &seed, 9, 9, false);
        const frame_corpus other = frame_random(arena, &seed, 3, 9, false);
        write_metadata(arena, &c);
        check_groups(arena, &c, "");
        check_groups(arena, &c, reference_of(arena, other.folder));
        tarix_arena_free(arena);
    }
}

static void takes_groups_that_make_no_sense(tarix_guard *guard)
{
    uint64_t seed = 2;
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_corpus c = frame_random(arena, &seed, 9, 9, false);
    write_metadata(arena, &c);
    static const frame_refusal rows[] = {{"by=yaer", TARIX_USAGE, "did you mean 'year'"},
        {"by=year parts=document", TARIX_USAGE, "--parts"}, {NULL, TARIX_OK, NULL}};
    frame_check_refused(arena, &tarix_keyness, rows, tarix_str_from(c.folder));
    static const frame_refusal list[] = {
        {"by=year", TARIX_USAGE, "frequency list"}, {NULL, TARIX_OK, NULL}};
    frame_check_refused(arena, &tarix_keyness, list,
        folder_file(arena, folder_in(arena), "a.csv", TARIX_STR("term,count\na,1\n")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(compares_a_text_with_itself),
        GUARDED(subtracts_too_much),
        GUARDED(puts_a_document_into_another_group),
        GUARDED(takes_groups_that_make_no_sense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
