/* Counts of the values of a layer over a collection, made in one pass without keeping its tokens:
 * how often, in how many documents and, when asked, how often in each part. */
#ifndef TARIX_CORPUS_TALLY_H
#define TARIX_CORPUS_TALLY_H

#include "../base/arena.h"
#include "collection.h"
#include "layer.h"
#include "pass.h"

/* Which tokens count. The others keep their place: they are only not listed. */
typedef struct tarix_selection {
    unsigned kinds;                  /* mask */
    const tarix_wordlist *stopwords; /* folded; NULL: none */
} tarix_selection;

/* Whether a form of a vocabulary is a stop word: its fold is looked up, which is none when it has
 * more than 512 bytes. */
TARIX_API bool tarix_selection_stops(const tarix_selection *selection,
    const tarix_lexicons *lexicons, const tarix_vocab *forms, tarix_id form);
/* Whether it is counted. */
static inline bool tarix_selection_has(const tarix_selection *selection,
    const tarix_lexicons *lexicons, const tarix_vocab *forms, tarix_id form)
{
    return selection->kinds >> (tarix_vocab_tag(forms, form) & 0xFF) & 1 &&
           !(selection->stopwords && tarix_selection_stops(selection, lexicons, forms, form));
}

typedef enum tarix_parts_kind {
    TARIX_PARTS_NONE,
    TARIX_PARTS_AUTO, /* documents where there are at least 5, else 10 slices */
    TARIX_PARTS_DOCUMENT,
    TARIX_PARTS_SLICES, /* equal shares, cut at sentence ends */
    TARIX_PARTS_GROUPS  /* of documents */
} tarix_parts_kind;

typedef struct tarix_parts_choice {
    tarix_parts_kind kind;
    size_t n; /* slices, or groups */
    const uint32_t *group_of_document;
} tarix_parts_choice;

/* What to count. */
typedef struct tarix_tally_plan {
    const tarix_layer_row *layer;
    tarix_selection selection;
    tarix_parts_choice parts;
    bool forms;  /* also the forms of each value */
    bool places; /* also the value of each place */
    bool texts;  /* also documents as parts, whatever the parts are */
} tarix_tally_plan;

#define TARIX_NO_DOCS UINT32_MAX

typedef struct tarix_tally {
    tarix_vocab *values;
    size_t n_values;    /* values seen; those of which nothing is counted have count 0 */
    uint64_t *count;    /* by value */
    uint32_t *docs;     /* by value; NULL, or TARIX_NO_DOCS: not known */
    uint64_t n_counted; /* tokens counted: the sum of count */
    uint64_t n_tokens;  /* all tokens read */
    uint64_t n_stopped; /* tokens of counted kinds left out as stop words */
    uint64_t n_places;

    /* parts, when asked for: those with value v are entries first[v] … first[v + 1] - 1 */
    size_t n_parts;
    tarix_parts_kind parts_kind;
    uint64_t *part_size; /* places */
    uint32_t *part_from; /* which document, slice or group each is; empty ones are no parts */
    uint64_t least_part; /* the smallest of them */
    size_t *first;
    uint32_t *part; /* ascending */
    uint64_t *part_count;

    /* the same counts with documents as parts, when asked for; may be this tally itself */
    const struct tarix_tally *texts;

    /* in the order of the corpus, n_places of them, when asked for: TARIX_NO_ID for a place that is
     * not counted */
    const tarix_id *place;

    /* the commonest forms of each value, when asked for */
    const tarix_vocab *forms;
    const tarix_id *value_of_form; /* TARIX_NO_ID: not counted */
    uint64_t *form_count;
} tarix_tally;

/* `values` is the layer's vocabulary, which several tallies may share. */
TARIX_API tarix_status tarix_tally_count(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, const tarix_tally_plan *plan, tarix_vocab *values,
    tarix_tally **out, tarix_error *err);

#endif
