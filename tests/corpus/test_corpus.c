#include "corpus/corpus.h"

#include "tests/base/guarded.h"
#include "tests/corpus/lexicons.h"
#include "tests/folder.h"

static const tarix_corpus *read_folder(tarix_arena *arena, const char *folder)
{
    const tarix_str input = tarix_str_from(folder);
    const tarix_pass pass = {.lexicons = lexicons_in(arena)};
    tarix_collection *collection = NULL;
    tarix_corpus *corpus = NULL;
    tarix_error err = {0};
    if (tarix_collection_open(arena, &input, 1, &collection, &err) != TARIX_OK ||
        tarix_corpus_read(arena, &pass, collection, TARIX_CORPUS_ALL, &corpus, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    return corpus;
}

/* Binary files first, in the middle and last; an empty one; two that are read. */
static void puts_a_document_or_sentence_at_a_wrong_place(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = folder_in(arena);
    const tarix_str binary = TARIX_STR("\0\1\2\3\xFF\0\0\0\0\0\0\0");
    folder_file(arena, folder, "a.txt", binary);
    folder_file(arena, folder, "b.txt", TARIX_STR("Bakı alındı. Gəncə düşdü."));
    folder_file(arena, folder, "c.txt", binary);
    folder_file(arena, folder, "d.txt", TARIX_STR(""));
    folder_file(arena, folder, "e.txt", TARIX_STR("Bakı"));
    folder_file(arena, folder, "f.txt", binary);
    const tarix_corpus *c = read_folder(arena, folder);
    static const size_t documents[] = {0, 0, 6, 6, 6, 7, 7}, sentences[] = {0, 3, 6, 7};
    static const char *const forms[] = {"Bakı", "alındı", ".", "Gəncə", "düşdü", ".", "Bakı"};
    assert_int_equal(c->n_documents, 6);
    assert_int_equal(c->n_sentences, 3);
    assert_int_equal(c->n_tokens, 7);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(c->document_start[i], documents[i]);
        check_str(tarix_vocab_str(c->forms, c->form[i]), forms[i]);
    }
    for (size_t i = 0; i < 4; i++) assert_int_equal(c->sentence_start[i], sentences[i]);
    assert_int_equal(c->form[0], c->form[6]);
    assert_int_equal(c->form[2], c->form[5]);
}

static void finds_a_sentence_in_an_empty_text(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = folder_in(arena);
    folder_file(arena, folder, "a.txt", TARIX_STR(" \n"));
    const tarix_corpus *c = read_folder(arena, folder);
    assert_int_equal(c->n_tokens + c->n_sentences, 0);
    assert_int_equal(c->n_documents, 1);
    assert_int_equal(c->document_start[0] + c->document_start[1] + c->sentence_start[0], 0);
}

static void loses_tokens_as_it_grows(tarix_guard *guard)
{
    enum { n = 5000 };
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = folder_in(arena);
    char *text = tarix_arena_alloc(arena, n, 16);
    size_t size = 0;
    for (int i = 0; i < n; i++) size += (size_t)sprintf(text + size, "Baba gedir. ");
    folder_file(arena, folder, "a.txt", (tarix_str){text, size});
    const tarix_corpus *c = read_folder(arena, folder);
    assert_int_equal(c->n_tokens, 3 * n);
    assert_int_equal(c->n_sentences, n);
    for (size_t i = 0; i <= n; i++) assert_int_equal(c->sentence_start[i], 3 * i);
    for (size_t i = 3; i < 3 * n; i++) assert_int_equal(c->form[i], c->form[i - 3]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(puts_a_document_or_sentence_at_a_wrong_place),
        GUARDED(finds_a_sentence_in_an_empty_text),
        GUARDED(loses_tokens_as_it_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
