#include "analyzers/table.h"

#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <math.h>

static tarix_status ask(tarix_arena *arena, frame_table *out, tarix_table **table,
    const char *columns, const char *sort, uint64_t limit, tarix_error *err)
{
    static const tarix_column all[] = {{"term", TARIX_TYPE_TEXT, "", "", "", ""},
        {"count", TARIX_TYPE_COUNT, "", "", "", ""}, {"score", TARIX_TYPE_REAL, "", "", "", ""}};
    *out = (frame_table){.arena = arena};
    *table = tarix_table_new(arena, frame_sink(out));
    tarix_table_ask(*table, tarix_str_from(columns), tarix_str_from(sort), limit);
    tarix_table_add_columns(*table, all, 3);
    return tarix_table_begin(*table, err);
}

static void add(tarix_table *table, const char *term, uint64_t count, double score)
{
    tarix_cell *row = NULL;
    assert_int_equal(tarix_table_row(table, &row, NULL), TARIX_OK);
    assert_int_equal(row[0].text.size, 0);
    assert_int_equal(row[1].count, 0);
    assert_true(row[2].real == 0);
    row[0].text = tarix_str_from(term);
    row[1].count = count;
    row[2].real = score;
}

static void makes_a_row_of_nothing(tarix_guard *guard)
{
    frame_table out;
    tarix_table *table = NULL;
    assert_int_equal(ask(tarix_arena_new(guard), &out, &table, "", "count", 5, NULL), TARIX_OK);
    assert_int_equal(tarix_table_end(table, NULL), TARIX_OK);
    assert_int_equal(out.n_columns, 3);
    assert_int_equal(out.n_rows + tarix_table_rows_made(table), 0);
}

static void loses_rows_between_batches(tarix_guard *guard)
{
    static const size_t sizes[] = {1, 255, 256, 257, 1000};
    for (size_t s = 0; s < 5; s++)
        for (uint64_t limit = 0; limit < 600; limit += 1 + limit) {
            frame_table out;
            tarix_table *table = NULL;
            assert_int_equal(
                ask(tarix_arena_new(guard), &out, &table, "", "", limit, NULL), TARIX_OK);
            size_t made = 0;
            for (; made < sizes[s] && !tarix_table_is_full(table); made++)
                add(table, "baba", made, 0.5);
            assert_int_equal(tarix_table_end(table, NULL), TARIX_OK);
            assert_int_equal(made, limit && limit < sizes[s] ? limit : sizes[s]);
            assert_int_equal(out.n_rows, made);
            assert_int_equal(tarix_table_rows_written(table), made);
            assert_int_equal(tarix_table_rows_made(table), made);
            for (size_t i = 0; i < made; i++)
                assert_int_equal(frame_cell(&out, i, "count")->count, i);
        }
}

static void check_order(tarix_guard *guard, const char *sort, uint64_t limit, const char *expected)
{
    frame_table out;
    tarix_table *table = NULL;
    assert_int_equal(ask(tarix_arena_new(guard), &out, &table, "", sort, limit, NULL), TARIX_OK);
    add(table, "xurma", 2, NAN);
    add(table, "qala", TARIX_NO_COUNT, 1);
    add(table, "çay", 2, -INFINITY);
    add(table, "dolma", 7, 1);
    assert_false(tarix_table_is_full(table));
    add(table, "əsr", 0, INFINITY);
    assert_int_equal(tarix_table_end(table, NULL), TARIX_OK);
    tarix_str rest = tarix_str_from(expected), term;
    size_t row = 0;
    for (; rest.size && tarix_str_split(&rest, ' ', &term); row++)
        assert_true(tarix_str_equal(frame_cell(&out, row, "term")->text, term));
    assert_int_equal(out.n_rows, row);
}

