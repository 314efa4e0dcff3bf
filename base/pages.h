/* Large blocks straight from the system, backed by huge pages where it has them (a table of many
 * megabytes that is probed at random otherwise spends its time on finding pages), and grown in
 * place: address space for more is kept behind each block, memory is not. */
#ifndef TARIX_BASE_PAGES_H
#define TARIX_BASE_PAGES_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes before each block that are its owner's. */
enum { TARIX_PAGES_FRONT = 1024 };

/* At least `size` zeroed bytes, or NULL. */
void *tarix_pages_map(size_t size);
/* Makes the block `size` bytes large where it stands, the new part zeroed; false when it cannot be:
 * then map another and copy. */
bool tarix_pages_grow(void *block, size_t old_size, size_t size);
/* Gives back the pages that lie in a part of a block, which reads as zeros or as it was then. */
void tarix_pages_discard(void *begin, size_t size);
void tarix_pages_unmap(void *block);

#endif
