#include "analyzers/analyzers.h"
#include "analyzers/correction.h"
#include "analyzers/interval.h"
#include "analyzers/options.h"
#include "analyzers/periods.h"
#include "analyzers/series.h"
#include "analyzers/term.h"
#include "base/collate.h"

#include <math.h>
#include <stdlib.h>

static const tarix_option by_option = {.name = "by",
    .kind = TARIX_OPTION_TEXT,
    .value = "FIELD",
    .fallback = "year",
    .help = "field of the metadata that says when: numbers, dates as 1918-05-28, or anything that "
            "has an order"};
static const tarix_option step_option = {.name = "step",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "0",
    .help = "years, or units of the field, that make one period: 10 for decades, 1 for the years "
            "of dates; 0: each value is a period"};
static const tarix_option order_option = {.name = "order",
    .kind = TARIX_OPTION_TEXT,
    .value = "LIST",
    .help = "values of the field in their order, where that is neither of numbers nor of the "
            "alphabet: early,middle,late; others are left out"};
static const tarix_option terms_option = {.name = "terms",
    .kind = TARIX_OPTION_TEXT,
    .value = "LIST",
    .help = "only these terms or patterns, however rare: inqilab,şura*,/s[ou]vet.*/; one pattern "
            "is one term"};
static const tarix_option periods_option = {.name = "periods",
    .kind = TARIX_OPTION_FLAG,
    .help = "a row a term and period, with the exact 95 % interval of its rate, instead of a row a "
            "term"};
static const tarix_option top_option = {.name = "top",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "0",
    .help = "only the N terms that rise most and the N that fall most; 0 for all"};
static const tarix_option thin_option = {.name = "thin",
    .kind = TARIX_OPTION_REAL,
    .value = "N",
    .fallback = "5",
    .help = "a period is thin for a term of which fewer than N were to be expected there"};

static const tarix_option *const options[] = {&by_option, &step_option, &order_option,
    &terms_option, &periods_option, &top_option, &thin_option, &tarix_option_layer,
    &tarix_option_kinds, &tarix_option_stopwords, &tarix_option_measures, &tarix_option_correct,
    &tarix_option_min_count, &tarix_option_min_docs, NULL};
static const tarix_option_default defaults[] = {
    {&tarix_option_measures, "mann_kendall_z,theil_sen_slope"}, {&tarix_option_min_count, "10"},
    {NULL, NULL}};

enum {
    TERM,
    DIRECTION,
    COUNT,
    DOCS,
    PERIODS,
    THIN_PERIODS,
    PER_MILLION,
    FIRST_RATE,
    LAST_RATE,
    FIRST_MEASURE
};
static const tarix_column columns[] = {
    [TERM] = {"term", TARIX_TYPE_TEXT, "term", "termin", "", "value of the layer, or pattern"},
    [DIRECTION] = {"direction", TARIX_TYPE_TEXT, "direction", "istiqamət", "",
        "rising, falling or level: the sign of kendall_tau; empty where that is"},
    [COUNT] = {"count", TARIX_TYPE_COUNT, "count", "say", "tokens",
        "in all periods; with --periods in this one"},
    [DOCS] = {"docs", TARIX_TYPE_COUNT, "documents", "mətnlər", "documents",
        "that have the term, of all periods; with --periods of this one"},
    [PERIODS] = {"periods", TARIX_TYPE_COUNT, "periods", "dövrlər", "periods", "that have it"},
    [THIN_PERIODS] = {"thin_periods", TARIX_TYPE_COUNT, "thin periods", "nazik dövrlər", "periods",
        "in which fewer than 5 (--thin) were to be expected at per_million"},
    [PER_MILLION] = {"per_million", TARIX_TYPE_REAL, "per million", "milyonda",
        "per million places",
        "10^6 count / places of all periods; with --periods 10^6 count / size"},
    [FIRST_RATE] = {"per_million_first", TARIX_TYPE_REAL, "per million in the first period",
        "ilk dövrdə milyonda", "per million places", ""},
    [LAST_RATE] = {"per_million_last", TARIX_TYPE_REAL, "per million in the last period",
        "son dövrdə milyonda", "per million places", ""},
};

