#include "analyzers/analyzers.h"
#include "analyzers/groups.h"
#include "analyzers/layers.h"
#include "analyzers/options.h"
#include "analyzers/richness.h"

#include "corpus/corpus.h"

#include <math.h>

static const tarix_option growth_option = {.name = "growth",
    .kind = TARIX_OPTION_FLAG,
    .help = "the growth of the vocabulary instead of indices: tokens, types and hapaxes so far"};
static const tarix_option step_option = {.name = "growth-step",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "0",
    .help = "tokens between two rows of --growth; 0 for a hundredth of the text"};

static const tarix_option *const options[] = {&growth_option, &step_option, &tarix_option_layer,
    &tarix_option_kinds, &tarix_option_stopwords, &tarix_option_measures, &tarix_option_by, NULL};
static const tarix_option_default defaults[] = {{&tarix_option_measures, "all"}, {NULL, NULL}};

enum { DOCUMENT, LAYER, TOKENS, TYPES, FIRST_MEASURE, HAPAXES = FIRST_MEASURE };

static const tarix_column columns[] = {
    {"document", TARIX_TYPE_TEXT, "document", "mətn", "",
        "path below the folder named; (all) for the corpus, or the group"},
    {"layer", TARIX_TYPE_TEXT, "layer", "qat", "", "what a type is"},
    {"tokens", TARIX_TYPE_COUNT, "tokens", "söz sayı", "tokens", "N, of the kinds counted"},
    {"types", TARIX_TYPE_COUNT, "types", "fərqli söz sayı", "types", "V"},
};
static const tarix_column optional[] = {
    {"group", TARIX_TYPE_TEXT, "group", "qrup", "", "value of the field named with --by"}};
static const tarix_column hapaxes_column = {"hapaxes", TARIX_TYPE_COUNT, "hapaxes",
    "bir dəfə işlənənlər", "types", "V1, types met once so far"};

enum { most_layers = 2, most_named = 5 };

/* The text as the values of one layer. */
typedef struct reading {
    const tarix_layer_row *row;
    tarix_vocab *values;
    const tarix_id *value_of_form; /* or TARIX_NO_ID */
    uint32_t *number;              /* by value: its number in the text at hand + 1 */
    tarix_id *met;                 /* values that have one */
    size_t n_met;
} reading;

/* Rows in which a measure is not defined. */
typedef struct undefined {
    uint64_t rows;
    tarix_str names; /* the first of them */
} undefined;

typedef struct diversity {
    tarix_job *job;
    tarix_table *table;
    tarix_scope scope;
    bool has_groups;
    tarix_str group;    /* at hand */
    tarix_arena *arena; /* of it */
    tarix_corpus *corpus;
    reading layer[most_layers];
    size_t n_layers;
    bool grows;
    uint64_t step;
    undefined *undefined; /* by measure */
} diversity;

/* ---- the texts ---- */

static void map_forms(diversity *d, reading *r, const bool *selected)
{
    tarix_arena *arena = d->arena;
    const size_t n = tarix_vocab_size(d->corpus->forms);
    r->values = tarix_vocab_new(arena);
    const tarix_id *map = tarix_layer_map(
        tarix_layer_new(arena, r->row, d->job->lexicons, d->corpus->forms, r->values));
    tarix_id *value = TARIX_ARRAY(arena, tarix_id, n + 1);
    for (size_t f = 0; f < n; f++) value[f] = selected[f] ? map[f] : TARIX_NO_ID;
    const size_t n_values = tarix_vocab_size(r->values);
    r->value_of_form = value;
    r->number = TARIX_ARRAY(arena, uint32_t, n_values + 1);
    r->met = TARIX_ARRAY(arena, tarix_id, n_values + 1);
}

/* Which forms count. */
static bool *select_forms(diversity *d)
{
    const tarix_vocab *forms = d->corpus->forms;
    bool *selected = TARIX_ARRAY(d->arena, bool, tarix_vocab_size(forms) + 1);
    for (tarix_id f = 0; f < tarix_vocab_size(forms); f++)
        selected[f] = tarix_selection_has(&d->scope.selection, d->job->lexicons, forms, f);
    return selected;
}

static bool was_read(const diversity *d, size_t document)
{
    return d->corpus->collection->documents[document].failure.size == 0;
}

/* What became of all tokens. */
static void count_tokens(const diversity *d, const bool *selected, tarix_used *used)
{
    const tarix_corpus *c = d->corpus;
    for (size_t document = 0; document < c->n_documents; document++) {
        if (!was_read(d, document)) continue;
        const size_t end = c->document_start[document + 1];
        used->n_places += c->collection->documents[document].places;
        for (size_t i = c->document_start[document]; i < end; i++) {
            const unsigned kind = tarix_vocab_tag(c->forms, c->form[i]) & 0xFF;
            const bool counts = selected[c->form[i]];
            used->n_tokens++;
            used->n_counted += counts;
            used->n_stopped += !counts && d->scope.selection.kinds >> kind & 1;
        }
    }
}

