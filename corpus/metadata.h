/* What is known of documents beside their text: the tables of metadata, a row a document, any
 * columns. A folder has its own in metadata.csv; one file may be named for all documents. */
#ifndef TARIX_CORPUS_METADATA_H
#define TARIX_CORPUS_METADATA_H

#include "../base/arena.h"
#include "../base/digest.h"
#include "../base/error.h"
#include "../lexicons/lexicons.h"
#include "collection.h"

/* A column by its name, of all files that have it. Cells are empty where nothing is known. */
typedef struct tarix_metadata_field {
    tarix_str name;
    bool is_number; /* every cell that is not empty is a number, and there is one */
} tarix_metadata_field;

typedef struct tarix_metadata_file tarix_metadata_file;

/* The row of a document. */
struct tarix_metadata_row {
    const tarix_metadata_file *file;
    tarix_str document; /* as the file names it */
    tarix_str key;      /* as it is looked for */
    uint64_t line;
    const tarix_str *cells; /* by column of the file */
    bool is_used;           /* some document has it */
};

struct tarix_metadata_file {
    const char *path;
    tarix_str kept;   /* its bytes in an index; data NULL: they were read from the path */
    tarix_str sha256; /* when asked for */
    const char *encoding;
    uint64_t bytes, bad_bytes;
    tarix_metadata_row *rows; /* by key */
    size_t n_rows;
    char separator;
    size_t *column; /* of the file, for each of its first n_known fields; SIZE_MAX: none */
    size_t n_known;
};

typedef struct tarix_metadata {
    tarix_arena *arena;
    const tarix_lexicons *lexicons;
    const char *encoding; /* told by the user, or NULL */
    bool hashes;
    tarix_metadata_field *fields;
    uint64_t *n_texts, *n_numbers; /* cells of each field */
    size_t n_fields, fields_capacity;
    tarix_metadata_file **files;
    size_t n_files, files_capacity;
} tarix_metadata;

/* An empty one; `lexicons` and `encoding` are borrowed. */
TARIX_API tarix_metadata *tarix_metadata_new(
    tarix_arena *arena, const tarix_lexicons *lexicons, const char *encoding, bool hashes);

/* Gives each document of a collection its row: from the file at `path`, or, when that is NULL, from
 * the metadata.csv of the folder in which it was found. Documents are named by the column
 * `document`, or the first one: their path below the folder, with or without .txt. Two rows for one
 * document are an error. A file is read once. */
TARIX_API tarix_status tarix_metadata_join(
    tarix_metadata *metadata, tarix_collection *collection, const char *path, tarix_error *err);

/* The number of a field, or TARIX_NO_FIELD. */
#define TARIX_NO_FIELD SIZE_MAX
TARIX_API size_t tarix_metadata_find(const tarix_metadata *metadata, tarix_str name);
/* Sets the error of a name that is no field: "PLACE: 'NAME' is OTHERS no field of the metadata",
 * the nearest, and those that there are. `metadata` may be NULL. */
TARIX_API tarix_status tarix_metadata_unknown(tarix_arena *arena, const tarix_metadata *metadata,
    const char *place, const char *others, tarix_str name, tarix_error *err);
/* What is known of a document; empty when nothing is. */
TARIX_API tarix_str tarix_metadata_value(const tarix_document *document, size_t field);
/* The same as a number; NaN when it is empty or none. */
TARIX_API double tarix_metadata_number(const tarix_document *document, size_t field);

#endif
