#include "base/spool.h"

#include "base/file.h"
#include "base/str.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { first_size = 1 << 16, stretch = 1 << 20 };

struct tarix_spool {
    tarix_arena *arena;
    const char *beside;
    size_t most;
    char *bytes; /* those behind what is in the file */
    size_t used, capacity;
    uint64_t filed; /* bytes in the file */
    int fd;         /* -1: there is none */
    int failure;    /* errno of the first call that failed */
    char *read;     /* a stretch of the file */
};

static void close_spool(void *object)
{
    tarix_spool *spool = object;
    if (spool->fd >= 0) close(spool->fd);
    spool->fd = -1;
}

tarix_spool *tarix_spool_new(tarix_arena *arena, size_t most, const char *beside)
{
    tarix_spool *spool = TARIX_NEW(arena, tarix_spool);
    const size_t whole = most - most % stretch;
    *spool = (tarix_spool){.arena = arena, .beside = beside, .fd = -1};
    spool->most = most == 0 ? SIZE_MAX : whole ? whole : stretch;
    tarix_arena_defer(arena, close_spool, spool);
    return spool;
}

/* A part as those of outputs, should it be left in the moment before its name goes. */
static void open_file(tarix_spool *spool)
{
    const tarix_str all = tarix_str_from(spool->beside), base = tarix_file_base(all);
    const tarix_str path = tarix_arena_format(spool->arena, "%.*s.%.*s-%ld-%p.tarix-part",
        (int)(all.size - base.size), all.data, TARIX_ARG(base), (long)getpid(), (void *)spool);
    spool->fd = open(path.data, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (spool->fd < 0)
        spool->failure = errno;
    else
        unlink(path.data);
}

/* Moves what is in memory to the end of the file. */
static void file_bytes(tarix_spool *spool)
{
    size_t done = 0;
    if (spool->fd < 0 && !spool->failure) open_file(spool);
    while (done < spool->used && !spool->failure) {
        const ssize_t n = pwrite(
            spool->fd, spool->bytes + done, spool->used - done, (off_t)(spool->filed + done));
        if (n >= 0)
            done += (size_t)n;
        else if (errno != EINTR)
            spool->failure = errno;
    }
    spool->filed += spool->used;
    spool->used = 0;
}

static void make_room(tarix_spool *spool)
{
    if (spool->capacity == spool->most) {
        file_bytes(spool);
        return;
    }
    size_t room = spool->capacity ? 2 * spool->capacity : first_size;
    if (room > spool->most) room = spool->most;
    spool->bytes = tarix_arena_grow(spool->arena, spool->bytes, spool->capacity, room, 1);
    spool->capacity = room;
}

void tarix_spool_add(tarix_spool *spool, const void *bytes, size_t size)
{
    const char *p = bytes;
    while (size) {
        if (spool->used == spool->capacity) make_room(spool);
        const size_t room = spool->capacity - spool->used, part = size < room ? size : room;
        memcpy(spool->bytes + spool->used, p, part);
        spool->used += part;
        p += part;
        size -= part;
    }
}

void tarix_spool_cut(tarix_spool *spool, uint64_t size)
{
    assert(size <= tarix_spool_size(spool));
    if (size >= spool->filed) {
        spool->used = (size_t)(size - spool->filed);
        return;
    }
    spool->filed = size;
    spool->used = 0;
}

uint64_t tarix_spool_size(const tarix_spool *spool)
{
    return spool->filed + spool->used;
}

tarix_status tarix_spool_status(const tarix_spool *spool, tarix_error *err)
{
    if (!spool->failure) return TARIX_OK;
    return tarix_error_set(err, TARIX_IO,
        "%s: what --memory has no room for cannot be kept beside it: %s", spool->beside,
        strerror(spool->failure));
}

/* What lies in the file. */
static bool read_file(tarix_spool *spool, uint64_t at, char *to, size_t size)
{
    size_t got = 0;
    while (got < size && !spool->failure) {
        const ssize_t n = pread(spool->fd, to + got, size - got, (off_t)(at + got));
        if (n > 0)
            got += (size_t)n;
        else if (n == 0 || errno != EINTR)
            spool->failure = n == 0 ? EIO : errno;
    }
    return !spool->failure;
}

const void *tarix_spool_read(tarix_spool *spool, uint64_t at, size_t *size)
{
    *size = 0;
    if (at >= tarix_spool_size(spool) || spool->failure) return spool->bytes;
    if (at >= spool->filed) {
        *size = spool->used - (size_t)(at - spool->filed);
        return spool->bytes + (at - spool->filed);
    }
    if (!spool->read) spool->read = tarix_arena_alloc(spool->arena, stretch, 1);
    const size_t wanted = spool->filed - at < stretch ? (size_t)(spool->filed - at) : stretch;
    if (read_file(spool, at, spool->read, wanted)) *size = wanted;
    return spool->read;
}

bool tarix_spool_copy(tarix_spool *spool, uint64_t at, void *to, size_t size)
{
    char *p = to;
    assert(at + size <= tarix_spool_size(spool));
    if (at < spool->filed) {
        const size_t part = spool->filed - at < size ? (size_t)(spool->filed - at) : size;
        if (!read_file(spool, at, p, part)) return false;
        p += part;
        at += part;
        size -= part;
    }
    if (size) memcpy(p, spool->bytes + (at - spool->filed), size);
    return !spool->failure;
}
