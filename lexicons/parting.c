#include "lexicons/parting.h"

#include "base/utf8.h"

enum {
    nominal = TARIX_ROOT_NOUN | TARIX_ROOT_ADJ | TARIX_ROOT_NUM | TARIX_ROOT_PRON |
              TARIX_ROOT_GIVEN | TARIX_ROOT_FAMILY | TARIX_ROOT_PLACE | TARIX_ROOT_ORG,
    names = TARIX_ROOT_GIVEN | TARIX_ROOT_FAMILY | TARIX_ROOT_PLACE | TARIX_ROOT_ORG,
    indeclinable =
        TARIX_ROOT_ADV | TARIX_ROOT_POSTP | TARIX_ROOT_CONJ | TARIX_ROOT_PART | TARIX_ROOT_INTJ,
    meanings = TARIX_ROOT_GIVEN - 1
};

/* ---- roots ---- */

uint32_t tarix_root_states(uint32_t bits)
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

bool tarix_root_is_name(uint32_t bits)
{
    return (bits & names) && !(bits & meanings);
}

bool tarix_root_is_adjective(uint32_t bits)
{
    return (bits & nominal & ~(uint32_t)names) == TARIX_ROOT_ADJ;
}

/* ---- reading ---- */

/* Along the roots from byte `at` on. */
static void read_roots(tarix_parting *p, size_t at)
{
    uint32_t node = p->node[at];
    for (p->reach = at; p->reach < p->word.size; p->node[++p->reach] = node) {
        node = tarix_trie_step(p->roots, node, p->word.data[p->reach]);
        if (!node) break;
    }
    p->last_end = p->reach;
    while (p->last_end < p->word.size && !tarix_utf8_is_start(p->word, ++p->last_end)) {}
}

/* Where endings may begin, at the n-th place; returns how many there are then. */
static inline size_t note_phase(tarix_parting *p, size_t at, const tarix_phase *phase, size_t n)
{
    p->phase[at] = phase->place;
    p->places[n] = (tarix_parting_place){(uint16_t)at, phase->cut};
    return n + (phase->cut != 0);
}

static const tarix_phase *start_endings(tarix_parting *p)
{
    const tarix_phase *start = &p->endings->starts[TARIX_CHAIN_INFLECTION];
    p->n_places = note_phase(p, p->word.size, start, 0);
    return start;
}

/* Along the endings from the right, from byte `at` on. */
static void read_endings(tarix_parting *p, size_t at, const tarix_phase *phase)
{
    const tarix_endings *e = p->endings;
    size_t n = p->n_places;
    while (at > 1 && tarix_endings_go(e, &phase, p->word.data[at - 1], p->context[at - 1]))
        n = note_phase(p, --at, phase, n);
    p->n_places = n;
    p->low = at + (phase->place == 0);
}

/* Both at once, so that they wait together, and then the longer one. */
static void read_both(tarix_parting *p)
{
    const tarix_endings *e = p->endings;
    const tarix_phase *phase = start_endings(p);
    size_t left = 0, right = p->word.size, n = p->n_places;
    uint32_t node = p->node[0];
    while (right > 1) {
        const tarix_phase *next = phase;
        const uint32_t to = tarix_trie_step(p->roots, node, p->word.data[left]);
        const bool goes =
            tarix_endings_go(e, &next, p->word.data[right - 1], p->context[right - 1]);
        if (!goes || !to) break;
        node = to;
        p->node[++left] = node;
        phase = next;
        n = note_phase(p, --right, phase, n);
    }
    p->n_places = n;
    read_roots(p, left);
    read_endings(p, right, phase);
}

void tarix_parting_read(
    tarix_parting *p, const tarix_trie *roots, const tarix_endings *endings, tarix_str word)
{
    p->roots = roots;
    p->endings = endings;
    p->word = word;
    p->node[0] = roots->root;
    p->context[0] = 0;
    tarix_contexts_read(word, 0, p->context);
    read_both(p);
}

void tarix_parting_read_from(tarix_parting *p, const tarix_parting *same, tarix_str word, size_t at)
{
    const size_t known = at < same->reach ? at : same->reach;
    p->roots = same->roots;
    p->endings = same->endings;
    p->word = word;
    p->reach = same->reach;
    p->last_end = same->last_end;
    memcpy(p->node, same->node, (known + 1) * sizeof *p->node);
    memcpy(p->context, same->context, at + 1);
    tarix_contexts_read(word, at, p->context);
    if (at <= p->reach) read_roots(p, at);
    read_endings(p, word.size, start_endings(p));
}

bool tarix_parting_is_before_vowel(const tarix_parting *p, size_t cut)
{
    if (cut == p->word.size) return false;
    const size_t size = (unsigned char)p->word.data[cut] < 0xC0 ? 1 : 2; /* of vowels */
    return tarix_parting_ends_in_vowel(p, cut + size);
}

size_t tarix_parting_count_vowels(const tarix_parting *p, size_t cut)
{
    size_t n = 0;
    for (size_t i = 1; i <= cut; i++) n += tarix_parting_ends_in_vowel(p, i);
    return n;
}

/* ---- changes ---- */

