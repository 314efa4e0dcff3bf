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

/* The first 18 characters packed so that a smaller key sorts earlier; equal keys say nothing. */
typedef struct tarix_collate_keys {
    uint64_t first, second;
} tarix_collate_keys;
TARIX_API tarix_collate_keys tarix_collate_key(tarix_str text);

/* What a key holds of the first character, below TARIX_COLLATE_FIRSTS; 0 of an empty text. */
enum { TARIX_COLLATE_FIRSTS = 128 };
TARIX_API unsigned tarix_collate_first(tarix_str text);

static inline int tarix_collate_compare_keys(tarix_collate_keys a, tarix_collate_keys b)
{
    if (a.first != b.first) return a.first < b.first ? -1 : 1;
    return (a.second > b.second) - (a.second < b.second);
}

#endif
