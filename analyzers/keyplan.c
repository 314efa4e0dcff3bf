#include "analyzers/keyplan.h"

#include "analyzers/layers.h"
#include "analyzers/options.h"
#include "analyzers/overlap.h"
#include "base/number.h"

#include <math.h>

static const tarix_option reference_option = {.name = "reference",
    .letter = 'r',
    .kind = TARIX_OPTION_TEXT,
    .value = "[NAME=]INPUT",
    .repeats = true,
    .help =
        "file, folder or frequency list (.csv) to compare with; give it once for each reference "
        "corpus; NAME=INPUT names one, of as many inputs as have its name"};
static const tarix_option list_layer_option = {.name = "list-layer",
    .kind = TARIX_OPTION_WORD,
    .value = "LAYER",
    .choices = "form,fold,stem,lemma",
    .fallback = "form",
    .help = "what the terms of frequency lists are; form and fold become what --layer asks for"};
static const tarix_option target_size_option = {.name = "target-size",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .low = 1,
    .help = "places of a target that is a frequency list; left out: the sum of its counts"};
static const tarix_option reference_size_option = {.name = "reference-size",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .low = 1,
    .repeats = true,
    .help = "the same of references that are lists, once for each in their order, or for none"};
static const tarix_option direction_option = {.name = "direction",
    .kind = TARIX_OPTION_WORD,
    .value = "WORD",
    .choices = "both,target,reference,lockwords",
    .fallback = "both",
    .help =
        "only terms that are more frequent in the target, or in the reference; lockwords: terms "
        "that are surely about as frequent in one as in the other"};
static const tarix_option alpha_option = {.name = "alpha",
    .kind = TARIX_OPTION_REAL,
    .value = "P",
    .fallback = "0.05",
    .is_above = true,
    .most = 1,
    .help =
        "terms with a corrected p up to this come first; when it is given, no others are listed"};
static const tarix_option min_effect_option = {.name = "min-effect",
    .kind = TARIX_OPTION_REAL,
    .value = "E",
    .help =
        "only terms whose log ratio is at least E or at most -E; of lockwords the most that its "
        "interval may reach [1]"};
static const tarix_option key_texts_option = {.name = "key-texts",
    .kind = TARIX_OPTION_FLAG,
    .help = "only terms that are key in single texts of the target, by how many texts these are, "
            "which are named"};
static const tarix_option by_option = {.name = "by",
    .kind = TARIX_OPTION_TEXT,
    .value = "FIELD",
    .help =
        "compare the documents of each value of a field of the metadata with all others, or with "
        "the references"};
static const tarix_option draws_option = {.name = "draws",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "9999",
    .low = 1,
    .high = 1000000,
    .help = "relabellings and resamples of permutation_p, bootstrap_low and bootstrap_high"};

const tarix_option *const tarix_keyplan_options[] = {&reference_option,
    &tarix_option_where_reference, &list_layer_option, &target_size_option, &reference_size_option,
    &tarix_option_layer, &tarix_option_kinds, &tarix_option_stopwords, &tarix_option_measures,
    &tarix_option_parts, &tarix_option_test, &tarix_option_correct, &alpha_option,
    &min_effect_option, &direction_option, &key_texts_option, &by_option, &tarix_option_prior,
    &draws_option, &tarix_option_seed, &tarix_option_min_count, &tarix_option_min_docs, NULL};
const tarix_option_default tarix_keyplan_defaults[] = {
    {&tarix_option_measures, "ll,ll_log10_p,log_ratio,log_ratio_low,log_ratio_high,dp"},
    {&tarix_option_min_count, "3"}, {NULL, NULL}};

/* ---- settings ---- */

