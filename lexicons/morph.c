#include "lexicons/morph.h"

#include "base/utf8.h"
#include "lexicons/harmony.h"

enum {
    nominal = TARIX_ROOT_NOUN | TARIX_ROOT_ADJ | TARIX_ROOT_NUM | TARIX_ROOT_PRON |
              TARIX_ROOT_GIVEN | TARIX_ROOT_FAMILY | TARIX_ROOT_PLACE | TARIX_ROOT_ORG,
    names = TARIX_ROOT_GIVEN | TARIX_ROOT_FAMILY | TARIX_ROOT_PLACE | TARIX_ROOT_ORG,
    indeclinable =
        TARIX_ROOT_ADV | TARIX_ROOT_POSTP | TARIX_ROOT_CONJ | TARIX_ROOT_PART | TARIX_ROOT_INTJ,
    meanings = TARIX_ROOT_GIVEN - 1
};

/* ---- roots ---- */

/* The states that a root may be in before its endings. */
static uint32_t states_of(uint32_t bits)
{
    uint32_t states = 0;
    if (bits & nominal) states |= TARIX_STATE_NOUN;
    if (bits & nominal & ~(uint32_t)TARIX_ROOT_ADJ) states |= TARIX_STATE_THING;
    if (bits & TARIX_ROOT_ADJ) states |= TARIX_STATE_ADJ;
    if (bits & TARIX_ROOT_N) states |= TARIX_STATE_HIS;
    if (bits & TARIX_ROOT_Y) states |= TARIX_STATE_YNOUN;
    if (bits & TARIX_ROOT_VERB) states |= TARIX_STATE_VERB;
    if (bits & indeclinable) states |= TARIX_STATE_WORD;
    return states;
}

static bool is_name(uint32_t bits)
{
    return (bits & names) && !(bits & meanings);
}

/* How the letters before a cut may differ from the root that they stand for. */
typedef enum change {
    AS_IT_IS,
    HARDENED, /* q, k of nouns and t of verbs are ğ, y and d before a vowel */
    DROPPED,  /* a vowel falls before a vowel: fikr-i, ağz-ı of fikir, ağız */
    DOUBLED,  /* a double consonant is single before another, but in names: xət-lər of xətt */
    CHANGES
} change;

/* Where roots end in a word. */
typedef struct root_end {
    uint32_t bits[CHANGES]; /* of the root by each change; 0: there is none */
    uint16_t cut, last;     /* bytes of the word before the end, and before the letter before it */
    uint16_t letters;       /* before the end */
} root_end;

typedef struct reading {
    const tarix_trie *roots;
    tarix_str word;
    size_t reach;                          /* bytes of the word that some root begins with */
    uint32_t node[TARIX_WORD_LONGEST + 1]; /* of the roots behind each of them */
    root_end ends[TARIX_WORD_LONGEST + 1]; /* from the left */
    size_t n_ends;
    tarix_cuts cuts;
} reading;

static size_t letter_size(const char *letter)
{
    size_t size = 0;
    tarix_utf8_decode(letter, &size);
    return size;
}

static uint32_t bits_at(const reading *r, uint32_t node)
{
    const uint32_t *bits = node ? tarix_trie_number(r->roots, node) : NULL;
    return bits ? *bits : 0;
}

static size_t count_vowels(const reading *r, size_t cut)
{
    size_t n = 0;
    for (size_t i = 1; i <= cut; i++) n += tarix_cuts_end_in_vowel(&r->cuts, i);
    return n;
}

/* The consonant that the last letter of a root would be; 0: no other than it is. */
static char hard_of(const reading *r, const root_end *e)
{
    const char *letter = r->word.data + e->last;
    switch (*letter) {
    case 'y': return 'k';
    case 'd': return 't';
    case '\xC4': return letter[1] == '\x9F' ? 'q' : '\0'; /* ğ */
    default: return '\0';
    }
}

