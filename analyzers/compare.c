#include "analyzers/analyzers.h"
#include "analyzers/coordinates.h"
#include "analyzers/distances.h"
#include "analyzers/options.h"
#include "analyzers/profiles.h"
#include "analyzers/rarefaction.h"

#include <math.h>

static const tarix_option by_option = {.name = "by",
    .kind = TARIX_OPTION_TEXT,
    .value = "FIELD",
    .help = "compare the documents of each value of a field of the metadata, or document: each "
            "text; not given: each INPUT is a corpus"};
static const tarix_option words_option = {.name = "words",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "500",
    .help = "how many of the commonest terms cbdf, spearman, the deltas and --coordinates look at; "
            "0: all"};
static const tarix_option halves_option = {.name = "halves",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "20",
    .high = 100000,
    .help = "random halves of each corpus of which the yard-stick is the mean; 0: none"};
static const tarix_option matrix_option = {.name = "matrix",
    .kind = TARIX_OPTION_TEXT,
    .value = "MEASURE",
    .help = "a square matrix of distances instead, a row and a column a corpus: of what is 1 for "
            "equal corpora (cosine, spearman, jaccard_types) 1 less it"};
static const tarix_option coordinates_option = {.name = "coordinates",
    .kind = TARIX_OPTION_WORD,
    .value = "METHOD",
    .choices = "ca,pca",
    .help = "corpora and terms as points instead: correspondence analysis (ca) of the counts, or "
            "principal components (pca) of the standardised shares of the commonest terms"};
static const tarix_option axes_option = {.name = "axes",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "2",
    .low = 1,
    .high = 100,
    .help = "axes of --coordinates"};

static const tarix_option *const options[] = {&by_option, &words_option, &halves_option,
    &tarix_option_seed, &matrix_option, &coordinates_option, &axes_option, &tarix_option_layer,
    &tarix_option_kinds, &tarix_option_stopwords, &tarix_option_measures, NULL};
static const tarix_option_default defaults[] = {{&tarix_option_measures, "all"}, {NULL, NULL}};

enum {
    CORPUS,
    OTHER,
    TOKENS_CORPUS,
    TOKENS_OTHER,
    TYPES_CORPUS,
    TYPES_OTHER,
    TYPES_SHARED,
    TYPES_CORPUS_ONLY,
    TYPES_OTHER_ONLY,
    MATCHED_TOKENS,
    MATCHED_TYPES_CORPUS,
    MATCHED_TYPES_OTHER,
    FIRST_MEASURE
};
static const tarix_column columns[] = {
    [CORPUS] = {"corpus", TARIX_TYPE_TEXT, "corpus", "korpus", "",
        "INPUT as named, value of the field named with --by, or document"},
    [OTHER] = {"other", TARIX_TYPE_TEXT, "other corpus", "o biri korpus", "", "likewise"},
    [TOKENS_CORPUS] = {"tokens_corpus", TARIX_TYPE_COUNT, "tokens of the corpus",
        "korpusun söz sayı", "tokens", "of the kinds counted"},
    [TOKENS_OTHER] = {"tokens_other", TARIX_TYPE_COUNT, "tokens of the other", "o birinin söz sayı",
        "tokens", "of the kinds counted"},
    [TYPES_CORPUS] = {"types_corpus", TARIX_TYPE_COUNT, "types of the corpus",
        "korpusun fərqli söz sayı", "types", ""},
    [TYPES_OTHER] = {"types_other", TARIX_TYPE_COUNT, "types of the other",
        "o birinin fərqli söz sayı", "types", ""},
    [TYPES_SHARED] = {"types_shared", TARIX_TYPE_COUNT, "shared types", "ortaq sözlər", "types",
        "in both"},
    [TYPES_CORPUS_ONLY] = {"types_corpus_only", TARIX_TYPE_COUNT, "types of the corpus alone",
        "yalnız korpusda olan sözlər", "types", ""},
    [TYPES_OTHER_ONLY] = {"types_other_only", TARIX_TYPE_COUNT, "types of the other alone",
        "yalnız o birində olan sözlər", "types", ""},
    [MATCHED_TOKENS] = {"matched_tokens", TARIX_TYPE_COUNT, "tokens at which types are matched",
        "bərabərləşdirilmiş söz sayı", "tokens", "of the smaller of both"},
    [MATCHED_TYPES_CORPUS] = {"matched_types_corpus", TARIX_TYPE_REAL,
        "types of the corpus at matched size", "bərabər həcmdə korpusun fərqli sözləri", "types",
        "expected in matched_tokens drawn from it: sum 1 - C(N - f, n)/C(N, n) (Hurlbert 1971)"},
    [MATCHED_TYPES_OTHER] = {"matched_types_other", TARIX_TYPE_REAL,
        "types of the other at matched size", "bərabər həcmdə o birinin fərqli sözləri", "types",
        "likewise"},
};

