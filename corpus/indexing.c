#include "corpus/indexing.h"

#include "base/file.h"
#include "base/pool.h"
#include "base/simd.h"
#include "base/spool.h"
#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/index_parts.h"

/* What a run may take is for the most part that of the vocabularies. */
enum { shares_of_memory = 16 };

/* Tokens have numbers of 32 bits. */
static const size_t most_tokens = UINT32_MAX - 1;

typedef struct strings {
    tarix_arena *arena;
    char *bytes;
    size_t size, capacity;
} strings;

/* How much there was when the last document that was read to its end did. */
typedef struct ends {
    size_t tokens, blocks, longs, sentences;
} ends;

/* Letters of a form by script: nearly all are of one. */
typedef struct letters {
    uint32_t n;
    uint8_t script; /* TARIX_SCRIPTS: they are of several */
} letters;

typedef struct indexing {
    tarix_arena *arena;
    const tarix_pass *pass;
    const tarix_collection *collection;
    size_t memory; /* that arrays of tokens may take, each; 0: any */
    tarix_vocab *forms;
    tarix_spool *tokens, *sentences;     /* tarix_id; uint64_t */
    tarix_spool *steps, *blocks, *longs; /* see steps.h */
    size_t n_tokens, n_sentences;
    uint64_t *starts; /* of sentences, in the tokens at hand */
    size_t starts_capacity;
    tarix_step_run run; /* of the tokens at hand */
    tarix_step_list step_list;
    ends kept;
    bool is_full;
    tarix_index_document *documents; /* by document of the collection */
    letters *letters;                /* by form */
    uint32_t *count;                 /* of tokens, by form */
    size_t n_letters, letters_capacity, count_capacity;
    strings strings;
    tarix_index_file *files;
    const char **file_path; /* of each */
    size_t n_files, files_capacity, file_path_capacity;
} indexing;

/* ---- the sink ---- */

static void open_spools(indexing *x, const char *path)
{
    tarix_spool **const spools[] = {&x->tokens, &x->sentences, &x->steps, &x->blocks, &x->longs};
    for (size_t i = 0; i < sizeof spools / sizeof *spools; i++)
        *spools[i] = tarix_spool_new(x->arena, x->memory, path);
}

static tarix_status check_spools(const indexing *x, tarix_error *err)
{
    const tarix_spool *const spools[] = {x->tokens, x->sentences, x->steps, x->blocks, x->longs};
    for (size_t i = 0; i < sizeof spools / sizeof *spools; i++)
        TARIX_TRY(tarix_spool_status(spools[i], err));
    return TARIX_OK;
}

/* What was seen of a document that failed in its midst is dropped. */
static void drop_failed(indexing *x)
{
    if (x->n_tokens == x->kept.tokens) return;
    x->n_tokens = x->step_list.n = x->kept.tokens;
    x->n_sentences = x->kept.sentences;
    tarix_spool_cut(x->tokens, x->kept.tokens * sizeof(tarix_id));
    tarix_spool_cut(x->steps, x->kept.tokens);
    tarix_spool_cut(x->blocks, x->kept.blocks * sizeof(uint64_t));
    tarix_spool_cut(x->longs, x->kept.longs * sizeof(tarix_long_step));
    tarix_spool_cut(x->sentences, x->kept.sentences * sizeof(uint64_t));
}

static void begin_document(void *context, size_t document)
{
    indexing *x = context;
    drop_failed(x);
    x->step_list.end = 0;
    x->documents[document].first_token = x->n_tokens;
    x->documents[document].first_sentence = x->n_sentences;
}

static void spool_steps(indexing *x)
{
    tarix_step_list *l = &x->step_list;
    tarix_spool_add(x->steps, l->step, l->n_steps);
    tarix_spool_add(x->blocks, l->block, l->n_blocks * sizeof *l->block);
    tarix_spool_add(x->longs, l->longs, l->n_longs * sizeof *l->longs);
    l->n_steps = l->n_blocks = l->n_longs = 0;
}

