#include "analyzers/resample.h"

#include "analyzers/draw.h"
#include "analyzers/measure_sets.h"
#include "analyzers/quantile.h"
#include "base/pool.h"

#include <math.h>
#include <string.h>

enum { tile_size = TARIX_RATES_TILE };
enum purpose { LABELS, PICKS, n_purposes };

/* How often each text counts in each draw of a purpose, draws beside one another. A relabelled text
 * counts once on the target's side or not at all; one that is drawn again up to n times, of which
 * more than 255 is a thing that does not happen: its chance is below 1 in 255!. */
struct tarix_draws {
    size_t stride;
    uint8_t *times[n_purposes]; /* text after text */
    double *target, *reference; /* places that were drawn again on each side, by draw */
};

/* tile_size draws, all of which need not be asked for. */
typedef struct tile {
    const uint8_t *times; /* of text i in draw d: times[i * stride + d] */
    size_t stride;
    const double *target, *reference;
} tile;

/* ---- drawing ---- */

/* Which texts are the target's: a shuffle that stops when the smaller side is full. */
static void relabel(
    const tarix_rates *r, size_t draw, uint32_t *order, uint8_t *times, size_t stride)
{
    const uint32_t n = (uint32_t)(r->n_target + r->n_reference);
    const bool target_is_smaller = r->n_target <= r->n_reference;
    const uint32_t n_drawn = (uint32_t)(target_is_smaller ? r->n_target : r->n_reference);
    tarix_draw d = tarix_draw_begin(r->seed, LABELS, draw);
    for (uint32_t i = 0; i < n; i++) {
        order[i] = i;
        times[i * stride] = !target_is_smaller;
    }
    for (uint32_t i = 0; i < n_drawn; i++) {
        const uint32_t j = i + tarix_draw_below(&d, n - i), text = order[j];
        order[j] = order[i];
        times[text * stride] = target_is_smaller;
    }
}

/* As many texts of a side as it has, one after the other from all of them; returns their places. */
static double pick(
    const tarix_rates *r, tarix_draw *d, size_t first, size_t n, uint8_t *times, size_t stride)
{
    double places = 0;
    for (size_t i = 0; i < n; i++) times[(first + i) * stride] = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t text = first + tarix_draw_below(d, (uint32_t)n);
        times[text * stride]++;
        places += r->sizes[text];
    }
    return places;
}

static void draw_one(const tarix_rates *r, enum purpose purpose, size_t draw, uint32_t *order,
    uint8_t *times, size_t stride, double *target, double *reference)
{
    if (purpose == LABELS) {
        relabel(r, draw, order, times, stride);
        return;
    }
    tarix_draw d = tarix_draw_begin(r->seed, PICKS, draw);
    *target = pick(r, &d, 0, r->n_target, times, stride);
    *reference = pick(r, &d, r->n_target, r->n_reference, times, stride);
}

/* The draws from `first` on: those made ahead, or fresh ones in the room of the rates. */
static tile draw_tile(const tarix_rates *r, enum purpose purpose, size_t first)
{
    if (r->draws)
        return (tile){r->draws->times[purpose] + first, r->draws->stride, r->draws->target + first,
            r->draws->reference + first};
    double *target = r->scratch, *reference = target + tile_size;
    for (size_t i = 0; i < tile_size && first + i < r->n_draws; i++)
        draw_one(
            r, purpose, first + i, r->order, r->times + i, tile_size, &target[i], &reference[i]);
    return (tile){r->times, tile_size, target, reference};
}

/* Σ value · times over listed texts, in each draw of a tile. */
static void sum_listed(const tarix_rates *r, const tile *t, const double *value, size_t first,
    size_t end, double *sums)
{
    for (size_t d = 0; d < tile_size; d++) sums[d] = 0;
    for (size_t i = first; i < end; i++) {
        const uint8_t *times = t->times + r->text[i] * t->stride;
        for (size_t d = 0; d < tile_size; d++) sums[d] += value[i] * times[d];
    }
}

/* ---- relabelled ---- */

