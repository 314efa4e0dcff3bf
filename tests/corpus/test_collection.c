#include "corpus/collection.h"

#include "tests/base/guarded.h"
#include "tests/folder.h"

static tarix_collection *open_all(tarix_arena *arena, const tarix_str *inputs, size_t n)
{
    tarix_collection *collection = NULL;
    tarix_error err = {0};
    if (tarix_collection_open(arena, inputs, n, &collection, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    return collection;
}

static void misses_a_text_below_a_folder(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *top = folder_in(arena);
    folder_file(arena, top, "b.txt", TARIX_STR("b"));
    folder_file(arena, top, "alt/c.txt", TARIX_STR("c"));
    folder_file(arena, top, "a.txt", TARIX_STR("a"));
    folder_file(arena, top, "qeyd.md", TARIX_STR("m"));
    folder_file(arena, top, "metadata.csv", TARIX_STR("document\n"));
    folder_file(arena, top, ".gizli.txt", TARIX_STR("h"));
    const tarix_str input = tarix_str_from(top);
    const tarix_collection *c = open_all(arena, &input, 1);
    assert_int_equal(c->n_documents, 3);
    check_str(c->documents[0].name, "a.txt");
    check_str(c->documents[1].name, "alt/c.txt");
    check_str(c->documents[2].name, "b.txt");
    for (size_t i = 0; i < 3; i++) assert_false(c->documents[i].typed);
    assert_int_equal(c->n_passed_over, 1);
    assert_true(tarix_str_ends(c->passed_over[0].path, TARIX_STR("qeyd.md")));
}

static void takes_a_file_twice_or_in_the_order_typed(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *top = folder_in(arena);
    const tarix_str b = folder_file(arena, top, "b.txt", TARIX_STR("b"));
    const tarix_str a = folder_file(arena, top, "a.dat", TARIX_STR("a"));
    const tarix_str inputs[] = {b, TARIX_STR("-"), a, tarix_str_from(top), b, TARIX_STR("-")};
    const tarix_collection *c = open_all(arena, inputs, 6);
    assert_int_equal(c->n_documents, 3);
    check_str(c->documents[0].name, "-");
    check_str(c->documents[1].name, "a.dat");
    check_str(c->documents[2].name, "b.txt");
    assert_true(c->documents[2].typed);
}

static void check_refused(
    tarix_arena *arena, tarix_str input, tarix_status expected, const char *says)
{
    tarix_collection *untouched = NULL;
    tarix_error err = {0};
    assert_int_equal(tarix_collection_open(arena, &input, 1, &untouched, &err), expected);
    assert_null(untouched);
    if (!strstr(err.message, says)) fail_msg("'%s' does not say '%s'", err.message, says);
}

static void takes_an_input_that_is_no_text(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *top = folder_in(arena);
    tarix_collection *none = NULL;
    check_refused(arena, TARIX_STR("no-such-file.txt"), TARIX_IO, "no-such-file.txt");
    check_refused(arena, tarix_str_from(top), TARIX_INVALID, ".txt");
    const tarix_str word = folder_file(arena, top, "x.docx", TARIX_STR("PK"));
    check_refused(arena, word, TARIX_INVALID, "UTF-8");
    assert_int_equal(tarix_collection_open(arena, NULL, 0, &none, NULL), TARIX_USAGE);
}

static void adds_up_documents_wrongly(void **state)
{
    (void)state;
    tarix_document documents[] = {
        {.places = 3, .tokens = {[TARIX_KIND_WORD] = 2, [TARIX_KIND_PUNCT] = 5}},
        {.failure = TARIX_STR("x")},
        {.places = 4, .tokens = {[TARIX_KIND_WORD] = 1, [TARIX_KIND_URL] = 7}}};
    const tarix_collection c = {.documents = documents, .n_documents = 3};
    assert_int_equal(tarix_collection_tokens(&c, TARIX_KINDS_ALL), 15);
    assert_int_equal(tarix_collection_tokens(&c, 1 << TARIX_KIND_WORD), 3);
    assert_int_equal(tarix_collection_tokens(&c, 0), 0);
    assert_int_equal(tarix_collection_places(&c), 7);
    assert_int_equal(tarix_collection_read(&c), 2);
}

static tarix_status fit_large(void *path, tarix_guard *guard, tarix_error *err)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str input = tarix_str_from(path);
    return tarix_collection_fits(open_all(arena, &input, 1), arena, err);
}

/* Told by its size: there is nothing in it that could be read. */
static void reads_what_there_is_no_room_for(tarix_guard *guard)
{
    tarix_error err = {0};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str path = folder_file(arena, folder_in(arena), "large.txt", TARIX_STR("a"));
    assert_int_equal(truncate(path.data, 1000000000), 0);
    void *context = (void *)path.data;
    assert_int_equal(tarix_protect(fit_large, context, 0, &err), TARIX_OK);
    assert_int_equal(tarix_protect(fit_large, context, 400000000, &err), TARIX_OK);
    assert_int_equal(tarix_protect(fit_large, context, 100000000, &err), TARIX_NO_MEMORY);
    assert_non_null(strstr(err.message, "1000 MB of text: about 871 MB would do"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(misses_a_text_below_a_folder),
        GUARDED(takes_a_file_twice_or_in_the_order_typed),
        GUARDED(takes_an_input_that_is_no_text),
        GUARDED(reads_what_there_is_no_room_for),
        cmocka_unit_test(adds_up_documents_wrongly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
