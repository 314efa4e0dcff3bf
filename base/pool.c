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

size_t tarix_pool_processors(void)
{
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}
