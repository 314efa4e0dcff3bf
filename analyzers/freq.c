#include "analyzers/analyzers.h"
#include "analyzers/options.h"
#include "analyzers/rank.h"
#include "base/simd.h"

static const tarix_option forms_option = {.name = "forms",
    .kind = TARIX_OPTION_FLAG,
    .help = "add the printed forms behind each term, the commonest first"};

static const tarix_option *const options[] = {&tarix_option_layer, &tarix_option_kinds,
    &tarix_option_stopwords, &tarix_option_measures, &tarix_option_parts, &tarix_option_min_count,
    &tarix_option_min_docs, &forms_option, NULL};
static const tarix_option_default defaults[] = {{&tarix_option_measures, "dp,da"}, {NULL, NULL}};

enum { ahead = 16 }; /* rows whose strings are asked for before they are needed */
enum { TERM, COUNT, PER_MILLION, RANK, DOCS, DOCS_PCT, FIRST_MEASURE };

static const tarix_column columns[] = {
    {"term", TARIX_TYPE_TEXT, "term", "termin", "", "value of the layer"},
    {"count", TARIX_TYPE_COUNT, "count", "say", "tokens", ""},
    {"per_million", TARIX_TYPE_REAL, "per million", "milyonda", "per million places",
        "10^6 count / places"},
    {"rank", TARIX_TYPE_COUNT, "rank", "sıra", "", "1 + terms with a larger count"},
    {"docs", TARIX_TYPE_COUNT, "documents", "mətnlər", "documents", ""},
    {"docs_pct", TARIX_TYPE_REAL, "documents, %", "mətnlər, %", "percent",
        "100 docs / documents read"},
};

static void add_columns(tarix_table *table, const tarix_measure_list *measures, bool forms)
{
    tarix_table_add_columns(table, columns, sizeof columns / sizeof *columns);
    tarix_measures_add_columns(measures, table);
    if (forms)
        tarix_table_add_column(table,
            (tarix_column){"forms", TARIX_TYPE_TEXT, "forms", "formalar", "", "form (count) …"});
}

/* Terms at or above the floors, in order of count. */
static size_t rank_terms(
    tarix_arena *arena, const tarix_tally *tally, const tarix_scope *scope, tarix_id **out)
{
    tarix_id *ranked = TARIX_ARRAY(arena, tarix_id, tally->n_values + 1);
    size_t n = 0;
    for (tarix_id v = 0; v < tally->n_values; v++)
        if (tally->count[v] > 0 && tally->count[v] >= scope->min_count &&
            tally->docs[v] >= scope->min_docs)
            ranked[n++] = v;
    tarix_rank(arena, ranked, n, tally->count, tally->values);
    *out = ranked;
    return n;
}

/* Asks for what a term's row is made of. */
static inline void expect(const tarix_tally *tally, tarix_id value)
{
    tarix_vocab_expect(tally->values, value);
    TARIX_PREFETCH(&tally->count[value]);
    TARIX_PREFETCH(&tally->docs[value]);
}

/* Forms grouped by value: those of v are order[first[v]] … in the order of their counts. */
typedef struct form_lists {
    size_t *first;
    tarix_id *order;
} form_lists;

static form_lists list_forms(tarix_arena *arena, const tarix_tally *tally)
{
    const size_t n_forms = tarix_vocab_size(tally->forms);
    form_lists lists = {
        TARIX_ARRAY(arena, size_t, tally->n_values + 2), TARIX_ARRAY(arena, tarix_id, n_forms + 1)};
    tarix_id *ranked = TARIX_ARRAY(arena, tarix_id, n_forms + 1);
    size_t n = 0;
    for (tarix_id f = 0; f < n_forms; f++)
        if (tally->value_of_form[f] != TARIX_NO_ID && tally->form_count[f]) ranked[n++] = f;
    tarix_rank(arena, ranked, n, tally->form_count, tally->forms);
    for (size_t i = 0; i < n; i++) lists.first[tally->value_of_form[ranked[i]] + 2]++;
    for (size_t v = 0; v < tally->n_values; v++) lists.first[v + 2] += lists.first[v + 1];
    for (size_t i = 0; i < n; i++)
        lists.order[lists.first[tally->value_of_form[ranked[i]] + 1]++] = ranked[i];
    return lists;
}

