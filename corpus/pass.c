#include "corpus/pass.h"

#include "base/simd.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/encoding.h"
#include "corpus/fold.h"
#include "corpus/passing.h"
#include "corpus/replay.h"
#include "corpus/text.h"

enum { folds_block = 1 << 14 };

tarix_passing *tarix_passing_new(tarix_arena *arena, const tarix_pass *pass, const tarix_sink *sink)
{
    tarix_passing *p = TARIX_NEW(arena, tarix_passing);
    *p = (tarix_passing){.pass = pass,
        .sink = sink,
        .segmenter = tarix_segmenter_new(arena, pass->lexicons),
        .fold_arena = tarix_arena_new(tarix_arena_guard(arena)),
        .first_folds = tarix_arena_alloc(arena, folds_block, 1)};
    tarix_segmenter_set_orthography(p->segmenter, pass->orthography);
    tarix_segmenter_set_foreign(p->segmenter, !pass->no_foreign);
    tarix_segmenter_set_vectors(p->segmenter, !pass->no_vectors);
    tarix_segmenter_set_folds(p->segmenter, sink->folds);
    tarix_segmenter_set_kinds(p->segmenter, sink->kinds ? sink->kinds : TARIX_KINDS_ALL);
    return p;
}

static void count_letters(uint64_t *letters, const tarix_token *tokens, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t size = 0;
        for (const char *p = tokens[i].form, *end = p + tokens[i].size; p < end; p += size)
            if (tarix_sign_at(p, &size) == TARIX_SIGN_LETTER)
                letters[tarix_unicode_script(tarix_utf8_decode(p, &size))]++;
    }
}

/* Room for the fold of one more token of the batch; the ones before stay where they are. */
static char *room_for_fold(tarix_passing *p, size_t form_size)
{
    const size_t needed = TARIX_FOLD_SIZE(form_size) + TARIX_TOKEN_SLACK;
    if (needed > p->folds_left) {
        p->folds_left = needed > folds_block ? needed : folds_block;
        p->folds = tarix_arena_alloc(p->fold_arena, p->folds_left, 1);
    }
    return p->folds;
}

static void fold_apart(tarix_passing *p, tarix_token *t)
{
    char *out = room_for_fold(p, t->size);
    t->size = (uint32_t)tarix_fold_reading(p->pass->lexicons, tarix_token_form(t),
        (tarix_kind)t->kind, (tarix_reading)t->reading, out);
    t->form = out;
    t->turn = 0;
    p->folds += t->size + TARIX_TOKEN_SLACK;
    p->folds_left -= t->size + TARIX_TOKEN_SLACK;
}

/* Tokens of forms become such of folds: nearly all by a turn of their first letter, which the
 * vocabulary knows of, and callbacks do not. */
static void fold_tokens(tarix_passing *p, tarix_token *tokens, size_t n)
{
    const uint16_t turns = p->sink->tokens ? UINT16_MAX : TARIX_FOLD_WHOLE;
    tarix_arena_restore(p->fold_arena, (tarix_mark){0});
    p->folds = p->first_folds;
    p->folds_left = folds_block;
    for (size_t i = 0; i < n; i++)
        if (TARIX_UNLIKELY(tokens[i].turn & turns)) fold_apart(p, &tokens[i]);
}

size_t tarix_passing_next(tarix_passing *p, tarix_token *tokens, uint64_t *letters)
{
    const size_t n = tarix_segmenter_next(p->segmenter, tokens, TARIX_PASSING_BATCH);
    if (p->pass->counts_scripts) count_letters(letters, tokens, n);
    if (p->sink->folds) fold_tokens(p, tokens, n);
    return n;
}

void tarix_passing_read(tarix_passing *p, uint64_t *letters)
{
    const tarix_sink *sink = p->sink;
    tarix_token tokens[TARIX_PASSING_BATCH];
    tarix_id ids[TARIX_PASSING_BATCH];
    size_t n;
    while ((n = tarix_passing_next(p, tokens, letters)) > 0) {
        if (sink->forms)
            tarix_vocab_intern_tokens(sink->forms, tokens, n, tarix_passing_tags(sink), ids);
        if (sink->tokens) sink->tokens(sink->context, tokens, sink->forms ? ids : NULL, n);
        if (!sink->ids) continue;
        tarix_passing_mark(tokens, ids, n);
        sink->ids(sink->context, ids, n);
    }
}

void tarix_passing_reset(tarix_document *document)
{
    *document = (tarix_document){.name = document->name,
        .path = document->path,
        .typed = document->typed,
        .metadata_path = document->metadata_path,
        .metadata_bytes = document->metadata_bytes,
        .metadata = document->metadata,
        .lacks_metadata = document->lacks_metadata,
        .index = document->index,
        .index_document = document->index_document};
}

void tarix_passing_note_counts(tarix_document *document, const tarix_segmenter_counts *counts)
{
    memcpy(document->tokens, counts->tokens, sizeof counts->tokens);
    memcpy(document->readings, counts->readings, sizeof counts->readings);
    document->sentences = counts->sentences;
    document->places = 0;
    for (unsigned kind = 0; kind < TARIX_KINDS; kind++)
        if (tarix_kind_holds_place(kind)) document->places += document->tokens[kind];
}

