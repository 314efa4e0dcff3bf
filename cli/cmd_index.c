#include "analyzers/layers.h"
#include "analyzers/options.h"
#include "base/file.h"
#include "cli/command.h"
#include "corpus/indexing.h"

const tarix_option option_append = {.name = "append",
    .kind = TARIX_OPTION_FLAG,
    .help = "add the inputs to FILE.tarix, which stands as it was until all are in"};

static tarix_status find_output(const arguments *args, const char **out, tarix_error *err)
{
    const tarix_str path = tarix_options_text(args->options, &tarix_option_output);
    const tarix_str ending = TARIX_STR(".tarix");
    if (!path.data)
        return tarix_error_set(err, TARIX_USAGE, "%s%s needs -o FILE.tarix: the file that it makes",
            args->command,
            tarix_options_flag(args->options, &tarix_option_partial) ? " --partial" : "");
    if (!tarix_str_ends(path, ending) || path.size == ending.size)
        return tarix_error_set(err, TARIX_USAGE,
            "-o %s: indexes are known by their names; call it %s.tarix", path.data, path.data);
    *out = path.data;
    return TARIX_OK;
}

/* The index that is added to becomes an input. */
static tarix_status add_old(tarix_arena *arena, tarix_job *job, const char *path, tarix_error *err)
{
    if (tarix_file_look(path, NULL) != TARIX_FILE_PLAIN)
        return tarix_error_set(
            err, TARIX_IO, "%s: there is no index to add to; leave --append out to make one", path);
    tarix_str *inputs = TARIX_ARRAY(arena, tarix_str, job->n_inputs + 1);
    memcpy(inputs, job->inputs, job->n_inputs * sizeof *inputs);
    inputs[job->n_inputs++] = tarix_str_from(path);
    job->inputs = inputs;
    return TARIX_OK;
}

tarix_status index_inputs(
    tarix_arena *arena, const arguments *args, tarix_str part_of, int *exit_code, tarix_error *err)
{
    const char *path = NULL;
    analysis *run = TARIX_NEW(arena, analysis);
    tarix_used *used = NULL;
    TARIX_TRY(find_output(args, &path, err));
    TARIX_TRY(analysis_begin(arena, args, NULL, run, err));
    tarix_job *job = &run->job;
    if (tarix_options_flag(args->options, &option_append))
        TARIX_TRY(add_old(arena, job, path, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    const tarix_index_plan plan = {
        .metadata_path = tarix_options_text(args->options, &tarix_option_metadata).data,
        .layers = {tarix_layers_find(TARIX_STR("fold")), tarix_layers_find(TARIX_STR("stem")),
            tarix_layers_find(TARIX_STR("lemma"))},
        .memory = (size_t)tarix_options_count(args->options, &tarix_option_memory),
        .command = part_of,
        .digest = tarix_digest_new(arena)};
    uint64_t bytes = 0;
    const tarix_status status =
        tarix_index_make(arena, &job->pass, used->collection, &plan, path, &bytes, err);
    analysis_stop(run);
    TARIX_TRY(status);
    used->n_tokens = used->n_counted = tarix_collection_tokens(used->collection, TARIX_KINDS_ALL);
    used->n_places = tarix_collection_places(used->collection);
    tarix_str *outputs = TARIX_NEW(arena, tarix_str);
    *outputs = tarix_str_from(path);
    run->record.table = tarix_table_new(arena, (tarix_row_sink){0}); /* of no rows */
    run->record.outputs = outputs;
    run->record.n_outputs = 1;
    run->record.known = (tarix_file_sum){*outputs, tarix_digest_end(plan.digest), bytes};
    return analysis_tell(arena, args, run, exit_code, err);
}

tarix_status cmd_index(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    return index_inputs(arena, args, TARIX_STR(""), exit_code, err);
}
