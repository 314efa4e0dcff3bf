/* A frequency list: terms and their counts from a CSV file, in the place of the texts they were
 * counted in. It has the columns `term` and `count`, and may have `docs`; others are not looked at.
 */
#ifndef TARIX_ANALYZERS_FREQLIST_H
#define TARIX_ANALYZERS_FREQLIST_H

#include "analyzer.h"

/* By its name: .csv or .tsv. */
bool tarix_freqlist_is(tarix_str path);

typedef struct tarix_freqlist_plan {
    const char *role;  /* for the run record: "target", "reference" */
    tarix_str path;    /* "-" is standard input */
    const char *size;  /* the option that states the size, for messages */
    uint64_t n_places; /* stated; TARIX_NO_COUNT: the counts of all tokens but punctuation and
                          symbols are summed */
    const tarix_layer_row *layer; /* what its terms are */
} tarix_freqlist_plan;

/* Fails when its terms cannot become values of the scope's layer. */
tarix_status tarix_freqlist_check(
    const tarix_freqlist_plan *plan, const tarix_scope *scope, tarix_error *err);

/* Terms become values of the scope's layer; kinds and stop words are those of the scope, as a term
 * by itself has them. What was read is noted as a sheet of the job. Documents of the tally are
 * known of terms that the list has once, when it has the column and terms are values as they stand.
 * Fails at the first bad line. */
tarix_status tarix_freqlist_read(tarix_job *job, const tarix_freqlist_plan *plan,
    const tarix_scope *scope, tarix_vocab *values, tarix_tally **out, tarix_error *err);

#endif
