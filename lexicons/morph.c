#include "lexicons/morph.h"

#include "base/simd.h"
#include "base/utf8.h"
#include "lexicons/outline.h"
#include "lexicons/parting.h"
#include "lexicons/slip.h"

/* How the parts of a word are weighed: the smaller the better. */
enum { worst = 8, of_name = 1, of_adjective = 1, of_rare_ending = 2, of_rare_root = 4 };

/* Common words go before names, and these before rare ones. */
static int tier_of(uint32_t bits, bool is_capital)
{
    return (bits & TARIX_ROOT_RARE ? of_rare_root : 0) +
           (tarix_root_is_name(bits) && !is_capital ? of_name : 0);
}

/* Of a root before its endings. None at all behind a verb is a command, which is as rare as rare
 * endings. Adjectives hardly take endings but the copula; those in -i are less common than the form
 * of a noun that looks the same, which a lost vowel gives away: fikri. */
static int tier_of_root(const tarix_parting *p, const tarix_parted *root, bool is_capital)
{
    const bool is_whole = root->cut == p->word.size;
    const uint32_t states = tarix_root_states(root->bits);
    const bool is_common = tarix_parting_states(p, root->cut, TARIX_COMMON) & states;
    const bool is_bare = is_whole && !(root->bits & TARIX_ROOT_IRREGULAR);
    const bool is_command = is_bare && states == TARIX_STATE_VERB;
    const bool is_inflected =
        tarix_root_is_adjective(root->bits) &&
        (is_whole || !(tarix_parting_states(p, root->cut, TARIX_RARE) & TARIX_STATE_ADJ));
    return tier_of(root->bits, is_capital) + (!is_common || is_command ? of_rare_ending : 0) +
           (is_inflected ? of_adjective : 0) - (root->by == TARIX_DROPPED);
}

static void put_exception(const tarix_morph *m, tarix_lemma *lemma)
{
    const tarix_str form = {lemma->text, lemma->size};
    const uint32_t *found = m->exceptions ? tarix_wordlist_find(m->exceptions->forms, form) : NULL;
    if (!found) return;
    const tarix_str text = m->exceptions->lemmas[*found];
    lemma->size = text.size;
    memcpy(lemma->text, text.data, text.size);
    lemma->found = TARIX_FOUND_EXCEPTION;
}

/* Where a root may end, from the place `first` on. */
static inline uint64_t ends_from(const tarix_parting *p, size_t first)
{
    return first < TARIX_ENDS ? p->ends >> first << first : 0;
}

/* Takes the longest off. */
static inline size_t take_end(uint64_t *ends)
{
    const unsigned at = tarix_simd_highest(*ends);
    *ends ^= UINT64_C(1) << at;
    return at;
}

/* The longest root of the best tier; false: none. One letter is a root of no longer word. */
static bool find_best(
    const tarix_morph *m, const tarix_parting *p, bool is_capital, tarix_lemma *lemma)
{
    int best = worst;
    uint64_t ends = ends_from(p, p->first == 1 && p->word.size > 1 ? 2 : p->first);
    while (ends) {
        tarix_parted root;
        const size_t at = take_end(&ends);
        if (!tarix_parting_has_endings(p, at)) continue;
        if (!tarix_parting_find(p, at, tarix_parting_states(p, at, TARIX_RARE), &root)) continue;
        const bool is_common =
            tarix_parting_states(p, at, TARIX_COMMON) & tarix_root_states(root.bits);
        if (!is_capital && !is_common && tarix_root_is_name(root.bits))
            continue; /* oran-ım: of no town */
        int tier = tier_of_root(p, &root, is_capital);
        const bool stays =
            best < worst && lemma->cut == p->word.size && tarix_root_is_adjective(lemma->bits);
        if (stays && root.by != TARIX_DROPPED) tier += of_adjective;
        if (tier >= best) continue;
        best = tier;
        lemma->size = tarix_parting_write(p, &root, lemma->text);
        lemma->cut = at;
        lemma->bits = root.bits;
        if (tier <= 0) break;
    }
    if (best < worst && (lemma->bits & TARIX_ROOT_IRREGULAR)) put_exception(m, lemma);
    return best < worst;
}

/* What the last letter of an unknown stem is in the dictionary, for q and k soften before a vowel,
 * and where it stands; 0: what it is. */
static char hard_end(const tarix_parting *p, size_t cut, size_t *last)
{
    const tarix_str stem = {p->word.data, cut};
    const bool is_y = stem.data[cut - 1] == 'y';
    if (!is_y && stem.data[cut - 1] != '\x9F') return '\0';
    *last = cut - (is_y ? 1 : 2);
    if (cut < 3 || (!is_y && stem.data[*last] != '\xC4')) return '\0'; /* ğ */
    if (!tarix_parting_is_before_vowel(p, cut) || tarix_parting_count_vowels(p, cut) < 2)
        return '\0';
    return is_y ? 'k' : 'q';
}