/* Not in words of one syllable, but for those marked soft, and not in those marked keep. */
static uint32_t find_hardened(const reading *r, const root_end *e)
{
    const char hard = hard_of(r, e);
    if (!hard) return 0;
    const uint32_t bits = bits_at(r, tarix_trie_step(r->roots, r->node[e->last], hard));
    const bool may_soften = !(bits & TARIX_ROOT_KEEP) && count_vowels(r, e->cut) > 1;
    return bits & TARIX_ROOT_SOFT || may_soften ? bits : 0;
}

static tarix_str last_letter(const reading *r, const root_end *e)
{
    return tarix_str_slice(r->word, e->last, e->cut);
}

static uint32_t find_dropped(const reading *r, const root_end *e)
{
    const tarix_vowel before = tarix_cuts_vowel(&r->cuts, e->cut);
    char vowel[TARIX_UTF8_MAX];
    if (tarix_cuts_end_in_vowel(&r->cuts, e->last) || before == TARIX_VOWEL_NONE) return 0;
    const size_t size = tarix_utf8_encode(tarix_vowel_fourfold(before), vowel);
    const uint32_t node = tarix_trie_walk(r->roots, r->node[e->last], (tarix_str){vowel, size});
    const uint32_t bits = bits_at(r, tarix_trie_walk(r->roots, node, last_letter(r, e)));
    return bits & TARIX_ROOT_DROP ? bits : 0;
}

/* What a root may be before a vowel that has not changed its last letter: no nominal whose q or k
 * softens, no verb whose t does. */
static uint32_t unless_it_softens(const reading *r, const root_end *e, uint32_t bits)
{
    const char last = r->word.data[e->last];
    const bool is_velar = last == 'q' || last == 'k';
    const uint32_t softening = is_velar ? nominal : last == 't' ? TARIX_ROOT_VERB : 0;
    if (!(bits & softening) || (bits & TARIX_ROOT_KEEP) || is_name(bits)) return bits;
    return count_vowels(r, e->cut) > 1 ? bits & ~softening : bits;
}

/* All roots that end behind the letter at e->last. */
static void find_changes(const reading *r, root_end *e)
{
    const size_t cut = e->cut;
    const uint32_t node = cut <= r->reach ? r->node[cut] : 0;
    e->bits[AS_IT_IS] = bits_at(r, node);
    e->bits[HARDENED] = e->bits[DROPPED] = e->bits[DOUBLED] = 0;
    if (cut == r->word.size || e->last == 0 || tarix_cuts_end_in_vowel(&r->cuts, cut)) return;
    if (tarix_cuts_end_in_vowel(&r->cuts, cut + letter_size(r->word.data + cut))) {
        e->bits[AS_IT_IS] = unless_it_softens(r, e, e->bits[AS_IT_IS]);
        e->bits[HARDENED] = find_hardened(r, e);
        e->bits[DROPPED] = find_dropped(r, e);
    } else {
        const uint32_t bits = bits_at(r, tarix_trie_walk(r->roots, node, last_letter(r, e)));
        e->bits[DOUBLED] = is_name(bits) ? 0 : bits;
    }
}

/* Walks along the roots from byte `at` on, behind so many letters; what is before it is known. */
static void find_ends(reading *r, size_t at, size_t letters)
{
    uint32_t node = r->node[at];
    root_end *e = &r->ends[r->n_ends];
    for (r->reach = at; r->reach < r->word.size; r->node[++r->reach] = node) {
        node = tarix_trie_step(r->roots, node, r->word.data[r->reach]);
        if (!node) break;
    }
    for (size_t cut; at <= r->reach && at < r->word.size; at = cut) {
        cut = at + letter_size(r->word.data + at);
        e->cut = (uint16_t)cut;
        e->last = (uint16_t)at;
        e->letters = (uint16_t)++letters;
        find_changes(r, e);
        if (e->bits[AS_IT_IS] | e->bits[HARDENED] | e->bits[DROPPED] | e->bits[DOUBLED]) e++;
    }
    r->n_ends = (size_t)(e - r->ends);
}

