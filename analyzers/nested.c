#include "analyzers/nested.h"

#include "base/hash.h"

static const tarix_id end = TARIX_STRETCH_END, left_out = TARIX_STRETCH_LEFT_OUT;

/* An occurrence is its first place and a mask of the places it has from there on. */
enum { width = TARIX_GRAM_LONGEST + TARIX_GRAM_MOST_SKIPPED };
typedef uint32_t places_mask;

typedef struct occurrence {
    uint32_t gram;
    places_mask mask;
} occurrence;

/* What is known of the occurrences that begin at one place. */
typedef struct start {
    bool *nested; /* by mask: part of a longer one */
    places_mask *marked;
    size_t n_marked;
} start;

typedef struct nesting {
    const tarix_gram_text *text;
    const tarix_gram_plan *plan;
    const tarix_grams *grams;
    uint32_t *table; /* of n-grams by parent and word */
    size_t table_mask;
    uint32_t *root;         /* by word: its n-gram of one word, or TARIX_NO_GRAM */
    start start[width];     /* of the places to come, in a ring */
    uint8_t *shift;         /* by mask: its first place + 1, or 0 when that many are no n-gram */
    occurrence *occurrence; /* listed ones that begin at the place at hand */
    size_t n_occurrences, capacity;
    tarix_arena *arena;
    uint64_t *count;
} nesting;

/* ---- the n-gram that is another and one word more ---- */

static size_t slot_of(const nesting *n, uint32_t parent, tarix_id word)
{
    return tarix_hash_pair(parent, word) & n->table_mask;
}

static uint32_t find_longer(const nesting *n, uint32_t parent, tarix_id word)
{
    for (size_t at = slot_of(n, parent, word);; at = (at + 1) & n->table_mask) {
        const uint32_t gram = n->table[at];
        if (gram == TARIX_NO_GRAM) return gram;
        if (n->grams->gram[gram].word == word && n->grams->gram[gram].parent == parent) return gram;
    }
}

static void make_table(nesting *n)
{
    size_t size = 16;
    while (size < 2 * n->grams->n) size *= 2;
    n->table_mask = size - 1;
    n->table = TARIX_ARRAY(n->arena, uint32_t, size);
    n->root = TARIX_ARRAY(n->arena, uint32_t, n->text->n_words + 1);
    memset(n->table, 0xFF, size * sizeof *n->table);
    memset(n->root, 0xFF, (n->text->n_words + 1) * sizeof *n->root);
    for (uint32_t g = 0; g < n->grams->n; g++) {
        const tarix_gram *gram = &n->grams->gram[g];
        if (gram->length == 1) {
            n->root[gram->word] = g;
            continue;
        }
        size_t at = slot_of(n, gram->parent, gram->word);
        while (n->table[at] != TARIX_NO_GRAM) at = (at + 1) & n->table_mask;
        n->table[at] = g;
    }
}

/* ---- places ---- */

/* All listed occurrences that begin with one: its last place is `at`, `skipped` were passed over.
 */
static void find_occurrences(
    nesting *n, uint32_t gram, size_t at, unsigned skipped, places_mask mask, unsigned offset)
{
    const tarix_gram *g = &n->grams->gram[gram];
    if (g->listed) {
        TARIX_ROOM(n->arena, n->occurrence, n->n_occurrences, n->capacity);
        n->occurrence[n->n_occurrences++] = (occurrence){gram, mask};
    }
    if (g->length == n->plan->longest) return;
    for (unsigned t = 0; t <= n->plan->skip - skipped; t++) {
        const tarix_id word = n->text->entry[at + 1 + t];
        if (word == end) return;
        if (word == left_out) continue;
        const uint32_t longer = find_longer(n, gram, word);
        const unsigned there = offset + 1 + t;
        if (longer != TARIX_NO_GRAM)
            find_occurrences(
                n, longer, at + 1 + t, skipped + t, mask | UINT32_C(1) << there, there);
    }
}

static void mark(start *s, places_mask mask)
{
    if (s->nested[mask]) return;
    s->nested[mask] = true;
    s->marked[s->n_marked++] = mask;
}

/* Marks the parts of an occurrence that begins at a place. */
static void mark_parts(nesting *n, size_t at, places_mask whole)
{
    for (places_mask part = (whole - 1) & whole; part; part = (part - 1) & whole) {
        const unsigned first = n->shift[part];
        if (first) mark(&n->start[(at + first - 1) % width], part >> (first - 1));
    }
}

static void count_place(nesting *n, size_t at)
{
    start *here = &n->start[at % width];
    const tarix_id word = n->text->entry[at];
    const uint32_t gram = word < end ? n->root[word] : TARIX_NO_GRAM;
    n->n_occurrences = 0;
    if (gram != TARIX_NO_GRAM) find_occurrences(n, gram, at, 0, 1, 0);
    for (size_t i = 0; i < n->n_occurrences; i++) mark_parts(n, at, n->occurrence[i].mask);
    for (size_t i = 0; i < n->n_occurrences; i++)
        n->count[n->occurrence[i].gram] += here->nested[n->occurrence[i].mask];
    for (size_t i = 0; i < here->n_marked; i++) here->nested[here->marked[i]] = false;
    here->n_marked = 0;
}

/* Which masks are n-grams that could be listed. */
static void make_shifts(nesting *n, size_t n_masks)
{
    n->shift = TARIX_ARRAY(n->arena, uint8_t, n_masks);
    for (places_mask mask = 1; mask < n_masks; mask++) {
        unsigned first = width, last = 0, words = 0;
        for (unsigned i = 0; i < width; i++) {
            if (!(mask >> i & 1)) continue;
            if (first == width) first = i;
            last = i;
            words++;
        }
        if (words >= n->plan->shortest && last - first + 1 - words <= n->plan->skip)
            n->shift[mask] = (uint8_t)(first + 1);
    }
}

uint64_t *tarix_nested_count(tarix_arena *arena, const tarix_gram_text *text,
    const tarix_gram_plan *plan, const tarix_grams *grams)
{
    nesting n = {.text = text, .plan = plan, .grams = grams, .arena = arena};
    n.count = TARIX_ARRAY(arena, uint64_t, grams->n + 1);
    if (plan->shortest == plan->longest || grams->n == 0) return n.count;
    const size_t n_masks = (size_t)1 << (plan->longest + plan->skip);
    for (unsigned i = 0; i < width; i++) {
        n.start[i].nested = TARIX_ARRAY(arena, bool, n_masks);
        n.start[i].marked = TARIX_ARRAY(arena, places_mask, n_masks);
    }
    make_shifts(&n, n_masks);
    make_table(&n);
    for (size_t at = 0; at < text->stretches->n_entries; at++) count_place(&n, at);
    return n.count;
}
