/* Work spread over threads, with results that do not depend on how many there are. */
#ifndef TARIX_BASE_POOL_H
#define TARIX_BASE_POOL_H

#include "arena.h"
#include "error.h"

#include <stdbool.h>
#include <stddef.h>

/* Calls work(context, task) for each task below n_tasks, on at most n_threads threads (the caller
 * is one of them), each task once, begun in their order. Tasks must not depend on one another. */
TARIX_API void tarix_pool_run(
    size_t n_threads, size_t n_tasks, void (*work)(void *context, size_t task), void *context);

/* Tasks whose results are taken one after the other in their order, while others are still being
 * worked on: never more than n_slots of them stand between the two. */
typedef struct tarix_stream {
    size_t n_threads, n_tasks, n_slots;
    /* Gives a task what it works on, on the caller's thread and in their order; false: there is
     * none, and there are no more. It may unwind, as take() may. NULL: they have it. */
    bool (*feed)(void *context, size_t task, size_t slot);
    /* On thread 0 (the caller) to n_threads - 1; `slot` is this task's until it has been taken. It
     * must not allocate: memory that runs out unwinds to where this thread does not come from. */
    void (*work)(void *context, size_t task, size_t thread, size_t slot);
    /* On the caller's thread; false: no more is wanted. */
    bool (*take)(void *context, size_t task, size_t slot);
    void *context;
} tarix_stream;

/* `arena` is for its own use. take() may unwind: the threads then end before any arena does that is
 * older than the call; what `context` leads to must lie in one, not in a frame. */
TARIX_API void tarix_pool_stream(tarix_arena *arena, const tarix_stream *stream);

/* Processors this process may use, at least 1. */
TARIX_API size_t tarix_pool_processors(void);

#endif