static void read_word(reading *r, const tarix_trie *roots, tarix_str word)
{
    r->roots = roots;
    r->word = word;
    r->node[0] = roots->root;
    r->n_ends = 0;
    tarix_cuts_read(word, 0, &r->cuts);
    find_ends(r, 0, 0);
}

typedef struct root {
    uint32_t bits;
    change by;
} root;

/* The root at an end that may be in one of the states. */
static bool find_root(const reading *r, const root_end *e, uint32_t states, root *out)
{
    if (states_of(e->bits[AS_IT_IS]) & states) {
        *out = (root){e->bits[AS_IT_IS], AS_IT_IS};
        return true;
    }
    for (change c = HARDENED; c < CHANGES; c++) {
        const bool is_verbal = c == HARDENED && r->word.data[e->last] == 'd';
        const uint32_t of = is_verbal ? TARIX_STATE_VERB : TARIX_STATE_NOUN | TARIX_STATE_THING;
        if (!(states_of(e->bits[c]) & states & of)) continue;
        *out = (root){e->bits[c], c};
        return true;
    }
    return false;
}

/* As the dictionary has it; returns its bytes. */
static size_t write_root(const reading *r, const root_end *e, change by, char *out)
{
    size_t size = e->last;
    const tarix_str last = last_letter(r, e);
    memcpy(out, r->word.data, e->cut);
    if (by == AS_IT_IS) return e->cut;
    if (by == HARDENED) {
        out[size] = hard_of(r, e);
        return size + 1;
    }
    if (by == DROPPED)
        size +=
            tarix_utf8_encode(tarix_vowel_fourfold(tarix_cuts_vowel(&r->cuts, e->cut)), out + size);
    else
        size = e->cut;
    memcpy(out + size, last.data, last.size);
    return size + last.size;
}

/* ---- lemmas ---- */

/* How the parts of a word are weighed: the smaller the better. */
enum { worst = 8, of_name = 1, of_adjective = 1, of_rare_ending = 2, of_rare_root = 4 };

/* Common words go before names, and these before rare ones. */
static int tier_of(uint32_t bits, bool is_capital)
{
    return (bits & TARIX_ROOT_RARE ? of_rare_root : 0) +
           (is_name(bits) && !is_capital ? of_name : 0);
}

static bool is_adjective(uint32_t bits)
{
    return (bits & nominal & ~(uint32_t)names) == TARIX_ROOT_ADJ;
}

/* Of a root before its endings. None at all behind a verb is a command, which is as rare as rare
 * endings. Adjectives hardly take endings but the copula; those in -i are less common than the form
 * of a noun that looks the same, which a lost vowel gives away: fikri. */
static int tier_of_cut(const root *s, const reading *r, size_t cut, bool is_capital)
{
    const bool is_whole = cut == r->word.size;
    const uint32_t states = states_of(s->bits);
    const bool is_bare = is_whole && !(s->bits & TARIX_ROOT_IRREGULAR);
    const bool is_command = is_bare && states == TARIX_STATE_VERB;
    const bool is_inflected =
        is_adjective(s->bits) && (is_whole || !(r->cuts.states[cut] & TARIX_STATE_ADJ));
    return tier_of(s->bits, is_capital) +
           (!(r->cuts.common[cut] & states) || is_command ? of_rare_ending : 0) +
           (is_inflected ? of_adjective : 0) - (s->by == DROPPED);
}

static void put_exception(const tarix_morph *m, tarix_lemma *lemma)
{
    const tarix_str form = {lemma->text, lemma->size};
    const uint32_t *place = m->exceptions ? tarix_wordlist_find(m->exceptions->forms, form) : NULL;
    if (!place) return;
    const tarix_str text = m->exceptions->lemmas[*place];
    lemma->size = text.size;
    memcpy(lemma->text, text.data, text.size);
    lemma->found = TARIX_FOUND_EXCEPTION;
}

