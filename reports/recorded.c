#include "reports/recorded.h"

#include "base/file.h"
#include "reports/json_file.h"

typedef struct reading {
    tarix_arena *arena;
    tarix_recorded *record;
} reading;

/* What is no text counts as an empty one. */
static tarix_str text_of(const reading *r, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) return TARIX_STR("");
    return tarix_arena_str(
        r->arena, (tarix_str){json_string_value(value), json_string_length(value)});
}

static void add_file(const reading *r, tarix_recorded_file file)
{
    tarix_recorded *record = r->record;
    TARIX_ROOM(r->arena, record->files, record->n_files, record->files_capacity);
    record->files[record->n_files++] = file;
}

static void read_input(const reading *r, const json_t *input)
{
    tarix_recorded *record = r->record;
    const json_t *documents = json_object_get(input, "documents");
    const json_t *paths = json_object_get(input, "paths");
    const json_t *passed_over = json_object_get(input, "passed_over");
    const json_t *item;
    size_t i;
    if (!documents)
        add_file(r, (tarix_recorded_file){TARIX_RECORDED_INPUT, text_of(r, input, "name"),
                        text_of(r, input, "name"), text_of(r, input, "sha256")});
    json_array_foreach(documents, i, item)
        add_file(r, (tarix_recorded_file){TARIX_RECORDED_INPUT, text_of(r, item, "document"),
                        text_of(r, item, "path"), text_of(r, item, "sha256")});
    json_array_foreach(passed_over, i, item)
    {
        TARIX_ROOM(
            r->arena, record->passed_over, record->n_passed_over, record->passed_over_capacity);
        record->passed_over[record->n_passed_over++] = text_of(r, item, "path");
    }
    json_array_foreach(json_object_get(input, "filtered"), i, item)
    {
        TARIX_ROOM(r->arena, record->filtered, record->n_filtered, record->filtered_capacity);
        record->filtered[record->n_filtered++] = tarix_arena_str(
            r->arena, (tarix_str){json_string_value(item), json_string_length(item)});
    }
    json_array_foreach(paths, i, item)
    {
        TARIX_ROOM(r->arena, record->inputs, record->n_inputs, record->inputs_capacity);
        record->inputs[record->n_inputs++] = tarix_arena_str(
            r->arena, (tarix_str){json_string_value(item), json_string_length(item)});
    }
}

static void read_lexicons(const reading *r, const json_t *whole)
{
    const json_t *item;
    const char *name;
    json_object_foreach(json_object_get(whole, "lexicons"), name, item)
    {
        const tarix_str list = tarix_arena_str(r->arena, tarix_str_from(name));
        add_file(r, (tarix_recorded_file){TARIX_RECORDED_LEXICON, list, text_of(r, item, "from"),
                        text_of(r, item, "sha256")});
    }
}

static void read_files(const reading *r, json_t *root)
{
    const json_t *inputs = json_object_get(root, "inputs");
    const json_t *reports = json_object_get(root, "reports");
    const json_t *outputs = json_object_get(root, "outputs");
    const json_t *item;
    size_t i;
    json_array_foreach(inputs, i, item) read_input(r, item);
    read_lexicons(r, root);
    json_array_foreach(reports, i, item) read_lexicons(r, item);
    json_array_foreach(outputs, i, item)
        add_file(r, (tarix_recorded_file){TARIX_RECORDED_OUTPUT, text_of(r, item, "file"),
                        text_of(r, item, "file"), text_of(r, item, "sha256")});
}

tarix_status tarix_recorded_read(
    tarix_arena *arena, const char *path, tarix_recorded **out, tarix_error *err)
{
    tarix_str bytes;
    json_error_t error;
    TARIX_TRY(tarix_file_read(arena, path, &bytes, err));
    tarix_json_file *file = tarix_json_file_new(arena);
    file->value = json_loadb(bytes.data, bytes.size, JSON_REJECT_DUPLICATES, &error);
    if (!file->value)
        return tarix_error_set(
            err, TARIX_INVALID, "%s:%d: is no run record: %s", path, error.line, error.text);
    const reading r = {arena, TARIX_NEW(arena, tarix_recorded)};
    if (!tarix_str_equal(text_of(&r, file->value, "program"), TARIX_STR("tarix")))
        return tarix_error_set(err, TARIX_INVALID,
            "%s: is no run record of tarix; -o TABLE.csv writes one, TABLE.run.json, beside it",
            path);
    r.record->version = text_of(&r, file->value, "version");
    r.record->folder = text_of(&r, json_object_get(file->value, "run"), "folder");
    read_files(&r, file->value);
    *out = r.record;
    return TARIX_OK;
}
