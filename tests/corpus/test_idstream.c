#include "corpus/idstream.h"

#include "corpus/pass.h"

#include "tests/base/guarded.h"
#include "tests/base/random.h"

enum { n_ids = 10007 };

/* Ids of every size, some of them marked. */
static tarix_id *some_ids(tarix_arena *arena)
{
    tarix_id *ids = TARIX_ARRAY(arena, tarix_id, n_ids);
    uint64_t seed = 3;
    for (size_t i = 0; i < n_ids; i++)
        ids[i] = (tarix_id)random_below(&seed, UINT64_C(1) << random_below(&seed, 32)) |
                 (random_below(&seed, 9) ? 0 : TARIX_STARTS_SENTENCE);
    ids[7] = TARIX_STARTS_SENTENCE - 1;
    ids[8] = UINT32_MAX;
    return ids;
}

static void check_all(const tarix_id_stream *s, const tarix_id *ids, size_t n)
{
    tarix_id block[TARIX_ID_BLOCK];
    size_t seen = 0, size;
    for (size_t at = 0; (size = tarix_id_stream_read(s, &at, block)) > 0; seen += size) {
        assert_true(size <= TARIX_ID_BLOCK && seen + size <= n);
        assert_memory_equal(block, ids + seen, size * sizeof *ids);
    }
    assert_int_equal(seen, n);
}

static void gives_back_other_ids(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_id *ids = some_ids(arena);
    tarix_id_stream s = {.arena = arena};
    check_all(&s, ids, 0);
    for (size_t i = 0, n; i < n_ids; i += n) {
        n = i % 700 + 1 < n_ids - i ? i % 700 + 1 : n_ids - i;
        tarix_id_stream_add(&s, ids + i, n);
        if (i % 3 == 0) {
            tarix_id_stream_end(&s);
            check_all(&s, ids, i + n);
        }
    }
    tarix_id_stream_end(&s);
    check_all(&s, ids, n_ids);
}

static void keeps_what_was_cut(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_id *ids = some_ids(arena);
    tarix_id_stream s = {.arena = arena};
    tarix_id_stream_add(&s, ids, 300);
    const size_t size = tarix_id_stream_end(&s);
    for (size_t more = 0; more < 600; more += 299) {
        tarix_id_stream_add(&s, ids + 5, more);
        tarix_id_stream_cut(&s, size);
        check_all(&s, ids, 300);
    }
    tarix_id_stream_add(&s, ids + 300, 400);
    tarix_id_stream_end(&s);
    check_all(&s, ids, 700);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(gives_back_other_ids),
        GUARDED(keeps_what_was_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
