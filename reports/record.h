/* The run record: what was run, on what, with which settings and what came of every token. JSON. */
#ifndef TARIX_REPORTS_RECORD_H
#define TARIX_REPORTS_RECORD_H

#include "../analyzers/analyzer.h"
#include "../base/output.h"

/* What is known of a file without reading it. */
typedef struct tarix_file_sum {
    tarix_str path, sha256; /* of none: empty */
    uint64_t bytes;
} tarix_file_sum;

typedef struct tarix_record {
    const char *version; /* of the program */
    const char *command; /* "freq" */
    const tarix_str *arguments;
    size_t n_arguments;
    const tarix_job *job;
    const tarix_table *table;
    uint64_t n_columns;
    double seconds;
    const char *started;      /* ISO 8601, UTC */
    const tarix_str *outputs; /* paths of the files that were written, end in NUL */
    size_t n_outputs;
    tarix_file_sum known; /* of one of them */
} tarix_record;

TARIX_API tarix_status tarix_record_write(
    tarix_arena *arena, const tarix_record *record, const char *path, tarix_error *err);

#endif
