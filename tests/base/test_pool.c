#include "base/pool.h"

#include "tests/check.h"

#include <stdatomic.h>

enum { most_tasks = 1000 };

typedef struct tally {
    atomic_int done[most_tasks];
    atomic_size_t begun;
    atomic_bool in_order;
} tally;

static void do_task(void *context, size_t task)
{
    tally *t = context;
    atomic_fetch_add(&t->done[task], 1);
    if (atomic_fetch_add(&t->begun, 1) != task) t->in_order = false;
}

static void check_tasks(size_t n_threads, size_t n_tasks)
{
    static tally t;
    atomic_init(&t.begun, 0);
    for (size_t i = 0; i < most_tasks; i++) atomic_init(&t.done[i], 0);
    t.in_order = true;
    tarix_pool_run(n_threads, n_tasks, do_task, &t);
    for (size_t i = 0; i < most_tasks; i++) assert_int_equal(t.done[i], i < n_tasks);
    if (n_threads <= 1) assert_true(t.in_order);
}

static void each_task_is_done_once_whatever_the_threads(void **state)
{
    (void)state;
    const size_t threads[] = {0, 1, 2, 3, 8, 256, 100000}, tasks[] = {0, 1, 2, 7, most_tasks};
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++)
        for (size_t k = 0; k < sizeof tasks / sizeof *tasks; k++) check_tasks(threads[i], tasks[k]);
}

static void there_is_a_processor(void **state)
{
    (void)state;
    assert_true(tarix_pool_processors() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_task_is_done_once_whatever_the_threads),
        cmocka_unit_test(there_is_a_processor)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
