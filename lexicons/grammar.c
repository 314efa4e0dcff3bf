#include "lexicons/grammar.h"

#include "base/simd.h"
#include "base/utf8.h"
#include "lexicons/harmony.h"
#include "lexicons/tsv.h"

enum {
    most_states = 32,
    most_letters = 24,
    most_classes = 64,
    any_vowel = (1 << TARIX_VOWELS) - 1
};

/* What of a shape is asked for at every cut. */
typedef struct rule {
    uint32_t after, makes;
    uint16_t contexts; /* bit: a context of tarix_cuts that it may stand in */
    uint8_t rarity;
} rule;

/* Shapes by their bytes from the right: a node's shapes are first … last - 1 of them. */
typedef struct node {
    uint16_t first, last;
    uint16_t steps; /* the step by a class of bytes is `class` cells behind */
} node;

typedef struct cell {
    uint16_t from, to;
} cell;

typedef struct trie {
    tarix_suffix *suffixes;
    rule *rules; /* of each suffix */
    size_t n, capacity;
    node *nodes;
    cell *cells; /* one that is not from a node is no step of it */
    size_t n_nodes, nodes_capacity;
} trie;

struct tarix_grammar {
    tarix_str states[most_states];
    size_t n_states;
    uint8_t class_of[256]; /* of a byte; 0: in no suffix */
    size_t n_classes;
    trie tries[TARIX_PARTS_OF_WORD];
};

/* ---- rows ---- */

typedef struct parsing {
    tarix_arena *arena;
    tarix_grammar *grammar;
    const tarix_tsv *tsv;
    tarix_error *err;
} parsing;

static uint32_t state_of(parsing *p, tarix_str name)
{
    tarix_grammar *g = p->grammar;
    for (size_t i = 0; i < g->n_states; i++)
        if (tarix_str_equal(g->states[i], name)) return UINT32_C(1) << i;
    if (name.size == 0 || g->n_states == most_states) return 0;
    g->states[g->n_states] = tarix_arena_str(p->arena, name);
    return UINT32_C(1) << g->n_states++;
}

/* A comma between each two. */
static tarix_status parse_states(parsing *p, tarix_str list, uint32_t *states)
{
    tarix_str name;
    *states = 0;
    while (tarix_str_split(&list, ',', &name)) {
        const uint32_t state = state_of(p, name);
        if (!state)
            return tarix_error_set(p->err, TARIX_INVALID,
                "%s:%zu: '%.*s' cannot be a state: it is empty, or the %d before it are all there "
                "may be",
                p->tsv->path, p->tsv->line, TARIX_ARG(name), most_states);
        *states |= state;
    }
    return TARIX_OK;
}

static void add_shape(parsing *p, trie *t, tarix_suffix row, const char *text, size_t size)
{
    for (size_t i = t->n; i-- > 0 && t->suffixes[i].name == row.name;)
        if (tarix_str_equal(t->suffixes[i].text, (tarix_str){text, size})) {
            t->suffixes[i].vowels |= row.vowels;
            return;
        }
    row.text = tarix_arena_str(p->arena, (tarix_str){text, size});
    TARIX_ROOM(p->arena, t->suffixes, t->n, t->capacity);
    t->suffixes[t->n++] = row;
}

/* The letter that stands for c behind a last vowel of class v. */
static uint32_t letter_for(uint32_t c, tarix_vowel v)
{
    const bool is_back = v == TARIX_VOWEL_A || v == TARIX_VOWEL_O;
    switch (c) {
    case 'A': return tarix_vowel_twofold(v);
    case 'I': return tarix_vowel_fourfold(v);
    case 'K': return is_back ? 'q' : 'k';
    case 'G': return is_back ? 0x11F : 'y';
    default: return c;
    }
}

/* The shapes of a row, by each class of vowel that may stand before. One whose first vowel is its
 * own may stand behind any. */
