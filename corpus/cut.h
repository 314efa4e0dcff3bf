/* Where a text may be cut, so that its parts are read as the whole would be. */
#ifndef TARIX_CORPUS_CUT_H
#define TARIX_CORPUS_CUT_H

#include <stdbool.h>

/* Whether a part may end behind the line break at p, in [begin, end): a long small word and a full
 * stop before it, a capital behind it. No token reaches over, and a sentence surely ends. */
bool tarix_cut_is_safe(const char *begin, const char *p, const char *end);

#endif
