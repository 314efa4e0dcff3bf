#include "reports/json_file.h"

#include "base/output.h"

static void close_file(void *object)
{
    tarix_json_file *file = object;
    json_decref(file->value);
    free(file->dump);
}

tarix_json_file *tarix_json_file_new(tarix_arena *arena)
{
    tarix_json_file *file = TARIX_NEW(arena, tarix_json_file);
    tarix_arena_defer(arena, close_file, file);
    return file;
}

tarix_status tarix_json_file_write(
    tarix_arena *arena, tarix_json_file *file, const char *path, tarix_error *err)
{
    tarix_output *output = NULL;
    file->dump = json_dumps(file->value, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    if (!file->dump) return tarix_error_set(err, TARIX_NO_MEMORY, "%s: out of memory", path);
    TARIX_TRY(tarix_output_open(arena, path, &output, err));
    tarix_output_str(output, tarix_str_from(file->dump));
    tarix_output_char(output, '\n');
    return tarix_output_commit(output, err);
}

json_t *tarix_json_text(tarix_str text)
{
    json_t *value = json_stringn(text.data ? text.data : "", text.size);
    return value ? value : json_string("(not UTF-8)");
}
