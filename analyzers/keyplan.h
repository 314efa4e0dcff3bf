/* What the options of keyness say: sides, tests, filters. */
#ifndef TARIX_ANALYZERS_KEYPLAN_H
#define TARIX_ANALYZERS_KEYPLAN_H

#include "finding.h"
#include "inputs.h"

/* For the analyzer's row. */
extern const tarix_option *const tarix_keyplan_options[];
extern const tarix_option_default tarix_keyplan_defaults[];

enum {
    TARIX_KEYPLAN_FAMILIES = TARIX_FAMILY_KEYNESS | TARIX_FAMILY_DISPERSION | TARIX_FAMILY_TEXTS
};

typedef struct tarix_keyplan {
    tarix_job *job;
    tarix_scope scope;
    tarix_parts_choice parts;
    tarix_testing testing;
    tarix_filter filter;
    const tarix_input *references;
    size_t n_references;
    tarix_str by; /* a field of the metadata, or data NULL */
    uint64_t seed;
    size_t n_draws, n_threads;
} tarix_keyplan;

tarix_status tarix_keyplan_read(tarix_job *job, tarix_keyplan *out, tarix_error *err);

/* Opens the target and n_references references, made in the job's arena, before any is read.
 * Documents that a reference shares with the target are taken out of it. */
tarix_status tarix_keyplan_open(
    const tarix_keyplan *plan, tarix_side *target, tarix_side **references, tarix_error *err);

#endif
