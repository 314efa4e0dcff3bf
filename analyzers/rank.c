#include "analyzers/rank.h"

#include "base/collate.h"
#include "base/pool.h"
#include "base/simd.h"

enum {
    few_ids = 1 << 12,
    place_bits = 5,        /* tell few ids apart */
    few = 1 << place_bits, /* ids that are compared all with all */
    digit_bits = 6,        /* of a key */
    n_digits = 1 << digit_bits,
    pair_bits = 12, /* of the first two letters */
    n_pairs = 1 << pair_bits,
    key_bits = 96,
    compared_bits = 64 - place_bits, /* of keys, at once */
    n_buckets = 256,                 /* of a byte of a count */
    batch = 64,
    block = 1 << 12, /* ids whose keys one task reads */
    many = 1 << 11   /* ids of one count, which are several tasks */
};

/* An id among others of its count. */
typedef struct ranked {
    uint64_t first; /* bits of the key of its text, or of a rest of it; the smaller comes first */
    uint32_t second;
    tarix_id id;
} ranked;

/* Ids to be sorted, whose texts are equal in some bits of a key, of which they have what is behind
 * these: that of the texts, or where that is equal, that of what it does not hold. */
typedef struct span {
    ranked *list, *spare; /* room for as many */
    tarix_id *ids;        /* where they go */
    bool *alike; /* where it is said that the first key does not tell one from the one before it */
    size_t n;
    unsigned n_bits;
    bool of_rests; /* the key */
} span;

static void sort(const span *s, const tarix_vocab *values);

/* ---- texts that their keys do not tell apart ---- */

static int compare_texts(const ranked *a, const ranked *b, const tarix_vocab *values)
{
    const int order = tarix_collate(tarix_vocab_str(values, a->id), tarix_vocab_str(values, b->id));
    return order ? order : (a->id > b->id) - (a->id < b->id);
}

static void merge_sort(ranked *list, ranked *spare, size_t n, const tarix_vocab *values)
{
    if (n < 2) return;
    const size_t half = n / 2;
    merge_sort(list, spare, half, values);
    merge_sort(list + half, spare, n - half, values);
    memcpy(spare, list, half * sizeof *list);
    size_t i = 0, j = half, k = 0;
    while (i < half && j < n)
        list[k++] = compare_texts(&spare[i], &list[j], values) < 0 ? spare[i++] : list[j++];
    while (i < half) list[k++] = spare[i++];
}

static TARIX_APART void sort_texts(const span *s, const tarix_vocab *values)
{
    merge_sort(s->list, s->spare, s->n, values);
    for (size_t i = 0; i < s->n; i++) s->ids[i] = s->list[i].id;
}

/* Those whose first keys are equal are sorted later, all together. */
static void leave_alike(const span *s)
{
    for (size_t i = 0; i < s->n; i++) {
        s->ids[i] = s->list[i].id;
        s->alike[i] = i > 0;
    }
}

/* ---- keys ---- */

/* Without the first bits of its key, 1 to 63. */
static TARIX_HOT ranked behind(const ranked *r, unsigned n_bits)
{
    const uint64_t second = (uint64_t)r->second << 32;
    return (ranked){
        r->first << n_bits | second >> (64 - n_bits), (uint32_t)(second << n_bits >> 32), r->id};
}

static TARIX_HOT bool are_alike(uint64_t a, uint64_t b)
{
    return (a ^ b) >> place_bits == 0;
}

/* Those that are alike in the bits compared, by what is behind these. */
static TARIX_APART void sort_alike(const span *s, const uint64_t *sorted, const tarix_vocab *values)
{
    ranked list[few], spare[few];
    for (size_t start = 0, end = 1; start < s->n; start = end++) {
        while (end < s->n && are_alike(sorted[start], sorted[end])) end++;
        if (end - start == 1) continue;
        for (size_t i = start; i < end; i++)
            list[i - start] = behind(&s->list[sorted[i] & (few - 1)], compared_bits);
        sort(&(span){list, spare, s->ids + start, s->alike + start, end - start,
                 s->n_bits + compared_bits, s->of_rests},
            values);
    }
}

