#include "reports/markdown.h"

#include "reports/render.h"

/* What begins markup inside a cell, on GitHub $ (mathematics) among it. */
static const tarix_escapes escapes = {['\\'] = "\\\\",
    ['`'] = "\\`",
    ['*'] = "\\*",
    ['_'] = "\\_",
    ['['] = "\\[",
    [']'] = "\\]",
    ['<'] = "\\<",
    ['>'] = "\\>",
    ['&'] = "\\&",
    ['~'] = "\\~",
    ['|'] = "\\|",
    ['$'] = "\\$",
    ['@'] = "\\@",
    ['#'] = "\\#"};

static tarix_status begin(const tarix_render *r, void *state, tarix_error *err)
{
    (void)state, (void)err;
    for (size_t c = 0; c < r->n_columns; c++) {
        tarix_render_put(r, c ? " | " : "| ");
        tarix_render_escaped(r, tarix_render_title(r, c), &escapes);
    }
    tarix_render_put(r, " |\n");
    for (size_t c = 0; c < r->n_columns; c++)
        tarix_render_put(r, r->columns[c].type == TARIX_TYPE_TEXT ? "|:---" : "|---:");
    tarix_render_put(r, "|\n");
    return TARIX_OK;
}

static tarix_status put_row(
    const tarix_render *r, void *state, const tarix_printed *cells, tarix_error *err)
{
    (void)state, (void)err;
    for (size_t c = 0; c < r->n_columns; c++) {
        tarix_render_put(r, c ? " | " : "| ");
        if (cells[c].kind == TARIX_PRINTED_BELOW) tarix_render_put(r, "\\< ");
        tarix_render_escaped(r, cells[c].text, &escapes);
    }
    tarix_render_put(r, " |\n");
    return TARIX_OK;
}

static tarix_row_sink open_markdown(
    tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    static const tarix_format format = {
        .has_decimal_comma = true, .is_for_papers = true, .begin = begin, .row = put_row};
    return tarix_render_open(arena, output, style, &format, NULL);
}

const tarix_writer tarix_markdown = {.name = "markdown",
    .help = "a table of GitHub's Markdown, numbers right-aligned",
    .open = open_markdown,
    .media_type = "text/markdown"};