/* Beside each measure. */
#define HALVES(measure)                                                                            \
    {#measure "_halves_corpus", TARIX_TYPE_REAL, #measure " of halves of the corpus",              \
        "korpusun yarıları üçün " #measure, "",                                                    \
        "mean of " #measure " over random halves of the corpus"},                                  \
    {                                                                                              \
#measure "_halves_other", TARIX_TYPE_REAL, #measure " of halves of the other",             \
            "o birinin yarıları üçün " #measure, "",                                               \
            "mean of " #measure " over random halves of the other"                                 \
    }
enum { KIND = 2 * 7 }; /* and what --coordinates has beside it */
static const tarix_column optional[] = {
    HALVES(cbdf),
    HALVES(spearman),
    HALVES(cosine),
    HALVES(jsd),
    HALVES(burrows_delta),
    HALVES(cosine_delta),
    HALVES(jaccard_types),
    [KIND] = {"kind", TARIX_TYPE_TEXT, "kind", "növ", "",
        "axis (eigenvalue, share of all in percent), corpus or term; with --coordinates"},
    {"name", TARIX_TYPE_TEXT, "name", "ad", "", "of the point; with --coordinates"},
    {"count", TARIX_TYPE_COUNT, "count", "say", "tokens",
        "of the terms looked at, or of the term in all corpora; with --coordinates"},
    {"quality", TARIX_TYPE_REAL, "quality", "keyfiyyət", "",
        "share of the point's squared distance from the centre that the axes shown have (cos2); "
        "with --coordinates"},
    {"dim_1", TARIX_TYPE_REAL, "dimension 1", "ölçü 1", "",
        "coordinate on this axis: dim_1, dim_2, … as many as --axes; with --coordinates"},
};

typedef struct compare {
    tarix_job *job;
    tarix_table *table;
    tarix_scope scope;
    const tarix_measure *matrix; /* or NULL */
    tarix_corpora *corpora;
    tarix_distances *distances;
    double **z;     /* by corpus */
    double *halves; /* by corpus and measure */
    size_t n_halves;
} compare;

/* ---- pairs ---- */

static tarix_column halves_column(tarix_arena *arena, const tarix_measure *m, const char *side)
{
    const tarix_str name = tarix_arena_format(arena, "%s_halves_%s", m->name, side);
    for (size_t i = 0; i < sizeof optional / sizeof *optional; i++)
        if (tarix_str_equal(tarix_str_from(optional[i].name), name)) return optional[i];
    return (tarix_column){name.data, TARIX_TYPE_REAL, m->title_en, m->title_az, "",
        "mean over random halves of one corpus"};
}

static void add_columns(const compare *c)
{
    const tarix_measure_list *measures = &c->scope.measures;
    tarix_table_add_columns(c->table, columns, sizeof columns / sizeof *columns);
    for (size_t m = 0; m < measures->n; m++) {
        tarix_table_add_column(c->table, tarix_measure_column(measures->rows[m]));
        if (c->n_halves == 0) continue;
        tarix_table_add_column(c->table, halves_column(c->job->arena, measures->rows[m], "corpus"));
        tarix_table_add_column(c->table, halves_column(c->job->arena, measures->rows[m], "other"));
    }
}

/* What does not depend on the other corpus. */
static void prepare(compare *c, uint64_t seed)
{
    tarix_arena *arena = c->job->arena;
    const size_t n = c->corpora->n, n_measures = c->scope.measures.n;
    c->z = TARIX_ARRAY(arena, double *, n + 1);
    c->halves = TARIX_ARRAY(arena, double, n *n_measures + 1);
    for (size_t i = 0; i < n; i++) {
        const tarix_subcorpus *s = &c->corpora->corpus[i];
        if (s->all.total) c->z[i] = tarix_distances_z(c->distances, arena, &s->all);
        if (c->n_halves)
            tarix_distances_halves(
                c->distances, arena, s, seed, c->n_halves, c->halves + i * n_measures);
    }
}

static tarix_shared measure(const compare *c, size_t i, size_t j, double *scores)
{
    const tarix_subcorpus *corpus = c->corpora->corpus;
    return tarix_distances_measure(
        c->distances, c->job->arena, &corpus[i].all, &corpus[j].all, c->z[i], c->z[j], scores);
}

static tarix_status put_pair(const compare *c, size_t i, size_t j, double *scores, tarix_error *err)
{
    const tarix_bag *a = &c->corpora->corpus[i].all, *b = &c->corpora->corpus[j].all;
    const size_t n_measures = c->scope.measures.n;
    const uint64_t matched = a->total < b->total ? a->total : b->total;
    const tarix_shared shared = measure(c, i, j, scores);
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(c->table, &row, err));
    row[CORPUS].text = c->corpora->corpus[i].name;
    row[OTHER].text = c->corpora->corpus[j].name;
    row[TOKENS_CORPUS].count = a->total;
    row[TOKENS_OTHER].count = b->total;
    row[TYPES_CORPUS].count = a->n;
    row[TYPES_OTHER].count = b->n;
    row[TYPES_SHARED].count = shared.both;
    row[TYPES_CORPUS_ONLY].count = shared.first_only;
    row[TYPES_OTHER_ONLY].count = shared.second_only;
    row[MATCHED_TOKENS].count = matched;
    row[MATCHED_TYPES_CORPUS].real = tarix_rarefied_types(c->job->arena, a->count, a->n, matched);
    row[MATCHED_TYPES_OTHER].real = tarix_rarefied_types(c->job->arena, b->count, b->n, matched);
    for (size_t m = 0, column = FIRST_MEASURE; m < n_measures; m++) {
        row[column++].real = scores[m];
        if (c->n_halves == 0) continue;
        row[column++].real = c->halves[i * n_measures + m];
        row[column++].real = c->halves[j * n_measures + m];
    }
    return TARIX_OK;
}

