#include "analyzers/distribution.h"
#include "analyzers/measure_sets.h"
#include "analyzers/richness.h"
#include "analyzers/root.h"

#include <float.h>
#include <math.h>

/* Types that occur just so often. */
static double types_of(const tarix_tokens *t, uint64_t times)
{
    for (size_t i = 0; i < t->n_classes && t->times[i] <= times; i++)
        if (t->times[i] == times) return (double)t->types[i];
    return 0;
}

/* Σ i (i - 1) V_i */
static double repeats(const tarix_tokens *t)
{
    double sum = 0;
    for (size_t i = 0; i < t->n_classes; i++)
        sum += (double)t->times[i] * ((double)t->times[i] - 1) * (double)t->types[i];
    return sum;
}

/* ln ln x, which is defined above 1. */
static double log_log(double x)
{
    return x > 1 ? log(log(x)) : NAN;
}

static double n_of(const tarix_tokens *t)
{
    return (double)t->n;
}

static double v_of(const tarix_tokens *t)
{
    return (double)t->n_types;
}

/* ---- types against tokens ---- */

static double ttr(const tarix_tokens *t)
{
    return v_of(t) / n_of(t);
}

static double guiraud(const tarix_tokens *t)
{
    return v_of(t) / sqrt(n_of(t));
}

static double cttr(const tarix_tokens *t)
{
    return v_of(t) / sqrt(2 * n_of(t));
}

static double herdan_c(const tarix_tokens *t)
{
    return log(v_of(t)) / log(n_of(t));
}

static double rubet_k(const tarix_tokens *t)
{
    return log(v_of(t)) / log_log(n_of(t));
}

static double summer_s(const tarix_tokens *t)
{
    return log_log(v_of(t)) / log_log(n_of(t));
}

static double uber_u(const tarix_tokens *t)
{
    const double log_n = log(n_of(t));
    return t->n == 0 ? NAN : log_n * log_n / log(n_of(t) / v_of(t));
}

static double maas_a2(const tarix_tokens *t)
{
    const double log_n = log(n_of(t));
    return t->n == 0 ? NAN : log(n_of(t) / v_of(t)) / (log_n * log_n);
}

static double brunet_w(const tarix_tokens *t)
{
    return t->n == 0 ? NAN : pow(n_of(t), pow(v_of(t), -0.172));
}

/* V = α ln(1 + N/α). Where nearly every token is a type of its own, N - V says more than V. */
static double fisher_gap(const void *context, double alpha)
{
    const tarix_tokens *t = context;
    const double n = n_of(t), v = v_of(t);
    return 2 * v > n ? alpha * tarix_log1p_minus(n / alpha) + (n - v)
                     : alpha * log1p(n / alpha) - v;
}

static double fisher_alpha(const tarix_tokens *t)
{
    if (t->n == 0) return NAN;
    if (t->n == t->n_types) return INFINITY;
    return tarix_root_above(fisher_gap, t, 1e-3, DBL_MAX / 2);
}

/* ---- the spectrum ---- */

static double honore_r(const tarix_tokens *t)
{
    return 100 * log(n_of(t)) / (1 - types_of(t, 1) / v_of(t));
}

static double sichel_s(const tarix_tokens *t)
{
    return types_of(t, 2) / v_of(t);
}

static double michea_m(const tarix_tokens *t)
{
    return v_of(t) / types_of(t, 2);
}

static double yule_k(const tarix_tokens *t)
{
    return 1e4 * repeats(t) / (n_of(t) * n_of(t));
}

static double yule_i(const tarix_tokens *t)
{
    return n_of(t) * n_of(t) / repeats(t);
}

static double simpson_d(const tarix_tokens *t)
{
    return repeats(t) / (n_of(t) * (n_of(t) - 1));
}

/* √(M2/N² - 1/V) as the spread of proportions about 1/V, which does not cancel. */
static double herdan_vm(const tarix_tokens *t)
{
    double sum = 0;
    if (t->n == 0) return NAN;
    for (size_t i = 0; i < t->n_classes; i++) {
        const double apart = (double)t->times[i] * v_of(t) - n_of(t);
        sum += apart * apart * (double)t->types[i];
    }
    return sqrt(sum) / n_of(t) / v_of(t);
}

static double entropy(const tarix_tokens *t)
{
    double sum = 0;
    for (size_t i = 0; i < t->n_classes; i++) {
        const double times = (double)t->times[i];
        sum += (double)t->types[i] * times * log2(n_of(t) / times);
    }
    return sum / n_of(t);
}

static double entropy_miller_madow(const tarix_tokens *t)
{
    return entropy(t) + (v_of(t) - 1) / (2 * n_of(t) * M_LN2);
}

static double evenness(const tarix_tokens *t)
{
    return entropy(t) / log2(v_of(t));
}

static double hapax_types(const tarix_tokens *t)
{
    return types_of(t, 1) / v_of(t);
}

static double baayen_p(const tarix_tokens *t)
{
    return types_of(t, 1) / n_of(t);
}

static double good_turing(const tarix_tokens *t)
{
    return 1 - types_of(t, 1) / n_of(t);
}

static double chao1(const tarix_tokens *t)
{
    const double once = types_of(t, 1), twice = types_of(t, 2);
    return v_of(t) + once * (once - 1) / (2 * (twice + 1));
}

