/* Every count of a table is recounted: as many lines as o11, and as many at each distance. */
#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"

#include <stdlib.h>

/* The columns of a table that tell what its rows count, as a file. */
static tarix_str write_table(tarix_arena *arena, const frame_table *t, const char *const *columns)
{
    static unsigned n_files = 0;
    tarix_str text = TARIX_STR("");
    for (size_t i = 0; columns[i]; i++)
        text = tarix_arena_format(arena, "%s%s%s", text.data, i ? "," : "", columns[i]);
    for (size_t row = 0; row < t->n_rows; row++)
        for (size_t i = 0; columns[i]; i++) {
            const tarix_cell *cell = frame_cell(t, row, columns[i]);
            const char *gap = i ? "," : "\n";
            const bool is_count =
                strcmp(columns[i], "o11") == 0 || strncmp(columns[i], "count", 5) == 0;
            text = is_count ? tarix_arena_format(arena, "%s%s%llu", text.data, gap,
                                  (unsigned long long)cell->count)
                            : tarix_arena_format(
                                  arena, "%s%s\"%.*s\"", text.data, gap, TARIX_ARG(cell->text));
        }
    return folder_file(arena, folder_in(arena),
        tarix_arena_format(arena, "table%u.csv", n_files++).data,
        tarix_arena_format(arena, "%s\n", text.data));
}

static const char *const pair_columns[] = {"node", "collocate", "o11", NULL};

static size_t lines_at(const frame_table *lines, uint64_t row, const char *distance)
{
    size_t n = 0;
    for (size_t i = 0; i < lines->n_rows; i++)
        n += frame_cell(lines, i, "row")->count == row &&
             (!distance ||
                 tarix_str_equal(frame_cell(lines, i, "distance")->text, tarix_str_from(distance)));
    return n;
}

/* Settings of colloc, the same as kwic has them, and what is counted at each distance. */
static const struct {
    const char *colloc, *kwic;
    bool has_positions;
} settings[] = {
    {"window=2,3", "window=2,3", false},
    {"window=2,3 overlap=every positions=", "window=2,3 overlap=every", true},
    {"window=0,4 within=document", "window=0,4 within=document", false},
    {"window=3,1 within=document overlap=every positions=",
        "window=3,1 within=document overlap=every", true},
    {"margins=sentence", "window=sentence", false},
    {"window=2,2 margins=word node=/.a.*/,dolma,sab*", "window=2,2", false},
};

static void check_lines(
    tarix_arena *arena, const frame_table *pairs, const frame_table *lines, bool has_positions)
{
    size_t n = 0;
    for (size_t row = 0; row < pairs->n_rows; row++) {
        n += frame_cell(pairs, row, "o11")->count;
        assert_int_equal(lines_at(lines, row + 1, NULL), frame_cell(pairs, row, "o11")->count);
        for (size_t c = 0; c < pairs->n_columns && has_positions; c++) {
            const char *name = pairs->columns[c].name;
            if ((name[0] == 'L' || name[0] == 'R') && atoi(name + 1) > 0)
                assert_int_equal(
                    lines_at(lines, row + 1, name), pairs->cells[row * pairs->n_columns + c].count);
        }
    }
    assert_int_equal(lines->n_rows, n);
    (void)arena;
}

static void counts_otherwise_than_colloc(tarix_guard *guard)
{
    uint64_t seed = 31;
    size_t n = 0;
    for (size_t round = 0; round < 60; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const size_t k = round % (sizeof settings / sizeof *settings);
        const frame_corpus c = frame_random(arena, &seed, 3, 9, false);
        const tarix_str path = tarix_str_from(c.folder);
        const frame_table pairs = frame_run(arena, &tarix_colloc,
            tarix_arena_format(arena, "layer=fold min-pair=1 %s", settings[k].colloc).data, path);
        const tarix_str file = write_table(arena, &pairs, pair_columns);
        frame_table lines;
        tarix_job job;
        tarix_error err = {0};
        if (frame_try(arena, &tarix_kwic,
                tarix_arena_format(
                    arena, "layer=fold context=1 context-of=%s %s", file.data, settings[k].kwic)
                    .data,
                path, &lines, &job, &err) != TARIX_OK)
            fail_msg("%s", err.message);
        check_lines(arena, &pairs, &lines, settings[k].has_positions);
        assert_int_equal(frame_fact(&job, "rows_counted_otherwise"), 0);
        assert_int_equal(frame_fact(&job, "rows_not_found"), 0);
        n += lines.n_rows;
        tarix_arena_free(arena);
    }
    assert_true(n > 2000);
}

static void counts_otherwise_than_freq(tarix_guard *guard)
{
    uint64_t seed = 32;
    tarix_arena *arena = tarix_arena_new(guard);
    static const char *const columns[] = {"term", "count", NULL};
    const frame_corpus c = frame_random(arena, &seed, 3, 9, false);
    const tarix_str path = tarix_str_from(c.folder);
    const frame_table terms = frame_run(arena, &tarix_freq, "layer=fold", path);
    const tarix_str file = write_table(arena, &terms, columns);
    const frame_table lines = frame_run(arena, &tarix_kwic,
        tarix_arena_format(arena, "layer=fold context-of=%s", file.data).data, path);
    assert_int_equal(lines.n_rows, c.n);
    for (size_t i = 0; i < terms.n_rows; i++)
        assert_int_equal(lines_at(&lines, i + 1, NULL), frame_cell(&terms, i, "count")->count);
}

