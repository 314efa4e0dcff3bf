/* SHA-256, for run records. */
#ifndef TARIX_BASE_DIGEST_H
#define TARIX_BASE_DIGEST_H

#include "arena.h"
#include "str.h"

typedef struct tarix_digest tarix_digest;

/* Bytes added one after the other; closed with the arena. */
TARIX_API tarix_digest *tarix_digest_new(tarix_arena *arena);
TARIX_API void tarix_digest_add(tarix_digest *digest, const char *bytes, size_t size);
/* 64 hexadecimal digits, in the arena; the digest takes no more bytes. */
TARIX_API tarix_str tarix_digest_end(tarix_digest *digest);

#endif
