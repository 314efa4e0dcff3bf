#include "reports/lines.h"

#include "tests/reports/sheet.h"

static const tarix_column columns[] = {{.name = "form", .type = TARIX_TYPE_TEXT},
    {.name = "start", .type = TARIX_TYPE_COUNT}, {.name = "sentence", .type = TARIX_TYPE_COUNT},
    {.name = "document", .type = TARIX_TYPE_TEXT}};

typedef struct token {
    const char *document;
    uint64_t sentence;
    const char *form;
} token;

/* The texts of each row are overwritten after its call, as a table may do. */
static void check_lines(tarix_guard *guard, const token *tokens, size_t n, const char *expected)
{
    const sheet s = sheet_open(guard, &tarix_lines, folder_path("lines"));
    assert_int_equal(s.sink.begin(s.sink.context, columns, 4, NULL), TARIX_OK);
    for (size_t i = 0; i < n; i++) {
        char name[64];
        const tarix_str document = {name, strlen(tokens[i].document)};
        memcpy(name, tokens[i].document, document.size);
        const tarix_cell cells[] = {{.text = tarix_str_from(tokens[i].form)}, {.count = i},
            {.count = tokens[i].sentence}, {.text = document}};
        assert_int_equal(s.sink.rows(s.sink.context, cells, 1, NULL), TARIX_OK);
        memset(name, '?', sizeof name);
    }
    assert_int_equal(s.sink.end(s.sink.context, NULL), TARIX_OK);
    assert_int_equal(tarix_output_commit(s.output, NULL), TARIX_OK);
    folder_check("lines", tarix_str_from(expected));
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

static void a_table_without_tokens_is_refused(tarix_guard *guard)
{
    for (size_t first = 0; first < 2; first++) { /* form is missing, then document */
        tarix_error err = {0};
        const sheet s = sheet_open(guard, &tarix_lines, folder_path("lines"));
        assert_int_equal(sheet_write(&s, columns + 1 - first, 3, NULL, 0, &err), TARIX_USAGE);
        assert_non_null(strstr(err.message, "lines"));
    }
}

static void a_full_device_is_told_of(tarix_guard *guard)
{
    tarix_error err = {0};
    const tarix_cell cells[] = {
        {.text = {"söz", 4}}, {.count = 0}, {.count = 1}, {.text = {"a", 1}}};
    const sheet s = sheet_open(guard, &tarix_lines, "/dev/full");
    assert_int_equal(sheet_write(&s, columns, 4, cells, 1, &err), TARIX_IO);
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
        GUARDED(documents_of_one_name_are_two), GUARDED(a_table_without_tokens_is_refused),
        GUARDED(a_full_device_is_told_of), cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
