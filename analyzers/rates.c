#include "analyzers/rates.h"

tarix_rates *tarix_rates_new(tarix_arena *arena, const uint64_t *target_sizes, size_t n_target,
    const uint64_t *reference_sizes, size_t n_reference, uint64_t seed, size_t n_draws)
{
    const size_t n = n_target + n_reference;
    tarix_rates *r = TARIX_NEW(arena, tarix_rates);
    double *sizes = TARIX_ARRAY(arena, double, n + 1);
    for (size_t i = 0; i < n_target; i++) sizes[i] = target_sizes ? (double)target_sizes[i] : 1;
    for (size_t i = 0; i < n_reference; i++)
        sizes[n_target + i] = reference_sizes ? (double)reference_sizes[i] : 1;
    *r = (tarix_rates){.n_target = n_target,
        .n_reference = n_reference,
        .sizes = sizes,
        .text = TARIX_ARRAY(arena, uint32_t, n + 1),
        .count = TARIX_ARRAY(arena, double, n + 1),
        .rate = TARIX_ARRAY(arena, double, n + 1),
        .seed = seed,
        .n_draws = n_draws,
        .scratch = TARIX_ARRAY(arena, double, n_draws + 3 * n + 1)};
    return r;
}

static void list(tarix_rates *r, size_t text, double count, double rate)
{
    if (rate == 0) return;
    r->text[r->n_listed] = (uint32_t)text;
    r->count[r->n_listed] = count;
    r->rate[r->n_listed++] = rate;
}

static void list_rates(tarix_rates *r, const double *rate, size_t first, size_t n)
{
    for (size_t i = 0; i < n; i++) list(r, first + i, rate[i] * r->sizes[first + i], rate[i]);
}

static void list_parts(tarix_rates *r, const tarix_parts *parts, size_t first)
{
    for (size_t i = 0; i < parts->n_listed; i++) {
        const size_t text = first + parts->part[i];
        list(r, text, parts->count[i], parts->count[i] / r->sizes[text]);
    }
}

void tarix_rates_set(tarix_rates *r, const double *target, const double *reference)
{
    r->n_listed = 0;
    list_rates(r, target, 0, r->n_target);
    r->n_listed_target = r->n_listed;
    list_rates(r, reference, r->n_target, r->n_reference);
}

void tarix_rates_set_parts(tarix_rates *r, const tarix_parts *target, const tarix_parts *reference)
{
    r->n_listed = 0;
    list_parts(r, target, 0);
    r->n_listed_target = r->n_listed;
    list_parts(r, reference, r->n_target);
}
