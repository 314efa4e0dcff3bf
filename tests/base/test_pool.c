#include "base/pool.h"

#include "tests/base/guarded.h"

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

/* ---- streams ---- */

enum { most_slots = 8 };

typedef struct line {
    atomic_size_t made[most_slots]; /* by slot: the task whose result stands there, and 1 */
    atomic_size_t n_worked;
    size_t n_taken, n_wanted, n_threads, n_there, n_fed;
    bool (*feed)(void *context, size_t task, size_t slot);
    tarix_arena *arena; /* take() runs out of its memory */
} line;

static void make(void *context, size_t task, size_t thread, size_t slot)
{
    line *l = context;
    assert_true(thread < (l->n_threads ? l->n_threads : 1));
    assert_int_equal(atomic_exchange(&l->made[slot], task + 1), 0);
    atomic_fetch_add(&l->n_worked, 1);
}

static bool take(void *context, size_t task, size_t slot)
{
    line *l = context;
    assert_int_equal(task, l->n_taken);
    assert_int_equal(atomic_exchange(&l->made[slot], 0), task + 1);
    l->n_taken++;
    if (l->arena) tarix_arena_alloc(l->arena, 1000, 1);
    return l->n_taken < l->n_wanted;
}

static void stream(tarix_arena *arena, line *l, size_t n_threads, size_t n_tasks, size_t n_slots)
{
    for (size_t i = 0; i < most_slots; i++) atomic_init(&l->made[i], 0);
    atomic_init(&l->n_worked, 0);
    l->n_threads = n_threads;
    tarix_pool_stream(arena, &(tarix_stream){.n_threads = n_threads,
                                 .n_tasks = n_tasks,
                                 .n_slots = n_slots,
                                 .feed = l->feed,
                                 .work = make,
                                 .take = take,
                                 .context = l});
}

static void results_are_taken_out_of_order(tarix_guard *guard)
{
    static const size_t threads[] = {0, 1, 2, 5, 64}, tasks[] = {0, 1, 3, most_tasks};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++)
        for (size_t k = 0; k < sizeof tasks / sizeof *tasks; k++)
            for (size_t slots = 1; slots <= most_slots; slots += 7) {
                line l = {.n_wanted = SIZE_MAX};
                stream(arena, &l, threads[i], tasks[k], slots);
                assert_int_equal(l.n_taken, tasks[k]);
                assert_int_equal(l.n_worked, tasks[k]);
            }
}

/* Each task is fed before it is worked on, and none behind the last. */
static bool feed(void *context, size_t task, size_t slot)
{
    line *l = context;
    assert_int_equal(task, l->n_fed);
    assert_int_equal(l->made[slot], 0);
    if (l->n_fed == l->n_there) return false;
    l->n_fed++;
    return true;
}

static void tasks_are_fed_in_their_order(tarix_guard *guard)
{
    static const size_t threads[] = {1, 2, 5}, tasks[] = {0, 1, 3, most_tasks};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++)
        for (size_t k = 0; k < sizeof tasks / sizeof *tasks; k++)
            for (size_t slots = 1; slots <= most_slots; slots += 7) {
                line l = {.n_wanted = SIZE_MAX, .n_there = tasks[k], .feed = feed};
                stream(arena, &l, threads[i], SIZE_MAX, slots);
                assert_int_equal(l.n_taken, tasks[k]);
                assert_int_equal(l.n_worked, tasks[k]);
            }
}

static void work_goes_on_when_no_more_is_wanted(tarix_guard *guard)
{
    line l = {.n_wanted = 3};
    stream(tarix_arena_new(guard), &l, 4, most_tasks, most_slots);
    assert_int_equal(l.n_taken, 3);
    assert_true(l.n_worked <= 3 + most_slots);
}

/* Memory that runs out in take() while others work. */
static void unwinds_with_threads_running(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    line *l = TARIX_NEW(arena, line);
    *l = (line){.n_wanted = SIZE_MAX, .arena = arena};
    stream(arena, l, 4, 100, most_slots);
    assert_int_equal(l->n_taken, 100);
}

static void threads_outlive_what_they_work_on(void **state)
{
    (void)state;
    guarded_starve(unwinds_with_threads_running, 7777);
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
        GUARDED(results_are_taken_out_of_order), GUARDED(tasks_are_fed_in_their_order),
        GUARDED(work_goes_on_when_no_more_is_wanted),
        cmocka_unit_test(threads_outlive_what_they_work_on),
        cmocka_unit_test(there_is_a_processor)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
