#include "analyzers/analyzers.h"
#include "analyzers/groups.h"
#include "analyzers/keyplan.h"
#include "analyzers/options.h"
#include "base/simd.h"
#include "corpus/subtally.h"

#include <math.h>

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

enum { GROUP, DP_REFERENCE, AGREEING, KEY_IN };
static const tarix_column optional[] = {
    [GROUP] = {"group", TARIX_TYPE_TEXT, "group", "qrup", "",
        "value of the field named with --by, whose documents are the target"},
    [DP_REFERENCE] = {"dp_reference", TARIX_TYPE_REAL, "deviation of proportions, in the reference",
        "nisbətlərin kənarlaşması, müqayisədə", "",
        "as dp, over parts of the reference; so has every measure of dispersion its own"},
    [AGREEING] = {"references_agreeing", TARIX_TYPE_COUNT, "references that agree",
        "eyni nəticəli müqayisələr", "references",
        "with the same direction and a corrected p up to alpha; with several references"},
    [KEY_IN] = {"key_in", TARIX_TYPE_TEXT, "texts in which the term is key",
        "terminin açar olduğu mətnlər", "", "name; …; with --key-texts"},
};

typedef struct keyness {
    tarix_keyplan plan;
    tarix_table *table;
    tarix_vocab *values;
    tarix_side target, *references;
} keyness;

/* The row before, which is the next one but for its term where the counts are the same and nothing
 * else of a term is looked at: so it is with most neighbours in a table of many. */
typedef struct last_row {
    const tarix_comparison *comparison; /* NULL: there is none */
    uint32_t pair;
    uint64_t docs_target, docs_reference;
    tarix_cell *cells;
} last_row;

/* One target against its references. */
typedef struct contest {
    const keyness *k;
    tarix_arena *arena;
    tarix_str group; /* of --by */
    const tarix_side *target;
    tarix_comparison *comparisons;
    size_t n_comparisons;
    bool repeats; /* rows depend on their counts alone */
    size_t width;
    last_row *last;
    double *scratch;     /* of dispersion */
    uint32_t *key_texts; /* room for all texts of the target */
} contest;

/* ---- columns ---- */

/* Dispersion is that of the target; that of the reference stands beside it. */
static tarix_column of_reference(tarix_arena *arena, const tarix_measure *measure)
{
    tarix_column column = tarix_measure_column(measure);
    column.name = tarix_arena_format(arena, "%s_reference", column.name).data;
    column.title_en = tarix_arena_format(arena, "%s, in the reference", column.title_en).data;
    column.title_az = tarix_arena_format(arena, "%s, müqayisədə", column.title_az).data;
    return column;
}

static void add_columns(const keyness *k)
{
    if (k->plan.by.data) tarix_table_add_column(k->table, optional[GROUP]);
    tarix_table_add_columns(k->table, columns, n_columns);
    for (size_t m = 0; m < k->plan.scope.measures.n; m++) {
        const tarix_measure *measure = k->plan.scope.measures.rows[m];
        tarix_table_add_column(k->table, tarix_measure_column(measure));
        if (measure->of_parts)
            tarix_table_add_column(k->table, of_reference(k->plan.job->arena, measure));
    }
    if (k->plan.testing.correction) {
        tarix_table_add_column(k->table, k->plan.testing.correction->column);
        tarix_table_add_column(k->table, k->plan.testing.correction->log10_column);
    }
    if (k->plan.n_references > 1) tarix_table_add_column(k->table, optional[AGREEING]);
    if (k->plan.filter.needs_key_texts) tarix_table_add_column(k->table, optional[KEY_IN]);
}

/* ---- rows ---- */

/* References in which the term goes the same way and is significant. */
static uint64_t count_agreeing(const contest *c, tarix_id term, double determinant)
{
    uint64_t n = 0;
    for (size_t i = 0; i < c->n_comparisons; i++) {
        const tarix_comparison *one = &c->comparisons[i];
        if (tarix_comparison_log10_q(one, term) <= c->k->plan.filter.log10_alpha)
            n += tarix_comparison_cells(one, term, NULL).determinant * determinant > 0;
    }
    return n;
}

static tarix_str name_key_texts(const contest *c, const tarix_finding *f)
{
    const tarix_comparison *one = f->comparison;
    const size_t n = tarix_textscores_key_texts(one->texts, one->terms[f->term], c->key_texts);
    tarix_str names = TARIX_STR("");
    for (size_t i = 0; i < n; i++) {
        const uint32_t document = c->target->tally->texts->part_from[c->key_texts[i]];
        names = tarix_arena_format(c->k->plan.job->arena, "%.*s%s%.*s", TARIX_ARG(names),
            i ? "; " : "", TARIX_ARG(c->target->used->collection->documents[document].name));
    }
    return names;
}

