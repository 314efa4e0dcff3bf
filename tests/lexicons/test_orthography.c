#include "lexicons/orthography.h"

#include "lexicons/lexicons.h"
#include "tests/base/guarded.h"
#include "tests/golden.h"

#include <stdlib.h>

static tarix_lexicons *lexicons;

static int open_lists(void **state)
{
    (void)state;
    tarix_error err = {0};
    const bool is_open = tarix_lexicons_open(NULL, &lexicons, &err) == TARIX_OK;
    if (!is_open) print_message("%s\n", err.message);
    return is_open ? 0 : -1;
}

static int free_lists(void **state)
{
    (void)state;
    tarix_lexicons_free(lexicons);
    return 0;
}

/* In `out`, which is large enough for any word here. The memory beyond what is promised is none. */
static tarix_str converted(const tarix_orthography *o, tarix_str word, char *out)
{
    const size_t room = 4 * word.size + 8;
    char *exact = malloc(room);
    assert_non_null(exact);
    const size_t size = tarix_orthography_convert(o, word, exact);
    assert_true(size <= room);
    memcpy(out, exact, size);
    free(exact);
    return (tarix_str){out, size};
}

/* ---- tests/golden ---- */

static size_t wrong_word(const tarix_orthography *o, const tarix_tsv *tsv)
{
    char out[1024];
    const tarix_str actual = converted(o, tsv->cells[1], out);
    if (tarix_str_equal(actual, tsv->cells[2])) return 0;
    print_message("%s:%zu: %.*s gives %.*s\n", tsv->path, tsv->line, TARIX_ARG(tsv->cells[1]),
        TARIX_ARG(actual));
    return 1;
}

static void words_in_cyrillic_are_as_written_today(tarix_guard *guard)
{
    tarix_tsv tsv =
        golden_open(tarix_arena_new(guard), "cyrillic.tsv", "period\tcyrillic\tlatin\tremark");
    size_t old = 0, new = 0, wrong = 0;
    char out[1024];
    const tarix_orthography *o = tarix_lexicons_cyrillic(lexicons);
    while (golden_next(&tsv)) {
        const bool is_old = tarix_str_equal(tsv.cells[0], TARIX_STR("1939-57"));
        old += is_old;
        new += !is_old;
        wrong += wrong_word(o, &tsv);
        assert_true(tarix_str_equal(converted(o, tsv.cells[2], out), tsv.cells[2]));
    }
    assert_true(old >= 300 && new >= 300);
    assert_int_equal(wrong, 0);
}

static void words_in_yanalif_are_as_written_today(tarix_guard *guard)
{
    tarix_tsv tsv =
        golden_open(tarix_arena_new(guard), "yanalif.tsv", "alphabet\tyanalif\tlatin\tremark");
    size_t rows = 0, wrong = 0;
    while (golden_next(&tsv)) {
        rows++;
        if (!tarix_str_equal(tsv.cells[0], TARIX_STR("exchanged")))
            wrong += wrong_word(tarix_lexicons_yanalif(lexicons), &tsv);
        if (!tarix_str_equal(tsv.cells[0], TARIX_STR("plain")))
            wrong += wrong_word(tarix_lexicons_yanalif_exchanged(lexicons), &tsv);
    }
    assert_true(rows >= 150);
    assert_int_equal(wrong, 0);
}

static const char *judgement(tarix_str passage, tarix_orthography_evidence *e)
{
    *e = tarix_orthography_weigh(tarix_lexicons_russian(lexicons), passage);
    const bool is_azerbaijani = tarix_orthography_is_azerbaijani(e);
    const bool is_russian = tarix_orthography_is_russian(e);
    assert_false(is_azerbaijani && is_russian);
    return is_azerbaijani ? "azerbaijani" : is_russian ? "russian" : "undecided";
}

static void passages_are_told_apart(tarix_guard *guard)
{
    tarix_tsv tsv =
        golden_open(tarix_arena_new(guard), "passages.tsv", "passage\tjudgement\tremark");
    size_t rows = 0, wrong = 0;
    for (; golden_next(&tsv); rows++) {
        tarix_orthography_evidence e;
        const char *actual = judgement(tsv.cells[0], &e);
        if (tarix_str_equal(tarix_str_from(actual), tsv.cells[1])) continue;
        wrong++;
        print_message("%s:%zu: %s, %zu to %zu\n", tsv.path, tsv.line, actual, e.for_azerbaijani,
            e.for_russian);
    }
    assert_true(rows >= 60);
    assert_int_equal(wrong, 0);
}

/* ---- corners ---- */

static void what_the_table_lacks_stays(void **state)
{
    (void)state;
    char out[1024];
    static const char *const words[] = {
        "", "Iıİi", "ÇĞÖŞÜƏçğöşüə", "12-3", "—", "Ѣ", "ꙮ", "𐐀", "^"};
    const tarix_orthography *o = tarix_lexicons_cyrillic(lexicons);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        check_str(converted(o, tarix_str_from(words[i]), out), words[i]);
    check_str(converted(o, TARIX_STR("Ѣҹ𐐀"), out), "Ѣc𐐀");
    assert_int_equal(tarix_orthography_convert(o, (tarix_str){NULL, 0}, out), 0);
    assert_int_equal(tarix_orthography_convert(o, TARIX_STR("ь"), out), 0);
}

static void letters_i_keep_apart(void **state)
{
    (void)state;
    char out[1024];
    check_str(converted(tarix_lexicons_cyrillic(lexicons), TARIX_STR("ыЫиИ"), out), "ıIiİ");
    check_str(converted(tarix_lexicons_yanalif(lexicons), TARIX_STR("ьЬiI"), out), "ıIiİ");
}

