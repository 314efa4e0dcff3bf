/* A command of the program: a row in commands.c. Analyzers become commands by themselves. */
#ifndef TARIX_CLI_COMMAND_H
#define TARIX_CLI_COMMAND_H

#include "analyzers/analyzer.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/option.h"
#include "cli/progress.h"
#include "reports/record.h"
#include "reports/writer.h"

#include <stdio.h>

/* What the user typed behind the command's name. */
typedef struct arguments {
    const char *command;
    const tarix_str *words; /* all of them, for the record */
    size_t n_words;
    tarix_options *options;
    tarix_str *inputs; /* what is no option */
    size_t n_inputs;
    bool wants_help;
    const char *label;        /* of the progress, see progress.h; or NULL */
    const tarix_shelf *shelf; /* of inputs that were read before; or NULL */
} arguments;

typedef struct command {
    const char *name, *summary, *usage, *details;
    const tarix_option *const *options; /* ends in NULL */
    tarix_status (*run)(
        tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
    const tarix_analyzer *analyzer; /* set for those that are; run is NULL then */
    const tarix_schema *columns;    /* of another command's table; NULL: what is listed */
} command;

enum { exit_done = 0, exit_failed = 1, exit_usage = 2 };

/* commands.c */
const command *commands(size_t *n);
const command *command_find(tarix_str name);
tarix_status command_unknown(tarix_str name, tarix_error *err);
const char *command_name(const command *c);
const char *command_summary(const command *c);
/* The rows of a command: its own and the common ones of table commands. */
const tarix_option *const *command_options(tarix_arena *arena, const command *c);

/* parse.c */
tarix_status arguments_parse(tarix_arena *arena, const command *c, const tarix_str *words,
    size_t n_words, arguments *out, tarix_error *err);

/* help.c */
void help_program(FILE *out);
void help_command(tarix_arena *arena, const command *c, FILE *out);
/* Prints words from the column at hand on, broken at the width, and ends the line. */
void help_wrapped(FILE *out, tarix_str text, size_t column, size_t indent);

/* columns.c: every column that a command's table may have, known without a run. */
typedef struct known_column {
    const char *command;
    tarix_column column;
    const char *presence;         /* always, measure (--measures), option */
    const tarix_measure *measure; /* or NULL */
} known_column;
bool column_at(size_t i, known_column *out); /* false behind the last */

/* analyze.c */
/* An analyzer's run up to its table; the caller writes the record and tells of the warnings. Born
 * in the arena of the run. `copy` (may be NULL) gets the columns and rows of the table too. */
typedef struct analysis {
    tarix_job job;
    tarix_record record;
    char started[32];
    progress progress;
} analysis;
tarix_status analysis_run(tarix_arena *arena, const command *c, const arguments *args,
    const tarix_row_sink *copy, analysis *out, tarix_error *err);
/* Its parts, for commands that read texts and make something else: what there is before the work
 * (`needs`: see tarix_analyzer), what ends it, and
 * the record with the warnings. */
tarix_status analysis_begin(
    tarix_arena *arena, const arguments *args, const char *needs, analysis *out, tarix_error *err);
void analysis_stop(analysis *run);
tarix_status analysis_tell(tarix_arena *arena, const arguments *args, const analysis *run,
    int *exit_code, tarix_error *err);
/* Closed with the arena. `folder` may be NULL: those of the program. */
tarix_status open_lexicons(
    tarix_arena *arena, const char *folder, tarix_lexicons **out, tarix_error *err);
/* The time as a record has it, ISO 8601 in UTC. */
void time_start(char *text, size_t size);
/* All of them, from the command line to the record. */
tarix_status analyze(
    tarix_arena *arena, const command *c, const arguments *args, int *exit_code, tarix_error *err);

/* cmd_index.c */
/* Makes an index of the inputs, with the command that it is a part of (empty: none). */
tarix_status index_inputs(
    tarix_arena *arena, const arguments *args, tarix_str part_of, int *exit_code, tarix_error *err);

/* cmd_merge.c: --partial */
tarix_status part_make(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);

/* warnings.c: what a run has to tell, one a text, without "tarix: ". */
typedef struct warnings {
    tarix_arena *arena;
    tarix_str *texts;
    size_t n, capacity;
    bool has_skipped; /* a document or row was left out: a failure with --strict */
} warnings;
void warnings_collect(warnings *w, const tarix_job *job);

/* cmd_*.c */
tarix_status cmd_stem(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
tarix_status cmd_merge(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
tarix_status cmd_index(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
tarix_status cmd_check_lexicon(
    tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
tarix_status cmd_list(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
tarix_status cmd_help(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
tarix_status cmd_version(
    tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
tarix_status cmd_explain(
    tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
tarix_status cmd_verify(
    tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
tarix_status cmd_run(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err);
extern const tarix_schema stem_columns, check_columns, verify_columns, run_columns;
extern const tarix_option option_language, option_explain, option_folder, option_append,
    option_dry_run, option_init;

/* The table that a command writes: opened by --format and -o, committed, and described by a data
 * dictionary beside its file, by table_close(). */
typedef struct table_output table_output;
/* What the format sets when the user does not (--limit, --digits) is set in `options`, for the
 * record. `analyzer` has the columns of a paper and the kinds of figures; may be NULL. */
tarix_status table_open(tarix_arena *arena, tarix_options *options, const tarix_analyzer *analyzer,
    table_output **out, tarix_table **table, tarix_error *err);
/* From now on `copy` (borrowed) gets the columns and rows too. */
void table_copy(table_output *output, const tarix_row_sink *copy);
tarix_status table_close(table_output *output, tarix_error *err);
tarix_status table_commit(table_output *output, tarix_error *err); /* without a dictionary */
/* The files that a closed table and its figures stand in, none for standard output. */
const tarix_str *table_files(const table_output *output, size_t *n);
/* Of the file of a committed table. */
tarix_file_sum table_sum(const table_output *output);
/* What a closed table's figures show, as facts of the job. */
void table_tell(const table_output *output, tarix_job *job);

/* figures.c: what is drawn of the rows of a table. */
typedef struct figures figures;
enum { most_figures = 16 };
/* *out is NULL where none is asked for, which the others allow. */
tarix_status figures_open(tarix_arena *arena, const tarix_options *options, const char *kinds,
    figures **out, tarix_error *err);
/* A sink that passes rows on to both. */
tarix_row_sink figures_sink(figures *f, tarix_row_sink table);
/* Adds to the n files. */
tarix_status figures_close(figures *f, tarix_str *files, size_t *n, tarix_error *err);
void figures_tell(const figures *f, tarix_job *job);

#endif
