#include "analyzers/scoring.h"

#include "base/number.h"
#include "base/option.h"

#include <math.h>

/* ---- cells ---- */

/* A count, also one that another program wrote as a real: 30.0, 1e10. */
static bool parse_count(tarix_str text, uint64_t *out)
{
    const double most = 9007199254740992; /* 2^53: whole numbers beyond may be rounded ones */
    double real = 0;
    if (tarix_number_parse_count(text, out)) return *out < TARIX_NO_COUNT;
    if (!tarix_number_parse_real(text, &real) || !(real >= 0 && real <= most)) return false;
    *out = (uint64_t)real;
    return (double)*out == real;
}

static bool parse_real(tarix_str text, bool has_decimal_comma, double *out)
{
    char copy[64];
    if (tarix_number_parse_real(text, out)) return true;
    if (!has_decimal_comma || text.size > sizeof copy || text.size == 0) return false;
    memcpy(copy, text.data, text.size);
    char *comma = memchr(copy, ',', text.size);
    if (!comma || memchr(copy, '.', text.size)) return false;
    *comma = '.';
    return tarix_number_parse_real((tarix_str){copy, text.size}, out);
}

static tarix_status no_number(
    const tarix_field *field, tarix_str text, bool is_count, tarix_error *err)
{
    double real = 0;
    if (text.size == 0)
        return tarix_error_set(err, TARIX_INVALID, "%s is empty; it must be a number", field->name);
    if (is_count && tarix_number_parse_real(text, &real) && real < 0)
        return tarix_error_set(
            err, TARIX_INVALID, "%s = %.*s is negative", field->name, TARIX_ARG(text));
    enum { most_shown = 60 };
    if (text.size > most_shown) text.size = most_shown;
    return tarix_error_set(err, TARIX_INVALID, "%s = '%.*s' is no %s", field->name, TARIX_ARG(text),
        is_count ? "whole number from 0 to 18446744073709551614" : "number");
}

static size_t list_size(tarix_str cell)
{
    size_t n = 1;
    for (size_t i = 0; i < cell.size; i++) n += cell.data[i] == ';';
    return n;
}

static tarix_str trim(tarix_str s)
{
    while (s.size && (s.data[0] == ' ' || s.data[0] == '\t')) s = tarix_str_slice(s, 1, s.size);
    while (s.size && (s.data[s.size - 1] == ' ' || s.data[s.size - 1] == '\t')) s.size--;
    return s;
}

static tarix_status read_list(const tarix_field *field, tarix_str cell, bool has_decimal_comma,
    tarix_arena *arena, tarix_field_value *out, tarix_error *err)
{
    const bool is_count = field->type == TARIX_FIELD_COUNTS;
    const size_t most = list_size(cell);
    uint64_t *counts = is_count ? TARIX_ARRAY(arena, uint64_t, most) : NULL;
    double *reals = is_count ? NULL : TARIX_ARRAY(arena, double, most);
    size_t n = 0;
    tarix_str item;
    while (tarix_str_split(&cell, ';', &item)) {
        item = trim(item);
        const bool is_read =
            is_count ? parse_count(item, &counts[n])
                     : parse_real(item, has_decimal_comma, &reals[n]) && isfinite(reals[n]);
        if (!is_read) return no_number(field, item, is_count, err);
        n++;
    }
    *out = (tarix_field_value){.is_given = true, .counts = counts, .reals = reals, .n = n};
    return TARIX_OK;
}

tarix_status tarix_field_read(const tarix_field *field, tarix_str cell, bool has_decimal_comma,
    tarix_arena *arena, tarix_field_value *out, tarix_error *err)
{
    out->is_given = false;
    if (cell.size == 0 && field->is_optional) return TARIX_OK;
    switch (field->type) {
    case TARIX_FIELD_COUNT:
        if (!parse_count(cell, &out->count)) return no_number(field, cell, true, err);
        break;
    case TARIX_FIELD_REAL:
        if (!parse_real(cell, has_decimal_comma, &out->real))
            return no_number(field, cell, false, err);
        break;
    case TARIX_FIELD_COUNTS:
    case TARIX_FIELD_REALS: return read_list(field, cell, has_decimal_comma, arena, out, err);
    case TARIX_FIELD_TEXT: out->text = cell; break;
    }
    out->is_given = true;
    return TARIX_OK;
}

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

enum { A, B, N1, N2, TERM_TESTS };
static const tarix_field term_fields[] = {
    {"a", "count_target", TARIX_FIELD_COUNT, false, "count in target", "hədəfdə say"},
    {"b", "count_reference", TARIX_FIELD_COUNT, false, "count in reference", "müqayisədə say"},
    {"n1", "size_target", TARIX_FIELD_COUNT, false, "size of target", "hədəfin həcmi"},
    {"n2", "size_reference", TARIX_FIELD_COUNT, false, "size of reference", "müqayisənin həcmi"},
    {"tests", NULL, TARIX_FIELD_COUNT, true, "number of tests", "yoxlamaların sayı"},
};

static tarix_status score_term(const tarix_scoring *s, const tarix_field_value *v,
    tarix_arena *arena, double *out, tarix_error *err)
{
    (void)arena;
    tarix_cells cells;
    if (v[A].count > v[N1].count) return exceeds("a", v[A].count, "n1", v[N1].count, err);
    if (v[B].count > v[N2].count) return exceeds("b", v[B].count, "n2", v[N2].count, err);
    tarix_cells_from_counts(&cells, v[A].count, v[B].count, v[N1].count, v[N2].count);
    cells.tests = v[TERM_TESTS].is_given ? (double)v[TERM_TESTS].count : s->tests;
    cells.prior = s->prior;
    put_cells(s, &cells, out);
    return TARIX_OK;
}

/* ---- the table ---- */

#define FIELDS(array) (array), sizeof(array) / sizeof *(array)

static const tarix_score_kind kinds[] = {
    {"association", "a pair of words a row", TARIX_FAMILY_ASSOCIATION,
        "ll,ll_log10_p,log_ratio,log_dice,mi,t", FIELDS(pair_fields), TARIX_SCHEMA(pair_extras),
        score_pair},
    {"keyness", "a term in target and reference a row", TARIX_FAMILY_KEYNESS,
        "ll,ll_log10_p,log_ratio,log_ratio_low,log_ratio_high", FIELDS(term_fields), {NULL, 0},
        score_term},
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
