/* What went wrong, said where it was found.
 * A function that can fail returns a tarix_status and takes a tarix_error last; on failure its
 * other outputs are untouched. Messages are lower case, name the thing and the remedy, and end
 * without a full stop. */
#ifndef TARIX_BASE_ERROR_H
#define TARIX_BASE_ERROR_H

#include "str.h"

#ifndef TARIX_API
#define TARIX_API __attribute__((visibility("default")))
#endif

typedef enum tarix_status {
    TARIX_OK,
    TARIX_INVALID,   /* the data says something it must not: a list, a table, a text */
    TARIX_IO,        /* the system refused: missing, unreadable, unwritable, full */
    TARIX_USAGE,     /* an option or name that does not exist or does not fit */
    TARIX_NO_MEMORY, /* the system, or the budget, has no more */
    TARIX_CLOSED     /* the reader of our output has gone: stop, but nothing is wrong */
} tarix_status;

typedef struct tarix_error {
    tarix_status status;
    char message[1024]; /* empty when status is TARIX_OK; cut at a whole character */
} tarix_error;

/* Sets err (which may be NULL) and returns status. */
TARIX_API tarix_status tarix_error_set(tarix_error *err, tarix_status status, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

#define TARIX_TRY(step)                                                                            \
    do {                                                                                           \
        const tarix_status try_status_ = (step);                                                   \
        if (try_status_ != TARIX_OK) return try_status_;                                           \
    } while (0)

#endif
