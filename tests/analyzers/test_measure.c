#include "analyzers/measure.h"

#include "base/number.h"
#include "tests/analyzers/inputs.h"
#include "tests/analyzers/spread.h"
#include "tests/base/guarded.h"
#include "tests/golden.h"

/* ---- tests/golden/measures.tsv ---- */

enum { FAMILY, INPUTS, NAME, VALUE, SOURCE };
static const char columns[] = "family\tinputs\tmeasure\tvalue\tsource";

static uint64_t count_at(const tarix_tsv *row, tarix_str text)
{
    uint64_t count = 0;
    if (!tarix_number_parse_count(text, &count)) fail_msg("line %zu: no count", row->line);
    return count;
}

/* What stands after "name=" in "o11=30;r1=500;…"; empty when it is not there. */
static tarix_str text_of(const tarix_tsv *row, const char *name)
{
    tarix_str rest = row->cells[INPUTS], pair, key;
    while (tarix_str_split(&rest, ';', &pair)) {
        tarix_str_split(&pair, '=', &key);
        if (tarix_str_equal(key, tarix_str_from(name))) return pair;
    }
    return (tarix_str){0};
}

static uint64_t input(const tarix_tsv *row, const char *name)
{
    return count_at(row, text_of(row, name));
}

static double input_or(const tarix_tsv *row, const char *name, double fallback)
{
    double value = fallback;
    const tarix_str text = text_of(row, name);
    if (text.size && !tarix_number_parse_real(text, &value))
        fail_msg("line %zu: no number", row->line);
    return value;
}

/* The numbers of "name=" of "counts=1;2;…,sizes=…"; 0 of them when it is not there. */
static size_t list(const tarix_tsv *row, const char *name, uint64_t *out)
{
    tarix_str rest = row->cells[INPUTS], part, key, number;
    while (tarix_str_split(&rest, ',', &part)) {
        size_t n = 0;
        tarix_str_split(&part, '=', &key);
        if (!tarix_str_equal(key, tarix_str_from(name))) continue;
        while (tarix_str_split(&part, ';', &number)) {
            assert_true(n < SPREAD_MOST);
            out[n++] = count_at(row, number);
        }
        return n;
    }
    return 0;
}

static double of_parts(const tarix_measure *measure, const tarix_tsv *row)
{
    spread s = {0};
    s.n = list(row, "counts", s.count);
    const size_t n_sizes = list(row, "sizes", s.size);
    if (s.n == 0 || (n_sizes && n_sizes != s.n)) fail_msg("line %zu: no parts", row->line);
    for (size_t i = n_sizes; i < s.n; i++) s.size[i] = 1000; /* equal parts */
    const tarix_parts parts = spread_parts(&s);
    return measure->of_parts(&parts);
}

static unsigned family_of(const tarix_tsv *row)
{
    size_t n;
    const tarix_family_row *families = tarix_families(&n);
    for (size_t i = 0; i < n; i++)
        if (tarix_str_equal(row->cells[FAMILY], tarix_str_from(families[i].name)))
            return families[i].family;
    fail_msg("line %zu: no family", row->line);
    return 0;
}

static double compute(tarix_arena *arena, const tarix_measure *measure, const tarix_tsv *row)
{
    tarix_cells cells = {0}, texts = {0};
    const unsigned family = family_of(row);
    if (family > TARIX_FAMILY_DISPERSION)
        return input_score(arena, measure, family, row->cells[INPUTS]);
    if (tarix_str_equal(row->cells[FAMILY], TARIX_STR("dispersion"))) return of_parts(measure, row);
    const bool is_keyness = tarix_str_equal(row->cells[FAMILY], TARIX_STR("keyness"));
    const bool is_table = is_keyness ? tarix_cells_from_counts(&cells, input(row, "a"),
                                           input(row, "b"), input(row, "n1"), input(row, "n2"))
                                     : tarix_cells_from_margins(&cells, input(row, "o11"),
                                           input(row, "r1"), input(row, "c1"), input(row, "n"));
    if (!is_table) fail_msg("line %zu: no table", row->line);
    cells.span = input_or(row, "span", cells.span);
    cells.tests = input_or(row, "tests", cells.tests);
    cells.prior = input_or(row, "prior", cells.prior);
    if (text_of(row, "texts_n1").size &&
        tarix_cells_from_counts(&texts, input(row, "texts_a"), input(row, "texts_b"),
            input(row, "texts_n1"), input(row, "texts_n2")))
        cells.texts = &texts;
    return measure->of_cells(&cells);
}

