/* SHA-256, for run records. */
#ifndef TARIX_BASE_DIGEST_H
#define TARIX_BASE_DIGEST_H

#include "arena.h"
#include "error.h"
#include "str.h"

#include <stdint.h>

typedef struct tarix_digest tarix_digest;

/* Whether sums can be made: libcrypto is loaded with the first, and where it is not, sums are
 * empty. */
TARIX_API tarix_status tarix_digest_check(tarix_error *err);

/* Bytes added one after the other; closed with the arena. */
TARIX_API tarix_digest *tarix_digest_new(tarix_arena *arena);
TARIX_API void tarix_digest_add(tarix_digest *digest, const char *bytes, size_t size);
/* 64 hexadecimal digits, in the arena; the digest takes no more bytes. */
TARIX_API tarix_str tarix_digest_end(tarix_digest *digest);

/* The sum of bytes, and of a whole file with its size. */
TARIX_API tarix_str tarix_digest_of(tarix_arena *arena, tarix_str bytes);
TARIX_API tarix_status tarix_digest_file(
    tarix_arena *arena, const char *path, tarix_str *sum, uint64_t *size, tarix_error *err);

#endif
