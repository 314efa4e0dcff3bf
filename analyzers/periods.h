/* Periods: documents in the order of time, or of any field of their metadata that has an order. */
#ifndef TARIX_ANALYZERS_PERIODS_H
#define TARIX_ANALYZERS_PERIODS_H

#include "../base/arena.h"
#include "../corpus/metadata.h"

#define TARIX_NO_PERIOD UINT32_MAX

typedef struct tarix_period {
    tarix_str name; /* the value of the field, or "1900-1909" */
    double x;      /* where it begins: the number of the field; 1, 2, 3, … of one that has none */
    uint64_t size; /* places */
    uint32_t n_documents;
} tarix_period;

typedef struct tarix_periods {
    size_t n;
    tarix_period *period;  /* by x, ascending */
    uint32_t *of_document; /* by document of the collection: TARIX_NO_PERIOD where not known */
} tarix_periods;

/* How the values of a field become periods. */
typedef struct tarix_periods_plan {
    tarix_str field;
    uint64_t step;   /* years, or units of the field, that make a period; 0: each value is one */
    tarix_str order; /* "early,middle,late": these values in this order; no data: their own */
} tarix_periods_plan;

/* Before the documents are read: sizes are 0. A field of numbers is in their order, others in that
 * of the alphabet, which is right for dates as 1918-05-28. With a step a value that is no number
 * counts by the first four digits in a row, its year. */
TARIX_API tarix_status tarix_periods_find(tarix_arena *arena, const tarix_metadata *metadata,
    const tarix_collection *collection, const tarix_periods_plan *plan, tarix_periods **out,
    tarix_error *err);

/* Afterwards: sizes and documents of each period. One that has no place is none. */
TARIX_API void tarix_periods_measure(
    tarix_periods *periods, tarix_arena *arena, const tarix_collection *collection);

#endif
