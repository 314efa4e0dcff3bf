/* Whether an index is what was written. A part is checked before it is read: its checksums, that
 * its numbers lead nowhere else and that its texts are UTF-8. All on threads, a piece each. */
#ifndef TARIX_CORPUS_INDEX_CHECKS_H
#define TARIX_CORPUS_INDEX_CHECKS_H

#include "index.h"

/* Parts that are checked as a whole. */
enum {
    TARIX_INDEX_TAGS = 1, /* of forms */
    TARIX_INDEX_TEXTS = 2,
    TARIX_INDEX_FORMS = TARIX_INDEX_TAGS | TARIX_INDEX_TEXTS,
    TARIX_INDEX_COUNTS = 4,      /* where the places of each form begin, so how many there are */
    TARIX_INDEX_SENTENCES = 8,   /* where they begin */
    TARIX_INDEX_STEP_LISTS = 16, /* long steps, and where blocks of steps begin */
    TARIX_INDEX_TOKENS = 32,     /* the form of each */
    TARIX_INDEX_LAYER = 64       /* the first that is kept, and so on */
};

/* Checks the parts that have not been checked yet. */
TARIX_API tarix_status tarix_index_check(
    const tarix_index *index, unsigned parts, size_t n_threads, tarix_error *err);
/* Checks a layer that is kept. */
TARIX_API tarix_status tarix_index_check_layer(
    const tarix_index *index, size_t layer, size_t n_threads, tarix_error *err);

/* Check tokens from first to before end, or their steps. */
TARIX_API tarix_status tarix_index_check_tokens(
    const tarix_index *index, uint64_t first, uint64_t end, tarix_error *err);
TARIX_API tarix_status tarix_index_check_steps(
    const tarix_index *index, uint64_t first, uint64_t end, tarix_error *err);
/* All that belongs to a document. */
TARIX_API tarix_status tarix_index_check_document(
    const tarix_index *index, size_t document, tarix_error *err);

/* Reads all of it and checks it. */
TARIX_API tarix_status tarix_index_verify(
    const tarix_index *index, size_t n_threads, tarix_error *err);

#endif
