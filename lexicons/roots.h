/* The roots of the language: dictionary words with what they are. */
#ifndef TARIX_LEXICONS_ROOTS_H
#define TARIX_LEXICONS_ROOTS_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/str.h"
#include "wordlist.h"

#include <stddef.h>

/* A root's number is a set of these. */
typedef enum tarix_root_bits {
    TARIX_ROOT_NOUN = 1 << 0,
    TARIX_ROOT_ADJ = 1 << 1,
    TARIX_ROOT_ADV = 1 << 2,
    TARIX_ROOT_VERB = 1 << 3,
    TARIX_ROOT_NUM = 1 << 4,
    TARIX_ROOT_PRON = 1 << 5,
    TARIX_ROOT_POSTP = 1 << 6,
    TARIX_ROOT_CONJ = 1 << 7,
    TARIX_ROOT_PART = 1 << 8,
    TARIX_ROOT_INTJ = 1 << 9,
    TARIX_ROOT_GIVEN = 1 << 10,
    TARIX_ROOT_FAMILY = 1 << 11,
    TARIX_ROOT_PLACE = 1 << 12,
    TARIX_ROOT_ORG = 1 << 13,
    TARIX_ROOT_KEEP = 1 << 16, /* its last consonant never softens */
    TARIX_ROOT_SOFT = 1 << 17, /* it softens although the word has one syllable */
    TARIX_ROOT_DROP = 1 << 18, /* its last vowel falls before a vowel */
    TARIX_ROOT_Y = 1 << 19,    /* its possessive takes y */
    TARIX_ROOT_RARE = 1 << 20,
    TARIX_ROOT_N = 1 << 21,         /* takes n before its cases: bu, buna */
    TARIX_ROOT_IRREGULAR = 1 << 22, /* no dictionary form: see tarix_exceptions */
    TARIX_ROOT_CHANGED = 1 << 23    /* what some root looks like before endings: see parting.h */
} tarix_root_bits;

/* Bytes of a root; as it looks before endings it may have one more. */
enum { TARIX_ROOT_LONGEST = 62 };

/* Adds the roots of one file, columns root, pos, behaviour, mark; a word that the list has already
 * gets the bits of both. */
TARIX_API tarix_status tarix_roots_parse(
    tarix_arena *arena, tarix_wordlist *roots, const char *path, tarix_str bytes, tarix_error *err);

/* The name of the first part of speech in a set, as the lists have it. */
TARIX_API const char *tarix_root_pos(uint32_t bits);

/* Forms and stems that no rule leads to their lemma. They stand among the roots, too. */
typedef struct tarix_exceptions {
    const tarix_wordlist *forms; /* numbers are places in `lemmas` */
    tarix_str *lemmas;
} tarix_exceptions;

/* Columns form, lemma, pos, behaviour, rule. `roots` NULL: they have them already. */
TARIX_API tarix_status tarix_exceptions_parse(tarix_arena *arena, tarix_wordlist *roots,
    const char *path, tarix_str bytes, tarix_exceptions *out, tarix_error *err);

#endif
