#include "analyzers/analyzer.h"

#include "analyzers/groups.h"
#include "analyzers/layers.h"
#include "analyzers/options.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/number.h"
#include "corpus/fold.h"
#include "corpus/where.h"

#include <math.h>

void tarix_job_count(tarix_job *job, const char *name, uint64_t count)
{
    TARIX_ROOM(job->arena, job->facts, job->n_facts, job->facts_capacity);
    job->facts[job->n_facts++] =
        (tarix_fact){.name = name, .type = TARIX_FACT_COUNT, .count = count};
}

void tarix_job_text(tarix_job *job, const char *name, tarix_str text)
{
    TARIX_ROOM(job->arena, job->facts, job->n_facts, job->facts_capacity);
    job->facts[job->n_facts++] = (tarix_fact){.name = name, .type = TARIX_FACT_TEXT, .text = text};
}

tarix_sheet *tarix_job_add_sheet(tarix_job *job, const char *role, const char *name)
{
    TARIX_ROOM(job->arena, job->sheets, job->n_sheets, job->sheets_capacity);
    tarix_sheet *sheet = &job->sheets[job->n_sheets++];
    *sheet = (tarix_sheet){.role = role, .name = tarix_str_from(name)};
    return sheet;
}

static tarix_status join_metadata(tarix_job *job, tarix_collection *collection, tarix_error *err)
{
    const char *path = tarix_options_text(job->options, &tarix_option_metadata).data;
    if (!job->metadata)
        job->metadata =
            tarix_metadata_new(job->arena, job->lexicons, job->pass.encoding, job->pass.hashes);
    return tarix_metadata_join(job->metadata, collection, path, err);
}

static void note_unordered(tarix_job *job, const char *option, const tarix_where *where)
{
    tarix_str first;
    const uint64_t n = tarix_where_unordered(where, &first);
    if (n == 0) return;
    tarix_job_text(job, "note",
        tarix_arena_format(job->arena,
            "--%s: comparisons of a number or date with another text, such as '%.*s', do not hold; "
            "there were %llu",
            option, TARIX_ARG(first), (unsigned long long)n));
}

/* --where: only the documents of which it holds stay. */
static tarix_status keep_where(
    tarix_job *job, const char *role, tarix_collection *c, tarix_error *err)
{
    const bool is_reference = strcmp(role, "reference") == 0;
    const tarix_option *option = is_reference ? &tarix_option_where_reference : &tarix_option_where;
    const tarix_str condition = tarix_options_text(job->options, option);
    tarix_where *where = NULL;
    bool is_empty = true;
    if (!condition.data) return TARIX_OK;
    TARIX_TRY(tarix_where_parse(job->arena, option->name, condition, job->metadata, &where, err));
    bool *keeps = TARIX_ARRAY(job->arena, bool, c->n_documents + 1);
    for (size_t i = 0; i < c->n_documents; i++) {
        TARIX_TRY(tarix_where_holds(where, &c->documents[i], &keeps[i], err));
        is_empty &= !keeps[i];
    }
    note_unordered(job, option->name, where);
    if (is_empty)
        return tarix_error_set(err, TARIX_INVALID,
            "--%s: of the %zu documents looked at it holds of none; see what is known of them in "
            "their metadata.csv",
            option->name, c->n_documents);
    tarix_collection_filter(c, keeps);
    return TARIX_OK;
}

