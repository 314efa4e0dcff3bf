/* One line on a terminal that says how far a run has come: what is done of how much, how fast, and
 * how long the rest will take. Nothing where stderr is no terminal. */
#ifndef TARIX_CLI_PROGRESS_H
#define TARIX_CLI_PROGRESS_H

#include "base/progress.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct progress {
    tarix_progress told;
    const char *label;              /* before all: the report of a study; may be "" */
    double started, shown;          /* the run; the last line */
    const char *phase;              /* at hand; NULL: none yet */
    double began;                   /* the phase */
    uint64_t bytes, expected, from; /* read, to be read; read before the phase */
    size_t width;                   /* of the line that stands there */
    bool shares_screen;             /* with the table, which ends it */
    bool is_over;
} progress;

/* NULL when nobody looks. `label` is borrowed, and may be NULL. */
const tarix_progress *progress_begin(progress *p, const char *label, bool to_screen);
void progress_clear(progress *p);

/* Seconds from some beginning. */
double time_now(void);

#endif
