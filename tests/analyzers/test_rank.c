#include "analyzers/rank.h"

#include "base/collate.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

static const char *const beginnings[] = {"a", "ə", "azərbaycanlılaşdırılmış", "inqilabçılıq-",
    "azərbaycanlılaşdırılma", "ı", "İran", "1918", "ياد", ""};
/* The definition: the larger count, the text that the alphabet has earlier. */
static bool stands_before(tarix_id a, tarix_id b, const uint64_t *count, const tarix_vocab *values)
{
    if (count && count[a] != count[b]) return count[a] > count[b];
    return tarix_collate(tarix_vocab_str(values, a), tarix_vocab_str(values, b)) < 0;
}

/* n different texts, with few counts, so that every word of the order decides. */
static tarix_id *make_list(
    tarix_arena *arena, tarix_vocab *values, uint64_t *count, size_t n, uint64_t *seed)
{
    tarix_id *list = TARIX_ARRAY(arena, tarix_id, n + 1);
    for (size_t i = 0; i < n; i++) {
        const tarix_str text = tarix_arena_format(arena, "%s%zu",
            beginnings[random_below(seed, sizeof beginnings / sizeof *beginnings)], i);
        list[i] = tarix_vocab_intern(values, text, 0);
        count[list[i]] = random_below(seed, 4) ? random_below(seed, 3) : random_next(seed);
    }
    return list;
}

static void lists_come_out_whole_and_in_order(tarix_guard *guard)
{
    static const size_t sizes[] = {0, 1, 2, 32, 33, 100, 5000, 20000};
    uint64_t seed = 5;
    for (size_t k = 0; k < 2 * sizeof sizes / sizeof *sizes; k++) {
        tarix_arena *arena = tarix_arena_new(guard);
        tarix_vocab *values = tarix_vocab_new(arena);
        const size_t n = sizes[k / 2];
        uint64_t *counts = TARIX_ARRAY(arena, uint64_t, n + 1), *count = k % 2 ? counts : NULL;
        tarix_id *list = make_list(arena, values, counts, n, &seed);
        bool *seen = TARIX_ARRAY(arena, bool, n + 1);
        tarix_rank(arena, list, n, count, values, 1 + k % 3);
        for (size_t i = 0; i < n; i++) {
            assert_false(seen[list[i]]);
            seen[list[i]] = true;
            if (i) assert_true(stands_before(list[i - 1], list[i], count, values));
        }
        tarix_arena_free(arena);
    }
}

/* One count and texts alike in their beginnings: nothing but the whole text decides. */
static void check_twins(tarix_guard *guard, const char *beginning, size_t n, size_t n_threads)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *values = tarix_vocab_new(arena);
    tarix_id *list = TARIX_ARRAY(arena, tarix_id, n);
    for (size_t i = 0; i < n; i++) {
        const tarix_str text = tarix_arena_format(arena, "%s%05zu", beginning, i * 7919 % n);
        list[i] = tarix_vocab_intern(values, text, 0);
    }
    tarix_rank(arena, list, n, NULL, values, n_threads);
    for (size_t i = 1; i < n; i++) assert_true(stands_before(list[i - 1], list[i], NULL, values));
}

static void long_twins_are_told_apart(tarix_guard *guard)
{
    check_twins(guard, "qeyri-azərbaycanlılaşdırılmışlardanlıq", 20000, 2);
    check_twins(guard,
        "azərbaycanlılaşdırılmışlardanlıq-azərbaycanlılaşdırılmışlardanlıq-azərbaycanlıq", 3000, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(lists_come_out_whole_and_in_order),
        GUARDED(long_twins_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
