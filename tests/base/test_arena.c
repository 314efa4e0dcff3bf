#include "base/arena.h"

#include "tests/base/guarded.h"

#include <string.h>

/* So that AddressSanitizer lets the system say no; cmake/no_leak_check.c says it otherwise. */
#ifndef TARIX_NO_LEAK_CHECK
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}
#endif

static bool is_zero(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i]) return false;
    return true;
}

static const size_t sizes[] = {0, 1, 15, 16, 17, 4095, 4096, 4097, 32767, 32768, 100000, 300000};
enum { n_sizes = sizeof sizes / sizeof *sizes };

static void memory_is_zeroed_and_aligned_when_used_again(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    for (int round = 0; round < 3; round++) {
        const tarix_mark mark = tarix_arena_mark(arena);
        for (size_t i = 0; i < n_sizes; i++) {
            char *bytes = tarix_arena_alloc(arena, sizes[i], 1);
            assert_non_null(bytes);
            assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
            assert_true(is_zero(bytes, sizes[i]));
            memset(bytes, 0xEE, sizes[i]);
        }
        tarix_arena_restore(arena, mark);
    }
}

static void growing_keeps_the_old_and_zeroes_the_new(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    char *grown[2] = {NULL, NULL}; /* two, so that each large block has a neighbour */
    for (size_t i = 1; i < n_sizes; i++)
        for (int k = 0; k < 2; k++) {
            grown[k] = tarix_arena_grow(arena, grown[k], sizes[i - 1], sizes[i], 1);
            for (size_t at = 0; at < sizes[i - 1]; at++) assert_int_equal(grown[k][at], 'a' + k);
            assert_true(is_zero(grown[k] + sizes[i - 1], sizes[i] - sizes[i - 1]));
            memset(grown[k], 'a' + k, sizes[i]);
        }
}

static void what_is_extended_stays_and_what_is_not_is_as_it_was(tarix_guard *guard)
{
    enum { megabyte = 1 << 20, step = 3 * megabyte };
    tarix_arena *arena = tarix_arena_new(guard);
    char *small = tarix_arena_alloc(arena, 100, 1), *middle = tarix_arena_alloc(arena, 100000, 1);
    char *large = tarix_arena_alloc(arena, megabyte, 1);
    size_t size = megabyte;
    memset(small, 'a', 100);
    memset(middle, 'b', 100000);
    memset(large, 'c', megabyte);
    const size_t before = tarix_arena_size(arena);
    assert_false(tarix_arena_extend(arena, small, 100, 200, 1));
    assert_false(tarix_arena_extend(arena, middle, 100000, megabyte, 1));
    assert_int_equal(tarix_arena_size(arena), before);
    for (int i = 0; i < 5; i++, size += step) {
        assert_true(tarix_arena_extend(arena, large, size, size + step, 1));
        assert_int_equal(tarix_arena_size(arena), before + size + step - megabyte);
        assert_true(is_zero(large + size, step));
        memset(large + size, 'c', step);
    }
    for (size_t i = 0; i < size; i++) assert_int_equal(large[i], 'c');
    for (size_t i = 0; i < 100000; i++) assert_int_equal(middle[i], 'b');
    large = tarix_arena_grow(arena, large, size, size + step, 1);
    assert_true(is_zero(large + size, step));
}

static void room_is_made_for_each_element(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    uint32_t *list = NULL;
    size_t size = 0, capacity = 0;
    for (uint32_t i = 0; i < 50000; i++) {
        TARIX_ROOM(arena, list, size, capacity);
        list[size++] = i;
    }
    for (uint32_t i = 0; i < 50000; i++) assert_int_equal(list[i], i);
}

static void copies_end_in_nul(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str copy = tarix_arena_str(arena, tarix_str_slice(TARIX_STR("Iıİi!"), 0, 6));
    check_str(copy, "Iıİi");
    assert_int_equal(copy.data[copy.size], '\0');
    assert_string_equal(tarix_arena_str(arena, (tarix_str){NULL, 0}).data, "");
    assert_string_equal(tarix_arena_format(arena, "%s-%d", "il", 1918).data, "il-1918");
    assert_int_equal(tarix_arena_format(arena, "%*d", 70000, 1).size, 70000);
}

static void restoring_gives_back_all_since_the_mark(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    assert_int_equal(tarix_arena_size(arena), 0);
    char *before = memset(tarix_arena_alloc(arena, 100, 1), 'x', 100);
    const size_t size = tarix_arena_size(arena);
    const tarix_mark mark = tarix_arena_mark(arena);
    for (size_t i = 0; i < n_sizes; i++) tarix_arena_alloc(arena, sizes[i], 3);
    assert_true(tarix_arena_size(arena) > size);
    tarix_arena_restore(arena, mark);
    assert_int_equal(tarix_arena_size(arena), size);
    for (int i = 0; i < 100; i++) assert_int_equal(before[i], 'x');
    tarix_arena_restore(arena, (tarix_mark){0});
    assert_int_equal(tarix_arena_size(arena), 0);
    tarix_arena_free(NULL);
}