static tarix_status put_pairs(const compare *c, tarix_error *err)
{
    double *scores = TARIX_ARRAY(c->job->arena, double, c->scope.measures.n + 1);
    for (size_t i = 0; i < c->corpora->n; i++)
        for (size_t j = i + 1; j < c->corpora->n && !tarix_table_is_full(c->table); j++)
            TARIX_TRY(put_pair(c, i, j, scores, err));
    return tarix_table_end(c->table, err);
}

/* ---- matrix ---- */

/* Whether a measure is 1, not 0, of two equal corpora. */
static bool is_likeness(tarix_arena *arena, const tarix_measure *m)
{
    static const uint64_t counts[] = {3, 2, 1};
    static const double z[] = {1, 0, -1};
    tarix_profiles *p = tarix_profiles_new(arena, counts, counts, 3, 0);
    p->n_z = 3;
    p->z_f = p->z_g = z;
    return m->of_profiles(p) > 0.5;
}

static tarix_status put_matrix(compare *c, tarix_error *err)
{
    const size_t n = c->corpora->n;
    const bool likeness = is_likeness(c->job->arena, c->matrix);
    double *distance = TARIX_ARRAY(c->job->arena, double, n *n + 1);
    tarix_table_add_column(c->table, columns[CORPUS]);
    for (size_t i = 0; i < n; i++) {
        const char *name = tarix_arena_str(c->job->arena, c->corpora->corpus[i].name).data;
        tarix_table_add_column(c->table,
            (tarix_column){name, TARIX_TYPE_REAL, name, name, "", "distance from this corpus"});
    }
    TARIX_TRY(tarix_table_begin(c->table, err));
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            double score = NAN;
            measure(c, i, j, &score);
            distance[i * n + j] = distance[j * n + i] = likeness ? 1 - score : score;
        }
    for (size_t i = 0; i < n; i++) {
        tarix_cell *row = NULL;
        TARIX_TRY(tarix_table_row(c->table, &row, err));
        row[0].text = c->corpora->corpus[i].name;
        for (size_t j = 0; j < n; j++) row[1 + j].real = distance[i * n + j];
    }
    tarix_job_text(c->job, "matrix",
        tarix_arena_format(c->job->arena, "%s%s", likeness ? "1 - " : "", c->matrix->name));
    return tarix_table_end(c->table, err);
}

/* ---- */

/* --matrix: the one measure that is left. */
static tarix_status find_measure(compare *c, tarix_str name, tarix_error *err)
{
    tarix_measure_list all;
    tarix_str known = TARIX_STR("");
    TARIX_TRY(
        tarix_measures_parse(c->job->arena, TARIX_STR("all"), TARIX_FAMILY_COMPARISON, &all, err));
    for (size_t m = 0; m < all.n; m++) {
        known = tarix_arena_format(c->job->arena, "%.*s %s", TARIX_ARG(known), all.rows[m]->name);
        if (!tarix_str_equal(tarix_str_from(all.rows[m]->name), name)) continue;
        c->matrix = all.rows[m];
        c->scope.measures = (tarix_measure_list){&all.rows[m], 1};
    }
    if (c->matrix) return TARIX_OK;
    return tarix_error_set(err, TARIX_USAGE,
        "--matrix: '%.*s' is no measure of comparison; known:%.*s", TARIX_ARG(name),
        TARIX_ARG(known));
}

