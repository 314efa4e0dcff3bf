/* Documents grouped by what is known of them: one field of their metadata. */
#ifndef TARIX_ANALYZERS_GROUPS_H
#define TARIX_ANALYZERS_GROUPS_H

#include "../base/arena.h"
#include "analyzer.h"

typedef struct tarix_groups {
    size_t n;
    /* The values of the field: numbers ascending or texts by the alphabet; last the empty one, of
     * documents of which it is not known, if there are such. */
    tarix_str *name;
    uint32_t *of_document; /* by document of the collection */
} tarix_groups;

/* What the error for a field that does not exist says of the option that named it. */
typedef struct tarix_groups_option {
    const char *name;
    const char *others; /* "none of auto and document, and ", or "" */
} tarix_groups_option;

TARIX_API tarix_status tarix_groups_find(tarix_arena *arena, const tarix_metadata *metadata,
    const tarix_collection *collection, const tarix_groups_option *option, tarix_str field,
    tarix_groups **out, tarix_error *err);

/* The groups that --by asks for; *out is NULL where it is not given. */
TARIX_API tarix_status tarix_groups_asked(
    tarix_job *job, const tarix_collection *collection, tarix_groups **out, tarix_error *err);

/* Works on the documents of one group, which `used` has as if the others were not there; what it
 * makes in `arena` goes when it returns. */
typedef tarix_status (*tarix_group_work)(
    void *context, tarix_used *used, tarix_arena *arena, tarix_str group, tarix_error *err);

/* Each group after the other; what was found out about documents and tokens is in `used` at the
 * end. `groups` NULL: all documents as one group without a name, in the arena of the job. */
TARIX_API tarix_status tarix_groups_each(tarix_job *job, tarix_used *used,
    const tarix_groups *groups, tarix_group_work work, void *context, tarix_error *err);

#endif
