#include "analyzers/analyzers.h"
#include "analyzers/groups.h"
#include "analyzers/layers.h"
#include "analyzers/nested.h"
#include "analyzers/options.h"
#include "analyzers/rank.h"
#include "analyzers/rowblocks.h"
#include "analyzers/subsets.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>

static const tarix_option n_option = {.name = "n",
    .letter = 'n',
    .kind = TARIX_OPTION_TEXT,
    .value = "N[-M]",
    .fallback = "2-5",
    .help = "words of an n-gram, 1 to 5: one length or a range"};
static const tarix_option skip_option = {.name = "skip",
    .kind = TARIX_OPTION_COUNT,
    .value = "K",
    .fallback = "0",
    .high = TARIX_GRAM_MOST_SKIPPED,
    .help = "skip-grams: pass over up to K places in all between the words of an n-gram"};
static const tarix_option per_million_option = {.name = "min-per-million",
    .kind = TARIX_OPTION_REAL,
    .value = "X",
    .fallback = "0",
    .most = 1000000,
    .help = "leave out n-grams that are rarer, per million places"};
static const tarix_option bundles_option = {.name = "bundles",
    .kind = TARIX_OPTION_FLAG,
    .help = "lexical bundles (Biber et al. 1999): -n 4 --layer fold --min-per-million 10 "
            "--min-docs 5, each unless given"};

static const tarix_option *const options[] = {&n_option, &skip_option, &tarix_option_layer,
    &tarix_option_kinds, &tarix_option_stopwords, &tarix_option_measures, &tarix_option_min_count,
    &per_million_option, &tarix_option_min_docs, &bundles_option, &tarix_option_by, NULL};
static const tarix_option_default defaults[] = {
    {&tarix_option_measures, "ll,log_dice,lambda_z"}, {&tarix_option_min_count, "2"}, {NULL, NULL}};

enum { NGRAM, LENGTH, COUNT, PER_MILLION, DOCS, COUNT_NESTED, R1, C1, N, E11, FIRST_MEASURE };

static const tarix_column columns[] = {
    {"ngram", TARIX_TYPE_TEXT, "n-gram", "n-qram", "", "values of the layer, joined by spaces"},
    {"length", TARIX_TYPE_COUNT, "length", "uzunluq", "words", ""},
    {"count", TARIX_TYPE_COUNT, "count", "say", "occurrences", ""},
    {"per_million", TARIX_TYPE_REAL, "per million", "milyonda", "per million places",
        "10^6 count / places"},
    {"docs", TARIX_TYPE_COUNT, "documents", "mətnlər", "documents", ""},
    {"count_nested", TARIX_TYPE_COUNT, "count inside longer", "daha uzunun içində", "occurrences",
        "of count: those all of whose places are in an occurrence of a longer n-gram listed"},
    {"r1", TARIX_TYPE_COUNT, "margin of the first word", "birinci sözün cəmi", "bigrams",
        "that begin with the first word; length 2"},
    {"c1", TARIX_TYPE_COUNT, "margin of the second word", "ikinci sözün cəmi", "bigrams",
        "that end with the second word; length 2"},
    {"n", TARIX_TYPE_COUNT, "sample size", "ümumi cəm", "bigrams", "listed or not; length 2"},
    {"e11", TARIX_TYPE_REAL, "expected count", "gözlənilən say", "bigrams", "r1 c1 / n; length 2"},
};
enum { n_columns = sizeof columns / sizeof *columns };

static const tarix_column optional[] = {
    {"group", TARIX_TYPE_TEXT, "group", "qrup", "", "value of the field named with --by"}};

enum { block_rows = 1 << 10 }; /* that one thread makes at a time */

typedef struct settings {
    tarix_scope scope;
    tarix_gram_plan plan;
    double min_per_million;
    bool bundles;
    bool wants_lambda; /* of three words and more */
} settings;

typedef struct ranked {
    uint64_t count;
    uint32_t gram;
} ranked;

