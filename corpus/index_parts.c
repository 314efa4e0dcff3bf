#include "corpus/index_parts.h"

#include "base/pool.h"

#include <assert.h>
#include <pthread.h>

typedef enum verb { MAKE, WRITE } verb;

/* A listing is made, or written. */
typedef struct step {
    verb verb;
    unsigned listing; /* TARIX_LISTINGS: all that is there */
} step;

enum { THERE = TARIX_LISTINGS };

/* In the order in which they are begun, so that what a step waits for has been begun. What is
 * written first is made first; the longest, which is made on all threads, comes last, so that no
 * thread is without work before it is done. */
static const step together[] = {{MAKE, TARIX_LISTING_FOLD}, {WRITE, THERE},
    {MAKE, TARIX_LISTING_FORMS}, {MAKE, TARIX_LISTING_PLACES}, {WRITE, TARIX_LISTING_FORMS},
    {MAKE, TARIX_LISTING_STEM}, {WRITE, TARIX_LISTING_PLACES}, {MAKE, TARIX_LISTING_LEMMA},
    {WRITE, TARIX_LISTING_FOLD}, {WRITE, TARIX_LISTING_STEM}, {WRITE, TARIX_LISTING_LEMMA}};

/* The same with one listing in memory at a time. */
static const step one_by_one[] = {{WRITE, THERE}, {MAKE, TARIX_LISTING_FORMS},
    {WRITE, TARIX_LISTING_FORMS}, {MAKE, TARIX_LISTING_PLACES}, {WRITE, TARIX_LISTING_PLACES},
    {MAKE, TARIX_LISTING_FOLD}, {WRITE, TARIX_LISTING_FOLD}, {MAKE, TARIX_LISTING_STEM},
    {WRITE, TARIX_LISTING_STEM}, {MAKE, TARIX_LISTING_LEMMA}, {WRITE, TARIX_LISTING_LEMMA}};

enum { n_steps = sizeof together / sizeof *together };
static_assert(sizeof one_by_one == sizeof together, "both are all steps");

typedef struct writing {
    const tarix_index_parts *parts;
    const step *steps;
    tarix_listing *listings;
    tarix_guard *guard;
    tarix_output *output;
    tarix_sections_writer *writer;
    size_t step; /* that is being written */
    tarix_status status;
    tarix_error error;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t changed;
    bool is_done[n_steps];
} writing;

static void put(const writing *w, tarix_section section, tarix_contents c)
{
    tarix_sections_write(w->writer, section, c.bytes, c.size);
}

static void put_spool(const writing *w, tarix_section section, tarix_spool *spool)
{
    size_t size;
    for (uint64_t at = 0;; at += size) {
        const void *bytes = tarix_spool_read(spool, at, &size);
        if (size == 0) return;
        put(w, section, (tarix_contents){bytes, size});
    }
}

static void put_there(const writing *w)
{
    const tarix_index_parts *p = w->parts;
    for (size_t i = 0; i < p->n_tables; i++) put(w, p->tables[i].section, p->tables[i].contents);
    put_spool(w, TARIX_SECTION_TOKENS, p->source.tokens);
    put_spool(w, TARIX_SECTION_STEPS, p->steps);
    put_spool(w, TARIX_SECTION_STEP_BLOCKS, p->blocks);
    put_spool(w, TARIX_SECTION_LONG_STEPS, p->longs);
    put_spool(w, TARIX_SECTION_SENTENCES, p->sentences);
    put(w, TARIX_SECTION_SENTENCES, (tarix_contents){&p->n_tokens, sizeof p->n_tokens});
}

static void put_forms(const writing *w, const tarix_listing *l)
{
    put(w, TARIX_SECTION_FORM_STARTS, l->starts);
    put(w, TARIX_SECTION_FORM_TAGS, l->tags);
    put(w, TARIX_SECTION_FORM_TEXTS, l->texts);
}