static tarix_status read_settings(compare *c, tarix_error *err)
{
    const tarix_options *o = c->job->options;
    enum { most_inputs = 255 };
    const tarix_str matrix = tarix_options_text(o, &matrix_option);
    const bool has_coordinates = tarix_options_given(o, &coordinates_option);
    TARIX_TRY(tarix_job_scope(c->job, TARIX_FAMILY_COMPARISON, &c->scope, err));
    c->n_halves = (size_t)tarix_options_count(o, &halves_option);
    if (!tarix_options_given(o, &by_option) &&
        (c->job->n_inputs < 2 || c->job->n_inputs > most_inputs))
        return tarix_error_set(err, TARIX_USAGE,
            "compare takes 2 to %d INPUTs, each a corpus; --by FIELD compares groups of documents, "
            "--by document the documents of a folder",
            most_inputs);
    if (matrix.data && has_coordinates)
        return tarix_error_set(err, TARIX_USAGE, "--matrix and --coordinates exclude each other");
    if ((matrix.data || has_coordinates) && tarix_options_given(o, &tarix_option_measures))
        return tarix_error_set(err, TARIX_USAGE,
            "--%s shows no other measures: leave --measures out",
            matrix.data ? "matrix" : "coordinates");
    if (!matrix.data) return TARIX_OK;
    TARIX_TRY(find_measure(c, matrix, err));
    c->n_halves = 0;
    return TARIX_OK;
}

static void record(const compare *c)
{
    tarix_job *job = c->job;
    tarix_job_count(job, "corpora", c->corpora->n);
    tarix_job_count(job, "words", c->distances->n_words);
    tarix_job_count(job, "texts_standardised_by", c->distances->n_texts);
    if (c->corpora->n < 2)
        tarix_job_text(job, "note",
            tarix_arena_format(
                job->arena, "corpora: %zu; there is nothing to compare", c->corpora->n));
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    compare c = {.job = job, .table = table};
    const tarix_str method = tarix_options_text(job->options, &coordinates_option);
    TARIX_TRY(read_settings(&c, err));
    TARIX_TRY(tarix_corpora_read(
        job, &c.scope, tarix_options_text(job->options, &by_option), &c.corpora, err));
    c.distances = tarix_distances_new(job->arena, c.corpora, &c.scope.measures,
        (size_t)tarix_options_count(job->options, &words_option));
    record(&c);
    if (method.data)
        return tarix_coordinates_put(job, table, optional + KIND, c.distances,
            tarix_str_equal(method, TARIX_STR("ca")) ? TARIX_COORDINATES_CA : TARIX_COORDINATES_PCA,
            (size_t)tarix_options_count(job->options, &axes_option), err);
    prepare(&c, tarix_options_count(job->options, &tarix_option_seed));
    if (c.matrix) return put_matrix(&c, err);
    add_columns(&c);
    TARIX_TRY(tarix_table_begin(table, err));
    return put_pairs(&c, err);
}

const tarix_analyzer tarix_compare = {
    .name = "compare",
    .summary = "compare corpora as wholes: distances, shared vocabulary, maps",
    .usage = "[--by FIELD] [OPTIONS] [NAME=]INPUT…",
    .by_corpus = true,
    .details =
        "How far apart whole corpora are, a row a pair: each INPUT is a corpus, or each value of "
        "a\n"
        "field of the metadata (--by period), or each text (--by document). NAME=INPUT names a\n"
        "corpus, of as many inputs as have its name. Beside each measure\n"
        "stands the yard-stick: what it is for random halves of the corpus itself. Corpora differ\n"
        "when they are farther apart than halves of one are; halves are smaller, so that jsd,\n"
        "cosine and jaccard_types set them somewhat too far apart. Halves are made of documents,\n"
        "where a corpus has five, else of ten slices.\n"
        "\n"
        "cbdf (chi-squared by degrees of freedom) is about 1 where the commonest words are spread\n"
        "at random. The deltas compare z-scores of these words over the texts, as in studies of\n"
        "authorship; 100 to 500 words and forms (--layer fold) are usual there. Types grow with\n"
        "size: matched_types says how many were to be expected in equally many tokens.\n"
        "\n"
        "  tarix compare corpus/samples/inqilab corpus/samples/xanliqlar\n"
        "  tarix compare --by document --layer fold --words 150 --matrix burrows_delta corpus/\n"
        "  tarix compare --by author --coordinates ca --words 100 -o map.csv corpus/\n"
        "\n"
        "In R: d <- as.dist(as.matrix(read.csv(\"matrix.csv\", row.names = 1, check.names = "
        "FALSE)));\n"
        "plot(hclust(d))\n",
    .options = options,
    .defaults = defaults,
    .paper = "corpus,other,types_shared,cbdf,cbdf_halves_corpus,cbdf_halves_other,jsd,kind,name,"
             "quality,dim_1,dim_2",
    .columns = TARIX_SCHEMA(columns),
    .optional = TARIX_SCHEMA(optional),
    .families = TARIX_FAMILY_COMPARISON,
    .run = run,
};
