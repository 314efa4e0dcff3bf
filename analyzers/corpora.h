/* Several corpora as counts of the same terms: each whole, and in pieces by which it is compared
 * with itself. */
#ifndef TARIX_ANALYZERS_CORPORA_H
#define TARIX_ANALYZERS_CORPORA_H

#include "analyzer.h"

/* How often each term stands somewhere: only those that do, by number, which follows the
 * alphabet. */
typedef struct tarix_bag {
    size_t n;
    tarix_id *term;
    uint64_t *count;
    uint64_t total; /* the sum of count */
    uint64_t n_places;
} tarix_bag;

typedef struct tarix_subcorpus {
    tarix_str name;
    tarix_bag all;
    tarix_bag *pieces; /* documents where there are at least 5, else 10 equal shares */
    size_t n_pieces;
    tarix_bag *texts; /* its documents */
    size_t n_texts;
} tarix_subcorpus;

typedef struct tarix_corpora {
    tarix_vocab *values;
    tarix_id *value; /* by number of a term: its id in `values` */
    size_t n_terms;
    tarix_subcorpus *corpus;
    size_t n;
} tarix_corpora;

/* Each INPUT is a corpus; or, of all inputs together, each document ("document") or the documents
 * of each value of a field of the metadata. Empty documents are in none; what is in none because
 * the field is not known of it is noted. */
TARIX_API tarix_status tarix_corpora_read(
    tarix_job *job, const tarix_scope *scope, tarix_str by, tarix_corpora **out, tarix_error *err);

/* Two or more bags as one; in `arena`. */
TARIX_API tarix_bag tarix_bag_sum(
    tarix_arena *arena, const tarix_bag *const *bags, size_t n, size_t n_terms);

#endif
