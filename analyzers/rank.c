#include "analyzers/rank.h"

#include "base/collate.h"
#include "base/pool.h"
#include "base/simd.h"

enum {
    few_ids = 1 << 12,
    few = 8,
    some = 64,
    n_words = 2,
    n_buckets = 256,
    top_shift = 56,
    ahead = 16
};

/* An id among others of its count. */
typedef struct ranked {
    uint64_t key[n_words]; /* of its text; the smaller comes first */
    tarix_id id;
} ranked;

/* Of two that are equal in the words before `word`. */
static int compare(const ranked *a, const ranked *b, unsigned word, const tarix_vocab *values)
{
    for (; word < n_words; word++)
        if (a->key[word] != b->key[word]) return a->key[word] < b->key[word] ? -1 : 1;
    return tarix_collate(tarix_vocab_str(values, a->id), tarix_vocab_str(values, b->id));
}

static void insertion_sort(ranked *list, size_t n, unsigned word, const tarix_vocab *values)
{
    for (size_t i = 1; i < n; i++) {
        const ranked r = list[i];
        size_t at = i;
        for (; at > 0 && compare(&r, &list[at - 1], word, values) < 0; at--)
            list[at] = list[at - 1];
        list[at] = r;
    }
}

static void sift_down(ranked *list, size_t at, size_t n, const tarix_vocab *values)
{
    const ranked r = list[at];
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        child += child + 1 < n && compare(&list[child], &list[child + 1], n_words, values) < 0;
        if (compare(&r, &list[child], n_words, values) >= 0) break;
        list[at] = list[child];
        at = child;
    }
    list[at] = r;
}

/* For texts that their keys do not tell apart. */
static void heap_sort(ranked *list, size_t n, const tarix_vocab *values)
{
    for (size_t i = n / 2; i-- > 0;) sift_down(list, i, n, values);
    for (size_t end = n; end-- > 1;) {
        const ranked r = list[0];
        list[0] = list[end];
        list[end] = r;
        sift_down(list, 0, end, values);
    }
}

static void swap(ranked *a, ranked *b)
{
    const ranked r = *a;
    *a = *b;
    *b = r;
}

static uint64_t middle(uint64_t a, uint64_t b, uint64_t c)
{
    return a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
}

/* Quicksort in three parts, word after word (Bentley and Sedgewick 1997), for lists of which even
 * the square is small. */
static void quick_sort(ranked *list, size_t n, unsigned word, const tarix_vocab *values)
{
    while (n > few && word < n_words) {
        const uint64_t pivot =
            middle(list[0].key[word], list[n / 2].key[word], list[n - 1].key[word]);
        size_t less = 0, at = 0, more = n;
        while (at < more) {
            const uint64_t value = list[at].key[word];
            if (value < pivot)
                swap(&list[at++], &list[less++]);
            else if (value > pivot)
                swap(&list[at], &list[--more]);
            else
                at++;
        }
        quick_sort(list, less, word, values);
        quick_sort(list + more, n - more, word, values);
        list += less;
        n = more - less;
        word++;
    }
    if (n > few)
        heap_sort(list, n, values);
    else
        insertion_sort(list, n, word, values);
}

/* A byte of one of the words. */
typedef struct digit {
    unsigned word, shift;
} digit;

static unsigned digit_of(const ranked *r, digit d)
{
    return r->key[d.word] >> d.shift & (n_buckets - 1);
}

static digit digit_behind(digit d)
{
    return d.shift ? (digit){d.word, d.shift - 8} : (digit){d.word + 1, top_shift};
}

/* The first byte in which the list differs, from a word on; false when there is none. */
static bool find_digit(const ranked *list, size_t n, digit *d)
{
    for (; d->word < n_words; d->word++) {
        const uint64_t first = list->key[d->word];
        uint64_t differing = 0;
        for (size_t i = 1; i < n; i++) differing |= list[i].key[d->word] ^ first;
        if (!differing) continue;
        for (d->shift = top_shift; !(differing >> d->shift); d->shift -= 8) {}
        return true;
    }
    return false;
}

