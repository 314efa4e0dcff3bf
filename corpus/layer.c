#include "corpus/layer.h"

#include "base/pool.h"
#include "corpus/fold.h"
#include "corpus/index.h"

struct tarix_layer {
    tarix_arena *arena;
    const tarix_layer_row *row;
    const tarix_lexicons *lexicons;
    void *state;
    const tarix_vocab *forms;
    tarix_vocab *values;
    const tarix_layer *folds; /* see tarix_layer_take_folds() */
    const tarix_id *stored;   /* as an index keeps it; NULL: it is in `map` */
    tarix_id *map;
    size_t size, capacity;
    char *fold, *text; /* of a form, of the values of a batch */
    size_t room;       /* of each */
};

enum { batch = 128 };

tarix_layer *tarix_layer_new(tarix_arena *arena, const tarix_layer_row *row,
    const tarix_lexicons *lexicons, const tarix_vocab *forms, tarix_vocab *values)
{
    tarix_layer *layer = TARIX_NEW(arena, tarix_layer);
    *layer = (tarix_layer){
        .arena = arena, .row = row, .lexicons = lexicons, .forms = forms, .values = values};
    if (row->open) layer->state = row->open(arena, lexicons);
    return layer;
}

void tarix_layer_take_folds(tarix_layer *layer, const tarix_layer *folds)
{
    layer->folds = folds;
}

/* Forms from `first` on. Their texts are listed once, for the room that their values need and for
 * what these are made of. */
typedef struct some_forms {
    size_t first, n;
    tarix_str *texts; /* n of them */
} some_forms;

/* Returns the bytes that their values need at most, with room behind each. */
static size_t list_forms(const tarix_layer *layer, const some_forms *forms)
{
    size_t room = 0;
    for (size_t i = 0; i < forms->n; i++) {
        forms->texts[i] = tarix_vocab_str(layer->forms, (tarix_id)(forms->first + i));
        room += TARIX_FOLD_SIZE(forms->texts[i].size) + TARIX_TOKEN_SLACK;
    }
    return room;
}

/* Made in `room` or borrowed from the layer of folds. */
static tarix_str fold_of(
    const tarix_layer *layer, tarix_id form, tarix_str text, uint16_t tag, char *room)
{
    const tarix_layer *folds = layer->folds;
    if (folds && form < folds->size)
        return tarix_vocab_str(
            folds->values, folds->stored ? folds->stored[form] : folds->map[form]);
    return (tarix_str){room, tarix_fold_reading(layer->lexicons, text, tag & 0xFF, tag >> 8, room)};
}

/* Values of forms, to `out`. */
static void map_forms(const tarix_layer *layer, void *state, const some_forms *forms, char *room,
    char *out, tarix_token *values)
{
    const tarix_layer_row *row = layer->row;
    for (size_t i = 0; i < forms->n; i++) {
        const tarix_id form = (tarix_id)(forms->first + i);
        const tarix_str text = forms->texts[i];
        const uint16_t tag = tarix_vocab_tag(layer->forms, form);
        size_t size;
        if (row->map)
            size = row->map(state, text, fold_of(layer, form, text, tag, room), tag, out);
        else
            size = tarix_fold_reading(layer->lexicons, text, tag & 0xFF, tag >> 8, out);
        values[i] = (tarix_token){.form = out, .size = (uint32_t)size};
        out += size + TARIX_TOKEN_SLACK;
    }
}

static void make_room(tarix_layer *layer, size_t needed)
{
    if (needed <= layer->room) return;
    const size_t room = 2 * needed + 4096;
    layer->fold = tarix_arena_grow(layer->arena, layer->fold, layer->room, room, 1);
    layer->text = tarix_arena_grow(layer->arena, layer->text, layer->room, room, 1);
    layer->room = room;
}

/* Values of up to `batch` further forms, so that the vocabulary of values can overlap its waits for
 * memory. */
static void map_batch(tarix_layer *layer, size_t n)
{
    tarix_token values[batch];
    tarix_str texts[batch];
    const some_forms forms = {layer->size, n, texts};
    make_room(layer, list_forms(layer, &forms));
    map_forms(layer, layer->state, &forms, layer->fold, layer->text, values);
    tarix_vocab_intern_keys(layer->values, values, n, layer->map + layer->size);
    layer->size += n;
}

/* The layer that an index keeps of its forms. */
static void take_stored(tarix_layer *layer, size_t n_threads)
{
    const tarix_vocab_stored *forms = tarix_vocab_stored_of(layer->forms);
    if (!forms || tarix_vocab_size(layer->values)) return;
    const tarix_index_layer *kept =
        tarix_index_find_layer(forms->origin, layer->row->name, n_threads);
    if (!kept) return;
    tarix_vocab_adopt(layer->values, &kept->values);
    layer->stored = kept->map;
    layer->size = kept->n_map;
}

/* Forms that the index lacks have come. */
static void copy_map(tarix_layer *layer)
{
    layer->capacity = layer->size + 1024;
    layer->map = TARIX_ARRAY(layer->arena, tarix_id, layer->capacity);
    memcpy(layer->map, layer->stored, layer->size * sizeof *layer->map);
    layer->stored = NULL;
}