/* The longest root of the best tier; false: none. */
static bool find_best(const tarix_morph *m, const reading *r, bool is_capital, tarix_lemma *lemma)
{
    int best = worst;
    for (size_t i = r->n_ends; i-- > 0;) {
        const root_end *e = &r->ends[i];
        const size_t cut = e->cut;
        const uint32_t states = r->cuts.states[cut] & TARIX_STATE_ROOTS;
        root s;
        if ((cut == 1 && cut < r->word.size) || !states || !find_root(r, e, states, &s)) continue;
        const bool is_common = r->cuts.common[cut] & states_of(s.bits);
        if (!is_capital && !is_common && is_name(s.bits)) continue; /* oran-ım: of no town */
        int tier = tier_of_cut(&s, r, cut, is_capital);
        const bool stays = best < worst && lemma->cut == r->word.size && is_adjective(lemma->bits);
        if (stays && s.by != DROPPED) tier += of_adjective;
        if (tier >= best) continue;
        best = tier;
        lemma->size = write_root(r, e, s.by, lemma->text);
        lemma->cut = cut;
        lemma->bits = s.bits;
        if (tier <= 0) break;
    }
    if (best < worst && (lemma->bits & TARIX_ROOT_IRREGULAR)) put_exception(m, lemma);
    return best < worst;
}

static bool softens(const reading *r, size_t cut)
{
    return cut < r->word.size &&
           tarix_cuts_end_in_vowel(&r->cuts, cut + letter_size(r->word.data + cut));
}

/* The dictionary form of an unknown stem before a vowel: q and k are restored. */
static size_t unsoften(const reading *r, size_t cut, char *out)
{
    size_t at = 0;
    memcpy(out, r->word.data, cut);
    const uint32_t last = tarix_utf8_last((tarix_str){r->word.data, cut}, &at);
    if (at == 0 || (last != 0x11F && last != 'y') || count_vowels(r, cut) < 2) return cut;
    out[at] = last == 'y' ? 'k' : 'q';
    return at + 1;
}

/* Whether suffixes make words of a root: a common one with a vowel. */
static bool is_base(const reading *r, const root_end *e, const root *s)
{
    const bool has_vowel =
        tarix_cuts_vowel(&r->cuts, e->cut) != TARIX_VOWEL_NONE || s->by == DROPPED;
    return e->cut > 2 && has_vowel && tier_of(s->bits, false) == 0;
}

static bool may_be_base(const reading *r, const root_end *e)
{
    for (change c = AS_IT_IS; c < CHANGES; c++)
        if (e->bits[c] && is_base(r, e, &(root){e->bits[c], c})) return true;
    return false;
}

/* Whether `text`, which is the beginning of the word but for its last letter, is made by suffixes
 * of a root that ends at first[0] or behind. From a nominal of three letters a verb is not made by
 * rule: sağla, yasla are none. */
static bool is_derived(
    const tarix_morph *m, const reading *r, const root_end *first, tarix_str text, uint32_t states)
{
    enum { least_root = 4 };
    tarix_cuts cuts;
    memcpy(cuts.context, r->cuts.context, text.size + 1);
    tarix_grammar_cut_from(
        m->grammar, TARIX_DERIVATION, text, first->cut, states, TARIX_COMMON, &cuts);
    for (const root_end *e = first; e < r->ends + r->n_ends && e->cut < text.size; e++) {
        const uint32_t barred = e->letters < least_root ? TARIX_STATE_NOUN : 0;
        const uint32_t here = cuts.states[e->cut] & TARIX_STATE_ROOTS & ~barred;
        root s;
        if (here && find_root(r, e, here, &s) && is_base(r, e, &s)) return true;
    }
    return false;
}

