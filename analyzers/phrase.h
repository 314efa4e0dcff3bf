/* What is looked for in running text: a term, or several in a row with places between them that may
 * hold anything. "xalq * cümhuriyyət" leaves one place free, "xalq []{0,2} cümhuriyyət" up to two.
 */
#ifndef TARIX_ANALYZERS_PHRASE_H
#define TARIX_ANALYZERS_PHRASE_H

#include "term.h"

typedef struct tarix_step {
    const bool *has;      /* by rank; NULL: any place */
    unsigned least, most; /* places that it takes */
} tarix_step;

enum { TARIX_PHRASE_STEPS = 32, TARIX_PHRASE_LONGEST = 100 /* places */ };

typedef struct tarix_phrase {
    tarix_str name;
    tarix_step steps[TARIX_PHRASE_STEPS];
    size_t n;
    size_t longest;   /* places */
    bool is_empty;    /* one of its terms does not occur */
    bool is_left_out; /* … because it is left out by kind or as a stop word */
} tarix_phrase;

TARIX_API tarix_status tarix_phrase_find(tarix_arena *arena, const tarix_term_values *terms,
    tarix_str typed, tarix_phrase *out, tarix_error *err);

/* The fewest places that a phrase takes at the front of n ranks (TARIX_NO_ID: one that no term
 * has), or 0. */
TARIX_API size_t tarix_phrase_match(const tarix_phrase *phrase, const tarix_id *ranks, size_t n);

#endif
