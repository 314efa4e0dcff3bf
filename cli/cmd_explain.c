#include "analyzers/layers.h"
#include "analyzers/measure.h"
#include "analyzers/options.h"
#include "base/utf8.h"
#include "cli/command.h"

/* Whatever has a name, told as lines of a label and a text. */
typedef struct explanation {
    tarix_arena *arena;
    bool is_az;
    tarix_str name;
    size_t n_found;
} explanation;

typedef struct label {
    const char *en, *az;
} label;

static const label measure_label = {"measure", "ölçü"}, column_label = {"column", "sütun"},
                   command_label = {"command", "əmr"}, format_label = {"format", "format"},
                   layer_label = {"layer", "lay"}, option_label = {"option", "seçim"};
static const label title_label = {"title", "başlıq"}, other_label = {"in Azerbaijani", "ingiliscə"},
                   formula_label = {"formula", "düstur"}, unit_label = {"unit", "vahid"},
                   source_label = {"source", "mənbə"}, range_label = {"range", "qiymətlər"},
                   edge_label = {"zero rule", "sıfır qaydası"}, type_label = {"type", "tip"},
                   of_label = {"in tables of", "əmrlərin cədvəlində"},
                   does_label = {"does", "nə edir"}, usage_label = {"usage", "istifadə"},
                   columns_label = {"columns", "sütunlar"}, file_label = {"file type", "fayl tipi"},
                   more_label = {"more", "ətraflı"}, default_label = {"default", "susmaya görə"};

static const char *in_language(const explanation *e, const label *l)
{
    return e->is_az ? l->az : l->en;
}

static void begin(explanation *e, const label *kind)
{
    printf("%s%.*s (%s)\n", e->n_found++ ? "\n" : "", TARIX_ARG(e->name), in_language(e, kind));
}

static void line(const explanation *e, const label *l, const char *text)
{
    enum { indent = 24 };
    const tarix_str head = tarix_str_from(in_language(e, l));
    const size_t gap = indent - 2 - tarix_utf8_count(head);
    if (!text || !text[0]) return;
    printf("  %.*s%*s", TARIX_ARG(head), (int)gap, "");
    help_wrapped(stdout, tarix_str_from(text), indent, indent);
}

static void titles(const explanation *e, const char *en, const char *az)
{
    line(e, &title_label, e->is_az ? az : en);
    line(e, &other_label, e->is_az ? en : az);
}

static void unit(const explanation *e, const char *text)
{
    line(e, &unit_label, text[0] ? text : e->is_az ? "yoxdur" : "none");
}

static bool is_name(const explanation *e, const char *name)
{
    return tarix_str_equal(e->name, tarix_str_from(name));
}

/* ---- measures and columns ---- */

static bool is_same(const tarix_column *a, const tarix_column *b)
{
    return strcmp(a->name, b->name) == 0 && strcmp(a->title_en, b->title_en) == 0 &&
           strcmp(a->formula, b->formula) == 0 && strcmp(a->unit, b->unit) == 0;
}

/* The commands in whose tables the column means the same, "" unless `i` is the first of them. */
static const char *commands_of(const explanation *e, size_t i, const tarix_column *column)
{
    const char *names = "";
    known_column k;
    for (size_t j = 0; column_at(j, &k); j++) {
        if (!is_same(&k.column, column)) continue;
        if (j < i) return "";
        names = tarix_arena_format(e->arena, "%s%s%s", names, *names ? ", " : "", k.command).data;
    }
    return names;
}

static void explain_measure(explanation *e)
{
    const tarix_measure *m = tarix_measures_find(e->name);
    known_column k;
    if (!m) return;
    begin(e, &measure_label);
    titles(e, m->title_en, m->title_az);
    line(e, &formula_label, m->formula);
    unit(e, tarix_measure_column(m).unit);
    line(e, &source_label, m->source);
    line(e, &range_label, m->range);
    line(e, &edge_label, m->edge);
    for (size_t i = 0; column_at(i, &k); i++)
        if (k.measure == m) line(e, &of_label, commands_of(e, i, &k.column));
}

static void explain_columns(explanation *e)
{
    static const label types[] = {[TARIX_TYPE_TEXT] = {"text", "mətn"},
        [TARIX_TYPE_COUNT] = {"whole number", "tam ədəd"},
        [TARIX_TYPE_REAL] = {"number", "ədəd"}};
    known_column k;
    for (size_t i = 0; column_at(i, &k); i++) {
        if (k.measure || !is_name(e, k.column.name)) continue;
        const char *names = commands_of(e, i, &k.column);
        if (!*names) continue;
        begin(e, &column_label);
        titles(e, k.column.title_en, k.column.title_az);
        line(e, &formula_label, k.column.formula);
        unit(e, k.column.unit);
        line(e, &type_label, in_language(e, &types[k.column.type]));
        line(e, &of_label, names);
    }
}

/* ---- commands, formats, layers, options ---- */