static void add_shapes(parsing *p, trie *t, tarix_suffix row, tarix_str suffix)
{
    for (tarix_vowel v = TARIX_VOWEL_A; v < TARIX_VOWELS; v++) {
        char text[TARIX_UTF8_MAX * most_letters];
        size_t size = 0, letters = 0;
        tarix_vowel last = v;
        bool has_harmony = false, has_own = false;
        for (tarix_str rest = suffix; rest.size && letters < most_letters; letters++) {
            const uint32_t sign = tarix_utf8_next(&rest), c = letter_for(sign, last);
            const tarix_vowel class = tarix_vowel_of(c);
            has_harmony = has_harmony || (sign != c && !has_own);
            has_own = has_own || class != TARIX_VOWEL_NONE;
            if (class != TARIX_VOWEL_NONE) last = class;
            size += tarix_utf8_encode(c, text + size);
        }
        row.vowels = (uint8_t)(has_harmony ? 1U << v | 1U << TARIX_VOWEL_NONE : any_vowel);
        add_shape(p, t, row, text, size);
    }
}

static tarix_status parse_row(parsing *p)
{
    const tarix_tsv *tsv = p->tsv;
    const tarix_str slot = tsv->cells[1], behind = tsv->cells[4];
    tarix_suffix row = {.is_case = tarix_str_equal(slot, TARIX_STR("case"))};
    const bool derives =
        tarix_str_equal(slot, TARIX_STR("voice")) || tarix_str_equal(slot, TARIX_STR("derivation"));
    const bool is_any = tarix_str_equal(behind, TARIX_STR("any"));
    const bool is_rare = tarix_str_equal(tsv->cells[6], TARIX_STR("rare"));
    const bool is_doubtful = tarix_str_equal(tsv->cells[6], TARIX_STR("doubtful"));
    row.rarity = is_rare ? TARIX_RARE : is_doubtful ? TARIX_DOUBTFUL : TARIX_COMMON;
    if (tsv->cells[0].size == 0 || tarix_utf8_count(tsv->cells[0]) > most_letters)
        return tarix_error_set(p->err, TARIX_INVALID, "%s:%zu: a suffix has 1 to %d letters",
            tsv->path, tsv->line, most_letters);
    if (!is_any && (behind.size != 1 || !strchr("CV", *behind.data)))
        return tarix_error_set(p->err, TARIX_INVALID, "%s:%zu: behind '%.*s' must be C, V or any",
            tsv->path, tsv->line, TARIX_ARG(behind));
    TARIX_TRY(parse_states(p, tsv->cells[2], &row.after));
    TARIX_TRY(parse_states(p, tsv->cells[3], &row.makes));
    if (tsv->cells[6].size && row.rarity == TARIX_COMMON)
        return tarix_error_set(p->err, TARIX_INVALID,
            "%s:%zu: mark '%.*s' must be rare, doubtful or empty", tsv->path, tsv->line,
            TARIX_ARG(tsv->cells[6]));
    row.behind = is_any ? '-' : *behind.data;
    row.name = tarix_arena_str(p->arena, tsv->cells[5]).data;
    add_shapes(
        p, &p->grammar->tries[derives ? TARIX_DERIVATION : TARIX_INFLECTION], row, tsv->cells[0]);
    return TARIX_OK;
}

/* ---- the trie ---- */

static void note_bytes(tarix_grammar *g, const trie *t)
{
    for (size_t i = 0; i < t->n; i++)
        for (size_t at = 0; at < t->suffixes[i].text.size; at++) {
            uint8_t *class = &g->class_of[(unsigned char)t->suffixes[i].text.data[at]];
            if (!*class && g->n_classes < most_classes) *class = (uint8_t)g->n_classes++;
        }
}

/* The trie on the way: the nodes that each leads to, by class. */
typedef struct building {
    tarix_arena *arena;
    const tarix_grammar *grammar;
    trie *trie;
    uint16_t *next; /* n_nodes by n_classes; 0: none */
} building;

