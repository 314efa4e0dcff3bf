#include "analyzers/finding.h"

#include "base/simd.h"

#include <math.h>
#include <stdlib.h>

/* The scores by which terms are sifted and ordered: those of its pair of counts, and its own. */
typedef struct scores {
    double determinant, log_ratio, ll;
    double reach; /* the end of the log ratio's interval that is farther from 0 */
    double count; /* of both sides */
    double key_texts;
    bool is_significant;
} scores;

static double score(const char *name, const tarix_cells *cells)
{
    return tarix_measures_find(tarix_str_from(name))->of_cells(cells);
}

static scores *score_pairs(
    const tarix_comparison *c, tarix_arena *arena, const tarix_filter *filter)
{
    scores *all = TARIX_ARRAY(arena, scores, c->n_pairs + 1);
    for (size_t i = 0; i < c->n_pairs; i++) {
        const tarix_cells cells = tarix_comparison_cells(c, c->terms[c->sample[i]], NULL);
        scores *s = &all[i];
        *s = (scores){.determinant = cells.determinant, .count = cells.c1, .reach = NAN};
        s->log_ratio = tarix_cells_log_ratio(&cells);
        s->ll = copysign(2 * tarix_cells_half_g2(&cells), cells.determinant);
        if (filter->direction == TARIX_DIRECTION_LOCKWORDS && cells.o11 > 0 && cells.o21 > 0)
            s->reach =
                fmax(fabs(score("log_ratio_low", &cells)), fabs(score("log_ratio_high", &cells)));
    }
    return all;
}

/* ---- sifting ---- */

static bool goes_the_way(const scores *s, tarix_direction direction)
{
    switch (direction) {
    case TARIX_DIRECTION_BOTH: return true;
    case TARIX_DIRECTION_TARGET: return s->determinant > 0;
    case TARIX_DIRECTION_REFERENCE: return s->determinant < 0;
    case TARIX_DIRECTION_LOCKWORDS: return !s->is_significant && !isnan(s->reach);
    }
    return false;
}

static bool has_effect(const scores *s, const tarix_filter *filter)
{
    if (filter->direction == TARIX_DIRECTION_LOCKWORDS) return s->reach <= filter->min_effect;
    return filter->min_effect == 0 || fabs(s->log_ratio) >= filter->min_effect;
}

static bool passes(const scores *s, const tarix_filter *filter, tarix_sifted *sifted)
{
    sifted->n_significant += s->is_significant;
    if (!goes_the_way(s, filter->direction))
        sifted->n_other_direction++;
    else if (filter->needs_alpha && !s->is_significant &&
             filter->direction != TARIX_DIRECTION_LOCKWORDS)
        sifted->n_above_alpha++;
    else if (!has_effect(s, filter))
        sifted->n_other_effect++;
    else if (filter->needs_key_texts && !(s->key_texts > 0))
        sifted->n_no_key_text++;
    else
        return true;
    return false;
}

/* An effect that is not known comes last. */
static double known(double x)
{
    return isnan(x) ? -INFINITY : x;
}

static tarix_placing placing_of(const scores *s, const tarix_filter *filter)
{
    const double sign = filter->direction == TARIX_DIRECTION_REFERENCE ? -1 : 1;
    if (filter->needs_key_texts) return (tarix_placing){false, s->key_texts, known(s->log_ratio)};
    if (filter->direction == TARIX_DIRECTION_LOCKWORDS)
        return (tarix_placing){false, -s->reach, s->count};
    if (s->is_significant)
        return (tarix_placing){true, known(sign * s->log_ratio), known(sign * s->ll)};
    return (tarix_placing){false, known(sign * s->ll), 0};
}

static double *count_key_texts(const tarix_comparison *c, tarix_arena *arena)
{
    const tarix_measure_list list = {
        (const tarix_measure *[]){tarix_measures_find(TARIX_STR("key_texts"))}, 1};
    double *n = TARIX_ARRAY(arena, double, c->n_terms + 1);
    tarix_textscores_put(c->texts, &list, c->terms, c->n_terms, 1, n);
    return n;
}

/* Room for n more of each; the placings are taken. */
static tarix_placing *make_room(tarix_findings *f, size_t n_rows, size_t n_placings)
{
    f->rows = tarix_arena_grow(f->arena, f->rows, f->capacity, f->n + n_rows + 1, sizeof *f->rows);
    f->capacity = f->n + n_rows + 1;
    f->placings = tarix_arena_grow(f->arena, f->placings, f->placings_capacity,
        f->n_placings + n_placings + 1, sizeof *f->placings);
    f->placings_capacity = f->n_placings + n_placings + 1;
    tarix_placing *placings = f->placings + f->n_placings;
    f->n_placings += n_placings;
    return placings;
}

