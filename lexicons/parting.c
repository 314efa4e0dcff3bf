#include "lexicons/parting.h"

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

/* ---- what they look like ---- */

static void add_changed(tarix_arena *arena, tarix_wordlist *list, tarix_str begin, tarix_str last)
{
    const tarix_str word = tarix_arena_format(arena, "%.*s%.*s", TARIX_ARG(begin), TARIX_ARG(last));
    const uint32_t *bits = tarix_wordlist_find(list, word);
    if (bits)
        tarix_wordlist_set(list, word, *bits | TARIX_ROOT_CHANGED);
    else
        tarix_wordlist_add(list, word, TARIX_ROOT_CHANGED);
}

/* Wherever a change of the last letters may be undone: see tarix_parting_find(). */
static void add_changes(tarix_arena *arena, tarix_wordlist *list, tarix_str root, uint32_t bits)
{
    size_t at = 0, before = 0;
    if (root.size == 0) return;
    const uint32_t last = tarix_utf8_last(root, &at);
    const tarix_str begin = {root.data, at}, letter = tarix_str_slice(root, at, root.size);
    if (last == 't' && bits & TARIX_ROOT_VERB) add_changed(arena, list, begin, TARIX_STR("d"));
    if (at == 0 || !(bits & nominal)) return;
    if (last == 'k') add_changed(arena, list, begin, TARIX_STR("y"));
    if (last == 'q') add_changed(arena, list, begin, TARIX_STR("ğ"));
    const uint32_t next = tarix_utf8_last(begin, &before);
    if (next == last) add_changed(arena, list, begin, TARIX_STR(""));
    if (bits & TARIX_ROOT_DROP && tarix_is_vowel(next))
        add_changed(arena, list, (tarix_str){root.data, before}, letter);
}

tarix_wordlist *tarix_parting_roots(tarix_arena *arena, const tarix_wordlist *roots)
{
    tarix_wordlist *list = tarix_wordlist_new(arena);
    tarix_str root;
    tarix_wordlist_reserve(list, 2 * tarix_wordlist_size(roots));
    for (size_t at = 0; tarix_wordlist_next(roots, &at, &root);)
        tarix_wordlist_add(list, root, *tarix_wordlist_find(roots, root));
    for (size_t at = 0; tarix_wordlist_next(roots, &at, &root);)
        add_changes(arena, list, root, *tarix_wordlist_find(roots, root));
    return list;
}

/* ---- reading ---- */

/* What the first `at` bytes of the word lead to; returns `ends` with a bit more if a root does. */
static inline uint64_t note_node(tarix_parting *p, size_t at, uint32_t node, uint64_t ends)
{
    p->node[at] = node;
    return ends | (uint64_t)tarix_trie_ends(node) << at;
}

/* Along the roots from byte `at` on. */
static void read_roots(tarix_parting *p, size_t at, uint64_t ends)
{
    uint32_t node = p->node[at];
    while (at < p->word.size) {
        node = tarix_trie_step(p->roots, node, p->word.data[at]);
        if (!node) break;
        ends = note_node(p, ++at, node, ends);
    }
    p->reach = at;
    p->ends = ends;
}

/* Where endings begin first, `first` being what it was further right. No branch: it would be
 * mistaken often. */
static inline size_t note_phase(tarix_parting *p, size_t at, const tarix_phase *phase, size_t first)
{
    const size_t stays = -(size_t)(phase->cut == 0);
    p->phase[at] = *phase;
    return at ^ ((at ^ first) & stays);
}

static const tarix_phase *start_endings(tarix_parting *p)
{
    const tarix_phase *start = &p->endings->starts[TARIX_CHAIN_INFLECTION];
    p->phase[p->word.size] = *start;
    return start;
}

/* Along the endings from the right, from byte `at` on. */
static void read_endings(tarix_parting *p, size_t at, const tarix_phase *phase, size_t first)
{
    const tarix_endings *e = p->endings;
    while (at > 1 && tarix_endings_go(e, &phase, p->word.data[at - 1], p->context[at - 1])) {
        at--;
        first = note_phase(p, at, phase, first);
    }
    p->low = at + (phase->place == 0);
    p->first = first;
}

