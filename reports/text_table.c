#include "reports/text_table.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "reports/render.h"
#include "reports/title.h"

/* A longer text stands out of its column, or is cut at the terminal's width. */
enum { widest_text = 60 };

typedef struct text_table {
    tarix_kept rows;
    size_t *width; /* by column, in columns of the screen */
    char *line;    /* the one that is being set */
    size_t size, capacity;
} text_table;

/* ---- a line ---- */

static void add(const tarix_render *r, text_table *t, tarix_str text)
{
    if (text.size > t->capacity - t->size) {
        size_t room = t->capacity ? t->capacity : 512;
        while (room < t->size + text.size) room *= 2;
        t->line = tarix_arena_grow(r->arena, t->line, t->capacity, room, 1);
        t->capacity = room;
    }
    if (text.size) memcpy(t->line + t->size, text.data, text.size);
    t->size += text.size;
}

static void add_repeated(const tarix_render *r, text_table *t, const char *text, size_t n)
{
    while (n-- > 0) add(r, t, tarix_str_from(text));
}

/* The front of a text that fits into `width` columns with a sign that it was cut, or all of it. */
static tarix_str fitting(tarix_str text, size_t width, bool *is_cut)
{
    tarix_str rest = text;
    size_t used = 0, kept = 0;
    *is_cut = false;
    while (rest.size) {
        const size_t wide = tarix_unicode_width(tarix_utf8_next(&rest));
        used += wide;
        if (used < width) kept = text.size - rest.size;
        if (used > width) {
            *is_cut = true;
            return tarix_str_slice(text, 0, kept);
        }
    }
    return text;
}

/* In its column; numbers end where it ends. */
static void add_cell(const tarix_render *r, text_table *t, size_t column, tarix_str text)
{
    bool is_cut = false;
    const size_t width = t->width[column];
    if (r->style->width) text = fitting(text, width, &is_cut);
    const size_t wide = tarix_unicode_text_width(text) + is_cut;
    const size_t gap = wide < width ? width - wide : 0;
    const bool is_text = r->columns[column].type == TARIX_TYPE_TEXT;
    if (column) add(r, t, TARIX_STR("  "));
    if (!is_text) add_repeated(r, t, " ", gap);
    add(r, t, text);
    if (is_cut) add(r, t, TARIX_STR("…"));
    if (is_text) add_repeated(r, t, " ", gap);
}

static void put_line(const tarix_render *r, text_table *t)
{
    bool is_cut = false;
    while (t->size && t->line[t->size - 1] == ' ') t->size--;
    tarix_str line = {t->line, t->size};
    if (r->style->width) line = fitting(line, r->style->width, &is_cut);
    tarix_output_str(r->output, line);
    tarix_render_put(r, is_cut ? "…\n" : "\n");
    t->size = 0;
}

/* ---- the table ---- */

static void put_titles(const tarix_render *r, text_table *t)
{
    size_t height = 1;
    for (size_t c = 0; c < r->n_columns; c++) {
        const size_t n = tarix_title_lines(tarix_render_title(r, c), t->width[c]);
        if (n > height) height = n;
    }
    for (size_t i = 0; i < height; i++) {
        for (size_t c = 0; c < r->n_columns; c++)
            add_cell(r, t, c, tarix_title_line(tarix_render_title(r, c), t->width[c], height, i));
        put_line(r, t);
    }
    for (size_t c = 0; c < r->n_columns; c++) {
        if (c) add(r, t, TARIX_STR("  "));
        add_repeated(r, t, "─", t->width[c]);
    }
    put_line(r, t);
}

static size_t width_of(const tarix_render *r, const text_table *t, size_t column)
{
    size_t width = tarix_title_longest_word(tarix_render_title(r, column));
    for (size_t row = 0; row < t->rows.n_rows; row++) {
        const size_t wide =
            tarix_unicode_text_width(t->rows.cells[row * r->n_columns + column].text);
        if (wide > width) width = wide < widest_text ? wide : widest_text;
    }
    return width;
}

static tarix_status keep_row(
    const tarix_render *r, void *state, const tarix_printed *cells, tarix_error *err)
{
    text_table *t = state;
    (void)err;
    tarix_kept_add(r, &t->rows, cells);
    return TARIX_OK;
}

static tarix_status put_table(const tarix_render *r, void *state, tarix_error *err)
{
    text_table *t = state;
    t->width = TARIX_ARRAY(r->arena, size_t, r->n_columns);
    for (size_t c = 0; c < r->n_columns; c++) t->width[c] = width_of(r, t, c);
    if (r->style->caption.size) {
        add(r, t, r->style->caption);
        put_line(r, t);
        tarix_output_char(r->output, '\n');
    }
    put_titles(r, t);
    for (size_t row = 0; row < t->rows.n_rows; row++) {
        for (size_t c = 0; c < r->n_columns; c++)
            add_cell(r, t, c, t->rows.cells[row * r->n_columns + c].text);
        put_line(r, t);
        TARIX_TRY(tarix_output_status(r->output, err));
    }
    return TARIX_OK;
}

static tarix_row_sink open_text(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    static const tarix_format format = {
        .has_decimal_comma = true, .row = keep_row, .end = put_table};
    return tarix_render_open(arena, output, style, &format, TARIX_NEW(arena, text_table));
}

const tarix_writer tarix_text_table = {.name = "text",
    .help = "aligned text for the terminal, cut to its width (holds all rows in memory)",
    .open = open_text,
    .media_type = "text/plain"};
