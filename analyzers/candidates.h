/* Candidates for terms: sequences of adjectives and nouns that have the shape of a term of the
 * language, counted by their lemmas.
 *
 * Shapes, in letters as column `pattern` has them: N a noun by itself; A…N adjectives before a noun
 * (siyasi partiya); …N P and …P P izafet, a noun with the possessive behind a bare one (xalq
 * cümhuriyyəti) or behind one that is possessed itself (Xalq Komissarları Soveti), with adjectives
 * before any of them; N N names, all in capitals (Fətəli Xan). */
#ifndef TARIX_ANALYZERS_CANDIDATES_H
#define TARIX_ANALYZERS_CANDIDATES_H

#include "../corpus/corpus.h"
#include "nominal.h"

enum { TARIX_TERM_LONGEST = 6 /* words */ };

/* Counted apart. */
typedef enum tarix_counted_side {
    TARIX_SIDE_TARGET,
    TARIX_SIDE_REFERENCE,
    TARIX_SIDES
} tarix_counted_side;

typedef struct tarix_candidate {
    uint64_t count[TARIX_SIDES];
    uint32_t docs[TARIX_SIDES];
    uint8_t length;                    /* words */
    tarix_id word[TARIX_TERM_LONGEST]; /* of `lemmas` */

    /* once they are settled, of what stands in the target */
    tarix_str printed;  /* the commonest form, as printed */
    tarix_str citation; /* inner words as they stand there, the last as lemma or possessed */
    tarix_str pattern;
    uint64_t longer;       /* candidates that have this one in them, at or above the floor */
    uint64_t longer_count; /* their counts */
} tarix_candidate;

typedef struct tarix_candidates tarix_candidates;

TARIX_API tarix_candidates *tarix_candidates_new(tarix_arena *arena, const tarix_lexicons *lexicons,
    const tarix_wordlist *stopwords, unsigned shortest, unsigned longest);

/* Counts those of a corpus, which may go afterwards. */
TARIX_API void tarix_candidates_add(
    tarix_candidates *candidates, const tarix_corpus *corpus, tarix_counted_side side);

/* Fills in how each is printed, and counts which are in longer ones that stand at least `floor`
 * times (1 or more) in the target. Once, at the end. */
TARIX_API void tarix_candidates_settle(tarix_candidates *candidates, uint64_t floor);

TARIX_API size_t tarix_candidates_size(const tarix_candidates *candidates);
TARIX_API const tarix_candidate *tarix_candidates_at(const tarix_candidates *candidates, size_t i);
/* Its lemmas, joined by spaces. */
TARIX_API tarix_str tarix_candidates_lemmas(const tarix_candidates *candidates, size_t i);

#endif