static double disperse(
    const contest *c, const tarix_measure *measure, const tarix_side *side, tarix_id term)
{
    if (!side->tally->n_parts || !tarix_side_count(side, term)) return NAN;
    const tarix_parts parts = tarix_tally_parts(side->tally, term, c->scratch);
    return measure->of_parts(&parts);
}

static tarix_cell *put_measures(const contest *c, const tarix_finding *f, const tarix_cells *cells,
    const double *text_scores, tarix_cell *cell)
{
    const tarix_comparison *one = f->comparison;
    const tarix_id term = one->terms[f->term];
    for (size_t m = 0; m < c->k->plan.scope.measures.n; m++) {
        const tarix_measure *measure = c->k->plan.scope.measures.rows[m];
        if (measure->of_cells) {
            cell++->real = measure->of_cells(cells);
        } else if (measure->of_rates) {
            cell++->real = text_scores[m];
        } else {
            cell++->real = disperse(c, measure, one->target, term);
            cell++->real = disperse(c, measure, one->reference, term);
        }
    }
    return cell;
}

static void put_counts(
    const tarix_comparison *c, tarix_id term, const tarix_cells *cells, tarix_cell *row)
{
    row[REFERENCE].text = c->reference->name;
    row[DIRECTION].text = cells->determinant > 0   ? TARIX_STR("target")
                          : cells->determinant < 0 ? TARIX_STR("reference")
                                                   : TARIX_STR("equal");
    row[COUNT_TARGET].count = tarix_side_count(c->target, term);
    row[COUNT_REFERENCE].count = tarix_side_count(c->reference, term);
    row[SIZE_TARGET].count = c->target->tally->n_places;
    row[SIZE_REFERENCE].count = c->reference->tally->n_places;
    row[PER_MILLION_TARGET].real = 1e6 * cells->o11 / cells->r1;
    row[PER_MILLION_REFERENCE].real = 1e6 * cells->o21 / cells->r2;
    row[DOCS_TARGET].count = tarix_side_docs(c->target, term);
    row[DOCS_REFERENCE].count = tarix_side_docs(c->reference, term);
}

static void put_row(
    const contest *c, const tarix_finding *f, const double *text_scores, tarix_cell *row)
{
    const tarix_comparison *one = f->comparison;
    const tarix_id term = one->terms[f->term];
    tarix_cells texts;
    const tarix_cells cells = tarix_comparison_cells(one, term, &texts);
    if (c->k->plan.by.data) row++->text = c->group;
    put_counts(one, term, &cells, row);
    tarix_cell *cell = put_measures(c, f, &cells, text_scores, row + FIRST_MEASURE);
    if (c->k->plan.testing.correction) {
        cell++->real = pow(10, one->log10_q[f->term]);
        cell++->real = one->log10_q[f->term];
    }
    if (c->n_comparisons > 1) cell++->count = count_agreeing(c, term, cells.determinant);
    if (c->k->plan.filter.needs_key_texts) cell++->text = name_key_texts(c, f);
}

static bool is_repeated(const contest *c, const last_row *now)
{
    const last_row *last = c->last;
    return c->repeats && now->comparison == last->comparison && now->pair == last->pair &&
           now->docs_target == last->docs_target && now->docs_reference == last->docs_reference;
}

static tarix_status write_row(
    const contest *c, const tarix_finding *f, const double *text_scores, tarix_error *err)
{
    const tarix_comparison *one = f->comparison;
    last_row now = {one, f->pair, TARIX_NO_COUNT, TARIX_NO_COUNT, c->last->cells};
    if (one->target->tally->docs || one->reference->tally->docs) {
        now.docs_target = tarix_side_docs(one->target, one->terms[f->term]);
        now.docs_reference = tarix_side_docs(one->reference, one->terms[f->term]);
    }
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(c->k->table, &row, err));
    if (is_repeated(c, &now)) {
        memcpy(row, now.cells, c->width * sizeof *row);
    } else {
        put_row(c, f, text_scores, row);
        memcpy(now.cells, row, c->width * sizeof *row);
        *c->last = now;
    }
    row[TERM + (c->k->plan.by.data != NULL)].text = f->text;
    return TARIX_OK;
}

