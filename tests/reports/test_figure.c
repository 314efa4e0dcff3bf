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
        GUARDED(keyness_of_many_rows_shows_the_largest), GUARDED(profile_of_hard_rows),
        GUARDED(profile_of_a_law), GUARDED(a_missing_column_is_named),
        GUARDED(a_letter_that_no_font_has_is_told)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
