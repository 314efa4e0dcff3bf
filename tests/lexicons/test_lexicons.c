#include "lexicons/lexicons.h"

#include "base/file.h"
#include "lexicons/embedded.h"
#include "tests/base/guarded.h"
#include "tests/folder.h"

static tarix_lexicons *open_lists(const char *folder)
{
    tarix_lexicons *lexicons = NULL;
    tarix_error err = {0};
    if (tarix_lexicons_open(folder, &lexicons, &err) != TARIX_OK) fail_msg("%s", err.message);
    return lexicons;
}

static void the_lists_built_in_are_those_of_the_source(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str folder = TARIX_STR(TARIX_SOURCE "/lexicons/az");
    tarix_file_list files = {0};
    size_t n = 0, n_built_in = 0;
    assert_int_equal(tarix_file_list_folder(arena, folder.data, &files, NULL, NULL), TARIX_OK);
    for (size_t i = 0; i < files.size; i++)
        n += tarix_str_ends(files.files[i].name, TARIX_STR(".tsv"));
    for (const tarix_embedded *list = tarix_embedded_lists; list->name; list++, n_built_in++) {
        const tarix_str path = tarix_file_join(arena, folder, tarix_str_from(list->name));
        tarix_str bytes;
        assert_int_equal(tarix_file_read(arena, path.data, &bytes, NULL), TARIX_OK);
        assert_true(tarix_str_equal(bytes, (tarix_str){list->bytes, list->size}));
    }
    assert_int_equal(n_built_in, n);
}

/* Read from a folder, the same lists give the same roots. */
static void the_roots_built_in_are_those_of_the_lists(void **state)
{
    (void)state;
    tarix_lexicons *built_in = open_lists(NULL), *read = open_lists(TARIX_SOURCE "/lexicons/az");
    size_t n_files = 0, n = 0;
    const tarix_lexicon_file *files = tarix_lexicons_files(read, &n_files);
    const tarix_trie *roots = tarix_lexicons_morph(built_in)->roots;
    assert_int_equal(roots->size, tarix_lexicons_morph(read)->roots->size);
    for (size_t i = 0; i < n_files; i++) {
        if (!tarix_str_starts(tarix_str_from(files[i].name), TARIX_STR("roots-"))) continue;
        tarix_str rest = files[i].bytes, line, root;
        for (tarix_str_split(&rest, '\n', &line); tarix_str_split(&rest, '\n', &line); n++) {
            if (line.size == 0) continue;
            tarix_str_split(&line, '\t', &root);
            const uint32_t bits = tarix_lexicons_root(built_in, root);
            assert_true(bits != 0);
            assert_int_equal(bits, tarix_lexicons_root(read, root));
        }
    }
    assert_true(n > 10000);
    tarix_lexicons_free(built_in);
    tarix_lexicons_free(read);
}

static void files_are_in_order_and_say_where_they_are_from(void **state)
{
    (void)state;
    tarix_lexicons *lexicons = open_lists(NULL);
    size_t n = 0;
    const tarix_lexicon_file *files = tarix_lexicons_files(lexicons, &n);
    assert_true(n > 1);
    for (size_t i = 0; i < n; i++) {
        if (i) assert_true(strcmp(files[i - 1].name, files[i].name) < 0);
        assert_string_equal(files[i].path, "built in");
        assert_string_equal(tarix_lexicon_path(&files[i]), files[i].name);
        assert_ptr_equal(tarix_lexicons_file(lexicons, files[i].name), &files[i]);
    }
    assert_null(tarix_lexicons_file(lexicons, "none.tsv"));
    tarix_lexicons_free(lexicons);
    tarix_lexicons_free(NULL);
}

/* The words that the header gives as examples. */
static void the_words_of_the_language_are_known(void **state)
{
    (void)state;
    tarix_lexicons *l = open_lists(NULL);
    const uint32_t *role = tarix_wordlist_find(tarix_lexicons_abbreviations(l), TARIX_STR("prof."));
    assert_non_null(role);
    assert_int_equal(*role, TARIX_ABBREVIATION_JOINS);
    role = tarix_wordlist_find(tarix_lexicons_abbreviations(l), TARIX_STR("s."));
    assert_non_null(role);
    assert_int_equal(*role, TARIX_ABBREVIATION_JOINS);
    assert_non_null(tarix_wordlist_find(tarix_lexicons_compounds(l), TARIX_STR("ictimai")));
    role = tarix_wordlist_find(tarix_lexicons_references(l), TARIX_STR("bax"));
    assert_non_null(role);
    assert_int_equal(*role, TARIX_REFERENCE_POINT);
    role = tarix_wordlist_find(tarix_lexicons_references(l), TARIX_STR("və"));
    assert_non_null(role);
    assert_int_equal(*role, TARIX_REFERENCE_LINK);
    role = tarix_wordlist_find(tarix_lexicons_numbered(l), TARIX_STR("əsr"));
    assert_non_null(role);
    assert_int_equal(*role, TARIX_NUMBERED_ERA);
    role = tarix_wordlist_find(tarix_lexicons_numbered(l), TARIX_STR("pyotr"));
    assert_non_null(role);
    assert_int_equal(*role, TARIX_NUMBERED_RULER);
    assert_non_null(tarix_wordlist_find(tarix_lexicons_stopwords(l), TARIX_STR("və")));
    assert_null(tarix_wordlist_find(tarix_lexicons_stopwords(l), TARIX_STR("Azərbaycan")));
    const uint32_t *often = tarix_wordlist_find(tarix_lexicons_characters(l), TARIX_STR("ə"));
    const uint32_t *seldom = tarix_wordlist_find(tarix_lexicons_characters(l), TARIX_STR("ğ"));
    assert_true(often && seldom && *often > *seldom);
    tarix_lexicons_free(l);
}

