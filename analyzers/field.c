#include "analyzers/field.h"

#include <math.h>

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

tarix_status tarix_field_read_any(const tarix_field *field, tarix_str cell, bool has_decimal_comma,
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

tarix_type tarix_field_column_type(const tarix_field *field)
{
    return field->type == TARIX_FIELD_COUNT  ? TARIX_TYPE_COUNT
           : field->type == TARIX_FIELD_REAL ? TARIX_TYPE_REAL
                                             : TARIX_TYPE_TEXT;
}
