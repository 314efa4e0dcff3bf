#include "analyzers/distribution.h"

#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_log.h>
#include <math.h>

/* P(X ≥ x) = erfc(√(x/2)). */
double tarix_log10_chi2_tail(double x)
{
    gsl_sf_result log_erfc;
    if (x <= 0) return 0;
    if (isinf(x)) return -INFINITY;
    gsl_sf_log_erfc_e(sqrt(x / 2), &log_erfc);
    return log_erfc.val / M_LN10;
}

double tarix_log1p_minus(double x)
{
    gsl_sf_result result;
    if (x < -0.5 || x > 0.5) return log1p(x) - x;
    gsl_sf_log_1plusx_mx_e(x, &result);
    return result.val;
}
