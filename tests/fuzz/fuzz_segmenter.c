/* Bytes as a text, cut with the tables and without: the same tokens, of which all holds that must
 * hold of tokens; and folding them twice changes nothing. */
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

static void work(tarix_arena *arena, tarix_str bytes)
{
    tarix_text *text = tarix_text_new(arena, lexicons);
    tarix_segmenter *segmenter = tarix_segmenter_new(arena, lexicons);
    const cut quick = cut_bytes(arena, text, segmenter, bytes, true);
    const cut careful = cut_bytes(arena, text, segmenter, bytes, false);
    size_t at;
    const char *fault = cut_fault(&quick, &at);
    if (!fault && !cut_equal(&quick, &careful, &at)) fault = "differs without the tables";
    for (size_t i = 0; i < quick.n && !fault; i++)
        fault = cut_fold_fault(arena, &quick.tokens[at = i]);
    if (fault) fprintf(stderr, "token %zu\n", at);
    fuzz_require(!fault, fault);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_bytes(data, size, work);
}
