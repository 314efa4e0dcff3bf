/* Where a word may part into a root and its endings: the roots read it from the left, the endings
 * from the right. */
#ifndef TARIX_LEXICONS_PARTING_H
#define TARIX_LEXICONS_PARTING_H

#include "endings.h"
#include "roots.h"
#include "trie.h"

/* How the letters before a cut may differ from the root that they stand for. */
typedef enum tarix_change {
    TARIX_AS_IT_IS,
    TARIX_HARDENED, /* q, k of nouns and t of verbs are ğ, y and d before a vowel */
    TARIX_DROPPED,  /* a vowel falls before a vowel: fikr-i, ağz-ı of fikir, ağız */
    TARIX_DOUBLED /* a double consonant is single before another, but in names: xət-lər of xətt */
} tarix_change;

/* A root that the word may begin with. */
typedef struct tarix_parted {
    uint32_t bits; /* tarix_root_bits */
    tarix_change by;
    size_t cut, last; /* bytes of the word before its end, and before the last letter there */
} tarix_parted;

/* Places where roots may end, of which the first is the beginning of the word. */
enum { TARIX_ENDS = TARIX_ROOT_LONGEST + 2 };

typedef struct tarix_parting {
    const tarix_trie *roots; /* of tarix_parting_roots() */
    const tarix_endings *endings;
    tarix_str word; /* borrowed, of up to TARIX_WORD_LONGEST bytes */
    uint8_t context[TARIX_WORD_LONGEST + 1 + TARIX_CONTEXTS_SLACK]; /* see tarix_contexts_read() */
    size_t reach;  /* bytes of the word that some root begins with */
    uint64_t ends; /* a bit for the bytes behind which one may end, as it is or changed */
    uint32_t node[TARIX_ENDS]; /* of the roots behind each of the first bytes */
    size_t low, first; /* where the endings that the word may have begin; where they all do */
    tarix_phase phase[TARIX_WORD_LONGEST + 1]; /* of the endings, from low on */
} tarix_parting;

/* A list of roots and of all that they may look like before endings, which is marked as changed. */
tarix_wordlist *tarix_parting_roots(tarix_arena *arena, const tarix_wordlist *roots);

/* What ends in a node, as the root that it is without a change; 0: it is none. */
static inline uint32_t tarix_parting_bits(const tarix_trie *roots, uint32_t node)
{
    const uint32_t *bits = tarix_trie_number(roots, node);
    return bits ? *bits & ~(uint32_t)TARIX_ROOT_CHANGED : 0;
}

static inline uint32_t tarix_parting_root(const tarix_trie *roots, tarix_str word)
{
    return tarix_parting_bits(roots, tarix_trie_walk(roots, roots->root, word));
}

/* The states that a root may be in before its endings. */
uint32_t tarix_root_states(uint32_t bits);

/* Whether it is nothing but a name. */
bool tarix_root_is_name(uint32_t bits);

/* Whether it is an adjective and no other nominal that is not a name. */
bool tarix_root_is_adjective(uint32_t bits);

void tarix_parting_read(
    tarix_parting *parting, const tarix_trie *roots, const tarix_endings *endings, tarix_str word);

/* What of it is asked of a letter further right than the root and the endings go is not read again:
 * the same word, in `word`, but for its bytes from `at` on, where a letter begins. */
void tarix_parting_read_from(
    tarix_parting *parting, const tarix_parting *same, tarix_str word, size_t at);

/* The root that ends at a cut, where `ends` has a bit, in one of the states; false: none. */
bool tarix_parting_find(
    const tarix_parting *parting, size_t cut, uint32_t states, tarix_parted *out);

/* As the dictionary has it; returns its bytes. */
size_t tarix_parting_write(const tarix_parting *parting, const tarix_parted *root, char *out);

/* Whether all that is behind a place, not before low, may be endings. */
static inline bool tarix_parting_has_endings(const tarix_parting *parting, size_t at)
{
    return parting->phase[at].cut != 0;
}

/* The states before it by suffixes no rarer than that. */
static inline uint32_t tarix_parting_states(
    const tarix_parting *parting, size_t at, tarix_rarity rarest)
{
    return parting->endings->cuts[parting->phase[at].cut].states[rarest];
}

static inline tarix_vowel tarix_parting_vowel(const tarix_parting *parting, size_t at)
{
    return (tarix_vowel)(parting->context[at] >> 1);
}

static inline bool tarix_parting_ends_in_vowel(const tarix_parting *parting, size_t at)
{
    return parting->context[at] & 1;
}

/* Whether a vowel stands behind a cut. */
bool tarix_parting_is_before_vowel(const tarix_parting *parting, size_t cut);

size_t tarix_parting_count_vowels(const tarix_parting *parting, size_t cut);

#endif
