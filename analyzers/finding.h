/* Rows of a keyness table to come: terms that pass the filters, in the order of the table. */
#ifndef TARIX_ANALYZERS_FINDING_H
#define TARIX_ANALYZERS_FINDING_H

#include "base/collate.h"
#include "comparison.h"

typedef struct tarix_finding {
    const tarix_comparison *comparison;
    uint32_t term;  /* index among its terms */
    uint32_t place; /* in the table, before the alphabet decides; the same for many */
    uint32_t pair;  /* of counts, among its pairs */
    tarix_str text;
    tarix_collate_keys key; /* of the text, once they are sorted */
} tarix_finding;

/* By what findings are placed: the larger comes first. */
typedef struct tarix_placing {
    bool leads; /* before all others */
    double first, second;
} tarix_placing;

typedef struct tarix_findings {
    tarix_arena *arena;
    tarix_finding *rows;
    size_t n, capacity;
    tarix_placing *placings; /* of the pairs of counts, or of the terms where each has its own */
    size_t n_placings, placings_capacity;
} tarix_findings;

typedef enum tarix_direction {
    TARIX_DIRECTION_BOTH,
    TARIX_DIRECTION_TARGET,
    TARIX_DIRECTION_REFERENCE,
    TARIX_DIRECTION_LOCKWORDS /* as frequent in one as in the other */
} tarix_direction;

typedef struct tarix_filter {
    tarix_direction direction;
    double log10_alpha; /* a term is significant up to it */
    bool needs_alpha;   /* others are left out */
    double min_effect;  /* least absolute log ratio; of lockwords the most that its interval
                           reaches */
    bool needs_key_texts;
} tarix_filter;

/* How many of the tested terms were left out, and by what first. */
typedef struct tarix_sifted {
    size_t n_significant, n_other_direction, n_above_alpha, n_other_effect, n_no_key_text, n_left;
} tarix_sifted;

/* Adds the terms of a comparison that pass. `findings` begins as an arena and zeros. */
void tarix_findings_sift(tarix_findings *findings, const tarix_comparison *comparison,
    const tarix_vocab *values, const tarix_filter *filter, tarix_sifted *sifted);

/* Significant terms first, the largest effect on top, the others by ll; of the reference's the
 * other way round; lockwords by how close to 0 their interval holds the log ratio; key texts by how
 * many there are. The alphabet decides among equals. No more can be added. */
void tarix_findings_sort(tarix_findings *findings);

#endif