static void count_digits(const ranked *list, size_t n, digit d, size_t *count)
{
    memset(count, 0, n_buckets * sizeof *count);
    for (size_t i = 0; i < n; i++) count[digit_of(&list[i], d)]++;
}

/* Puts the list in the order of a byte, in place. */
static void distribute(ranked *list, digit d, const size_t *count)
{
    size_t next[n_buckets] = {0}, end[n_buckets];
    for (unsigned b = 0; b < n_buckets; b++) {
        end[b] = next[b] + count[b];
        if (b + 1 < n_buckets) next[b + 1] = end[b];
    }
    for (unsigned b = 0; b < n_buckets; b++) {
        while (next[b] < end[b]) {
            ranked r = list[next[b]];
            for (unsigned to = digit_of(&r, d); to != b; to = digit_of(&r, d)) {
                const ranked displaced = list[next[to]];
                list[next[to]++] = r;
                r = displaced;
            }
            list[next[b]++] = r;
        }
    }
}

/* Radix sort from the most significant byte on (the "American flag" of McIlroy, Bostic and McIlroy
 * 1993), over bytes that are the same everywhere. */
static void sort(ranked *list, size_t n, digit d, const tarix_vocab *values)
{
    size_t count[n_buckets] = {0};
    if (n <= some) {
        quick_sort(list, n, d.word, values);
        return;
    }
    if (d.word < n_words) count_digits(list, n, d, count);
    if (d.word == n_words || count[digit_of(list, d)] == n) {
        if (!find_digit(list, n, &d)) {
            heap_sort(list, n, values);
            return;
        }
        count_digits(list, n, d, count);
    }
    distribute(list, d, count);
    for (size_t b = 0, start = 0; b < n_buckets; start += count[b++])
        if (count[b] > 1) sort(list + start, count[b], digit_behind(d), values);
}

/* ---- counts ---- */

/* Largest first: the few large counts by one byte after the other from the least significant on. */
static void sort_large(tarix_id *ids, tarix_id *other, size_t n, const uint64_t *count)
{
    uint64_t most = 0;
    for (size_t i = 0; i < n; i++) most |= count[ids[i]];
    for (unsigned shift = 0; shift < 64 && most >> shift; shift += 8) {
        size_t next[n_buckets] = {0}, sum = 0;
        for (size_t i = 0; i < n; i++) next[count[ids[i]] >> shift & (n_buckets - 1)]++;
        for (size_t b = n_buckets; b-- > 0;) {
            const size_t here = next[b];
            next[b] = sum;
            sum += here;
        }
        for (size_t i = 0; i < n; i++)
            other[next[count[ids[i]] >> shift & (n_buckets - 1)]++] = ids[i];
        memcpy(ids, other, n * sizeof *ids);
    }
}

/* Largest first. Most counts are small, and one look at each is enough for these. */
static void sort_by_count(tarix_id *ids, tarix_id *other, size_t n, const uint64_t *count)
{
    enum { large = n_buckets - 1 };
    size_t next[n_buckets] = {0}, sum = 0;
    for (size_t i = 0; i < n; i++) next[count[ids[i]] < large ? count[ids[i]] : large]++;
    const size_t n_large = next[large];
    for (size_t b = n_buckets; b-- > 0;) {
        const size_t here = next[b];
        next[b] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++)
        other[next[count[ids[i]] < large ? count[ids[i]] : large]++] = ids[i];
    memcpy(ids, other, n * sizeof *ids);
    sort_large(ids, other, n_large, count);
}

static size_t same_count(const tarix_id *ids, size_t n, const uint64_t *count)
{
    size_t same = 1;
    while (same < n && (!count || count[ids[same]] == count[ids[0]])) same++;
    return same;
}

/* ---- texts ---- */

/* Asks for the texts of the ids behind the i-th: what the vocabulary knows of them, then the bytes.
 */
static TARIX_HOT void expect(const tarix_vocab *values, const tarix_id *ids, size_t n, size_t i)
{
    if (i + ahead >= n) return;
    tarix_vocab_expect(values, ids[i + ahead]);
    TARIX_PREFETCH(tarix_vocab_str(values, ids[i + ahead / 2]).data);
}

