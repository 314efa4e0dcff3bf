#include "analyzers/distances.h"

#include "analyzers/draw.h"
#include "analyzers/profiles.h"

#include <math.h>
#include <stdlib.h>

enum { least_texts = 5 };

/* ---- the words ---- */

typedef struct ranked {
    uint64_t count;
    tarix_id term;
} ranked;

static int by_count(const void *a, const void *b)
{
    const ranked *p = a, *q = b;
    if (p->count != q->count) return p->count > q->count ? -1 : 1;
    return (p->term > q->term) - (p->term < q->term);
}

static void choose_words(tarix_distances *c, tarix_arena *arena)
{
    const tarix_corpora *corpora = c->corpora;
    c->word = TARIX_ARRAY(arena, tarix_id, corpora->n_terms + 1);
    c->place = TARIX_ARRAY(arena, uint32_t, corpora->n_terms + 1);
    const tarix_mark mark = tarix_arena_mark(arena);
    ranked *list = TARIX_ARRAY(arena, ranked, corpora->n_terms + 1);
    size_t n = 0;
    for (tarix_id t = 0; t < corpora->n_terms; t++) list[t].term = t;
    for (size_t i = 0; i < corpora->n; i++) {
        const tarix_bag *bag = &corpora->corpus[i].all;
        for (size_t k = 0; k < bag->n; k++) list[bag->term[k]].count += bag->count[k];
    }
    qsort(list, corpora->n_terms, sizeof *list, by_count);
    while (n < corpora->n_terms && list[n].count > 0 && (c->most == 0 || n < c->most)) n++;
    c->n_words = n;
    for (size_t i = 0; i < n; i++) {
        c->word[i] = list[i].term;
        c->place[list[i].term] = (uint32_t)i + 1;
    }
    tarix_arena_restore(arena, mark);
}

/* The texts by which words are standardised, one after the other; NULL behind the last. */
typedef struct walk {
    const tarix_corpora *corpora;
    bool pieces;
    size_t corpus, text;
} walk;

static const tarix_bag *next_text(walk *w)
{
    for (; w->corpus < w->corpora->n; w->corpus++, w->text = 0) {
        const tarix_subcorpus *s = &w->corpora->corpus[w->corpus];
        const tarix_bag *bags = w->pieces ? s->pieces : s->texts;
        while (w->text < (w->pieces ? s->n_pieces : s->n_texts))
            if (bags[w->text++].total) return &bags[w->text - 1];
    }
    return NULL;
}

static double share_of(const tarix_bag *bag, size_t i)
{
    return (double)bag->count[i] / (double)bag->total;
}

/* Means are taken from the first text's share on, so that a word of which all texts have the same
 * share does not vary by a rounding. Texts without a word are not walked through: each adds the
 * same.
 */
static void standardise(tarix_distances *c, tarix_arena *arena)
{
    size_t n_documents = 0;
    for (size_t i = 0; i < c->corpora->n; i++) n_documents += c->corpora->corpus[i].n_texts;
    const walk begin = {c->corpora, n_documents < least_texts, 0, 0};
    double *base = TARIX_ARRAY(arena, double, c->n_words + 1);
    double *has = TARIX_ARRAY(arena, double, c->n_words + 1);
    const tarix_bag *bag;
    c->mean = TARIX_ARRAY(arena, double, c->n_words + 1);
    c->deviation = TARIX_ARRAY(arena, double, c->n_words + 1);
    for (walk w = begin; (bag = next_text(&w)); c->n_texts++)
        for (size_t i = 0; i < bag->n; i++) {
            if (!c->place[bag->term[i]]) continue;
            const size_t word = c->place[bag->term[i]] - 1;
            if (c->n_texts == 0) base[word] = share_of(bag, i);
            c->mean[word] += share_of(bag, i) - base[word];
            has[word]++;
        }
    const double n = (double)c->n_texts;
    for (size_t word = 0; word < c->n_words; word++)
        c->mean[word] = base[word] + (c->mean[word] - (n - has[word]) * base[word]) / n;
    for (walk w = begin; (bag = next_text(&w));)
        for (size_t i = 0; i < bag->n; i++) {
            if (!c->place[bag->term[i]]) continue;
            const size_t word = c->place[bag->term[i]] - 1;
            const double apart = share_of(bag, i) - c->mean[word];
            c->deviation[word] += apart * apart;
        }
    for (size_t word = 0; word < c->n_words; word++) {
        const double absent = (n - has[word]) * c->mean[word] * c->mean[word];
        c->deviation[word] = n > 1 ? sqrt((c->deviation[word] + absent) / (n - 1)) : 0;
    }
}

