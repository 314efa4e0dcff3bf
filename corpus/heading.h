/* Words of headings. */
#ifndef TARIX_CORPUS_HEADING_H
#define TARIX_CORPUS_HEADING_H

#include "scan.h"

/* Whether the line [p, end) is one that is always a heading: Giriş, NƏTİCƏ. */
bool tarix_heading_is_listed(const tarix_scan *scan, const char *p, const char *end);

/* Whether a token names a part of a work, which has a number beside it: fəsil, cədvəl. */
bool tarix_heading_is_part(const tarix_scan *scan, const tarix_token *token);

#endif
