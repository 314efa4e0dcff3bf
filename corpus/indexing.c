#include "corpus/indexing.h"

#include "base/file.h"
#include "base/pool.h"
#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/index.h"

#include <stdlib.h>

typedef struct strings {
    tarix_arena *arena;
    char *bytes;
    size_t size, capacity;
} strings;

/* Where arrays ended when the last document that was read to its end did. */
typedef struct ends {
    size_t tokens, longs, sentences;
} ends;

typedef struct indexing {
    tarix_arena *arena;
    const tarix_collection *collection;
    tarix_vocab *forms;
    tarix_id *token;
    uint64_t *sentence;
    size_t n_tokens, n_sentences, token_capacity, sentence_capacity;
    tarix_step_list steps;
    ends kept;
    bool is_full;
    tarix_index_document *documents;    /* by document of the collection */
    uint64_t (*letters)[TARIX_SCRIPTS]; /* by form */
    size_t n_letters, letters_capacity;
    strings strings;
    tarix_index_file *files;
    const char **file_path; /* of each */
    size_t n_files, files_capacity, file_path_capacity;
} indexing;

/* ---- the sink ---- */

/* What was seen of a document that failed in its midst is dropped. */
static void drop_failed(indexing *x)
{
    x->n_tokens = x->kept.tokens;
    x->steps.n = x->kept.tokens;
    x->steps.n_longs = x->kept.longs;
    x->n_sentences = x->kept.sentences;
}

static void begin_document(void *context, size_t document)
{
    indexing *x = context;
    drop_failed(x);
    x->steps.end = 0;
    x->documents[document].first_token = x->n_tokens;
    x->documents[document].first_sentence = x->n_sentences;
}

static void take_tokens(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    indexing *x = context;
    x->is_full = x->is_full || x->n_tokens >= UINT32_MAX - n;
    if (x->is_full) return;
    TARIX_ROOM_FOR(x->arena, x->token, x->n_tokens, x->token_capacity, n);
    for (size_t i = 0; i < n; i++) {
        if (tokens[i].flags & TARIX_TOKEN_STARTS_SENTENCE) {
            TARIX_ROOM(x->arena, x->sentence, x->n_sentences, x->sentence_capacity);
            x->sentence[x->n_sentences++] = x->n_tokens;
        }
        tarix_steps_add(x->arena, &x->steps, &tokens[i]);
        x->token[x->n_tokens++] = ids[i];
    }
}

static void count_letters(uint64_t *letters, tarix_str form)
{
    size_t size = 0;
    for (const char *p = form.data, *end = p + form.size; p < end; p += size)
        if (tarix_sign_at(p, &size) == TARIX_SIGN_LETTER)
            letters[tarix_unicode_script(tarix_utf8_decode(p, &size))]++;
}

static void sum_letters(indexing *x, uint64_t *sum)
{
    const size_t n = tarix_vocab_met(x->forms);
    for (; x->n_letters < tarix_vocab_size(x->forms); x->n_letters++) {
        TARIX_ROOM(x->arena, x->letters, x->n_letters, x->letters_capacity);
        count_letters(x->letters[x->n_letters], tarix_vocab_str(x->forms, (tarix_id)x->n_letters));
    }
    for (size_t i = 0; i < n; i++) {
        const tarix_id form = tarix_vocab_met_at(x->forms, i);
        const uint64_t count = tarix_vocab_count(x->forms, form);
        for (unsigned s = 0; s < TARIX_SCRIPTS; s++) sum[s] += count * x->letters[form][s];
    }
}

static void end_document(void *context, size_t document)
{
    indexing *x = context;
    sum_letters(x, x->documents[document].letters);
    x->kept = (ends){x->n_tokens, x->steps.n_longs, x->n_sentences};
}

/* ---- tables ---- */

static tarix_index_text add_string(strings *s, tarix_str text)
{
    const tarix_index_text out = {s->size, text.size};
    while (s->size + text.size + 1 > s->capacity) {
        const size_t room = s->capacity ? 2 * s->capacity : 1 << 16;
        s->bytes = tarix_arena_grow(s->arena, s->bytes, s->capacity, room, 1);
        s->capacity = room;
    }
    if (text.size) memcpy(s->bytes + s->size, text.data, text.size);
    s->bytes[s->size + text.size] = '\0';
    s->size += text.size + 1;
    return out;
}

