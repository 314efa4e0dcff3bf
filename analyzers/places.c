#include "analyzers/places.h"

#include "analyzers/rank.h"
#include "corpus/corpus.h"
#include "corpus/index.h"

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

typedef struct nearing {
    tarix_job *job;
    tarix_arena *scratch;
    const tarix_near *near;
    const tarix_corpus *corpus;
    tarix_places *places;
    const tarix_id *map;  /* forms to values, unlisted or no_place */
    uint64_t *count;      /* by value */
    const size_t *starts; /* of units */
    size_t n_starts;
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

/* Tokens from begin to before end become places, with values for ranks. */
static void take_near(nearing *n, size_t begin, size_t end)
{
    tarix_places *p = n->places;
    for (size_t i = begin; i < end; i++) {
        const tarix_id form = tarix_corpus_form(n->corpus, i);
        if (n->map[form] == no_place) continue;
        if (p->form) p->form[p->n] = form;
        p->rank_at[p->n++] = n->map[form];
    }
}

/* How far the places that are wanted on one side of a token reach: to a token of its unit. */
static size_t reach(const nearing *n, size_t token, size_t border, unsigned places)
{
    size_t at = token;
    if (border <= token)
        while (at > border && places) places -= tarix_corpus_holds_place(n->corpus, --at);
    else
        for (at++; at < border && places; at++) places -= tarix_corpus_holds_place(n->corpus, at);
    return at;
}

/* The windows of all nodes, one behind the other. Where one does not touch the last, or its unit
 * begins there, a unit is marked: no window reaches farther. */
static void take_windows(nearing *n, const uint32_t *at, size_t n_at)
{
    tarix_places *p = n->places;
    const tarix_corpus *c = n->corpus;
    size_t unit = 0, document = 0, covered = 0;
    for (size_t i = 0; i < n_at; i++) {
        unit = tarix_starts_find(n->starts, unit, n->n_starts, at[i]);
        while (c->document_start[document + 1] <= at[i])
            p->document_end[document++] = (uint32_t)p->n;
        size_t first = n->starts[unit], last = n->starts[unit + 1];
        if (first < c->document_start[document]) first = c->document_start[document];
        if (last > c->document_start[document + 1]) last = c->document_start[document + 1];
        size_t begin = reach(n, at[i], first, n->near->left);
        const size_t end = reach(n, at[i], last, n->near->right);
        if (begin < covered) begin = covered;
        if (begin >= end) continue;
        if (begin > covered || begin == first || i == 0) mark_start(p);
        take_near(n, begin, end);
        covered = end;
    }
    while (document < p->n_documents) p->document_end[document++] = (uint32_t)p->n;
    mark_start(p);
}

/* Values at hand are numbered as all would be, one behind the other. */
static void rank_near(nearing *n)
{
    tarix_places *p = n->places;
    tarix_arena *arena = n->job->arena;
    const size_t n_values = tarix_vocab_size(p->terms.values);
    uint32_t *rank = TARIX_ARRAY(arena, uint32_t, n_values + 1);
    uint64_t *count = NULL;
    memset(rank, 0xFF, (n_values + 1) * sizeof *rank);
    p->value = TARIX_ARRAY(arena, tarix_id, (p->n < n_values ? p->n : n_values) + 1);
    for (size_t i = 0; i < p->n; i++) {
        const tarix_id value = p->rank_at[i];
        if (value == unlisted || rank[value] == 0) continue;
        rank[value] = 0;
        p->value[p->n_ranks++] = value;
    }
    tarix_rank(arena, p->value, p->n_ranks, n->count, p->terms.values, n->job->pass.n_threads);
    count = TARIX_ARRAY(arena, uint64_t, p->n_ranks + 1);
    p->first = TARIX_ARRAY(arena, uint32_t, p->n_ranks + 2);
    for (uint32_t r = 0; r < p->n_ranks; r++) {
        rank[p->value[r]] = r;
        count[r] = n->count[p->value[r]];
    }
    for (size_t i = 0; i < p->n; i++) {
        p->rank_at[i] = p->rank_at[i] == unlisted ? (uint32_t)p->n_ranks : rank[p->rank_at[i]];
        if (p->rank_at[i] < p->n_ranks) p->first[p->rank_at[i] + 1]++;
    }
    for (size_t r = 0; r < p->n_ranks; r++) p->first[r + 1] += p->first[r];
    p->terms.rank = rank;
    p->count = count;
    p->n_listed = p->n_ranks;
}

static tarix_status build_near(nearing *n, const tarix_scope *scope, tarix_error *err)
{
    tarix_places *p = n->places;
    const tarix_corpus *c = n->corpus;
    uint32_t *at = NULL;
    size_t n_at = 0;
    n->map = map_forms(n->scratch, n->job, scope, p->forms, tarix_layer_map(p->terms.layer));
    sum_counts(n);
    TARIX_TRY(find_nodes(n, &at, &n_at, err));
    const size_t most = n_at * (n->near->left + n->near->right + 1);
    const size_t room = most < c->n_tokens ? most : c->n_tokens;
    p->rank_at = TARIX_ARRAY(n->job->arena, uint32_t, room + 1);
    if (scope->forms) p->form = TARIX_ARRAY(n->job->arena, tarix_id, room + 1);
    p->starts = TARIX_ARRAY(n->job->arena, uint64_t, room / 64 + 4);
    p->document_end = TARIX_ARRAY(n->job->arena, uint32_t, c->n_documents + 1);
    p->n_documents = c->n_documents;
    p->n_sentences = c->n_sentences;
    take_windows(n, at, n_at);
    TARIX_TRY(tarix_corpus_status(c, err));
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
    TARIX_TRY(build_near(&n, scope, err));
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
