#include "lexicons/trie.h"

#include <assert.h>
#include <stdlib.h>

/* What an image begins with. Numbers and cells follow. */
enum { ROOT, WORDS, NUMBERS, HEAD };
enum { most_cells = 1 << (31 - TARIX_TRIE_LABEL_BITS) };

typedef struct entry {
    tarix_str word;
    uint32_t number; /* its place among the different ones */
} entry;

typedef struct edge {
    uint32_t label, to; /* a node; behind TARIX_TRIE_END a number */
} edge;

typedef struct node {
    uint32_t first, n; /* of its edges, by label */
    uint32_t place;    /* of its cells */
    bool is_queued;    /* for a place */
} node;

typedef struct building {
    tarix_arena *arena;
    entry *entries; /* by their bytes */
    size_t n_entries;
    uint32_t *numbers;
    size_t n_numbers, numbers_capacity;
    edge *edges, *open; /* open: of nodes that are not complete */
    size_t n_edges, edges_capacity, n_open, open_capacity;
    node *nodes; /* those before others that lead to them; the first is none */
    size_t n_nodes, nodes_capacity;
    uint32_t *slots; /* nodes by the hash of their edges; 0: free */
    size_t mask;
    uint32_t *cells;
    bool *is_place;
    size_t n_cells, cells_capacity, first_free;
} building;

/* ---- words ---- */

static int by_bytes(const void *a, const void *b)
{
    return tarix_str_compare(((const entry *)a)->word, ((const entry *)b)->word);
}

/* Each number is kept once. */
static uint32_t place_of(building *b, tarix_wordlist *known, uint32_t number)
{
    const tarix_str bytes = {(const char *)&number, sizeof number};
    const uint32_t *found = tarix_wordlist_find(known, bytes);
    if (found) return *found;
    TARIX_ROOM(b->arena, b->numbers, b->n_numbers, b->numbers_capacity);
    b->numbers[b->n_numbers] = number;
    tarix_wordlist_add(known, bytes, (uint32_t)b->n_numbers);
    return (uint32_t)b->n_numbers++;
}

static void read_words(building *b, const tarix_wordlist *list)
{
    tarix_wordlist *known = tarix_wordlist_new(b->arena);
    size_t bytes = 1;
    tarix_str word;
    b->entries = TARIX_ARRAY(b->arena, entry, tarix_wordlist_size(list) + 1);
    for (size_t at = 0; tarix_wordlist_next(list, &at, &word);) {
        if (word.size > TARIX_TRIE_LONGEST) continue;
        const uint32_t number = place_of(b, known, *tarix_wordlist_find(list, word));
        b->entries[b->n_entries++] = (entry){word, number};
        bytes += word.size + 1;
    }
    qsort(b->entries, b->n_entries, sizeof *b->entries, by_bytes);
    b->mask = 1;
    while (b->mask < 2 * bytes) b->mask *= 2;
    b->slots = TARIX_ARRAY(b->arena, uint32_t, b->mask--);
}

/* ---- nodes ---- */

static size_t slot_of(const building *b, const edge *edges, size_t n)
{
    uint32_t hash = (uint32_t)n;
    for (size_t i = 0; i < n; i++) hash = (hash ^ edges[i].label ^ edges[i].to << 8) * 0x9E3779B1U;
    for (size_t i = (hash ^ hash >> 15) & b->mask;; i = (i + 1) & b->mask) {
        const node *here = &b->nodes[b->slots[i]];
        if (!b->slots[i] ||
            (here->n == n && memcmp(b->edges + here->first, edges, n * sizeof *edges) == 0))
            return i;
    }
}

/* The node of the edges that have been opened from `first` on; nodes alike are one. */
static uint32_t close_node(building *b, size_t first)
{
    const size_t n = b->n_open - first, slot = slot_of(b, b->open + first, n);
    b->n_open = first;
    if (b->slots[slot]) return b->slots[slot];
    TARIX_ROOM(b->arena, b->nodes, b->n_nodes, b->nodes_capacity);
    b->nodes[b->n_nodes] = (node){.first = (uint32_t)b->n_edges, .n = (uint32_t)n};
    for (size_t i = 0; i < n; i++) {
        TARIX_ROOM(b->arena, b->edges, b->n_edges, b->edges_capacity);
        b->edges[b->n_edges++] = b->open[first + i];
    }
    b->slots[slot] = (uint32_t)b->n_nodes;
    return (uint32_t)b->n_nodes++;
}

static void open_edge(building *b, uint32_t label, uint32_t to)
{
    TARIX_ROOM(b->arena, b->open, b->n_open, b->open_capacity);
    b->open[b->n_open++] = (edge){label, to};
}

/* The node of entries that have their first `depth` bytes in common. */
static uint32_t join(building *b, size_t first, size_t last, size_t depth)
{
    const size_t opened = b->n_open;
    if (first < last && b->entries[first].word.size == depth)
        open_edge(b, TARIX_TRIE_END, b->entries[first++].number);
    while (first < last) {
        const unsigned char byte = (unsigned char)b->entries[first].word.data[depth];
        size_t end = first + 1;
        while (end < last && (unsigned char)b->entries[end].word.data[depth] == byte) end++;
        const uint32_t to = join(b, first, end, depth + 1);
        open_edge(b, byte + 1U + TARIX_TRIE_END, to);
        first = end;
    }
    return close_node(b, opened);
}

