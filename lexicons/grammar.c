#include "lexicons/grammar.h"

#include "base/utf8.h"
#include "lexicons/harmony.h"
#include "lexicons/tsv.h"

enum {
    most_states = 32,
    most_letters = 24,
    most_classes = 64,
    any_vowel = (1 << TARIX_VOWELS) - 1
};

/* Shapes by their bytes from the right: a node's shapes are suffixes[first] … [last - 1]. */
typedef struct node {
    uint16_t first, last;
} node;

typedef struct trie {
    tarix_suffix *suffixes;
    size_t n, capacity;
    node *nodes;
    uint16_t *next; /* n_nodes by n_classes; 0: none */
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

static size_t add_node(tarix_arena *arena, const tarix_grammar *g, trie *t)
{
    if (t->n_nodes == t->nodes_capacity) {
        const size_t old = t->nodes_capacity, room = old ? 2 * old : 256;
        t->nodes = tarix_arena_grow(arena, t->nodes, old, room, sizeof *t->nodes);
        t->next = tarix_arena_grow(
            arena, t->next, old * g->n_classes, room * g->n_classes, sizeof *t->next);
        t->nodes_capacity = room;
    }
    return t->n_nodes++;
}

/* The node of a suffix, made where it lacks. */
static size_t node_of(tarix_arena *arena, const tarix_grammar *g, trie *t, tarix_str text)
{
    size_t at = 0;
    for (size_t i = text.size; i-- > 0;) {
        const size_t class = g->class_of[(unsigned char)text.data[i]];
        size_t to = t->next[at * g->n_classes + class];
        if (!to) {
            to = add_node(arena, g, t);
            t->next[at * g->n_classes + class] = (uint16_t)to;
        }
        at = to;
    }
    return at;
}

static void build(tarix_arena *arena, const tarix_grammar *g, trie *t)
{
    tarix_suffix *sorted = TARIX_ARRAY(arena, tarix_suffix, t->n + 1);
    size_t *place = TARIX_ARRAY(arena, size_t, t->n + 1);
    add_node(arena, g, t);
    for (size_t i = 0; i < t->n; i++) place[i] = node_of(arena, g, t, t->suffixes[i].text);
    size_t n = 0;
    for (size_t at = 0; at < t->n_nodes; at++) {
        t->nodes[at].first = (uint16_t)n;
        for (size_t i = 0; i < t->n; i++)
            if (place[i] == at) sorted[n++] = t->suffixes[i];
        t->nodes[at].last = (uint16_t)n;
    }
    t->suffixes = sorted;
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

/* What a byte says about the vowel that ends with it: its class, and for one of two bytes the byte
 * before it. */
typedef struct sound {
    uint8_t class, lead;
} sound;
static const sound sounds[256] = {['a'] = {TARIX_VOWEL_A, 0},
    ['o'] = {TARIX_VOWEL_O, 0},
    ['u'] = {TARIX_VOWEL_O, 0},
    ['e'] = {TARIX_VOWEL_E, 0},
    ['i'] = {TARIX_VOWEL_E, 0},
    [0x99] = {TARIX_VOWEL_E, 0xC9},
    [0xB1] = {TARIX_VOWEL_A, 0xC4},
    [0xB6] = {TARIX_VOWEL_Q, 0xC3},
    [0xBC] = {TARIX_VOWEL_Q, 0xC3}};

/* Asked for every byte of every word, so without branches. */
static void read_vowels(tarix_str word, uint8_t last, bool ends_in_vowel, tarix_cuts *cuts)
{
    unsigned char before = 0;
    cuts->vowels[0] = last;
    cuts->ends_in_vowel[0] = ends_in_vowel;
    for (size_t i = 0; i < word.size; i++) {
        const unsigned char byte = (unsigned char)word.data[i];
        const sound s = sounds[byte];
        const uint8_t class = (s.lead == 0) | (s.lead == before) ? s.class : TARIX_VOWEL_NONE;
        last = class ? class : last;
        cuts->vowels[i + 1] = last;
        cuts->ends_in_vowel[i + 1] = class != TARIX_VOWEL_NONE;
        before = byte;
    }
}

static inline bool fits(const tarix_suffix *s, const tarix_cuts *cuts, size_t at)
{
    return (s->vowels >> cuts->vowels[at] & 1) &&
           (s->behind == '-' || (s->behind == 'V') == cuts->ends_in_vowel[at]);
}

/* All suffixes that end at `end`, down to byte `least`. */
static void cut_at(const tarix_grammar *g, const trie *t, const char *word, size_t end,
    size_t least, tarix_cuts *cuts)
{
    const uint32_t states = cuts->states[end], common = cuts->common[end];
    size_t at = end, place = 0;
    while (at > least) {
        place = t->next[place * g->n_classes + g->class_of[(unsigned char)word[at - 1]]];
        if (!place) return;
        at--;
        const node *here = &t->nodes[place];
        for (size_t i = here->first; i < here->last; i++) {
            const tarix_suffix *s = &t->suffixes[i];
            if (!(s->makes & states) || !fits(s, cuts, at)) continue;
            cuts->states[at] |= s->after;
            if ((s->makes & common) && s->rarity <= cuts->rarest) cuts->common[at] |= s->after;
        }
    }
}

void tarix_cuts_read(tarix_str word, tarix_cuts *cuts)
{
    if (word.size > TARIX_WORD_LONGEST) word.size = 0;
    read_vowels(word, TARIX_VOWEL_NONE, false, cuts);
}

void tarix_grammar_cut_from(const tarix_grammar *g, tarix_part_of_word part, tarix_str word,
    size_t least, uint32_t final, tarix_rarity rarest, tarix_cuts *cuts)
{
    const trie *t = &g->tries[part];
    if (word.size > TARIX_WORD_LONGEST) word.size = 0;
    begin(cuts, word.size, final, rarest);
    for (size_t end = word.size; end > least; end--)
        if (cuts->states[end]) cut_at(g, t, word.data, end, least, cuts);
}

void tarix_grammar_cut(const tarix_grammar *g, tarix_part_of_word part, tarix_str word,
    uint32_t final, tarix_rarity rarest, tarix_cuts *cuts)
{
    tarix_cuts_read(word, cuts);
    tarix_grammar_cut_from(g, part, word, 1, final, rarest, cuts);
}

bool tarix_grammar_accepts(const tarix_grammar *g, tarix_str text, uint32_t before)
{
    tarix_cuts cuts;
    const uint8_t last = (uint8_t)tarix_vowel_of(before);
    if (text.size == 0 || text.size > TARIX_WORD_LONGEST) return text.size == 0;
    for (int ends_in_vowel = 0; ends_in_vowel < 2; ends_in_vowel++) {
        read_vowels(text, last, ends_in_vowel, &cuts);
        begin(&cuts, text.size, TARIX_STATE_FINAL, TARIX_COMMON);
        for (size_t end = text.size; end > 0; end--)
            for (int part = 0; part < TARIX_PARTS_OF_WORD && cuts.states[end]; part++)
                cut_at(g, &g->tries[part], text.data, end, 0, &cuts);
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
        if (memcmp(s->text.data, word.data + at, s->text.size) != 0 || !fits(s, cuts, at)) continue;
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
