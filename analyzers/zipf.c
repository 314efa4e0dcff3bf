#include "analyzers/measure_sets.h"
#include "analyzers/richness.h"
#include "analyzers/root.h"

#include <math.h>

/* The rank r whose type occurs r times, or where the line between neighbours crosses. */
static double h_point(const tarix_tokens *t)
{
    for (size_t r = 1; r <= t->n_types; r++) {
        const double rank = (double)r, f = (double)t->count[r - 1];
        if (f == rank) return rank;
        if (f > rank) continue;
        const double before = (double)t->count[r - 2]; /* above r - 1: the commonest occurs */
        return rank - 1 + (before - rank + 1) / (before - f + 1);
    }
    return NAN;
}

/* ---- maximum likelihood of p(r) ∝ (r + q)^-s over ranks 1 … V ---- */

/* Leaves ln(r + q) in the room of the tokens; returns its mean over the tokens. */
static double take_logs(const tarix_tokens *t, double q)
{
    double sum = 0;
    for (size_t r = 0; r < t->n_types; r++) {
        t->room[r] = log((double)r + 1 + q);
        sum += (double)t->count[r] * t->room[r];
    }
    return sum / (double)t->n;
}

/* Mean and variance of ln(r + q) under the law, from the logarithms in the room. */
typedef struct moments {
    double mean, variance;
} moments;

static moments expect_logs(const tarix_tokens *t, double s)
{
    double weight = 0, sum = 0, squares = 0;
    for (size_t r = 0; r < t->n_types; r++) {
        const double above = t->room[r] - t->room[0], w = exp(-s * above);
        weight += w;
        sum += w * above;
        squares += w * above * above;
    }
    const double mean = sum / weight;
    return (moments){mean + t->room[0], squares / weight - mean * mean};
}

/* The s under which ln(r + q) has the mean that it has in the text: Newton's steps, halved where
 * they leave the bracket. Counts fall with rank, so that s > 0 unless all are equal. */
static double fit_s(const tarix_tokens *t, double q)
{
    enum { most_steps = 200 };
    const double mean = take_logs(t, q);
    double s = 1, low = 0, high = INFINITY;
    for (int i = 0; i < most_steps; i++) {
        const moments m = expect_logs(t, s);
        const double step = (m.mean - mean) / m.variance;
        if (m.mean > mean)
            low = s;
        else
            high = s;
        double next = s + step;
        if (!(next > low && next < high)) next = isinf(high) ? 2 * s : (low + high) / 2;
        if (fabs(next - s) <= 4e-16 * s) return next;
        s = next;
    }
    return s;
}

static double zipf_s(const tarix_tokens *t)
{
    if (t->n_types < 2) return NAN;
    return t->n_classes == 1 ? 0 : fit_s(t, 0);
}

/* The slope of the likelihood in q, at the best s for this q: the mean of 1/(r + q) under the law
 * less that in the text. x is 1 + q. */
static double slope_in_q(const void *context, double x)
{
    const tarix_tokens *t = context;
    const double s = fit_s(t, x - 1);
    double weight = 0, law = 0, text = 0;
    for (size_t r = 0; r < t->n_types; r++) {
        const double w = exp(-s * (t->room[r] - t->room[0]));
        weight += w;
        law += w / ((double)r + x);
        text += (double)t->count[r] / ((double)r + x);
    }
    return law / weight - text / (double)t->n;
}

/* 1 + q; NaN where the likelihood has no maximum, as when the counts fall like an exponential. */
static double fit_x(const tarix_tokens *t)
{
    const double least = 1e-9, most = 1e3 * (double)t->n_types;
    if (t->n_types < 3 || t->n_classes == 1) return NAN;
    if (slope_in_q(t, 1) > 0) return tarix_root_above(slope_in_q, t, 1, most);
    for (double x = 1; x > least; x /= 2)
        if (slope_in_q(t, x / 2) > 0) return tarix_root(slope_in_q, t, x / 2, x);
    return NAN;
}

static double zipf_mandelbrot_s(const tarix_tokens *t)
{
    const double x = fit_x(t);
    return isnan(x) ? NAN : fit_s(t, x - 1);
}

static double zipf_mandelbrot_q(const tarix_tokens *t)
{
    return fit_x(t) - 1;
}

/* ---- rows ---- */

enum { diversity = TARIX_FAMILY_DIVERSITY };

static const tarix_measure rows[] = {
    {"h_point", diversity, "h-point", "h-nöqtəsi",
        "r with f(r) = r, else linear between neighbours", "Popescu 2007", "1..V",
        "empty where all types occur more than V times", .of_tokens = h_point},
    {"zipf_s", diversity, "Zipf's exponent s", "Zipf göstəricisi s",
        "maximum likelihood of p(r) ~ r^-s over ranks 1..V", "Zipf 1935; Clauset et al. 2009",
        "0..inf", "0 where all counts are equal; empty at V = 1", .of_tokens = zipf_s},
    {"zipf_mandelbrot_s", diversity, "Zipf-Mandelbrot exponent s", "Zipf-Mandelbrot göstəricisi s",
        "maximum likelihood of p(r) ~ (r + q)^-s over ranks 1..V", "Mandelbrot 1953; Izsák 2006",
        "0..inf", "empty where the likelihood has no maximum and below 3 types",
        .of_tokens = zipf_mandelbrot_s},
    {"zipf_mandelbrot_q", diversity, "Zipf-Mandelbrot shift q", "Zipf-Mandelbrot sürüşməsi q",
        "maximum likelihood of p(r) ~ (r + q)^-s over ranks 1..V", "Mandelbrot 1953; Izsák 2006",
        "-1..inf", "empty where the likelihood has no maximum and below 3 types",
        .of_tokens = zipf_mandelbrot_q},
};

const tarix_measure_set tarix_zipf_measures = {rows, sizeof rows / sizeof *rows};
