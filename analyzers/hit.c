#include "analyzers/hit.h"

#include "analyzers/draw.h"
#include "base/collate.h"

#include <stdlib.h>

/* Algorithm S of Knuth (1997, 3.4.2). */
void tarix_hits_draw(tarix_hits *hits, size_t first, uint64_t wanted, uint64_t seed,
    uint64_t purpose, uint64_t number)
{
    size_t kept = 0;
    if (wanted == 0 || wanted >= hits->n - first) return;
    tarix_draw draw = tarix_draw_begin(seed, purpose, number);
    for (size_t i = first; i < hits->n && kept < wanted; i++)
        if (tarix_draw_below(&draw, (uint32_t)(hits->n - i)) < wanted - kept)
            hits->list[first + kept++] = hits->list[i];
    hits->n = first + kept;
}

/* ---- order ---- */

/* The token that is `distance` places to the left (negative) or right of a hit, or SIZE_MAX. */
static size_t token_beside(const tarix_corpus *c, const tarix_hit *h, int distance)
{
    const size_t document = tarix_corpus_document(c, h->begin);
    size_t i = distance < 0 ? h->begin : h->end - 1;
    while (distance != 0) {
        if (i == (distance < 0 ? c->document_start[document] : c->document_start[document + 1] - 1))
            return SIZE_MAX;
        i += distance < 0 ? -1 : 1;
        if (tarix_corpus_holds_place(c, i)) distance += distance < 0 ? 1 : -1;
    }
    return i;
}

static tarix_str key_of(
    tarix_arena *arena, const tarix_corpus *c, tarix_layer *folds, const tarix_hit *h, int distance)
{
    const tarix_vocab *values = tarix_layer_values(folds);
    const tarix_id *fold = tarix_layer_map(folds);
    if (distance != 0) {
        const size_t token = token_beside(c, h, distance);
        return token == SIZE_MAX ? TARIX_STR("")
                                 : tarix_vocab_str(values, fold[tarix_corpus_form(c, token)]);
    }
    tarix_str whole = tarix_vocab_str(values, fold[tarix_corpus_form(c, h->begin)]);
    for (size_t i = h->begin + 1; i < h->end; i++) {
        const tarix_str next = tarix_vocab_str(values, fold[tarix_corpus_form(c, i)]);
        whole = tarix_arena_format(arena, "%.*s %.*s", TARIX_ARG(whole), TARIX_ARG(next));
    }
    return whole;
}

static int by_keys(const void *a, const void *b)
{
    const tarix_hit *p = a, *q = b;
    int order = (p->row > q->row) - (p->row < q->row);
    for (size_t i = 0; p->keys && p->keys[i].data && !order; i++)
        order = tarix_collate(p->keys[i], q->keys[i]);
    if (order) return order;
    if (p->begin != q->begin) return p->begin < q->begin ? -1 : 1;
    return (p->distance > q->distance) - (p->distance < q->distance);
}

void tarix_hits_sort(tarix_arena *arena, tarix_hits *hits, const tarix_corpus *corpus,
    tarix_layer *folds, const int *keys, size_t n_keys)
{
    for (size_t i = 0; i < hits->n; i++) {
        tarix_str *list = TARIX_ARRAY(arena, tarix_str, n_keys + 1);
        for (size_t j = 0; j < n_keys; j++)
            list[j] = key_of(arena, corpus, folds, &hits->list[i], keys[j]);
        hits->list[i].keys = list;
    }
    if (hits->n) qsort(hits->list, hits->n, sizeof *hits->list, by_keys);
}