/* Ids, and sentences by their first tokens, counted from the first of n. */
static void take_ids(
    indexing *x, const tarix_id *ids, size_t n, const uint32_t *sentence, size_t n_sentences)
{
    TARIX_ROOM_FOR(x->arena, x->starts, 0, x->starts_capacity, n_sentences);
    for (size_t i = 0; i < n_sentences; i++) x->starts[i] = x->n_tokens + sentence[i];
    tarix_spool_add(x->sentences, x->starts, n_sentences * sizeof *x->starts);
    tarix_spool_add(x->tokens, ids, n * sizeof *ids);
    x->n_sentences += n_sentences;
    x->n_tokens += n;
}

static bool has_room(indexing *x, size_t n)
{
    x->is_full = x->is_full || n > most_tokens - x->n_tokens;
    return !x->is_full;
}

static void take_steps(void *context, const tarix_step_run *run, const tarix_id *ids)
{
    indexing *x = context;
    if (!has_room(x, run->n)) return;
    tarix_steps_join(x->arena, &x->step_list, run);
    spool_steps(x);
    take_ids(x, ids, run->n, run->sentence, run->n_sentences);
}

static void take_tokens(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    indexing *x = context;
    tarix_step_run_begin(&x->run);
    tarix_step_run_add(x->arena, &x->run, tokens, n);
    take_steps(x, &x->run, ids);
}

static void count_letters(uint64_t *n, tarix_str form, uint64_t times)
{
    size_t size = 0;
    for (const char *p = form.data, *end = p + form.size; p < end; p += size)
        if (tarix_sign_at(p, &size) == TARIX_SIGN_LETTER)
            n[tarix_unicode_script(tarix_utf8_decode(p, &size))] += times;
}

static letters letters_of(tarix_str form)
{
    uint64_t n[TARIX_SCRIPTS] = {0};
    letters found = {0};
    unsigned n_scripts = 0;
    count_letters(n, form, 1);
    for (unsigned s = 0; s < TARIX_SCRIPTS; s++) {
        if (n[s] == 0) continue;
        found = (letters){(uint32_t)n[s], (uint8_t)s};
        n_scripts++;
    }
    if (n_scripts > 1) found.script = TARIX_SCRIPTS;
    return found;
}

enum { share = 1 << 12 }; /* of new forms, for a thread */

static void find_letters(void *context, size_t task)
{
    enum { ahead = 16 };
    const indexing *x = context;
    const size_t n_forms = tarix_vocab_size(x->forms), first = x->n_letters + task * share;
    const size_t end = n_forms - first < share ? n_forms : first + share;
    for (size_t form = first; form < end; form++) {
        if (form + ahead < end)
            TARIX_PREFETCH(tarix_vocab_str(x->forms, (tarix_id)(form + ahead)).data);
        x->letters[form] = letters_of(tarix_vocab_str(x->forms, (tarix_id)form));
    }
}

static void find_new_letters(indexing *x)
{
    const size_t n_forms = tarix_vocab_size(x->forms), n = n_forms - x->n_letters;
    TARIX_ROOM_FOR(x->arena, x->letters, x->n_letters, x->letters_capacity, n);
    tarix_pool_run(x->pass->n_threads, (n + share - 1) / share, find_letters, x);
    x->n_letters = n_forms;
}

static void sum_forms(indexing *x, uint64_t *sum)
{
    const size_t n = tarix_vocab_met(x->forms);
    find_new_letters(x);
    TARIX_ROOM_FOR(x->arena, x->count, 0, x->count_capacity, x->n_letters);
    for (size_t i = 0; i < n; i++) {
        const tarix_id form = tarix_vocab_met_at(x->forms, i);
        const uint64_t count = tarix_vocab_count(x->forms, form);
        const letters *l = &x->letters[form];
        x->count[form] += (uint32_t)count;
        if (l->script < TARIX_SCRIPTS)
            sum[l->script] += count * l->n;
        else
            count_letters(sum, tarix_vocab_str(x->forms, form), count);
    }
}

