#include "analyzers/rowblocks.h"

#include "base/pool.h"

/* A block on its way. */
typedef struct slot {
    tarix_guard *guard;
    tarix_arena *scratch;
    tarix_row_bytes bytes;
    tarix_status status;
    tarix_error error;
} slot;

struct tarix_rowblock_room {
    tarix_arena *arena;
    slot *slots;
    size_t n_slots;
    /* of the call */
    tarix_rowblocks blocks;
    tarix_status status;
    tarix_error *err;
};

tarix_rowblock_room *tarix_rowblock_room_new(tarix_arena *arena, size_t n_threads)
{
    tarix_rowblock_room *room = TARIX_NEW(arena, tarix_rowblock_room);
    room->arena = arena;
    room->n_slots = 2 * (n_threads ? n_threads : 1);
    room->slots = TARIX_ARRAY(arena, slot, room->n_slots);
    for (size_t i = 0; i < room->n_slots; i++) {
        slot *s = &room->slots[i];
        s->guard = tarix_guard_branch(arena);
        s->scratch = tarix_arena_new(s->guard);
        s->bytes.arena = tarix_arena_new(s->guard);
    }
    return room;
}

typedef struct making {
    const tarix_rowblocks *blocks;
    size_t block;
    slot *slot;
} making;

static tarix_status make(void *context, tarix_error *err)
{
    const making *m = context;
    (void)err;
    m->blocks->make(m->blocks->context, m->block, m->slot->scratch, &m->slot->bytes);
    tarix_arena_restore(m->slot->scratch, (tarix_mark){0});
    return TARIX_OK;
}

static void work(void *context, size_t task, size_t thread, size_t number)
{
    tarix_rowblock_room *room = context;
    slot *s = &room->slots[number];
    making m = {&room->blocks, task, s};
    (void)thread;
    s->status = tarix_guard_run(s->guard, make, &m, &s->error);
}

static bool take(void *context, size_t task, size_t number)
{
    tarix_rowblock_room *room = context;
    slot *s = &room->slots[number];
    (void)task;
    room->status = s->status == TARIX_OK
                       ? tarix_table_write(room->blocks.table, &s->bytes, room->err)
                       : tarix_error_set(room->err, s->status, "%s", s->error.message);
    return room->status == TARIX_OK;
}

tarix_status tarix_rowblocks_write(
    tarix_rowblock_room *room, const tarix_rowblocks *blocks, tarix_error *err)
{
    room->blocks = *blocks;
    room->status = TARIX_OK;
    room->err = err;
    tarix_pool_stream(room->arena, &(tarix_stream){.n_threads = blocks->n_threads,
                                       .n_tasks = blocks->n_blocks,
                                       .n_slots = room->n_slots,
                                       .work = work,
                                       .take = take,
                                       .context = room});
    return room->status;
}
