/* A buffered output that appears whole or not at all.
 * A file is written beside its final name, as .NAME.tarix-part, and renamed by
 * tarix_output_commit(); without that the old file stays as it was. */
#ifndef TARIX_BASE_OUTPUT_H
#define TARIX_BASE_OUTPUT_H

#include "arena.h"
#include "digest.h"
#include "error.h"
#include "str.h"

typedef struct tarix_output tarix_output;

/* `path` NULL is standard output. Closed (and, if not committed, taken back) with the arena. */
TARIX_API tarix_status tarix_output_open(
    tarix_arena *arena, const char *path, tarix_output **out, tarix_error *err);

/* The name of that file while it grows. */
TARIX_API tarix_str tarix_output_part(tarix_arena *arena, const char *path);
/* Removes from a folder the parts that killed runs left and no other run is writing. */
TARIX_API void tarix_output_sweep(tarix_arena *arena, const char *folder);

/* Writing never fails at once: the first failure is kept and told by tarix_output_status() and
 * tarix_output_commit(). */
TARIX_API void tarix_output_bytes(tarix_output *output, const char *bytes, size_t size);
static inline void tarix_output_str(tarix_output *output, tarix_str text)
{
    tarix_output_bytes(output, text.data, text.size);
}
TARIX_API void tarix_output_char(tarix_output *output, char c);

/* From now on every byte is added to the digest too (borrowed), so that the file need not be read
 * again to know its sum; and how many they are. */
TARIX_API void tarix_output_hash(tarix_output *output, tarix_digest *digest);
TARIX_API uint64_t tarix_output_size(const tarix_output *output);

/* Whether it goes to a file that can be read again, not to a device or standard output. */
TARIX_API bool tarix_output_is_file(const tarix_output *output);

TARIX_API tarix_status tarix_output_status(const tarix_output *output, tarix_error *err);
TARIX_API tarix_status tarix_output_commit(tarix_output *output, tarix_error *err);

#endif
