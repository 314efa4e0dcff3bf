#include "corpus/replay.h"

#include "corpus/fold.h"

enum { batch = 256 };

/* An index that some document was of. */
typedef struct source {
    tarix_index *index;
    tarix_id *id; /* in the sink's vocabulary, by form; TARIX_NO_ID: not met yet */
} source;

struct tarix_replay {
    tarix_arena *arena;
    const tarix_pass *pass;
    const tarix_sink *sink;
    tarix_vocab *forms; /* the sink's, or one for folds that it does not want */
    source *sources;
    size_t n_sources, capacity;
    char *fold;
    size_t fold_room;
};

tarix_replay *tarix_replay_new(tarix_arena *arena, const tarix_pass *pass, const tarix_sink *sink)
{
    tarix_replay *r = TARIX_NEW(arena, tarix_replay);
    *r = (tarix_replay){.arena = arena, .pass = pass, .sink = sink, .forms = sink->forms};
    if (!r->forms && sink->folded_kinds) r->forms = tarix_vocab_new(arena);
    return r;
}

static tarix_status find_source(
    tarix_replay *r, const tarix_index *index, source **out, tarix_error *err)
{
    for (size_t i = r->n_sources; i-- > 0;)
        if (r->sources[i].index == index) {
            *out = &r->sources[i];
            return TARIX_OK;
        }
    tarix_index *own = TARIX_NEW(r->arena, tarix_index);
    *own = *index;
    TARIX_TRY(tarix_index_fits(index, r->arena, r->pass, err));
    TARIX_TRY(tarix_index_check_forms(own, err));
    tarix_id *id = TARIX_ARRAY(r->arena, tarix_id, index->n_forms + 1);
    memset(id, 0xFF, index->n_forms * sizeof *id);
    TARIX_ROOM(r->arena, r->sources, r->n_sources, r->capacity);
    r->sources[r->n_sources] = (source){own, id};
    *out = &r->sources[r->n_sources++];
    return TARIX_OK;
}

/* What a pass finds out of a document, from its row. */
static void take_row(const tarix_replay *r, tarix_document *document)
{
    const tarix_index *x = document->index;
    const tarix_index_document *d = &x->documents[document->index_document];
    document->encoding = tarix_index_str(x, d->encoding).data;
    document->sha256 = tarix_index_str(x, d->sha256);
    document->failure = tarix_index_str(x, d->failure);
    document->bytes = d->bytes;
    document->bad_bytes = d->bad_bytes;
    document->furniture = d->furniture;
    document->sentences = d->sentences;
    document->places = d->places;
    document->old_share = d->old_share;
    memcpy(document->tokens, d->tokens, sizeof d->tokens);
    memcpy(document->readings, d->readings, sizeof d->readings);
    if (r->pass->counts_scripts) memcpy(document->letters, d->letters, sizeof d->letters);
}

/* Interns a form of an index, or its fold, where the tokens of the sink are. */
static tarix_id intern(tarix_replay *r, const tarix_index *x, tarix_id form)
{
    const tarix_str text = tarix_index_form(x, form);
    const uint16_t tag = x->form_tag[form];
    if (!r->sink->folded_kinds) return tarix_vocab_intern(r->forms, text, tag);
    if (TARIX_FOLD_SIZE(text.size) + TARIX_TOKEN_SLACK > r->fold_room) {
        r->fold_room = 2 * (TARIX_FOLD_SIZE(text.size) + TARIX_TOKEN_SLACK);
        r->fold = tarix_arena_alloc(r->arena, r->fold_room, 1);
    }
    const size_t size = tarix_fold_reading(r->pass->lexicons, text, tag & 0xFF, tag >> 8, r->fold);
    return tarix_vocab_intern(r->forms, (tarix_str){r->fold, size}, 0);
}

/* Where the replay of a document stands. */
typedef struct place {
    uint64_t token, end_token; /* of the index */
    uint64_t sentence, end_sentence;
    uint64_t end; /* of the token before, in the text */
    size_t next_long;
} place;

static bool starts_sentence(const tarix_index *x, place *at)
{
    while (at->sentence < at->end_sentence && x->sentence[at->sentence] < at->token) at->sentence++;
    return at->sentence < at->end_sentence && x->sentence[at->sentence] == at->token;
}

/* The token at hand; false when the sink does not want its kind. */
static bool take_token(
    tarix_replay *r, const source *s, place *at, tarix_token *token, tarix_id *id)
{
    const tarix_index *x = s->index;
    const tarix_id form = x->token[at->token];
    const uint16_t tag = x->form_tag[form];
    const tarix_str text = tarix_index_form(x, form);
    uint32_t length;
    const uint64_t start = tarix_steps_take(
        &x->steps, at->token, at->end, (uint32_t)text.size, &length, &at->next_long);
    at->end = start + length;
    const unsigned kinds = r->sink->folded_kinds;
    if (kinds && !(kinds >> (tag & 0xFF) & 1)) return false;
    if (r->forms && s->id[form] == TARIX_NO_ID) s->id[form] = intern(r, x, form);
    if (r->forms) *id = s->id[form];
    const tarix_str shown = kinds ? tarix_vocab_str(r->forms, *id) : text;
    *token = (tarix_token){.form = shown.data,
        .start = start,
        .length = length,
        .size = (uint32_t)shown.size,
        .kind = kinds ? 0 : (uint8_t)(tag & 0xFF),
        .reading = kinds ? 0 : (uint8_t)(tag >> 8),
        .flags = starts_sentence(x, at) ? TARIX_TOKEN_STARTS_SENTENCE : 0};
    return true;
}

static void give(tarix_replay *r, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    const tarix_sink *sink = r->sink;
    if (sink->forms) tarix_vocab_count_again(sink->forms, ids, n);
    if (sink->tokens) sink->tokens(sink->context, tokens, sink->forms ? ids : NULL, n);
}

static void give_tokens(tarix_replay *r, const source *s, place at)
{
    tarix_token tokens[batch];
    tarix_id ids[batch];
    size_t n = 0;
    for (; at.token < at.end_token; at.token++) {
        n += take_token(r, s, &at, &tokens[n], &ids[n]);
        if (n < batch) continue;
        give(r, tokens, ids, n);
        n = 0;
    }
    if (n) give(r, tokens, ids, n);
}

/* The listed step that a document's tokens may begin with. */
static size_t first_long(const tarix_index *x, uint64_t token)
{
    size_t low = 0, high = x->steps.n_longs;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (x->steps.longs[middle].token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

tarix_status tarix_replay_document(
    tarix_replay *r, tarix_document *document, size_t number, tarix_error *err)
{
    const size_t i = document->index_document;
    const tarix_index *x = document->index;
    source *s = NULL;
    TARIX_TRY(find_source(r, x, &s, err));
    take_row(r, document);
    if (document->failure.size) return TARIX_OK;
    TARIX_TRY(tarix_index_check_document(x, i, err));
    if (r->sink->forms) tarix_vocab_forget(r->sink->forms);
    if (r->sink->begin) r->sink->begin(r->sink->context, number);
    const uint64_t first = x->documents[i].first_token;
    if (r->sink->forms || r->sink->tokens)
        give_tokens(r, s,
            (place){.token = first,
                .end_token = tarix_index_last_token(x, i),
                .sentence = x->documents[i].first_sentence,
                .end_sentence = tarix_index_last_sentence(x, i),
                .next_long = first_long(x, first)});
    if (r->pass->progress) r->pass->progress(r->pass->progress_context, document->bytes);
    if (r->sink->end) r->sink->end(r->sink->context, number);
    return TARIX_OK;
}
