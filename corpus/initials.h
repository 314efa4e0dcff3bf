/* Abbreviations with their full stops, and the initials of names. */
#ifndef TARIX_CORPUS_INITIALS_H
#define TARIX_CORPUS_INITIALS_H

#include "scan.h"

/* Each finds its token at p, or returns false. */
bool tarix_abbreviation_scan(tarix_scan *scan, const char *p);
bool tarix_initials_scan(tarix_scan *scan, const char *p);

#endif
