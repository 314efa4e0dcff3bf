#include "analyzers/analyzers.h"
#include "analyzers/layers.h"
#include "analyzers/measure.h"
#include "cli/command.h"
#include "corpus/encoding.h"

typedef struct list list;

/* What a list is made with: its own row, the table, and what was named behind it ("" for all). */
typedef struct listing {
    tarix_arena *arena;
    tarix_table *table;
    const list *list;
    tarix_str only;
} listing;

typedef bool thing_at(size_t i, const char *cells[2]);

struct list {
    const char *name;
    const char *only; /* what may be named behind it; NULL: nothing */
    tarix_status (*put)(const listing *l, tarix_error *err);
    thing_at *at; /* for put_things: name and help of the i-th; false behind the last */
};

static void add_columns(const listing *l, const char *const *names)
{
    for (; *names; names++)
        tarix_table_add_column(
            l->table, (tarix_column){*names, TARIX_TYPE_TEXT, *names, *names, "", ""});
}

/* One row of texts. */
static tarix_status put(const listing *l, const char *const *cells, size_t n, tarix_error *err)
{
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(l->table, &row, err));
    for (size_t i = 0; i < n; i++) row[i].text = tarix_str_from(cells[i]);
    return TARIX_OK;
}

/* ---- measures ---- */

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

static tarix_status find_families(tarix_str name, unsigned *out, tarix_error *err)
{
    size_t n;
    const tarix_family_row *rows = tarix_families(&n);
    const char *names[16];
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        names[i] = rows[i].name;
        if (name.size == 0 || tarix_str_equal(tarix_str_from(rows[i].name), name))
            *out |= rows[i].family;
    }
    if (*out) return TARIX_OK;
    const char *nearest = tarix_option_nearest(name, names, n);
    return tarix_error_set(err, TARIX_USAGE, "'%.*s' is no family of measures%s%s%s",
        TARIX_ARG(name), nearest ? "; did you mean '" : "; they are in 'tarix list measures'",
        nearest ? nearest : "", nearest ? "'?" : "");
}

static tarix_status put_measures(const listing *l, tarix_error *err)
{
    static const char *const names[] = {
        "name", "family", "title_en", "title_az", "formula", "source", "range", "edge", NULL};
    unsigned families = 0;
    TARIX_TRY(find_families(l->only, &families, err));
    add_columns(l, names);
    TARIX_TRY(tarix_table_begin(l->table, err));
    for (size_t i = 0; i < tarix_measures_size(); i++) {
        const tarix_measure *m = tarix_measures_at(i);
        if (!(m->families & families)) continue;
        const char *cells[] = {m->name, family_names(l->arena, m->families), m->title_en,
            m->title_az, m->formula, m->source, m->range, m->edge};
        TARIX_TRY(put(l, cells, sizeof cells / sizeof *cells, err));
    }
    return tarix_table_end(l->table, err);
}

/* ---- columns, options ---- */

static tarix_status check_command(tarix_str name, tarix_error *err)
{
    return name.size == 0 || command_find(name) ? TARIX_OK : command_unknown(name, err);
}

static bool is_wanted(const listing *l, const char *name)
{
    return l->only.size == 0 || tarix_str_equal(l->only, tarix_str_from(name));
}

static tarix_status put_columns(const listing *l, tarix_error *err)
{
    static const char *const types[] = {
        [TARIX_TYPE_TEXT] = "text", [TARIX_TYPE_COUNT] = "count", [TARIX_TYPE_REAL] = "real"};
    static const char *const names[] = {
        "command", "name", "type", "title_en", "title_az", "unit", "formula", "presence", NULL};
    known_column k;
    TARIX_TRY(check_command(l->only, err));
    add_columns(l, names);
    TARIX_TRY(tarix_table_begin(l->table, err));
    for (size_t i = 0; column_at(i, &k); i++) {
        if (!is_wanted(l, k.command)) continue;
        const tarix_column *c = &k.column;
        const char *cells[] = {k.command, c->name, types[c->type], c->title_en, c->title_az,
            c->unit, c->formula, k.presence};
        TARIX_TRY(put(l, cells, sizeof cells / sizeof *cells, err));
    }
    return tarix_table_end(l->table, err);
}

