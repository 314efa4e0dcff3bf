/* The suffix grammar of suffixes.tsv, compiled: which suffixes may end a word, read from the right.
 *
 * A row says: this suffix may stand behind what is in one of the states `after`, and makes a
 * `makes`. A and I in it are vowels by harmony (a ə; ı i u ü), K and G the consonants q k and ğ y
 * that go with them. `behind` is C, V or any: the letter before must be a consonant or a vowel.
 * Rows of the slots voice and derivation make words, all others forms of words. A row marked rare
 * (first and second persons, which histories hardly have) is used where nothing else fits; one
 * marked doubtful, which looks like the end of many roots, so where the roots are asked. */
#ifndef TARIX_LEXICONS_GRAMMAR_H
#define TARIX_LEXICONS_GRAMMAR_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/str.h"
#include "harmony.h"

#include <stdint.h>

/* States are bits. These have meanings of their own, the others are the file's. */
enum {
    TARIX_STATE_NOUN = 1 << 0,  /* bare nominals */
    TARIX_STATE_YNOUN = 1 << 1, /* nouns whose possessive takes y */
    TARIX_STATE_VERB = 1 << 2,
    TARIX_STATE_WORD = 1 << 3, /* what is not inflected */
    TARIX_STATE_SOFT = 1 << 4, /* ends in ğ or y before a vowel: no word by itself */
    TARIX_STATE_SOFTTENSE = 1 << 5,
    TARIX_STATE_HIS = 1 << 6,   /* takes n before its cases */
    TARIX_STATE_ADJ = 1 << 7,   /* adjectives that stay such: only the copula follows */
    TARIX_STATE_THING = 1 << 8, /* nominals that are not adjectives only */
    TARIX_STATE_ROOTS = TARIX_STATE_NOUN | TARIX_STATE_YNOUN | TARIX_STATE_VERB | TARIX_STATE_WORD |
                        TARIX_STATE_HIS | TARIX_STATE_ADJ | TARIX_STATE_THING
};
/* Those that a word may end in. */
#define TARIX_STATE_FINAL (~(uint32_t)(TARIX_STATE_SOFT | TARIX_STATE_SOFTTENSE))

typedef enum tarix_part_of_word {
    TARIX_INFLECTION,
    TARIX_DERIVATION,
    TARIX_PARTS_OF_WORD
} tarix_part_of_word;

typedef enum tarix_rarity { TARIX_COMMON, TARIX_DOUBTFUL, TARIX_RARE } tarix_rarity;

/* One shape of a row. */
typedef struct tarix_suffix {
    tarix_str text;
    uint32_t after, makes;
    uint8_t vowels; /* bit v: may stand behind a last vowel of class v */
    char behind;    /* C, V or - */
    bool is_case;
    uint8_t rarity; /* tarix_rarity */
    const char *name;
} tarix_suffix;

typedef struct tarix_grammar tarix_grammar;
typedef struct tarix_endings tarix_endings;

/* `path` is for messages. `made`: what tarix_grammar_endings() gave of the same bytes, which is
 * borrowed; NULL: it is made now. */
TARIX_API tarix_status tarix_grammar_parse(tarix_arena *arena, const char *path, tarix_str bytes,
    const tarix_endings *made, const tarix_grammar **out, tarix_error *err);

/* All chains of its suffixes. */
TARIX_API const tarix_endings *tarix_grammar_endings(const tarix_grammar *grammar);

/* Every shape of its rows. */
TARIX_API const tarix_suffix *tarix_grammar_suffixes(
    const tarix_grammar *grammar, tarix_part_of_word part, size_t *n);

/* Of a word of up to TARIX_WORD_LONGEST bytes: states[i] has the states that its first i bytes may
 * be in when the rest is suffixes that end in a state of TARIX_STATE_FINAL; 0: no cut there.
 * common[i] is the same by suffixes no rarer than `rarest`. */
enum { TARIX_WORD_LONGEST = 128 };
typedef struct tarix_cuts {
    uint32_t states[TARIX_WORD_LONGEST + 1];
    uint32_t common[TARIX_WORD_LONGEST + 1];
    uint8_t context[TARIX_WORD_LONGEST + 1 + TARIX_CONTEXTS_SLACK]; /* of a suffix there */
    tarix_rarity rarest;
} tarix_cuts;

/* The last vowel of the first `at` bytes, and whether they end in it. */
static inline tarix_vowel tarix_cuts_vowel(const tarix_cuts *cuts, size_t at)
{
    return (tarix_vowel)(cuts->context[at] >> 1);
}
static inline bool tarix_cuts_end_in_vowel(const tarix_cuts *cuts, size_t at)
{
    return cuts->context[at] & 1;
}
/* Whether a suffix may stand there, by harmony and buffer. */
static inline bool tarix_suffix_fits(const tarix_suffix *s, const tarix_cuts *cuts, size_t at)
{
    return (s->vowels >> tarix_cuts_vowel(cuts, at) & 1) &&
           (s->behind == '-' || (s->behind == 'V') == tarix_cuts_end_in_vowel(cuts, at));
}

/* Inflections only. */
TARIX_API void tarix_grammar_cut(
    const tarix_grammar *grammar, tarix_str word, tarix_rarity rarest, tarix_cuts *cuts);

/* Whether `text` is a chain of suffixes, inflection behind derivation, of a noun or verb whose last
 * vowel is `before` (0: any); the letter before it may be any. */
TARIX_API bool tarix_grammar_accepts(const tarix_grammar *grammar, tarix_str text, uint32_t before);

/* Whether it is an ending of a case. */
TARIX_API bool tarix_grammar_is_case(const tarix_grammar *grammar, tarix_str text);

/* A word's beginning with the suffixes behind it: "ev + lər (plural) + …", the chain of fewest,
 * common ones where there are, from its first `at` bytes on, in a state of `from`. In `arena`. */
TARIX_API tarix_str tarix_grammar_explain(const tarix_grammar *grammar, tarix_arena *arena,
    tarix_str begin, tarix_str word, const tarix_cuts *cuts, size_t at, uint32_t from);

#endif