/* Scores by texts of a block of findings. */
typedef struct text_block {
    tarix_id *terms;
    double *of_terms; /* of one comparison's, one after the other */
    double *scores;   /* of each finding */
} text_block;

static void score_texts(const contest *c, const tarix_finding *f, size_t n, const text_block *b)
{
    const tarix_measure_list *measures = &c->k->plan.scope.measures;
    for (size_t i = 0; i < c->n_comparisons; i++) {
        const tarix_comparison *one = &c->comparisons[i];
        size_t n_terms = 0;
        for (size_t j = 0; j < n; j++)
            if (f[j].comparison == one) b->terms[n_terms++] = one->terms[f[j].term];
        tarix_textscores_put(one->texts, measures, b->terms, n_terms, measures->n, b->of_terms);
        n_terms = 0;
        for (size_t j = 0; j < n; j++)
            if (f[j].comparison == one)
                memcpy(b->scores + j * measures->n, b->of_terms + n_terms++ * measures->n,
                    measures->n * sizeof *b->scores);
    }
}

static tarix_status write_rows(
    const contest *c, const tarix_finding *f, size_t n, uint64_t limit, tarix_error *err)
{
    enum { block = 4096, ahead = 16 };
    const size_t n_measures = c->k->plan.scope.measures.n;
    const bool has_texts = tarix_measures_have(&c->k->plan.scope.measures, TARIX_FAMILY_TEXTS);
    text_block b = {0};
    if (has_texts)
        b = (text_block){TARIX_ARRAY(c->arena, tarix_id, block),
            TARIX_ARRAY(c->arena, double, block *n_measures),
            TARIX_ARRAY(c->arena, double, block *n_measures)};
    if (limit && limit < n && !tarix_table_collects(c->k->table)) n = (size_t)limit;
    for (size_t i = 0; i < n && !tarix_table_is_full(c->k->table); i++) {
        if (i + ahead < n) TARIX_PREFETCH(f[i + ahead].text.data);
        if (has_texts && i % block == 0)
            score_texts(c, f + i, n - i < block ? n - i : (size_t)block, &b);
        TARIX_TRY(write_row(c, &f[i], has_texts ? b.scores + i % block * n_measures : NULL, err));
    }
    return TARIX_OK;
}

/* ---- one target ---- */

static void record_parts(tarix_job *job, const char *kind, const char *number, const tarix_tally *t)
{
    static const char *const kinds[] = {[TARIX_PARTS_DOCUMENT] = "documents",
        [TARIX_PARTS_SLICES] = "slices",
        [TARIX_PARTS_GROUPS] = "groups of documents"};
    if (!t->n_parts) return;
    tarix_job_text(job, kind, tarix_str_from(kinds[t->parts_kind]));
    tarix_job_count(job, number, t->n_parts);
}

static void record(const contest *c, const tarix_comparison *one, const tarix_sifted *sifted)
{
    tarix_job *job = c->k->plan.job;
    if (c->k->plan.by.data) tarix_job_text(job, "group", c->group);
    tarix_job_text(job, "reference", one->reference->name);
    record_parts(job, "parts_target", "n_parts_target", one->target->tally);
    record_parts(job, "parts_reference", "n_parts_reference", one->reference->tally);
    tarix_job_count(job, "terms", one->n_types);
    tarix_job_count(job, "below_min_count", one->n_rare);
    tarix_job_count(job, "below_min_docs", one->n_few_docs);
    tarix_job_count(job, "tests", one->n_terms);
    tarix_job_text(job, "prior", tarix_arena_format(job->arena, "%.6g", one->prior));
    tarix_job_count(job, "significant", sifted->n_significant);
    tarix_job_count(job, "left_out_by_direction", sifted->n_other_direction);
    tarix_job_count(job, "left_out_by_alpha", sifted->n_above_alpha);
    tarix_job_count(job, "left_out_by_min_effect", sifted->n_other_effect);
    tarix_job_count(job, "left_out_by_key_texts", sifted->n_no_key_text);
    tarix_job_count(job, "terms_listed", sifted->n_left);
}

static size_t most_parts(const contest *c)
{
    size_t most = c->target->tally->n_parts;
    for (size_t i = 0; i < c->n_comparisons; i++) {
        const size_t n = c->comparisons[i].reference->tally->n_parts;
        most = n > most ? n : most;
    }
    return most;
}

/* Whether nothing of a term but its counts is in its row: no scores by parts or texts, no other
 * references, no names of texts. */
