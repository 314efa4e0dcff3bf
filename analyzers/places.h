/* A corpus as windows see it: what stands at each place, where sentences or documents begin, and
 * where each value stands. Values are numbered by rank (by count, then by text), so that the common
 * ones lie together. 4 bytes a place, and 4 for each place of the values that are looked up. */
#ifndef TARIX_ANALYZERS_PLACES_H
#define TARIX_ANALYZERS_PLACES_H

#include "../corpus/corpus.h"
#include "analyzer.h"
#include "term.h"

typedef struct tarix_places {
    tarix_term_values
        terms; /* its ranks: TARIX_NO_ID for values that do not occur or are left out */
    const tarix_vocab *forms;
    tarix_id *form;             /* by place; NULL when not asked for */
    size_t n;                   /* places */
    uint32_t *rank_at;          /* by place; n_listed where what stands there is not listed */
    size_t n_ranks;             /* values that occur */
    size_t n_listed;            /* ranks below are listed */
    tarix_id *value;            /* by rank */
    uint32_t *first;            /* by rank: how often those before it occur */
    const uint32_t *start, *at; /* see tarix_places_at() */
    uint64_t *starts; /* bit TARIX_PLACES_MARGIN + p: a unit begins at place p, or ends before it */
    size_t n_sentences;
    uint32_t *document_end; /* by document: the place behind it */
    size_t n_documents;
    uint64_t n_total;      /* places of the corpus; n: those at hand */
    size_t n_occurring;    /* values that occur in the corpus; n_ranks: at the places at hand */
    size_t n_frequent;     /* those that do so --min-count times */
    const uint64_t *count; /* by rank, in the corpus; NULL: as `first` says */
} tarix_places;

enum { TARIX_PLACES_MARGIN = 64 };

/* Units are sentences, or documents. The totals of the collection in use are noted. */
TARIX_API tarix_status tarix_places_read(tarix_job *job, tarix_used *used, const tarix_scope *scope,
    bool by_document, tarix_places **out, tarix_error *err);

/* Lists ranks below n_listed only: the others keep their places (and what `first` knows of them).
 */
TARIX_API void tarix_places_list(tarix_places *places, size_t n_listed);

static inline uint32_t tarix_places_count(const tarix_places *places, uint32_t rank)
{
    return places->count ? (uint32_t)places->count[rank]
                         : places->first[rank + 1] - places->first[rank];
}

/* Looks up where n ranks stand (`ranks` NULL: all), which must be listed still. What was looked up
 * before is forgotten, but lives as long as the arena. */
TARIX_API void tarix_places_find(
    tarix_arena *arena, tarix_places *places, const uint32_t *ranks, size_t n);
/* The places of a rank that was looked up, ascending. */
static inline const uint32_t *tarix_places_at(const tarix_places *places, uint32_t rank)
{
    return places->at + places->start[rank];
}
/* Ranks that are at least that frequent. */
TARIX_API size_t tarix_places_ranks(const tarix_places *places, uint64_t least_count);

static inline tarix_str tarix_places_str(const tarix_places *places, uint32_t rank)
{
    return tarix_vocab_str(places->terms.values, places->value[rank]);
}

/* Says that its text will be asked for soon. */
static inline void tarix_places_expect(const tarix_places *places, uint32_t rank)
{
    tarix_vocab_expect(places->terms.values, places->value[rank]);
}

/* The document of a place. */
TARIX_API size_t tarix_places_document(const tarix_places *places, uint32_t place);

/* ---- for whoever makes places ---- */

/* What a form can be beside a value. */
static const tarix_id TARIX_PLACE_UNLISTED = TARIX_NO_ID, TARIX_PLACE_NONE = TARIX_NO_ID - 1;

/* Reads the corpus; its places are to come. */
TARIX_API tarix_status tarix_places_begin(tarix_job *job, tarix_used *used,
    const tarix_scope *scope, tarix_corpus_use use, tarix_places **out, tarix_corpus **corpus,
    tarix_error *err);

/* Forms from first to before end to values, to TARIX_PLACE_UNLISTED or TARIX_PLACE_NONE. */
TARIX_API void tarix_places_map(const tarix_job *job, const tarix_scope *scope,
    const tarix_vocab *forms, const tarix_id *value_of_form, tarix_id first, tarix_id end,
    tarix_id *map);

/* A unit begins at the place that comes next. */
static inline void tarix_places_mark_start(tarix_places *places)
{
    const size_t bit = places->n + TARIX_PLACES_MARGIN;
    places->starts[bit / 64] |= UINT64_C(1) << bit % 64;
}

TARIX_API void tarix_places_note_use(tarix_used *used, const tarix_corpus *corpus,
    const tarix_scope *scope, uint64_t places, uint64_t n_counted);

#endif
