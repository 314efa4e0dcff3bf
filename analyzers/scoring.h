/* Kinds of ready-made counts: which columns a file of each has, and how a row of it becomes
 * scores. A new kind is a row of the table in scoring.c and a function. */
#ifndef TARIX_ANALYZERS_SCORING_H
#define TARIX_ANALYZERS_SCORING_H

#include "base/arena.h"
#include "base/error.h"
#include "measure.h"
#include "table.h"

/* How a cell reads. Lists are separated by semicolons. */
typedef enum tarix_field_type {
    TARIX_FIELD_COUNT,  /* a whole number from 0 */
    TARIX_FIELD_REAL,   /* any number */
    TARIX_FIELD_COUNTS, /* a list of whole numbers from 0 */
    TARIX_FIELD_REALS,  /* a list of numbers */
    TARIX_FIELD_TEXT
} tarix_field_type;

typedef struct tarix_field {
    const char *name;
    const char *alias; /* what the column is called in tables of other commands; NULL: the same */
    tarix_field_type type;
    bool is_optional;
    const char *title_en, *title_az;
} tarix_field;

/* A cell of a row as its field reads it; which member is set follows from the type. */
typedef struct tarix_field_value {
    bool is_given; /* false: an optional column that is missing, or an empty cell of it */
    uint64_t count;
    double real;
    const uint64_t *counts; /* n of them */
    const double *reals;    /* n of them */
    size_t n;
    tarix_str text;
} tarix_field_value;

enum { TARIX_FIELDS_MOST = 9 };

/* What scores need beside the row. */
typedef struct tarix_scoring {
    tarix_measure_list measures;
    double tests; /* M of --tests, for rows that have no column of it */
    double prior; /* NaN: none */
    uint64_t seed;
    bool has_decimal_comma;
} tarix_scoring;

typedef struct tarix_score_kind {
    const char *name;
    const char *help;     /* what it scores: "a pair of words" */
    tarix_family family;  /* 0: its columns are its own */
    const char *defaults; /* measures when none are asked for */
    const tarix_field *fields;
    size_t n_fields;
    tarix_schema extras; /* numbers that stand before the measures */
    /* Fills the extras and then the measures. A row that is none of the kind fails with a message
     * that names the field and says what is wrong with it; err may be NULL. What it needs on the
     * way is in `arena`. */
    tarix_status (*score)(const tarix_scoring *scoring, const tarix_field_value *values,
        tarix_arena *arena, double *out, tarix_error *err);
} tarix_score_kind;

const tarix_score_kind *tarix_score_kinds(size_t *n);
/* An error that suggests the nearest when there is none of the name. */
tarix_status tarix_score_kinds_find(tarix_str name, const tarix_score_kind **out, tarix_error *err);

/* Reads a cell; fails with a message that names the field. */
tarix_status tarix_field_read(const tarix_field *field, tarix_str cell, bool has_decimal_comma,
    tarix_arena *arena, tarix_field_value *out, tarix_error *err);

#endif
