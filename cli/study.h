/* A study: corpora, and the reports that are wanted of them, read from an INI file. Everything is
 * checked before any work: a fault names file, line, section and key, and the nearest name. */
#ifndef TARIX_CLI_STUDY_H
#define TARIX_CLI_STUDY_H

#include "cli/command.h"

/* Texts under a name. Paths are those of the file joined to the study's folder. */
typedef struct study_corpus {
    tarix_str name;
    tarix_str *paths;
    size_t n_paths, capacity;
    tarix_str metadata, where; /* data is NULL: not given */
    size_t line;
} study_corpus;

/* A table beside the CSV file. */
typedef struct study_format {
    const char *name; /* as `tables` names it */
    const char *format, *profile, *extension;
} study_format;

typedef struct study_report {
    tarix_str name; /* of its files */
    const command *command;
    arguments args; /* as if they had been typed; without the output */
    const study_corpus **corpora, **references;
    size_t n_corpora, n_references;
    const study_format **tables;
    size_t n_tables;
    size_t line;
} study_report;

typedef struct study {
    const char *path;
    tarix_str bytes;  /* of the file */
    tarix_str folder; /* in which it stands; empty: here */
    tarix_str title;
    bool is_az; /* the language of titles and of the page's first half */
    study_corpus *corpora;
    size_t n_corpora, corpora_capacity;
    study_report *reports;
    size_t n_reports, reports_capacity;
} study;

/* `typed` are the options of the command line, which go before those of the file. All in `arena`.
 */
tarix_status study_read(tarix_arena *arena, const char *path, const tarix_options *typed,
    study **out, tarix_error *err);

/* FOLDER/NAMEending */
tarix_str study_file(tarix_arena *arena, tarix_str folder, tarix_str name, const char *ending);
/* The line that makes a report by itself, as it may be typed in a shell; a quote in a word, which
 * is rare, is shown as it is. */
tarix_str study_command(tarix_arena *arena, const study_report *report);

/* study_list.c: --dry-run. study_init.c: --init, to `path` or, when that is NULL, to stdout. */
tarix_status study_list(tarix_arena *arena, const study *s, tarix_str folder,
    const tarix_options *typed, tarix_error *err);
tarix_status study_init(tarix_arena *arena, tarix_str folder, const char *path, tarix_error *err);

/* study_shelf.c: texts that several reports want are read once, into indexes that no name is left
 * of; where that fails, each report reads them. */
typedef struct study_shelf study_shelf;
study_shelf *study_shelve(
    tarix_arena *arena, const study *s, const char *folder, size_t budget, bool is_quiet);
/* What there is for a report. */
const tarix_shelf *study_shelf_of(
    const study_shelf *shelf, tarix_arena *arena, const study_report *report);

#endif