tarix_distances *tarix_distances_new(tarix_arena *arena, const tarix_corpora *corpora,
    const tarix_measure_list *measures, size_t most)
{
    tarix_distances *c = TARIX_NEW(arena, tarix_distances);
    *c = (tarix_distances){.corpora = corpora, .measures = measures, .most = most};
    choose_words(c, arena);
    standardise(c, arena);
    return c;
}

double *tarix_distances_z(const tarix_distances *c, tarix_arena *arena, const tarix_bag *bag)
{
    double *z = TARIX_ARRAY(arena, double, c->n_words + 1);
    for (size_t i = 0; i < bag->n; i++)
        if (c->place[bag->term[i]]) z[c->place[bag->term[i]] - 1] = share_of(bag, i);
    for (size_t word = 0; word < c->n_words; word++)
        z[word] = c->deviation[word] > 0 ? (z[word] - c->mean[word]) / c->deviation[word] : 0;
    return z;
}

/* ---- two bags ---- */

/* The counts of all terms that are in either. */
static tarix_shared join(
    const tarix_bag *a, const tarix_bag *b, uint64_t *f, uint64_t *g, size_t *n)
{
    tarix_shared shared = {0};
    size_t i = 0, j = 0;
    for (*n = 0; i < a->n || j < b->n; ++*n) {
        const bool in_a = j == b->n || (i < a->n && a->term[i] <= b->term[j]);
        const bool in_b = i == a->n || (j < b->n && b->term[j] <= a->term[i]);
        shared.both += in_a && in_b;
        shared.first_only += in_a && !in_b;
        shared.second_only += in_b && !in_a;
        f[*n] = in_a ? a->count[i++] : 0;
        g[*n] = in_b ? b->count[j++] : 0;
    }
    return shared;
}

tarix_shared tarix_distances_measure(const tarix_distances *c, tarix_arena *arena,
    const tarix_bag *a, const tarix_bag *b, const double *z_a, const double *z_b, double *scores)
{
    const tarix_mark mark = tarix_arena_mark(arena);
    uint64_t *f = TARIX_ARRAY(arena, uint64_t, a->n + b->n + 1);
    uint64_t *g = TARIX_ARRAY(arena, uint64_t, a->n + b->n + 1);
    size_t n = 0;
    const tarix_shared shared = join(a, b, f, g, &n);
    tarix_profiles *p = tarix_profiles_new(arena, f, g, n, c->most);
    if (c->n_texts > 1 && a->total && b->total) {
        p->n_z = c->n_words;
        p->z_f = z_a ? z_a : tarix_distances_z(c, arena, a);
        p->z_g = z_b ? z_b : tarix_distances_z(c, arena, b);
    }
    for (size_t m = 0; m < c->measures->n; m++) scores[m] = c->measures->rows[m]->of_profiles(p);
    tarix_arena_restore(arena, mark);
    return shared;
}

/* ---- random halves ---- */

enum { purpose_halves = 0x68616C66 };

/* Puts the first half of n in random order. */
static void shuffle(const tarix_bag **bags, size_t n, uint64_t seed, size_t replicate)
{
    tarix_draw draw = tarix_draw_begin(seed, purpose_halves, replicate);
    for (size_t i = 0; i < n / 2; i++) {
        const size_t other = i + tarix_draw_below(&draw, (uint32_t)(n - i));
        const tarix_bag *bag = bags[other];
        bags[other] = bags[i];
        bags[i] = bag;
    }
}

void tarix_distances_halves(const tarix_distances *c, tarix_arena *arena,
    const tarix_subcorpus *corpus, uint64_t seed, size_t n, double *means)
{
    const size_t n_pieces = corpus->n_pieces, half = n_pieces / 2;
    for (size_t m = 0; m < c->measures->n; m++) means[m] = n && half ? 0 : NAN;
    for (size_t r = 0; r < n && half; r++) {
        const tarix_mark mark = tarix_arena_mark(arena);
        const tarix_bag **bags = TARIX_ARRAY(arena, const tarix_bag *, n_pieces);
        double *scores = TARIX_ARRAY(arena, double, c->measures->n + 1);
        for (size_t i = 0; i < n_pieces; i++) bags[i] = &corpus->pieces[i];
        shuffle(bags, n_pieces, seed, r);
        const tarix_bag a = tarix_bag_sum(arena, bags, half, c->corpora->n_terms);
        const tarix_bag b = tarix_bag_sum(arena, bags + half, n_pieces - half, c->corpora->n_terms);
        tarix_distances_measure(c, arena, &a, &b, NULL, NULL, scores);
        for (size_t m = 0; m < c->measures->n; m++) means[m] += scores[m] / (double)n;
        tarix_arena_restore(arena, mark);
    }
}
