/* Corpora and their commonest terms as points on few axes: the rows of --coordinates. */
#ifndef TARIX_ANALYZERS_COORDINATES_H
#define TARIX_ANALYZERS_COORDINATES_H

#include "distances.h"

typedef enum tarix_coordinates_method {
    TARIX_COORDINATES_CA, /* correspondence analysis of the counts */
    TARIX_COORDINATES_PCA /* principal components of the shares, as z-scores over the corpora */
} tarix_coordinates_method;

/* Begins, fills and ends the table. `columns`: kind, name, count, quality and dim_1, of which
 * further axes have theirs. Corpora of which no word is counted are left out and noted. */
TARIX_API tarix_status tarix_coordinates_put(tarix_job *job, tarix_table *table,
    const tarix_column *columns, const tarix_distances *distances, tarix_coordinates_method method,
    size_t n_axes, tarix_error *err);

#endif
