#include "corpus/subtally.h"

/* Of a part of the whole that is none of the result. */
#define NO_PART UINT32_MAX

static uint32_t *take_parts(
    tarix_arena *arena, tarix_tally *t, const tarix_tally *texts, const bool *takes)
{
    uint32_t *moved = TARIX_ARRAY(arena, uint32_t, texts->n_parts + 1);
    t->part_size = TARIX_ARRAY(arena, uint64_t, texts->n_parts + 1);
    t->part_from = TARIX_ARRAY(arena, uint32_t, texts->n_parts + 1);
    for (size_t i = 0; i < texts->n_parts; i++) {
        moved[i] = NO_PART;
        if (!takes[texts->part_from[i]]) continue;
        const uint64_t size = texts->part_size[i];
        if (t->n_parts == 0 || size < t->least_part) t->least_part = size;
        moved[i] = (uint32_t)t->n_parts;
        t->part_from[t->n_parts] = texts->part_from[i];
        t->part_size[t->n_parts++] = size;
        t->n_places += size;
    }
    return moved;
}

static void take_values(
    tarix_arena *arena, tarix_tally *t, const tarix_tally *texts, const uint32_t *moved)
{
    const size_t n_entries = texts->first[texts->n_values];
    size_t n = 0;
    t->count = TARIX_ARRAY(arena, uint64_t, t->n_values + 1);
    t->docs = TARIX_ARRAY(arena, uint32_t, t->n_values + 1);
    t->first = TARIX_ARRAY(arena, size_t, t->n_values + 2);
    t->part = TARIX_ARRAY(arena, uint32_t, n_entries + 1);
    t->part_count = TARIX_ARRAY(arena, uint64_t, n_entries + 1);
    for (size_t v = 0; v < t->n_values; v++) {
        t->first[v] = n;
        for (size_t i = texts->first[v]; i < texts->first[v + 1]; i++) {
            const uint32_t part = moved[texts->part[i]];
            if (part == NO_PART) continue;
            t->part[n] = part;
            t->part_count[n++] = texts->part_count[i];
            t->count[v] += texts->part_count[i];
            t->docs[v]++;
        }
        t->n_counted += t->count[v];
    }
    t->first[t->n_values] = n;
}

tarix_tally *tarix_tally_of_documents(
    tarix_arena *arena, const tarix_tally *texts, const bool *takes)
{
    tarix_tally *t = TARIX_NEW(arena, tarix_tally);
    t->values = texts->values;
    t->n_values = texts->n_values;
    t->parts_kind = TARIX_PARTS_DOCUMENT;
    t->texts = t;
    take_values(arena, t, texts, take_parts(arena, t, texts, takes));
    return t;
}
