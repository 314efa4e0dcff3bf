/* The lists under lexicons/az as they were when the program was built. */
#ifndef TARIX_LEXICONS_EMBEDDED_H
#define TARIX_LEXICONS_EMBEDDED_H

#include "lexicons/endings.h"

typedef struct tarix_embedded {
    const char *name; /* "stopwords.tsv"; NULL ends the array */
    size_t size;
    const char *bytes;
} tarix_embedded;

extern const tarix_embedded tarix_embedded_lists[];

/* The trie of the roots of all lists of them, exceptions included: there are so many that reading
 * them took longer than an article does. */
extern const uint32_t tarix_embedded_roots[];

/* Their beginnings: see tarix_beginnings_make(). */
extern const uint64_t tarix_embedded_beginnings[];

/* Those of suffixes.tsv. */
extern const tarix_endings tarix_embedded_endings;

#endif
