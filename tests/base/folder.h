/* A folder of the test's own under /tmp, gone with all that is in it when the tests have run. */
#ifndef TARIX_TESTS_BASE_FOLDER_H
#define TARIX_TESTS_BASE_FOLDER_H

#include "tests/check.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder_root[] = "/tmp/tarix-test-XXXXXX";

static inline int folder_new(void **state)
{
    (void)state;
    return mkdtemp(folder_root) ? 0 : -1;
}

static inline int folder_remove(const char *path, const struct stat *s, int type, struct FTW *ftw)
{
    (void)s, (void)type, (void)ftw;
    return remove(path);
}

static inline int folder_free(void **state)
{
    (void)state;
    return nftw(folder_root, folder_remove, 16, FTW_DEPTH | FTW_PHYS);
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
    FILE *file = fopen(folder_path(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    assert_int_equal(fclose(file), 0);
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

#endif
