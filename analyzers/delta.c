#include "analyzers/delta.h"

#include "analyzers/measure_sets.h"
#include "analyzers/profiles.h"

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
    return aa > 0 && bb > 0 ? 1 - ab / sqrt(aa * bb) : NAN;
}

/* ---- rows ---- */

static double burrows_of_profiles(const tarix_profiles *p)
{
    return tarix_burrows_delta(p->z_f, p->z_g, p->n_z);
}

static double cosine_of_profiles(const tarix_profiles *p)
{
    return tarix_cosine_delta(p->z_f, p->z_g, p->n_z);
}

enum { comparison = TARIX_FAMILY_COMPARISON };

static const tarix_measure rows[] = {
    {"burrows_delta", comparison, "Burrows's Delta", "Berrouz deltası",
        "mean over the k commonest words of abs(z - z'), z of each word's share over texts",
        "Burrows 2002", "0..inf", "empty where no texts are known",
        .of_profiles = burrows_of_profiles},
    {"cosine_delta", comparison, "Cosine Delta", "kosinus deltası",
        "1 - cosine of the z of the k commonest words", "Smith & Aldridge 2011", "0..2",
        "empty where no texts are known, or all z of one side are 0",
        .of_profiles = cosine_of_profiles},
};

const tarix_measure_set tarix_delta_measures = {rows, sizeof rows / sizeof *rows};
