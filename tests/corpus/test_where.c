#include "corpus/where.h"

#include "tests/base/guarded.h"
#include "tests/folder.h"

/* One document a row; d.txt has none. */
static const char table[] = "document;year;topic;year of print;born;note\n"
                            "a.txt;1918;neft;1920;1918-05-28;\n"
                            "b.txt;900;pambıq, neft;1920;1920-04-27;007\n"
                            "c.txt;ca. 1905;;1.5;1918-09;\"x\"\"y\\z\"\n";
enum { n_documents = 4 };

typedef struct opened {
    tarix_metadata *metadata;
    tarix_collection *collection;
} opened;

static opened open_table(tarix_arena *arena)
{
    static const char *const names[n_documents] = {"a.txt", "b.txt", "c.txt", "d.txt"};
    opened o = {.metadata = tarix_metadata_new(arena, NULL, NULL, false)};
    const char *folder = folder_in(arena);
    for (size_t i = 0; i < n_documents; i++)
        folder_file(arena, folder, names[i], TARIX_STR("Söz.\n"));
    folder_file(arena, folder, "metadata.csv", tarix_str_from(table));
    const tarix_str input = tarix_str_from(folder);
    tarix_error err = {0};
    if (tarix_collection_open(arena, &input, 1, &o.collection, &err) != TARIX_OK ||
        tarix_metadata_join(o.metadata, o.collection, NULL, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    return o;
}

/* The first letters of the documents of which it holds. */
static void check_holds(
    tarix_arena *arena, const opened *o, const char *condition, const char *wanted)
{
    tarix_where *where = NULL;
    tarix_error err = {0};
    char found[n_documents + 1] = "";
    size_t n = 0;
    if (tarix_where_parse(arena, "where", tarix_str_from(condition), o->metadata, &where, &err) !=
        TARIX_OK)
        fail_msg("%s: %s", condition, err.message);
    for (size_t i = 0; i < n_documents; i++) {
        bool holds = false;
        const tarix_document *d = &o->collection->documents[i];
        assert_int_equal(tarix_where_holds(where, d, &holds, &err), TARIX_OK);
        if (holds) found[n++] = d->name.data[0];
    }
    if (strcmp(found, wanted) != 0) fail_msg("%s: of %s, not of %s", condition, found, wanted);
}

static void holds_of_some(tarix_guard *guard)
{
    static const struct {
        const char *condition, *documents;
    } cases[] = {
        {"year == 1918", "a"},
        {"year == 1918.0", "a"},
        {"year==\"1918\"", "a"},
        {"year >= 900", "ab"},
        {"year >= \"901\"", "a"}, /* numbers, although in quotes */
        {"year < 1000", "b"},
        {"1000 > year", "b"},
        {"year != 1918", "bc"}, /* "ca. 1905" is another, but of no order */
        {"year <= 2000 || year > 2000", "ab"},
        {"year == 'ca. 1905'", "c"},
        {"note == 7", "b"},
        {"note == '007'", "b"},
        {"note == \"x\\\"y\\\\z\"", "c"},
        {"note == 'x\"y\\z'", "c"},
        /* dates */
        {"born >= 1918-06-01", "bc"},
        {"born < 1919", "ac"},
        {"born > 1918-05-28", "bc"},
        {"born == 1918-05-28", "a"},
        {"born <= '1918-09'", "ac"},
        /* an empty cell, and no row at all */
        {"topic == \"\"", "cd"},
        {"\"\" == topic", "cd"},
        {"topic != \"\"", "ab"},
        {"topic != 'neft'", "b"},
        {"topic <= 'zzz'", "ab"},
        {"topic <= \"\"", ""},
        {"topic ~ /^$/", ""},
        {"topic == note", ""},
        {"topic in ('neft', \"\")", "acd"},
        {"!(topic == 'neft')", "bcd"},
        {"! ! topic == 'neft'", "a"},
        /* the alphabet: ə before f, ı before i */
        {"topic > 'əz'", "ab"},
        {"topic < 'o'", "a"},
        /* expressions */
        {"topic ~ /neft/", "ab"},
        {"topic ~ /^neft/", "a"},
        {"topic ~ /pamb[ıi]q/ && year < 1000", "b"},
        {"note ~ /\\\"/", "c"},
        {"document ~ /^[ad]/", "ad"},
        {"document == 'b.txt'", "b"},
        /* names */
        {"[year of print] == 1920", "ab"},
        {"[year of print]<year", ""},
        {"year < [year of print]", "ab"},
        {"[year]==1918", "a"},
        /* together: && before || */
        {"year == 1918 || year == 900 && topic == 'yox'", "a"},
        {"(year == 1918 || year == 900) && topic == 'yox'", ""},
        {"\tyear==1918||topic=='pambıq, neft'\n", "ab"},
        {"year in (900, 1918)&&!(topic~/,/)", "a"},
        {"1 == 1.0", "abcd"},
        {"1 == 2", ""},
    };
    tarix_arena *arena = tarix_arena_new(guard);
    const opened o = open_table(arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_holds(arena, &o, cases[i].condition, cases[i].documents);
}

/* "topic" in NFD, as some systems type it: ə has no parts, ö has. */
static void knows_a_letter_typed_in_two(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const opened o = open_table(arena);
    check_holds(arena, &o, "'o\xCC\x88' == '\xC3\xB6'", "abcd");
}

static void counts_what_has_no_order(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const opened o = open_table(arena);
    tarix_where *where = NULL;
    bool holds = false;
    tarix_str first;
    assert_int_equal(tarix_where_parse(arena, "where", TARIX_STR("year > 1900 || year < 1900"),
                         o.metadata, &where, NULL),
        TARIX_OK);
    for (size_t i = 0; i < n_documents; i++)
        assert_int_equal(
            tarix_where_holds(where, &o.collection->documents[i], &holds, NULL), TARIX_OK);
    assert_int_equal(tarix_where_unordered(where, &first), 2);
    check_str(first, "ca. 1905");
}

static void tells_where_it_is_wrong(tarix_guard *guard)
{
    static const struct {
        const char *condition, *named;
    } cases[] = {
        {"", "--where: at character 1, where it ends: here a field"},
        {"yaer == 1918",
            "--where: at character 1: 'yaer' is no field of the metadata; did you mean 'year'?, "
            "which has document year topic year of print born note"},
        {"year == 1918 && bron == 1", "at character 17: 'bron' is no field"},
        {"topic == 'ə' && yaer == 1", "at character 17: 'yaer'"}, /* characters, not bytes */
        {"topic == neft", "at character 10, 'neft': no field is named so; a text stands in quotes"},
        {"year = 1918", "at character 6, '= 1918': two values are compared by =="},
        {"year", "at character 5, where it ends: here == != < <= > >= ~ or in should stand"},
        {"year >= ", "where it ends: here a field, a number or a \"text\""},
        {"year >= 1918x", "at character 9, '1918x': this is neither a number nor a date"},
        {"year == 'x", "at character 9, ''x': this text has no end"},
        {"[year == 1", "at character 1, '[year == 1': this name has no ']'"},
        {"year == 1 and topic == 'x'", "at character 11, 'and topic == 'x'': here && or ||"},
        {"(year == 1", "at character 11, where it ends: here a ')'"},
        {"year == 1)", "at character 10, ')': here && or ||"},
        {"topic ~ 'x'", "at character 9, ''x'': behind ~ stands a regular expression"},
        {"topic ~ /x", "does not end in /"},
        {"topic ~ /(/", "at character 9: '(' is no regular expression"},
        {"topic in 'x'", "at character 10, ''x'': behind 'in' stands a list"},
        {"topic in ('x' 'y')", "at character 15, ''y')': here a ',' or"},
        {"topic in ()", "at character 11, ')': here a field, a number"},
        {"year == 1 &&", "where it ends"},
        {"\xFF == 1", "--where: the condition is no UTF-8"},
    };
    tarix_arena *arena = tarix_arena_new(guard);
    const opened o = open_table(arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tarix_where *where = NULL;
        tarix_error err = {0};
        assert_int_equal(tarix_where_parse(arena, "where", tarix_str_from(cases[i].condition),
                             o.metadata, &where, &err),
            TARIX_USAGE);
        if (!strstr(err.message, cases[i].named)) fail_msg("%s", err.message);
        assert_null(where);
    }
}

static void has_nothing_to_look_at(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_where *where = NULL;
    tarix_error err = {0};
    assert_int_equal(
        tarix_where_parse(arena, "where", TARIX_STR("year == 1"), NULL, &where, &err), TARIX_USAGE);
    assert_non_null(strstr(err.message, "put a metadata.csv into the folder"));
    assert_int_equal(
        tarix_where_parse(arena, "where", TARIX_STR("document == 'a'"), NULL, &where, &err),
        TARIX_OK);
    const tarix_document document = {.name = TARIX_STR("a")};
    bool holds = false;
    assert_int_equal(tarix_where_holds(where, &document, &holds, &err), TARIX_OK);
    assert_true(holds);
}

static void is_nested_or_long(tarix_guard *guard)
{
    enum { n = 100000 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_where *where = NULL;
    tarix_error err = {0};
    char *deep = tarix_arena_alloc(arena, n, 1);
    for (size_t i = 0; i < n; i++) deep[i] = i % 2 ? '!' : '(';
    assert_int_equal(
        tarix_where_parse(arena, "where", (tarix_str){deep, n}, NULL, &where, &err), TARIX_USAGE);
    assert_non_null(strstr(err.message, "too many brackets"));
    static const char link[] = "1==1&&";
    char *chain = tarix_arena_alloc(arena, n * (sizeof link - 1), 1);
    for (size_t i = 0; i < n; i++) memcpy(chain + i * (sizeof link - 1), link, sizeof link - 1);
    const tarix_str all = {chain, n * (sizeof link - 1) - 2};
    const tarix_document document = {.name = TARIX_STR("a")};
    bool holds = false;
    assert_int_equal(tarix_where_parse(arena, "where", all, NULL, &where, &err), TARIX_OK);
    assert_int_equal(tarix_where_holds(where, &document, &holds, &err), TARIX_OK);
    assert_true(holds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(holds_of_some),
        GUARDED(knows_a_letter_typed_in_two),
        GUARDED(counts_what_has_no_order),
        GUARDED(tells_where_it_is_wrong),
        GUARDED(has_nothing_to_look_at),
        GUARDED(is_nested_or_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