/* Of all documents, or of those of one group. */
typedef struct ngrams {
    tarix_job *job;
    tarix_arena *arena;
    settings settings;
    bool has_group;
    tarix_str group;
    tarix_vocab *values;
    tarix_stretches *stretches;
    tarix_gram_text text;
    tarix_id *value; /* by word: its value */
    tarix_grams *grams;
    uint64_t *nested;
    tarix_subsets *bigrams;
    double *lambda, *lambda_z; /* by n-gram, of three words and more */
    uint64_t n_listed[TARIX_GRAM_LONGEST + 1];
    ranked *list; /* what is listed, in its order */
    size_t n_list;
    tarix_table *table;
} ngrams;

/* ---- settings ---- */

static bool parse_lengths(tarix_str text, tarix_gram_plan *plan)
{
    tarix_str low = {0}, high = {0};
    uint64_t shortest = 0, longest = 0;
    tarix_str_split(&text, '-', &low);
    const bool is_range = tarix_str_split(&text, '-', &high);
    if (text.data || !tarix_number_parse_count(low, &shortest)) return false;
    longest = shortest;
    if (is_range && !tarix_number_parse_count(high, &longest)) return false;
    if (shortest < 1 || longest < shortest || longest > TARIX_GRAM_LONGEST) return false;
    plan->shortest = (unsigned)shortest;
    plan->longest = (unsigned)longest;
    return true;
}

static tarix_status read_settings(tarix_job *job, settings *s, tarix_error *err)
{
    const tarix_options *o = job->options;
    TARIX_TRY(tarix_job_scope(job, TARIX_FAMILY_ASSOCIATION, &s->scope, err));
    s->bundles = tarix_options_flag(o, &bundles_option);
    const bool is_bundle = s->bundles && !tarix_options_given(o, &n_option);
    const tarix_str lengths = is_bundle ? TARIX_STR("4") : tarix_options_text(o, &n_option);
    if (!parse_lengths(lengths, &s->plan))
        return tarix_error_set(err, TARIX_USAGE,
            "--n: '%.*s' is not a length from 1 to %d, or a range such as 2-5", TARIX_ARG(lengths),
            TARIX_GRAM_LONGEST);
    s->min_per_million = tarix_options_real(o, &per_million_option);
    if (s->bundles && !tarix_options_given(o, &per_million_option)) s->min_per_million = 10;
    if (s->bundles && !tarix_options_given(o, &tarix_option_layer))
        s->scope.layer = tarix_layers_find(TARIX_STR("fold"));
    s->plan.min_docs = s->scope.min_docs;
    if (s->bundles && !tarix_options_given(o, &tarix_option_min_docs)) s->plan.min_docs = 5;
    s->plan.skip = (unsigned)tarix_options_count(o, &skip_option);
    for (size_t m = 0; m < s->scope.measures.n; m++)
        s->wants_lambda |= !strncmp(s->scope.measures.rows[m]->name, "lambda", 6);
    return TARIX_OK;
}

/* The floors as one count. */
static void set_floor(settings *s, uint64_t n_places)
{
    const double least = ceil(s->min_per_million * (double)n_places / 1e6);
    s->plan.min_count = s->scope.min_count ? s->scope.min_count : 1;
    if (least > (double)s->plan.min_count) s->plan.min_count = (uint64_t)least;
}

/* ---- the corpus ---- */

/* Values that can be part of a listed n-gram get numbers in the order of the alphabet and become
 * the words; the others are left out and keep their places. */