static void sort_by_text(tarix_id *ids, ranked *list, size_t n, const tarix_vocab *values)
{
    for (size_t i = 0; i < n; i++) {
        expect(values, ids, n, i);
        const tarix_collate_keys key = tarix_collate_key(tarix_vocab_str(values, ids[i]));
        list[i] = (ranked){{key.first, key.second}, ids[i]};
    }
    sort(list, n, (digit){0, top_shift}, values);
    for (size_t i = 0; i < n; i++) ids[i] = list[i].id;
}

/* By their first letters; the ids of letter b end at next[b]. `other` has room for as many. */
static void part_by_letter(tarix_arena *scratch, tarix_id *ids, tarix_id *other, size_t n,
    const tarix_vocab *values, size_t *next)
{
    uint8_t *letters = TARIX_ARRAY(scratch, uint8_t, n);
    size_t sum = 0;
    memset(next, 0, n_buckets * sizeof *next);
    for (size_t i = 0; i < n; i++) {
        expect(values, ids, n, i);
        letters[i] = (uint8_t)tarix_collate_first(tarix_vocab_str(values, ids[i]));
        next[letters[i]]++;
    }
    for (size_t b = 0; b < n_buckets; b++) {
        const size_t here = next[b];
        next[b] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++) other[next[letters[i]]++] = ids[i];
    memcpy(ids, other, n * sizeof *ids);
}

/* Ids of one count, and of one letter where there are many: what one task sorts. */
typedef struct tie {
    size_t start, size;
} tie;

typedef struct ranking {
    tarix_arena *scratch;
    tarix_id *ids, *other;
    const tarix_vocab *values;
    tie *ties;
    size_t n_ties, capacity, longest;
    ranked **lists; /* by slot, each with room for the longest tie */
} ranking;

static void add_tie(ranking *r, size_t start, size_t size)
{
    if (size < 2) return;
    TARIX_ROOM(r->scratch, r->ties, r->n_ties, r->capacity);
    r->ties[r->n_ties++] = (tie){start, size};
    if (size > r->longest) r->longest = size;
}

static void add_same(ranking *r, size_t start, size_t n)
{
    enum { many = 1 << 13 };
    size_t next[n_buckets];
    if (n <= many) {
        add_tie(r, start, n);
        return;
    }
    part_by_letter(r->scratch, r->ids + start, r->other, n, r->values, next);
    for (size_t b = 0, from = 0; b < n_buckets; from = next[b++])
        add_tie(r, start + from, next[b] - from);
}

static void sort_tie(void *context, size_t task, size_t thread, size_t slot)
{
    const ranking *r = context;
    const tie *s = &r->ties[task];
    (void)thread;
    sort_by_text(r->ids + s->start, r->lists[slot], s->size, r->values);
}

static bool take_tie(void *context, size_t task, size_t slot)
{
    (void)context, (void)task, (void)slot; /* it is in its place */
    return true;
}

static void sort_ties(ranking *r, size_t n_threads)
{
    const size_t n_slots = 2 * n_threads;
    r->lists = TARIX_ARRAY(r->scratch, ranked *, n_slots);
    for (size_t i = 0; i < n_slots; i++) r->lists[i] = TARIX_ARRAY(r->scratch, ranked, r->longest);
    tarix_pool_stream(r->scratch, &(tarix_stream){.n_threads = n_threads,
                                      .n_slots = n_slots,
                                      .n_tasks = r->n_ties,
                                      .work = sort_tie,
                                      .take = take_tie,
                                      .context = r});
}

void tarix_rank(tarix_arena *arena, tarix_id *ids, size_t n, const uint64_t *count,
    const tarix_vocab *values, size_t n_threads)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    ranking *r = TARIX_NEW(scratch, ranking);
    *r = (ranking){.scratch = scratch,
        .ids = ids,
        .other = TARIX_ARRAY(scratch, tarix_id, n + 1),
        .values = values};
    if (count) sort_by_count(ids, r->other, n, count);
    for (size_t i = 0, same; i < n; i += same) {
        same = same_count(ids + i, n - i, count);
        add_same(r, i, same);
    }
    if (r->n_ties) sort_ties(r, n < few_ids || n_threads == 0 ? 1 : n_threads);
    tarix_arena_free(scratch);
}
