/* Nodes: the terms whose surroundings are looked at, each with all its places. */
#ifndef TARIX_ANALYZERS_NODE_H
#define TARIX_ANALYZERS_NODE_H

#include "places.h"

typedef struct tarix_node {
    tarix_str name;
    const uint32_t *types; /* ranks, ascending */
    size_t n_types;
    const uint32_t *at; /* places, ascending */
    size_t n;           /* how often it occurs */
} tarix_node;

typedef struct tarix_nodes {
    const tarix_places *places;
    size_t n;
    tarix_node *asked; /* by count, then by name; NULL: every rank below n is a node */
    uint32_t *ranks;   /* 0, 1, 2, … for these */
    uint32_t *index;   /* by rank: the node of that type alone, or TARIX_NO_ID; NULL: the rank */
} tarix_nodes;

/* Nodes look up their places, each time for all at once. */

/* All values at least that frequent. */
TARIX_API tarix_nodes *tarix_nodes_all(
    tarix_arena *arena, tarix_places *places, uint64_t least_count);

/* Values by their ranks, ascending, which are borrowed. */
TARIX_API tarix_nodes *tarix_nodes_of(
    tarix_arena *arena, tarix_places *places, uint32_t *ranks, size_t n);

/* Those that are named, each once; `each`: the values of a pattern by themselves. What does not
 * occur is noted with the job. */
TARIX_API tarix_status tarix_nodes_find(tarix_job *job, tarix_places *places,
    const tarix_str *typed, size_t n_typed, bool each, tarix_nodes **out, tarix_error *err);

TARIX_API tarix_node tarix_nodes_at(const tarix_nodes *nodes, size_t i);

/* The lines of a file as if each had been typed; those with # in front are passed over. */
TARIX_API tarix_status tarix_nodes_read(
    tarix_arena *arena, const char *path, tarix_str **typed, size_t *n, tarix_error *err);

/* Whether a rank is a node by itself that stands before the i-th. */
TARIX_API bool tarix_nodes_has_before(const tarix_nodes *nodes, uint32_t rank, size_t i);

#endif
