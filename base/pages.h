/* Large blocks straight from the system, backed by huge pages where it has them: a table of many
 * megabytes that is probed at random otherwise spends its time on finding pages. */
#ifndef TARIX_BASE_PAGES_H
#define TARIX_BASE_PAGES_H

#include <stddef.h>

/* At least `size` zeroed bytes, or NULL. */
void *tarix_pages_map(size_t size);
void tarix_pages_unmap(void *block, size_t size);

#endif
