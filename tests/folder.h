/* Folders of a test's own below /tmp, gone with all that is in them: one for the whole program,
 * made and removed as cmocka's fixture of a group, or any number that go with an arena. */
#ifndef TARIX_TESTS_FOLDER_H
#define TARIX_TESTS_FOLDER_H

#include "base/arena.h"
#include "base/str.h"
#include "tests/check.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_SIZE = 32 };

/* mkdtemp() makes a name of its own of six X at the end. */
static inline bool folder_make_(char path[FOLDER_SIZE])
{
    const int size = snprintf(path, FOLDER_SIZE, "/tmp/tarix-test-");
    memset(path + size, 'X', 6);
    path[size + 6] = '\0';
    return mkdtemp(path) != NULL;
}

static inline int folder_remove_one_(
    const char *path, const struct stat *info, int type, struct FTW *ftw)
{
    (void)info, (void)type, (void)ftw;
    return remove(path);
}

static inline int folder_remove_(const char *path)
{
    return nftw(path, folder_remove_one_, 16, FTW_DEPTH | FTW_PHYS);
}

static inline void folder_write_(const char *path, tarix_str bytes)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes.data, 1, bytes.size, file) != bytes.size || fclose(file) != 0)
        fail_msg("%s cannot be written", path);
}

/* ---- the program's ---- */

static char folder_root[FOLDER_SIZE];

static inline int folder_new(void **state)
{
    (void)state;
    return folder_make_(folder_root) ? 0 : -1;
}

static inline int folder_free(void **state)
{
    (void)state;
    return folder_remove_(folder_root);
}

/* The path of a name in it; good for the next three calls. */
static inline const char *folder_path(const char *name)
{
    static char paths[4][512];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder_root, name);
    return path;
}

static inline void folder_put(const char *name, tarix_str bytes)
{
    folder_write_(folder_path(name), bytes);
}

static inline bool folder_has(const char *name)
{
    return access(folder_path(name), F_OK) == 0;
}

/* Fails unless the file holds just these bytes. */
static inline void folder_check(const char *name, tarix_str bytes)
{
    FILE *file = fopen(folder_path(name), "rb");
    assert_non_null(file);
    char *found = malloc(bytes.size + 1);
    const size_t size = fread(found, 1, bytes.size + 1, file);
    fclose(file);
    const bool same = size == bytes.size && (size == 0 || memcmp(found, bytes.data, size) == 0);
    free(found);
    if (!same) fail_msg("%s holds something else", name);
}

/* The number that the next file opened will have: the same again when none was left open. */
static inline int folder_next_fd(void)
{
    const int fd = open("/dev/null", O_RDONLY);
    close(fd);
    return fd;
}

/* ---- an arena's ---- */

static inline void folder_close_(void *path)
{
    folder_remove_(path);
}

static inline const char *folder_in(tarix_arena *arena)
{
    char *path = tarix_arena_alloc(arena, FOLDER_SIZE, 1);
    if (!folder_make_(path)) fail_msg("no folder can be made below /tmp");
    tarix_arena_defer(arena, folder_close_, path);
    return path;
}

/* Writes folder/name (a name may have one folder of its own) and returns the path. */
static inline tarix_str folder_file(
    tarix_arena *arena, const char *folder, const char *name, tarix_str bytes)
{
    const tarix_str path = tarix_arena_format(arena, "%s/%s", folder, name);
    const char *slash = strchr(name, '/');
    if (slash)
        mkdir(tarix_arena_format(arena, "%s/%.*s", folder, (int)(slash - name), name).data, 0777);
    folder_write_(path.data, bytes);
    return path;
}

/* The path of a file "a.txt" that stands alone in a folder. */
static inline tarix_str folder_lone_file(tarix_arena *arena, tarix_str bytes)
{
    return folder_file(arena, folder_in(arena), "a.txt", bytes);
}

#endif
