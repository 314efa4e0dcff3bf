#include "analyzers/places.h"

#include "analyzers/rank.h"
#include "base/pool.h"
#include "base/simd.h"
#include "corpus/corpus.h"
#include "corpus/index.h"

#include <stdatomic.h>

/* Of forms, beside ranks. */
static const tarix_id unlisted = TARIX_NO_ID, no_place = TARIX_NO_ID - 1;

/* Forms to values, to `unlisted` or to `no_place`. */
static tarix_id *map_forms(tarix_arena *scratch, const tarix_job *job, const tarix_scope *scope,
    const tarix_vocab *forms, const tarix_id *value_of_form)
{
    const size_t n = tarix_vocab_size(forms);
    tarix_id *map = TARIX_ARRAY(scratch, tarix_id, n + 1);
    for (tarix_id f = 0; f < n; f++)
        map[f] = !tarix_kind_holds_place(tarix_vocab_tag(forms, f) & 0xFF) ? no_place
                 : tarix_selection_has(&scope->selection, job->lexicons, forms, f)
                     ? value_of_form[f]
                     : unlisted;
    return map;
}

/* Counts values and numbers them. */
static void rank_values(const tarix_job *job, tarix_arena *scratch, tarix_places *p,
    const tarix_corpus *corpus, const tarix_id *map)
{
    tarix_arena *arena = job->arena;
    const size_t n = tarix_vocab_size(p->terms.values);
    uint64_t *count = TARIX_ARRAY(scratch, uint64_t, n + 1);
    for (size_t i = 0; i < corpus->n_tokens; i++) {
        const tarix_id value = map[corpus->form[i]];
        if (value < no_place) count[value]++;
    }
    uint32_t *rank = TARIX_ARRAY(arena, uint32_t, n + 1);
    p->terms.rank = rank;
    p->value = TARIX_ARRAY(arena, tarix_id, n + 1);
    for (tarix_id v = 0; v < n; v++) {
        rank[v] = TARIX_NO_ID;
        if (count[v]) p->value[p->n_ranks++] = v;
    }
    tarix_rank(arena, p->value, p->n_ranks, count, p->terms.values, job->pass.n_threads);
    p->first = TARIX_ARRAY(arena, uint32_t, p->n_ranks + 1);
    for (uint32_t r = 0; r < p->n_ranks; r++) {
        rank[p->value[r]] = r;
        p->first[r + 1] = p->first[r] + (uint32_t)count[p->value[r]];
    }
}

