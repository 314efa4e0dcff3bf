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

/* The first characters packed so that a smaller key sorts earlier, 16 at most; equal keys say
 * nothing. */
typedef struct tarix_collate_keys {
    uint64_t first, second;
} tarix_collate_keys;
TARIX_API tarix_collate_keys tarix_collate_key(tarix_str text);

/* The same, and moves the text on to what the key does not hold: of texts with equal keys those of
 * the rests tell more. Behind a character that keys do not tell from others there is no rest. */
TARIX_API tarix_collate_keys tarix_collate_take_key(tarix_str *text);

/* The keys of n texts, and those of what they do not hold. TARIX_COLLATE_SLACK bytes can be read of
 * each text, however short. */
enum { TARIX_COLLATE_SLACK = 17 };
TARIX_API void tarix_collate_all(const tarix_str *texts, size_t n, tarix_collate_keys *keys);
TARIX_API void tarix_collate_rests(const tarix_str *texts, size_t n, tarix_collate_keys *keys);

static inline int tarix_collate_compare_keys(tarix_collate_keys a, tarix_collate_keys b)
{
    if (a.first != b.first) return a.first < b.first ? -1 : 1;
    return (a.second > b.second) - (a.second < b.second);
}

#endif