/* How many of the numbers are smaller; four are looked at where one is. */
static TARIX_HOT size_t count_smaller(const uint64_t *numbers, size_t n, uint64_t than)
{
    size_t smaller = 0;
    for (size_t i = 0; i < n; i += 4)
        smaller += (size_t)(numbers[i] < than) + (numbers[i + 1] < than) + (numbers[i + 2] < than) +
                   (numbers[i + 3] < than);
    return smaller;
}

/* Each is compared with all, so that there is nothing to foresee. */
static void sort_few(const span *s, const tarix_vocab *values)
{
    uint64_t numbers[few + 3], sorted[few];
    bool any = false;
    for (size_t i = 0; i < s->n; i++) numbers[i] = (s->list[i].first & ~(uint64_t)(few - 1)) | i;
    numbers[s->n] = numbers[s->n + 1] = numbers[s->n + 2] = UINT64_MAX;
    for (size_t i = 0; i < s->n; i++) {
        const size_t at = count_smaller(numbers, s->n, numbers[i]);
        sorted[at] = numbers[i];
        s->ids[at] = s->list[i].id;
    }
    for (size_t i = 1; i < s->n; i++) any |= are_alike(sorted[i - 1], sorted[i]);
    if (any) sort_alike(s, sorted, values);
}

/* From how many there are of each kind to where the first of each goes. */
static void make_places(uint32_t *next, size_t n)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        const uint32_t here = next[i];
        next[i] = sum;
        sum += here;
    }
}

/* Where the first bits are that differ; 64: nowhere. */
static unsigned find_difference(const ranked *list, size_t n)
{
    uint64_t differing = 0;
    for (size_t i = 1; i < n; i++) differing |= list[i].first ^ list[0].first;
    return differing ? tarix_simd_above(differing) : 64;
}

/* By the first bits that differ. */
static void sort_many(const span *s, const tarix_vocab *values)
{
    enum { last = 63 - digit_bits };
    uint32_t next[n_digits] = {0};
    const unsigned difference = find_difference(s->list, s->n);
    const unsigned skipped = difference < last ? difference : last;
    const unsigned used = skipped + digit_bits;
    for (size_t i = 0; i < s->n; i++) next[s->list[i].first << skipped >> (64 - digit_bits)]++;
    make_places(next, n_digits);
    for (size_t i = 0; i < s->n; i++)
        s->spare[next[s->list[i].first << skipped >> (64 - digit_bits)]++] =
            behind(&s->list[i], used);
    for (size_t d = 0, start = 0; d < n_digits; start = next[d++])
        if (next[d] > start)
            sort(&(span){s->spare + start, s->list + start, s->ids + start, s->alike + start,
                     next[d] - start, s->n_bits + used, s->of_rests},
                values);
}

static void sort(const span *s, const tarix_vocab *values)
{
    if (s->n == 1)
        s->ids[0] = s->list[0].id;
    else if (s->n_bits >= key_bits && s->of_rests)
        sort_texts(s, values);
    else if (s->n_bits >= key_bits)
        leave_alike(s);
    else if (s->n <= few)
        sort_few(s, values);
    else
        sort_many(s, values);
}

/* ---- counts ---- */

typedef struct ranking {
    tarix_arena *scratch;
    const tarix_vocab *values;
    size_t n_threads;
    size_t *ties; /* ids of each count, in their order */
    size_t n_ties, ties_capacity, longest;
    /* ids of some counts, which are sorted together */
    tarix_id *ids;
    ranked *list, *spare;
    bool *alike;
    size_t n;
    span *tasks;
    size_t n_tasks, tasks_capacity;
} ranking;

