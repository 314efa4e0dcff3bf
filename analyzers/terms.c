#include "analyzers/analyzers.h"
#include "analyzers/candidates.h"
#include "analyzers/correction.h"
#include "analyzers/options.h"
#include "base/collate.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>

static const tarix_option reference_option = {.name = "reference",
    .letter = 'r',
    .kind = TARIX_OPTION_TEXT,
    .value = "INPUT",
    .repeats = true,
    .help = "file or folder to compare with; several are taken together"};
static const tarix_option n_option = {.name = "n",
    .letter = 'n',
    .kind = TARIX_OPTION_TEXT,
    .value = "N[-M]",
    .fallback = "1-4",
    .help = "words of a term, 1 to 6: one length or a range"};
static const tarix_option alpha_option = {.name = "alpha",
    .kind = TARIX_OPTION_REAL,
    .value = "P",
    .is_above = true,
    .most = 1,
    .fallback = "0.05",
    .help = "with a reference, terms that are more frequent in the target with a corrected p up to "
            "this come first"};

static const tarix_option *const options[] = {&reference_option, &n_option, &tarix_option_stopwords,
    &tarix_option_measures, &tarix_option_correct, &alpha_option, &tarix_option_prior,
    &tarix_option_min_count, &tarix_option_min_docs, NULL};
static const tarix_option_default defaults[] = {{&tarix_option_stopwords, "az"},
    {&tarix_option_measures, "weirdness,ll,ll_log10_p,log_ratio"}, {&tarix_option_min_count, "2"},
    {NULL, NULL}};

enum {
    TERM,
    CITATION,
    LEMMAS,
    PATTERN,
    LENGTH,
    COUNT,
    PER_MILLION,
    DOCS,
    C_VALUE,
    TF_IDF,
    FIRST_OPTIONAL
};
static const tarix_column columns[] = {
    [TERM] = {"term", TARIX_TYPE_TEXT, "term", "termin", "", "its commonest form, as printed"},
    [CITATION] = {"citation", TARIX_TYPE_TEXT, "citation form", "lüğət forması", "",
        "as an index has it: lemmas, the last noun of an izafet with its possessive"},
    [LEMMAS] = {"lemmas", TARIX_TYPE_TEXT, "lemmas", "lemmalar", "", "by which it is counted"},
    [PATTERN] = {"pattern", TARIX_TYPE_TEXT, "pattern", "qəlib", "",
        "A adjective, N noun, P noun with the possessive that binds it to the one before"},
    [LENGTH] = {"length", TARIX_TYPE_COUNT, "length", "uzunluq", "words", ""},
    [COUNT] = {"count", TARIX_TYPE_COUNT, "count", "say", "occurrences", "in the shape of a term"},
    [PER_MILLION] = {"per_million", TARIX_TYPE_REAL, "per million", "milyonda",
        "per million places", "10^6 count / places"},
    [DOCS] = {"docs", TARIX_TYPE_COUNT, "documents", "mətnlər", "documents", ""},
    [C_VALUE] = {"c_value", TARIX_TYPE_REAL, "C-value", "C-qiymət", "",
        "log2(length + 1) (count - mean count of the longer terms that have it) (Frantzi et al. "
        "2000)"},
    [TF_IDF] = {"tf_idf", TARIX_TYPE_REAL, "tf-idf", "tf-idf", "",
        "count ln(D/df), over the documents of target and reference (Spärck Jones 1972); 0 of one "
        "document"},
};
enum { COUNT_REFERENCE, PER_MILLION_REFERENCE, DOCS_REFERENCE, n_optional };
static const tarix_column optional[] = {
    [COUNT_REFERENCE] = {"count_reference", TARIX_TYPE_COUNT, "count in reference",
        "müqayisədə say", "occurrences", "with --reference"},
    [PER_MILLION_REFERENCE] = {"per_million_reference", TARIX_TYPE_REAL, "per million in reference",
        "müqayisədə milyonda", "per million places", "with --reference"},
    [DOCS_REFERENCE] = {"docs_reference", TARIX_TYPE_COUNT, "documents in reference",
        "müqayisədə mətnlər", "documents", "with --reference"},
};

/* A row to come. */
typedef struct finding {
    size_t candidate;
    double c_value, log10_q;
    bool is_key;
} finding;

