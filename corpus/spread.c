/* A pass on several threads. The thread of the pass reads text into slots (many small documents, or
 * a piece of a large one), of which any makes tokens, with forms in a vocabulary of its own. The
 * thread of the pass takes the slots in their order, gives forms their ids and hands all to the
 * sink, which so sees what it would on one thread. */
#include "base/pool.h"
#include "base/simd.h"
#include "corpus/spreading.h"

/* ---- taking: the thread of the pass ---- */

/* Ids of new forms, in the order in which they came. */
static void give_ids(tarix_spread *x, const tarix_slot *s, size_t from, size_t to)
{
    tarix_crew *c = s->by;
    TARIX_ROOM_FOR(x->arena, c->map, s->first_fresh, c->map_capacity, to);
    if (to > from)
        tarix_vocab_intern_keys(
            x->sink.forms, s->fresh + from, to - from, c->map + s->first_fresh + from);
}

/* The forms of a piece that must be read again may not come in it. */
static void put_off(tarix_spread *x, const tarix_slot *s, size_t from, size_t to)
{
    tarix_crew *c = s->by;
    TARIX_ROOM_FOR(x->arena, c->map, s->first_fresh, c->map_capacity, to);
    for (size_t i = from; i < to; i++) {
        const tarix_id own = s->first_fresh + (tarix_id)i;
        TARIX_ROOM(x->arena, c->pending, c->n_pending, c->pending_capacity);
        c->pending[c->n_pending++] = (tarix_pending){own, s->fresh[i]};
        c->map[own] = TARIX_NO_ID;
    }
    c->n_unknown += to - from;
}

/* Whether a form that was put off has come by now, in another piece. */
static bool find_pending(const tarix_spread *x, tarix_crew *c, tarix_id own)
{
    size_t low = 0, high = c->n_pending;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (c->pending[middle].own <= own)
            low = middle;
        else
            high = middle;
    }
    const tarix_token *form = &c->pending[low].form;
    c->map[own] = tarix_vocab_find(x->sink.forms, tarix_token_form(form), tarix_token_tag(form));
    if (c->map[own] == TARIX_NO_ID) return false;
    if (--c->n_unknown == 0) c->n_pending = 0;
    return true;
}

/* Of the forms that the thread had met before id `end`. */
static bool are_known(
    const tarix_spread *x, tarix_crew *c, const tarix_id *ids, size_t n, tarix_id end)
{
    for (size_t i = 0; i < n; i++) {
        const tarix_id own = ids[i] & ~TARIX_STARTS_SENTENCE;
        if (own < end && c->map[own] == TARIX_NO_ID && !find_pending(x, c, own)) return false;
    }
    return true;
}

/* Whether all forms of a piece have ids but those that the thread meets there for the first time,
 * so that these are the next in the order of first sight. */
static bool has_order(
    const tarix_spread *x, const tarix_slot *s, const tarix_piece *before, const tarix_piece *p)
{
    tarix_crew *c = s->by;
    const tarix_id end = s->first_fresh + (tarix_id)before->n_fresh;
    const size_t first = before->n_ids, first_count = before->n_counts;
    return c->n_unknown == 0 ||
           (are_known(x, c, s->ids + first, p->n_ids - first, end) &&
               are_known(x, c, s->counts.form + first_count, p->n_counts - first_count, end));
}

/* Puts ids of the sink's forms in the place of those of a thread's. */
static void translate(const tarix_crew *c, tarix_id *ids, size_t n)
{
    enum { ahead = 32 };
    const tarix_id *map = c->map;
    for (size_t i = 0; i < n; i++) {
        if (i + ahead < n) TARIX_PREFETCH(&map[ids[i + ahead] & ~TARIX_STARTS_SENTENCE]);
        const tarix_id own = ids[i] & ~TARIX_STARTS_SENTENCE;
        ids[i] = map[own] | (ids[i] ^ own);
    }
}

static void add_to_forms(
    const tarix_spread *x, const tarix_crew *c, tarix_id *form, const uint64_t *count, size_t n)
{
    translate(c, form, n);
    tarix_vocab_add_counts(x->sink.forms, form, count, n);
}

/* What a thread has found in a piece, behind the one before it, to the sink. */
static void hand_over(
    const tarix_spread *x, const tarix_slot *s, const tarix_piece *before, const tarix_piece *p)
{
    const tarix_sink *sink = &x->sink;
    const size_t n = p->n_ids - before->n_ids, first = before->n_counts;
    tarix_id *ids = s->ids + before->n_ids;
    add_to_forms(x, s->by, s->counts.form + first, s->counts.count + first, p->n_counts - first);
    if (sink->tokens || sink->ids) translate(s->by, ids, n);
    if (sink->steps)
        sink->steps(sink->context, &s->runs[p - s->pieces], ids);
    else if (sink->tokens)
        sink->tokens(sink->context, s->tokens + before->n_ids, ids, n);
    if (sink->ids) sink->ids(sink->context, ids, n);
}

/* The tokens of a piece that must be read again will be among those that its thread has counted,
 * but for those of a whole document. */
