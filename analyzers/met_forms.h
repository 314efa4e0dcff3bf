/* The printed forms behind the collocates of a node, as they were met in its windows. */
#ifndef TARIX_ANALYZERS_MET_FORMS_H
#define TARIX_ANALYZERS_MET_FORMS_H

#include "sweep.h"

typedef struct tarix_met_forms tarix_met_forms;

/* The places must have been read with their forms. */
TARIX_API tarix_met_forms *tarix_met_forms_new(tarix_arena *arena, const tarix_windows *windows);

/* Looks at the collocates of a node. */
TARIX_API void tarix_met_forms_count(tarix_met_forms *forms, const tarix_collocates *found);

/* "form (count) form (count)", the commonest first, of the meeting with that index; in `arena`. */
TARIX_API tarix_str tarix_met_forms_str(
    const tarix_met_forms *forms, tarix_arena *arena, uint32_t index);

#endif
