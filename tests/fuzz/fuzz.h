/* What the fuzzers share: each input is worked on in arenas of its own; a fault that a target finds
 * is printed and aborts. */
#ifndef TARIX_TESTS_FUZZ_FUZZ_H
#define TARIX_TESTS_FUZZ_FUZZ_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv); /* a target may have none */

#define fuzz_require(condition, what)                                                              \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, (what));                            \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

typedef struct fuzz_call {
    tarix_str bytes;
    void (*work)(tarix_arena *arena, tarix_str bytes);
} fuzz_call;

static inline tarix_status fuzz_run_(void *context, tarix_guard *guard, tarix_error *err)
{
    (void)err;
    const fuzz_call *call = context;
    call->work(tarix_arena_new(guard), call->bytes);
    return TARIX_OK;
}

static inline int fuzz_bytes(
    const uint8_t *data, size_t size, void (*work)(tarix_arena *arena, tarix_str bytes))
{
    fuzz_call call = {{(const char *)data, size}, work};
    tarix_error err = {0};
    fuzz_require(tarix_protect(fuzz_run_, &call, 0, &err) == TARIX_OK, err.message);
    return 0;
}

/* Takes the first byte, which chooses one of `n` things. */
static inline size_t fuzz_choice(tarix_str *bytes, size_t n)
{
    if (bytes->size == 0) return 0;
    const unsigned char first = (unsigned char)*bytes->data++;
    bytes->size--;
    return first % n;
}

#endif
