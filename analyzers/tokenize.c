#include "analyzers/analyzers.h"
#include "analyzers/layers.h"
#include "analyzers/options.h"
#include "analyzers/rowblocks.h"
#include "analyzers/stencil.h"

static const tarix_option *const options[] = {&tarix_option_kinds, NULL};
static const tarix_option_default defaults[] = {{&tarix_option_kinds, "all"}, {NULL, NULL}};

enum { DOCUMENT, SENTENCE, TOKEN, START, END, FORM, FOLD, STEM, LEMMA, KIND };

static const tarix_column columns[] = {
    {"document", TARIX_TYPE_TEXT, "document", "mətn", "", "path below the folder named"},
    {"sentence", TARIX_TYPE_COUNT, "sentence", "cümlə", "", "from 1 in each document"},
    {"token", TARIX_TYPE_COUNT, "token", "söz", "", "from 1 in each sentence"},
    {"start", TARIX_TYPE_COUNT, "start", "başlanğıc", "bytes", "in the text after NFC, from 0"},
    {"end", TARIX_TYPE_COUNT, "end", "son", "bytes", "behind the last byte"},
    {"form", TARIX_TYPE_TEXT, "form", "forma", "", "as printed, less line-end hyphens"},
    {"fold", TARIX_TYPE_TEXT, "folded form", "kiçik hərflərlə", "", ""},
    {"stem", TARIX_TYPE_TEXT, "stem", "kök", "", ""},
    {"lemma", TARIX_TYPE_TEXT, "lemma", "lemma", "", ""},
    {"kind", TARIX_TYPE_TEXT, "kind", "növ", "",
        "word abbrev initials number ordinal roman citation punct symbol url"},
};
enum { n_columns = sizeof columns / sizeof *columns };

/* Rows of which the next ones are made, and those that one thread makes at a time. */
enum { most_rows = 1 << 18, block_rows = 1 << 11 };
enum { OF_DOCUMENT, OF_FORM };

typedef struct listing {
    tarix_job *job;
    tarix_table *table;
    tarix_collection *collection;
    unsigned kinds;
    tarix_vocab *forms;
    tarix_layer *fold, *stem, *lemma;
    size_t document;
    uint64_t sentence, token, n_listed;
    tarix_status status;
    tarix_error *err;
    /* where rows are made of texts that are ready */
    tarix_stencil *stencil; /* NULL: they are not */
    tarix_rowblock_room *room;
    tarix_stencil_row *rows; /* that were not written yet */
    size_t n_rows;
    bool has_name; /* the document's is ready */
} listing;

static void begin_document(void *context, size_t document)
{
    listing *l = context;
    l->document = document;
    l->sentence = l->token = 0;
    l->has_name = false;
}

/* Counts a token; whether it is listed. */
static inline bool take_place(listing *l, const tarix_token *token)
{
    if (token->flags & TARIX_TOKEN_STARTS_SENTENCE) {
        l->sentence++;
        l->token = 0;
    }
    l->token++;
    const bool is_listed = l->kinds >> token->kind & 1;
    l->n_listed += is_listed;
    return is_listed;
}

static void put_document(const listing *l, tarix_cell *row)
{
    row[DOCUMENT].text = l->collection->documents[l->document].name;
}

/* The values of a form by layer. */
static void put_form(const listing *l, tarix_id form, const tarix_id *const *maps, tarix_cell *row)
{
    row[FORM].text = tarix_vocab_str(l->forms, form);
    row[FOLD].text = tarix_vocab_str(tarix_layer_values(l->fold), maps[0][form]);
    row[STEM].text = tarix_vocab_str(tarix_layer_values(l->stem), maps[1][form]);
    row[LEMMA].text = tarix_vocab_str(tarix_layer_values(l->lemma), maps[2][form]);
    row[KIND].text = tarix_kind_name((tarix_kind)(tarix_vocab_tag(l->forms, form) & 0xFF));
}

/* ---- rows cell by cell ---- */

static tarix_status list_token(
    listing *l, const tarix_token *token, tarix_id form, const tarix_id *const *maps)
{
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(l->table, &row, l->err));
    put_document(l, row);
    row[SENTENCE].count = l->sentence;
    row[TOKEN].count = l->token;
    row[START].count = token->start;
    row[END].count = token->start + token->length;
    put_form(l, form, maps, row);
    return TARIX_OK;
}

static void list_tokens(listing *l, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    const tarix_id *maps[] = {
        tarix_layer_map(l->fold), tarix_layer_map(l->stem), tarix_layer_map(l->lemma)};
    for (size_t i = 0; i < n && l->status == TARIX_OK; i++)
        if (take_place(l, &tokens[i])) l->status = list_token(l, &tokens[i], ids[i], maps);
}

/* ---- rows in blocks, from ready texts ---- */

static void add_forms(listing *l)
{
    const size_t n_threads = l->job->pass.n_threads;
    const tarix_id *maps[] = {tarix_layer_fill(l->fold, n_threads),
        tarix_layer_fill(l->stem, n_threads), tarix_layer_fill(l->lemma, n_threads)};
    tarix_cell row[n_columns];
    for (size_t f = tarix_stencil_size(l->stencil, OF_FORM); f < tarix_vocab_size(l->forms); f++) {
        put_form(l, (tarix_id)f, maps, row);
        tarix_stencil_add(l->stencil, OF_FORM, row);
    }
}

