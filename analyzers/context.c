#include "analyzers/context.h"

#include <stdlib.h>

/* Where a term stands, ascending. */
typedef struct spots {
    const uint32_t *at; /* tokens */
    size_t n;
} spots;

typedef struct finder {
    tarix_context *c;
    tarix_hits *hits;
    tarix_term *terms, *collocates; /* of each row */
    uint32_t *place;                /* by token: of those before it, how many hold a place */
    uint32_t *first, *at; /* by value: its tokens are at[first[v]] … at[first[v + 1] - 1] */
    bool *is_wanted;      /* by value */
    tarix_arena *scratch; /* of the row at hand */
    uint32_t row;
} finder;

/* ---- what is looked for ---- */

static tarix_status find_terms(finder *f, tarix_error *err)
{
    const tarix_context *c = f->c;
    const tarix_rowlist *rows = c->rows;
    f->terms = TARIX_ARRAY(c->arena, tarix_term, rows->n);
    f->collocates = TARIX_ARRAY(c->arena, tarix_term, rows->n);
    f->is_wanted = TARIX_ARRAY(c->arena, bool, tarix_vocab_size(c->terms->values) + 1);
    for (size_t i = 0; i < rows->n; i++) {
        const tarix_rowlist_row *row = &rows->rows[i];
        if (i && tarix_str_equal(row->term, row[-1].term))
            f->terms[i] = f->terms[i - 1];
        else
            TARIX_TRY(tarix_term_find(c->arena, c->terms, row->term, &f->terms[i], err));
        if (rows->has_collocates)
            TARIX_TRY(tarix_term_find(c->arena, c->terms, row->collocate, &f->collocates[i], err));
        for (size_t k = 0; k < f->terms[i].n; k++) f->is_wanted[f->terms[i].ranks[k]] = true;
        for (size_t k = 0; k < f->collocates[i].n; k++)
            f->is_wanted[f->collocates[i].ranks[k]] = true;
    }
    return TARIX_OK;
}

/* Where all that is looked for stands. */
static void index_tokens(finder *f)
{
    const tarix_corpus *c = f->c->corpus;
    const tarix_id *value_of_form = f->c->value_of_form;
    const size_t n_values = tarix_vocab_size(f->c->terms->values);
    uint32_t n_places = 0;
    f->first = TARIX_ARRAY(f->c->arena, uint32_t, n_values + 2);
    f->place = TARIX_ARRAY(f->c->arena, uint32_t, c->n_tokens + 1);
    for (size_t i = 0; i < c->n_tokens; i++) {
        const tarix_id value = value_of_form[c->form[i]];
        f->place[i] = n_places;
        n_places += tarix_corpus_holds_place(c, i);
        if (value != TARIX_NO_ID && f->is_wanted[value]) f->first[value + 2]++;
    }
    for (size_t v = 0; v < n_values; v++) f->first[v + 2] += f->first[v + 1];
    f->at = TARIX_ARRAY(f->c->arena, uint32_t, f->first[n_values + 1] + 1);
    for (size_t i = 0; i < c->n_tokens; i++) {
        const tarix_id value = value_of_form[c->form[i]];
        if (value != TARIX_NO_ID && f->is_wanted[value]) f->at[f->first[value + 1]++] = (uint32_t)i;
    }
}

static int ascending(const void *a, const void *b)
{
    const uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return (p > q) - (p < q);
}

static spots spots_of(const finder *f, const tarix_term *term)
{
    spots s = {0};
    for (size_t i = 0; i < term->n; i++)
        s.n += f->first[term->ranks[i] + 1] - f->first[term->ranks[i]];
    if (term->n == 1) {
        s.at = f->at + f->first[*term->ranks];
        return s;
    }
    uint32_t *at = TARIX_ARRAY(f->scratch, uint32_t, s.n);
    size_t n = 0;
    for (size_t i = 0; i < term->n; i++)
        for (uint32_t k = f->first[term->ranks[i]]; k < f->first[term->ranks[i] + 1]; k++)
            at[n++] = f->at[k];
    if (n) qsort(at, n, sizeof *at, ascending);
    s.at = at;
    return s;
}

