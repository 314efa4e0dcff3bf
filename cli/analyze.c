#include "analyzers/options.h"
#include "cli/command.h"
#include "reports/record.h"
#include "version.h"

#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* On a terminal: megabytes read and the rate, a few times a second. */
typedef struct progress {
    double started, shown;
    uint64_t bytes;
} progress;

static void show_progress(void *context, uint64_t bytes)
{
    progress *p = context;
    const double t = now();
    p->bytes += bytes;
    if (t - p->started < 0.5 || t - p->shown < 0.2) return;
    p->shown = t;
    fprintf(stderr, "\rread %.0f MB, %.0f MB/s ", (double)p->bytes / 1e6,
        (double)p->bytes / 1e6 / (t - p->started));
}

static void warn_of_document(const tarix_document *d, tarix_orthography_choice choice)
{
    if (d->failure.size) {
        fprintf(stderr, "tarix: skipped: %.*s\n", TARIX_ARG(d->failure));
        return;
    }
    if (d->bad_bytes)
        fprintf(stderr, "tarix: %s: %llu bytes are no %s and were replaced; try --encoding\n",
            d->path, (unsigned long long)d->bad_bytes, d->encoding);
    if (choice == TARIX_ORTHOGRAPHY_AUTO && d->old_share >= TARIX_OLD_SHARE_TOLD &&
        d->old_share < TARIX_OLD_SHARE)
        fprintf(stderr,
            "tarix: %s: %.2f %% of its letters are those of the Latin of 1922-39, too few to read "
            "it as such; --orthography yanalif does, modern ends this warning\n",
            d->path, 100 * d->old_share);
}

static void warn_of_documents(const tarix_used *used, tarix_orthography_choice choice)
{
    const tarix_collection *c = used->collection;
    for (size_t i = 0; i < c->n_passed_over; i++) {
        const tarix_passed_over *p = &c->passed_over[i];
        if (!tarix_str_equal(p->reason, TARIX_STR("not a .txt file")))
            fprintf(
                stderr, "tarix: %.*s: left out: %.*s\n", TARIX_ARG(p->path), TARIX_ARG(p->reason));
    }
    for (size_t i = 0; i < c->n_documents; i++) {
        warn_of_document(&c->documents[i], choice);
    }
}

static void warn_of_sheet(const tarix_sheet *s)
{
    if (s->skipped)
        fprintf(stderr, "tarix: %.*s: %llu of %llu rows left out\n", TARIX_ARG(s->name),
            (unsigned long long)s->skipped, (unsigned long long)s->rows);
    if (s->rows == 0) fprintf(stderr, "tarix: %.*s: no rows\n", TARIX_ARG(s->name));
    if (s->bad_bytes)
        fprintf(stderr, "tarix: %.*s: %llu bytes are no %s and were replaced; try --encoding\n",
            TARIX_ARG(s->name), (unsigned long long)s->bad_bytes, s->encoding);
}

enum { most_named = 5 };

/* Names up to most_named of them: a list has been begun, or "and others" ends it. */
static void name_one(size_t n, tarix_str name)
{
    if (n < most_named) fprintf(stderr, "%s%.*s", n ? ", " : " ", TARIX_ARG(name));
    if (n == most_named) fprintf(stderr, " …");
}

static void warn_of_lone_documents(const tarix_used *used)
{
    const tarix_collection *c = used->collection;
    size_t n = 0;
    for (size_t i = 0; i < c->n_documents; i++) {
        const tarix_document *d = &c->documents[i];
        if (!d->lacks_metadata) continue;
        if (n == 0) fprintf(stderr, "tarix: %.*s: no metadata of", TARIX_ARG(used->name));
        name_one(n++, d->name);
    }
    if (n) fprintf(stderr, " (%zu of %zu documents)\n", n, c->n_documents);
}

static void warn_of_metadata(const tarix_job *job)
{
    for (size_t i = 0; i < job->n_used; i++) warn_of_lone_documents(&job->used[i]);
    for (size_t i = 0; job->metadata && i < job->metadata->n_files; i++) {
        const tarix_metadata_file *f = job->metadata->files[i];
        size_t n = 0;
        for (size_t row = 0; row < f->n_rows; row++) {
            if (f->rows[row].is_used) continue;
            if (n == 0) fprintf(stderr, "tarix: %s: no document for", f->path);
            name_one(n++, f->rows[row].document);
        }
        if (n) fprintf(stderr, " (%zu of %zu rows)\n", n, f->n_rows);
    }
}

