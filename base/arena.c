#include "base/arena.h"

#include "base/annex.h"
#include "base/pages.h"

#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    alignment = 16,
    first_chunk = 4096,
    last_chunk = 1 << 18,
    large_size = 1 << 15,
    spilled_size = 1 << 16, /* what may go to the disk */
    mapped_size = 1 << 20
};

/* Small allocations share chunks; a large one has a block of its own, so that it can be resized. */
typedef struct chunk {
    struct chunk *previous;
    size_t capacity;
    _Alignas(alignment) char bytes[];
} chunk;

typedef struct large {
    struct large *previous, *next;
    size_t size;
    tarix_annex *annex; /* where it lies; NULL: in memory, and charged for */
    _Alignas(alignment) char bytes[];
} large;

_Static_assert(
    offsetof(large, bytes) <= TARIX_PAGES_FRONT, "a block's head stands before its pages");

typedef struct deferred {
    struct deferred *previous;
    void (*close)(void *object);
    void *object;
} deferred;

struct tarix_arena {
    tarix_guard *guard;
    tarix_arena *previous, *next; /* among the guard's arenas */
    chunk *chunk;
    size_t used; /* bytes of the current chunk */
    large *large;
    size_t n_large;
    deferred *deferred;
    size_t size;
};

struct tarix_guard {
    jmp_buf env;
    tarix_guard *parent; /* of a branch */
    tarix_arena *arenas;
    tarix_annex *annex; /* NULL: the budget is all there is */
    size_t budget;
    atomic_size_t used; /* also by branches */
};

static void give_back(tarix_guard *guard, size_t size)
{
    for (; guard; guard = guard->parent) atomic_fetch_sub(&guard->used, size);
}

/* Notes `size` more bytes; false when that is beyond the budget. An arena that was lent may have
 * brought more than that. */
static bool take_from(tarix_guard *guard, size_t size)
{
    for (tarix_guard *g = guard; g; g = g->parent) {
        const size_t used = atomic_fetch_add(&g->used, size);
        if (!g->budget || (used <= g->budget && size <= g->budget - used)) continue;
        atomic_fetch_sub(&g->used, size);
        for (; guard != g; guard = guard->parent) atomic_fetch_sub(&guard->used, size);
        return false;
    }
    return true;
}

size_t tarix_guard_left(const tarix_guard *guard)
{
    size_t least = SIZE_MAX;
    uint64_t room = 0;
    for (; guard; guard = guard->parent) {
        const size_t used = atomic_load(&guard->used);
        const size_t left = used < guard->budget ? guard->budget - used : 0;
        if (guard->budget && left < least) least = left;
        if (guard->annex) room = tarix_annex_room(guard->annex);
    }
    return room < SIZE_MAX - least ? least + (size_t)room : SIZE_MAX;
}

void tarix_guard_spill(tarix_guard *guard, const char *beside)
{
    if (!guard->budget || guard->annex) return;
    guard->annex = malloc(sizeof *guard->annex);
    if (guard->annex) tarix_annex_open(guard->annex, guard->budget, beside);
}

static const tarix_guard *root_of(const tarix_guard *guard)
{
    while (guard->parent) guard = guard->parent;
    return guard;
}

static void unlink_arena(tarix_arena *arena)
{
    if (!arena->guard) return;
    if (arena->previous)
        arena->previous->next = arena->next;
    else
        arena->guard->arenas = arena->next;
    if (arena->next) arena->next->previous = arena->previous;
    give_back(arena->guard, arena->size);
    arena->guard = NULL;
    arena->previous = arena->next = NULL;
}

static void link_arena(tarix_arena *arena, tarix_guard *guard)
{
    arena->guard = guard;
    arena->previous = NULL;
    arena->next = guard->arenas;
    if (arena->next) arena->next->previous = arena;
    guard->arenas = arena;
    for (; guard; guard = guard->parent) atomic_fetch_add(&guard->used, arena->size);
}

