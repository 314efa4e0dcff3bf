/* The outline of a word, in which letters that print or eye mistakes for one another are one: words
 * that one such letter keeps apart have the same. It tells of most words of no root that they have
 * none without a slip either. */
#ifndef TARIX_LEXICONS_OUTLINE_H
#define TARIX_LEXICONS_OUTLINE_H

#include "parting.h"
#include "wordlist.h"

/* A slip is mended where that makes a word of a root with so many letters that is not rare. */
enum { TARIX_LETTERS_MENDED = 4 };

/* The beginnings of the outlines of such roots of a list, as bits by their hashes. */
enum { TARIX_BEGINNINGS_BITS = 14, TARIX_BEGINNINGS = 1 << TARIX_BEGINNINGS_BITS };
const uint64_t *tarix_beginnings_make(tarix_arena *arena, const tarix_wordlist *list);

/* Whether a word without some slip may be one of these roots with endings. Few that may not are
 * let pass. */
bool tarix_outline_may_part(const tarix_parting *parting, const uint64_t *beginnings);

#endif
