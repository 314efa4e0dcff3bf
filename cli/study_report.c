#include "analyzers/options.h"
#include "base/file.h"
#include "cli/study_reader.h"

static const study_format formats[] = {
    {"latex", "latex", NULL, ".tex"},
    {"xlsx", "xlsx", NULL, ".xlsx"},
    {"az", "csv", "az", ".az.csv"},
    {"tsv", "tsv", NULL, ".tsv"},
    {"json", "json", NULL, ".json"},
    {"jsonl", "jsonl", NULL, ".jsonl"},
    {"markdown", "markdown", NULL, ".md"},
    {"html", "html", NULL, ".html"},
    {"text", "text", NULL, ".text"},
};
enum { n_formats = sizeof formats / sizeof *formats };

/* What a report is made of, beside its options; kind and file are of those that read a sheet. */
static const char *const own_keys[] = {
    "name", "corpus", "target", "reference", "tables", "kind", "file"};
enum { n_own_keys = sizeof own_keys / sizeof *own_keys };

static bool is_own(tarix_str key)
{
    for (size_t i = 0; i < n_own_keys; i++)
        if (study_is(key, own_keys[i])) return true;
    return false;
}

/* Options that a study has another way to say. */
static const struct {
    const char *name, *instead;
} refused[] = {{"output", "name = NAME names the files of a report"},
    {"record", "run.json is the record of all"},
    {"format", "each report is a CSV file; tables = latex, xlsx adds others"},
    {"profile", "tables = az adds a file for spreadsheets"},
    {"lang", "language = az in [study] holds for all"},
    {"threads", "is said on the command line: tarix run --threads N"},
    {"memory", "is said on the command line: tarix run --memory SIZE"},
    {"quiet", "is said on the command line: tarix run --quiet"},
    {"strict", "is said on the command line: tarix run --strict"}};

static tarix_status check_refused(
    const study_reader *r, const ini_section *s, const ini_entry *e, tarix_error *err)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (study_is(e->key, refused[i].name)) return study_fault(r, s, e, refused[i].instead, err);
    return TARIX_OK;
}

/* ---- options ---- */

static bool is_path(const tarix_option *o)
{
    return o->kind == TARIX_OPTION_TEXT && o->value &&
           (strstr(o->value, "FILE") || strstr(o->value, "FOLDER"));
}

static tarix_status set_option(const study_reader *r, const ini_section *s, const ini_entry *e,
    tarix_options *options, const tarix_option *o, tarix_error *err)
{
    tarix_str value = e->value;
    tarix_error fault;
    if (o->kind == TARIX_OPTION_FLAG) {
        if (study_is(value, "no")) return TARIX_OK;
        if (!study_is(value, "yes")) return study_fault(r, s, e, "is yes or no", err);
    }
    const tarix_str path = study_path(r, value);
    if (is_path(o) && tarix_file_look(path.data, NULL) != TARIX_FILE_MISSING) value = path;
    if (tarix_options_set(options, o, value, &fault) == TARIX_OK) return TARIX_OK;
    const tarix_str prefix = tarix_arena_format(r->arena, "--%s: ", o->name);
    const bool has_prefix = tarix_str_starts(tarix_str_from(fault.message), prefix);
    return study_fault(r, s, e, fault.message + (has_prefix ? prefix.size : 0), err);
}

static tarix_status take_own_options(
    const study_reader *r, const ini_section *s, tarix_options *options, tarix_error *err)
{
    for (size_t i = 0; i < s->n; i++) {
        const ini_entry *e = &s->entries[i];
        if (is_own(e->key)) continue;
        TARIX_TRY(check_refused(r, s, e, err));
        const tarix_option *o = tarix_options_find(options, e->key);
        if (o) {
            TARIX_TRY(set_option(r, s, e, options, o, err));
            continue;
        }
        study_names known = {.n = 0};
        for (size_t k = 0; k < n_own_keys; k++) study_name(&known, own_keys[k]);
        for (const tarix_option *const *row = tarix_options_rows(options); *row; row++)
            study_name(&known, (*row)->name);
        return study_unknown(r, s, e,
            tarix_arena_format(r->arena, "option of %.*s", TARIX_ARG(s->name)).data, e->key, &known,
            err);
    }
    return TARIX_OK;
}

/* What the report does not set itself: [options], the language, the command line. */
static tarix_status take_shared_options(
    const study_reader *r, const ini_section *s, tarix_options *options, tarix_error *err)
{
    for (size_t i = 0; r->shared && i < r->shared->n; i++) {
        const ini_entry *e = &r->shared->entries[i];
        const tarix_option *o = tarix_options_find(options, e->key);
        if (o && !study_entry(s, o->name)) TARIX_TRY(set_option(r, r->shared, e, options, o, err));
    }
    if (r->study->is_az)
        TARIX_TRY(tarix_options_set(options, &tarix_option_lang, TARIX_STR("az"), err));
    for (const tarix_option *const *row = tarix_options_rows(options); *row; row++)
        if (tarix_options_given(r->typed, *row) && *row != &tarix_option_output)
            TARIX_TRY(tarix_options_set(options, *row, tarix_options_text(r->typed, *row), err));
    return TARIX_OK;
}