static bool is_too_few(const tarix_rates *r)
{
    return r->n_target < 2 || r->n_reference < 2;
}

/* The difference of means moves with the sum of the target's rates alone, from which its middle is
 * taken. Equal differences are summed in another order: they count as equal to 12 digits. */
static double permutation_p(const tarix_rates *r)
{
    double sums[tile_size], all = 0, of_target = 0;
    size_t as_large = 1;
    if (is_too_few(r)) return NAN;
    for (size_t i = 0; i < r->n_listed; i++) {
        all += r->rate[i];
        if (i < r->n_listed_target) of_target += r->rate[i];
    }
    const double middle = all * (double)r->n_target / (double)(r->n_target + r->n_reference);
    const double least = fabs(of_target - middle) - 1e-12 * all;
    for (size_t first = 0; first < r->n_draws; first += tile_size) {
        const tile t = draw_tile(r, LABELS, first);
        sum_listed(r, &t, r->rate, 0, r->n_listed, sums);
        for (size_t d = 0; d < tile_size && first + d < r->n_draws; d++)
            as_large += fabs(sums[d] - middle) >= least;
    }
    return (double)as_large / (double)(r->n_draws + 1);
}

/* ---- drawn again ---- */

/* The ratio of relative frequencies in each draw, in the room of the rates. A draw without the term
 * on either side has none and is left out; returns how many are left. */
static size_t draw_ratios(const tarix_rates *r, double **out)
{
    double target[tile_size], reference[tile_size], *ratios = r->scratch + 2 * tile_size;
    size_t n = 0;
    for (size_t first = 0; first < r->n_draws; first += tile_size) {
        const tile t = draw_tile(r, PICKS, first);
        sum_listed(r, &t, r->count, 0, r->n_listed_target, target);
        sum_listed(r, &t, r->count, r->n_listed_target, r->n_listed, reference);
        for (size_t d = 0; d < tile_size && first + d < r->n_draws; d++) {
            const double p = target[d] / t.target[d], q = reference[d] / t.reference[d];
            if (p > 0 || q > 0) ratios[n++] = p / q;
        }
    }
    *out = ratios;
    return n;
}

/* log2 of the value at the place p (n + 1), between neighbours linear (Weibull 1939): of 9,999
 * draws the 250th and the 9,750th. */
static double percentile(double *ratios, size_t n, double p)
{
    if (n == 0) return NAN;
    const double place = fmin(fmax(p * ((double)n + 1), 1), (double)n), whole = floor(place);
    const double low = log2(tarix_quantile_at(ratios, n, (size_t)whole - 1));
    if (place == whole) return low;
    const double high = log2(tarix_quantile_at(ratios, n, (size_t)whole));
    return low == high ? low : low + (place - whole) * (high - low);
}

static double bootstrap(const tarix_rates *r, double p)
{
    double *ratios;
    if (is_too_few(r)) return NAN;
    const size_t n = draw_ratios(r, &ratios);
    return percentile(ratios, n, p);
}

static double bootstrap_low(const tarix_rates *r)
{
    return bootstrap(r, 0.025);
}

static double bootstrap_high(const tarix_rates *r)
{
    return bootstrap(r, 0.975);
}

/* ---- many terms ---- */

typedef struct drawing {
    const tarix_rates *rates;
    tarix_draws *draws;
    uint32_t *orders; /* room for each task */
} drawing;

static void draw_ahead(void *context, size_t task)
{
    const drawing *k = context;
    const tarix_rates *r = k->rates;
    const size_t n_texts = r->n_target + r->n_reference, first = task * tile_size;
    for (int purpose = 0; purpose < n_purposes; purpose++)
        for (size_t d = first; d < first + tile_size && d < r->n_draws; d++)
            draw_one(r, (enum purpose)purpose, d, k->orders + task * n_texts,
                k->draws->times[purpose] + d, k->draws->stride, &k->draws->target[d],
                &k->draws->reference[d]);
}

