#include "analyzers/scoring.h"

#include "analyzers/positions.h"
#include "analyzers/profiles.h"
#include "analyzers/rates.h"
#include "analyzers/richness.h"
#include "analyzers/series.h"
#include "base/option.h"
#include "corpus/vocab.h"

#include <math.h>
#include <stdlib.h>

/* ---- association and keyness ---- */

static tarix_status exceeds(
    const char *part, uint64_t a, const char *whole, uint64_t b, tarix_error *err)
{
    return tarix_error_set(err, TARIX_INVALID, "%s = %llu is more than %s = %llu", part,
        (unsigned long long)a, whole, (unsigned long long)b);
}

static void put_cells(const tarix_scoring *s, const tarix_cells *cells, double *out)
{
    for (size_t i = 0; i < s->measures.n; i++) out[i] = s->measures.rows[i]->of_cells(cells);
}

enum { O11, R1, C1, N, SPAN, F_NODE, F_COLLOCATE, PAIR_TESTS };
static const tarix_field pair_fields[] = {
    {"o11", NULL, TARIX_FIELD_COUNT, false, "pair together", "cütün birgə sayı"},
    {"r1", NULL, TARIX_FIELD_COUNT, false, "places in the windows of the node",
        "düyünün pəncərələrindəki yerlər"},
    {"c1", NULL, TARIX_FIELD_COUNT, false, "count of the collocate", "kollokatın sayı"},
    {"n", NULL, TARIX_FIELD_COUNT, false, "places in all", "bütün yerlər"},
    {"span", NULL, TARIX_FIELD_COUNT, true, "places of a window", "pəncərənin eni"},
    {"f_node", NULL, TARIX_FIELD_COUNT, true, "count of the node", "düyünün sayı"},
    {"f_collocate", NULL, TARIX_FIELD_COUNT, true, "count of the collocate as a word",
        "kollokatın söz kimi sayı"},
    {"tests", NULL, TARIX_FIELD_COUNT, true, "number of tests", "yoxlamaların sayı"},
};
static const tarix_column pair_extras[] = {
    {"e11", TARIX_TYPE_REAL, "expected count", "gözlənilən say", "tokens", "r1 c1/n"},
};

static tarix_status no_table(const tarix_field_value *v, tarix_error *err)
{
    const uint64_t o11 = v[O11].count, r1 = v[R1].count, c1 = v[C1].count, n = v[N].count;
    if (o11 > r1) return exceeds("o11", o11, "r1", r1, err);
    if (o11 > c1) return exceeds("o11", o11, "c1", c1, err);
    if (r1 > n) return exceeds("r1", r1, "n", n, err);
    if (c1 > n) return exceeds("c1", c1, "n", n, err);
    return tarix_error_set(err, TARIX_INVALID,
        "n = %llu is less than r1 + c1 - o11: the cell o22 would be negative",
        (unsigned long long)n);
}

static tarix_status score_pair(const tarix_scoring *s, const tarix_field_value *v,
    tarix_arena *arena, double *out, tarix_error *err)
{
    (void)arena;
    tarix_cells cells;
    if (!tarix_cells_from_margins(&cells, v[O11].count, v[R1].count, v[C1].count, v[N].count))
        return no_table(v, err);
    cells.tests = v[PAIR_TESTS].is_given ? (double)v[PAIR_TESTS].count : s->tests;
    if (v[SPAN].is_given) cells.span = (double)v[SPAN].count;
    if (v[F_NODE].is_given) cells.f_node = (double)v[F_NODE].count;
    if (v[F_COLLOCATE].is_given) cells.f_collocate = (double)v[F_COLLOCATE].count;
    out[0] = tarix_cells_e11(&cells);
    put_cells(s, &cells, out + 1);
    return TARIX_OK;
}