static void sorts_the_empty_first_or_ties_by_chance(tarix_guard *guard)
{
    check_order(guard, "", 0, "xurma qala çay dolma əsr");
    check_order(guard, "term", 0, "çay dolma əsr xurma qala");
    check_order(guard, "count", 0, "dolma çay xurma əsr qala");
    check_order(guard, "score", 0, "əsr dolma qala çay xurma");
    check_order(guard, "score", 2, "əsr dolma");
    check_order(guard, "-term", 0, "qala xurma əsr dolma çay");
    check_order(guard, "-count", 0, "əsr çay xurma dolma qala");
    check_order(guard, "-score", 0, "çay dolma qala əsr xurma");
    check_order(guard, "-score", 1, "çay");
}

static void loses_rows_in_sorting(tarix_guard *guard)
{
    frame_table out;
    tarix_table *table = NULL;
    uint64_t seed = 51;
    assert_int_equal(ask(tarix_arena_new(guard), &out, &table, "", "count", 0, NULL), TARIX_OK);
    for (size_t i = 0; i < 5000; i++) add(table, "baba", random_below(&seed, 1000), (double)i);
    assert_int_equal(tarix_table_end(table, NULL), TARIX_OK);
    assert_int_equal(out.n_rows, 5000);
    for (size_t i = 1; i < 5000; i++) {
        const uint64_t a = frame_cell(&out, i - 1, "count")->count;
        const uint64_t b = frame_cell(&out, i, "count")->count;
        assert_true(a > b || (a == b && frame_cell(&out, i - 1, "score")->real >
                                            frame_cell(&out, i, "score")->real));
    }
}

static void shows_columns_in_another_order_than_asked(tarix_guard *guard)
{
    frame_table out;
    tarix_table *table = NULL;
    assert_int_equal(
        ask(tarix_arena_new(guard), &out, &table, "score,term", "count", 0, NULL), TARIX_OK);
    add(table, "baba", 1, 0.25);
    add(table, "dolma", 3, 0.5);
    assert_int_equal(tarix_table_end(table, NULL), TARIX_OK);
    assert_int_equal(out.n_columns, 2);
    assert_string_equal(out.columns[0].name, "score");
    check_near(out.cells[0].real, 0.5, 0);
    check_str(out.cells[1].text, "dolma");
    check_near(out.cells[2].real, 0.25, 0);
}

static void takes_a_column_that_it_has_not(tarix_guard *guard)
{
    static const char *const wrong[][3] = {{"scor", "", "score"}, {",term", "", "column"},
        {"", "contu", "count"}, {"", "zzzzzzzz", "term"}};
    for (size_t i = 0; i < 4; i++) {
        frame_table out;
        tarix_table *table = NULL;
        tarix_error err = {0};
        assert_int_equal(
            ask(tarix_arena_new(guard), &out, &table, wrong[i][0], wrong[i][1], 0, &err),
            TARIX_USAGE);
        if (!strstr(err.message, wrong[i][2]))
            fail_msg("'%s' does not say '%s'", err.message, wrong[i][2]);
        assert_int_equal(out.n_columns, 0);
    }
}

static tarix_status full(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    (void)context, (void)cells, (void)n;
    return tarix_error_set(err, TARIX_CLOSED, "closed");
}

static void goes_on_when_the_sink_is_closed(tarix_guard *guard)
{
    frame_table out = {.arena = tarix_arena_new(guard)};
    tarix_row_sink sink = frame_sink(&out);
    sink.rows = full;
    tarix_table *table = tarix_table_new(out.arena, sink);
    tarix_table_add_column(table, (tarix_column){"term", TARIX_TYPE_TEXT, "", "", "", ""});
    assert_int_equal(tarix_table_begin(table, NULL), TARIX_OK);
    tarix_status status = TARIX_OK;
    tarix_cell *row = NULL;
    for (int i = 0; i < 10000 && status == TARIX_OK; i++)
        status = tarix_table_row(table, &row, NULL);
    assert_int_equal(status, TARIX_CLOSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(makes_a_row_of_nothing),
        GUARDED(loses_rows_between_batches),
        GUARDED(sorts_the_empty_first_or_ties_by_chance),
        GUARDED(loses_rows_in_sorting),
        GUARDED(shows_columns_in_another_order_than_asked),
        GUARDED(takes_a_column_that_it_has_not),
        GUARDED(goes_on_when_the_sink_is_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
