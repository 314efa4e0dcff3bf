#include "analyzers/side.h"

#include "analyzers/options.h"
#include "base/file.h"

static tarix_status open_list(tarix_side *side, const tarix_scope *scope, tarix_error *err)
{
    if (tarix_file_look(side->list.path.data, NULL) == TARIX_FILE_MISSING)
        return tarix_error_set(
            err, TARIX_IO, "%s: no such frequency list; check the path", side->list.path.data);
    return tarix_freqlist_check(&side->list, scope, err);
}

tarix_status tarix_side_open(tarix_job *job, const tarix_freqlist_plan *list,
    const tarix_scope *scope, const tarix_str *inputs, size_t n_inputs, tarix_side *out,
    tarix_error *err)
{
    for (size_t i = 0; i < n_inputs; i++) {
        const tarix_str path = tarix_arena_str(job->arena, inputs[i]);
        if (!tarix_freqlist_is(path)) continue;
        if (n_inputs > 1)
            return tarix_error_set(err, TARIX_USAGE,
                "%s: a frequency list is a %s by itself: no other input may stand beside it",
                path.data, list->role);
        if (strcmp(list->role, "target") == 0 &&
            tarix_options_given(job->options, &tarix_option_where))
            return tarix_error_set(err, TARIX_USAGE,
                "--where looks at documents, and %s is a frequency list: leave one of them out",
                path.data);
        *out = (tarix_side){.name = path, .list = *list};
        out->list.path = path;
        return open_list(out, scope, err);
    }
    tarix_used *used = NULL;
    TARIX_TRY(tarix_job_open(job, list->role, inputs, n_inputs, &used, err));
    *out = (tarix_side){.name = used->name, .used = used};
    return TARIX_OK;
}

tarix_status tarix_side_read(tarix_side *side, tarix_job *job, const tarix_scope *scope,
    tarix_vocab *values, tarix_parts_choice parts, tarix_error *err)
{
    tarix_tally *tally = NULL;
    if (!side->used) {
        TARIX_TRY(tarix_freqlist_read(job, &side->list, scope, values, &tally, err));
    } else {
        TARIX_TRY(tarix_job_tally(job, side->used, scope, values, parts, &tally, err));
        side->n_texts = tarix_collection_read(side->used->collection);
    }
    side->tally = tally;
    return TARIX_OK;
}
