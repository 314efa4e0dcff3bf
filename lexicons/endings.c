#include "lexicons/endings.h"

#include "base/utf8.h"
#include "lexicons/slip.h"
#include "lexicons/wordlist.h"

#include <assert.h>

enum {
    most_phases = 1 << 14,
    most_walks = 64, /* that begin at letters of the longest suffix, of both parts */
    most_steps = UINT16_MAX - 256,
    nowhere = UINT16_MAX, /* from no phase */
    any_context = TARIX_CONTEXTS,
    chain_of_derivation = TARIX_CHAIN_DERIVATION,
    of_outlines = TARIX_PARTS_OF_WORD, /* a part of its own */
    n_parts
};

/* Suffixes by their bytes from the right; the first nodes are the roots of both parts. */
typedef struct node {
    uint32_t beyond;      /* states that suffixes make whose bytes go on from here */
    uint32_t here;        /* those that end here */
    uint32_t first, last; /* of those, in the order of all */
} node;

/* A suffix on its way, or where one may begin. */
typedef struct walk {
    uint32_t node;
    tarix_cut makes; /* what it must make */
} walk;

/* A phase, or one before its context is known, whose cut is empty. */
typedef struct phase {
    uint32_t chain;
    tarix_cut cut;
    uint32_t n;
    walk walks[most_walks]; /* as long ago as they began */
} phase;

typedef struct building {
    tarix_arena *arena;
    const tarix_suffix **suffixes; /* of all parts */
    size_t *order;                 /* by their nodes */
    size_t n, n_of[n_parts];
    uint8_t classes[256];
    size_t n_classes;
    node *nodes;
    uint32_t *next; /* n_nodes by n_classes; 0: none */
    size_t n_nodes, nodes_capacity, next_capacity;

    tarix_wordlist *known_phases, *known_rows;
    phase *phases;
    size_t n_phases, phases_capacity;
    uint32_t *edges; /* n_phases by n_classes; a row and 1 */
    size_t edges_capacity;
    uint32_t (*rows)[TARIX_CONTEXTS];
    size_t n_rows, rows_capacity;
    size_t starts[TARIX_CHAINS];

    uint32_t *phase_class, *row_class; /* those alike are one */
    size_t n_phase_classes, n_row_classes;
} building;

/* ---- the tree ---- */

static void note_bytes(building *b, tarix_str text)
{
    for (size_t at = 0; at < text.size; at++) {
        uint8_t *class = &b->classes[(unsigned char)text.data[at]];
        if (!*class) *class = (uint8_t)b->n_classes++;
    }
}

/* And those of letters that are mistaken for theirs. */
static void note_suffixes(building *b)
{
    b->n_classes = 1; /* bytes of no suffix */
    for (size_t i = 0; i < b->n; i++) {
        tarix_str rest = b->suffixes[i]->text;
        note_bytes(b, rest);
        while (rest.size) note_bytes(b, tarix_mistaken_for(tarix_utf8_next(&rest)));
    }
}

static size_t add_node(building *b)
{
    TARIX_ROOM(b->arena, b->nodes, b->n_nodes, b->nodes_capacity);
    TARIX_ROOM_FOR(b->arena, b->next, b->n_nodes * b->n_classes, b->next_capacity, b->n_classes);
    return b->n_nodes++;
}

/* The node behind a byte, made where it lacks. */
static size_t node_behind(building *b, size_t at, char byte)
{
    const size_t step = at * b->n_classes + b->classes[(unsigned char)byte];
    if (!b->next[step]) {
        const size_t made = add_node(b);
        b->next[step] = (uint32_t)made;
    }
    return b->next[step];
}

/* The node of a suffix. */
static size_t node_of(building *b, size_t root, tarix_str text)
{
    size_t at = root;
    for (size_t i = text.size; i-- > 0;) at = node_behind(b, at, text.data[i]);
    return at;
}