static bool find_derived(const tarix_morph *m, const reading *r, tarix_lemma *lemma)
{
    const root_end *first = r->ends, *end = r->ends + r->n_ends;
    while (first < end && !may_be_base(r, first)) first++;
    if (first == end) return false;
    for (size_t cut = r->word.size; cut > first->cut; cut--) {
        const uint32_t states =
            r->cuts.states[cut] & (TARIX_STATE_NOUN | TARIX_STATE_VERB | TARIX_STATE_WORD);
        if (!states || !tarix_utf8_is_start(r->word, cut)) continue;
        lemma->size = cut;
        if (softens(r, cut) && (states & TARIX_STATE_NOUN))
            lemma->size = unsoften(r, cut, lemma->text);
        else
            memcpy(lemma->text, r->word.data, cut);
        if (!is_derived(m, r, first, (tarix_str){lemma->text, lemma->size}, states)) continue;
        lemma->cut = cut;
        lemma->bits = states & TARIX_STATE_VERB ? TARIX_ROOT_VERB : TARIX_ROOT_NOUN;
        return true;
    }
    return false;
}

/* Of an unknown word, by its looks: as a noun, with common endings, of which a single letter takes
 * the longer stem. */
static void guess(const reading *r, tarix_lemma *lemma)
{
    enum { least_stem = 4 };
    size_t best = r->word.size, letters = tarix_utf8_count(r->word), off = 0;
    for (size_t cut = r->word.size; letters > least_stem; cut--) {
        if (cut == r->word.size || !tarix_utf8_is_start(r->word, cut)) continue;
        off++;
        letters--;
        if (letters >= least_stem + (off < 2) && (r->cuts.common[cut] & TARIX_STATE_NOUN) &&
            tarix_cuts_vowel(&r->cuts, cut) != TARIX_VOWEL_NONE)
            best = cut;
    }
    lemma->cut = lemma->size = best;
    if (softens(r, best))
        lemma->size = unsoften(r, best, lemma->text);
    else
        memcpy(lemma->text, r->word.data, best);
}

/* `r` is left with the reading of the word. */
static void take_apart(
    const tarix_morph *m, tarix_str word, bool is_capital, reading *r, tarix_lemma *lemma)
{
    read_word(r, m->roots, word);
    tarix_grammar_cut_from(
        m->grammar, TARIX_INFLECTION, word, 1, TARIX_STATE_FINAL, TARIX_COMMON, &r->cuts);
    lemma->found = TARIX_FOUND_ROOT;
    if (find_best(m, r, is_capital, lemma)) return;
    lemma->found = TARIX_FOUND_DERIVED;
    if (find_derived(m, r, lemma)) return;
    lemma->found = TARIX_FOUND_NOTHING;
    guess(r, lemma);
}

/* qorunub-saxlanılması: where the whole is unknown, the last part carries the endings. */
static void take_last_part(const tarix_morph *m, tarix_str word, size_t start, tarix_lemma *lemma)
{
    tarix_lemma part;
    reading r;
    take_apart(m, tarix_str_slice(word, start, word.size), false, &r, &part);
    if (part.found == TARIX_FOUND_NOTHING) return;
    memcpy(lemma->text, word.data, start);
    memcpy(lemma->text + start, part.text, part.size);
    lemma->size = start + part.size;
    lemma->cut = start + part.cut;
    lemma->bits = part.bits;
    if (start == 1) return;
    take_apart(m, (tarix_str){word.data, start - 1}, false, &r, &part);
    if (part.found != TARIX_FOUND_NOTHING) lemma->found = TARIX_FOUND_DERIVED;
}

/* ---- slips ---- */

/* The letter that another is mistaken for; empty: it is mistaken for none. */
static tarix_str mistaken_for(uint32_t letter)
{
    switch (letter) {
    case 0x131: return TARIX_STR("i");
    case 'i': return TARIX_STR("ı");
    case 0x11F: return TARIX_STR("g");
    case 'g': return TARIX_STR("ğ");
    case 0x15F: return TARIX_STR("s");
    case 's': return TARIX_STR("ş");
    case 0xE7: return TARIX_STR("c");
    case 'c': return TARIX_STR("ç");
    case 0xF6: return TARIX_STR("o");
    case 'o': return TARIX_STR("ö");
    case 0xFC: return TARIX_STR("u");
    case 'u': return TARIX_STR("ü");
    case 0x259: return TARIX_STR("e");
    case 'e': return TARIX_STR("ə");
    default: return (tarix_str){NULL, 0};
    }
}