static void mark_start(tarix_places *p)
{
    const size_t bit = p->n + TARIX_PLACES_MARGIN;
    p->starts[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* Tokens of no sentence and document border become places, in the corpus's own array. */
static void take_tokens(
    tarix_places *p, const tarix_id *tokens, const tarix_id *rank_of_form, size_t begin, size_t end)
{
    size_t n = p->n;
    for (size_t i = begin; i < end; i++) {
        const tarix_id form = tokens[i], rank = rank_of_form[form];
        p->rank_at[n] = rank;
        if (p->form) p->form[n] = form;
        n += rank != no_place;
    }
    p->n = n;
}

static void find_places(tarix_arena *arena, tarix_places *p, tarix_corpus *corpus,
    const tarix_id *rank_of_form, bool by_document)
{
    size_t sentence = 0;
    /* What the corpus has made is never written ahead of what is read. */
    p->rank_at =
        corpus->own_form ? corpus->own_form : TARIX_ARRAY(arena, tarix_id, corpus->n_tokens + 1);
    p->starts = TARIX_ARRAY(arena, uint64_t, corpus->n_tokens / 64 + 4);
    p->n_sentences = corpus->n_sentences;
    p->n_documents = corpus->n_documents;
    p->document_end = TARIX_ARRAY(arena, uint32_t, corpus->n_documents + 1);
    for (size_t d = 0; d < corpus->n_documents; d++) {
        const size_t end = corpus->document_start[d + 1];
        mark_start(p);
        for (size_t begin = corpus->document_start[d]; begin < end;) {
            while (sentence < corpus->n_sentences && corpus->sentence_start[sentence] <= begin)
                sentence++;
            size_t stop = sentence < corpus->n_sentences ? corpus->sentence_start[sentence] : end;
            if (stop > end) stop = end;
            if (!by_document) mark_start(p);
            take_tokens(p, corpus->form, rank_of_form, begin, stop);
            begin = stop;
        }
        p->document_end[d] = (uint32_t)p->n;
    }
    mark_start(p);
}

static void build(tarix_job *job, tarix_arena *scratch, tarix_places *p, tarix_corpus *corpus,
    const tarix_scope *scope, bool by_document)
{
    const size_t n_forms = tarix_vocab_size(corpus->forms);
    tarix_id *map = map_forms(
        scratch, job, scope, corpus->forms, tarix_layer_fill(p->terms.layer, job->pass.n_threads));
    rank_values(job, scratch, p, corpus, map);
    for (size_t f = 0; f < n_forms; f++)
        if (map[f] < no_place)
            map[f] = p->terms.rank[map[f]];
        else if (map[f] == unlisted)
            map[f] = (tarix_id)p->n_ranks;
    if (scope->forms) p->form = TARIX_ARRAY(job->arena, tarix_id, corpus->n_tokens + 1);
    find_places(job->arena, p, corpus, map, by_document);
    p->n_listed = p->n_occurring = p->n_ranks;
    p->n_total = p->n;
}

static void note_use(tarix_used *used, const tarix_corpus *corpus, const tarix_scope *scope,
    uint64_t places, uint64_t n_counted)
{
    const unsigned placeless = 1U << TARIX_KIND_PUNCT | 1U << TARIX_KIND_SYMBOL;
    used->n_tokens = corpus->n_tokens;
    used->n_places = places;
    used->n_counted = n_counted;
    used->n_stopped =
        tarix_collection_tokens(used->collection, scope->selection.kinds & ~placeless) - n_counted;
}

static tarix_term_values terms_of(
    tarix_job *job, const tarix_scope *scope, const tarix_vocab *forms)
{
    tarix_vocab *values = tarix_vocab_new(job->arena);
    tarix_layer *layer = tarix_layer_new(job->arena, scope->layer, job->lexicons, forms, values);
    return tarix_terms_of(layer, scope->layer);
}

static const size_t most_tokens = UINT32_MAX - ((size_t)1 << 26);

tarix_status tarix_places_read(tarix_job *job, tarix_used *used, const tarix_scope *scope,
    bool by_document, tarix_places **out, tarix_error *err)
{
    tarix_corpus *corpus = NULL;
    tarix_places *p = TARIX_NEW(job->arena, tarix_places);
    TARIX_TRY(tarix_corpus_read(job->arena, &job->pass, used->collection, false, &corpus, err));
    if (corpus->n_tokens > most_tokens)
        return tarix_error_set(err, TARIX_INVALID,
            "%zu tokens are more than this command takes (%zu): give it parts of the corpus",
            corpus->n_tokens, most_tokens);
    p->forms = corpus->forms;
    p->terms = terms_of(job, scope, corpus->forms);
    tarix_vocab_seal(corpus->forms);
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(job->arena));
    build(job, scratch, p, corpus, scope, by_document);
    tarix_arena_free(scratch);
    note_use(used, corpus, scope, p->n, p->first[p->n_ranks]);
    *out = p;
    return TARIX_OK;
}

static void find_all(tarix_arena *arena, tarix_arena *scratch, tarix_places *p)
{
    uint32_t *next = TARIX_ARRAY(scratch, uint32_t, p->n_ranks + 1);
    uint32_t *at = TARIX_ARRAY(arena, uint32_t, p->first[p->n_ranks] + 1);
    memcpy(next, p->first, p->n_ranks * sizeof *next);
    for (uint32_t i = 0; i < p->n; i++)
        if (p->rank_at[i] < p->n_ranks) at[next[p->rank_at[i]]++] = i;
    p->start = p->first;
    p->at = at;
}

static void find_some(tarix_arena *arena, tarix_arena *scratch, tarix_places *p,
    const uint32_t *ranks, size_t n_wanted)
{
    uint32_t *next = TARIX_ARRAY(scratch, uint32_t, p->n_ranks + 1);
    uint32_t *start = TARIX_ARRAY(arena, uint32_t, p->n_ranks + 1);
    bool *is_wanted = TARIX_ARRAY(scratch, bool, p->n_ranks + 1); /* the last: of no rank */
    uint32_t n = 0;
    for (size_t i = 0; i < n_wanted; i++) {
        const uint32_t r = ranks[i];
        if (is_wanted[r]) continue;
        is_wanted[r] = true;
        start[r] = next[r] = n;
        n += tarix_places_count(p, r);
    }
    uint32_t *at = TARIX_ARRAY(arena, uint32_t, n + 1);
    for (uint32_t i = 0; i < p->n; i++)
        if (is_wanted[p->rank_at[i]]) at[next[p->rank_at[i]]++] = i;
    p->start = start;
    p->at = at;
}

void tarix_places_find(tarix_arena *arena, tarix_places *places, const uint32_t *ranks, size_t n)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    if (ranks)
        find_some(arena, scratch, places, ranks, n);
    else
        find_all(arena, scratch, places);
    tarix_arena_free(scratch);
}

