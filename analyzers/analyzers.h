/* The analyzers, one a file. A new one is its file, its name here and in CMakeLists.txt. */
#ifndef TARIX_ANALYZERS_ANALYZERS_H
#define TARIX_ANALYZERS_ANALYZERS_H

#include "analyzer.h"

/* clang-format off */
#define TARIX_ANALYZERS(X) \
    X(tokenize) \
    X(freq) \
    X(ngrams) \
    X(diversity) \
    X(colloc) \
    X(kwic) \
    X(keyness) \
    X(trend) \
    X(compare) \
    X(terms) \
    X(info) \
    X(score)
/* clang-format on */

#define TARIX_DECLARE_(name) extern TARIX_API const tarix_analyzer tarix_##name;
TARIX_ANALYZERS(TARIX_DECLARE_)
#undef TARIX_DECLARE_

#endif
