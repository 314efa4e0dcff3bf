/* A corpus is arrays: the form of every token, where sentences and documents start. For analyzers
 * that look at neighbours; those that only count use corpus/tally.h. */
#ifndef TARIX_CORPUS_CORPUS_H
#define TARIX_CORPUS_CORPUS_H

#include "../base/arena.h"
#include "collection.h"
#include "pass.h"
#include "steps.h"
#include "vocab.h"

/* What is wanted of the tokens. */
typedef enum tarix_corpus_use {
    TARIX_CORPUS_ALL,  /* all of them */
    TARIX_CORPUS_TEXT, /* of an index, some; and the text is to be shown again */
    TARIX_CORPUS_NONE  /* of an index, none (see glance.h), and no texts of forms */
} tarix_corpus_use;

/* What has been looked at of a corpus that lies in an index, and what was wrong with it. */
typedef struct tarix_corpus_looks {
    unsigned char *is_checked; /* by token / TARIX_CORPUS_LOOK */
    tarix_error fault;         /* its status is TARIX_OK as long as nothing is */
} tarix_corpus_looks;
enum { TARIX_CORPUS_LOOK = 1024 };

typedef struct tarix_corpus {
    tarix_collection *collection;
    tarix_vocab *forms;
    size_t n_tokens;
    const tarix_id *form; /* by token */
    tarix_id *own_form;   /* the same, which whoever has no need of it may write over; NULL: it lies
                             in an index */
    tarix_steps steps;    /* see tarix_corpus_start(); none when not asked for */
    size_t n_sentences;
    const size_t *sentence_start; /* first token of each; sentence_start[n_sentences] = n_tokens */
    size_t n_documents;           /* as in the collection; one that was skipped is empty */
    const size_t *document_start; /* first token of each; document_start[n_documents] = n_tokens */
    const struct tarix_index *index; /* that it is the whole of; NULL: of none */
    tarix_corpus_looks *looks;       /* NULL: all has been checked */
} tarix_corpus;

/* 4 bytes a token, and 1 more when the text is to be shown again. A collection that is one index
 * is used where it lies; when its text is wanted, its tokens are looked at by tarix_corpus_form()
 * and what is below, and not in the arrays, before tarix_corpus_check_all() is called. */
TARIX_API tarix_status tarix_corpus_read(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, tarix_corpus_use use, tarix_corpus **out, tarix_error *err);

/* Checks what is near a token, where it was not yet; what was wrong is told by
 * tarix_corpus_status(), and such a token has some form. */
TARIX_API bool tarix_corpus_look(const tarix_corpus *corpus, size_t token);
static inline tarix_id tarix_corpus_form(const tarix_corpus *corpus, size_t token)
{
    const bool is_well = !corpus->looks || corpus->looks->is_checked[token / TARIX_CORPUS_LOOK] ||
                         tarix_corpus_look(corpus, token);
    return is_well ? corpus->form[token] : 0;
}
TARIX_API tarix_status tarix_corpus_check_all(
    const tarix_corpus *corpus, size_t n_threads, tarix_error *err);
/* Whether all that was looked at was well. */
TARIX_API tarix_status tarix_corpus_status(const tarix_corpus *corpus, tarix_error *err);

static inline bool tarix_corpus_holds_place(const tarix_corpus *corpus, size_t token)
{
    const tarix_id form = tarix_corpus_form(corpus, token);
    return tarix_kind_holds_place(tarix_vocab_tag(corpus->forms, form) & 0xFF);
}

/* The tokens whose forms are marked, ascending, and how many they are. An index knows where each
 * form stands; elsewhere all tokens are looked at. */
TARIX_API tarix_status tarix_corpus_find(const tarix_corpus *corpus, tarix_arena *arena,
    const bool *is_wanted, uint32_t **out, size_t *n, tarix_error *err);
TARIX_API uint64_t tarix_corpus_count(const tarix_corpus *corpus, const bool *is_wanted);

/* Of starts below n, the last that is not behind a token, looked for from the one at `from` on. */
TARIX_API size_t tarix_starts_find(const size_t *starts, size_t from, size_t n, size_t token);
/* The sentence and the document that a token is in, from 0 in the collection. */
TARIX_API size_t tarix_corpus_sentence(const tarix_corpus *corpus, size_t token);
TARIX_API size_t tarix_corpus_document(const tarix_corpus *corpus, size_t token);

/* ---- where the text is kept ---- */

/* A token's first byte in the text (found from one of the 256 before it), and whether space stands
 * before it. */
TARIX_API uint64_t tarix_corpus_start(const tarix_corpus *corpus, size_t token);
static inline bool tarix_corpus_has_space(const tarix_corpus *corpus, size_t token)
{
    tarix_corpus_form(corpus, token); /* that it be checked */
    return tarix_steps_has_gap(&corpus->steps, token);
}

/* Tokens from begin to before end, with line-end hyphens and breaks gone and one space for any. */
TARIX_API tarix_str tarix_corpus_text(
    const tarix_corpus *corpus, tarix_arena *arena, size_t begin, size_t end);

#endif
