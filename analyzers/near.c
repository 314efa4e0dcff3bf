#include "analyzers/near.h"

#include "analyzers/rank.h"
#include "base/pool.h"
#include "base/simd.h"
#include "corpus/glance.h"
#include "corpus/index_checks.h"

#include <stdatomic.h>

enum { stretches_a_thread = 4, most_shares = 4 };

/* A range of forms, and how often values come with them. */
typedef struct share {
    tarix_id first, end;
    uint32_t *count;             /* by value */
    uint64_t n_total, n_counted; /* places; those of values */
} share;

/* Nodes of a range, and what stands near them. */
typedef struct stretch {
    size_t first, end;            /* nodes */
    size_t covered;               /* the token that windows reach to */
    size_t unit, document;        /* of the node before */
    size_t first_document;        /* that it ends, when it does */
    size_t at, n;                 /* its places among all */
    size_t first_start, n_starts; /* units that begin, as places of its own */
    tarix_glance glance;
} stretch;

typedef struct nearing {
    tarix_job *job;
    tarix_arena *scratch;
    const tarix_scope *scope;
    const tarix_near *near;
    const tarix_corpus *corpus;
    tarix_places *places;
    share shares[most_shares];
    size_t n_shares;
    const tarix_id *value_of_form;
    tarix_id *map;        /* forms to values, TARIX_PLACE_UNLISTED or TARIX_PLACE_NONE */
    uint64_t *holds;      /* a bit a form: whether it is not TARIX_PLACE_NONE */
    bool *is_node_form;   /* by form */
    bool *is_node;        /* by value */
    uint64_t *count;      /* by value */
    uint32_t *rank;       /* by value; until there are ranks, a value that occurs is its own */
    const size_t *starts; /* of units */
    size_t n_starts;
    const uint32_t *nodes; /* their tokens */
    size_t n_nodes;
    _Atomic unsigned char *is_near; /* by value */
    uint32_t *unit;                 /* places at which units begin, by stretch */
    stretch *stretches;
    size_t n_stretches;
} nearing;

/* ---- forms and values ---- */

static void take_forms(const nearing *n, share *s, tarix_id first, tarix_id end)
{
    tarix_places_map(n->job, n->scope, n->places->forms, n->value_of_form, first, end, n->map);
    for (tarix_id f = first; f < end; f++) {
        const tarix_id value = n->map[f];
        const uint64_t count = tarix_index_count(n->corpus->index, f);
        if (value == TARIX_PLACE_NONE) continue;
        n->holds[f / 64] |= UINT64_C(1) << f % 64;
        s->n_total += count;
        if (value == TARIX_PLACE_UNLISTED) continue;
        s->n_counted += count;
        s->count[value] += (uint32_t)count;
    }
}

static void take_share(void *context, size_t task)
{
    enum { batch = 2048 }; /* whose values a cache holds until they are counted */
    nearing *n = context;
    share *s = &n->shares[task];
    for (tarix_id f = s->first; f < s->end; f += batch)
        take_forms(n, s, f, s->end - f < batch ? s->end : f + batch);
}

static void cut_shares(nearing *n)
{
    const size_t n_words = tarix_vocab_size(n->places->forms) / 64 + 1; /* of `holds` */
    const size_t n_values = tarix_vocab_size(n->places->terms.values);
    const size_t n_threads = n->job->pass.n_threads;
    n->n_shares = n_threads < 1 ? 1 : n_threads < most_shares ? n_threads : most_shares;
    for (size_t i = 0; i < n->n_shares; i++)
        n->shares[i] = (share){.first = (tarix_id)(64 * (n_words * i / n->n_shares)),
            .end = (tarix_id)(64 * (n_words * (i + 1) / n->n_shares)),
            .count = TARIX_ARRAY(n->scratch, uint32_t, n_values + 1)};
    n->shares[n->n_shares - 1].end = (tarix_id)tarix_vocab_size(n->places->forms);
}

static void count_values(nearing *n)
{
    tarix_places *p = n->places;
    const uint64_t least = n->scope->min_count ? n->scope->min_count : 1;
    const size_t n_values = tarix_vocab_size(p->terms.values);
    n->count = TARIX_ARRAY(n->scratch, uint64_t, n_values + 1);
    n->rank = TARIX_ARRAY(n->job->arena, uint32_t, n_values + 1);
    for (tarix_id v = 0; v < n_values; v++) {
        uint64_t count = 0;
        for (size_t i = 0; i < n->n_shares; i++) count += n->shares[i].count[v];
        n->count[v] = count;
        n->rank[v] = count ? v : TARIX_NO_ID;
        p->n_occurring += count > 0;
        p->n_frequent += count >= least;
    }
    for (size_t i = 0; i < n->n_shares; i++) p->n_total += n->shares[i].n_total;
}