/* The first bytes of the word, the last letter made `hard` unless that is 0. */
static void take_stem(
    const tarix_parting *p, size_t cut, size_t last, char hard, tarix_lemma *lemma)
{
    memcpy(lemma->text, p->word.data, cut);
    lemma->cut = lemma->size = cut;
    if (!hard) return;
    lemma->text[last] = hard;
    lemma->size = last + 1;
}

enum { least_base = 3 }; /* bytes */

/* Whether suffixes make words of the root at a cut: a common one with a vowel. From a nominal of
 * three letters a verb is not made by rule: sağla, yasla are none. */
static bool is_base(const tarix_parting *p, size_t cut, uint32_t states)
{
    enum { least_letters = 4 };
    tarix_parted root;
    const bool is_short = !tarix_utf8_has((tarix_str){p->word.data, cut}, least_letters);
    const uint32_t barred = is_short ? TARIX_STATE_NOUN : 0;
    if (!tarix_parting_find(p, cut, states & ~barred, &root) || tier_of(root.bits, false) != 0)
        return false;
    return tarix_parting_vowel(p, cut) != TARIX_VOWEL_NONE || root.by == TARIX_DROPPED;
}

/* Whether the first `size` bytes of the word, the last being `hard` unless that is 0, are in one of
 * the states, made by suffixes of a root that ends in one of the bases. */
static bool is_derived(
    const tarix_parting *p, uint64_t bases, size_t size, char hard, uint32_t states)
{
    const tarix_endings *e = p->endings;
    const tarix_phase *phase = &e->starts[tarix_chain_of(states)];
    const size_t least = tarix_simd_lowest(bases);
    char byte = hard ? hard : p->word.data[size - 1];
    for (size_t at = size - 1; at >= least; byte = p->word.data[--at]) {
        if (!tarix_endings_go(e, &phase, byte, p->context[at])) return false;
        if (phase->cut && at < TARIX_ENDS && bases >> at & 1 &&
            is_base(p, at, e->cuts[phase->cut].states[TARIX_RARE]))
            return true;
    }
    return false;
}

/* Places with something before them that derivation may have made of a base, of which there are
 * few, from the right. */
static size_t find_made(const tarix_parting *p, uint64_t bases, uint8_t *made)
{
    const size_t reach = tarix_simd_highest(bases) + TARIX_TAIL;
    const size_t base = tarix_simd_lowest(bases), least = p->first > base ? p->first : base + 1;
    size_t n = 0;
    for (size_t at = p->word.size; at >= least; at--) {
        made[n] = (uint8_t)at;
        n += (tarix_parting_states(p, at, TARIX_RARE) & TARIX_STATE_DERIVED) != 0 &&
             tarix_endings_may_derive(p->endings, p->word.data + at - TARIX_TAIL, at < reach);
    }
    return n;
}

static bool find_derived(const tarix_parting *p, tarix_lemma *lemma)
{
    uint8_t made[TARIX_WORD_LONGEST + 1];
    const uint64_t bases = ends_from(p, least_base);
    const size_t n = bases ? find_made(p, bases, made) : 0;
    for (size_t i = 0; i < n; i++) {
        const size_t at = made[i];
        const uint32_t states = tarix_parting_states(p, at, TARIX_RARE) & TARIX_STATE_DERIVED;
        size_t last = 0;
        const char hard = states & TARIX_STATE_NOUN ? hard_end(p, at, &last) : '\0';
        if (!is_derived(p, bases, hard ? last + 1 : at, hard, states)) continue;
        take_stem(p, at, last, hard, lemma);
        lemma->bits = states & TARIX_STATE_VERB ? TARIX_ROOT_VERB : TARIX_ROOT_NOUN;
        return true;
    }
    return false;
}

/* Whether a word that looks as if its endings began there may be a noun: what is left has four
 * letters, or five where one is all that comes off. */
static bool looks_cut(const tarix_parting *p, size_t at)
{
    enum { least = 4 };
    const tarix_str stem = {p->word.data, at};
    size_t size = 0;
    if (!(tarix_parting_states(p, at, TARIX_COMMON) & TARIX_STATE_NOUN)) return false;
    tarix_utf8_decode(p->word.data + at, &size);
    const bool is_single = at + size == p->word.size;
    return tarix_parting_vowel(p, at) != TARIX_VOWEL_NONE &&
           tarix_utf8_has(stem, least + (size_t)is_single);
}

/* Of an unknown word, by its looks: as a noun, with common endings, as many as there may be. */
static void guess(const tarix_parting *p, tarix_lemma *lemma)
{
    size_t cut = p->first, last = 0;
    while (cut < p->word.size && !looks_cut(p, cut)) cut++;
    const char hard = hard_end(p, cut, &last);
    take_stem(p, cut, last, hard, lemma);
    lemma->bits = 0;
    lemma->found = TARIX_FOUND_NOTHING;
}

