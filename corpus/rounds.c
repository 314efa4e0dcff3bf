#include "corpus/rounds.h"

#include "base/runs.h"

/* Shares of the memory: a round's forms may take one before it ends, what is made of them then
 * takes about as much; so do records until they go to the disk. */
enum { shares = 5 };

/* What a round knows of a value. A document that two rounds share counts once. */
typedef struct entry {
    uint64_t count;
    uint32_t docs, first, last; /* documents that have it */
    uint32_t size;
    char text[];
} entry;

/* A value in the round at hand. */
typedef struct state {
    uint64_t count;
    uint32_t docs, first, last;
} state;

struct tarix_rounds {
    tarix_arena *arena, *round; /* that of the round at hand */
    const tarix_pass *pass;
    const tarix_collection *collection;
    const tarix_tally_plan *plan;
    size_t memory;
    tarix_tally totals;
    tarix_sink sink;
    tarix_layer *layer;
    tarix_vocab *values;
    state *values_state; /* by value */
    size_t values_capacity;
    uint32_t document;
    tarix_runs *runs;
    const entry *next; /* of the runs */
    char *text;        /* of the value that was given */
    size_t text_capacity;
};

static int by_text(const void *a, const void *b)
{
    const entry *p = a, *q = b;
    const int order =
        tarix_str_compare((tarix_str){p->text, p->size}, (tarix_str){q->text, q->size});
    if (order) return order;
    if (p->first != q->first) return p->first < q->first ? -1 : 1;
    return (p->last > q->last) - (p->last < q->last);
}

static void begin_round(tarix_rounds *r)
{
    r->round = tarix_arena_new(tarix_arena_guard(r->arena));
    r->sink.forms = tarix_vocab_new(r->round);
    r->values = tarix_vocab_new(r->round);
    r->layer =
        tarix_layer_new(r->round, r->plan->layer, r->pass->lexicons, r->sink.forms, r->values);
    r->values_state = NULL;
    r->values_capacity = 0;
}

/* What was met since the last call, to the values. */
static void add_met(tarix_rounds *r)
{
    const tarix_vocab *forms = r->sink.forms;
    const tarix_selection *selection = &r->plan->selection;
    const tarix_id *map = tarix_layer_map(r->layer);
    const size_t n = tarix_vocab_met(forms);
    TARIX_ROOM_FOR(r->round, r->values_state, 0, r->values_capacity, tarix_vocab_size(r->values));
    for (size_t i = 0; i < n; i++) {
        const tarix_id form = tarix_vocab_met_at(forms, i);
        const uint64_t count = tarix_vocab_count(forms, form);
        const unsigned kind = tarix_vocab_tag(forms, form) & 0xFF;
        if (!tarix_selection_has(selection, r->pass->lexicons, forms, form)) {
            if (selection->kinds >> kind & 1) r->totals.n_stopped += count;
            continue;
        }
        state *s = &r->values_state[map[form]];
        r->totals.n_counted += count;
        if (s->count == 0) s->first = r->document;
        s->docs += s->count == 0 || s->last != r->document;
        s->last = r->document;
        s->count += count;
    }
    tarix_vocab_forget(r->sink.forms);
}

static void end_round(tarix_rounds *r)
{
    for (tarix_id v = 0; v < tarix_vocab_size(r->values); v++) {
        const tarix_str text = tarix_vocab_str(r->values, v);
        const state *s = &r->values_state[v];
        if (s->count == 0) continue;
        entry *e = tarix_runs_add(r->runs, sizeof *e + text.size);
        *e = (entry){s->count, s->docs, s->first, s->last, (uint32_t)text.size};
        memcpy(e->text, text.data, text.size);
    }
    tarix_arena_free(r->round);
}

/* ---- the sink ---- */

static void begin_document(void *context, size_t document)
{
    ((tarix_rounds *)context)->document = (uint32_t)document;
}

static void take_tokens(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    tarix_rounds *r = context;
    (void)tokens, (void)ids, (void)n;
    if (tarix_arena_size(r->round) < r->memory / shares) return;
    add_met(r);
    end_round(r);
    begin_round(r);
}

static void end_document(void *context, size_t document)
{
    tarix_rounds *r = context;
    const tarix_document *d = &r->collection->documents[document];
    for (unsigned kind = 0; kind < TARIX_KINDS; kind++) r->totals.n_tokens += d->tokens[kind];
    r->totals.n_places += d->places;
    add_met(r);
}

tarix_status tarix_rounds_count(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, const tarix_tally_plan *plan, size_t memory, const char *beside,
    tarix_rounds **out, tarix_error *err)
{
    tarix_pass own = *pass;
    tarix_rounds *r = TARIX_NEW(arena, tarix_rounds);
    own.n_threads = 1;
    *r = (tarix_rounds){.arena = arena,
        .pass = pass,
        .collection = collection,
        .plan = plan,
        .memory = memory,
        .runs = tarix_runs_new(arena, memory / shares, by_text, beside)};
    r->sink = (tarix_sink){.context = r,
        .begin = begin_document,
        .tokens = take_tokens,
        .end = end_document,
        .kinds = plan->selection.kinds};
    begin_round(r);
    TARIX_TRY(tarix_pass_run(&own, collection, &r->sink, err));
    end_round(r);
    tarix_runs_sort(r->runs);
    r->next = tarix_runs_next(r->runs);
    *out = r;
    return tarix_runs_status(r->runs, err);
}

const tarix_tally *tarix_rounds_totals(const tarix_rounds *rounds)
{
    return &rounds->totals;
}

static void keep_text(tarix_rounds *r, const entry *e)
{
    if (e->size > r->text_capacity) {
        r->text_capacity = 2 * e->size;
        r->text = tarix_arena_alloc(r->arena, r->text_capacity, 1);
    }
    memcpy(r->text, e->text, e->size);
}

bool tarix_rounds_next(tarix_rounds *r, tarix_counted_value *out)
{
    uint32_t last = 0;
    if (!r->next) return false;
    keep_text(r, r->next);
    *out = (tarix_counted_value){.text = {r->text, r->next->size}};
    while (r->next && tarix_str_equal((tarix_str){r->next->text, r->next->size}, out->text)) {
        out->docs += r->next->docs - (out->count && r->next->first == last);
        out->count += r->next->count;
        last = r->next->last;
        r->next = tarix_runs_next(r->runs);
    }
    return true;
}

tarix_status tarix_rounds_status(const tarix_rounds *rounds, tarix_error *err)
{
    return tarix_runs_status(rounds->runs, err);
}