enum { A, B, N1, N2, TERM_TESTS, PRIOR, DOCS_A, DOCS_B, TEXTS_A, TEXTS_B };
static const tarix_field term_fields[] = {
    {"a", "count_target", TARIX_FIELD_COUNT, false, "count in target", "hədəfdə say"},
    {"b", "count_reference", TARIX_FIELD_COUNT, false, "count in reference", "müqayisədə say"},
    {"n1", "size_target", TARIX_FIELD_COUNT, false, "size of target", "hədəfin həcmi"},
    {"n2", "size_reference", TARIX_FIELD_COUNT, false, "size of reference", "müqayisənin həcmi"},
    {"tests", NULL, TARIX_FIELD_COUNT, true, "number of tests", "yoxlamaların sayı"},
    {"prior", NULL, TARIX_FIELD_REAL, true, "prior of the log odds", "log-şansın aprior dəyəri"},
    {"docs_a", "docs_target", TARIX_FIELD_COUNT, true, "texts of target that have it",
        "hədəfdə sözün olduğu mətnlər"},
    {"docs_b", "docs_reference", TARIX_FIELD_COUNT, true, "texts of reference that have it",
        "müqayisədə sözün olduğu mətnlər"},
    {"texts_a", NULL, TARIX_FIELD_COUNT, true, "texts of target", "hədəfin mətnləri"},
    {"texts_b", NULL, TARIX_FIELD_COUNT, true, "texts of reference", "müqayisənin mətnləri"},
};

/* The table of texts that have the term, where all its counts are given. */
static tarix_status score_docs(
    const tarix_field_value *v, tarix_cells *texts, tarix_cells *cells, tarix_error *err)
{
    for (size_t f = DOCS_A; f <= TEXTS_B; f++)
        if (!v[f].is_given) return TARIX_OK;
    if (v[DOCS_A].count > v[TEXTS_A].count)
        return exceeds("docs_a", v[DOCS_A].count, "texts_a", v[TEXTS_A].count, err);
    if (v[DOCS_B].count > v[TEXTS_B].count)
        return exceeds("docs_b", v[DOCS_B].count, "texts_b", v[TEXTS_B].count, err);
    tarix_cells_from_counts(
        texts, v[DOCS_A].count, v[DOCS_B].count, v[TEXTS_A].count, v[TEXTS_B].count);
    cells->texts = texts;
    return TARIX_OK;
}

static tarix_status score_term(const tarix_scoring *s, const tarix_field_value *v,
    tarix_arena *arena, double *out, tarix_error *err)
{
    (void)arena;
    tarix_cells cells, texts;
    if (v[A].count > v[N1].count) return exceeds("a", v[A].count, "n1", v[N1].count, err);
    if (v[B].count > v[N2].count) return exceeds("b", v[B].count, "n2", v[N2].count, err);
    tarix_cells_from_counts(&cells, v[A].count, v[B].count, v[N1].count, v[N2].count);
    cells.tests = v[TERM_TESTS].is_given ? (double)v[TERM_TESTS].count : s->tests;
    cells.prior = v[PRIOR].is_given ? v[PRIOR].real : s->prior;
    TARIX_TRY(score_docs(v, &texts, &cells, err));
    put_cells(s, &cells, out);
    return TARIX_OK;
}

/* ---- lists ---- */

static tarix_status uneven(const tarix_field *fields, const tarix_field_value *v, tarix_error *err)
{
    return tarix_error_set(err, TARIX_INVALID, "%s has %zu numbers and %s has %zu", fields[0].name,
        v[0].n, fields[1].name, v[1].n);
}

enum { COUNTS, SIZES };
static const tarix_field part_fields[] = {
    {"counts", NULL, TARIX_FIELD_COUNTS, false, "counts in the parts", "hissələrdə saylar"},
    {"sizes", NULL, TARIX_FIELD_COUNTS, true, "sizes of the parts", "hissələrin həcmi"},
};

static tarix_status check_parts(const tarix_field_value *v, tarix_error *err)
{
    for (size_t i = 0; i < v[COUNTS].n; i++) {
        const unsigned long long count = v[COUNTS].counts[i];
        if (!v[SIZES].is_given) continue;
        const unsigned long long size = v[SIZES].counts[i];
        if (size == 0)
            return tarix_error_set(err, TARIX_INVALID, "sizes: part %zu is empty", i + 1);
        if (count > size)
            return tarix_error_set(err, TARIX_INVALID,
                "counts: number %zu is %llu, more than the size %llu of the part", i + 1, count,
                size);
    }
    return TARIX_OK;
}