/* The node of a suffix to which letters lead, too, that are mistaken for its own. */
static size_t outline_of(building *b, tarix_str text)
{
    size_t at = of_outlines;
    while (text.size) {
        tarix_str own = text;
        const tarix_str other = tarix_mistaken_for(tarix_utf8_last(text, &text.size));
        own = tarix_str_slice(own, text.size, own.size);
        const bool is_long = own.size > other.size; /* or has no other */
        const size_t to = node_of(b, at, is_long ? own : other);
        const char alone = is_long ? *other.data : *own.data;
        if (other.size) /* of two letters one has one byte */
            b->next[at * b->n_classes + b->classes[(unsigned char)alone]] = (uint32_t)to;
        at = to;
    }
    return at;
}

static void build_tree(building *b)
{
    size_t *place = TARIX_ARRAY(b->arena, size_t, b->n + 1), i = 0;
    b->order = TARIX_ARRAY(b->arena, size_t, b->n + 1);
    for (size_t part = 0; part < n_parts; part++) add_node(b);
    for (size_t part = 0, end = 0; part < n_parts; part++)
        for (end += b->n_of[part]; i < end; i++) {
            const tarix_str text = b->suffixes[i]->text;
            place[i] = part == of_outlines ? outline_of(b, text) : node_of(b, part, text);
            b->nodes[place[i]].here |= b->suffixes[i]->makes;
            b->nodes[place[i]].last++;
        }
    for (size_t at = 1; at < b->n_nodes; at++) {
        b->nodes[at].first = b->nodes[at - 1].last;
        b->nodes[at].last += b->nodes[at].first;
    }
    for (i = 0; i < b->n; i++) b->order[b->nodes[place[i]].first++] = i;
    for (size_t at = b->n_nodes; at-- > 0;) {
        b->nodes[at].first = at ? b->nodes[at - 1].last : 0;
        for (size_t class = 0; class < b->n_classes; class ++) {
            const uint32_t next = b->next[at * b->n_classes + class];
            if (next) b->nodes[at].beyond |= b->nodes[next].beyond | b->nodes[next].here;
        }
    }
}

/* ---- phases ---- */

/* What of a cut is among `states`; false: nothing. */
static bool mask(const tarix_cut *cut, uint32_t states, tarix_cut *out)
{
    for (size_t i = 0; i <= TARIX_RARE; i++) out->states[i] = cut->states[i] & states;
    return out->states[TARIX_RARE] != 0;
}

static tarix_str key_of(const phase *p)
{
    return (tarix_str){(const char *)p, offsetof(phase, walks) + p->n * sizeof *p->walks};
}

static bool has_part(uint32_t chain, size_t part)
{
    switch (chain) {
    case TARIX_CHAIN_INFLECTION: return part == TARIX_INFLECTION;
    case TARIX_CHAIN_ANY: return part != of_outlines;
    case TARIX_CHAIN_OUTLINE: return part == of_outlines;
    default: return part == TARIX_DERIVATION;
    }
}

/* Suffixes may begin before a cut. */
static void open_walks(const building *b, const tarix_cut *cut, phase *p)
{
    for (size_t part = 0; part < n_parts; part++) {
        walk *w = &p->walks[p->n];
        if (!has_part(p->chain, part)) continue;
        w->node = (uint32_t)part;
        p->n += mask(cut, b->nodes[part].beyond, &w->makes);
    }
    p->cut = *cut;
    if (p->chain == TARIX_CHAIN_ANY || p->chain == TARIX_CHAIN_OUTLINE)
        p->cut = (tarix_cut){{0, 0, cut->states[TARIX_RARE] & TARIX_STATE_ROOTS}};
}

static uint32_t add_phase(building *b, const phase *p)
{
    const uint32_t *found = tarix_wordlist_find(b->known_phases, key_of(p));
    if (found) return *found;
    TARIX_ROOM(b->arena, b->phases, b->n_phases, b->phases_capacity);
    TARIX_ROOM_FOR(b->arena, b->edges, b->n_phases * b->n_classes, b->edges_capacity, b->n_classes);
    tarix_wordlist_add(b->known_phases, key_of(p), (uint32_t)b->n_phases);
    b->phases[b->n_phases] = *p;
    return (uint32_t)b->n_phases++;
}

static bool may_stand(const tarix_suffix *s, size_t context)
{
    return (s->vowels >> (context >> 1) & 1) &&
           (s->behind == '-' || (s->behind == 'V') == (context & 1));
}

