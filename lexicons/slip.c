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

/* Whether without a slip that no root is read up to, and that tells of contexts up to `told`,
 * endings begin where a root may end. */
static bool do_endings_reach(const tarix_parting *p, const tarix_slip *s, size_t told)
{
    const tarix_endings *e = p->endings;
    const size_t behind = s->at + s->size;
    const uint32_t vowel = s->to.size ? tarix_utf8_decode(s->to.data, &(size_t){0}) : 0;
    uint16_t phase = p->phase[told];
    for (size_t at = told; at-- > behind;) {
        const unsigned own = 2U * tarix_vowel_of(vowel) + (at == behind);
        const uint8_t context = vowel ? (uint8_t)own : p->context[s->at];
        phase = tarix_endings_step(e, phase, p->word.data[at], context);
    }
    for (size_t i = s->to.size; i-- > 0;)
        phase = tarix_endings_step(e, phase, s->to.data[i], p->context[s->at]);
    for (size_t at = s->at; phase; at--) {
        if (at <= p->last_end && e->cut_of[phase]) return true;
        if (at <= 1) break;
        phase = tarix_endings_step(e, phase, p->word.data[at - 1], p->context[at - 1]);
    }
    return false;
}

/* Whether endings may begin where a root may end in the word without the slip. Those that are not
 * read up to where it tells of contexts are what they were, and a root must reach them. */
static bool may_mend(const tarix_parting *p, const tarix_slip *s)
{
    const size_t behind = s->at + s->size;
    const bool is_vowel = tarix_parting_ends_in_vowel(p, behind);
    size_t told = behind, end = p->places[p->n_places - 1].at;
    while (is_vowel && told < p->word.size && !tarix_parting_ends_in_vowel(p, ++told)) {}
    if (s->at > p->reach) return told >= p->low && do_endings_reach(p, s, told);
    if (told >= p->low) return true;
    while (!tarix_utf8_is_start(p->word, --end)) {}
    const uint32_t node = tarix_trie_walk(p->roots, p->node[s->at], s->to);
    return tarix_trie_walk(p->roots, node, tarix_str_slice(p->word, behind, end));
}

/* From where on a slip may let the endings go further than they do: the last vowel before them. */
static size_t first_of_endings(const tarix_parting *p)
{
    size_t at = p->low;
    while (at > 0 && !tarix_parting_ends_in_vowel(p, --at)) {}
    while (at > 0 && !tarix_utf8_is_start(p->word, --at)) {}
    return at;
}

/* Whether the same vowel follows a vowel. */
static bool is_doubled(const tarix_parting *p, const tarix_slip *s)
{
    const size_t next = s->at + s->size;
    return tarix_parting_ends_in_vowel(p, next) && p->word.size - next >= s->size &&
           memcmp(p->word.data + next, p->word.data + s->at, s->size) == 0;
}

size_t tarix_slips_of(const tarix_parting *p, tarix_slip *slips)
{
    const size_t first = first_of_endings(p);
    size_t n = 0;
    tarix_slip s = {0};
    for (; s.at < p->word.size; s.at += s.size) {
        if (s.at > p->reach && s.at < first) s.at = first;
        const uint32_t letter = tarix_utf8_decode(p->word.data + s.at, &s.size);
        const char *to = letter < most_letters ? mistaken_for[letter] : "";
        s.to = (tarix_str){to, strlen(to)};
        slips[n] = s;
        n += *to && may_mend(p, &s);
        s.to.size = 0;
        slips[n] = s;
        n += is_doubled(p, &s) && may_mend(p, &s);
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
