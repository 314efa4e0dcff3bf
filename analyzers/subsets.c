#include "analyzers/subsets.h"

#include "base/simd.h"

#include <math.h>

static const tarix_id end = TARIX_STRETCH_END, left_out = TARIX_STRETCH_LEFT_OUT;

enum {
    ahead = 16,
    most_bytes = 1 << 26,
    most_places = TARIX_GRAM_LONGEST - 1 + TARIX_GRAM_MOST_SKIPPED /* that one k-gram reaches */
};

/* Occurrences of the words of a subset so far: the last one's place, the places skipped up to it,
 * and in how many ways the free words between and before them can be placed. */
typedef struct element {
    uint32_t at, skipped;
    uint64_t ways;
} element;

/* What is counted of a word that n-grams at hand have in the next place. */
typedef struct counter {
    uint64_t sum;    /* k-grams */
    uint32_t number; /* of the word among those wanted + 1; 0: not wanted */
} counter;

/* The wanted words of one place: where the elements and n-grams of each end. */
typedef struct bucket {
    tarix_id word;
    size_t n_elements, n_grams;
} bucket;

typedef struct level {
    bucket *bucket;
    size_t n_buckets, bucket_capacity;
    element *element;
    size_t element_capacity;
    uint32_t *gram; /* numbers of the n-grams at hand, put together by word */
    size_t gram_capacity;
} level;

struct tarix_subsets {
    tarix_arena *arena;
    const tarix_gram_text *text;
    const tarix_grams *grams;
    unsigned length, skip;
    uint64_t *single; /* [w * length + i]: k-grams whose i-th word is w */
    counter *counter;
    size_t room; /* n-grams at a time */
    uint64_t *agree;
    tarix_id *word;   /* [g * length + i] of the n-grams at hand */
    uint32_t *sorted; /* the n-grams at hand by one of their words */
    size_t *stop;     /* by word: where its part of them ends */
    level level[TARIX_GRAM_LONGEST];
};

/* ---- free words at the ends of a stretch ---- */

/* Places of the stretch before or behind one, as far as they matter. */
static unsigned places_before(const tarix_id *entry, size_t at, unsigned most)
{
    unsigned n = 0;
    while (n < most && entry[at - n - 1] != end) n++;
    return n;
}

static unsigned places_behind(const tarix_id *entry, size_t at, unsigned most)
{
    unsigned n = 0;
    while (n < most && entry[at + n + 1] != end) n++;
    return n;
}

/* Ways to place `free` words in the `places` next to one, skipping exactly `skipped`. */
static uint64_t ways_of(unsigned free, unsigned skipped, unsigned places)
{
    if (free == 0) return skipped == 0;
    return free + skipped <= places ? tarix_choose(free + skipped - 1, skipped) : 0;
}

static uint64_t ways_behind(const tarix_subsets *s, size_t at, unsigned free, unsigned skip)
{
    if (free == 0) return 1;
    const unsigned places = places_behind(s->text->entry, at, free + skip);
    uint64_t ways = 0;
    for (unsigned t = 0; t <= skip; t++) ways += ways_of(free, t, places);
    return ways;
}

/* By word of the k-gram and the places before and behind it: ways to place the others. */
typedef uint64_t ways_table[TARIX_GRAM_LONGEST][most_places + 1][most_places + 1];

static void make_ways(const tarix_subsets *s, ways_table ways)
{
    for (unsigned i = 0; i < s->length; i++)
        for (unsigned before = 0; before <= most_places; before++)
            for (unsigned behind = 0; behind <= most_places; behind++) {
                uint64_t sum = 0;
                for (unsigned t = 0; t <= s->skip; t++)
                    for (unsigned u = 0; t + u <= s->skip; u++)
                        sum += ways_of(i, t, before) * ways_of(s->length - 1 - i, u, behind);
                ways[i][before][behind] = sum;
            }
}

static void count_single(tarix_subsets *s)
{
    const tarix_id *entry = s->text->entry;
    const size_t n = s->text->stretches->n_entries, most = s->length - 1 + s->skip;
    ways_table ways;
    make_ways(s, ways);
    for (size_t start = 0, stop; start < n; start = stop + 1) {
        for (stop = start; entry[stop] != end;) stop++;
        for (size_t at = start; at < stop; at++) {
            if (entry[at] == left_out) continue;
            const size_t before = at - start < most ? at - start : most;
            const size_t behind = stop - at - 1 < most ? stop - at - 1 : most;
            uint64_t *single = s->single + (size_t)entry[at] * s->length;
            for (unsigned i = 0; i < s->length; i++) single[i] += ways[i][before][behind];
        }
    }
}

/* ---- subsets of two words and more ---- */

/* Numbers the words that the n-grams have as their `next`-th. */
static void want_words(tarix_subsets *s, unsigned next, const uint32_t *gram, size_t n)
{
    level *l = &s->level[next];
    l->n_buckets = 0;
    for (size_t i = 0; i < n; i++) {
        const tarix_id word = s->word[gram[i] * s->length + next];
        counter *c = &s->counter[word];
        if (!c->number) {
            TARIX_ROOM(s->arena, l->bucket, l->n_buckets, l->bucket_capacity);
            l->bucket[l->n_buckets++] = (bucket){.word = word};
            c->number = (uint32_t)l->n_buckets;
        }
        l->bucket[c->number - 1].n_grams++;
    }
}