typedef struct terms {
    tarix_job *job;
    tarix_scope scope;
    unsigned shortest, longest;
    tarix_candidates *candidates;
    uint64_t n_places[TARIX_SIDES], n_docs[TARIX_SIDES];
    const tarix_str *references;
    size_t n_references;
    const tarix_correction *correction; /* NULL: none, or no reference */
    double log10_alpha, prior;
    const tarix_measure *p;
    finding *findings;
    size_t n_findings;
} terms;

/* ---- reading ---- */

static tarix_status read_side(terms *t, const char *role, const tarix_str *inputs, size_t n_inputs,
    tarix_counted_side side, tarix_error *err)
{
    tarix_job *job = t->job;
    tarix_used *used = NULL;
    tarix_corpus *corpus = NULL;
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(job->arena));
    TARIX_TRY(tarix_job_open(job, role, inputs, n_inputs, &used, err));
    TARIX_TRY(
        tarix_corpus_read(scratch, &job->pass, used->collection, TARIX_CORPUS_ALL, &corpus, err));
    tarix_candidates_add(t->candidates, corpus, side);
    const unsigned kinds = 1 << TARIX_KIND_WORD | 1 << TARIX_KIND_ABBREV;
    used->n_tokens = tarix_collection_tokens(used->collection, TARIX_KINDS_ALL);
    used->n_counted = tarix_collection_tokens(used->collection, kinds);
    used->n_places = tarix_collection_places(used->collection);
    t->n_places[side] += used->n_places;
    t->n_docs[side] += tarix_collection_read(used->collection);
    tarix_arena_free(scratch);
    return TARIX_OK;
}

/* ---- scores ---- */

static double c_value(const tarix_candidate *c)
{
    const double count = (double)c->count[TARIX_SIDE_TARGET];
    const double inside = c->longer ? (double)c->longer_count / (double)c->longer : 0;
    return log2(c->length + 1.0) * (count - inside);
}

static double tf_idf(const terms *t, const tarix_candidate *c)
{
    const uint64_t all = t->n_docs[TARIX_SIDE_TARGET] + t->n_docs[TARIX_SIDE_REFERENCE];
    const uint64_t with = (uint64_t)c->docs[TARIX_SIDE_TARGET] + c->docs[TARIX_SIDE_REFERENCE];
    return (double)c->count[TARIX_SIDE_TARGET] * log((double)all / (double)with);
}

static tarix_cells cells_of(const terms *t, const tarix_candidate *c)
{
    tarix_cells cells = {0};
    tarix_cells_from_counts(&cells, c->count[TARIX_SIDE_TARGET], c->count[TARIX_SIDE_REFERENCE],
        t->n_places[TARIX_SIDE_TARGET], t->n_places[TARIX_SIDE_REFERENCE]);
    cells.tests = (double)t->n_findings;
    cells.prior = t->prior;
    return cells;
}

/* Terms of the target at or above the floors; these are the tests, too. */
static void find_terms(terms *t)
{
    tarix_arena *arena = t->job->arena;
    const size_t n = tarix_candidates_size(t->candidates);
    t->findings = TARIX_ARRAY(arena, finding, n + 1);
    for (size_t i = 0; i < n; i++) {
        const tarix_candidate *c = tarix_candidates_at(t->candidates, i);
        const uint64_t count = c->count[TARIX_SIDE_TARGET];
        if (count == 0 || count < t->scope.min_count ||
            c->docs[TARIX_SIDE_TARGET] < t->scope.min_docs)
            continue;
        t->findings[t->n_findings++] = (finding){.candidate = i, .c_value = c_value(c)};
    }
    if (isnan(t->prior)) t->prior = 0.01 * (double)n;
    if (t->n_references == 0) return;
    double *log10_q = TARIX_ARRAY(arena, double, t->n_findings + 1);
    for (size_t i = 0; i < t->n_findings; i++) {
        const tarix_cells cells =
            cells_of(t, tarix_candidates_at(t->candidates, t->findings[i].candidate));
        log10_q[i] = t->p->of_cells(&cells);
    }
    if (t->correction) tarix_correct(arena, t->correction, log10_q, t->n_findings, t->n_findings);
    for (size_t i = 0; i < t->n_findings; i++) {
        finding *f = &t->findings[i];
        const tarix_cells cells = cells_of(t, tarix_candidates_at(t->candidates, f->candidate));
        f->log10_q = log10_q[i];
        f->is_key = log10_q[i] <= t->log10_alpha && cells.determinant > 0;
    }
}

