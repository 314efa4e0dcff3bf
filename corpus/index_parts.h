/* The parts of an index: the tables and arrays that a pass left, and those that follow from them,
 * which are made and written on threads, each as soon as what it needs is there. */
#ifndef TARIX_CORPUS_INDEX_PARTS_H
#define TARIX_CORPUS_INDEX_PARTS_H

#include "base/output.h"
#include "corpus/listing.h"

/* A section that is there. */
typedef struct tarix_index_part {
    tarix_section section;
    tarix_contents contents;
} tarix_index_part;

/* Sections stand in their order. */
typedef struct tarix_index_parts {
    const tarix_index_part *tables;
    size_t n_tables;
    tarix_spool *steps, *blocks, *longs, *sentences;
    uint64_t n_tokens;
    tarix_listing_source source;
} tarix_index_parts;

/* The output is the caller's to commit. */
tarix_status tarix_index_parts_write(
    const tarix_index_parts *parts, tarix_output *output, tarix_error *err);

#endif
