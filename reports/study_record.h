/* The run record of a study: the records of its reports, with what they share said once. */
#ifndef TARIX_REPORTS_STUDY_RECORD_H
#define TARIX_REPORTS_STUDY_RECORD_H

#include "record.h"

typedef struct tarix_study_record tarix_study_record;

/* What a study is, beside its reports. */
typedef struct tarix_study_head {
    const char *version;           /* of the program */
    tarix_str file, title, sha256; /* the study file as it was named */
    uint64_t bytes;
    const tarix_str *arguments; /* of the command line */
    size_t n_arguments;
    uint64_t threads;
} tarix_study_head;

TARIX_API tarix_study_record *tarix_study_record_new(tarix_arena *arena);

/* A report that was made, with what it had to tell; all files stand in the folder of `path`, where
 * the record will. */
TARIX_API tarix_status tarix_study_record_add(tarix_study_record *study, tarix_arena *scratch,
    tarix_str name, const tarix_record *record, const char *path, const tarix_str *warnings,
    size_t n_warnings, tarix_error *err);
/* One that failed, and why. */
TARIX_API void tarix_study_record_add_failure(
    tarix_study_record *study, tarix_str name, const char *analysis, tarix_str reason);
/* A file that belongs to all. */
TARIX_API tarix_status tarix_study_record_add_file(
    tarix_study_record *study, tarix_arena *scratch, tarix_str file, tarix_error *err);

/* Once, at the end. */
TARIX_API tarix_status tarix_study_record_write(tarix_study_record *study, tarix_arena *arena,
    const tarix_study_head *head, double seconds, const char *started, const char *path,
    tarix_error *err);

#endif
