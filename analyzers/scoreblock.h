/* A file of counts, scored on all threads: stretches of rows, a block each, that come back in the
 * file's order. */
#ifndef TARIX_ANALYZERS_SCOREBLOCK_H
#define TARIX_ANALYZERS_SCOREBLOCK_H

#include "corpus/csvfile.h"
#include "scoring.h"

/* What is done with each row. */
typedef struct tarix_score_plan {
    const tarix_score_kind *kind;
    tarix_scoring scoring;
    tarix_csvfile *file;
    bool is_lines;                  /* the file has no header: each line is a text */
    long column[TARIX_FIELDS_MOST]; /* where each field stands in the file, or TARIX_NO_COLUMN */
    tarix_type *type;               /* of each column of the file */
    size_t width;                   /* columns of the file */
    size_t n_scores;
    size_t n_columns;   /* of the table: those of the file, then the scores */
    tarix_table *table; /* formats rows where it can; NULL: cells are wanted */
    size_t n_threads;
} tarix_score_plan;

enum { TARIX_REASONS_MOST = 10 };

/* Why a row cannot be scored: "o11 = 5 is more than r1 = 4". */
typedef struct tarix_score_reason {
    uint64_t line; /* behind first_line of the block */
    tarix_error why;
} tarix_score_reason;

/* What became of a stretch. */
typedef struct tarix_score_block {
    uint64_t first_line;
    size_t n_rows; /* read, with the invalid ones */
    size_t n_invalid;
    tarix_score_reason reasons[TARIX_REASONS_MOST]; /* of the first of them */
    tarix_score_reason fault; /* of the row that ends the file, where its status is not TARIX_OK */
    /* Either formatted rows, or cells (n_columns a row) and whether each row is valid; their texts
     * are the block's. */
    tarix_row_bytes bytes;
    tarix_cell *cells;
    bool *is_valid;
} tarix_score_block;

/* Takes one block after the other; false: no more is wanted. What it is given is good until it
 * returns. Runs on the caller's thread, and may unwind. */
typedef bool (*tarix_score_take)(void *context, tarix_score_block *block);

/* Scores the rest of the file. `plan` and `context` must lie in an arena that is older than `arena`
 * or is it, for threads look at them. Fails where the file cannot be read. */
tarix_status tarix_score_blocks(tarix_arena *arena, const tarix_score_plan *plan,
    tarix_score_take take, void *context, tarix_error *err);

#endif