tarix_status study_check_shared(const study_reader *r, tarix_error *err)
{
    for (size_t i = 0; r->shared && i < r->shared->n; i++) {
        const ini_entry *e = &r->shared->entries[i];
        study_names known = {.n = 0};
        bool is_known = false;
        TARIX_TRY(check_refused(r, r->shared, e, err));
        for (size_t k = 0; k < r->study->n_reports; k++) {
            const tarix_option *const *row = tarix_options_rows(r->study->reports[k].args.options);
            for (; *row; row++) {
                is_known |= study_is(e->key, (*row)->name);
                study_name(&known, (*row)->name);
            }
        }
        if (!is_known)
            return study_unknown(r, r->shared, e, "option of any report here", e->key, &known, err);
    }
    return TARIX_OK;
}

/* ---- texts ---- */

static tarix_status find_corpus(const study_reader *r, const ini_section *s, const ini_entry *e,
    tarix_str name, const study_corpus **out, tarix_error *err)
{
    study_names known = {.n = 0};
    *out = study_find_corpus(r->study, name);
    if (*out) return TARIX_OK;
    for (size_t i = 0; i < r->study->n_corpora; i++)
        study_name(&known, tarix_arena_str(r->arena, r->study->corpora[i].name).data);
    return study_unknown(r, s, e, "corpus of this study", name, &known, err);
}

/* A corpus sets an option of the report; two of them must agree. */
static tarix_status set_for_corpus(const study_reader *r, const ini_section *s,
    tarix_options *options, const char *name, tarix_str value, tarix_error *err)
{
    const tarix_option *o = tarix_options_find(options, tarix_str_from(name));
    if (!value.data) return TARIX_OK;
    if (!o)
        return study_fault(r, s, NULL,
            tarix_arena_format(r->arena, "has no option %s, which its corpus asks for", name).data,
            err);
    const tarix_str before = tarix_options_text(options, o);
    if (before.data && !tarix_str_equal(before, value))
        return study_fault(r, s, NULL,
            tarix_arena_format(r->arena,
                "its corpora ask for different %s; a report takes one for all of them", name)
                .data,
            err);
    return tarix_options_set(options, o, value, err);
}

/* As --reference and compare take them; of a corpus of one path as well, for the table. */
static tarix_str named(const study_reader *r, const study_corpus *c, tarix_str path)
{
    return tarix_arena_format(r->arena, "%.*s=%.*s", TARIX_ARG(c->name), TARIX_ARG(path));
}

/* Else all inputs are taken together. */
static bool is_corpus_by_itself(const study_report *report)
{
    const tarix_options *options = report->args.options;
    const tarix_option *by = tarix_options_find(options, TARIX_STR("by"));
    return report->command->analyzer->by_corpus &&
           !tarix_options_find(options, TARIX_STR("reference")) &&
           !(by && tarix_options_given(options, by));
}

static tarix_status take_corpus(const study_reader *r, const ini_section *s, study_report *report,
    const study_corpus *c, tarix_error *err)
{
    arguments *args = &report->args;
    for (size_t i = 0; i < report->n_corpora; i++)
        if (report->corpora[i] == c) return study_fault(r, s, NULL, "names a corpus twice", err);
    for (size_t i = 0; i < c->n_paths; i++)
        args->inputs[args->n_inputs++] =
            is_corpus_by_itself(report) ? named(r, c, c->paths[i]) : c->paths[i];
    report->corpora[report->n_corpora++] = c;
    TARIX_TRY(set_for_corpus(r, s, args->options, "metadata", c->metadata, err));
    return set_for_corpus(r, s, args->options, "where", c->where, err);
}

/* Several are named by several keys or in one list. */
static tarix_status take_corpora(
    const study_reader *r, const ini_section *s, study_report *report, tarix_error *err)
{
    const ini_section *from = study_entry(s, "corpus") || study_entry(s, "target") ? s : r->head;
    for (size_t i = 0; from && i < from->n; i++) {
        const ini_entry *e = &from->entries[i];
        tarix_str rest = e->value, name;
        if (!study_is(e->key, "target") && (from != s || !study_is(e->key, "corpus"))) continue;
        while (study_next_word(&rest, &name)) {
            const study_corpus *c = NULL;
            TARIX_TRY(find_corpus(r, from, e, name, &c, err));
            TARIX_TRY(take_corpus(r, s, report, c, err));
        }
    }
    if (report->n_corpora) return TARIX_OK;
    return take_corpus(r, s, report, &r->study->corpora[0], err);
}