/* ---- on one thread ---- */

typedef struct reading {
    tarix_passing *passing;
    tarix_text *text;
    tarix_replay *replay; /* of documents that have an index */
} reading;

static reading reading_new(tarix_arena *arena, const tarix_pass *pass, const tarix_sink *sink)
{
    const reading r = {tarix_passing_new(arena, pass, sink), tarix_text_new(arena, pass->lexicons),
        tarix_replay_new(arena, pass, sink)};
    tarix_text_set_vectors(r.text, !pass->no_vectors);
    return r;
}

/* All tokens of the open text to the sink. */
static tarix_status read_tokens(const reading *r, tarix_document *document, tarix_error *err)
{
    const tarix_pass *pass = r->passing->pass;
    tarix_str chunk;
    uint64_t offset = 0;
    for (;;) {
        TARIX_TRY(tarix_text_next(r->text, &chunk, &offset, err));
        if (chunk.size == 0) return TARIX_OK;
        tarix_segmenter_feed(r->passing->segmenter, chunk, offset);
        tarix_passing_read(r->passing, document->letters);
        tarix_progress_read(pass->progress, chunk.size);
    }
}

static tarix_status run_text(
    const reading *r, tarix_document *document, size_t number, tarix_error *err)
{
    const tarix_sink *sink = r->passing->sink;
    const tarix_segmenter *segmenter = r->passing->segmenter;
    if (sink->forms) tarix_vocab_forget(sink->forms);
    if (sink->begin) sink->begin(sink->context, number);
    tarix_segmenter_begin(r->passing->segmenter);
    const tarix_status status = read_tokens(r, document, err);
    tarix_passing_note_counts(document, tarix_segmenter_count(segmenter)); /* also of half a text */
    TARIX_TRY(status);
    document->encoding = tarix_text_encoding(r->text);
    document->bytes = tarix_text_bytes(r->text);
    document->bad_bytes = tarix_text_bad_bytes(r->text);
    document->old_share = tarix_segmenter_old_share(segmenter);
    document->furniture = tarix_segmenter_furniture(segmenter);
    if (sink->end) sink->end(sink->context, number);
    return TARIX_OK;
}

static tarix_status run_document(
    const reading *r, tarix_arena *arena, tarix_document *document, size_t number, tarix_error *err)
{
    const tarix_pass *pass = r->passing->pass;
    tarix_digest *digest = pass->hashes ? tarix_digest_new(arena) : NULL;
    tarix_passing_reset(document);
    if (document->index) return tarix_replay_document(r->replay, document, number, err);
    TARIX_TRY(tarix_text_open(r->text, document->path, pass->encoding, digest, err));
    TARIX_TRY(run_text(r, document, number, err));
    document->encoding = tarix_arena_str(arena, tarix_str_from(document->encoding)).data;
    if (digest) document->sha256 = tarix_digest_end(digest);
    return TARIX_OK;
}

static tarix_status run_documents(
    const tarix_pass *pass, tarix_collection *collection, const tarix_sink *sink, tarix_error *err)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(collection->arena));
    const reading r = reading_new(scratch, pass, sink);
    tarix_status status = tarix_replay_expect(r.replay, collection, err);
    for (size_t i = 0; i < collection->n_documents && status == TARIX_OK; i++) {
        tarix_document *document = &collection->documents[i];
        tarix_error failure = {0};
        status = run_document(&r, collection->arena, document, i, &failure);
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

/* Before any work, and once: in a folder the fault would be each file's. */
static tarix_status check_encoding(tarix_guard *guard, const tarix_pass *pass, tarix_error *err)
{
    const char *name = pass->encoding;
    tarix_decoder *decoder = NULL;
    if (!name) return TARIX_OK;
    tarix_arena *scratch = tarix_arena_new(guard);
    const tarix_status status = tarix_encoding_open(scratch, &name, &decoder, err);
    tarix_arena_free(scratch);
    return status;
}

tarix_status tarix_pass_run(
    const tarix_pass *pass, tarix_collection *collection, const tarix_sink *sink, tarix_error *err)
{
    /* Forms are kept in vocabularies; an index is read by one thread. */
    const bool may_spread = (!sink->tokens || sink->forms) && !tarix_index_whole(collection);
    TARIX_TRY(check_encoding(tarix_arena_guard(collection->arena), pass, err));
    return pass->n_threads > 1 && may_spread ? tarix_spread_run(pass, collection, sink, err)
                                             : run_documents(pass, collection, sink, err);
}

tarix_status tarix_pass_run_bytes(const tarix_pass *pass, tarix_arena *arena, tarix_str bytes,
    tarix_document *document, const tarix_sink *sink, tarix_error *err)
{
    const reading r = reading_new(arena, pass, sink);
    TARIX_TRY(tarix_text_open_bytes(r.text, bytes, pass->encoding, err));
    return run_text(&r, document, 0, err);
}