static void map_forms(nearing *n)
{
    const size_t n_forms = tarix_vocab_size(n->places->forms);
    n->map = TARIX_ARRAY(n->scratch, tarix_id, n_forms + 1);
    n->holds = TARIX_ARRAY(n->scratch, uint64_t, n_forms / 64 + 1);
    cut_shares(n);
    tarix_pool_run(n->job->pass.n_threads, n->n_shares, take_share, n);
    count_values(n);
}

/* ---- nodes ---- */

static void mark_nodes(void *context, size_t task)
{
    const nearing *n = context;
    const share *s = &n->shares[task];
    for (tarix_id f = s->first; f < s->end; f++)
        n->is_node_form[f] = n->map[f] < TARIX_PLACE_NONE && n->is_node[n->map[f]];
}

static tarix_status find_nodes(nearing *n, tarix_error *err)
{
    uint32_t *nodes = NULL;
    tarix_term_values terms = n->places->terms;
    terms.rank = n->rank;
    n->is_node = TARIX_ARRAY(n->scratch, bool, tarix_vocab_size(terms.values) + 1);
    n->is_node_form = TARIX_ARRAY(n->scratch, bool, tarix_vocab_size(n->places->forms) + 1);
    for (size_t i = 0; i < n->near->n_typed; i++) {
        tarix_str rest = n->near->typed[i], text;
        while (tarix_term_split(&rest, &text)) {
            tarix_term term;
            TARIX_TRY(tarix_term_find(n->scratch, &terms, text, &term, err));
            for (size_t j = 0; j < term.n; j++) n->is_node[term.ranks[j]] = true;
        }
    }
    tarix_pool_run(n->job->pass.n_threads, n->n_shares, mark_nodes, n);
    TARIX_TRY(tarix_corpus_find(n->corpus, n->scratch, n->is_node_form, &nodes, &n->n_nodes, err));
    n->nodes = nodes;
    return TARIX_OK;
}

/* ---- windows ---- */

static inline bool holds_place(const nearing *n, tarix_glance *glance, size_t token)
{
    const tarix_id form = tarix_glance_form(glance, token);
    TARIX_PREFETCH(&n->map[form]); /* for take_near() */
    return n->holds[form / 64] >> form % 64 & 1;
}

/* Tokens from begin to before end become places, with values for ranks. */
static void take_near(const nearing *n, stretch *s, size_t begin, size_t end)
{
    const tarix_places *p = n->places;
    for (size_t i = begin; i < end; i++) {
        const tarix_id form = tarix_glance_form(&s->glance, i), value = n->map[form];
        if (value == TARIX_PLACE_NONE) continue;
        if (value != TARIX_PLACE_UNLISTED)
            atomic_store_explicit(&n->is_near[value], 1, memory_order_relaxed);
        if (p->form) p->form[s->at + s->n] = form;
        p->rank_at[s->at + s->n++] = value;
    }
}

/* How far the places that are wanted on one side of a token reach: to a token of its unit. */
static size_t reach(
    const nearing *n, tarix_glance *glance, size_t token, size_t border, unsigned places)
{
    size_t at = token;
    if (border <= token)
        while (at > border && places) places -= holds_place(n, glance, --at);
    else
        for (at++; at < border && places; at++) places -= holds_place(n, glance, at);
    return at;
}

/* The tokens of a unit in its document. */
static void find_unit(const nearing *n, size_t unit, size_t document, size_t *first, size_t *last)
{
    const size_t *documents = n->corpus->document_start;
    *first = n->starts[unit];
    *last = n->starts[unit + 1];
    if (*first < documents[document]) *first = documents[document];
    if (*last > documents[document + 1]) *last = documents[document + 1];
}

/* The tokens near a node that are near none before it. Where they do not touch the last, or their
 * unit begins there, a unit is marked: no window reaches farther. */