static bool is_target(const study_report *report, const study_corpus *c)
{
    for (size_t i = 0; i < report->n_corpora; i++)
        if (report->corpora[i] == c) return true;
    return false;
}

static tarix_status take_reference(const study_reader *r, const ini_section *s,
    study_report *report, const study_corpus *c, tarix_error *err)
{
    tarix_options *options = report->args.options;
    const tarix_option *o = tarix_options_find(options, TARIX_STR("reference"));
    report->references[report->n_references++] = c;
    TARIX_TRY(set_for_corpus(r, s, options, "metadata", c->metadata, err));
    TARIX_TRY(set_for_corpus(r, s, options, "where-reference", c->where, err));
    for (size_t i = 0; i < c->n_paths; i++) {
        const bool has_name = report->command->analyzer->by_corpus;
        TARIX_TRY(
            tarix_options_set(options, o, has_name ? named(r, c, c->paths[i]) : c->paths[i], err));
    }
    return TARIX_OK;
}

/* A reference is a corpus of the study or a frequency list. */
static tarix_status take_named_reference(const study_reader *r, const ini_section *from,
    const ini_entry *e, tarix_str name, study_report *report, tarix_error *err)
{
    const study_corpus *c = study_find_corpus(r->study, name);
    const tarix_str path = study_path(r, name);
    if (c) return take_reference(r, from, report, c, err);
    if (tarix_file_look(path.data, NULL) == TARIX_FILE_MISSING)
        return find_corpus(r, from, e, name, &c, err);
    return tarix_options_set(report->args.options,
        tarix_options_find(report->args.options, TARIX_STR("reference")), path, err);
}

/* Without a word of it: all corpora that are not the target. */
static tarix_status take_references(
    const study_reader *r, const ini_section *s, study_report *report, tarix_error *err)
{
    const tarix_option *o = tarix_options_find(report->args.options, TARIX_STR("reference"));
    const ini_entry *own = study_entry(s, "reference");
    const ini_section *from = own ? s : r->head;
    if (!o) return own ? study_fault(r, s, own, "this report has no reference", err) : TARIX_OK;
    for (size_t i = 0; from && i < from->n; i++) {
        tarix_str rest = from->entries[i].value, name;
        if (!study_is(from->entries[i].key, "reference")) continue;
        while (study_next_word(&rest, &name))
            TARIX_TRY(take_named_reference(r, from, &from->entries[i], name, report, err));
    }
    if (tarix_options_given(report->args.options, o)) return TARIX_OK;
    for (size_t i = 0; i < r->study->n_corpora; i++)
        if (!is_target(report, &r->study->corpora[i]))
            TARIX_TRY(take_reference(r, s, report, &r->study->corpora[i], err));
    return TARIX_OK;
}

/* score KIND FILE */
static tarix_status take_sheet(
    const study_reader *r, const ini_section *s, study_report *report, tarix_error *err)
{
    const ini_entry *kind = study_entry(s, "kind"), *file = study_entry(s, "file");
    if (!kind || !file)
        return study_fault(r, s, NULL, "needs kind = KIND and file = COUNTS.csv", err);
    report->args.inputs[report->args.n_inputs++] = kind->value;
    report->args.inputs[report->args.n_inputs++] = study_path(r, file->value);
    return TARIX_OK;
}

static tarix_status take_texts(
    const study_reader *r, const ini_section *s, study_report *report, tarix_error *err)
{
    size_t most = 2;
    for (size_t i = 0; i < r->study->n_corpora; i++) most += r->study->corpora[i].n_paths;
    report->args.inputs = TARIX_ARRAY(r->arena, tarix_str, most);
    report->corpora = TARIX_ARRAY(r->arena, const study_corpus *, r->study->n_corpora);
    report->references = TARIX_ARRAY(r->arena, const study_corpus *, r->study->n_corpora + s->n);
    if (report->command->analyzer->reads_sheet) return take_sheet(r, s, report, err);
    for (size_t i = 0; i < s->n; i++)
        if (study_is(s->entries[i].key, "kind") || study_is(s->entries[i].key, "file"))
            return study_fault(r, s, &s->entries[i], "belongs to [report score]", err);
    TARIX_TRY(take_corpora(r, s, report, err));
    return take_references(r, s, report, err);
}

/* ---- files ---- */

