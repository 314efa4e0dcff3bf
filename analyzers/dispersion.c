#include "analyzers/harmonic.h"
#include "analyzers/measure_sets.h"

#include <math.h>
#include <stdlib.h>

/* Parts that do not have the term are as many as are not listed, with a share of the corpus that is
 * what the others leave: no measure looks at them one by one. */

static double share(const tarix_parts *parts, size_t i)
{
    return (double)parts->sizes[parts->part[i]] / (double)parts->total;
}

static double rate(const tarix_parts *parts, size_t i)
{
    return (double)parts->count[i] / (double)parts->sizes[parts->part[i]];
}

/* What the parts without the term hold. */
static double rest(const tarix_parts *parts)
{
    uint64_t places = parts->total;
    for (size_t i = 0; i < parts->n_listed; i++) places -= parts->sizes[parts->part[i]];
    return (double)places / (double)parts->total;
}

static double n_of(const tarix_parts *parts)
{
    return (double)parts->n_parts;
}

static double f_of(const tarix_parts *parts)
{
    return (double)parts->frequency;
}

static double docs(const tarix_parts *parts)
{
    return (double)parts->n_listed;
}

static double docs_pct(const tarix_parts *parts)
{
    return 100 * docs(parts) / n_of(parts);
}

static double idf(const tarix_parts *parts)
{
    return log2(n_of(parts) / docs(parts));
}

static double engwall_fm(const tarix_parts *parts)
{
    return f_of(parts) * docs(parts) / n_of(parts);
}

static double kromer_ur(const tarix_parts *parts)
{
    double sum = 0;
    for (size_t i = 0; i < parts->n_listed; i++) sum += tarix_harmonic((double)parts->count[i]);
    return sum;
}

/* ---- shares of the term against shares of the corpus ---- */

/* ½ Σ |v_i/f - s_i|: the parts without the term give half of what they hold. */
static double dp(const tarix_parts *parts)
{
    if (parts->frequency == 0 || parts->total == 0) return NAN;
    double sum = rest(parts);
    for (size_t i = 0; i < parts->n_listed; i++)
        sum += fabs((double)parts->count[i] / f_of(parts) - share(parts, i));
    return sum / 2;
}

static double dp_norm(const tarix_parts *parts)
{
    return dp(parts) / (1 - (double)parts->least / (double)parts->total);
}

static double kld(const tarix_parts *parts)
{
    if (parts->frequency == 0) return NAN;
    double sum = 0;
    for (size_t i = 0; i < parts->n_listed; i++) {
        const double held = (double)parts->count[i] / f_of(parts);
        sum += held * log2(held / share(parts, i));
    }
    return sum;
}

static double kld_norm(const tarix_parts *parts)
{
    return -expm1(-kld(parts));
}

/* Σ √(s_i v_i), squared */
static double rosengren_kf(const tarix_parts *parts)
{
    if (parts->frequency == 0) return NAN;
    double sum = 0;
    for (size_t i = 0; i < parts->n_listed; i++)
        sum += sqrt(share(parts, i) * (double)parts->count[i]);
    return sum * sum;
}

static double rosengren_s(const tarix_parts *parts)
{
    return rosengren_kf(parts) / f_of(parts);
}

/* χ² of a part without the term is what it was expected to have. */
static double lyne_d3(const tarix_parts *parts)
{
    double sum = f_of(parts) * rest(parts);
    for (size_t i = 0; i < parts->n_listed; i++) {
        const double expected = f_of(parts) * share(parts, i);
        const double apart = (double)parts->count[i] - expected;
        sum += apart * apart / expected;
    }
    return 1 - sum / (4 * f_of(parts));
}

/* ---- rates ---- */

static double sum_of_rates(const tarix_parts *parts)
{
    double sum = 0;
    for (size_t i = 0; i < parts->n_listed; i++) sum += rate(parts, i);
    return sum;
}

/* Of the population, by the mean. */
static double variation_coefficient(const tarix_parts *parts)
{
    const double n = n_of(parts), mean = sum_of_rates(parts) / n;
    double squares = (n - docs(parts)) * mean * mean;
    for (size_t i = 0; i < parts->n_listed; i++) {
        const double apart = rate(parts, i) - mean;
        squares += apart * apart;
    }
    return sqrt(squares / n) / mean;
}

static double juilland_d(const tarix_parts *parts)
{
    if (parts->n_parts < 2) return NAN;
    return 1 - variation_coefficient(parts) / sqrt(n_of(parts) - 1);
}

static double juilland_u(const tarix_parts *parts)
{
    return juilland_d(parts) * f_of(parts);
}

/* Entropy of the rates by that of equal ones. */
static double carroll_d2(const tarix_parts *parts)
{
    if (parts->n_parts < 2 || parts->frequency == 0) return NAN;
    const double all = sum_of_rates(parts);
    double entropy = 0;
    for (size_t i = 0; i < parts->n_listed; i++) {
        const double p = rate(parts, i) / all;
        entropy += p * log(1 / p);
    }
    return entropy / log(n_of(parts));
}

