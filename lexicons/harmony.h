/* Vowels of the language and their harmony: each suffix takes its vowel from the last one before
 * it. Letters are lower case. */
#ifndef TARIX_LEXICONS_HARMONY_H
#define TARIX_LEXICONS_HARMONY_H

#include "../base/error.h"
#include "../base/str.h"

#include <stdint.h>

typedef enum tarix_vowel {
    TARIX_VOWEL_NONE,
    TARIX_VOWEL_A, /* back: a ı */
    TARIX_VOWEL_O, /* back, rounded: o u */
    TARIX_VOWEL_E, /* front: e ə i */
    TARIX_VOWEL_Q, /* front, rounded: ö ü */
    TARIX_VOWELS
} tarix_vowel;

/* Asked for every letter of a word. */
static inline tarix_vowel tarix_vowel_of(uint32_t c)
{
    switch (c) {
    case 'a':
    case 0x131: return TARIX_VOWEL_A;
    case 'o':
    case 'u': return TARIX_VOWEL_O;
    case 'e':
    case 0x259:
    case 'i': return TARIX_VOWEL_E;
    case 0xF6:
    case 0xFC: return TARIX_VOWEL_Q;
    default: return TARIX_VOWEL_NONE;
    }
}

static inline bool tarix_is_vowel(uint32_t c)
{
    return tarix_vowel_of(c) != TARIX_VOWEL_NONE;
}
TARIX_API uint32_t tarix_last_vowel(tarix_str word); /* 0: none */

/* The vowel of an ending behind a last vowel: twofold, a or ə; fourfold, ı i u or ü. */
TARIX_API uint32_t tarix_vowel_twofold(tarix_vowel last);
TARIX_API uint32_t tarix_vowel_fourfold(tarix_vowel last);

/* Whether a vowel of an ending may follow the vowel before it. */
TARIX_API bool tarix_in_harmony(uint32_t before, uint32_t vowel);

/* What decides the shape of a suffix: the last vowel before it, times two, and one if it stands
 * right before. Those behind byte `at` of a word are read, where a letter begins and up to which
 * they are there; before a word it is 0. Behind them so many more bytes may be written. */
enum { TARIX_CONTEXTS = 2 * TARIX_VOWELS, TARIX_CONTEXTS_SLACK = 16 };
TARIX_API void tarix_contexts_read(tarix_str word, size_t at, uint8_t *contexts);

#endif
