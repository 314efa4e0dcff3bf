#include "analyzers/comparison.h"

#include "analyzers/draw.h"

#include <math.h>

tarix_cells tarix_comparison_cells(const tarix_comparison *c, tarix_id term, tarix_cells *texts)
{
    tarix_cells cells = {0};
    tarix_cells_from_counts(&cells, tarix_side_count(c->target, term),
        tarix_side_count(c->reference, term), c->target->tally->n_places,
        c->reference->tally->n_places);
    cells.tests = (double)c->n_terms;
    cells.prior = c->prior;
    if (!texts || c->target->n_texts == 0 || c->reference->n_texts == 0) return cells;
    if (tarix_cells_from_counts(texts, tarix_side_docs(c->target, term),
            tarix_side_docs(c->reference, term), c->target->n_texts, c->reference->n_texts))
        cells.texts = texts;
    return cells;
}

double tarix_comparison_log10_q(const tarix_comparison *c, tarix_id term)
{
    return c->place[term] ? c->log10_q[c->place[term] - 1] : NAN;
}

/* Those that are not known are none. */
static uint64_t docs_of(const tarix_comparison *c, tarix_id term)
{
    const uint64_t a = tarix_side_docs(c->target, term), b = tarix_side_docs(c->reference, term);
    return (a == TARIX_NO_COUNT ? 0 : a) + (b == TARIX_NO_COUNT ? 0 : b);
}

/* The family of tests: terms that reach the floors on both sides together. */
static void find_family(tarix_comparison *c, size_t n_values, const tarix_testing *testing)
{
    for (tarix_id v = 0; v < n_values; v++) {
        const uint64_t count = tarix_side_count(c->target, v) + tarix_side_count(c->reference, v);
        if (count == 0) continue;
        c->n_types++;
        if (count < testing->min_count)
            c->n_rare++;
        else if (testing->min_docs > 1 && docs_of(c, v) < testing->min_docs)
            c->n_few_docs++;
        else {
            c->terms[c->n_terms++] = v;
            c->place[v] = (uint32_t)c->n_terms;
        }
    }
}

/* Most terms are rare, so that there are far fewer pairs of counts than terms. */
static void find_pairs(tarix_comparison *c, tarix_arena *arena)
{
    size_t room = 16;
    while (room < 2 * c->n_terms) room *= 2;
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    uint32_t *slots = TARIX_ARRAY(scratch, uint32_t, room); /* one more than a pair */
    c->pair = TARIX_ARRAY(arena, uint32_t, c->n_terms + 1);
    c->sample = TARIX_ARRAY(arena, uint32_t, c->n_terms + 1);
    c->n_pairs = 0;
    for (size_t i = 0; i < c->n_terms; i++) {
        const uint64_t a = tarix_side_count(c->target, c->terms[i]);
        const uint64_t b = tarix_side_count(c->reference, c->terms[i]);
        size_t at = tarix_draw_mix(a * UINT64_C(0x9E3779B97F4A7C15) + b) & (room - 1);
        for (; slots[at]; at = (at + 1) & (room - 1)) {
            const tarix_id sample = c->terms[c->sample[slots[at] - 1]];
            if (tarix_side_count(c->target, sample) == a &&
                tarix_side_count(c->reference, sample) == b)
                break;
        }
        if (!slots[at]) {
            c->sample[c->n_pairs++] = (uint32_t)i;
            slots[at] = (uint32_t)c->n_pairs;
        }
        c->pair[i] = slots[at] - 1;
    }
    tarix_arena_free(scratch);
}

static void test_pairs(tarix_comparison *c, tarix_arena *arena, const tarix_measure *p)
{
    double *log10_p = TARIX_ARRAY(arena, double, c->n_pairs + 1);
    for (size_t i = 0; i < c->n_pairs; i++) {
        const tarix_cells cells = tarix_comparison_cells(c, c->terms[c->sample[i]], NULL);
        log10_p[i] = p->of_cells(&cells);
    }
    for (size_t i = 0; i < c->n_terms; i++) c->log10_q[i] = log10_p[c->pair[i]];
}

void tarix_comparison_test(
    tarix_comparison *c, tarix_arena *arena, size_t n_values, const tarix_testing *testing)
{
    c->terms = TARIX_ARRAY(arena, tarix_id, n_values + 1);
    c->place = TARIX_ARRAY(arena, uint32_t, n_values + 1);
    c->n_terms = c->n_types = c->n_rare = c->n_few_docs = 0;
    find_family(c, n_values, testing);
    c->prior = isnan(testing->prior) ? 0.01 * (double)c->n_types : testing->prior;
    c->log10_q = TARIX_ARRAY(arena, double, c->n_terms + 1);
    find_pairs(c, arena);
    c->is_of_pairs = testing->p->of_cells != NULL;
    if (c->is_of_pairs) {
        test_pairs(c, arena, testing->p);
    } else {
        const tarix_measure_list p = {(const tarix_measure *[]){testing->p}, 1};
        tarix_textscores_put(c->texts, &p, c->terms, c->n_terms, 1, c->log10_q);
    }
    if (testing->correction)
        tarix_correct(arena, testing->correction, c->log10_q, c->n_terms, c->n_terms);
}