static double carroll_um(const tarix_parts *parts)
{
    const double d2 = carroll_d2(parts), f = f_of(parts);
    return f * d2 + (1 - d2) * f / n_of(parts);
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Σ_{i<j} |r_i - r_j| / Σ r: with rates sorted, Σ_{i<j} (r_j - r_i) = Σ (2i - n + 1) r_i. Rates of
 * 0 come first and add nothing. */
static double distances(const tarix_parts *parts)
{
    double *sorted = parts->scratch, sum = 0, apart = 0;
    for (size_t i = 0; i < parts->n_listed; i++) sum += sorted[i] = rate(parts, i);
    qsort(sorted, parts->n_listed, sizeof *sorted, ascending);
    double times = n_of(parts) - 2 * docs(parts) + 1; /* 2i - n + 1 of the first one above 0 */
    for (size_t i = 0; i < parts->n_listed; i++, times += 2) apart += times * sorted[i];
    return apart / sum;
}

/* 1 - (mean |r_i - r_j|) / (2 mean r) over all pairs of parts. */
static double da(const tarix_parts *parts)
{
    return parts->n_parts < 2 ? NAN : 1 - distances(parts) / (n_of(parts) - 1);
}

static double gini(const tarix_parts *parts)
{
    return distances(parts) / n_of(parts);
}

/* ---- rows ---- */

enum { dispersion = TARIX_FAMILY_DISPERSION };
#define GRIES_2020 "Gries 2020"
#define ROSENGREN "Rosengren 1971"
#define JUILLAND "Juilland & Chang-Rodríguez 1964"
#define CARROLL "Carroll 1970"

static const tarix_measure rows[] = {
    {"docs", dispersion, "parts that have the term", "terminin olduğu hissələr",
        "parts with v_i > 0", "Juilland & Chang-Rodríguez 1964", "0..n", "", .of_parts = docs},
    {"docs_pct", dispersion, "parts that have the term, %", "terminin olduğu hissələr, %",
        "100 docs/n", "Juilland & Chang-Rodríguez 1964", "0..100", "", .of_parts = docs_pct},
    {"dp", dispersion, "deviation of proportions", "nisbətlərin sapması",
        "1/2 sum abs(v_i/f - s_i)", "Gries 2008", "0..1",
        "0 spread evenly, near 1 in one small part", .of_parts = dp},
    {"dp_norm", dispersion, "deviation of proportions, normalised",
        "nisbətlərin sapması, normallaşdırılmış", "dp/(1 - min s)", "Lijffijt & Gries 2012", "0..1",
        "0 spread evenly; empty with one part", .of_parts = dp_norm},
    {"kld", dispersion, "Kullback-Leibler divergence, bits", "Kulbak-Leybler divergensiyası, bit",
        "sum (v_i/f) log2((v_i/f)/s_i)", GRIES_2020, "0..inf", "0 spread evenly", .of_parts = kld},
    {"kld_norm", dispersion, "Kullback-Leibler divergence, normalised",
        "Kulbak-Leybler divergensiyası, normallaşdırılmış", "1 - e^-kld", GRIES_2020, "0..1",
        "0 spread evenly", .of_parts = kld_norm},
    {"juilland_d", dispersion, "Juilland's D", "Juiyan D-si",
        "1 - V/sqrt(n - 1), V = population sd(r)/mean(r)", JUILLAND, "0..1",
        "1 spread evenly; empty with one part", .of_parts = juilland_d},
    {"juilland_u", dispersion, "Juilland's usage U", "Juiyan istifadə əmsalı U", "f juilland_d",
        JUILLAND, "0..f", "empty with one part", .of_parts = juilland_u},
    {"rosengren_s", dispersion, "Rosengren's S", "Rozenqren S-i", "(sum sqrt(s_i v_i))^2/f",
        ROSENGREN, "0..1", "1 spread evenly", .of_parts = rosengren_s},
    {"rosengren_kf", dispersion, "Rosengren's KF", "Rozenqren KF-i", "(sum sqrt(s_i v_i))^2",
        ROSENGREN, "0..f", "f spread evenly", .of_parts = rosengren_kf},
    {"carroll_d2", dispersion, "Carroll's D2", "Kerol D2-si", "H(r/sum r)/ln n", CARROLL, "0..1",
        "1 spread evenly; empty with one part", .of_parts = carroll_d2},
    {"carroll_um", dispersion, "Carroll's Um", "Kerol Um-i", "f d2 + (1 - d2) f/n", CARROLL,
        "f/n..f", "empty with one part", .of_parts = carroll_um},
    {"lyne_d3", dispersion, "Lyne's D3", "Layn D3-ü", "1 - chi2/(4 f), chi2 against the sizes",
        "Lyne 1985", "-inf..1", "1 spread evenly; may be negative", .of_parts = lyne_d3},
    {"da", dispersion, "DA", "DA", "1 - mean abs(r_i - r_j)/(2 mean r)",
        "Burch, Egbert & Biber 2017", "0..1", "1 spread evenly; empty with one part",
        .of_parts = da},
    {"gini", dispersion, "Gini coefficient of the rates", "tezliklərin Cini əmsalı",
        "mean abs(r_i - r_j)/(2 mean r), a part with itself included", "Gini 1912", "0..1",
        "0 spread evenly", .of_parts = gini},
    {"variation_coefficient", dispersion, "coefficient of variation", "variasiya əmsalı",
        "population sd(r)/mean(r)", "Pearson 1896", "0..sqrt(n - 1)", "0 spread evenly",
        .of_parts = variation_coefficient},
    {"idf", dispersion, "inverse document frequency, bits", "tərs sənəd tezliyi, bit",
        "log2(n/docs)", "Spärck Jones 1972", "0..inf", "inf where no part has the term",
        .of_parts = idf},
    {"engwall_fm", dispersion, "Engwall's FM", "Enqval FM-i", "f docs/n", "Engwall 1974", "0..f",
        "", .of_parts = engwall_fm},
    {"kromer_ur", dispersion, "Kromer's UR", "Kromer UR-i", "sum (psi(v_i + 1) + gamma)",
        "Kromer 2003", "0..f", "f where no part has it twice", .of_parts = kromer_ur},
};

const tarix_measure_set tarix_dispersion_measures = {rows, sizeof rows / sizeof *rows};
