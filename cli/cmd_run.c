#include "analyzers/options.h"
#include "base/digest.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/study.h"
#include "reports/kept.h"
#include "reports/page.h"
#include "reports/study_record.h"
#include "version.h"

const tarix_option option_dry_run = {.name = "dry-run",
    .kind = TARIX_OPTION_FLAG,
    .help = "write nothing; list what would be read and written"};
const tarix_option option_init = {.name = "init",
    .kind = TARIX_OPTION_FLAG,
    .help = "write a study file for a folder of texts, to be edited, to stdout or -o FILE.ini"};

typedef struct run {
    tarix_arena *arena;
    const study *study;
    const char *folder;
    study_shelf *shelf;
    tarix_study_record *record;
    tarix_page_report *pages; /* one a report */
    warnings warned;          /* each once */
    bool is_quiet;
    size_t budget;
    size_t n_failed;
    char started[32];
} run;

static tarix_str file_in(const run *r, tarix_str name, const char *ending)
{
    return study_file(r->arena, tarix_str_from(r->folder), name, ending);
}

/* ---- one report ---- */

enum { rows_on_page = 300 };

typedef struct work {
    run *run;
    const study_report *report;
    tarix_page_report *page;
    const char *label;
    uint64_t n_rows;
    double seconds;
} work;

/* Rows that the page and the tables beside the CSV file want; 0: all. */
static uint64_t rows_wanted(const study_report *report)
{
    uint64_t most = rows_on_page;
    for (size_t i = 0; i < report->n_tables; i++) {
        const tarix_writer *writer = NULL;
        const tarix_str format = tarix_str_from(report->tables[i]->format);
        tarix_writers_find(format, TARIX_STR(""), &writer, NULL);
        if (writer->limit == 0 || tarix_options_given(report->args.options, &tarix_option_limit))
            return 0;
        if (writer->limit > most) most = writer->limit;
    }
    return most;
}

/* The report's own options less those that the CSV file has used up. */
static tarix_status options_of_copy(tarix_arena *arena, const study_report *report,
    const study_format *format, const char *path, tarix_options **out, tarix_error *err)
{
    static const tarix_option *const kept[] = {&tarix_option_limit, &tarix_option_digits,
        &tarix_option_lang, &tarix_option_caption, &tarix_option_label, &tarix_option_latex_schwa};
    tarix_options *options =
        tarix_options_new(arena, tarix_options_rows(report->args.options), NULL);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (tarix_options_given(report->args.options, kept[i]))
            TARIX_TRY(tarix_options_set(
                options, kept[i], tarix_options_text(report->args.options, kept[i]), err));
    TARIX_TRY(
        tarix_options_set(options, &tarix_option_format, tarix_str_from(format->format), err));
    if (format->profile)
        TARIX_TRY(tarix_options_set(
            options, &tarix_option_profile, tarix_str_from(format->profile), err));
    TARIX_TRY(tarix_options_set(options, &tarix_option_output, tarix_str_from(path), err));
    *out = options;
    return TARIX_OK;
}

/* As on the command line, a page has the columns of a paper unless others were asked for. */
static const tarix_analyzer *has_paper(const study_report *report)
{
    const tarix_options *options = report->args.options;
    const bool has_own = tarix_options_given(options, &tarix_option_columns) ||
                         tarix_options_given(options, &tarix_option_measures);
    return has_own ? NULL : report->command->analyzer;
}

static tarix_status write_copy(tarix_arena *arena, const work *w, const study_format *format,
    const tarix_kept_rows *kept, tarix_str *file, tarix_error *err)
{
    tarix_options *options = NULL;
    table_output *output = NULL;
    tarix_table *table = NULL;
    *file = file_in(w->run, w->report->name, format->extension);
    TARIX_TRY(options_of_copy(arena, w->report, format, file->data, &options, err));
    TARIX_TRY(table_open(arena, options, has_paper(w->report), &output, &table, err));
    TARIX_TRY(tarix_kept_rows_write(kept, table, err));
    return table_commit(output, err);
}

static tarix_status write_copies(tarix_arena *arena, const work *w, const tarix_kept_rows *kept,
    tarix_record *record, tarix_error *err)
{
    const study_report *report = w->report;
    tarix_str *files = TARIX_ARRAY(arena, tarix_str, record->n_outputs + report->n_tables);
    for (size_t i = 0; i < record->n_outputs; i++) files[i] = record->outputs[i];
    for (size_t i = 0; i < report->n_tables; i++)
        TARIX_TRY(
            write_copy(arena, w, report->tables[i], kept, &files[record->n_outputs + i], err));
    record->outputs = files;
    record->n_outputs += report->n_tables;
    return TARIX_OK;
}

