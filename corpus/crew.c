/* A thread of a spread: it makes tokens of what stands in slots, with forms in a vocabulary of its
 * own. */
#include "base/simd.h"
#include "corpus/spreading.h"

#include <assert.h>

typedef struct making {
    tarix_spread *spread;
    tarix_crew *crew;
    tarix_slot *slot;
} making;

/* Forms that are not in the text are those of the vocabulary, which stay. */
static void keep_tokens(const tarix_crew *c, tarix_slot *s, const tarix_token *tokens, size_t n)
{
    TARIX_ROOM_FOR(s->arena, s->tokens, s->n_ids, s->tokens_capacity, n);
    for (size_t i = 0; i < n; i++) {
        tarix_token *kept = &s->tokens[s->n_ids + i];
        *kept = tokens[i];
        if (kept->form < s->text || kept->form >= s->text + s->text_size)
            kept->form = tarix_vocab_str(c->forms, s->ids[s->n_ids + i]).data;
    }
}

/* What the sink wants of tokens whose ids are there. */
static void keep(
    const tarix_crew *c, tarix_slot *s, size_t piece, const tarix_token *tokens, size_t n)
{
    const tarix_sink *sink = c->passing->sink;
    assert(!sink->ids || !(sink->steps || sink->tokens)); /* whose ids would not be marked */
    if (sink->steps)
        tarix_step_run_add(s->arena, &s->runs[piece], tokens, n);
    else if (sink->tokens)
        keep_tokens(c, s, tokens, n);
    else if (sink->ids)
        tarix_passing_mark(tokens, s->ids + s->n_ids, n);
    s->n_ids += n;
}

static void make_room_for_counts(tarix_arena *arena, tarix_counts *counts, size_t n)
{
    TARIX_ROOM_FOR(arena, counts->form, counts->n, counts->form_capacity, n);
    TARIX_ROOM_FOR(arena, counts->count, counts->n, counts->count_capacity, n);
}

/* Adds those of all forms, which then have none; there is room for them. */
static void move_counts(const tarix_crew *c, tarix_counts *counts)
{
    counts->n += tarix_vocab_take_counts(
        c->forms, tarix_vocab_met(c->forms), counts->form + counts->n, counts->count + counts->n);
}

size_t tarix_crew_take_counts(
    tarix_spread *x, tarix_crew *c, size_t document, size_t n, tarix_id *form, uint64_t *count)
{
    pthread_mutex_lock(&x->lock);
    n = c->document == document ? tarix_vocab_take_counts(c->forms, n, form, count) : 0;
    pthread_mutex_unlock(&x->lock);
    return n;
}

/* One that the thread of the pass has done with, or a new one, with room for the counts at hand. */
static tarix_counts *room_to_leave(tarix_spread *x, tarix_crew *c)
{
    pthread_mutex_lock(&x->lock);
    const size_t most = tarix_vocab_met(c->forms); /* of which some may be taken meanwhile */
    tarix_counts *left = c->left;
    while (left && left->document != TARIX_NO_DOCUMENT) left = left->next;
    pthread_mutex_unlock(&x->lock);
    if (!left) {
        left = TARIX_NEW(c->arena, tarix_counts);
        *left = (tarix_counts){.next = c->left, .document = TARIX_NO_DOCUMENT};
        pthread_mutex_lock(&x->lock);
        c->left = left;
        pthread_mutex_unlock(&x->lock);
    }
    left->n = 0;
    make_room_for_counts(c->arena, left, most);
    return left;
}

/* Forms have counts of one document at a time; those of the one before are left. Tasks come in
 * order, so that a thread is never back at a document that it has left. */
static void begin_counts(tarix_spread *x, tarix_crew *c, const tarix_piece *p)
{
    const size_t document = tarix_piece_is_whole(p) ? TARIX_NO_DOCUMENT : p->document;
    assert(p->document >= c->reached);
    c->reached = p->document;
    if (c->document == document) return;
    tarix_counts *left = c->document == TARIX_NO_DOCUMENT ? NULL : room_to_leave(x, c);
    pthread_mutex_lock(&x->lock);
    if (left) move_counts(c, left);
    if (left && left->n) left->document = c->document; /* else all have been taken */
    c->document = document;
    pthread_mutex_unlock(&x->lock);
}