/* One more than the number of a document's file of metadata; each file is kept once. */
static tarix_status find_file(indexing *x, const tarix_index_plan *plan, const tarix_document *d,
    uint64_t *out, tarix_error *err)
{
    const char *path = plan->metadata_path ? plan->metadata_path : d->metadata_path;
    tarix_str bytes = plan->metadata_path ? (tarix_str){NULL, 0} : d->metadata_bytes;
    *out = 0;
    if (!path) return TARIX_OK;
    for (size_t i = 0; i < x->n_files; i++) {
        const tarix_str kept = {x->strings.bytes + x->files[i].bytes.at, x->files[i].bytes.size};
        if (strcmp(x->file_path[i], path) == 0 && (!bytes.data || tarix_str_equal(kept, bytes))) {
            *out = i + 1;
            return TARIX_OK;
        }
    }
    if (!bytes.data) TARIX_TRY(tarix_file_read(x->arena, path, &bytes, err));
    TARIX_ROOM(x->arena, x->file_path, x->n_files, x->file_path_capacity);
    TARIX_ROOM(x->arena, x->files, x->n_files, x->files_capacity);
    x->file_path[x->n_files] = path;
    x->files[x->n_files].path = add_string(&x->strings, tarix_str_from(path));
    x->files[x->n_files].bytes = add_string(&x->strings, bytes);
    *out = ++x->n_files;
    return TARIX_OK;
}

/* The row of a document; where its tokens begin and its letters are in it already. */
static tarix_status fill_row(indexing *x, const tarix_index_plan *plan, size_t i, tarix_error *err)
{
    tarix_index_document *row = &x->documents[i];
    const tarix_document *d = &x->collection->documents[i];
    row->name = add_string(&x->strings, d->name);
    row->path = add_string(&x->strings, tarix_str_from(d->path));
    row->encoding = add_string(&x->strings, tarix_str_from(d->encoding));
    row->sha256 = add_string(&x->strings, d->sha256);
    row->failure = add_string(&x->strings, d->failure);
    row->bytes = d->bytes;
    row->bad_bytes = d->bad_bytes;
    row->furniture = d->furniture;
    row->sentences = d->sentences;
    row->places = d->places;
    row->old_share = d->old_share;
    memcpy(row->tokens, d->tokens, sizeof row->tokens);
    memcpy(row->readings, d->readings, sizeof row->readings);
    return find_file(x, plan, d, &row->metadata, err);
}

/* A document that was skipped is empty and stands where the next one begins. */
static void place_skipped(indexing *x)
{
    uint64_t token = x->n_tokens, sentence = x->n_sentences;
    for (size_t i = x->collection->n_documents; i-- > 0;) {
        tarix_index_document *d = &x->documents[i];
        if (x->collection->documents[i].failure.size) {
            d->first_token = token;
            d->first_sentence = sentence;
        }
        token = d->first_token;
        sentence = d->first_sentence;
    }
}

/* What was not taken because it is here already is of this run, not of the index. */
static tarix_index_passed_over *list_passed_over(indexing *x, size_t *n)
{
    const tarix_collection *c = x->collection;
    tarix_index_passed_over *list =
        TARIX_ARRAY(x->arena, tarix_index_passed_over, c->n_passed_over + 1);
    *n = 0;
    for (size_t i = 0; i < c->n_passed_over; i++) {
        const tarix_passed_over *p = &c->passed_over[i];
        if (tarix_str_equal(p->reason, TARIX_REACHED_BEFORE)) continue;
        list[*n].path = add_string(&x->strings, p->path);
        list[*n].reason = add_string(&x->strings, p->reason);
        ++*n;
    }
    return list;
}

/* ---- the file ---- */

typedef struct contents {
    const void *bytes;
    uint64_t size;
} contents;

/* Arrays that follow from others; each kind is made on some thread. */
typedef struct listing {
    indexing *x;
    tarix_guard *guard;
    tarix_arena *arena;
    const tarix_vocab *vocab; /* whose texts are listed; NULL: the places of all forms are */
    const tarix_id *map;      /* the layer that the texts are values of, or NULL */
    contents *part;           /* where the arrays go */
    tarix_status status;
    tarix_error error;
} listing;

enum { most_listings = 2 + TARIX_INDEX_LAYERS };

typedef struct listings {
    listing of[most_listings];
    size_t n;
} listings;

