/* Scores of terms by the single texts of two sides, many terms at once and on all threads. */
#ifndef TARIX_ANALYZERS_TEXTSCORES_H
#define TARIX_ANALYZERS_TEXTSCORES_H

#include "rates.h"
#include "side.h"

typedef struct tarix_textscores tarix_textscores;

/* Sides whose tallies have texts; a reference that is a list stands as one text, and a target that
 * is one has no scores. What is drawn by chance is drawn when it is first asked for, once for all
 * terms, in the arena, which is not to be restored to a mark of before. All borrowed. */
tarix_textscores *tarix_textscores_new(tarix_arena *arena, const tarix_side *target,
    const tarix_side *reference, uint64_t seed, size_t n_draws, size_t n_threads);

/* Gives back the room that it worked in, before the arena ends. */
void tarix_textscores_end(tarix_textscores *scores);

/* For each of n terms the measures of the family TEXTS of a list, in its order, one term's scores
 * `stride` numbers from the next one's; the places of other measures are not touched. */
void tarix_textscores_put(tarix_textscores *scores, const tarix_measure_list *measures,
    const tarix_id *terms, size_t n, size_t stride, double *out);

/* The texts of the target in which the term is key: which they are, as parts of its texts, in `out`
 * (room for all), and how many. */
size_t tarix_textscores_key_texts(const tarix_textscores *scores, tarix_id term, uint32_t *out);

#endif
