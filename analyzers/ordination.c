#include "analyzers/ordination.h"

#include <gsl/gsl_linalg.h>
#include <math.h>

/* The singular values of a table, with a vector for each row and each column. */
typedef struct singular {
    size_t n; /* the smaller side */
    double *value;
    double *row, *column; /* n numbers of each */
} singular;

/* GSL wants no fewer rows than columns: the table lies on its side where it has. */
static singular decompose(tarix_arena *arena, const double *table, size_t n_rows, size_t n_columns)
{
    const bool lies = n_rows < n_columns;
    const size_t m = lies ? n_columns : n_rows, n = lies ? n_rows : n_columns;
    double *u = TARIX_ARRAY(arena, double, m *n), *v = TARIX_ARRAY(arena, double, n *n);
    double *s = TARIX_ARRAY(arena, double, n), *work = TARIX_ARRAY(arena, double, n);
    double *square = TARIX_ARRAY(arena, double, n *n);
    for (size_t i = 0; i < n_rows; i++)
        for (size_t j = 0; j < n_columns; j++)
            u[lies ? j * n + i : i * n + j] = table[i * n_columns + j];
    gsl_matrix_view a = gsl_matrix_view_array(u, m, n), b = gsl_matrix_view_array(v, n, n);
    gsl_matrix_view x = gsl_matrix_view_array(square, n, n);
    gsl_vector_view values = gsl_vector_view_array(s, n), w = gsl_vector_view_array(work, n);
    gsl_linalg_SV_decomp_mod(&a.matrix, &x.matrix, &b.matrix, &values.vector, &w.vector);
    return (singular){n, s, lies ? v : u, lies ? u : v};
}

/* Axes below this share of the largest value, or of 1, are rounding. */
static const double least_value = 1e-12;

/* Points to either side of an axis may change places: the farthest row is put on the positive one,
 * of such as are equally far the first. */
static void settle_sign(tarix_ordination *o, size_t axis)
{
    const double same = 1 - 1e-6;
    double farthest = 0;
    for (size_t i = 0; i < o->n_rows; i++) {
        const double x = o->row[i * o->n_axes + axis];
        if (fabs(x) * same > fabs(farthest)) farthest = x;
    }
    if (farthest >= 0) return;
    for (size_t i = 0; i < o->n_rows; i++) o->row[i * o->n_axes + axis] *= -1;
    for (size_t j = 0; j < o->n_columns; j++) o->column[j * o->n_axes + axis] *= -1;
}

static tarix_ordination *begin(tarix_arena *arena, size_t n_rows, size_t n_columns, size_t n_axes)
{
    tarix_ordination *o = TARIX_NEW(arena, tarix_ordination);
    *o = (tarix_ordination){n_rows, n_columns, n_axes,
        TARIX_ARRAY(arena, double, n_rows *n_axes + 1),
        TARIX_ARRAY(arena, double, n_columns *n_axes + 1), TARIX_ARRAY(arena, double, n_axes + 1),
        0};
    return o;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* (p_ij - r_i c_j) / √(r_i c_j), with the masses r and c. */
static double *residuals(tarix_arena *arena, const double *counts, size_t n_rows, size_t n_columns,
    double *row_mass, double *column_mass)
{
    double *table = TARIX_ARRAY(arena, double, n_rows *n_columns);
    double total = 0;
    for (size_t i = 0; i < n_rows; i++)
        for (size_t j = 0; j < n_columns; j++) {
            row_mass[i] += counts[i * n_columns + j];
            column_mass[j] += counts[i * n_columns + j];
            total += counts[i * n_columns + j];
        }
    for (size_t i = 0; i < n_rows; i++) row_mass[i] /= total;
    for (size_t j = 0; j < n_columns; j++) column_mass[j] /= total;
    for (size_t i = 0; i < n_rows; i++)
        for (size_t j = 0; j < n_columns; j++) {
            const double expected = row_mass[i] * column_mass[j];
            table[i * n_columns + j] =
                (counts[i * n_columns + j] / total - expected) / sqrt(expected);
        }
    return table;
}

tarix_ordination *tarix_correspondence(
    tarix_arena *arena, const double *counts, size_t n_rows, size_t n_columns)
{
    const size_t side = smaller(n_rows, n_columns);
    tarix_ordination *o = begin(arena, n_rows, n_columns, side ? side - 1 : 0);
    const tarix_mark mark = tarix_arena_mark(arena);
    if (o->n_axes == 0) return o;
    double *row_mass = TARIX_ARRAY(arena, double, n_rows);
    double *column_mass = TARIX_ARRAY(arena, double, n_columns);
    const singular s = decompose(arena,
        residuals(arena, counts, n_rows, n_columns, row_mass, column_mass), n_rows, n_columns);
    for (size_t k = 0; k < o->n_axes; k++) {
        const double value = s.value[k] > least_value ? s.value[k] : 0; /* never above 1 */
        o->eigenvalue[k] = value * value;
        o->total += value * value;
        for (size_t i = 0; i < n_rows; i++)
            o->row[i * o->n_axes + k] = s.row[i * s.n + k] * value / sqrt(row_mass[i]);
        for (size_t j = 0; j < n_columns; j++)
            o->column[j * o->n_axes + k] = s.column[j * s.n + k] * value / sqrt(column_mass[j]);
        settle_sign(o, k);
    }
    tarix_arena_restore(arena, mark);
    return o;
}

tarix_ordination *tarix_principal(
    tarix_arena *arena, const double *centred, size_t n_rows, size_t n_columns)
{
    tarix_ordination *o =
        begin(arena, n_rows, n_columns, smaller(n_rows ? n_rows - 1 : 0, n_columns));
    const tarix_mark mark = tarix_arena_mark(arena);
    if (o->n_axes == 0) return o;
    const singular s = decompose(arena, centred, n_rows, n_columns);
    for (size_t k = 0; k < o->n_axes; k++) {
        const double value = s.value[k] > least_value * s.value[0] ? s.value[k] : 0;
        o->eigenvalue[k] = value * value / (double)(n_rows - 1);
        o->total += o->eigenvalue[k];
        for (size_t i = 0; i < n_rows; i++) o->row[i * o->n_axes + k] = s.row[i * s.n + k] * value;
        for (size_t j = 0; j < n_columns; j++)
            o->column[j * o->n_axes + k] = value > 0 ? s.column[j * s.n + k] : 0;
        settle_sign(o, k);
    }
    tarix_arena_restore(arena, mark);
    return o;
}