static tarix_str forms_of(
    tarix_arena *arena, const tarix_tally *tally, const form_lists *lists, tarix_id value)
{
    size_t size = 0;
    for (size_t i = lists->first[value]; i < lists->first[value + 1]; i++)
        size += tarix_vocab_str(tally->forms, lists->order[i]).size + 32;
    char *text = tarix_arena_alloc(arena, size + 1, 1);
    size_t used = 0;
    for (size_t i = lists->first[value]; i < lists->first[value + 1]; i++) {
        const tarix_str form = tarix_vocab_str(tally->forms, lists->order[i]);
        const tarix_str part = tarix_arena_format(arena, "%s%.*s (%llu)", used ? " " : "",
            TARIX_ARG(form), (unsigned long long)tally->form_count[lists->order[i]]);
        memcpy(text + used, part.data, part.size);
        used += part.size;
    }
    return (tarix_str){text, used};
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    tarix_scope scope = {0};
    tarix_parts_choice parts = {0};
    tarix_used *used = NULL;
    tarix_tally *tally = NULL;
    tarix_id *ranked = NULL;
    tarix_vocab *values = tarix_vocab_new(job->arena);
    TARIX_TRY(tarix_job_scope(job, TARIX_FAMILY_DISPERSION, &scope, err));
    tarix_measures_leave_out(&scope.measures, columns, sizeof columns / sizeof *columns);
    TARIX_TRY(tarix_job_parts(job, &parts, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    const bool shows_forms = tarix_options_flag(job->options, &forms_option);
    scope.forms = shows_forms;
    if (scope.measures.n == 0) parts.kind = TARIX_PARTS_NONE;
    add_columns(table, &scope.measures, shows_forms);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(tarix_job_tally(job, used, &scope, values, parts, &tally, err));
    tarix_vocab_seal(values);
    const size_t n = rank_terms(job->arena, tally, &scope, &ranked);
    const double n_docs = (double)tarix_collection_read(used->collection);
    double *scratch = TARIX_ARRAY(job->arena, double, tally->n_parts + 1);
    form_lists lists = {0};
    if (shows_forms) lists = list_forms(job->arena, tally);
    uint64_t rank = 0;
    for (size_t i = 0; i < n && !tarix_table_is_full(table); i++) {
        const tarix_id v = ranked[i];
        tarix_cell *row = NULL;
        if (i + ahead < n) expect(tally, ranked[i + ahead]);
        if (i == 0 || tally->count[v] != tally->count[ranked[i - 1]]) rank = i + 1;
        TARIX_TRY(tarix_table_row(table, &row, err));
        row[TERM].text = tarix_vocab_str(values, v);
        TARIX_PREFETCH(row[TERM].text.data); /* for the writer */
        row[COUNT].count = tally->count[v];
        row[PER_MILLION].real = 1e6 * (double)tally->count[v] / (double)tally->n_places;
        row[RANK].count = rank;
        row[DOCS].count = tally->docs[v];
        row[DOCS_PCT].real = 100 * tally->docs[v] / n_docs;
        if (scope.measures.n) {
            const tarix_parts spread = tarix_tally_parts(tally, v, scratch);
            for (size_t m = 0; m < scope.measures.n; m++)
                row[FIRST_MEASURE + m].real = scope.measures.rows[m]->of_parts(&spread);
        }
        if (shows_forms)
            row[FIRST_MEASURE + scope.measures.n].text = forms_of(job->arena, tally, &lists, v);
    }
    tarix_job_count(job, "terms", n);
    if (tally->n_parts) {
        tarix_job_text(job, "parts",
            tally->parts_are_documents ? TARIX_STR("documents") : TARIX_STR("slices"));
        tarix_job_count(job, "n_parts", tally->n_parts);
    }
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_freq = {
    .name = "freq",
    .summary = "count terms: frequency, documents, dispersion",
    .usage = "[OPTIONS] INPUT…",
    .details = "Counts the terms of a layer over all inputs and says how evenly they are spread.\n"
               "per_million is taken over places (all tokens but punctuation and symbols).\n"
               "\n"
               "  tarix freq article.txt                     lemmas of one article\n"
               "  tarix freq --layer form --forms corpus/    every form of a folder of texts\n"
               "  tarix freq --stopwords az --limit 50 -o top50.csv corpus/\n",
    .options = options,
    .defaults = defaults,
    .paper = "term,count,per_million,docs,docs_pct,dp,da",
    .columns = TARIX_SCHEMA(columns),
    .families = TARIX_FAMILY_DISPERSION,
    .run = run,
};