/* A vocabulary as it is written. */
static void list_texts(const listing *l)
{
    const size_t n = tarix_vocab_size(l->vocab), n_slots = tarix_vocab_slots_for(n);
    uint64_t *start = TARIX_ARRAY(l->arena, uint64_t, n + 1);
    uint16_t *tag = l->map ? NULL : TARIX_ARRAY(l->arena, uint16_t, n + 1);
    for (tarix_id id = 0; id < n; id++) {
        start[id + 1] = start[id] + tarix_vocab_str(l->vocab, id).size + 1;
        if (tag) tag[id] = tarix_vocab_tag(l->vocab, id);
    }
    const size_t size = start[n] + TARIX_TOKEN_SLACK;
    char *text = tarix_arena_alloc(l->arena, size, 1);
    for (tarix_id id = 0; id < n; id++) {
        const tarix_str s = tarix_vocab_str(l->vocab, id);
        if (s.size) memcpy(text + start[id], s.data, s.size);
    }
    uint32_t *slot = TARIX_ARRAY(l->arena, uint32_t, n_slots);
    tarix_vocab_fill_slots(
        &(tarix_vocab_stored){.start = start, .tag = tag, .text = text, .n_slots = n_slots, .n = n},
        slot);
    const contents starts = {start, (n + 1) * sizeof *start}, texts = {text, size},
                   slots = {slot, n_slots * sizeof *slot};
    if (l->map) {
        l->part[TARIX_SECTION_VALUE_STARTS - TARIX_SECTION_LAYER_MAP] = starts;
        l->part[TARIX_SECTION_VALUE_TEXTS - TARIX_SECTION_LAYER_MAP] = texts;
        l->part[TARIX_SECTION_VALUE_SLOTS - TARIX_SECTION_LAYER_MAP] = slots;
        return;
    }
    l->part[TARIX_SECTION_FORM_STARTS] = starts;
    l->part[TARIX_SECTION_FORM_TAGS] = (contents){tag, n * sizeof *tag};
    l->part[TARIX_SECTION_FORM_TEXTS] = texts;
    l->part[TARIX_SECTION_FORM_SLOTS] = slots;
}

/* Where the tokens of each form are: a counting sort, whose cursors lie close together. */
static void list_places(const listing *l)
{
    const indexing *x = l->x;
    const size_t n_forms = tarix_vocab_size(x->forms);
    uint64_t *start = TARIX_ARRAY(l->arena, uint64_t, n_forms + 1);
    uint32_t *next = TARIX_ARRAY(l->arena, uint32_t, n_forms + 1);
    tarix_id *place = TARIX_ARRAY(l->arena, tarix_id, x->n_tokens + 1);
    for (size_t i = 0; i < x->n_tokens; i++) next[x->token[i]]++;
    for (size_t f = 0; f < n_forms; f++) {
        start[f + 1] = start[f] + next[f];
        next[f] = (uint32_t)start[f];
    }
    for (size_t i = 0; i < x->n_tokens; i++) place[next[x->token[i]]++] = (tarix_id)i;
    l->part[TARIX_SECTION_PLACE_STARTS] = (contents){start, (n_forms + 1) * sizeof *start};
    l->part[TARIX_SECTION_PLACES] = (contents){place, x->n_tokens * sizeof *place};
}

static listing *add_listing(indexing *x, listings *all, const tarix_vocab *vocab, contents *part)
{
    listing *l = &all->of[all->n++];
    tarix_guard *guard = tarix_guard_branch(x->arena);
    *l = (listing){
        .x = x, .guard = guard, .arena = tarix_arena_new(guard), .vocab = vocab, .part = part};
    return l;
}

static void add_layer(indexing *x, const tarix_pass *pass, const tarix_layer_row *row,
    size_t n_threads, listings *all, contents *part)
{
    if (!row) return;
    tarix_vocab *values = tarix_vocab_new(x->arena);
    tarix_layer *layer = tarix_layer_new(x->arena, row, pass->lexicons, x->forms, values);
    const tarix_id *map = tarix_layer_fill(layer, n_threads);
    part[0] = (contents){map, tarix_vocab_size(x->forms) * sizeof *map};
    add_listing(x, all, values, part)->map = map;
}

static tarix_status list(void *context, tarix_error *err)
{
    const listing *l = context;
    (void)err;
    if (l->vocab)
        list_texts(l);
    else
        list_places(l);
    return TARIX_OK;
}

static void work(void *context, size_t task)
{
    listing *l = &((listings *)context)->of[task];
    l->status = tarix_guard_run(l->guard, list, l, &l->error);
}

static tarix_status make_listings(listings *all, size_t n_threads, tarix_error *err)
{
    tarix_pool_run(n_threads, all->n, work, all);
    for (size_t i = 0; i < all->n; i++)
        if (all->of[i].status != TARIX_OK)
            return tarix_error_set(err, all->of[i].status, "%s", all->of[i].error.message);
    return TARIX_OK;
}

static void write_sections(indexing *x, tarix_output *output, const contents *part)
{
    uint64_t sizes[TARIX_SECTIONS];
    for (unsigned i = 0; i < TARIX_SECTIONS; i++) sizes[i] = part[i].size;
    tarix_sections_writer *writer = tarix_sections_begin(x->arena, output, sizes);
    for (unsigned i = 0; i < TARIX_SECTIONS; i++)
        tarix_sections_write(writer, (tarix_section)i, part[i].bytes, (size_t)part[i].size);
    tarix_sections_end(writer);
}

