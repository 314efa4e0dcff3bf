#include "reports/text_table.h"

#include "tests/reports/sheet.h"

static const tarix_column columns[] = {{"term", TARIX_TYPE_TEXT, "term", "söz", "", ""},
    {"count", TARIX_TYPE_COUNT, "the count", "say", "", ""},
    {"docs", TARIX_TYPE_REAL, "in", "mətn", "", ""}};

static void check(
    tarix_guard *guard, size_t width, const tarix_cell *cells, size_t n, const char *expected)
{
    sheet s = {0};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_style style = {.digits = 6, .width = width};
    assert_int_equal(tarix_output_open(arena, folder_path("table"), &s.output, NULL), TARIX_OK);
    s.sink = tarix_text_table.open(arena, s.output, &style);
    assert_int_equal(sheet_write(&s, columns, 3, cells, n, NULL), TARIX_OK);
    folder_check("table", tarix_str_from(expected));
}

/* Marks take no room, 日 takes two columns. */
static void columns_are_aligned_by_display_width(tarix_guard *guard)
{
    static const tarix_cell cells[] = {{.text = {"əə", 4}}, {.count = 7}, {.real = 0.25},
        {.text = {"e\xCC\x81\xE6\x97\xA5", 6}}, {.count = 123}, {.real = NAN}, {.text = {"söz", 4}},
        {.count = TARIX_NO_COUNT}, {.real = -INFINITY}};
    check(guard, 0, cells, 3,
        "        the\n"
        "term  count    in\n"
        "────  ─────  ────\n"
        "əə        7  0.25\n"
        "e\xCC\x81\xE6\x97\xA5     123\n"
        "söz          -inf\n");
}

static void a_table_without_rows_has_its_titles(tarix_guard *guard)
{
    check(guard, 0, NULL, 0, "        the\nterm  count  in\n────  ─────  ──\n");
}

static void lines_are_cut_at_the_width_of_the_terminal(tarix_guard *guard)
{
    static const tarix_cell cells[] = {{.text = {"inqilabçı", 11}}, {.count = 7}, {.real = 0.25},
        {.text = {"ə", 2}}, {.count = TARIX_NO_COUNT}, {.real = NAN}};
    check(guard, 12, cells, 2,
        "           …\n"
        "term       …\n"
        "─────────  …\n"
        "inqilabçı  …\n"
        "ə\n");
}

static void a_long_text_is_whole_in_a_file_and_cut_on_a_terminal(tarix_guard *guard)
{
    static char text[200], expected[1024];
    memset(text, 'x', sizeof text);
    const tarix_cell cells[] = {{.text = {text, sizeof text}}, {.count = 7}, {.real = 0.25}};
    snprintf(expected, sizeof expected, "%-60s    the\n%-60s  count    in\n", "", "term");
    for (int i = 0; i < 60; i++) strcat(expected, "─");
    strcat(expected, "  ─────  ────\n");
    const size_t head = strlen(expected);
    snprintf(expected + head, sizeof expected - head, "%.*s      7  0.25\n", 200, text);
    check(guard, 0, cells, 1, expected);
    snprintf(expected + head, sizeof expected - head, "%.*s…      7  0.25\n", 59, text);
    check(guard, 90, cells, 1, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(columns_are_aligned_by_display_width),
        GUARDED(a_table_without_rows_has_its_titles),
        GUARDED(lines_are_cut_at_the_width_of_the_terminal),
        GUARDED(a_long_text_is_whole_in_a_file_and_cut_on_a_terminal)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