/* Each thing is told once, though every report of a corpus finds it. */
static void take_warnings(run *r, const warnings *found)
{
    warnings *all = &r->warned;
    all->has_skipped |= found->has_skipped;
    for (size_t i = 0; i < found->n; i++) {
        bool was_told = false;
        for (size_t k = 0; k < all->n; k++)
            was_told |= tarix_str_equal(all->texts[k], found->texts[i]);
        if (was_told) continue;
        TARIX_ROOM(all->arena, all->texts, all->n, all->capacity);
        all->texts[all->n++] = tarix_arena_str(all->arena, found->texts[i]);
        if (!r->is_quiet) fprintf(stderr, "tarix: %.*s\n", TARIX_ARG(found->texts[i]));
    }
}

/* What the page shows, which is written when the report is gone. */
static void take_page(const work *w, const tarix_kept_rows *kept, const tarix_record *record)
{
    run *r = w->run;
    const tarix_options *options = w->report->args.options;
    tarix_kept_rows *rows = tarix_kept_rows_new(r->arena, rows_on_page);
    tarix_row_sink sink = tarix_kept_rows_sink(rows);
    tarix_str *files = TARIX_ARRAY(r->arena, tarix_str, record->n_outputs);
    sink.begin(sink.context, kept->columns, kept->n_columns, NULL);
    sink.rows(sink.context, kept->cells, kept->n_rows, NULL);
    rows->n_seen = kept->n_seen;
    for (size_t i = 0; i < record->n_outputs; i++)
        files[i] = tarix_arena_str(r->arena, record->outputs[i]);
    w->page->rows = rows;
    w->page->files = files;
    w->page->n_files = record->n_outputs;
    w->page->columns = has_paper(w->report) ? w->report->command->analyzer->paper : NULL;
    w->page->digits = 4;
    if (tarix_options_given(options, &tarix_option_digits))
        w->page->digits = (int)tarix_options_count(options, &tarix_option_digits);
}

/* The record is that of the texts. */
static void forget_shelf(tarix_job *job)
{
    for (size_t i = 0; i < job->n_used; i++) {
        const tarix_collection *c = job->used[i].collection;
        for (size_t d = 0; d < c->n_documents; d++)
            for (size_t k = 0; k < job->shelf->n; k++)
                if (c->documents[d].index == job->shelf->indexes[k]) c->documents[d].index = NULL;
    }
}

static tarix_status make_report(void *context, tarix_guard *guard, tarix_error *err)
{
    work *w = context;
    run *r = w->run;
    const study_report *report = w->report;
    tarix_arena *arena = tarix_arena_new(guard);
    analysis *made = TARIX_NEW(arena, analysis);
    warnings found = {.arena = arena};
    tarix_kept_rows *kept = tarix_kept_rows_new(arena, rows_wanted(report));
    const tarix_row_sink copy = tarix_kept_rows_sink(kept);
    TARIX_TRY(tarix_options_set(
        report->args.options, &tarix_option_output, file_in(r, report->name, ".csv"), err));
    arguments args = report->args;
    args.label = w->label;
    args.shelf = study_shelf_of(r->shelf, arena, report);
    TARIX_TRY(analysis_run(arena, report->command, &args, &copy, made, err));
    forget_shelf(&made->job);
    TARIX_TRY(write_copies(arena, w, kept, &made->record, err));
    warnings_collect(&found, &made->job);
    TARIX_TRY(tarix_study_record_add(r->record, arena, report->name, &made->record,
        file_in(r, TARIX_STR("run"), ".json").data, found.texts, found.n, err));
    take_warnings(r, &found);
    take_page(w, kept, &made->record);
    w->n_rows = kept->n_seen;
    w->seconds = made->record.seconds;
    return TARIX_OK;
}

static void run_report(run *r, const study_report *report, size_t number)
{
    tarix_error failure = {0};
    const tarix_str label = tarix_arena_format(
        r->arena, "[%zu/%zu] %.*s", number, r->study->n_reports, TARIX_ARG(report->name));
    work w = {.run = r, .report = report, .page = &r->pages[number - 1], .label = label.data};
    const tarix_str caption = tarix_options_text(report->args.options, &tarix_option_caption);
    const tarix_str summary = tarix_str_from(report->command->analyzer->summary);
    *w.page = (tarix_page_report){.name = report->name,
        .title = caption.size ? caption : summary,
        .command = study_command(r->arena, report)};
    interrupt_forget();
    const tarix_status status = tarix_protect(make_report, &w, r->budget, &failure);
    if (!r->is_quiet || status != TARIX_OK) fprintf(stderr, "tarix: %s: ", w.label);
    if (status != TARIX_OK) {
        fprintf(stderr, "failed: %s\n", failure.message);
        tarix_study_record_add_failure(r->record, report->name, report->command->analyzer->name,
            tarix_str_from(failure.message));
        w.page->failure = tarix_arena_str(r->arena, tarix_str_from(failure.message));
        r->n_failed++;
    } else if (!r->is_quiet)
        fprintf(stderr, "%llu row%s, %.1f s\n", (unsigned long long)w.n_rows,
            w.n_rows == 1 ? "" : "s", w.seconds);
}