/* The nearest node of two, the pair of a place that both windows have, and no other order. */
static void shows_other_lines(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str text = folder_lone_file(
        arena, TARIX_STR("Alma, dam bal alma. Bal alma bal. Bal. Alma yox bal alma bal."));
    const tarix_str table = folder_file(arena, folder_in(arena), "pairs.csv",
        TARIX_STR("collocate,node,o11\nbal,alma,5\nyoxdur,alma,1\nalma,alma,9\n"));
    frame_table t;
    tarix_job job;
    const tarix_str set =
        tarix_arena_format(arena, "layer=fold context=1 window=2,2 context-of=%s", table.data);
    assert_int_equal(frame_try(arena, &tarix_kwic, set.data, text, &t, &job, NULL), TARIX_OK);
    static const struct {
        uint64_t sentence, token;
        const char *distance, *left, *right;
    } rows[] = {{1, 5, "L1", "bal", ". Bal"}, {2, 2, "L1", "Bal", "bal."},
        {2, 2, "R1", "Bal", "bal."}, {4, 4, "L1", "bal", "bal."}, {4, 4, "R1", "bal", "bal."}};
    assert_int_equal(t.n_rows, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(frame_cell(&t, i, "row")->count, 1);
        check_str(frame_cell(&t, i, "term")->text, "alma");
        check_str(frame_cell(&t, i, "collocate")->text, "bal");
        assert_int_equal(frame_cell(&t, i, "sentence")->count, rows[i].sentence);
        assert_int_equal(frame_cell(&t, i, "token")->count, rows[i].token);
        check_str(frame_cell(&t, i, "distance")->text, rows[i].distance);
        check_str(frame_cell(&t, i, "left")->text, rows[i].left);
        check_str(frame_cell(&t, i, "right")->text, rows[i].right);
    }
    assert_int_equal(frame_fact(&job, "rows_not_found"), 1);
    assert_int_equal(frame_fact(&job, "rows_counted_otherwise"), 2);
}

static void draws_other_lines_of_a_row(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_str text = TARIX_STR("");
    size_t drawn[30] = {0};
    for (int i = 0; i < 30; i++) text = tarix_arena_format(arena, "%sAlma bal. ", text.data);
    const tarix_str path = folder_lone_file(arena, text);
    const tarix_str table = folder_file(
        arena, folder_in(arena), "pairs.csv", TARIX_STR("node,collocate\nalma,bal\nbal,alma\n"));
    for (int seed = 0; seed < 100; seed++) {
        const frame_table t = frame_run(arena, &tarix_kwic,
            tarix_arena_format(
                arena, "layer=fold per-row=6 seed=%d context-of=%s", seed, table.data)
                .data,
            path);
        assert_int_equal(t.n_rows, 12);
        for (size_t i = 0; i < 6; i++) drawn[frame_cell(&t, i, "sentence")->count - 1]++;
    }
    /* 600 draws over 30 lines: 20 each, with a standard deviation of 4. */
    for (size_t i = 0; i < 30; i++) assert_true(drawn[i] > 0 && drawn[i] < 40);
}

static void takes_a_table_that_is_none(tarix_guard *guard)
{
    static const char *const rows[][2] = {{"", "is empty"}, {"a,b\n1,2\n", "neither"},
        {"node,o11\na,1\n", "neither"}, {"node,collocate\na,\n", ":2: the collocate is empty"},
        {"node,collocate,o11\na,b,x\n", ":2: o11: 'x'"}, {"term\n\"\"\n", ":2: the term is empty"}};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str path = folder_lone_file(arena, TARIX_STR("Alma bal."));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        frame_table t;
        tarix_job job;
        tarix_error err = {0};
        const tarix_str table =
            folder_file(arena, folder_in(arena), "bad.csv", tarix_str_from(rows[i][0]));
        assert_int_equal(
            frame_try(arena, &tarix_kwic,
                tarix_arena_format(arena, "context-of=%s", table.data).data, path, &t, &job, &err),
            TARIX_INVALID);
        if (!strstr(err.message, rows[i][1]))
            fail_msg("'%s' does not say %s", err.message, rows[i][1]);
    }
}

static void takes_a_setting_that_makes_no_sense(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"node=alma context-of=x", TARIX_USAGE, "give one"},
        {"node=alma per-row=3", TARIX_USAGE, "--per-row"},
        {"node=alma window=3,3", TARIX_USAGE, "--window"},
        {"context-of=x window=0,0", TARIX_USAGE, "--window"},
        {"context-of=x window=sentence overlap=every", TARIX_USAGE, "--overlap"},
        {"context-of=no-such-file", TARIX_IO, "no-such-file"},
        {"node=alma fields=year", TARIX_USAGE, "--metadata"}, {NULL, TARIX_OK, NULL}};
    tarix_arena *arena = tarix_arena_new(guard);
    frame_check_refused(arena, &tarix_kwic, rows, folder_lone_file(arena, TARIX_STR("Alma bal.")));
}

int main(void)
{
    const struct CMUnitTest all[] = {
        GUARDED(counts_otherwise_than_colloc),
        GUARDED(counts_otherwise_than_freq),
        GUARDED(shows_other_lines),
        GUARDED(draws_other_lines_of_a_row),
        GUARDED(takes_a_table_that_is_none),
        GUARDED(takes_a_setting_that_makes_no_sense),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
