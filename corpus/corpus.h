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
    uint64_t *at;   /* by token: see tarix_corpus_start(); NULL when not asked for */
    size_t n_sentences;
    size_t *sentence_start; /* first token of each; sentence_start[n_sentences] = n_tokens */
    size_t n_documents;     /* as in the collection; one that was skipped is empty */
    size_t *document_start; /* first token of each; document_start[n_documents] = n_tokens */
} tarix_corpus;

/* 4 bytes a token, and 8 more when the text is to be shown again. */
TARIX_API tarix_status tarix_corpus_read(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, bool keeps_text, tarix_corpus **out, tarix_error *err);

static inline bool tarix_corpus_holds_place(const tarix_corpus *corpus, size_t token)
{
    return tarix_kind_holds_place(tarix_vocab_tag(corpus->forms, corpus->form[token]) & 0xFF);
}

/* The sentence and the document that a token is in, from 0 in the collection. */
TARIX_API size_t tarix_corpus_sentence(const tarix_corpus *corpus, size_t token);
TARIX_API size_t tarix_corpus_document(const tarix_corpus *corpus, size_t token);

/* ---- where the text is kept ---- */

/* A token's first byte in the text, and whether space stands before it. */
static inline uint64_t tarix_corpus_start(const tarix_corpus *corpus, size_t token)
{
    return corpus->at[token] / 2;
}
static inline bool tarix_corpus_has_space(const tarix_corpus *corpus, size_t token)
{
    return corpus->at[token] & 1;
}

/* Tokens from begin to before end, with line-end hyphens and breaks gone and one space for any. */
TARIX_API tarix_str tarix_corpus_text(
    const tarix_corpus *corpus, tarix_arena *arena, size_t begin, size_t end);

#endif