static bool warn(const tarix_job *job, bool quiet)
{
    bool skipped = false;
    for (size_t i = 0; i < job->n_used; i++) {
        const tarix_used *used = &job->used[i];
        for (size_t d = 0; d < used->collection->n_documents; d++)
            skipped |= used->collection->documents[d].failure.size > 0;
        if (quiet) continue;
        warn_of_documents(used, job->pass.orthography);
        if (used->n_tokens == 0)
            fprintf(
                stderr, "tarix: %.*s: no tokens in this %s\n", TARIX_ARG(used->name), used->role);
    }
    if (!quiet) warn_of_metadata(job);
    for (size_t i = 0; i < job->n_sheets; i++) {
        skipped |= job->sheets[i].skipped > 0;
        if (!quiet) warn_of_sheet(&job->sheets[i]);
    }
    for (size_t i = 0; i < job->n_facts && !quiet; i++)
        if (strcmp(job->facts[i].name, "node_not_found") == 0)
            fprintf(stderr, "tarix: node '%.*s' does not occur\n", TARIX_ARG(job->facts[i].text));
        else if (strcmp(job->facts[i].name, "skipped_row") == 0)
            fprintf(stderr, "tarix: left out: %.*s\n", TARIX_ARG(job->facts[i].text));
        else if (strcmp(job->facts[i].name, "note") == 0)
            fprintf(stderr, "tarix: %.*s\n", TARIX_ARG(job->facts[i].text));
    return skipped;
}

/* keys.csv → keys.run.json; any other name → NAME.run.json. */
static tarix_str record_beside(tarix_arena *arena, tarix_str path)
{
    if (tarix_str_ends(path, TARIX_STR(".csv"))) path.size -= 4;
    return tarix_arena_format(arena, "%.*s.run.json", TARIX_ARG(path));
}

static tarix_status write_record(tarix_arena *arena, const tarix_record *record, tarix_error *err)
{
    const tarix_options *options = record->job->options;
    const tarix_str path = tarix_options_text(options, &tarix_option_output);
    const tarix_str asked = tarix_options_text(options, &tarix_option_record);
    if (asked.data) return tarix_record_write(arena, record, asked.data, err);
    if (!path.data) return TARIX_OK;
    return tarix_record_write(arena, record, record_beside(arena, path).data, err);
}

static void close_lexicons(void *object)
{
    tarix_lexicons_free(object);
}

static tarix_status open_lexicons(
    tarix_arena *arena, const tarix_options *options, tarix_lexicons **out, tarix_error *err)
{
    TARIX_TRY(
        tarix_lexicons_open(tarix_options_text(options, &tarix_option_lexicons).data, out, err));
    tarix_arena_defer(arena, close_lexicons, *out);
    return TARIX_OK;
}

tarix_status analyze(
    tarix_arena *arena, const command *c, const arguments *args, int *exit_code, tarix_error *err)
{
    tarix_options *options = args->options;
    tarix_lexicons *lexicons = NULL;
    table_output *output = NULL;
    tarix_table *table = NULL;
    char started[32] = "";
    const time_t wall = time(NULL);
    struct tm utc;
    if (gmtime_r(&wall, &utc)) strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", &utc);
    progress p = {.started = now()};
    if (args->n_inputs == 0)
        return tarix_error_set(err, TARIX_USAGE, "%s needs %s", c->analyzer->name,
            c->analyzer->needs ? c->analyzer->needs
                               : "an INPUT: a text file, a folder, or - for standard input");
    TARIX_TRY(open_lexicons(arena, options, &lexicons, err));
    const bool quiet = tarix_options_flag(options, &tarix_option_quiet);
    const bool has_record = tarix_options_given(options, &tarix_option_output) ||
                            tarix_options_given(options, &tarix_option_record);
    tarix_job job = {.arena = arena,
        .lexicons = lexicons,
        .options = options,
        .inputs = args->inputs,
        .n_inputs = args->n_inputs,
        .pass = {.lexicons = lexicons,
            .encoding = tarix_options_text(options, &tarix_option_encoding).data,
            .orthography =
                tarix_orthography_named(tarix_options_text(options, &tarix_option_orthography)),
            .no_foreign = tarix_str_equal(
                tarix_options_text(options, &tarix_option_foreign), TARIX_STR("none")),
            .hashes = has_record}};
    if (!quiet && isatty(STDERR_FILENO)) {
        job.pass.progress = show_progress;
        job.pass.progress_context = &p;
    }
    TARIX_TRY(table_open(arena, options, c->analyzer->paper, &output, &table, err));
    const tarix_status status = c->analyzer->run(&job, table, err);
    if (p.shown > 0) fprintf(stderr, "\r%*s\r", 40, "");
    TARIX_TRY(status);
    TARIX_TRY(table_close(output, err));
    size_t n_files;
    const tarix_str *files = table_files(output, &n_files);
    const tarix_record record = {.version = TARIX_VERSION,
        .command = c->analyzer->name,
        .arguments = args->words,
        .n_arguments = args->n_words,
        .job = &job,
        .table = table,
        .seconds = now() - p.started,
        .started = started,
        .outputs = files,
        .n_outputs = n_files};
    TARIX_TRY(write_record(arena, &record, err));
    const bool skipped = warn(&job, quiet);
    if (skipped && tarix_options_flag(options, &tarix_option_strict)) *exit_code = exit_failed;
    return TARIX_OK;
}
