/* The pass from within: what pass.c, which reads on one thread, and spread.c, which reads on
 * several, both do. */
#ifndef TARIX_CORPUS_PASSING_H
#define TARIX_CORPUS_PASSING_H

#include "corpus/fold.h"
#include "corpus/pass.h"
#include "corpus/segmenter.h"

enum { TARIX_PASSING_BATCH = 256 };

/* What one thread makes tokens with. */
typedef struct tarix_passing {
    const tarix_pass *pass;
    const tarix_sink *sink;
    tarix_segmenter *segmenter;
    tarix_arena *fold_arena;   /* for what first_folds has no room for */
    char *first_folds, *folds; /* of the batch at hand */
    size_t folds_left;
} tarix_passing;

tarix_passing *tarix_passing_new(
    tarix_arena *arena, const tarix_pass *pass, const tarix_sink *sink);

/* Up to TARIX_PASSING_BATCH further tokens of the segmenter's chunk, as the sink wants them; 0 at
 * its end. Letters are added up by script when the pass asks for them. */
size_t tarix_passing_next(tarix_passing *p, tarix_token *tokens, uint64_t *letters);

/* The bits of a token's tag that tell its form from others. */
static inline uint16_t tarix_passing_tags(const tarix_sink *sink)
{
    return sink->folds ? 0 : UINT16_MAX;
}

/* Adds to ids what sinks of ids are told of the tokens. */
static inline void tarix_passing_mark(const tarix_token *tokens, tarix_id *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ids[i] |= tokens[i].flags & TARIX_TOKEN_STARTS_SENTENCE ? TARIX_STARTS_SENTENCE : 0;
}

/* All of them to the sink. */
void tarix_passing_read(tarix_passing *p, uint64_t *letters);

/* Forgets what another pass has found in the document. */
void tarix_passing_reset(tarix_document *document);

void tarix_passing_note_counts(tarix_document *document, const tarix_segmenter_counts *counts);

/* Many documents, and pieces of a large one, on the pass's threads. */
tarix_status tarix_spread_run(
    const tarix_pass *pass, tarix_collection *collection, const tarix_sink *sink, tarix_error *err);

#endif