/* ---- near nodes ---- */

/* Nodes of a range, and what stands near them. */
typedef struct stretch {
    size_t next, end;             /* nodes that are to be looked at */
    size_t covered;               /* the token that windows reach to */
    size_t unit, document;        /* of the node before */
    size_t first_document;        /* that it ends, when it does */
    size_t at, n;                 /* its places among all */
    size_t first_start, n_starts; /* units that begin, as places of its own */
} stretch;

enum { windows_at_once = 16 }; /* so that what is known of their forms is on the way */

typedef struct nearing {
    tarix_job *job;
    tarix_arena *scratch;
    const tarix_near *near;
    const tarix_corpus *corpus;
    tarix_places *places;
    const tarix_id *map;   /* forms to values, unlisted or no_place */
    const uint64_t *holds; /* a bit a form: whether it is not no_place */
    uint64_t *count;       /* by value */
    const size_t *starts;  /* of units */
    size_t n_starts;
    const uint32_t *nodes; /* their tokens */
    size_t n_nodes;
    _Atomic unsigned char *is_near; /* by value */
    uint32_t *unit;                 /* places at which units begin, by stretch */
    stretch *stretches;
    size_t n_stretches;
    tarix_error *faults; /* by range of tokens that are checked */
} nearing;

/* Counts of values come from those of forms. */
static void sum_counts(nearing *n)
{
    tarix_places *p = n->places;
    const size_t n_forms = tarix_vocab_size(p->forms), n_values = tarix_vocab_size(p->terms.values);
    n->count = TARIX_ARRAY(n->job->arena, uint64_t, n_values + 1);
    for (tarix_id f = 0; f < n_forms; f++) {
        const uint64_t count = tarix_index_count(n->corpus->index, f);
        if (n->map[f] != no_place) p->n_total += count;
        if (n->map[f] < no_place) n->count[n->map[f]] += count;
    }
    for (size_t v = 0; v < n_values; v++) p->n_occurring += n->count[v] > 0;
    p->count_of_value = n->count;
}

/* Where the nodes stand. Until there are ranks, a value is its own. */
static tarix_status find_nodes(nearing *n, uint32_t **at, size_t *n_at, tarix_error *err)
{
    const size_t n_forms = tarix_vocab_size(n->places->forms);
    const size_t n_values = tarix_vocab_size(n->places->terms.values);
    uint32_t *rank = TARIX_ARRAY(n->scratch, uint32_t, n_values + 1);
    bool *is_node = TARIX_ARRAY(n->scratch, bool, n_values + 1);
    bool *is_wanted = TARIX_ARRAY(n->scratch, bool, n_forms + 1);
    tarix_term_values terms = n->places->terms;
    for (tarix_id v = 0; v < n_values; v++) rank[v] = n->count[v] ? v : TARIX_NO_ID;
    terms.rank = rank;
    for (size_t i = 0; i < n->near->n_typed; i++) {
        tarix_str rest = n->near->typed[i], text;
        while (tarix_term_split(&rest, &text)) {
            tarix_term term;
            TARIX_TRY(tarix_term_find(n->scratch, &terms, text, &term, err));
            for (size_t j = 0; j < term.n; j++) is_node[term.ranks[j]] = true;
        }
    }
    for (size_t f = 0; f < n_forms; f++) is_wanted[f] = n->map[f] < no_place && is_node[n->map[f]];
    return tarix_corpus_find(n->corpus, n->scratch, is_wanted, at, n_at, err);
}