static void make_map_room(tarix_layer *layer, size_t n)
{
    if (n <= layer->capacity) return;
    const size_t room = n < 2 * layer->capacity ? 2 * layer->capacity : n;
    layer->map =
        tarix_arena_grow(layer->arena, layer->map, layer->capacity, room, sizeof *layer->map);
    layer->capacity = room;
}

const tarix_id *tarix_layer_map(tarix_layer *layer)
{
    const size_t n = tarix_vocab_size(layer->forms);
    if (layer->size == 0) take_stored(layer, 1);
    if (layer->stored) {
        if (layer->size == n) return layer->stored;
        copy_map(layer);
    }
    make_map_room(layer, n);
    while (layer->size < n)
        map_batch(layer, n - layer->size < batch ? n - layer->size : (size_t)batch);
    return layer->map;
}

/* ---- on threads: each maps a share of the forms, the caller interns the values in order ---- */

enum { share = 1024 };

/* Values of a share, with room for what stands behind each. */
typedef struct mapped {
    tarix_str forms[share];
    char *text;
    tarix_token value[share];
} mapped;

typedef struct filling {
    tarix_layer *layer;
    size_t first; /* form of the first share */
    void **state; /* by thread */
    char **fold;
    mapped *slots;
} filling;

static some_forms share_of(const filling *f, size_t task, tarix_str *texts)
{
    const size_t n = tarix_vocab_size(f->layer->forms), first = f->first + task * share;
    return (some_forms){first, n - first < share ? n - first : (size_t)share, texts};
}

static void map_share(void *context, size_t task, size_t thread, size_t slot)
{
    const filling *f = context;
    mapped *m = &f->slots[slot];
    const some_forms forms = share_of(f, task, m->forms);
    list_forms(f->layer, &forms);
    map_forms(f->layer, f->state[thread], &forms, f->fold[thread], m->text, m->value);
}

static bool intern_share(void *context, size_t task, size_t slot)
{
    const filling *f = context;
    tarix_layer *l = f->layer;
    const some_forms forms = share_of(f, task, NULL);
    tarix_vocab_intern_keys(l->values, f->slots[slot].value, forms.n, l->map + forms.first);
    l->size = forms.first + forms.n;
    return true;
}

/* Bytes that any share needs at most. */
static size_t room_of_shares(const filling *f, size_t n_shares)
{
    size_t most = 0;
    for (size_t task = 0; task < n_shares; task++) {
        const some_forms forms = share_of(f, task, f->slots->forms);
        const size_t room = list_forms(f->layer, &forms);
        if (room > most) most = room;
    }
    return most;
}

static void map_on_threads(tarix_layer *layer, tarix_arena *scratch, size_t n_threads)
{
    const size_t n = tarix_vocab_size(layer->forms) - layer->size, n_slots = 4 * n_threads;
    const size_t n_shares = (n + share - 1) / share;
    filling f = {.layer = layer,
        .first = layer->size,
        .state = TARIX_ARRAY(scratch, void *, n_threads),
        .fold = TARIX_ARRAY(scratch, char *, n_threads),
        .slots = TARIX_ARRAY(scratch, mapped, n_slots)};
    const size_t room = room_of_shares(&f, n_shares);
    for (size_t i = 0; i < n_threads; i++) {
        f.fold[i] = tarix_arena_alloc(scratch, room, 1);
        if (layer->row->open) f.state[i] = layer->row->open(scratch, layer->lexicons);
    }
    for (size_t i = 0; i < n_slots; i++) f.slots[i].text = tarix_arena_alloc(scratch, room, 1);
    const tarix_stream stream = {.n_threads = n_threads,
        .n_slots = n_slots,
        .n_tasks = n_shares,
        .work = map_share,
        .take = intern_share,
        .context = &f};
    tarix_pool_stream(scratch, &stream);
}

const tarix_id *tarix_layer_fill(tarix_layer *layer, size_t n_threads)
{
    const size_t n = tarix_vocab_size(layer->forms);
    if (layer->size == 0) take_stored(layer, n_threads);
    if (n_threads < 2 || n - layer->size < 4 * share || layer->stored)
        return tarix_layer_map(layer);
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(layer->arena));
    make_map_room(layer, n);
    map_on_threads(layer, scratch, n_threads);
    tarix_arena_free(scratch);
    return layer->map;
}

tarix_vocab *tarix_layer_values(const tarix_layer *layer)
{
    return layer->values;
}

size_t tarix_layer_apply(tarix_layer *layer, tarix_str text, char *out)
{
    if (!layer->row->map) return tarix_fold(text, TARIX_KIND_WORD, out);
    make_room(layer, TARIX_FOLD_SIZE(text.size));
    const tarix_str fold = {layer->fold, tarix_fold(text, TARIX_KIND_WORD, layer->fold)};
    return layer->row->map(layer->state, text, fold, TARIX_KIND_WORD, out);
}
