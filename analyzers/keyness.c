#include "analyzers/analyzers.h"
#include "analyzers/correction.h"
#include "analyzers/freqlist.h"
#include "analyzers/layers.h"
#include "analyzers/options.h"
#include "analyzers/side.h"

#include "base/collate.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>

static const tarix_option reference_option = {.name = "reference",
    .letter = 'r',
    .kind = TARIX_OPTION_TEXT,
    .value = "INPUT",
    .repeats = true,
    .help =
        "file, folder or frequency list (.csv) to compare with; give it once for each reference "
        "corpus"};
static const tarix_option list_layer_option = {.name = "list-layer",
    .kind = TARIX_OPTION_WORD,
    .value = "LAYER",
    .choices = "form,fold,stem,lemma",
    .fallback = "form",
    .help = "what the terms of frequency lists are; form and fold become what --layer asks for"};
static const tarix_option target_size_option = {.name = "target-size",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .low = 1,
    .help = "places of a target that is a frequency list; left out: the sum of its counts"};
static const tarix_option reference_size_option = {.name = "reference-size",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .low = 1,
    .repeats = true,
    .help = "the same of references that are lists, once for each in their order, or for none"};
static const tarix_option alpha_option = {.name = "alpha",
    .kind = TARIX_OPTION_TEXT,
    .value = "P",
    .fallback = "0.05",
    .help = "terms with a corrected p up to this come first, by effect"};

static const tarix_option *const options[] = {&reference_option, &tarix_option_where_reference,
    &list_layer_option, &target_size_option, &reference_size_option, &tarix_option_layer,
    &tarix_option_kinds, &tarix_option_stopwords, &tarix_option_measures, &tarix_option_parts,
    &tarix_option_correct, &alpha_option, &tarix_option_prior, &tarix_option_min_count,
    &tarix_option_min_docs, NULL};
static const tarix_option_default defaults[] = {
    {&tarix_option_measures, "ll,ll_log10_p,log_ratio,log_ratio_low,log_ratio_high,dp"},
    {&tarix_option_min_count, "3"}, {NULL, NULL}};

enum {
    TERM,
    REFERENCE,
    DIRECTION,
    COUNT_TARGET,
    COUNT_REFERENCE,
    SIZE_TARGET,
    SIZE_REFERENCE,
    PER_MILLION_TARGET,
    PER_MILLION_REFERENCE,
    DOCS_TARGET,
    DOCS_REFERENCE,
    FIRST_MEASURE
};

static const tarix_column columns[] = {
    {"term", TARIX_TYPE_TEXT, "term", "termin", "", "value of the layer"},
    {"reference", TARIX_TYPE_TEXT, "reference", "müqayisə korpusu", "", "as named"},
    {"direction", TARIX_TYPE_TEXT, "more frequent in", "daha çox", "", "target, reference, equal"},
    {"count_target", TARIX_TYPE_COUNT, "count in target", "hədəfdə say", "tokens", ""},
    {"count_reference", TARIX_TYPE_COUNT, "count in reference", "müqayisədə say", "tokens", ""},
    {"size_target", TARIX_TYPE_COUNT, "size of target", "hədəfin həcmi", "places", ""},
    {"size_reference", TARIX_TYPE_COUNT, "size of reference", "müqayisənin həcmi", "places", ""},
    {"per_million_target", TARIX_TYPE_REAL, "per million in target", "hədəfdə milyonda",
        "per million places", ""},
    {"per_million_reference", TARIX_TYPE_REAL, "per million in reference", "müqayisədə milyonda",
        "per million places", ""},
    {"docs_target", TARIX_TYPE_COUNT, "documents in target", "hədəfdə mətnlər", "documents", ""},
    {"docs_reference", TARIX_TYPE_COUNT, "documents in reference", "müqayisədə mətnlər",
        "documents", ""},
};
enum { n_columns = sizeof columns / sizeof *columns };

/* One target against one reference. */
typedef struct comparison {
    tarix_side side;
    double prior;    /* weight of the Dirichlet prior */
    tarix_id *terms; /* those tested */
    uint32_t *place; /* by value: one more than its index among them, or 0 */
    double *log10_q; /* of each: p until it is corrected */
    size_t n_terms;
} comparison;

