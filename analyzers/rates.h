/* A term in the single texts of two sides. The tests that compare texts look at the relative
 * frequency r = count / size in each of them; a text without the term counts with r = 0. */
#ifndef TARIX_ANALYZERS_RATES_H
#define TARIX_ANALYZERS_RATES_H

#include "../base/arena.h"
#include "dispersion.h"

/* What was drawn by chance for some texts; see resample.h. */
typedef struct tarix_draws tarix_draws;

/* Texts are numbered through, those of the target first. One term at a time: only the texts that
 * have it are listed. */
typedef struct tarix_rates {
    size_t n_target, n_reference; /* texts of each side */
    const double *sizes;          /* places of each text; all 1 where only rates are known */
    double reference_size;        /* places of all texts of the reference; NaN where not known */
    size_t n_listed;
    size_t n_listed_target;   /* of them, which come first */
    uint32_t *text;           /* n_listed of them, ascending */
    double *count, *rate;     /* of each listed text, above 0 */
    uint64_t seed;            /* of what is drawn by chance */
    size_t n_draws;           /* relabellings and resamples: 9,999 unless said otherwise */
    const tarix_draws *draws; /* made ahead for many terms, or NULL */

    /* room of the measures */
    double *scratch;
    uint32_t *order; /* texts */
    uint8_t *times;  /* texts times draws of a tile */
} tarix_rates;

enum { TARIX_DRAWS = 9999, TARIX_RATES_TILE = 128 };

/* Room for one term after the other over texts of these sizes (places, above 0). NULL for sizes:
 * only rates are known. Lives as long as the arena. */
TARIX_API tarix_rates *tarix_rates_new(tarix_arena *arena, const uint64_t *target_sizes,
    size_t n_target, const uint64_t *reference_sizes, size_t n_reference, uint64_t seed,
    size_t n_draws);

/* The same with room of its own, for another thread. */
TARIX_API tarix_rates *tarix_rates_twin(tarix_arena *arena, const tarix_rates *rates);

/* The term at hand, by its rates in all texts of each side (0 or above). */
TARIX_API void tarix_rates_set(tarix_rates *rates, const double *target, const double *reference);

/* The term at hand, by its parts in each side, which are the texts of tarix_rates_new(). */
TARIX_API void tarix_rates_set_parts(
    tarix_rates *rates, const tarix_parts *target, const tarix_parts *reference);

/* Whether a term is key in one text of the target (Scott 1997): relatively more frequent there than
 * in the whole reference, with a G² above that of p = 0.0001. */
TARIX_API bool tarix_rates_is_key(
    uint64_t count, uint64_t reference_count, uint64_t size, uint64_t reference_size);

#endif