static void number_words(ngrams *k)
{
    tarix_stretches *s = k->stretches;
    tarix_arena *arena = k->arena;
    const size_t n_values = tarix_vocab_size(k->values);
    const uint64_t least = tarix_gram_least(&k->settings.plan, 1);
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    uint64_t *count = TARIX_ARRAY(scratch, uint64_t, n_values + 1);
    tarix_id *word = TARIX_ARRAY(scratch, tarix_id, n_values + 1);
    k->value = TARIX_ARRAY(arena, tarix_id, n_values + 1);
    for (size_t i = 0; i < s->n_entries; i++)
        if (s->entry[i] < TARIX_STRETCH_END) count[s->entry[i]]++;
    for (tarix_id v = 0; v < n_values; v++) {
        word[v] = TARIX_STRETCH_LEFT_OUT;
        if (count[v] >= least) k->value[k->text.n_words++] = v;
    }
    tarix_rank(arena, k->value, k->text.n_words, NULL, k->values, s->n_threads);
    for (tarix_id w = 0; w < k->text.n_words; w++) word[k->value[w]] = w;
    for (size_t i = 0; i < s->n_entries; i++)
        if (s->entry[i] < TARIX_STRETCH_END) s->entry[i] = word[s->entry[i]];
    tarix_arena_free(scratch);
    k->text.stretches = s;
    k->text.entry = s->entry;
    tarix_gram_index(arena, &k->text);
}

static tarix_status read_corpus(ngrams *k, tarix_used *used, tarix_error *err)
{
    tarix_job *job = k->job;
    const tarix_scope *scope = &k->settings.scope;
    TARIX_TRY(tarix_stretches_read(k->arena, &job->pass, used->collection, &k->stretches, err));
    tarix_layer *layer = tarix_layer_new(
        k->stretches->reading, scope->layer, job->lexicons, k->stretches->forms, k->values);
    tarix_stretches_map(k->stretches, layer, &scope->selection, job->lexicons);
    used->n_tokens = k->stretches->n_tokens;
    used->n_places = k->stretches->n_places;
    used->n_counted = k->stretches->n_listed;
    used->n_stopped = k->stretches->n_stopped;
    set_floor(&k->settings, k->stretches->n_places);
    number_words(k);
    return TARIX_OK;
}

/* ---- scores ---- */

/* λ of all listed n-grams of one length. */
static void score_length(ngrams *k, unsigned length, uint32_t *gram)
{
    const tarix_grams *g = k->grams;
    uint64_t exact[1 << TARIX_GRAM_LONGEST];
    size_t n = 0;
    for (uint32_t i = 0; i < g->n; i++)
        if (g->gram[i].listed && g->gram[i].length == length) gram[n++] = i;
    if (n == 0) return;
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(k->arena));
    tarix_subsets *s = tarix_subsets_new(scratch, &k->text, &k->settings.plan, g, length, n);
    const size_t room = tarix_subsets_room(s);
    for (size_t start = 0; start < n; start += room) {
        const size_t part = n - start < room ? n - start : room;
        const uint64_t *agree = tarix_subsets_count(s, gram + start, part);
        for (size_t i = 0; i < part; i++) {
            tarix_subsets_exact(agree + (i << length), length, exact);
            tarix_lambda(exact, length, &k->lambda[gram[start + i]], &k->lambda_z[gram[start + i]]);
        }
    }
    tarix_arena_free(scratch);
}

static void score(ngrams *k)
{
    tarix_arena *arena = k->arena;
    const tarix_gram_plan *plan = &k->settings.plan;
    if (plan->shortest <= 2 && plan->longest >= 2)
        k->bigrams = tarix_subsets_new(arena, &k->text, plan, k->grams, 2, 0);
    if (!k->settings.wants_lambda || plan->longest < 3) return;
    k->lambda = TARIX_ARRAY(arena, double, k->grams->n + 1);
    k->lambda_z = TARIX_ARRAY(arena, double, k->grams->n + 1);
    uint32_t *gram = TARIX_ARRAY(arena, uint32_t, k->grams->n + 1);
    for (unsigned length = 3; length <= plan->longest; length++) score_length(k, length, gram);
}

/* ---- the table ---- */

/* By count, and where that is one as they stand: in the order of their texts. By the digits of the
 * count, the lowest first. */