static uint64_t *list_holders(tarix_arena *arena, const tarix_id *map, size_t n_forms)
{
    uint64_t *holds = TARIX_ARRAY(arena, uint64_t, n_forms / 64 + 1);
    for (size_t f = 0; f < n_forms; f++) holds[f / 64] |= (uint64_t)(map[f] != no_place) << f % 64;
    return holds;
}

static inline bool holds_place(const nearing *n, size_t token)
{
    const tarix_id form = tarix_corpus_form(n->corpus, token);
    TARIX_PREFETCH(&n->map[form]); /* for take_near() */
    return n->holds[form / 64] >> form % 64 & 1;
}

/* Tokens from begin to before end become places, with values for ranks. */
static void take_near(const nearing *n, stretch *s, size_t begin, size_t end)
{
    const tarix_places *p = n->places;
    for (size_t i = begin; i < end; i++) {
        const tarix_id form = tarix_corpus_form(n->corpus, i), value = n->map[form];
        if (value == no_place) continue;
        if (value != unlisted) atomic_store_explicit(&n->is_near[value], 1, memory_order_relaxed);
        if (p->form) p->form[s->at + s->n] = form;
        p->rank_at[s->at + s->n++] = value;
    }
}

/* How far the places that are wanted on one side of a token reach: to a token of its unit. */
static size_t reach(const nearing *n, size_t token, size_t border, unsigned places)
{
    size_t at = token;
    if (border <= token)
        while (at > border && places) places -= holds_place(n, --at);
    else
        for (at++; at < border && places; at++) places -= holds_place(n, at);
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

/* Tokens near a node that are near none before it. */
typedef struct window {
    size_t begin, end, document;
    bool begins_unit; /* or does not touch the last */
} window;

/* Windows of nodes from s->next on, which have not been taken; returns how many. */
static size_t find_windows(const nearing *n, stretch *s, window *list)
{
    const tarix_corpus *c = n->corpus;
    size_t found = 0;
    for (; s->next < s->end && found < windows_at_once; s->next++) {
        const size_t at = n->nodes[s->next];
        size_t first, last;
        s->unit = tarix_starts_find(n->starts, s->unit, n->n_starts, at);
        while (c->document_start[s->document + 1] <= at) s->document++;
        find_unit(n, s->unit, s->document, &first, &last);
        window w = {reach(n, at, first, n->near->left), reach(n, at, last, n->near->right),
            s->document, false};
        w.begins_unit = w.begin > s->covered || w.begin == first || s->next == 0;
        if (w.begin < s->covered) {
            w.begin = s->covered;
            w.begins_unit = w.begin == first;
        }
        if (w.begin < w.end) s->covered = w.end;
        list[found++] = w;
    }
    return found;
}

/* The windows of nodes, one behind the other. Where one does not touch the last, or its unit begins
 * there, a unit is marked: no window reaches farther. */
static void take_windows(void *context, size_t task)
{
    const nearing *n = context;
    stretch *s = &n->stretches[task];
    window list[windows_at_once];
    size_t document = s->document;
    for (size_t found; (found = find_windows(n, s, list)) > 0;)
        for (const window *w = list; w < list + found; w++) {
            while (document < w->document) n->places->document_end[document++] = (uint32_t)s->n;
            if (w->begin >= w->end) continue;
            if (w->begins_unit) n->unit[s->first_start + s->n_starts++] = (uint32_t)s->n;
            take_near(n, s, w->begin, w->end);
        }
}

/* Where the windows before a node reach to. */
static size_t covered_before(const nearing *n, size_t node)
{
    size_t first, last;
    if (node == 0) return 0;
    const size_t at = n->nodes[node - 1];
    find_unit(n, tarix_starts_find(n->starts, 0, n->n_starts, at),
        tarix_corpus_document(n->corpus, at), &first, &last);
    return reach(n, at, last, n->near->right);
}

/* Each has room for all that its windows can hold. */
static void cut_stretches(nearing *n, size_t n_stretches)
{
    const size_t width = n->near->left + n->near->right + 1;
    n->n_stretches = n_stretches;
    n->stretches = TARIX_ARRAY(n->scratch, stretch, n_stretches);
    n->unit = TARIX_ARRAY(n->scratch, uint32_t, n->n_nodes + 1);
    for (size_t i = 0; i < n_stretches; i++) {
        stretch *s = &n->stretches[i];
        const size_t first = n->n_nodes * i / n_stretches;
        s->next = s->first_start = first;
        s->end = n->n_nodes * (i + 1) / n_stretches;
        s->at = first * width;
        s->covered = covered_before(n, first);
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
            mark_start(p);
        }
        p->n = before + s->n;
    }
    const size_t document = n->n_stretches ? n->stretches[n->n_stretches - 1].document : 0;
    for (size_t d = document; d < p->n_documents; d++) p->document_end[d] = (uint32_t)p->n;
    mark_start(p);
}