/* Without sizes all parts are as large: the measures look at shares alone. */
static const uint64_t *sizes_of(const tarix_field_value *v, tarix_arena *arena)
{
    if (v[SIZES].is_given) return v[SIZES].counts;
    uint64_t *sizes = TARIX_ARRAY(arena, uint64_t, v[COUNTS].n);
    for (size_t i = 0; i < v[COUNTS].n; i++) sizes[i] = 1;
    return sizes;
}

static tarix_status score_parts(const tarix_scoring *s, const tarix_field_value *v,
    tarix_arena *arena, double *out, tarix_error *err)
{
    const size_t n = v[COUNTS].n;
    if (v[SIZES].is_given && v[SIZES].n != n) return uneven(part_fields, v, err);
    TARIX_TRY(check_parts(v, err));
    uint32_t *part = TARIX_ARRAY(arena, uint32_t, n);
    uint64_t *count = TARIX_ARRAY(arena, uint64_t, n);
    tarix_parts parts = {.n_parts = n,
        .sizes = sizes_of(v, arena),
        .least = UINT64_MAX,
        .part = part,
        .count = count,
        .scratch = TARIX_ARRAY(arena, double, n)};
    for (size_t i = 0; i < n; i++) {
        parts.total += parts.sizes[i];
        if (parts.sizes[i] < parts.least) parts.least = parts.sizes[i];
        if (v[COUNTS].counts[i] == 0) continue;
        parts.frequency += v[COUNTS].counts[i];
        part[parts.n_listed] = (uint32_t)i;
        count[parts.n_listed++] = v[COUNTS].counts[i];
    }
    for (size_t i = 0; i < s->measures.n; i++) out[i] = s->measures.rows[i]->of_parts(&parts);
    return TARIX_OK;
}

enum { POSITIONS, LENGTH };
static const tarix_field position_fields[] = {
    {"positions", NULL, TARIX_FIELD_COUNTS, false, "positions, from 0", "mövqelər, 0-dan"},
    {"length", NULL, TARIX_FIELD_COUNT, false, "length of the corpus", "korpusun uzunluğu"},
};

static int ascending(const void *a, const void *b)
{
    const uint64_t p = *(const uint64_t *)a, q = *(const uint64_t *)b;
    return (p > q) - (p < q);
}

static tarix_status score_positions(const tarix_scoring *s, const tarix_field_value *v,
    tarix_arena *arena, double *out, tarix_error *err)
{
    (void)arena;
    const size_t n = v[POSITIONS].n;
    uint64_t *at = v[POSITIONS].counts;
    tarix_positions positions = tarix_positions_begin(n, v[LENGTH].count);
    qsort(at, n, sizeof *at, ascending);
    for (size_t i = 0; i < n; i++) {
        if (at[i] >= v[LENGTH].count)
            return tarix_error_set(err, TARIX_INVALID,
                "positions: %llu is not below length = %llu (they count from 0)",
                (unsigned long long)at[i], (unsigned long long)v[LENGTH].count);
        if (i && at[i] == at[i - 1])
            return tarix_error_set(
                err, TARIX_INVALID, "positions: %llu is there twice", (unsigned long long)at[i]);
        tarix_positions_add(&positions, at[i]);
    }
    for (size_t i = 0; i < s->measures.n; i++)
        out[i] = s->measures.rows[i]->of_positions(&positions);
    return TARIX_OK;
}

static const tarix_field text_fields[] = {
    {"target", NULL, TARIX_FIELD_REALS, false, "rates in the texts of the target",
        "hədəf mətnlərində nisbi tezliklər"},
    {"reference", NULL, TARIX_FIELD_REALS, false, "rates in the texts of the reference",
        "müqayisə mətnlərində nisbi tezliklər"},
};

