/* Line-end hyphens: whether the two halves are one word, and whether the hyphen is its own. */
#ifndef TARIX_CORPUS_HYPHEN_H
#define TARIX_CORPUS_HYPHEN_H

#include "scan.h"

/* The last piece of the token ends before a hyphen at `hyphen`. When that ends its line and the
 * word goes on in a later one, adds the second half (and the hyphen, where it belongs to the word)
 * and returns true. */
bool tarix_hyphen_join(tarix_scan *scan, const char *hyphen);

#endif
