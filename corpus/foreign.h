/* Passages in Latin letters that are not Azerbaijani: abstracts, quotations, titles in English,
 * Turkish or a third language. They are judged by sentence, with the paragraph as support, and only
 * where no ə has stood for some bytes: nearly all Azerbaijani text is passed over unread. */
#ifndef TARIX_CORPUS_FOREIGN_H
#define TARIX_CORPUS_FOREIGN_H

#include "../base/arena.h"
#include "../lexicons/languages.h"
#include "token.h"

#include <stdbool.h>

typedef struct tarix_span {
    const char *begin, *end;
    tarix_reading reading;
} tarix_span;

typedef struct tarix_foreign tarix_foreign;

/* Both borrowed. */
tarix_foreign *tarix_foreign_new(tarix_arena *arena, const tarix_languages *languages);

/* The foreign passages of a chunk, in order; valid until the next call. Of `schwas` bit i % 64 of
 * word i / 64 tells whether byte i is the first of ə or of one of its neighbours in Unicode, which
 * are hardly ever written (0xC9); one word more than the chunk fills can be read. */
const tarix_span *tarix_foreign_find(
    tarix_foreign *foreign, tarix_str chunk, const uint64_t *schwas, size_t *n);

#endif
