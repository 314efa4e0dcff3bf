/* A set of words, each with a number, that is walked from byte to byte: one walk along a text tells
 * all of its beginnings that are words. What words have in common, beginnings and ends, is there
 * once. Made of a list as a whole, and then read-only. */
#ifndef TARIX_LEXICONS_TRIE_H
#define TARIX_LEXICONS_TRIE_H

#include "../base/arena.h"
#include "../base/str.h"
#include "wordlist.h"

#include <stdint.h>

/* Longer words are left out. */
enum { TARIX_TRIE_LONGEST = 128 };

/* A node is the place of its cells, and a bit that says whether a word ends in it. The step by a
 * byte is cells[place + its label], and holds that label below the node it leads to; with another
 * label there, there is no such step. The label TARIX_TRIE_END leads to a number instead. */
enum { TARIX_TRIE_END = 1, TARIX_TRIE_LABEL_BITS = 9, TARIX_TRIE_LABELS = 258 };
typedef struct tarix_trie {
    const uint32_t *cells, *numbers;
    uint32_t root;
    size_t size; /* words */
} tarix_trie;

/* The words of a list as numbers that may be compiled into a program, from which they are there at
 * once: `size` of them, in `arena`. */
TARIX_API const uint32_t *tarix_trie_image(
    tarix_arena *arena, const tarix_wordlist *list, size_t *size);

/* What an image was made of; it is borrowed. */
TARIX_API void tarix_trie_open(tarix_trie *trie, const uint32_t *image);

/* Where a step leads; 0: to the beginning of no word. */
static inline uint32_t tarix_trie_step(const tarix_trie *trie, uint32_t node, char byte)
{
    const uint32_t label = (unsigned char)byte + 1U + TARIX_TRIE_END;
    const uint32_t cell = trie->cells[(node >> 1) + label];
    return (cell & ((1U << TARIX_TRIE_LABEL_BITS) - 1)) == label ? cell >> TARIX_TRIE_LABEL_BITS
                                                                 : 0;
}

/* Whether a word ends in a node. */
static inline bool tarix_trie_ends(uint32_t node)
{
    return node & 1;
}

/* The number of the word that ends in a node, or NULL. */
static inline const uint32_t *tarix_trie_number(const tarix_trie *trie, uint32_t node)
{
    if (!tarix_trie_ends(node)) return NULL;
    return trie->numbers + (trie->cells[(node >> 1) + TARIX_TRIE_END] >> TARIX_TRIE_LABEL_BITS);
}

/* From a node along a text; 0: it is the beginning of no word. */
static inline uint32_t tarix_trie_walk(const tarix_trie *trie, uint32_t node, tarix_str text)
{
    for (size_t i = 0; i < text.size && node; i++) node = tarix_trie_step(trie, node, text.data[i]);
    return node;
}

/* The number of a word, or NULL. */
static inline const uint32_t *tarix_trie_find(const tarix_trie *trie, tarix_str word)
{
    const uint32_t node = tarix_trie_walk(trie, trie->root, word);
    return node ? tarix_trie_number(trie, node) : NULL;
}

#endif
