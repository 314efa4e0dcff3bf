#include "analyzers/gram.h"

#include "base/simd.h"

#include <stdlib.h>

static const tarix_id end = TARIX_STRETCH_END, left_out = TARIX_STRETCH_LEFT_OUT;

enum { ahead = 16 };

/* An occurrence: its last place, and the places skipped in it. */
typedef struct element {
    uint32_t at, skipped;
} element;

/* What stands behind one n-gram, by word. */
typedef struct follower {
    uint64_t count;
    uint32_t docs;
    uint32_t mark; /* while counting: last document + 1; then: place among the found + 1 */
} follower;

/* An n-gram with one word more than another. */
typedef struct found {
    tarix_id word;
    uint32_t docs;
    uint64_t count;
    size_t end; /* of its occurrences */
} found;

/* The n-grams of one length that begin with the one at hand, and their occurrences. */
typedef struct level {
    found *found;
    size_t n_found, found_capacity;
    element *element;
    size_t element_capacity;
    uint64_t least;
} level;

enum { told_each = 1024 }; /* words */

typedef struct counting {
    tarix_arena *arena;
    const tarix_gram_text *text;
    const tarix_gram_plan *plan;
    tarix_grams *grams;
    size_t capacity;
    follower *follower;
    tarix_id *touched;
    size_t n_touched;
    level level[TARIX_GRAM_LONGEST + 1];
} counting;

uint64_t tarix_gram_least(const tarix_gram_plan *plan, unsigned length)
{
    const unsigned rest = plan->longest - length;
    const uint64_t ways = tarix_choose(rest + plan->skip, rest);
    const uint64_t least = plan->min_count / ways + (plan->min_count % ways != 0);
    return least ? least : 1;
}

void tarix_gram_index(tarix_arena *arena, tarix_gram_text *text)
{
    const size_t n = text->stretches->n_entries;
    text->first = TARIX_ARRAY(arena, size_t, text->n_words + 2);
    for (size_t i = 0; i < n; i++)
        if (text->entry[i] < end) text->first[text->entry[i] + 2]++;
    for (size_t w = 0; w < text->n_words; w++) text->first[w + 2] += text->first[w + 1];
    text->at = TARIX_ARRAY(arena, uint32_t, text->first[text->n_words + 1] + 1);
    for (size_t i = 0; i < n; i++)
        if (text->entry[i] < end) text->at[text->first[text->entry[i] + 1]++] = (uint32_t)i;
}

void tarix_gram_words(const tarix_grams *grams, uint32_t gram, tarix_id *words)
{
    for (unsigned i = grams->gram[gram].length; i-- > 0; gram = grams->gram[gram].parent)
        words[i] = grams->gram[gram].word;
}

/* ---- all there are: a stretch of m places has as many k-grams as there are first places and ways
 * to skip ---- */

static void count_total(counting *c)
{
    const tarix_gram_plan *p = c->plan;
    const tarix_stretches *s = c->text->stretches;
    for (size_t i = 0, size = 0; i < s->n_entries; i++) {
        if (c->text->entry[i] != end) {
            size++;
            continue;
        }
        for (unsigned k = 1; k <= p->longest; k++)
            for (unsigned t = 0; t <= (k > 1 ? p->skip : 0) && k + t <= size; t++)
                c->grams->total[k] += (size - k - t + 1) * (k > 1 ? tarix_choose(k - 2 + t, t) : 1);
        size = 0;
    }
}

/* ---- what follows an n-gram ---- */

static void meet(counting *c, tarix_id word, uint32_t document)
{
    follower *f = &c->follower[word];
    if (!f->count++) c->touched[c->n_touched++] = word;
    if (f->mark == document + 1) return;
    f->mark = document + 1;
    f->docs++;
}

static void count_followers(counting *c, const element *e, size_t n)
{
    const tarix_id *entry = c->text->entry;
    for (size_t i = 0; i < n; i++) {
        if (i + ahead < n) TARIX_PREFETCH(&entry[e[i + ahead].at + 1]);
        const uint32_t document = tarix_stretches_document(c->text->stretches, e[i].at);
        for (uint32_t t = 0; t <= c->plan->skip - e[i].skipped; t++) {
            const tarix_id word = entry[e[i].at + 1 + t];
            if (word == end) break;
            if (word != left_out) meet(c, word, document);
        }
    }
}

static int by_word(const void *a, const void *b)
{
    const found *p = a, *q = b;
    return (p->word > q->word) - (p->word < q->word);
}

/* Those that can still be listed, in the order of the alphabet; the others' counters are cleared.
 * Returns how many occurrences they have. */
static size_t keep_found(counting *c, level *next)
{
    size_t sum = 0;
    next->n_found = 0;
    for (size_t i = 0; i < c->n_touched; i++) {
        const tarix_id word = c->touched[i];
        follower *f = &c->follower[word];
        if (f->count >= next->least && f->docs >= c->plan->min_docs) {
            TARIX_ROOM(c->arena, next->found, next->n_found, next->found_capacity);
            next->found[next->n_found++] = (found){word, f->docs, f->count, 0};
            sum += f->count;
        }
        *f = (follower){0};
    }
    c->n_touched = 0;
    if (next->n_found > 1) qsort(next->found, next->n_found, sizeof *next->found, by_word);
    return sum;
}

