/* URLs and addresses of mail. */
#ifndef TARIX_CORPUS_URL_H
#define TARIX_CORPUS_URL_H

#include "scan.h"

/* Whether the word at p begins one; if so the token is found. */
bool tarix_url_scan(tarix_scan *scan, const char *p);

#endif
