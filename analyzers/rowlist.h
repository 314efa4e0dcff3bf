/* A table of another run that is read back: of collocations (columns node and collocate), or of
 * terms. */
#ifndef TARIX_ANALYZERS_ROWLIST_H
#define TARIX_ANALYZERS_ROWLIST_H

#include "analyzer.h"

typedef struct tarix_rowlist_row {
    tarix_str term;      /* the node, where there are collocates */
    tarix_str collocate; /* empty where there are none */
    uint64_t count;      /* of what the row counts; TARIX_NO_COUNT: the table does not say */
} tarix_rowlist_row;

typedef struct tarix_rowlist {
    bool has_collocates;
    const char *count; /* the column of counts; NULL: none */
    tarix_rowlist_row *rows;
    size_t n;
} tarix_rowlist;

/* Lives in the job's arena; the file is noted with the job. */
TARIX_API tarix_status tarix_rowlist_read(
    tarix_job *job, const char *path, tarix_rowlist **out, tarix_error *err);

#endif