static tarix_status no_memory(const tarix_guard *guard, tarix_error *err)
{
    const tarix_annex *annex = root_of(guard)->annex;
    if (annex && annex->failure)
        return tarix_error_set(err, TARIX_IO,
            "%s: what --memory has no room for cannot be kept beside it: %s", annex->beside,
            strerror(annex->failure));
    return tarix_error_set(
        err, TARIX_NO_MEMORY, "out of memory: try a larger --memory or less text");
}

tarix_status tarix_protect(
    tarix_status (*work)(void *context, tarix_guard *guard, tarix_error *err), void *context,
    size_t budget, tarix_error *err)
{
    tarix_guard guard = {.budget = budget};
    const tarix_status status =
        setjmp(guard.env) == 0 ? work(context, &guard, err) : no_memory(&guard, err);
    while (guard.arenas) tarix_arena_free(guard.arenas);
    if (guard.annex) tarix_annex_close(guard.annex);
    free(guard.annex);
    return status;
}

static _Noreturn void unwind(tarix_guard *guard)
{
    assert(guard && "an arena that was kept must be lent to a guard before it may grow");
    longjmp(guard->env, 1);
}

static void close_branch(void *object)
{
    tarix_guard *branch = object;
    while (branch->arenas) tarix_arena_free(branch->arenas);
}

tarix_guard *tarix_guard_branch(tarix_arena *arena)
{
    tarix_guard *branch = TARIX_NEW(arena, tarix_guard);
    branch->parent = arena->guard;
    tarix_arena_defer(arena, close_branch, branch);
    return branch;
}

tarix_status tarix_guard_run(tarix_guard *branch,
    tarix_status (*work)(void *context, tarix_error *err), void *context, tarix_error *err)
{
    return setjmp(branch->env) == 0 ? work(context, err) : no_memory(branch, err);
}

/* Asks the guard for `size` more bytes and notes them. */
static void charge(tarix_arena *arena, size_t size)
{
    if (!take_from(arena->guard, size)) unwind(arena->guard);
    arena->size += size;
}

static void discharge(tarix_arena *arena, size_t size)
{
    arena->size -= size;
    give_back(arena->guard, size);
}

tarix_arena *tarix_arena_new(tarix_guard *guard)
{
    tarix_arena *arena = calloc(1, sizeof *arena);
    if (!arena) unwind(guard);
    link_arena(arena, guard);
    return arena;
}

static void free_chunk(tarix_arena *arena)
{
    chunk *old = arena->chunk;
    arena->chunk = old->previous;
    discharge(arena, sizeof *old + old->capacity);
    free(old);
}

/* Blocks of many megabytes come from the system itself, aligned to its pages. */
static large *get_large(size_t size)
{
    if (size < mapped_size) return calloc(1, sizeof(large) + size);
    char *bytes = tarix_pages_map(size);
    return bytes ? (large *)(bytes - offsetof(large, bytes)) : NULL;
}

/* Where a block of a size is to lie that needs `more` bytes beyond those it has: what is a large
 * part of the budget on the disk, and all that is large once half of it is used. */
static tarix_annex *annex_for(const tarix_arena *arena, size_t size, size_t more)
{
    enum { most_parts = 8 };
    if (size < spilled_size || !arena->guard) return NULL;
    const tarix_guard *root = root_of(arena->guard);
    const size_t budget = root->budget;
    return size > budget / most_parts || atomic_load(&root->used) + more > budget / 2 ? root->annex
                                                                                      : NULL;
}

static large *get_spilled(tarix_annex *annex, size_t size)
{
    char *bytes = tarix_annex_map(annex, size);
    return bytes ? (large *)(bytes - offsetof(large, bytes)) : NULL;
}

static void drop_large(large *block)
{
    if (block->annex)
        tarix_annex_unmap(block->annex, block->bytes);
    else if (block->size >= mapped_size)
        tarix_pages_unmap(block->bytes);
    else
        free(block);
}

static void free_large(tarix_arena *arena)
{
    large *old = arena->large;
    arena->large = old->previous;
    if (arena->large) arena->large->next = NULL;
    arena->n_large--;
    if (!old->annex) discharge(arena, sizeof *old + old->size);
    drop_large(old);
}