/* The few large counts by one byte after the other from the least significant on. */
static void sort_large(tarix_id *ids, tarix_id *other, size_t n, const uint64_t *count)
{
    uint64_t most = 0;
    for (size_t i = 0; i < n; i++) most |= count[ids[i]];
    for (unsigned shift = 0; shift < 64 && most >> shift; shift += 8) {
        uint32_t next[n_buckets] = {0};
        for (size_t i = 0; i < n; i++) next[~count[ids[i]] >> shift & (n_buckets - 1)]++;
        make_places(next, n_buckets);
        for (size_t i = 0; i < n; i++)
            other[next[~count[ids[i]] >> shift & (n_buckets - 1)]++] = ids[i];
        memcpy(ids, other, n * sizeof *ids);
    }
}

static void add_tie(ranking *r, size_t size)
{
    if (size == 0) return;
    TARIX_ROOM(r->scratch, r->ties, r->n_ties, r->ties_capacity);
    r->ties[r->n_ties++] = size;
    if (size > r->longest) r->longest = size;
}

static void add_ties(ranking *r, const tarix_id *ids, size_t n, const uint64_t *count)
{
    for (size_t i = 0, same; i < n; i += same) {
        for (same = 1; i + same < n && count[ids[i + same]] == count[ids[i]]; same++) continue;
        add_tie(r, same);
    }
}

/* The large ones first, which are all of one bucket, then the small ones from the largest down. */
static TARIX_HOT size_t bucket_of(uint64_t count)
{
    enum { large = n_buckets - 1 };
    return count < large ? (size_t)(large - count) : 0;
}

/* Most counts are small, and one look at each is enough for these. */
static void sort_by_count(ranking *r, size_t n, const uint64_t *count)
{
    tarix_id *ids = r->ids, *other = TARIX_ARRAY(r->scratch, tarix_id, n + 1);
    uint32_t next[n_buckets] = {0};
    for (size_t i = 0; i < n; i++) next[bucket_of(count[ids[i]])]++;
    make_places(next, n_buckets);
    for (size_t i = 0; i < n; i++) other[next[bucket_of(count[ids[i]])]++] = ids[i];
    memcpy(ids, other, n * sizeof *ids);
    sort_large(ids, other, next[0], count);
    add_ties(r, ids, next[0], count);
    for (size_t b = 1; b < n_buckets; b++) add_tie(r, next[b] - next[b - 1]);
}

/* ---- ties ---- */

static size_t block_end(const ranking *r, size_t begin)
{
    return r->n - begin < block ? r->n : begin + block;
}

/* Of the texts of up to `batch` ids, or of the rests of them. */
static void read_keys(
    const tarix_id *ids, size_t n, bool of_rests, ranked *list, const tarix_vocab *values)
{
    tarix_str texts[batch];
    tarix_collate_keys keys[batch];
    tarix_vocab_strs(values, ids, n, texts);
    if (of_rests)
        tarix_collate_rests(texts, n, keys);
    else
        tarix_collate_all(texts, n, keys);
    for (size_t i = 0; i < n; i++)
        list[i] = (ranked){keys[i].first, (uint32_t)(keys[i].second >> 32), ids[i]};
}

static void read_block(void *context, size_t task)
{
    const ranking *r = context;
    const size_t begin = task * block, end = block_end(r, begin);
    for (size_t i = begin; i < end; i += batch)
        read_keys(r->ids + i, end - i < batch ? end - i : batch, false, r->list + i, r->values);
    memset(r->alike + begin, 0, end - begin);
}

static void read_rests(ranked *list, size_t n, const tarix_vocab *values)
{
    tarix_id ids[batch];
    for (size_t done = 0; done < n; done += batch, list += batch) {
        const size_t some = n - done < batch ? n - done : batch;
        for (size_t i = 0; i < some; i++) ids[i] = list[i].id;
        read_keys(ids, some, true, list, values);
    }
}

static void sort_task(void *context, size_t task)
{
    const ranking *r = context;
    sort(&r->tasks[task], r->values);
}

/* The next ids from `begin` on whose first keys are equal; false when there are none. */
static bool find_alike(const ranking *r, size_t begin, size_t end, size_t *first, size_t *stop)
{
    const bool *second = memchr(r->alike + begin, true, end - begin);
    if (!second) return false;
    *first = (size_t)(second - r->alike) - 1;
    for (*stop = *first + 2; *stop < end && r->alike[*stop];) ++*stop;
    return true;
}

