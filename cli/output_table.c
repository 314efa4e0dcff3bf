#include "analyzers/options.h"
#include "cli/command.h"
#include "reports/writer.h"

/* Between the table and its writer: notes the columns for the data dictionary. */
struct table_output {
    tarix_arena *arena;
    tarix_row_sink sink;
    tarix_output *file;
    const tarix_column *columns;
    size_t n_columns;
};

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    table_output *o = context;
    o->columns = columns;
    o->n_columns = n_columns;
    return o->sink.begin(o->sink.context, columns, n_columns, err);
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    table_output *o = context;
    return o->sink.rows(o->sink.context, cells, n, err);
}

static tarix_status end(void *context, tarix_error *err)
{
    table_output *o = context;
    return o->sink.end(o->sink.context, err);
}

tarix_status table_open(tarix_arena *arena, const tarix_options *options, table_output **out,
    tarix_table **table, tarix_error *err)
{
    const tarix_writer *writer = NULL;
    table_output *o = TARIX_NEW(arena, table_output);
    o->arena = arena;
    TARIX_TRY(tarix_writers_find(tarix_options_text(options, &tarix_option_format), &writer, err));
    const tarix_str sort = tarix_options_text(options, &tarix_option_sort);
    if (writer->keeps_order && sort.data)
        return tarix_error_set(err, TARIX_USAGE,
            "--format %s keeps the order of the texts: leave --sort out", writer->name);
    TARIX_TRY(tarix_output_open(
        arena, tarix_options_text(options, &tarix_option_output).data, &o->file, err));
    o->sink = writer->open(arena, o->file, (int)tarix_options_count(options, &tarix_option_digits));
    *table = tarix_table_new(arena, (tarix_row_sink){o, begin, rows, end});
    tarix_str columns = tarix_options_text(options, &tarix_option_columns);
    tarix_table_ask(*table, columns.data ? columns : TARIX_STR(""),
        sort.data ? sort : TARIX_STR(""), tarix_options_count(options, &tarix_option_limit));
    *out = o;
    return TARIX_OK;
}

tarix_status table_close(table_output *output, tarix_error *err)
{
    return tarix_output_commit(output->file, err);
}

const tarix_column *table_columns(const table_output *output, size_t *n)
{
    *n = output->n_columns;
    return output->columns;
}
