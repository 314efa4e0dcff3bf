#include "corpus/replay.h"

#include "corpus/fold.h"
#include "corpus/index_checks.h"

enum { batch = 256 };

/* An index that some document was of. */
typedef struct source {
    const tarix_index *index;
    tarix_id *id; /* in the sink's vocabulary, by form; TARIX_NO_ID: not met yet. NULL: the form */
    bool is_settled; /* all ids are known; TARIX_NO_ID: the sink does not want the form */
} source;

struct tarix_replay {
    tarix_arena *arena;
    const tarix_pass *pass;
    const tarix_sink *sink;
    tarix_vocab *forms; /* the sink's, or one for folds that it does not want */
    source *sources;
    const tarix_index *fitting; /* the last one that nothing was read of */
    size_t n_sources, capacity;
    char *fold;
    size_t fold_room;
};

tarix_replay *tarix_replay_new(tarix_arena *arena, const tarix_pass *pass, const tarix_sink *sink)
{
    tarix_replay *r = TARIX_NEW(arena, tarix_replay);
    *r = (tarix_replay){.arena = arena, .pass = pass, .sink = sink, .forms = sink->forms};
    if (!r->forms && sink->folds) r->forms = tarix_vocab_new(arena);
    return r;
}

static tarix_status add_source(
    tarix_replay *r, const tarix_index *index, source **out, tarix_error *err)
{
    TARIX_TRY(tarix_index_fits(index, r->arena, r->pass, err));
    TARIX_TRY(tarix_index_check(index, TARIX_INDEX_FORMS, r->pass->n_threads, err));
    TARIX_ROOM(r->arena, r->sources, r->n_sources, r->capacity);
    r->sources[r->n_sources] = (source){.index = index};
    *out = &r->sources[r->n_sources++];
    return TARIX_OK;
}

static tarix_status find_source(
    tarix_replay *r, const tarix_index *index, source **out, tarix_error *err)
{
    for (size_t i = r->n_sources; i-- > 0;)
        if (r->sources[i].index == index) {
            *out = &r->sources[i];
            return TARIX_OK;
        }
    TARIX_TRY(add_source(r, index, out, err));
    (*out)->id = TARIX_ARRAY(r->arena, tarix_id, index->n_forms + 1);
    memset((*out)->id, 0xFF, index->n_forms * sizeof *(*out)->id);
    return TARIX_OK;
}

/* Whether the sink wants tokens of a form that has the tag. */
static bool is_wanted(const tarix_replay *r, uint16_t tag)
{
    return !r->sink->kinds || r->sink->kinds >> (tag & 0xFF) & 1;
}

/* The sink's vocabulary of folds is that of the index. */
static bool adopt_folds(tarix_replay *r, const tarix_index *index, source *s)
{
    const tarix_index_layer *folds = tarix_index_find_layer(index, "fold", r->pass->n_threads);
    if (!folds) return false;
    tarix_vocab_adopt(r->forms, &folds->values);
    s->id = TARIX_ARRAY(r->arena, tarix_id, index->n_forms + 1);
    for (size_t f = 0; f < index->n_forms; f++)
        s->id[f] = is_wanted(r, index->form_tag[f]) ? folds->map[f] : TARIX_NO_ID;
    return true;
}

tarix_status tarix_replay_expect(
    tarix_replay *r, const tarix_collection *collection, tarix_error *err)
{
    source *s = NULL;
    const tarix_index *index = tarix_index_whole(collection);
    if (!index || !r->sink->forms || tarix_vocab_size(r->forms) > 0) return TARIX_OK;
    TARIX_TRY(add_source(r, index, &s, err));
    if (r->sink->folds) {
        s->is_settled = adopt_folds(r, index, s);
        if (!s->is_settled) r->n_sources--;
        return TARIX_OK;
    }
    tarix_index_adopt_forms(index, r->forms);
    s->is_settled = true;
    return TARIX_OK;
}

