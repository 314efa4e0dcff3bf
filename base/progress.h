/* Who is told how far a run has come, on the thread that runs it, often. */
#ifndef TARIX_BASE_PROGRESS_H
#define TARIX_BASE_PROGRESS_H

#include <stdint.h>

#define TARIX_PROGRESS_ROWS "writing rows"

typedef struct tarix_progress {
    void *context;
    /* As many more bytes of text as are to be read, as far as it is known; and have been. */
    void (*expect)(void *context, uint64_t bytes);
    void (*read)(void *context, uint64_t bytes);
    /* Of another phase ("counting pairs") how much is done, of how much; total 0: not known. */
    void (*step)(void *context, const char *phase, uint64_t done, uint64_t total);
} tarix_progress;

/* NULL: nobody. */
static inline void tarix_progress_expect(const tarix_progress *p, uint64_t bytes)
{
    if (p) p->expect(p->context, bytes);
}

static inline void tarix_progress_read(const tarix_progress *p, uint64_t bytes)
{
    if (p) p->read(p->context, bytes);
}

static inline void tarix_progress_step(
    const tarix_progress *p, const char *phase, uint64_t done, uint64_t total)
{
    if (p) p->step(p->context, phase, done, total);
}

#endif