/* Both at once, so that they wait together, and then the longer one. */
static void read_both(tarix_parting *p)
{
    const tarix_endings *e = p->endings;
    const tarix_phase *phase = start_endings(p);
    size_t left = 0, right = p->word.size, first = right;
    uint64_t ends = 0;
    uint32_t node = p->node[0];
    while (right > 1) {
        const tarix_phase *next = phase;
        const uint32_t to = tarix_trie_step(p->roots, node, p->word.data[left]);
        const bool goes =
            tarix_endings_go(e, &next, p->word.data[right - 1], p->context[right - 1]);
        if (!goes || !to) break;
        node = to;
        ends = note_node(p, ++left, node, ends);
        phase = next;
        first = note_phase(p, --right, phase, first);
    }
    read_roots(p, left, ends);
    read_endings(p, right, phase, first);
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
    p->ends = same->ends;
    memcpy(p->node, same->node, (known + 1) * sizeof *p->node);
    memcpy(p->context, same->context, at + 1);
    tarix_contexts_read(word, at, p->context);
    if (at <= p->reach) read_roots(p, at, p->ends & ((UINT64_C(2) << at) - 1));
    read_endings(p, word.size, start_endings(p), word.size);
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
    const uint32_t bits =
        tarix_parting_bits(p->roots, tarix_trie_step(p->roots, p->node[root->last], hard));
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
    const uint32_t bits =
        tarix_parting_bits(p->roots, tarix_trie_walk(p->roots, node, last_letter(p, root)));
    return bits & TARIX_ROOT_DROP ? bits : 0;
}

static uint32_t find_doubled(const tarix_parting *p, const tarix_parted *root)
{
    const uint32_t node = tarix_trie_walk(p->roots, p->node[root->cut], last_letter(p, root));
    const uint32_t bits = tarix_parting_bits(p->roots, node);
    return tarix_root_is_name(bits) ? 0 : bits;
}

/* What a root may be that has not changed its last letter: before a vowel no nominal whose q or k
 * softens, no verb whose t does. */
static uint32_t unless_it_softens(const tarix_parting *p, size_t cut, uint32_t bits)
{
    const char last = p->word.data[cut - 1];
    const bool is_velar = last == 'q' || last == 'k';
    const uint32_t softening = is_velar ? nominal : last == 't' ? TARIX_ROOT_VERB : 0;
    if (!(bits & softening) || (bits & TARIX_ROOT_KEEP) || tarix_root_is_name(bits)) return bits;
    const bool softens =
        tarix_parting_is_before_vowel(p, cut) && tarix_parting_count_vowels(p, cut) > 1;
    return softens ? bits & ~softening : bits;
}

static bool take(tarix_parted *root, tarix_change by, uint32_t bits, uint32_t states)
{
    root->bits = bits;
    root->by = by;
    return bits && (tarix_root_states(bits) & states);
}

static bool find_changed(const tarix_parting *p, uint32_t states, tarix_parted *root)
{
    const uint32_t nominals = states & (TARIX_STATE_NOUN | TARIX_STATE_THING);
    const size_t cut = root->cut;
    size_t last = cut;
    while (!tarix_utf8_is_start(p->word, --last)) {}
    root->last = last;
    if (cut == p->word.size || last == 0 || tarix_parting_ends_in_vowel(p, cut)) return false;
    if (!tarix_parting_is_before_vowel(p, cut))
        return take(root, TARIX_DOUBLED, find_doubled(p, root), nominals);
    const uint32_t hardened = p->word.data[last] == 'd' ? states & TARIX_STATE_VERB : nominals;
    return take(root, TARIX_HARDENED, find_hardened(p, root), hardened) ||
           take(root, TARIX_DROPPED, find_dropped(p, root), nominals);
}

bool tarix_parting_find(const tarix_parting *p, size_t cut, uint32_t states, tarix_parted *out)
{
    const uint32_t bits = *tarix_trie_number(p->roots, p->node[cut]);
    const uint32_t own = unless_it_softens(p, cut, bits & ~(uint32_t)TARIX_ROOT_CHANGED);
    out->cut = out->last = cut;
    return take(out, TARIX_AS_IT_IS, own, states) ||
           (bits & TARIX_ROOT_CHANGED && find_changed(p, states, out));
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
