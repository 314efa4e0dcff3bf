#include "corpus/corpus.h"

typedef struct reading {
    tarix_arena *arena;
    tarix_corpus *corpus;
    bool keeps_text;
    size_t tokens_capacity, at_capacity, sentences_capacity;
    uint64_t end; /* of the last token */
} reading;

static void begin_document(void *context, size_t document)
{
    reading *r = context;
    r->corpus->document_start[document] = r->corpus->n_tokens;
    r->end = 0;
}

static void keep_start(reading *r, const tarix_token *token)
{
    tarix_corpus *c = r->corpus;
    TARIX_ROOM(r->arena, c->at, c->n_tokens, r->at_capacity);
    c->at[c->n_tokens] = 2 * token->start + (token->start > r->end);
    r->end = token->start + token->length;
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
        if (r->keeps_text) keep_start(r, &tokens[i]);
        TARIX_ROOM(r->arena, c->form, c->n_tokens, r->tokens_capacity);
        c->form[c->n_tokens++] = ids[i];
    }
}

tarix_status tarix_corpus_read(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, bool keeps_text, tarix_corpus **out, tarix_error *err)
{
    tarix_corpus *c = TARIX_NEW(arena, tarix_corpus);
    reading r = {.arena = arena, .corpus = c, .keeps_text = keeps_text};
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

/* The last of n starts that is not behind a token. */
static size_t last_start(const size_t *starts, size_t n, size_t token)
{
    size_t low = 0, high = n;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (starts[middle] <= token)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t tarix_corpus_sentence(const tarix_corpus *corpus, size_t token)
{
    return last_start(corpus->sentence_start, corpus->n_sentences, token);
}

size_t tarix_corpus_document(const tarix_corpus *corpus, size_t token)
{
    return last_start(corpus->document_start, corpus->n_documents, token);
}

tarix_str tarix_corpus_text(
    const tarix_corpus *corpus, tarix_arena *arena, size_t begin, size_t end)
{
    size_t size = 0;
    for (size_t i = begin; i < end; i++)
        size += tarix_vocab_str(corpus->forms, corpus->form[i]).size + 1;
    char *text = tarix_arena_alloc(arena, size + 1, 1);
    size = 0;
    for (size_t i = begin; i < end; i++) {
        const tarix_str form = tarix_vocab_str(corpus->forms, corpus->form[i]);
        if (i > begin && tarix_corpus_has_space(corpus, i)) text[size++] = ' ';
        for (size_t k = 0; k < form.size; k++) {
            const bool is_space = (unsigned char)form.data[k] <= ' ';
            if (is_space && size && text[size - 1] == ' ') continue;
            text[size++] = is_space ? ' ' : form.data[k];
        }
    }
    return (tarix_str){text, size};
}