enum { PERIOD, X, SIZE, LOW, HIGH, DOCS_PERIOD, THIN };
static const tarix_column optional[] = {
    [PERIOD] = {"period", TARIX_TYPE_TEXT, "period", "dövr", "",
        "value of the field, or first and last of the years of --step; with --periods"},
    [X] = {"x", TARIX_TYPE_REAL, "begin of the period", "dövrün başlanğıcı", "",
        "as a number, over which slopes are taken: 1, 2, 3, … of a field that has none; with "
        "--periods"},
    [SIZE] = {"size", TARIX_TYPE_COUNT, "size", "həcm", "places", "of the period; with --periods"},
    [LOW] = {"low", TARIX_TYPE_REAL, "per million, lower bound", "milyonda, aşağı hədd",
        "per million places",
        "exact Poisson interval, 95 %: 10^6 chi2(0.025, 2 count)/2 / size; with --periods"},
    [HIGH] = {"high", TARIX_TYPE_REAL, "per million, upper bound", "milyonda, yuxarı hədd",
        "per million places",
        "exact Poisson interval, 95 %: 10^6 chi2(0.975, 2 count + 2)/2 / size; with --periods"},
    [DOCS_PERIOD] = {"docs_period", TARIX_TYPE_COUNT, "documents of the period", "dövrün mətnləri",
        "documents", "with --periods"},
    [THIN] = {"thin", TARIX_TYPE_COUNT, "thin", "nazik", "",
        "1 where fewer than 5 (--thin) were to be expected at the rate of all periods; with "
        "--periods"},
};
/* The row a term and period: which columns, in its order. */
enum { P_TERM, P_PERIOD, P_X, P_COUNT, P_SIZE, P_RATE, P_LOW, P_HIGH, P_DOCS, P_OF_DOCS, P_THIN };
static const tarix_column *const period_row[] = {
    [P_TERM] = &columns[TERM],
    [P_PERIOD] = &optional[PERIOD],
    [P_X] = &optional[X],
    [P_COUNT] = &columns[COUNT],
    [P_SIZE] = &optional[SIZE],
    [P_RATE] = &columns[PER_MILLION],
    [P_LOW] = &optional[LOW],
    [P_HIGH] = &optional[HIGH],
    [P_DOCS] = &columns[DOCS],
    [P_OF_DOCS] = &optional[DOCS_PERIOD],
    [P_THIN] = &optional[THIN],
};

typedef struct subject {
    tarix_str name;
    const tarix_id *values; /* of the layer, whose counts are added up */
    size_t n_values;
    uint64_t count;
    double z, tau, slope, log10_q;
} subject;

/* Up to what count the bounds of an interval are kept, once found. */
enum { kept_bounds = 4096 };

typedef struct trend {
    tarix_job *job;
    tarix_table *table;
    tarix_scope scope;
    tarix_tally *tally; /* its parts are documents */
    tarix_periods *periods;
    uint64_t n_places; /* of all periods */
    bool by_period;
    uint64_t top;
    double thin;
    const tarix_correction *correction; /* NULL: none */
    const tarix_measure *z, *tau, *slope, *p;
    subject *subjects;
    size_t n_subjects;

    /* the subject at hand, by period */
    uint64_t *count;
    uint32_t *docs;
    double *rate;
    uint64_t total, total_docs;
    uint32_t *seen; /* by document: the number of the subject that was last found there */
    uint32_t n_seen;
    tarix_series series;
    double *low, *high; /* by count; 0 where high is not known yet */
} trend;

/* ---- one term over the periods ---- */

static void add_value(trend *t, tarix_id value)
{
    const tarix_tally *tally = t->tally;
    for (size_t i = tally->first[value]; i < tally->first[value + 1]; i++) {
        const uint32_t document = tally->part_from[tally->part[i]];
        const uint32_t period = t->periods->of_document[document];
        if (period == TARIX_NO_PERIOD) continue;
        t->count[period] += tally->part_count[i];
        t->total += tally->part_count[i];
        if (t->seen[document] == t->n_seen) continue;
        t->seen[document] = t->n_seen;
        t->docs[period]++;
        t->total_docs++;
    }
}

