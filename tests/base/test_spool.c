#include "base/spool.h"

#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/folder.h"

enum { most_bytes = 9 << 20 };

/* A spool and what it should hold. */
typedef struct pair {
    tarix_spool *spool;
    char *bytes;
    size_t size;
} pair;

static void add(pair *p, uint64_t *state, size_t size)
{
    for (size_t i = 0; i < size; i++) p->bytes[p->size + i] = (char)random_next(state);
    tarix_spool_add(p->spool, p->bytes + p->size, size);
    p->size += size;
}

static void check(const pair *p, uint64_t from)
{
    size_t size;
    assert_int_equal(tarix_spool_size(p->spool), p->size);
    assert_int_equal(tarix_spool_status(p->spool, NULL), TARIX_OK);
    for (uint64_t at = from;; at += size) {
        const char *bytes = tarix_spool_read(p->spool, at, &size);
        if (size == 0) {
            assert_int_equal(at, from > p->size ? from : p->size);
            return;
        }
        assert_true(at + size <= p->size);
        assert_memory_equal(bytes, p->bytes + at, size);
    }
}

/* Bytes are added, cut off and read in any order. */
static void loses_bytes(tarix_guard *guard)
{
    uint64_t state = 7;
    tarix_arena *arena = tarix_arena_new(guard);
    const char *beside = folder_path("x.tarix");
    const size_t most[] = {0, 1, 1 << 20, (2 << 20) + 5};
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        pair p = {
            tarix_spool_new(arena, most[i], beside), tarix_arena_alloc(arena, most_bytes, 1), 0};
        check(&p, 0);
        for (int step = 0; step < 60; step++) {
            const size_t wanted = random_below(&state, step % 7 ? 3000 : 2 << 20);
            if (p.size + wanted < most_bytes) add(&p, &state, wanted);
            if (step % 5 == 4) {
                p.size = random_below(&state, p.size + 1);
                tarix_spool_cut(p.spool, p.size);
            }
            if (step % 3 == 0) check(&p, random_below(&state, p.size + 1));
        }
        check(&p, 0);
        check(&p, p.size + 1);
    }
}

/* Whole elements, however they were added. */
static void cuts_elements(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_spool *spool = tarix_spool_new(arena, 1 << 20, folder_path("x.tarix"));
    size_t size;
    for (uint64_t i = 0; i < 500000; i++) tarix_spool_add(spool, &i, sizeof i);
    uint64_t next = 0;
    for (uint64_t at = 0;; at += size) {
        const uint64_t *numbers = tarix_spool_read(spool, at, &size);
        if (size == 0) break;
        assert_int_equal(size % sizeof *numbers, 0);
        for (size_t i = 0; i < size / sizeof *numbers; i++) assert_true(numbers[i] == next++);
    }
    assert_int_equal(next, 500000);
}

static void leaves_a_file(tarix_guard *guard)
{
    const int before = folder_next_fd();
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_spool *spool = tarix_spool_new(arena, 1, folder_path("x.tarix"));
    char *bytes = tarix_arena_alloc(arena, 3 << 20, 1);
    tarix_spool_add(spool, bytes, 3 << 20);
    assert_int_equal(folder_next_fd(), before + 1);
    assert_false(folder_has("x.tarix"));
    tarix_arena_free(arena);
    assert_int_equal(folder_next_fd(), before);
}

static void takes_a_missing_folder_for_one(tarix_guard *guard)
{
    tarix_error err = {0};
    size_t size = 1;
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_spool *spool = tarix_spool_new(arena, 1, folder_path("none/x.tarix"));
    char *bytes = tarix_arena_alloc(arena, 3 << 20, 1);
    tarix_spool_add(spool, bytes, 3 << 20);
    assert_int_equal(tarix_spool_status(spool, &err), TARIX_IO);
    assert_non_null(strstr(err.message, "x.tarix: what --memory has no room for"));
    tarix_spool_read(spool, 0, &size);
    assert_int_equal(size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(loses_bytes), GUARDED(cuts_elements),
        GUARDED(leaves_a_file), GUARDED(takes_a_missing_folder_for_one)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