static ranked *sort_by_count(tarix_arena *arena, ranked *list, size_t n)
{
    enum { bits = 11, digits = 1 << bits };
    ranked *other = TARIX_ARRAY(arena, ranked, n + 1);
    uint64_t all = 0;
    for (size_t i = 0; i < n; i++) all |= list[i].count;
    for (unsigned shift = 0; shift < 64 && all >> shift; shift += bits) {
        size_t start[digits + 1] = {0};
        for (size_t i = 0; i < n; i++) start[~(list[i].count >> shift) % digits + 1]++;
        for (size_t d = 1; d < digits; d++) start[d] += start[d - 1];
        for (size_t i = 0; i < n; i++) other[start[~(list[i].count >> shift) % digits]++] = list[i];
        ranked *sorted = other;
        other = list;
        list = sorted;
    }
    return list;
}

static void rank_listed(ngrams *k)
{
    ranked *list = TARIX_ARRAY(k->arena, ranked, k->grams->n + 1);
    size_t n = 0;
    for (uint32_t i = 0; i < k->grams->n; i++) {
        const tarix_gram *g = &k->grams->gram[i];
        if (!g->listed) continue;
        list[n++] = (ranked){g->count, i};
        k->n_listed[g->length]++;
    }
    k->list = sort_by_count(k->arena, list, n);
    k->n_list = n;
}

static tarix_str text_of(const ngrams *k, tarix_arena *arena, const tarix_id *words, unsigned n)
{
    tarix_str part[TARIX_GRAM_LONGEST];
    size_t size = 0, used = 0;
    for (unsigned i = 0; i < n; i++) {
        part[i] = tarix_vocab_str(k->values, k->value[words[i]]);
        size += part[i].size + 1;
    }
    char *text = tarix_arena_alloc(arena, size, 1);
    for (unsigned i = 0; i < n; i++) {
        if (i) text[used++] = ' ';
        memcpy(text + used, part[i].data, part[i].size);
        used += part[i].size;
    }
    return (tarix_str){text, used};
}

static void put_bigram(const ngrams *k, tarix_cell *row, const tarix_gram *g, const tarix_id *words)
{
    tarix_cells cells;
    row[R1].count = tarix_subsets_single(k->bigrams, 0, words[0]);
    row[C1].count = tarix_subsets_single(k->bigrams, 1, words[1]);
    row[N].count = k->grams->total[2];
    tarix_cells_from_margins(&cells, g->count, row[R1].count, row[C1].count, row[N].count);
    cells.tests = (double)k->n_listed[2];
    cells.span = 1; /* the place behind the first word */
    row[E11].real = tarix_cells_e11(&cells);
    for (size_t m = 0; m < k->settings.scope.measures.n; m++)
        row[FIRST_MEASURE + m].real = k->settings.scope.measures.rows[m]->of_cells(&cells);
}

static void put_others(const ngrams *k, tarix_cell *row, uint32_t gram, unsigned length)
{
    const tarix_measure_list *measures = &k->settings.scope.measures;
    row[R1].count = row[C1].count = row[N].count = TARIX_NO_COUNT;
    row[E11].real = NAN;
    for (size_t m = 0; m < measures->n; m++) {
        const tarix_str name = tarix_str_from(measures->rows[m]->name);
        double score = NAN;
        if (length > 2 && tarix_str_equal(name, TARIX_STR("lambda"))) score = k->lambda[gram];
        if (length > 2 && tarix_str_equal(name, TARIX_STR("lambda_z"))) score = k->lambda_z[gram];
        row[FIRST_MEASURE + m].real = score;
    }
}

/* The text lies in `arena`. */
static void put_row(const ngrams *k, uint32_t gram, tarix_arena *arena, tarix_cell *row)
{
    const tarix_gram *g = &k->grams->gram[gram];
    tarix_id words[TARIX_GRAM_LONGEST];
    tarix_gram_words(k->grams, gram, words);
    if (k->has_group) row++->text = k->group;
    row[NGRAM].text = text_of(k, arena, words, g->length);
    row[LENGTH].count = g->length;
    row[COUNT].count = g->count;
    row[PER_MILLION].real = 1e6 * (double)g->count / (double)k->stretches->n_places;
    row[DOCS].count = g->docs;
    row[COUNT_NESTED].count = k->nested[gram];
    if (g->length == 2)
        put_bigram(k, row, g, words);
    else
        put_others(k, row, gram, g->length);
}

