/* The parts of run records as JSON, for those who write them. */
#ifndef TARIX_REPORTS_RECORD_VALUE_H
#define TARIX_REPORTS_RECORD_VALUE_H

#include "json_file.h"
#include "record.h"

/* Sets file->value. Files in the folder of `path` are named without it. */
tarix_status tarix_record_value(tarix_arena *arena, const tarix_record *record, const char *path,
    tarix_json_file *file, tarix_error *err);

/* A file that was written, under `name`. */
tarix_status tarix_record_output(
    tarix_arena *arena, tarix_str name, const char *path, json_t **out, tarix_error *err);

/* The only part that differs from run to run. */
json_t *tarix_record_run(const char *started, double seconds, uint64_t threads,
    const tarix_str *arguments, size_t n_arguments);

#endif
