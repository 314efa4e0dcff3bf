/* The expectations follow https://universaldependencies.org/format.html: comments, ten columns
 * between tabs, a blank line after each sentence, no empty cell, spaces in FORM and LEMMA only. */
#include "reports/conllu.h"

#include "tests/reports/stream.h"

static void check(tarix_guard *guard, const stream_token *tokens, size_t n, const char *expected)
{
    stream_check(guard, &tarix_conllu, tokens, n, expected);
}

static void no_token_is_an_empty_file(tarix_guard *guard)
{
    check(guard, NULL, 0, "");
}

static void one_token_is_a_sentence(tarix_guard *guard)
{
    check(guard, (const stream_token[]){{"a", 1, 0, 4, "Iıİi", "ııii", "word", "f", "s"}}, 1,
        "# newdoc id = a\n# sent_id = a-1\n# text = Iıİi\n"
        "1\tIıİi\tııii\t_\tword\t_\t_\t_\t_\tStart=0|End=4\n\n");
}

static void spaces_are_where_the_text_has_them(tarix_guard *guard)
{
    static const stream_token tokens[] = {{"a.txt", 1, 0, 8, "Bakıda", "bakı", "word", "f", "s"},
        {"a.txt", 1, 8, 9, ",", ",", "punct", "f", "s"},
        {"a.txt", 1, 10, 17, "Gəncədə", "gəncə", "word", "f", "s"},
        {"a.txt", 1, 17, 18, ".", ".", "punct", "f", "s"},
        {"a.txt", 2, 18, 22, "Bəli", "bəli", "word", "f", "s"},
        {"a.txt", 2, 22, 23, "!", "!", "punct", "f", "s"},
        {"b.txt", 1, 23, 25, "Yox", "yox", "word", "f", "s"}};
    check(guard, tokens, sizeof tokens / sizeof *tokens,
        "# newdoc id = a.txt\n# sent_id = a.txt-1\n# text = Bakıda, Gəncədə.\n"
        "1\tBakıda\tbakı\t_\tword\t_\t_\t_\t_\tSpaceAfter=No|Start=0|End=8\n"
        "2\t,\t,\tPUNCT\tpunct\t_\t_\t_\t_\tStart=8|End=9\n"
        "3\tGəncədə\tgəncə\t_\tword\t_\t_\t_\t_\tSpaceAfter=No|Start=10|End=17\n"
        "4\t.\t.\tPUNCT\tpunct\t_\t_\t_\t_\tSpaceAfter=No|Start=17|End=18\n\n"
        "# sent_id = a.txt-2\n# text = Bəli!\n"
        "1\tBəli\tbəli\t_\tword\t_\t_\t_\t_\tSpaceAfter=No|Start=18|End=22\n"
        "2\t!\t!\tPUNCT\tpunct\t_\t_\t_\t_\tStart=22|End=23\n\n"
        "# newdoc id = b.txt\n# sent_id = b.txt-1\n# text = Yox\n"
        "1\tYox\tyox\t_\tword\t_\t_\t_\t_\tStart=23|End=25\n\n");
}

