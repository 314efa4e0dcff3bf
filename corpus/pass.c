#include "corpus/pass.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/encoding.h"
#include "corpus/fold.h"
#include "corpus/replay.h"
#include "corpus/segmenter.h"
#include "corpus/text.h"

enum { batch = 256, folds_block = 1 << 14 };

/* What a pass needs for one document after the other. */
typedef struct worker {
    const tarix_pass *pass;
    const tarix_sink *sink;
    tarix_text *text;
    tarix_segmenter *segmenter;
    tarix_replay *replay;      /* of documents that have an index */
    tarix_arena *fold_arena;   /* for what first_folds has no room for */
    char *first_folds, *folds; /* of the batch at hand */
    size_t folds_left;
} worker;

static worker *worker_new(tarix_arena *arena, const tarix_pass *pass, const tarix_sink *sink)
{
    worker *w = TARIX_NEW(arena, worker);
    *w = (worker){.pass = pass,
        .sink = sink,
        .text = tarix_text_new(arena, pass->lexicons),
        .segmenter = tarix_segmenter_new(arena, pass->lexicons),
        .replay = tarix_replay_new(arena, pass, sink),
        .fold_arena = tarix_arena_new(tarix_arena_guard(arena)),
        .first_folds = tarix_arena_alloc(arena, folds_block, 1)};
    tarix_segmenter_set_orthography(w->segmenter, pass->orthography);
    tarix_segmenter_set_foreign(w->segmenter, !pass->no_foreign);
    return w;
}

static void count_letters(tarix_document *document, const tarix_token *tokens, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t size = 0;
        for (const char *p = tokens[i].form, *end = p + tokens[i].size; p < end; p += size)
            if (tarix_sign_at(p, &size) == TARIX_SIGN_LETTER)
                document->letters[tarix_unicode_script(tarix_utf8_decode(p, &size))]++;
    }
}

/* Room for the fold of one more token of the batch; the ones before stay where they are. */
static char *room_for_fold(worker *w, size_t form_size)
{
    const size_t needed = TARIX_FOLD_SIZE(form_size) + TARIX_TOKEN_SLACK;
    if (needed > w->folds_left) {
        w->folds_left = needed > folds_block ? needed : folds_block;
        w->folds = tarix_arena_alloc(w->fold_arena, w->folds_left, 1);
    }
    return w->folds;
}

/* Puts folds in the place of forms. */
static void fold_tokens(worker *w, tarix_token *tokens, size_t n)
{
    tarix_arena_restore(w->fold_arena, (tarix_mark){0});
    w->folds = w->first_folds;
    w->folds_left = folds_block;
    for (size_t i = 0; i < n; i++) {
        tarix_token *t = &tokens[i];
        if (!(t->flags & TARIX_TOKEN_IS_FOLDED)) {
            char *out = room_for_fold(w, t->size);
            t->size = (uint32_t)tarix_fold_token(w->pass->lexicons, t, out);
            t->form = out;
            w->folds += t->size + TARIX_TOKEN_SLACK;
            w->folds_left -= t->size + TARIX_TOKEN_SLACK;
        }
        t->kind = t->reading = 0;
    }
}

static void take_counts(tarix_document *document, const tarix_segmenter_counts *counts)
{
    memcpy(document->tokens, counts->tokens, sizeof counts->tokens);
    memcpy(document->readings, counts->readings, sizeof counts->readings);
    document->sentences = counts->sentences;
    document->places = 0;
    for (unsigned kind = 0; kind < TARIX_KINDS; kind++)
        if (tarix_kind_holds_place(kind)) document->places += document->tokens[kind];
}

/* All tokens of the open text to the sink. */
static tarix_status read_tokens(worker *w, tarix_document *document, tarix_error *err)
{
    tarix_token tokens[batch];
    tarix_id ids[batch];
    tarix_str chunk;
    uint64_t offset = 0;
    size_t n;
    for (;;) {
        TARIX_TRY(tarix_text_next(w->text, &chunk, &offset, err));
        if (chunk.size == 0) return TARIX_OK;
        tarix_segmenter_feed(w->segmenter, chunk, offset);
        while ((n = tarix_segmenter_next(w->segmenter, tokens, batch)) > 0) {
            if (w->pass->counts_scripts) count_letters(document, tokens, n);
            if (w->sink->folded_kinds) fold_tokens(w, tokens, n);
            if (w->sink->forms) tarix_vocab_intern_tokens(w->sink->forms, tokens, n, ids);
            if (w->sink->tokens)
                w->sink->tokens(w->sink->context, tokens, w->sink->forms ? ids : NULL, n);
        }
        if (w->pass->progress) w->pass->progress(w->pass->progress_context, chunk.size);
    }
}

