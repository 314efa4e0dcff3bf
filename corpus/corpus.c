#include "corpus/corpus.h"

#include "base/simd.h"
#include "corpus/index_checks.h"

#include <assert.h>
#include <stdlib.h>

typedef struct reading {
    tarix_arena *arena;
    tarix_id *form;
    size_t *sentence_start, *document_start;
    size_t n_tokens, n_sentences, tokens_capacity, sentences_capacity;
    tarix_step_list steps;
    /* as they were when the last document that was read to its end was over */
    size_t kept_tokens, kept_sentences, kept_blocks, kept_longs;
} reading;

/* What was seen of a document that failed in its midst is dropped. */
static void drop_failed(reading *r)
{
    r->n_tokens = r->kept_tokens;
    r->n_sentences = r->kept_sentences;
    if (r->steps.n == 0) return; /* the text is not kept */
    r->steps.n = r->steps.n_steps = r->kept_tokens;
    r->steps.n_blocks = r->kept_blocks;
    r->steps.n_longs = r->kept_longs;
}

static void end_document(void *context, size_t document)
{
    reading *r = context;
    (void)document;
    r->kept_tokens = r->n_tokens;
    r->kept_sentences = r->n_sentences;
    r->kept_blocks = r->steps.n_blocks;
    r->kept_longs = r->steps.n_longs;
}

static void begin_document(void *context, size_t document)
{
    reading *r = context;
    drop_failed(r);
    r->document_start[document] = r->n_tokens;
    r->steps.end = 0;
}

static void take_tokens(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    reading *r = context;
    for (size_t i = 0; i < n; i++) {
        if (tokens[i].flags & TARIX_TOKEN_STARTS_SENTENCE) {
            TARIX_ROOM(r->arena, r->sentence_start, r->n_sentences, r->sentences_capacity);
            r->sentence_start[r->n_sentences++] = r->n_tokens;
        }
        tarix_steps_add(r->arena, &r->steps, &tokens[i]);
        TARIX_ROOM(r->arena, r->form, r->n_tokens, r->tokens_capacity);
        r->form[r->n_tokens++] = ids[i];
    }
}

static void take_ids(void *context, const tarix_id *ids, size_t n)
{
    reading *r = context;
    for (size_t i = 0; i < n; i++) {
        if (ids[i] & TARIX_STARTS_SENTENCE) {
            TARIX_ROOM(r->arena, r->sentence_start, r->n_sentences, r->sentences_capacity);
            r->sentence_start[r->n_sentences++] = r->n_tokens;
        }
        TARIX_ROOM(r->arena, r->form, r->n_tokens, r->tokens_capacity);
        r->form[r->n_tokens++] = ids[i] & ~TARIX_STARTS_SENTENCE;
    }
}

static void take_reading(tarix_corpus *c, reading *r)
{
    drop_failed(r);
    TARIX_ROOM(r->arena, r->sentence_start, r->n_sentences, r->sentences_capacity);
    r->sentence_start[r->n_sentences] = r->n_tokens;
    r->document_start[c->n_documents] = r->n_tokens;
    for (size_t i = c->n_documents; i-- > 0;) /* skipped before its first token */
        if (c->collection->documents[i].failure.size && r->document_start[i] == 0)
            r->document_start[i] = r->document_start[i + 1];
    c->n_tokens = r->n_tokens;
    c->form = c->own_form = r->form;
    c->n_sentences = r->n_sentences;
    c->sentence_start = r->sentence_start;
    c->document_start = r->document_start;
    c->steps = (tarix_steps){r->steps.step, r->steps.block, r->steps.longs, r->steps.n_longs};
}

/* ---- an index, where it lies ---- */

