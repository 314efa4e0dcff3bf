#include "analyzers/coordinates.h"

#include "analyzers/delta.h"
#include "analyzers/ordination.h"

#include <math.h>

enum { KIND, NAME, COUNT, QUALITY, FIRST_AXIS };

typedef struct points {
    tarix_table *table;
    const tarix_distances *distances;
    const tarix_ordination *ordination;
    size_t n_shown;
    bool has_loadings; /* terms are directions of length 1, not points */
    const tarix_subcorpus **corpus;
    size_t n_corpora;
    double *table_of; /* n_words for each corpus */
    uint64_t *corpus_count, *word_count;
} points;

static void add_columns(const points *p, const tarix_column *columns, tarix_arena *arena)
{
    tarix_table_add_columns(p->table, columns, FIRST_AXIS + 1);
    for (size_t k = 2; k <= p->n_shown; k++) {
        tarix_column column = columns[FIRST_AXIS];
        column.name = tarix_arena_format(arena, "dim_%zu", k).data;
        column.title_en = tarix_arena_format(arena, "dimension %zu", k).data;
        column.title_az = tarix_arena_format(arena, "ölçü %zu", k).data;
        tarix_table_add_column(p->table, column);
    }
}

/* Counts of words by corpus; corpora without any are left out. */
static void take_counts(points *p, tarix_job *job)
{
    const tarix_distances *c = p->distances;
    const tarix_corpora *corpora = c->corpora;
    p->corpus = TARIX_ARRAY(job->arena, const tarix_subcorpus *, corpora->n + 1);
    p->corpus_count = TARIX_ARRAY(job->arena, uint64_t, corpora->n + 1);
    p->word_count = TARIX_ARRAY(job->arena, uint64_t, c->n_words + 1);
    p->table_of = TARIX_ARRAY(job->arena, double, corpora->n * c->n_words + 1);
    for (size_t i = 0; i < corpora->n; i++) {
        const tarix_bag *bag = &corpora->corpus[i].all;
        uint64_t sum = 0;
        for (size_t k = 0; k < bag->n; k++) {
            const uint32_t place = c->place[bag->term[k]];
            if (!place) continue;
            sum += bag->count[k];
            p->word_count[place - 1] += bag->count[k];
            p->table_of[p->n_corpora * c->n_words + place - 1] = (double)bag->count[k];
        }
        if (sum == 0) {
            tarix_job_text(job, "note",
                tarix_arena_format(job->arena, "'%.*s' has none of the terms and is no point",
                    TARIX_ARG(corpora->corpus[i].name)));
            continue;
        }
        p->corpus[p->n_corpora] = &corpora->corpus[i];
        p->corpus_count[p->n_corpora++] = sum;
    }
}

/* Shares of all tokens, as z-scores over the corpora. */
static void standardise(const points *p)
{
    const size_t n = p->distances->n_words;
    for (size_t i = 0; i < p->n_corpora; i++)
        for (size_t w = 0; w < n; w++) p->table_of[i * n + w] /= (double)p->corpus[i]->all.total;
    if (n) tarix_delta_scores(p->table_of, p->n_corpora, n);
}

/* ---- rows ---- */

static tarix_status put_axes(const points *p, const char *name, bool percent, tarix_error *err)
{
    const tarix_ordination *o = p->ordination;
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(p->table, &row, err));
    row[KIND].text = TARIX_STR("axis");
    row[NAME].text = tarix_str_from(name);
    row[COUNT].count = TARIX_NO_COUNT;
    row[QUALITY].real = NAN;
    for (size_t k = 0; k < p->n_shown; k++) {
        const double value = k < o->n_axes ? o->eigenvalue[k] : NAN;
        row[FIRST_AXIS + k].real = percent ? 100 * value / o->total : value;
    }
    return TARIX_OK;
}

/* `weight`: by axis, of squares; NULL: 1. */
static tarix_status put_point(const points *p, const char *kind, tarix_str name, uint64_t count,
    const double *at, const double *weight, tarix_error *err)
{
    const tarix_ordination *o = p->ordination;
    tarix_cell *row = NULL;
    double shown = 0, all = 0;
    TARIX_TRY(tarix_table_row(p->table, &row, err));
    row[KIND].text = tarix_str_from(kind);
    row[NAME].text = name;
    row[COUNT].count = count;
    for (size_t k = 0; k < o->n_axes; k++) {
        const double square = at[k] * at[k] * (weight ? weight[k] : 1);
        all += square;
        if (k < p->n_shown) shown += square;
    }
    row[QUALITY].real = shown / all;
    for (size_t k = 0; k < p->n_shown; k++) row[FIRST_AXIS + k].real = k < o->n_axes ? at[k] : NAN;
    return TARIX_OK;
}

static tarix_status put_points(const points *p, tarix_error *err)
{
    const tarix_ordination *o = p->ordination;
    const tarix_corpora *corpora = p->distances->corpora;
    TARIX_TRY(put_axes(p, "eigenvalue", false, err));
    TARIX_TRY(put_axes(p, "share", true, err));
    for (size_t i = 0; i < p->n_corpora; i++)
        TARIX_TRY(put_point(p, "corpus", p->corpus[i]->name, p->corpus_count[i],
            o->row + i * o->n_axes, NULL, err));
    for (size_t w = 0; w < p->distances->n_words; w++) {
        const tarix_id value = corpora->value[p->distances->word[w]];
        TARIX_TRY(put_point(p, "term", tarix_vocab_str(corpora->values, value), p->word_count[w],
            o->column + w * o->n_axes, p->has_loadings ? o->eigenvalue : NULL, err));
    }
    return tarix_table_end(p->table, err);
}

tarix_status tarix_coordinates_put(tarix_job *job, tarix_table *table, const tarix_column *columns,
    const tarix_distances *distances, tarix_coordinates_method method, size_t n_axes,
    tarix_error *err)
{
    points p = {.table = table,
        .distances = distances,
        .n_shown = n_axes,
        .has_loadings = method == TARIX_COORDINATES_PCA};
    add_columns(&p, columns, job->arena);
    TARIX_TRY(tarix_table_begin(table, err));
    take_counts(&p, job);
    if (method == TARIX_COORDINATES_PCA) standardise(&p);
    p.ordination = (method == TARIX_COORDINATES_PCA ? tarix_principal : tarix_correspondence)(
        job->arena, p.table_of, p.n_corpora, distances->n_words);
    tarix_job_text(
        job, "total_inertia", tarix_arena_format(job->arena, "%.10g", p.ordination->total));
    return put_points(&p, err);
}
