#include "analyzers/analyzers.h"
#include "analyzers/layers.h"
#include "analyzers/options.h"

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

typedef struct listing {
    tarix_job *job;
    tarix_table *table;
    tarix_collection *collection;
    unsigned kinds;
    tarix_vocab *forms, *values;
    tarix_layer *fold, *stem, *lemma;
    size_t document;
    uint64_t sentence, token, n_listed;
    tarix_status status;
    tarix_error *err;
} listing;

static void begin_document(void *context, size_t document)
{
    listing *l = context;
    l->document = document;
    l->sentence = l->token = 0;
}

static tarix_status list_token(
    listing *l, const tarix_token *token, tarix_id form, const tarix_id *const *maps)
{
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(l->table, &row, l->err));
    row[DOCUMENT].text = l->collection->documents[l->document].name;
    row[SENTENCE].count = l->sentence;
    row[TOKEN].count = l->token;
    row[START].count = token->start;
    row[END].count = token->start + token->length;
    row[FORM].text = tarix_vocab_str(l->forms, form);
    row[FOLD].text = tarix_vocab_str(l->values, maps[0][form]);
    row[STEM].text = tarix_vocab_str(l->values, maps[1][form]);
    row[LEMMA].text = tarix_vocab_str(l->values, maps[2][form]);
    row[KIND].text = tarix_kind_name((tarix_kind)token->kind);
    l->n_listed++;
    return TARIX_OK;
}

static void take_tokens(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    listing *l = context;
    const tarix_id *maps[] = {
        tarix_layer_map(l->fold), tarix_layer_map(l->stem), tarix_layer_map(l->lemma)};
    for (size_t i = 0; i < n && l->status == TARIX_OK; i++) {
        if (tokens[i].flags & TARIX_TOKEN_STARTS_SENTENCE) {
            l->sentence++;
            l->token = 0;
        }
        l->token++;
        if (l->kinds >> tokens[i].kind & 1) l->status = list_token(l, &tokens[i], ids[i], maps);
    }
}

static tarix_layer *layer_named(listing *l, tarix_str name)
{
    return tarix_layer_new(
        l->job->arena, tarix_layers_find(name), l->job->lexicons, l->forms, l->values);
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    listing l = {.job = job, .table = table, .err = err};
    tarix_used *used = NULL;
    TARIX_TRY(
        tarix_kinds_parse(tarix_options_text(job->options, &tarix_option_kinds), &l.kinds, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    l.collection = used->collection;
    l.forms = tarix_vocab_new(job->arena);
    l.values = tarix_vocab_new(job->arena);
    l.fold = layer_named(&l, TARIX_STR("fold"));
    l.stem = layer_named(&l, TARIX_STR("stem"));
    l.lemma = layer_named(&l, TARIX_STR("lemma"));
    tarix_table_add_columns(table, columns, n_columns);
    TARIX_TRY(tarix_table_begin(table, err));
    const tarix_sink sink = {
        .context = &l, .forms = l.forms, .begin = begin_document, .tokens = take_tokens};
    TARIX_TRY(tarix_pass_run(&job->pass, used->collection, &sink, err));
    TARIX_TRY(l.status);
    used->n_tokens = tarix_collection_tokens(used->collection, TARIX_KINDS_ALL);
    used->n_places = tarix_collection_places(used->collection);
    used->n_counted = l.n_listed;
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