/* Values at hand are numbered as all would be, one behind the other. */
static void rank_near(nearing *n)
{
    enum { ahead = 16 };
    tarix_places *p = n->places;
    tarix_arena *arena = n->job->arena;
    const size_t n_values = tarix_vocab_size(p->terms.values);
    uint32_t *rank = TARIX_ARRAY(arena, uint32_t, n_values + 1);
    uint64_t *count = NULL;
    memset(rank, 0xFF, (n_values + 1) * sizeof *rank);
    p->value = TARIX_ARRAY(arena, tarix_id, (p->n < n_values ? p->n : n_values) + 1);
    for (tarix_id v = 0; v < n_values; v++)
        if (n->is_near[v]) p->value[p->n_ranks++] = v;
    tarix_rank(arena, p->value, p->n_ranks, n->count, p->terms.values, n->job->pass.n_threads);
    count = TARIX_ARRAY(arena, uint64_t, p->n_ranks + 1);
    p->first = TARIX_ARRAY(arena, uint32_t, p->n_ranks + 2);
    for (uint32_t r = 0; r < p->n_ranks; r++) {
        rank[p->value[r]] = r;
        count[r] = n->count[p->value[r]];
    }
    for (size_t i = 0; i < p->n; i++) {
        if (i + ahead < p->n && p->rank_at[i + ahead] != unlisted)
            TARIX_PREFETCH(&rank[p->rank_at[i + ahead]]);
        p->rank_at[i] = p->rank_at[i] == unlisted ? (uint32_t)p->n_ranks : rank[p->rank_at[i]];
        if (p->rank_at[i] < p->n_ranks) p->first[p->rank_at[i] + 1]++;
    }
    for (size_t r = 0; r < p->n_ranks; r++) p->first[r + 1] += p->first[r];
    p->terms.rank = rank;
    p->count = count;
    p->n_listed = p->n_ranks;
}

enum { ranges = 64 };

static void check_range(void *context, size_t task)
{
    const nearing *n = context;
    const uint64_t all = n->corpus->n_tokens;
    tarix_index_check_range(n->corpus->index, all / ranges * task,
        task + 1 < ranges ? all / ranges * (task + 1) : all, &n->faults[task]);
}

/* Where nodes stand thick, all tokens are checked at once, so that threads may read them. */
static tarix_status check_tokens(nearing *n, tarix_corpus *corpus, tarix_error *err)
{
    n->faults = TARIX_ARRAY(n->scratch, tarix_error, ranges);
    tarix_pool_run(n->job->pass.n_threads, ranges, check_range, n);
    for (size_t i = 0; i < ranges; i++)
        if (n->faults[i].status != TARIX_OK)
            return tarix_error_set(err, n->faults[i].status, "%s", n->faults[i].message);
    corpus->looks = NULL;
    return TARIX_OK;
}

