#include "analyzers/distribution.h"

#include <float.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

/* GSL calls its error handler, which may abort, also from functions that return a status. The two
 * functions used here do so only outside their domains (x > -1, x > 0), which are held to. */

/* Kahan's: the rounding of one product is known to the last digit. */
double tarix_difference_of_products(double a, double b, double c, double d)
{
    const double product = c * d;
    const double error = fma(-c, d, product);
    return fma(a, b, -product) + error;
}

double tarix_log_near(double ratio, double above)
{
    return fabs(above) < 0.5 ? log1p(above) : log(ratio);
}

double tarix_log2_near(double ratio, double above)
{
    return fabs(above) < 0.5 ? log1p(above) / M_LN2 : log2(ratio);
}

/* 1/3 + q/5 + q^2/7 + …, which is (atanh r - r)/r^3 for q = r^2; q up to 1/9. */
static double atanh_rest(double q)
{
    static const double terms[] = {1. / 3, 1. / 5, 1. / 7, 1. / 9, 1. / 11, 1. / 13, 1. / 15,
        1. / 17, 1. / 19, 1. / 21, 1. / 23, 1. / 25, 1. / 27, 1. / 29, 1. / 31, 1. / 33};
    if (q < 0x1p-10) /* the rest is below 2^-52 of what it is added to */
        return terms[0] + q * (terms[1] + q * (terms[2] + q * (terms[3] + q * terms[4])));
    double sum = 0;
    for (int i = sizeof terms / sizeof *terms; i-- > 0;) sum = terms[i] + q * sum;
    return sum;
}

/* Both by ln(1 + x) = 2 atanh r with r = x/(2 + x), of which x less the first term is x r. */
double tarix_log1p_minus(double x)
{
    if (!(x >= -0.5 && x <= 0.5)) return log1p(x) - x;
    const double r = x / (2 + x);
    return 2 * r * r * r * atanh_rest(r * r) - x * r;
}

double tarix_deviance(double observed, double expected, double x)
{
    if (observed == 0) return expected;
    if (expected == 0) return INFINITY;
    if (!(fabs(x) <= 0.5)) return observed * log1p(x) - expected * x;
    const double r = x / (2 + x);
    return expected * (x * r + (1 + x) * 2 * r * r * r * atanh_rest(r * r));
}

double tarix_stirling_rest(double m)
{
    const double square = m * m;
    gsl_sf_result gammastar;
    if (m >= 16)
        return (1. / 12 -
                   (1. / 360 - (1. / 1260 - (1. / 1680 - 1. / 1188 / square) / square) / square) /
                       square) /
               m;
    if (!(m > 0)) return NAN;
    gsl_sf_gammastar_e(m, &gammastar);
    return log(gammastar.val);
}

double tarix_log_complement(double log_p)
{
    return log_p > -M_LN2 ? log(-expm1(log_p)) : log1p(-exp(log_p)) + 0.0; /* no -0 */
}

/* ---- continued fractions: Lentz's method as changed by Thompson and Barnett 1986 ---- */

typedef struct fraction {
    double value, c, d;
} fraction;

static fraction begin(double b)
{
    const double tiny = 1e-300;
    return (fraction){b == 0 ? tiny : b, b == 0 ? tiny : b, 0};
}

/* b + a/(…) one step deeper; true when that changed nothing. */
static bool deepen(fraction *f, double a, double b)
{
    const double tiny = 1e-300;
    f->d = b + a * f->d;
    f->c = b + a / f->c;
    if (f->d == 0) f->d = tiny;
    if (f->c == 0) f->c = tiny;
    f->d = 1 / f->d;
    const double change = f->c * f->d;
    f->value *= change;
    return fabs(change - 1) <= DBL_EPSILON;
}

enum { steps_most = 20000000 }; /* some √1e10 are needed where a tail begins at the mean */

/* ---- incomplete gamma function ---- */

/* ln(x^a e^-x / Γ(a + 1)); the saddle-point form of Loader 2000. */
static double log_gamma_term(double a, double x)
{
    return -tarix_deviance(a, x, (a - x) / x) - 0.5 * log(2 * M_PI * a) - tarix_stirling_rest(a);
}

/* ln P(a, x) by the fraction of the incomplete beta function below, of which it is the limit with
 * b x held as b grows; x ≤ a. */
static double log_gamma_below(double a, double x)
{
    fraction f = begin(a * (a - x + 1) / (a + 1));
    for (int i = 1; i < steps_most; i++) {
        const double m = i, here = a + 2 * m - 1, share = m * x / here;
        const double depth = (a + m - 1) / here * x * share;
        if (deepen(&f, depth, m + share + (a + m) * (a - x + 1 + 2 * m) / (a + 2 * m + 1))) break;
    }
    return log_gamma_term(a, x) + log(a / f.value);
}

/* ln Q(a, x) by Legendre's fraction; x ≥ a. */
static double log_gamma_above(double a, double x)
{
    fraction f = begin(x + 1 - a);
    for (int i = 1; i < steps_most; i++)
        if (deepen(&f, i * (a - i), x + 1 - a + 2. * i)) break;
    return log_gamma_term(a, x) + log(a / f.value);
}

/* a > 0 */
static double log_gamma_lower(double a, double x)
{
    if (x <= 0) return -INFINITY;
    if (isinf(x)) return 0;
    return x < a ? log_gamma_below(a, x) : tarix_log_complement(log_gamma_above(a, x));
}

