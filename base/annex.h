/* Memory on the disk: blocks that lie in a file without a name and are used where they lie. The
 * system keeps as much of them at hand as it can; a thread sees to it that the program as a whole
 * holds no more memory than it was told, by letting go of pages of these blocks. What is in them
 * stays. */
#ifndef TARIX_BASE_ANNEX_H
#define TARIX_BASE_ANNEX_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Pages that may be let go: of a block, or of a file that is mapped for reading. */
typedef struct tarix_annex_part {
    struct tarix_annex_part *previous, *next;
    void *bytes;
    size_t size;
} tarix_annex_part;

typedef struct tarix_annex {
    const char *beside;
    size_t memory; /* bytes that the program may hold */
    int fd;        /* -1: no block has been asked for yet */
    uint64_t size; /* of the file */
    int failure;   /* errno of the last call that failed */
    pthread_mutex_t lock;
    tarix_annex_part *parts;
    pthread_t keeper;
    bool has_keeper;
    atomic_bool ends;
} tarix_annex;

/* The file, once there is one, lies in the folder of `beside`, a path that is borrowed. */
void tarix_annex_open(tarix_annex *annex, size_t memory, const char *beside);
/* All blocks have been unmapped. */
void tarix_annex_close(tarix_annex *annex);

/* At least `size` zeroed bytes, with TARIX_PAGES_FRONT bytes before them that are their owner's.
 * NULL: there is no room on the disk, or no file can be made; see `failure`. */
void *tarix_annex_map(tarix_annex *annex, size_t size);
/* Makes the block `size` bytes large where it stands, the new part zeroed; false when it cannot be:
 * then map another and copy. */
bool tarix_annex_grow(tarix_annex *annex, void *block, size_t size);
void tarix_annex_unmap(tarix_annex *annex, void *block);

/* Pages of a mapped file count as memory too, and can be had again. */
void tarix_annex_watch(tarix_annex *annex, tarix_annex_part *part);
void tarix_annex_leave(tarix_annex *annex, tarix_annex_part *part);

/* Bytes that the disk has room for. */
uint64_t tarix_annex_room(const tarix_annex *annex);

#endif
