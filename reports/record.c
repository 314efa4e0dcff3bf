#include "reports/record.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/unicode.h"
#include "corpus/index.h"
#include "reports/record_value.h"

#include <gsl/gsl_version.h>
#include <unistd.h>

static json_t *number(uint64_t n)
{
    return json_integer((json_int_t)n);
}

static json_t *settings(const tarix_options *options)
{
    json_t *all = json_object();
    for (const tarix_option *const *row = tarix_options_rows(options); *row; row++) {
        size_t n;
        const tarix_str *values = tarix_options_all(options, *row, &n);
        json_t *value = NULL;
        if ((*row)->kind == TARIX_OPTION_FLAG)
            value = json_boolean(n > 0);
        else if ((*row)->repeats) {
            value = json_array();
            for (size_t i = 0; i < n; i++) json_array_append_new(value, tarix_json_text(values[i]));
        } else {
            const tarix_str s = tarix_options_text(options, *row);
            value = s.data ? tarix_json_text(s) : json_null();
        }
        json_object_set_new(all, (*row)->name, value);
    }
    /* How it ran, not what was computed. */
    static const char *const machine[] = {
        "threads", "memory", "quiet", "output", "record", "figure"};
    for (size_t i = 0; i < sizeof machine / sizeof *machine; i++) json_object_del(all, machine[i]);
    return all;
}

static const tarix_str *digests_of(tarix_arena *arena, const tarix_lexicons *lexicons)
{
    size_t n;
    const tarix_lexicon_file *files = tarix_lexicons_files(lexicons, &n);
    tarix_str *digests = TARIX_ARRAY(arena, tarix_str, n);
    for (size_t i = 0; i < n; i++) digests[i] = tarix_digest_of(arena, files[i].bytes);
    return digests;
}

static json_t *lexicons(const tarix_lexicons *lexicons, const tarix_str *digests)
{
    size_t n;
    json_t *all = json_object();
    const tarix_lexicon_file *files = tarix_lexicons_files(lexicons, &n);
    for (size_t i = 0; i < n; i++)
        json_object_set_new(all, files[i].name,
            json_pack("{s:o, s:o}", "from", tarix_json_text(tarix_str_from(files[i].path)),
                "sha256", tarix_json_text(digests[i])));
    return all;
}

/* For each collection, of each document. */
static tarix_str **faults_of(tarix_arena *arena, const tarix_job *job)
{
    tarix_str **faults = TARIX_ARRAY(arena, tarix_str *, job->n_used);
    for (size_t i = 0; i < job->n_used; i++) {
        const tarix_collection *c = job->used[i].collection;
        faults[i] = TARIX_ARRAY(arena, tarix_str, c->n_documents);
        for (size_t d = 0; d < c->n_documents; d++)
            faults[i][d] = tarix_document_fault(arena, &c->documents[d]);
    }
    return faults;
}

static json_t *document(const tarix_document *d, tarix_str fault)
{
    const tarix_str path = tarix_str_from(d->path);
    if (d->failure.size)
        return json_pack("{s:o, s:o, s:o}", "document", tarix_json_text(d->name), "path",
            tarix_json_text(path), "skipped", tarix_json_text(d->failure));
    json_t *kinds = json_object(), *readings = json_object();
    uint64_t tokens = 0;
    for (unsigned kind = 0; kind < TARIX_KINDS; kind++) {
        tokens += d->tokens[kind];
        if (d->tokens[kind])
            json_object_set_new(
                kinds, tarix_kind_name((tarix_kind)kind).data, number(d->tokens[kind]));
    }
    for (unsigned r = 0; r < TARIX_READINGS; r++)
        if (d->readings[r])
            json_object_set_new(
                readings, tarix_reading_name((tarix_reading)r).data, number(d->readings[r]));
    json_t *row = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
        "document", tarix_json_text(d->name), "path", tarix_json_text(path), "sha256",
        tarix_json_text(d->sha256), "bytes", number(d->bytes), "encoding",
        tarix_json_text(tarix_str_from(d->encoding)), "bad_bytes", number(d->bad_bytes),
        "page_furniture", number(d->furniture), "sentences", number(d->sentences), "places",
        number(d->places), "tokens", number(tokens), "tokens_by_kind", kinds, "words_by_reading",
        readings);
    if (fault.size) json_object_set_new(row, "fault", tarix_json_text(fault));
    if (d->index)
        json_object_set_new(
            row, "index", tarix_json_text(tarix_str_from(tarix_sections_path(d->index->sections))));
    return row;
}