static tarix_status parse(tarix_guard *guard, const char *rows, bool exchanged,
    const tarix_orthography **o, tarix_error *err)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str bytes = tarix_arena_format(arena, "letter\tlatin\tperiod\n%s", rows);
    return tarix_orthography_parse(arena, "t.tsv", bytes, exchanged, o, err);
}

static void the_longest_row_wins_and_case_follows(tarix_guard *guard)
{
    static const char rows[] = "я\tya\t1939-57\n^я\tyə\t1\nья\tyyə\t1\nмя\tmə\t1\nX\thı\t1\nж\tç\t"
                               "exchanged\n";
    static const char *const words[][2] = {{"я", "yə"}, {"яя", "yəya"}, {"Яя", "Yəya"},
        {"ЯЯ", "YƏYA"}, {"тЯ", "тYa"}, {"ТЯ", "ТYA"}, {"Я", "Yə"}, {"ья", "yyə"}, {"Ья", "Yyə"},
        {"ЬЯ", "YYƏ"}, {"т-я", "т-yə"}, {"т'я", "т'ya"}, {"мья", "мyyə"}, {"мя", "mə"},
        {"МЯ", "MƏ"}, {"xX", "xhı"}, {"ж", "ж"}};
    const tarix_orthography *o = NULL;
    char out[1024];
    assert_int_equal(parse(guard, rows, false, &o, NULL), TARIX_OK);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        check_str(converted(o, tarix_str_from(words[i][0]), out), words[i][1]);
    assert_int_equal(parse(guard, rows, true, &o, NULL), TARIX_OK);
    check_str(converted(o, TARIX_STR("жЖ"), out), "çÇ");
    assert_int_equal(parse(guard, "", true, &o, NULL), TARIX_OK);
    check_str(converted(o, TARIX_STR("жЖ"), out), "жЖ");
}

static void faults_are_told_with_their_line(tarix_guard *guard)
{
    static const char *const faults[] = {"\ta\t1939\n", "^\ta\t1939\n", "а^\ta\t1939\n",
        "1\ta\t1939\n", "𐐀\ta\t1939\n", "абвгдежзи\ta\t1939\n", "b\taaaaa\t1939\n",
        "ı\təəəəə\t1939\n", "ı\taaaaa\t1939\n", "а\ta\t\n", "а\ta\tearly\n", "а\ta\n"};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const tarix_orthography *o = NULL;
        tarix_error err = {0};
        if (parse(guard, faults[i], true, &o, &err) != TARIX_INVALID)
            fail_msg("'%s' was taken", faults[i]);
        assert_null(o);
        assert_memory_equal(err.message, "t.tsv:2:", 8);
    }
    const tarix_orthography *o = NULL;
    tarix_error err = {0};
    assert_int_equal(parse(guard, "^а\ta\t1\nа\ta\t1\nа\to\t2\n", false, &o, &err), TARIX_INVALID);
    assert_memory_equal(err.message, "t.tsv:4:", 8);
}

static void faults_of_the_words_are_told_with_their_line(tarix_guard *guard)
{
    static const char *const faults[] = {"word\tlanguage\nда\tturkish\n",
        "word\tlanguage\n-остямии\trussian\n", "word\n",
        "word\tlanguage\nда\tshared\nда\trussian\n", "word\tlanguage\n\trussian\n"};
    static const char *const places[] = {
        "w.tsv:2:", "w.tsv:2:", "w.tsv:1:", "w.tsv:3:", "w.tsv:2:"};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const tarix_wordlist *words = NULL;
        tarix_error err = {0};
        assert_int_equal(tarix_orthography_words_parse(tarix_arena_new(guard), "w.tsv",
                             tarix_str_from(faults[i]), &words, &err),
            TARIX_INVALID);
        assert_null(words);
        assert_memory_equal(err.message, places[i], 8);
    }
}

static void letters_are_counted(void **state)
{
    (void)state;
    tarix_orthography_evidence e;
    assert_string_equal(judgement(TARIX_STR("Ҹүмһуријјәт щит, қол XX abc"), &e), "undecided");
    assert_int_equal(e.letters, 17);
    assert_int_equal(e.azerbaijani, 6);
    assert_int_equal(e.russian, 1);
    assert_int_equal(e.foreign, 1);
}

/* No word is too long, also where an ending is sought. */
static void a_word_without_end_is_read(tarix_guard *guard)
{
    enum { n = 200 };
    tarix_orthography_evidence e;
    for (size_t size = 1; size < n; size++) {
        char *text = tarix_arena_alloc(tarix_arena_new(guard), 2 * size, 1);
        for (size_t i = 0; i < size; i++) memcpy(text + 2 * i, "ө", 2);
        judgement((tarix_str){text, 2 * size}, &e);
        assert_int_equal(e.azerbaijani, size);
        for (size_t i = 0; i < size; i++) memcpy(text + 2 * i, "о", 2);
        judgement((tarix_str){text, 2 * size}, &e);
        assert_int_equal(e.letters, size);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(words_in_cyrillic_are_as_written_today),
        GUARDED(words_in_yanalif_are_as_written_today), GUARDED(passages_are_told_apart),
        cmocka_unit_test(what_the_table_lacks_stays), cmocka_unit_test(letters_i_keep_apart),
        GUARDED(the_longest_row_wins_and_case_follows), GUARDED(faults_are_told_with_their_line),
        GUARDED(faults_of_the_words_are_told_with_their_line),
        cmocka_unit_test(letters_are_counted), GUARDED(a_word_without_end_is_read)};
    return cmocka_run_group_tests(tests, open_lists, free_lists);
}
