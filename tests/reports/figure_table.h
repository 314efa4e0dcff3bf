/* Tables that are drawn: rows go in, the boxes of the labels come out. */
#ifndef TARIX_TESTS_REPORTS_FIGURE_TABLE_H
#define TARIX_TESTS_REPORTS_FIGURE_TABLE_H

#include "reports/figure_kind.h"
#include "reports/figure_label.h"
#include "tests/base/guarded.h"
#include "tests/folder.h"

/* A figure of n rows, drawn. */
static inline tarix_figure *figure_table_draw(tarix_guard *guard, const char *kind,
    const tarix_column *columns, size_t n_columns, const tarix_cell *cells, size_t n,
    const tarix_figure_style *style)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_figure *figure = NULL;
    tarix_output *output = NULL;
    tarix_error err = {0};
    if (tarix_figure_new(arena, kind, style, &figure, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    const tarix_row_sink sink = tarix_figure_sink(figure);
    if (sink.begin(sink.context, columns, n_columns, &err) != TARIX_OK) fail_msg("%s", err.message);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(sink.rows(sink.context, cells + i * n_columns, 1, &err), TARIX_OK);
    assert_int_equal(sink.end(sink.context, &err), TARIX_OK);
    const char *path = folder_path("figure.svg");
    assert_int_equal(tarix_output_open(arena, path, &output, &err), TARIX_OK);
    if (tarix_figure_write(figure, tarix_str_from(path), output, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    assert_int_equal(tarix_output_commit(output, &err), TARIX_OK);
    return figure;
}

/* Every label is on the page, and no two touch. */
static inline void figure_table_check(const tarix_figure *figure, size_t least)
{
    size_t n;
    const tarix_canvas *canvas = tarix_figure_canvas(figure);
    const tarix_box *texts = tarix_canvas_texts(canvas, &n);
    const double width = tarix_canvas_width(canvas), height = tarix_canvas_height(canvas);
    if (n < least) fail_msg("%zu texts, not %zu", n, least);
    for (size_t i = 0; i < n; i++) {
        if (texts[i].left < 0 || texts[i].top < 0 || texts[i].right > width ||
            texts[i].bottom > height)
            fail_msg("text %zu of %zu (%g %g %g %g) leaves the page of %g %g", i, n, texts[i].left,
                texts[i].top, texts[i].right, texts[i].bottom, width, height);
        for (size_t j = 0; j < i; j++)
            if (tarix_box_overlaps(texts[i], texts[j]))
                fail_msg("texts %zu (%g %g %g %g) and %zu (%g %g %g %g) touch on a page of %g %g",
                    j, texts[j].left, texts[j].top, texts[j].right, texts[j].bottom, i,
                    texts[i].left, texts[i].top, texts[i].right, texts[i].bottom, width, height);
    }
}

#endif
