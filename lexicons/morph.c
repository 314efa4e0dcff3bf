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
    if (bits & TARIX_ROOT_ADJ) states |= TARIX_STATE_ADJ;
    if (bits & TARIX_ROOT_N) states |= TARIX_STATE_HIS;
    if (bits & TARIX_ROOT_Y) states |= TARIX_STATE_YNOUN;
    if (bits & TARIX_ROOT_VERB) states |= TARIX_STATE_VERB;
    if (bits & indeclinable) states |= TARIX_STATE_WORD;
    return states;
}

/* A word on the way to its root: the letters before a cut as the dictionary may have them. */
typedef struct stem {
    char text[2 * TARIX_WORD_LONGEST + 8];
    size_t size;
    uint32_t bits;
    bool has_dropped; /* a vowel, which is there again */
} stem;

static size_t count_vowels(tarix_str text)
{
    size_t n = 0;
    while (text.size) n += tarix_is_vowel(tarix_utf8_next(&text));
    return n;
}

static bool look_up(const tarix_wordlist *roots, stem *s, uint32_t states, uint32_t needed)
{
    const uint32_t *bits = tarix_wordlist_find(roots, (tarix_str){s->text, s->size});
    if (!bits || !(states_of(*bits) & states) || (*bits & needed) != needed) return false;
    s->bits = *bits;
    return true;
}

/* ğ and y for q and k of nouns, d for t of verbs: not in words of one syllable, but for those
 * marked soft, and not in those marked keep. */
static bool find_hardened(const tarix_wordlist *roots, tarix_str part, uint32_t states, stem *s)
{
    size_t at = 0;
    const uint32_t last = tarix_utf8_last(part, &at);
    const char hard = last == 0x11F ? 'q' : last == 'y' ? 'k' : last == 'd' ? 't' : '\0';
    const bool is_verbal = hard == 't';
    if (!hard || at == 0) return false;
    s->text[at] = hard;
    s->size = at + 1;
    const uint32_t of = is_verbal ? TARIX_STATE_VERB : TARIX_STATE_NOUN;
    if (!(states & of) || !look_up(roots, s, states & of, 0)) return false;
    if (s->bits & TARIX_ROOT_SOFT) return true;
    return !(s->bits & TARIX_ROOT_KEEP) && count_vowels(part) > 1;
}

/* fikr-i, ağz-ı: fikir, ağız. */
static bool find_dropped(const tarix_wordlist *roots, tarix_str part, uint32_t states, stem *s)
{
    size_t at = 0, before = 0;
    if (!(states & TARIX_STATE_NOUN)) return false;
    const uint32_t last = tarix_utf8_last(part, &at);
    if (at == 0 || tarix_is_vowel(last)) return false;
    if (tarix_is_vowel(tarix_utf8_last((tarix_str){part.data, at}, &before))) return false;
    const tarix_vowel vowel = tarix_vowel_of(tarix_last_vowel(part));
    if (vowel == TARIX_VOWEL_NONE) return false;
    s->size = at + tarix_utf8_encode(tarix_vowel_fourfold(vowel), s->text + at);
    memcpy(s->text + s->size, part.data + at, part.size - at);
    s->size += part.size - at;
    s->has_dropped = true;
    return look_up(roots, s, TARIX_STATE_NOUN, TARIX_ROOT_DROP);
}

/* xət-lər, həd-dən: xətt, hədd, whose double consonant is single before another. */
static bool find_doubled(const tarix_wordlist *roots, tarix_str part, uint32_t states, stem *s)
{
    size_t at = 0;
    if (!(states & TARIX_STATE_NOUN)) return false;
    if (tarix_is_vowel(tarix_utf8_last(part, &at)) || at == 0) return false;
    memcpy(s->text + part.size, part.data + at, part.size - at);
    s->size = part.size + part.size - at;
    return look_up(roots, s, TARIX_STATE_NOUN, 0);
}

