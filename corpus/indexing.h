/* Makes an index of a collection. Documents that come from an index are taken over as they are, so
 * that indexes are joined, and added to, by making one of them: the result is the same, byte for
 * byte, as that of all texts at once. */
#ifndef TARIX_CORPUS_INDEXING_H
#define TARIX_CORPUS_INDEXING_H

#include "../base/digest.h"
#include "collection.h"
#include "layer.h"
#include "pass.h"

typedef struct tarix_index_plan {
    const char *metadata_path; /* of all documents; NULL: each folder's own, or none */
    /* Layers that are kept: fold, stem and lemma, or NULL for one that is to be made when it is
     * asked for. */
    const tarix_layer_row *layers[3];
    size_t memory;        /* bytes that the run may take: what is above goes to the disk; 0: any */
    tarix_str command;    /* the analysis that it is a part of; empty: none */
    tarix_digest *digest; /* that the file is added to; NULL: none */
} tarix_index_plan;

/* Writes the file whole or not at all, and tells its size. The pass makes hashes, whether asked for
 * or not. What became of the documents stands in the collection. */
TARIX_API tarix_status tarix_index_make(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, const tarix_index_plan *plan, const char *path, uint64_t *bytes,
    tarix_error *err);

#endif
