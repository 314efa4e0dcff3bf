#include "reports/render.h"

#include "reports/html.h"
#include "reports/json.h"
#include "reports/latex.h"
#include "reports/markdown.h"
#include "tests/reports/sheet.h"

static const tarix_column columns[] = {{"term", TARIX_TYPE_TEXT, "term <1>", "söz", "", ""},
    {"count", TARIX_TYPE_COUNT, "count", "say", "", ""},
    {"score", TARIX_TYPE_REAL, "score", "bal", "", "a < b"},
    {"q_bh", TARIX_TYPE_REAL, "q", "q", "", ""}};
enum { n_columns = 4 };

static const tarix_cell rows[] = {{.text = {"a\x01<b>&|", 7}}, {.count = 12}, {.real = 0.5},
    {.real = 0.0002}, {.text = {"İ\xFF", 3}}, {.count = TARIX_NO_COUNT}, {.real = NAN},
    {.real = 0.01}, {.text = {NULL, 0}}, {.count = 0}, {.real = -INFINITY}, {.real = 1}};

static void check(tarix_guard *guard, const tarix_writer *writer, tarix_language language, size_t n,
    const char *expected)
{
    sheet s = {0};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_style style = {.digits = 6, .language = language};
    assert_int_equal(tarix_output_open(arena, folder_path("table"), &s.output, NULL), TARIX_OK);
    s.sink = writer->open(arena, s.output, &style);
    assert_int_equal(sheet_write(&s, columns, n_columns, rows, n, NULL), TARIX_OK);
    folder_check("table", tarix_str_from(expected));
}

/* RFC 8259: no control characters in strings, no infinities. */
static void json_is_an_array_of_objects(tarix_guard *guard)
{
    check(guard, &tarix_json, TARIX_LANGUAGE_AZ, 0, "[]\n");
    check(guard, &tarix_json, TARIX_LANGUAGE_AZ, 3,
        "[\n  {\"term\": \"a <b>&|\", \"count\": 12, \"score\": 0.5, \"q_bh\": 0.0002},\n"
        "  {\"term\": \"İ\xEF\xBF\xBD\", \"count\": null, \"score\": null, \"q_bh\": 0.01},\n"
        "  {\"term\": \"\", \"count\": 0, \"score\": \"-inf\", \"q_bh\": 1}\n]\n");
    check(guard, &tarix_jsonl, TARIX_LANGUAGE_EN, 0, "");
    check(guard, &tarix_jsonl, TARIX_LANGUAGE_EN, 1,
        "{\"term\": \"a <b>&|\", \"count\": 12, \"score\": 0.5, \"q_bh\": 0.0002}\n");
}

/* https://github.github.com/gfm/#tables-extension- and #backslash-escapes */
static void markdown_escapes_what_is_markup(tarix_guard *guard)
{
    check(guard, &tarix_markdown, TARIX_LANGUAGE_EN, 3,
        "| term \\<1\\> | count | score | q |\n|:---|---:|---:|---:|\n"
        "| a \\<b\\>\\&\\| | 12 | 0.5 | \\< 0.001 |\n"
        "| İ\xEF\xBF\xBD |  |  | 0.010 |\n|  | 0 | -inf | 1.000 |\n");
    check(guard, &tarix_markdown, TARIX_LANGUAGE_AZ, 1,
        "| söz | say | bal | q |\n|:---|---:|---:|---:|\n"
        "| a \\<b\\>\\&\\| | 12 | 0,5 | \\< 0,001 |\n");
}

static bool file_has(tarix_guard *guard, const tarix_writer *writer, tarix_language language,
    const char *const *parts)
{
    sheet s = {0};
    static char bytes[1 << 16];
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_style style = {.digits = 6,
        .language = language,
        .caption = TARIX_STR("5 %\n<x>"),
        .label = TARIX_STR("t")};
    assert_int_equal(tarix_output_open(arena, folder_path("table"), &s.output, NULL), TARIX_OK);
    s.sink = writer->open(arena, s.output, &style);
    assert_int_equal(sheet_write(&s, columns, n_columns, rows, 3, NULL), TARIX_OK);
    FILE *file = fopen(folder_path("table"), "rb");
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
    fclose(file);
    for (; *parts; parts++)
        if (!strstr(bytes, *parts)) fail_msg("'%s' lacks %s", bytes, *parts);
    return true;
}

