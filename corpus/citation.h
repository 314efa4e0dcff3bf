/* References in brackets: (10, s.334) [5, s. 12; 7, v. 3] (Qasımlı, 2004: 88). */
#ifndef TARIX_CORPUS_CITATION_H
#define TARIX_CORPUS_CITATION_H

#include "scan.h"

/* Whether the bracket at p holds nothing but a reference; if so the token is found. */
bool tarix_citation_scan(tarix_scan *scan, const char *p);

#endif