static size_t add_node(building *b)
{
    trie *t = b->trie;
    const size_t n_classes = b->grammar->n_classes;
    if (t->n_nodes == t->nodes_capacity) {
        const size_t old = t->nodes_capacity, room = old ? 2 * old : 256;
        t->nodes = tarix_arena_grow(b->arena, t->nodes, old, room, sizeof *t->nodes);
        b->next =
            tarix_arena_grow(b->arena, b->next, old * n_classes, room * n_classes, sizeof *b->next);
        t->nodes_capacity = room;
    }
    return t->n_nodes++;
}

/* The node of a suffix, made where it lacks. */
static size_t node_of(building *b, tarix_str text)
{
    const tarix_grammar *g = b->grammar;
    size_t at = 0;
    for (size_t i = text.size; i-- > 0;) {
        const size_t step = at * g->n_classes + g->class_of[(unsigned char)text.data[i]];
        if (!b->next[step]) {
            const size_t made = add_node(b);
            b->next[step] = (uint16_t)made;
        }
        at = b->next[step];
    }
    return at;
}

static uint16_t contexts_of(const tarix_suffix *s)
{
    unsigned contexts = 0;
    for (unsigned v = 0; v < TARIX_VOWELS; v++)
        if (s->vowels >> v & 1)
            contexts |= (s->behind == 'V' ? 2U : s->behind == 'C' ? 1U : 3U) << 2 * v;
    return (uint16_t)contexts;
}

static void sort_shapes(building *b)
{
    trie *t = b->trie;
    tarix_suffix *sorted = TARIX_ARRAY(b->arena, tarix_suffix, t->n + 1);
    size_t *place = TARIX_ARRAY(b->arena, size_t, t->n + 1);
    t->rules = TARIX_ARRAY(b->arena, rule, t->n + 1);
    for (size_t i = 0; i < t->n; i++) {
        place[i] = node_of(b, t->suffixes[i].text);
        t->nodes[place[i]].last++;
    }
    for (size_t at = 1; at < t->n_nodes; at++) {
        t->nodes[at].first = t->nodes[at - 1].last;
        t->nodes[at].last += t->nodes[at].first;
    }
    for (size_t i = t->n; i-- > 0;) {
        const tarix_suffix *s = &t->suffixes[i];
        const size_t to = --t->nodes[place[i]].last;
        sorted[to] = *s;
        t->rules[to] = (rule){s->after, s->makes, contexts_of(s), s->rarity};
    }
    for (size_t at = 0; at + 1 < t->n_nodes; at++) t->nodes[at].last = t->nodes[at + 1].first;
    t->nodes[t->n_nodes - 1].last = (uint16_t)t->n;
    t->suffixes = sorted;
}

/* The 64 bits from bit `at` on. */
static uint64_t bits_from(const uint64_t *bits, size_t at)
{
    const uint64_t low = bits[at / 64] >> at % 64;
    return at % 64 ? low | bits[at / 64 + 1] << (64 - at % 64) : low;
}

/* Steps of all nodes in one array, each where cells are free, so that all of it fits the nearest
 * cache. */
