#include "reports/json.h"

#include "reports/render.h"

static const tarix_escapes escapes = {['"'] = "\\\"", ['\\'] = "\\\\"};

static void put_string(const tarix_render *r, tarix_str text)
{
    tarix_output_char(r->output, '"');
    tarix_render_escaped(r, text, &escapes);
    tarix_output_char(r->output, '"');
}

static void put_cell(const tarix_render *r, const tarix_printed *cell)
{
    switch (cell->kind) {
    case TARIX_PRINTED_TEXT:
    case TARIX_PRINTED_INFINITE: put_string(r, cell->text); break;
    case TARIX_PRINTED_NOTHING: tarix_render_put(r, "null"); break;
    case TARIX_PRINTED_NUMBER:
    case TARIX_PRINTED_BELOW: tarix_output_str(r->output, cell->text); break;
    }
}

static void put_object(const tarix_render *r, const tarix_printed *cells)
{
    tarix_output_char(r->output, '{');
    for (size_t c = 0; c < r->n_columns; c++) {
        if (c) tarix_render_put(r, ", ");
        put_string(r, tarix_str_from(r->columns[c].name));
        tarix_render_put(r, ": ");
        put_cell(r, &cells[c]);
    }
    tarix_output_char(r->output, '}');
}

static tarix_status put_element(
    const tarix_render *r, void *state, const tarix_printed *cells, tarix_error *err)
{
    (void)state, (void)err;
    tarix_render_put(r, r->n_rows ? ",\n  " : "[\n  ");
    put_object(r, cells);
    return TARIX_OK;
}

static tarix_status end_array(const tarix_render *r, void *state, tarix_error *err)
{
    (void)state, (void)err;
    tarix_render_put(r, r->n_rows ? "\n]\n" : "[]\n");
    return TARIX_OK;
}

static tarix_status put_line(
    const tarix_render *r, void *state, const tarix_printed *cells, tarix_error *err)
{
    (void)state, (void)err;
    put_object(r, cells);
    tarix_output_char(r->output, '\n');
    return TARIX_OK;
}

static tarix_row_sink open_json(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    static const tarix_format format = {.row = put_element, .end = end_array};
    return tarix_render_open(arena, output, style, &format, NULL);
}

static tarix_row_sink open_jsonl(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    static const tarix_format format = {.row = put_line};
    return tarix_render_open(arena, output, style, &format, NULL);
}

const tarix_writer tarix_json = {.name = "json",
    .help = "an array of objects, one a row; null for the undefined, \"inf\" and \"-inf\"",
    .open = open_json,
    .media_type = "application/json"};
const tarix_writer tarix_jsonl = {.name = "jsonl",
    .help = "the same objects one a line (JSON Lines), for streams",
    .open = open_jsonl,
    .media_type = "application/x-ndjson"};
