/* An INI file as sections of keys, each with its line. [report keys] is a section of the kind
 * "report" with the name "keys"; a line that begins with a space goes on with the value above. */
#ifndef TARIX_CLI_INI_H
#define TARIX_CLI_INI_H

#include "base/arena.h"
#include "base/error.h"

typedef struct ini_entry {
    tarix_str key, value;
    size_t line;
} ini_entry;

typedef struct ini_section {
    tarix_str kind, name; /* name: what stands behind the kind; may be empty */
    size_t line;
    ini_entry *entries; /* in the order of the file */
    size_t n, capacity;
} ini_section;

typedef struct ini_file {
    const char *path;
    ini_section *sections;
    size_t n, capacity;
} ini_file;

/* All in `arena`; `path` is borrowed, for messages. */
tarix_status ini_parse_bytes(
    tarix_arena *arena, const char *path, tarix_str bytes, ini_file **out, tarix_error *err);

#endif