static void make_block(void *context, size_t block, tarix_arena *scratch, tarix_row_bytes *out)
{
    const ngrams *k = context;
    const ranked *list = k->list + block * block_rows;
    const size_t left = k->n_list - block * block_rows, n = left < block_rows ? left : block_rows;
    const size_t width = tarix_table_width(k->table);
    tarix_cell *cells = TARIX_ARRAY(scratch, tarix_cell, n * width);
    for (size_t i = 0; i < n; i++) put_row(k, list[i].gram, scratch, cells + i * width);
    tarix_table_format(k->table, cells, n, out);
}

static tarix_status write_rows(ngrams *k, tarix_error *err)
{
    const size_t n_threads = k->job->pass.n_threads;
    const tarix_rowblocks blocks = {.table = k->table,
        .n_threads = n_threads,
        .n_blocks = (k->n_list + block_rows - 1) / block_rows,
        .make = make_block,
        .context = k};
    if (!k->has_group) tarix_table_expect(k->table, k->n_list);
    if (tarix_table_formats(k->table))
        return tarix_rowblocks_write(tarix_rowblock_room_new(k->arena, n_threads), &blocks, err);
    for (size_t i = 0; i < k->n_list && !tarix_table_is_full(k->table); i++) {
        tarix_cell *row = NULL;
        TARIX_TRY(tarix_table_row(k->table, &row, err));
        put_row(k, k->list[i].gram, k->job->arena, row);
    }
    return TARIX_OK;
}

/* ---- the run record ---- */

static void say_nothing_listed(const ngrams *k)
{
    const tarix_stretches *s = k->stretches;
    const tarix_gram_plan *plan = &k->settings.plan;
    const size_t n_documents = s->n_documents;
    tarix_arena *arena = k->job->arena;
    if (s->n_tokens == 0) return;
    if (s->n_listed == 0)
        tarix_job_text(
            k->job, "note", TARIX_STR("no n-gram: --kinds and --stopwords leave every word out"));
    else if (plan->min_docs > n_documents)
        tarix_job_text(k->job, "note",
            tarix_arena_format(arena,
                "no n-gram: it would have to be in %llu documents, and there are %zu; lower "
                "--min-docs",
                (unsigned long long)plan->min_docs, n_documents));
    else
        tarix_job_text(k->job, "note",
            tarix_arena_format(arena,
                "no n-gram of %u to %u words occurs %llu times in %llu documents; lower "
                "--min-count, --min-per-million or --min-docs",
                plan->shortest, plan->longest, (unsigned long long)plan->min_count,
                (unsigned long long)plan->min_docs));
}

static void record(const ngrams *k)
{
    tarix_job *job = k->job;
    const tarix_gram_plan *plan = &k->settings.plan;
    if (k->has_group) tarix_job_text(job, "group", k->group);
    tarix_job_text(job, "layer", tarix_str_from(k->settings.scope.layer->name));
    tarix_job_text(job, "base of per_million", TARIX_STR("places"));
    tarix_job_count(job, "places", k->stretches->n_places);
    tarix_job_count(job, "min_count", plan->min_count);
    tarix_job_count(job, "min_docs", plan->min_docs);
    for (unsigned i = plan->shortest; i <= plan->longest; i++) {
        tarix_job_count(job, tarix_arena_format(job->arena, "n_%u", i).data, k->grams->total[i]);
        tarix_job_count(job, tarix_arena_format(job->arena, "listed_%u", i).data, k->n_listed[i]);
    }
    if (k->n_listed[2]) tarix_job_count(job, "tests", k->n_listed[2]);
}