/* A row to come: which comparison and which of its terms. */
typedef struct finding {
    const comparison *comparison;
    size_t term;
    double log_ratio, ll;
    bool is_significant;
    tarix_collate_keys key;
} finding;

typedef struct keyness {
    tarix_job *job;
    tarix_scope scope;
    tarix_vocab *values;
    tarix_side target;
    comparison *comparisons;
    size_t n_comparisons;
    double *scratch;
    const tarix_measure *ll, *p, *log_ratio; /* by which terms are tested and ordered */
    double log10_alpha;
    double prior;                       /* --prior, or NaN */
    const tarix_correction *correction; /* NULL: none */
} keyness;

static tarix_cells cells_of(const keyness *k, const comparison *c, tarix_id term)
{
    tarix_cells cells = {0};
    tarix_cells_from_counts(&cells, tarix_side_count(&k->target, term),
        tarix_side_count(&c->side, term), k->target.tally->n_places, c->side.tally->n_places);
    cells.tests = (double)c->n_terms;
    cells.prior = c->prior;
    return cells;
}

/* The same in texts that have the term; false: they are not known. */
static bool texts_of(const keyness *k, const comparison *c, tarix_id term, tarix_cells *cells)
{
    const uint64_t a = tarix_side_docs(&k->target, term), b = tarix_side_docs(&c->side, term);
    if (k->target.n_texts == 0 || c->side.n_texts == 0) return false;
    return tarix_cells_from_counts(cells, a, b, k->target.n_texts, c->side.n_texts);
}

/* Whether enough documents have the term; of a repeated term of a list they are not known. */
static bool has_docs(const keyness *k, const comparison *c, tarix_id term)
{
    const uint64_t a = tarix_side_docs(&k->target, term), b = tarix_side_docs(&c->side, term);
    if (k->scope.min_docs <= 1) return true;
    return (a == TARIX_NO_COUNT ? 0 : a) + (b == TARIX_NO_COUNT ? 0 : b) >= k->scope.min_docs;
}

/* The family of tests: terms whose counts on both sides reach the floor. */
static void test_terms(keyness *k, comparison *c)
{
    tarix_arena *arena = k->job->arena;
    const size_t n_values = tarix_vocab_size(k->values);
    size_t n_types = 0;
    c->terms = TARIX_ARRAY(arena, tarix_id, n_values);
    c->place = TARIX_ARRAY(arena, uint32_t, n_values);
    for (tarix_id v = 0; v < n_values; v++) {
        const uint64_t count = tarix_side_count(&k->target, v) + tarix_side_count(&c->side, v);

        n_types += count > 0;
        if (count == 0 || count < k->scope.min_count || !has_docs(k, c, v)) continue;
        c->terms[c->n_terms++] = v;
        c->place[v] = (uint32_t)c->n_terms;
    }
    c->prior = isnan(k->prior) ? 0.01 * (double)n_types : k->prior;
    c->log10_q = TARIX_ARRAY(arena, double, c->n_terms);
    for (size_t i = 0; i < c->n_terms; i++) {
        const tarix_cells cells = cells_of(k, c, c->terms[i]);
        c->log10_q[i] = k->p->of_cells(&cells);
    }
    if (k->correction) tarix_correct(arena, k->correction, c->log10_q, c->n_terms, c->n_terms);
}

/* What is known of documents when a floor asks for them. */
static tarix_status check_docs(const keyness *k, const tarix_side *side, tarix_error *err)
{
    if (k->scope.min_docs <= 1 || side->tally->docs) return TARIX_OK;
    return tarix_error_set(err, TARIX_USAGE,
        "--min-docs: the documents of the terms of %.*s are not known; leave it out, or give a "
        "list "
        "of the layer asked for that has the column docs",
        TARIX_ARG(side->name));
}

static int compare(const void *a, const void *b)
{
    const finding *p = a, *q = b;
    if (p->is_significant != q->is_significant) return p->is_significant ? -1 : 1;
    if (p->is_significant && p->log_ratio != q->log_ratio)
        return p->log_ratio > q->log_ratio ? -1 : 1;
    if (p->ll != q->ll) return p->ll > q->ll ? -1 : 1;
    const int order = tarix_collate_compare_keys(p->key, q->key);
    if (order) return order;
    if (p->term != q->term && p->comparison == q->comparison) return p->term < q->term ? -1 : 1;
    return (p->comparison > q->comparison) - (p->comparison < q->comparison);
}

