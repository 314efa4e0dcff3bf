/* Kinds of ready-made counts: which columns a file of each has, and how a row of it becomes
 * scores. A new kind is a row of the table in scoring.c and a function. */
#ifndef TARIX_ANALYZERS_SCORING_H
#define TARIX_ANALYZERS_SCORING_H

#include "base/arena.h"
#include "base/error.h"
#include "field.h"
#include "measure.h"

enum { TARIX_FIELDS_MOST = 10 };

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
    tarix_family family;  /* 0: p-values to be corrected, of which it gives log10 p */
    const char *defaults; /* measures when none are asked for */
    const tarix_field *fields;
    size_t n_fields;
    size_t share; /* bytes of the file that a thread takes at once: few where rows cost much */
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

#endif
