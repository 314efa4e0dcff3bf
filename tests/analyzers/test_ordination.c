#include "analyzers/ordination.h"

#include "analyzers/delta.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

/* Points of an axis, which R may have on either side. */
static void check_axis(const double *ours, size_t step, const double *theirs, size_t n)
{
    size_t farthest = 0;
    for (size_t i = 1; i < n; i++)
        if (fabs(theirs[i]) > fabs(theirs[farthest])) farthest = i;
    const double sign = ours[farthest * step] * theirs[farthest] < 0 ? -1 : 1;
    for (size_t i = 0; i < n; i++) check_near(ours[i * step], sign * theirs[i], 1e-10);
}

/* Smoking habits of a firm's staff (Greenacre 1984, Theory and Applications of Correspondence
 * Analysis, table 3.1): inertias 0.074759, 0.010017 and 0.000414 there; to 15 digits R 4.2, svd()
 * of the standardised residuals. */
static void draws_another_map_of_the_smokers(tarix_guard *guard)
{
    static const double counts[] = {
        4, 2, 3, 2, 4, 3, 7, 4, 25, 10, 12, 4, 18, 24, 33, 13, 10, 6, 7, 2};
    static const double inertia[] = {
        0.074759105885755711, 0.010017180512228774, 0.000413574079856225};
    static const double rows[3][5] = {{0.0657683838802591, -0.2589584214304023, 0.3805948870502130,
                                          -0.2329519082227184, 0.2010891218841092},
        {0.1937370036216102, 0.2433045749014623, 0.0106599072048895, -0.0577439077532158,
            -0.0789112309292166},
        {0.07098102841256376, -0.03370518973718302, -0.00515575749725047, 0.00330537091909927,
            -0.00808107623159499}};
    static const double columns[3][4] = {
        {0.3933084485787185, -0.0994559207933769, -0.1963209563952903, -0.2937759852436752},
        {0.0304920711091874, -0.1410642892001495, -0.0073591085867477, 0.1977656563489861},
        {-0.000890482686108658, 0.021998034929648479, -0.025659086695107833, 0.026210849884604915}};
    const tarix_ordination *o = tarix_correspondence(tarix_arena_new(guard), counts, 5, 4);
    assert_int_equal(o->n_axes, 3);
    check_near(o->total, 0.0851898604778407, 1e-12); /* chisq.test(N)$statistic / sum(N) */
    for (size_t k = 0; k < 3; k++) {
        check_near(o->eigenvalue[k], inertia[k], 1e-11);
        check_axis(o->row + k, 3, rows[k], 5);
        check_axis(o->column + k, 3, columns[k], 4);
    }
}

/* R 4.2: prcomp(USArrests[1:6, ], scale. = TRUE). */
static void finds_other_components_than_r(tarix_guard *guard)
{
    double z[6][4] = {{13.2, 236, 58, 21.2}, {10, 263, 48, 44.5}, {8.1, 294, 80, 31},
        {8.8, 190, 50, 19.5}, {9, 276, 91, 40.6}, {7.9, 204, 78, 38.7}};
    static const double variance[] = {
        2.058616936223344, 0.994151817390364, 0.635433267755261, 0.311797978631030};
    static const double scores[2][6] = {
        {-1.786968584556261, 0.108062883188381, 1.179866400602551, -1.667399869590792,
            1.616658421594127, 0.549780748761994},
        {-1.191414422181767, -0.683207051333719, -0.239420628306728, 1.176037372128290,
            -0.306950698234726, 1.244955427928649}};
    static const double loadings[2][4] = {
        {-0.432833815084804, 0.460723393466875, 0.557793164697800, 0.537824905194909},
        {-0.7264731995165553, -0.6774093265389676, 0.0780031692830736, -0.0852572594211064}};
    tarix_delta_scores(z[0], 6, 4);
    const tarix_ordination *o = tarix_principal(tarix_arena_new(guard), z[0], 6, 4);
    assert_int_equal(o->n_axes, 4);
    check_near(o->total, 4, 1e-13);
    for (size_t k = 0; k < 4; k++) check_near(o->eigenvalue[k], variance[k], 1e-12);
    for (size_t k = 0; k < 2; k++) {
        check_axis(o->row + k, 4, scores[k], 6);
        check_axis(o->column + k, 4, loadings[k], 4);
    }
}

/* All axes together give back the table, whichever side is the longer. */
static void loses_a_part_of_the_table(tarix_guard *guard)
{
    uint64_t seed = 41;
    for (size_t round = 0; round < 60; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const size_t n = 1 + random_below(&seed, 12), m = 1 + random_below(&seed, 12);
        double counts[144], row[12] = {0}, column[12] = {0}, total = 0;
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < m; j++) {
                counts[i * m + j] = 1 + (double)random_below(&seed, 30);
                row[i] += counts[i * m + j];
                column[j] += counts[i * m + j];
                total += counts[i * m + j];
            }
        const tarix_ordination *o = tarix_correspondence(arena, counts, n, m);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < m; j++) {
                double sum = 1;
                for (size_t k = 0; k < o->n_axes; k++)
                    if (o->eigenvalue[k] > 0)
                        sum += o->row[i * o->n_axes + k] * o->column[j * o->n_axes + k] /
                               sqrt(o->eigenvalue[k]);
                check_near(sum * row[i] * column[j] / total, counts[i * m + j], 1e-10);
            }
        for (size_t k = 1; k < o->n_axes; k++)
            assert_true(o->eigenvalue[k - 1] >= o->eigenvalue[k]);
        tarix_arena_free(arena);
    }
}

/* Equal rows have no axis; a lone row or column neither. */
static void sees_axes_in_rounding(tarix_guard *guard)
{
    static const double same[] = {3, 7, 1, 3, 7, 1, 6, 14, 2};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_ordination *o = tarix_correspondence(arena, same, 3, 3);
    assert_int_equal(o->n_axes, 2);
    for (size_t i = 0; i < 6; i++) assert_true(o->row[i] == 0 && o->column[i] == 0);
    assert_true(o->total == 0);
    assert_int_equal(tarix_correspondence(arena, same, 1, 3)->n_axes, 0);
    assert_int_equal(tarix_correspondence(arena, same, 3, 1)->n_axes, 0);
    assert_int_equal(tarix_correspondence(arena, NULL, 0, 0)->n_axes, 0);
    assert_int_equal(tarix_principal(arena, same, 1, 3)->n_axes, 0);
    assert_int_equal(tarix_principal(arena, NULL, 0, 0)->n_axes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(draws_another_map_of_the_smokers),
        GUARDED(finds_other_components_than_r),
        GUARDED(loses_a_part_of_the_table),
        GUARDED(sees_axes_in_rounding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