static void note_wrong(
    const tarix_spread *x, const tarix_slot *s, const tarix_piece *before, const tarix_piece *p)
{
    tarix_crew *c = s->by;
    if (tarix_piece_is_whole(p)) return;
    TARIX_ROOM_FOR(x->arena, c->wrong, 0, c->wrong_capacity, s->first_fresh + p->n_fresh);
    for (size_t i = before->n_ids; i < p->n_ids; i++)
        c->wrong[s->ids[i] & ~TARIX_STARTS_SENTENCE]++;
}

/* The counts that stay, moved to the front. */
static size_t drop_wrong(tarix_crew *c, tarix_id *form, uint64_t *count, size_t n)
{
    size_t n_right = 0;
    for (size_t i = 0; i < n; i++) {
        const tarix_id id = form[i];
        uint64_t right = count[i];
        if (id < c->wrong_capacity) {
            right -= c->wrong[id];
            c->wrong[id] = 0;
        }
        form[n_right] = id;
        count[n_right] = right;
        n_right += right > 0;
    }
    return n_right;
}

static void join_counts(
    const tarix_spread *x, tarix_crew *c, tarix_id *form, uint64_t *count, size_t n)
{
    if (c->wrong) n = drop_wrong(c, form, count, n);
    add_to_forms(x, c, form, count, n);
}

/* What a thread has left of a document, or NULL. */
static tarix_counts *find_left(tarix_spread *x, const tarix_crew *c, size_t document)
{
    pthread_mutex_lock(&x->lock);
    tarix_counts *left = c->left;
    while (left && left->document != document) left = left->next;
    pthread_mutex_unlock(&x->lock);
    return left;
}

static void free_left(tarix_spread *x, tarix_counts *left)
{
    pthread_mutex_lock(&x->lock);
    left->document = TARIX_NO_DOCUMENT;
    pthread_mutex_unlock(&x->lock);
}

/* All that threads have counted in a document that has been taken: what they still have of it, and
 * what they left when they began another. */
static void join_document(tarix_spread *x, size_t document)
{
    enum { few = 1 << 10 };
    tarix_id form[few];
    uint64_t count[few];
    size_t n;
    for (size_t i = 0; i < x->pass.n_threads; i++) {
        tarix_crew *c = &x->crews[i];
        while ((n = tarix_crew_take_counts(x, c, document, few, form, count)) > 0)
            join_counts(x, c, form, count, n);
        tarix_counts *left = find_left(x, c, document);
        if (!left) continue;
        join_counts(x, c, left->form, left->count, left->n);
        free_left(x, left);
    }
    x->has_pieces = false;
}

static void add_counts(tarix_spread *x, tarix_document *document,
    const tarix_segmenter_counts *counts, uint64_t furniture)
{
    for (unsigned kind = 0; kind < TARIX_KINDS; kind++)
        x->counts.tokens[kind] += counts->tokens[kind];
    for (unsigned r = 0; r < TARIX_READINGS; r++) x->counts.readings[r] += counts->readings[r];
    x->counts.sentences += counts->sentences;
    x->furniture += furniture;
    tarix_passing_note_counts(document, &x->counts);
}

/* Reads a piece where it is its turn. */
static void read_again(
    tarix_spread *x, tarix_document *document, const tarix_slot *s, const tarix_piece *p)
{
    tarix_segmenter *segmenter = x->passing->segmenter;
    tarix_seam_end end;
    tarix_seam_put(segmenter, &x->seam, NULL);
    tarix_segmenter_feed(segmenter, (tarix_str){s->text + p->at, p->size}, p->offset);
    tarix_passing_read(x->passing, document->letters);
    tarix_seam_take(segmenter, &end);
    x->seam = end.seam;
    add_counts(x, document, tarix_segmenter_count(segmenter), tarix_segmenter_furniture(segmenter));
}

/* What has been found in a piece, when it was begun as it should have been and its forms can be
 * given ids; else it is read again. */
static void take_text(
    tarix_spread *x, tarix_document *document, const tarix_slot *s, const tarix_piece *p)
{
    static const tarix_piece none = {0};
    const tarix_piece *before = p > s->pieces ? p - 1 : &none;
    const bool has_forms = x->sink.forms && p->is_read;
    const bool fits = p->is_read && (!has_forms || has_order(x, s, before, p)) &&
                      (p->begins || tarix_seam_fits(&p->seam, &s->log, &p->end, &x->seam));
    x->has_pieces = x->has_pieces || (has_forms && !tarix_piece_is_whole(p));
    if (fits && has_forms) {
        give_ids(x, s, before->n_fresh, p->n_fresh);
        hand_over(x, s, before, p);
    } else if (has_forms) {
        put_off(x, s, before->n_fresh, p->n_fresh);
        note_wrong(x, s, before, p);
    }
    if (!fits) {
        read_again(x, document, s, p);
        return;
    }
    if (p->begins) x->seam = p->end.seam;
    for (unsigned i = 0; i < TARIX_SCRIPTS; i++) document->letters[i] += p->letters[i];
    add_counts(x, document, &p->counts, p->furniture);
}