static tarix_status find_test(tarix_keyplan *k, tarix_error *err)
{
    const tarix_str name = tarix_options_text(k->job->options, &tarix_option_test);
    const tarix_measure *row = tarix_measures_find(name);
    if (row && (row->families & (TARIX_FAMILY_KEYNESS | TARIX_FAMILY_TEXTS)) &&
        tarix_str_ends(name, TARIX_STR("log10_p"))) {
        k->testing.p = row;
        return TARIX_OK;
    }
    return tarix_error_set(err, TARIX_USAGE,
        "--test: '%.*s' is no p that can be corrected: take ll_log10_p, fisher_log10_p, "
        "fisher_two_log10_p, welch_log10_p or mann_whitney_log10_p",
        TARIX_ARG(name));
}

static void read_filter(tarix_keyplan *k)
{
    const tarix_options *o = k->job->options;
    const tarix_str direction = tarix_options_text(o, &direction_option);
    static const char *const names[] = {[TARIX_DIRECTION_BOTH] = "both",
        [TARIX_DIRECTION_TARGET] = "target",
        [TARIX_DIRECTION_REFERENCE] = "reference",
        [TARIX_DIRECTION_LOCKWORDS] = "lockwords"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tarix_str_equal(direction, tarix_str_from(names[i])))
            k->filter.direction = (tarix_direction)i;
    k->filter.log10_alpha = log10(tarix_options_real(o, &alpha_option));
    k->filter.needs_alpha = tarix_options_given(o, &alpha_option);
    k->filter.min_effect = k->filter.direction == TARIX_DIRECTION_LOCKWORDS;
    if (tarix_options_given(o, &min_effect_option))
        k->filter.min_effect = tarix_options_real(o, &min_effect_option);
    k->filter.needs_key_texts = tarix_options_flag(o, &key_texts_option);
}

static void add_measure(tarix_arena *arena, tarix_measure_list *list, const char *name)
{
    const tarix_measure *row = tarix_measures_find(tarix_str_from(name));
    for (size_t i = 0; i < list->n; i++)
        if (list->rows[i] == row) return;
    list->rows = tarix_arena_grow(arena, list->rows, list->n, list->n + 1, sizeof *list->rows);
    list->rows[list->n++] = row;
}

tarix_status tarix_keyplan_read(tarix_job *job, tarix_keyplan *k, tarix_error *err)
{
    *k = (tarix_keyplan){.job = job};
    const tarix_options *o = job->options;
    read_filter(k);
    TARIX_TRY(find_test(k, err));
    k->testing.correction = tarix_corrections_find(tarix_options_text(o, &tarix_option_correct));
    size_t n_typed;
    const tarix_str *typed = tarix_options_all(o, &reference_option, &n_typed);
    k->references = tarix_inputs_join(job->arena, typed, n_typed, &k->n_references);
    k->by = tarix_options_text(o, &by_option);
    if (k->n_references == 0 && !k->by.data)
        return tarix_error_set(err, TARIX_USAGE,
            "keyness needs a --reference: the texts that the target is compared with (or --by "
            "FIELD: "
            "each group of its documents with the others)");
    if (k->by.data && tarix_options_given(o, &tarix_option_parts))
        return tarix_error_set(err, TARIX_USAGE,
            "--parts: with --by the parts are documents: leave one of the two out");
    k->testing.prior = tarix_options_real(o, &tarix_option_prior);
    TARIX_TRY(tarix_job_scope(job, TARIX_KEYPLAN_FAMILIES, &k->scope, err));
    if (k->filter.needs_key_texts) add_measure(job->arena, &k->scope.measures, "key_texts");
    k->testing.min_count = k->scope.min_count;
    k->testing.min_docs = k->scope.min_docs;
    k->scope.texts =
        tarix_measures_have(&k->scope.measures, TARIX_FAMILY_TEXTS) || k->testing.p->of_rates;
    k->scope.texts |= k->by.data != NULL;
    TARIX_TRY(tarix_job_parts(job, &k->parts, err));
    if (!tarix_measures_have(&k->scope.measures, TARIX_FAMILY_DISPERSION))
        k->parts.kind = TARIX_PARTS_NONE;
    else if (k->by.data)
        k->parts.kind = TARIX_PARTS_DOCUMENT;
    k->seed = tarix_options_count(o, &tarix_option_seed);
    k->n_draws = (size_t)tarix_options_count(o, &draws_option);
    k->n_threads = k->job->pass.n_threads;
    return TARIX_OK;
}

