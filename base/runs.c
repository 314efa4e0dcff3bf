#include "base/runs.h"

#include "base/spool.h"

#include <assert.h>
#include <string.h>

enum { alignment = 16, least_bytes = 1 << 16, buffer_size = 1 << 16 };

/* A record as it stands in memory and on the disk. */
typedef struct record {
    _Alignas(alignment) size_t size; /* of this and the bytes, rounded up */
    _Alignas(alignment) char bytes[];
} record;

/* A run on the disk. */
typedef struct run {
    uint64_t at, end; /* of what is not in the buffer yet */
    char *buffer;
    size_t used, filled, capacity;
} run;

struct tarix_runs {
    tarix_arena *arena;
    int (*order)(const void *a, const void *b);
    char *bytes; /* of records in memory */
    size_t used, capacity;
    record **records, **scratch;
    size_t n, records_capacity;
    tarix_spool *spool;
    run *runs;
    size_t n_runs, runs_capacity;
    size_t next; /* in memory */
    run *last;   /* that gave the last record, which is to be passed */
};

tarix_runs *tarix_runs_new(tarix_arena *arena, size_t memory,
    int (*order)(const void *a, const void *b), const char *beside)
{
    tarix_runs *r = TARIX_NEW(arena, tarix_runs);
    *r = (tarix_runs){.arena = arena, .order = order};
    r->capacity = memory / 2 > least_bytes ? memory / 2 : (size_t)least_bytes;
    r->bytes = tarix_arena_alloc(arena, r->capacity, 1);
    r->records_capacity = r->capacity / 64;
    r->records = TARIX_ARRAY(arena, record *, r->records_capacity);
    r->scratch = TARIX_ARRAY(arena, record *, r->records_capacity);
    r->spool = tarix_spool_new(arena, 1, beside);
    return r;
}

/* Merge sort of records[first, first + n). */
static void sort(tarix_runs *r, record **records, record **scratch, size_t n)
{
    if (n < 2) return;
    const size_t half = n / 2;
    sort(r, records, scratch, half);
    sort(r, records + half, scratch, n - half);
    if (r->order(records[half - 1]->bytes, records[half]->bytes) <= 0) return;
    memcpy(scratch, records, half * sizeof *records);
    size_t i = 0, j = half, k = 0;
    while (i < half && j < n)
        records[k++] =
            r->order(scratch[i]->bytes, records[j]->bytes) <= 0 ? scratch[i++] : records[j++];
    while (i < half) records[k++] = scratch[i++];
}

static void file_run(tarix_runs *r)
{
    if (r->n == 0) return;
    sort(r, r->records, r->scratch, r->n);
    TARIX_ROOM(r->arena, r->runs, r->n_runs, r->runs_capacity);
    run *fresh = &r->runs[r->n_runs++];
    *fresh = (run){.at = tarix_spool_size(r->spool)};
    for (size_t i = 0; i < r->n; i++) tarix_spool_add(r->spool, r->records[i], r->records[i]->size);
    fresh->end = tarix_spool_size(r->spool);
    r->used = r->n = 0;
}

void *tarix_runs_add(tarix_runs *r, size_t size)
{
    const size_t whole = (sizeof(record) + size + alignment - 1) & ~(size_t)(alignment - 1);
    assert(size <= 1 << 24);
    if (whole > r->capacity - r->used || r->n == r->records_capacity) file_run(r);
    if (whole > r->capacity) {
        r->bytes = tarix_arena_grow(r->arena, r->bytes, r->capacity, whole, 1);
        r->capacity = whole;
    }
    record *fresh = (record *)(r->bytes + r->used);
    fresh->size = whole;
    r->records[r->n++] = fresh;
    r->used += whole;
    return fresh->bytes;
}

/* The record at hand of a run, or NULL behind its last. */
static const record *head_of(tarix_runs *r, run *from)
{
    for (;;) {
        const size_t left = from->filled - from->used;
        const record *first = (const record *)(from->buffer + from->used);
        if (left >= sizeof *first && left >= first->size) return first;
        if (from->at == from->end) return NULL;
        const size_t needed = left >= sizeof *first ? first->size : buffer_size;
        if (from->capacity < needed || !from->buffer) {
            const size_t room = needed > buffer_size ? needed : (size_t)buffer_size;
            from->buffer = tarix_arena_grow(r->arena, from->buffer, from->capacity, room, 1);
            from->capacity = room;
        }
        memmove(from->buffer, from->buffer + from->used, left);
        const size_t room = from->capacity - left;
        const size_t wanted = from->end - from->at < room ? (size_t)(from->end - from->at) : room;
        if (!tarix_spool_copy(r->spool, from->at, from->buffer + left, wanted)) return NULL;
        from->at += wanted;
        from->used = 0;
        from->filled = left + wanted;
    }
}

void tarix_runs_sort(tarix_runs *r)
{
    if (r->n_runs == 0)
        sort(r, r->records, r->scratch, r->n);
    else
        file_run(r);
}

const void *tarix_runs_next(tarix_runs *r)
{
    const record *best = NULL;
    if (r->n_runs == 0) return r->next < r->n ? r->records[r->next++]->bytes : NULL;
    if (r->last) r->last->used += ((const record *)(r->last->buffer + r->last->used))->size;
    r->last = NULL;
    for (size_t i = 0; i < r->n_runs; i++) {
        const record *head = head_of(r, &r->runs[i]);
        if (!head || (best && r->order(best->bytes, head->bytes) <= 0)) continue;
        best = head;
        r->last = &r->runs[i];
    }
    return best ? best->bytes : NULL;
}

tarix_status tarix_runs_status(const tarix_runs *r, tarix_error *err)
{
    return tarix_spool_status(r->spool, err);
}
