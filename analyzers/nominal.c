#include "analyzers/nominal.h"

#include "corpus/chars.h"
#include "corpus/fold.h"

enum {
    names = TARIX_ROOT_GIVEN | TARIX_ROOT_FAMILY | TARIX_ROOT_PLACE | TARIX_ROOT_ORG,
    longest_form = 200
};

/* ---- endings ---- */

/* The endings that a noun has, one way to read them after the other. */
typedef struct endings {
    const tarix_grammar *grammar;
    tarix_str word;
    tarix_cuts cuts;
    size_t possessed_end, plural_end; /* behind these; 0: no reading has one */
    bool is_link, is_many, heads;
} endings;

/* What may follow what, in this order, each at most once. */
typedef enum stage { ROOT, PLURAL, POSSESSIVE, CASE, COPULA } stage;

/* The stage that a suffix makes; ROOT: none that a noun in a term has. */
static stage stage_of(const tarix_suffix *s)
{
    if (s->rarity == TARIX_RARE) return ROOT;
    if (s->is_case) return CASE;
    if (s->makes & TARIX_STATE_HIS) return POSSESSIVE;
    if (tarix_str_equal(tarix_str_from(s->name), TARIX_STR("plural"))) return PLURAL;
    if (tarix_str_equal(tarix_str_from(s->name), TARIX_STR("is"))) return COPULA;
    return ROOT;
}

static bool fits(const endings *e, const tarix_suffix *s, size_t at)
{
    const size_t end = at + s->text.size;
    return end <= e->word.size && memcmp(e->word.data + at, s->text.data, s->text.size) == 0 &&
           tarix_suffix_fits(s, &e->cuts, at);
}

/* Where a reading has passed what, up to byte `at`. */
typedef struct passed {
    size_t at, plural, possessed;
    uint32_t state;
    stage last;
} passed;

static void read_endings(endings *e, passed p)
{
    size_t n = 0;
    const tarix_suffix *suffixes = tarix_grammar_suffixes(e->grammar, TARIX_INFLECTION, &n);
    if (p.at == e->word.size) {
        if (p.possessed) e->possessed_end = p.possessed;
        if (p.plural) e->plural_end = p.plural;
        e->is_link |= p.possessed == p.at;
        e->is_many |= p.plural == p.at;
        e->heads |= !p.possessed;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const tarix_suffix *s = &suffixes[i];
        passed next = {p.at + s->text.size, p.plural, p.possessed, s->makes, stage_of(s)};
        if (next.last <= p.last || !(s->after & p.state) || !fits(e, s, p.at)) continue;
        if (next.last == PLURAL) next.plural = next.at;
        if (next.last == POSSESSIVE) next.possessed = next.at;
        read_endings(e, next);
    }
}

/* ---- words ---- */

/* Adjectives made with the Arabic -i (siyasi, hərbi) are listed as nouns, too, which they are in
 * hardly any text; sosialist and proletar are as much the one as the other. */
static bool is_relative(tarix_str lemma)
{
    return tarix_str_ends(lemma, TARIX_STR("i")) || tarix_str_ends(lemma, TARIX_STR("ı"));
}

