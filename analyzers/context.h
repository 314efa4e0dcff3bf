/* The places behind the rows of a table: each that the count of a row counts, found again in the
 * text by looking for the row's words, and not by what made the table. */
#ifndef TARIX_ANALYZERS_CONTEXT_H
#define TARIX_ANALYZERS_CONTEXT_H

#include "../corpus/corpus.h"
#include "hit.h"
#include "rowlist.h"
#include "term.h"

/* What the table was made with. */
typedef struct tarix_context_rules {
    unsigned left, right; /* places; not for sentences */
    bool by_sentence;     /* a row counts sentences that have both */
    bool within_document; /* windows end with the document, not with the sentence */
    bool every;           /* a place counts in each window that has it */
    uint64_t per_row;     /* lines of a row that are kept, drawn at random; 0: all */
    uint64_t seed;
} tarix_context_rules;

typedef struct tarix_context {
    tarix_arena *arena;
    const tarix_corpus *corpus;
    const tarix_term_values *terms; /* ranks are values */
    const tarix_id *value_of_form;  /* TARIX_NO_ID: left out */
    const tarix_rowlist *rows;
    tarix_context_rules rules;
    uint64_t n_missing, n_other; /* rows whose words do not occur, and whose count is another */
} tarix_context;

/* Adds the hits of all rows, in the order of rows and then of the text. */
tarix_status tarix_context_find(tarix_context *context, tarix_hits *hits, tarix_error *err);

#endif