/* The phase that `stepped`, of no context yet, becomes in one. */
static uint32_t settle(building *b, const phase *stepped, size_t context)
{
    phase p;
    tarix_cut cut = {{0}};
    p.chain = stepped->chain;
    p.n = 0;
    for (const walk *w = stepped->walks; w < stepped->walks + stepped->n; w++) {
        const node *here = &b->nodes[w->node];
        for (size_t i = here->first; i < here->last; i++) {
            const tarix_suffix *s = b->suffixes[b->order[i]];
            if (!may_stand(s, context)) continue;
            for (size_t rarest = 0; rarest <= TARIX_RARE; rarest++)
                if (s->rarity <= rarest && (s->makes & w->makes.states[rarest]))
                    cut.states[rarest] |= s->after;
        }
        p.walks[p.n].node = w->node;
        p.n += mask(&w->makes, here->beyond, &p.walks[p.n].makes);
    }
    assert(p.n + n_parts <= most_walks);
    open_walks(b, &cut, &p);
    return add_phase(b, &p);
}

static uint32_t add_row(building *b, const phase *stepped)
{
    const uint32_t *found = tarix_wordlist_find(b->known_rows, key_of(stepped));
    if (found) return *found;
    TARIX_ROOM(b->arena, b->rows, b->n_rows, b->rows_capacity);
    tarix_wordlist_add(b->known_rows, key_of(stepped), (uint32_t)b->n_rows);
    for (size_t context = 0; context < TARIX_CONTEXTS; context++)
        b->rows[b->n_rows][context] = settle(b, stepped, context);
    return (uint32_t)b->n_rows++;
}

static void add_edges(building *b, size_t at)
{
    const phase from = b->phases[at];
    for (size_t class = 0; class < b->n_classes; class ++) {
        phase stepped;
        stepped.chain = from.chain;
        stepped.cut = (tarix_cut){{0}};
        stepped.n = 0;
        for (const walk *w = from.walks; w < from.walks + from.n; w++) {
            const uint32_t next = b->next[w->node * b->n_classes + class];
            const uint32_t states = b->nodes[next].here | b->nodes[next].beyond;
            stepped.walks[stepped.n].node = next;
            if (next) stepped.n += mask(&w->makes, states, &stepped.walks[stepped.n].makes);
        }
        if (stepped.n) b->edges[at * b->n_classes + class] = add_row(b, &stepped) + 1;
    }
}

/* False: there are too many. */
static bool find_phases(building *b)
{
    static const uint32_t states[] = {TARIX_STATE_NOUN, TARIX_STATE_VERB, TARIX_STATE_WORD};
    b->known_phases = tarix_wordlist_new(b->arena);
    b->known_rows = tarix_wordlist_new(b->arena);
    add_phase(b, &(phase){0});
    size_t at = 0;
    for (uint32_t chain = 0; chain < TARIX_CHAINS; chain++) {
        uint32_t final = chain < chain_of_derivation ? TARIX_STATE_FINAL : 0;
        for (size_t i = 0; i < 3 && chain >= chain_of_derivation; i++)
            if ((chain - chain_of_derivation) >> i & 1) final |= states[i];
        phase p = {.chain = chain};
        open_walks(b, &(tarix_cut){{final, final, final}}, &p);
        b->starts[chain] = add_phase(b, &p);
        for (; at < b->n_phases; at++) {
            add_edges(b, at);
            if (b->n_phases > most_phases || b->n_rows > most_phases) return false;
        }
    }
    return true;
}

/* ---- phases that are alike ---- */

/* The number of a key among those before it, from 0. */
static uint32_t class_of(tarix_wordlist *known, const uint32_t *key, size_t n)
{
    const tarix_str bytes = {(const char *)key, n * sizeof *key};
    const uint32_t *found = tarix_wordlist_find(known, bytes);
    if (found) return *found;
    const uint32_t class = (uint32_t)tarix_wordlist_size(known);
    tarix_wordlist_add(known, bytes, class);
    return class;
}

static void class_rows(building *b, tarix_arena *scratch)
{
    tarix_wordlist *known = tarix_wordlist_new(scratch);
    for (size_t i = 0; i < b->n_rows; i++) {
        uint32_t key[TARIX_CONTEXTS];
        for (size_t j = 0; j < TARIX_CONTEXTS; j++) key[j] = b->phase_class[b->rows[i][j]];
        b->row_class[i] = class_of(known, key, TARIX_CONTEXTS);
    }
    b->n_row_classes = tarix_wordlist_size(known);
}

