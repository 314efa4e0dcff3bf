#include "reports/lines.h"

typedef struct lines {
    tarix_arena *arena;
    tarix_output *output;
    size_t n_columns, form, sentence, document;
    uint64_t last_sentence;
    char *last_document; /* a copy: texts live for one call only */
    size_t last_size, capacity;
    bool begun;
} lines;

static bool find(const tarix_column *columns, size_t n, const char *name, size_t *column)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(columns[i].name, name) == 0) {
            *column = i;
            return true;
        }
    return false;
}

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    lines *l = context;
    l->n_columns = n_columns;
    if (!find(columns, n_columns, "form", &l->form) ||
        !find(columns, n_columns, "sentence", &l->sentence) ||
        !find(columns, n_columns, "document", &l->document))
        return tarix_error_set(err, TARIX_USAGE,
            "--format lines writes tokens: it goes with 'tarix tokenize' and its columns document, "
            "sentence and form");
    return TARIX_OK;
}

static void remember(lines *l, tarix_str document)
{
    if (document.size > l->capacity) {
        l->last_document =
            tarix_arena_grow(l->arena, l->last_document, l->capacity, 2 * document.size, 1);
        l->capacity = 2 * document.size;
    }
    if (document.size) memcpy(l->last_document, document.data, document.size);
    l->last_size = document.size;
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    lines *l = context;
    for (size_t i = 0; i < n; i++, cells += l->n_columns) {
        const tarix_str document = cells[l->document].text;
        const bool same_document =
            tarix_str_equal(document, (tarix_str){l->last_document, l->last_size});
        if (l->begun && !same_document)
            tarix_output_bytes(l->output, "\n\n", 2);
        else if (l->begun && cells[l->sentence].count != l->last_sentence)
            tarix_output_char(l->output, '\n');
        if (!same_document) remember(l, document);
        l->last_sentence = cells[l->sentence].count;
        l->begun = true;
        tarix_output_str(l->output, cells[l->form].text);
        tarix_output_char(l->output, '\n');
    }
    return tarix_output_status(l->output, err);
}

static tarix_status end(void *context, tarix_error *err)
{
    const lines *l = context;
    return tarix_output_status(l->output, err);
}

static tarix_row_sink open_lines(tarix_arena *arena, tarix_output *output, int digits)
{
    (void)digits;
    lines *l = TARIX_NEW(arena, lines);
    l->arena = arena;
    l->output = output;
    return (tarix_row_sink){l, begin, rows, end};
}

const tarix_writer tarix_lines = {
    "lines", "one form a line, a blank line between sentences (tokenize only)", open_lines};
