#include "tests/reports/figure_table.h"

#define TEXT(name)                                                                                 \
    {                                                                                              \
        name, TARIX_TYPE_TEXT, name, name, "", ""                                                  \
    }
#define COUNT(name)                                                                                \
    {                                                                                              \
        name, TARIX_TYPE_COUNT, name, name, "", ""                                                 \
    }
#define REAL(name)                                                                                 \
    {                                                                                              \
        name, TARIX_TYPE_REAL, name, name, "", ""                                                  \
    }
#define S(string)                                                                                  \
    {                                                                                              \
        .text = { string, sizeof(string) - 1 }                                                     \
    }

/* Drawn in both languages, narrow and wide, with a caption and without. */
static void check_all(tarix_guard *guard, const char *kind, const tarix_column *columns,
    size_t n_columns, const tarix_cell *cells, size_t n, size_t least)
{
    static const double widths[] = {0, 60, 85, 170};
    for (size_t w = 0; w < 4; w++)
        for (int language = 0; language < 2; language++) {
            const tarix_figure_style style = {.width = widths[w],
                .language = (tarix_language)language,
                .caption = language ? TARIX_STR("Açar sözlər: inqilab illərində çıxan qəzetlərin "
                                                "xanlıqlar dövrü ilə müqayisəsi")
                                    : TARIX_STR("")};
            figure_table_check(
                figure_table_draw(guard, kind, columns, n_columns, cells, n, &style), least);
        }
}

/* ---- keyness ---- */

enum { KEYNESS = 8 };
static const tarix_column keyness[KEYNESS] = {TEXT("term"), REAL("log_ratio"),
    REAL("log_ratio_low"), REAL("log_ratio_high"), REAL("ll"), TEXT("reference"),
    COUNT("count_target"), COUNT("count_reference")};
#define KEY(t, ratio, low, high, g2, r, a, b)                                                      \
    S(t), {.real = (ratio)}, {.real = (low)}, {.real = (high)}, {.real = (g2)}, S(r),              \
        {.count = (a)},                                                                            \
    {                                                                                              \
        .count = (b)                                                                               \
    }

static void keyness_of_hard_rows(tarix_guard *guard)
{
    static const tarix_cell cells[] = {KEY("inqilab", INFINITY, NAN, NAN, 102, "a/x", 1234567, 0),
        KEY("Azərbaycanlılaşdırılmışlardanmısınızcasınaymışsınızlaryanaşı", 4.9, 4.8, 5.0, 50,
            "a/x", 1, 1),
        KEY("революция", 0, -1, 1, 9, "a/x", 3, 3),
        KEY("ثورة", -5, -9.9, -0.1, -60, "a/x", 0, 12345),
        KEY("xan", -INFINITY, NAN, NAN, -97, "a/x", 0, 97), KEY("", 1, 0.5, 1.5, 3, "a/x", 2, 1),
        KEY("boş", NAN, NAN, NAN, NAN, "a/x", TARIX_NO_COUNT, 1),
        KEY("ikinci", 2, NAN, NAN, 1, "b/y", 5, 1)};
    for (size_t n = 0; n <= 8; n++) check_all(guard, "keyness", keyness, KEYNESS, cells, n, 1);
    for (size_t i = 0; i < 8; i++)
        check_all(guard, "keyness", keyness, KEYNESS, cells + i * KEYNESS, 1, 1);
}

