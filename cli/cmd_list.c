#include "analyzers/analyzers.h"
#include "analyzers/layers.h"
#include "analyzers/measure.h"
#include "cli/command.h"
#include "corpus/encoding.h"
#include "reports/writer.h"

static void add_columns(tarix_table *table, const char *const *names)
{
    for (; *names; names++)
        tarix_table_add_column(
            table, (tarix_column){*names, TARIX_TYPE_TEXT, *names, *names, "", ""});
}

/* One row of texts. */
static tarix_status put(tarix_table *table, const char *const *cells, size_t n, tarix_error *err)
{
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(table, &row, err));
    for (size_t i = 0; i < n; i++) row[i].text = tarix_str_from(cells[i]);
    return TARIX_OK;
}

static const char *family_names(tarix_arena *arena, unsigned families)
{
    size_t n;
    const tarix_family_row *rows = tarix_families(&n);
    const char *names = "";
    for (size_t i = 0; i < n; i++)
        if (families & rows[i].family)
            names =
                tarix_arena_format(arena, "%s%s%s", names, *names ? ", " : "", rows[i].name).data;
    return names;
}

static tarix_status list_measures(tarix_arena *arena, tarix_table *table, tarix_error *err)
{
    static const char *const names[] = {
        "name", "family", "title_en", "title_az", "formula", "source", "range", "edge", NULL};
    add_columns(table, names);
    TARIX_TRY(tarix_table_begin(table, err));
    for (size_t i = 0; i < tarix_measures_size(); i++) {
        const tarix_measure *m = tarix_measures_at(i);
        const char *cells[] = {m->name, family_names(arena, m->families), m->title_en, m->title_az,
            m->formula, m->source, m->range, m->edge};
        TARIX_TRY(put(table, cells, sizeof cells / sizeof *cells, err));
    }
    return tarix_table_end(table, err);
}

/* Name and help of the i-th thing of a kind; false behind the last. */
typedef bool thing_at(size_t i, const char *cells[2]);

static bool analyzer_at(size_t i, const char *cells[2])
{
    size_t n;
    const command *rows = commands(&n);
    for (size_t row = 0; row < n; row++) {
        if (!rows[row].analyzer || i-- > 0) continue;
        cells[0] = rows[row].analyzer->name;
        cells[1] = rows[row].analyzer->summary;
        return true;
    }
    return false;
}

static bool layer_at(size_t i, const char *cells[2])
{
    size_t n;
    const tarix_layer_row *rows = tarix_layers(&n);
    if (i >= n) return false;
    cells[0] = rows[i].name;
    cells[1] = rows[i].help;
    return true;
}

static bool format_at(size_t i, const char *cells[2])
{
    size_t n;
    const tarix_writer *const *rows = tarix_writers(&n);
    if (i >= n) return false;
    cells[0] = rows[i]->name;
    cells[1] = rows[i]->help;
    return true;
}

/* Those that are found out; --encoding takes any that ICU knows. */
static bool encoding_at(size_t i, const char *cells[2])
{
    size_t n;
    const tarix_encoding *rows = tarix_encodings(&n);
    if (i >= n) return false;
    cells[0] = rows[i].name;
    cells[1] = rows[i].help;
    return true;
}

static tarix_status list_things(thing_at *at, tarix_table *table, tarix_error *err)
{
    static const char *const names[] = {"name", "help", NULL};
    const char *cells[2];
    add_columns(table, names);
    TARIX_TRY(tarix_table_begin(table, err));
    for (size_t i = 0; at(i, cells); i++) TARIX_TRY(put(table, cells, 2, err));
    return tarix_table_end(table, err);
}

static const struct {
    const char *name;
    thing_at *at; /* NULL: measures */
} lists[] = {{"measures", NULL}, {"analyzers", analyzer_at}, {"layers", layer_at},
    {"formats", format_at}, {"encodings", encoding_at}};

tarix_status cmd_list(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    (void)exit_code;
    table_output *output = NULL;
    tarix_table *table = NULL;
    const tarix_str what = args->n_inputs ? args->inputs[0] : TARIX_STR("");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (!tarix_str_equal(what, tarix_str_from(lists[i].name))) continue;
        TARIX_TRY(table_open(arena, args->options, NULL, &output, &table, err));
        TARIX_TRY(
            lists[i].at ? list_things(lists[i].at, table, err) : list_measures(arena, table, err));
        return table_close(output, err);
    }
    return tarix_error_set(
        err, TARIX_USAGE, "list what? one of measures, analyzers, layers, formats, encodings");
}