static tarix_status take_tables(
    const study_reader *r, const ini_section *s, study_report *report, tarix_error *err)
{
    const ini_section *from = study_entry(s, "tables") ? s : r->head;
    const ini_entry *e = study_entry(from, "tables");
    tarix_str rest = e ? e->value : TARIX_STR(""), name;
    study_names known = {.n = 0};
    for (size_t i = 0; i < n_formats; i++) study_name(&known, formats[i].name);
    report->tables = TARIX_ARRAY(r->arena, const study_format *, n_formats);
    while (study_next_word(&rest, &name)) {
        const study_format *format = NULL;
        const tarix_writer *writer = NULL;
        for (size_t i = 0; i < n_formats; i++)
            if (study_is(name, formats[i].name)) format = &formats[i];
        if (!format)
            return study_is(name, "csv") || study_is(name, "none")
                       ? TARIX_OK
                       : study_unknown(r, from, e, "table of a study", name, &known, err);
        TARIX_TRY(tarix_writers_find(tarix_str_from(format->format), TARIX_STR(""), &writer, err));
        if (writer->lacks)
            return study_fault(r, from, e,
                tarix_arena_format(r->arena, "%s needs %s, which this program was built without",
                    format->name, writer->lacks)
                    .data,
                err);
        bool is_there = false;
        for (size_t i = 0; i < report->n_tables; i++) is_there |= report->tables[i] == format;
        if (!is_there) report->tables[report->n_tables++] = format;
    }
    return TARIX_OK;
}

static bool has_name(const study *s, tarix_str name)
{
    for (size_t i = 0; i < s->n_reports; i++)
        if (tarix_str_equal(s->reports[i].name, name)) return true;
    return false;
}

/* freq, freq-2, … when the file does not say. */
static tarix_status take_name(
    const study_reader *r, const ini_section *s, study_report *report, tarix_error *err)
{
    const ini_entry *e = study_entry(s, "name");
    report->name = e ? e->value : s->name;
    for (size_t i = 2; !e && has_name(r->study, report->name); i++)
        report->name = tarix_arena_format(r->arena, "%.*s-%zu", TARIX_ARG(s->name), i);
    if (!e) return TARIX_OK;
    const bool is_file_name = e->value.size && e->value.size < 200 && e->value.data[0] != '.' &&
                              !memchr(e->value.data, '/', e->value.size);
    if (!is_file_name)
        return study_fault(r, s, e, "names files: no slash, no full stop in front", err);
    if (study_is(e->value, "run") || study_is(e->value, "index"))
        return study_fault(r, s, e, "is what the study's own files are called", err);
    if (has_name(r->study, e->value))
        return study_fault(r, s, e, "is the name of a report above", err);
    return TARIX_OK;
}

static tarix_status find_command(
    const study_reader *r, const ini_section *s, const command **out, tarix_error *err)
{
    size_t n;
    const command *rows = commands(&n);
    study_names known = {.n = 0};
    for (size_t i = 0; i < n; i++)
        if (rows[i].analyzer) study_name(&known, command_name(&rows[i]));
    *out = command_find(s->name);
    if (*out && (*out)->analyzer) return TARIX_OK;
    return study_unknown(r, s, NULL, "report", s->name, &known, err);
}

static void take_words(const study_reader *r, study_report *report)
{
    const tarix_options *options = report->args.options;
    size_t n = 0, room = report->args.n_inputs, values;
    const tarix_option *const *rows = tarix_options_rows(options), *const * row;
    for (row = rows; *row; row++) {
        tarix_options_all(options, *row, &values);
        room += values;
    }
    tarix_str *words = TARIX_ARRAY(r->arena, tarix_str, room);
    for (row = rows; *row; row++) {
        const tarix_str *all = tarix_options_all(options, *row, &values);
        if (tarix_options_given(r->typed, *row)) continue; /* how it runs, not what */
        for (size_t i = 0; i < values; i++)
            words[n++] =
                (*row)->kind == TARIX_OPTION_FLAG
                    ? tarix_arena_format(r->arena, "--%s", (*row)->name)
                    : tarix_arena_format(r->arena, "--%s=%.*s", (*row)->name, TARIX_ARG(all[i]));
    }
    for (size_t i = 0; i < report->args.n_inputs; i++) words[n++] = report->args.inputs[i];
    report->args.words = words;
    report->args.n_words = n;
}

tarix_status study_read_report(const study_reader *r, const ini_section *s, tarix_error *err)
{
    study *all = r->study;
    study_report report = {.line = s->line};
    TARIX_TRY(find_command(r, s, &report.command, err));
    report.args.command = command_name(report.command);
    TARIX_TRY(take_name(r, s, &report, err));
    report.args.options = tarix_options_new(
        r->arena, command_options(r->arena, report.command), report.command->analyzer->defaults);
    TARIX_TRY(take_own_options(r, s, report.args.options, err));
    TARIX_TRY(take_shared_options(r, s, report.args.options, err));
    TARIX_TRY(take_texts(r, s, &report, err));
    TARIX_TRY(take_tables(r, s, &report, err));
    take_words(r, &report);
    TARIX_ROOM(r->arena, all->reports, all->n_reports, all->reports_capacity);
    all->reports[all->n_reports++] = report;
    return TARIX_OK;
}