void tarix_findings_sift(tarix_findings *findings, const tarix_comparison *c,
    const tarix_vocab *values, const tarix_filter *filter, tarix_sifted *sifted)
{
    const bool is_of_pairs = c->is_of_pairs && !filter->needs_key_texts;
    const double *key_texts = filter->needs_key_texts ? count_key_texts(c, findings->arena) : NULL;
    const scores *pairs = score_pairs(c, findings->arena, filter);
    const uint32_t first = (uint32_t)findings->n_placings;
    tarix_placing *placings =
        make_room(findings, c->n_terms, is_of_pairs ? c->n_pairs : c->n_terms);
    *sifted = (tarix_sifted){0};
    for (size_t i = 0; i < c->n_terms; i++) {
        scores s = pairs[c->pair[i]];
        s.is_significant = c->log10_q[i] <= filter->log10_alpha;
        if (key_texts) s.key_texts = key_texts[i];
        if (!passes(&s, filter, sifted)) continue;
        sifted->n_left++;
        const uint32_t placing = is_of_pairs ? c->pair[i] : (uint32_t)i;
        if (!is_of_pairs || c->sample[placing] == i) placings[placing] = placing_of(&s, filter);
        findings->rows[findings->n++] = (tarix_finding){.comparison = c,
            .term = (uint32_t)i,
            .place = first + placing,
            .pair = c->pair[i],
            .text = tarix_vocab_str(values, c->terms[i])};
    }
}

/* ---- order ---- */

static int compare_placings(const void *a, const void *b)
{
    const tarix_placing *p = *(tarix_placing *const *)a, *q = *(tarix_placing *const *)b;
    if (p->leads != q->leads) return p->leads ? -1 : 1;
    if (p->first != q->first) return p->first > q->first ? -1 : 1;
    if (p->second != q->second) return p->second > q->second ? -1 : 1;
    return 0;
}

static int compare_texts(const void *a, const void *b)
{
    const tarix_finding *p = a, *q = b;
    int order = tarix_collate_compare_keys(p->key, q->key);
    if (!order && p->text.data != q->text.data) order = tarix_collate(p->text, q->text);
    return order ? order : (p->comparison > q->comparison) - (p->comparison < q->comparison);
}

/* The place of each placing among all; returns how many there are. */
static size_t number_placings(const tarix_findings *f, tarix_arena *scratch, uint32_t *place)
{
    const tarix_placing **sorted = TARIX_ARRAY(scratch, const tarix_placing *, f->n_placings + 1);
    size_t n = 0;
    for (size_t i = 0; i < f->n_placings; i++) sorted[i] = &f->placings[i];
    if (f->n_placings) qsort(sorted, f->n_placings, sizeof *sorted, compare_placings);
    for (size_t i = 0; i < f->n_placings; i++) {
        n += i == 0 || compare_placings(&sorted[i - 1], &sorted[i]) != 0;
        place[sorted[i] - f->placings] = (uint32_t)n - 1;
    }
    return n;
}

/* Lists the findings of each place together; end[p] becomes where those of place p end. */
static uint32_t *list_by_place(
    const tarix_findings *f, tarix_arena *scratch, size_t n_places, size_t *end)
{
    uint32_t *list = TARIX_ARRAY(scratch, uint32_t, f->n + 1);
    for (size_t i = 0; i < f->n; i++) end[f->rows[i].place]++;
    for (size_t p = 0, sum = 0; p < n_places; p++) {
        const size_t here = end[p];
        end[p] = sum;
        sum += here;
    }
    for (size_t i = 0; i < f->n; i++) list[end[f->rows[i].place]++] = (uint32_t)i;
    return list;
}

/* In the order of a list, with keys: each is asked for a while before its text is, and that before
 * it is read. */
static tarix_finding *in_order(const tarix_findings *f, const uint32_t *list)
{
    enum { ahead = 16 };
    tarix_finding *rows = TARIX_ARRAY(f->arena, tarix_finding, f->n + 1);
    for (size_t i = 0; i < f->n; i++) {
        if (i + 2 * ahead < f->n) TARIX_PREFETCH(&f->rows[list[i + 2 * ahead]]);
        if (i + ahead < f->n) TARIX_PREFETCH(f->rows[list[i + ahead]].text.data);
        rows[i] = f->rows[list[i]];
        rows[i].key = tarix_collate_key(rows[i].text);
    }
    tarix_arena_discard(f->rows, f->capacity, sizeof *f->rows);
    return rows;
}

void tarix_findings_sort(tarix_findings *f)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(f->arena));
    uint32_t *places = TARIX_ARRAY(scratch, uint32_t, f->n_placings + 1);
    const size_t n_places = number_placings(f, scratch, places);
    size_t *end = TARIX_ARRAY(scratch, size_t, n_places + 1);
    for (size_t i = 0; i < f->n; i++) f->rows[i].place = places[f->rows[i].place];
    f->rows = in_order(f, list_by_place(f, scratch, n_places, end));
    for (size_t p = 0, start = 0; p < n_places; start = end[p++])
        if (end[p] - start > 1)
            qsort(f->rows + start, end[p] - start, sizeof *f->rows, compare_texts);
    tarix_arena_free(scratch);
}