static void check_value(tarix_arena *arena, const tarix_tsv *row)
{
    const tarix_str name = row->cells[NAME], value = row->cells[VALUE];
    const tarix_measure *measure = tarix_measures_find(name);
    double expected = NAN;
    if (!measure) fail_msg("line %zu: no measure %.*s", row->line, TARIX_ARG(name));
    if (value.size && !tarix_number_parse_real(value, &expected))
        fail_msg("line %zu: no number", row->line);
    const double actual = compute(arena, measure, row);
    const double room = tarix_str_ends(name, TARIX_STR("log10_p")) ? 1e-9 : 1e-10;
    if (!check_is_near(actual, expected, room, 1e-12))
        fail_msg("line %zu: %.*s of %.*s is %.17g, not %.*s", row->line, TARIX_ARG(name),
            TARIX_ARG(row->cells[INPUTS]), actual, TARIX_ARG(value));
    assert_true(row->cells[SOURCE].size > 0);
}

static void differs_from_a_reference_value(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_tsv tsv = golden_open(arena, "measures.tsv", columns);
    while (golden_next(&tsv)) {
        const tarix_mark mark = tarix_arena_mark(arena);
        check_value(arena, &tsv);
        tarix_arena_restore(arena, mark);
    }
    assert_true(tsv.line > 200);
}

static bool has_reference(tarix_tsv tsv, const char *family, const char *name)
{
    while (golden_next(&tsv))
        if (tarix_str_equal(tsv.cells[FAMILY], tarix_str_from(family)) &&
            tarix_str_equal(tsv.cells[NAME], tarix_str_from(name)))
            return true;
    return false;
}

static void has_a_measure_without_a_reference_value(tarix_guard *guard)
{
    const tarix_tsv tsv = golden_open(tarix_arena_new(guard), "measures.tsv", columns);
    size_t n;
    const tarix_family_row *families = tarix_families(&n);
    for (size_t i = 0; i < tarix_measures_size(); i++) {
        const tarix_measure *m = tarix_measures_at(i);
        for (size_t f = 0; f < n; f++)
            if (m->families & families[f].family && !has_reference(tsv, families[f].name, m->name))
                fail_msg("%s has no %s row in measures.tsv", m->name, families[f].name);
    }
}

/* Two words that stand together more often than one of them stands: what looks at the other cells
 * is empty, and nothing else. */
static void scores_cells_that_are_not_there(void **state)
{
    (void)state;
    static const char *const of_counts[] = {"simple_ll", "poisson_log10_p", "binomial_log10_p",
        "poisson_stirling", "z", "z_binomial", "z_berry_rogghe", "t", "t_binomial", "mi", "mi2",
        "mi3", "npmi", "ppmi", "local_mi", "mi_log_f", "dice", "log_dice", "jaccard", "ochiai",
        "min_sensitivity", "p_c_n", "p_n_c", "mutual_expectation"};
    enum { n_of_counts = sizeof of_counts / sizeof *of_counts };
    tarix_cells cells = {0};
    size_t n_defined = 0;
    tarix_cells_from_words(&cells, 12, 5, 9, 1000);
    cells.span = 10;
    for (size_t i = 0; i < tarix_measures_size(); i++) {
        const tarix_measure *m = tarix_measures_at(i);
        bool needs_counts_only = false;
        if (!(m->families & TARIX_FAMILY_ASSOCIATION)) continue;
        for (size_t j = 0; j < n_of_counts; j++)
            if (strcmp(of_counts[j], m->name) == 0) needs_counts_only = true;
        if (isnan(m->of_cells(&cells)) == needs_counts_only)
            fail_msg("%s is %.17g", m->name, m->of_cells(&cells));
        n_defined += needs_counts_only;
    }
    assert_int_equal(n_defined, n_of_counts);
    check_near(tarix_measures_find(TARIX_STR("dice"))->of_cells(&cells), 10. / 14, 1e-15);
    check_near(tarix_measures_find(TARIX_STR("t"))->of_cells(&cells), 11.955 / sqrt(12), 1e-14);
}

/* Nobody said how wide the window is, how heavy the prior, or in how many texts the term stands. */
static void makes_up_what_it_was_not_told(void **state)
{
    (void)state;
    static const char *const names[] = {
        "z_berry_rogghe", "log_odds_dirichlet", "log_odds_dirichlet_z", "text_dispersion_ll"};
    tarix_cells cells = {0};
    assert_true(tarix_cells_from_margins(&cells, 30, 500, 200, 1000000));
    for (size_t i = 0; i < 4; i++)
        assert_true(isnan(tarix_measures_find(tarix_str_from(names[i]))->of_cells(&cells)));
}