enum { least_mended = 4 }; /* letters of a root that a slip is mended into */

/* The first end of a root that a mended word may be of; NULL: none. */
static const root_end *find_target(const reading *r)
{
    for (const root_end *e = r->ends; e < r->ends + r->n_ends; e++)
        for (change c = AS_IT_IS; c < CHANGES; c++) {
            const size_t letters = e->letters + (c >= DROPPED);
            if (e->bits[c] && tier_of(e->bits[c], true) == 0 &&
                (letters >= least_mended || (e->bits[c] & TARIX_ROOT_IRREGULAR)))
                return e;
        }
    return NULL;
}

/* A letter of a word that is made another one, or left out. */
typedef struct slip {
    size_t at, size; /* bytes of the word before it, and its own */
    size_t letters;  /* before it */
    tarix_str to;
} slip;

/* Whether a root may be found in the word with a letter made another: one that ends before it, or
 * one that goes on with that letter, or at least ends in it, changed. */
static bool may_mend(const reading *r, const root_end *target, const slip *s)
{
    if (target && target->cut <= s->at) return true;
    if (s->at > r->reach) return false;
    return tarix_trie_walk(r->roots, r->node[s->at], s->to) ||
           !tarix_cuts_end_in_vowel(&r->cuts, s->at + s->size);
}

/* The word without the slip, to `other` with its bytes to `room`. */
static void read_without(const reading *r, const slip *s, char *room, reading *other)
{
    const size_t behind = s->at + s->size, end = s->at + s->to.size;
    memcpy(room, r->word.data, s->at);
    if (s->to.size) memcpy(room + s->at, s->to.data, s->to.size);
    memcpy(room + end, r->word.data + behind, r->word.size - behind);
    other->roots = r->roots;
    other->word = (tarix_str){room, end + r->word.size - behind};
    other->n_ends = 0;
    while (other->n_ends < r->n_ends && r->ends[other->n_ends].cut <= s->at) other->n_ends++;
    memcpy(other->ends, r->ends, other->n_ends * sizeof *r->ends);
    memcpy(other->cuts.context, r->cuts.context, s->at + 1);
    tarix_cuts_read(other->word, s->at, &other->cuts);
    if (s->at > r->reach) return;
    memcpy(other->node, r->node, (s->at + 1) * sizeof *r->node);
    find_ends(other, s->at, s->letters);
}

static bool read_mended(
    const tarix_morph *m, const reading *r, const slip *s, reading *other, tarix_lemma *lemma)
{
    char room[TARIX_WORD_LONGEST + TARIX_UTF8_MAX];
    if (r->word.size - s->size + s->to.size > TARIX_WORD_LONGEST) return false;
    read_without(r, s, room, other);
    if (!find_target(other)) return false;
    tarix_grammar_cut_from(m->grammar, TARIX_INFLECTION, other->word, other->ends[0].cut,
        TARIX_STATE_FINAL, TARIX_COMMON, &other->cuts);
    return find_best(m, other, false, lemma) && tier_of(lemma->bits, true) == 0 &&
           tarix_utf8_count((tarix_str){lemma->text, lemma->size}) >= least_mended;
}

/* One such letter changed, or one of a doubled vowel left out, when a common word comes of it. */
static bool mend(const tarix_morph *m, const reading *r, tarix_lemma *lemma)
{
    enum { least = 5 };
    reading other;
    const tarix_str word = r->word;
    const root_end *target = find_target(r);
    if (tarix_utf8_count(word) < least) return false;
    slip s = {0};
    for (; s.at < word.size; s.at += s.size, s.letters++) {
        const uint32_t letter = tarix_utf8_decode(word.data + s.at, &s.size);
        s.to = mistaken_for(letter);
        if (s.to.size && may_mend(r, target, &s) && read_mended(m, r, &s, &other, lemma))
            return true;
        const size_t next = s.at + s.size;
        s.to.size = 0;
        if (tarix_cuts_end_in_vowel(&r->cuts, next) && word.size - next >= s.size &&
            memcmp(word.data + next, word.data + s.at, s.size) == 0 &&
            read_mended(m, r, &s, &other, lemma))
            return true;
    }
    return false;
}

