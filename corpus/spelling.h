/* In which spelling or language a word stands: today's, the Latin of 1922-39, the Cyrillic of
 * 1939-91, or another language, which is left as it is. A document has one Latin spelling, settled
 * by its first chunk; Cyrillic, and other languages in Latin letters, are judged passage by
 * passage. */
#ifndef TARIX_CORPUS_SPELLING_H
#define TARIX_CORPUS_SPELLING_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/str.h"
#include "../lexicons/lexicons.h"
#include "token.h"

struct tarix_foreign;
struct tarix_span;

/* What the user said of the texts. */
typedef enum tarix_orthography_choice {
    TARIX_ORTHOGRAPHY_AUTO,
    TARIX_ORTHOGRAPHY_MODERN,   /* nothing is converted */
    TARIX_ORTHOGRAPHY_CYRILLIC, /* nothing in Cyrillic is Russian */
    TARIX_ORTHOGRAPHY_YANALIF,
    TARIX_ORTHOGRAPHY_YANALIF_EXCHANGED /* c and ç as in 1933-39 */
} tarix_orthography_choice;

/* By the name that --orthography gives it. */
TARIX_API tarix_orthography_choice tarix_orthography_named(tarix_str name);

/* "modern", "cyrillic", …: what `info` calls a reading. */
TARIX_API tarix_str tarix_reading_name(tarix_reading reading);

typedef struct tarix_passage {
    const char *begin, *end;
    bool is_settled;
    tarix_reading reading;
} tarix_passage;

enum { TARIX_PASSAGE_SIZES = 4 }; /* quotation, sentence, paragraph, neighbourhood */

typedef struct tarix_spelling {
    const tarix_lexicons *lexicons;
    tarix_orthography_choice choice;
    bool no_vectors;
    tarix_str chunk;
    bool is_first_chunk;
    tarix_reading latin; /* of the document's words in Latin letters, but for the passages below */
    double old_share;    /* letters of the Latin of 1922-39 alone / all Latin letters, of the
                            first chunk */
    tarix_reading cyrillic;                      /* of the last passage that was settled */
    bool is_settled;                             /* … in this chunk */
    bool leans;                                  /* one was asked for before */
    tarix_passage passages[TARIX_PASSAGE_SIZES]; /* the last ones looked at */
    struct tarix_foreign *foreign;  /* NULL: all words in Latin letters are Azerbaijani */
    const struct tarix_span *spans; /* of the chunk, those in other languages */
    size_t n_spans, span;           /* span: the last one begun, and one more */
} tarix_spelling;

/* Shares of old letters from which a document is taken for one of 1922-39, and from which this is
 * at least said. */
#define TARIX_OLD_SHARE 0.01
#define TARIX_OLD_SHARE_TOLD 0.001

void tarix_spelling_begin(tarix_spelling *spelling);
/* `guard` is for memory that is given back before the call returns; `schwas` is for
 * tarix_foreign_find(), and NULL where passages in other languages are not looked for. */
void tarix_spelling_feed(
    tarix_spelling *spelling, tarix_guard *guard, tarix_str chunk, const uint64_t *schwas);

/* The reading of a word-like form that stands at p in the chunk. */
tarix_reading tarix_spelling_of(tarix_spelling *spelling, const char *p, tarix_str form);

#endif