static void pack_steps(building *b)
{
    trie *t = b->trie;
    const size_t n_classes = b->grammar->n_classes;
    size_t room = 2 * t->n_nodes + most_classes;
    uint64_t *taken = TARIX_ARRAY(b->arena, uint64_t, t->n_nodes + 3);
    t->cells = TARIX_ARRAY(b->arena, cell, room);
    size_t behind = 0, free = n_classes; /* which nodes of one step fill, others go on behind */
    for (size_t at = 0; at < t->n_nodes; at++) {
        const uint16_t *next = b->next + at * n_classes;
        uint64_t wanted = 0;
        for (size_t i = 0; i < n_classes; i++) wanted |= (uint64_t)(next[i] != 0) << i;
        const bool is_single = wanted && !(wanted & (wanted - 1));
        const size_t first = is_single ? tarix_simd_lowest(wanted) : 0;
        size_t steps = is_single ? free - first : behind;
        while (bits_from(taken, steps) & wanted) steps++;
        if (!is_single) behind = steps;
        if (steps + most_classes > room) {
            t->cells = tarix_arena_grow(b->arena, t->cells, room, 2 * room, sizeof *t->cells);
            room *= 2;
        }
        for (size_t i = 0; i < n_classes; i++) {
            if (!next[i]) continue;
            t->cells[steps + i] = (cell){(uint16_t)at, next[i]};
            taken[(steps + i) / 64] |= UINT64_C(1) << (steps + i) % 64;
        }
        t->nodes[at].steps = (uint16_t)steps;
        while (taken[free / 64] >> free % 64 & 1) free++;
    }
}

static void build(tarix_arena *arena, const tarix_grammar *g, trie *t)
{
    building b = {arena, g, t, NULL};
    add_node(&b);
    sort_shapes(&b);
    pack_steps(&b);
}

tarix_status tarix_grammar_parse(tarix_arena *arena, const char *path, tarix_str bytes,
    const tarix_grammar **out, tarix_error *err)
{
    static const char *const named[] = {
        "noun", "ynoun", "verb", "word", "soft", "softtense", "his", "adj", "thing"};
    tarix_tsv tsv;
    bool more = true;
    parsing p = {arena, TARIX_NEW(arena, tarix_grammar), &tsv, err};
    p.grammar->n_classes = 1;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        state_of(&p, tarix_str_from(named[i]));
    TARIX_TRY(
        tarix_tsv_open(&tsv, path, bytes, "suffix\tslot\tafter\tmakes\tbehind\tname\tmark", err));
    for (;;) {
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) break;
        TARIX_TRY(parse_row(&p));
    }
    for (int part = 0; part < TARIX_PARTS_OF_WORD; part++)
        note_bytes(p.grammar, &p.grammar->tries[part]);
    for (int part = 0; part < TARIX_PARTS_OF_WORD; part++)
        build(arena, p.grammar, &p.grammar->tries[part]);
    *out = p.grammar;
    return TARIX_OK;
}

const tarix_suffix *tarix_grammar_suffixes(
    const tarix_grammar *g, tarix_part_of_word part, size_t *n)
{
    *n = g->tries[part].n;
    return g->tries[part].suffixes;
}

/* ---- words ---- */

static void begin(tarix_cuts *cuts, size_t size, uint32_t final, tarix_rarity rarest)
{
    cuts->rarest = rarest;
    memset(cuts->states, 0, (size + 1) * sizeof *cuts->states);
    memset(cuts->common, 0, (size + 1) * sizeof *cuts->common);
    cuts->states[size] = cuts->common[size] = final;
}

/* What a byte makes of the context behind it: four bits for each byte before that matters, a
 * vowel's own context or 0; and, above them, which of the four the next byte has to take. */
enum { NO_LEAD = 0, LEAD_C3 = 4, LEAD_C4 = 8, LEAD_C9 = 12, LEAD_AT = 16 };
#define VOWEL(class, lead) ((UINT32_C(2) * (class) + 1) << (lead))
static const uint32_t sounds[256] = {['a'] = VOWEL(TARIX_VOWEL_A, NO_LEAD),
    ['o'] = VOWEL(TARIX_VOWEL_O, NO_LEAD),
    ['u'] = VOWEL(TARIX_VOWEL_O, NO_LEAD),
    ['e'] = VOWEL(TARIX_VOWEL_E, NO_LEAD),
    ['i'] = VOWEL(TARIX_VOWEL_E, NO_LEAD),
    [0xC3] = LEAD_C3 << LEAD_AT,
    [0xC4] = LEAD_C4 << LEAD_AT,
    [0xC9] = LEAD_C9 << LEAD_AT,
    [0x99] = VOWEL(TARIX_VOWEL_E, LEAD_C9),  /* ə */
    [0xB1] = VOWEL(TARIX_VOWEL_A, LEAD_C4),  /* ı */
    [0xB6] = VOWEL(TARIX_VOWEL_Q, LEAD_C3),  /* ö */
    [0xBC] = VOWEL(TARIX_VOWEL_Q, LEAD_C3)}; /* ü */