/* Parts those that differ in where they lead; how many there are then. */
static size_t part_phases(building *b, tarix_arena *scratch)
{
    tarix_wordlist *known = tarix_wordlist_new(scratch);
    uint32_t *key = TARIX_ARRAY(scratch, uint32_t, b->n_classes + 1);
    for (size_t i = 0; i < b->n_phases; i++) {
        key[0] = b->phase_class[i];
        for (size_t j = 0; j < b->n_classes; j++) {
            const uint32_t row = b->edges[i * b->n_classes + j];
            key[j + 1] = row ? b->row_class[row - 1] + 1 : 0;
        }
        b->phase_class[i] = class_of(known, key, b->n_classes + 1);
    }
    return tarix_wordlist_size(known);
}

/* Those of one cut at first. The first phase is of class 0 all along. */
static void find_classes(building *b)
{
    tarix_wordlist *known = tarix_wordlist_new(b->arena);
    b->phase_class = TARIX_ARRAY(b->arena, uint32_t, b->n_phases);
    b->row_class = TARIX_ARRAY(b->arena, uint32_t, b->n_rows + 1);
    for (size_t i = 0; i < b->n_phases; i++)
        b->phase_class[i] = class_of(known, b->phases[i].cut.states, TARIX_RARE + 1);
    size_t n = tarix_wordlist_size(known), before = 0;
    while (n > before) {
        tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(b->arena));
        class_rows(b, scratch);
        before = n;
        n = part_phases(b, scratch);
        tarix_arena_free(scratch);
    }
    b->n_phase_classes = n;
}

/* ---- steps ---- */

typedef struct packing {
    const building *b;
    tarix_ending_step *steps;
    bool *is_place;
    size_t n_steps;
    tarix_phase *phases; /* of each class */
    tarix_phase *targets;
    size_t n_targets, first_row;
    size_t *to; /* where in them the rows of each class stand */
} packing;

/* Whether a row leads to one phase in all contexts. */
static bool is_even(const building *b, const uint32_t *row)
{
    for (size_t i = 1; i < TARIX_CONTEXTS; i++)
        if (b->phase_class[row[i]] != b->phase_class[row[0]]) return false;
    return true;
}

/* Even rows, of which one target is enough, before the others. False: there are too many. */
static bool place_rows(packing *p)
{
    const building *b = p->b;
    p->to = TARIX_ARRAY(b->arena, size_t, b->n_row_classes);
    p->n_targets = 1;
    for (int even = 1; even >= 0; even--) {
        if (!even) p->first_row = p->n_targets;
        for (size_t i = 0; i < b->n_rows; i++) {
            size_t *to = &p->to[b->row_class[i]];
            if (*to || is_even(b, b->rows[i]) != even) continue;
            *to = p->n_targets;
            p->n_targets += even ? 1 : TARIX_CONTEXTS;
        }
    }
    return p->n_targets <= UINT16_MAX;
}

static bool has_room(const packing *p, const uint32_t *edges, size_t place)
{
    if (p->is_place[place]) return false;
    for (size_t i = 0; i < p->b->n_classes; i++)
        if (edges[i] && p->steps[place + i].from != nowhere) return false;
    return true;
}

/* The first place where the steps of a phase are free. Where many are tried in vain, those that are
 * left there are given up. */
static bool place_phase(packing *p, size_t at, size_t *first)
{
    enum { most_tries = 256 };
    const building *b = p->b;
    const uint32_t *edges = b->edges + at * b->n_classes;
    size_t place = *first, tries = 0, n = 0;
    for (size_t i = 0; i < b->n_classes; i++) n += edges[i] != 0;
    if (n == 0) return true;
    for (; !has_room(p, edges, place); tries++)
        if (++place > most_steps) return false;
    if (tries > most_tries) *first = place;
    p->is_place[place] = true;
    p->phases[b->phase_class[at]].place = (uint16_t)place;
    if (place + b->n_classes > p->n_steps) p->n_steps = place + b->n_classes;
    for (size_t i = 0; i < b->n_classes; i++)
        if (edges[i])
            p->steps[place + i] =
                (tarix_ending_step){(uint16_t)place, (uint16_t)p->to[b->row_class[edges[i] - 1]]};
    return true;
}

