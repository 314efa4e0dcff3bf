/* Work spread over threads, with results that do not depend on how many there are. */
#ifndef TARIX_BASE_POOL_H
#define TARIX_BASE_POOL_H

#include "error.h"

#include <stddef.h>

/* Calls work(context, task) for each task below n_tasks, on at most n_threads threads (the caller
 * is one of them), each task once, begun in their order. Tasks must not depend on one another. */
TARIX_API void tarix_pool_run(
    size_t n_threads, size_t n_tasks, void (*work)(void *context, size_t task), void *context);

/* Processors this process may use, at least 1. */
TARIX_API size_t tarix_pool_processors(void);

#endif
