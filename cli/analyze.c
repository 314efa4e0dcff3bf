#include "analyzers/options.h"
#include "base/pool.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "version.h"

#include <time.h>
#include <unistd.h>

/* keys.csv → keys.run.json; any other name → NAME.run.json. */
static tarix_str record_beside(tarix_arena *arena, tarix_str path)
{
    if (tarix_str_ends(path, TARIX_STR(".csv"))) path.size -= 4;
    return tarix_arena_format(arena, "%.*s.run.json", TARIX_ARG(path));
}

/* Beside a device, such as /dev/null, nothing is written. */
static bool is_file(const tarix_record *record, tarix_str path)
{
    for (size_t i = 0; i < record->n_outputs; i++)
        if (tarix_str_equal(record->outputs[i], path)) return true;
    return false;
}

static tarix_status write_record(tarix_arena *arena, const tarix_record *record, tarix_error *err)
{
    const tarix_options *options = record->job->options;
    const tarix_str path = tarix_options_text(options, &tarix_option_output);
    const tarix_str asked = tarix_options_text(options, &tarix_option_record);
    if (!asked.data && (!path.data || !is_file(record, path))) return TARIX_OK;
    const tarix_str file = asked.data ? asked : record_beside(arena, path);
    interrupt_removes_part_of(arena, file.data);
    return tarix_record_write(arena, record, file.data, err);
}

static void close_lexicons(void *object)
{
    tarix_lexicons_free(object);
}

tarix_status open_lexicons(
    tarix_arena *arena, const char *folder, tarix_lexicons **out, tarix_error *err)
{
    TARIX_TRY(tarix_lexicons_open(folder, out, err));
    tarix_arena_defer(arena, close_lexicons, *out);
    return TARIX_OK;
}

/* One for each 64 MB of --memory: each has buffers and a vocabulary of its own. */
static size_t threads_of(const tarix_options *options)
{
    enum { share = 64000000 };
    const uint64_t n = tarix_options_count(options, &tarix_option_threads);
    const uint64_t memory = tarix_options_count(options, &tarix_option_memory);
    const size_t most = memory ? (size_t)(memory / share) + (memory < share) : SIZE_MAX;
    if (n) return (size_t)n;
    return tarix_pool_processors() < most ? tarix_pool_processors() : most;
}

static tarix_job job_of(
    tarix_arena *arena, const arguments *args, const tarix_lexicons *lexicons, bool hashes)
{
    tarix_options *options = args->options;
    return (tarix_job){.arena = arena,
        .lexicons = lexicons,
        .options = options,
        .inputs = args->inputs,
        .n_inputs = args->n_inputs,
        .shelf = args->shelf,
        .pass = {.lexicons = lexicons,
            .encoding = tarix_options_text(options, &tarix_option_encoding).data,
            .orthography =
                tarix_orthography_named(tarix_options_text(options, &tarix_option_orthography)),
            .no_foreign = tarix_str_equal(
                tarix_options_text(options, &tarix_option_foreign), TARIX_STR("none")),
            .no_vectors = tarix_str_equal(
                tarix_options_text(options, &tarix_option_vectors), TARIX_STR("off")),
            .hashes = hashes,
            .n_threads = threads_of(options)}};
}

void time_start(char *text, size_t size)
{
    const time_t wall = time(NULL);
    struct tm utc;
    text[0] = '\0';
    if (gmtime_r(&wall, &utc)) strftime(text, size, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

/* Also of a run that memory was too little for. */
static void end_progress(void *object)
{
    progress_clear(object);
}

tarix_status analysis_begin(
    tarix_arena *arena, const arguments *args, const char *needs, analysis *out, tarix_error *err)
{
    tarix_lexicons *lexicons = NULL;
    *out = (analysis){.record = {.version = TARIX_VERSION,
                          .command = args->command,
                          .arguments = args->words,
                          .n_arguments = args->n_words,
                          .job = &out->job,
                          .started = out->started}};
    time_start(out->started, sizeof out->started);
    const bool has_file = tarix_options_given(args->options, &tarix_option_output);
    const tarix_progress *watcher = progress_begin(&out->progress, args->label, !has_file);
    tarix_arena_defer(arena, end_progress, &out->progress);
    tarix_guard_spill(tarix_arena_guard(arena), tarix_options_beside(arena, args->options));
    if (args->n_inputs == 0)
        return tarix_error_set(err, TARIX_USAGE, "%s needs %s", args->command,
            needs ? needs : "an INPUT: a text file, a folder, or - for standard input");
    const tarix_str folder = tarix_options_text(args->options, &tarix_option_lexicons);
    TARIX_TRY(open_lexicons(arena, folder.data, &lexicons, err));
    const bool has_record = has_file || tarix_options_given(args->options, &tarix_option_record);
    out->job = job_of(arena, args, lexicons, has_record);
    if (!tarix_options_flag(args->options, &tarix_option_quiet)) out->job.pass.progress = watcher;
    return TARIX_OK;
}

void analysis_stop(analysis *run)
{
    run->record.seconds = time_now() - run->progress.started;
    progress_clear(&run->progress);
}

tarix_status analysis_run(tarix_arena *arena, const command *c, const arguments *args,
    const tarix_row_sink *copy, analysis *out, tarix_error *err)
{
    table_output *output = NULL;
    tarix_table *table = NULL;
    TARIX_TRY(analysis_begin(arena, args, c->analyzer->needs, out, err));
    TARIX_TRY(table_open(arena, args->options, c->analyzer, &output, &table, err));
    if (copy) table_copy(output, copy);
    tarix_table_watch(table, out->job.pass.progress);
    const tarix_status status = c->analyzer->run(&out->job, table, err);
    analysis_stop(out);
    TARIX_TRY(status);
    TARIX_TRY(table_close(output, err));
    table_tell(output, &out->job);
    out->record.table = table;
    out->record.outputs = table_files(output, &out->record.n_outputs);
    out->record.known = table_sum(output);
    out->record.seconds = time_now() - out->progress.started;
    return TARIX_OK;
}

tarix_status analysis_tell(tarix_arena *arena, const arguments *args, const analysis *run,
    int *exit_code, tarix_error *err)
{
    warnings warned = {.arena = arena};
    TARIX_TRY(write_record(arena, &run->record, err));
    warnings_collect(&warned, &run->job);
    if (!tarix_options_flag(args->options, &tarix_option_quiet))
        for (size_t i = 0; i < warned.n; i++)
            fprintf(stderr, "tarix: %.*s\n", TARIX_ARG(warned.texts[i]));
    if (warned.has_skipped && tarix_options_flag(args->options, &tarix_option_strict))
        *exit_code = exit_failed;
    return TARIX_OK;
}

tarix_status analyze(
    tarix_arena *arena, const command *c, const arguments *args, int *exit_code, tarix_error *err)
{
    if (tarix_options_flag(args->options, &tarix_option_partial))
        return part_make(arena, args, exit_code, err);
    analysis *run = TARIX_NEW(arena, analysis);
    TARIX_TRY(analysis_run(arena, c, args, NULL, run, err));
    return analysis_tell(arena, args, run, exit_code, err);
}
