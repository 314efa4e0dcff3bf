/* The order of the Azerbaijani alphabet, for sorting tables: a b c ç d e ə f g ğ h x ı i j k q …
 * Agrees with ICU's collator for the words of the language (a test holds it to that) and is fast
 * enough for sorts of millions. Small before capital where nothing else differs; code points are
 * the last word, so that no two different texts are equal. */
#ifndef TARIX_BASE_COLLATE_H
#define TARIX_BASE_COLLATE_H

#include "error.h"
#include "str.h"

#include <stdint.h>

/* Negative, zero (only for the same bytes) or positive. */
TARIX_API int tarix_collate(tarix_str a, tarix_str b);

/* The first characters packed so that a smaller key sorts earlier; equal keys say nothing. */
TARIX_API uint64_t tarix_collate_key(tarix_str text);

#endif