static tarix_status take_index(tarix_arena *arena, const tarix_pass *pass, const tarix_index *x,
    tarix_corpus_use use, tarix_corpus *c, tarix_error *err)
{
    unsigned parts = TARIX_INDEX_TAGS | TARIX_INDEX_COUNTS | TARIX_INDEX_SENTENCES;
    static_assert(sizeof(size_t) == sizeof(uint64_t), "starts are used where they lie");
    size_t *document_start = TARIX_ARRAY(arena, size_t, c->n_documents + 1);
    TARIX_TRY(tarix_index_fits(x, arena, pass, err));
    if (use != TARIX_CORPUS_NONE) parts |= TARIX_INDEX_TEXTS;
    if (use == TARIX_CORPUS_ALL) parts |= TARIX_INDEX_TOKENS;
    if (use == TARIX_CORPUS_TEXT) {
        parts |= TARIX_INDEX_STEP_LISTS;
        c->looks = TARIX_NEW(arena, tarix_corpus_looks);
        c->looks->is_checked =
            TARIX_ARRAY(arena, unsigned char, x->n_tokens / TARIX_CORPUS_LOOK + 1);
    }
    TARIX_TRY(tarix_index_check(x, parts, pass->n_threads, err));
    tarix_index_adopt_forms(x, c->forms);
    for (size_t i = 0; i < c->n_documents; i++) {
        tarix_index_describe(&c->collection->documents[i], pass->counts_scripts);
        document_start[i] = x->documents[i].first_token;
    }
    document_start[c->n_documents] = x->n_tokens;
    c->index = x;
    c->n_tokens = x->n_tokens;
    c->form = x->token;
    c->steps = x->steps;
    c->n_sentences = x->n_sentences;
    c->sentence_start = (const size_t *)x->sentence;
    c->document_start = document_start;
    return TARIX_OK;
}

tarix_status tarix_corpus_read(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, tarix_corpus_use use, tarix_corpus **out, tarix_error *err)
{
    tarix_corpus *c = TARIX_NEW(arena, tarix_corpus);
    const tarix_index *index = tarix_index_whole(collection);
    reading r = {.arena = arena};
    c->collection = collection;
    c->forms = tarix_vocab_new(arena);
    c->n_documents = collection->n_documents;
    r.document_start = TARIX_ARRAY(arena, size_t, c->n_documents + 1);
    const tarix_sink sink = {.context = &r,
        .forms = c->forms,
        .begin = begin_document,
        .end = end_document,
        .tokens = use == TARIX_CORPUS_TEXT ? take_tokens : NULL,
        .ids = use == TARIX_CORPUS_TEXT ? NULL : take_ids};
    if (index)
        TARIX_TRY(take_index(arena, pass, index, use, c, err));
    else {
        TARIX_TRY(tarix_collection_fits(collection, arena, err));
        TARIX_TRY(tarix_pass_run(pass, collection, &sink, err));
        take_reading(c, &r);
    }
    *out = c;
    return TARIX_OK;
}

/* ---- */

bool tarix_corpus_look(const tarix_corpus *c, size_t token)
{
    tarix_corpus_looks *looks = c->looks;
    const uint64_t first = token - token % TARIX_CORPUS_LOOK, last = first + TARIX_CORPUS_LOOK;
    const uint64_t end = last < c->n_tokens ? last : c->n_tokens;
    if (looks->fault.status != TARIX_OK) return false;
    if (tarix_index_check_tokens(c->index, first, end, &looks->fault) != TARIX_OK ||
        tarix_index_check_steps(c->index, first, end, &looks->fault) != TARIX_OK)
        return false;
    looks->is_checked[token / TARIX_CORPUS_LOOK] = 1;
    return true;
}

tarix_status tarix_corpus_check_all(const tarix_corpus *c, size_t n_threads, tarix_error *err)
{
    return c->looks ? tarix_index_check(c->index, TARIX_INDEX_TOKENS, n_threads, err) : TARIX_OK;
}

tarix_status tarix_corpus_status(const tarix_corpus *c, tarix_error *err)
{
    if (!c->looks || c->looks->fault.status == TARIX_OK) return TARIX_OK;
    return tarix_error_set(err, c->looks->fault.status, "%s", c->looks->fault.message);
}

/* The first of the wanted forms of an index from `form` on; n_forms: none. */
static size_t next_wanted(const tarix_corpus *c, const bool *is_wanted, size_t form)
{
    const size_t n = c->index->n_forms;
    const bool *next = form < n ? memchr(is_wanted + form, true, n - form) : NULL;
    return next ? (size_t)(next - is_wanted) : n;
}

uint64_t tarix_corpus_count(const tarix_corpus *c, const bool *is_wanted)
{
    uint64_t n = 0;
    if (!c->index)
        for (size_t i = 0; i < c->n_tokens; i++) n += is_wanted[c->form[i]];
    else
        for (size_t f = 0; (f = next_wanted(c, is_wanted, f)) < c->index->n_forms;)
            for (; f < c->index->n_forms && is_wanted[f]; f++)
                n += tarix_index_count(c->index, (tarix_id)f);
    return n;
}

static size_t scan(const tarix_corpus *c, const bool *is_wanted, uint32_t *out)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_tokens; i++) {
        out[n] = (uint32_t)i;
        n += is_wanted[c->form[i]];
    }
    return n;
}