static void the_kind_tells_the_part_of_speech(tarix_guard *guard)
{
    static const char *const rows[][2] = {{"word", "_"}, {"abbrev", "_"}, {"initials", "_"},
        {"number", "NUM"}, {"ordinal", "NUM"}, {"roman", "NUM"}, {"citation", "X"},
        {"punct", "PUNCT"}, {"symbol", "SYM"}, {"url", "X"}, {"rune", "_"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char expected[256];
        const stream_token token = {"a", 3, 0, 1, "x", "y", rows[i][0], "f", "s"};
        snprintf(expected, sizeof expected,
            "# newdoc id = a\n# sent_id = a-3\n# text = x\n1\tx\ty\t%s\t%s\t_\t_\t_\t_\t"
            "Start=0|End=1\n\n",
            rows[i][1], rows[i][0]);
        check(guard, &token, 1, expected);
    }
}

/* U+0085, U+00A0, U+2028 and U+3000 are spaces or line ends to other programs. */
static void no_cell_is_empty_or_broken(tarix_guard *guard)
{
    static const stream_token tokens[] = {
        {"a", 1, 0, 9, "(3,\n\t s.12)", "\xC2\xA0(3,\xE2\x80\xA8s.12)\x01", "citation", "f", "s"},
        {"a", 1, 9, 10, "_", "", "symbol", "f", "s"},
        {"a", 1, 10, 11, "\xE3\x80\x80", "\xC2\x85", "", "f", "s"},
        {"a", 1, 11, 12, "«—»", "\xFF?\xC9", "word", "f", "s"}};
    check(guard, tokens, sizeof tokens / sizeof *tokens,
        "# newdoc id = a\n# sent_id = a-1\n# text = (3, s.12)__«—»\n"
        "1\t(3, s.12)\t(3, s.12)\tX\tcitation\t_\t_\t_\t_\tSpaceAfter=No|Start=0|End=9\n"
        "2\t_\t_\tSYM\tsymbol\t_\t_\t_\t_\tSpaceAfter=No|Start=9|End=10\n"
        "3\t_\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Start=10|End=11\n"
        "4\t«—»\t\xEF\xBF\xBD?\xEF\xBF\xBD\t_\tword\t_\t_\t_\t_\tStart=11|End=12\n\n");
}

/* A sent_id holds no space and no slash, and none is there twice. */
static void every_sentence_has_an_id_of_its_own(tarix_guard *guard)
{
    static const stream_token tokens[] = {
        {"1905/Bakı %~ \xFF.txt", 1, 5, 6, "a", "a", "word", "f", "s"},
        {"b", 1, 7, 8, "b", "b", "word", "f", "s"}, {"b", 1, 7, 8, "c", "c", "word", "f", "s"},
        {"b", 2, 9, 10, "d", "d", "word", "f", "s"}, {"b", 1, 11, 12, "e", "e", "word", "f", "s"},
        {"", 1, 13, 14, "f", "f", "word", "f", "s"}};
    check(guard, tokens, sizeof tokens / sizeof *tokens,
        "# newdoc id = 1905/Bakı %~ \xEF\xBF\xBD.txt\n"
        "# sent_id = 1905%2FBakı%20%25%7E%20%FF.txt-1\n# text = a\n"
        "1\ta\ta\t_\tword\t_\t_\t_\t_\tStart=5|End=6\n\n"
        "# newdoc id = b\n# sent_id = b-1\n# text = b\n"
        "1\tb\tb\t_\tword\t_\t_\t_\t_\tStart=7|End=8\n\n"
        "# newdoc id = b\n# sent_id = b~2-1\n# text = c\n"
        "1\tc\tc\t_\tword\t_\t_\t_\t_\tStart=7|End=8\n\n"
        "# sent_id = b~2-2\n# text = d\n"
        "1\td\td\t_\tword\t_\t_\t_\t_\tStart=9|End=10\n\n"
        "# newdoc id = b\n# sent_id = b~3-1\n# text = e\n"
        "1\te\te\t_\tword\t_\t_\t_\t_\tStart=11|End=12\n\n"
        "# newdoc id = _\n# sent_id = -1\n# text = f\n"
        "1\tf\tf\t_\tword\t_\t_\t_\t_\tStart=13|End=14\n\n");
}

/* The format wants NFC; a fold of İ and U+0301 is none. */
static void a_lemma_is_in_nfc(tarix_guard *guard)
{
    check(guard,
        (const stream_token[]){{"a", 1, 0, 4, "\u0130\u0301", "i\u0301", "word", "f", "s"}}, 1,
        "# newdoc id = a\n# sent_id = a-1\n# text = \u0130\u0301\n"
        "1\t\u0130\u0301\t\u00ED\t_\tword\t_\t_\t_\t_\tStart=0|End=4\n\n");
}

static void a_sentence_may_be_long(tarix_guard *guard)
{
    enum { n = 3000 };
    stream_token *list = TARIX_ARRAY(tarix_arena_new(guard), stream_token, n);
    size_t lines = 0, tokens = 0;
    char line[65536];
    for (uint64_t i = 0; i < n; i++)
        list[i] = (stream_token){"a", 1, 2 * i, 2 * i + 1, "ı", "ı", "word", "f", "s"};
    stream_write(guard, &tarix_conllu, list, n);
    FILE *file = fopen(folder_path("tokens"), "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        lines++;
        if (line[0] != '#' && line[0] != '\n') assert_int_equal(atoi(line), ++tokens);
    }
    fclose(file);
    assert_int_equal(tokens, n);
    assert_int_equal(lines, n + 4);
}

static void a_table_without_a_column_is_refused(tarix_guard *guard)
{
    stream_check_needed(guard, &tarix_conllu, "document sentence start end form lemma kind");
}

static void a_full_device_is_told_of(tarix_guard *guard)
{
    stream_check_full_device(guard, &tarix_conllu);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(no_cell_is_empty_or_broken, 4001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(no_token_is_an_empty_file),
        GUARDED(one_token_is_a_sentence), GUARDED(spaces_are_where_the_text_has_them),
        GUARDED(the_kind_tells_the_part_of_speech), GUARDED(no_cell_is_empty_or_broken),
        GUARDED(every_sentence_has_an_id_of_its_own), GUARDED(a_lemma_is_in_nfc),
        GUARDED(a_sentence_may_be_long), GUARDED(a_table_without_a_column_is_refused),
        GUARDED(a_full_device_is_told_of), cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
