/* The folded form: lower case in the Azerbaijani way, look-alikes made one, what is only print
 * (apostrophes of ayn and hamza, quotes inside, soft hyphens, zero widths) removed. Computed once
 * a type. Folding twice changes nothing. */
#ifndef TARIX_CORPUS_FOLD_H
#define TARIX_CORPUS_FOLD_H

#include "../base/error.h"
#include "../base/str.h"
#include "token.h"

#include <stdint.h>

/* `out` holds at least TARIX_FOLD_SIZE(form.size) bytes; returns the bytes written. Of a Roman
 * number only the letters behind its hyphen are folded. */
#define TARIX_FOLD_SIZE(size) (2 * (size) + 8)
TARIX_API size_t tarix_fold(tarix_str form, tarix_kind kind, char *out);

#endif
