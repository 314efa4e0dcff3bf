#include "analyzers/corpora.h"

#include "analyzers/groups.h"
#include "analyzers/inputs.h"
#include "analyzers/rank.h"
#include "corpus/corpus.h"

#include <stdlib.h>

enum { least_documents = 5, n_slices = 10 };

/* ---- counting ---- */

/* Counts by term, of which those that are not 0 are listed. */
typedef struct counting {
    tarix_arena *arena;
    uint64_t *count;
    tarix_id *met;
    size_t n_met;
    uint64_t n_places;
} counting;

static counting counting_begin(tarix_arena *arena, size_t n_terms)
{
    return (counting){.arena = arena,
        .count = TARIX_ARRAY(arena, uint64_t, n_terms + 1),
        .met = TARIX_ARRAY(arena, tarix_id, n_terms + 1)};
}

static void add(counting *c, tarix_id term, uint64_t count)
{
    if (!c->count[term]) c->met[c->n_met++] = term;
    c->count[term] += count;
}

static int ascending(const void *a, const void *b)
{
    const tarix_id p = *(const tarix_id *)a, q = *(const tarix_id *)b;
    return (p > q) - (p < q);
}

/* What was counted since the last call, in `arena`. */
static tarix_bag take(counting *c, tarix_arena *arena)
{
    tarix_bag bag = {.n = c->n_met,
        .term = TARIX_ARRAY(arena, tarix_id, c->n_met + 1),
        .count = TARIX_ARRAY(arena, uint64_t, c->n_met + 1),
        .n_places = c->n_places};
    qsort(c->met, c->n_met, sizeof *c->met, ascending);
    for (size_t i = 0; i < c->n_met; i++) {
        bag.term[i] = c->met[i];
        bag.total += bag.count[i] = c->count[c->met[i]];
        c->count[c->met[i]] = 0;
    }
    c->n_met = 0;
    c->n_places = 0;
    return bag;
}

static void add_bag(counting *c, const tarix_bag *bag)
{
    for (size_t i = 0; i < bag->n; i++) add(c, bag->term[i], bag->count[i]);
    c->n_places += bag->n_places;
}

tarix_bag tarix_bag_sum(tarix_arena *arena, const tarix_bag *const *bags, size_t n, size_t n_terms)
{
    counting c = counting_begin(arena, n_terms);
    for (size_t i = 0; i < n; i++) add_bag(&c, bags[i]);
    return take(&c, arena);
}

/* ---- reading ---- */

/* One collection while it is read. */
typedef struct reading {
    tarix_used *used;
    tarix_corpus *corpus;
    tarix_id *term; /* by form: its value, later its number; TARIX_NO_ID: not counted */
} reading;

static bool has_text(const reading *r, size_t document)
{
    const tarix_document *d = &r->used->collection->documents[document];
    return d->failure.size == 0 && d->places > 0;
}

static tarix_status read_collection(tarix_job *job, const tarix_scope *scope, tarix_vocab *values,
    tarix_arena *scratch, reading *r, tarix_error *err)
{
    TARIX_TRY(tarix_corpus_read(
        scratch, &job->pass, r->used->collection, TARIX_CORPUS_ALL, &r->corpus, err));
    const tarix_corpus *c = r->corpus;
    const tarix_id *map =
        tarix_layer_map(tarix_layer_new(scratch, scope->layer, job->lexicons, c->forms, values));
    const size_t n_forms = tarix_vocab_size(c->forms);
    bool *is_stopped = TARIX_ARRAY(scratch, bool, n_forms + 1);
    r->term = TARIX_ARRAY(scratch, tarix_id, n_forms + 1);
    for (tarix_id f = 0; f < n_forms; f++) {
        const unsigned kind = tarix_vocab_tag(c->forms, f) & 0xFF;
        const bool counts = tarix_selection_has(&scope->selection, job->lexicons, c->forms, f);
        r->term[f] = counts ? map[f] : TARIX_NO_ID;
        is_stopped[f] = !counts && scope->selection.kinds >> kind & 1;
    }
    for (size_t d = 0; d < c->n_documents; d++) {
        if (r->used->collection->documents[d].failure.size) continue;
        r->used->n_places += r->used->collection->documents[d].places;
        for (size_t i = c->document_start[d]; i < c->document_start[d + 1]; i++) {
            r->used->n_tokens++;
            r->used->n_counted += r->term[c->form[i]] != TARIX_NO_ID;
            r->used->n_stopped += is_stopped[c->form[i]];
        }
    }
    return TARIX_OK;
}

