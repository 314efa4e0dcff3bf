/* Measures as rows: options, columns, documentation and the data dictionary all come from here.
 * Adding a measure is a function and a row. A score that is not defined is NaN, which a writer
 * leaves empty; non-zero over zero is an infinity. */
#ifndef TARIX_ANALYZERS_MEASURE_H
#define TARIX_ANALYZERS_MEASURE_H

#include "../base/arena.h"
#include "../base/error.h"
#include "contingency.h"
#include "dispersion.h"
#include "table.h"

/* What a measure is a measure of, and so which function of its row is set. */
typedef enum tarix_family {
    TARIX_FAMILY_ASSOCIATION = 1, /* of_cells: a pair of words */
    TARIX_FAMILY_KEYNESS = 2,     /* of_cells: a term in target and reference */
    TARIX_FAMILY_DISPERSION = 4,  /* of_parts: a term over parts */
    TARIX_FAMILY_POSITIONS = 8,   /* of_positions: a term along the corpus */
    TARIX_FAMILY_TEXTS = 16,      /* of_rates: a term in the texts of two sides */
    TARIX_FAMILY_DIVERSITY = 32,  /* of_tokens: the vocabulary of a text */
    TARIX_FAMILY_COMPARISON = 64, /* of_profiles: the vocabularies of two corpora */
    TARIX_FAMILY_TREND = 128      /* of_series: a rate over time */
} tarix_family;

typedef struct tarix_family_row {
    tarix_family family;
    const char *name; /* as in `tarix list measures` and `tarix score` */
} tarix_family_row;
TARIX_API const tarix_family_row *tarix_families(size_t *n);

typedef struct tarix_positions tarix_positions;
typedef struct tarix_rates tarix_rates;
typedef struct tarix_tokens tarix_tokens;
typedef struct tarix_profiles tarix_profiles;
typedef struct tarix_series tarix_series;

/* Functions that the row's families do not need are NULL. */
typedef struct tarix_measure {
    const char *name; /* column name and --measures value */
    unsigned families;
    const char *title_en, *title_az;
    const char *formula, *source, *range, *edge;
    double (*of_cells)(const tarix_cells *cells);
    double (*of_parts)(const tarix_parts *parts);
    double (*of_positions)(const tarix_positions *positions);
    double (*of_rates)(const tarix_rates *rates);
    double (*of_tokens)(const tarix_tokens *tokens);
    double (*of_profiles)(const tarix_profiles *profiles);
    double (*of_series)(const tarix_series *series);
} tarix_measure;

/* All rows, i from 0. A measure is named once: one of two families has a function for each. */
TARIX_API size_t tarix_measures_size(void);
TARIX_API const tarix_measure *tarix_measures_at(size_t i);

/* A choice of measures, in the order asked for. */
typedef struct tarix_measure_list {
    const tarix_measure **rows;
    size_t n;
} tarix_measure_list;

/* `names`: "ll,mi", "all" (of these families), "none". Unknown names, and such as belong to
 * another family, are errors that name the nearest. */
TARIX_API tarix_status tarix_measures_parse(tarix_arena *arena, tarix_str names, unsigned families,
    tarix_measure_list *out, tarix_error *err);
/* Leaves out those that a table has as columns of its own. */
TARIX_API void tarix_measures_leave_out(
    tarix_measure_list *list, const tarix_column *columns, size_t n);
TARIX_API bool tarix_measures_have(const tarix_measure_list *list, unsigned family);

/* The row of a name, or NULL. */
TARIX_API const tarix_measure *tarix_measures_find(tarix_str name);

TARIX_API tarix_column tarix_measure_column(const tarix_measure *measure);
/* One for each of the list, in its order. */
TARIX_API void tarix_measures_add_columns(const tarix_measure_list *list, tarix_table *table);

#endif