static void keep_counts(const tarix_crew *c, tarix_slot *s)
{
    make_room_for_counts(s->arena, &s->counts, tarix_vocab_met(c->forms));
    move_counts(c, &s->counts);
}

static void keep_fresh(const tarix_crew *c, tarix_slot *s)
{
    const size_t n = tarix_vocab_size(c->forms) - s->first_fresh;
    TARIX_ROOM_FOR(s->arena, s->fresh, 0, s->fresh_capacity, n);
    for (; s->n_fresh < n; s->n_fresh++) {
        const tarix_id id = s->first_fresh + (tarix_id)s->n_fresh;
        const tarix_str form = tarix_vocab_str(c->forms, id);
        const uint16_t tag = tarix_vocab_tag(c->forms, id);
        s->fresh[s->n_fresh] = (tarix_token){.form = form.data,
            .size = (uint32_t)form.size,
            .kind = (uint8_t)tag,
            .reading = (uint8_t)(tag >> 8)};
    }
}

static void read_piece(tarix_spread *x, tarix_crew *c, tarix_slot *s, size_t number)
{
    tarix_piece *p = &s->pieces[number];
    const tarix_sink *sink = c->passing->sink;
    tarix_segmenter *segmenter = c->passing->segmenter;
    tarix_token tokens[TARIX_PASSING_BATCH];
    size_t n;
    if (sink->forms) begin_counts(x, c, p);
    if (sink->steps) tarix_step_run_begin(&s->runs[number]);
    tarix_seam_put(segmenter, &p->seam, p->begins ? NULL : &s->log);
    tarix_segmenter_feed(segmenter, (tarix_str){s->text + p->at, p->size}, p->offset);
    while ((n = tarix_passing_next(c->passing, tokens, p->letters)) > 0) {
        if (!sink->forms) continue;
        TARIX_ROOM_FOR(s->arena, s->ids, s->n_ids, s->ids_capacity, n);
        tarix_vocab_intern_tokens(c->forms, tokens, n, tarix_passing_tags(sink), s->ids + s->n_ids);
        if (sink->tokens || sink->ids || !tarix_piece_is_whole(p)) keep(c, s, number, tokens, n);
    }
    if (sink->forms && tarix_piece_is_whole(p)) keep_counts(c, s);
    if (sink->forms) keep_fresh(c, s);
    tarix_seam_take(segmenter, &p->end);
    p->counts = *tarix_segmenter_count(segmenter);
    p->furniture = tarix_segmenter_furniture(segmenter);
    p->is_read = true;
}

static void open_crew(tarix_crew *c, const tarix_spread *x)
{
    tarix_arena *arena = tarix_arena_new(c->guard);
    c->arena = arena;
    if (x->sink.forms) c->forms = tarix_vocab_new(arena);
    c->passing = tarix_passing_new(arena, &x->pass, &x->sink);
}

static tarix_status make(void *context, tarix_error *err)
{
    const making *m = context;
    tarix_crew *c = m->crew;
    tarix_slot *s = m->slot;
    (void)err;
    tarix_arena_lend(s->arena, c->guard);
    if (!c->passing) open_crew(c, m->spread);
    s->by = c;
    s->n_ids = s->counts.n = s->n_fresh = 0;
    s->first_fresh = c->forms ? (tarix_id)tarix_vocab_size(c->forms) : 0;
    if (c->passing->sink->steps)
        TARIX_ROOM_FOR(s->arena, s->runs, 0, s->runs_capacity, s->n_pieces);
    for (size_t i = 0; i < s->n_pieces; i++) {
        tarix_piece *p = &s->pieces[i];
        if (p->size && p->may_guess) read_piece(m->spread, c, s, i);
        p->n_ids = s->n_ids;
        p->n_counts = s->counts.n;
        p->n_fresh = s->n_fresh;
    }
    tarix_arena_keep(s->arena);
    return TARIX_OK;
}

void tarix_spread_work(void *context, size_t task, size_t thread, size_t number)
{
    tarix_spread *x = context;
    making m = {x, &x->crews[thread], &x->slots[number]};
    (void)task;
    if (m.slot->status != TARIX_OK || m.slot->is_alone) return;
    m.slot->status = tarix_guard_run(m.crew->guard, make, &m, &m.slot->error);
}
