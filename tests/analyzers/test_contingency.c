#include "analyzers/contingency.h"

#include "tests/check.h"

static void check_cells(const tarix_cells *c, const double expected[9])
{
    const double actual[] = {c->o11, c->o12, c->o21, c->o22, c->r1, c->r2, c->c1, c->c2, c->n};
    for (size_t i = 0; i < 9; i++) assert_true(actual[i] == expected[i]);
    assert_true(c->f_node == c->r1 && c->f_collocate == c->c1);
}

static void fills_a_cell_wrongly(void **state)
{
    (void)state;
    tarix_cells c = {0};
    assert_true(tarix_cells_from_margins(&c, 30, 500, 200, 1000000));
    check_cells(&c, (double[]){30, 470, 170, 999330, 500, 999500, 200, 999800, 1000000});
    assert_true(c.determinant == 30.0 * 999330 - 470.0 * 170);
    check_near(tarix_cells_e11(&c), 0.1, 1e-15);
    assert_true(tarix_cells_from_counts(&c, 7, 2, 1000, 500));
    check_cells(&c, (double[]){7, 993, 2, 498, 1000, 500, 9, 1491, 1500});
    assert_true(c.determinant == 7.0 * 498 - 993.0 * 2);
}

static void refuses_a_zero_in_a_cell(void **state)
{
    (void)state;
    tarix_cells c = {0};
    assert_true(tarix_cells_from_margins(&c, 0, 0, 0, 0));
    assert_true(tarix_cells_from_margins(&c, 0, 4, 6, 10));
    assert_true(c.o22 == 0);
    assert_true(tarix_cells_from_margins(&c, 5, 5, 7, 10));
    assert_true(c.o12 == 0);
    assert_true(tarix_cells_from_margins(&c, 5, 7, 5, 10));
    assert_true(c.o21 == 0);
    assert_true(tarix_cells_from_counts(&c, 0, 5, 0, 5));
}

static void takes_a_negative_cell(void **state)
{
    (void)state;
    static const uint64_t margins[][4] = {{6, 5, 9, 10}, {6, 9, 5, 10}, {1, 11, 5, 10},
        {1, 5, 11, 10}, {1, 6, 6, 10}, {UINT64_MAX, 1, 1, 1}};
    tarix_cells c = {.n = 77};
    for (size_t i = 0; i < 6; i++) {
        const uint64_t *m = margins[i];
        assert_false(tarix_cells_from_margins(&c, m[0], m[1], m[2], m[3]));
    }
    assert_false(tarix_cells_from_counts(&c, 6, 1, 5, 5));
    assert_false(tarix_cells_from_counts(&c, 1, 6, 5, 5));
    assert_true(c.n == 77);
}

/* x² - (x - 1)(x + 1) = 1 where both products round to the same number. */
static void cancels_a_determinant(void **state)
{
    (void)state;
    const uint64_t x = 134217729;
    tarix_cells c = {0};
    assert_true(tarix_cells_from_counts(&c, x, x + 1, x + (x - 1), x + (x + 1)));
    assert_true(c.determinant == 1);
    assert_true(tarix_cells_from_counts(&c, x, x - 1, 2 * x + 1, 2 * x - 1));
    assert_true(c.determinant == 1);
    assert_true(tarix_cells_from_counts(&c, x, x, 2 * x, 2 * x));
    assert_true(c.determinant == 0);
}

/* Two words that stand together more often than either stands in the text. */
static void makes_a_table_of_words_that_form_none(void **state)
{
    (void)state;
    tarix_cells c = {0}, table = {0};
    tarix_cells_from_words(&c, 12, 5, 9, 1000);
    assert_true(c.o11 == 12 && c.r1 == 5 && c.c1 == 9 && c.n == 1000);
    assert_true(isnan(c.o12) && isnan(c.o21) && isnan(c.o22) && isnan(c.determinant));
    assert_true(c.r2 == 995 && c.c2 == 991 && c.excess == 12 * 1000 - 5 * 9);
    assert_true(c.f_node == 5 && c.f_collocate == 9 && c.tests == 1 && isnan(c.span));
    tarix_cells_from_words(&c, 30, 500, 200, 1000000);
    assert_true(tarix_cells_from_margins(&table, 30, 500, 200, 1000000));
    check_cells(&c, (double[]){30, 470, 170, 999330, 500, 999500, 200, 999800, 1000000});
    assert_true(c.determinant == table.determinant && c.excess == c.determinant && isnan(c.prior) &&
                !c.texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_a_cell_wrongly),
        cmocka_unit_test(refuses_a_zero_in_a_cell),
        cmocka_unit_test(takes_a_negative_cell),
        cmocka_unit_test(cancels_a_determinant),
        cmocka_unit_test(makes_a_table_of_words_that_form_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
