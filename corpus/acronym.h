/* Abbreviations in capitals: ABŞ-ın, AzSSR, ÜİK(b)P. */
#ifndef TARIX_CORPUS_ACRONYM_H
#define TARIX_CORPUS_ACRONYM_H

#include "chars.h"
#include "scan.h"

/* Whether the word at p, of which `head` are the letters there, is one, by its capitals and those
 * around it. */
bool tarix_acronym_is_at(const tarix_scan *scan, const char *p, tarix_run head);

/* Whether [p, stop) is one by the list. */
bool tarix_acronym_is_listed(const tarix_scan *scan, const char *p, const char *stop);

/* Behind the bracketed small letter at p of ÜİK(b)P; NULL: there is none. */
const char *tarix_acronym_bracket(const char *p);

#endif
