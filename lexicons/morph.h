/* Words taken apart: the suffix grammar proposes, the roots decide. */
#ifndef TARIX_LEXICONS_MORPH_H
#define TARIX_LEXICONS_MORPH_H

#include "grammar.h"
#include "roots.h"
#include "trie.h"

typedef struct tarix_morph {
    const tarix_grammar *grammar;
    const tarix_trie *roots;            /* tarix_root_bits */
    const tarix_exceptions *exceptions; /* NULL: none */
    const uint64_t *beginnings;         /* of the roots: see tarix_beginnings_make() */
} tarix_morph;

typedef enum tarix_found {
    TARIX_FOUND_NOTHING, /* by rule alone */
    TARIX_FOUND_MENDED,  /* of a root, but for one letter that print or eye mistakes for another */
    TARIX_FOUND_DERIVED, /* of a root, by suffixes that make words */
    TARIX_FOUND_ROOT,
    TARIX_FOUND_EXCEPTION
} tarix_found;

typedef struct tarix_lemma {
    char text[2 * TARIX_WORD_LONGEST + 8];
    size_t size;
    size_t cut;    /* bytes of the word before its endings */
    uint32_t bits; /* of the root, or of what the suffixes made */
    tarix_found found;
} tarix_lemma;

/* The lemma of a folded word; one that is printed with a capital may be a name as well as not. */
TARIX_API void tarix_morph_lemma(
    const tarix_morph *morph, tarix_str word, bool is_capital, tarix_lemma *lemma);

/* The lemma of a word with its part of speech and the endings behind it: "yarat (verb) + dığ (that
 * it did) + …". In `arena`. */
TARIX_API tarix_str tarix_morph_explain(
    const tarix_morph *morph, tarix_arena *arena, tarix_str word, const tarix_lemma *lemma);

/* "exception", "root", "derived", "mended" or "rule". */
TARIX_API tarix_str tarix_found_name(tarix_found found);

/* Whether a folded word is a root, or a root with endings. */
TARIX_API bool tarix_morph_knows(const tarix_morph *morph, tarix_str word);

#endif
