/* An analyzer turns documents into a table. It is one file that exports one constant; the program
 * makes a command, its help and its documentation from it. */
#ifndef TARIX_ANALYZERS_ANALYZER_H
#define TARIX_ANALYZERS_ANALYZER_H

#include "../base/arena.h"
#include "../base/option.h"
#include "../corpus/collection.h"
#include "../corpus/metadata.h"
#include "../corpus/pass.h"
#include "../corpus/tally.h"
#include "../lexicons/lexicons.h"
#include "measure.h"
#include "table.h"

/* What an analyzer says of its run beside the table, for the run record: sizes, thresholds, the
 * number of tests. The program also says a text named "note" on stderr. */
typedef struct tarix_fact {
    const char *name;
    enum { TARIX_FACT_COUNT, TARIX_FACT_TEXT } type;
    uint64_t count;
    tarix_str text;
} tarix_fact;

/* A collection that was read, and as what. */
typedef struct tarix_used {
    const char *role;       /* "input", "target", "reference" */
    tarix_str name;         /* as the user named it */
    const tarix_str *paths; /* all that the user named */
    size_t n_paths;
    tarix_collection *collection;
    uint64_t n_tokens, n_counted, n_stopped; /* in = counted + stopped + of other kinds */
    uint64_t n_places;
} tarix_used;

/* A CSV file that was read, and as what. */
typedef struct tarix_sheet {
    const char *role; /* "counts" */
    tarix_str name;   /* as the user named it */
    tarix_str sha256; /* when a record is written */
    const char *encoding;
    uint64_t bytes, bad_bytes, rows;
    uint64_t skipped; /* rows that were left out */
} tarix_sheet;

typedef struct tarix_job {
    tarix_arena *arena; /* lives until the table is written */
    const tarix_lexicons *lexicons;
    const tarix_options *options;
    const tarix_str *inputs;
    size_t n_inputs;
    const tarix_shelf *shelf; /* of inputs that are in indexes already; or NULL */
    tarix_pass pass;
    tarix_fact *facts;
    size_t n_facts, facts_capacity;
    tarix_used *used;
    size_t n_used, used_capacity;
    tarix_metadata *metadata; /* of all documents in use; NULL before the first is opened */
    tarix_sheet *sheets;
    size_t n_sheets, sheets_capacity;
} tarix_job;

typedef struct tarix_analyzer {
    const char *name;
    const char *summary;                  /* one line, lower case */
    const char *usage;                    /* "[OPTIONS] INPUT…" */
    bool reads_sheet;                     /* a CSV file, no texts */
    bool by_corpus;                       /* references, or inputs where there is no such option,
                                             are corpora with names of their own; see inputs.h */
    const char *needs;                    /* what no run goes without; NULL: an INPUT */
    const char *details;                  /* a paragraph and examples for help */
    const tarix_option *const *options;   /* ends in NULL; common ones are added by the program */
    const tarix_option_default *defaults; /* of shared options; ends in a NULL row, may be NULL */
    const char *paper;                    /* columns of a printed table, "gloss" an empty one behind
                                             the first for the author; NULL: all */
    const char *figures;                  /* kinds of reports/figure.c, "a,b": the first that the
                                             columns allow is drawn; NULL: none */
    tarix_schema columns;                 /* its own, in order; those of measures follow */
    tarix_schema optional;                /* that options add */
    unsigned families;                    /* of the measures that --measures may name */
    tarix_status (*run)(tarix_job *job, tarix_table *table, tarix_error *err);
} tarix_analyzer;

TARIX_API void tarix_job_count(tarix_job *job, const char *name, uint64_t count);
TARIX_API void tarix_job_text(tarix_job *job, const char *name, tarix_str text);

/* The fields but role and name are the caller's to fill, before the next one is added. */
TARIX_API tarix_sheet *tarix_job_add_sheet(tarix_job *job, const char *role, const char *name);

/* Opens the inputs as a collection whose documents have their metadata, and notes its use. */
TARIX_API tarix_status tarix_job_open(tarix_job *job, const char *role, const tarix_str *inputs,
    size_t n_inputs, tarix_used **out, tarix_error *err);

/* What the shared options say. */
typedef struct tarix_scope {
    const tarix_layer_row *layer;
    tarix_selection selection;
    bool forms;  /* the forms of values are asked for; set by the analyzer */
    bool places; /* the same of the values of places */
    bool texts;  /* the same of documents as parts */
    tarix_measure_list measures;
    uint64_t min_count, min_docs;
} tarix_scope;
TARIX_API tarix_status tarix_job_scope(
    tarix_job *job, unsigned families, tarix_scope *out, tarix_error *err);

/* tarix_tally_count() over a collection in use, whose totals are noted. */
TARIX_API tarix_status tarix_job_tally(tarix_job *job, tarix_used *used, const tarix_scope *scope,
    tarix_vocab *values, tarix_parts_choice parts, tarix_tally **out, tarix_error *err);

/* --parts. A field of the metadata is looked up by tarix_job_tally(), for its collection. */
TARIX_API tarix_status tarix_job_parts(
    const tarix_job *job, tarix_parts_choice *out, tarix_error *err);
/* The parts of one value, as dispersion measures want them. `scratch` has n_parts numbers. */
TARIX_API tarix_parts tarix_tally_parts(const tarix_tally *tally, tarix_id value, double *scratch);

#endif
