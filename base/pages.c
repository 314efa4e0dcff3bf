#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise */

#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

/* Stands in the page before each block, before the front. */
typedef struct header {
    char *raw;
    size_t mapped;  /* address space from raw on */
    size_t reserve; /* bytes the block may grow to */
} header;

static const size_t huge_page = (size_t)1 << 21;
static const size_t most_reserve = (size_t)1 << 35, least_reserve = (size_t)1 << 28;

static uintptr_t rounded(uintptr_t size)
{
    return (size + huge_page - 1) & ~(huge_page - 1);
}

static header *header_of(void *block)
{
    return (header *)((char *)block - 4096);
}

static void *map_with(size_t size, size_t reserve)
{
    const size_t mapped = reserve + 2 * huge_page;
    char *raw = mmap(NULL, mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (raw == MAP_FAILED) return NULL;
    char *block = (char *)rounded((uintptr_t)raw + 4096);
#ifdef MADV_HUGEPAGE
    madvise(block, reserve, MADV_HUGEPAGE);
#endif
    if (mprotect(block - 4096, 4096, PROT_READ | PROT_WRITE) != 0 ||
        mprotect(block, rounded(size), PROT_READ | PROT_WRITE) != 0) {
        munmap(raw, mapped);
        return NULL;
    }
    *header_of(block) = (header){raw, mapped, reserve};
    return block;
}

/* Where address space is limited, less of it is kept. */
void *tarix_pages_map(size_t size)
{
    const size_t least = rounded(size);
    for (size_t reserve = most_reserve; reserve >= least_reserve; reserve /= 8) {
        void *block = reserve >= 2 * least ? map_with(size, reserve) : NULL;
        if (block) return block;
    }
    return map_with(size, least);
}

bool tarix_pages_grow(void *block, size_t old_size, size_t size)
{
    const size_t old = rounded(old_size), wanted = rounded(size);
    if (wanted > header_of(block)->reserve) return false;
    return wanted <= old ||
           mprotect((char *)block + old, wanted - old, PROT_READ | PROT_WRITE) == 0;
}

void tarix_pages_discard(void *begin, size_t size)
{
#ifdef MADV_DONTNEED
    const uintptr_t page = 4096, first = ((uintptr_t)begin + page - 1) & ~(page - 1);
    const uintptr_t last = ((uintptr_t)begin + size) & ~(page - 1);
    if (last > first) madvise((void *)first, last - first, MADV_DONTNEED);
#else
    (void)begin, (void)size;
#endif
}

void tarix_pages_unmap(void *block)
{
    const header h = *header_of(block);
    munmap(h.raw, h.mapped);
}