static void html_is_escaped_and_in_its_language(tarix_guard *guard)
{
    static const char *const az[] = {"<html lang=\"az\">", "<caption>5 % &lt;x&gt;</caption>",
        "<table id=\"t\">", "<td>a &lt;b&gt;&amp;|</td><td class=\"n\">12</td>",
        "<td class=\"n\">0,5</td><td class=\"n\">&lt; 0,001</td>", "title=\"a &lt; b\"", NULL};
    static const char *const en[] = {
        "<html lang=\"en\">", "term &lt;1&gt;", "<td></td><td class=\"n\">0</td>", NULL};
    file_has(guard, &tarix_html, TARIX_LANGUAGE_AZ, az);
    file_has(guard, &tarix_html, TARIX_LANGUAGE_EN, en);
}

static void latex_is_escaped_and_in_its_language(tarix_guard *guard)
{
    static const char *const az[] = {"output-decimal-marker={,}", "\\caption{5 \\% <x>}\\label{t}",
        "  a <b>\\&| & 12 & 0,5 & < 0,001 \\\\\n", " & {$-\\infty$} & 1,000 \\\\\n",
        "S[table-format=2] S[table-format=1.1] S[table-format=<1.3]}\n\\toprule", "{söz}", NULL};
    static const char *const en[] = {"LuaLaTeX or XeLaTeX", "booktabs,siunitx", "& 0.5 &", NULL};
    file_has(guard, &tarix_latex, TARIX_LANGUAGE_AZ, az);
    file_has(guard, &tarix_latex, TARIX_LANGUAGE_EN, en);
}

/* ---- cleaning ---- */

static void texts_are_valid_and_without_controls(tarix_guard *guard)
{
    static const char *const pairs[][2] = {{"", ""}, {"Iıİi", "Iıİi"}, {"a\tb\nc\x7F", "a b c "},
        {"\xC2\x85\xC2\x9F\xC2\xA0", "  \xC2\xA0"}, {"\xC2", "\xEF\xBF\xBD"},
        {"a\xE2\x82", "a\xEF\xBF\xBD"}, {"\xEF\xBF\xBE\xEF\xBF\xBF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, {"\xF0\x9F\x98\x80", "😀"}};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        check_str(tarix_render_clean(arena, tarix_str_from(pairs[i][0])), pairs[i][1]);
    check_str(tarix_render_clean(arena, (tarix_str){"a\0b", 3}), "a b");
}

/* What every format but those of tokens can write: graphs want these two columns. */
static tarix_status write_pairs(const sheet *s, tarix_error *err)
{
    static const tarix_column pair[] = {{"node", TARIX_TYPE_TEXT, "node", "söz", "", ""},
        {"collocate", TARIX_TYPE_TEXT, "collocate", "söz", "", ""},
        {"q_bh", TARIX_TYPE_REAL, "q", "q", "", ""}};
    static const tarix_cell cells[] = {{.text = {"a\x01<b>&|", 7}}, {.text = {"İ\xFF", 3}},
        {.real = 0.0002}, {.text = {NULL, 0}}, {.text = {"b", 1}}, {.real = NAN}};
    return sheet_write(s, pair, 3, cells, 2, err);
}

static void every_format_tells_of_a_full_device(tarix_guard *guard)
{
    size_t n;
    const tarix_writer *const *writers = tarix_writers(&n);
    for (size_t i = 0; i < n; i++) {
        tarix_error err = {0};
        if (writers[i]->keeps_order || !writers[i]->open) continue;
        const sheet s = sheet_open(guard, writers[i], "/dev/full");
        assert_int_equal(write_pairs(&s, &err), TARIX_IO);
    }
}

static void write_all(tarix_guard *guard)
{
    size_t n;
    const tarix_writer *const *writers = tarix_writers(&n);
    for (size_t i = 0; i < n; i++) {
        if (writers[i]->keeps_order || !writers[i]->open) continue;
        const sheet s = sheet_open(guard, writers[i], folder_path("table"));
        assert_int_equal(write_pairs(&s, NULL), TARIX_OK);
    }
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    const int before = folder_next_fd();
    guarded_starve(write_all, 4001);
    assert_int_equal(folder_next_fd(), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(json_is_an_array_of_objects),
        GUARDED(markdown_escapes_what_is_markup), GUARDED(html_is_escaped_and_in_its_language),
        GUARDED(latex_is_escaped_and_in_its_language),
        GUARDED(texts_are_valid_and_without_controls), GUARDED(every_format_tells_of_a_full_device),
        cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