void tarix_morph_lemma(const tarix_morph *m, tarix_str word, bool is_capital, tarix_lemma *lemma)
{
    reading r;
    *lemma = (tarix_lemma){.found = TARIX_FOUND_NOTHING};
    if (word.size == 0 || word.size > TARIX_WORD_LONGEST) return;
    take_apart(m, word, is_capital, &r, lemma);
    if (lemma->found != TARIX_FOUND_NOTHING) return;
    size_t start = word.size;
    while (start > 0 && word.data[start - 1] != '-') start--;
    if (start > 0 && start < word.size) {
        take_last_part(m, word, start, lemma);
        return;
    }
    tarix_lemma mended = *lemma;
    if (is_capital || !mend(m, &r, &mended)) return; /* a name is as it is */
    *lemma = mended;
    lemma->found = TARIX_FOUND_MENDED;
}

bool tarix_morph_knows(const tarix_morph *m, tarix_str word)
{
    reading r;
    root s;
    if (word.size == 0 || word.size > TARIX_WORD_LONGEST) return false;
    if (tarix_trie_find(m->roots, word)) return true;
    read_word(&r, m->roots, word);
    if (r.n_ends == 0) return false;
    tarix_grammar_cut_from(m->grammar, TARIX_INFLECTION, word, r.ends[0].cut, TARIX_STATE_FINAL,
        TARIX_COMMON, &r.cuts);
    for (const root_end *e = r.ends; e < r.ends + r.n_ends; e++) {
        const uint32_t states = r.cuts.states[e->cut] & TARIX_STATE_ROOTS;
        if (e->cut > 1 && e->cut < word.size && states && find_root(&r, e, states, &s)) return true;
    }
    return false;
}

tarix_str tarix_found_name(tarix_found found)
{
    static const char *const found_names[] = {"rule", "mended", "derived", "root", "exception"};
    return tarix_str_from(found_names[found]);
}

/* The parts of speech of a root that its endings leave: en-ir is of the verb, not of the noun. */
static uint32_t bits_in(uint32_t bits, uint32_t states)
{
    uint32_t kept = 0;
    for (uint32_t bit = TARIX_ROOT_NOUN; bit <= TARIX_ROOT_ORG; bit <<= 1)
        if (bits & bit && states_of(bit) & states) kept |= bit;
    return kept ? kept : bits;
}

tarix_str tarix_morph_explain(
    const tarix_morph *m, tarix_arena *arena, tarix_str word, const tarix_lemma *lemma)
{
    tarix_cuts cuts;
    const tarix_str text = {lemma->text, lemma->size};
    if (lemma->found == TARIX_FOUND_NOTHING) return tarix_arena_str(arena, text);
    const bool is_mended = lemma->found == TARIX_FOUND_MENDED; /* its cut is another word's */
    uint32_t bits = lemma->bits;
    tarix_grammar_cut(m->grammar, TARIX_INFLECTION, word, TARIX_STATE_FINAL, TARIX_COMMON, &cuts);
    if (!is_mended && lemma->cut < word.size) {
        const uint32_t common = states_of(bits) & cuts.common[lemma->cut];
        bits = bits_in(bits, common ? common : cuts.states[lemma->cut]);
    }
    const tarix_str begin =
        tarix_arena_format(arena, "%.*s (%s)", TARIX_ARG(text), tarix_root_pos(bits));
    if (is_mended) return begin;
    return tarix_grammar_explain(
        m->grammar, arena, begin, word, &cuts, lemma->cut, states_of(bits));
}