static bool depends_on_counts(const contest *c)
{
    const tarix_measure_list *measures = &c->k->plan.scope.measures;
    for (size_t m = 0; m < measures->n; m++)
        if (!measures->rows[m]->of_cells) return false;
    return c->n_comparisons == 1 && c->comparisons->is_of_pairs &&
           !c->k->plan.filter.needs_key_texts;
}

static tarix_status compare_target(const keyness *k, tarix_arena *arena, tarix_str group,
    const tarix_side *target, const tarix_side *references, size_t n_references, tarix_error *err)
{
    const size_t n_values = tarix_vocab_size(k->values);
    contest c = {.k = k,
        .arena = arena,
        .group = group,
        .target = target,
        .comparisons = TARIX_ARRAY(arena, tarix_comparison, n_references),
        .n_comparisons = n_references,
        .last = TARIX_NEW(arena, last_row)};
    for (size_t i = 0; i < n_references; i++) {
        tarix_comparison *one = &c.comparisons[i];
        one->target = target;
        one->reference = &references[i];
        if (k->plan.scope.texts)
            one->texts = tarix_textscores_new(
                arena, target, &references[i], k->plan.seed, k->plan.n_draws, k->plan.n_threads);
        tarix_comparison_test(one, arena, n_values, &k->plan.testing);
    }
    c.repeats = depends_on_counts(&c);
    c.width = tarix_table_width(k->table);
    c.last->cells = TARIX_ARRAY(arena, tarix_cell, c.width);
    c.scratch = TARIX_ARRAY(arena, double, most_parts(&c) + 1);
    if (target->tally->texts)
        c.key_texts = TARIX_ARRAY(arena, uint32_t, target->tally->texts->n_parts + 1);
    tarix_findings findings = {.arena = arena};
    for (size_t i = 0; i < n_references; i++) {
        tarix_sifted sifted;
        tarix_findings_sift(&findings, &c.comparisons[i], k->values, &k->plan.filter, &sifted);
        record(&c, &c.comparisons[i], &sifted);
    }
    tarix_findings_sort(&findings);
    const uint64_t limit = tarix_options_count(k->plan.job->options, &tarix_option_limit);
    TARIX_TRY(write_rows(&c, findings.rows, findings.n, limit, err));
    for (size_t i = 0; i < n_references && k->plan.scope.texts; i++)
        tarix_textscores_end(c.comparisons[i].texts);
    return TARIX_OK;
}

/* ---- each group against the others ---- */

/* The documents of the target that belong to a group, or those that do not. */
static tarix_side side_of_group(const keyness *k, tarix_arena *arena, const tarix_groups *groups,
    size_t group, bool is_group, tarix_str name)
{
    const tarix_collection *c = k->target.used->collection;
    bool *takes = TARIX_ARRAY(arena, bool, c->n_documents + 1);
    tarix_side side = {.name = name, .used = k->target.used};
    for (size_t i = 0; i < c->n_documents; i++) {
        takes[i] = (groups->of_document[i] == group) == is_group;
        side.n_texts += takes[i] && c->documents[i].failure.size == 0;
    }
    side.tally = tarix_tally_of_documents(arena, k->target.tally->texts, takes);
    return side;
}

static tarix_status compare_groups(const keyness *k, const tarix_groups *groups, tarix_error *err)
{
    for (size_t g = 0; g < groups->n; g++) {
        tarix_arena *arena = tarix_arena_new(tarix_arena_guard(k->plan.job->arena));
        const tarix_side target = side_of_group(k, arena, groups, g, true, k->target.name);
        if (k->plan.n_references) {
            TARIX_TRY(compare_target(
                k, arena, groups->name[g], &target, k->references, k->plan.n_references, err));
        } else {
            const tarix_side rest = side_of_group(k, arena, groups, g, false, TARIX_STR("rest"));
            TARIX_TRY(compare_target(k, arena, groups->name[g], &target, &rest, 1, err));
        }
        tarix_arena_free(arena);
    }
    return TARIX_OK;
}

/* ---- the run ---- */

static tarix_status read_side(keyness *k, tarix_side *side, tarix_error *err)
{
    TARIX_TRY(tarix_side_read(side, k->plan.job, &k->plan.scope, k->values, k->plan.parts, err));
    if (k->plan.scope.min_docs <= 1 || side->tally->docs) return TARIX_OK;
    return tarix_error_set(err, TARIX_USAGE,
        "--min-docs: the documents of the terms of %.*s are not known; leave it out, or give a "
        "list of the layer asked for that has the column docs",
        TARIX_ARG(side->name));
}