static void a_folder_replaces_only_what_it_holds(void **state)
{
    (void)state;
    folder_put("stopwords.tsv", TARIX_STR("word\tclass\nıI\tx\n"));
    tarix_lexicons *lexicons = open_lists(folder_root);
    const tarix_lexicon_file *file = tarix_lexicons_file(lexicons, "stopwords.tsv");
    assert_string_equal(file->path, folder_path("stopwords.tsv"));
    assert_string_equal(tarix_lexicon_path(file), file->path);
    assert_string_equal(tarix_lexicons_file(lexicons, "compounds.tsv")->path, "built in");
    assert_int_equal(tarix_wordlist_size(tarix_lexicons_stopwords(lexicons)), 1);
    assert_non_null(tarix_wordlist_find(tarix_lexicons_stopwords(lexicons), TARIX_STR("ıI")));
    assert_true(tarix_wordlist_size(tarix_lexicons_compounds(lexicons)) > 1);
    tarix_lexicons_free(lexicons);
    assert_int_equal(remove(folder_path("stopwords.tsv")), 0);
}

static void check_failure(const char *folder, tarix_status expected, const char *message)
{
    tarix_lexicons *lexicons = NULL;
    tarix_error err = {0};
    assert_int_equal(tarix_lexicons_open(folder, &lexicons, &err), expected);
    assert_null(lexicons);
    if (!strstr(err.message, message)) fail_msg("'%s' lacks '%s'", err.message, message);
}

static void a_wrong_list_is_told_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes, *place;
    } lists[] = {{"stopwords.tsv", "", "stopwords.tsv:1:"},
        {"stopwords.tsv", "word\tclass\nvə\tx\nvə\tx\n", "stopwords.tsv:3:"},
        {"compounds.tsv", "part\tclass\nailə\n", "compounds.tsv:2:"},
        {"stems.tsv", "form\tstem\tclass\nonun\tonunku\tpron\n", "stems.tsv:2:"},
        {"stems.tsv", "form\tstem\tclass\nonun\to\tpron\nonun\ton\tpron\n", "stems.tsv:3:"},
        {"numbered.tsv", "word\tclass\n\xFF\tera\n", "numbered.tsv:2:"},
        {"numbered.tsv", "word\tclass\nil\tx\n", "numbered.tsv:2: 'x' is none of: era"},
        {"references.tsv", "word\trole\tmeaning\nc.\t\tcild\n", "references.tsv:2:"},
        {"abbreviations.tsv", "abbreviation\trole\tmeaning\ns.\tstays\t\n", "abbreviations.tsv:2:"},
        {"abbreviations.tsv", "abbreviation\trole\tmeaning\ns.\tends\t\ns.\tjoins\t\n",
            "abbreviations.tsv:3:"},
        {"characters.tsv", "character\tshare\tlanguage\nə\t0\t\n", "characters.tsv:2:"},
        {"characters.tsv", "character\tshare\tlanguage\nə\t10001\t\n", "characters.tsv:2:"},
        {"characters.tsv", "character\tshare\tlanguage\nə\t7\t\nə\t8\t\n", "characters.tsv:3:"}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        folder_put(lists[i].name, tarix_str_from(lists[i].bytes));
        check_failure(folder_root, TARIX_INVALID, lists[i].place);
        assert_int_equal(remove(folder_path(lists[i].name)), 0);
    }
    check_failure(folder_path("none"), TARIX_IO, "none");
    assert_int_equal(mkdir(folder_path("stopwords.tsv"), 0777), 0);
    check_failure(folder_root, TARIX_IO, "stopwords.tsv");
    assert_int_equal(remove(folder_path("stopwords.tsv")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(the_lists_built_in_are_those_of_the_source),
        cmocka_unit_test(the_roots_built_in_are_those_of_the_lists),
        cmocka_unit_test(files_are_in_order_and_say_where_they_are_from),
        cmocka_unit_test(the_words_of_the_language_are_known),
        cmocka_unit_test(a_folder_replaces_only_what_it_holds),
        cmocka_unit_test(a_wrong_list_is_told_with_its_line)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
