/* Text to tokens and sentences in one pass. The text comes in chunks that end where no token and
 * no line-end hyphen is cut (see corpus/text.h); state that reaches across chunks is kept here.
 *
 * Plain words (letters of the language between spaces and simple punctuation) are found by a
 * table; everything else is looked at with care in scan.c. Both give the same tokens. */
#ifndef TARIX_CORPUS_SEGMENTER_H
#define TARIX_CORPUS_SEGMENTER_H

#include "../base/arena.h"
#include "../base/str.h"
#include "../lexicons/lexicons.h"
#include "spelling.h"
#include "token.h"

typedef struct tarix_segmenter tarix_segmenter;

/* `lexicons` is borrowed. A segmenter serves one document after the other. */
TARIX_API tarix_segmenter *tarix_segmenter_new(tarix_arena *arena, const tarix_lexicons *lexicons);

/* Which spellings are read as such, from the next document on; before: TARIX_ORTHOGRAPHY_AUTO. */
TARIX_API void tarix_segmenter_set_orthography(
    tarix_segmenter *segmenter, tarix_orthography_choice choice);

/* Whether passages in other languages in Latin letters are read as such; before: they are. */
TARIX_API void tarix_segmenter_set_foreign(tarix_segmenter *segmenter, bool on);

/* Forgets the document before. */
TARIX_API void tarix_segmenter_begin(tarix_segmenter *segmenter);

/* The next chunk, which starts at byte `offset` of the text, is valid UTF-8 in NFC, is followed by
 * a NUL and 63 more bytes that can be read, and stays in place until its tokens are taken. */
TARIX_API void tarix_segmenter_feed(tarix_segmenter *segmenter, tarix_str chunk, uint64_t offset);

/* At most `max` further tokens of the chunk; 0 at its end. Their forms stay until the next call. */
TARIX_API size_t tarix_segmenter_next(tarix_segmenter *segmenter, tarix_token *tokens, size_t max);

/* Letters that only the Latin of 1922-39 has / Latin letters, of the document's first chunk. */
TARIX_API double tarix_segmenter_old_share(const tarix_segmenter *segmenter);

/* Only tokens of these kinds are given from now on (a mask; before: all); all are counted. */
TARIX_API void tarix_segmenter_set_kinds(tarix_segmenter *segmenter, unsigned kinds);

/* Whether tokens tell how they are folded (not at first): `turn` of those that are folded as a
 * whole is TARIX_FOLD_APART then. */
TARIX_API void tarix_segmenter_set_folds(tarix_segmenter *segmenter, bool on);

/* What has been found in the document so far. */
typedef struct tarix_segmenter_counts {
    uint64_t tokens[TARIX_KINDS], sentences;
    uint64_t readings[TARIX_READINGS]; /* of words; plain ones are not counted */
} tarix_segmenter_counts;
TARIX_API const tarix_segmenter_counts *tarix_segmenter_count(const tarix_segmenter *segmenter);

/* Lines of page furniture left out of the document so far. */
TARIX_API uint64_t tarix_segmenter_furniture(const tarix_segmenter *segmenter);

/* Off: from now on without the processor's vectors, which changes no result. */
TARIX_API void tarix_segmenter_set_vectors(tarix_segmenter *segmenter, bool on);

/* Off: every token is found with care (to test that the tables change nothing). */
TARIX_API void tarix_segmenter_set_tables(tarix_segmenter *segmenter, bool on);

#endif