static void look_at(trend *t, const subject *s)
{
    const tarix_periods *p = t->periods;
    memset(t->count, 0, p->n * sizeof *t->count);
    memset(t->docs, 0, p->n * sizeof *t->docs);
    t->total = t->total_docs = 0;
    t->n_seen++;
    for (size_t i = 0; i < s->n_values; i++) add_value(t, s->values[i]);
    for (size_t i = 0; i < p->n; i++)
        t->rate[i] = 1e6 * (double)t->count[i] / (double)p->period[i].size;
}

static bool is_thin(const trend *t, size_t period)
{
    const double share = (double)t->periods->period[period].size / (double)t->n_places;
    return (double)t->total * share < t->thin;
}

/* ---- which terms ---- */

static void add_subject(trend *t, tarix_str name, const tarix_id *values, size_t n_values)
{
    t->subjects[t->n_subjects++] = (subject){.name = name, .values = values, .n_values = n_values};
}

/* All at or above the floors. */
static void find_all(trend *t)
{
    const tarix_tally *tally = t->tally;
    tarix_id *ids = TARIX_ARRAY(t->job->arena, tarix_id, tally->n_values + 1);
    t->subjects = TARIX_ARRAY(t->job->arena, subject, tally->n_values + 1);
    for (tarix_id v = 0; v < tally->n_values; v++) {
        ids[v] = v;
        if (tally->count[v] == 0 || tally->count[v] < t->scope.min_count) continue;
        look_at(t, &(subject){.values = &ids[v], .n_values = 1});
        if (t->total == 0 || t->total < t->scope.min_count || t->total_docs < t->scope.min_docs)
            continue;
        add_subject(t, tarix_vocab_str(tally->values, v), &ids[v], 1);
    }
}

/* Those of --terms, also such as do not occur. */
static tarix_status find_asked(trend *t, tarix_str list, tarix_error *err)
{
    tarix_job *job = t->job;
    const tarix_tally *tally = t->tally;
    const size_t n_values = tarix_vocab_size(tally->values);
    tarix_term_values terms =
        tarix_terms_of(tarix_layer_new(job->arena, t->scope.layer, job->lexicons,
                           tarix_vocab_new(job->arena), tally->values),
            t->scope.layer);
    uint32_t *rank = TARIX_ARRAY(job->arena, uint32_t, n_values + 1);
    for (tarix_id v = 0; v < n_values; v++) rank[v] = tally->count[v] ? v : TARIX_NO_ID;
    terms.rank = rank;
    t->subjects = TARIX_ARRAY(job->arena, subject, list.size + 1);
    for (tarix_str typed; tarix_term_split(&list, &typed);) {
        tarix_term term;
        TARIX_TRY(tarix_term_find(job->arena, &terms, typed, &term, err));
        if (term.n == 0)
            tarix_job_text(job, "note",
                tarix_arena_format(job->arena, "term '%.*s' %s", TARIX_ARG(term.name),
                    term.is_left_out ? "is left out by --stopwords or --kinds" : "does not occur"));
        add_subject(t, term.name, term.ranks, term.n);
    }
    if (t->n_subjects == 0)
        return tarix_error_set(err, TARIX_USAGE, "--terms: there is no term in it");
    return TARIX_OK;
}

/* From the largest z to the least, what has none last; then by tau, which z makes 0 of few
 * periods, by slope and by count. */
static int by_trend(const void *a, const void *b)
{
    const subject *p = a, *q = b;
    if (isnan(p->z) != isnan(q->z)) return isnan(p->z) - isnan(q->z);
    if (p->z != q->z && !isnan(p->z)) return p->z > q->z ? -1 : 1;
    if (p->tau != q->tau && !isnan(p->tau) && !isnan(q->tau)) return p->tau > q->tau ? -1 : 1;
    if (p->slope != q->slope && !isnan(p->slope) && !isnan(q->slope))
        return p->slope > q->slope ? -1 : 1;
    if (p->count != q->count) return p->count > q->count ? -1 : 1;
    return tarix_collate(p->name, q->name);
}