/* ---- the study ---- */

static tarix_status write_record(
    const run *r, const arguments *args, double seconds, tarix_error *err)
{
    const tarix_str path = file_in(r, TARIX_STR("run"), ".json");
    const tarix_study_head head = {.version = TARIX_VERSION,
        .file = tarix_str_from(r->study->path),
        .title = r->study->title,
        .sha256 = tarix_digest_of(r->arena, r->study->bytes),
        .bytes = r->study->bytes.size,
        .arguments = args->words,
        .n_arguments = args->n_words,
        .threads = tarix_options_count(args->options, &tarix_option_threads)};
    interrupt_removes_part_of(r->arena, path.data);
    return tarix_study_record_write(
        r->record, r->arena, &head, seconds, r->started, path.data, err);
}

static tarix_status write_page(const run *r, tarix_error *err)
{
    const tarix_str path = file_in(r, TARIX_STR("index"), ".html");
    const tarix_page page = {.title = r->study->title,
        .version = TARIX_VERSION,
        .language = r->study->is_az ? TARIX_LANGUAGE_AZ : TARIX_LANGUAGE_EN,
        .record = r->record,
        .reports = r->pages,
        .n_reports = r->study->n_reports,
        .warnings = r->warned.texts,
        .n_warnings = r->warned.n};
    interrupt_removes_part_of(r->arena, path.data);
    TARIX_TRY(tarix_page_write(r->arena, &page, path.data, err));
    return tarix_study_record_add_file(r->record, r->arena, path, err);
}

static tarix_status run_study(run *r, const arguments *args, int *exit_code, tarix_error *err)
{
    const double started = time_now();
    time_start(r->started, sizeof r->started);
    TARIX_TRY(tarix_file_make_folder(r->arena, r->folder, err));
    tarix_output_sweep(r->arena, r->folder);
    r->shelf = study_shelve(r->arena, r->study, r->folder, r->budget, r->is_quiet);
    r->record = tarix_study_record_new(r->arena);
    r->pages = TARIX_ARRAY(r->arena, tarix_page_report, r->study->n_reports);
    for (size_t i = 0; i < r->study->n_reports; i++) run_report(r, &r->study->reports[i], i + 1);
    interrupt_forget();
    TARIX_TRY(write_page(r, err));
    TARIX_TRY(write_record(r, args, time_now() - started, err));
    if (r->n_failed)
        fprintf(stderr, "tarix: %s: %zu of %zu reports failed; see above and %s/run.json\n",
            r->study->path, r->n_failed, r->study->n_reports, r->folder);
    const bool is_strict = tarix_options_flag(args->options, &tarix_option_strict);
    if (r->n_failed || (is_strict && r->warned.has_skipped)) *exit_code = exit_failed;
    return TARIX_OK;
}

tarix_status cmd_run(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    study *wanted = NULL;
    const tarix_options *options = args->options;
    const tarix_str folder = tarix_options_text(options, &tarix_option_output);
    if (tarix_options_flag(options, &option_init)) {
        if (args->n_inputs != 1)
            return tarix_error_set(err, TARIX_USAGE, "run --init takes one folder of texts");
        return study_init(arena, args->inputs[0], folder.data, err);
    }
    if (args->n_inputs != 1)
        return tarix_error_set(err, TARIX_USAGE,
            "run takes one study file: tarix run STUDY.ini -o FOLDER; tarix run --init FOLDER "
            "writes one");
    if (!folder.data && !tarix_options_flag(options, &option_dry_run))
        return tarix_error_set(
            err, TARIX_USAGE, "run needs -o FOLDER: where the reports are to stand");
    TARIX_TRY(
        study_read(arena, tarix_arena_str(arena, args->inputs[0]).data, options, &wanted, err));
    run *r = TARIX_NEW(arena, run);
    *r = (run){.arena = arena,
        .study = wanted,
        .folder = folder.data ? folder.data : ".",
        .warned = {.arena = arena},
        .is_quiet = tarix_options_flag(options, &tarix_option_quiet),
        .budget = (size_t)tarix_options_count(options, &tarix_option_memory)};
    if (tarix_options_flag(options, &option_dry_run))
        return study_list(arena, wanted, tarix_str_from(r->folder), options, err);
    return run_study(r, args, exit_code, err);
}