static tarix_status put_options(const listing *l, tarix_error *err)
{
    static const char *const names[] = {
        "command", "option", "letter", "value", "default", "repeats", "help", NULL};
    size_t n;
    const command *rows = commands(&n);
    TARIX_TRY(check_command(l->only, err));
    add_columns(l, names);
    TARIX_TRY(tarix_table_begin(l->table, err));
    for (size_t row = 0; row < n; row++) {
        const tarix_option *const *option = command_options(l->arena, &rows[row]);
        const tarix_option_default *defaults =
            rows[row].analyzer ? rows[row].analyzer->defaults : NULL;
        const tarix_options *options = tarix_options_new(l->arena, option, defaults);
        for (; *option && is_wanted(l, command_name(&rows[row])); option++) {
            const tarix_option *o = *option;
            const char letter[] = {o->letter, '\0'}, *fallback = tarix_options_fallback(options, o);
            const char *cells[] = {command_name(&rows[row]), o->name,
                tarix_arena_str(l->arena, tarix_str_from(letter)).data,
                o->kind == TARIX_OPTION_WORD ? o->choices : o->value, fallback,
                o->repeats ? "yes" : "", o->help};
            TARIX_TRY(put(l, cells, sizeof cells / sizeof *cells, err));
        }
    }
    return tarix_table_end(l->table, err);
}

/* ---- things of a name and a sentence ---- */

static bool command_row_at(size_t i, const char *cells[2])
{
    size_t n;
    const command *rows = commands(&n);
    if (i >= n) return false;
    cells[0] = command_name(&rows[i]);
    cells[1] = command_summary(&rows[i]);
    return true;
}

static bool analyzer_at(size_t i, const char *cells[2])
{
    size_t n;
    const command *rows = commands(&n);
    for (size_t row = 0; row < n; row++)
        if (rows[row].analyzer && i-- == 0) return command_row_at(row, cells);
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

static tarix_status put_things(const listing *l, tarix_error *err)
{
    static const char *const names[] = {"name", "help", NULL};
    const char *cells[2];
    add_columns(l, names);
    TARIX_TRY(tarix_table_begin(l->table, err));
    for (size_t i = 0; l->list->at(i, cells); i++) TARIX_TRY(put(l, cells, 2, err));
    return tarix_table_end(l->table, err);
}

/* ---- the command ---- */

static const list lists[] = {{"measures", "a family of measures", put_measures, NULL},
    {"columns", "a command", put_columns, NULL}, {"options", "a command", put_options, NULL},
    {"commands", NULL, put_things, command_row_at}, {"analyzers", NULL, put_things, analyzer_at},
    {"layers", NULL, put_things, layer_at}, {"formats", NULL, put_things, format_at},
    {"encodings", NULL, put_things, encoding_at}};
enum { n_lists = sizeof lists / sizeof *lists };

static tarix_status find_list(const arguments *args, const list **out, tarix_error *err)
{
    const char *names[n_lists];
    const tarix_str what = args->n_inputs ? args->inputs[0] : TARIX_STR("");
    for (size_t i = 0; i < n_lists; i++) {
        names[i] = lists[i].name;
        if (!tarix_str_equal(what, tarix_str_from(names[i]))) continue;
        if (args->n_inputs > (lists[i].only ? 2u : 1u))
            return tarix_error_set(err, TARIX_USAGE, "list %s takes %s%s", names[i],
                lists[i].only ? "no more than " : "nothing more",
                lists[i].only ? lists[i].only : "");
        *out = &lists[i];
        return TARIX_OK;
    }
    const char *nearest = tarix_option_nearest(what, names, n_lists);
    if (what.size && nearest)
        return tarix_error_set(err, TARIX_USAGE, "there is no list of '%.*s'; did you mean '%s'?",
            TARIX_ARG(what), nearest);
    return tarix_error_set(err, TARIX_USAGE,
        "list what? one of measures, columns, options, commands, analyzers, layers, formats, "
        "encodings");
}

tarix_status cmd_list(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    (void)exit_code;
    table_output *output = NULL;
    listing l = {.arena = arena, .only = args->n_inputs > 1 ? args->inputs[1] : TARIX_STR("")};
    TARIX_TRY(find_list(args, &l.list, err));
    TARIX_TRY(table_open(arena, args->options, NULL, &output, &l.table, err));
    TARIX_TRY(l.list->put(&l, err));
    return table_close(output, err);
}
