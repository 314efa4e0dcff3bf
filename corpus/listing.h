/* Arrays of an index that follow from others: texts of forms and of the values of layers, and where
 * the tokens of each form are. All are made at once, on threads, where there is memory for it; else
 * each when its turn comes. */
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
    tarix_spool *tokens;                  /* tarix_id */
    const tarix_layer_row *const *layers; /* TARIX_INDEX_LAYERS, or NULL for one that is not kept */
    size_t memory;                        /* that places may take; 0: any */
} tarix_listing_source;

typedef struct tarix_listing {
    const tarix_listing_source *source;
    /* Those of a vocabulary; of places only where they start, and they where memory is no matter.
     */
    tarix_contents map, starts, tags, texts, slots, places;
    /* private */
    tarix_guard *guard;
    tarix_arena *arena, *layer_arena;
    const tarix_layer_row *row;        /* whose values are listed, or NULL: forms, or places */
    tarix_layer *layer;                /* that has been mapped */
    const struct tarix_listing *folds; /* where its folds are, or NULL */
    const tarix_vocab *vocab; /* whose texts are listed; NULL: the places of all forms are */
    bool is_made;
    tarix_status status;
    tarix_error error;
} tarix_listing;

enum {
    TARIX_LISTING_FORMS,
    TARIX_LISTING_PLACES,
    TARIX_LISTING_LAYER, /* the first of them */
    TARIX_LISTINGS = TARIX_LISTING_LAYER + TARIX_INDEX_LAYERS
};

/* TARIX_LISTINGS of them; `source` is borrowed. */
tarix_listing *tarix_listings_open(const tarix_listing_source *source);
/* Its arrays are there after it, until it is dropped. */
tarix_status tarix_listing_settle(tarix_listing *listing, tarix_error *err);
void tarix_listing_drop(tarix_listing *listing);

/* The places of forms from `first` to before *end, as many as there is memory for. In `arena`. */
tarix_contents tarix_listing_places(
    const tarix_listing *listing, tarix_arena *arena, tarix_id first, tarix_id *end);

#endif