static double log_gamma_upper(double a, double x)
{
    if (x <= 0) return 0;
    if (isinf(x)) return -INFINITY;
    return x < a ? tarix_log_complement(log_gamma_below(a, x)) : log_gamma_above(a, x);
}

/* ---- incomplete beta function; y = 1 - x throughout ---- */

/* ln(x^a y^b / B(a, b)) */
static double log_beta_term(double a, double b, double x, double y)
{
    const double n = a + b, above = tarix_difference_of_products(a, y, b, x);
    return -tarix_deviance(a, n * x, above / (n * x)) - tarix_deviance(b, n * y, -above / (n * y)) +
           0.5 * log(a * b / (2 * M_PI * n)) + tarix_stirling_rest(n) - tarix_stirling_rest(a) -
           tarix_stirling_rest(b);
}

/* ln I_x(a, b) by the fraction of DiDonato and Morris 1992 (9); x ≤ a/(a + b). */
static double log_beta_fraction(double a, double b, double x, double y)
{
    const double above = tarix_difference_of_products(a, y, b, x);
    fraction f = begin(a * (above + 1) / (a + 1));
    for (int i = 1; i < steps_most; i++) {
        const double m = i, here = a + 2 * m - 1, share = m * (b - m) * x / here;
        const double depth = (a + m - 1) * (a + b + m - 1) / here * x * share;
        if (deepen(&f, depth, m + share + (a + m) * (above + 1 + m * (1 + y)) / (a + 2 * m + 1)))
            break;
    }
    return log_beta_term(a, b, x, y) - log(f.value);
}

static double log_beta_lower(double a, double b, double x, double y)
{
    if (x <= 0) return -INFINITY;
    if (y <= 0) return 0;
    return a * y >= b * x ? log_beta_fraction(a, b, x, y)
                          : tarix_log_complement(log_beta_fraction(b, a, y, x));
}

/* ---- tails ---- */

double tarix_log10_normal_upper(double z)
{
    gsl_sf_result log_erfc;
    if (isnan(z)) return NAN;
    if (isinf(z)) return z > 0 ? -INFINITY : 0;
    gsl_sf_log_erfc_e(fabs(z) / M_SQRT2, &log_erfc);
    const double log_p = log_erfc.val - M_LN2;
    return (z < 0 ? tarix_log_complement(log_p) : log_p) / M_LN10;
}

double tarix_log10_chi2_upper(double x, double df)
{
    gsl_sf_result log_erfc;
    if (isnan(x) || !(df > 0)) return NAN;
    if (df != 1) return log_gamma_upper(df / 2, x / 2) / M_LN10;
    if (x <= 0) return 0;
    if (isinf(x)) return -INFINITY;
    gsl_sf_log_erfc_e(sqrt(x / 2), &log_erfc);
    return log_erfc.val / M_LN10;
}

double tarix_log10_chi2_lower(double x, double df)
{
    if (isnan(x) || !(df > 0)) return NAN;
    return log_gamma_lower(df / 2, x / 2) / M_LN10;
}

double tarix_log10_t_upper(double t, double df)
{
    const double most = 1e100;
    if (isnan(t) || !(df > 0)) return NAN;
    if (isinf(df)) return tarix_log10_normal_upper(t);
    if (t < 0) return tarix_log_complement(tarix_log10_t_upper(-t, df) * M_LN10) / M_LN10;
    const double ratio = t / sqrt(df);
    /* So far out the tail is a power to more digits than there are. */
    if (ratio > most)
        return tarix_log10_t_upper(most * sqrt(df), df) - df * (log10(ratio) - log10(most));
    const double square = ratio * ratio;
    return (log_beta_lower(df / 2, 0.5, 1 / (1 + square), square / (1 + square)) - M_LN2) / M_LN10;
}

double tarix_log10_binomial_upper(double k, double n, double p, double q)
{
    if (k <= 0) return 0;
    if (k > n) return -INFINITY;
    return log_beta_lower(k, n - k + 1, p, q) / M_LN10;
}

double tarix_log10_binomial_lower(double k, double n, double p, double q)
{
    return tarix_log10_binomial_upper(n - k, n, q, p);
}

double tarix_log10_poisson_upper(double k, double mean)
{
    return k <= 0 ? 0 : log_gamma_lower(k, mean) / M_LN10;
}

double tarix_log10_poisson_lower(double k, double mean)
{
    return k < 0 ? -INFINITY : log_gamma_upper(k + 1, mean) / M_LN10;
}

/* Newton's method on ln I, which is concave in the log odds: from the second step on it comes from
 * below and ends where rounding stops it. */
double tarix_log_odds_bound(double k, double n, double alpha)
{
    if (k <= 0) return -INFINITY;
    const double a = k, b = n - k + 1, log_alpha = log(alpha);
    double odds = log(a / b) - sqrt(-2 * log_alpha * (1 / a + 1 / b)), last = INFINITY;
    for (int i = 0; i < 100; i++) {
        const double x = 1 / (1 + exp(-odds)), y = 1 / (1 + exp(odds));
        const double log_i = log_beta_lower(a, b, x, y);
        const double step = (log_alpha - log_i) * exp(log_i - log_beta_term(a, b, x, y));
        if (!(fabs(step) < last) && i > 2) break;
        last = fabs(step);
        odds += step;
        if (last <= 2e-16 * fabs(odds)) break;
    }
    return odds;
}