static void explain_command(explanation *e)
{
    const command *c = command_find(e->name);
    const char *names = "";
    known_column k;
    if (!c) return;
    for (size_t i = 0; column_at(i, &k); i++)
        if (!k.measure && is_name(e, k.command))
            names = tarix_arena_format(e->arena, "%s%s%s", names, *names ? ", " : "", k.column.name)
                        .data;
    begin(e, &command_label);
    line(e, &does_label, command_summary(c));
    line(e, &usage_label,
        tarix_arena_format(
            e->arena, "tarix %s %s", command_name(c), c->analyzer ? c->analyzer->usage : c->usage)
            .data);
    line(e, &columns_label, names);
    line(e, &more_label, tarix_arena_format(e->arena, "tarix help %s", command_name(c)).data);
}

static void explain_formats(explanation *e)
{
    size_t n;
    const tarix_writer *const *writers = tarix_writers(&n);
    for (size_t i = 0; i < n; i++) {
        if (!is_name(e, writers[i]->name)) continue;
        begin(e, &format_label);
        line(e, &does_label, writers[i]->help);
        line(e, &file_label, writers[i]->media_type);
        if (writers[i]->lacks)
            line(e, &more_label,
                tarix_arena_format(e->arena, "not in this build: %s was missing", writers[i]->lacks)
                    .data);
    }
}

static void explain_layer(explanation *e)
{
    size_t n;
    const tarix_layer_row *rows = tarix_layers(&n);
    for (size_t i = 0; i < n; i++) {
        if (!is_name(e, rows[i].name)) continue;
        begin(e, &layer_label);
        line(e, &does_label, rows[i].help);
    }
}

static const tarix_option *option_row(tarix_arena *arena, size_t i)
{
    size_t n;
    const command *rows = commands(&n);
    for (size_t row = 0; row < n; row++)
        for (const tarix_option *const *o = command_options(arena, &rows[row]); *o; o++)
            if (i-- == 0) return *o;
    return NULL;
}

/* A row that several commands share is told once. */
static void explain_option(explanation *e)
{
    const tarix_option *o;
    for (size_t i = 0; (o = option_row(e->arena, i)); i++) {
        if (!is_name(e, o->name)) continue;
        const char *value = o->kind == TARIX_OPTION_WORD ? o->choices : o->value ? o->value : "";
        begin(e, &option_label);
        line(e, &usage_label,
            tarix_arena_format(e->arena, "--%s%s%s", o->name, *value ? " " : "", value).data);
        line(e, &does_label, o->help);
        line(e, &default_label, o->fallback);
        return;
    }
}

/* ---- the command ---- */

typedef struct name_list {
    tarix_arena *arena;
    const char **names;
    size_t n, capacity;
} name_list;

static void add_name(name_list *l, const char *name)
{
    TARIX_ROOM(l->arena, l->names, l->n, l->capacity);
    l->names[l->n++] = name;
}

static void add_all_names(name_list *l)
{
    size_t n;
    known_column k;
    const tarix_option *o;
    const command *rows = commands(&n);
    for (size_t i = 0; i < n; i++) add_name(l, command_name(&rows[i]));
    for (size_t i = 0; i < tarix_measures_size(); i++) add_name(l, tarix_measures_at(i)->name);
    for (size_t i = 0; column_at(i, &k); i++) add_name(l, k.column.name);
    const tarix_writer *const *writers = tarix_writers(&n);
    for (size_t i = 0; i < n; i++) add_name(l, writers[i]->name);
    for (size_t i = 0; (o = option_row(l->arena, i)); i++) add_name(l, o->name);
}

static tarix_status unknown(tarix_arena *arena, tarix_str name, tarix_error *err)
{
    name_list l = {.arena = arena};
    add_all_names(&l);
    const char *nearest = tarix_option_nearest(name, l.names, l.n);
    return tarix_error_set(err, TARIX_USAGE,
        "'%.*s' is no measure, column, command, format, layer or option%s%s%s", TARIX_ARG(name),
        nearest ? "; did you mean '" : "; see 'tarix list measures' and 'tarix list columns'",
        nearest ? nearest : "", nearest ? "'?" : "");
}

tarix_status cmd_explain(
    tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    static void (*const kinds[])(explanation * e) = {explain_command, explain_measure,
        explain_columns, explain_formats, explain_layer, explain_option};
    (void)exit_code;
    explanation e = {.arena = arena,
        .is_az = tarix_str_equal(
            tarix_options_text(args->options, &tarix_option_lang), TARIX_STR("az"))};
    if (args->n_inputs == 0)
        return tarix_error_set(err, TARIX_USAGE,
            "explain what? the name of a measure, column, command, format, layer or option: "
            "tarix explain log_ratio");
    for (size_t i = 0; i < args->n_inputs; i++) {
        const size_t before = e.n_found;
        e.name = args->inputs[i];
        if (tarix_str_starts(e.name, TARIX_STR("--")))
            e.name = tarix_str_slice(e.name, 2, e.name.size);
        for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) kinds[kind](&e);
        if (e.n_found == before) return unknown(arena, e.name, err);
    }
    return TARIX_OK;
}