/* Those that are read first lie together. */
static bool place_phases(packing *p)
{
    const building *b = p->b;
    const size_t room = most_steps + 256;
    size_t first = 1;
    p->phases = TARIX_ARRAY(b->arena, tarix_phase, b->n_phase_classes);
    p->steps = TARIX_ARRAY(b->arena, tarix_ending_step, room);
    p->is_place = TARIX_ARRAY(b->arena, bool, room);
    p->n_steps = 256;
    for (size_t i = 0; i < room; i++) p->steps[i].from = nowhere;
    for (size_t i = 0; i < b->n_phases; i++)
        if (!p->phases[b->phase_class[i]].place && !place_phase(p, i, &first)) return false;
    return true;
}

/* ---- the machine ---- */

static void put_cuts(packing *p, tarix_arena *arena, tarix_endings *e)
{
    const building *b = p->b;
    tarix_wordlist *known = tarix_wordlist_new(b->arena);
    tarix_cut *cuts = TARIX_ARRAY(arena, tarix_cut, b->n_phases);
    for (size_t i = 0; i < b->n_phases; i++) {
        const uint32_t class = class_of(known, b->phases[i].cut.states, TARIX_RARE + 1);
        cuts[class] = b->phases[i].cut;
        p->phases[b->phase_class[i]].cut = (uint16_t) class;
    }
    e->n_cuts = tarix_wordlist_size(known);
    e->cuts = cuts;
    for (size_t i = 0; i < TARIX_CHAINS; i++)
        e->starts[i] = p->phases[b->phase_class[b->starts[i]]];
}

static void put_steps(const packing *p, tarix_arena *arena, tarix_endings *e)
{
    const building *b = p->b;
    tarix_ending_step *steps = TARIX_ARRAY(arena, tarix_ending_step, p->n_steps);
    tarix_phase *targets = TARIX_ARRAY(arena, tarix_phase, p->n_targets);
    memcpy(steps, p->steps, p->n_steps * sizeof *steps);
    for (size_t i = 0; i < b->n_rows; i++) {
        const size_t to = p->to[b->row_class[i]], n = to < p->first_row ? 1 : TARIX_CONTEXTS;
        for (size_t j = 0; j < n; j++) targets[to + j] = p->phases[b->phase_class[b->rows[i][j]]];
    }
    e->steps = steps;
    e->n_steps = p->n_steps;
    e->targets = targets;
    e->n_targets = p->n_targets;
    e->first_row = p->first_row;
}

static void put_order(
    const building *b, tarix_arena *arena, const size_t *n_suffixes, tarix_endings *e)
{
    for (size_t part = 0, first = 0; part < TARIX_PARTS_OF_WORD; first += n_suffixes[part++]) {
        uint16_t *order = TARIX_ARRAY(arena, uint16_t, n_suffixes[part] + 1);
        for (size_t i = 0; i < n_suffixes[part]; i++)
            order[i] = (uint16_t)(b->order[first + i] - first);
        e->order[part] = order;
        e->n_suffixes[part] = n_suffixes[part];
    }
}

/* ---- tails ---- */

static void put_tail(tarix_endings *e, const char *tail, bool reaches)
{
    const unsigned bit = tarix_tail_bit(e, tail);
    e->tails[reaches][bit >> 6] |= UINT64_C(1) << (bit & 63);
}

/* The tail, and what it is where its last consonant has softened: ğ is longer than q by a byte, so
 * that what reaches among the one may end before the other. */
static void put_tails(tarix_endings *e, const char *tail, bool reaches)
{
    const char soft[] = {tail[1], '\xC4', '\x9F'}; /* ğ */
    put_tail(e, tail, reaches);
    if (tail[2] == 'k') put_tail(e, (char[]){tail[0], tail[1], 'y'}, reaches);
    for (int among = 0; tail[2] == 'q' && among < 2; among++) put_tail(e, soft, among);
}

