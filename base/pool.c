#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { most_threads = 256 };

typedef struct pool {
    void (*work)(void *context, size_t task);
    void *context;
    size_t n_tasks;
    atomic_size_t next;
} pool;

static void *run(void *argument)
{
    pool *p = argument;
    for (;;) {
        const size_t task = atomic_fetch_add(&p->next, 1);
        if (task >= p->n_tasks) return NULL;
        p->work(p->context, task);
    }
}

void tarix_pool_run(
    size_t n_threads, size_t n_tasks, void (*work)(void *context, size_t task), void *context)
{
    pool p = {.work = work, .context = context, .n_tasks = n_tasks};
    atomic_init(&p.next, 0);
    pthread_t threads[most_threads];
    size_t started = 0;
    if (n_threads > most_threads) n_threads = most_threads;
    /* A thread that cannot be had is no failure: the others do its work. */
    while (started + 1 < n_threads && started + 1 < n_tasks &&
           pthread_create(&threads[started], NULL, run, &p) == 0)
        started++;
    run(&p);
    for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
}

/* ---- streams ---- */

typedef struct streaming {
    tarix_stream stream; /* a copy: threads still read it when the caller's frame is unwound */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t n_tasks;          /* SIZE_MAX of those that are fed, before the end is seen */
    size_t fed, next, taken; /* tasks that may begin, have begun, were taken */
    bool *done;              /* by slot */
    bool stops;
    pthread_t threads[most_threads];
    size_t n_threads, numbered;
} streaming;

static bool may_begin(const streaming *s)
{
    return s->next < s->fed && s->next < s->taken + s->stream.n_slots;
}

/* Does the next task. The lock is held before and after. */
static void do_next(streaming *s, size_t thread)
{
    const size_t task = s->next++, slot = task % s->stream.n_slots;
    pthread_mutex_unlock(&s->lock);
    s->stream.work(s->stream.context, task, thread, slot);
    pthread_mutex_lock(&s->lock);
    s->done[slot] = true;
    pthread_cond_broadcast(&s->changed);
}

static void *run_stream(void *argument)
{
    streaming *s = argument;
    pthread_mutex_lock(&s->lock);
    const size_t thread = ++s->numbered;
    while (!s->stops && s->next < s->n_tasks) {
        if (may_begin(s))
            do_next(s, thread);
        else
            pthread_cond_wait(&s->changed, &s->lock);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

static void end_stream(void *object)
{
    streaming *s = object;
    pthread_mutex_lock(&s->lock);
    s->stops = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    for (size_t i = 0; i < s->n_threads; i++) pthread_join(s->threads[i], NULL);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
}

/* A thread that cannot be had is no failure here either. */
static void start_threads(streaming *s)
{
    const size_t most = s->stream.n_threads < most_threads ? s->stream.n_threads : most_threads;
    while (s->n_threads + 1 < most && s->n_threads + 1 < s->n_tasks &&
           pthread_create(&s->threads[s->n_threads], NULL, run_stream, s) == 0)
        s->n_threads++;
}

/* The lock is held before and after. Threads are there once there are two tasks: most runs over one
 * article have one. */
static void feed_next(streaming *s)
{
    pthread_mutex_unlock(&s->lock);
    const bool more = s->stream.feed(s->stream.context, s->fed, s->fed % s->stream.n_slots);
    pthread_mutex_lock(&s->lock);
    if (more)
        s->fed++;
    else
        s->n_tasks = s->fed;
    if (more && s->fed == 2) start_threads(s);
    pthread_cond_broadcast(&s->changed);
}

/* Takes what is done as soon as it is its turn, feeds the others, and works while there is nothing
 * to take or feed. */
static void lead(streaming *s)
{
    const size_t n_slots = s->stream.n_slots;
    pthread_mutex_lock(&s->lock);
    while (!s->stops && s->taken < s->n_tasks) {
        const size_t slot = s->taken % n_slots;
        if (s->done[slot]) {
            pthread_mutex_unlock(&s->lock);
            const bool more = s->stream.take(s->stream.context, s->taken, slot);
            pthread_mutex_lock(&s->lock);
            s->done[slot] = false;
            s->taken++;
            s->stops = !more;
            pthread_cond_broadcast(&s->changed);
        } else if (s->fed < s->n_tasks && s->fed < s->taken + n_slots)
            feed_next(s);
        else if (may_begin(s))
            do_next(s, 0);
        else
            pthread_cond_wait(&s->changed, &s->lock);
    }
    pthread_mutex_unlock(&s->lock);
}

void tarix_pool_stream(tarix_arena *arena, const tarix_stream *stream)
{
    tarix_arena *own = tarix_arena_new(tarix_arena_guard(arena));
    streaming *s = TARIX_NEW(own, streaming);
    s->stream = *stream;
    s->n_tasks = stream->n_tasks;
    s->fed = stream->feed ? 0 : stream->n_tasks;
    s->done = TARIX_ARRAY(own, bool, stream->n_slots);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->changed, NULL);
    tarix_arena_defer(own, end_stream, s);
    if (!stream->feed) start_threads(s);
    lead(s);
    tarix_arena_free(own);
}

size_t tarix_pool_processors(void)
{
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}