tarix_status tarix_job_open(tarix_job *job, const char *role, const tarix_str *inputs,
    size_t n_inputs, tarix_used **out, tarix_error *err)
{
    enum { most_used = 256 };
    tarix_collection *collection = NULL;
    TARIX_TRY(
        tarix_collection_open_shelved(job->arena, inputs, n_inputs, job->shelf, &collection, err));
    TARIX_TRY(join_metadata(job, collection, err));
    TARIX_TRY(keep_where(job, role, collection, err));
    if (job->pass.progress)
        tarix_progress_expect(job->pass.progress, tarix_collection_bytes(collection));
    if (!job->used) job->used = TARIX_ARRAY(job->arena, tarix_used, most_used);
    if (job->n_used == most_used)
        return tarix_error_set(err, TARIX_USAGE, "more than %d references", most_used - 1);
    tarix_str name = n_inputs ? inputs[0] : TARIX_STR("");
    if (n_inputs > 1)
        name = tarix_arena_format(job->arena, "%.*s and %zu more", TARIX_ARG(name), n_inputs - 1);
    job->used[job->n_used] = (tarix_used){
        .role = role, .name = name, .paths = inputs, .n_paths = n_inputs, .collection = collection};
    *out = &job->used[job->n_used++];
    return TARIX_OK;
}

/* ---- scope ---- */

