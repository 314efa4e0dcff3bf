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

typedef enum tarix_family {
    TARIX_FAMILY_ASSOCIATION = 1,
    TARIX_FAMILY_KEYNESS = 2,
    TARIX_FAMILY_DISPERSION = 4
} tarix_family;

typedef struct tarix_measure {
    const char *name; /* column name and --measures value */
    unsigned families;
    const char *title_en, *title_az;
    const char *formula, *source, *range, *edge;
    double (*of_cells)(const tarix_cells *cells); /* association, keyness */
    double (*of_parts)(const tarix_parts *parts); /* dispersion */
} tarix_measure;

TARIX_API const tarix_measure *tarix_measures(size_t *n);

/* A choice of measures, in the order asked for. */
typedef struct tarix_measure_list {
    const tarix_measure **rows;
    size_t n;
} tarix_measure_list;

/* `names`: "ll,mi", "all" (of these families), "none". Unknown names, and such as belong to
 * another family, are errors that name the nearest. */
TARIX_API tarix_status tarix_measures_parse(tarix_arena *arena, tarix_str names, unsigned families,
    tarix_measure_list *out, tarix_error *err);
TARIX_API bool tarix_measures_have(const tarix_measure_list *list, unsigned family);

/* The row of a name, or NULL. */
TARIX_API const tarix_measure *tarix_measures_find(tarix_str name);

TARIX_API tarix_column tarix_measure_column(const tarix_measure *measure);
/* One for each of the list, in its order. */
TARIX_API void tarix_measures_add_columns(const tarix_measure_list *list, tarix_table *table);

/* Benjamini and Hochberg's q from log10 p, in place and in logs; m ≥ n tests of which the n given
 * are the smallest to be listed. */
TARIX_API void tarix_correct_bh(tarix_arena *arena, double *log10_p, size_t n, uint64_t m);

#endif
