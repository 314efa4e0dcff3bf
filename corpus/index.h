/* An index: a collection whose tokens have been found, in one file that is used where it lies on
 * the disk. Opened, it is a source of documents: tarix_collection_open() takes its path like that
 * of a text, and tarix_pass_run() gives the tokens that the texts gave. */
#ifndef TARIX_CORPUS_INDEX_H
#define TARIX_CORPUS_INDEX_H

#include "collection.h"
#include "pass.h"
#include "sections.h"
#include "steps.h"

/* ---- as it stands in the file ---- */

/* A text among the strings, where a NUL follows it. */
typedef struct tarix_index_text {
    uint64_t at, size;
} tarix_index_text;

/* What is known of a document; see tarix_document. */
typedef struct tarix_index_document {
    tarix_index_text name, path, encoding, sha256, failure;
    uint64_t first_token, first_sentence;
    uint64_t bytes, bad_bytes, furniture, sentences, places;
    uint64_t tokens[TARIX_KINDS], readings[TARIX_READINGS], letters[TARIX_SCRIPTS];
    double old_share;
    uint64_t metadata; /* one more than the number of its file; 0: none */
} tarix_index_document;

/* A file of metadata, whole. */
typedef struct tarix_index_file {
    tarix_index_text path, bytes;
} tarix_index_file;

typedef struct tarix_index_passed_over {
    tarix_index_text path, reason;
} tarix_index_passed_over;

/* ---- opened ---- */

/* A layer that is kept. */
enum { TARIX_INDEX_LAYERS = 3 };
typedef struct tarix_index_layer {
    const tarix_id *map; /* by form */
    size_t n_map;        /* 0: the layer is not kept */
    tarix_vocab_stored values;
} tarix_index_layer;

/* What is in an opened index. The arrays lie in the file, and of those from `form_start` on nothing
 * is checked before it is asked for. */
typedef struct tarix_index {
    tarix_sections *sections;
    tarix_str settings, command;
    const tarix_index_document *documents;
    size_t n_documents;
    const tarix_index_file *files;
    size_t n_files;
    const tarix_index_passed_over *passed_over;
    size_t n_passed_over;
    const char *strings;
    const uint64_t *form_start; /* in form_text, by form; [n_forms]: behind the last */
    const uint16_t *form_tag;
    const char *form_text;
    size_t n_forms;
    const tarix_id *token; /* form of each */
    uint64_t n_tokens;
    tarix_steps steps;
    const uint64_t *sentence; /* first token of each; [n_sentences] = n_tokens */
    uint64_t n_sentences;
    const uint64_t *place_start; /* by form, and one more */
    const tarix_id *place;       /* tokens of each form, ascending */
    tarix_index_layer layer[TARIX_INDEX_LAYERS];
    _Atomic unsigned *checked; /* parts that have been: see index_checks.h */
} tarix_index;

/* The file is read where it is needed, until the arena ends. */
TARIX_API tarix_status tarix_index_open(
    tarix_arena *arena, const char *path, tarix_index **out, tarix_error *err);

static inline tarix_str tarix_index_str(const tarix_index *index, tarix_index_text text)
{
    return (tarix_str){index->strings + text.at, (size_t)text.size};
}
static inline tarix_str tarix_index_form(const tarix_index *index, tarix_id form)
{
    const uint64_t start = index->form_start[form];
    return (tarix_str){index->form_text + start, (size_t)(index->form_start[form + 1] - start - 1)};
}

/* The SHA-256 of a document that has an index. */
static inline tarix_str tarix_index_hash(const tarix_document *document)
{
    const tarix_index *index = document->index;
    return tarix_index_str(index, index->documents[document->index_document].sha256);
}

/* Where the tokens and sentences of a document end. */
static inline uint64_t tarix_index_last_token(const tarix_index *index, size_t document)
{
    return document + 1 < index->n_documents ? index->documents[document + 1].first_token
                                             : index->n_tokens;
}
static inline uint64_t tarix_index_last_sentence(const tarix_index *index, size_t document)
{
    return document + 1 < index->n_documents ? index->documents[document + 1].first_sentence
                                             : index->n_sentences;
}

/* Fills in what a pass finds out of a document that has an index. */
TARIX_API void tarix_index_describe(tarix_document *document, bool letters);
/* The index that a collection is all of, in its order, or NULL. */
TARIX_API const tarix_index *tarix_index_whole(const tarix_collection *collection);

/* The names of the layers that may be kept: fold, stem, lemma. */
TARIX_API const char *tarix_index_layer_name(size_t layer);
/* The layer of that name when it is kept and all is well with it; else NULL: it has to be made. */
TARIX_API const tarix_index_layer *tarix_index_find_layer(
    const tarix_index *index, const char *name, size_t n_threads);
/* An empty vocabulary becomes that of the forms, which have been checked. */
TARIX_API void tarix_index_adopt_forms(const tarix_index *index, tarix_vocab *forms);
/* The tokens of a form, ascending, *n of them, checked; where they begin has been. */
TARIX_API tarix_status tarix_index_places(
    const tarix_index *index, tarix_id form, const tarix_id **out, size_t *n, tarix_error *err);
static inline uint64_t tarix_index_count(const tarix_index *index, tarix_id form)
{
    return index->place_start[form + 1] - index->place_start[form];
}

/* Adds the documents and what was passed over to a collection. */
TARIX_API void tarix_index_list(const tarix_index *index, tarix_collection *collection);

/* What the tokens of a pass are made with, a line each: name, tab, value. */
TARIX_API tarix_str tarix_index_settings(tarix_arena *arena, const tarix_pass *pass);
/* Whether the tokens are those that the pass would make: of the same lists, and as it was told.
 * What a pass was not told (auto) is as the index has it. */
TARIX_API tarix_status tarix_index_fits(
    const tarix_index *index, tarix_arena *scratch, const tarix_pass *pass, tarix_error *err);

#endif
