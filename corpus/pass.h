/* One reading of a collection, document after document, each byte once. What becomes of the
 * tokens is the sink's business. */
#ifndef TARIX_CORPUS_PASS_H
#define TARIX_CORPUS_PASS_H

#include "../base/progress.h"
#include "../lexicons/lexicons.h"
#include "collection.h"
#include "spelling.h"
#include "steps.h"
#include "vocab.h"

typedef struct tarix_pass {
    const tarix_lexicons *lexicons;
    const char *encoding; /* NULL: found out for each document */
    tarix_orthography_choice orthography;
    bool no_foreign;                /* all Latin words are Azerbaijani */
    bool no_vectors;                /* see base/simd.h */
    bool hashes;                    /* fill in sha256 */
    bool counts_scripts;            /* fill in letters */
    size_t n_threads;               /* at most; what the sink sees does not depend on it. 0: one */
    const tarix_progress *progress; /* NULL: nobody looks */
} tarix_pass;

/* A bit that no id has: there are fewer forms. */
#define TARIX_STARTS_SENTENCE (UINT32_C(1) << 31)

typedef struct tarix_sink {
    void *context;
    /* Tokens are interned here; its counts are those of the document at hand. NULL: `ids` is NULL
     */
    tarix_vocab *forms;
    /* All are called on the thread of the pass, document after document. */
    void (*begin)(void *context, size_t document); /* may be NULL */
    /* May be NULL: ids, or counts, are enough. */
    void (*tokens)(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n);
    /* In the place of many `tokens` whose steps another thread has listed, when not NULL. */
    void (*steps)(void *context, const tarix_step_run *run, const tarix_id *ids);
    /* The ids alone, which cost less; TARIX_STARTS_SENTENCE is added to the first of a sentence.
     * May be NULL. */
    void (*ids)(void *context, const tarix_id *ids, size_t n);
    void (*end)(void *context, size_t document); /* may be NULL; not called after a failure */
    /* Mask: only tokens of these kinds come; 0: all do. The vocabulary may have forms of others,
     * which an index brings. */
    unsigned kinds;
    bool folds; /* they come with folds for forms, which alone tell them apart in the vocabulary */
} tarix_sink;

/* A typed document that fails, fails the call; one found in a folder gets its `failure`, and what
 * the sink saw of it before stays. */
TARIX_API tarix_status tarix_pass_run(
    const tarix_pass *pass, tarix_collection *collection, const tarix_sink *sink, tarix_error *err);

/* The same over one text in memory. */
TARIX_API tarix_status tarix_pass_run_bytes(const tarix_pass *pass, tarix_arena *arena,
    tarix_str bytes, tarix_document *document, const tarix_sink *sink, tarix_error *err);

#endif