static void rank_subjects(trend *t)
{
    double *log10_p = TARIX_ARRAY(t->job->arena, double, t->n_subjects + 1);
    for (size_t i = 0; i < t->n_subjects; i++) {
        subject *s = &t->subjects[i];
        look_at(t, s);
        s->count = t->total;
        s->z = t->z->of_series(&t->series);
        s->tau = t->tau->of_series(&t->series);
        s->slope = t->slope->of_series(&t->series);
        log10_p[i] = t->p->of_series(&t->series);
    }
    if (t->correction)
        tarix_correct(t->job->arena, t->correction, log10_p, t->n_subjects, t->n_subjects);
    for (size_t i = 0; i < t->n_subjects; i++) t->subjects[i].log10_q = log10_p[i];
    qsort(t->subjects, t->n_subjects, sizeof *t->subjects, by_trend);
}

/* --top: the first that rise and the last that fall. */
static void keep_top(trend *t)
{
    size_t n_falling = 0, n = 0;
    if (t->top == 0) return;
    for (size_t i = 0; i < t->n_subjects; i++) {
        n_falling += t->subjects[i].tau < 0;
    }
    size_t falls_before = n_falling > t->top ? n_falling - (size_t)t->top : 0;
    for (size_t i = 0; i < t->n_subjects; i++) {
        const double tau = t->subjects[i].tau;
        const bool falls = tau < 0 && falls_before == 0;
        if (tau < 0 && falls_before) falls_before--;
        if ((tau > 0 && i < t->top) || falls) t->subjects[n++] = t->subjects[i];
    }
    t->n_subjects = n;
}

/* ---- rows ---- */

static tarix_str direction_of(double tau)
{
    if (isnan(tau)) return TARIX_STR("");
    return tau > 0 ? TARIX_STR("rising") : tau < 0 ? TARIX_STR("falling") : TARIX_STR("level");
}

static tarix_status put_term(trend *t, const subject *s, tarix_error *err)
{
    const tarix_periods *p = t->periods;
    const tarix_measure_list *measures = &t->scope.measures;
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(t->table, &row, err));
    row[TERM].text = s->name;
    row[DIRECTION].text = direction_of(s->tau);
    row[COUNT].count = t->total;
    row[DOCS].count = t->total_docs;
    for (size_t i = 0; i < p->n; i++) {
        row[PERIODS].count += t->count[i] > 0;
        row[THIN_PERIODS].count += is_thin(t, i);
    }
    row[PER_MILLION].real = 1e6 * (double)t->total / (double)t->n_places;
    row[FIRST_RATE].real = p->n ? t->rate[0] : NAN;
    row[LAST_RATE].real = p->n ? t->rate[p->n - 1] : NAN;
    size_t column = FIRST_MEASURE;
    for (size_t m = 0; m < measures->n; m++)
        row[column++].real = measures->rows[m]->of_series(&t->series);
    if (!t->correction) return TARIX_OK;
    row[column++].real = pow(10, s->log10_q);
    row[column].real = s->log10_q;
    return TARIX_OK;
}

static void find_bounds(trend *t, uint64_t count, double *low, double *high)
{
    const double alpha = 0.05;
    const bool keeps = count < kept_bounds;
    *low = keeps ? t->low[count] : 0;
    *high = keeps ? t->high[count] : 0;
    if (*high > 0) return;
    *low = tarix_poisson_low((double)count, alpha);
    *high = tarix_poisson_high((double)count, alpha);
    if (keeps) t->low[count] = *low, t->high[count] = *high;
}

