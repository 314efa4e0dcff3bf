/* The places of a corpus one after the other, cut into stretches: runs of places that no n-gram
 * leaves. A stretch ends with its sentence and at . ! ? ; : ( ) and the marks made of them
 * (... ?! …); all other punctuation and symbols hold no place and are stepped over. */
#ifndef TARIX_CORPUS_STRETCH_H
#define TARIX_CORPUS_STRETCH_H

#include "../base/arena.h"
#include "collection.h"
#include "layer.h"
#include "pass.h"
#include "tally.h"

#define TARIX_STRETCH_LEFT_OUT TARIX_NO_ID  /* a place whose token is not listed */
#define TARIX_STRETCH_END (TARIX_NO_ID - 1) /* no place: stands between two stretches */

typedef struct tarix_stretches {
    tarix_arena *reading; /* of the forms and what is known of them */
    tarix_vocab *forms;   /* NULL once values stand in their place */
    /* By entry: an id (of a form, then of a value), or one of the two above. The first and the last
     * are ends, so that a search from a place to either side stops. */
    tarix_id *entry;
    size_t n_entries;
    size_t n_documents;     /* as in the collection; one that was skipped is empty */
    size_t *document_start; /* first entry of each; document_start[n_documents] = n_entries */
    uint64_t n_tokens, n_places;
    uint64_t n_listed, n_stopped; /* places, once values are known */
    size_t n_threads;             /* of the pass */
    uint32_t *block_document;     /* by entry / 256: the document of its first entry */
} tarix_stretches;

/* Reads a collection; entries are ids of forms. More than 2^32 - 3 entries are an error. */
TARIX_API tarix_status tarix_stretches_read(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, tarix_stretches **out, tarix_error *err);

/* Puts the values of a layer over `forms` in the place of forms; those not of the selection are
 * left out. Once: what lives in `reading` is gone then. */
TARIX_API void tarix_stretches_map(tarix_stretches *stretches, tarix_layer *layer,
    const tarix_selection *selection, const tarix_lexicons *lexicons);

/* The document of an entry. */
static inline uint32_t tarix_stretches_document(const tarix_stretches *s, size_t entry)
{
    uint32_t document = s->n_documents > 1 ? s->block_document[entry >> 8] : 0;
    while (document + 1 < s->n_documents && s->document_start[document + 1] <= entry) document++;
    return document;
}

/* Whether a punctuation mark ends a stretch. */
TARIX_API bool tarix_stretch_ends_at(tarix_str mark);

#endif
