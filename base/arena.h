/* Memory with one owner and one end. An arena hands out zeroed memory that dies with it.
 *
 * Allocation never returns NULL: when the system (or the guard's budget) has no more, the call
 * unwinds to the tarix_protect() it runs under, which frees every arena opened under it and
 * returns TARIX_NO_MEMORY. Whatever is not memory (files, library handles) is tied to an arena
 * with tarix_arena_defer() and closed with it.
 * An arena belongs to one thread at a time. */
#ifndef TARIX_BASE_ARENA_H
#define TARIX_BASE_ARENA_H

#include "error.h"
#include "str.h"

#include <stddef.h>

typedef struct tarix_guard tarix_guard;
typedef struct tarix_arena tarix_arena;

/* Where an arena stood; see tarix_arena_restore(). */
typedef struct tarix_mark {
    void *chunk;
    size_t used;
    size_t n_large;
    void *deferred;
} tarix_mark;

/* Calls work(context, guard, err). Arenas made with that guard are freed if it runs out of memory
 * or returns a failure; on success those that were not kept are freed too. `budget` is the number
 * of bytes that may be alive under the guard at once, 0 for no limit. */
TARIX_API tarix_status tarix_protect(
    tarix_status (*work)(void *context, tarix_guard *guard, tarix_error *err), void *context,
    size_t budget, tarix_error *err);

/* For work on another thread. A branch belongs to one thread at a time; what is allocated under it
 * counts against the budget of the guard of `arena` and ends with `arena` at the latest, and memory
 * that runs out unwinds to the tarix_guard_run() it is in, which then frees nothing. */
TARIX_API tarix_guard *tarix_guard_branch(tarix_arena *arena);
TARIX_API tarix_status tarix_guard_run(tarix_guard *branch,
    tarix_status (*work)(void *context, tarix_error *err), void *context, tarix_error *err);

/* From now on what the budget has no room for lies on the disk, beside that path, which is
 * borrowed: large blocks go to a file without a name, and of the memory that the program holds,
 * pages of them are let go when it is nearly as much as the budget. Does nothing without a budget.
 */
TARIX_API void tarix_guard_spill(tarix_guard *guard, const char *beside);

/* Bytes that may still be allocated; SIZE_MAX: no budget. */
TARIX_API size_t tarix_guard_left(const tarix_guard *guard);

TARIX_API tarix_arena *tarix_arena_new(tarix_guard *guard);
TARIX_API void tarix_arena_free(tarix_arena *arena); /* NULL is allowed */

/* Takes the arena from its guard: it outlives the protected call and its owner frees it. It may be
 * lent to another guard before it is used again. */
TARIX_API void tarix_arena_keep(tarix_arena *arena);
TARIX_API void tarix_arena_lend(tarix_arena *arena, tarix_guard *guard);
TARIX_API tarix_guard *tarix_arena_guard(const tarix_arena *arena);

/* count * size zeroed bytes, aligned for any type; overflow counts as out of memory. */
TARIX_API void *tarix_arena_alloc(tarix_arena *arena, size_t count, size_t size);

/* Memory from tarix_arena_alloc() made larger: old contents kept, the new part zeroed. The old
 * address is gone. Large blocks are resized in place where the system can. */
TARIX_API void *tarix_arena_grow(
    tarix_arena *arena, void *old, size_t old_count, size_t count, size_t size);

/* The same where the block stands; false: it cannot be made larger there and is as it was. */
TARIX_API bool tarix_arena_extend(
    tarix_arena *arena, void *block, size_t old_count, size_t count, size_t size);

/* Pages of a file mapped for reading, which can be had again, count as memory: with
 * tarix_guard_spill() they are let go as well, until the arena ends. */
TARIX_API void tarix_arena_watch(tarix_arena *arena, void *bytes, size_t size);

/* Says that `count` things of `size` bytes will not be looked at again, so that the system can have
 * the pages of a large block back before the arena ends. */
TARIX_API void tarix_arena_discard(void *block, size_t count, size_t size);

#define TARIX_NEW(arena, type) ((type *)tarix_arena_alloc((arena), 1, sizeof(type)))
#define TARIX_ARRAY(arena, type, count) ((type *)tarix_arena_alloc((arena), (count), sizeof(type)))

/* Makes room for n more elements: `list` and `capacity` are lvalues, `size` the number in use. */
#define TARIX_ROOM_FOR(arena, list, size, capacity, n)                                             \
    do {                                                                                           \
        const size_t needed_ = (size_t)(size) + (n);                                               \
        if (needed_ > (capacity)) {                                                                \
            size_t room_ = (capacity) ? 2 * (size_t)(capacity) : 16;                               \
            if (room_ < needed_) room_ = needed_;                                                  \
            (list) = tarix_arena_grow((arena), (list), (capacity), room_, sizeof *(list));         \
            (capacity) = room_;                                                                    \
        }                                                                                          \
    } while (0)
#define TARIX_ROOM(arena, list, size, capacity) TARIX_ROOM_FOR(arena, list, size, capacity, 1)

/* A copy that ends in NUL (not counted in its size). */
TARIX_API tarix_str tarix_arena_str(tarix_arena *arena, tarix_str text);
TARIX_API tarix_str tarix_arena_format(tarix_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Scratch: mark, work, restore frees all that was allocated (and runs what was deferred) since. */
TARIX_API tarix_mark tarix_arena_mark(const tarix_arena *arena);
TARIX_API void tarix_arena_restore(tarix_arena *arena, tarix_mark mark);

/* Runs close(object) when the arena is freed or restored past this point, last in first out. */
TARIX_API void tarix_arena_defer(tarix_arena *arena, void (*close)(void *object), void *object);

/* Bytes held from the system. */
TARIX_API size_t tarix_arena_size(const tarix_arena *arena);

#endif