/* Values that some collection has get their numbers in the order of the alphabet. */
static void number_terms(tarix_job *job, tarix_corpora *corpora, reading *readings, size_t n)
{
    const size_t n_values = tarix_vocab_size(corpora->values);
    bool *counts = TARIX_ARRAY(job->arena, bool, n_values + 1);
    uint32_t *number = TARIX_ARRAY(job->arena, uint32_t, n_values + 1);
    corpora->value = TARIX_ARRAY(job->arena, tarix_id, n_values + 1);
    for (size_t i = 0; i < n; i++)
        for (tarix_id f = 0; f < tarix_vocab_size(readings[i].corpus->forms); f++)
            if (readings[i].term[f] != TARIX_NO_ID) counts[readings[i].term[f]] = true;
    for (tarix_id v = 0; v < n_values; v++)
        if (counts[v]) corpora->value[corpora->n_terms++] = v;
    tarix_rank(
        job->arena, corpora->value, corpora->n_terms, NULL, corpora->values, job->pass.n_threads);
    for (size_t t = 0; t < corpora->n_terms; t++) number[corpora->value[t]] = (uint32_t)t;
    for (size_t i = 0; i < n; i++)
        for (tarix_id f = 0; f < tarix_vocab_size(readings[i].corpus->forms); f++)
            if (readings[i].term[f] != TARIX_NO_ID)
                readings[i].term[f] = number[readings[i].term[f]];
}

/* ---- pieces ---- */

static void count_tokens(counting *c, const reading *r, size_t begin, size_t end)
{
    const tarix_corpus *corpus = r->corpus;
    for (size_t i = begin; i < end; i++) {
        c->n_places += tarix_corpus_holds_place(corpus, i);
        if (r->term[corpus->form[i]] != TARIX_NO_ID) add(c, r->term[corpus->form[i]], 1);
    }
}

/* Equal shares of places, each to the end of its last sentence. */
static void slice(tarix_subcorpus *s, counting *c, tarix_arena *arena, const reading *r,
    const size_t *documents, size_t n)
{
    const tarix_corpus *corpus = r->corpus;
    uint64_t place = 0;
    size_t due = 1;
    s->pieces = TARIX_ARRAY(arena, tarix_bag, n_slices + 1);
    for (size_t i = 0; i < n; i++) {
        const size_t end = corpus->document_start[documents[i] + 1];
        size_t at = corpus->document_start[documents[i]];
        size_t sentence = tarix_corpus_sentence(corpus, at);
        for (size_t next; at < end; at = next, sentence++) {
            next = corpus->sentence_start[sentence + 1];
            if (next > end) next = end;
            if (place * n_slices >= due * s->all.n_places && c->n_places) {
                s->pieces[s->n_pieces++] = take(c, arena);
                while (place * n_slices >= due * s->all.n_places) due++;
            }
            const uint64_t before = c->n_places;
            count_tokens(c, r, at, next);
            place += c->n_places - before;
        }
    }
    if (c->n_places) s->pieces[s->n_pieces++] = take(c, arena);
}

/* The documents of one corpus, n of them, ascending. */
static tarix_subcorpus make_corpus(tarix_arena *arena, counting *c, const reading *r,
    tarix_str name, const size_t *documents, size_t n)
{
    tarix_subcorpus s = {.name = name, .texts = TARIX_ARRAY(arena, tarix_bag, n + 1)};
    for (size_t i = 0; i < n; i++) {
        const size_t *start = &r->corpus->document_start[documents[i]];
        if (!has_text(r, documents[i])) continue;
        count_tokens(c, r, start[0], start[1]);
        s.texts[s.n_texts++] = take(c, arena);
    }
    for (size_t i = 0; i < s.n_texts; i++) add_bag(c, &s.texts[i]);
    s.all = take(c, arena);
    s.pieces = s.texts;
    s.n_pieces = s.n_texts;
    if (s.n_texts < least_documents) {
        s.n_pieces = 0;
        slice(&s, c, arena, r, documents, n);
    }
    return s;
}

/* ---- which corpora ---- */

/* Two corpora of one name are told apart. */
static tarix_str numbered(tarix_arena *arena, tarix_str name, unsigned times)
{
    return times == 1 ? name : tarix_arena_format(arena, "%.*s (%u)", TARIX_ARG(name), times);
}

/* The same input given twice is two corpora. */
static tarix_str name_of_input(tarix_arena *arena, const tarix_input *inputs, size_t i)
{
    unsigned times = 1;
    for (size_t k = 0; k < i; k++) times += tarix_str_equal(inputs[k].name, inputs[i].name);
    return numbered(arena, inputs[i].name, times);
}

