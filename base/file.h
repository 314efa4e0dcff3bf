/* Files and folders: read, list, and write whole or not at all. */
#ifndef TARIX_BASE_FILE_H
#define TARIX_BASE_FILE_H

#include "arena.h"
#include "error.h"
#include "str.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum tarix_file_kind {
    TARIX_FILE_MISSING,
    TARIX_FILE_PLAIN,
    TARIX_FILE_FOLDER
} tarix_file_kind;

/* What a path names; pipes and devices count as plain. *id (may be NULL) tells whether two paths
 * are the same file. */
typedef struct tarix_file_id {
    uint64_t device, inode;
} tarix_file_id;
TARIX_API tarix_file_kind tarix_file_look(const char *path, tarix_file_id *id);

/* The size of a plain file; false when there is none. */
TARIX_API bool tarix_file_bytes(const char *path, uint64_t *bytes);

/* The whole file, in `arena`, followed by NUL. "-" is standard input. */
TARIX_API tarix_status tarix_file_read(
    tarix_arena *arena, const char *path, tarix_str *out, tarix_error *err);

/* An open file to read from, closed with the arena. */
typedef struct tarix_file tarix_file;
TARIX_API tarix_status tarix_file_open(
    tarix_arena *arena, const char *path, tarix_file **out, tarix_error *err);
/* Fills up to `size` bytes; *got is 0 only at the end. */
TARIX_API tarix_status tarix_file_fill(
    tarix_file *file, char *bytes, size_t size, size_t *got, tarix_error *err);
TARIX_API void tarix_file_close(tarix_file *file);

/* A folder, with those above it, when it is not there yet. */
TARIX_API tarix_status tarix_file_make_folder(
    tarix_arena *arena, const char *path, tarix_error *err);

/* All plain files below a folder, as paths relative to it, sorted by bytes; names that begin with
 * a full stop are passed over. A folder that cannot be read is reported through `skipped` (may be
 * NULL) and passed over; only the top one fails the call. */
typedef struct tarix_file_entry {
    tarix_str name;
    bool is_missing; /* a link to nothing */
    tarix_file_id id;
} tarix_file_entry;
typedef struct tarix_file_list {
    tarix_file_entry *files;
    size_t size, capacity;
} tarix_file_list;
TARIX_API tarix_status tarix_file_list_folder(tarix_arena *arena, const char *folder,
    tarix_file_list *out, tarix_file_list *skipped, tarix_error *err);

/* An empty file of its own in $TMPDIR or /tmp, for a library that writes to a path; removed with
 * the arena. */
TARIX_API tarix_status tarix_file_temporary(tarix_arena *arena, tarix_str *path, tarix_error *err);

/* A path in $TMPDIR or /tmp that names nothing: for files that lie beside one. */
TARIX_API tarix_str tarix_file_scratch(tarix_arena *arena);

/* folder/name, with no doubled slash. */
TARIX_API tarix_str tarix_file_join(tarix_arena *arena, tarix_str folder, tarix_str name);
/* The part behind the last slash. */
TARIX_API tarix_str tarix_file_base(tarix_str path);

#endif