static void end_document(void *context, size_t document)
{
    indexing *x = context;
    sum_forms(x, x->documents[document].letters);
    x->kept = (ends){x->n_tokens, (x->n_tokens + TARIX_STEP_BLOCK - 1) / TARIX_STEP_BLOCK,
        (size_t)(tarix_spool_size(x->longs) / sizeof(tarix_long_step)), x->n_sentences};
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

/* ---- all of it ---- */

static tarix_status write_file(indexing *x, const tarix_index_plan *plan, tarix_str settings,
    tarix_output *output, tarix_error *err)
{
    size_t n_passed_over;
    const tarix_index_passed_over *passed_over = list_passed_over(x, &n_passed_over);
    const tarix_index_part tables[] = {{TARIX_SECTION_SETTINGS, {settings.data, settings.size}},
        {TARIX_SECTION_COMMAND, {plan->command.data, plan->command.size}},
        {TARIX_SECTION_DOCUMENTS,
            {x->documents, x->collection->n_documents * sizeof *x->documents}},
        {TARIX_SECTION_METADATA, {x->files, x->n_files * sizeof *x->files}},
        {TARIX_SECTION_PASSED_OVER, {passed_over, n_passed_over * sizeof *passed_over}},
        {TARIX_SECTION_STRINGS, {x->strings.bytes, x->strings.size}}};
    const tarix_index_parts parts = {.tables = tables,
        .n_tables = sizeof tables / sizeof *tables,
        .steps = x->steps,
        .blocks = x->blocks,
        .longs = x->longs,
        .sentences = x->sentences,
        .n_tokens = x->n_tokens,
        .source = {.arena = x->arena,
            .pass = x->pass,
            .forms = x->forms,
            .count = x->count,
            .tokens = x->tokens,
            .layers = plan->layers,
            .memory = x->memory}};
    return tarix_index_parts_write(&parts, output, err);
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

/* The texts by document, then the tables. */
static tarix_status read_all(
    indexing *x, tarix_collection *collection, const tarix_index_plan *plan, tarix_error *err)
{
    tarix_pass own = *x->pass;
    const tarix_sink sink = {.context = x,
        .forms = x->forms,
        .begin = begin_document,
        .tokens = take_tokens,
        .steps = take_steps,
        .end = end_document};
    own.hashes = true;
    TARIX_TRY(tarix_pass_run(&own, collection, &sink, err));
    drop_failed(x);
    TARIX_ROOM_FOR(x->arena, x->count, 0, x->count_capacity, tarix_vocab_size(x->forms) + 1);
    TARIX_TRY(check_spools(x, err));
    if (x->is_full)
        return tarix_error_set(err, TARIX_INVALID,
            "an index holds up to %zu tokens, and here are more: make several, every command takes "
            "them together",
            most_tokens);
    add_string(&x->strings, TARIX_STR(""));
    for (size_t i = 0; i < collection->n_documents; i++) TARIX_TRY(fill_row(x, plan, i, err));
    place_skipped(x);
    return TARIX_OK;
}

tarix_status tarix_index_make(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, const tarix_index_plan *plan, const char *path, uint64_t *bytes,
    tarix_error *err)
{
    tarix_output *output = NULL;
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    indexing x = {.arena = scratch,
        .pass = pass,
        .collection = collection,
        .memory = plan->memory / shares_of_memory,
        .forms = tarix_vocab_new(scratch),
        .documents = TARIX_ARRAY(scratch, tarix_index_document, collection->n_documents),
        .strings = {.arena = scratch}};
    const tarix_str settings = tarix_index_settings(scratch, pass);
    TARIX_TRY(check_sources(scratch, pass, collection, settings, err));
    TARIX_TRY(tarix_output_open(scratch, path, &output, err));
    if (plan->digest) tarix_output_hash(output, plan->digest);
    open_spools(&x, path);
    TARIX_TRY(read_all(&x, collection, plan, err));
    TARIX_TRY(write_file(&x, plan, settings, output, err));
    TARIX_TRY(check_spools(&x, err));
    TARIX_TRY(tarix_output_commit(output, err));
    *bytes = tarix_output_size(output);
    tarix_arena_free(scratch);
    return TARIX_OK;
}
