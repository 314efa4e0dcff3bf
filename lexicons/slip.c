#include "lexicons/slip.h"

#include "base/utf8.h"

/* The letter that another is mistaken for, by its code; empty: it is mistaken for none. */
enum { most_letters = 0x25A };
static const char mistaken_for[most_letters][3] = {['i'] = "ı",
    [0x131] = "i",
    ['g'] = "ğ",
    [0x11F] = "g",
    ['s'] = "ş",
    [0x15F] = "s",
    ['c'] = "ç",
    [0xE7] = "c",
    ['o'] = "ö",
    [0xF6] = "o",
    ['u'] = "ü",
    [0xFC] = "u",
    ['e'] = "ə",
    [0x259] = "e"};

tarix_str tarix_mistaken_for(uint32_t letter)
{
    const char *other = letter < most_letters ? mistaken_for[letter] : "";
    return (tarix_str){other, other[0] ? other[1] ? 2 : 1 : 0};
}

/* Whether two bytes are, or begin with, such a letter, without a branch: a bit of the first that
 * the second has, too, as all have `alone`. */
enum { alone = 1, of_c3 = 2, of_c4 = 4, of_c5 = 8, of_c9 = 16 };
static const uint8_t firsts[256] = {['i'] = alone,
    ['g'] = alone,
    ['s'] = alone,
    ['c'] = alone,
    ['o'] = alone,
    ['u'] = alone,
    ['e'] = alone,
    [0xC3] = of_c3,
    [0xC4] = of_c4,
    [0xC5] = of_c5,
    [0xC9] = of_c9};
static const uint8_t seconds[256] = {[0xB1] = of_c4, /* ı */
    [0x9F] = of_c4 | of_c5,                          /* ğ ş */
    [0xA7] = of_c3,                                  /* ç */
    [0xB6] = of_c3,                                  /* ö */
    [0xBC] = of_c3,                                  /* ü */
    [0x99] = of_c9};                                 /* ə */

/* Where letters between two bytes of a word begin that are mistaken for others or look doubled. */
static size_t find_letters(tarix_str word, size_t from, size_t to, uint8_t *letters)
{
    size_t n = 0;
    for (size_t at = from; at < to; at++) {
        const unsigned char first = (unsigned char)word.data[at];
        const unsigned char second = at + 1 < word.size ? (unsigned char)word.data[at + 1] : 0;
        letters[n] = (uint8_t)at;
        n += (firsts[first] & (seconds[second] | alone)) | (first == second) ? 1 : 0;
    }
    return n;
}

/* The context that the letters behind a slip have without it, up to the next vowel. */
static unsigned context_without(const tarix_parting *p, const tarix_slip *s)
{
    static const uint8_t other[TARIX_VOWELS] = {[TARIX_VOWEL_A] = TARIX_VOWEL_E,
        [TARIX_VOWEL_E] = TARIX_VOWEL_A,
        [TARIX_VOWEL_O] = TARIX_VOWEL_Q,
        [TARIX_VOWEL_Q] = TARIX_VOWEL_O};
    const unsigned context = p->context[s->at + s->size];
    const bool is_e = s->to.size && (*s->to.data == 'e' || *s->to.data == '\xC9'); /* ə */
    if (!(context & 1) || is_e) return context;
    return s->to.size ? 2U * other[context >> 1] + 1 : p->context[s->at];
}

/* Whether without a slip endings begin where a root may end that ends before it. They are what they
 * were up to where contexts change. */
