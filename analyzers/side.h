/* One side of a comparison: documents that are counted, or a frequency list. */
#ifndef TARIX_ANALYZERS_SIDE_H
#define TARIX_ANALYZERS_SIDE_H

#include "analyzer.h"
#include "freqlist.h"

typedef struct tarix_side {
    tarix_str name;           /* as the user named it */
    tarix_used *used;         /* its documents; NULL: a frequency list */
    tarix_freqlist_plan list; /* when it is one */
    const tarix_tally *tally; /* once it is counted */
    size_t n_texts;           /* documents that were read; of a list 0 */
} tarix_side;

/* The inputs as one collection, or the one that is a frequency list, whose role, layer and size are
 * those of `list`. Whatever can be found wrong without reading a text fails here. */
tarix_status tarix_side_open(tarix_job *job, const tarix_freqlist_plan *list,
    const tarix_scope *scope, const tarix_str *inputs, size_t n_inputs, tarix_side *out,
    tarix_error *err);

/* Counts it: a list has no parts. */
tarix_status tarix_side_read(tarix_side *side, tarix_job *job, const tarix_scope *scope,
    tarix_vocab *values, tarix_parts_choice parts, tarix_error *err);

/* Of a value that the other side has made, too. */
static inline uint64_t tarix_side_count(const tarix_side *side, tarix_id value)
{
    return value < side->tally->n_values ? side->tally->count[value] : 0;
}

/* TARIX_NO_COUNT: not known. */
static inline uint64_t tarix_side_docs(const tarix_side *side, tarix_id value)
{
    if (!side->tally->docs) return TARIX_NO_COUNT;
    if (value >= side->tally->n_values) return 0;
    return side->tally->docs[value] == TARIX_NO_DOCS ? TARIX_NO_COUNT : side->tally->docs[value];
}

#endif
