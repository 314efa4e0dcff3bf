/* What chance does to a difference between two sides: texts relabelled, and texts drawn again. The
 * same relabellings serve all terms, which costs no more than one term's and keeps the terms'
 * dependence (Westfall & Young 1993). */
#ifndef TARIX_ANALYZERS_RESAMPLE_H
#define TARIX_ANALYZERS_RESAMPLE_H

#include "../base/arena.h"
#include "rates.h"

typedef struct tarix_resampled {
    double permutation_p;                 /* of the absolute difference of mean rates, two-sided */
    double bootstrap_low, bootstrap_high; /* 2.5 and 97.5 % of log_ratio; may be infinite */
} tarix_resampled;

/* Draws for these texts once and for all: 2 bytes a text and draw. The rates take them from here
 * from then on; their scores stay what they are. */
TARIX_API void tarix_rates_draw_ahead(tarix_arena *arena, tarix_rates *texts, size_t n_threads);

/* Of n_terms terms by their parts in each side, which are the texts of `texts`. `out` has room for
 * n_terms. The scores are those of the rows, on any number of threads. */
TARIX_API void tarix_resample(tarix_arena *arena, tarix_rates *texts, const tarix_parts *target,
    const tarix_parts *reference, size_t n_terms, size_t n_threads, tarix_resampled *out);

#endif