/* The alphabet decides among equals before their ids do. */
static void settle_ties(const keyness *k, finding *f, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0; j--) {
            const finding *p = &f[j - 1], *q = &f[j];
            const bool equal = p->is_significant == q->is_significant && p->ll == q->ll &&
                               tarix_collate_compare_keys(p->key, q->key) == 0 &&
                               (!p->is_significant || p->log_ratio == q->log_ratio);
            if (!equal || tarix_collate(tarix_vocab_str(k->values, p->comparison->terms[p->term]),
                              tarix_vocab_str(k->values, q->comparison->terms[q->term])) <= 0)
                break;
            const finding moved = f[j];
            f[j] = f[j - 1];
            f[j - 1] = moved;
        }
}

static size_t collect(const keyness *k, finding **out)
{
    size_t n = 0;
    for (size_t i = 0; i < k->n_comparisons; i++) n += k->comparisons[i].n_terms;
    finding *f = TARIX_ARRAY(k->job->arena, finding, n);
    n = 0;
    for (size_t i = 0; i < k->n_comparisons; i++) {
        const comparison *c = &k->comparisons[i];
        for (size_t t = 0; t < c->n_terms; t++) {
            const tarix_cells cells = cells_of(k, c, c->terms[t]);
            f[n++] = (finding){.comparison = c,
                .term = t,
                .log_ratio = k->log_ratio->of_cells(&cells),
                .ll = k->ll->of_cells(&cells),
                .is_significant = c->log10_q[t] <= k->log10_alpha,
                .key = tarix_collate_key(tarix_vocab_str(k->values, c->terms[t]))};
        }
    }
    if (n) qsort(f, n, sizeof *f, compare);
    settle_ties(k, f, n);
    *out = f;
    return n;
}

/* References in which the term goes the same way and is significant. */
static uint64_t agreeing(const keyness *k, tarix_id term, double determinant)
{
    uint64_t n = 0;
    for (size_t i = 0; i < k->n_comparisons; i++) {
        const comparison *c = &k->comparisons[i];
        if (!c->place[term] || c->log10_q[c->place[term] - 1] > k->log10_alpha) continue;
        n += cells_of(k, c, term).determinant * determinant > 0;
    }
    return n;
}

static tarix_status write_row(
    const keyness *k, tarix_table *table, const finding *f, tarix_error *err)
{
    const comparison *c = f->comparison;
    const tarix_id term = c->terms[f->term];
    tarix_cells cells = cells_of(k, c, term), texts;
    if (texts_of(k, c, term, &texts)) cells.texts = &texts;
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(table, &row, err));
    row[TERM].text = tarix_vocab_str(k->values, term);
    row[REFERENCE].text = c->side.name;
    row[DIRECTION].text = cells.determinant > 0   ? TARIX_STR("target")
                          : cells.determinant < 0 ? TARIX_STR("reference")
                                                  : TARIX_STR("equal");
    row[COUNT_TARGET].count = tarix_side_count(&k->target, term);
    row[COUNT_REFERENCE].count = tarix_side_count(&c->side, term);
    row[SIZE_TARGET].count = k->target.tally->n_places;
    row[SIZE_REFERENCE].count = c->side.tally->n_places;
    row[PER_MILLION_TARGET].real = 1e6 * cells.o11 / cells.r1;
    row[PER_MILLION_REFERENCE].real = 1e6 * cells.o21 / cells.r2;
    row[DOCS_TARGET].count = tarix_side_docs(&k->target, term);
    row[DOCS_REFERENCE].count = tarix_side_docs(&c->side, term);
    size_t column = FIRST_MEASURE;
    for (size_t m = 0; m < k->scope.measures.n; m++) {
        const tarix_measure *measure = k->scope.measures.rows[m];
        double value = NAN;
        if (measure->of_cells)
            value = measure->of_cells(&cells);
        else if (k->target.tally->n_parts && tarix_side_count(&k->target, term)) {
            const tarix_parts parts = tarix_tally_parts(k->target.tally, term, k->scratch);
            value = measure->of_parts(&parts);
        }
        row[column++].real = value;
    }
    if (k->correction) {
        row[column++].real = pow(10, c->log10_q[f->term]);
        row[column++].real = c->log10_q[f->term];
    }
    if (k->n_comparisons > 1) row[column].count = agreeing(k, term, cells.determinant);
    return TARIX_OK;
}