static tarix_status read_inputs(
    tarix_job *job, const tarix_scope *scope, tarix_corpora *corpora, tarix_error *err)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(job->arena));
    size_t n;
    const tarix_input *inputs = tarix_inputs_join(job->arena, job->inputs, job->n_inputs, &n);
    if (n < 2)
        return tarix_error_set(err, TARIX_USAGE,
            "%.*s: one corpus cannot be compared; name another one", TARIX_ARG(inputs[0].name));
    reading *readings = TARIX_ARRAY(scratch, reading, n);
    for (size_t i = 0; i < n; i++) {
        tarix_used **used = &readings[i].used;
        TARIX_TRY(tarix_job_open(job, "input", inputs[i].paths, inputs[i].n_paths, used, err));
        (*used)->name = inputs[i].name;
    }
    for (size_t i = 0; i < n; i++)
        TARIX_TRY(read_collection(job, scope, corpora->values, scratch, &readings[i], err));
    number_terms(job, corpora, readings, n);
    counting c = counting_begin(scratch, corpora->n_terms);
    corpora->corpus = TARIX_ARRAY(job->arena, tarix_subcorpus, n);
    for (size_t i = 0; i < n; i++) {
        const size_t n_documents = readings[i].corpus->n_documents;
        size_t *documents = TARIX_ARRAY(scratch, size_t, n_documents + 1);
        for (size_t d = 0; d < n_documents; d++) documents[d] = d;
        corpora->corpus[corpora->n++] = make_corpus(job->arena, &c, &readings[i],
            name_of_input(job->arena, inputs, i), documents, n_documents);
    }
    tarix_arena_free(scratch);
    return TARIX_OK;
}

static void make_groups(tarix_job *job, tarix_corpora *corpora, const reading *r,
    const tarix_groups *groups, tarix_arena *scratch)
{
    const size_t n_documents = r->corpus->n_documents;
    counting c = counting_begin(scratch, corpora->n_terms);
    size_t *documents = TARIX_ARRAY(scratch, size_t, n_documents + 1);
    corpora->corpus = TARIX_ARRAY(job->arena, tarix_subcorpus, groups->n + 1);
    for (uint32_t g = 0; g < groups->n; g++) {
        size_t n = 0;
        for (size_t d = 0; d < n_documents; d++)
            if (groups->of_document[d] == g && has_text(r, d)) documents[n++] = d;
        if (n == 0) continue;
        if (groups->name[g].size == 0) {
            tarix_job_text(job, "note",
                tarix_arena_format(
                    job->arena, "documents of no group, which are left out: %zu", n));
            continue;
        }
        corpora->corpus[corpora->n++] =
            make_corpus(job->arena, &c, r, groups->name[g], documents, n);
    }
}

static void make_documents(
    tarix_job *job, tarix_corpora *corpora, const reading *r, tarix_arena *scratch)
{
    counting c = counting_begin(scratch, corpora->n_terms);
    const tarix_document *documents = r->used->collection->documents;
    unsigned times = 1;
    corpora->corpus = TARIX_ARRAY(job->arena, tarix_subcorpus, r->corpus->n_documents + 1);
    for (size_t d = 0; d < r->corpus->n_documents; d++) {
        const bool again = d > 0 && tarix_str_equal(documents[d].name, documents[d - 1].name);
        times = again ? times + 1 : 1;
        if (has_text(r, d))
            corpora->corpus[corpora->n++] = make_corpus(
                job->arena, &c, r, numbered(job->arena, documents[d].name, times), &d, 1);
    }
}

static tarix_status read_groups(tarix_job *job, const tarix_scope *scope, tarix_str by,
    tarix_corpora *corpora, tarix_error *err)
{
    static const tarix_groups_option option = {"by", "not document, and "};
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(job->arena));
    tarix_groups *groups = NULL;
    reading r = {0};
    const bool by_document = tarix_str_equal(by, TARIX_STR("document"));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &r.used, err));
    if (!by_document)
        TARIX_TRY(tarix_groups_find(
            scratch, job->metadata, r.used->collection, &option, by, &groups, err));
    TARIX_TRY(read_collection(job, scope, corpora->values, scratch, &r, err));
    number_terms(job, corpora, &r, 1);
    if (by_document)
        make_documents(job, corpora, &r, scratch);
    else
        make_groups(job, corpora, &r, groups, scratch);
    tarix_arena_free(scratch);
    return TARIX_OK;
}

tarix_status tarix_corpora_read(
    tarix_job *job, const tarix_scope *scope, tarix_str by, tarix_corpora **out, tarix_error *err)
{
    tarix_corpora *corpora = TARIX_NEW(job->arena, tarix_corpora);
    corpora->values = tarix_vocab_new(job->arena);
    TARIX_TRY(by.data ? read_groups(job, scope, by, corpora, err)
                      : read_inputs(job, scope, corpora, err));
    *out = corpora;
    return TARIX_OK;
}
