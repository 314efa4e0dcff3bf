/* Arrays of an index that follow from others: texts of forms and of the values of layers, and where
 * the tokens of each form are. Each is made by itself, on any thread, once what it follows from is
 * there. */
#ifndef TARIX_CORPUS_LISTING_H
#define TARIX_CORPUS_LISTING_H

#include "base/spool.h"
#include "corpus/index.h"
#include "corpus/layer.h"
#include "corpus/pass.h"

typedef struct tarix_contents {
    const void *bytes;
    size_t size;
} tarix_contents;

/* What they follow from. */
typedef struct tarix_listing_source {
    tarix_arena *arena;
    const tarix_pass *pass;
    tarix_vocab *forms;
    const uint32_t *count;                /* of tokens, by form */
    tarix_spool *tokens;                  /* tarix_id */
    const tarix_layer_row *const *layers; /* TARIX_INDEX_LAYERS, or NULL for one that is not kept */
    size_t memory;                        /* that places may take; 0: any */
} tarix_listing_source;

typedef struct tarix_listing {
    const tarix_listing_source *source;
    /* Those of a vocabulary; of places only where they start, and they where memory is no matter.
     */
    tarix_contents map, starts, tags, texts, slots, places;
    const struct tarix_listing *folds; /* that are to be made before it; NULL: none */
    tarix_status status;               /* once it is made */
    tarix_error error;
    /* private */
    tarix_guard *guard;
    tarix_arena *arena;
    const tarix_layer_row *row; /* whose values are listed, or NULL: forms, or places */
    tarix_layer *layer;         /* that has been mapped */
    const tarix_vocab *vocab;   /* whose texts are listed; NULL: the places of all forms are */
    bool is_kept;
} tarix_listing;

enum {
    TARIX_LISTING_FORMS,
    TARIX_LISTING_PLACES,
    TARIX_LISTING_FOLD, /* and those of the other layers */
    TARIX_LISTING_STEM,
    TARIX_LISTING_LEMMA,
    TARIX_LISTINGS
};

/* TARIX_LISTINGS of them; `source` is borrowed. Layers use the folds that are made where there is
 * memory for it. */
tarix_listing *tarix_listings_new(const tarix_listing_source *source);
/* Its arrays are there after it, until it is dropped. */
void tarix_listing_make(tarix_listing *listing);
void tarix_listing_drop(tarix_listing *listing);

/* The places of forms from `first` to before *end, as many as there is memory for. In `arena`. */
tarix_contents tarix_listing_places(
    const tarix_listing *listing, tarix_arena *arena, tarix_id first, tarix_id *end);

#endif