/* The tokens that count of some documents, whole ones only, as numbers from 0. */
static tarix_tokens *take_text(
    const diversity *d, reading *r, tarix_arena *arena, size_t first, size_t end)
{
    const tarix_corpus *c = d->corpus;
    uint32_t *ids =
        TARIX_ARRAY(arena, uint32_t, c->document_start[end] - c->document_start[first] + 1);
    size_t n = 0;
    for (size_t document = first; document < end; document++) {
        if (!was_read(d, document)) continue;
        for (size_t i = c->document_start[document]; i < c->document_start[document + 1]; i++) {
            const tarix_id value = r->value_of_form[c->form[i]];
            if (value == TARIX_NO_ID) continue;
            if (!r->number[value]) {
                r->met[r->n_met++] = value;
                r->number[value] = (uint32_t)r->n_met;
            }
            ids[n++] = r->number[value] - 1;
        }
    }
    tarix_tokens *tokens = tarix_tokens_new(arena, ids, n, r->n_met);
    for (size_t i = 0; i < r->n_met; i++) r->number[r->met[i]] = 0;
    r->n_met = 0;
    return tokens;
}

/* ---- rows ---- */

static void note_undefined(diversity *d, size_t measure, tarix_str name, const reading *r)
{
    undefined *u = &d->undefined[measure];
    if (u->rows++ < most_named)
        u->names = tarix_arena_format(d->job->arena, "%.*s%s%.*s %s", (int)u->names.size,
            u->names.data ? u->names.data : "", u->names.data ? ", " : "", TARIX_ARG(name),
            r->row->name);
}

/* The next row, from its document on. */
static tarix_status begin_row(
    const diversity *d, tarix_str name, const reading *r, tarix_cell **row, tarix_error *err)
{
    TARIX_TRY(tarix_table_row(d->table, row, err));
    if (d->has_groups) (*row)++->text = d->group;
    (*row)[DOCUMENT].text = name;
    (*row)[LAYER].text = tarix_str_from(r->row->name);
    return TARIX_OK;
}

static tarix_status put_indices(
    diversity *d, tarix_str name, const reading *r, const tarix_tokens *tokens, tarix_error *err)
{
    tarix_cell *row = NULL;
    TARIX_TRY(begin_row(d, name, r, &row, err));
    row[TOKENS].count = tokens->n;
    row[TYPES].count = tokens->n_types;
    for (size_t m = 0; m < d->scope.measures.n; m++) {
        const double index = tokens->n ? d->scope.measures.rows[m]->of_tokens(tokens) : NAN;
        row[FIRST_MEASURE + m].real = index;
        if (isnan(index)) note_undefined(d, m, name, r);
    }
    return TARIX_OK;
}

/* Types are numbered by first sight; `scratch` says how often each was met. */
static tarix_status put_growth(const diversity *d, tarix_str name, const reading *r,
    const tarix_tokens *tokens, tarix_error *err)
{
    const uint64_t step = d->step ? d->step : (tokens->n + 99) / 100;
    uint64_t types = 0, hapaxes = 0;
    for (size_t i = 0; i < tokens->n && !tarix_table_is_full(d->table); i++) {
        const uint32_t before = tokens->scratch[tokens->type[i]]++;
        tarix_cell *row = NULL;
        types += before == 0;
        hapaxes += before == 0;
        hapaxes -= before == 1;
        if ((i + 1) % step && i + 1 < tokens->n) continue;
        TARIX_TRY(begin_row(d, name, r, &row, err));
        row[TOKENS].count = i + 1;
        row[TYPES].count = types;
        row[HAPAXES].count = hapaxes;
    }
    return TARIX_OK;
}

static tarix_status put_text(
    diversity *d, tarix_str name, size_t first, size_t end, tarix_error *err)
{
    for (size_t i = 0; i < d->n_layers; i++) {
        reading *r = &d->layer[i];
        tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(d->arena));
        const tarix_tokens *tokens = take_text(d, r, scratch, first, end);
        TARIX_TRY(
            d->grows ? put_growth(d, name, r, tokens, err) : put_indices(d, name, r, tokens, err));
        tarix_arena_free(scratch);
    }
    return TARIX_OK;
}

static tarix_status put_texts(diversity *d, tarix_error *err)
{
    const tarix_collection *c = d->corpus->collection;
    for (size_t i = 0; i < c->n_documents; i++)
        if (was_read(d, i)) TARIX_TRY(put_text(d, c->documents[i].name, i, i + 1, err));
    if (tarix_collection_read(c) > 1)
        TARIX_TRY(put_text(d, TARIX_STR("(all)"), 0, c->n_documents, err));
    return TARIX_OK;
}

