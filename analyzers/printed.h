/* A collection as it is printed: the form of every token, where it starts and whether space stands
 * before it, so that any stretch can be shown again. 12 bytes a token. */
#ifndef TARIX_ANALYZERS_PRINTED_H
#define TARIX_ANALYZERS_PRINTED_H

#include "../corpus/collection.h"
#include "../corpus/pass.h"
#include "../corpus/vocab.h"

typedef struct tarix_printed {
    const tarix_collection *collection;
    tarix_vocab *forms;
    size_t n;       /* tokens */
    tarix_id *form; /* by token */
    uint64_t *at; /* by token: 2 * its first byte in the text, and 1 when space stands before it */
    size_t n_sentences;
    size_t *sentence_start; /* first token of each, and n */
    size_t *document_start; /* first token of each, and n */
} tarix_printed;

TARIX_API tarix_status tarix_printed_read(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, tarix_printed **out, tarix_error *err);

static inline bool tarix_printed_holds_place(const tarix_printed *printed, size_t token)
{
    return tarix_kind_holds_place(tarix_vocab_tag(printed->forms, printed->form[token]) & 0xFF);
}

static inline uint64_t tarix_printed_start(const tarix_printed *printed, size_t token)
{
    return printed->at[token] / 2;
}
static inline bool tarix_printed_has_space(const tarix_printed *printed, size_t token)
{
    return printed->at[token] & 1;
}

/* The sentence and the document that a token is in, from 0 in the collection. */
TARIX_API size_t tarix_printed_sentence(const tarix_printed *printed, size_t token);
TARIX_API size_t tarix_printed_document(const tarix_printed *printed, size_t token);

/* Tokens from begin to before end, with line-end hyphens and breaks gone and one space for any. */
TARIX_API tarix_str tarix_printed_text(
    const tarix_printed *printed, tarix_arena *arena, size_t begin, size_t end);

#endif