/* ---- what is deferred ---- */

static char order[8];

static void note(void *object)
{
    strcat(order, object);
}

static void the_deferred_runs_last_in_first_out(tarix_guard *guard)
{
    order[0] = '\0';
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_arena_defer(arena, note, "a");
    const tarix_mark mark = tarix_arena_mark(arena);
    tarix_arena_defer(arena, note, "b");
    tarix_arena_defer(arena, note, "c");
    tarix_arena_restore(arena, mark);
    assert_string_equal(order, "cb");
    tarix_arena_defer(arena, note, "d");
    tarix_arena_free(arena);
    assert_string_equal(order, "cbda");
}

/* ---- guards ---- */

typedef struct call {
    tarix_status status;
    size_t count, size;
    tarix_arena *kept;
} call;

static tarix_status leave_open(void *context, tarix_guard *guard, tarix_error *err)
{
    const call *c = context;
    tarix_arena_defer(tarix_arena_new(guard), note, "x");
    tarix_arena_alloc(tarix_arena_new(guard), 100000, 1);
    return c->status ? tarix_error_set(err, c->status, "as told") : TARIX_OK;
}

static void arenas_end_with_their_call_however_it_ends(void **state)
{
    (void)state;
    tarix_error err = {0};
    order[0] = '\0';
    assert_int_equal(tarix_protect(leave_open, &(call){.status = TARIX_OK}, 0, &err), TARIX_OK);
    assert_string_equal(order, "x");
    assert_int_equal(
        tarix_protect(leave_open, &(call){.status = TARIX_INVALID}, 0, &err), TARIX_INVALID);
    assert_string_equal(order, "xx");
    assert_string_equal(err.message, "as told");
    assert_int_equal(tarix_protect(leave_open, &(call){0}, 100000, &err), TARIX_NO_MEMORY);
    assert_string_equal(order, "xxx");
    assert_int_equal(err.status, TARIX_NO_MEMORY);
    assert_int_equal(tarix_protect(leave_open, &(call){0}, 100000, NULL), TARIX_NO_MEMORY);
}

static tarix_status keep_one(void *context, tarix_guard *guard, tarix_error *err)
{
    (void)err;
    call *c = context;
    c->kept = tarix_arena_new(guard);
    assert_ptr_equal(tarix_arena_guard(c->kept), guard);
    strcpy(tarix_arena_alloc(c->kept, 50000, 1), "kept");
    tarix_arena_keep(c->kept);
    assert_null(tarix_arena_guard(c->kept));
    return TARIX_OK;
}

static tarix_status lend_it(void *context, tarix_guard *guard, tarix_error *err)
{
    (void)err;
    call *c = context;
    tarix_arena_lend(c->kept, guard);
    tarix_arena_alloc(c->kept, 1, c->size);
    tarix_arena_keep(c->kept);
    return TARIX_OK;
}

static void what_is_kept_outlives_its_call(void **state)
{
    (void)state;
    call c = {0};
    assert_int_equal(tarix_protect(keep_one, &c, 0, NULL), TARIX_OK);
    c.size = 100000;
    assert_int_equal(tarix_protect(lend_it, &c, 0, NULL), TARIX_OK);
    assert_true(tarix_arena_size(c.kept) >= 150000);
    tarix_arena_free(c.kept);
}

static void what_is_lent_counts_in_the_budget(void **state)
{
    (void)state;
    for (size_t budget = 10000; budget < 60000; budget += 40000) {
        call c = {.size = 40000};
        assert_int_equal(tarix_protect(keep_one, &c, 0, NULL), TARIX_OK);
        assert_int_equal(tarix_protect(lend_it, &c, budget, NULL), TARIX_NO_MEMORY);
    }
}

/* ---- out of memory ---- */

static int n_open;

static void count_down(void *object)
{
    --*(int *)object;
}

static void use_every_function(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard), *other = tarix_arena_new(guard);
    tarix_arena_defer(arena, count_down, &n_open);
    n_open++;
    char *small = tarix_arena_alloc(arena, 100, 1), *large = tarix_arena_alloc(other, 40000, 1);
    small = tarix_arena_grow(arena, small, 100, 5000, 1);
    large = tarix_arena_grow(other, large, 40000, 90000, 1);
    if (!tarix_arena_extend(other, large, 90000, 100000, 1)) tarix_arena_alloc(other, 10000, 1);
    tarix_arena_str(other, (tarix_str){large, 20000});
    tarix_arena_format(arena, "%*d", 20000, 1);
    for (int i = 0; i < 2000; i++) {
        tarix_arena_defer(other, count_down, &n_open);
        n_open++;
    }
    tarix_arena_restore(other, (tarix_mark){0});
    tarix_arena_free(arena);
}

static void every_small_budget_unwinds_and_closes_all(void **state)
{
    (void)state;
    n_open = 0;
    guarded_starve(use_every_function, 509);
    assert_int_equal(n_open, 0);
}

static tarix_status allocate(void *context, tarix_guard *guard, tarix_error *err)
{
    (void)err;
    const call *c = context;
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_arena_alloc(arena, c->count, c->size);
    return TARIX_OK;
}