/* Ids whose first keys are equal, from the first that begins in a block to the last that does. */
static void sort_rests_of_block(void *context, size_t task)
{
    const ranking *r = context;
    size_t begin = task * block, end = block_end(r, begin), n = 0, first, stop;
    while (begin < end && r->alike[begin]) begin++;
    while (begin < end && end < r->n && r->alike[end]) end++;
    ranked *list = r->list + begin, *spare = r->spare + begin;
    for (size_t i = begin; find_alike(r, i, end, &first, &stop); i = stop)
        for (i = first; i < stop; i++) list[n++].id = r->ids[i];
    read_rests(list, n, r->values);
    for (size_t i = begin; find_alike(r, i, end, &first, &stop); i = stop) {
        sort(&(span){list, spare, r->ids + first, r->alike + first, stop - first, 0, true},
            r->values);
        list += stop - first;
        spare += stop - first;
    }
}

static void add_task(
    ranking *r, ranked *list, ranked *spare, size_t start, size_t n, unsigned n_bits)
{
    TARIX_ROOM(r->scratch, r->tasks, r->n_tasks, r->tasks_capacity);
    r->tasks[r->n_tasks++] =
        (span){list + start, spare + start, r->ids + start, r->alike + start, n, n_bits, false};
}

/* By the first two letters. */
static void part_tie(ranking *r, size_t begin, size_t n)
{
    uint32_t next[n_pairs] = {0};
    const ranked *list = r->list + begin;
    ranked *spare = r->spare + begin;
    for (size_t i = 0; i < n; i++) next[list[i].first >> (64 - pair_bits)]++;
    make_places(next, n_pairs);
    for (size_t i = 0; i < n; i++)
        spare[next[list[i].first >> (64 - pair_bits)]++] = behind(&list[i], pair_bits);
    for (size_t p = 0, start = 0; p < n_pairs; start = next[p++])
        if (next[p] > start)
            add_task(r, r->spare, r->list, begin + start, next[p] - start, pair_bits);
}

static void sort_ties(ranking *r, const size_t *sizes, size_t n_ties)
{
    const size_t n_blocks = (r->n + block - 1) / block;
    tarix_pool_run(r->n_threads, n_blocks, read_block, r);
    r->n_tasks = 0;
    for (size_t i = 0, start = 0; i < n_ties; start += sizes[i++]) {
        if (sizes[i] > many)
            part_tie(r, start, sizes[i]);
        else if (sizes[i] > 1)
            add_task(r, r->list, r->spare, start, sizes[i], 0);
    }
    tarix_pool_run(r->n_threads, r->n_tasks, sort_task, r);
    tarix_pool_run(r->n_threads, n_blocks, sort_rests_of_block, r);
}

void tarix_rank(tarix_arena *arena, tarix_id *ids, size_t n, const uint64_t *count,
    const tarix_vocab *values, size_t n_threads)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    ranking *r = TARIX_NEW(scratch, ranking);
    *r = (ranking){.scratch = scratch,
        .values = values,
        .ids = ids,
        .n_threads = n < few_ids || n_threads == 0 ? 1 : n_threads};
    if (count)
        sort_by_count(r, n, count);
    else
        add_tie(r, n);
    const size_t room = r->longest > few_ids ? r->longest : few_ids;
    r->list = TARIX_ARRAY(scratch, ranked, room);
    r->spare = TARIX_ARRAY(scratch, ranked, room);
    r->alike = TARIX_ARRAY(scratch, bool, room);
    for (size_t i = 0, end; i < r->n_ties; i = end, r->ids += r->n) {
        r->n = r->ties[i];
        for (end = i + 1; end < r->n_ties && r->ties[end] <= room - r->n; end++)
            r->n += r->ties[end];
        sort_ties(r, r->ties + i, end - i);
    }
    tarix_arena_free(scratch);
}