/* Whether a byte may stand before a context. Of the second of two bytes it is not known. */
static bool may_precede(char byte, uint8_t context)
{
    uint8_t own[2 + TARIX_CONTEXTS_SLACK] = {0};
    tarix_contexts_read((tarix_str){&byte, 1}, 0, own);
    if (context == any_context || ((unsigned char)byte & 0xC0) == 0x80) return true;
    return own[1] ? own[1] == context : !(context & 1);
}

/* With all that may stand before a context in their first `n` bytes. */
static void fill_tails(tarix_endings *e, char *tail, size_t n, uint8_t context)
{
    if (n == 0) {
        put_tails(e, tail, true);
        return;
    }
    for (unsigned byte = 0; byte < 256; byte++) {
        if (!may_precede((char)byte, context)) continue;
        tail[n - 1] = (char)byte;
        fill_tails(e, tail, n - 1, any_context);
    }
}

/* Those of which the machine has read all but the first `n` bytes, which stand before a context. */
static void find_tails(tarix_endings *e, tarix_phase from, char *tail, size_t n, uint8_t context)
{
    if (n == 0) put_tails(e, tail, false);
    if (n == 0 || (from.cut && n < TARIX_TAIL)) fill_tails(e, tail, n, context);
    if (n == 0 || !from.place) return;
    for (unsigned byte = 0; byte < 256; byte++) {
        if (!may_precede((char)byte, context)) continue;
        tail[n - 1] = (char)byte;
        for (uint8_t before = 0; before < TARIX_CONTEXTS; before++) {
            const tarix_phase next = tarix_endings_step(e, from.place, (char)byte, before);
            if (next.place || next.cut) find_tails(e, next, tail, n - 1, before);
        }
    }
}

static bool make(building *b, tarix_arena *arena, const size_t *n_suffixes, tarix_endings *e)
{
    packing p = {.b = b};
    note_suffixes(b);
    build_tree(b);
    if (!find_phases(b)) return false;
    find_classes(b);
    if (!place_rows(&p) || !place_phases(&p)) return false;
    memcpy(e->classes, b->classes, sizeof e->classes);
    put_cuts(&p, arena, e);
    put_steps(&p, arena, e);
    put_order(b, arena, n_suffixes, e);
    find_tails(e, e->starts[tarix_chain_of(TARIX_STATE_DERIVED)], (char[TARIX_TAIL]){0}, TARIX_TAIL,
        any_context);
    return true;
}

/* Those of outlines are those of inflection behind any vowel. */
static void take_suffixes(building *b, const tarix_suffix *const *suffixes, const size_t *n)
{
    const size_t n_inflection = n[TARIX_INFLECTION];
    b->suffixes =
        TARIX_ARRAY(b->arena, const tarix_suffix *, 2 * n_inflection + n[TARIX_DERIVATION] + 1);
    for (size_t part = 0; part < TARIX_PARTS_OF_WORD; part++) {
        b->n_of[part] = n[part];
        for (size_t i = 0; i < n[part]; i++) b->suffixes[b->n++] = &suffixes[part][i];
    }
    tarix_suffix *loose = TARIX_ARRAY(b->arena, tarix_suffix, n_inflection + 1);
    b->n_of[of_outlines] = n_inflection;
    for (size_t i = 0; i < n_inflection; i++) {
        loose[i] = suffixes[TARIX_INFLECTION][i];
        loose[i].vowels = UINT8_MAX;
        b->suffixes[b->n++] = &loose[i];
    }
}

tarix_status tarix_endings_make(tarix_arena *arena, const char *path,
    const tarix_suffix *const suffixes[TARIX_PARTS_OF_WORD],
    const size_t n_suffixes[TARIX_PARTS_OF_WORD], const tarix_endings **out, tarix_error *err)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    building b = {.arena = scratch};
    tarix_endings *e = TARIX_NEW(arena, tarix_endings);
    take_suffixes(&b, suffixes, n_suffixes);
    const bool is_made = b.n < UINT16_MAX && make(&b, arena, n_suffixes, e);
    tarix_arena_free(scratch);
    if (!is_made)
        return tarix_error_set(err, TARIX_INVALID,
            "%s: its suffixes may follow one another in too many ways: leave some out", path);
    *out = e;
    return TARIX_OK;
}
