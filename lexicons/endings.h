/* The endings of the language written out: each row of suffixes.tsv with its archiphonemes (A: a or
 * ə; I: ı, i, u or ü) in every shape that vowel harmony gives it. */
#ifndef TARIX_LEXICONS_ENDINGS_H
#define TARIX_LEXICONS_ENDINGS_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/str.h"

#include <stdint.h>

typedef enum tarix_slot {
    TARIX_SLOT_PLURAL,
    TARIX_SLOT_POSSESSIVE,
    TARIX_SLOT_CASE,
    TARIX_SLOT_RELATIVE,
    TARIX_SLOT_COPULA,
    TARIX_SLOT_PARTICLE,
    TARIX_SLOT_VERBAL, /* of verbs, and those that make words: any order */
    TARIX_SLOTS
} tarix_slot;

typedef struct tarix_ending {
    tarix_str text;
    const char *meaning;
    tarix_slot slot;
    char after;     /* C a consonant, V a vowel, P a possessive of the third person, - any */
    uint32_t vowel; /* its first vowel, which must agree with the last before it; 0: it has none */
} tarix_ending;

typedef struct tarix_endings {
    tarix_ending *rows; /* the longest first, then by bytes */
    size_t n;
    /* rows by their first byte: order[first[b]] … order[first[b + 1] - 1] */
    uint16_t first[257];
    uint16_t *order;
} tarix_endings;

/* Parses suffixes.tsv; `path` is for messages. */
TARIX_API tarix_status tarix_endings_parse(
    tarix_arena *arena, const char *path, tarix_str bytes, tarix_endings *out, tarix_error *err);

/* Letters of the alphabet, lower case. */
TARIX_API bool tarix_is_vowel(uint32_t c);
TARIX_API uint32_t tarix_last_vowel(tarix_str word); /* 0: none */
/* Whether a vowel of an ending may follow the vowel before it. */
TARIX_API bool tarix_in_harmony(uint32_t before, uint32_t vowel);

/* Sets ends[i], for each i up to the word's size (at most TARIX_ENDINGS_LONGEST), to whether the
 * bytes from i on are endings one after the other, whatever their vowels. */
enum { TARIX_ENDINGS_LONGEST = 128 };
TARIX_API void tarix_endings_tails(const tarix_endings *endings, tarix_str word, bool *ends);

/* Whether `text` is a chain of endings that may stand behind a word whose last vowel is `before`
 * (0: any). Order is not looked at, but no chain begins with a lone consonant of the verb: good
 * enough to tell half a word from a word. */
TARIX_API bool tarix_endings_accept(const tarix_endings *endings, tarix_str text, uint32_t before);

#endif
