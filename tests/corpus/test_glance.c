#include "corpus/glance.h"

#include "base/file.h"
#include "corpus/indexing.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/corpus/lexicons.h"
#include "tests/folder.h"

#include <fcntl.h>
#include <unistd.h>

enum { words = 5000 }; /* and as many commas: ten blocks */

static const char *index_of_words(tarix_arena *arena)
{
    const char *folder = folder_in(arena);
    const char *path = tarix_arena_format(arena, "%s/x.tarix", folder).data;
    const tarix_pass pass = {.lexicons = lexicons_in(arena)};
    const tarix_index_plan plan = {0};
    const tarix_str input = tarix_str_from(folder);
    char *text = tarix_arena_alloc(arena, words, 16);
    tarix_collection *c = NULL;
    size_t n = 0;
    uint64_t size = 0;
    for (int i = 0; i < words; i++)
        n += (size_t)sprintf(text + n, "s%c%c, ", 'a' + i % 7, 'a' + i % 9);
    folder_file(arena, folder, "a.txt", (tarix_str){text, n});
    assert_int_equal(tarix_collection_open(arena, &input, 1, &c, NULL), TARIX_OK);
    assert_int_equal(tarix_index_make(arena, &pass, c, &plan, path, &size, NULL), TARIX_OK);
    return path;
}

static tarix_glance *glance_at(tarix_arena *arena, const char *path)
{
    tarix_glance *g = TARIX_NEW(arena, tarix_glance);
    tarix_index *index = NULL;
    assert_int_equal(tarix_index_open(arena, path, &index, NULL), TARIX_OK);
    assert_true(index->n_tokens > 9 * TARIX_GLANCE_BLOCK);
    g->index = index;
    return g;
}

static void gives_another_form(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_glance *g = glance_at(arena, index_of_words(arena));
    const tarix_index *x = g->index;
    uint64_t seed = 3;
    for (uint64_t i = 0; i < x->n_tokens; i++)
        assert_int_equal(tarix_glance_form(g, i), x->token[i]);
    for (int i = 0; i < 1000; i++) {
        const uint64_t token = random_below(&seed, x->n_tokens);
        assert_int_equal(tarix_glance_form(g, token), x->token[token]);
    }
    assert_int_equal(g->fault.status, TARIX_OK);
}

/* What is looked at beside the block is well, and what is looked at in it is refused. */
static void misses_a_flipped_bit(tarix_guard *guard)
{
    enum { broken = 4 * TARIX_GLANCE_BLOCK + 17 };
    tarix_arena *arena = tarix_arena_new(guard);
    const char *path = index_of_words(arena);
    tarix_glance *g = glance_at(arena, path);
    tarix_str bytes = {0};
    assert_int_equal(tarix_file_read(arena, path, &bytes, NULL), TARIX_OK);
    char *copy = tarix_arena_alloc(arena, bytes.size, 1);
    memcpy(copy, bytes.data, bytes.size);
    const void *tokens = tarix_sections_at(g->index->sections, TARIX_SECTION_TOKENS);
    const void *settings = tarix_sections_at(g->index->sections, TARIX_SECTION_SETTINGS);
    const size_t at = TARIX_SECTION_BLOCK + (size_t)((const char *)tokens - (const char *)settings);
    copy[at + 4 * broken] ^= 1;
    folder_write_(path, (tarix_str){copy, bytes.size});
    g = glance_at(arena, path);
    tarix_glance_form(g, broken - TARIX_GLANCE_BLOCK);
    tarix_glance_form(g, broken + TARIX_GLANCE_BLOCK);
    assert_int_equal(g->fault.status, TARIX_OK);
    assert_int_equal(tarix_glance_form(g, broken + 1), 0);
    assert_int_equal(g->fault.status, TARIX_INVALID);
    assert_non_null(
        strstr(g->fault.message, "section 'tokens' is broken between its bytes 16384 and"));
}

/* Of many indexes files are not kept open, and the blocks of the last are the same. */
static void keeps_many_files_open(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *path = index_of_words(arena);
    tarix_glance *g = NULL;
    for (int i = 0; i < 100; i++) g = glance_at(arena, path);
    const int next = open(path, O_RDONLY);
    assert_in_range(next, 0, 80);
    close(next);
    for (uint64_t i = 0; i < g->index->n_tokens; i++)
        assert_int_equal(tarix_glance_form(g, i), g->index->token[i]);
    assert_int_equal(g->fault.status, TARIX_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(gives_another_form),
        GUARDED(misses_a_flipped_bit),
        GUARDED(keeps_many_files_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
