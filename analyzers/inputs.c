#include "analyzers/inputs.h"

#include "base/file.h"

/* False: it is a path and no more. */
static bool split_name(tarix_arena *arena, tarix_str typed, tarix_str *name, tarix_str *path)
{
    const char *sign = typed.size ? memchr(typed.data, '=', typed.size) : NULL;
    const size_t size = sign ? (size_t)(sign - typed.data) : 0;
    if (size == 0 || memchr(typed.data, '/', size)) return false;
    if (tarix_file_look(tarix_arena_str(arena, typed).data, NULL) != TARIX_FILE_MISSING)
        return false;
    *name = tarix_str_slice(typed, 0, size);
    *path = tarix_str_slice(typed, size + 1, typed.size);
    return true;
}

static tarix_input *find(tarix_input *inputs, size_t n, const bool *is_named, tarix_str name)
{
    for (size_t i = 0; i < n; i++)
        if (is_named[i] && tarix_str_equal(inputs[i].name, name)) return &inputs[i];
    return NULL;
}

tarix_input *tarix_inputs_join(
    tarix_arena *arena, const tarix_str *typed, size_t n_typed, size_t *n)
{
    tarix_input *inputs = TARIX_ARRAY(arena, tarix_input, n_typed + 1);
    bool *is_named = TARIX_ARRAY(arena, bool, n_typed + 1);
    *n = 0;
    for (size_t i = 0; i < n_typed; i++) {
        tarix_str name = typed[i], path = typed[i];
        const bool has_name = split_name(arena, typed[i], &name, &path);
        tarix_input *input = has_name ? find(inputs, *n, is_named, name) : NULL;
        if (!input) {
            is_named[*n] = has_name;
            input = &inputs[(*n)++];
            *input = (tarix_input){name, TARIX_ARRAY(arena, tarix_str, n_typed), 0};
        }
        input->paths[input->n_paths++] = path;
    }
    return inputs;
}
