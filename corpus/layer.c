#include "corpus/layer.h"

#include "corpus/fold.h"

struct tarix_layer {
    tarix_arena *arena;
    const tarix_layer_row *row;
    const tarix_lexicons *lexicons;
    void *state;
    const tarix_vocab *forms;
    tarix_vocab *values;
    tarix_id *map;
    size_t size, capacity;
    char *fold, *value; /* room for the longest form so far */
    size_t room;
    char *batch_text;
    size_t batch_room;
};

enum { batch = 64 };

tarix_layer *tarix_layer_new(tarix_arena *arena, const tarix_layer_row *row,
    const tarix_lexicons *lexicons, const tarix_vocab *forms, tarix_vocab *values)
{
    tarix_layer *layer = TARIX_NEW(arena, tarix_layer);
    *layer = (tarix_layer){
        .arena = arena, .row = row, .lexicons = lexicons, .forms = forms, .values = values};
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

static tarix_str map_one(tarix_layer *layer, tarix_id form)
{
    const tarix_str text = tarix_vocab_str(layer->forms, form);
    const uint16_t tag = tarix_vocab_tag(layer->forms, form);
    make_room(layer, text.size);
    const tarix_str fold = {
        layer->fold, tarix_fold_reading(layer->lexicons, text, tag & 0xFF, tag >> 8, layer->fold)};
    if (!layer->row->map) return fold;
    return (tarix_str){layer->value, layer->row->map(layer->state, text, fold, tag, layer->value)};
}

/* Values of up to `batch` further forms, collected in layer->batch_text so that the vocabulary of
 * values can overlap its waits for memory. */
static void map_batch(tarix_layer *layer, size_t n)
{
    tarix_token tokens[batch];
    size_t starts[batch + 1] = {0};
    for (size_t i = 0; i < n; i++) {
        const tarix_str value = map_one(layer, (tarix_id)(layer->size + i));
        if (starts[i] + value.size + TARIX_TOKEN_SLACK > layer->batch_room) {
            const size_t room = 2 * (starts[i] + value.size) + 4096;
            layer->batch_text =
                tarix_arena_grow(layer->arena, layer->batch_text, layer->batch_room, room, 1);
            layer->batch_room = room;
        }
        if (value.size) memcpy(layer->batch_text + starts[i], value.data, value.size);
        starts[i + 1] = starts[i] + value.size;
    }
    for (size_t i = 0; i < n; i++)
        tokens[i] = (tarix_token){
            .form = layer->batch_text + starts[i], .size = (uint32_t)(starts[i + 1] - starts[i])};
    tarix_vocab_intern_tokens(layer->values, tokens, n, layer->map + layer->size);
    layer->size += n;
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
    while (layer->size < n)
        map_batch(layer, n - layer->size < batch ? n - layer->size : (size_t)batch);
    return layer->map;
}

tarix_vocab *tarix_layer_values(const tarix_layer *layer)
{
    return layer->values;
}

size_t tarix_layer_apply(tarix_layer *layer, tarix_str text, char *out)
{
    if (!layer->row->map) return tarix_fold(text, TARIX_KIND_WORD, out);
    make_room(layer, text.size);
    const tarix_str fold = {layer->fold, tarix_fold(text, TARIX_KIND_WORD, layer->fold)};
    return layer->row->map(layer->state, text, fold, TARIX_KIND_WORD, out);
}
