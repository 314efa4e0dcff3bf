#include "corpus/metadata.h"

#include "tests/base/guarded.h"
#include "tests/folder.h"

static tarix_collection *open_folder(tarix_arena *arena, const char *folder)
{
    tarix_collection *c = NULL;
    tarix_error err = {0};
    const tarix_str input = tarix_str_from(folder);
    if (tarix_collection_open(arena, &input, 1, &c, &err) != TARIX_OK) fail_msg("%s", err.message);
    return c;
}

static const tarix_document *find(const tarix_collection *c, const char *name)
{
    for (size_t i = 0; i < c->n_documents; i++)
        if (tarix_str_equal(c->documents[i].name, tarix_str_from(name))) return &c->documents[i];
    fail_msg("no document %s", name);
    return NULL;
}

static const char *three_texts(tarix_arena *arena, tarix_str table)
{
    const char *folder = folder_in(arena);
    folder_file(arena, folder, "a.txt", TARIX_STR("Bir.\n"));
    folder_file(arena, folder, "b.txt", TARIX_STR("İki.\n"));
    folder_file(arena, folder, "k\xC9\x99nd.txt", TARIX_STR("Üç.\n"));
    if (table.size) folder_file(arena, folder, "metadata.csv", table);
    return folder;
}

static void gives_each_document_its_row(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_metadata *m = tarix_metadata_new(arena, NULL, NULL, true);
    tarix_collection *c =
        open_folder(arena, three_texts(arena, TARIX_STR("year,document,topic,size\n"
                                                        "1918,kənd,\"neft, pambıq\",\n"
                                                        ",./a.txt,1905,2.5\n"
                                                        "1920,yox.txt,x,3\n")));
    tarix_error err = {0};
    if (tarix_metadata_join(m, c, NULL, &err) != TARIX_OK) fail_msg("%s", err.message);
    const size_t year = tarix_metadata_find(m, TARIX_STR("year"));
    const size_t topic = tarix_metadata_find(m, TARIX_STR("topic"));
    const size_t size = tarix_metadata_find(m, TARIX_STR("size"));
    assert_true(tarix_metadata_find(m, TARIX_STR("yer")) == TARIX_NO_FIELD);
    assert_true(m->fields[year].is_number && m->fields[size].is_number);
    assert_false(m->fields[topic].is_number);
    check_str(tarix_metadata_value(find(c, "kənd.txt"), topic), "neft, pambıq");
    check_near(tarix_metadata_number(find(c, "kənd.txt"), year), 1918, 0);
    assert_true(isnan(tarix_metadata_number(find(c, "kənd.txt"), size)));
    check_str(tarix_metadata_value(find(c, "a.txt"), year), "");
    check_near(tarix_metadata_number(find(c, "a.txt"), size), 2.5, 0);
    assert_false(find(c, "a.txt")->lacks_metadata);
    assert_null(find(c, "b.txt")->metadata);
    assert_true(find(c, "b.txt")->lacks_metadata);
    check_str(tarix_metadata_value(find(c, "b.txt"), topic), "");
    assert_int_equal(m->n_files, 1);
    assert_int_equal(m->files[0]->n_rows, 3);
    assert_int_equal(m->files[0]->sha256.size, 64);
    size_t unused = 0;
    for (size_t i = 0; i < 3; i++) unused += !m->files[0]->rows[i].is_used;
    assert_int_equal(unused, 1);
}

/* Fields are those of all folders; a type holds in all of them. */
static void joins_the_tables_of_folders(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_metadata *m = tarix_metadata_new(arena, NULL, NULL, false);
    tarix_collection *first =
        open_folder(arena, three_texts(arena, TARIX_STR("text,year\na,1905\nb,1906\n")));
    tarix_collection *second = open_folder(
        arena, three_texts(arena, TARIX_STR("text;genre;year;price\na;məktub;təxm. 1907;2,5\n")));
    tarix_collection *none = open_folder(arena, three_texts(arena, TARIX_STR("")));
    assert_int_equal(tarix_metadata_join(m, first, NULL, NULL), TARIX_OK);
    const size_t year = tarix_metadata_find(m, TARIX_STR("year"));
    assert_true(m->fields[year].is_number);
    assert_int_equal(tarix_metadata_join(m, second, NULL, NULL), TARIX_OK);
    assert_int_equal(tarix_metadata_join(m, none, NULL, NULL), TARIX_OK);
    assert_false(m->fields[year].is_number);
    const size_t genre = tarix_metadata_find(m, TARIX_STR("genre"));
    const size_t price = tarix_metadata_find(m, TARIX_STR("price"));
    check_str(tarix_metadata_value(find(first, "a.txt"), genre), "");
    check_str(tarix_metadata_value(find(second, "a.txt"), genre), "məktub");
    check_near(tarix_metadata_number(find(second, "a.txt"), price), 2.5, 0);
    check_str(tarix_metadata_value(find(first, "b.txt"), year), "1906");
    assert_false(find(none, "a.txt")->lacks_metadata);
}

static void takes_the_file_that_is_named(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_metadata *m = tarix_metadata_new(arena, NULL, NULL, false);
    tarix_collection *c =
        open_folder(arena, three_texts(arena, TARIX_STR("document,year\na.txt,1\n")));
    const char *other = folder_lone_file(arena, TARIX_STR("document,year\nb.txt,2\n")).data;
    assert_int_equal(tarix_metadata_join(m, c, other, NULL), TARIX_OK);
    const size_t year = tarix_metadata_find(m, TARIX_STR("year"));
    check_str(tarix_metadata_value(find(c, "b.txt"), year), "2");
    assert_true(find(c, "a.txt")->lacks_metadata);
}

static void refuses_a_table_that_is_none(tarix_guard *guard)
{
    static const struct {
        const char *table, *named;
    } cases[] = {
        {"document,year\na.txt,1\nb.txt,2\n./a,3\n",
            "metadata.csv:4: './a' has a row already, in line 2"},
        {"document,year\n,1\n", "metadata.csv:2: this row names no document"},
        {"document,year\na.txt,1,2\n", "metadata.csv:2: 3 cells where the header names 2"},
        {"\n", "metadata.csv: is empty"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tarix_arena *arena = tarix_arena_new(guard);
        tarix_error err = {0};
        tarix_metadata *m = tarix_metadata_new(arena, NULL, NULL, false);
        tarix_collection *c =
            open_folder(arena, three_texts(arena, tarix_str_from(cases[i].table)));
        assert_int_equal(tarix_metadata_join(m, c, NULL, &err), TARIX_INVALID);
        if (!strstr(err.message, cases[i].named)) fail_msg("%s", err.message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(gives_each_document_its_row),
        GUARDED(joins_the_tables_of_folders),
        GUARDED(takes_the_file_that_is_named),
        GUARDED(refuses_a_table_that_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