/* Interns a form of an index, or its fold, where the tokens of the sink are. */
static tarix_id intern(tarix_replay *r, const tarix_index *x, tarix_id form)
{
    const tarix_str text = tarix_index_form(x, form);
    const uint16_t tag = x->form_tag[form];
    if (!r->sink->folds) return tarix_vocab_intern(r->forms, text, tag);
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

/* The id of a form, where there are ids; false when the sink does not want its kind. */
static bool find_id(tarix_replay *r, const source *s, tarix_id form, tarix_id *id)
{
    const tarix_index *x = s->index;
    if (s->is_settled && s->id) {
        *id = s->id[form];
        return *id != TARIX_NO_ID;
    }
    if (!is_wanted(r, x->form_tag[form])) return false;
    if (s->is_settled) *id = form;
    if (s->is_settled || !r->forms) return true;
    if (s->id[form] == TARIX_NO_ID) s->id[form] = intern(r, x, form);
    *id = s->id[form];
    return true;
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
    if (!find_id(r, s, form, id)) return false;
    const tarix_str shown = r->sink->folds ? tarix_vocab_str(r->forms, *id) : text;
    *token = (tarix_token){.form = shown.data,
        .start = start,
        .length = length,
        .size = (uint32_t)shown.size,
        .kind = (uint8_t)(tag & 0xFF),
        .reading = (uint8_t)(tag >> 8),
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

/* Where tokens themselves are not wanted. */
static void give_ids(tarix_replay *r, const source *s, place at)
{
    const tarix_sink *sink = r->sink;
    tarix_id ids[batch], marks[batch];
    while (at.token < at.end_token) {
        size_t n = 0;
        for (; at.token < at.end_token && n < batch; at.token++) {
            marks[n] = starts_sentence(s->index, &at) ? TARIX_STARTS_SENTENCE : 0;
            n += find_id(r, s, s->index->token[at.token], &ids[n]);
        }
        tarix_vocab_count_again(sink->forms, ids, n);
        if (!sink->ids) continue;
        for (size_t i = 0; i < n; i++) ids[i] |= marks[i];
        sink->ids(sink->context, ids, n);
    }
}

/* Counts of a document that is all of its index. */
static void count_whole(tarix_replay *r, const source *s)
{
    const tarix_index *x = s->index;
    for (tarix_id f = 0; f < x->n_forms; f++) {
        const uint64_t count = tarix_index_count(x, f);
        tarix_id id;
        if (count && find_id(r, s, f, &id)) tarix_vocab_count_times(r->forms, id, count);
    }
}

static void give_all(tarix_replay *r, const source *s, place at)
{
    if (r->sink->tokens)
        give_tokens(r, s, at);
    else
        give_ids(r, s, at);
}

/* Counts are all that is wanted, and the ids are known. */
static tarix_status count_tokens(
    tarix_replay *r, const source *s, size_t document, tarix_error *err)
{
    const tarix_index *x = s->index;
    tarix_id ids[batch];
    uint64_t at = x->documents[document].first_token;
    const uint64_t end = tarix_index_last_token(x, document);
    if (x->n_documents == 1) {
        TARIX_TRY(tarix_index_check(x, TARIX_INDEX_COUNTS, r->pass->n_threads, err));
        count_whole(r, s);
        return TARIX_OK;
    }
    TARIX_TRY(tarix_index_check_tokens(x, at, end, err));
    if (!s->id && !r->sink->kinds) {
        tarix_vocab_count_again(r->forms, x->token + at, (size_t)(end - at));
        return TARIX_OK;
    }
    while (at < end) {
        size_t n = 0;
        for (; at < end && n < batch; at++) n += find_id(r, s, x->token[at], &ids[n]);
        tarix_vocab_count_again(r->forms, ids, n);
    }
    return TARIX_OK;
}

tarix_status tarix_replay_document(
    tarix_replay *r, tarix_document *document, size_t number, tarix_error *err)
{
    const size_t i = document->index_document;
    const tarix_index *x = document->index;
    source *s = NULL;
    if (r->sink->forms || r->sink->tokens)
        TARIX_TRY(find_source(r, x, &s, err));
    else if (r->fitting != x) { /* its rows are all that is wanted */
        TARIX_TRY(tarix_index_fits(x, r->arena, r->pass, err));
        r->fitting = x;
    }
    tarix_index_describe(document, r->pass->counts_scripts);
    if (document->failure.size) return TARIX_OK;
    const bool counts = r->sink->forms && !r->sink->tokens && !r->sink->ids && s && s->is_settled;
    const bool reads = !counts && (r->sink->forms || r->sink->tokens);
    if (reads) TARIX_TRY(tarix_index_check_document(x, i, err));
    if (r->sink->forms) tarix_vocab_forget(r->sink->forms);
    if (r->sink->begin) r->sink->begin(r->sink->context, number);
    const uint64_t first = x->documents[i].first_token;
    if (counts)
        TARIX_TRY(count_tokens(r, s, i, err));
    else if (reads)
        give_all(r, s,
            (place){.token = first,
                .end_token = tarix_index_last_token(x, i),
                .sentence = x->documents[i].first_sentence,
                .end_sentence = tarix_index_last_sentence(x, i),
                .next_long = tarix_steps_from(&x->steps, first)});
    tarix_progress_read(r->pass->progress, document->bytes);
    if (r->sink->end) r->sink->end(r->sink->context, number);
    return TARIX_OK;
}