static void keyness_of_many_rows_shows_the_largest(tarix_guard *guard)
{
    enum { n = 10000 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_cell *cells = TARIX_ARRAY(arena, tarix_cell, n * KEYNESS);
    for (size_t i = 0; i < n; i++) {
        const double ratio = (double)(i * 7919 % 2001) / 100 - 10;
        const tarix_cell row[KEYNESS] = {
            KEY("söz", ratio, ratio - 1, ratio + 1, (double)i, "r", i, n - i)};
        memcpy(cells + i * KEYNESS, row, sizeof row);
    }
    check_all(guard, "keyness", keyness, KEYNESS, cells, n, 90);
    const tarix_figure *f = figure_table_draw(
        guard, "keyness", keyness, KEYNESS, cells, n, &(tarix_figure_style){.rows = 7});
    check_str(tarix_figure_summary(f), "keyness: 7 of 10000 rows");
}

static void keyness_of_groups_is_told_apart(tarix_guard *guard)
{
    static const tarix_column columns[] = {
        TEXT("group"), TEXT("term"), TEXT("reference"), REAL("log_ratio"), REAL("ll")};
    tarix_arena *arena = tarix_arena_new(guard);
    enum { n_groups = 300, n = 2 * n_groups };
    tarix_cell *cells = TARIX_ARRAY(arena, tarix_cell, n * 5);
    for (size_t i = 0; i < n; i++) {
        cells[5 * i].text = tarix_arena_format(arena, "%zu-ci illər", i / 2);
        cells[5 * i + 1].text = TARIX_STR("eyni söz");
        cells[5 * i + 2].text = i % 4 < 2 ? TARIX_STR("rest") : TARIX_STR("a/b");
        cells[5 * i + 3].real = i % 2 ? 1 : -1;
        cells[5 * i + 4].real = (double)i;
    }
    check_all(guard, "keyness", columns, 5, cells, 1, 3);
    /* 2 sides, 3 headings, 6 terms, an axis */
    check_all(guard, "keyness", columns, 5, cells, 6, 2 + 3 + 6 + 1);
    check_all(guard, "keyness", columns, 5, cells, n, 30 + 30);
    const tarix_figure *f =
        figure_table_draw(guard, "keyness", columns, 5, cells, n, &(tarix_figure_style){0});
    check_str(tarix_figure_summary(f), "keyness: 30 of 600 rows");
}

/* ---- profile ---- */

static void profile_of_hard_rows(tarix_guard *guard)
{
    static const tarix_column columns[] = {TEXT("term"), COUNT("count")};
    static const tarix_cell cells[] = {S("və"), {.count = 1000000}, S("ilə"), {.count = 1},
        S("çox uzun bir ifadə ki heç bir yerə sığmaz və sığmamalıdır"), {.count = 1}, S("boş"),
        {.count = TARIX_NO_COUNT}, S("heç"), {.count = 0}};
    for (size_t n = 0; n <= 5; n++) check_all(guard, "profile", columns, 2, cells, n, 1);
}

static void profile_of_a_law(tarix_guard *guard)
{
    enum { n = 5000 };
    static const tarix_column columns[] = {TEXT("term"), COUNT("count")};
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_cell *cells = TARIX_ARRAY(arena, tarix_cell, n * 2);
    for (size_t i = 0; i < n; i++) {
        cells[2 * i].text = TARIX_STR("sözlük");
        cells[2 * i + 1].count = 1 + 100000 / (i + 3);
    }
    check_all(guard, "profile", columns, 2, cells, n, 8);
    for (size_t i = 0; i < n; i++) cells[2 * i + 1].count = 7;
    check_all(guard, "profile", columns, 2, cells, n, 5); /* no law fits equal counts */
}

/* ---- dispersion ---- */

static void strips_of_hard_rows(tarix_guard *guard)
{
    static const tarix_column columns[] = {
        TEXT("term"), COUNT("count"), TEXT("positions"), COUNT("length"), TEXT("sizes")};
    static const tarix_cell cells[] = {S("xan"), {.count = 3}, S("0;1;99"), {.count = 100},
        S("50;50"), S("ثورة"), {.count = 1}, S("5"), {.count = 100}, S("50;50"), S(""),
        {.count = TARIX_NO_COUNT}, S(""), {.count = TARIX_NO_COUNT}, S(""),
        S("Azərbaycanlılaşdırılmışlardanmısınızcasınaymışsınızlaryanaşıvəbirazdadahaçox"),
        {.count = 12345678}, S("x;;7"), {.count = 1}, S("0;0")};
    for (size_t n = 0; n <= 4; n++) check_all(guard, "strip,parts", columns, 5, cells, n, 1);
    for (size_t i = 0; i < 4; i++) check_all(guard, "strip", columns, 5, cells + 5 * i, 1, 2);
}

static void parts_of_hard_rows(tarix_guard *guard)
{
    static const tarix_column columns[] = {
        TEXT("term"), COUNT("count"), TEXT("counts"), TEXT("sizes")};
    static const tarix_cell cells[] = {S("xan"), {.count = 3}, S("0;3;0"), S("10;20;0"), S("heç"),
        {.count = 0}, S("0;0;0"), S("10;20;0"), S("az"), {.count = 1}, S("1"), S("10;20;0"),
        S("boş"), {.count = 1}, S(""), S("")};
    for (size_t n = 0; n <= 4; n++) check_all(guard, "strip,parts", columns, 4, cells, n, 1);
}

static void groups_of_many_names(tarix_guard *guard)
{
    enum { n_groups = 80, n_terms = 60, n = n_groups * n_terms };
    static const tarix_column columns[] = {
        TEXT("group"), TEXT("term"), COUNT("count"), REAL("per_million")};
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_cell *cells = TARIX_ARRAY(arena, tarix_cell, n * 4);
    for (size_t g = 0; g < n_groups; g++)
        for (size_t t = 0; t < n_terms; t++) {
            tarix_cell *row = cells + 4 * (g * n_terms + t);
            row[0].text = tarix_arena_format(arena, "%zu-ci ilin çox uzun adlı dövrü", g);
            row[1].text = tarix_arena_format(arena, "söz%zu", t);
            row[2].count = t;
            row[3].real = t ? 1e6 * (double)t / (double)(g + 1) : NAN;
        }
    check_all(guard, "groups", columns, 4, cells, n, 25 + 25 + 10);
    for (size_t k = 1; k < 4; k++) check_all(guard, "groups", columns, 4, cells, k, 3);
    const tarix_figure *f =
        figure_table_draw(guard, "groups", columns, 4, cells, n, &(tarix_figure_style){0});
    check_str(tarix_figure_summary(f), "groups: 25 of 4800 rows");
}

/* ---- trend ---- */

enum { TREND = 7 };
static const tarix_column trend[TREND] = {TEXT("term"), TEXT("period"), REAL("per_million"),
    REAL("low"), REAL("high"), REAL("x"), COUNT("thin")};
#define RATE(t, p, rate, from, to, number, is_thin)                                                \
    S(t), S(p), {.real = (rate)}, {.real = (from)}, {.real = (to)}, {.real = (number)},            \
    {                                                                                              \
        .count = (is_thin)                                                                         \
    }

static void trend_of_hard_rows(tarix_guard *guard)
{
    static const tarix_cell cells[] = {RATE("xan", "1901", 10, 5, 20, 1901, 0),
        RATE("xan", "1902", 1e-3, 0, 1e9, 1902, 1),
        RATE("xan", "1905-1909", INFINITY, NAN, NAN, 1905, 0),
        RATE("heç", "1901", 0, 0, 0, 1901, 0), RATE("heç", "1902", NAN, NAN, NAN, 1902, 0),
        RATE("Azərbaycanlılaşdırılmışlardanmısınızcasınaymışsınızlaryanaşı", "1901", 123456789, 1e8,
            2e8, 1901, 0),
        RATE("ثورة", "1901", 5, 5, 5, 1901, 0)};
    for (size_t n = 0; n <= 7; n++) check_all(guard, "trend", trend, TREND, cells, n, 1);
    for (size_t i = 0; i < 7; i++) check_all(guard, "trend", trend, TREND, cells + i * TREND, 1, 2);
}

static void trend_of_named_periods(tarix_guard *guard)
{
    static const tarix_cell cells[] = {
        RATE("xan", "Birinci rus inqilabından əvvəlki dövr", 10, 5, 20, 1, 0),
        RATE("xan", "orta", 12, 5, 20, 2, 0),
        RATE("xan", "Sovet hakimiyyəti illəri", 15, 5, 20, 3, 0)};
    for (size_t n = 1; n <= 3; n++) check_all(guard, "trend", trend, TREND, cells, n, 2);
}

static void trend_of_many_terms_shows_the_first(tarix_guard *guard)
{
    enum { n_terms = 100, n_periods = 30, n = n_terms * n_periods };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_cell *cells = TARIX_ARRAY(arena, tarix_cell, n * TREND);
    for (size_t i = 0; i < n; i++) {
        const tarix_cell row[TREND] = {{.text = tarix_arena_format(arena, "söz%zu", i / n_periods)},
            {.text = tarix_arena_format(arena, "%zu", 1900 + i % n_periods)},
            {.real = (double)(i % 7)}, {.real = 0}, {.real = 9},
            {.real = (double)(1900 + i % n_periods)}, {.count = i % 2}};
        memcpy(cells + i * TREND, row, sizeof row);
    }
    check_all(guard, "trend", trend, TREND, cells, n, 12 * 5);
    const tarix_figure *f =
        figure_table_draw(guard, "trend", trend, TREND, cells, n, &(tarix_figure_style){0});
    check_str(tarix_figure_summary(f), "trend: 12 of 3000 rows");
}

static void a_trend_without_periods_names_the_option(tarix_guard *guard)
{
    tarix_figure *figure = NULL;
    tarix_error err = {0};
    assert_int_equal(
        tarix_figure_new(tarix_arena_new(guard), "trend", &(tarix_figure_style){0}, &figure, &err),
        TARIX_OK);
    const tarix_row_sink sink = tarix_figure_sink(figure);
    assert_int_equal(sink.begin(sink.context, trend, 1, &err), TARIX_USAGE);
    assert_non_null(strstr(err.message, "--periods"));
}

/* ---- network ---- */

enum { PAIR = 5 };
static const tarix_column pairs[PAIR] = {
    TEXT("node"), TEXT("collocate"), REAL("log_dice"), COUNT("f_node"), COUNT("f_collocate")};
#define PAIR_ROW(a, b, weight, f, g)                                                               \
    S(a), S(b), {.real = (weight)}, {.count = (f)},                                                \
    {                                                                                              \
        .count = (g)                                                                               \
    }

static void network_of_hard_rows(tarix_guard *guard)
{
    static const tarix_cell cells[] = {PAIR_ROW("xan", "xan", 5, 10, 10),
        PAIR_ROW("xan", "Azərbaycanlılaşdırılmışlardanmısınızcasınaymışsınızlaryanaşı", INFINITY,
            10, TARIX_NO_COUNT),
        PAIR_ROW("ثورة", "революция", NAN, 1, 0), PAIR_ROW("", "boş", -3, 1, 1),
        PAIR_ROW("xan", "ثورة", 5, 1, 1)};
    for (size_t n = 0; n <= 5; n++) check_all(guard, "network", pairs, PAIR, cells, n, 1);
    for (size_t i = 0; i < 5; i++) check_all(guard, "network", pairs, PAIR, cells + i * PAIR, 1, 1);
}

/* 60 pairs around 5 nodes, of equal weight: every name is there, on a page as wide as it wants. */
static void network_names_all_it_draws(tarix_guard *guard)
{
    enum { n = 2000 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_cell *cells = TARIX_ARRAY(arena, tarix_cell, n * PAIR);
    for (size_t i = 0; i < n; i++) {
        const tarix_cell row[PAIR] = {{.text = tarix_arena_format(arena, "düyün%zu", i / 400)},
            {.text = tarix_arena_format(arena, "qonşuluq%zu", i % 977)}, {.real = 7}, {.count = 50},
            {.count = 1 + i % 40}};
        memcpy(cells + i * PAIR, row, sizeof row);
    }
    const tarix_figure_style style = {.width = 170};
    const tarix_figure *f = figure_table_draw(guard, "network", pairs, PAIR, cells, n, &style);
    figure_table_check(f, 2 + 5 + 60 + 1); /* legend, nodes, collocates, note */
    check_str(tarix_figure_summary(f), "network: 60 of 2000 rows");
    check_all(guard, "network", pairs, PAIR, cells, n, 40);
}

/* ---- choice, and what is said ---- */

static void a_missing_column_is_named(tarix_guard *guard)
{
    tarix_figure *figure = NULL;
    tarix_error err = {0};
    assert_int_equal(tarix_figure_new(tarix_arena_new(guard), "keyness", &(tarix_figure_style){0},
                         &figure, &err),
        TARIX_OK);
    const tarix_row_sink sink = tarix_figure_sink(figure);
    assert_int_equal(sink.begin(sink.context, keyness, 1, &err), TARIX_USAGE);
    assert_non_null(strstr(err.message, "log_ratio"));
}

static void a_letter_that_no_font_has_is_told(tarix_guard *guard)
{
    static const tarix_cell cells[] = {KEY("\U0001D11E\U0001D122", 1, 0, 2, 3, "r", 2, 1)};
    const tarix_figure *f =
        figure_table_draw(guard, "keyness", keyness, KEYNESS, cells, 1, &(tarix_figure_style){0});
    const tarix_str warning = tarix_figure_warning(f);
    assert_non_null(
        warning.size ? strstr(warning.data, "2 of the letters, such as U+1D11E") : NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(keyness_of_hard_rows),
        GUARDED(keyness_of_many_rows_shows_the_largest), GUARDED(keyness_of_groups_is_told_apart),
        GUARDED(profile_of_hard_rows), GUARDED(profile_of_a_law), GUARDED(strips_of_hard_rows),
        GUARDED(parts_of_hard_rows), GUARDED(groups_of_many_names), GUARDED(trend_of_hard_rows),
        GUARDED(trend_of_named_periods), GUARDED(trend_of_many_terms_shows_the_first),
        GUARDED(a_trend_without_periods_names_the_option), GUARDED(network_of_hard_rows),
        GUARDED(network_names_all_it_draws), GUARDED(a_missing_column_is_named),
        GUARDED(a_letter_that_no_font_has_is_told)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
