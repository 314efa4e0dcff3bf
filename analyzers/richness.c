#include "analyzers/richness.h"

#include <stdlib.h>

/* Types are numbered by first sight; returns how many there are. */
static size_t number_types(tarix_arena *arena, tarix_tokens *t, const uint32_t *ids, size_t n_ids)
{
    uint32_t *number = TARIX_ARRAY(arena, uint32_t, n_ids + 1), n_types = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (number[ids[i]] == 0) number[ids[i]] = ++n_types;
        t->type[i] = number[ids[i]] - 1;
    }
    return n_types;
}

static int descending(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x < y) - (x > y);
}

static void count_classes(tarix_tokens *t)
{
    for (size_t r = t->n_types; r-- > 0;) {
        if (t->n_classes == 0 || t->times[t->n_classes - 1] != t->count[r])
            t->times[t->n_classes++] = t->count[r];
        t->types[t->n_classes - 1]++;
    }
}

tarix_tokens *tarix_tokens_new(tarix_arena *arena, const uint32_t *ids, size_t n, size_t n_ids)
{
    tarix_tokens *t = TARIX_NEW(arena, tarix_tokens);
    t->n = n;
    t->type = TARIX_ARRAY(arena, uint32_t, n + 1);
    const tarix_mark mark = tarix_arena_mark(arena);
    const size_t n_types = number_types(arena, t, ids, n_ids);
    tarix_arena_restore(arena, mark);
    t->n_types = n_types;
    t->count = TARIX_ARRAY(arena, uint64_t, n_types + 1);
    t->times = TARIX_ARRAY(arena, uint64_t, n_types + 1);
    t->types = TARIX_ARRAY(arena, uint64_t, n_types + 1);
    t->scratch = TARIX_ARRAY(arena, uint32_t, n_types + 1);
    t->room = TARIX_ARRAY(arena, double, n_types + 1);
    for (size_t i = 0; i < n; i++) t->count[t->type[i]]++;
    qsort(t->count, n_types, sizeof *t->count, descending);
    count_classes(t);
    return t;
}