static json_t *input(const tarix_used *used, const tarix_str *faults)
{
    json_t *documents = json_array(), *passed_over = json_array(), *lone = json_array();
    json_t *paths = json_array();
    json_t *filtered = json_array();
    const tarix_collection *c = used->collection;
    for (size_t i = 0; i < used->n_paths; i++)
        json_array_append_new(paths, tarix_json_text(used->paths[i]));
    for (size_t i = 0; i < c->n_documents; i++) {
        const tarix_document *d = &c->documents[i];
        json_array_append_new(documents, document(d, faults[i]));
        if (d->lacks_metadata) json_array_append_new(lone, tarix_json_text(d->name));
    }
    for (size_t i = 0; i < c->n_filtered; i++)
        json_array_append_new(filtered, tarix_json_text(c->filtered[i]));
    for (size_t i = 0; i < c->n_passed_over; i++)
        json_array_append_new(
            passed_over, json_pack("{s:o, s:o}", "path", tarix_json_text(c->passed_over[i].path),
                             "reason", tarix_json_text(c->passed_over[i].reason)));
    const uint64_t other = used->n_tokens - used->n_counted - used->n_stopped;
    json_t *left_out =
        json_pack("{s:o, s:o}", "stopwords", number(used->n_stopped), "other_kinds", number(other));
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "role",
        used->role, "name", tarix_json_text(used->name), "paths", paths, "tokens",
        number(used->n_tokens), "counted", number(used->n_counted), "left_out", left_out, "places",
        number(used->n_places), "documents", documents, "passed_over", passed_over,
        "without_metadata", lone, "n_filtered", number(c->n_filtered), "filtered", filtered);
}

static json_t *metadata_file(const tarix_metadata_file *f)
{
    json_t *unused = json_array();
    for (size_t i = 0; i < f->n_rows; i++)
        if (!f->rows[i].is_used)
            json_array_append_new(unused, tarix_json_text(f->rows[i].document));
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "role", "metadata", "name",
        tarix_json_text(tarix_str_from(f->path)), "sha256", tarix_json_text(f->sha256), "bytes",
        number(f->bytes), "encoding", tarix_json_text(tarix_str_from(f->encoding)), "bad_bytes",
        number(f->bad_bytes), "rows", number(f->n_rows), "rows_without_document", unused);
}

static json_t *sheet(const tarix_sheet *s)
{
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "role", s->role, "name",
        tarix_json_text(s->name), "sha256", tarix_json_text(s->sha256), "bytes", number(s->bytes),
        "encoding", tarix_json_text(tarix_str_from(s->encoding)), "bad_bytes", number(s->bad_bytes),
        "rows", number(s->rows), "skipped_rows", number(s->skipped));
}

static json_t *facts(const tarix_job *job)
{
    json_t *all = json_array();
    for (size_t i = 0; i < job->n_facts; i++) {
        const tarix_fact *f = &job->facts[i];
        json_array_append_new(
            all, json_pack("{s:s, s:o}", "name", f->name, "value",
                     f->type == TARIX_FACT_COUNT ? number(f->count) : tarix_json_text(f->text)));
    }
    return all;
}

static tarix_str folder_of(tarix_str path)
{
    return tarix_str_slice(path, 0, path.size - tarix_file_base(path).size);
}

static json_t *output_value(tarix_str name, tarix_str sha256, uint64_t bytes)
{
    return json_pack("{s:o, s:o, s:o}", "file", tarix_json_text(name), "sha256",
        tarix_json_text(sha256), "bytes", number(bytes));
}

tarix_status tarix_record_output(
    tarix_arena *arena, tarix_str name, const char *path, json_t **out, tarix_error *err)
{
    tarix_str sha256;
    uint64_t bytes;
    TARIX_TRY(tarix_digest_file(arena, path, &sha256, &bytes, err));
    *out = output_value(name, sha256, bytes);
    return TARIX_OK;
}