static tarix_status score_texts(const tarix_scoring *s, const tarix_field_value *v,
    tarix_arena *arena, double *out, tarix_error *err)
{
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < v[side].n; i++)
            if (v[side].reals[i] < 0)
                return tarix_error_set(err, TARIX_INVALID, "%s: number %zu is negative",
                    text_fields[side].name, i + 1);
    tarix_rates *rates = tarix_rates_new(arena, NULL, v[0].n, NULL, v[1].n, s->seed, TARIX_DRAWS);
    tarix_rates_set(rates, v[0].reals, v[1].reals);
    for (size_t i = 0; i < s->measures.n; i++) out[i] = s->measures.rows[i]->of_rates(rates);
    return TARIX_OK;
}

static const tarix_field profile_fields[] = {
    {"f", NULL, TARIX_FIELD_COUNTS, false, "counts in the first corpus", "birinci korpusda saylar"},
    {"g", NULL, TARIX_FIELD_COUNTS, false, "counts in the second corpus", "ikinci korpusda saylar"},
};

static tarix_status score_profiles(const tarix_scoring *s, const tarix_field_value *v,
    tarix_arena *arena, double *out, tarix_error *err)
{
    if (v[0].n != v[1].n) return uneven(profile_fields, v, err);
    const tarix_profiles *profiles = tarix_profiles_new(arena, v[0].counts, v[1].counts, v[0].n, 0);
    for (size_t i = 0; i < s->measures.n; i++) out[i] = s->measures.rows[i]->of_profiles(profiles);
    return TARIX_OK;
}

static const tarix_field series_fields[] = {
    {"x", NULL, TARIX_FIELD_REALS, false, "times", "zamanlar"},
    {"y", NULL, TARIX_FIELD_REALS, false, "values at these times", "bu zamanlarda dəyərlər"},
};

static tarix_status score_series(const tarix_scoring *s, const tarix_field_value *v,
    tarix_arena *arena, double *out, tarix_error *err)
{
    if (v[0].n != v[1].n) return uneven(series_fields, v, err);
    const tarix_series series = {.n = v[0].n,
        .x = v[0].reals,
        .y = v[1].reals,
        .scratch = TARIX_ARRAY(arena, double, tarix_series_room(v[0].n))};
    for (size_t i = 0; i < s->measures.n; i++) out[i] = s->measures.rows[i]->of_series(&series);
    return TARIX_OK;
}

static const tarix_field token_fields[] = {
    {"tokens", NULL, TARIX_FIELD_TEXT, false, "tokens, separated by spaces",
        "boşluqla ayrılmış sözlər"},
};
static const tarix_column token_extras[] = {
    {"tokens", TARIX_TYPE_REAL, "tokens", "sözlər", "tokens", "N"},
    {"types", TARIX_TYPE_REAL, "types", "müxtəlif sözlər", "types", "V"},
};

static tarix_status score_tokens(const tarix_scoring *s, const tarix_field_value *v,
    tarix_arena *arena, double *out, tarix_error *err)
{
    (void)err;
    tarix_vocab *vocab = tarix_vocab_new(arena);
    tarix_id *ids = TARIX_ARRAY(arena, tarix_id, v[0].text.size / 2 + 1);
    size_t n = 0;
    const char *p = v[0].text.data, *end = p + v[0].text.size;
    for (;;) {
        while (p < end && (unsigned char)*p <= ' ') p++;
        if (p == end) break;
        const char *token = p;
        while (p < end && (unsigned char)*p > ' ') p++;
        ids[n++] = tarix_vocab_intern(vocab, (tarix_str){token, (size_t)(p - token)}, 0);
    }
    const tarix_tokens *tokens = tarix_tokens_new(arena, ids, n, tarix_vocab_size(vocab));
    out[0] = (double)tokens->n;
    out[1] = (double)tokens->n_types;
    for (size_t i = 0; i < s->measures.n; i++) out[2 + i] = s->measures.rows[i]->of_tokens(tokens);
    return TARIX_OK;
}

/* ---- correction ---- */

enum { P, LOG10_P };
static const tarix_field p_fields[] = {
    {"p", NULL, TARIX_FIELD_REAL, true, "p", "p"},
    {"log10_p", NULL, TARIX_FIELD_REAL, true, "log10 of p", "p-nin log10-u"},
};