/* From byte `at` on, whose context is there. Asked for every byte of every word, so without
 * branches. */
static void read_contexts(tarix_str word, size_t at, tarix_cuts *cuts)
{
    uint32_t lead = NO_LEAD, context = cuts->context[at];
    for (; at < word.size; at++) {
        const uint32_t sound = sounds[(unsigned char)word.data[at]];
        const uint32_t own = sound >> lead & 15;
        context = own ? own : context & ~UINT32_C(1);
        lead = sound >> LEAD_AT;
        cuts->context[at + 1] = (uint8_t)context;
    }
}

/* Bytes behind which cuts are, as bits. */
typedef struct open_ends {
    uint64_t bits[TARIX_WORD_LONGEST / 64 + 1];
} open_ends;

static inline void open_end(open_ends *open, size_t at, bool is_cut)
{
    open->bits[at / 64] |= (uint64_t)is_cut << at % 64;
}

/* Takes the last one; 0: there is none, or only that one. */
static inline size_t last_end(open_ends *open)
{
    for (size_t i = TARIX_WORD_LONGEST / 64 + 1; i-- > 0;) {
        if (!open->bits[i]) continue;
        const unsigned bit = 63 - tarix_simd_above(open->bits[i]);
        open->bits[i] ^= UINT64_C(1) << bit;
        return 64 * i + bit;
    }
    return 0;
}

/* What stands before those suffixes of a node that make one of the states. */
static inline void add_states(const trie *t, const node *here, size_t at, uint32_t states,
    uint32_t common, tarix_cuts *cuts, open_ends *open)
{
    const unsigned context = cuts->context[at];
    uint32_t before = 0, common_before = 0;
    for (size_t i = here->first; i < here->last; i++) {
        const rule *s = &t->rules[i];
        if (!(s->makes & states) || !(s->contexts >> context & 1)) continue;
        before |= s->after;
        if ((s->makes & common) && s->rarity <= cuts->rarest) common_before |= s->after;
    }
    cuts->states[at] |= before;
    cuts->common[at] |= common_before;
    open_end(open, at, before != 0);
}

/* All suffixes that end at `end`, down to byte `least`. */
static void cut_at(const tarix_grammar *g, const trie *t, const char *word, size_t end,
    size_t least, tarix_cuts *cuts, open_ends *open)
{
    const uint32_t states = cuts->states[end], common = cuts->common[end];
    size_t at = end, place = 0;
    while (at > least) {
        const cell *step =
            &t->cells[t->nodes[place].steps + g->class_of[(unsigned char)word[at - 1]]];
        if ((step->from != place) | !step->to) return;
        place = step->to;
        at--;
        const node *here = &t->nodes[place];
        if (here->first < here->last) add_states(t, here, at, states, common, cuts, open);
    }
}

void tarix_cuts_read(tarix_str word, size_t at, tarix_cuts *cuts)
{
    if (at == 0) cuts->context[0] = 0;
    if (word.size <= TARIX_WORD_LONGEST) read_contexts(word, at, cuts);
}

void tarix_grammar_cut_from(const tarix_grammar *g, tarix_part_of_word part, tarix_str word,
    size_t least, uint32_t final, tarix_rarity rarest, tarix_cuts *cuts)
{
    const trie *t = &g->tries[part];
    if (word.size > TARIX_WORD_LONGEST) word.size = 0;
    begin(cuts, word.size, final, rarest);
    open_ends open = {{0}};
    for (size_t end = word.size; end > least; end = last_end(&open))
        cut_at(g, t, word.data, end, least, cuts, &open);
}