/* The first of them that has so many places before it. */
static size_t find_spot(const finder *f, const spots *s, uint32_t place)
{
    size_t low = 0, high = s->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (f->place[s->at[middle]] < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_value(const tarix_term *term, uint32_t value)
{
    for (size_t i = 0; i < term->n; i++)
        if (term->ranks[i] == value) return true;
    return false;
}

/* ---- hits ---- */

static void add_hit(finder *f, uint32_t node, uint32_t collocate)
{
    tarix_hits_add(f->c->arena, f->hits,
        (tarix_hit){.begin = node,
            .end = node + 1,
            .row = f->row,
            .distance = (int32_t)(f->place[collocate] - f->place[node])});
}

/* The tokens that a window about a token may not leave. */
static void find_unit(const finder *f, size_t token, size_t *begin, size_t *end)
{
    const tarix_corpus *c = f->c->corpus;
    const size_t *starts = f->c->rules.within_document ? c->document_start : c->sentence_start;
    const size_t unit = f->c->rules.within_document ? tarix_corpus_document(c, token)
                                                    : tarix_corpus_sentence(c, token);
    *begin = starts[unit];
    *end = starts[unit + 1];
}

/* The nodes whose windows have the collocate: the nearest, or all of them. */
static void add_windows(finder *f, const spots *nodes, uint32_t collocate)
{
    const tarix_context_rules *rules = &f->c->rules;
    const uint32_t place = f->place[collocate];
    size_t begin, end, best = SIZE_MAX;
    uint32_t nearest = UINT32_MAX;
    find_unit(f, collocate, &begin, &end);
    size_t i = find_spot(f, nodes, place > rules->right ? place - rules->right : 0);
    for (; i < nodes->n && f->place[nodes->at[i]] <= place + rules->left; i++) {
        const uint32_t other = f->place[nodes->at[i]];
        const uint32_t distance = other < place ? place - other : other - place;
        if (nodes->at[i] < begin || nodes->at[i] >= end) continue;
        if (rules->every) add_hit(f, nodes->at[i], collocate);
        if (distance < nearest) best = i;
        if (distance < nearest) nearest = distance;
    }
    if (best != SIZE_MAX && !rules->every) add_hit(f, nodes->at[best], collocate);
}

/* Once for a sentence. Returns its end. */
static size_t add_sentence(finder *f, const spots *nodes, uint32_t collocate)
{
    size_t begin, end;
    find_unit(f, collocate, &begin, &end);
    size_t i = find_spot(f, nodes, f->place[begin]);
    while (i < nodes->n && nodes->at[i] < begin) i++;
    if (i < nodes->n && nodes->at[i] < end) add_hit(f, nodes->at[i], collocate);
    return end;
}

static void add_pair(finder *f, const tarix_term *term, const tarix_term *collocate)
{
    const spots nodes = spots_of(f, term), others = spots_of(f, collocate);
    size_t done = 0;
    if (has_value(term, *collocate->ranks)) return; /* a node is no collocate of itself */
    for (size_t i = 0; i < others.n; i++) {
        if (!f->c->rules.by_sentence)
            add_windows(f, &nodes, others.at[i]);
        else if (others.at[i] >= done)
            done = add_sentence(f, &nodes, others.at[i]);
    }
}

static void add_term(finder *f, const tarix_term *term)
{
    const spots nodes = spots_of(f, term);
    for (size_t i = 0; i < nodes.n; i++) add_hit(f, nodes.at[i], nodes.at[i]);
}

static void add_row(finder *f)
{
    const tarix_rowlist *rows = f->c->rows;
    const tarix_term *term = &f->terms[f->row], *collocate = &f->collocates[f->row];
    const size_t before = f->hits->n;
    enum { rows_of_a_table = 2 }; /* the purpose */
    if (term->n == 0 || (rows->has_collocates && collocate->n == 0))
        f->c->n_missing++;
    else if (rows->has_collocates)
        add_pair(f, term, collocate);
    else
        add_term(f, term);
    const uint64_t count = rows->rows[f->row].count;
    f->c->n_other += count != TARIX_NO_COUNT && count != f->hits->n - before;
    tarix_hits_draw(
        f->hits, before, f->c->rules.per_row, f->c->rules.seed, rows_of_a_table, f->row);
}

tarix_status tarix_context_find(tarix_context *context, tarix_hits *hits, tarix_error *err)
{
    finder f = {.c = context, .hits = hits};
    TARIX_TRY(find_terms(&f, err));
    index_tokens(&f);
    f.scratch = tarix_arena_new(tarix_arena_guard(context->arena));
    for (f.row = 0; f.row < context->rows->n; f.row++) {
        const tarix_mark mark = tarix_arena_mark(f.scratch);
        add_row(&f);
        tarix_arena_restore(f.scratch, mark);
    }
    tarix_arena_free(f.scratch);
    return TARIX_OK;
}