/* Its one number is log10 p; what becomes of it depends on all the others. */
static tarix_status score_p(const tarix_scoring *s, const tarix_field_value *v, tarix_arena *arena,
    double *out, tarix_error *err)
{
    (void)s, (void)arena;
    if (!v[P].is_given && !v[LOG10_P].is_given)
        return tarix_error_set(err, TARIX_INVALID, "there is neither a p nor a log10_p");
    if (v[P].is_given && v[LOG10_P].is_given)
        return tarix_error_set(err, TARIX_INVALID, "there are both a p and a log10_p");
    if (v[P].is_given && !(v[P].real >= 0 && v[P].real <= 1))
        return tarix_error_set(err, TARIX_INVALID, "p = %g is not between 0 and 1", v[P].real);
    if (v[LOG10_P].is_given && v[LOG10_P].real > 0)
        return tarix_error_set(err, TARIX_INVALID, "log10_p = %g is above 0", v[LOG10_P].real);
    out[0] = v[P].is_given ? log10(v[P].real) : v[LOG10_P].real;
    return TARIX_OK;
}

/* ---- the table ---- */

#define FIELDS(array) (array), sizeof(array) / sizeof *(array)

/* Shares; single: a row. */
enum { light = 1 << 16, heavy = 1 << 12, single = 1 };

static const tarix_score_kind kinds[] = {
    {"association", "a pair of words a row", TARIX_FAMILY_ASSOCIATION,
        "ll,ll_log10_p,log_ratio,log_dice,mi,t", FIELDS(pair_fields), light,
        TARIX_SCHEMA(pair_extras), score_pair},
    {"keyness", "a term in target and reference a row", TARIX_FAMILY_KEYNESS,
        "ll,ll_log10_p,log_ratio,log_ratio_low,log_ratio_high", FIELDS(term_fields), light,
        {NULL, 0}, score_term},
    {"dispersion", "a term over parts a row", TARIX_FAMILY_DISPERSION, "dp,da", FIELDS(part_fields),
        light, {NULL, 0}, score_parts},
    {"positions", "a term along a corpus a row", TARIX_FAMILY_POSITIONS, "all",
        FIELDS(position_fields), light, {NULL, 0}, score_positions},
    {"texts", "a term in the texts of two sides a row", TARIX_FAMILY_TEXTS, "all",
        FIELDS(text_fields), single, {NULL, 0}, score_texts},
    {"comparison", "the vocabularies of two corpora a row", TARIX_FAMILY_COMPARISON,
        "cbdf,spearman,cosine,jsd,jaccard_types", FIELDS(profile_fields), heavy, {NULL, 0},
        score_profiles},
    {"trend", "a series over time a row", TARIX_FAMILY_TREND, "mann_kendall_z,theil_sen_slope",
        FIELDS(series_fields), heavy, {NULL, 0}, score_series},
    {"diversity", "a text a line", TARIX_FAMILY_DIVERSITY, "all", FIELDS(token_fields), single,
        TARIX_SCHEMA(token_extras), score_tokens},
    {"correction", "a test a row, all rows one family", 0, "none", FIELDS(p_fields), light,
        {NULL, 0}, score_p},
};
enum { n_kinds = sizeof kinds / sizeof *kinds };

const tarix_score_kind *tarix_score_kinds(size_t *n)
{
    *n = n_kinds;
    return kinds;
}

tarix_status tarix_score_kinds_find(tarix_str name, const tarix_score_kind **out, tarix_error *err)
{
    const char *names[n_kinds];
    for (size_t i = 0; i < n_kinds; i++) {
        names[i] = kinds[i].name;
        if (!tarix_str_equal(tarix_str_from(names[i]), name)) continue;
        *out = &kinds[i];
        return TARIX_OK;
    }
    const char *nearest = tarix_option_nearest(name, names, n_kinds);
    return tarix_error_set(err, TARIX_USAGE,
        "'%.*s' is no kind of counts%s%s%s; see 'tarix help score'", TARIX_ARG(name),
        nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}
