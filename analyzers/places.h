/* A corpus as windows see it: what stands at each place, where sentences or documents begin, and
 * where each value stands. Values are numbered by rank (by count, then by text), so that the common
 * ones lie together. 4 bytes a place, and 4 for each place of the values that are looked up. */
#ifndef TARIX_ANALYZERS_PLACES_H
#define TARIX_ANALYZERS_PLACES_H

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
    const uint64_t *count; /* by rank, in the corpus; NULL: as `first` says */
    const uint64_t *count_of_value; /* by value, in the corpus; NULL: all have ranks */
} tarix_places;

enum { TARIX_PLACES_MARGIN = 64 };

/* Units are sentences, or documents. The totals of the collection in use are noted. */
TARIX_API tarix_status tarix_places_read(tarix_job *job, tarix_used *used, const tarix_scope *scope,
    bool by_document, tarix_places **out, tarix_error *err);

/* What nodes are looked for, and how far from them places are wanted. */
typedef struct tarix_near {
    const tarix_str *typed;
    size_t n_typed;
    unsigned left, right;
} tarix_near;

/* The same of an index, which knows where the nodes are: only places near them are at hand, and
 * only what stands there has a rank. *out is NULL when the collection is no index. */
TARIX_API tarix_status tarix_places_read_near(tarix_job *job, tarix_used *used,
    const tarix_scope *scope, bool by_document, const tarix_near *near, tarix_places **out,
    tarix_error *err);

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

/* Values of the corpus that are. */
TARIX_API size_t tarix_places_frequent(const tarix_places *places, uint64_t least_count);

/* The document of a place. */
TARIX_API size_t tarix_places_document(const tarix_places *places, uint32_t place);

#endif
