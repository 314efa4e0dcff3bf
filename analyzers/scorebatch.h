/* Rows of a file of counts, a batch at a time, read and scored on all threads. */
#ifndef TARIX_ANALYZERS_SCOREBATCH_H
#define TARIX_ANALYZERS_SCOREBATCH_H

#include "corpus/csvfile.h"
#include "scoring.h"

typedef struct tarix_score_batch {
    /* set by the owner */
    tarix_arena *arena;
    const tarix_score_kind *kind;
    tarix_scoring scoring;
    tarix_csvfile *file;
    bool is_lines;                  /* the file has no header: each line is a text */
    long column[TARIX_FIELDS_MOST]; /* where each field stands in the file, or TARIX_NO_COLUMN */
    tarix_type *type;               /* of each column of the file */
    size_t n_scores;
    size_t n_columns; /* of the table: those of the file, then the scores */
    size_t n_threads;

    /* the batch at hand */
    tarix_csv_rows rows;
    tarix_cell *cells; /* as the table will have them; texts are those of the file's batch */
    bool *is_valid;    /* a row that is not cannot be scored */
    size_t capacity;   /* rows of cells and is_valid */
} tarix_score_batch;

/* Reads and scores the next rows; none are the end. `wanted` false: they are only read. */
tarix_status tarix_score_batch_next(tarix_score_batch *batch, bool wanted, tarix_error *err);

/* Why a row of the batch cannot be scored: "counts.csv:7: o11 = 5 is more than r1 = 4", in the
 * arena. */
tarix_str tarix_score_batch_reason(const tarix_score_batch *batch, size_t row);

#endif
