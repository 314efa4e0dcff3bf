#include "analyzers/options.h"
#include "base/file.h"
#include "base/number.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "reports/dictionary.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Between the table and its writer: notes the columns for the data dictionary, which is written
 * beside a file. */
struct table_output {
    tarix_arena *arena;
    const tarix_writer *writer;
    tarix_row_sink sink;
    const tarix_row_sink *copy; /* or NULL */
    tarix_output *file;
    tarix_str path; /* data is NULL for standard output */
    tarix_digest *digest;
    tarix_file_sum sum; /* once it is committed */
    figures *figures;   /* or NULL */
    tarix_str beside;   /* of the data dictionary */
    tarix_str files[2 + most_figures];
    size_t n_files;
    const tarix_column *columns;
    size_t n_columns;
};

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    table_output *o = context;
    o->columns = columns;
    o->n_columns = n_columns;
    if (o->copy) TARIX_TRY(o->copy->begin(o->copy->context, columns, n_columns, err));
    return o->sink.begin(o->sink.context, columns, n_columns, err);
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    table_output *o = context;
    if (o->copy) TARIX_TRY(o->copy->rows(o->copy->context, cells, n, err));
    return o->sink.rows(o->sink.context, cells, n, err);
}

static tarix_status end(void *context, tarix_error *err)
{
    table_output *o = context;
    if (o->copy) TARIX_TRY(o->copy->end(o->copy->context, err));
    return o->sink.end(o->sink.context, err);
}

/* A copy needs the cells. */
static const tarix_row_format *format(void *context)
{
    const table_output *o = context;
    return o->copy || !o->sink.format ? NULL : o->sink.format(o->sink.context);
}

/* The columns of the terminal that is written to, or of $COLUMNS when it was exported. */
static size_t screen_width(const char *path)
{
    struct winsize size;
    uint64_t columns = 0;
    if (path) return 0;
    if (tarix_number_parse_count(tarix_str_from(getenv("COLUMNS")), &columns))
        return (size_t)columns;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
    return size.ws_col;
}

static tarix_status set_default(
    tarix_options *options, const tarix_option *option, uint64_t value, tarix_error *err)
{
    char number[TARIX_NUMBER_SIZE];
    if (value == 0 || tarix_options_given(options, option)) return TARIX_OK;
    return tarix_options_set(
        options, option, (tarix_str){number, tarix_number_from_count(value, number)}, err);
}

static tarix_status find_writer(tarix_options *options, const tarix_writer **out, tarix_error *err)
{
    const tarix_str profile = tarix_options_text(options, &tarix_option_profile);
    const tarix_writer *writer = NULL;
    TARIX_TRY(tarix_writers_find(tarix_options_text(options, &tarix_option_format),
        profile.data ? profile : TARIX_STR(""), &writer, err));
    if (writer->lacks)
        return tarix_error_set(err, TARIX_USAGE,
            "--format %s: this program was built without %s; install it (./bootstrap does) and "
            "build again, or use --format csv --profile az",
            writer->name, writer->lacks);
    if (writer->is_binary && !tarix_options_given(options, &tarix_option_output))
        return tarix_error_set(err, TARIX_USAGE,
            "--format %s is no text for a terminal: name its file with -o FILE.%s", writer->name,
            writer->name);
    if (writer->keeps_order && tarix_options_given(options, &tarix_option_sort))
        return tarix_error_set(err, TARIX_USAGE,
            "--format %s keeps the order of the texts: leave --sort out", writer->name);
    TARIX_TRY(set_default(options, &tarix_option_limit, writer->limit, err));
    TARIX_TRY(set_default(options, &tarix_option_digits, (uint64_t)writer->digits, err));
    *out = writer;
    return TARIX_OK;
}

