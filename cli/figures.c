#include "analyzers/options.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "reports/figure.h"

/* The figures that a run was asked for: one drawing, in as many files. */
struct figures {
    tarix_arena *arena;
    tarix_figure *figure;
    tarix_row_sink table, drawing; /* both take the rows */
    tarix_str paths[most_figures];
    size_t n;
};

/* keys.csv → keys.svg: the ending that a format goes by is replaced. */
static tarix_str beside(tarix_arena *arena, tarix_str path, const char *ending)
{
    const tarix_str base = tarix_file_base(path);
    size_t at = base.size;
    while (at > 1 && base.data[at - 1] != '.') at--;
    if (at > 1) path.size -= base.size - at + 1;
    return tarix_arena_format(arena, "%.*s%s", TARIX_ARG(path), ending);
}

static tarix_status add(figures *f, tarix_str path, tarix_error *err)
{
    if (f->n == most_figures)
        return tarix_error_set(err, TARIX_USAGE, "--figure: more than %d files", most_figures);
    if (!tarix_figure_has_format(path))
        return tarix_error_set(err, TARIX_USAGE,
            "--figure: '%.*s' does not end in .svg, .pdf or .png", TARIX_ARG(path));
    for (size_t i = 0; i < f->n; i++)
        if (tarix_str_equal(f->paths[i], path)) return TARIX_OK;
    interrupt_removes_part_of(f->arena, path.data);
    f->paths[f->n++] = path;
    return TARIX_OK;
}

static tarix_status add_all(figures *f, const tarix_options *options, tarix_error *err)
{
    const tarix_str table = tarix_options_text(options, &tarix_option_output);
    size_t n;
    const tarix_str *named = tarix_options_all(options, &tarix_option_figure, &n);
    for (size_t i = 0; i < n; i++) TARIX_TRY(add(f, named[i], err));
    if (!tarix_options_flag(options, &tarix_option_figures)) return TARIX_OK;
    if (!table.data)
        return tarix_error_set(err, TARIX_USAGE,
            "--figures draws beside the table's file: name it with -o FILE, or the figure with "
            "--figure FILE.svg");
    TARIX_TRY(add(f, beside(f->arena, table, ".svg"), err));
    return add(f, beside(f->arena, table, ".pdf"), err);
}

tarix_status figures_open(tarix_arena *arena, const tarix_options *options, const char *kinds,
    figures **out, tarix_error *err)
{
    *out = NULL;
    if (!kinds || (!tarix_options_given(options, &tarix_option_figures) &&
                      !tarix_options_given(options, &tarix_option_figure)))
        return TARIX_OK;
    figures *f = TARIX_NEW(arena, figures);
    const tarix_str language = tarix_options_text(options, &tarix_option_lang);
    const tarix_figure_style style = {.language = tarix_str_equal(language, TARIX_STR("az"))
                                                      ? TARIX_LANGUAGE_AZ
                                                      : TARIX_LANGUAGE_EN,
        .caption = tarix_options_text(options, &tarix_option_caption),
        .width = (double)tarix_options_count(options, &tarix_option_figure_width),
        .rows = (size_t)tarix_options_count(options, &tarix_option_figure_rows)};
    f->arena = arena;
    TARIX_TRY(tarix_figure_new(arena, kinds, &style, &f->figure, err));
    f->drawing = tarix_figure_sink(f->figure);
    TARIX_TRY(add_all(f, options, err));
    *out = f;
    return TARIX_OK;
}

/* ---- rows ---- */

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    figures *f = context;
    TARIX_TRY(f->drawing.begin(f->drawing.context, columns, n_columns, err));
    return f->table.begin(f->table.context, columns, n_columns, err);
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    figures *f = context;
    TARIX_TRY(f->drawing.rows(f->drawing.context, cells, n, err));
    return f->table.rows(f->table.context, cells, n, err);
}

static tarix_status end(void *context, tarix_error *err)
{
    figures *f = context;
    TARIX_TRY(f->drawing.end(f->drawing.context, err));
    return f->table.end(f->table.context, err);
}

tarix_row_sink figures_sink(figures *f, tarix_row_sink table)
{
    if (!f) return table;
    f->table = table;
    return (tarix_row_sink){f, begin, rows, end, NULL};
}

/* One after the other, so that a killed run leaves one unfinished file at most. */
tarix_status figures_close(figures *f, tarix_str *files, size_t *n, tarix_error *err)
{
    if (!f) return TARIX_OK;
    for (size_t i = 0; i < f->n; i++) {
        tarix_output *output = NULL;
        TARIX_TRY(tarix_output_open(f->arena, f->paths[i].data, &output, err));
        TARIX_TRY(tarix_figure_write(f->figure, f->paths[i], output, err));
        TARIX_TRY(tarix_output_commit(output, err));
        if (tarix_output_is_file(output)) files[(*n)++] = f->paths[i];
    }
    return TARIX_OK;
}

void figures_tell(const figures *f, tarix_job *job)
{
    if (!f) return;
    const tarix_str warning = tarix_figure_warning(f->figure);
    tarix_job_text(job, "figure", tarix_figure_summary(f->figure));
    if (warning.size) tarix_job_text(job, "note", warning);
}
