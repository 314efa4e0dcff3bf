#include "analyzers/rank.h"

#include "base/collate.h"
#include "base/pool.h"
#include "base/simd.h"

enum {
    few_ids = 1 << 12,
    few = 24,
    most_bits = 12,  /* of a digit */
    held = 2,        /* words of a text's key */
    most_words = 8,  /* of keys of a text and its rests */
    n_buckets = 256, /* of a byte of a count */
    n_letters = TARIX_COLLATE_FIRSTS,
    batch = 64,
    ahead = 16
};

/* An id among others of its count. */
typedef struct ranked {
    uint64_t key[held]; /* of its text, or of a rest of it; the smaller comes first */
    tarix_id id;
    uint32_t rest; /* where what the keys have not told yet begins */
} ranked;

static void sort(ranked *list, size_t n, unsigned word, const tarix_vocab *values);

/* ---- texts that their keys do not tell apart ---- */

static int compare_texts(const ranked *a, const ranked *b, const tarix_vocab *values)
{
    return tarix_collate(tarix_vocab_str(values, a->id), tarix_vocab_str(values, b->id));
}

static void sift_down(ranked *list, size_t at, size_t n, const tarix_vocab *values)
{
    const ranked r = list[at];
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        child += child + 1 < n && compare_texts(&list[child], &list[child + 1], values) < 0;
        if (compare_texts(&r, &list[child], values) >= 0) break;
        list[at] = list[child];
        at = child;
    }
    list[at] = r;
}

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

/* The keys of the rests; false when nothing is left that they could tell. */
static bool take_keys(ranked *list, size_t n, const tarix_vocab *values)
{
    uint64_t any = 0;
    for (size_t i = 0; i < n; i++) {
        const tarix_str text = tarix_vocab_str(values, list[i].id);
        tarix_str rest = tarix_str_slice(text, list[i].rest, text.size);
        const tarix_collate_keys key = tarix_collate_take_key(&rest);
        list[i] = (ranked){{key.first, key.second}, list[i].id, (uint32_t)(text.size - rest.size)};
        any |= key.first;
    }
    return any != 0;
}

/* The first of the words behind the keys at hand. */
static unsigned next_word(unsigned word)
{
    return (word / held + 1) * held;
}

/* Of texts that are equal in all words before `word`. */
static void sort_alike(ranked *list, size_t n, unsigned word, const tarix_vocab *values)
{
    if (word < most_words && take_keys(list, n, values))
        sort(list, n, word, values);
    else
        heap_sort(list, n, values);
}

/* ---- keys ---- */

static bool is_before(const ranked *a, const ranked *b)
{
    return a->key[0] != b->key[0] ? a->key[0] < b->key[0] : a->key[1] < b->key[1];
}

static void insertion_sort(ranked *list, size_t n, unsigned word, const tarix_vocab *values)
{
    for (size_t i = 1; i < n; i++) {
        const ranked r = list[i];
        size_t at = i;
        for (; at > 0 && is_before(&r, &list[at - 1]); at--) list[at] = list[at - 1];
        list[at] = r;
    }
    for (size_t i = 1, start = 0; i <= n; i++) {
        if (i < n && !is_before(&list[start], &list[i])) continue;
        if (i - start > 1) sort_alike(list + start, i - start, next_word(word), values);
        start = i;
    }
}

/* Some bits of a word of the keys. */
typedef struct digit {
    unsigned word, shift, bits;
} digit;

static TARIX_HOT size_t digit_of(const ranked *r, digit d)
{
    return (size_t)(r->key[d.word % held] >> d.shift) & (((size_t)1 << d.bits) - 1);
}

/* The first bits in which the list differs, more of them the longer it is, in a word or those of
 * its keys behind it; false when there are none. */
static bool find_digit(const ranked *list, size_t n, unsigned word, digit *d)
{
    for (const unsigned end = next_word(word); word < end; word++) {
        const uint64_t first = list->key[word % held];
        uint64_t differing = 0;
        for (size_t i = 1; i < n; i++) differing |= list[i].key[word % held] ^ first;
        if (!differing) continue;
        const unsigned top = 64 - tarix_simd_above(differing), size = 63 - tarix_simd_above(n);
        d->bits = size < most_bits ? size : most_bits;
        d->shift = top > d->bits ? top - d->bits : 0;
        d->word = word;
        return true;
    }
    return false;
}

/* Puts the list in the order of a digit, in place: the "American flag" of McIlroy, Bostic and
 * McIlroy 1993. */
static void distribute(ranked *list, size_t n, digit d)
{
    uint32_t next[1 << most_bits], end[1 << most_bits], sum = 0;
    const size_t n_values = (size_t)1 << d.bits;
    memset(end, 0, n_values * sizeof *end);
    for (size_t i = 0; i < n; i++) end[digit_of(&list[i], d)]++;
    for (size_t v = 0; v < n_values; v++) {
        next[v] = sum;
        end[v] = sum += end[v];
    }
    for (size_t v = 0; v < n_values; v++) {
        while (next[v] < end[v]) {
            ranked r = list[next[v]];
            for (size_t to = digit_of(&r, d); to != v; to = digit_of(&r, d)) {
                const ranked displaced = list[next[to]];
                list[next[to]++] = r;
                r = displaced;
            }
            list[next[v]++] = r;
        }
    }
}

