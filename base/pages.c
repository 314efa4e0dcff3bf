#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise */

#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

enum { huge_page = 1 << 21 };

static size_t rounded(size_t size)
{
    return (size + huge_page - 1) & ~(size_t)(huge_page - 1);
}

/* One huge page more is asked for, and what stands before and behind the aligned part given back.
 */
void *tarix_pages_map(size_t size)
{
    const size_t wanted = rounded(size), asked = wanted + huge_page;
    char *raw = mmap(NULL, asked, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (raw == MAP_FAILED) return NULL;
    char *block = (char *)rounded((uintptr_t)raw);
    const size_t before = (size_t)(block - raw);
    if (before) munmap(raw, before);
    munmap(block + wanted, asked - before - wanted);
#ifdef MADV_HUGEPAGE
    madvise(block, wanted, MADV_HUGEPAGE);
#endif
    return block;
}

void tarix_pages_unmap(void *block, size_t size)
{
    munmap(block, rounded(size));
}
