/* How far a text is valid UTF-8, many bytes at once. */
#ifndef TARIX_BASE_VALIDITY_H
#define TARIX_BASE_VALIDITY_H

#include "simd.h"

/* The end of the valid UTF-8 at p: `end`, or the first character that is bad or cut. *inert becomes
 * false where NFC may change something; otherwise it stays as it is. */
const char *tarix_validity_end(tarix_simd simd, const char *p, const char *end, bool *inert);

#endif