/* Radix sort from the first bits on that differ; of texts that are equal in all words before
 * `word`. */
static void sort(ranked *list, size_t n, unsigned word, const tarix_vocab *values)
{
    digit d;
    if (n < 2) return;
    if (n <= few) {
        insertion_sort(list, n, word, values);
        return;
    }
    if (!find_digit(list, n, word, &d)) {
        sort_alike(list, n, next_word(word), values);
        return;
    }
    distribute(list, n, d);
    size_t start = 0, value = digit_of(list, d);
    for (size_t i = 1; i < n; i++) {
        const size_t next = digit_of(&list[i], d);
        if (next == value) continue;
        sort(list + start, i - start, d.word, values);
        start = i;
        value = next;
    }
    sort(list + start, n - start, d.word, values);
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

/* The keys of n ids, whose texts are asked for before they are read. */
static void read_keys(
    const tarix_id *ids, const tarix_id *end, ranked *list, size_t n, const tarix_vocab *values)
{
    tarix_str texts[batch] = {{NULL, 0}};
    tarix_collate_keys keys[batch];
    uint32_t rests[batch];
    for (size_t i = 0; i < n; i++) {
        if (ids + i + ahead < end) tarix_vocab_expect(values, ids[i + ahead]);
        texts[i] = tarix_vocab_str(values, ids[i]);
        TARIX_PREFETCH(texts[i].data);
    }
    tarix_collate_all(texts, n, keys, rests);
    for (size_t i = 0; i < n; i++)
        list[i] = (ranked){{keys[i].first, keys[i].second}, ids[i], rests[i]};
}

static void sort_by_text(tarix_id *ids, ranked *list, size_t n, const tarix_vocab *values)
{
    for (size_t i = 0; i < n; i += batch)
        read_keys(ids + i, ids + n, list + i, n - i < batch ? n - i : batch, values);
    sort(list, n, 0, values);
    for (size_t i = 0; i < n; i++) ids[i] = list[i].id;
}

/* Ids of one count, and of one letter where there are many: what one task sorts. */
typedef struct tie {
    size_t start, size;
} tie;

typedef struct ranking {
    tarix_arena *scratch;
    tarix_id *ids, *other;
    size_t n;
    const tarix_vocab *values;
    tie *ties;
    size_t n_ties, capacity, longest;
    ranked **lists; /* by slot, each with room for the longest tie */
    size_t n_threads;
    /* of the ids of one count */
    const tarix_id *alike;
    size_t n_alike;
    uint8_t *letters; /* the first of their texts */
} ranking;

static void add_tie(ranking *r, size_t start, size_t size)
{
    if (size < 2) return;
    TARIX_ROOM(r->scratch, r->ties, r->n_ties, r->capacity);
    r->ties[r->n_ties++] = (tie){start, size};
    if (size > r->longest) r->longest = size;
}

enum { letters_at_once = 1 << 13 };

static void find_letters(void *context, size_t block)
{
    const ranking *r = context;
    const size_t begin = block * letters_at_once, left = r->n_alike - begin;
    const size_t end = left < letters_at_once ? r->n_alike : begin + letters_at_once;
    for (size_t i = begin; i < end; i++)
        r->letters[i] = (uint8_t)tarix_collate_first(tarix_vocab_str(r->values, r->alike[i]));
}

/* By their first letters; the ids of letter b end at next[b]. */
static void part_by_letter(ranking *r, tarix_id *ids, size_t n, size_t *next)
{
    size_t sum = 0;
    if (!r->letters) r->letters = TARIX_ARRAY(r->scratch, uint8_t, r->n);
    r->alike = ids;
    r->n_alike = n;
    tarix_pool_run(r->n_threads, (n + letters_at_once - 1) / letters_at_once, find_letters, r);
    memset(next, 0, n_letters * sizeof *next);
    for (size_t i = 0; i < n; i++) next[r->letters[i]]++;
    for (size_t b = 0; b < n_letters; b++) {
        const size_t here = next[b];
        next[b] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++) r->other[next[r->letters[i]]++] = ids[i];
    memcpy(ids, r->other, n * sizeof *ids);
}

static void add_same(ranking *r, size_t start, size_t n)
{
    enum { many = 1 << 13 };
    size_t next[n_letters];
    if (n <= many) {
        add_tie(r, start, n);
        return;
    }
    part_by_letter(r, r->ids + start, n, next);
    for (size_t b = 0, from = 0; b < n_letters; from = next[b++])
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

static void sort_ties(ranking *r)
{
    const size_t n_slots = 2 * r->n_threads;
    r->lists = TARIX_ARRAY(r->scratch, ranked *, n_slots);
    for (size_t i = 0; i < n_slots; i++) r->lists[i] = TARIX_ARRAY(r->scratch, ranked, r->longest);
    tarix_pool_stream(r->scratch, &(tarix_stream){.n_threads = r->n_threads,
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
        .values = values,
        .n = n,
        .n_threads = n < few_ids || n_threads == 0 ? 1 : n_threads};
    if (count) sort_by_count(ids, r->other, n, count);
    for (size_t i = 0, same; i < n; i += same) {
        same = same_count(ids + i, n - i, count);
        add_same(r, i, same);
    }
    if (r->n_ties) sort_ties(r);
    tarix_arena_free(scratch);
}
