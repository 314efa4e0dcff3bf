#include "base/annex.h"

#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/folder.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

enum { many = 12, most = 3 << 20 };

/* A block and what should be in it. */
typedef struct pair {
    uint64_t *block;
    size_t n, seed;
} pair;

static void fill(pair *p, size_t n)
{
    for (size_t i = p->n; i < n; i++) {
        if (p->block[i]) fail_msg("number %zu is not zero", i);
        p->block[i] = i * 2654435761U + p->seed;
    }
    p->n = n;
}

static void check(const pair *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->block[i] != i * 2654435761U + p->seed) fail_msg("number %zu is another", i);
}

static size_t files_in(const char *folder)
{
    size_t n = 0;
    DIR *d = opendir(folder);
    assert_non_null(d);
    for (const struct dirent *e; (e = readdir(d));) n += e->d_name[0] != '.' || e->d_name[1] > '.';
    closedir(d);
    return n;
}

static void grow(tarix_annex *annex, pair *p, size_t n)
{
    if (!tarix_annex_grow(annex, p->block, n * sizeof *p->block)) {
        uint64_t *moved = tarix_annex_map(annex, n * sizeof *p->block);
        assert_non_null(moved);
        memcpy(moved, p->block, p->n * sizeof *p->block);
        tarix_annex_unmap(annex, p->block);
        p->block = moved;
    }
    fill(p, n);
}

/* With memory for nothing, so that pages are let go all the while. */
static void loses_what_is_in_blocks(tarix_guard *guard)
{
    uint64_t state = 5;
    pair pairs[many] = {{0}};
    tarix_annex annex;
    tarix_arena *arena = tarix_arena_new(guard);
    const char *folder = folder_in(arena);
    const char *beside = tarix_arena_format(arena, "%s/out.csv", folder).data;
    tarix_annex_open(&annex, 1, beside);
    for (int step = 0; step < 200; step++) {
        const struct timespec moment = {.tv_nsec = 200000};
        pair *p = &pairs[random_below(&state, many)];
        const size_t n = 1 + random_below(&state, most / sizeof *p->block);
        if (p->block && step % 5 == 0) {
            check(p);
            tarix_annex_unmap(&annex, p->block);
            *p = (pair){.seed = (size_t)step};
        } else if (!p->block) {
            p->block = tarix_annex_map(&annex, n * sizeof *p->block);
            assert_non_null(p->block);
            assert_int_equal((uintptr_t)p->block % 4096, 0);
            memset((char *)p->block - 1024, 1, 1024); /* the owner's front */
            fill(p, n);
        } else if (n > p->n)
            grow(&annex, p, n);
        nanosleep(&moment, NULL);
        for (size_t i = 0; step % 20 == 0 && i < many; i++) check(&pairs[i]);
    }
    assert_int_equal(files_in(folder), 0); /* it has no name */
    for (size_t i = 0; i < many; i++)
        if (pairs[i].block) tarix_annex_unmap(&annex, pairs[i].block);
    tarix_annex_close(&annex);
}

static void ends_where_no_file_can_be_made(void **state)
{
    (void)state;
    tarix_annex annex;
    tarix_annex_open(&annex, 1, "/no-such-folder/out.csv");
    assert_null(tarix_annex_map(&annex, 1));
    assert_int_equal(annex.failure, ENOENT);
    assert_int_equal(tarix_annex_room(&annex), 0);
    tarix_annex_close(&annex);
}

/* A full disk is known when the block is made, not when it is written to. */
static void ends_at_the_end_of_the_disk(tarix_guard *guard)
{
    tarix_annex annex;
    struct rlimit old, low;
    tarix_arena *arena = tarix_arena_new(guard);
    const char *beside = tarix_arena_format(arena, "%s/out.csv", folder_in(arena)).data;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    low = (struct rlimit){.rlim_cur = 2 << 20, .rlim_max = old.rlim_max};
    setrlimit(RLIMIT_FSIZE, &low);
    tarix_annex_open(&annex, 1, beside);
    char *block = tarix_annex_map(&annex, 1 << 20);
    assert_non_null(block);
    assert_null(tarix_annex_map(&annex, 2 << 20));
    assert_int_equal(annex.failure, EFBIG);
    assert_false(tarix_annex_grow(&annex, block, 3 << 20));
    memset(block, 1, 1 << 20);
    tarix_annex_unmap(&annex, block);
    tarix_annex_close(&annex);
    setrlimit(RLIMIT_FSIZE, &old);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(loses_what_is_in_blocks),
        cmocka_unit_test(ends_where_no_file_can_be_made),
        GUARDED(ends_at_the_end_of_the_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