static tarix_status put_periods(trend *t, const subject *s, tarix_error *err)
{
    const tarix_periods *p = t->periods;
    for (size_t i = 0; i < p->n && !tarix_table_is_full(t->table); i++) {
        const double to_rate = 1e6 / (double)p->period[i].size;
        double low = 0, high = 0;
        tarix_cell *row = NULL;
        TARIX_TRY(tarix_table_row(t->table, &row, err));
        find_bounds(t, t->count[i], &low, &high);
        row[P_TERM].text = s->name;
        row[P_PERIOD].text = p->period[i].name;
        row[P_X].real = p->period[i].x;
        row[P_COUNT].count = t->count[i];
        row[P_SIZE].count = p->period[i].size;
        row[P_RATE].real = t->rate[i];
        row[P_LOW].real = low * to_rate;
        row[P_HIGH].real = high * to_rate;
        row[P_DOCS].count = t->docs[i];
        row[P_OF_DOCS].count = p->period[i].n_documents;
        row[P_THIN].count = is_thin(t, i);
    }
    return TARIX_OK;
}

static tarix_status put_subjects(trend *t, tarix_error *err)
{
    for (size_t i = 0; i < t->n_subjects && !tarix_table_is_full(t->table); i++) {
        look_at(t, &t->subjects[i]);
        TARIX_TRY(t->by_period ? put_periods(t, &t->subjects[i], err)
                               : put_term(t, &t->subjects[i], err));
    }
    return tarix_table_end(t->table, err);
}

/* ---- */

static void add_columns(const trend *t)
{
    if (t->by_period) {
        for (size_t i = 0; i < sizeof period_row / sizeof *period_row; i++)
            tarix_table_add_column(t->table, *period_row[i]);
        return;
    }
    tarix_table_add_columns(t->table, columns, sizeof columns / sizeof *columns);
    tarix_measures_add_columns(&t->scope.measures, t->table);
    if (!t->correction) return;
    tarix_table_add_column(t->table, t->correction->column);
    tarix_table_add_column(t->table, t->correction->log10_column);
}

static tarix_status read_settings(trend *t, tarix_error *err)
{
    const tarix_options *o = t->job->options;
    TARIX_TRY(tarix_job_scope(t->job, TARIX_FAMILY_TREND, &t->scope, err));
    t->thin = tarix_options_real(o, &thin_option);
    t->by_period = tarix_options_flag(o, &periods_option);
    t->top = tarix_options_count(o, &top_option);
    t->correction = tarix_corrections_find(tarix_options_text(o, &tarix_option_correct));
    if (t->by_period && tarix_options_given(o, &tarix_option_measures))
        return tarix_error_set(
            err, TARIX_USAGE, "--periods shows rates, no measures: leave --measures out");
    return TARIX_OK;
}

static tarix_status find_periods(trend *t, const tarix_used *used, tarix_error *err)
{
    const tarix_options *o = t->job->options;
    const tarix_periods_plan plan = {.field = tarix_options_text(o, &by_option),
        .step = tarix_options_count(o, &step_option),
        .order = tarix_options_text(o, &order_option)};
    return tarix_periods_find(
        t->job->arena, t->job->metadata, used->collection, &plan, &t->periods, err);
}

/* Room for one term after the other. */
static void make_room(trend *t, size_t n_documents)
{
    tarix_arena *arena = t->job->arena;
    const size_t n = t->periods->n;
    double *x = TARIX_ARRAY(arena, double, n + 1);
    t->count = TARIX_ARRAY(arena, uint64_t, n + 1);
    t->docs = TARIX_ARRAY(arena, uint32_t, n + 1);
    t->rate = TARIX_ARRAY(arena, double, n + 1);
    t->seen = TARIX_ARRAY(arena, uint32_t, n_documents + 1);
    t->low = TARIX_ARRAY(arena, double, kept_bounds);
    t->high = TARIX_ARRAY(arena, double, kept_bounds);
    for (size_t i = 0; i < n; i++) {
        x[i] = t->periods->period[i].x;
        t->n_places += t->periods->period[i].size;
    }
    t->series = (tarix_series){n, x, t->rate, TARIX_ARRAY(arena, double, tarix_series_room(n) + 1)};
}