static const tarix_column optional[] = {
    {"references_agreeing", TARIX_TYPE_COUNT, "references that agree", "eyni nəticəli müqayisələr",
        "references",
        "with the same direction and a corrected p up to alpha; with several references"},
};

static void add_columns(const keyness *k, tarix_table *table)
{
    tarix_table_add_columns(table, columns, n_columns);
    tarix_measures_add_columns(&k->scope.measures, table);
    if (k->correction) {
        tarix_table_add_column(table, k->correction->column);
        tarix_table_add_column(table, k->correction->log10_column);
    }
    if (k->n_comparisons > 1) tarix_table_add_column(table, optional[0]);
}

/* The sizes of lists; of references for each that is one, or for none. */
static tarix_status read_sizes(keyness *k, const tarix_str *references, uint64_t *sizes,
    tarix_freqlist_plan *target, tarix_error *err)
{
    const tarix_options *o = k->job->options;
    size_t n_sizes = 0, n_lists = 0;
    const tarix_str *given = tarix_options_all(o, &reference_size_option, &n_sizes);
    for (size_t i = 0; i < k->n_comparisons; i++) {
        sizes[i] = TARIX_NO_COUNT;
        if (!tarix_freqlist_is(references[i])) continue;
        if (n_lists < n_sizes) tarix_number_parse_count(given[n_lists], &sizes[i]);
        n_lists++;
    }
    if (n_sizes && n_sizes != n_lists)
        return tarix_error_set(err, TARIX_USAGE,
            "--reference-size is given %zu times and %zu references are frequency lists: give one "
            "for each, or none",
            n_sizes, n_lists);
    target->n_places = TARIX_NO_COUNT;
    if (!tarix_options_given(o, &target_size_option)) return TARIX_OK;
    if (!tarix_freqlist_is(k->job->inputs[0]))
        return tarix_error_set(
            err, TARIX_USAGE, "--target-size: the target is no frequency list: leave it out");
    target->n_places = tarix_options_count(o, &target_size_option);
    return TARIX_OK;
}

/* Opens all sides before any is read. */
static tarix_status open_sides(keyness *k, const tarix_str *references, tarix_error *err)
{
    tarix_job *job = k->job;
    const tarix_layer_row *layer =
        tarix_layers_find(tarix_options_text(job->options, &list_layer_option));
    uint64_t *sizes = TARIX_ARRAY(job->arena, uint64_t, k->n_comparisons);
    tarix_freqlist_plan list = {.role = "target", .size = "target-size", .layer = layer};
    TARIX_TRY(read_sizes(k, references, sizes, &list, err));
    TARIX_TRY(tarix_side_open(job, &list, &k->scope, job->inputs, job->n_inputs, &k->target, err));
    k->comparisons = TARIX_ARRAY(job->arena, comparison, k->n_comparisons);
    for (size_t i = 0; i < k->n_comparisons; i++) {
        list = (tarix_freqlist_plan){"reference", references[i], "reference-size", sizes[i], layer};
        TARIX_TRY(tarix_side_open(
            job, &list, &k->scope, &references[i], 1, &k->comparisons[i].side, err));
    }
    return TARIX_OK;
}

static tarix_status read_sides(keyness *k, tarix_parts_choice parts, tarix_error *err)
{
    const tarix_parts_choice none = {.kind = TARIX_PARTS_NONE};
    TARIX_TRY(tarix_side_read(&k->target, k->job, &k->scope, k->values, parts, err));
    TARIX_TRY(check_docs(k, &k->target, err));
    k->scratch = TARIX_ARRAY(k->job->arena, double, k->target.tally->n_parts + 1);
    for (size_t i = 0; i < k->n_comparisons; i++) {
        tarix_side *side = &k->comparisons[i].side;
        TARIX_TRY(tarix_side_read(side, k->job, &k->scope, k->values, none, err));
        TARIX_TRY(check_docs(k, side, err));
    }
    return TARIX_OK;
}