static tarix_status build_near(
    nearing *n, tarix_corpus *c, const tarix_scope *scope, tarix_error *err)
{
    enum { thick = 8, stretches_a_thread = 4 };
    tarix_places *p = n->places;
    uint32_t *nodes = NULL;
    const size_t n_threads = n->job->pass.n_threads;
    n->map = map_forms(n->scratch, n->job, scope, p->forms, tarix_layer_map(p->terms.layer));
    n->holds = list_holders(n->scratch, n->map, tarix_vocab_size(p->forms));
    n->is_near = tarix_arena_alloc(n->scratch, tarix_vocab_size(p->terms.values) + 1, 1);
    sum_counts(n);
    TARIX_TRY(find_nodes(n, &nodes, &n->n_nodes, err));
    n->nodes = nodes;
    const size_t most = n->n_nodes * (n->near->left + n->near->right + 1);
    const bool are_thick = n_threads > 1 && most > c->n_tokens / thick && most <= c->n_tokens;
    const size_t room = most < c->n_tokens ? most : c->n_tokens;
    p->rank_at = TARIX_ARRAY(n->job->arena, uint32_t, room + 1);
    if (scope->forms) p->form = TARIX_ARRAY(n->job->arena, tarix_id, room + 1);
    p->starts = TARIX_ARRAY(n->job->arena, uint64_t, room / 64 + 4);
    p->document_end = TARIX_ARRAY(n->job->arena, uint32_t, c->n_documents + 1);
    p->n_documents = c->n_documents;
    p->n_sentences = c->n_sentences;
    if (are_thick) TARIX_TRY(check_tokens(n, c, err));
    cut_stretches(n, are_thick ? stretches_a_thread * n_threads : 1);
    tarix_pool_run(n_threads, n->n_stretches, take_windows, n);
    TARIX_TRY(tarix_corpus_status(c, err));
    join_stretches(n);
    rank_near(n);
    return TARIX_OK;
}

tarix_status tarix_places_read_near(tarix_job *job, tarix_used *used, const tarix_scope *scope,
    bool by_document, const tarix_near *near, tarix_places **out, tarix_error *err)
{
    tarix_corpus *corpus = NULL;
    *out = NULL;
    if (!tarix_index_whole(used->collection)) return TARIX_OK;
    TARIX_TRY(tarix_corpus_read(job->arena, &job->pass, used->collection, true, &corpus, err));
    tarix_places *p = TARIX_NEW(job->arena, tarix_places);
    p->forms = corpus->forms;
    p->terms = terms_of(job, scope, corpus->forms);
    nearing n = {.job = job,
        .scratch = tarix_arena_new(tarix_arena_guard(job->arena)),
        .near = near,
        .corpus = corpus,
        .places = p,
        .starts = by_document ? corpus->document_start : corpus->sentence_start,
        .n_starts = by_document ? corpus->n_documents : corpus->n_sentences};
    TARIX_TRY(build_near(&n, corpus, scope, err));
    tarix_arena_free(n.scratch);
    uint64_t n_counted = 0;
    for (size_t v = 0; v < tarix_vocab_size(p->terms.values); v++) n_counted += n.count[v];
    note_use(used, corpus, scope, p->n_total, n_counted);
    *out = p;
    return TARIX_OK;
}

/* ---- */

size_t tarix_places_frequent(const tarix_places *places, uint64_t least_count)
{
    size_t n = 0;
    if (!places->count_of_value) return tarix_places_ranks(places, least_count);
    for (size_t v = 0; v < tarix_vocab_size(places->terms.values); v++)
        n += places->count_of_value[v] > 0 && places->count_of_value[v] >= least_count;
    return n;
}

void tarix_places_list(tarix_places *places, size_t n_listed)
{
    const uint32_t last = (uint32_t)n_listed;
    if (n_listed >= places->n_ranks) return;
    for (size_t i = 0; i < places->n; i++)
        if (places->rank_at[i] > last) places->rank_at[i] = last;
    places->n_listed = n_listed;
}

size_t tarix_places_ranks(const tarix_places *places, uint64_t least_count)
{
    size_t low = 0, high = places->n_ranks;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (tarix_places_count(places, (uint32_t)middle) >= least_count)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t tarix_places_document(const tarix_places *places, uint32_t place)
{
    size_t low = 0, high = places->n_documents;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (places->document_end[middle] <= place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
