#include "corpus/indexing.h"

#include "base/file.h"
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
    for (size_t i = 0; i < n; i++) {
        if (tokens[i].flags & TARIX_TOKEN_STARTS_SENTENCE) {
            TARIX_ROOM(x->arena, x->sentence, x->n_sentences, x->sentence_capacity);
            x->sentence[x->n_sentences++] = x->n_tokens;
        }
        tarix_steps_add(x->arena, &x->steps, &tokens[i]);
        TARIX_ROOM(x->arena, x->token, x->n_tokens, x->token_capacity);
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

/* A vocabulary as it is written. */
typedef struct text_arrays {
    uint64_t *start;
    uint16_t *tag;
    char *text;
    uint32_t *slot;
    size_t n, text_size, n_slots;
} text_arrays;

static text_arrays list_texts(tarix_arena *arena, const tarix_vocab *vocab)
{
    text_arrays a = {.n = tarix_vocab_size(vocab)};
    a.start = TARIX_ARRAY(arena, uint64_t, a.n + 1);
    a.tag = TARIX_ARRAY(arena, uint16_t, a.n + 1);
    for (tarix_id id = 0; id < a.n; id++) {
        a.start[id + 1] = a.start[id] + tarix_vocab_str(vocab, id).size + 1;
        a.tag[id] = tarix_vocab_tag(vocab, id);
    }
    a.text_size = a.start[a.n] + TARIX_TOKEN_SLACK;
    a.text = tarix_arena_alloc(arena, a.text_size, 1);
    for (tarix_id id = 0; id < a.n; id++) {
        const tarix_str text = tarix_vocab_str(vocab, id);
        if (text.size) memcpy(a.text + a.start[id], text.data, text.size);
    }
    a.slot = tarix_vocab_slots(arena, vocab, &a.n_slots);
    return a;
}

/* Where the tokens of each form are: a counting sort. */
static void list_places(indexing *x, size_t n_forms, uint64_t **starts, tarix_id **places)
{
    uint64_t *start = TARIX_ARRAY(x->arena, uint64_t, n_forms + 2);
    tarix_id *place = TARIX_ARRAY(x->arena, tarix_id, x->n_tokens + 1);
    for (size_t i = 0; i < x->n_tokens; i++) start[x->token[i] + 2]++;
    for (size_t f = 0; f < n_forms; f++) start[f + 2] += start[f + 1];
    for (size_t i = 0; i < x->n_tokens; i++) place[start[x->token[i] + 1]++] = (tarix_id)i;
    *starts = start;
    *places = place;
}

typedef struct contents {
    const void *bytes;
    uint64_t size;
} contents;

static void add_layer(
    indexing *x, const tarix_pass *pass, const tarix_layer_row *row, contents *part)
{
    if (!row) return;
    tarix_vocab *values = tarix_vocab_new(x->arena);
    tarix_layer *layer = tarix_layer_new(x->arena, row, pass->lexicons, x->forms, values);
    const tarix_id *map = tarix_layer_fill(layer, pass->n_threads);
    const text_arrays v = list_texts(x->arena, values);
    part[0] = (contents){map, tarix_vocab_size(x->forms) * sizeof *map};
    part[1] = (contents){v.start, (v.n + 1) * sizeof *v.start};
    part[2] = (contents){v.text, v.text_size};
    part[3] = (contents){v.slot, v.n_slots * sizeof *v.slot};
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

static void write_file(indexing *x, const tarix_pass *pass, const tarix_index_plan *plan,
    tarix_str settings, tarix_output *output)
{
    size_t n_passed_over;
    uint64_t *place_start = NULL;
    tarix_id *place = NULL;
    const tarix_index_passed_over *passed_over = list_passed_over(x, &n_passed_over);
    const text_arrays forms = list_texts(x->arena, x->forms);
    const size_t n_blocks = (x->n_tokens + TARIX_STEP_BLOCK - 1) / TARIX_STEP_BLOCK;
    TARIX_ROOM(x->arena, x->sentence, x->n_sentences, x->sentence_capacity);
    x->sentence[x->n_sentences] = x->n_tokens;
    list_places(x, forms.n, &place_start, &place);
    contents part[TARIX_SECTIONS] = {
        [TARIX_SECTION_SETTINGS] = {settings.data, settings.size},
        [TARIX_SECTION_COMMAND] = {plan->command.data, plan->command.size},
        [TARIX_SECTION_DOCUMENTS] = {x->documents,
            x->collection->n_documents * sizeof *x->documents},
        [TARIX_SECTION_METADATA] = {x->files, x->n_files * sizeof *x->files},
        [TARIX_SECTION_PASSED_OVER] = {passed_over, n_passed_over * sizeof *passed_over},
        [TARIX_SECTION_STRINGS] = {x->strings.bytes, x->strings.size},
        [TARIX_SECTION_FORM_STARTS] = {forms.start, (forms.n + 1) * sizeof *forms.start},
        [TARIX_SECTION_FORM_TAGS] = {forms.tag, forms.n * sizeof *forms.tag},
        [TARIX_SECTION_FORM_TEXTS] = {forms.text, forms.text_size},
        [TARIX_SECTION_TOKENS] = {x->token, x->n_tokens * sizeof *x->token},
        [TARIX_SECTION_STEPS] = {x->steps.step, x->n_tokens},
        [TARIX_SECTION_STEP_BLOCKS] = {x->steps.block, n_blocks * sizeof *x->steps.block},
        [TARIX_SECTION_LONG_STEPS] = {x->steps.longs, x->steps.n_longs * sizeof *x->steps.longs},
        [TARIX_SECTION_SENTENCES] = {x->sentence, (x->n_sentences + 1) * sizeof *x->sentence},
        [TARIX_SECTION_FORM_SLOTS] = {forms.slot, forms.n_slots * sizeof *forms.slot},
        [TARIX_SECTION_PLACE_STARTS] = {place_start, (forms.n + 1) * sizeof *place_start},
        [TARIX_SECTION_PLACES] = {place, x->n_tokens * sizeof *place},
    };
    for (size_t i = 0; i < TARIX_INDEX_LAYERS; i++)
        add_layer(
            x, pass, plan->layers[i], &part[TARIX_SECTION_LAYER_MAP + i * TARIX_SECTION_LAYER]);
    write_sections(x, output, part);
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
    write_file(&x, pass, plan, settings, output);
    TARIX_TRY(tarix_output_commit(output, err));
    tarix_arena_free(scratch);
    return TARIX_OK;
}
