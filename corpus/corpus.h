/* A corpus is arrays: the form of every token, where sentences and documents start. For analyzers
 * that look at neighbours; those that only count use corpus/tally.h. */
#ifndef TARIX_CORPUS_CORPUS_H
#define TARIX_CORPUS_CORPUS_H

#include "../base/arena.h"
#include "collection.h"
#include "pass.h"
#include "vocab.h"

typedef struct tarix_corpus {
    tarix_collection *collection;
    tarix_vocab *forms;
    size_t n_tokens;
    tarix_id *form; /* by token */
    size_t n_sentences;
    size_t *sentence_start; /* first token of each; sentence_start[n_sentences] = n_tokens */
    size_t n_documents;     /* as in the collection; one that was skipped is empty */
    size_t *document_start; /* first token of each; document_start[n_documents] = n_tokens */
} tarix_corpus;

TARIX_API tarix_status tarix_corpus_read(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, tarix_corpus **out, tarix_error *err);

#endif
