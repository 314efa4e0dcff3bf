/* A set of words, each with a number that its list gives a meaning to. */
#ifndef TARIX_LEXICONS_WORDLIST_H
#define TARIX_LEXICONS_WORDLIST_H

#include "../base/arena.h"
#include "../base/str.h"

#include <stdint.h>

typedef struct tarix_wordlist tarix_wordlist;

TARIX_API tarix_wordlist *tarix_wordlist_new(tarix_arena *arena);

/* Makes room for n more words at once. */
TARIX_API void tarix_wordlist_reserve(tarix_wordlist *list, size_t n);

/* Adds a word, which is copied, or returns false and leaves the number it has. */
TARIX_API bool tarix_wordlist_add(tarix_wordlist *list, tarix_str word, uint32_t number);

/* Changes the number of a word that the list has. */
TARIX_API void tarix_wordlist_set(tarix_wordlist *list, tarix_str word, uint32_t number);

/* The number of a word, or NULL. */
TARIX_API const uint32_t *tarix_wordlist_find(const tarix_wordlist *list, tarix_str word);

/* The words one after the other, in no order: begin with *at 0; false at the end. They stand until
 * one is added. */
TARIX_API bool tarix_wordlist_next(const tarix_wordlist *list, size_t *at, tarix_str *word);

TARIX_API size_t tarix_wordlist_size(const tarix_wordlist *list);

/* Reads one word a line (empty lines and those that begin with # are passed over), or, when the
 * first line has tabs, the first column of a table with a header row. Words are taken as they are:
 * fold them first. */
TARIX_API tarix_wordlist *tarix_wordlist_parse(tarix_arena *arena, tarix_str bytes);

#endif