static void make_block(void *context, size_t block, tarix_arena *scratch, tarix_row_bytes *out)
{
    const listing *l = context;
    const size_t first = block * block_rows, left = l->n_rows - first;
    (void)scratch;
    tarix_stencil_format(l->stencil, l->rows + first, left < block_rows ? left : block_rows, out);
}

static tarix_status write_rows(listing *l)
{
    const tarix_rowblocks blocks = {.table = l->table,
        .n_threads = l->job->pass.n_threads,
        .n_blocks = (l->n_rows + block_rows - 1) / block_rows,
        .make = make_block,
        .context = l};
    add_forms(l);
    TARIX_TRY(tarix_rowblocks_write(l->room, &blocks, l->err));
    l->n_rows = 0;
    return TARIX_OK;
}

/* The document of a row is known by its number among those that have tokens. */
static void add_document(listing *l)
{
    tarix_cell row[n_columns];
    put_document(l, row);
    tarix_stencil_add(l->stencil, OF_DOCUMENT, row);
    l->has_name = true;
}

static void keep_tokens(listing *l, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    if (l->n_rows + n > most_rows) l->status = write_rows(l);
    if (l->status != TARIX_OK) return;
    if (!l->has_name) add_document(l);
    const uint32_t document = (uint32_t)tarix_stencil_size(l->stencil, OF_DOCUMENT) - 1;
    for (size_t i = 0; i < n; i++)
        if (take_place(l, &tokens[i]))
            l->rows[l->n_rows++] = (tarix_stencil_row){.text = {document, ids[i]},
                .count = {
                    l->sentence, l->token, tokens[i].start, tokens[i].start + tokens[i].length}};
}

static void open_stencil(listing *l)
{
    static const tarix_stencil_column from[] = {[DOCUMENT] = {true, OF_DOCUMENT},
        [SENTENCE] = {false, 0},
        [TOKEN] = {false, 1},
        [START] = {false, 2},
        [END] = {false, 3},
        [FORM] = {true, OF_FORM},
        [FOLD] = {true, OF_FORM},
        [STEM] = {true, OF_FORM},
        [LEMMA] = {true, OF_FORM},
        [KIND] = {true, OF_FORM}};
    tarix_arena *arena = l->job->arena;
    l->stencil = tarix_stencil_new(arena, l->table, from);
    if (!l->stencil) return;
    l->room = tarix_rowblock_room_new(arena, l->job->pass.n_threads);
    l->rows = TARIX_ARRAY(arena, tarix_stencil_row, most_rows);
}

/* ---- */

static void take_tokens(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    listing *l = context;
    if (l->status != TARIX_OK) return;
    if (l->stencil)
        keep_tokens(l, tokens, ids, n);
    else
        list_tokens(l, tokens, ids, n);
}

static tarix_layer *layer_named(listing *l, tarix_str name)
{
    tarix_arena *arena = l->job->arena;
    return tarix_layer_new(
        arena, tarix_layers_find(name), l->job->lexicons, l->forms, tarix_vocab_new(arena));
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    listing *l = TARIX_NEW(job->arena, listing);
    tarix_used *used = NULL;
    *l = (listing){.job = job, .table = table, .err = err};
    TARIX_TRY(
        tarix_kinds_parse(tarix_options_text(job->options, &tarix_option_kinds), &l->kinds, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    l->collection = used->collection;
    l->forms = tarix_vocab_new(job->arena);
    l->fold = layer_named(l, TARIX_STR("fold"));
    l->stem = layer_named(l, TARIX_STR("stem"));
    l->lemma = layer_named(l, TARIX_STR("lemma"));
    tarix_layer_take_folds(l->stem, l->fold);
    tarix_layer_take_folds(l->lemma, l->fold);
    tarix_table_add_columns(table, columns, n_columns);
    TARIX_TRY(tarix_table_begin(table, err));
    open_stencil(l);
    const tarix_sink sink = {
        .context = l, .forms = l->forms, .begin = begin_document, .tokens = take_tokens};
    TARIX_TRY(tarix_pass_run(&job->pass, used->collection, &sink, err));
    TARIX_TRY(l->status);
    if (l->n_rows) TARIX_TRY(write_rows(l));
    used->n_tokens = tarix_collection_tokens(used->collection, TARIX_KINDS_ALL);
    used->n_places = tarix_collection_places(used->collection);
    used->n_counted = l->n_listed;
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_tokenize = {
    .name = "tokenize",
    .summary = "list the tokens: sentence, place, form, fold, stem, lemma, kind",
    .usage = "[OPTIONS] INPUT…",
    .details = "One row a token. start and end count bytes of the text after Unicode's NFC.\n"
               "\n"
               "  tarix tokenize article.txt\n"
               "  tarix tokenize --format lines article.txt    one form a line, for other tools\n"
               "  tarix tokenize --format conllu article.txt   or vertical, for CWB\n"
               "  tarix tokenize --kinds word,abbrev -o tokens.csv corpus/\n",
    .options = options,
    .defaults = defaults,
    .paper = "sentence,token,form,fold,stem,lemma,kind",
    .columns = TARIX_SCHEMA(columns),
    .run = run,
};
