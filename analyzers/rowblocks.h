/* Rows of a table that are made and become bytes on several threads, block by block, and are
 * written in their order. */
#ifndef TARIX_ANALYZERS_ROWBLOCKS_H
#define TARIX_ANALYZERS_ROWBLOCKS_H

#include "table.h"

typedef struct tarix_rowblocks {
    tarix_table *table; /* that formats */
    size_t n_threads, n_blocks;
    /* Adds the rows of a block to `out`, on any thread. What is allocated in `scratch` is gone
     * when the block is. */
    void (*make)(void *context, size_t block, tarix_arena *scratch, tarix_row_bytes *out);
    void *context; /* not in the caller's frame */
} tarix_rowblocks;

/* Room in which blocks are made; it is kept for the next ones. */
typedef struct tarix_rowblock_room tarix_rowblock_room;
tarix_rowblock_room *tarix_rowblock_room_new(tarix_arena *arena, size_t n_threads);

tarix_status tarix_rowblocks_write(
    tarix_rowblock_room *room, const tarix_rowblocks *blocks, tarix_error *err);

#endif
