/* Bytes one after the other, which may become more than memory shall hold: they then go to a file
 * without a name, which ends with the program whatever happens. */
#ifndef TARIX_BASE_SPOOL_H
#define TARIX_BASE_SPOOL_H

#include "arena.h"
#include "error.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct tarix_spool tarix_spool;

/* `most` bytes are held in memory (0: all); the file lies in the folder of `beside`, a path that is
 * borrowed. Closed with the arena. */
TARIX_API tarix_spool *tarix_spool_new(tarix_arena *arena, size_t most, const char *beside);

/* Adding never fails at once: the first failure is kept and told by tarix_spool_status(). */
TARIX_API void tarix_spool_add(tarix_spool *spool, const void *bytes, size_t size);
/* Forgets what is behind the first `size` bytes. */
TARIX_API void tarix_spool_cut(tarix_spool *spool, uint64_t size);
TARIX_API uint64_t tarix_spool_size(const tarix_spool *spool);
TARIX_API tarix_status tarix_spool_status(const tarix_spool *spool, tarix_error *err);

/* The bytes from `at` on that lie together, *size of them: 0 at the end, or after a failure. Valid
 * until the next call. Elements of 2, 4, 8 … bytes are not cut where nobody has cut or read between
 * them. */
TARIX_API const void *tarix_spool_read(tarix_spool *spool, uint64_t at, size_t *size);
/* The bytes from `at` on, all of which there are, to `to`; false after a failure. */
TARIX_API bool tarix_spool_copy(tarix_spool *spool, uint64_t at, void *to, size_t size);

#endif
