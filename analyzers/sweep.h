/* All nodes one after the other: their collocates are counted and scored on several threads and
 * handed over in the order of the nodes. Memory is what the places take, counters for each thread
 * and, for corrected p-values only, 16 bytes for each pair that is kept (24 where p is a score). */
#ifndef TARIX_ANALYZERS_SWEEP_H
#define TARIX_ANALYZERS_SWEEP_H

#include "correction.h"
#include "measure.h"
#include "window.h"

/* A meeting's place in the order of its node's. */
typedef struct tarix_standing {
    double score;        /* less itself where the smallest comes first */
    uint32_t o11, index; /* in `meetings` */
} tarix_standing;

/* The collocates of a node. What goes with a meeting stands at its index. */
typedef struct tarix_collocates {
    size_t number; /* of the node among the sweep's */
    tarix_node node;
    uint64_t r1;
    size_t n;
    const tarix_standing *order; /* the first comes first */
    const tarix_meeting *meetings;
    const double *scores;      /* `scores.n` for each */
    const uint32_t *positions; /* left + right for each; NULL when not asked for */
    const double *log10_q;     /* NULL when not asked for */
} tarix_collocates;

typedef struct tarix_sweep {
    const tarix_nodes *nodes;
    const tarix_windows *windows;
    size_t n_threads;
    uint64_t n_tests;   /* in the family */
    bool unordered;     /* of two nodes, only the first has the other */
    bool has_details;   /* left, right, docs */
    bool has_positions; /* needs details */
    tarix_measure_list scores;
    const tarix_measure *order;         /* collocates stand by it, the strongest first */
    const tarix_measure *test;          /* its p is corrected; NULL: none */
    const tarix_correction *correction; /* NULL: log10_q is log10 p */
    const tarix_progress *progress;     /* or NULL */
    void *context;
    bool (*take)(void *context, const tarix_collocates *found); /* false: no more is wanted */
} tarix_sweep;

/* Whether a measure is the smaller the stronger a link is. */
static inline bool tarix_sweep_ascends(const tarix_measure *measure)
{
    return tarix_str_ends(tarix_str_from(measure->name), TARIX_STR("_log10_p"));
}

TARIX_API void tarix_sweep_run(tarix_arena *arena, const tarix_sweep *sweep);

#endif
