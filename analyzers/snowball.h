/* Our stemmer in the interface of libstemmer (Porter, Boulton et al., snowballstem.org), for
 * programs that know that one: algorithms are "azerbaijani" or "az" and all that libstemmer has;
 * the encoding is UTF-8; words are lower case already. */
#ifndef TARIX_ANALYZERS_SNOWBALL_H
#define TARIX_ANALYZERS_SNOWBALL_H

#include "../base/error.h"

typedef struct tarix_sb_stemmer tarix_sb_stemmer;
typedef unsigned char tarix_sb_symbol;

/* NULL: no such algorithm or encoding ("UTF_8" or NULL), or no memory. Several stemmers may work at
 * once, each on one thread at a time. */
TARIX_API tarix_sb_stemmer *tarix_sb_stemmer_new(const char *algorithm, const char *encoding);
TARIX_API void tarix_sb_stemmer_delete(tarix_sb_stemmer *stemmer); /* NULL is allowed */

/* The stem, valid until the next call, or a part of `word`; it need not end in NUL. */
TARIX_API const tarix_sb_symbol *tarix_sb_stemmer_stem(
    tarix_sb_stemmer *stemmer, const tarix_sb_symbol *word, int size);
/* Bytes of the last stem. */
TARIX_API int tarix_sb_stemmer_length(tarix_sb_stemmer *stemmer);

#endif