void tarix_grammar_cut(const tarix_grammar *g, tarix_part_of_word part, tarix_str word,
    uint32_t final, tarix_rarity rarest, tarix_cuts *cuts)
{
    tarix_cuts_read(word, 0, cuts);
    tarix_grammar_cut_from(g, part, word, 1, final, rarest, cuts);
}

bool tarix_grammar_accepts(const tarix_grammar *g, tarix_str text, uint32_t before)
{
    tarix_cuts cuts;
    const uint8_t last = (uint8_t)tarix_vowel_of(before);
    if (text.size == 0 || text.size > TARIX_WORD_LONGEST) return text.size == 0;
    for (int ends_in_vowel = 0; ends_in_vowel < 2; ends_in_vowel++) {
        cuts.context[0] = (uint8_t)(last << 1 | ends_in_vowel);
        read_contexts(text, 0, &cuts);
        begin(&cuts, text.size, TARIX_STATE_FINAL, TARIX_COMMON);
        open_ends open = {{0}};
        for (size_t end = text.size; end > 0; end = last_end(&open))
            for (int part = 0; part < TARIX_PARTS_OF_WORD; part++)
                cut_at(g, &g->tries[part], text.data, end, 0, &cuts, &open);
        if (cuts.states[0] & TARIX_STATE_ROOTS) return true;
    }
    return false;
}

bool tarix_grammar_is_case(const tarix_grammar *g, tarix_str text)
{
    const trie *t = &g->tries[TARIX_INFLECTION];
    for (size_t i = 0; i < t->n; i++)
        if (t->suffixes[i].is_case && tarix_str_equal(t->suffixes[i].text, text)) return true;
    return false;
}

/* At most `depth` suffixes from byte `at` on, through `states`, which is one of the two of `cuts`.
 */
static size_t chain_from(const trie *t, tarix_str word, const tarix_cuts *cuts,
    const uint32_t *states, size_t at, uint32_t from, const tarix_suffix **chain, size_t depth)
{
    for (size_t i = 0; i < t->n && depth > 0; i++) {
        const tarix_suffix *s = &t->suffixes[i];
        const size_t end = at + s->text.size;
        if (end > word.size || !(s->after & from) || !(s->makes & states[end])) continue;
        if (s->rarity > cuts->rarest && states == cuts->common) continue;
        if (memcmp(s->text.data, word.data + at, s->text.size) != 0 ||
            !tarix_suffix_fits(s, cuts, at))
            continue;
        *chain = s;
        if (end == word.size) return 1;
        const size_t n = chain_from(t, word, cuts, states, end, s->makes, chain + 1, depth - 1);
        if (n) return n + 1;
    }
    return 0;
}

static size_t find_chain(const trie *t, tarix_str word, const tarix_cuts *cuts, size_t at,
    uint32_t from, const tarix_suffix **chain, size_t most)
{
    const uint32_t *const ways[] = {cuts->common, cuts->states};
    if (at == word.size) return 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        for (size_t depth = 1; depth <= most; depth++) {
            const size_t n = chain_from(t, word, cuts, ways[i], at, from, chain, depth);
            if (n) return n;
        }
    return 0;
}

tarix_str tarix_grammar_explain(const tarix_grammar *g, tarix_arena *arena, tarix_str begin,
    tarix_str word, const tarix_cuts *cuts, size_t at, uint32_t from)
{
    enum { most = 8 };
    const tarix_suffix *chain[most];
    tarix_str text = tarix_arena_str(arena, begin);
    const size_t n = find_chain(
        &g->tries[TARIX_INFLECTION], word, cuts, at, from & cuts->states[at], chain, most);
    for (size_t i = 0; i < n; i++)
        text = tarix_arena_format(
            arena, "%s + %s (%s)", text.data, chain[i]->text.data, chain[i]->name);
    return text;
}
