#include "analyzers/rank.h"

#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <math.h>

static const char *const beginnings[] = {"a", "ə", "azərbaycanlılaşdırılmış", "inqilabçılıq-",
    "azərbaycanlılaşdırılma", "ı", "İran", "1918", "ياد", ""};
static const double scores[] = {0.0, -0.0, 1.5, -2, INFINITY, -INFINITY, NAN, 1e-300};

/* The definition: the larger score, the larger count, the text that the alphabet has earlier. */
static bool stands_before(const tarix_ranked *a, const tarix_ranked *b, const tarix_vocab *values)
{
    if (isnan(a->score) != isnan(b->score)) return isnan(b->score);
    if (!isnan(a->score) && a->score != b->score) return a->score > b->score;
    if (a->count != b->count) return a->count > b->count;
    return tarix_collate(tarix_vocab_str(values, a->id), tarix_vocab_str(values, b->id)) < 0;
}

/* n different texts, with few scores and counts, so that every word of the order decides. */
static tarix_ranked *make_list(
    tarix_arena *arena, tarix_vocab *values, size_t n, unsigned n_scores, uint64_t *seed)
{
    tarix_ranked *list = TARIX_ARRAY(arena, tarix_ranked, n + 1);
    for (size_t i = 0; i < n; i++) {
        const tarix_str text = tarix_arena_format(arena, "%s%zu",
            beginnings[random_below(seed, sizeof beginnings / sizeof *beginnings)], i);
        list[i] = (tarix_ranked){.score = scores[random_below(seed, n_scores)],
            .count = random_below(seed, 4) ? random_below(seed, 3) : random_next(seed),
            .id = tarix_vocab_intern(values, text, 0)};
    }
    return list;
}

static void lists_come_out_whole_and_in_order(tarix_guard *guard)
{
    static const size_t sizes[] = {0, 1, 2, 12, 13, 100, 5000};
    uint64_t seed = 5;
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        for (unsigned n_scores = 1; n_scores <= 8; n_scores += 7) {
            tarix_arena *arena = tarix_arena_new(guard);
            tarix_vocab *values = tarix_vocab_new(arena);
            const size_t n = sizes[k];
            tarix_ranked *list = make_list(arena, values, n, n_scores, &seed);
            bool *seen = TARIX_ARRAY(arena, bool, n + 1);
            tarix_rank(list, n, values);
            for (size_t i = 0; i < n; i++) {
                assert_false(seen[list[i].id]);
                seen[list[i].id] = true;
                if (i) assert_true(stands_before(&list[i - 1], &list[i], values));
            }
            tarix_arena_free(arena);
        }
}

/* One count and texts alike in their first forty letters: nothing but the whole text decides. */
static void long_twins_are_told_apart(tarix_guard *guard)
{
    enum { n = 3000 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *values = tarix_vocab_new(arena);
    tarix_ranked *list = TARIX_ARRAY(arena, tarix_ranked, n);
    for (size_t i = 0; i < n; i++) {
        const tarix_str text =
            tarix_arena_format(arena, "qeyri-azərbaycanlılaşdırılmışlardanlıq%05zu", i * 7919 % n);
        list[i] = (tarix_ranked){.id = tarix_vocab_intern(values, text, 0)};
    }
    tarix_rank(list, n, values);
    for (size_t i = 1; i < n; i++) assert_true(stands_before(&list[i - 1], &list[i], values));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(lists_come_out_whole_and_in_order),
        GUARDED(long_twins_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