/* What a reader of the table must know of its periods. */
static void record(trend *t, const tarix_collection *c)
{
    enum { fewest = 5 }; /* z = 2.2 at most; of 4 periods 1.7 */
    tarix_job *job = t->job;
    uint64_t n_lost = 0;
    for (size_t i = 0; i < c->n_documents; i++)
        n_lost += t->periods->of_document[i] == TARIX_NO_PERIOD && c->documents[i].places > 0;
    tarix_job_count(job, "periods", t->periods->n);
    tarix_job_count(job, "places_of_periods", t->n_places);
    tarix_job_count(job, "documents_of_no_period", n_lost);
    tarix_job_count(job, "tests", t->n_subjects);
    if (n_lost)
        tarix_job_text(job, "note",
            tarix_arena_format(job->arena, "documents of no period, which are not counted: %llu",
                (unsigned long long)n_lost));
    if (t->n_places > 0 && t->periods->n < fewest && !t->by_period)
        tarix_job_text(job, "note",
            tarix_arena_format(job->arena,
                "periods: %zu; with fewer than %d no trend can be told from chance (p <= .05)",
                t->periods->n, fewest));
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    trend t = {.job = job,
        .table = table,
        .z = tarix_measures_find(TARIX_STR("mann_kendall_z")),
        .p = tarix_measures_find(TARIX_STR("mann_kendall_log10_p")),
        .tau = tarix_measures_find(TARIX_STR("kendall_tau")),
        .slope = tarix_measures_find(TARIX_STR("theil_sen_slope"))};
    const tarix_parts_choice documents = {.kind = TARIX_PARTS_DOCUMENT};
    const tarix_str asked = tarix_options_text(job->options, &terms_option);
    tarix_used *used = NULL;
    TARIX_TRY(read_settings(&t, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    TARIX_TRY(find_periods(&t, used, err));
    add_columns(&t);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(tarix_job_tally(
        job, used, &t.scope, tarix_vocab_new(job->arena), documents, &t.tally, err));
    tarix_periods_measure(t.periods, job->arena, used->collection);
    make_room(&t, used->collection->n_documents);
    if (asked.data)
        TARIX_TRY(find_asked(&t, asked, err));
    else
        find_all(&t);
    record(&t, used->collection);
    rank_subjects(&t);
    keep_top(&t);
    return put_subjects(&t, err);
}

const tarix_analyzer tarix_trend = {
    .name = "trend",
    .summary = "terms over time: which rise and fall most, and their rates by period",
    .usage = "[--by FIELD] [--step N] [OPTIONS] INPUT…",
    .details =
        "Takes the documents of each year, decade or other value of a field of the metadata for a\n"
        "period, and says of each term whether its rate per million rises or falls with time: the\n"
        "Mann-Kendall test (z, and q corrected over all terms), which asks only how many later\n"
        "periods are above earlier ones, and the Theil-Sen slope, the median change per million\n"
        "and year. The terms that rise most surely come first, those that fall most last; --top "
        "20\n"
        "shows both ends. Periods without a text are left out, not counted as 0.\n"
        "\n"
        "--periods gives the rates themselves, for a plot: a row a term and period with the exact\n"
        "Poisson interval of its rate. A period is thin for a term when fewer than 5 were to be\n"
        "expected there; read the interval, not the rate. The interval takes words for "
        "independent;\n"
        "a term that one text repeats is less sure than it says: docs tells how many texts have "
        "it.\n"
        "\n"
        "  tarix trend corpus/                              metadata.csv has a column year\n"
        "  tarix trend --step 10 --top 20 corpus/           decades, both ends\n"
        "  tarix trend --terms 'inqilab,şura*' --periods -o rates.csv corpus/\n"
        "  tarix trend --by period --order early,middle,late --measures all corpus/\n",
    .options = options,
    .defaults = defaults,
    .paper = "term,period,count,per_million,low,high,direction,mann_kendall_z,theil_sen_slope,q_bh",
    .figures = "trend",
    .columns = TARIX_SCHEMA(columns),
    .optional = TARIX_SCHEMA(optional),
    .families = TARIX_FAMILY_TREND,
    .run = run,
};