static bool do_endings_reach(const tarix_parting *p, const tarix_slip *s)
{
    const tarix_endings *e = p->endings;
    const size_t behind = s->at + s->size;
    const unsigned context = context_without(p, s);
    size_t told = behind;
    if (context != p->context[behind])
        while (told < p->word.size && !tarix_parting_ends_in_vowel(p, ++told)) {}
    if (told < p->low) return false;
    tarix_phase phase = {p->phase[told].place, 0};
    for (size_t at = told; at-- > behind;)
        phase = tarix_endings_step(
            e, phase.place, p->word.data[at], (uint8_t)(at > behind ? context & ~1U : context));
    for (size_t i = s->to.size; i-- > 0;)
        phase = tarix_endings_step(e, phase.place, s->to.data[i], p->context[s->at]);
    for (size_t at = s->at;; at--) {
        if (at <= p->reach && phase.cut && p->ends >> at & 1) return true;
        if (at <= 1 || !phase.place) return false;
        phase = tarix_endings_step(e, phase.place, p->word.data[at - 1], p->context[at - 1]);
    }
}

/* Whether a root that is read up to a slip reaches the endings without it. */
static bool does_root_reach(const tarix_parting *p, const tarix_slip *s)
{
    const tarix_str between = tarix_str_slice(p->word, s->at + s->size, p->first);
    const uint32_t node = tarix_trie_walk(p->roots, p->node[s->at], s->to);
    return tarix_trie_walk(p->roots, node, between);
}

/* Whether the same vowel follows a vowel. */
static bool is_doubled(const tarix_parting *p, const tarix_slip *s)
{
    const size_t next = s->at + s->size;
    return p->word.size - next >= s->size && p->word.data[s->at] == p->word.data[next] &&
           tarix_parting_ends_in_vowel(p, next) &&
           memcmp(p->word.data + next, p->word.data + s->at, s->size) == 0;
}

/* From where on a slip may let the endings go further than they do: the last vowel before them. */
static size_t first_of_endings(const tarix_parting *p)
{
    size_t at = p->low;
    while (at > 0 && !tarix_parting_ends_in_vowel(p, --at)) {}
    while (at > 0 && !tarix_utf8_is_start(p->word, --at)) {}
    return at;
}

/* Whether a root may end where endings begin without a slip. Endings that are not read up to where
 * it tells of contexts, before `first`, are what they were. */
static bool may_mend(const tarix_parting *p, const tarix_slip *s, size_t first)
{
    if (s->at <= p->reach && s->at < first) return does_root_reach(p, s);
    if (do_endings_reach(p, s)) return true;
    const bool is_vowel = tarix_parting_ends_in_vowel(p, s->at + s->size);
    return s->at <= p->reach && (!is_vowel || tarix_trie_walk(p->roots, p->node[s->at], s->to));
}

size_t tarix_slips_of(const tarix_parting *p, tarix_slip *slips)
{
    uint8_t letters[TARIX_WORD_LONGEST];
    const size_t size = p->word.size, behind = p->reach < size ? p->reach + 1 : size;
    const size_t first = first_of_endings(p);
    size_t n_letters = find_letters(p->word, 0, behind, letters), n = 0;
    n_letters += find_letters(p->word, first > behind ? first : behind, size, letters + n_letters);
    for (size_t i = 0; i < n_letters; i++) {
        tarix_slip s = {.at = letters[i]};
        const uint32_t letter = tarix_utf8_decode(p->word.data + s.at, &s.size);
        const char *to = letter < most_letters ? mistaken_for[letter] : "";
        s.to = (tarix_str){to, to[0] && to[1] ? 2 : 1};
        if (*to && may_mend(p, &s, first)) slips[n++] = s;
        s.to.size = 0;
        if (is_doubled(p, &s) && may_mend(p, &s, first)) slips[n++] = s;
    }
    return n;
}

void tarix_slip_mend(const tarix_parting *p, const tarix_slip *s, char *room, tarix_parting *out)
{
    const size_t behind = s->at + s->size, end = s->at + s->to.size;
    memcpy(room, p->word.data, s->at);
    if (s->to.size) memcpy(room + s->at, s->to.data, s->to.size);
    memcpy(room + end, p->word.data + behind, p->word.size - behind);
    tarix_parting_read_from(out, p, (tarix_str){room, end + p->word.size - behind}, s->at);
}
