#include "base/mapping.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct mapping {
    void *bytes;
    size_t size;
} mapping;

static void unmap(void *object)
{
    mapping *m = object;
    if (m->bytes) munmap(m->bytes, m->size);
    m->bytes = NULL;
}

static tarix_status map(mapping *m, const char *path, int fd, tarix_error *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return tarix_error_set(err, TARIX_IO, "%s: cannot be read: %s", path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return tarix_error_set(err, TARIX_IO, "%s: is not a file on a disk", path);
    if ((uintmax_t)info.st_size > SIZE_MAX)
        return tarix_error_set(err, TARIX_IO, "%s: is too large for this machine", path);
    m->size = (size_t)info.st_size;
    if (m->size == 0) return TARIX_OK;
    void *bytes = mmap(NULL, m->size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED)
        return tarix_error_set(err, TARIX_IO, "%s: cannot be read: %s", path, strerror(errno));
    m->bytes = bytes;
    return TARIX_OK;
}

tarix_status tarix_mapping_open(
    tarix_arena *arena, const char *path, tarix_str *out, tarix_error *err)
{
    mapping *m = TARIX_NEW(arena, mapping);
    tarix_arena_defer(arena, unmap, m);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return tarix_error_set(err, TARIX_IO, "%s: cannot be read: %s", path, strerror(errno));
    const tarix_status status = map(m, path, fd, err);
    close(fd);
    TARIX_TRY(status);
    if (m->bytes) tarix_arena_watch(arena, m->bytes, m->size);
    *out = (tarix_str){m->bytes ? m->bytes : "", m->size};
    return TARIX_OK;
}
