/* A JSON file made with jansson, for what is no table. Jansson allocates by itself, so that the
 * value is made after all that may unwind, or belongs to the arena through the file. */
#ifndef TARIX_REPORTS_JSON_FILE_H
#define TARIX_REPORTS_JSON_FILE_H

#include "../base/arena.h"
#include "../base/error.h"

#include <jansson.h>

typedef struct tarix_json_file {
    json_t *value; /* set by the caller; gone with the arena */
    char *dump;
} tarix_json_file;

tarix_json_file *tarix_json_file_new(tarix_arena *arena);
tarix_status tarix_json_file_write(
    tarix_arena *arena, tarix_json_file *file, const char *path, tarix_error *err);

/* A string; what is no UTF-8 (file names may be any bytes) is said to be so. */
json_t *tarix_json_text(tarix_str text);

#endif