/* Behind the last place that the next word of an element can have, `free` words between. */
static size_t reach(const tarix_subsets *s, const element *e, unsigned free)
{
    return e->at + 1U + places_behind(s->text->entry, e->at, free + 1 + s->skip - e->skipped);
}

/* The counter of the word at a place, or NULL when it is not wanted. */
static counter *wanted(const tarix_subsets *s, size_t at)
{
    const tarix_id word = s->text->entry[at];
    return word != left_out && s->counter[word].number ? &s->counter[word] : NULL;
}

static void count_step(tarix_subsets *s, unsigned next, unsigned free, const element *e, size_t n)
{
    level *l = &s->level[next];
    for (size_t i = 0; i < n; i++) {
        if (i + ahead < n) TARIX_PREFETCH(&s->text->entry[e[i + ahead].at + 1]);
        const size_t first = e[i].at + 1U + free, stop = reach(s, &e[i], free);
        for (size_t at = first; at < stop; at++) {
            const unsigned t = (unsigned)(at - first);
            counter *c = wanted(s, at);
            if (!c) continue;
            c->sum += e[i].ways * tarix_choose(free + t, t) *
                      ways_behind(s, at, s->length - 1 - next, s->skip - e[i].skipped - t);
            l->bucket[c->number - 1].n_elements++;
        }
    }
}

static void make_buckets(tarix_subsets *s, level *l, size_t n_grams)
{
    size_t elements = 0, grams = 0;
    for (size_t b = 0; b < l->n_buckets; b++) {
        const bucket here = l->bucket[b];
        l->bucket[b].n_elements = elements;
        l->bucket[b].n_grams = grams;
        elements += here.n_elements;
        grams += here.n_grams;
    }
    TARIX_ROOM_FOR(s->arena, l->element, 0, l->element_capacity, elements);
    TARIX_ROOM_FOR(s->arena, l->gram, 0, l->gram_capacity, n_grams);
}

/* Elements and n-grams to the buckets of their words; n_elements and n_grams become ends. */
static void scatter_elements(
    tarix_subsets *s, unsigned next, unsigned free, const element *e, size_t n)
{
    level *l = &s->level[next];
    for (size_t i = 0; i < n; i++) {
        if (i + ahead < n) TARIX_PREFETCH(&s->text->entry[e[i + ahead].at + 1]);
        const size_t first = e[i].at + 1U + free, stop = reach(s, &e[i], free);
        for (size_t at = first; at < stop; at++) {
            const unsigned t = (unsigned)(at - first);
            const counter *c = wanted(s, at);
            if (c)
                l->element[l->bucket[c->number - 1].n_elements++] = (element){
                    (uint32_t)at, e[i].skipped + t, e[i].ways * tarix_choose(free + t, t)};
        }
    }
}

static void scatter_grams(tarix_subsets *s, unsigned next, const uint32_t *gram, size_t n)
{
    level *l = &s->level[next];
    for (size_t i = 0; i < n; i++) {
        const tarix_id word = s->word[gram[i] * s->length + next];
        l->gram[l->bucket[s->counter[word].number - 1].n_grams++] = gram[i];
    }
}

/* The sums of the subset to its n-grams; what was wanted is no longer. */
static void take_sums(
    tarix_subsets *s, unsigned next, unsigned mask, const uint32_t *gram, size_t n)
{
    const level *l = &s->level[next];
    for (size_t i = 0; i < n; i++) {
        const counter *c = &s->counter[s->word[gram[i] * s->length + next]];
        s->agree[((size_t)gram[i] << s->length) + mask] = c->sum;
    }
    for (size_t b = 0; b < l->n_buckets; b++) s->counter[l->bucket[b].word] = (counter){0};
}

/* All subsets that have the words of `mask`, of which `last` is the last, and more. */
static void extend(tarix_subsets *s, unsigned mask, unsigned last, const element *e, size_t n,
    const uint32_t *gram, size_t n_grams)
{
    for (unsigned next = last + 1; next < s->length; next++) {
        const unsigned longer = mask | 1U << next, all = (1U << s->length) - 1;
        level *l = &s->level[next];
        if (longer == all) continue; /* the n-grams themselves: counted already */
        want_words(s, next, gram, n_grams);
        count_step(s, next, next - last - 1, e, n);
        if (next + 1 < s->length) {
            make_buckets(s, l, n_grams);
            scatter_elements(s, next, next - last - 1, e, n);
            scatter_grams(s, next, gram, n_grams);
        }
        take_sums(s, next, longer, gram, n_grams);
        if (next + 1 == s->length) continue;
        for (size_t b = 0, elements = 0, grams = 0; b < l->n_buckets; b++) {
            const bucket here = l->bucket[b];
            extend(s, longer, next, l->element + elements, here.n_elements - elements,
                l->gram + grams, here.n_grams - grams);
            elements = here.n_elements;
            grams = here.n_grams;
        }
    }
}