/* Puts the occurrences of each of the found together. */
static void scatter(counting *c, const element *e, size_t n, level *next, size_t sum)
{
    const tarix_id *entry = c->text->entry;
    if (sum > next->element_capacity) {
        const size_t room = sum + sum / 2;
        next->element = tarix_arena_grow(
            c->arena, next->element, next->element_capacity, room, sizeof *next->element);
        next->element_capacity = room;
    }
    size_t start = 0;
    for (size_t i = 0; i < next->n_found; i++) {
        next->found[i].end = start;
        start += next->found[i].count;
        c->follower[next->found[i].word].mark = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < n; i++) {
        if (i + ahead < n) TARIX_PREFETCH(&entry[e[i + ahead].at + 1]);
        for (uint32_t t = 0; t <= c->plan->skip - e[i].skipped; t++) {
            const tarix_id word = entry[e[i].at + 1 + t];
            if (word == end) break;
            if (word == left_out || !c->follower[word].mark) continue;
            found *f = &next->found[c->follower[word].mark - 1];
            next->element[f->end++] = (element){e[i].at + 1 + t, e[i].skipped + t};
        }
    }
    for (size_t i = 0; i < next->n_found; i++) c->follower[next->found[i].word].mark = 0;
}

static uint32_t add_gram(counting *c, const found *f, uint32_t parent, unsigned length)
{
    tarix_grams *g = c->grams;
    if (g->n == TARIX_NO_GRAM) tarix_arena_alloc(c->arena, SIZE_MAX, 2); /* unwinds */
    TARIX_ROOM(c->arena, g->gram, g->n, c->capacity);
    g->gram[g->n] = (tarix_gram){.count = f->count,
        .word = f->word,
        .parent = parent,
        .docs = f->docs,
        .length = (uint8_t)length,
        .listed = length >= c->plan->shortest && f->count >= c->plan->min_count &&
                  f->docs >= c->plan->min_docs};
    return (uint32_t)g->n++;
}

/* One that is not listed stays only as the beginning of another. */
static void drop_useless(counting *c, uint32_t gram)
{
    if (gram + 1 == c->grams->n && !c->grams->gram[gram].listed) c->grams->n--;
}

/* Counts what begins with an n-gram whose occurrences are given. */
static void extend(counting *c, uint32_t gram, unsigned length, const element *e, size_t n)
{
    level *next = &c->level[length + 1];
    if (n * (c->plan->skip + 1) < next->least) return;
    count_followers(c, e, n);
    const size_t sum = keep_found(c, next);
    if (length + 1 < c->plan->longest) scatter(c, e, n, next, sum);
    for (size_t i = 0; i < next->n_found; i++) {
        const found *f = &next->found[i];
        const uint32_t longer = add_gram(c, f, gram, length + 1);
        if (length + 1 < c->plan->longest)
            extend(c, longer, length + 1, next->element + f->end - f->count, f->count);
        drop_useless(c, longer);
    }
}

/* All that begins with one word. */
static void count_word(counting *c, tarix_id word)
{
    const tarix_gram_text *t = c->text;
    const size_t first = t->first[word], n = t->first[word + 1] - first;
    level *one = &c->level[1];
    found f = {.word = word, .count = n};
    uint32_t last = 0;
    if (n < one->least) return;
    if (n > one->element_capacity) {
        one->element =
            tarix_arena_grow(c->arena, one->element, one->element_capacity, 2 * n, sizeof(element));
        one->element_capacity = 2 * n;
    }
    for (size_t i = 0; i < n; i++) {
        one->element[i] = (element){t->at[first + i], 0};
        const uint32_t document = tarix_stretches_document(t->stretches, t->at[first + i]) + 1;
        f.docs += document != last;
        last = document;
    }
    if (f.docs < c->plan->min_docs) return;
    const uint32_t gram = add_gram(c, &f, TARIX_NO_GRAM, 1);
    if (c->plan->longest > 1) extend(c, gram, 1, one->element, n);
    drop_useless(c, gram);
}

tarix_grams *tarix_grams_count(
    tarix_arena *arena, const tarix_gram_text *text, const tarix_gram_plan *plan)
{
    counting c = {
        .arena = arena, .text = text, .plan = plan, .grams = TARIX_NEW(arena, tarix_grams)};
    c.follower = TARIX_ARRAY(arena, follower, text->n_words + 1);
    c.touched = TARIX_ARRAY(arena, tarix_id, text->n_words + 1);
    for (unsigned k = 1; k <= plan->longest; k++) c.level[k].least = tarix_gram_least(plan, k);
    count_total(&c);
    for (tarix_id w = 0; w < text->n_words; w++) {
        if (w % told_each == 0)
            tarix_progress_step(
                plan->progress, "counting n-grams", text->first[w], text->first[text->n_words]);
        count_word(&c, w);
    }
    return c.grams;
}
