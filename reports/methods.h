/* What a paper says of how its numbers were made, filled in from the record of a study. */
#ifndef TARIX_REPORTS_METHODS_H
#define TARIX_REPORTS_METHODS_H

#include "study_record.h"
#include "writer.h"

/* Takes a piece of text: a paragraph of all, then one for each report under its name. */
typedef struct tarix_methods {
    tarix_str all;
    tarix_str *names, *reports;
    size_t n_reports;
} tarix_methods;

/* In `arena`. */
tarix_methods *tarix_methods_of(
    tarix_arena *arena, const tarix_study_record *record, tarix_language language);

#endif
