/* Windows round the places of a node, and what stands in them. Neighbouring windows that overlap
 * count a place once, or every time; sentences may be taken in place of windows. */
#ifndef TARIX_ANALYZERS_WINDOW_H
#define TARIX_ANALYZERS_WINDOW_H

#include "contingency.h"
#include "node.h"

typedef enum tarix_margins {
    TARIX_MARGINS_WINDOW,  /* r1, c1, n: places in windows, outside the node */
    TARIX_MARGINS_WORD,    /* r1, c1: counts of the words; n: places */
    TARIX_MARGINS_SENTENCE /* all count sentences */
} tarix_margins;

enum { TARIX_WINDOW_WIDEST = 50 };

typedef struct tarix_windows {
    const tarix_places *places;
    tarix_margins margins;
    unsigned left, right; /* places, at most TARIX_WINDOW_WIDEST; not for sentences */
    bool every;           /* a place counts in each window that has it */
    uint64_t least;       /* what meets less often is not kept; at least 1 */
    uint32_t *sentences;  /* by rank, of those listed: that have it; for sentence margins */
} tarix_windows;

/* "L,R", each at most TARIX_WINDOW_WIDEST and not both 0; false: it is something else. */
TARIX_API bool tarix_windows_parse(tarix_str text, unsigned *left, unsigned *right);

/* Fills in `sentences`. */
TARIX_API void tarix_windows_count_sentences(tarix_arena *arena, tarix_windows *windows);

/* A collocate of a node. */
typedef struct tarix_meeting {
    uint32_t collocate; /* rank */
    uint32_t o11;
    uint32_t left, right, docs; /* by tarix_counter_detail() */
    uint32_t document;          /* scratch */
} tarix_meeting;

/* Dense counters over all collocates, for one thread. */
typedef struct tarix_counter tarix_counter;
TARIX_API tarix_counter *tarix_counter_new(tarix_arena *arena, const tarix_windows *windows);

/* At most so many places are looked at for a node that occurs n times, and so many meetings kept:
 * the room that tarix_counter_meet() needs. */
TARIX_API uint64_t tarix_windows_walk(const tarix_windows *windows, uint64_t n);
TARIX_API size_t tarix_windows_most(const tarix_windows *windows, uint64_t n);
/* Whether a counter can hold the counts of a node. */
TARIX_API bool tarix_windows_hold(const tarix_windows *windows, uint64_t n);

/* The collocates that meet a node at least `least` times, in no order, and *r1 (places in windows
 * outside the node, or sentences). Returns their number. */
TARIX_API size_t tarix_counter_meet(
    tarix_counter *counter, const tarix_node *node, tarix_meeting *out, uint64_t *r1);

/* Left, right and documents of those n, and with `positions` how often each stands at L…1, 1…R:
 * left + right numbers for each meeting, zero before. */
TARIX_API void tarix_counter_detail(tarix_counter *counter, const tarix_node *node,
    tarix_meeting *list, size_t n, uint32_t *positions);

/* Calls see(context, index in list, place) for each place that o11 counts. */
TARIX_API void tarix_counter_visit(tarix_counter *counter, const tarix_node *node,
    const tarix_meeting *list, size_t n, void (*see)(void *context, size_t index, uint32_t place),
    void *context);

/* The margins of a meeting that its node does not tell. */
TARIX_API void tarix_windows_margins(const tarix_windows *windows, const tarix_node *node,
    const tarix_meeting *meeting, uint64_t *c1, uint64_t *n);
/* The cells behind a meeting, which need form no table (see tarix_cells_from_words()). */
TARIX_API void tarix_windows_cells(const tarix_windows *windows, const tarix_node *node,
    uint64_t r1, const tarix_meeting *meeting, tarix_cells *out);

#endif