void tarix_arena_free(tarix_arena *arena)
{
    if (!arena) return;
    tarix_arena_restore(arena, (tarix_mark){0});
    unlink_arena(arena);
    free(arena);
}

void tarix_arena_keep(tarix_arena *arena)
{
    unlink_arena(arena);
}

void tarix_arena_lend(tarix_arena *arena, tarix_guard *guard)
{
    unlink_arena(arena);
    link_arena(arena, guard);
}

tarix_guard *tarix_arena_guard(const tarix_arena *arena)
{
    return arena->guard;
}

size_t tarix_arena_size(const tarix_arena *arena)
{
    return arena->size;
}

static void *alloc_large(tarix_arena *arena, size_t size)
{
    tarix_annex *annex = annex_for(arena, size, size);
    if (!annex) charge(arena, sizeof(large) + size);
    large *block = annex ? get_spilled(annex, size) : get_large(size);
    if (!block) {
        if (!annex) discharge(arena, sizeof *block + size);
        unwind(arena->guard);
    }
    block->size = size;
    block->annex = annex;
    block->previous = arena->large;
    if (block->previous) block->previous->next = block;
    arena->large = block;
    arena->n_large++;
    return block->bytes;
}

static void add_chunk(tarix_arena *arena)
{
    size_t capacity = arena->chunk ? 2 * arena->chunk->capacity : first_chunk;
    if (capacity > last_chunk) capacity = last_chunk;
    if (capacity < large_size && arena->chunk) capacity = large_size;
    charge(arena, sizeof(chunk) + capacity);
    chunk *fresh = malloc(sizeof *fresh + capacity);
    if (!fresh) {
        discharge(arena, sizeof *fresh + capacity);
        unwind(arena->guard);
    }
    *fresh = (chunk){.previous = arena->chunk, .capacity = capacity};
    arena->chunk = fresh;
    arena->used = 0;
}

static size_t total_size(const tarix_arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX / 2) / size) unwind(arena->guard);
    return (count * size + alignment - 1) & ~(size_t)(alignment - 1);
}

void *tarix_arena_alloc(tarix_arena *arena, size_t count, size_t size)
{
    const size_t total = total_size(arena, count, size);
    if (total >= large_size) return alloc_large(arena, total);
    while (!arena->chunk || arena->chunk->capacity - arena->used < total) add_chunk(arena);
    char *bytes = arena->chunk->bytes + arena->used;
    arena->used += total;
    return memset(bytes, 0, total);
}

/* The block in a larger size, in place where that can be. */
static large *resize_large(large *block, size_t total)
{
    const size_t head = sizeof *block;
    if (total < mapped_size) {
        large *moved = realloc(block, head + total);
        if (moved) memset(moved->bytes + moved->size, 0, total - moved->size);
        return moved;
    }
    if (block->size >= mapped_size && tarix_pages_grow(block->bytes, block->size, total))
        return block;
    large *moved = get_large(total);
    if (!moved) return NULL;
    memcpy(moved, block, head + block->size);
    drop_large(block);
    return moved;
}

/* The same on the disk, where it may have been before or not. */
static large *resize_spilled(tarix_arena *arena, large *block, tarix_annex *annex, size_t total)
{
    if (block->annex && tarix_annex_grow(annex, block->bytes, total)) return block;
    large *moved = get_spilled(annex, total);
    if (!moved) return NULL;
    memcpy(moved, block, sizeof *block + block->size);
    if (!block->annex) discharge(arena, sizeof *block + block->size);
    drop_large(block);
    moved->annex = annex;
    return moved;
}

static void *grow_large(tarix_arena *arena, void *old, size_t total)
{
    large *block = (large *)((char *)old - offsetof(large, bytes));
    const size_t more = total - block->size;
    tarix_annex *annex = block->annex ? block->annex : annex_for(arena, total, more);
    if (!annex) charge(arena, more);
    large *moved = annex ? resize_spilled(arena, block, annex, total) : resize_large(block, total);
    if (!moved) {
        if (!annex) discharge(arena, more);
        unwind(arena->guard);
    }
    if (moved->previous) moved->previous->next = moved;
    if (moved->next)
        moved->next->previous = moved;
    else
        arena->large = moved;
    moved->size = total;
    return moved->bytes;
}