static tarix_status run_text(worker *w, tarix_document *document, size_t number, tarix_error *err)
{
    if (w->sink->forms) tarix_vocab_forget(w->sink->forms);
    if (w->sink->begin) w->sink->begin(w->sink->context, number);
    tarix_segmenter_begin(w->segmenter);
    tarix_segmenter_set_kinds(
        w->segmenter, w->sink->folded_kinds ? w->sink->folded_kinds : TARIX_KINDS_ALL);
    const tarix_status status = read_tokens(w, document, err);
    take_counts(document, tarix_segmenter_count(w->segmenter)); /* also of half a text */
    TARIX_TRY(status);
    document->encoding = tarix_text_encoding(w->text);
    document->bytes = tarix_text_bytes(w->text);
    document->bad_bytes = tarix_text_bad_bytes(w->text);
    document->old_share = tarix_segmenter_old_share(w->segmenter);
    document->furniture = tarix_segmenter_furniture(w->segmenter);
    if (w->sink->end) w->sink->end(w->sink->context, number);
    return TARIX_OK;
}

static tarix_status run_document(
    worker *w, tarix_arena *arena, tarix_document *document, size_t number, tarix_error *err)
{
    tarix_digest *digest = w->pass->hashes ? tarix_digest_new(arena) : NULL;
    *document = (tarix_document){.name = document->name,
        .path = document->path,
        .typed = document->typed,
        .metadata_path = document->metadata_path,
        .metadata_bytes = document->metadata_bytes,
        .metadata = document->metadata,
        .lacks_metadata = document->lacks_metadata,
        .index = document->index,
        .index_document = document->index_document};
    if (document->index) return tarix_replay_document(w->replay, document, number, err);
    TARIX_TRY(tarix_text_open(w->text, document->path, w->pass->encoding, digest, err));
    TARIX_TRY(run_text(w, document, number, err));
    document->encoding = tarix_arena_str(arena, tarix_str_from(document->encoding)).data;
    if (digest) document->sha256 = tarix_digest_end(digest);
    return TARIX_OK;
}

/* Before any work, and once: in a folder the fault would be each file's. */
static tarix_status check_encoding(tarix_arena *arena, const tarix_pass *pass, tarix_error *err)
{
    const char *name = pass->encoding;
    tarix_decoder *decoder = NULL;
    return name ? tarix_encoding_open(arena, &name, &decoder, err) : TARIX_OK;
}

tarix_status tarix_pass_run(
    const tarix_pass *pass, tarix_collection *collection, const tarix_sink *sink, tarix_error *err)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(collection->arena));
    worker *w = worker_new(scratch, pass, sink);
    tarix_status status = check_encoding(scratch, pass, err);
    if (status == TARIX_OK) status = tarix_replay_expect(w->replay, collection, err);
    for (size_t i = 0; i < collection->n_documents && status == TARIX_OK; i++) {
        tarix_document *document = &collection->documents[i];
        tarix_error failure = {0};
        status = run_document(w, collection->arena, document, i, &failure);
        if (status == TARIX_OK) continue;
        if (document->typed || status == TARIX_NO_MEMORY) {
            tarix_error_set(err, status, "%s", failure.message);
            break;
        }
        document->failure = tarix_arena_str(collection->arena, tarix_str_from(failure.message));
        status = TARIX_OK;
    }
    tarix_arena_free(scratch);
    return status;
}

tarix_status tarix_pass_run_bytes(const tarix_pass *pass, tarix_arena *arena, tarix_str bytes,
    tarix_document *document, const tarix_sink *sink, tarix_error *err)
{
    worker *w = worker_new(arena, pass, sink);
    TARIX_TRY(tarix_text_open_bytes(w->text, bytes, pass->encoding, err));
    return run_text(w, document, 0, err);
}
