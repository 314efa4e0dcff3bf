#include "analyzers/places.h"

#include "analyzers/rank.h"
#include "base/simd.h"

void tarix_places_map(const tarix_job *job, const tarix_scope *scope, const tarix_vocab *forms,
    const tarix_id *value_of_form, tarix_id first, tarix_id end, tarix_id *map)
{
    for (tarix_id f = first; f < end; f++)
        map[f] = !tarix_kind_holds_place(tarix_vocab_tag(forms, f) & 0xFF) ? TARIX_PLACE_NONE
                 : tarix_selection_has(&scope->selection, job->lexicons, forms, f)
                     ? value_of_form[f]
                     : TARIX_PLACE_UNLISTED;
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
        if (value < TARIX_PLACE_NONE) count[value]++;
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

/* Tokens of no sentence and document border become places, in the corpus's own array. */
static void take_tokens(
    tarix_places *p, const tarix_id *tokens, const tarix_id *rank_of_form, size_t begin, size_t end)
{
    size_t n = p->n;
    for (size_t i = begin; i < end; i++) {
        const tarix_id form = tokens[i], rank = rank_of_form[form];
        p->rank_at[n] = rank;
        if (p->form) p->form[n] = form;
        n += rank != TARIX_PLACE_NONE;
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
        tarix_places_mark_start(p);
        for (size_t begin = corpus->document_start[d]; begin < end;) {
            while (sentence < corpus->n_sentences && corpus->sentence_start[sentence] <= begin)
                sentence++;
            size_t stop = sentence < corpus->n_sentences ? corpus->sentence_start[sentence] : end;
            if (stop > end) stop = end;
            if (!by_document) tarix_places_mark_start(p);
            take_tokens(p, corpus->form, rank_of_form, begin, stop);
            begin = stop;
        }
        p->document_end[d] = (uint32_t)p->n;
    }
    tarix_places_mark_start(p);
}

static void build(tarix_job *job, tarix_arena *scratch, tarix_places *p, tarix_corpus *corpus,
    const tarix_scope *scope, bool by_document)
{
    const size_t n_forms = tarix_vocab_size(corpus->forms);
    tarix_id *map = TARIX_ARRAY(scratch, tarix_id, n_forms + 1);
    tarix_places_map(job, scope, corpus->forms,
        tarix_layer_fill(p->terms.layer, job->pass.n_threads), 0, (tarix_id)n_forms, map);
    rank_values(job, scratch, p, corpus, map);
    for (size_t f = 0; f < n_forms; f++)
        if (map[f] < TARIX_PLACE_NONE)
            map[f] = p->terms.rank[map[f]];
        else if (map[f] == TARIX_PLACE_UNLISTED)
            map[f] = (tarix_id)p->n_ranks;
    if (scope->forms) p->form = TARIX_ARRAY(job->arena, tarix_id, corpus->n_tokens + 1);
    find_places(job->arena, p, corpus, map, by_document);
    p->n_listed = p->n_occurring = p->n_ranks;
    p->n_frequent = tarix_places_ranks(p, scope->min_count);
    p->n_total = p->n;
}

void tarix_places_note_use(tarix_used *used, const tarix_corpus *corpus, const tarix_scope *scope,
    uint64_t places, uint64_t n_counted)
{
    const unsigned placeless = 1U << TARIX_KIND_PUNCT | 1U << TARIX_KIND_SYMBOL;
    used->n_tokens = corpus->n_tokens;
    used->n_places = places;
    used->n_counted = n_counted;
    used->n_stopped =
        tarix_collection_tokens(used->collection, scope->selection.kinds & ~placeless) - n_counted;
}

tarix_status tarix_places_begin(tarix_job *job, tarix_used *used, const tarix_scope *scope,
    tarix_corpus_use use, tarix_places **out, tarix_corpus **corpus, tarix_error *err)
{
    const size_t most = UINT32_MAX - ((size_t)1 << 26);
    TARIX_TRY(tarix_corpus_read(job->arena, &job->pass, used->collection, use, corpus, err));
    const tarix_corpus *c = *corpus;
    if (c->n_tokens > most)
        return tarix_error_set(err, TARIX_INVALID,
            "%zu tokens are more than this command takes (%zu): give it parts of the corpus",
            c->n_tokens, most);
    tarix_places *p = TARIX_NEW(job->arena, tarix_places);
    p->forms = c->forms;
    p->terms = tarix_terms_of(tarix_layer_new(job->arena, scope->layer, job->lexicons, c->forms,
                                  tarix_vocab_new(job->arena)),
        scope->layer);
    *out = p;
    return TARIX_OK;
}

tarix_status tarix_places_read(tarix_job *job, tarix_used *used, const tarix_scope *scope,
    bool by_document, tarix_places **out, tarix_error *err)
{
    tarix_places *p = NULL;
    tarix_corpus *corpus = NULL;
    TARIX_TRY(tarix_places_begin(job, used, scope, TARIX_CORPUS_ALL, &p, &corpus, err));
    tarix_vocab_seal(corpus->forms);
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(job->arena));
    build(job, scratch, p, corpus, scope, by_document);
    tarix_arena_free(scratch);
    tarix_places_note_use(used, corpus, scope, p->n, p->first[p->n_ranks]);
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
