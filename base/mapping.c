#include "base/mapping.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A process may have a thousand files open or fewer, and be given more of them at once. */
enum { few_files = 64 };

static void close_file(tarix_mapping *m)
{
    if (m->fd >= 0) close(m->fd);
    m->fd = -1;
}

static void unmap(void *object)
{
    tarix_mapping *m = object;
    if (m->bytes.size) munmap((void *)m->bytes.data, m->bytes.size);
    m->bytes = TARIX_STR("");
    close_file(m);
}

static tarix_status map(tarix_mapping *m, const char *path, tarix_error *err)
{
    struct stat info;
    if (m->fd < 0 || fstat(m->fd, &info) != 0)
        return tarix_error_set(err, TARIX_IO, "%s: cannot be read: %s", path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return tarix_error_set(err, TARIX_IO, "%s: is not a file on a disk", path);
    if ((uintmax_t)info.st_size > SIZE_MAX)
        return tarix_error_set(err, TARIX_IO, "%s: is too large for this machine", path);
    const size_t size = (size_t)info.st_size;
    if (size == 0) return TARIX_OK;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, m->fd, 0);
    if (bytes == MAP_FAILED)
        return tarix_error_set(err, TARIX_IO, "%s: cannot be read: %s", path, strerror(errno));
    m->bytes = (tarix_str){bytes, size};
    return TARIX_OK;
}

tarix_status tarix_mapping_open(
    tarix_arena *arena, const char *path, const tarix_mapping **out, tarix_error *err)
{
    tarix_mapping *m = TARIX_NEW(arena, tarix_mapping);
    *m = (tarix_mapping){.bytes = TARIX_STR(""), .fd = -1};
    tarix_arena_defer(arena, unmap, m);
    m->fd = open(path, O_RDONLY | O_CLOEXEC);
    TARIX_TRY(map(m, path, err));
    if (m->fd >= few_files) close_file(m);
    if (m->bytes.size) tarix_arena_watch(arena, (void *)m->bytes.data, m->bytes.size);
    *out = m;
    return TARIX_OK;
}

bool tarix_mapping_copy(const tarix_mapping *m, uint64_t at, void *to, size_t size)
{
    if (m->fd < 0) {
        memcpy(to, m->bytes.data + at, size);
        return true;
    }
    for (char *p = to; size;) {
        const ssize_t n = pread(m->fd, p, size, (off_t)at);
        if (n < 0 && errno == EINTR) continue;
        if (n == 0) errno = EIO; /* it has been cut short */
        if (n <= 0) return false;
        p += n;
        at += (uint64_t)n;
        size -= (size_t)n;
    }
    return true;
}
