#include "analyzers/textscores.h"

#include "analyzers/resample.h"
#include "base/pool.h"

#include <math.h>

enum { block = 4096, tasks_a_thread = 8 };

struct tarix_textscores {
    tarix_arena *arena, *scratch;
    const tarix_tally *target, *reference; /* by text; NULL: a frequency list */
    const tarix_side *list;                /* the reference, when it is one */
    tarix_rates *rates;                    /* NULL: the target has no texts */
    size_t n_threads;
};

static const char *const drawn[] = {"permutation_p", "bootstrap_low", "bootstrap_high"};
enum { PERMUTATION, LOW, HIGH, n_drawn };

tarix_textscores *tarix_textscores_new(tarix_arena *arena, const tarix_side *target,
    const tarix_side *reference, uint64_t seed, size_t n_draws, size_t n_threads)
{
    tarix_textscores *s = TARIX_NEW(arena, tarix_textscores);
    *s = (tarix_textscores){.arena = arena,
        .scratch = tarix_arena_new(tarix_arena_guard(arena)),
        .target = target->tally->texts,
        .reference = reference->tally->texts,
        .list = reference,
        .n_threads = n_threads};
    const tarix_tally *a = s->target, *b = s->reference;
    if (!a) return s;
    const uint64_t *sizes = b ? b->part_size : &reference->tally->n_places;
    s->rates =
        tarix_rates_new(arena, a->part_size, a->n_parts, sizes, b ? b->n_parts : 1, seed, n_draws);
    return s;
}

void tarix_textscores_end(tarix_textscores *s)
{
    tarix_arena_free(s->scratch);
}

/* ---- parts of a term ---- */

static tarix_parts parts_in(const tarix_tally *texts, tarix_id term)
{
    if (term < texts->n_values) return tarix_tally_parts(texts, term, NULL);
    return (tarix_parts){.n_parts = texts->n_parts, .sizes = texts->part_size};
}

/* A list as one text. `count` is where its count is kept. */
static tarix_parts parts_of_list(const tarix_side *list, tarix_id term, uint64_t *count)
{
    static const uint32_t first = 0;
    *count = tarix_side_count(list, term);
    return (tarix_parts){.n_parts = 1,
        .sizes = &list->tally->n_places,
        .n_listed = *count > 0,
        .part = &first,
        .count = count,
        .frequency = *count};
}

/* ---- a block of terms ---- */

typedef struct scoring {
    const tarix_measure_list *measures;
    tarix_rates **rates; /* of each task */
    const tarix_parts *target, *reference;
    size_t n, n_tasks, stride;
    double *out;
} scoring;

static bool is_drawn(const tarix_measure *measure, size_t *which)
{
    for (*which = 0; *which < n_drawn; ++*which)
        if (strcmp(measure->name, drawn[*which]) == 0) return true;
    return false;
}

static void score_range(void *context, size_t task)
{
    const scoring *k = context;
    tarix_rates *r = k->rates[task];
    size_t which;
    const size_t end = k->n * (task + 1) / k->n_tasks;
    for (size_t i = k->n * task / k->n_tasks; i < end; i++) {
        tarix_rates_set_parts(r, &k->target[i], &k->reference[i]);
        for (size_t m = 0; m < k->measures->n; m++) {
            const tarix_measure *measure = k->measures->rows[m];
            if (measure->of_rates && !is_drawn(measure, &which))
                k->out[i * k->stride + m] = measure->of_rates(r);
        }
    }
}

static bool is_too_few(const tarix_textscores *s)
{
    return s->rates->n_target < 2 || s->rates->n_reference < 2;
}

/* Those of chance are made together: they share their draws. */
static void put_drawn(tarix_textscores *s, const scoring *k)
{
    tarix_resampled *scores = NULL;
    size_t which;
    for (size_t m = 0; m < k->measures->n; m++) {
        if (!is_drawn(k->measures->rows[m], &which)) continue;
        if (!scores && !is_too_few(s)) {
            scores = TARIX_ARRAY(s->scratch, tarix_resampled, k->n);
            tarix_resample(
                s->scratch, s->rates, k->target, k->reference, k->n, s->n_threads, scores);
        }
        for (size_t i = 0; i < k->n; i++)
            k->out[i * k->stride + m] = !scores                ? NAN
                                        : which == PERMUTATION ? scores[i].permutation_p
                                        : which == LOW         ? scores[i].bootstrap_low
                                                               : scores[i].bootstrap_high;
    }
}

static void put_block(tarix_textscores *s, const tarix_measure_list *measures,
    const tarix_id *terms, size_t n, size_t stride, double *out)
{
    const tarix_mark mark = tarix_arena_mark(s->scratch);
    tarix_parts *target = TARIX_ARRAY(s->scratch, tarix_parts, n);
    tarix_parts *reference = TARIX_ARRAY(s->scratch, tarix_parts, n);
    uint64_t *counts = TARIX_ARRAY(s->scratch, uint64_t, n);
    for (size_t i = 0; i < n; i++) {
        target[i] = parts_in(s->target, terms[i]);
        reference[i] = s->reference ? parts_in(s->reference, terms[i])
                                    : parts_of_list(s->list, terms[i], &counts[i]);
    }
    const size_t most = s->n_threads * tasks_a_thread;
    scoring k = {measures, NULL, target, reference, n, n < most ? n : most, stride, out};
    k.rates = TARIX_ARRAY(s->scratch, tarix_rates *, k.n_tasks);
    for (size_t i = 0; i < k.n_tasks; i++) k.rates[i] = tarix_rates_twin(s->scratch, s->rates);
    tarix_pool_run(s->n_threads, k.n_tasks, score_range, &k);
    put_drawn(s, &k);
    tarix_arena_restore(s->scratch, mark);
}

static void put_nothing(const tarix_measure_list *measures, size_t n, size_t stride, double *out)
{
    for (size_t i = 0; i < n; i++)
        for (size_t m = 0; m < measures->n; m++)
            if (measures->rows[m]->of_rates) out[i * stride + m] = NAN;
}

/* Draws outlive the block. */
static void draw_ahead(tarix_textscores *s, const tarix_measure_list *measures)
{
    size_t which;
    if (is_too_few(s)) return;
    for (size_t m = 0; m < measures->n && !s->rates->draws; m++)
        if (is_drawn(measures->rows[m], &which))
            tarix_rates_draw_ahead(s->arena, s->rates, s->n_threads);
}

void tarix_textscores_put(tarix_textscores *s, const tarix_measure_list *measures,
    const tarix_id *terms, size_t n, size_t stride, double *out)
{
    if (!tarix_measures_have(measures, TARIX_FAMILY_TEXTS)) return;
    if (!s->rates) {
        put_nothing(measures, n, stride, out);
        return;
    }
    draw_ahead(s, measures);
    for (size_t i = 0; i < n; i += block)
        put_block(s, measures, terms + i, n - i < block ? n - i : (size_t)block, stride,
            out + i * stride);
}

size_t tarix_textscores_key_texts(const tarix_textscores *s, tarix_id term, uint32_t *out)
{
    if (!s->rates) return 0;
    const tarix_parts parts = parts_in(s->target, term);
    size_t n = 0;
    for (size_t i = 0; i < parts.n_listed; i++)
        if (tarix_rates_is_key(parts.count[i], tarix_side_count(s->list, term),
                parts.sizes[parts.part[i]], s->list->tally->n_places))
            out[n++] = parts.part[i];
    return n;
}