static void take_window(const nearing *n, stretch *s, size_t node)
{
    const size_t *documents = n->corpus->document_start, at = n->nodes[node];
    size_t first, last;
    s->unit = tarix_starts_find(n->starts, s->unit, n->n_starts, at);
    while (documents[s->document + 1] <= at)
        n->places->document_end[s->document++] = (uint32_t)s->n;
    find_unit(n, s->unit, s->document, &first, &last);
    const size_t near = reach(n, &s->glance, at, first, n->near->left);
    const size_t end = reach(n, &s->glance, at, last, n->near->right);
    const size_t begin = near < s->covered ? s->covered : near;
    if (begin >= end) return;
    if (node == 0 || begin > s->covered || begin == first)
        n->unit[s->first_start + s->n_starts++] = (uint32_t)s->n;
    s->covered = end;
    take_near(n, s, begin, end);
}

static void take_windows(void *context, size_t task)
{
    const nearing *n = context;
    stretch *s = &n->stretches[task];
    for (size_t node = s->first; node < s->end; node++) take_window(n, s, node);
}

/* Where the windows before a node reach to. */
static size_t covered_before(const nearing *n, tarix_glance *glance, size_t node)
{
    size_t first, last;
    if (node == 0) return 0;
    const size_t at = n->nodes[node - 1];
    find_unit(n, tarix_starts_find(n->starts, 0, n->n_starts, at),
        tarix_corpus_document(n->corpus, at), &first, &last);
    return reach(n, glance, at, last, n->near->right);
}

/* Each has room for all that its windows can hold: no more than they are wide, and no more than
 * there are tokens from one to the next. */
static void cut_stretches(nearing *n)
{
    const size_t n_threads = n->job->pass.n_threads;
    const size_t width = n->near->left + n->near->right + 1;
    n->n_stretches = n_threads > 1 ? stretches_a_thread * n_threads : 1;
    n->stretches = TARIX_ARRAY(n->scratch, stretch, n->n_stretches);
    n->unit = TARIX_ARRAY(n->scratch, uint32_t, n->n_nodes + 1);
    for (size_t i = 0; i < n->n_stretches; i++) {
        stretch *s = &n->stretches[i];
        const size_t first = n->n_nodes * i / n->n_stretches;
        s->first = s->first_start = first;
        s->end = n->n_nodes * (i + 1) / n->n_stretches;
        s->glance.index = n->corpus->index;
        s->covered = covered_before(n, &s->glance, first);
        s->at = first * width < s->covered ? first * width : s->covered;
        s->document = first ? tarix_corpus_document(n->corpus, n->nodes[first - 1]) : 0;
        s->first_document = s->document;
    }
}

/* Stretches one behind the other. */
static void join_stretches(nearing *n)
{
    tarix_places *p = n->places;
    for (size_t i = 0; i < n->n_stretches; i++) {
        const stretch *s = &n->stretches[i];
        const size_t before = p->n;
        memmove(p->rank_at + before, p->rank_at + s->at, s->n * sizeof *p->rank_at);
        if (p->form) memmove(p->form + before, p->form + s->at, s->n * sizeof *p->form);
        for (size_t d = s->first_document; d < s->document; d++)
            p->document_end[d] += (uint32_t)before;
        for (size_t u = 0; u < s->n_starts; u++) {
            p->n = before + n->unit[s->first_start + u];
            tarix_places_mark_start(p);
        }
        p->n = before + s->n;
    }
    const size_t document = n->n_stretches ? n->stretches[n->n_stretches - 1].document : 0;
    for (size_t d = document; d < p->n_documents; d++) p->document_end[d] = (uint32_t)p->n;
    tarix_places_mark_start(p);
}

static tarix_status check_stretches(const nearing *n, tarix_error *err)
{
    for (size_t i = 0; i < n->n_stretches; i++) {
        const tarix_error *fault = &n->stretches[i].glance.fault;
        if (fault->status != TARIX_OK)
            return tarix_error_set(err, fault->status, "%s", fault->message);
    }
    return TARIX_OK;
}

static void make_room(nearing *n)
{
    tarix_places *p = n->places;
    const tarix_corpus *c = n->corpus;
    tarix_arena *arena = n->job->arena;
    const size_t most = n->n_nodes * (n->near->left + n->near->right + 1);
    const size_t room = most < c->n_tokens ? most : c->n_tokens;
    p->rank_at = TARIX_ARRAY(arena, uint32_t, room + 1);
    if (n->scope->forms) p->form = TARIX_ARRAY(arena, tarix_id, room + 1);
    p->starts = TARIX_ARRAY(arena, uint64_t, room / 64 + 4);
    p->document_end = TARIX_ARRAY(arena, uint32_t, c->n_documents + 1);
    p->n_documents = c->n_documents;
    p->n_sentences = c->n_sentences;
    n->is_near = tarix_arena_alloc(n->scratch, tarix_vocab_size(p->terms.values) + 1, 1);
}

