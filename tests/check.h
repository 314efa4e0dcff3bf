/* What cmocka lacks: numbers within a relative tolerance, and texts with their lengths. */
#ifndef TARIX_TESTS_CHECK_H
#define TARIX_TESTS_CHECK_H

#include "base/arena.h"
#include "base/str.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static inline bool check_is_near(double actual, double expected, double relative, double absolute)
{
    if (isnan(expected)) return isnan(actual);
    if (isinf(expected)) return actual == expected;
    const double room = fmax(relative * fabs(expected), expected == 0 ? absolute : 0);
    return fabs(actual - expected) <= room;
}

#define check_near(actual, expected, relative)                                                     \
    do {                                                                                           \
        const double actual_ = (actual), expected_ = (expected);                                   \
        if (!check_is_near(actual_, expected_, (relative), 1e-12))                                 \
            fail_msg("%s is %.17g, not %.17g", #actual, actual_, expected_);                       \
    } while (0)

#define check_str(actual, expected)                                                                \
    do {                                                                                           \
        const tarix_str actual_ = (actual), expected_ = tarix_str_from(expected);                  \
        if (!tarix_str_equal(actual_, expected_))                                                  \
            fail_msg("%s is '%.*s', not '%s'", #actual, TARIX_ARG(actual_), expected);             \
    } while (0)

/* Runs a test under a guard: work(guard) may allocate from arenas of that guard. */
typedef struct check_call {
    void (*work)(tarix_guard *guard);
} check_call;

static inline tarix_status check_run_(void *context, tarix_guard *guard, tarix_error *err)
{
    (void)err;
    ((check_call *)context)->work(guard);
    return TARIX_OK;
}

static inline void check_guarded(void (*work)(tarix_guard *guard))
{
    check_call call = {work};
    tarix_error err = {0};
    if (tarix_protect(check_run_, &call, 0, &err) != TARIX_OK) fail_msg("%s", err.message);
}

#endif
