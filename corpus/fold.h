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

/* The fold of a token, which may know that some of it is folded already. */
TARIX_API size_t tarix_fold_token(
    const tarix_lexicons *lexicons, const tarix_token *token, char *out);

#endif
