#include "corpus/slices.h"

#include "base/pool.h"

enum { chunks = 64, weight = 16 }; /* of a form, in tokens */

/* A range of forms. */
typedef struct chunk {
    tarix_id first, end;
    size_t at, n; /* its entries; before they are counted, how many there can be */
    tarix_status status;
    tarix_error error;
} chunk;

typedef struct slicing {
    const tarix_slices_plan *plan;
    tarix_id *placeless; /* forms that hold no place */
    size_t n_placeless;
    uint64_t *end; /* by slice: the token behind it */
    tarix_part_entry *entries;
    chunk chunks[chunks];
} slicing;

/* Of ascending numbers, the first that is not below `least`, looked for from `from` on. */
#define FIND(name, type)                                                                           \
    static size_t name(const type *list, size_t n, size_t from, uint64_t least)                    \
    {                                                                                              \
        size_t low = from, step = 1;                                                               \
        while (low + step <= n && list[low + step - 1] < least) {                                  \
            low += step;                                                                           \
            step *= 2;                                                                             \
        }                                                                                          \
        size_t high = low + step <= n ? low + step - 1 : n;                                        \
        while (low < high) {                                                                       \
            const size_t middle = low + (high - low) / 2;                                          \
            if (list[middle] < least)                                                              \
                low = middle + 1;                                                                  \
            else                                                                                   \
                high = middle;                                                                     \
        }                                                                                          \
        return low;                                                                                \
    }
FIND(find_place, tarix_id)
FIND(find_end, uint64_t)

static const tarix_id *places_of(const tarix_index *x, tarix_id form)
{
    return x->place + x->place_start[form];
}

/* Ranges of about as much work each. */
static void cut(slicing *s)
{
    const tarix_index *x = s->plan->index;
    const uint64_t work = x->n_tokens + (uint64_t)x->n_forms * weight;
    tarix_id form = 0;
    for (size_t i = 0; i < chunks; i++) {
        s->chunks[i].first = form;
        while (form < x->n_forms &&
               (i + 1 == chunks ||
                   x->place_start[form] + (uint64_t)form * weight < work / chunks * (i + 1)))
            form++;
        s->chunks[i].end = form;
    }
}

/* Whether all is well with the places, and the most entries that they can make. */
static void check(void *context, size_t task)
{
    slicing *s = context;
    chunk *k = &s->chunks[task];
    const tarix_id *at = NULL;
    size_t n = 0;
    for (tarix_id f = k->first; f < k->end && k->status == TARIX_OK; f++) {
        k->status = tarix_index_places(s->plan->index, f, &at, &n, &k->error);
        if (s->plan->value[f] != TARIX_NO_ID) k->n += n < s->plan->n_slices ? n : s->plan->n_slices;
    }
}

/* Places before a token: all tokens but those of forms that hold none. */
static uint64_t places_before(const slicing *s, uint64_t token)
{
    const tarix_index *x = s->plan->index;
    uint64_t place = token;
    for (size_t i = 0; i < s->n_placeless; i++) {
        const tarix_id form = s->placeless[i];
        place -= find_place(places_of(x, form), (size_t)tarix_index_count(x, form), 0, token);
    }
    return place;
}

/* The token that a slice begins with: that of the first sentence behind its share of places. */
static uint64_t start_of(const slicing *s, size_t part)
{
    const tarix_index *x = s->plan->index;
    uint64_t low = 0, high = x->n_sentences;
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (places_before(s, x->sentence[middle]) * s->plan->n_slices >=
            (uint64_t)part * s->plan->n_places)
            high = middle;
        else
            low = middle + 1;
    }
    return x->sentence[low]; /* behind the last stands the number of tokens */
}

static void find_ends(slicing *s, uint64_t *sizes)
{
    const tarix_index *x = s->plan->index;
    const size_t n = s->plan->n_slices;
    uint64_t begin = 0;
    for (tarix_id f = 0; f < x->n_forms; f++)
        if (!tarix_kind_holds_place(x->form_tag[f] & 0xFF)) s->placeless[s->n_placeless++] = f;
    for (size_t i = 0; i < n; i++) {
        s->end[i] = i + 1 < n ? start_of(s, i + 1) : x->n_tokens;
        const uint64_t places = places_before(s, s->end[i]);
        sizes[i] = places - begin;
        begin = places;
    }
}

static void count(void *context, size_t task)
{
    const slicing *s = context;
    chunk *k = &((slicing *)context)->chunks[task];
    const tarix_index *x = s->plan->index;
    tarix_part_entry *out = s->entries + k->at;
    for (tarix_id f = k->first; f < k->end; f++) {
        const tarix_id value = s->plan->value[f], *at = places_of(x, f);
        const size_t n = (size_t)tarix_index_count(x, f);
        if (value == TARIX_NO_ID) continue;
        for (size_t i = 0, part = 0; i < n;) {
            part = find_end(s->end, s->plan->n_slices, part, (uint64_t)at[i] + 1);
            const size_t next = find_place(at, n, i, s->end[part]);
            *out++ = (tarix_part_entry){next - i, value, (uint32_t)part};
            i = next;
        }
    }
    k->n = (size_t)(out - (s->entries + k->at));
}

/* Room for each range behind that for the one before. */
static void make_room(slicing *s, tarix_arena *arena)
{
    size_t n = 0;
    for (size_t i = 0; i < chunks; i++) {
        s->chunks[i].at = n;
        n += s->chunks[i].n;
    }
    s->entries = TARIX_ARRAY(arena, tarix_part_entry, n + 1);
}

static size_t join(slicing *s)
{
    size_t n = 0;
    for (size_t i = 0; i < chunks; i++) {
        const chunk *k = &s->chunks[i];
        memmove(s->entries + n, s->entries + k->at, k->n * sizeof *s->entries);
        n += k->n;
    }
    return n;
}

tarix_status tarix_slices_count(tarix_arena *arena, const tarix_slices_plan *plan, uint64_t *sizes,
    tarix_part_entry **entries, size_t *n_entries, tarix_error *err)
{
    const tarix_index *x = plan->index;
    slicing *s = TARIX_NEW(arena, slicing);
    s->plan = plan;
    s->placeless = TARIX_ARRAY(arena, tarix_id, x->n_forms + 1);
    s->end = TARIX_ARRAY(arena, uint64_t, plan->n_slices);
    TARIX_TRY(tarix_index_check_counts(x, err));
    TARIX_TRY(tarix_index_check_sentences(x, err));
    cut(s);
    tarix_pool_run(plan->n_threads, chunks, check, s);
    for (size_t i = 0; i < chunks; i++)
        if (s->chunks[i].status != TARIX_OK)
            return tarix_error_set(err, s->chunks[i].status, "%s", s->chunks[i].error.message);
    find_ends(s, sizes);
    make_room(s, arena);
    tarix_pool_run(plan->n_threads, chunks, count, s);
    *entries = s->entries;
    *n_entries = join(s);
    return TARIX_OK;
}