/* ---- ranks ---- */

/* Values at hand are numbered as all would be, one behind the other. */
static void rank_values(nearing *n)
{
    enum { ahead = 16 };
    tarix_places *p = n->places;
    tarix_arena *arena = n->job->arena;
    const size_t n_values = tarix_vocab_size(p->terms.values);
    uint32_t *rank = n->rank;
    uint64_t *count = NULL;
    p->value = TARIX_ARRAY(arena, tarix_id, (p->n < n_values ? p->n : n_values) + 1);
    for (tarix_id v = 0; v < n_values; v++) {
        rank[v] = TARIX_NO_ID;
        if (n->is_near[v]) p->value[p->n_ranks++] = v;
    }
    tarix_rank(arena, p->value, p->n_ranks, n->count, p->terms.values, n->job->pass.n_threads);
    count = TARIX_ARRAY(arena, uint64_t, p->n_ranks + 1);
    p->first = TARIX_ARRAY(arena, uint32_t, p->n_ranks + 2);
    for (uint32_t r = 0; r < p->n_ranks; r++) {
        rank[p->value[r]] = r;
        count[r] = n->count[p->value[r]];
    }
    for (size_t i = 0; i < p->n; i++) {
        if (i + ahead < p->n && p->rank_at[i + ahead] != TARIX_PLACE_UNLISTED)
            TARIX_PREFETCH(&rank[p->rank_at[i + ahead]]);
        p->rank_at[i] =
            p->rank_at[i] == TARIX_PLACE_UNLISTED ? (uint32_t)p->n_ranks : rank[p->rank_at[i]];
        if (p->rank_at[i] < p->n_ranks) p->first[p->rank_at[i] + 1]++;
    }
    for (size_t r = 0; r < p->n_ranks; r++) p->first[r + 1] += p->first[r];
    p->terms.rank = rank;
    p->count = count;
    p->n_listed = p->n_ranks;
}

/* Texts of forms are read where they make values, are looked up or are shown. */
static tarix_status find_values(nearing *n, tarix_error *err)
{
    const tarix_index *x = n->corpus->index;
    const size_t n_threads = n->job->pass.n_threads;
    if (n->scope->selection.stopwords || n->scope->forms ||
        !tarix_index_find_layer(x, n->scope->layer->name, n_threads))
        TARIX_TRY(tarix_index_check(x, TARIX_INDEX_FORMS, n_threads, err));
    n->value_of_form = tarix_layer_fill(n->places->terms.layer, n_threads);
    return TARIX_OK;
}

static tarix_status build(nearing *n, tarix_error *err)
{
    TARIX_TRY(find_values(n, err));
    map_forms(n);
    TARIX_TRY(find_nodes(n, err));
    make_room(n);
    cut_stretches(n);
    tarix_pool_run(n->job->pass.n_threads, n->n_stretches, take_windows, n);
    TARIX_TRY(check_stretches(n, err));
    join_stretches(n);
    rank_values(n);
    return TARIX_OK;
}

tarix_status tarix_near_read(tarix_job *job, tarix_used *used, const tarix_scope *scope,
    bool by_document, const tarix_near *near, tarix_places **out, tarix_error *err)
{
    tarix_corpus *c = NULL;
    tarix_places *p = NULL;
    *out = NULL;
    if (!tarix_index_whole(used->collection)) return TARIX_OK;
    TARIX_TRY(tarix_places_begin(job, used, scope, TARIX_CORPUS_NONE, &p, &c, err));
    nearing n = {.job = job,
        .scratch = tarix_arena_new(tarix_arena_guard(job->arena)),
        .scope = scope,
        .near = near,
        .corpus = c,
        .places = p,
        .starts = by_document ? c->document_start : c->sentence_start,
        .n_starts = by_document ? c->n_documents : c->n_sentences};
    TARIX_TRY(build(&n, err));
    uint64_t n_counted = 0;
    for (size_t i = 0; i < n.n_shares; i++) n_counted += n.shares[i].n_counted;
    tarix_places_note_use(used, c, scope, p->n_total, n_counted);
    tarix_arena_free(n.scratch);
    *out = p;
    return TARIX_OK;
}