/* ---- rows ---- */

enum { diversity = TARIX_FAMILY_DIVERSITY };

static const tarix_measure rows[] = {
    {"ttr", diversity, "type-token ratio", "tip-token nisbəti", "V/N", "Johnson 1944", "0..1",
        "falls with the length of the text", .of_tokens = ttr},
    {"guiraud", diversity, "Guiraud's R", "Giro R-i", "V/sqrt(N)", "Guiraud 1954", "0..inf", "",
        .of_tokens = guiraud},
    {"cttr", diversity, "corrected type-token ratio", "düzəldilmiş tip-token nisbəti",
        "V/sqrt(2 N)", "Carroll 1964", "0..inf", "", .of_tokens = cttr},
    {"herdan_c", diversity, "Herdan's C", "Herdan C-si", "ln V/ln N", "Herdan 1960", "0..1",
        "empty at N = 1", .of_tokens = herdan_c},
    {"rubet_k", diversity, "Rubet's k", "Rübe k-sı", "ln V/ln ln N", "Dugast 1979", "-inf..inf",
        "empty at N = 1", .of_tokens = rubet_k},
    {"summer_s", diversity, "Summer's S", "Summer S-i", "ln ln V/ln ln N", "Somers 1966",
        "-inf..inf", "empty at V = 1", .of_tokens = summer_s},
    {"uber_u", diversity, "uber index U", "uber indeksi U", "ln^2 N/(ln N - ln V)", "Dugast 1978",
        "0..inf", "inf at V = N; empty at N = 1", .of_tokens = uber_u},
    {"maas_a2", diversity, "Maas's a²", "Maas a²-sı", "(ln N - ln V)/ln^2 N", "Maas 1972", "0..inf",
        "small where diversity is high; empty at N = 1", .of_tokens = maas_a2},
    {"brunet_w", diversity, "Brunet's W", "Brüne W-si", "N^(V^-0.172)", "Brunet 1978", "1..inf",
        "small where diversity is high", .of_tokens = brunet_w},
    {"fisher_alpha", diversity, "Fisher's alpha", "Fişer alfası", "V = alpha ln(1 + N/alpha)",
        "Fisher, Corbet & Williams 1943", "0..inf", "inf at V = N", .of_tokens = fisher_alpha},
    {"honore_r", diversity, "Honoré's R", "Onore R-i", "100 ln N/(1 - V1/V)", "Honoré 1979",
        "0..inf", "inf at V1 = V", .of_tokens = honore_r},
    {"sichel_s", diversity, "Sichel's S", "Sixel S-i", "V2/V", "Sichel 1975", "0..1", "",
        .of_tokens = sichel_s},
    {"michea_m", diversity, "Michéa's M", "Mişea M-i", "V/V2", "Michéa 1969", "1..inf",
        "inf at V2 = 0", .of_tokens = michea_m},
    {"yule_k", diversity, "Yule's K", "Yul K-sı", "10^4 sum i(i-1)V_i/N^2", "Yule 1944", "0..10^4",
        "small where diversity is high", .of_tokens = yule_k},
    {"yule_i", diversity, "Yule's I", "Yul İ-si", "N^2/sum i(i-1)V_i", "Yule 1944", "1..inf",
        "inf where no type is repeated", .of_tokens = yule_i},
    {"simpson_d", diversity, "Simpson's D", "Simpson D-si", "sum i(i-1)V_i/(N(N-1))",
        "Simpson 1949", "0..1", "small where diversity is high; empty at N = 1",
        .of_tokens = simpson_d},
    {"herdan_vm", diversity, "Herdan's V_m", "Herdan V_m-i", "sqrt(sum i^2 V_i/N^2 - 1/V)",
        "Herdan 1955", "0..1", "0 where all types are as frequent", .of_tokens = herdan_vm},
    {"entropy", diversity, "entropy, bits", "entropiya, bit", "-sum p log2 p", "Shannon 1948",
        "0..log2 V", "", .of_tokens = entropy},
    {"entropy_miller_madow", diversity, "entropy, Miller-Madow, bits",
        "entropiya, Miller-Medou, bit", "entropy + (V - 1)/(2 N ln 2)", "Miller 1955", "0..inf", "",
        .of_tokens = entropy_miller_madow},
    {"evenness", diversity, "evenness", "bərabərlik", "entropy/log2 V", "Pielou 1966", "0..1",
        "empty at V = 1", .of_tokens = evenness},
    {"hapax_types", diversity, "share of hapaxes in types", "tiplərdə hapaksların payı", "V1/V",
        "Baayen 2001", "0..1", "", .of_tokens = hapax_types},
    {"baayen_p", diversity, "Baayen's P", "Baayen P-si", "V1/N", "Baayen 1989", "0..1",
        "rate at which new types come", .of_tokens = baayen_p},
    {"good_turing", diversity, "Good-Turing coverage", "Qud-Türinq əhatəsi", "1 - V1/N",
        "Good 1953", "0..1", "", .of_tokens = good_turing},
    {"chao1", diversity, "Chao1 estimate of types", "Chao1 üzrə tip sayı",
        "V + V1 (V1 - 1)/(2 (V2 + 1))", "Chao 1984, 2005", "V..inf", "", .of_tokens = chao1},
};

const tarix_measure_set tarix_spectrum_measures = {rows, sizeof rows / sizeof *rows};
