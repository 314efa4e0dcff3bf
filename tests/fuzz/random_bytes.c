/* random_bytes STRINGS [SEED]: so many random strings of bytes through the decoder and the
 * segmenter; the first fault ends it. Run it as the `asan` preset builds it. */
#include "tests/base/random.h"
#include "tests/corpus/cut.h"

#include <stdio.h>
#include <stdlib.h>

enum { longest = 256, batch = 1000 };

typedef struct run {
    const tarix_lexicons *lexicons;
    uint64_t seed, n_bytes, n_tokens;
    size_t n_strings, done;
} run;

/* Any bytes, mostly ASCII, or bytes that often make letters and breaks. */
static size_t random_string(uint64_t *seed, char *out)
{
    static const char usual[] =
        "aAiI.-'\n \f19XV()\xC4\xB0\xC4\xB1\xC9\x99\xC5\x9F\xE2\x80\x99\xAD";
    const size_t size = random_next(seed) % (longest + 1);
    const uint64_t way = random_next(seed) % 3;
    for (size_t i = 0; i < size; i++) {
        const uint64_t random = random_next(seed);
        const unsigned char any = (unsigned char)(random >> 8);
        if (way == 0 || random % 8 == 0)
            out[i] = (char)any;
        else
            out[i] = way == 1 ? (char)(any & 0x7F) : usual[any % (sizeof usual - 1)];
    }
    return size;
}

static tarix_status one(
    run *r, tarix_arena *arena, tarix_segmenter *segmenter, tarix_text *text, tarix_error *err)
{
    static const char *const encodings[] = {
        "UTF-8", NULL, "UTF-8", "windows-1251", "UTF-16", "KOI8-R", "UTF-8", "windows-1254"};
    char bytes[longest];
    const char *encoding = encodings[r->done % (sizeof encodings / sizeof *encodings)];
    const tarix_str string = {bytes, random_string(&r->seed, bytes)};
    const tarix_mark mark = tarix_arena_mark(arena);
    cut quick, careful;
    size_t at = 0;
    r->done++;
    r->n_bytes += string.size;
    const tarix_status status = tarix_text_open_bytes(text, string, encoding, err);
    if (status != TARIX_OK) return encoding ? status : TARIX_OK; /* it looked binary */
    TARIX_TRY(cut_text(arena, segmenter, text, true, &quick, err));
    TARIX_TRY(tarix_text_open_bytes(text, string, encoding, err));
    TARIX_TRY(cut_text(arena, segmenter, text, false, &careful, err));
    const char *fault = cut_fault(&quick, &at);
    if (!fault && !cut_equal(&quick, &careful, &at)) fault = "differs without the tables";
    if (fault)
        return tarix_error_set(err, TARIX_INVALID, "string %zu, token %zu: %s", r->done, at, fault);
    r->n_tokens += quick.n;
    tarix_arena_restore(arena, mark);
    return TARIX_OK;
}

static tarix_status some(void *context, tarix_guard *guard, tarix_error *err)
{
    run *r = context;
    tarix_arena *arena = tarix_arena_new(guard), *scratch = tarix_arena_new(guard);
    tarix_segmenter *segmenter = tarix_segmenter_new(arena, r->lexicons);
    tarix_text *text = tarix_text_new(arena, r->lexicons);
    for (size_t i = 0; i < batch && r->done < r->n_strings; i++)
        TARIX_TRY(one(r, scratch, segmenter, text, err));
    return TARIX_OK;
}

int main(int argc, char **argv)
{
    run r = {.n_strings = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000,
        .seed = argc > 2 ? strtoul(argv[2], NULL, 10) : 1};
    tarix_lexicons *lexicons = NULL;
    tarix_error err = {0};
    tarix_status status = tarix_lexicons_open(NULL, &lexicons, &err);
    r.lexicons = lexicons;
    while (status == TARIX_OK && r.done < r.n_strings) status = tarix_protect(some, &r, 0, &err);
    tarix_lexicons_free(lexicons);
    if (status != TARIX_OK) {
        fprintf(stderr, "random_bytes: %s\n", err.message);
        return 1;
    }
    printf("%zu strings, %llu bytes, %llu tokens, no fault\n", r.done,
        (unsigned long long)r.n_bytes, (unsigned long long)r.n_tokens);
    return 0;
}
