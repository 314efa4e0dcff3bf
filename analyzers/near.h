/* The places near nodes. An index knows where those stand, so that nothing else of its tokens needs
 * to be read. */
#ifndef TARIX_ANALYZERS_NEAR_H
#define TARIX_ANALYZERS_NEAR_H

#include "places.h"

/* What nodes are looked for, and how far from them places are wanted. */
typedef struct tarix_near {
    const tarix_str *typed;
    size_t n_typed;
    unsigned left, right;
} tarix_near;

/* As tarix_places_read(), but only places near nodes are at hand, and only what stands there has a
 * rank. *out is NULL when the collection is no index. */
TARIX_API tarix_status tarix_near_read(tarix_job *job, tarix_used *used, const tarix_scope *scope,
    bool by_document, const tarix_near *near, tarix_places **out, tarix_error *err);

#endif