void tarix_rates_draw_ahead(tarix_arena *arena, tarix_rates *texts, size_t n_threads)
{
    const size_t n_texts = texts->n_target + texts->n_reference;
    const size_t n_tiles = (texts->n_draws + tile_size - 1) / tile_size;
    tarix_draws *draws = TARIX_NEW(arena, tarix_draws);
    draws->stride = n_tiles * tile_size;
    draws->target = TARIX_ARRAY(arena, double, draws->stride);
    draws->reference = TARIX_ARRAY(arena, double, draws->stride);
    for (int purpose = 0; purpose < n_purposes; purpose++)
        draws->times[purpose] = tarix_arena_alloc(arena, n_texts, draws->stride);
    const tarix_mark mark = tarix_arena_mark(arena);
    drawing k = {texts, draws, tarix_arena_alloc(arena, n_tiles, n_texts * sizeof(uint32_t))};
    if (texts->n_target && texts->n_reference) tarix_pool_run(n_threads, n_tiles, draw_ahead, &k);
    tarix_arena_restore(arena, mark);
    texts->draws = draws;
}

typedef struct resampling {
    tarix_rates **rates; /* of each task */
    const tarix_parts *target, *reference;
    size_t n_terms, n_tasks;
    tarix_resampled *out;
} resampling;

static void resample_range(void *context, size_t task)
{
    const resampling *k = context;
    tarix_rates *r = k->rates[task];
    const size_t end = k->n_terms * (task + 1) / k->n_tasks;
    for (size_t i = k->n_terms * task / k->n_tasks; i < end; i++) {
        double *ratios = NULL;
        tarix_rates_set_parts(r, &k->target[i], &k->reference[i]);
        const size_t n = is_too_few(r) ? 0 : draw_ratios(r, &ratios);
        k->out[i] = (tarix_resampled){
            permutation_p(r), percentile(ratios, n, 0.025), percentile(ratios, n, 0.975)};
    }
}

void tarix_resample(tarix_arena *arena, tarix_rates *texts, const tarix_parts *target,
    const tarix_parts *reference, size_t n_terms, size_t n_threads, tarix_resampled *out)
{
    enum { tasks_a_thread = 8 };
    if (!texts->draws) tarix_rates_draw_ahead(arena, texts, n_threads);
    const tarix_mark mark = tarix_arena_mark(arena);
    const size_t most = n_threads * tasks_a_thread, n_tasks = n_terms < most ? n_terms : most;
    resampling k = {
        TARIX_ARRAY(arena, tarix_rates *, n_tasks + 1), target, reference, n_terms, n_tasks, out};
    for (size_t i = 0; i < n_tasks; i++) k.rates[i] = tarix_rates_twin(arena, texts);
    tarix_pool_run(n_threads, n_tasks, resample_range, &k);
    tarix_arena_restore(arena, mark);
}

/* ---- rows ---- */

enum { texts = TARIX_FAMILY_TEXTS };
#define LIJFFIJT "Lijffijt et al. 2016"

static const tarix_measure rows[] = {
    {"permutation_p", texts, "p of a permutation test", "yerdəyişmə testinin p-si",
        "(1 + relabellings of texts with as large an abs(mean r_1 - mean r_2))/(1 + all)", LIJFFIJT,
        "1/(1 + draws)..1", "by chance, from --seed; empty below 2 texts a side",
        .of_rates = permutation_p},
    {"bootstrap_low", texts, "log ratio, 2.5 % of the bootstrap",
        "loqarifmik nisbət, butstrepin 2,5 %-i",
        "2.5 percentile of log2(p/q), texts drawn again within each side", LIJFFIJT, "-inf..inf",
        "by chance, from --seed; empty below 2 texts a side", .of_rates = bootstrap_low},
    {"bootstrap_high", texts, "log ratio, 97.5 % of the bootstrap",
        "loqarifmik nisbət, butstrepin 97,5 %-i",
        "97.5 percentile of log2(p/q), texts drawn again within each side", LIJFFIJT, "-inf..inf",
        "by chance, from --seed; empty below 2 texts a side", .of_rates = bootstrap_high},
};

const tarix_measure_set tarix_resample_measures = {rows, sizeof rows / sizeof *rows};
