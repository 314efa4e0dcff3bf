/* The documents that a command line's inputs name: files, folders (their *.txt, recursively),
 * indexes (*.tarix, the documents that they were made of) and "-", each file once, sorted by name.
 * After a pass it also knows what was found in each. */
#ifndef TARIX_CORPUS_COLLECTION_H
#define TARIX_CORPUS_COLLECTION_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/str.h"
#include "../base/unicode.h"
#include "token.h"

#include <stdint.h>

typedef struct tarix_metadata_row tarix_metadata_row;
struct tarix_index;

typedef struct tarix_document {
    tarix_str name;                     /* path below the folder named, or the file's own name */
    const char *path;                   /* "-" for standard input */
    bool typed;                         /* named by the user, not found in a folder */
    const char *metadata_path;          /* of the metadata.csv of its folder, or NULL */
    tarix_str metadata_bytes;           /* that file as an index keeps it; data NULL: on disk */
    const tarix_metadata_row *metadata; /* what is known of it, or NULL; see metadata.h */
    bool lacks_metadata;                /* there is a file of it, which has no row for this one */
    const struct tarix_index *index;    /* where its tokens are; NULL: they are to be found */
    size_t index_document;              /* its number there */

    /* set by a pass */
    const char *encoding;
    tarix_str sha256; /* when asked for */
    uint64_t bytes, bad_bytes, furniture;
    uint64_t sentences, places;
    uint64_t tokens[TARIX_KINDS];
    uint64_t readings[TARIX_READINGS]; /* of words that are not in today's spelling */
    double old_share;                  /* letters of the Latin of 1922-39 alone / Latin letters */
    uint64_t letters[TARIX_SCRIPTS];   /* of all tokens, when asked for */
    tarix_str failure;                 /* why it was skipped; empty when it was read */
} tarix_document;

/* Why a file was not taken that was named twice, or lies in two folders that were. */
#define TARIX_REACHED_BEFORE TARIX_STR("the same file was reached before")

/* A file that was found and not taken. */
typedef struct tarix_passed_over {
    tarix_str path, reason;
} tarix_passed_over;

typedef struct tarix_collection {
    tarix_arena *arena;
    tarix_document *documents;
    size_t n_documents, capacity;
    tarix_passed_over *passed_over;
    size_t n_passed_over, passed_over_capacity;
    tarix_str *filtered; /* names of documents that tarix_collection_filter() took out */
    size_t n_filtered;
} tarix_collection;

/* Fails when an input does not exist, cannot be read, or names no document at all. */
TARIX_API tarix_status tarix_collection_open(tarix_arena *arena, const tarix_str *inputs,
    size_t n_inputs, tarix_collection **out, tarix_error *err);

/* Indexes that stand for inputs: who opens such an input gets the documents of its index, which
 * know nothing of that. */
typedef struct tarix_shelf {
    const tarix_str *inputs;
    struct tarix_index *const *indexes;
    size_t n;
} tarix_shelf;
/* The same with a shelf, which may be NULL. */
TARIX_API tarix_status tarix_collection_open_shelved(tarix_arena *arena, const tarix_str *inputs,
    size_t n_inputs, const tarix_shelf *shelf, tarix_collection **out, tarix_error *err);

/* Takes the documents out that are not to be kept; `keeps` has one for each. Before any pass. */
TARIX_API void tarix_collection_filter(tarix_collection *collection, const bool *keeps);

/* Bytes of all that are files or in an index, before a pass; of others nothing is known. */
TARIX_API uint64_t tarix_collection_bytes(const tarix_collection *collection);

/* Whether there may be memory for an array of all tokens; if surely not, it is said with an
 * estimate of what would do, before anything is read. */
TARIX_API tarix_status tarix_collection_fits(
    const tarix_collection *collection, const tarix_arena *arena, tarix_error *err);

/* What there is to say of a document that was read all the same: that it is empty, or that bytes of
 * it were replaced. Empty: nothing. */
TARIX_API tarix_str tarix_document_fault(tarix_arena *arena, const tarix_document *document);

/* Sums over the documents that were read. */
TARIX_API uint64_t tarix_collection_tokens(const tarix_collection *collection, unsigned kinds);
TARIX_API uint64_t tarix_collection_places(const tarix_collection *collection);
TARIX_API size_t tarix_collection_read(const tarix_collection *collection);

#endif