/* The root whose form stands in the first `cut` bytes of the word, in one of the states. */
static bool find_root(
    const tarix_wordlist *roots, tarix_str word, size_t cut, uint32_t states, stem *s)
{
    const tarix_str part = {word.data, cut};
    memcpy(s->text, part.data, part.size);
    s->size = part.size;
    s->has_dropped = false;
    if (look_up(roots, s, states, 0)) return true;
    if (cut == word.size) return false;
    tarix_str rest = tarix_str_slice(word, cut, word.size);
    if (!tarix_is_vowel(tarix_utf8_next(&rest))) return find_doubled(roots, part, states, s);
    if (find_hardened(roots, part, states, s)) return true;
    memcpy(s->text, part.data, part.size);
    return find_dropped(roots, part, states, s);
}

/* ---- lemmas ---- */

/* How the parts of a word are weighed: the smaller the better. */
enum { worst = 8, of_name = 1, of_adjective = 1, of_rare_ending = 2, of_rare_root = 4 };

/* Common words go before names, and these before rare ones. */
static int tier_of(uint32_t bits, bool is_capital)
{
    const bool is_name = (bits & names) && !(bits & meanings);
    return (bits & TARIX_ROOT_RARE ? of_rare_root : 0) + (is_name && !is_capital ? of_name : 0);
}

static bool is_adjective(uint32_t bits)
{
    return (bits & nominal & ~(uint32_t)names) == TARIX_ROOT_ADJ;
}

/* Of a root before its endings. None at all behind a verb is a command, which is as rare as rare
 * endings. Adjectives hardly take endings but the copula; those in -i are less common than the form
 * of a noun that looks the same, which a lost vowel gives away: fikri. */