static tarix_status find_layer(tarix_str name, const tarix_layer_row **out, tarix_error *err)
{
    size_t n;
    const tarix_layer_row *rows = tarix_layers(&n);
    *out = tarix_layers_find(name);
    if (*out) return TARIX_OK;
    const char *names[16];
    for (size_t i = 0; i < n && i < 16; i++) names[i] = rows[i].name;
    const char *nearest = tarix_option_nearest(name, names, n);
    return tarix_error_set(err, TARIX_USAGE,
        "--layer: '%.*s' is no layer%s%s%s; known: form fold stem lemma", TARIX_ARG(name),
        nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

/* The words of a list of the user's own, folded as the corpus is. */
static tarix_wordlist *fold_list(tarix_arena *arena, tarix_str bytes)
{
    tarix_wordlist *list = tarix_wordlist_new(arena);
    tarix_str line;
    while (tarix_str_split(&bytes, '\n', &line)) {
        while (line.size && (unsigned char)line.data[line.size - 1] <= ' ') line.size--;
        if (line.size == 0 || line.data[0] == '#') continue;
        char *fold = tarix_arena_alloc(arena, TARIX_FOLD_SIZE(line.size), 1);
        tarix_wordlist_add(list, (tarix_str){fold, tarix_fold(line, TARIX_KIND_WORD, fold)}, 0);
    }
    return list;
}

static tarix_status find_stopwords(tarix_job *job, const tarix_wordlist **out, tarix_error *err)
{
    const tarix_str name = tarix_options_text(job->options, &tarix_option_stopwords);
    *out = NULL;
    if (tarix_str_equal(name, TARIX_STR("none"))) return TARIX_OK;
    if (tarix_str_equal(name, TARIX_STR("az"))) {
        *out = tarix_lexicons_stopwords(job->lexicons);
        return TARIX_OK;
    }
    tarix_str bytes;
    if (tarix_file_look(name.data, NULL) != TARIX_FILE_PLAIN)
        return tarix_error_set(err, TARIX_IO,
            "--stopwords: '%s' is neither none, az nor a file of words, one a line", name.data);
    TARIX_TRY(tarix_file_read(job->arena, name.data, &bytes, err));
    *out = fold_list(job->arena, bytes);
    tarix_sheet *sheet = tarix_job_add_sheet(job, "stopwords", name.data);
    sheet->encoding = "UTF-8";
    sheet->bytes = bytes.size;
    sheet->rows = tarix_wordlist_size(*out);
    if (job->pass.hashes) sheet->sha256 = tarix_digest_of(job->arena, bytes);
    return TARIX_OK;
}

tarix_status tarix_job_scope(tarix_job *job, unsigned families, tarix_scope *out, tarix_error *err)
{
    const tarix_options *options = job->options;
    TARIX_TRY(find_layer(tarix_options_text(options, &tarix_option_layer), &out->layer, err));
    TARIX_TRY(tarix_kinds_parse(
        tarix_options_text(options, &tarix_option_kinds), &out->selection.kinds, err));
    TARIX_TRY(find_stopwords(job, &out->selection.stopwords, err));
    tarix_str measures = tarix_options_text(options, &tarix_option_measures);
    if (tarix_str_equal(measures, TARIX_STR("default")))
        measures = tarix_str_from(tarix_options_fallback(options, &tarix_option_measures));
    TARIX_TRY(tarix_measures_parse(job->arena, measures, families, &out->measures, err));
    out->min_count = tarix_options_count(options, &tarix_option_min_count);
    out->min_docs = tarix_options_count(options, &tarix_option_min_docs);
    return TARIX_OK;
}

/* --parts FIELD: the groups of this collection. */
static tarix_status find_groups(
    tarix_job *job, const tarix_collection *collection, tarix_parts_choice *parts, tarix_error *err)
{
    static const tarix_groups_option option = {
        "parts", "none of auto, document and slices:N, and "};
    tarix_groups *groups = NULL;
    if (parts->kind != TARIX_PARTS_GROUPS) return TARIX_OK;
    const tarix_str field = tarix_options_text(job->options, &tarix_option_parts);
    TARIX_TRY(
        tarix_groups_find(job->arena, job->metadata, collection, &option, field, &groups, err));
    parts->n = groups->n;
    parts->group_of_document = groups->of_document;
    return TARIX_OK;
}

tarix_status tarix_job_tally(tarix_job *job, tarix_used *used, const tarix_scope *scope,
    tarix_vocab *values, tarix_parts_choice parts, tarix_tally **out, tarix_error *err)
{
    tarix_tally *tally = NULL;
    TARIX_TRY(find_groups(job, used->collection, &parts, err));
    const tarix_tally_plan plan = {
        scope->layer, scope->selection, parts, scope->forms, scope->places, scope->texts};
    TARIX_TRY(
        tarix_tally_count(job->arena, &job->pass, used->collection, &plan, values, &tally, err));
    used->n_tokens = tally->n_tokens;
    used->n_counted = tally->n_counted;
    used->n_stopped = tally->n_stopped;
    used->n_places = tally->n_places;
    *out = tally;
    return TARIX_OK;
}

tarix_status tarix_job_parts(const tarix_job *job, tarix_parts_choice *out, tarix_error *err)
{
    const tarix_str text = tarix_options_text(job->options, &tarix_option_parts);
    const tarix_str slices = TARIX_STR("slices:");
    uint64_t n = 0;
    *out = (tarix_parts_choice){.kind = TARIX_PARTS_AUTO};
    if (tarix_str_equal(text, TARIX_STR("auto"))) return TARIX_OK;
    if (tarix_str_equal(text, TARIX_STR("document"))) {
        out->kind = TARIX_PARTS_DOCUMENT;
        return TARIX_OK;
    }
    if (tarix_str_starts(text, slices) &&
        tarix_number_parse_count(tarix_str_slice(text, slices.size, text.size), &n) && n > 1 &&
        n <= 10000) {
        *out = (tarix_parts_choice){.kind = TARIX_PARTS_SLICES, .n = (size_t)n};
        return TARIX_OK;
    }
    if (text.size == 0 || tarix_str_starts(text, slices))
        return tarix_error_set(err, TARIX_USAGE,
            "--parts: '%.*s' is not auto, document, slices:N with N from 2 to 10000, or a field of "
            "the metadata",
            TARIX_ARG(text));
    out->kind = TARIX_PARTS_GROUPS;
    return TARIX_OK;
}

tarix_parts tarix_tally_parts(const tarix_tally *tally, tarix_id value, double *scratch)
{
    const size_t first = tally->first[value], end = tally->first[value + 1];
    return (tarix_parts){.n_parts = tally->n_parts,
        .sizes = tally->part_size,
        .total = tally->n_places,
        .least = tally->least_part,
        .n_listed = end - first,
        .part = tally->part + first,
        .count = tally->part_count + first,
        .frequency = tally->count[value],
        .scratch = scratch};
}
