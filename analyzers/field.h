/* The cells of a CSV file as numbers and lists of numbers. */
#ifndef TARIX_ANALYZERS_FIELD_H
#define TARIX_ANALYZERS_FIELD_H

#include "base/arena.h"
#include "base/digits.h"
#include "base/error.h"
#include "table.h"

/* How a cell reads. Lists are separated by semicolons. */
typedef enum tarix_field_type {
    TARIX_FIELD_COUNT,  /* a whole number from 0 */
    TARIX_FIELD_REAL,   /* any number, also inf and -inf */
    TARIX_FIELD_COUNTS, /* a list of whole numbers from 0 */
    TARIX_FIELD_REALS,  /* a list of finite numbers */
    TARIX_FIELD_TEXT
} tarix_field_type;

typedef struct tarix_field {
    const char *name;
    const char *alias; /* what the column is called in tables of other commands; NULL: the same */
    tarix_field_type type;
    bool is_optional;
    const char *title_en, *title_az;
} tarix_field;

/* A cell of a row as its field reads it; which member is set follows from the type. */
typedef struct tarix_field_value {
    bool is_given; /* false: an optional column that is missing, or an empty cell of it */
    uint64_t count;
    double real;
    size_t n;         /* numbers of a list */
    uint64_t *counts; /* n of them, in the reader's arena */
    double *reals;
    tarix_str text;
} tarix_field_value;

/* What is not most cells of large files. */
tarix_status tarix_field_read_any(const tarix_field *field, tarix_str cell, bool has_decimal_comma,
    tarix_arena *arena, tarix_field_value *out, tarix_error *err);

/* Whether the cell of a field of counts has nothing but digits; then it is read. */
static inline bool tarix_field_read_digits(
    const tarix_field *field, tarix_str cell, tarix_field_value *out)
{
    if (field->type != TARIX_FIELD_COUNT || !tarix_digits_parse_cell(cell, &out->count) ||
        out->count == TARIX_NO_COUNT)
        return false;
    out->is_given = true;
    return true;
}

/* `cell` is one of tarix_csvrows. Lists are made in `arena`. Fails with a message that names the
 * field and says what is wrong. */
static inline tarix_status tarix_field_read(const tarix_field *field, tarix_str cell,
    bool has_decimal_comma, tarix_arena *arena, tarix_field_value *out, tarix_error *err)
{
    return tarix_field_read_digits(field, cell, out)
               ? TARIX_OK
               : tarix_field_read_any(field, cell, has_decimal_comma, arena, out, err);
}

/* What the cell is in a table. */
tarix_type tarix_field_column_type(const tarix_field *field);

#endif
