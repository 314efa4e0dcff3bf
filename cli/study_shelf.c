#include "analyzers/options.h"
#include "base/output.h"
#include "cli/interrupt.h"
#include "cli/study.h"
#include "corpus/index.h"
#include "corpus/indexing.h"

#include <unistd.h>

/* A reading: texts, and all that decides what tokens they have. */
typedef struct reading {
    tarix_str input, settings;
    const study_report *first; /* that wants it */
    size_t n_reports;
} reading;

struct study_shelf {
    tarix_arena *arena;
    reading *readings;
    size_t n, capacity;
    tarix_index **indexes; /* by reading; NULL: each report reads the texts */
};

static tarix_str settings_of(tarix_arena *arena, const study_report *report)
{
    static const tarix_option *const deciding[] = {&tarix_option_encoding,
        &tarix_option_orthography, &tarix_option_foreign, &tarix_option_lexicons};
    tarix_str all = TARIX_STR("");
    for (size_t i = 0; i < sizeof deciding / sizeof *deciding; i++) {
        const tarix_str value = tarix_options_text(report->args.options, deciding[i]);
        all = tarix_arena_format(
            arena, "%.*s%.*s\n", TARIX_ARG(all), (int)value.size, value.data ? value.data : "");
    }
    return all;
}

static void add(study_shelf *shelf, const study_report *report, tarix_str input)
{
    if (tarix_str_ends(input, TARIX_STR(".tarix"))) return; /* is one already */
    const tarix_str settings = settings_of(shelf->arena, report);
    for (size_t i = 0; i < shelf->n; i++) {
        reading *r = &shelf->readings[i];
        if (tarix_str_equal(r->input, input) && tarix_str_equal(r->settings, settings)) {
            r->n_reports++;
            return;
        }
    }
    TARIX_ROOM(shelf->arena, shelf->readings, shelf->n, shelf->capacity);
    shelf->readings[shelf->n++] = (reading){input, settings, report, 1};
}

static void add_corpus(study_shelf *shelf, const study_report *report, const study_corpus *corpus)
{
    for (size_t i = 0; i < corpus->n_paths; i++) add(shelf, report, corpus->paths[i]);
}

/* ---- making ---- */

typedef struct making {
    const reading *reading;
    const char *path;
    size_t budget;
    double seconds;
} making;

static tarix_status make_index(void *context, tarix_guard *guard, tarix_error *err)
{
    making *m = context;
    tarix_arena *arena = tarix_arena_new(guard);
    analysis *run = TARIX_NEW(arena, analysis);
    tarix_collection *texts = NULL;
    tarix_str input = m->reading->input;
    const arguments args = {.command = "index",
        .options = m->reading->first->args.options,
        .inputs = &input,
        .n_inputs = 1,
        .label = tarix_arena_str(arena, input).data};
    const tarix_index_plan plan = {.memory = m->budget};
    TARIX_TRY(analysis_begin(arena, &args, NULL, run, err));
    TARIX_TRY(tarix_collection_open(arena, &input, 1, &texts, err));
    tarix_progress_expect(run->job.pass.progress, tarix_collection_bytes(texts));
    uint64_t bytes;
    const tarix_status status =
        tarix_index_make(arena, &run->job.pass, texts, &plan, m->path, &bytes, err);
    analysis_stop(run);
    m->seconds = run->record.seconds;
    return status;
}

/* The file has no name any more once it is open, so that nothing is left of it, come what may. */
static void fill(study_shelf *shelf, size_t number, const char *path, size_t budget, bool is_quiet)
{
    tarix_error failure;
    const reading *r = &shelf->readings[number];
    making m = {.reading = r, .path = path, .budget = budget};
    interrupt_forget();
    interrupt_removes(path);
    interrupt_removes_part_of(shelf->arena, path);
    if (tarix_protect(make_index, &m, budget, &failure) == TARIX_OK &&
        tarix_index_open(shelf->arena, path, &shelf->indexes[number], &failure) != TARIX_OK)
        shelf->indexes[number] = NULL;
    unlink(path);
    if (shelf->indexes[number] && !is_quiet)
        fprintf(stderr, "tarix: %.*s: read once for %zu reports, %.1f s\n", TARIX_ARG(r->input),
            r->n_reports, m.seconds);
}

study_shelf *study_shelve(
    tarix_arena *arena, const study *s, const char *folder, size_t budget, bool is_quiet)
{
    study_shelf *shelf = TARIX_NEW(arena, study_shelf);
    shelf->arena = arena;
    for (size_t i = 0; i < s->n_reports; i++) {
        const study_report *report = &s->reports[i];
        for (size_t k = 0; k < report->n_corpora; k++)
            add_corpus(shelf, report, report->corpora[k]);
        for (size_t k = 0; k < report->n_references; k++)
            add_corpus(shelf, report, report->references[k]);
    }
    shelf->indexes = TARIX_ARRAY(arena, tarix_index *, shelf->n);
    const tarix_str path = tarix_output_part(
        arena, study_file(arena, tarix_str_from(folder), TARIX_STR("texts"), "").data);
    for (size_t i = 0; i < shelf->n; i++)
        if (shelf->readings[i].n_reports > 1) fill(shelf, i, path.data, budget, is_quiet);
    return shelf;
}

const tarix_shelf *study_shelf_of(
    const study_shelf *shelf, tarix_arena *arena, const study_report *report)
{
    const tarix_str settings = settings_of(arena, report);
    tarix_str *inputs = TARIX_ARRAY(arena, tarix_str, shelf->n);
    struct tarix_index **indexes = TARIX_ARRAY(arena, struct tarix_index *, shelf->n);
    tarix_shelf *out = TARIX_NEW(arena, tarix_shelf);
    for (size_t i = 0; i < shelf->n; i++) {
        if (!shelf->indexes[i] || !tarix_str_equal(shelf->readings[i].settings, settings)) continue;
        inputs[out->n] = shelf->readings[i].input;
        indexes[out->n++] = shelf->indexes[i];
    }
    out->inputs = inputs;
    out->indexes = indexes;
    return out;
}
