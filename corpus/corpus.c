#include "corpus/corpus.h"

typedef struct reading {
    tarix_arena *arena;
    tarix_corpus *corpus;
    size_t tokens_capacity, sentences_capacity;
} reading;

static void begin_document(void *context, size_t document)
{
    reading *r = context;
    r->corpus->document_start[document] = r->corpus->n_tokens;
}

static void take_tokens(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    reading *r = context;
    tarix_corpus *c = r->corpus;
    for (size_t i = 0; i < n; i++) {
        if (tokens[i].flags & TARIX_TOKEN_STARTS_SENTENCE) {
            TARIX_ROOM(r->arena, c->sentence_start, c->n_sentences, r->sentences_capacity);
            c->sentence_start[c->n_sentences++] = c->n_tokens;
        }
        TARIX_ROOM(r->arena, c->form, c->n_tokens, r->tokens_capacity);
        c->form[c->n_tokens++] = ids[i];
    }
}

tarix_status tarix_corpus_read(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, tarix_corpus **out, tarix_error *err)
{
    tarix_corpus *c = TARIX_NEW(arena, tarix_corpus);
    reading r = {.arena = arena, .corpus = c};
    c->collection = collection;
    c->forms = tarix_vocab_new(arena);
    c->n_documents = collection->n_documents;
    c->document_start = TARIX_ARRAY(arena, size_t, c->n_documents + 1);
    const tarix_sink sink = {
        .context = &r, .forms = c->forms, .begin = begin_document, .tokens = take_tokens};
    TARIX_TRY(tarix_pass_run(pass, collection, &sink, err));
    TARIX_ROOM(arena, c->sentence_start, c->n_sentences, r.sentences_capacity);
    c->sentence_start[c->n_sentences] = c->n_tokens;
    c->document_start[c->n_documents] = c->n_tokens;
    for (size_t i = c->n_documents; i-- > 0;) /* skipped before its first token */
        if (collection->documents[i].failure.size && c->document_start[i] == 0)
            c->document_start[i] = c->document_start[i + 1];
    *out = c;
    return TARIX_OK;
}
