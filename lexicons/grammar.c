#include "lexicons/grammar.h"

#include "base/utf8.h"
#include "lexicons/endings.h"
#include "lexicons/harmony.h"
#include "lexicons/tsv.h"

#include <assert.h>

enum { most_states = 32, most_letters = 24, any_vowel = (1 << TARIX_VOWELS) - 1 };

/* The shapes of the rows of a part. */
typedef struct shapes {
    tarix_suffix *suffixes;
    size_t n, capacity;
} shapes;

struct tarix_grammar {
    tarix_str states[most_states];
    size_t n_states;
    shapes parts[TARIX_PARTS_OF_WORD];
    const tarix_endings *endings;
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

static void add_shape(parsing *p, shapes *t, tarix_suffix row, const char *text, size_t size)
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
static void add_shapes(parsing *p, shapes *t, tarix_suffix row, tarix_str suffix)
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
        p, &p->grammar->parts[derives ? TARIX_DERIVATION : TARIX_INFLECTION], row, tsv->cells[0]);
    return TARIX_OK;
}

/* ---- shapes ---- */

/* In the order of the endings. */
static void order_shapes(tarix_arena *arena, shapes *s, const uint16_t *order)
{
    tarix_suffix *ordered = TARIX_ARRAY(arena, tarix_suffix, s->n + 1);
    for (size_t i = 0; i < s->n; i++) ordered[i] = s->suffixes[order[i]];
    s->suffixes = ordered;
}

/* `made`: the endings of the same bytes; NULL: they are not there yet. */
static tarix_status take_endings(parsing *p, const char *path, const tarix_endings *made)
{
    tarix_grammar *g = p->grammar;
    const tarix_suffix *suffixes[TARIX_PARTS_OF_WORD];
    size_t n[TARIX_PARTS_OF_WORD];
    for (int part = 0; part < TARIX_PARTS_OF_WORD; part++) {
        suffixes[part] = g->parts[part].suffixes;
        n[part] = g->parts[part].n;
    }
    g->endings = made;
    if (!made) TARIX_TRY(tarix_endings_make(p->arena, path, suffixes, n, &g->endings, p->err));
    for (int part = 0; part < TARIX_PARTS_OF_WORD; part++) {
        assert(g->endings->n_suffixes[part] == n[part]);
        order_shapes(p->arena, &g->parts[part], g->endings->order[part]);
    }
    return TARIX_OK;
}

tarix_status tarix_grammar_parse(tarix_arena *arena, const char *path, tarix_str bytes,
    const tarix_endings *made, const tarix_grammar **out, tarix_error *err)
{
    static const char *const named[] = {
        "noun", "ynoun", "verb", "word", "soft", "softtense", "his", "adj", "thing"};
    tarix_tsv tsv;
    bool more = true;
    parsing p = {arena, TARIX_NEW(arena, tarix_grammar), &tsv, err};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        state_of(&p, tarix_str_from(named[i]));
    TARIX_TRY(
        tarix_tsv_open(&tsv, path, bytes, "suffix\tslot\tafter\tmakes\tbehind\tname\tmark", err));
    for (;;) {
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) break;
        TARIX_TRY(parse_row(&p));
    }
    TARIX_TRY(take_endings(&p, path, made));
    *out = p.grammar;
    return TARIX_OK;
}

const tarix_suffix *tarix_grammar_suffixes(
    const tarix_grammar *g, tarix_part_of_word part, size_t *n)
{
    *n = g->parts[part].n;
    return g->parts[part].suffixes;
}

const tarix_endings *tarix_grammar_endings(const tarix_grammar *g)
{
    return g->endings;
}

/* ---- words ---- */

void tarix_grammar_cut(
    const tarix_grammar *g, tarix_str word, tarix_rarity rarest, tarix_cuts *cuts)
{
    const tarix_endings *e = g->endings;
    tarix_phase phase = e->starts[TARIX_CHAIN_INFLECTION];
    if (word.size > TARIX_WORD_LONGEST) word.size = 0;
    cuts->context[0] = 0;
    tarix_contexts_read(word, 0, cuts->context);
    cuts->rarest = rarest;
    for (size_t at = word.size;; at--) {
        const tarix_cut *cut = &e->cuts[phase.cut];
        cuts->states[at] = cut->states[TARIX_RARE];
        cuts->common[at] = cut->states[rarest];
        if (at <= 1) break;
        phase = tarix_endings_step(e, phase.place, word.data[at - 1], cuts->context[at - 1]);
    }
    if (word.size) cuts->states[0] = cuts->common[0] = 0;
}

bool tarix_grammar_accepts(const tarix_grammar *g, tarix_str text, uint32_t before)
{
    const tarix_endings *e = g->endings;
    uint8_t context[TARIX_WORD_LONGEST + 1 + TARIX_CONTEXTS_SLACK];
    if (text.size == 0 || text.size > TARIX_WORD_LONGEST) return text.size == 0;
    for (unsigned ends_in_vowel = 0; ends_in_vowel < 2; ends_in_vowel++) {
        context[0] = (uint8_t)(2 * tarix_vowel_of(before) + ends_in_vowel);
        tarix_contexts_read(text, 0, context);
        tarix_phase phase = e->starts[TARIX_CHAIN_ANY];
        size_t at = text.size;
        while (at > 0 && phase.place) {
            at--;
            phase = tarix_endings_step(e, phase.place, text.data[at], context[at]);
        }
        if (at == 0 && phase.cut) return true;
    }
    return false;
}

bool tarix_grammar_is_case(const tarix_grammar *g, tarix_str text)
{
    const shapes *t = &g->parts[TARIX_INFLECTION];
    for (size_t i = 0; i < t->n; i++)
        if (t->suffixes[i].is_case && tarix_str_equal(t->suffixes[i].text, text)) return true;
    return false;
}

/* At most `depth` suffixes from byte `at` on, through `states`, which is one of the two of `cuts`.
 */
static size_t chain_from(const shapes *t, tarix_str word, const tarix_cuts *cuts,
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

static size_t find_chain(const shapes *t, tarix_str word, const tarix_cuts *cuts, size_t at,
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
        &g->parts[TARIX_INFLECTION], word, cuts, at, from & cuts->states[at], chain, most);
    for (size_t i = 0; i < n; i++)
        text = tarix_arena_format(
            arena, "%s + %s (%s)", text.data, chain[i]->text.data, chain[i]->name);
    return text;
}