/* What a run begins with: the settings, and where rows go. */
typedef struct listing {
    tarix_job *job;
    tarix_table *table;
    settings settings;
    bool has_groups;
} listing;

static tarix_status list_grams(
    void *context, tarix_used *used, tarix_arena *arena, tarix_str group, tarix_error *err)
{
    const listing *l = context;
    ngrams *k = TARIX_NEW(arena, ngrams);
    *k = (ngrams){.job = l->job,
        .table = l->table,
        .arena = arena,
        .settings = l->settings,
        .has_group = l->has_groups,
        .group = group,
        .values = tarix_vocab_new(arena)};
    TARIX_TRY(read_corpus(k, used, err));
    k->settings.plan.progress = l->job->pass.progress;
    k->grams = tarix_grams_count(arena, &k->text, &k->settings.plan);
    k->nested = tarix_nested_count(arena, &k->text, &k->settings.plan, k->grams);
    score(k);
    rank_listed(k);
    if (k->n_list == 0) say_nothing_listed(k);
    record(k);
    return write_rows(k, err);
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    listing l = {.job = job, .table = table};
    tarix_used *used = NULL;
    tarix_groups *groups = NULL;
    TARIX_TRY(read_settings(job, &l.settings, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    TARIX_TRY(tarix_groups_asked(job, used->collection, &groups, err));
    l.has_groups = groups != NULL;
    if (l.has_groups) tarix_table_add_columns(table, optional, 1);
    tarix_table_add_columns(table, columns, n_columns);
    tarix_measures_add_columns(&l.settings.scope.measures, table);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(tarix_groups_each(job, used, groups, list_grams, &l, err));
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_ngrams = {
    .name = "ngrams",
    .summary = "n-grams, skip-grams and lexical bundles, with range and association",
    .usage = "[OPTIONS] INPUT…",
    .details =
        "Which words stand side by side, how often and in how many documents. An n-gram crosses "
        "no\n"
        "sentence end and none of . ! ? ; : ( ); all other punctuation is stepped over. A word "
        "left\n"
        "out by --kinds or --stopwords keeps its place: an n-gram that has it is not listed, but\n"
        "counts in n, r1 and c1. per_million is taken over places, as everywhere.\n"
        "\n"
        "With --skip K an n-gram may pass over up to K places in all (the k-skip-n-grams of "
        "Guthrie\n"
        "et al. 2006; those with nothing skipped belong to them); each choice of places counts "
        "once,\n"
        "and n, r1 and c1 count such choices.\n"
        "\n"
        "count_nested says how many of the occurrences are part of a longer n-gram of the table, "
        "so\n"
        "that count - count_nested is how often the n-gram stands by itself. r1, c1, n, e11 and "
        "the\n"
        "measures are of two words; lambda and lambda_z (Blaheta & Johnson 2001) of two to five.\n"
        "Rows come by count, then in the order of the alphabet, word by word. --by FIELD lists "
        "the\n"
        "n-grams of the documents of each value of a field of the metadata, one group below the\n"
        "other, each as if the others were not there.\n"
        "\n"
        "  tarix ngrams article.txt                        2 to 5 lemmas, at least twice\n"
        "  tarix ngrams -n 2 --layer fold --sort ll corpus/\n"
        "  tarix ngrams -n 3 --stopwords az --min-docs 3 corpus/\n"
        "  tarix ngrams -n 2 --skip 2 --min-count 5 -o pairs.csv corpus/\n"
        "  tarix ngrams --bundles --min-per-million 20 -o bundles.csv corpus/\n",
    .options = options,
    .defaults = defaults,
    .paper = "group,ngram,length,count,per_million,docs,count_nested,ll,log_dice,lambda_z",
    .columns = TARIX_SCHEMA(columns),
    .optional = TARIX_SCHEMA(optional),
    .families = TARIX_FAMILY_ASSOCIATION,
    .run = run,
};
