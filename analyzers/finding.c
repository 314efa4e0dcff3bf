#include "analyzers/finding.h"

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

static void rank(const scores *s, const tarix_filter *filter, tarix_finding *f)
{
    const double sign = filter->direction == TARIX_DIRECTION_REFERENCE ? -1 : 1;
    if (filter->needs_key_texts) {
        f->first = s->key_texts;
        f->second = known(s->log_ratio);
    } else if (filter->direction == TARIX_DIRECTION_LOCKWORDS) {
        f->first = -s->reach;
        f->second = s->count;
    } else {
        f->leads = s->is_significant;
        f->first = s->is_significant ? known(sign * s->log_ratio) : known(sign * s->ll);
        f->second = s->is_significant ? known(sign * s->ll) : 0;
    }
}

static double *count_key_texts(const tarix_comparison *c, tarix_arena *arena)
{
    const tarix_measure_list list = {
        (const tarix_measure *[]){tarix_measures_find(TARIX_STR("key_texts"))}, 1};
    double *n = TARIX_ARRAY(arena, double, c->n_terms + 1);
    tarix_textscores_put(c->texts, &list, c->terms, c->n_terms, 1, n);
    return n;
}

size_t tarix_findings_sift(const tarix_comparison *c, const tarix_vocab *values,
    const tarix_filter *filter, tarix_arena *arena, tarix_finding *out, tarix_sifted *sifted)
{
    const double *key_texts = filter->needs_key_texts ? count_key_texts(c, arena) : NULL;
    const scores *pairs = score_pairs(c, arena, filter);
    *sifted = (tarix_sifted){0};
    for (size_t i = 0; i < c->n_terms; i++) {
        scores s = pairs[c->pair[i]];
        s.is_significant = c->log10_q[i] <= filter->log10_alpha;
        if (key_texts) s.key_texts = key_texts[i];
        if (!passes(&s, filter, sifted)) continue;
        tarix_finding *f = &out[sifted->n_left++];
        *f = (tarix_finding){.comparison = c, .term = i};
        rank(&s, filter, f);
        f->text = tarix_vocab_str(values, c->terms[i]);
        f->key = tarix_collate_key(f->text);
    }
    return sifted->n_left;
}

/* ---- order ---- */

static int compare(const void *a, const void *b)
{
    const tarix_finding *p = a, *q = b;
    if (p->leads != q->leads) return p->leads ? -1 : 1;
    if (p->first != q->first) return p->first > q->first ? -1 : 1;
    if (p->second != q->second) return p->second > q->second ? -1 : 1;
    int order = tarix_collate_compare_keys(p->key, q->key);
    if (!order && p->text.data != q->text.data) order = tarix_collate(p->text, q->text);
    return order ? order : (p->comparison > q->comparison) - (p->comparison < q->comparison);
}

void tarix_findings_sort(tarix_finding *findings, size_t n)
{
    if (n) qsort(findings, n, sizeof *findings, compare);
}
