#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise */

#include "base/annex.h"

#include "base/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

/* Sizes and places in the file are whole grains, which no system has larger pages than. */
enum { grain = 1 << 16, longest_path = 4096 };

/* Stands in the grain before each block, before the front. */
typedef struct header {
    tarix_annex_part part;
    char *raw;
    size_t mapped; /* address space from raw on */
} header;

static const size_t least_reserve = (size_t)1 << 24;

static size_t rounded(size_t size)
{
    return (size + grain - 1) & ~(size_t)(grain - 1);
}

static header *header_of(void *block)
{
    return (header *)((char *)block - 2 * TARIX_PAGES_FRONT);
}

_Static_assert(sizeof(header) <= TARIX_PAGES_FRONT, "a header stands before the front");

void tarix_annex_open(tarix_annex *annex, size_t memory, const char *beside)
{
    *annex = (tarix_annex){.beside = beside, .memory = memory, .fd = -1};
    pthread_mutex_init(&annex->lock, NULL);
}

void tarix_annex_close(tarix_annex *annex)
{
    atomic_store(&annex->ends, true);
    if (annex->has_keeper) pthread_join(annex->keeper, NULL);
    if (annex->fd >= 0) close(annex->fd);
    pthread_mutex_destroy(&annex->lock);
}

/* ---- the keeper ---- */

/* Bytes of memory that the program holds; 0 where the system does not tell. */
static size_t resident(int statm)
{
    char text[128] = "";
    if (statm < 0 || pread(statm, text, sizeof text - 1, 0) <= 0) return 0;
    const char *second = strchr(text, ' ');
    return second ? (size_t)strtoull(second, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

static tarix_annex_part *largest_below(const tarix_annex *annex, size_t size)
{
    tarix_annex_part *best = NULL;
    for (tarix_annex_part *p = annex->parts; p; p = p->next)
        if (p->size < size && (!best || p->size > best->size)) best = p;
    return best;
}

/* Lets pages go until a third of the memory is free, of the largest parts first: what is
 * large is mostly read from its begin to its end, what is smaller is looked into here and there. */
static void let_go(tarix_annex *annex, int statm)
{
    size_t size = SIZE_MAX;
    do {
        const tarix_annex_part *largest = largest_below(annex, size);
        if (!largest) return;
        size = largest->size;
        for (tarix_annex_part *p = annex->parts; p; p = p->next)
            if (p->size == size) madvise(p->bytes, size, MADV_DONTNEED);
    } while (resident(statm) > annex->memory / 3 * 2);
}

static void *keep(void *object)
{
    tarix_annex *annex = object;
    const struct timespec while_ = {.tv_nsec = 1000000};
    const int statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    while (!atomic_load(&annex->ends)) {
        if (resident(statm) > annex->memory / 6 * 5) {
            pthread_mutex_lock(&annex->lock);
            let_go(annex, statm);
            pthread_mutex_unlock(&annex->lock);
        }
        nanosleep(&while_, NULL);
    }
    if (statm >= 0) close(statm);
    return NULL;
}

static void add_part(tarix_annex *annex, tarix_annex_part *part)
{
    part->previous = NULL;
    part->next = annex->parts;
    if (part->next) part->next->previous = part;
    annex->parts = part;
    if (!annex->has_keeper) annex->has_keeper = !pthread_create(&annex->keeper, NULL, keep, annex);
}

void tarix_annex_watch(tarix_annex *annex, tarix_annex_part *part)
{
    pthread_mutex_lock(&annex->lock);
    add_part(annex, part);
    pthread_mutex_unlock(&annex->lock);
}

void tarix_annex_leave(tarix_annex *annex, tarix_annex_part *part)
{
    pthread_mutex_lock(&annex->lock);
    if (part->previous)
        part->previous->next = part->next;
    else
        annex->parts = part->next;
    if (part->next) part->next->previous = part->previous;
    pthread_mutex_unlock(&annex->lock);
}

/* ---- the file ---- */

/* A part as those of outputs, should it be left in the moment before its name goes. */
static bool open_file(tarix_annex *annex)
{
    char path[longest_path];
    const char *slash = strrchr(annex->beside, '/'), *name = slash ? slash + 1 : annex->beside;
    const int size = snprintf(path, sizeof path, "%.*s.%s-%ld.tarix-part",
        (int)(name - annex->beside), annex->beside, name, (long)getpid());
    if (size < 0 || size >= longest_path) {
        errno = ENAMETOOLONG;
        return false;
    }
    annex->fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return annex->fd >= 0 && unlink(path) == 0;
}

/* Room for it is taken at once: a disk that is full later would end the program. */
static bool extend(tarix_annex *annex, char *to, size_t size)
{
    if (annex->fd < 0 && !open_file(annex)) return false;
    errno = posix_fallocate(annex->fd, (off_t)annex->size, (off_t)size);
    if (errno) return false;
    const int access = PROT_READ | PROT_WRITE, how = MAP_SHARED | MAP_FIXED;
    if (mmap(to, size, access, how, annex->fd, (off_t)annex->size) == MAP_FAILED) return false;
    annex->size += size;
    return true;
}

static void *map_block(tarix_annex *annex, size_t size)
{
    const size_t reserve = 8 * size > least_reserve ? 8 * size : least_reserve;
    const size_t mapped = reserve + 2 * grain;
    char *raw = mmap(NULL, mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (raw == MAP_FAILED) return NULL;
    char *block = (char *)rounded((uintptr_t)raw) + grain;
    if (mprotect(block - grain, grain, PROT_READ | PROT_WRITE) != 0 ||
        !extend(annex, block, rounded(size))) {
        const int failure = errno;
        munmap(raw, mapped);
        errno = failure;
        return NULL;
    }
    *header_of(block) =
        (header){.part = {.bytes = block, .size = rounded(size)}, .raw = raw, .mapped = mapped};
    add_part(annex, &header_of(block)->part);
    return block;
}

void *tarix_annex_map(tarix_annex *annex, size_t size)
{
    pthread_mutex_lock(&annex->lock);
    void *block = map_block(annex, size);
    if (!block) annex->failure = errno;
    pthread_mutex_unlock(&annex->lock);
    return block;
}

bool tarix_annex_grow(tarix_annex *annex, void *block, size_t size)
{
    header *h = header_of(block);
    char *end = (char *)block + h->part.size;
    const size_t wanted = rounded(size);
    if (wanted <= h->part.size) return true;
    if ((size_t)((char *)block - h->raw) + wanted > h->mapped) return false;
    pthread_mutex_lock(&annex->lock);
    const bool grows = extend(annex, end, wanted - h->part.size);
    if (grows) h->part.size = wanted;
    pthread_mutex_unlock(&annex->lock);
    return grows;
}

/* The file keeps its size and loses what was in it. */
void tarix_annex_unmap(tarix_annex *annex, void *block)
{
    const header h = *header_of(block);
    tarix_annex_leave(annex, &header_of(block)->part);
#ifdef MADV_REMOVE
    madvise(block, h.part.size, MADV_REMOVE);
#endif
    munmap(h.raw, h.mapped);
}

uint64_t tarix_annex_room(const tarix_annex *annex)
{
    char folder[longest_path] = ".";
    struct statvfs info;
    const char *slash = strrchr(annex->beside, '/');
    if (slash)
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - annex->beside + 1), annex->beside);
    return statvfs(folder, &info) == 0 ? (uint64_t)info.f_bavail * info.f_frsize : 0;
}
