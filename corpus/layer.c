#include "corpus/layer.h"

#include "corpus/fold.h"

struct tarix_layer {
    tarix_arena *arena;
    const tarix_layer_row *row;
    void *state;
    const tarix_vocab *forms;
    tarix_vocab *values;
    tarix_id *map;
    size_t size, capacity;
    char *fold, *value; /* room for the longest form so far */
    size_t room;
};

tarix_layer *tarix_layer_new(tarix_arena *arena, const tarix_layer_row *row,
    const tarix_lexicons *lexicons, const tarix_vocab *forms, tarix_vocab *values)
{
    tarix_layer *layer = TARIX_NEW(arena, tarix_layer);
    *layer = (tarix_layer){.arena = arena, .row = row, .forms = forms, .values = values};
    if (row->open) layer->state = row->open(arena, lexicons);
    return layer;
}

static void make_room(tarix_layer *layer, size_t form_size)
{
    const size_t needed = TARIX_FOLD_SIZE(form_size);
    if (needed <= layer->room) return;
    const size_t room = 2 * needed + 256;
    layer->fold = tarix_arena_grow(layer->arena, layer->fold, layer->room, room, 1);
    layer->value = tarix_arena_grow(layer->arena, layer->value, layer->room, room, 1);
    layer->room = room;
}

const tarix_id *tarix_layer_map(tarix_layer *layer)
{
    const size_t n = tarix_vocab_size(layer->forms);
    while (layer->capacity < n) {
        const size_t room = layer->capacity ? 2 * layer->capacity : 1024;
        layer->map =
            tarix_arena_grow(layer->arena, layer->map, layer->capacity, room, sizeof *layer->map);
        layer->capacity = room;
    }
    for (; layer->size < n; layer->size++) {
        const tarix_id id = (tarix_id)layer->size;
        const tarix_str form = tarix_vocab_str(layer->forms, id);
        const uint16_t tag = tarix_vocab_tag(layer->forms, id);
        make_room(layer, form.size);
        const tarix_str fold = {layer->fold, tarix_fold(form, tag & 0xFF, layer->fold)};
        const size_t size = layer->row->map(layer->state, form, fold, tag, layer->value);
        layer->map[id] = tarix_vocab_intern(layer->values, (tarix_str){layer->value, size}, 0);
    }
    return layer->map;
}

tarix_vocab *tarix_layer_values(const tarix_layer *layer)
{
    return layer->values;
}

size_t tarix_layer_apply(tarix_layer *layer, tarix_str text, char *out)
{
    make_room(layer, text.size);
    const tarix_str fold = {layer->fold, tarix_fold(text, TARIX_KIND_WORD, layer->fold)};
    return layer->row->map(layer->state, text, fold, TARIX_KIND_WORD, out);
}