static tarix_status grow(void *context, tarix_guard *guard, tarix_error *err)
{
    (void)err;
    const call *c = context;
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_arena_grow(arena, tarix_arena_alloc(arena, 1, c->size), 1, c->count, c->size);
    return TARIX_OK;
}

static void what_overflows_or_the_system_lacks_is_out_of_memory(void **state)
{
    (void)state;
    const call calls[] = {{.count = SIZE_MAX, .size = 1}, {.count = SIZE_MAX / 2, .size = 3},
        {.count = SIZE_MAX / 8 + 2, .size = 8}, {.count = (size_t)1 << 60, .size = 4},
        {.count = SIZE_MAX / 65536 + 1, .size = 65536}, {.count = (size_t)1 << 45, .size = 65536}};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        call c = calls[i];
        assert_int_equal(tarix_protect(allocate, &c, 0, NULL), TARIX_NO_MEMORY);
        assert_int_equal(tarix_protect(grow, &c, 0, NULL), TARIX_NO_MEMORY);
    }
}

static void a_guard_inside_another_unwinds_alone(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str text = tarix_arena_str(arena, TARIX_STR("outer"));
    call c = {.count = 100000, .size = 1};
    assert_int_equal(tarix_protect(allocate, &c, 50000, NULL), TARIX_NO_MEMORY);
    check_str(text, "outer");
}

static tarix_status come_and_go(void *context, tarix_guard *guard, tarix_error *err)
{
    (void)context, (void)err;
    for (int i = 0; i < 100; i++) {
        tarix_arena *arena = tarix_arena_new(guard);
        tarix_arena_alloc(arena, 1, 60000);
        tarix_arena_restore(arena, (tarix_mark){0});
        tarix_arena_alloc(arena, 1, 60000);
        tarix_arena_free(arena);
    }
    return TARIX_OK;
}

static void only_what_is_alive_counts_in_the_budget(void **state)
{
    (void)state;
    assert_int_equal(tarix_protect(come_and_go, NULL, 70000, NULL), TARIX_OK);
}

/* ---- beyond the budget, on the disk ---- */

enum { budget = 4 << 20, far_beyond = 40 << 20 };

static void check_numbers(const uint32_t *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (numbers[i] != i) fail_msg("number %zu is %u", i, numbers[i]);
}

static tarix_status grow_far(void *context, tarix_guard *guard, tarix_error *err)
{
    (void)err;
    tarix_arena *arena = tarix_arena_new(guard);
    uint32_t *numbers = NULL;
    size_t n = 0, capacity = 0;
    if (context) tarix_guard_spill(guard, context);
    assert_true(tarix_guard_left(guard) > 0);
    const tarix_mark mark = tarix_arena_mark(arena);
    char *small = TARIX_ARRAY(arena, char, budget / 4);
    memset(small, 7, budget / 4);
    while (n < far_beyond / sizeof *numbers) {
        TARIX_ROOM(arena, numbers, n, capacity);
        assert_int_equal(numbers[n], 0);
        numbers[n] = (uint32_t)n;
        n++;
    }
    check_numbers(numbers, n);
    for (size_t i = 0; i < budget / 4; i++) assert_int_equal(small[i], 7);
    assert_true(tarix_arena_size(arena) <= budget);
    tarix_arena_restore(arena, mark);
    assert_int_equal(tarix_arena_size(arena), 0);
    return TARIX_OK;
}

static void what_the_budget_has_no_room_for_goes_to_the_disk(void **state)
{
    (void)state;
    tarix_error err = {0};
    assert_int_equal(tarix_protect(grow_far, NULL, budget, &err), TARIX_NO_MEMORY);
    assert_int_equal(tarix_protect(grow_far, "/tmp/tarix-test", budget, &err), TARIX_OK);
    assert_int_equal(tarix_protect(grow_far, "/no-such-folder/out.csv", budget, &err), TARIX_IO);
    assert_non_null(strstr(err.message, "/no-such-folder/out.csv: what --memory has no room for"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(memory_is_zeroed_and_aligned_when_used_again),
        GUARDED(growing_keeps_the_old_and_zeroes_the_new),
        GUARDED(what_is_extended_stays_and_what_is_not_is_as_it_was),
        GUARDED(room_is_made_for_each_element), GUARDED(copies_end_in_nul),
        GUARDED(restoring_gives_back_all_since_the_mark),
        GUARDED(the_deferred_runs_last_in_first_out),
        cmocka_unit_test(arenas_end_with_their_call_however_it_ends),
        cmocka_unit_test(what_is_kept_outlives_its_call),
        cmocka_unit_test(what_is_lent_counts_in_the_budget),
        cmocka_unit_test(every_small_budget_unwinds_and_closes_all),
        cmocka_unit_test(what_overflows_or_the_system_lacks_is_out_of_memory),
        GUARDED(a_guard_inside_another_unwinds_alone),
        cmocka_unit_test(only_what_is_alive_counts_in_the_budget),
        cmocka_unit_test(what_the_budget_has_no_room_for_goes_to_the_disk)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
