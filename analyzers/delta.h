/* How far documents are apart in style: z-scores of their commonest words. */
#ifndef TARIX_ANALYZERS_DELTA_H
#define TARIX_ANALYZERS_DELTA_H

#include "../base/error.h"

#include <stddef.h>

/* Turns relative frequencies, a row of n_words for each document, into z-scores in place: less the
 * word's mean over documents, by its standard deviation (n - 1). A word that is equally frequent in
 * all documents, or in the only one, has z = 0. */
TARIX_API void tarix_delta_scores(double *rates, size_t n_documents, size_t n_words);

/* The mean of |z - z'| over words (Burrows 2002); NaN of no words. */
TARIX_API double tarix_burrows_delta(const double *a, const double *b, size_t n_words);

/* 1 less the cosine of the angle between the z-scores (Smith & Aldridge 2011), 0 to 2; NaN where
 * all of one document are 0. */
TARIX_API double tarix_cosine_delta(const double *a, const double *b, size_t n_words);

#endif