/* Who sorts: qsort has no context. */
typedef struct sortable {
    finding finding;
    const tarix_candidate *candidate;
    tarix_str lemmas;
} sortable;

static int by_term(const void *a, const void *b)
{
    const sortable *p = a, *q = b;
    if (p->finding.is_key != q->finding.is_key) return p->finding.is_key ? -1 : 1;
    if (p->finding.c_value != q->finding.c_value)
        return p->finding.c_value > q->finding.c_value ? -1 : 1;
    const uint64_t m = p->candidate->count[TARIX_SIDE_TARGET];
    const uint64_t n = q->candidate->count[TARIX_SIDE_TARGET];
    if (m != n) return m > n ? -1 : 1;
    return tarix_collate(p->lemmas, q->lemmas);
}

static void rank_terms(terms *t)
{
    sortable *list = TARIX_ARRAY(t->job->arena, sortable, t->n_findings + 1);
    for (size_t i = 0; i < t->n_findings; i++)
        list[i] =
            (sortable){t->findings[i], tarix_candidates_at(t->candidates, t->findings[i].candidate),
                tarix_candidates_lemmas(t->candidates, t->findings[i].candidate)};
    qsort(list, t->n_findings, sizeof *list, by_term);
    for (size_t i = 0; i < t->n_findings; i++) t->findings[i] = list[i].finding;
}

/* ---- the table ---- */

static void add_columns(const terms *t, tarix_table *table)
{
    tarix_table_add_columns(table, columns, sizeof columns / sizeof *columns);
    if (t->n_references == 0) return;
    tarix_table_add_columns(table, optional, n_optional);
    tarix_measures_add_columns(&t->scope.measures, table);
    if (!t->correction) return;
    tarix_table_add_column(table, t->correction->column);
    tarix_table_add_column(table, t->correction->log10_column);
}

static void put_reference(
    const terms *t, const finding *f, const tarix_candidate *c, tarix_cell *row)
{
    const tarix_cells cells = cells_of(t, c);
    tarix_cells texts = {0}, with_texts = cells;
    tarix_cells_from_counts(&texts, c->docs[TARIX_SIDE_TARGET], c->docs[TARIX_SIDE_REFERENCE],
        t->n_docs[TARIX_SIDE_TARGET], t->n_docs[TARIX_SIDE_REFERENCE]);
    with_texts.texts = &texts;
    row += FIRST_OPTIONAL;
    row[COUNT_REFERENCE].count = c->count[TARIX_SIDE_REFERENCE];
    row[PER_MILLION_REFERENCE].real = 1e6 * cells.o21 / cells.r2;
    row[DOCS_REFERENCE].count = c->docs[TARIX_SIDE_REFERENCE];
    row += n_optional;
    for (size_t m = 0; m < t->scope.measures.n; m++)
        row++->real = t->scope.measures.rows[m]->of_cells(&with_texts);
    if (!t->correction) return;
    row++->real = pow(10, f->log10_q);
    row->real = f->log10_q;
}

static tarix_status put_term(const terms *t, tarix_table *table, const finding *f, tarix_error *err)
{
    const tarix_candidate *c = tarix_candidates_at(t->candidates, f->candidate);
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(table, &row, err));
    row[TERM].text = c->printed;
    row[CITATION].text = c->citation;
    row[LEMMAS].text = tarix_candidates_lemmas(t->candidates, f->candidate);
    row[PATTERN].text = c->pattern;
    row[LENGTH].count = c->length;
    row[COUNT].count = c->count[TARIX_SIDE_TARGET];
    row[PER_MILLION].real =
        1e6 * (double)c->count[TARIX_SIDE_TARGET] / (double)t->n_places[TARIX_SIDE_TARGET];
    row[DOCS].count = c->docs[TARIX_SIDE_TARGET];
    row[C_VALUE].real = f->c_value;
    row[TF_IDF].real = tf_idf(t, c);
    if (t->n_references) put_reference(t, f, c, row);
    return TARIX_OK;
}

/* ---- settings ---- */

