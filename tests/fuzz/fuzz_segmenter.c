/* Bytes as a text, cut with the tables and without: the same tokens, of which all holds that must
 * hold of tokens; and folding them twice changes nothing. */
#include "corpus/fold.h"
#include "tests/corpus/cut.h"
#include "tests/fuzz/fuzz.h"

static tarix_lexicons *lexicons; /* opened once */

static void close_lexicons(void)
{
    tarix_lexicons_free(lexicons);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    fuzz_require(tarix_lexicons_open(NULL, &lexicons, NULL) == TARIX_OK, "no lexicons");
    return atexit(close_lexicons);
}

static cut cut_bytes(
    tarix_arena *arena, tarix_text *text, tarix_segmenter *segmenter, tarix_str bytes, bool tables)
{
    cut c;
    fuzz_require(
        tarix_text_open_bytes(text, bytes, "UTF-8", NULL) == TARIX_OK, "the text does not open");
    fuzz_require(cut_text(arena, segmenter, text, tables, &c, NULL) == TARIX_OK, "reading failed");
    return c;
}

static void check_fold(tarix_arena *arena, const tarix_token *token)
{
    char *once = tarix_arena_alloc(arena, TARIX_FOLD_SIZE(token->size), 1);
    const tarix_kind kind = (tarix_kind)token->kind;
    const tarix_str first = {once, tarix_fold(tarix_token_form(token), kind, once)};
    fuzz_require(first.size <= TARIX_FOLD_SIZE(token->size), "a fold is longer than it may be");
    char *twice = tarix_arena_alloc(arena, TARIX_FOLD_SIZE(first.size), 1);
    const tarix_str second = {twice, tarix_fold(first, kind, twice)};
    fuzz_require(tarix_str_equal(first, second), "folding twice changes a form");
}

static void work(tarix_arena *arena, tarix_str bytes)
{
    tarix_text *text = tarix_text_new(arena);
    tarix_segmenter *segmenter = tarix_segmenter_new(arena, lexicons);
    const cut quick = cut_bytes(arena, text, segmenter, bytes, true);
    const cut careful = cut_bytes(arena, text, segmenter, bytes, false);
    size_t at;
    const char *fault = cut_fault(&quick, &at);
    if (!fault && !cut_equal(&quick, &careful, &at)) fault = "differs without the tables";
    if (fault) fprintf(stderr, "token %zu\n", at);
    fuzz_require(!fault, fault);
    for (size_t i = 0; i < quick.n; i++) check_fold(arena, &quick.tokens[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_bytes(data, size, work);
}