static void put_places(const writing *w, const tarix_listing *l)
{
    const tarix_listing_source *x = l->source;
    const tarix_id n_forms = (tarix_id)tarix_vocab_size(x->forms);
    put(w, TARIX_SECTION_PLACE_STARTS, l->starts);
    put(w, TARIX_SECTION_PLACES, l->places);
    for (tarix_id form = x->memory ? 0 : n_forms; form < n_forms;) {
        tarix_arena *scratch = tarix_arena_new(w->guard);
        put(w, TARIX_SECTION_PLACES, tarix_listing_places(l, scratch, form, &form));
        tarix_arena_free(scratch);
    }
}

static void put_layer(const writing *w, const tarix_listing *l, unsigned number)
{
    const unsigned first = TARIX_SECTION_LAYER_MAP + number * TARIX_SECTION_LAYER;
    const tarix_contents parts[TARIX_SECTION_LAYER] = {l->map, l->starts, l->texts, l->slots};
    for (unsigned i = 0; i < TARIX_SECTION_LAYER; i++) put(w, (tarix_section)(first + i), parts[i]);
}

/* Others follow from folds, which stay until the end where they are used. */
static tarix_status write_step(void *context, tarix_error *err)
{
    writing *w = context;
    const unsigned number = w->steps[w->step].listing;
    if (number == THERE) {
        w->writer = tarix_sections_begin(tarix_arena_new(w->guard), w->output);
        put_there(w);
        return TARIX_OK;
    }
    tarix_listing *l = &w->listings[number];
    const tarix_listing_source *x = l->source;
    if (l->status != TARIX_OK) return tarix_error_set(err, l->status, "%s", l->error.message);
    tarix_progress_step(x->pass->progress, "writing the index", number + 1, TARIX_LISTINGS + 1);
    if (number == TARIX_LISTING_FORMS)
        put_forms(w, l);
    else if (number == TARIX_LISTING_PLACES)
        put_places(w, l);
    else
        put_layer(w, l, number - TARIX_LISTING_FOLD);
    if (number != TARIX_LISTING_FOLD || x->memory) tarix_listing_drop(l);
    if (w->step + 1 == n_steps) tarix_sections_end(w->writer);
    return TARIX_OK;
}

/* ---- steps, on any thread ---- */

/* Whether a step needs that another is done: folds before what follows from them, what is made
 * before what is written, and what is written one after the other. */
static bool needs(const writing *w, const step *s, const step *before)
{
    if (before->verb == MAKE && s->verb == MAKE)
        return s->listing != THERE && w->listings[s->listing].folds &&
               before->listing == TARIX_LISTING_FOLD;
    return s->verb == WRITE && (before->verb == WRITE || before->listing == s->listing);
}

static void wait_for(writing *w, size_t at)
{
    pthread_mutex_lock(&w->lock);
    for (size_t i = 0; i < at; i++)
        while (needs(w, &w->steps[at], &w->steps[i]) && !w->is_done[i])
            pthread_cond_wait(&w->changed, &w->lock);
    pthread_mutex_unlock(&w->lock);
}

static void note_done(writing *w, size_t at)
{
    pthread_mutex_lock(&w->lock);
    w->is_done[at] = true;
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->lock);
}

static void do_step(void *context, size_t at)
{
    writing *w = context;
    wait_for(w, at);
    if (w->steps[at].verb == MAKE)
        tarix_listing_make(&w->listings[w->steps[at].listing]);
    else if (w->status == TARIX_OK) {
        w->step = at;
        w->status = tarix_guard_run(w->guard, write_step, w, &w->error);
    }
    note_done(w, at);
}

tarix_status tarix_index_parts_write(
    const tarix_index_parts *parts, tarix_output *output, tarix_error *err)
{
    const tarix_listing_source *source = &parts->source;
    writing *w = TARIX_NEW(source->arena, writing);
    w->parts = parts;
    w->steps = source->memory ? one_by_one : together;
    w->listings = tarix_listings_new(source);
    w->guard = tarix_guard_branch(source->arena);
    w->output = output;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->changed, NULL);
    tarix_pool_run(source->memory ? 1 : source->pass->n_threads, n_steps, do_step, w);
    pthread_cond_destroy(&w->changed);
    pthread_mutex_destroy(&w->lock);
    return w->status == TARIX_OK ? TARIX_OK
                                 : tarix_error_set(err, w->status, "%s", w->error.message);
}
