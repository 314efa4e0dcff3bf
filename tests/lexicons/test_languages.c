#include "lexicons/languages.h"

#include "tests/base/guarded.h"

#define HEAD "word\tlanguage\tmark\n"
static const char alphabets[] = "language\tletters\nazerbaijani\tabcçdeəfgğhxıijkqlmnoöprsştuüvyz\n"
                                "english\tabcdefghijklmnopqrstuvwxyz\n"
                                "turkish\tabcçdefgğhıijklmnoöprsştuüvyz\n"
                                "malay\tabcdefghijklmnopqrstuvwxyz\n";

static const tarix_languages *languages_in(tarix_arena *arena)
{
    static const char words[] = HEAD "the\tenglish\t\nof\tenglish\t\nin\tenglish\tshared\n"
                                     "için\tturkish\t\nkadar\tturkish\t\nve\tturkish\tshared\n"
                                     "-iyor\tturkish\t\nyang\tmalay\t\ndan\tmalay\t\n"
                                     "çox\tazerbaijani\t\n";
    const tarix_languages *languages = NULL;
    tarix_error err = {0};
    if (tarix_languages_parse(arena, "a", tarix_str_from(alphabets), "w", tarix_str_from(words),
            &languages, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    return languages;
}

static tarix_language_class judged(const tarix_languages *languages, const char *text)
{
    tarix_language_evidence e = {0};
    tarix_languages_weigh(languages, tarix_str_from(text), &e);
    return tarix_languages_judge(languages, &e);
}

static void mistakes_a_language(tarix_guard *guard)
{
    const tarix_languages *l = languages_in(tarix_arena_new(guard));
    assert_int_equal(judged(l, ""), TARIX_LANGUAGE_UNKNOWN);
    assert_int_equal(judged(l, "The end of it"), TARIX_LANGUAGE_ENGLISH);
    assert_int_equal(judged(l, "THE END OF IT"), TARIX_LANGUAGE_ENGLISH);
    assert_int_equal(judged(l, "halk için ve kadar"), TARIX_LANGUAGE_TURKISH);
    assert_int_equal(judged(l, "halk için gidiyor"), TARIX_LANGUAGE_TURKISH);
    assert_int_equal(judged(l, "orang yang besar dan kecil"), TARIX_LANGUAGE_OTHER);
    assert_int_equal(judged(l, "gələn çox idi"), TARIX_LANGUAGE_AZERBAIJANI);
    assert_int_equal(judged(l, "Bakı, Quba"), TARIX_LANGUAGE_UNKNOWN);
}

/* One word, said twice; shared words alone; one in more than ten; letters that speak against it. */
static void believes_too_little_evidence(tarix_guard *guard)
{
    const tarix_languages *l = languages_in(tarix_arena_new(guard));
    assert_int_equal(judged(l, "the one the other"), TARIX_LANGUAGE_UNKNOWN);
    assert_int_equal(judged(l, "in in in"), TARIX_LANGUAGE_UNKNOWN);
    assert_int_equal(
        judged(l, "the of a b c d e f g h i j k l m n o p q r s"), TARIX_LANGUAGE_UNKNOWN);
    assert_int_equal(judged(l, "of the çığ"), TARIX_LANGUAGE_ENGLISH);
    assert_int_equal(judged(l, "of the çığ şor"), TARIX_LANGUAGE_UNKNOWN);
    assert_int_equal(judged(l, "of the Çığ Şor"), TARIX_LANGUAGE_ENGLISH);
    assert_int_equal(judged(l, "için kadar yaxşı xalq"), TARIX_LANGUAGE_UNKNOWN);
}

static bool is_allowed(
    const tarix_languages *languages, const char *text, tarix_language_class language)
{
    tarix_language_evidence e = {0};
    tarix_languages_weigh(languages, tarix_str_from(text), &e);
    return tarix_languages_allows(languages, &e, language);
}

static void allows_what_letters_forbid(tarix_guard *guard)
{
    const tarix_languages *l = languages_in(tarix_arena_new(guard));
    assert_true(is_allowed(l, "heavy fighting", TARIX_LANGUAGE_ENGLISH));
    assert_true(is_allowed(l, "", TARIX_LANGUAGE_TURKISH));
    assert_false(is_allowed(l, "next week", TARIX_LANGUAGE_TURKISH));
    assert_false(is_allowed(l, "ağır döyüş", TARIX_LANGUAGE_ENGLISH));
    assert_false(is_allowed(l, "MADDƏ", TARIX_LANGUAGE_ENGLISH));
    assert_false(is_allowed(l, "cox", TARIX_LANGUAGE_UNKNOWN));
}

static void hints_at_one_word(tarix_guard *guard)
{
    const tarix_languages *l = languages_in(tarix_arena_new(guard));
    assert_false(tarix_languages_hints(l, TARIX_STR("")));
    assert_false(tarix_languages_hints(l, TARIX_STR("the")));
    assert_false(tarix_languages_hints(l, TARIX_STR("the in in ve çox")));
    assert_true(tarix_languages_hints(l, TARIX_STR("The,of")));
    assert_true(tarix_languages_hints(l, TARIX_STR("“için” — kadar")));
    assert_false(tarix_languages_hints(l, TARIX_STR("thе оf")));      /* Cyrillic letters */
    assert_false(tarix_languages_hints(l, TARIX_STR("\x80\xBFthe"))); /* the end of a sign */
}

static void check_fault(
    tarix_guard *guard, const char *letters, const char *words, const char *part)
{
    const tarix_languages *languages = NULL;
    tarix_error err = {0};
    assert_int_equal(tarix_languages_parse(tarix_arena_new(guard), "a.tsv", tarix_str_from(letters),
                         "w.tsv", tarix_str_from(words), &languages, &err),
        TARIX_INVALID);
    assert_non_null(strstr(err.message, part));
    assert_null(languages);
}

static void names_no_fault(tarix_guard *guard)
{
    check_fault(guard, "language\n", HEAD, "a.tsv:1");
    check_fault(guard, "language\tletters\nenglish\tabc\n", HEAD, "a.tsv:2: 'english'");
    check_fault(guard, "language\tletters\nazerbaijani\ta\nazerbaijani\ta\n", HEAD, "a.tsv:3");
    check_fault(guard, alphabets, HEAD "och\tswedish\t\n", "w.tsv:2: language 'swedish'");
    check_fault(guard, alphabets, HEAD "the\tenglish\tsure\n", "w.tsv:2: mark 'sure'");
    check_fault(guard, alphabets, HEAD "\tenglish\t\n", "w.tsv:2: a word has 1 to");
    check_fault(guard, alphabets, HEAD "-abcdefg\tenglish\t\n", "w.tsv:2: a word has 1 to");
    check_fault(guard, alphabets, HEAD "the\tenglish\t\nthe\tenglish\tshared\n",
        "w.tsv:3: 'the' is listed twice");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(mistakes_a_language),
        GUARDED(believes_too_little_evidence),
        GUARDED(allows_what_letters_forbid),
        GUARDED(hints_at_one_word),
        GUARDED(names_no_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
