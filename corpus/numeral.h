/* Numbers in digits and in Roman letters, with ranges, ordinal endings and cases. */
#ifndef TARIX_CORPUS_NUMERAL_H
#define TARIX_CORPUS_NUMERAL_H

#include "scan.h"

/* The Roman number at p, or false. */
bool tarix_numeral_roman(tarix_scan *scan, const char *p);
/* Whether [p, stop) is a Roman number of two digits or more. */
bool tarix_numeral_is_roman(const char *p, const char *stop);
/* Whether the stop behind a number makes it an ordinal, since the word that follows, next to the
 * sign or space at p, cannot begin a sentence: 5. Maddəsi, II. Nikolay. */
bool tarix_numeral_is_ordinal(const tarix_scan *scan, const char *p);
/* The number whose first digit stands at p. */
void tarix_numeral_number(tarix_scan *scan, const char *p);

#endif