static tarix_status write_file(indexing *x, const tarix_pass *pass, const tarix_index_plan *plan,
    tarix_str settings, tarix_output *output, tarix_error *err)
{
    size_t n_passed_over;
    listings *all = TARIX_NEW(x->arena, listings);
    const tarix_index_passed_over *passed_over = list_passed_over(x, &n_passed_over);
    const size_t n_blocks = (x->n_tokens + TARIX_STEP_BLOCK - 1) / TARIX_STEP_BLOCK;
    TARIX_ROOM(x->arena, x->sentence, x->n_sentences, x->sentence_capacity);
    x->sentence[x->n_sentences] = x->n_tokens;
    contents part[TARIX_SECTIONS] = {
        [TARIX_SECTION_SETTINGS] = {settings.data, settings.size},
        [TARIX_SECTION_COMMAND] = {plan->command.data, plan->command.size},
        [TARIX_SECTION_DOCUMENTS] = {x->documents,
            x->collection->n_documents * sizeof *x->documents},
        [TARIX_SECTION_METADATA] = {x->files, x->n_files * sizeof *x->files},
        [TARIX_SECTION_PASSED_OVER] = {passed_over, n_passed_over * sizeof *passed_over},
        [TARIX_SECTION_STRINGS] = {x->strings.bytes, x->strings.size},
        [TARIX_SECTION_TOKENS] = {x->token, x->n_tokens * sizeof *x->token},
        [TARIX_SECTION_STEPS] = {x->steps.step, x->n_tokens},
        [TARIX_SECTION_STEP_BLOCKS] = {x->steps.block, n_blocks * sizeof *x->steps.block},
        [TARIX_SECTION_LONG_STEPS] = {x->steps.longs, x->steps.n_longs * sizeof *x->steps.longs},
        [TARIX_SECTION_SENTENCES] = {x->sentence, (x->n_sentences + 1) * sizeof *x->sentence},
    };
    add_listing(x, all, NULL, part);
    add_listing(x, all, x->forms, part);
    for (size_t i = 0; i < TARIX_INDEX_LAYERS; i++)
        add_layer(x, pass, plan->layers[i], pass->n_threads, all,
            &part[TARIX_SECTION_LAYER_MAP + i * TARIX_SECTION_LAYER]);
    TARIX_TRY(make_listings(all, pass->n_threads, err));
    write_sections(x, output, part);
    return TARIX_OK;
}

/* Indexes are joined when they were made alike. */
static tarix_status check_sources(tarix_arena *scratch, const tarix_pass *pass,
    const tarix_collection *c, tarix_str settings, tarix_error *err)
{
    for (size_t i = 0; i < c->n_documents; i++) {
        const tarix_index *index = c->documents[i].index;
        if (!index || (i && index == c->documents[i - 1].index)) continue;
        TARIX_TRY(tarix_index_fits(index, scratch, pass, err));
        if (!tarix_str_equal(index->settings, settings))
            return tarix_error_set(err, TARIX_INVALID,
                "%s: was made with another --orthography, --foreign or --encoding; give the same "
                "here",
                tarix_sections_path(index->sections));
    }
    return TARIX_OK;
}

tarix_status tarix_index_make(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, const tarix_index_plan *plan, const char *path, tarix_error *err)
{
    tarix_pass own = *pass;
    tarix_output *output = NULL;
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    indexing x = {.arena = scratch,
        .collection = collection,
        .forms = tarix_vocab_new(scratch),
        .documents = TARIX_ARRAY(scratch, tarix_index_document, collection->n_documents),
        .strings = {.arena = scratch}};
    const tarix_sink sink = {.context = &x,
        .forms = x.forms,
        .begin = begin_document,
        .tokens = take_tokens,
        .end = end_document};
    const tarix_str settings = tarix_index_settings(scratch, pass);
    own.hashes = true;
    TARIX_TRY(check_sources(scratch, pass, collection, settings, err));
    TARIX_TRY(tarix_output_open(scratch, path, &output, err));
    TARIX_TRY(tarix_pass_run(&own, collection, &sink, err));
    drop_failed(&x);
    if (x.is_full)
        return tarix_error_set(err, TARIX_INVALID,
            "an index holds up to %lu tokens, and here are more: make several, every command takes "
            "them together",
            (unsigned long)UINT32_MAX - 256);
    add_string(&x.strings, TARIX_STR(""));
    for (size_t i = 0; i < collection->n_documents; i++) TARIX_TRY(fill_row(&x, plan, i, err));
    place_skipped(&x);
    TARIX_TRY(write_file(&x, pass, plan, settings, output, err));
    TARIX_TRY(tarix_output_commit(output, err));
    tarix_arena_free(scratch);
    return TARIX_OK;
}