static tarix_status read_sides(keyness *k, tarix_error *err)
{
    TARIX_TRY(read_side(k, &k->target, err));
    for (size_t i = 0; i < k->plan.n_references; i++)
        TARIX_TRY(read_side(k, &k->references[i], err));
    return TARIX_OK;
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    static const tarix_groups_option by = {"by", ""};
    keyness k = {.table = table, .values = tarix_vocab_new(job->arena)};
    tarix_groups *groups = NULL;
    TARIX_TRY(tarix_keyplan_read(job, &k.plan, err));
    TARIX_TRY(tarix_keyplan_open(&k.plan, &k.target, &k.references, err));
    if (k.plan.by.data)
        TARIX_TRY(tarix_groups_find(
            job->arena, job->metadata, k.target.used->collection, &by, k.plan.by, &groups, err));
    add_columns(&k);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(read_sides(&k, err));
    TARIX_TRY(groups ? compare_groups(&k, groups, err)
                     : compare_target(&k, job->arena, TARIX_STR(""), &k.target, k.references,
                           k.plan.n_references, err));
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_keyness = {
    .name = "keyness",
    .summary = "compare a target with reference corpora, term by term",
    .usage = "--reference INPUT [--reference INPUT…] | --by FIELD [OPTIONS] TARGET…",
    .by_corpus = true,
    .details =
        "Which terms are more, or less, frequent in the target than in each reference: effect\n"
        "(log_ratio) with its interval, significance (ll, corrected q) and spread in one row:\n"
        "dp over parts of the target, dp_reference over those of the reference; near 0 is\n"
        "evenly spread, near 1 a term of one passage. Terms with q up to --alpha come first,\n"
        "the largest effect on top.\n"
        "\n"
        "Where both sides have two texts, tests can look at texts instead of tokens, which\n"
        "belong to one another where they stand in one text: welch_log10_p,\n"
        "mann_whitney_log10_p, permutation_p (texts relabelled), bootstrap_low and\n"
        "bootstrap_high (of log_ratio, texts drawn again). --test corrects such a p.\n"
        "--key-texts lists terms by the texts in which they are key.\n"
        "\n"
        "Lockwords (--direction lockwords) are terms of both sides that are not significant\n"
        "and whose interval of log_ratio (95 %) lies within -1 to 1, or what --min-effect\n"
        "says.\n"
        "\n"
        "A document of the target that is also in a reference, byte by byte, is subtracted from\n"
        "the reference first, which is said. --by FIELD compares the documents of each value of\n"
        "a field of the metadata with all others, or with the references when there are some;\n"
        "with the measure specificity that is Lafon's table. Dispersion is over documents then.\n"
        "\n"
        "Target and references may be frequency lists: CSV files (named .csv or .tsv) with the\n"
        "columns term,count and perhaps docs. Their terms are printed forms, of which the\n"
        "layer asked for is made, unless --list-layer says otherwise; their size is the sum of\n"
        "the counts of all but punctuation, or what --target-size and --reference-size say.\n"
        "\n"
        "A reference may be named: --reference press=B/ --reference press=C/ is one corpus of two\n"
        "folders, which the table calls press.\n"
        "\n"
        "  tarix keyness --reference corpus/samples/xanliqlar article.txt\n"
        "  tarix keyness -r A/ -r B/ --stopwords az -o keys.csv article.txt\n"
        "  tarix keyness -r corpus/article-profile.csv --layer form article.txt\n"
        "  tarix keyness -r B/ --direction target --alpha 0.01 --min-effect 1 A/\n"
        "  tarix keyness -r B/ --measures ll,permutation_p --test mann_whitney_log10_p A/\n"
        "  tarix keyness -r B/ --key-texts A/\n"
        "  tarix keyness --by period --measures specificity,log_ratio,dp corpus/\n",
    .options = tarix_keyplan_options,
    .defaults = tarix_keyplan_defaults,
    .paper = "term,gloss,group,count_target,per_million_target,count_reference,per_million_"
             "reference,log_"
             "ratio,"
             "log_ratio_low,log_ratio_high,ll,"
             "q_bonferroni,q_sidak,q_holm,q_hochberg,q_bh,q_by,dp,docs_target",
    .figures = "keyness",
    .columns = TARIX_SCHEMA(columns),
    .optional = TARIX_SCHEMA(optional),
    .families = TARIX_KEYPLAN_FAMILIES,
    .run = run,
};