/* A bit a token puts what stands by form into the order of tokens. */
static void mark_places(const tarix_id *at, size_t n, uint64_t *marks)
{
    for (size_t i = 0; i < n; i++) marks[at[i] / 64] |= UINT64_C(1) << at[i] % 64;
}

static void list_marks(const uint64_t *marks, size_t n_words, uint32_t *out)
{
    size_t n = 0;
    for (size_t word = 0; word < n_words; word++)
        for (uint64_t left = marks[word]; left; left &= left - 1)
            out[n++] = (uint32_t)(64 * word + tarix_simd_lowest(left));
}

static int ascending(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Few places are put into their order by themselves. */
static tarix_status list_places(const tarix_corpus *c, const bool *is_wanted, uint64_t *marks,
    uint32_t *out, size_t *n_out, tarix_error *err)
{
    *n_out = 0;
    for (size_t f = 0; (f = next_wanted(c, is_wanted, f)) < c->index->n_forms; f++) {
        const tarix_id *at = NULL;
        size_t n = 0;
        TARIX_TRY(tarix_index_places(c->index, (tarix_id)f, &at, &n, err));
        if (marks)
            mark_places(at, n, marks);
        else
            memcpy(out + *n_out, at, n * sizeof *out);
        *n_out += n;
    }
    if (marks)
        list_marks(marks, c->n_tokens / 64 + 1, out);
    else if (*n_out)
        qsort(out, *n_out, sizeof *out, ascending);
    return TARIX_OK;
}

tarix_status tarix_corpus_find(const tarix_corpus *c, tarix_arena *arena, const bool *is_wanted,
    uint32_t **out, size_t *n, tarix_error *err)
{
    enum { few = 2048 }; /* one in so many tokens */
    const uint64_t count = tarix_corpus_count(c, is_wanted);
    assert(c->n_tokens <= UINT32_MAX);
    *out = TARIX_ARRAY(arena, uint32_t, count + 1);
    if (!c->index) {
        *n = scan(c, is_wanted, *out);
        return TARIX_OK;
    }
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    uint64_t *marks =
        count < c->n_tokens / few ? NULL : TARIX_ARRAY(scratch, uint64_t, c->n_tokens / 64 + 1);
    const tarix_status status = list_places(c, is_wanted, marks, *out, n, err);
    tarix_arena_free(scratch);
    return status;
}

size_t tarix_starts_find(const size_t *starts, size_t from, size_t n, size_t token)
{
    size_t low = from, step = 1;
    while (low + step < n && starts[low + step] <= token) {
        low += step;
        step *= 2;
    }
    size_t high = low + step < n ? low + step : n;
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
    return tarix_starts_find(corpus->sentence_start, 0, corpus->n_sentences, token);
}

size_t tarix_corpus_document(const tarix_corpus *corpus, size_t token)
{
    return tarix_starts_find(corpus->document_start, 0, corpus->n_documents, token);
}

uint64_t tarix_corpus_start(const tarix_corpus *corpus, size_t token)
{
    const tarix_steps *steps = &corpus->steps;
    const size_t first = corpus->document_start[tarix_corpus_document(corpus, token)];
    const size_t block = token - token % TARIX_STEP_BLOCK;
    size_t at = block > first ? block : first;
    size_t next = tarix_steps_from(steps, at);
    uint64_t start = 0, end = 0;
    for (; at <= token; at++) {
        uint32_t length;
        const size_t size = tarix_vocab_str(corpus->forms, tarix_corpus_form(corpus, at)).size;
        start = tarix_steps_take(steps, at, end, (uint32_t)size, &length, &next);
        if (at == block && block > first) start = steps->block[block / TARIX_STEP_BLOCK];
        end = start + length;
    }
    return start;
}

tarix_str tarix_corpus_text(
    const tarix_corpus *corpus, tarix_arena *arena, size_t begin, size_t end)
{
    size_t size = 0;
    for (size_t i = begin; i < end; i++)
        size += tarix_vocab_str(corpus->forms, tarix_corpus_form(corpus, i)).size + 1;
    char *text = tarix_arena_alloc(arena, size + 1, 1);
    size = 0;
    for (size_t i = begin; i < end; i++) {
        const tarix_str form = tarix_vocab_str(corpus->forms, tarix_corpus_form(corpus, i));
        if (i > begin && tarix_corpus_has_space(corpus, i)) text[size++] = ' ';
        for (size_t k = 0; k < form.size; k++) {
            const bool is_space = (unsigned char)form.data[k] <= ' ';
            if (is_space && size && text[size - 1] == ' ') continue;
            text[size++] = is_space ? ' ' : form.data[k];
        }
    }
    return (tarix_str){text, size};
}