static tarix_status put_group(
    void *context, tarix_used *used, tarix_arena *arena, tarix_str group, tarix_error *err)
{
    diversity *d = context;
    d->arena = arena;
    d->group = group;
    TARIX_TRY(tarix_corpus_read(
        arena, &d->job->pass, used->collection, TARIX_CORPUS_ALL, &d->corpus, err));
    const bool *selected = select_forms(d);
    count_tokens(d, selected, used);
    for (size_t i = 0; i < d->n_layers; i++) map_forms(d, &d->layer[i], selected);
    if (used->n_tokens && !used->n_counted)
        tarix_job_text(d->job, "note",
            TARIX_STR("every index is empty: --kinds and --stopwords leave every word out"));
    return put_texts(d, err);
}

/* Why cells are empty. */
static void record(const diversity *d)
{
    for (size_t m = 0; m < d->scope.measures.n; m++) {
        const undefined *u = &d->undefined[m];
        const tarix_measure *measure = d->scope.measures.rows[m];
        if (u->rows == 0) continue;
        tarix_job_text(d->job, "empty",
            tarix_arena_format(d->job->arena, "%s in %llu rows (%.*s%s): %s", measure->name,
                (unsigned long long)u->rows, TARIX_ARG(u->names), u->rows > most_named ? ", …" : "",
                measure->edge[0] ? measure->edge : "its formula has no value there"));
    }
}

/* ---- */

static tarix_status read_settings(diversity *d, tarix_error *err)
{
    const tarix_options *o = d->job->options;
    TARIX_TRY(tarix_job_scope(d->job, TARIX_FAMILY_DIVERSITY, &d->scope, err));
    d->grows = tarix_options_flag(o, &growth_option);
    d->step = tarix_options_count(o, &step_option);
    if (d->step && !d->grows)
        return tarix_error_set(err, TARIX_USAGE, "--growth-step needs --growth");
    if (d->grows && tarix_options_given(o, &tarix_option_measures))
        return tarix_error_set(err, TARIX_USAGE, "--growth shows no indices: leave --measures out");
    d->layer[d->n_layers++].row = tarix_layers_find(TARIX_STR("fold"));
    if (d->scope.layer != d->layer[0].row) d->layer[d->n_layers++].row = d->scope.layer;
    d->undefined = TARIX_ARRAY(d->job->arena, undefined, d->scope.measures.n + 1);
    return TARIX_OK;
}

static void add_columns(const diversity *d)
{
    if (d->has_groups) tarix_table_add_columns(d->table, optional, 1);
    tarix_table_add_columns(d->table, columns, sizeof columns / sizeof *columns);
    if (d->grows)
        tarix_table_add_column(d->table, hapaxes_column);
    else
        tarix_measures_add_columns(&d->scope.measures, d->table);
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    diversity d = {.job = job, .table = table};
    tarix_used *used = NULL;
    tarix_groups *groups = NULL;
    TARIX_TRY(read_settings(&d, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    TARIX_TRY(tarix_groups_asked(job, used->collection, &groups, err));
    d.has_groups = groups != NULL;
    add_columns(&d);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(tarix_groups_each(job, used, groups, put_group, &d, err));
    TARIX_TRY(tarix_table_end(table, err));
    record(&d);
    return TARIX_OK;
}

const tarix_analyzer tarix_diversity = {
    .name = "diversity",
    .summary = "lexical diversity and richness of each text and of all together",
    .usage = "[OPTIONS] INPUT…",
    .details =
        "Two rows a text, on folded forms and on the layer chosen: endings make many forms of one\n"
        "word, so that an index on forms says little without the one on lemmas. Behind more than\n"
        "one text come the rows of all together, read one after the other, as (all). Most indices\n"
        "depend on the length of the text: compare texts of like length, or msttr, mattr, mtld "
        "and\n"
        "hdd. A cell is empty where the index is not defined (a text is too short for a window);\n"
        "the run record has the reason. 'tarix list measures' has the formulas.\n"
        "\n"
        "--by FIELD puts the documents of each value of a field of the metadata together: (all) "
        "is\n"
        "all of a group.\n"
        "\n"
        "--growth gives the growth of the vocabulary (for a plot of types over tokens) instead.\n"
        "\n"
        "  tarix diversity article.txt\n"
        "  tarix diversity --measures ttr,mattr_500,mtld,yule_k -o diversity.csv corpus/\n"
        "  tarix diversity --growth --growth-step 100 -o growth.csv article.txt\n",
    .options = options,
    .defaults = defaults,
    .paper = "group,document,layer,tokens,types,ttr,mattr_50,mtld",
    .columns = TARIX_SCHEMA(columns),
    .optional = TARIX_SCHEMA(optional),
    .families = TARIX_FAMILY_DIVERSITY,
    .run = run,
};
