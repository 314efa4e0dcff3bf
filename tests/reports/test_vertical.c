#include "reports/vertical.h"

#include "tests/reports/stream.h"

static void check(tarix_guard *guard, const stream_token *tokens, size_t n, const char *expected)
{
    stream_check(guard, &tarix_vertical, tokens, n, expected);
}

static void no_token_is_an_empty_file(tarix_guard *guard)
{
    check(guard, NULL, 0, "");
}

static void one_token_is_a_line(tarix_guard *guard)
{
    check(guard,
        (const stream_token[]){
            {"a.txt", 1, 0, 9, "Kitablar", "lemma", "word", .fold = "kitablar", .stem = "kitab"}},
        1,
        "<doc id=\"a.txt\">\n<s id=\"1\">\nKitablar\tkitablar\tkitab\tlemma\tword\n</s>\n</doc>\n");
}

static void sentences_and_documents_are_closed(tarix_guard *guard)
{
    static const stream_token tokens[] = {{"a", 1, 0, 1, "I", "l", "k", "ı", "s"},
        {"a", 1, 1, 2, ".", "l", "k", "f", "s"}, {"a", 4, 3, 4, "İ", "l", "k", "i", "s"},
        {"b", 4, 5, 6, "ı", "l", "k", "f", "s"}, {"b", 4, 5, 6, "i", "l", "k", "f", "s"}};
    check(guard, tokens, sizeof tokens / sizeof *tokens,
        "<doc id=\"a\">\n<s id=\"1\">\nI\tı\ts\tl\tk\n.\tf\ts\tl\tk\n</s>\n"
        "<s id=\"4\">\nİ\ti\ts\tl\tk\n</s>\n</doc>\n"
        "<doc id=\"b\">\n<s id=\"4\">\nı\tf\ts\tl\tk\n</s>\n</doc>\n"
        "<doc id=\"b\">\n<s id=\"4\">\ni\tf\ts\tl\tk\n</s>\n</doc>\n");
}

/* XML 1.0, 2.4: & and < never stand for themselves, nor a quote in an attribute. */
static void nothing_in_a_cell_is_taken_for_markup(tarix_guard *guard)
{
    static const stream_token tokens[] = {
        {"a \"b\" <&>\t.txt", 1, 0, 1, "<s>", "R&D", "\"", "\xC2\xA0&lt;", ""}};
    check(guard, tokens, 1,
        "<doc id=\"a &quot;b&quot; &lt;&amp;&gt; .txt\">\n<s id=\"1\">\n"
        "&lt;s&gt;\t&amp;lt;\t_\tR&amp;D\t\"\n</s>\n</doc>\n");
}

static void a_cell_is_one_line(tarix_guard *guard)
{
    static const stream_token tokens[] = {
        {"\x7F", 1, 0, 1, "(3,\r\ns.\t12)", "  ", "k", "a\x01\x02 b", "\xE0\xFF"}};
    check(guard, tokens, 1,
        "<doc id=\"_\">\n<s id=\"1\">\n"
        "(3, s. 12)\ta b\t\xEF\xBF\xBD\xEF\xBF\xBD\t_\tk\n</s>\n</doc>\n");
}

static void a_table_without_a_column_is_refused(tarix_guard *guard)
{
    stream_check_needed(guard, &tarix_vertical, "document sentence form fold stem lemma kind");
}

static void a_full_device_is_told_of(tarix_guard *guard)
{
    stream_check_full_device(guard, &tarix_vertical);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(a_cell_is_one_line, 4001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(no_token_is_an_empty_file),
        GUARDED(one_token_is_a_line), GUARDED(sentences_and_documents_are_closed),
        GUARDED(nothing_in_a_cell_is_taken_for_markup), GUARDED(a_cell_is_one_line),
        GUARDED(a_table_without_a_column_is_refused), GUARDED(a_full_device_is_told_of),
        cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