static void begin_document(tarix_spread *x, const tarix_piece *p)
{
    if (x->sink.forms) tarix_vocab_forget(x->sink.forms);
    if (x->sink.begin) x->sink.begin(x->sink.context, p->document);
    x->seam = p->seam;
    x->counts = (tarix_segmenter_counts){0};
    x->furniture = 0;
}

/* False when the pass ends with it. */
static bool take_failure(
    tarix_spread *x, tarix_document *document, tarix_status status, tarix_str message)
{
    if (document->typed || status == TARIX_NO_MEMORY) {
        x->status = tarix_error_set(x->err, status, "%.*s", TARIX_ARG(message));
        return false;
    }
    document->failure = tarix_arena_str(x->collection->arena, message);
    return true;
}

static bool replay(tarix_spread *x, tarix_document *document, size_t number)
{
    tarix_error err = {0};
    const tarix_status status = tarix_replay_document(x->replay, document, number, &err);
    return status == TARIX_OK || take_failure(x, document, status, tarix_str_from(err.message));
}

static bool take_end(
    tarix_spread *x, tarix_document *document, const tarix_piece *p, const tarix_ending *e)
{
    tarix_arena *arena = x->collection->arena;
    if (x->has_pieces) join_document(x, p->document);
    if (e->status != TARIX_OK) return take_failure(x, document, e->status, e->message);
    document->encoding = tarix_arena_str(arena, tarix_str_from(e->encoding)).data;
    document->bytes = e->bytes;
    document->bad_bytes = e->bad_bytes;
    document->old_share = x->seam.old_share;
    document->furniture = x->furniture;
    if (e->sha256_size)
        document->sha256 = tarix_arena_str(arena, (tarix_str){e->sha256, e->sha256_size});
    if (x->sink.end) x->sink.end(x->sink.context, p->document);
    return true;
}

static bool take_piece(tarix_spread *x, const tarix_slot *s, const tarix_piece *p)
{
    const tarix_pass *pass = &x->pass;
    tarix_document *document = &x->collection->documents[p->document];
    if (p->opens) tarix_passing_reset(document);
    if (p->has_index) return replay(x, document, p->document);
    if (p->begins) begin_document(x, p);
    if (p->size) take_text(x, document, s, p);
    if (p->size) tarix_progress_read(pass->progress, p->size);
    if (p->ends) return take_end(x, document, p, &s->endings[p->ending]);
    pthread_mutex_lock(&x->lock);
    x->known = x->seam;
    x->known_document = p->document;
    pthread_mutex_unlock(&x->lock);
    return true;
}

static bool take(void *context, size_t task, size_t number)
{
    tarix_spread *x = context;
    const tarix_slot *s = &x->slots[number];
    (void)task;
    if (s->status != TARIX_OK) {
        x->status = tarix_error_set(x->err, s->status, "%s", s->error.message);
        return false;
    }
    for (size_t i = 0; i < s->n_pieces; i++)
        if (!take_piece(x, s, &s->pieces[i])) return false;
    return true;
}

/* ---- */

static void end_slot(void *object)
{
    tarix_arena_free(object);
}

static void end_lock(void *object)
{
    pthread_mutex_destroy(object);
}

tarix_status tarix_spread_run(
    const tarix_pass *pass, tarix_collection *collection, const tarix_sink *sink, tarix_error *err)
{
    tarix_arena *arena = tarix_arena_new(tarix_arena_guard(collection->arena));
    const size_t n_threads = pass->n_threads, n_slots = 4 * n_threads;
    tarix_spread *x = TARIX_NEW(arena, tarix_spread);
    *x = (tarix_spread){.pass = *pass,
        .sink = *sink,
        .collection = collection,
        .arena = arena,
        .slots = TARIX_ARRAY(arena, tarix_slot, n_slots),
        .n_slots = n_slots,
        .crews = TARIX_ARRAY(arena, tarix_crew, n_threads),
        .known_document = TARIX_NO_DOCUMENT,
        .passing = tarix_passing_new(arena, pass, sink),
        .replay = tarix_replay_new(arena, pass, sink),
        .err = err};
    pthread_mutex_init(&x->lock, NULL);
    tarix_arena_defer(arena, end_lock, &x->lock);
    x->reader.guard = tarix_guard_branch(arena);
    for (size_t i = 0; i < n_threads; i++) {
        x->crews[i].guard = tarix_guard_branch(arena);
        x->crews[i].document = TARIX_NO_DOCUMENT;
    }
    for (size_t i = 0; i < n_slots; i++) {
        x->slots[i].arena = tarix_arena_new(tarix_arena_guard(arena));
        tarix_arena_keep(x->slots[i].arena);
        tarix_arena_defer(arena, end_slot, x->slots[i].arena);
    }
    tarix_pool_stream(arena, &(tarix_stream){.n_threads = n_threads,
                                 .n_slots = n_slots,
                                 .n_tasks = SIZE_MAX,
                                 .feed = tarix_spread_feed,
                                 .work = tarix_spread_work,
                                 .take = take,
                                 .context = x});
    const tarix_status status = x->status;
    tarix_arena_free(arena);
    return status;
}