static bool take_known(
    const tarix_morph *m, const tarix_parting *p, bool is_capital, tarix_lemma *lemma)
{
    lemma->found = TARIX_FOUND_ROOT;
    if (find_best(m, p, is_capital, lemma)) return true;
    lemma->found = TARIX_FOUND_DERIVED;
    return find_derived(p, lemma);
}

/* qorunub-saxlanılması: where the whole is unknown, the last part carries the endings. */
static bool take_last_part(const tarix_morph *m, tarix_str word, size_t start, tarix_lemma *lemma)
{
    const tarix_endings *endings = tarix_grammar_endings(m->grammar);
    tarix_parting p;
    tarix_lemma part;
    tarix_parting_read(&p, m->roots, endings, tarix_str_slice(word, start, word.size));
    if (!take_known(m, &p, false, &part)) return false;
    memcpy(lemma->text, word.data, start);
    memcpy(lemma->text + start, part.text, part.size);
    lemma->size = start + part.size;
    lemma->cut = start + part.cut;
    lemma->bits = part.bits;
    lemma->found = TARIX_FOUND_NOTHING;
    if (start == 1) return true;
    tarix_parting_read(&p, m->roots, endings, (tarix_str){word.data, start - 1});
    if (take_known(m, &p, false, &part)) lemma->found = TARIX_FOUND_DERIVED;
    return true;
}

/* When a common word comes of it. */
static bool take_mended(
    const tarix_morph *m, const tarix_parting *p, const tarix_slip *slip, tarix_lemma *lemma)
{
    char room[TARIX_WORD_LONGEST + TARIX_UTF8_MAX];
    tarix_parting mended;
    if (p->word.size - slip->size + slip->to.size > TARIX_WORD_LONGEST) return false;
    tarix_slip_mend(p, slip, room, &mended);
    return find_best(m, &mended, false, lemma) && tier_of(lemma->bits, true) == 0 &&
           tarix_utf8_has((tarix_str){lemma->text, lemma->size}, TARIX_LETTERS_MENDED);
}

static bool mend(const tarix_morph *m, const tarix_parting *p, tarix_lemma *lemma)
{
    enum { least = 5 };
    tarix_slip slips[2 * TARIX_WORD_LONGEST];
    if (!tarix_utf8_has(p->word, least) || !tarix_outline_may_part(p, m->beginnings)) return false;
    const size_t n = tarix_slips_of(p, slips);
    for (size_t i = 0; i < n; i++) {
        lemma->found = TARIX_FOUND_MENDED;
        if (take_mended(m, p, &slips[i], lemma)) return true;
    }
    return false;
}

void tarix_morph_lemma(const tarix_morph *m, tarix_str word, bool is_capital, tarix_lemma *lemma)
{
    tarix_parting p;
    lemma->size = lemma->cut = lemma->bits = 0;
    lemma->found = TARIX_FOUND_NOTHING;
    if (word.size == 0 || word.size > TARIX_WORD_LONGEST) return;
    tarix_parting_read(&p, m->roots, tarix_grammar_endings(m->grammar), word);
    if (take_known(m, &p, is_capital, lemma)) return;
    size_t start = memchr(word.data, '-', word.size) ? word.size : 0;
    while (start > 0 && word.data[start - 1] != '-') start--;
    const bool has_parts = start > 0 && start < word.size;
    if (has_parts && take_last_part(m, word, start, lemma)) return;
    if (!has_parts && !is_capital && mend(m, &p, lemma)) return; /* a name is as it is */
    guess(&p, lemma);
}

bool tarix_morph_knows(const tarix_morph *m, tarix_str word)
{
    tarix_parting p;
    tarix_parted root;
    if (word.size == 0 || word.size > TARIX_WORD_LONGEST) return false;
    if (tarix_parting_root(m->roots, word)) return true;
    tarix_parting_read(&p, m->roots, tarix_grammar_endings(m->grammar), word);
    uint64_t ends = ends_from(&p, p.first > 1 ? p.first : 2);
    while (ends) {
        const size_t at = take_end(&ends);
        if (at < word.size && tarix_parting_has_endings(&p, at) &&
            tarix_parting_find(&p, at, tarix_parting_states(&p, at, TARIX_RARE), &root))
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
        if (bits & bit && tarix_root_states(bit) & states) kept |= bit;
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
    tarix_grammar_cut(m->grammar, word, TARIX_COMMON, &cuts);
    if (!is_mended && lemma->cut < word.size) {
        const uint32_t common = tarix_root_states(bits) & cuts.common[lemma->cut];
        bits = bits_in(bits, common ? common : cuts.states[lemma->cut]);
    }
    const tarix_str begin =
        tarix_arena_format(arena, "%.*s (%s)", TARIX_ARG(text), tarix_root_pos(bits));
    if (is_mended) return begin;
    return tarix_grammar_explain(
        m->grammar, arena, begin, word, &cuts, lemma->cut, tarix_root_states(bits));
}
