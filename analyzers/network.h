/* A network of collocations: nodes with their collocates, which are the nodes of the next depth. It
 * is given the nodes of one depth after the other, and of each node what was found. */
#ifndef TARIX_ANALYZERS_NETWORK_H
#define TARIX_ANALYZERS_NETWORK_H

#include "met_forms.h"

/* A node and what is kept of its collocates, which stand at 0, 1, 2, … in their order. */
typedef struct tarix_star {
    uint64_t depth; /* of its edges: 1 for those of the nodes that were asked for */
    tarix_collocates kept;
    const tarix_str *forms; /* NULL: not asked for */
} tarix_star;

typedef struct tarix_network_rules {
    uint64_t most;                /* edges of a node, the first in its order; 0: all */
    bool unordered;               /* no edge has a second one in the other direction */
    double log10_alpha;           /* pairs with a larger log10_q are left out; INFINITY: none */
    size_t n_scores, n_positions; /* of a collocate */
    const tarix_met_forms *forms; /* of the node at hand; NULL: not asked for */
} tarix_network_rules;

typedef struct tarix_network {
    tarix_arena *arena, *scratch;
    const tarix_windows *windows;
    tarix_network_rules rules;
    uint64_t depth;
    tarix_star *stars; /* in the order in which they came */
    size_t n, capacity;
    size_t n_edges;
    size_t first;      /* of the depth at hand */
    uint32_t *star_of; /* by rank: the star of that type alone, or TARIX_NO_ID */
    uint32_t *sources; /* by rank: how many nodes have it for a collocate */
} tarix_network;

TARIX_API tarix_network *tarix_network_new(
    tarix_arena *arena, const tarix_windows *windows, const tarix_network_rules *rules);

/* The nodes of the next depth. */
TARIX_API void tarix_network_begin(tarix_network *network, const tarix_nodes *nodes);

/* Keeps of a node's collocates those that stand near it more often than chance and pass the rules.
 */
TARIX_API void tarix_network_add(tarix_network *network, const tarix_collocates *found);

/* Collocates that are no node yet, the commonest first. `places` are those of the windows. */
TARIX_API tarix_nodes *tarix_network_next(const tarix_network *network, tarix_places *places);

#endif
