#include "analyzers/delta.h"

#include <math.h>

static void score_word(double *rates, size_t n_documents, size_t n_words)
{
    const double n = (double)n_documents, base = rates[0];
    double sum = 0, squares = 0;
    for (size_t d = 0; d < n_documents; d++) sum += rates[d * n_words] - base;
    const double mean = base + sum / n;
    for (size_t d = 0; d < n_documents; d++) {
        const double apart = rates[d * n_words] - mean;
        squares += apart * apart;
    }
    const double deviation = sqrt(squares / (n - 1));
    for (size_t d = 0; d < n_documents; d++) {
        double *z = &rates[d * n_words];
        *z = deviation > 0 ? (*z - mean) / deviation : 0;
    }
}

void tarix_delta_scores(double *rates, size_t n_documents, size_t n_words)
{
    for (size_t w = 0; n_documents > 0 && w < n_words; w++)
        score_word(rates + w, n_documents, n_words);
}

double tarix_burrows_delta(const double *a, const double *b, size_t n_words)
{
    double sum = 0;
    for (size_t w = 0; w < n_words; w++) sum += fabs(a[w] - b[w]);
    return sum / (double)n_words;
}

double tarix_cosine_delta(const double *a, const double *b, size_t n_words)
{
    double ab = 0, aa = 0, bb = 0;
    for (size_t w = 0; w < n_words; w++) {
        ab += a[w] * b[w];
        aa += a[w] * a[w];
        bb += b[w] * b[w];
    }
    return aa > 0 && bb > 0 ? 1 - ab / sqrt(aa) / sqrt(bb) : NAN;
}
