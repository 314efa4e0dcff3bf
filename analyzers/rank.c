#include "analyzers/rank.h"

#include <math.h>

enum { few = 8, some = 256, n_words = 4, n_buckets = 256, top_shift = 56 };

/* Score, count and key as words of which the smaller comes first, the first word deciding. */
static inline uint64_t word_of(const tarix_ranked *r, unsigned word)
{
    if (word > 1) return word == 2 ? r->key.first : r->key.second;
    const uint64_t sign = UINT64_C(1) << 63;
    uint64_t bits = 0;
    if (word == 1) return ~r->count;
    const double score = r->score + 0.0; /* one zero of the two */
    if (isnan(score)) return UINT64_MAX;
    memcpy(&bits, &score, sizeof bits);
    return bits & sign ? bits : ~(bits | sign);
}

/* Of two that are equal in the words before `word`. */
static int compare(
    const tarix_ranked *a, const tarix_ranked *b, unsigned word, const tarix_vocab *values)
{
    for (; word < n_words; word++) {
        const uint64_t p = word_of(a, word), q = word_of(b, word);
        if (p != q) return p < q ? -1 : 1;
    }
    return tarix_collate(tarix_vocab_str(values, a->id), tarix_vocab_str(values, b->id));
}

static void insertion_sort(tarix_ranked *list, size_t n, unsigned word, const tarix_vocab *values)
{
    for (size_t i = 1; i < n; i++) {
        const tarix_ranked r = list[i];
        size_t at = i;
        for (; at > 0 && compare(&r, &list[at - 1], word, values) < 0; at--)
            list[at] = list[at - 1];
        list[at] = r;
    }
}

static void sift_down(tarix_ranked *list, size_t at, size_t n, const tarix_vocab *values)
{
    const tarix_ranked r = list[at];
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        child += child + 1 < n && compare(&list[child], &list[child + 1], n_words, values) < 0;
        if (compare(&r, &list[child], n_words, values) >= 0) break;
        list[at] = list[child];
        at = child;
    }
    list[at] = r;
}

/* For texts that their keys do not tell apart. */
static void heap_sort(tarix_ranked *list, size_t n, const tarix_vocab *values)
{
    for (size_t i = n / 2; i-- > 0;) sift_down(list, i, n, values);
    for (size_t end = n; end-- > 1;) {
        const tarix_ranked r = list[0];
        list[0] = list[end];
        list[end] = r;
        sift_down(list, 0, end, values);
    }
}

static void swap(tarix_ranked *a, tarix_ranked *b)
{
    const tarix_ranked r = *a;
    *a = *b;
    *b = r;
}

static uint64_t middle(uint64_t a, uint64_t b, uint64_t c)
{
    return a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
}

/* Quicksort in three parts, word after word (Bentley and Sedgewick 1997), for lists of which even
 * the square is small. */
static void quick_sort(tarix_ranked *list, size_t n, unsigned word, const tarix_vocab *values)
{
    while (n > few && word < n_words) {
        const uint64_t pivot = middle(
            word_of(&list[0], word), word_of(&list[n / 2], word), word_of(&list[n - 1], word));
        size_t less = 0, at = 0, more = n;
        while (at < more) {
            const uint64_t value = word_of(&list[at], word);
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

static unsigned digit_of(const tarix_ranked *r, digit d)
{
    return word_of(r, d.word) >> d.shift & (n_buckets - 1);
}

static digit digit_behind(digit d)
{
    return d.shift ? (digit){d.word, d.shift - 8} : (digit){d.word + 1, top_shift};
}

/* The first byte in which the list differs, from a word on; false when there is none. */
static bool find_digit(const tarix_ranked *list, size_t n, digit *d)
{
    for (; d->word < n_words; d->word++) {
        const uint64_t first = word_of(list, d->word);
        uint64_t differing = 0;
        for (size_t i = 1; i < n; i++) differing |= word_of(&list[i], d->word) ^ first;
        if (!differing) continue;
        for (d->shift = top_shift; !(differing >> d->shift); d->shift -= 8) {}
        return true;
    }
    return false;
}

static void count_digits(const tarix_ranked *list, size_t n, digit d, size_t *count)
{
    memset(count, 0, n_buckets * sizeof *count);
    for (size_t i = 0; i < n; i++) count[digit_of(&list[i], d)]++;
}

/* Puts the list in the order of a byte, in place. */
static void distribute(tarix_ranked *list, digit d, const size_t *count)
{
    size_t next[n_buckets] = {0}, end[n_buckets];
    for (unsigned b = 0; b < n_buckets; b++) {
        end[b] = next[b] + count[b];
        if (b + 1 < n_buckets) next[b + 1] = end[b];
    }
    for (unsigned b = 0; b < n_buckets; b++) {
        while (next[b] < end[b]) {
            tarix_ranked r = list[next[b]];
            for (unsigned to = digit_of(&r, d); to != b; to = digit_of(&r, d)) {
                const tarix_ranked displaced = list[next[to]];
                list[next[to]++] = r;
                r = displaced;
            }
            list[next[b]++] = r;
        }
    }
}

/* Radix sort from the most significant byte on (the "American flag" of McIlroy, Bostic and McIlroy
 * 1993), over bytes that are the same everywhere. */
static void sort(tarix_ranked *list, size_t n, digit d, const tarix_vocab *values)
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

void tarix_rank(tarix_ranked *ranked, size_t n, const tarix_vocab *values)
{
    for (size_t i = 0; i < n; i++)
        ranked[i].key = tarix_collate_key(tarix_vocab_str(values, ranked[i].id));
    sort(ranked, n, (digit){0, top_shift}, values);
}