void *tarix_arena_grow(tarix_arena *arena, void *old, size_t old_count, size_t count, size_t size)
{
    if (!old) return tarix_arena_alloc(arena, count, size);
    assert(count >= old_count);
    const size_t old_total = total_size(arena, old_count, size);
    const size_t total = total_size(arena, count, size);
    if (old_total >= large_size) return total > old_total ? grow_large(arena, old, total) : old;
    void *fresh = tarix_arena_alloc(arena, count, size);
    return memcpy(fresh, old, old_count * size);
}

/* A block that is to lie elsewhere from now on is not made larger where it stands. */
static bool extend_large(tarix_arena *arena, large *block, size_t total)
{
    const size_t more = total - block->size;
    if (block->annex) return tarix_annex_grow(block->annex, block->bytes, total);
    if (block->size < mapped_size || annex_for(arena, total, more)) return false;
    charge(arena, more);
    if (tarix_pages_grow(block->bytes, block->size, total)) return true;
    discharge(arena, more);
    return false;
}

bool tarix_arena_extend(
    tarix_arena *arena, void *bytes, size_t old_count, size_t count, size_t size)
{
    const size_t old_total = total_size(arena, old_count, size);
    const size_t total = total_size(arena, count, size);
    if (old_total < large_size) return false;
    large *block = (large *)((char *)bytes - offsetof(large, bytes));
    if (!extend_large(arena, block, total)) return false;
    block->size = total;
    return true;
}

typedef struct watched {
    tarix_annex_part part;
    tarix_annex *annex;
} watched;

static void leave(void *object)
{
    watched *w = object;
    tarix_annex_leave(w->annex, &w->part);
}

void tarix_arena_watch(tarix_arena *arena, void *bytes, size_t size)
{
    tarix_annex *annex = root_of(arena->guard)->annex;
    if (!annex) return;
    watched *w = TARIX_NEW(arena, watched);
    *w = (watched){.part = {.bytes = bytes, .size = size}, .annex = annex};
    tarix_annex_watch(annex, &w->part);
    tarix_arena_defer(arena, leave, w);
}

void tarix_arena_discard(void *block, size_t count, size_t size)
{
    if (count * size >= mapped_size) tarix_pages_discard(block, count * size);
}

tarix_str tarix_arena_str(tarix_arena *arena, tarix_str text)
{
    char *copy = tarix_arena_alloc(arena, text.size + 1, 1);
    if (text.size) memcpy(copy, text.data, text.size);
    return (tarix_str){copy, text.size};
}

tarix_str tarix_arena_format(tarix_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size < 0) return TARIX_STR("");
    char *text = tarix_arena_alloc(arena, (size_t)size + 1, 1);
    va_start(args, format);
    vsnprintf(text, (size_t)size + 1, format, args);
    va_end(args);
    return (tarix_str){text, (size_t)size};
}

tarix_mark tarix_arena_mark(const tarix_arena *arena)
{
    return (tarix_mark){arena->chunk, arena->used, arena->n_large, arena->deferred};
}

void tarix_arena_restore(tarix_arena *arena, tarix_mark mark)
{
    while (arena->deferred != mark.deferred) {
        deferred *last = arena->deferred;
        arena->deferred = last->previous;
        last->close(last->object);
    }
    while (arena->n_large > mark.n_large) free_large(arena);
    while (arena->chunk != mark.chunk) free_chunk(arena);
    arena->used = mark.used;
}

void tarix_arena_defer(tarix_arena *arena, void (*close)(void *object), void *object)
{
    deferred *fresh = TARIX_NEW(arena, deferred);
    *fresh = (deferred){.previous = arena->deferred, .close = close, .object = object};
    arena->deferred = fresh;
}
