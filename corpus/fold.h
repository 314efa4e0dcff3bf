/* The folded form: lower case in the Azerbaijani way, look-alikes made one (so are the dashes of
 * ranges and the spaces in numbers and references), what is only print (apostrophes of ayn and
 * hamza, quotes inside, soft hyphens, zero widths) removed. A sign that is a token stays as it is.
 * Computed once a type. Folding twice changes nothing. */
#ifndef TARIX_CORPUS_FOLD_H
#define TARIX_CORPUS_FOLD_H

#include "../base/error.h"
#include "../base/str.h"
#include "../lexicons/lexicons.h"
#include "token.h"

#include <stdint.h>

/* `out` holds at least TARIX_FOLD_SIZE(form.size) bytes; returns the bytes written. Of a Roman
 * number only the letters behind its hyphen are folded. */
#define TARIX_FOLD_SIZE(size) (2 * (size) + 8 + TARIX_FOLD_SLACK)
TARIX_API size_t tarix_fold(tarix_str form, tarix_kind kind, char *out);

/* The fold of a form in an older spelling, which is that of the form in today's; readings that are
 * none, and forms of more than TARIX_LONGEST_READ bytes, are folded as they stand. */
enum { TARIX_LONGEST_READ = 256, TARIX_FOLD_SLACK = 6 * TARIX_LONGEST_READ };
TARIX_API size_t tarix_fold_reading(const tarix_lexicons *lexicons, tarix_str form, tarix_kind kind,
    tarix_reading reading, char *out);

/* How the first letter of a word becomes small, when nothing behind it changes: which bits of its
 * first two bytes are others in its fold (as two bytes that stand in a number), by the letter's
 * bytes. Words of I and İ, whose small letters have other sizes, are folded apart. */
enum {
    TARIX_FOLD_APART = UINT16_MAX,
    TARIX_FOLD_WHOLE = 1 << 15,           /* the bit by which it is told from a turn */
    TARIX_FOLD_NO_LETTER = UINT16_MAX - 1 /* × and ÷, which stand among the letters */
};
typedef struct tarix_fold_turns {
    uint16_t row[256];           /* by the first byte: where its turns begin */
    uint8_t column[256];         /* the bits of the second byte that tell which it is */
    uint16_t turn[128 + 8 * 64]; /* of ASCII; of the leads of two bytes */
} tarix_fold_turns;
TARIX_API void tarix_fold_make_turns(tarix_fold_turns *turns);

/* Of the letter at p, with a byte behind it, of ASCII or C1…C7, C9 and a second byte; of another
 * character it says nothing. Whether it has one byte or two is not branched on. */
static inline uint16_t tarix_fold_turn(const tarix_fold_turns *turns, const char *p)
{
    const unsigned lead = (unsigned char)p[0], second = (unsigned char)p[1];
    return turns->turn[turns->row[lead] + (second & turns->column[lead])];
}

#endif