/* Files in the record's own folder go by their names, so that the folder may be moved. */
static tarix_status add_outputs(
    tarix_arena *arena, const tarix_record *record, const char *path, json_t *all, tarix_error *err)
{
    for (size_t i = 0; i < record->n_outputs; i++) {
        const tarix_str output = record->outputs[i];
        const bool is_beside = tarix_str_equal(folder_of(output), folder_of(tarix_str_from(path)));
        const bool has_slash = memchr(output.data, '/', output.size);
        const tarix_str name = is_beside   ? tarix_file_base(output)
                               : has_slash ? output
                                           : tarix_arena_format(arena, "./%s", output.data);
        json_t *value = NULL;
        if (tarix_str_equal(output, record->known.path))
            value = output_value(name, record->known.sha256, record->known.bytes);
        else
            TARIX_TRY(tarix_record_output(arena, name, output.data, &value, err));
        json_array_append_new(all, value);
    }
    return TARIX_OK;
}

static json_t *libraries(tarix_str icu)
{
    return json_pack("{s:o, s:s, s:s}", "icu", tarix_json_text(icu), "gsl", GSL_VERSION, "jansson",
        JANSSON_VERSION);
}

json_t *tarix_record_run(const char *started, double seconds, uint64_t threads,
    const tarix_str *arguments, size_t n_arguments)
{
    char host[256] = "", folder[4096] = "";
    json_t *command = json_array();
    gethostname(host, sizeof host - 1);
    if (!getcwd(folder, sizeof folder)) folder[0] = '\0';
    for (size_t i = 0; i < n_arguments; i++)
        json_array_append_new(command, tarix_json_text(arguments[i]));
    return json_pack("{s:s, s:f, s:o, s:o, s:o, s:o}", "started", started, "seconds", seconds,
        "threads", number(threads), "host", tarix_json_text(tarix_str_from(host)), "folder",
        tarix_json_text(tarix_str_from(folder)), "command", command);
}

static json_t *run_part(const tarix_record *record)
{
    const tarix_options *options = record->job->options;
    const tarix_option *threads = tarix_options_find(options, TARIX_STR("threads"));
    return tarix_record_run(record->started, record->seconds, tarix_options_count(options, threads),
        record->arguments, record->n_arguments);
}

tarix_status tarix_record_value(tarix_arena *arena, const tarix_record *record, const char *path,
    tarix_json_file *file, tarix_error *err)
{
    TARIX_TRY(tarix_digest_check(err));
    const tarix_str icu = tarix_unicode_version(arena);
    const tarix_str *digests = digests_of(arena, record->job->lexicons);
    tarix_str **faults = faults_of(arena, record->job);
    json_t *outputs = file->value = json_array();
    TARIX_TRY(add_outputs(arena, record, path, outputs, err));
    json_t *inputs = json_array();
    for (size_t i = 0; i < record->job->n_used; i++)
        json_array_append_new(inputs, input(&record->job->used[i], faults[i]));
    const tarix_metadata *metadata = record->job->metadata;
    for (size_t i = 0; metadata && i < metadata->n_files; i++)
        json_array_append_new(inputs, metadata_file(metadata->files[i]));
    for (size_t i = 0; i < record->job->n_sheets; i++)
        json_array_append_new(inputs, sheet(&record->job->sheets[i]));
    file->value = json_pack("{s:s, s:s, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "program",
        "tarix", "version", record->version, "libraries", libraries(icu), "analysis",
        record->command, "settings", settings(record->job->options), "lexicons",
        lexicons(record->job->lexicons, digests), "inputs", inputs, "facts", facts(record->job),
        "rows", number(tarix_table_rows_written(record->table)), "outputs", outputs, "run",
        run_part(record));
    return TARIX_OK;
}

tarix_status tarix_record_write(
    tarix_arena *arena, const tarix_record *record, const char *path, tarix_error *err)
{
    tarix_json_file *file = tarix_json_file_new(arena);
    TARIX_TRY(tarix_record_value(arena, record, path, file, err));
    return tarix_json_file_write(arena, file, path, err);
}
