#include "reports/dictionary.h"

#include "analyzers/measure.h"
#include "reports/json_file.h"

/* CSVW resolves it as a URL against the dictionary's own: all bytes but those that no URL reads as
 * more than themselves are escaped. */
static tarix_str url_of(tarix_arena *arena, tarix_str name)
{
    static const char digits[] = "0123456789ABCDEF";
    char *out = tarix_arena_alloc(arena, name.size + 1, 3);
    size_t used = 0;
    for (size_t i = 0; i < name.size; i++) {
        const unsigned char c = (unsigned char)name.data[i];
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (is_letter || (c >= '0' && c <= '9') || (c && strchr("-._~", c))) {
            out[used++] = (char)c;
            continue;
        }
        out[used++] = '%';
        out[used++] = digits[c >> 4];
        out[used++] = digits[c & 0xF];
    }
    return (tarix_str){out, used};
}

/* A number with another decimal point is described by its format. */
static json_t *datatype(const tarix_column *c, const tarix_dialect *dialect)
{
    static const char *const types[] = {[TARIX_TYPE_TEXT] = "string",
        [TARIX_TYPE_COUNT] = "nonNegativeInteger",
        [TARIX_TYPE_REAL] = "double"};
    const bool has_comma = dialect && dialect->decimal != '.';
    if (c->type != TARIX_TYPE_REAL || !has_comma) return json_string(types[c->type]);
    const char decimal[] = {dialect->decimal, '\0'};
    return json_pack("{s:s, s:{s:s}}", "base", types[c->type], "format", "decimalChar", decimal);
}

/* "und" is the header's own word, by which CSVW knows the column. */
static json_t *column(const tarix_column *c, const tarix_dialect *dialect)
{
    json_t *value =
        json_pack("{s:s, s:{s:s, s:s, s:s}, s:o, s:s}", "name", c->name, "titles", "und", c->name,
            "en", c->title_en, "az", c->title_az, "datatype", datatype(c, dialect), "null", "");
    const tarix_measure *measure = tarix_measures_find(tarix_str_from(c->name));
    if (c->formula[0]) json_object_set_new(value, "dc:description", json_string(c->formula));
    if (c->unit[0]) json_object_set_new(value, "schema:unitText", json_string(c->unit));
    if (measure && strcmp(measure->formula, c->formula) == 0) {
        json_object_set_new(value, "dc:identifier", json_string(measure->name));
        json_object_set_new(value, "dc:source", json_string(measure->source));
    }
    return value;
}

/* Unquoted text may begin with #, which would else be a comment; no text holds U+0001. */
static json_t *dialect_of(const tarix_dialect *d)
{
    const char separator[] = {d->separator, '\0'};
    json_t *value = json_pack("{s:s, s:b, s:s, s:[s], s:b}", "encoding", "utf-8", "header", 1,
        "delimiter", separator, "lineTerminators", d->line_end, "doubleQuote", (int)d->quotes);
    if (d->quotes)
        json_object_set_new(value, "quoteChar", json_string("\""));
    else {
        json_object_set_new(value, "quoteChar", json_null());
        json_object_set_new(value, "commentPrefix", json_string("\x01"));
    }
    return value;
}

tarix_status tarix_dictionary_write(tarix_arena *arena, const tarix_column *columns,
    size_t n_columns, const tarix_writer *writer, tarix_str table_name, const char *path,
    tarix_error *err)
{
    const tarix_str url = url_of(arena, table_name);
    tarix_json_file *file = tarix_json_file_new(arena);
    json_t *list = json_array();
    for (size_t i = 0; i < n_columns; i++)
        json_array_append_new(list, column(&columns[i], writer->dialect));
    file->value =
        json_pack("{s:s, s:o, s:s, s:{s:o}}", "@context", "http://www.w3.org/ns/csvw", "url",
            tarix_json_text(url), "dc:format", writer->media_type, "tableSchema", "columns", list);
    if (file->value && writer->dialect)
        json_object_set_new(file->value, "dialect", dialect_of(writer->dialect));
    return tarix_json_file_write(arena, file, path, err);
}
