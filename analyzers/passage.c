#include "analyzers/measure_sets.h"
#include "analyzers/richness.h"

#include <math.h>

/* A passage; scratch says how often it has each type. */
typedef struct passage {
    const tarix_tokens *text;
    size_t n, n_types;
} passage;

static void take(passage *s, size_t token)
{
    s->n++;
    s->n_types += s->text->scratch[s->text->type[token]]++ == 0;
}

static void drop(passage *s, size_t token)
{
    s->n--;
    s->n_types -= --s->text->scratch[s->text->type[token]] == 0;
}

/* ---- mean of the type-token ratios of passages of one length ---- */

static double msttr(const tarix_tokens *t, size_t window)
{
    passage s = {.text = t};
    uint64_t types = 0;
    const size_t n = t->n / window;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < window; j++) take(&s, i * window + j);
        types += s.n_types;
        for (size_t j = 0; j < window; j++) drop(&s, i * window + j);
    }
    return n ? (double)types / (double)(n * window) : NAN;
}

static double mattr(const tarix_tokens *t, size_t window)
{
    passage s = {.text = t};
    uint64_t types = 0;
    if (t->n < window) return NAN;
    for (size_t i = 0; i < t->n; i++) {
        if (i >= window) drop(&s, i - window);
        take(&s, i);
        if (s.n == window) types += s.n_types;
    }
    for (size_t i = t->n - window; i < t->n; i++) drop(&s, i);
    return (double)types / (double)(t->n - window + 1) / (double)window;
}

#define OF_WINDOW(name, window)                                                                    \
    static double name##_##window(const tarix_tokens *t)                                           \
    {                                                                                              \
        return name(t, window);                                                                    \
    }
OF_WINDOW(msttr, 50)
OF_WINDOW(msttr, 100)
OF_WINDOW(msttr, 500)
OF_WINDOW(mattr, 50)
OF_WINDOW(mattr, 100)
OF_WINDOW(mattr, 500)
#undef OF_WINDOW

/* ---- length of the passages that reach one type-token ratio ---- */

static const double threshold = 0.72;

/* Factors of the text read from its first token or from its last. */
static double count_factors(const tarix_tokens *t, bool backward)
{
    passage s = {.text = t};
    double factors = 0;
    size_t first = 0;
    for (size_t i = 0; i < t->n; i++) {
        take(&s, backward ? t->n - 1 - i : i);
        const double ttr = (double)s.n_types / (double)s.n;
        const bool is_full = ttr <= threshold;
        if (is_full)
            factors++;
        else if (i + 1 == t->n)
            factors += (1 - ttr) / (1 - threshold);
        if (is_full || i + 1 == t->n)
            for (; first <= i; first++) drop(&s, backward ? t->n - 1 - first : first);
    }
    return factors;
}

static double mtld(const tarix_tokens *t)
{
    const double forward = count_factors(t, false), backward = count_factors(t, true);
    if (forward == 0 || backward == 0) return NAN;
    return ((double)t->n / forward + (double)t->n / backward) / 2;
}

/* ---- growth ---- */

typedef struct line {
    double slope, constant;
} line;

/* ln V = constant + slope ln N by least squares at N = 1, 2, 4, … Types are numbered by first
 * sight, so that the highest number up to a token says how many there are. */
static line fit_growth(const tarix_tokens *t)
{
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    uint32_t v = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->type[i] >= v) v = t->type[i] + 1;
        if ((i + 1) & i) continue;
        const double log_n = n * M_LN2, log_v = log(v); /* i + 1 = 2^n */
        n++;
        x += log_n;
        y += log_v;
        xx += log_n * log_n;
        xy += log_n * log_v;
    }
    const double slope = (n * xy - x * y) / (n * xx - x * x);
    return (line){slope, (y - slope * x) / n};
}

static double heaps_k(const tarix_tokens *t)
{
    return exp(fit_growth(t).constant);
}

static double heaps_beta(const tarix_tokens *t)
{
    return fit_growth(t).slope;
}

/* ---- rows ---- */

enum { diversity = TARIX_FAMILY_DIVERSITY };
#define JOHNSON "Johnson 1944"
#define COVINGTON_MCFALL "Covington & McFall 2010"

static const tarix_measure rows[] = {
    {"msttr_50", diversity, "mean TTR of segments of 50", "50-lik hissələrin orta TTR-i",
        "mean TTR of whole segments of 50 tokens", JOHNSON, "0..1", "empty below 50 tokens",
        .of_tokens = msttr_50},
    {"msttr_100", diversity, "mean TTR of segments of 100", "100-lük hissələrin orta TTR-i",
        "mean TTR of whole segments of 100 tokens", JOHNSON, "0..1", "empty below 100 tokens",
        .of_tokens = msttr_100},
    {"msttr_500", diversity, "mean TTR of segments of 500", "500-lük hissələrin orta TTR-i",
        "mean TTR of whole segments of 500 tokens", JOHNSON, "0..1", "empty below 500 tokens",
        .of_tokens = msttr_500},
    {"mattr_50", diversity, "moving-average TTR, window 50", "sürüşən orta TTR, pəncərə 50",
        "mean TTR of all windows of 50 tokens", COVINGTON_MCFALL, "0..1", "empty below 50 tokens",
        .of_tokens = mattr_50},
    {"mattr_100", diversity, "moving-average TTR, window 100", "sürüşən orta TTR, pəncərə 100",
        "mean TTR of all windows of 100 tokens", COVINGTON_MCFALL, "0..1", "empty below 100 tokens",
        .of_tokens = mattr_100},
    {"mattr_500", diversity, "moving-average TTR, window 500", "sürüşən orta TTR, pəncərə 500",
        "mean TTR of all windows of 500 tokens", COVINGTON_MCFALL, "0..1", "empty below 500 tokens",
        .of_tokens = mattr_500},
    {"mtld", diversity, "measure of textual lexical diversity", "mətnin leksik müxtəlifliyi (MTLD)",
        "mean of N/factors forward and backward; a factor ends where TTR <= 0.72",
        "McCarthy & Jarvis 2010", "1..inf", "empty where no type is repeated", .of_tokens = mtld},
    {"heaps_k", diversity, "Heaps' k", "Hips k-sı", "V = k N^beta, least squares of logs at 2^i",
        "Heaps 1978", "0..inf", "empty below 2 tokens", .of_tokens = heaps_k},
    {"heaps_beta", diversity, "Heaps' beta", "Hips betası",
        "V = k N^beta, least squares of logs at 2^i", "Heaps 1978", "0..1", "empty below 2 tokens",
        .of_tokens = heaps_beta},
};

const tarix_measure_set tarix_passage_measures = {rows, sizeof rows / sizeof *rows};