/* ---- cells ---- */

static void make_cells(building *b, size_t n)
{
    if (n <= b->cells_capacity) return;
    const size_t old = b->cells_capacity, room = 2 * n;
    b->cells = tarix_arena_grow(b->arena, b->cells, old, room, sizeof *b->cells);
    b->is_place = tarix_arena_grow(b->arena, b->is_place, old, room, sizeof *b->is_place);
    b->cells_capacity = room;
}

static bool has_room(const building *b, const node *here, size_t place)
{
    if (b->is_place[place]) return false;
    for (uint32_t i = 0; i < here->n; i++)
        if (b->cells[place + b->edges[here->first + i].label]) return false;
    return true;
}

/* Takes the first cells that are free for all steps of a node. Where many are tried in vain, those
 * that are left there are given up. */
static void place_node(building *b, node *here)
{
    enum { most_tries = 256 };
    const size_t least = here->n ? b->edges[here->first].label : 0;
    size_t tries = 0, at = b->first_free > least ? b->first_free : least + 1;
    for (;; at++, tries++) {
        make_cells(b, at + TARIX_TRIE_LABELS);
        if (has_room(b, here, at - least)) break;
    }
    const uint32_t place = (uint32_t)(at - least);
    assert(place < most_cells);
    here->place = place;
    b->is_place[place] = true;
    for (uint32_t i = 0; i < here->n; i++) {
        const edge *e = &b->edges[here->first + i];
        b->cells[place + e->label] = e->label;
        if (place + e->label >= b->n_cells) b->n_cells = place + e->label + 1;
    }
    if (place >= b->n_cells) b->n_cells = place + 1;
    if (tries > most_tries) b->first_free = at;
    while (b->first_free < b->cells_capacity && b->cells[b->first_free]) b->first_free++;
}

/* Nodes near the root, where most walks end, lie together; behind them, what one walk passes. */
static void place_nodes(building *b, uint32_t root)
{
    enum { near = 1024 };
    uint32_t *queue = TARIX_ARRAY(b->arena, uint32_t, b->n_nodes);
    size_t first = 0, n = 0;
    queue[n++] = root;
    b->first_free = 1;
    while (first < n) {
        node *here = &b->nodes[first < near ? queue[first++] : queue[--n]];
        place_node(b, here);
        for (uint32_t j = 0; j < here->n; j++) {
            const edge *e = &b->edges[here->first + j];
            if (e->label == TARIX_TRIE_END || b->nodes[e->to].is_queued) continue;
            b->nodes[e->to].is_queued = true;
            queue[n++] = e->to;
        }
    }
}

/* A node as the cells have it. */
static uint32_t handle_of(const building *b, const node *here)
{
    return here->place << 1 | (here->n && b->edges[here->first].label == TARIX_TRIE_END);
}

/* Now that all have a place, cells lead there. */
static void link_cells(building *b)
{
    for (size_t i = 1; i < b->n_nodes; i++)
        for (uint32_t j = 0; j < b->nodes[i].n; j++) {
            const edge *e = &b->edges[b->nodes[i].first + j];
            const uint32_t to = e->label == TARIX_TRIE_END ? e->to : handle_of(b, &b->nodes[e->to]);
            b->cells[b->nodes[i].place + e->label] = e->label | to << TARIX_TRIE_LABEL_BITS;
        }
}

static uint32_t build(building *b, const tarix_wordlist *list)
{
    read_words(b, list);
    TARIX_ROOM(b->arena, b->nodes, b->n_nodes, b->nodes_capacity);
    b->n_nodes = 1;
    const uint32_t root = join(b, 0, b->n_entries, 0);
    place_nodes(b, root);
    link_cells(b);
    return handle_of(b, &b->nodes[root]);
}

const uint32_t *tarix_trie_image(tarix_arena *arena, const tarix_wordlist *list, size_t *size)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    building b = {.arena = scratch};
    const uint32_t root = build(&b, list);
    *size = HEAD + b.n_numbers + b.n_cells + TARIX_TRIE_LABELS;
    uint32_t *image = TARIX_ARRAY(arena, uint32_t, *size);
    image[ROOT] = root;
    image[WORDS] = (uint32_t)b.n_entries;
    image[NUMBERS] = (uint32_t)b.n_numbers;
    if (b.n_numbers) memcpy(image + HEAD, b.numbers, b.n_numbers * sizeof *b.numbers);
    memcpy(image + HEAD + b.n_numbers, b.cells, b.n_cells * sizeof *b.cells);
    tarix_arena_free(scratch);
    return image;
}

void tarix_trie_open(tarix_trie *trie, const uint32_t *image)
{
    *trie = (tarix_trie){.root = image[ROOT],
        .size = image[WORDS],
        .numbers = image + HEAD,
        .cells = image + HEAD + image[NUMBERS]};
}
