/* A run record read back: the files that it vouches for, and where they were. */
#ifndef TARIX_REPORTS_RECORDED_H
#define TARIX_REPORTS_RECORDED_H

#include "../base/arena.h"
#include "../base/error.h"

typedef enum tarix_recorded_part {
    TARIX_RECORDED_INPUT,   /* a text, or a table that was read */
    TARIX_RECORDED_LEXICON, /* a word list */
    TARIX_RECORDED_OUTPUT
} tarix_recorded_part;

typedef struct tarix_recorded_file {
    tarix_recorded_part part;
    tarix_str name;   /* of a text its path below the folder named */
    tarix_str path;   /* as it was named to the run; "built in" for a list of the program; an output
                         without a slash stands beside the record */
    tarix_str sha256; /* empty: the run could not read it */
} tarix_recorded_file;

typedef struct tarix_recorded {
    tarix_str version; /* of the program */
    tarix_str folder;  /* in which it ran, where relative paths begin; may be empty */
    tarix_recorded_file *files;
    size_t n_files, files_capacity;
    tarix_str *passed_over; /* paths of files that were found and not taken */
    size_t n_passed_over, passed_over_capacity;
    tarix_str *filtered; /* names of texts that --where took out */
    size_t n_filtered, filtered_capacity;
    tarix_str *inputs; /* what the user named, each once */
    size_t n_inputs, inputs_capacity;
} tarix_recorded;

/* All in `arena`. What is no run record is an error that says so. */
TARIX_API tarix_status tarix_recorded_read(
    tarix_arena *arena, const char *path, tarix_recorded **out, tarix_error *err);

#endif
