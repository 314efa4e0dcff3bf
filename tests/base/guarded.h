/* Tests that allocate: each is work(guard), run under a guard of its own. */
#ifndef TARIX_TESTS_BASE_GUARDED_H
#define TARIX_TESTS_BASE_GUARDED_H

#include "tests/check.h"

static inline void guarded_run(void **state)
{
    check_guarded(((const check_call *)*state)->work);
}

/* A row of cmocka's table of tests. */
#define GUARDED(work)                                                                              \
    {                                                                                              \
        .name = #work, .test_func = guarded_run, .initial_state = &(check_call)                    \
        {                                                                                          \
            work                                                                                   \
        }                                                                                          \
    }

/* Runs work under ever larger budgets until one is enough: each smaller one must end in
 * TARIX_NO_MEMORY. What leaks on the way is found by LeakSanitizer. */
static inline void guarded_starve(void (*work)(tarix_guard *guard), size_t step)
{
    check_call call = {work};
    size_t budget = 1;
    for (;; budget += step) {
        tarix_error err = {0};
        const tarix_status status = tarix_protect(check_run_, &call, budget, &err);
        if (status == TARIX_OK) break;
        assert_int_equal(status, TARIX_NO_MEMORY);
        assert_int_equal(err.status, TARIX_NO_MEMORY);
    }
    assert_true(budget > 1);
}

#endif
