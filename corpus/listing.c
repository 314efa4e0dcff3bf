#include "corpus/listing.h"

#include "base/simd.h"
#include "corpus/stored.h"
#include "corpus/token.h"

#include <assert.h>

static_assert(
    TARIX_LISTINGS == TARIX_LISTING_FOLD + TARIX_INDEX_LAYERS, "each layer has a listing");

/* A vocabulary as it is written: of forms with tags, which nobody looks up; of values with slots.
 */
static void list_texts(tarix_listing *l)
{
    const size_t n = tarix_vocab_size(l->vocab), n_slots = l->row ? tarix_stored_slots_for(n) : 0;
    uint64_t *start = TARIX_ARRAY(l->arena, uint64_t, n + 1);
    uint16_t *tag = l->row ? NULL : TARIX_ARRAY(l->arena, uint16_t, n + 1);
    for (tarix_id id = 0; id < n; id++) {
        start[id + 1] = start[id] + tarix_vocab_str(l->vocab, id).size + 1;
        if (tag) tag[id] = tarix_vocab_tag(l->vocab, id);
    }
    const size_t size = start[n] + TARIX_TOKEN_SLACK;
    char *text = tarix_arena_alloc(l->arena, size, 1);
    for (tarix_id id = 0; id < n; id++) {
        const tarix_str s = tarix_vocab_str(l->vocab, id);
        if (s.size) memcpy(text + start[id], s.data, s.size);
    }
    uint32_t *slot = TARIX_ARRAY(l->arena, uint32_t, n_slots);
    if (l->row)
        tarix_stored_fill_slots(
            &(tarix_vocab_stored){.start = start, .text = text, .n_slots = n_slots, .n = n}, slot);
    l->starts = (tarix_contents){start, (n + 1) * sizeof *start};
    l->tags = (tarix_contents){tag, tag ? n * sizeof *tag : 0};
    l->texts = (tarix_contents){text, size};
    l->slots = (tarix_contents){slot, n_slots * sizeof *slot};
}

/* Forms from `first` to before `end`, whose places are listed at once. */
typedef struct range {
    tarix_id first, end;
} range;

/* As many forms as there is memory for, or one. */
static range next_range(const tarix_listing_source *x, const uint64_t *start, tarix_id first)
{
    const size_t n = tarix_vocab_size(x->forms);
    range r = {first, first + 1};
    while (r.end < n &&
           (!x->memory || (start[r.end + 1] - start[first]) * sizeof(tarix_id) <= x->memory))
        r.end++;
    return r;
}

/* The places of a range: a counting sort, whose cursors lie close together. Both the cursor of a
 * form and its next place are asked for before it is their turn. */
static tarix_contents sort_range(
    const tarix_listing_source *x, tarix_arena *arena, range r, const uint64_t *start)
{
    enum { ahead = 16 };
    const uint64_t first = start[r.first];
    const size_t n = (size_t)(start[r.end] - first), n_forms = r.end - r.first;
    tarix_id *place = TARIX_ARRAY(arena, tarix_id, n + 1), token = 0;
    uint32_t *next = TARIX_ARRAY(arena, uint32_t, n_forms + 1);
    size_t size;
    for (size_t f = 0; f < n_forms; f++) next[f] = (uint32_t)(start[r.first + f] - first);
    for (uint64_t at = 0;; at += size) {
        const tarix_id *form = tarix_spool_read(x->tokens, at, &size);
        const size_t n_read = size / sizeof *form;
        if (size == 0) return (tarix_contents){place, n * sizeof *place};
        for (size_t i = 0; i < n_read; i++, token++) {
            if (i + 2 * ahead < n_read && form[i + 2 * ahead] - r.first < n_forms)
                TARIX_PREFETCH(&next[form[i + 2 * ahead] - r.first]);
            if (i + ahead < n_read && form[i + ahead] - r.first < n_forms)
                TARIX_PREFETCH(&place[next[form[i + ahead] - r.first]]);
            if (form[i] - r.first < n_forms) place[next[form[i] - r.first]++] = token;
        }
    }
}

/* Where the places of each form begin and, where there is memory for all, the places. */
static void list_places(tarix_listing *l)
{
    const tarix_listing_source *x = l->source;
    const size_t n_forms = tarix_vocab_size(x->forms);
    uint64_t *start = TARIX_ARRAY(l->arena, uint64_t, n_forms + 1);
    for (size_t f = 0; f < n_forms; f++) start[f + 1] = start[f] + x->count[f];
    l->starts = (tarix_contents){start, (n_forms + 1) * sizeof *start};
    if (!x->memory) l->places = sort_range(x, l->arena, (range){0, (tarix_id)n_forms}, start);
}

static void map_layer(tarix_listing *l)
{
    const tarix_listing_source *x = l->source;
    tarix_vocab *values = tarix_vocab_new(l->arena);
    l->layer = tarix_layer_new(l->arena, l->row, x->pass->lexicons, x->forms, values);
    if (l->folds) tarix_layer_take_folds(l->layer, l->folds->layer);
    const tarix_id *map = tarix_layer_fill(l->layer, x->pass->n_threads);
    l->map = (tarix_contents){map, tarix_vocab_size(x->forms) * sizeof *map};
    l->vocab = values;
}

static tarix_status list(void *context, tarix_error *err)
{
    tarix_listing *l = context;
    if (l->folds && l->folds->status != TARIX_OK)
        return tarix_error_set(err, l->folds->status, "%s", l->folds->error.message);
    l->arena = tarix_arena_new(l->guard);
    if (l->row) map_layer(l);
    if (l->vocab)
        list_texts(l);
    else
        list_places(l);
    return TARIX_OK;
}

tarix_listing *tarix_listings_new(const tarix_listing_source *x)
{
    const tarix_listing *folds = NULL;
    tarix_listing *all = TARIX_ARRAY(x->arena, tarix_listing, TARIX_LISTINGS);
    for (size_t i = 0; i < TARIX_LISTINGS; i++) {
        all[i] = (tarix_listing){
            .source = x, .guard = tarix_guard_branch(x->arena), .folds = folds, .is_kept = true};
        if (i < TARIX_LISTING_FOLD) continue;
        all[i].row = x->layers[i - TARIX_LISTING_FOLD];
        all[i].is_kept = all[i].row;
        if (all[i].row && !all[i].row->map && !x->memory) folds = &all[i];
    }
    all[TARIX_LISTING_FORMS].vocab = x->forms;
    return all;
}

void tarix_listing_make(tarix_listing *l)
{
    if (l->is_kept) l->status = tarix_guard_run(l->guard, list, l, &l->error);
}

void tarix_listing_drop(tarix_listing *l)
{
    tarix_arena_free(l->arena);
}

tarix_contents tarix_listing_places(
    const tarix_listing *l, tarix_arena *arena, tarix_id first, tarix_id *end)
{
    const uint64_t *start = l->starts.bytes;
    const range r = next_range(l->source, start, first);
    *end = r.end;
    return sort_range(l->source, arena, r, start);
}