/* All subsets whose first word is the i-th, n-grams with the same word there. */
static void begin(tarix_subsets *s, unsigned i, tarix_id word, const uint32_t *gram, size_t n)
{
    const tarix_gram_text *text = s->text;
    level *l = &s->level[i];
    const size_t first = text->first[word], n_places = text->first[word + 1] - first;
    size_t n_elements = 0;
    TARIX_ROOM_FOR(s->arena, l->element, 0, l->element_capacity, n_places * (s->skip + 1));
    for (size_t p = 0; p < n_places; p++) {
        const uint32_t at = text->at[first + p];
        if (p + ahead < n_places) TARIX_PREFETCH(&text->entry[text->at[first + p + ahead]]);
        const unsigned before = places_before(text->entry, at, i + s->skip);
        for (unsigned t = 0; t <= s->skip; t++) {
            const uint64_t ways = ways_of(i, t, before);
            if (ways) l->element[n_elements++] = (element){at, t, ways};
        }
    }
    extend(s, 1U << i, i, l->element, n_elements, gram, n);
}

/* N-grams at hand by their i-th word. */
static void sort_by_word(tarix_subsets *s, unsigned i, size_t n)
{
    memset(s->stop, 0, (s->text->n_words + 1) * sizeof *s->stop);
    for (size_t g = 0; g < n; g++) s->stop[s->word[g * s->length + i] + 1]++;
    for (size_t w = 0; w < s->text->n_words; w++) s->stop[w + 1] += s->stop[w];
    for (size_t g = 0; g < n; g++) s->sorted[s->stop[s->word[g * s->length + i]]++] = (uint32_t)g;
}

tarix_subsets *tarix_subsets_new(tarix_arena *arena, const tarix_gram_text *text,
    const tarix_gram_plan *plan, const tarix_grams *grams, unsigned length, size_t n_grams)
{
    tarix_subsets *s = TARIX_NEW(arena, tarix_subsets);
    const size_t most = (most_bytes >> length) / sizeof *s->agree;
    *s = (tarix_subsets){.arena = arena,
        .text = text,
        .grams = grams,
        .length = length,
        .skip = plan->skip,
        .room = n_grams < most ? n_grams : most};
    s->single = TARIX_ARRAY(arena, uint64_t, length * text->n_words + 1);
    s->counter = TARIX_ARRAY(arena, counter, text->n_words + 1);
    s->agree = TARIX_ARRAY(arena, uint64_t, (s->room << length) + 1);
    s->word = TARIX_ARRAY(arena, tarix_id, s->room * length + 1);
    s->sorted = TARIX_ARRAY(arena, uint32_t, s->room + 1);
    s->stop = TARIX_ARRAY(arena, size_t, text->n_words + 1);
    count_single(s);
    return s;
}

size_t tarix_subsets_room(const tarix_subsets *subsets)
{
    return subsets->room;
}

uint64_t tarix_subsets_single(const tarix_subsets *s, unsigned i, tarix_id word)
{
    return s->single[(size_t)word * s->length + i];
}

static void set_known(tarix_subsets *s, const uint32_t *gram, size_t n)
{
    const unsigned k = s->length;
    for (size_t g = 0; g < n; g++) {
        uint64_t *agree = s->agree + (g << k);
        tarix_gram_words(s->grams, gram[g], s->word + g * k);
        agree[0] = s->grams->total[k];
        agree[(1U << k) - 1] = s->grams->gram[gram[g]].count;
        for (unsigned i = 0; i < k; i++)
            agree[1U << i] = tarix_subsets_single(s, i, s->word[g * k + i]);
    }
}

const uint64_t *tarix_subsets_count(tarix_subsets *s, const uint32_t *gram, size_t n)
{
    set_known(s, gram, n);
    for (unsigned i = 0; s->length > 2 && i + 1 < s->length; i++) {
        sort_by_word(s, i, n);
        for (size_t start = 0, stop; start < n; start = stop) {
            const tarix_id word = s->word[s->sorted[start] * s->length + i];
            stop = s->stop[word];
            begin(s, i, word, s->sorted + start, stop - start);
        }
    }
    return s->agree;
}

void tarix_subsets_exact(const uint64_t *agree, unsigned length, uint64_t *exact)
{
    const unsigned n = 1U << length;
    memcpy(exact, agree, n * sizeof *exact);
    for (unsigned i = 0; i < length; i++)
        for (unsigned mask = 0; mask < n; mask++)
            if (!(mask >> i & 1)) exact[mask] -= exact[mask | 1U << i];
}

void tarix_lambda(const uint64_t *exact, unsigned length, double *lambda, double *lambda_z)
{
    double sum = 0, variance = 0;
    for (unsigned mask = 0; mask < 1U << length; mask++) {
        unsigned others = length;
        for (unsigned m = mask; m; m &= m - 1) others--;
        const double cell = (double)exact[mask] + 0.5;
        sum += others % 2 ? -log(cell) : log(cell);
        variance += 1 / cell;
    }
    *lambda = sum;
    *lambda_z = sum / sqrt(variance);
}