/* ---- sides ---- */

/* The sizes of lists; of references for each that is one, or for none. */
static tarix_status read_sizes(
    const tarix_keyplan *k, uint64_t *sizes, tarix_freqlist_plan *target, tarix_error *err)
{
    const tarix_options *o = k->job->options;
    size_t n_sizes = 0, n_lists = 0;
    const tarix_str *given = tarix_options_all(o, &reference_size_option, &n_sizes);
    for (size_t i = 0; i < k->n_references; i++) {
        sizes[i] = TARIX_NO_COUNT;
        if (!tarix_freqlist_is(k->references[i].paths[0])) continue;
        if (n_lists < n_sizes) tarix_number_parse_count(given[n_lists], &sizes[i]);
        n_lists++;
    }
    if (n_sizes && n_sizes != n_lists)
        return tarix_error_set(err, TARIX_USAGE,
            "--reference-size is given %zu times and %zu references are frequency lists: give one "
            "for each, or none",
            n_sizes, n_lists);
    target->n_places = TARIX_NO_COUNT;
    if (!tarix_options_given(o, &target_size_option)) return TARIX_OK;
    if (!tarix_freqlist_is(k->job->inputs[0]))
        return tarix_error_set(
            err, TARIX_USAGE, "--target-size: the target is no frequency list: leave it out");
    target->n_places = tarix_options_count(o, &target_size_option);
    return TARIX_OK;
}

/* What the target has is compared with what it has not. */
static tarix_status subtract(
    const tarix_keyplan *k, const tarix_side *target, tarix_side *reference, tarix_error *err)
{
    if (!target->used || !reference->used) return TARIX_OK;
    tarix_collection *c = reference->used->collection;
    const size_t n = tarix_overlap_subtract(k->job->arena, target->used->collection, c);
    if (n == 0) return TARIX_OK;
    tarix_job_text(k->job, "subtracted_from", reference->name);
    tarix_job_count(k->job, "subtracted_documents", n);
    if (c->n_documents) return TARIX_OK;
    return tarix_error_set(err, TARIX_INVALID,
        "%.*s: all its texts are also in the target: nothing is left to compare with",
        TARIX_ARG(reference->name));
}

tarix_status tarix_keyplan_open(
    const tarix_keyplan *k, tarix_side *target, tarix_side **references, tarix_error *err)
{
    tarix_job *job = k->job;
    const tarix_layer_row *layer =
        tarix_layers_find(tarix_options_text(job->options, &list_layer_option));
    uint64_t *sizes = TARIX_ARRAY(job->arena, uint64_t, k->n_references);
    tarix_freqlist_plan list = {.role = "target", .size = "target-size", .layer = layer};
    TARIX_TRY(read_sizes(k, sizes, &list, err));
    TARIX_TRY(tarix_side_open(job, &list, &k->scope, job->inputs, job->n_inputs, target, err));
    if (k->by.data && !target->used)
        return tarix_error_set(err, TARIX_USAGE,
            "--by: the target is a frequency list, of whose documents nothing is known");
    *references = TARIX_ARRAY(job->arena, tarix_side, k->n_references);
    for (size_t i = 0; i < k->n_references; i++) {
        const tarix_input *input = &k->references[i];
        tarix_side *side = &(*references)[i];
        list =
            (tarix_freqlist_plan){"reference", input->paths[0], "reference-size", sizes[i], layer};
        TARIX_TRY(tarix_side_open(job, &list, &k->scope, input->paths, input->n_paths, side, err));
        side->name = input->name;
        if (side->used) side->used->name = input->name;
        TARIX_TRY(subtract(k, target, side, err));
    }
    return TARIX_OK;
}