static tarix_style style_of(const tarix_options *options)
{
    const tarix_str language = tarix_options_text(options, &tarix_option_lang);
    return (tarix_style){.digits = (int)tarix_options_count(options, &tarix_option_digits),
        .language =
            tarix_str_equal(language, TARIX_STR("az")) ? TARIX_LANGUAGE_AZ : TARIX_LANGUAGE_EN,
        .caption = tarix_options_text(options, &tarix_option_caption),
        .label = tarix_options_text(options, &tarix_option_label),
        .has_schwa_macro = tarix_options_flag(options, &tarix_option_latex_schwa),
        .limit = tarix_options_count(options, &tarix_option_limit),
        .width = screen_width(tarix_options_text(options, &tarix_option_output).data)};
}

/* A page is narrow: a format for it shows the columns that a paper does. Whoever chooses measures
 * wants to see them all. */
static bool is_for_paper(const tarix_writer *writer, const tarix_options *options)
{
    return writer->limit && !tarix_options_given(options, &tarix_option_columns) &&
           !tarix_options_given(options, &tarix_option_measures);
}

tarix_status table_open(tarix_arena *arena, tarix_options *options, const tarix_analyzer *analyzer,
    table_output **out, tarix_table **table, tarix_error *err)
{
    table_output *o = TARIX_NEW(arena, table_output);
    o->arena = arena;
    TARIX_TRY(find_writer(options, &o->writer, err));
    o->path = tarix_options_text(options, &tarix_option_output);
    if (o->path.data) {
        o->beside = tarix_arena_format(arena, "%.*s-metadata.json", TARIX_ARG(o->path));
        interrupt_removes_part_of(arena, o->path.data);
        interrupt_removes_part_of(arena, o->beside.data);
    }
    TARIX_TRY(tarix_output_open(arena, o->path.data, &o->file, err));
    if (tarix_output_is_file(o->file)) {
        o->digest = tarix_digest_new(arena);
        tarix_output_hash(o->file, o->digest);
    }
    tarix_style style = style_of(options);
    const char *paper = analyzer ? analyzer->paper : NULL;
    const bool prints = paper && is_for_paper(o->writer, options);
    style.has_gloss = prints && strstr(paper, ",gloss,");
    TARIX_TRY(figures_open(arena, options, analyzer ? analyzer->figures : NULL, &o->figures, err));
    o->sink = figures_sink(o->figures, o->writer->open(arena, o->file, &style));
    *table = tarix_table_new(arena, (tarix_row_sink){o, begin, rows, end, format});
    const tarix_str columns = tarix_options_text(options, &tarix_option_columns);
    const tarix_str sort = tarix_options_text(options, &tarix_option_sort);
    tarix_table_ask(*table, columns.data ? columns : TARIX_STR(""),
        sort.data ? sort : TARIX_STR(""), style.limit);
    if (prints) tarix_table_prefer(*table, tarix_str_from(paper));
    *out = o;
    return TARIX_OK;
}

void table_copy(table_output *output, const tarix_row_sink *copy)
{
    output->copy = copy;
}

tarix_status table_commit(table_output *o, tarix_error *err)
{
    TARIX_TRY(tarix_output_commit(o->file, err));
    if (!tarix_output_is_file(o->file)) return TARIX_OK;
    o->files[o->n_files++] = o->path;
    o->sum = (tarix_file_sum){o->path, tarix_digest_end(o->digest), tarix_output_size(o->file)};
    return TARIX_OK;
}

tarix_status table_close(table_output *o, tarix_error *err)
{
    TARIX_TRY(table_commit(o, err));
    TARIX_TRY(figures_close(o->figures, o->files, &o->n_files, err));
    if (!tarix_output_is_file(o->file)) return TARIX_OK;
    TARIX_TRY(tarix_dictionary_write(o->arena, o->columns, o->n_columns, o->writer,
        tarix_file_base(o->path), o->beside.data, err));
    o->files[o->n_files++] = o->beside;
    return TARIX_OK;
}

const tarix_str *table_files(const table_output *output, size_t *n)
{
    *n = output->n_files;
    return output->files;
}

tarix_file_sum table_sum(const table_output *output)
{
    return output->sum;
}

void table_tell(const table_output *output, tarix_job *job)
{
    figures_tell(output->figures, job);
}
