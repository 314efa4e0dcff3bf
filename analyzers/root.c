#include "analyzers/root.h"

#include <float.h>
#include <math.h>

enum { most_steps = 200 };

/* b is the best guess, a the one before it, and [b, c] holds the root. */
typedef struct bracket {
    double a, b, c, fa, fb, fc;
    double step, last_step;
} bracket;

static void turn_round(bracket *k)
{
    k->c = k->a;
    k->fc = k->fa;
    k->step = k->last_step = k->b - k->a;
}

static void put_best_first(bracket *k)
{
    k->a = k->b;
    k->b = k->c;
    k->c = k->a;
    k->fa = k->fb;
    k->fb = k->fc;
    k->fc = k->fa;
}

/* Inverse quadratic or linear interpolation, or half of the bracket where these gain too little. */
static void choose_step(bracket *k, double half, double tolerance)
{
    double p, q;
    const double s = k->fb / k->fa;
    if (fabs(k->last_step) < tolerance || fabs(k->fa) <= fabs(k->fb)) {
        k->step = k->last_step = half;
        return;
    }
    if (k->a == k->c) {
        p = 2 * half * s;
        q = 1 - s;
    } else {
        const double r = k->fb / k->fc, t = k->fa / k->fc;
        p = s * (2 * half * t * (t - r) - (k->b - k->a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
    }
    if (p > 0) q = -q;
    p = fabs(p);
    const bool gains = 2 * p < fmin(3 * half * q - fabs(tolerance * q), fabs(k->last_step * q));
    k->last_step = gains ? k->step : half;
    k->step = gains ? p / q : half;
}

double tarix_root(tarix_root_function *function, const void *context, double low, double high)
{
    bracket k = {.a = low, .b = high, .fa = function(context, low), .fb = function(context, high)};
    if (k.fa == 0) return low;
    if (k.fb == 0) return high;
    if (!((k.fa < 0) != (k.fb < 0)) || isnan(k.fa) || isnan(k.fb)) return NAN;
    turn_round(&k);
    for (int i = 0; i < most_steps && k.fb != 0; i++) {
        if ((k.fb > 0) == (k.fc > 0)) turn_round(&k);
        if (fabs(k.fc) < fabs(k.fb)) put_best_first(&k);
        const double tolerance = 2 * DBL_EPSILON * fabs(k.b), half = (k.c - k.b) / 2;
        if (fabs(half) <= tolerance) break;
        choose_step(&k, half, tolerance);
        k.a = k.b;
        k.fa = k.fb;
        k.b += fabs(k.step) > tolerance ? k.step : copysign(tolerance, half);
        k.fb = function(context, k.b);
    }
    return k.b;
}

double tarix_root_above(tarix_root_function *function, const void *context, double low, double most)
{
    const bool is_negative = function(context, low) < 0;
    for (double high = 2 * low; high <= most; low = high, high *= 2)
        if ((function(context, high) < 0) != is_negative)
            return tarix_root(function, context, low, high);
    return NAN;
}
