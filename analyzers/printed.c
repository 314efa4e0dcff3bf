#include "analyzers/printed.h"

typedef struct reading {
    tarix_arena *arena;
    tarix_printed *printed;
    size_t form_capacity, at_capacity, sentences_capacity;
    uint64_t end; /* of the last token */
} reading;

static void begin_document(void *context, size_t document)
{
    reading *r = context;
    r->printed->document_start[document] = r->printed->n;
    r->end = 0;
}

static void take_tokens(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    reading *r = context;
    tarix_printed *p = r->printed;
    for (size_t i = 0; i < n; i++) {
        if (tokens[i].flags & TARIX_TOKEN_STARTS_SENTENCE) {
            TARIX_ROOM(r->arena, p->sentence_start, p->n_sentences, r->sentences_capacity);
            p->sentence_start[p->n_sentences++] = p->n;
        }
        TARIX_ROOM(r->arena, p->form, p->n, r->form_capacity);
        TARIX_ROOM(r->arena, p->at, p->n, r->at_capacity);
        p->form[p->n] = ids[i];
        p->at[p->n++] = 2 * tokens[i].start + (tokens[i].start > r->end);
        r->end = tokens[i].start + tokens[i].length;
    }
}

tarix_status tarix_printed_read(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, tarix_printed **out, tarix_error *err)
{
    tarix_printed *p = TARIX_NEW(arena, tarix_printed);
    reading r = {.arena = arena, .printed = p};
    const size_t n_documents = collection->n_documents;
    p->collection = collection;
    p->forms = tarix_vocab_new(arena);
    p->document_start = TARIX_ARRAY(arena, size_t, n_documents + 1);
    const tarix_sink sink = {
        .context = &r, .forms = p->forms, .begin = begin_document, .tokens = take_tokens};
    TARIX_TRY(tarix_pass_run(pass, collection, &sink, err));
    TARIX_ROOM(arena, p->sentence_start, p->n_sentences, r.sentences_capacity);
    p->sentence_start[p->n_sentences] = p->n;
    p->document_start[n_documents] = p->n;
    for (size_t i = n_documents; i-- > 0;) /* skipped before its first token */
        if (collection->documents[i].failure.size && p->document_start[i] == 0)
            p->document_start[i] = p->document_start[i + 1];
    *out = p;
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

size_t tarix_printed_sentence(const tarix_printed *printed, size_t token)
{
    return last_start(printed->sentence_start, printed->n_sentences, token);
}

size_t tarix_printed_document(const tarix_printed *printed, size_t token)
{
    return last_start(printed->document_start, printed->collection->n_documents, token);
}

tarix_str tarix_printed_text(
    const tarix_printed *printed, tarix_arena *arena, size_t begin, size_t end)
{
    size_t size = 0;
    for (size_t i = begin; i < end; i++)
        size += tarix_vocab_str(printed->forms, printed->form[i]).size + 1;
    char *text = tarix_arena_alloc(arena, size + 1, 1);
    size = 0;
    for (size_t i = begin; i < end; i++) {
        const tarix_str form = tarix_vocab_str(printed->forms, printed->form[i]);
        if (i > begin && tarix_printed_has_space(printed, i)) text[size++] = ' ';
        for (size_t k = 0; k < form.size; k++) {
            const bool is_space = (unsigned char)form.data[k] <= ' ';
            if (is_space && size && text[size - 1] == ' ') continue;
            text[size++] = is_space ? ' ' : form.data[k];
        }
    }
    return (tarix_str){text, size};
}
