#include "analyzers/measure_sets.h"

#include <math.h>

/* Katz's interval of the ratio of two proportions, 95 %. */
static double katz(const tarix_cells *c, double sign)
{
    const double z = 1.959963984540054;
    if (c->o11 == 0 || c->o21 == 0) return NAN;
    const double error = sqrt(1 / c->o11 - 1 / c->r1 + 1 / c->o21 - 1 / c->r2);
    return log2((c->o11 / c->r1) / (c->o21 / c->r2)) + sign * z * error / M_LN2;
}

static double log_ratio_low(const tarix_cells *c)
{
    return katz(c, -1);
}

static double log_ratio_high(const tarix_cells *c)
{
    return katz(c, 1);
}

/* ---- rows ---- */

enum { keyness = TARIX_FAMILY_KEYNESS };

static const tarix_measure rows[] = {
    {"log_ratio_low", keyness, "log ratio, lower end of its 95 % interval",
        "loqarifmik nisbət, 95 %-li intervalın aşağı həddi",
        "log_ratio - 1.96 sqrt(1/a-1/n1+1/b-1/n2)/ln 2", "Katz et al. 1978", "-inf..inf",
        "empty where a or b is 0", .of_cells = log_ratio_low},
    {"log_ratio_high", keyness, "log ratio, upper end of its 95 % interval",
        "loqarifmik nisbət, 95 %-li intervalın yuxarı həddi",
        "log_ratio + 1.96 sqrt(1/a-1/n1+1/b-1/n2)/ln 2", "Katz et al. 1978", "-inf..inf",
        "empty where a or b is 0", .of_cells = log_ratio_high},
};

const tarix_measure_set tarix_contrast_measures = {rows, sizeof rows / sizeof *rows};
