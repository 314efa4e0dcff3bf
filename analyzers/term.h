/* A term as a user writes it: a value of the layer, a pattern with * for any characters, or
 * /regex/ for values that match it whole. A pattern is one thing: the union of its values. */
#ifndef TARIX_ANALYZERS_TERM_H
#define TARIX_ANALYZERS_TERM_H

#include "../corpus/layer.h"
#include "analyzer.h"

/* The values that terms are looked for among. */
typedef struct tarix_term_values {
    tarix_layer *layer;
    const tarix_vocab *values;
    bool is_folded;       /* they are in lower case */
    const uint32_t *rank; /* by value: the number that it is found by; TARIX_NO_ID: left out */
} tarix_term_values;

/* Those of a layer that the row made; ranks are the caller's to fill in. */
TARIX_API tarix_term_values tarix_terms_of(tarix_layer *layer, const tarix_layer_row *row);

typedef struct tarix_term {
    tarix_str
        name; /* the value, or the pattern as it was understood; as typed when there is none */
    bool is_pattern;
    bool is_left_out; /* it has no rank because all that it names is left out by kind or as a stop
                         word */
    uint32_t *ranks;  /* what it names, ascending */
    size_t n;
} tarix_term;

/* Takes the next term off a list "a,b*,/c{1,2}/"; false when there is none. */
TARIX_API bool tarix_term_split(tarix_str *rest, tarix_str *term);

/* A value is looked for as it was typed and then as a form of it, so that both "inqilab" and
 * "inqilabın" name the lemma inqilab. */
TARIX_API tarix_status tarix_term_find(tarix_arena *arena, const tarix_term_values *terms,
    tarix_str typed, tarix_term *out, tarix_error *err);

/* Notes with the job that what was asked for does not occur, or is left out. */
TARIX_API void tarix_term_note_missing(tarix_job *job, tarix_str name, bool is_left_out);

#endif