static int tier_of_cut(
    const stem *s, const tarix_cuts *cuts, size_t cut, bool is_whole, bool is_capital)
{
    const uint32_t states = states_of(s->bits);
    const bool is_command = is_whole && states == TARIX_STATE_VERB;
    const bool is_inflected =
        is_adjective(s->bits) && (is_whole || !(cuts->states[cut] & TARIX_STATE_ADJ));
    return tier_of(s->bits, is_capital) +
           (!(cuts->common[cut] & states) || is_command ? of_rare_ending : 0) +
           (is_inflected ? of_adjective : 0) - s->has_dropped;
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
static bool find_best(const tarix_morph *m, tarix_str word, const tarix_cuts *cuts, bool is_capital,
    tarix_lemma *lemma)
{
    int best = worst;
    for (size_t cut = word.size; cut > 1 || cut == word.size; cut--) {
        const uint32_t states = cuts->states[cut] & TARIX_STATE_ROOTS;
        stem s;
        if (!states || !tarix_utf8_is_start(word, cut) ||
            !find_root(m->roots, word, cut, states, &s))
            continue;
        int tier = tier_of_cut(&s, cuts, cut, cut == word.size, is_capital);
        const bool stays = best < worst && lemma->cut == word.size && is_adjective(lemma->bits);
        if (stays && !s.has_dropped) tier += of_adjective;
        if (tier >= best) continue;
        best = tier;
        memcpy(lemma->text, s.text, s.size);
        lemma->size = s.size;
        lemma->cut = cut;
        lemma->bits = s.bits;
        if (tier <= 0) break;
    }
    if (best < worst && (lemma->bits & TARIX_ROOT_IRREGULAR)) put_exception(m, lemma);
    return best < worst;
}

/* The dictionary form of an unknown stem before a vowel: q and k are restored. */
static size_t unsoften(tarix_str part, char *out)
{
    size_t at = 0;
    memcpy(out, part.data, part.size);
    const uint32_t last = tarix_utf8_last(part, &at);
    if (at == 0 || count_vowels(part) < 2) return part.size;
    if (last == 0x11F)
        out[at] = 'q';
    else if (last == 'y')
        out[at] = 'k';
    else
        return part.size;
    return at + 1;
}

/* Whether [text, size) is made of a common root by suffixes. */
static bool is_derived(const tarix_morph *m, tarix_str text, uint32_t states)
{
    tarix_cuts cuts;
    tarix_grammar_cut(m->grammar, TARIX_DERIVATION, text, states, TARIX_COMMON, &cuts);
    for (size_t cut = text.size - 1; cut > 2; cut--) {
        const uint32_t here = cuts.states[cut] & TARIX_STATE_ROOTS;
        stem s;
        if (here && tarix_utf8_is_start(text, cut) && find_root(m->roots, text, cut, here, &s) &&
            tier_of(s.bits, false) == 0 && count_vowels((tarix_str){s.text, s.size}) > 0)
            return true;
    }
    return false;
}

static bool find_derived(
    const tarix_morph *m, tarix_str word, const tarix_cuts *cuts, tarix_lemma *lemma)
{
    for (size_t cut = word.size; cut > 3; cut--) {
        const uint32_t states =
            cuts->states[cut] & (TARIX_STATE_NOUN | TARIX_STATE_VERB | TARIX_STATE_WORD);
        if (!states || !tarix_utf8_is_start(word, cut)) continue;
        tarix_str rest = tarix_str_slice(word, cut, word.size);
        const tarix_str part = {word.data, cut};
        const bool softens = rest.size && tarix_is_vowel(tarix_utf8_next(&rest));
        lemma->size = part.size;
        memcpy(lemma->text, part.data, part.size);
        if (softens && (states & TARIX_STATE_NOUN)) lemma->size = unsoften(part, lemma->text);
        if (!is_derived(m, (tarix_str){lemma->text, lemma->size}, states)) continue;
        lemma->cut = cut;
        lemma->bits = states & TARIX_STATE_VERB ? TARIX_ROOT_VERB : TARIX_ROOT_NOUN;
        return true;
    }
    return false;
}

/* Of an unknown word, by its looks: as a noun, with common endings, of which a single letter takes
 * the longer stem. */
static void guess(tarix_str word, const tarix_cuts *cuts, tarix_lemma *lemma)
{
    enum { least_stem = 4 };
    size_t best = word.size;
    for (size_t cut = word.size; cut-- > 1;) {
        if (!(cuts->common[cut] & TARIX_STATE_NOUN) || !tarix_utf8_is_start(word, cut)) continue;
        const tarix_str left = {word.data, cut};
        const size_t off = tarix_utf8_count(tarix_str_slice(word, cut, word.size));
        if (tarix_utf8_count(left) >= least_stem + (off < 2) && count_vowels(left)) best = cut;
    }
    tarix_str rest = tarix_str_slice(word, best, word.size);
    const tarix_str part = {word.data, best};
    lemma->cut = lemma->size = best;
    if (rest.size && tarix_is_vowel(tarix_utf8_next(&rest)))
        lemma->size = unsoften(part, lemma->text);
    else
        memcpy(lemma->text, part.data, part.size);
}

static void take_apart(const tarix_morph *m, tarix_str word, bool is_capital, tarix_lemma *lemma)
{
    tarix_cuts cuts;
    tarix_grammar_cut(m->grammar, TARIX_INFLECTION, word, TARIX_STATE_FINAL, TARIX_COMMON, &cuts);
    lemma->found = TARIX_FOUND_ROOT;
    if (find_best(m, word, &cuts, is_capital, lemma)) return;
    lemma->found = TARIX_FOUND_DERIVED;
    if (find_derived(m, word, &cuts, lemma)) return;
    lemma->found = TARIX_FOUND_NOTHING;
    guess(word, &cuts, lemma);
}

/* qorunub-saxlanılması: where the whole is unknown, the last part carries the endings. */
static void take_last_part(const tarix_morph *m, tarix_str word, size_t start, tarix_lemma *lemma)
{
    tarix_lemma part;
    take_apart(m, tarix_str_slice(word, start, word.size), false, &part);
    if (part.found == TARIX_FOUND_NOTHING) return;
    memcpy(lemma->text, word.data, start);
    memcpy(lemma->text + start, part.text, part.size);
    lemma->size = start + part.size;
    lemma->cut = start + part.cut;
    lemma->bits = part.bits;
    take_apart(m, (tarix_str){word.data, start - 1}, false, &part);
    if (part.found != TARIX_FOUND_NOTHING) lemma->found = TARIX_FOUND_DERIVED;
}

/* ---- slips ---- */

/* Letters that are mistaken for each other, both ways. */
static const struct {
    const char *one, *other;
} mistaken[] = {{"ı", "i"}, {"ğ", "g"}, {"ş", "s"}, {"ç", "c"}, {"ö", "o"}, {"ü", "u"}, {"ə", "e"}};

static bool read_mended(const tarix_morph *m, tarix_str word, tarix_lemma *lemma)
{
    enum { least_root = 4 };
    tarix_cuts cuts;
    tarix_grammar_cut(m->grammar, TARIX_INFLECTION, word, TARIX_STATE_FINAL, TARIX_COMMON, &cuts);
    return find_best(m, word, &cuts, false, lemma) && tier_of(lemma->bits, true) == 0 &&
           tarix_utf8_count((tarix_str){lemma->text, lemma->size}) >= least_root;
}

/* The word with `from` at byte `at` made `to`; false when another letter stands there. */
static bool exchange(
    tarix_str word, size_t at, const char *from, const char *to, tarix_str *out, char *room)
{
    if (word.data[at] != *from) return false; /* as nearly always */
    const size_t size = strlen(from), other = strlen(to);
    if (size > word.size - at || memcmp(word.data + at, from, size) != 0) return false;
    memcpy(room, word.data, at);
    memcpy(room + at, to, other);
    memcpy(room + at + other, word.data + at + size, word.size - at - size);
    *out = (tarix_str){room, word.size - size + other};
    return out->size <= TARIX_WORD_LONGEST;
}

/* One such letter changed, or one of a doubled vowel left out, when a common word comes of it. */
static bool mend(const tarix_morph *m, tarix_str word, tarix_lemma *lemma)
{
    enum { least = 5 };
    char room[TARIX_WORD_LONGEST + 8];
    tarix_str other;
    if (tarix_utf8_count(word) < least) return false;
    for (size_t at = 0; at < word.size; at++) {
        if (!tarix_utf8_is_start(word, at)) continue;
        for (size_t i = 0; i < sizeof mistaken / sizeof *mistaken; i++)
            for (int way = 0; way < 2; way++) {
                const char *from = way ? mistaken[i].other : mistaken[i].one;
                const char *to = way ? mistaken[i].one : mistaken[i].other;
                if (exchange(word, at, from, to, &other, room) && read_mended(m, other, lemma))
                    return true;
            }
        tarix_str rest = tarix_str_slice(word, at, word.size);
        const uint32_t c = tarix_utf8_next(&rest), next = rest.size ? tarix_utf8_next(&rest) : 0;
        char letter[TARIX_UTF8_MAX + 1] = {0};
        tarix_utf8_encode(c, letter);
        if (c == next && tarix_is_vowel(c) && exchange(word, at, letter, "", &other, room) &&
            read_mended(m, other, lemma))
            return true;
    }
    return false;
}

void tarix_morph_lemma(const tarix_morph *m, tarix_str word, bool is_capital, tarix_lemma *lemma)
{
    *lemma = (tarix_lemma){.found = TARIX_FOUND_NOTHING};
    if (word.size == 0 || word.size > TARIX_WORD_LONGEST) return;
    take_apart(m, word, is_capital, lemma);
    if (lemma->found != TARIX_FOUND_NOTHING) return;
    size_t start = word.size;
    while (start > 0 && word.data[start - 1] != '-') start--;
    if (start > 0 && start < word.size) {
        take_last_part(m, word, start, lemma);
        return;
    }
    tarix_lemma mended = *lemma;
    if (is_capital || !mend(m, word, &mended)) return; /* a name is as it is */
    *lemma = mended;
    lemma->found = TARIX_FOUND_MENDED;
}

bool tarix_morph_knows(const tarix_morph *m, tarix_str word)
{
    tarix_cuts cuts;
    stem s;
    if (word.size == 0 || word.size > TARIX_WORD_LONGEST) return false;
    if (tarix_wordlist_find(m->roots, word)) return true;
    tarix_grammar_cut(m->grammar, TARIX_INFLECTION, word, TARIX_STATE_FINAL, TARIX_COMMON, &cuts);
    for (size_t cut = word.size - 1; cut > 1; cut--) {
        const uint32_t states = cuts.states[cut] & TARIX_STATE_ROOTS;
        if (states && tarix_utf8_is_start(word, cut) && find_root(m->roots, word, cut, states, &s))
            return true;
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