static bool is_light_verb(tarix_str lemma)
{
    static const char *const verbs[] = {"et", "ol", "edil", "olun", "elə", "etdir"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (tarix_str_equal(tarix_str_from(verbs[i]), lemma)) return true;
    return false;
}

static void describe(tarix_nominal *n, tarix_arena *arena, const tarix_morph *morph, tarix_str word,
    const tarix_lemma *lemma)
{
    const uint32_t bits = lemma->bits;
    const tarix_str text = {lemma->text, lemma->size};
    const bool is_unknown = lemma->found == TARIX_FOUND_NOTHING;
    const bool is_adjective = bits & TARIX_ROOT_ADJ;
    const bool is_noun = is_unknown || (bits & (TARIX_ROOT_NOUN | names));
    const bool is_bare = lemma->cut == word.size;
    n->is_light = (bits & TARIX_ROOT_VERB) && is_light_verb(text);
    if (!is_noun && !is_adjective) return;
    if ((bits & TARIX_ROOT_VERB) && !is_bare) return; /* a form of the verb, for the most part */
    if (bits & (TARIX_ROOT_PRON | TARIX_ROOT_POSTP | TARIX_ROOT_CONJ)) return;
    n->lemma = n->cited = tarix_arena_str(arena, text);
    n->is_adjective = is_adjective && is_bare;
    if (!is_noun) return;
    n->is_noun = is_bare && !(is_adjective && is_relative(text) && !(bits & names));
    n->is_inflected = !is_bare;
    n->heads = is_bare;
    if (is_bare || lemma->found == TARIX_FOUND_MENDED) return; /* whose cut is another word's */
    endings e = {.grammar = morph->grammar, .word = word};
    tarix_grammar_cut(morph->grammar, word, TARIX_COMMON, &e.cuts);
    const uint32_t state = bits & TARIX_ROOT_Y ? TARIX_STATE_YNOUN : TARIX_STATE_NOUN;
    read_endings(&e, (passed){.at = lemma->cut, .state = state, .last = ROOT});
    n->is_link = e.is_link;
    n->is_many = e.is_many;
    n->heads = e.heads;
    if (e.possessed_end)
        n->possessed = tarix_arena_str(arena, (tarix_str){word.data, e.possessed_end});
    if (e.plural_end) n->plural = tarix_arena_str(arena, (tarix_str){word.data, e.plural_end});
    if (!e.heads && !e.possessed_end) n->lemma.size = 0; /* endings that no noun of a term has */
}

/* abş, rsfsr-in: the ending stands behind a hyphen, and no possessive is among them. */
static void describe_abbreviation(
    tarix_nominal *n, tarix_arena *arena, tarix_str form, tarix_str fold)
{
    const char *hyphen = memchr(fold.data, '-', fold.size);
    const char *printed = memchr(form.data, '-', form.size);
    if (hyphen) fold.size = (size_t)(hyphen - fold.data);
    if (printed) form.size = (size_t)(printed - form.data);
    n->lemma = tarix_arena_str(arena, fold);
    n->cited = tarix_arena_str(arena, form);
    n->is_inflected = hyphen != NULL;
    n->is_noun = !hyphen;
    n->heads = true;
}

tarix_nominal tarix_nominal_of(tarix_arena *arena, const tarix_lexicons *lexicons,
    const tarix_wordlist *stopwords, const tarix_vocab *forms, tarix_id form)
{
    tarix_nominal n = {0};
    tarix_lemma lemma;
    char fold[TARIX_FOLD_SIZE(longest_form)];
    const tarix_str text = tarix_vocab_str(forms, form);
    const uint16_t tag = tarix_vocab_tag(forms, form);
    const unsigned kind = tag & 0xFF;
    if (kind != TARIX_KIND_WORD && kind != TARIX_KIND_ABBREV) return n;
    if (tarix_reading_is_foreign(tag >> 8) || text.size > longest_form) return n;
    const tarix_str word = {fold, tarix_fold_reading(lexicons, text, kind, tag >> 8, fold)};
    n.is_capital = tarix_chars_is_upper(text.data);
    if (word.size < 2 || (stopwords && tarix_wordlist_find(stopwords, word))) return n;
    if (kind == TARIX_KIND_ABBREV) {
        describe_abbreviation(&n, arena, text, word);
        return n;
    }
    if (word.size > TARIX_WORD_LONGEST) return n;
    tarix_morph_lemma(tarix_lexicons_morph(lexicons), word, n.is_capital, &lemma);
    describe(&n, arena, tarix_lexicons_morph(lexicons), word, &lemma);
    if (stopwords && n.lemma.size && tarix_wordlist_find(stopwords, n.lemma)) n.lemma.size = 0;
    const uint32_t *generic = tarix_wordlist_find(tarix_lexicons_generic(lexicons), n.lemma);
    if (n.lemma.size && generic) n.generic = (uint8_t)*generic;
    return n;
}