static tarix_status read_lengths(terms *t, tarix_error *err)
{
    const tarix_str text = tarix_options_text(t->job->options, &n_option);
    tarix_str rest = text, low = {0}, high = {0};
    uint64_t shortest = 0, longest = 0;
    tarix_str_split(&rest, '-', &low);
    bool is_read = tarix_number_parse_count(low, &shortest);
    longest = shortest;
    if (tarix_str_split(&rest, '-', &high))
        is_read = is_read && !rest.data && tarix_number_parse_count(high, &longest);
    if (!is_read || shortest < 1 || longest < shortest || longest > TARIX_TERM_LONGEST)
        return tarix_error_set(err, TARIX_USAGE,
            "--n: '%.*s' is not a length from 1 to %d, or a range such as 1-3", TARIX_ARG(text),
            TARIX_TERM_LONGEST);
    t->shortest = (unsigned)shortest;
    t->longest = (unsigned)longest;
    return TARIX_OK;
}

static tarix_status read_settings(terms *t, tarix_error *err)
{
    const tarix_options *o = t->job->options;
    t->log10_alpha = log10(tarix_options_real(o, &alpha_option));
    TARIX_TRY(read_lengths(t, err));
    TARIX_TRY(tarix_job_scope(t->job, TARIX_FAMILY_KEYNESS, &t->scope, err));
    t->prior = tarix_options_real(o, &tarix_option_prior);
    t->references = tarix_options_all(o, &reference_option, &t->n_references);
    if (t->n_references)
        t->correction = tarix_corrections_find(tarix_options_text(o, &tarix_option_correct));
    if (t->n_references == 0 && tarix_options_given(o, &tarix_option_measures))
        return tarix_error_set(err, TARIX_USAGE,
            "--measures of keyness need a --reference: the texts that the target is compared with");
    return TARIX_OK;
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    terms t = {.job = job, .p = tarix_measures_find(TARIX_STR("ll_log10_p"))};
    TARIX_TRY(read_settings(&t, err));
    t.candidates = tarix_candidates_new(
        job->arena, job->lexicons, t.scope.selection.stopwords, t.shortest, t.longest);
    add_columns(&t, table);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(read_side(&t, "target", job->inputs, job->n_inputs, TARIX_SIDE_TARGET, err));
    if (t.n_references)
        TARIX_TRY(
            read_side(&t, "reference", t.references, t.n_references, TARIX_SIDE_REFERENCE, err));
    tarix_candidates_settle(t.candidates, t.scope.min_count ? t.scope.min_count : 1);
    find_terms(&t);
    rank_terms(&t);
    tarix_job_count(job, "candidates", tarix_candidates_size(t.candidates));
    tarix_job_count(job, "terms", t.n_findings);
    if (t.n_references) tarix_job_count(job, "tests", t.n_findings);
    tarix_table_expect(table, t.n_findings);
    for (size_t i = 0; i < t.n_findings && !tarix_table_is_full(table); i++)
        TARIX_TRY(put_term(&t, table, &t.findings[i], err));
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_terms = {
    .name = "terms",
    .summary = "key terms of one or more words, as an index would list them",
    .usage = "[--reference INPUT] [OPTIONS] INPUT…",
    .details =
        "Finds what has the shape of a term: a noun; adjectives before a noun (siyasi partiya); "
        "and\n"
        "izafet, in which the last noun carries the possessive (xalq cümhuriyyəti, vətəndaş\n"
        "müharibəsi, Xalq Komissarları Soveti). All forms of a term are counted together, by its\n"
        "lemmas; it is shown in its commonest printed form, with the form that a dictionary or an\n"
        "index has beside it. Function words and words too general for an index (lists of their\n"
        "own: stopwords.tsv, generic-words.tsv) are left out.\n"
        "\n"
        "c_value weighs long terms more and counts less what stands within longer ones. With\n"
        "--reference terms that are key (significantly more frequent in the target) come first,\n"
        "with weirdness and all measures of keyness. tf_idf needs several documents.\n"
        "\n"
        "  tarix terms article.txt --limit 50\n"
        "  tarix terms -n 2-4 --min-count 3 -o terms.csv corpus/\n"
        "  tarix terms --reference corpus/samples/xanliqlar corpus/samples/inqilab\n",
    .options = options,
    .defaults = defaults,
    .paper = "term,gloss,citation,count,docs,c_value,weirdness,ll,q_bh",
    .columns = TARIX_SCHEMA(columns),
    .optional = TARIX_SCHEMA(optional),
    .families = TARIX_FAMILY_KEYNESS,
    .run = run,
};
