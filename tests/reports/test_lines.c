#include "reports/lines.h"

#include "tests/reports/stream.h"

/* What is read of a token. */
typedef struct token {
    const char *document;
    uint64_t sentence;
    const char *form;
} token;

static void check_lines(tarix_guard *guard, const token *tokens, size_t n, const char *expected)
{
    stream_token all[16];
    assert_true(n <= sizeof all / sizeof *all);
    for (size_t i = 0; i < n; i++)
        all[i] = (stream_token){.document = tokens[i].document,
            .sentence = tokens[i].sentence,
            .start = i,
            .form = tokens[i].form};
    stream_check(guard, &tarix_lines, all, n, expected);
}

static void no_token_is_an_empty_file(tarix_guard *guard)
{
    check_lines(guard, NULL, 0, "");
}

static void one_token_is_one_line(tarix_guard *guard)
{
    check_lines(guard, (const token[]){{"a", 1, "Iıİi"}}, 1, "Iıİi\n");
    check_lines(guard, (const token[]){{"", 0, "."}}, 1, ".\n");
}

static void sentences_are_one_blank_line_apart_and_documents_two(tarix_guard *guard)
{
    static const token tokens[] = {{"a", 1, "Bakı"}, {"a", 1, "."}, {"a", 2, "Gəncə"},
        {"a-longer-name", 2, "Şəki"}, {"b", 2, "Quba"}, {"b", 3, "Şuşa"}, {"", 3, "Naxçıvan"}};
    check_lines(guard, tokens, sizeof tokens / sizeof *tokens,
        "Bakı\n.\n\nGəncə\n\n\nŞəki\n\n\nQuba\n\nŞuşa\n\n\nNaxçıvan\n");
}

static void a_form_is_one_line(tarix_guard *guard)
{
    check_lines(
        guard, (const token[]){{"a", 1, "(3,\n s.12)"}, {"a", 2, "\t"}}, 2, "(3, s.12)\n\n_\n");
}

static void documents_of_one_name_are_two(tarix_guard *guard)
{
    check_lines(guard, (const token[]){{"a", 2, "Bakı"}, {"a", 1, "Quba"}}, 2, "Bakı\n\n\nQuba\n");
}

/* Also without the places of the tokens. */
static void three_columns_are_enough_in_any_order(tarix_guard *guard)
{
    static const tarix_column columns[] = {{.name = "form", .type = TARIX_TYPE_TEXT},
        {.name = "sentence", .type = TARIX_TYPE_COUNT},
        {.name = "document", .type = TARIX_TYPE_TEXT}};
    const tarix_cell cells[] = {{.text = TARIX_STR("Bakı")}, {.count = 1}, {.text = TARIX_STR("a")},
        {.text = TARIX_STR("Quba")}, {.count = 2}, {.text = TARIX_STR("a")}};
    const sheet s = sheet_open(guard, &tarix_lines, folder_path("tokens"));
    assert_int_equal(sheet_write(&s, columns, 3, cells, 2, NULL), TARIX_OK);
    folder_check("tokens", TARIX_STR("Bakı\n\nQuba\n"));
}

static void a_table_without_a_column_is_refused(tarix_guard *guard)
{
    stream_check_needed(guard, &tarix_lines, "document sentence form");
}

static void a_full_device_is_told_of(tarix_guard *guard)
{
    stream_check_full_device(guard, &tarix_lines);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(sentences_are_one_blank_line_apart_and_documents_two, 4001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(no_token_is_an_empty_file),
        GUARDED(one_token_is_one_line),
        GUARDED(sentences_are_one_blank_line_apart_and_documents_two), GUARDED(a_form_is_one_line),
        GUARDED(documents_of_one_name_are_two), GUARDED(three_columns_are_enough_in_any_order),
        GUARDED(a_table_without_a_column_is_refused), GUARDED(a_full_device_is_told_of),
        cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
