/* The table of collocations: its columns, and the cells of a row. */
#ifndef TARIX_ANALYZERS_COLLOC_TABLE_H
#define TARIX_ANALYZERS_COLLOC_TABLE_H

#include "network.h"

/* Those of every table, and those that options add. */
enum { TARIX_COLLOC_COLUMNS = 12, TARIX_COLLOC_OPTIONAL = 4 };
extern const tarix_column tarix_colloc_columns[TARIX_COLLOC_COLUMNS];
extern const tarix_column tarix_colloc_optional[TARIX_COLLOC_OPTIONAL];

typedef struct tarix_colloc_table {
    tarix_arena *arena;
    tarix_table *table;
    const tarix_windows *windows;
    tarix_measure_list measures; /* columns of their own */
    tarix_measure_list scores;   /* of them, those that are wanted, as the sweep computes them */
    const tarix_correction *correction; /* NULL: none */
    const tarix_measure *weight;        /* of the edges of a network; NULL: no network */
    bool has_positions, has_forms;
    uint64_t n_without_table; /* rows whose cells form no table */
    size_t *score_of_measure; /* its index among the scores, or SIZE_MAX */
} tarix_colloc_table;

/* Adds the columns and begins the table; chooses the scores. */
tarix_status tarix_colloc_table_begin(tarix_colloc_table *table, tarix_error *err);

/* A row for a collocate, which stands in the i-th place of its node's order. `forms` is shown when
 * forms are. */
tarix_status tarix_colloc_table_add(tarix_colloc_table *table, const tarix_collocates *found,
    size_t i, tarix_str forms, tarix_cell **row, tarix_error *err);

/* All edges of a network. */
tarix_status tarix_colloc_table_add_network(
    tarix_colloc_table *table, const tarix_network *network, tarix_error *err);

#endif