/* ---- rows ---- */

static void has_an_incomplete_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < tarix_measures_size(); i++) {
        const tarix_measure *m = tarix_measures_at(i);
        const unsigned cells = TARIX_FAMILY_ASSOCIATION | TARIX_FAMILY_KEYNESS;
        assert_true((m->of_cells != NULL) == ((m->families & cells) != 0));
        assert_true((m->of_parts != NULL) == ((m->families & TARIX_FAMILY_DISPERSION) != 0));
        assert_true((m->of_positions != NULL) == ((m->families & TARIX_FAMILY_POSITIONS) != 0));
        assert_true((m->of_rates != NULL) == ((m->families & TARIX_FAMILY_TEXTS) != 0));
        assert_true((m->of_tokens != NULL) == ((m->families & TARIX_FAMILY_DIVERSITY) != 0));
        assert_true((m->of_profiles != NULL) == ((m->families & TARIX_FAMILY_COMPARISON) != 0));
        assert_true((m->of_series != NULL) == ((m->families & TARIX_FAMILY_TREND) != 0));
        assert_true(m->title_en[0] && m->title_az[0] && m->formula[0] && m->source[0]);
        assert_ptr_equal(tarix_measures_find(tarix_str_from(m->name)), m);
        assert_string_equal(tarix_measure_column(m).name, m->name);
        assert_int_equal(tarix_measure_column(m).type, TARIX_TYPE_REAL);
    }
    assert_null(tarix_measures_find(TARIX_STR("")));
    assert_null(tarix_measures_find(TARIX_STR("l")));
}

static void misreads_a_list_of_measures(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_measure_list l = {0};
    const unsigned others = TARIX_FAMILY_DISPERSION, pairs = TARIX_FAMILY_ASSOCIATION;
    size_t n_pairs = 0;
    for (size_t i = 0; i < tarix_measures_size(); i++)
        n_pairs += (tarix_measures_at(i)->families & pairs) != 0;
    assert_int_equal(tarix_measures_parse(arena, TARIX_STR("t,mi"), pairs, &l, NULL), TARIX_OK);
    assert_int_equal(l.n, 2);
    assert_string_equal(l.rows[0]->name, "t");
    assert_string_equal(l.rows[1]->name, "mi");
    assert_true(tarix_measures_have(&l, pairs));
    assert_false(tarix_measures_have(&l, others));
    assert_int_equal(tarix_measures_parse(arena, TARIX_STR("all"), pairs, &l, NULL), TARIX_OK);
    assert_int_equal(l.n, n_pairs);
    assert_int_equal(tarix_measures_parse(arena, TARIX_STR("none"), pairs, &l, NULL), TARIX_OK);
    assert_int_equal(l.n, 0);
}

static void repeats_a_column_of_the_table(tarix_guard *guard)
{
    static const tarix_column own[] = {{.name = "docs"}, {.name = "count"}};
    tarix_measure_list l = {0};
    assert_int_equal(tarix_measures_parse(tarix_arena_new(guard), TARIX_STR("dp,docs,da"),
                         TARIX_FAMILY_DISPERSION, &l, NULL),
        TARIX_OK);
    tarix_measures_leave_out(&l, own, 2);
    assert_int_equal(l.n, 2);
    assert_string_equal(l.rows[0]->name, "dp");
    assert_string_equal(l.rows[1]->name, "da");
}

static void takes_a_measure_that_does_not_fit(tarix_guard *guard)
{
    static const char *const wrong[][2] = {
        {"log_ration", "log_ratio"}, {"dp", "command"}, {"ll,", "measure"}, {"LL", "measure"}};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < 4; i++) {
        tarix_measure_list l = {0};
        tarix_error err = {0};
        assert_int_equal(tarix_measures_parse(
                             arena, tarix_str_from(wrong[i][0]), TARIX_FAMILY_KEYNESS, &l, &err),
            TARIX_USAGE);
        if (!strstr(err.message, wrong[i][1]))
            fail_msg("'%s' does not say '%s'", err.message, wrong[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(differs_from_a_reference_value),
        GUARDED(has_a_measure_without_a_reference_value),
        cmocka_unit_test(scores_cells_that_are_not_there),
        cmocka_unit_test(makes_up_what_it_was_not_told),
        cmocka_unit_test(has_an_incomplete_row),
        GUARDED(misreads_a_list_of_measures),
        GUARDED(repeats_a_column_of_the_table),
        GUARDED(takes_a_measure_that_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