static uint32_t bits_at(const tarix_parting *p, uint32_t node)
{
    const uint32_t *bits = node ? tarix_trie_number(p->roots, node) : NULL;
    return bits ? *bits : 0;
}

static tarix_str last_letter(const tarix_parting *p, const tarix_parted *root)
{
    return tarix_str_slice(p->word, root->last, root->cut);
}

/* The consonant that the last letter of a root would be; 0: no other than it is. */
static char hard_of(const tarix_parting *p, const tarix_parted *root)
{
    const char *letter = p->word.data + root->last;
    switch (*letter) {
    case 'y': return 'k';
    case 'd': return 't';
    case '\xC4': return letter[1] == '\x9F' ? 'q' : '\0'; /* ğ */
    default: return '\0';
    }
}

/* Not in words of one syllable, but for those marked soft, and not in those marked keep. */
static uint32_t find_hardened(const tarix_parting *p, const tarix_parted *root)
{
    const char hard = hard_of(p, root);
    if (!hard) return 0;
    const uint32_t bits = bits_at(p, tarix_trie_step(p->roots, p->node[root->last], hard));
    const bool may_soften =
        !(bits & TARIX_ROOT_KEEP) && tarix_parting_count_vowels(p, root->cut) > 1;
    return bits & TARIX_ROOT_SOFT || may_soften ? bits : 0;
}

static uint32_t find_dropped(const tarix_parting *p, const tarix_parted *root)
{
    const tarix_vowel before = tarix_parting_vowel(p, root->cut);
    char vowel[TARIX_UTF8_MAX];
    if (tarix_parting_ends_in_vowel(p, root->last) || before == TARIX_VOWEL_NONE) return 0;
    const size_t size = tarix_utf8_encode(tarix_vowel_fourfold(before), vowel);
    const uint32_t node = tarix_trie_walk(p->roots, p->node[root->last], (tarix_str){vowel, size});
    const uint32_t bits = bits_at(p, tarix_trie_walk(p->roots, node, last_letter(p, root)));
    return bits & TARIX_ROOT_DROP ? bits : 0;
}

static uint32_t find_doubled(const tarix_parting *p, const tarix_parted *root)
{
    if (root->cut > p->reach) return 0;
    const uint32_t node = tarix_trie_walk(p->roots, p->node[root->cut], last_letter(p, root));
    const uint32_t bits = bits_at(p, node);
    return tarix_root_is_name(bits) ? 0 : bits;
}

/* What a root may be before a vowel that has not changed its last letter: no nominal whose q or k
 * softens, no verb whose t does. */
static uint32_t unless_it_softens(const tarix_parting *p, const tarix_parted *root, uint32_t bits)
{
    const char last = p->word.data[root->last];
    const bool is_velar = last == 'q' || last == 'k';
    const uint32_t softening = is_velar ? nominal : last == 't' ? TARIX_ROOT_VERB : 0;
    if (!(bits & softening) || (bits & TARIX_ROOT_KEEP) || tarix_root_is_name(bits)) return bits;
    return tarix_parting_count_vowels(p, root->cut) > 1 ? bits & ~softening : bits;
}

static bool take(tarix_parted *root, tarix_change by, uint32_t bits, uint32_t states)
{
    root->bits = bits;
    root->by = by;
    return bits && (tarix_root_states(bits) & states);
}

bool tarix_parting_find(const tarix_parting *p, size_t cut, uint32_t states, tarix_parted *out)
{
    const uint32_t nominals = states & (TARIX_STATE_NOUN | TARIX_STATE_THING);
    size_t last = cut;
    while (!tarix_utf8_is_start(p->word, --last)) {}
    out->cut = cut;
    out->last = last;
    const uint32_t bits = cut <= p->reach ? bits_at(p, p->node[cut]) : 0;
    if (cut == p->word.size || last == 0 || tarix_parting_ends_in_vowel(p, cut))
        return take(out, TARIX_AS_IT_IS, bits, states);
    if (!tarix_parting_is_before_vowel(p, cut))
        return take(out, TARIX_AS_IT_IS, bits, states) ||
               take(out, TARIX_DOUBLED, find_doubled(p, out), nominals);
    const uint32_t hardened = p->word.data[last] == 'd' ? states & TARIX_STATE_VERB : nominals;
    return take(out, TARIX_AS_IT_IS, unless_it_softens(p, out, bits), states) ||
           take(out, TARIX_HARDENED, find_hardened(p, out), hardened) ||
           take(out, TARIX_DROPPED, find_dropped(p, out), nominals);
}

size_t tarix_parting_write(const tarix_parting *p, const tarix_parted *root, char *out)
{
    size_t size = root->last;
    const tarix_str last = last_letter(p, root);
    memcpy(out, p->word.data, root->cut);
    switch (root->by) {
    case TARIX_AS_IT_IS: return root->cut;
    case TARIX_HARDENED: out[size] = hard_of(p, root); return size + 1;
    case TARIX_DROPPED:
        size +=
            tarix_utf8_encode(tarix_vowel_fourfold(tarix_parting_vowel(p, root->cut)), out + size);
        break;
    case TARIX_DOUBLED: size = root->cut; break;
    }
    memcpy(out + size, last.data, last.size);
    return size + last.size;
}