static tarix_status read_settings(keyness *k, const tarix_str **references, tarix_error *err)
{
    tarix_job *job = k->job;
    double alpha = 0;
    const tarix_str text = tarix_options_text(job->options, &alpha_option);
    if (!tarix_number_parse_real(text, &alpha) || !(alpha > 0) || alpha > 1)
        return tarix_error_set(
            err, TARIX_USAGE, "--alpha: '%s' is not a number above 0 and up to 1", text.data);
    k->log10_alpha = log10(alpha);
    k->correction = tarix_corrections_find(tarix_options_text(job->options, &tarix_option_correct));
    *references = tarix_options_all(job->options, &reference_option, &k->n_comparisons);
    if (k->n_comparisons == 0)
        return tarix_error_set(err, TARIX_USAGE,
            "keyness needs a --reference: the texts that the target is compared with");
    TARIX_TRY(tarix_job_prior(job, &k->prior, err));
    return tarix_job_scope(job, TARIX_FAMILY_KEYNESS | TARIX_FAMILY_DISPERSION, &k->scope, err);
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    keyness k = {.job = job,
        .values = tarix_vocab_new(job->arena),
        .ll = tarix_measures_find(TARIX_STR("ll")),
        .p = tarix_measures_find(TARIX_STR("ll_log10_p")),
        .log_ratio = tarix_measures_find(TARIX_STR("log_ratio"))};
    const tarix_str *references = NULL;
    tarix_parts_choice parts = {0};
    finding *findings = NULL;
    TARIX_TRY(read_settings(&k, &references, err));
    TARIX_TRY(tarix_job_parts(job, &parts, err));
    if (!tarix_measures_have(&k.scope.measures, TARIX_FAMILY_DISPERSION))
        parts.kind = TARIX_PARTS_NONE;
    TARIX_TRY(open_sides(&k, references, err));
    add_columns(&k, table);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(read_sides(&k, parts, err));
    for (size_t i = 0; i < k.n_comparisons; i++) {
        test_terms(&k, &k.comparisons[i]);
        tarix_job_count(job, "tests", k.comparisons[i].n_terms);
        tarix_job_text(
            job, "prior", tarix_arena_format(job->arena, "%.6g", k.comparisons[i].prior));
    }
    const size_t n = collect(&k, &findings);
    for (size_t i = 0; i < n && !tarix_table_is_full(table); i++)
        TARIX_TRY(write_row(&k, table, &findings[i], err));
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_keyness = {
    .name = "keyness",
    .summary = "compare a target with reference corpora, term by term",
    .usage = "--reference INPUT [--reference INPUT…] [OPTIONS] TARGET…",
    .details =
        "Which terms are more, or less, frequent in the target than in each reference: effect\n"
        "(log_ratio) with its interval, significance (ll, corrected q) and spread (dp, in the\n"
        "target) in one row. Terms with q up to --alpha come first, the largest effect on top.\n"
        "\n"
        "Target and references may be frequency lists: CSV files (their names end in .csv) with "
        "the\n"
        "columns term,count and perhaps docs. Their terms are printed forms, of which the layer "
        "asked\n"
        "for is made, unless --list-layer says otherwise; their size is the sum of the counts of "
        "all\n"
        "but punctuation, or what --target-size and --reference-size say.\n"
        "\n"
        "  tarix keyness --reference corpus/samples/xanliqlar article.txt\n"
        "  tarix keyness -r A/ -r B/ --stopwords az -o keys.csv article.txt\n"
        "  tarix keyness -r corpus/article-profile.csv --layer form article.txt\n",
    .options = options,
    .defaults = defaults,
    .paper = "term,gloss,count_target,per_million_target,count_reference,per_million_reference,log_"
             "ratio,"
             "log_ratio_low,log_ratio_high,ll,"
             "q_bonferroni,q_sidak,q_holm,q_hochberg,q_bh,q_by,dp,docs_target",
    .figures = "keyness",
    .columns = TARIX_SCHEMA(columns),
    .optional = TARIX_SCHEMA(optional),
    .families = TARIX_FAMILY_KEYNESS | TARIX_FAMILY_DISPERSION,
    .run = run,
};
