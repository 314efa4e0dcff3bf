#include "base/runs.h"

#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/folder.h"

#include <stdlib.h>

/* A number, with bytes behind it that follow from it. */
typedef struct item {
    uint64_t number;
    size_t size;
    unsigned char bytes[];
} item;

static int by_number(const void *a, const void *b)
{
    const item *p = a, *q = b;
    return (p->number > q->number) - (p->number < q->number);
}

static int ascending(const void *a, const void *b)
{
    const uint64_t p = *(const uint64_t *)a, q = *(const uint64_t *)b;
    return (p > q) - (p < q);
}

static size_t size_of(uint64_t number, size_t most)
{
    return (size_t)(number * 2654435761u % (most + 1));
}

static void check(tarix_arena *arena, size_t memory, size_t n, size_t most)
{
    uint64_t state = n + memory;
    uint64_t *numbers = TARIX_ARRAY(arena, uint64_t, n + 1);
    tarix_runs *runs = tarix_runs_new(arena, memory, by_number, folder_path("x.csv"));
    for (size_t i = 0; i < n; i++) {
        numbers[i] = random_below(&state, n);
        const size_t size = size_of(numbers[i], most);
        item *added = tarix_runs_add(runs, sizeof *added + size);
        *added = (item){numbers[i], size};
        memset(added->bytes, (int)(numbers[i] % 251), size);
    }
    if (n) qsort(numbers, n, sizeof *numbers, ascending);
    tarix_runs_sort(runs);
    for (size_t i = 0; i < n; i++) {
        const item *found = tarix_runs_next(runs);
        assert_non_null(found);
        assert_true(found->number == numbers[i]);
        assert_int_equal(found->size, size_of(numbers[i], most));
        for (size_t k = 0; k < found->size; k++) assert_true(found->bytes[k] == numbers[i] % 251);
    }
    assert_null(tarix_runs_next(runs));
    assert_int_equal(tarix_runs_status(runs, NULL), TARIX_OK);
}

static void gives_records_in_another_order(tarix_guard *guard)
{
    const size_t memory[] = {0, 1 << 18, 1 << 26};
    for (size_t i = 0; i < 3; i++) {
        tarix_arena *arena = tarix_arena_new(guard);
        check(arena, memory[i], 0, 9);
        check(arena, memory[i], 1, 0);
        check(arena, memory[i], 40000, 60);
        check(arena, memory[i], 30, 300000); /* larger than all buffers */
        tarix_arena_free(arena);
    }
}

static void hides_that_a_file_cannot_be_made(tarix_guard *guard)
{
    tarix_error err = {0};
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_runs *runs = tarix_runs_new(arena, 0, by_number, folder_path("none/x.csv"));
    for (uint64_t i = 0; i < 40000; i++)
        *(item *)tarix_runs_add(runs, sizeof(item) + 60) = (item){i, 60};
    tarix_runs_sort(runs);
    while (tarix_runs_next(runs)) continue;
    assert_int_equal(tarix_runs_status(runs, &err), TARIX_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(gives_records_in_another_order), GUARDED(hides_that_a_file_cannot_be_made)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
