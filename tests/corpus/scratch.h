/* Files for tests that need them, in a folder that goes with its arena, and random numbers that
 * are the same in every run. */
#ifndef TARIX_TESTS_CORPUS_SCRATCH_H
#define TARIX_TESTS_CORPUS_SCRATCH_H

#include "base/arena.h"
#include "base/str.h"
#include "tests/check.h"

#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static inline int scratch_remove_(
    const char *path, const struct stat *info, int type, struct FTW *f)
{
    (void)info, (void)type, (void)f;
    return remove(path);
}

static inline void scratch_close_(void *folder)
{
    nftw(folder, scratch_remove_, 8, FTW_DEPTH | FTW_PHYS);
}

static inline const char *scratch_folder(tarix_arena *arena)
{
    char *folder = tarix_arena_alloc(arena, 32, 1);
    memcpy(folder, "tarix-test-XXXXXX", 18);
    if (!mkdtemp(folder)) fail_msg("no folder can be made here");
    tarix_arena_defer(arena, scratch_close_, folder);
    return folder;
}

/* Writes folder/name (a name may have one folder of its own) and returns the path. */
static inline tarix_str scratch_file(
    tarix_arena *arena, const char *folder, const char *name, tarix_str bytes)
{
    const tarix_str path = tarix_arena_format(arena, "%s/%s", folder, name);
    const char *slash = strchr(name, '/');
    if (slash)
        mkdir(tarix_arena_format(arena, "%s/%.*s", folder, (int)(slash - name), name).data, 0777);
    FILE *file = fopen(path.data, "wb");
    if (!file || fwrite(bytes.data, 1, bytes.size, file) != bytes.size || fclose(file) != 0)
        fail_msg("%s cannot be written", path.data);
    return path;
}

static inline uint64_t scratch_random(uint64_t *state)
{
    *state += UINT64_C(0x9E3779B97F4A7C15); /* splitmix64 */
    uint64_t z = *state;
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static inline size_t scratch_below(uint64_t *state, size_t limit)
{
    return (size_t)(scratch_random(state) % limit);
}

#endif
