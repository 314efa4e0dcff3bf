#include "corpus/pass.h"

#include "tests/base/guarded.h"
#include "tests/corpus/lexicons.h"
#include "tests/folder.h"

/* What a sink has seen. */
typedef struct log_book {
    char text[4096]; /* forms, "|" before a sentence, "<n" and ">n" round document n */
    size_t size;
    const tarix_vocab *forms;
    uint64_t bytes;
} log_book;

static void note(log_book *book, const char *mark, tarix_str text)
{
    book->size += (size_t)snprintf(
        book->text + book->size, sizeof book->text - book->size, "%s%.*s", mark, TARIX_ARG(text));
}

static void begin(void *context, size_t document)
{
    note(context, "<", (tarix_str){&"0123456789"[document], 1});
}

static void end(void *context, size_t document)
{
    note(context, ">", (tarix_str){&"0123456789"[document], 1});
}

static void tokens(void *context, const tarix_token *list, const tarix_id *ids, size_t n)
{
    log_book *book = context;
    for (size_t i = 0; i < n; i++) {
        const tarix_str form = tarix_token_form(&list[i]);
        note(book, list[i].flags & TARIX_TOKEN_STARTS_SENTENCE ? "|" : " ", form);
        if (!book->forms) {
            assert_null(ids);
            continue;
        }
        assert_true(tarix_str_equal(tarix_vocab_str(book->forms, ids[i]), form));
        assert_int_equal(tarix_vocab_tag(book->forms, ids[i]), tarix_token_tag(&list[i]));
    }
}

static void read_bytes(void *context, uint64_t bytes)
{
    ((log_book *)context)->bytes += bytes;
}

static void miscounts_a_text_in_memory(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_pass pass = {.lexicons = lexicons_in(arena)};
    log_book book = {0};
    tarix_document document = {0};
    const tarix_sink sink = {.context = &book, .begin = begin, .tokens = tokens, .end = end};
    const tarix_str text = TARIX_STR("Bakı alındı. Gəncə düşdü!\n");
    assert_int_equal(tarix_pass_run_bytes(&pass, arena, text, &document, &sink, NULL), TARIX_OK);
    assert_string_equal(book.text, "<0|Bakı alındı .|Gəncə düşdü !>0");
    assert_int_equal(document.sentences, 2);
    assert_int_equal(document.tokens[TARIX_KIND_WORD], 4);
    assert_int_equal(document.tokens[TARIX_KIND_PUNCT], 2);
    assert_int_equal(document.places, 4);
    assert_int_equal(document.bytes, text.size);
    assert_int_equal(document.bad_bytes, 0);
    assert_string_equal(document.encoding, "UTF-8");
}

static void finds_a_token_in_an_empty_text(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_pass pass = {.lexicons = lexicons_in(arena)};
    log_book book = {0};
    tarix_document document = {0};
    const tarix_sink sink = {.context = &book, .begin = begin, .tokens = tokens, .end = end};
    assert_int_equal(
        tarix_pass_run_bytes(&pass, arena, TARIX_STR(""), &document, &sink, NULL), TARIX_OK);
    assert_string_equal(book.text, "<0>0");
    assert_int_equal(document.places + document.sentences, 0);
}

/* SHA-256 of "abc" and of nothing: FIPS 180-4. */
static void lets_a_bad_file_in_a_folder_take_the_good_ones_down(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const char *top = folder_in(arena);
    folder_file(arena, top, "a.txt", TARIX_STR("abc"));
    folder_file(arena, top, "b.txt", TARIX_STR("\0\1\2\3\xFF\0\0\0\0\0\0\0"));
    folder_file(arena, top, "c.txt", TARIX_STR(""));
    const tarix_str input = tarix_str_from(top);
    tarix_collection *c = NULL;
    assert_int_equal(tarix_collection_open(arena, &input, 1, &c, NULL), TARIX_OK);
    log_book book = {.forms = tarix_vocab_new(arena)};
    const tarix_progress progress = {.context = &book, .read = read_bytes};
    const tarix_pass pass = {.lexicons = lexicons_in(arena), .hashes = true, .progress = &progress};
    const tarix_sink sink = {.context = &book,
        .forms = (tarix_vocab *)book.forms,
        .begin = begin,
        .tokens = tokens,
        .end = end};
    assert_int_equal(tarix_pass_run(&pass, c, &sink, NULL), TARIX_OK);
    assert_string_equal(book.text, "<0|abc>0<2>2");
    assert_int_equal(book.bytes, 3);
    check_str(
        c->documents[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check_str(
        c->documents[2].sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_true(c->documents[1].failure.size > 0);
    assert_int_equal(tarix_collection_read(c), 2);
}

static void passes_over_a_bad_file_that_was_typed(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str path = folder_lone_file(arena, TARIX_STR("\0\1\2\3\xFF\0\0\0\0\0\0\0"));
    tarix_collection *c = NULL;
    tarix_error err = {0};
    log_book book = {0};
    const tarix_pass pass = {.lexicons = lexicons_in(arena)};
    const tarix_sink sink = {.context = &book, .begin = begin, .tokens = tokens, .end = end};
    assert_int_equal(tarix_collection_open(arena, &path, 1, &c, NULL), TARIX_OK);
    assert_int_equal(tarix_pass_run(&pass, c, &sink, &err), TARIX_INVALID);
    assert_non_null(strstr(err.message, path.data));
    assert_string_equal(book.text, "");
}

/* U+04D9 is Cyrillic, U+0259 Latin; digits, marks and apostrophes are of no script. */
static void miscounts_the_letters_of_a_script(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_pass pass = {.lexicons = lexicons_in(arena)};
    log_book book = {0};
    tarix_document counted = {0}, left = {0};
    const tarix_sink sink = {.context = &book, .tokens = tokens};
    const tarix_str text = TARIX_STR("İl 1905, şəhər; шәһәр باکو αβ.\n");
    assert_int_equal(tarix_pass_run_bytes(&pass, arena, text, &left, &sink, NULL), TARIX_OK);
    pass.counts_scripts = true;
    assert_int_equal(tarix_pass_run_bytes(&pass, arena, text, &counted, &sink, NULL), TARIX_OK);
    assert_int_equal(counted.letters[TARIX_SCRIPT_LATIN], 7);
    assert_int_equal(counted.letters[TARIX_SCRIPT_CYRILLIC], 5);
    assert_int_equal(counted.letters[TARIX_SCRIPT_ARABIC], 4);
    assert_int_equal(counted.letters[TARIX_SCRIPT_OTHER], 2);
    for (unsigned s = 0; s < TARIX_SCRIPTS; s++) assert_int_equal(left.letters[s], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(miscounts_a_text_in_memory),
        GUARDED(finds_a_token_in_an_empty_text),
        GUARDED(lets_a_bad_file_in_a_folder_take_the_good_ones_down),
        GUARDED(passes_over_a_bad_file_that_was_typed),
        GUARDED(miscounts_the_letters_of_a_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
