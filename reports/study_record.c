#include "reports/study_record.h"

#include "base/file.h"
#include "reports/record_value.h"
#include "reports/study_value.h"

struct tarix_study_record {
    tarix_json_file *file; /* owns the whole, to which the parts below belong */
    json_t *inputs, *reports, *outputs, *seconds;
};

tarix_study_record *tarix_study_record_new(tarix_arena *arena)
{
    tarix_study_record *study = TARIX_NEW(arena, tarix_study_record);
    study->file = tarix_json_file_new(arena);
    study->inputs = json_array();
    study->reports = json_array();
    study->outputs = json_array();
    study->seconds = json_array();
    study->file->value = json_pack("{s:s, s:s, s:n, s:n, s:n, s:o, s:o, s:o, s:{s:o}}", "program",
        "tarix", "version", "", "libraries", "study", "lexicons", "inputs", study->inputs,
        "reports", study->reports, "outputs", study->outputs, "run", "reports", study->seconds);
    return study;
}

/* Moves a value from one object to another; what is not there is not moved. */
static void move(json_t *from, json_t *to, const char *key)
{
    json_t *value = json_object_get(from, key);
    if (!value) return;
    json_object_set(to, key, value);
    json_object_del(from, key);
}

static void add_once(json_t *all, json_t *value)
{
    const json_t *there;
    size_t i;
    json_array_foreach(all, i, there) if (json_equal(there, value))
    {
        json_decref(value);
        return;
    }
    json_array_append_new(all, value);
}

/* The texts of an input go to the whole; the report keeps what it counted of them. */
static json_t *share_input(tarix_study_record *study, json_t *input)
{
    static const char *const shared[] = {"paths", "documents", "passed_over", "without_metadata",
        "n_filtered", "filtered", "sha256", "bytes", "encoding", "bad_bytes", "rows",
        "rows_without_document", "skipped_rows"};
    json_t *whole = json_object();
    if (!json_object_get(input, "documents")) {
        json_object_set(whole, "role", json_object_get(input, "role"));
        json_object_set(whole, "name", json_object_get(input, "name"));
    }
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) move(input, whole, shared[i]);
    if (json_object_get(whole, "paths"))
        json_object_set(input, "paths", json_object_get(whole, "paths"));
    add_once(study->inputs, whole);
    return input;
}

static json_t *names_of(const json_t *outputs)
{
    json_t *names = json_array();
    const json_t *output;
    size_t i;
    json_array_foreach(outputs, i, output)
        json_array_append(names, json_object_get(output, "file"));
    return names;
}

static json_t *texts(const tarix_str *list, size_t n)
{
    json_t *all = json_array();
    for (size_t i = 0; i < n; i++) json_array_append_new(all, tarix_json_text(list[i]));
    return all;
}

/* The lists of the first report are those of the study; a report has what differs from them. */
static json_t *share_lexicons(tarix_study_record *study, json_t *lists)
{
    json_t *whole = json_object_get(study->file->value, "lexicons"), *own = json_object(), *list;
    const char *name;
    if (!json_is_object(whole))
        json_object_set(study->file->value, "lexicons", lists);
    else
        json_object_foreach(lists, name, list) if (!json_equal(json_object_get(whole, name), list))
            json_object_set(own, name, list);
    return own;
}

tarix_status tarix_study_record_add(tarix_study_record *study, tarix_arena *scratch, tarix_str name,
    const tarix_record *record, const char *path, const tarix_str *warnings, size_t n_warnings,
    tarix_error *err)
{
    static const char *const of_all[] = {"version", "libraries"};
    static const char *const of_report[] = {"analysis", "settings", "inputs", "facts", "rows"};
    tarix_json_file *part = tarix_json_file_new(scratch);
    TARIX_TRY(tarix_record_value(scratch, record, path, part, err));
    json_t *value = part->value, *report = json_object(), *input, *output;
    size_t i;
    json_object_set_new(report, "name", tarix_json_text(name));
    json_array_append_new(study->seconds,
        json_pack("{s:o, s:f}", "name", tarix_json_text(name), "seconds", record->seconds));
    json_array_foreach(json_object_get(value, "inputs"), i, input) share_input(study, input);
    for (i = 0; i < sizeof of_all / sizeof *of_all; i++) move(value, study->file->value, of_all[i]);
    for (i = 0; i < sizeof of_report / sizeof *of_report; i++) move(value, report, of_report[i]);
    json_object_set_new(
        report, "lexicons", share_lexicons(study, json_object_get(value, "lexicons")));
    json_object_set_new(report, "command", texts(record->arguments, record->n_arguments));
    json_object_set_new(report, "warnings", texts(warnings, n_warnings));
    json_object_set_new(report, "outputs", names_of(json_object_get(value, "outputs")));
    json_array_foreach(json_object_get(value, "outputs"), i, output)
        json_array_append(study->outputs, output);
    json_array_append_new(study->reports, report);
    return TARIX_OK;
}

const json_t *tarix_study_record_value(const tarix_study_record *study)
{
    return study->file->value;
}

void tarix_study_record_add_failure(
    tarix_study_record *study, tarix_str name, const char *analysis, tarix_str reason)
{
    json_array_append_new(
        study->reports, json_pack("{s:o, s:s, s:o}", "name", tarix_json_text(name), "analysis",
                            analysis, "failed", tarix_json_text(reason)));
}

tarix_status tarix_study_record_add_file(
    tarix_study_record *study, tarix_arena *scratch, tarix_str file, tarix_error *err)
{
    json_t *output = NULL;
    TARIX_TRY(tarix_record_output(scratch, tarix_file_base(file), file.data, &output, err));
    json_array_append_new(study->outputs, output);
    return TARIX_OK;
}

tarix_status tarix_study_record_write(tarix_study_record *study, tarix_arena *arena,
    const tarix_study_head *head, double seconds, const char *started, const char *path,
    tarix_error *err)
{
    json_t *all = study->file->value;
    json_t *run =
        tarix_record_run(started, seconds, head->threads, head->arguments, head->n_arguments);
    json_object_set(run, "reports", study->seconds);
    json_object_set_new(all, "run", run);
    json_object_set_new(all, "version", json_string(head->version));
    json_object_set_new(all, "study",
        json_pack("{s:o, s:o}", "title", tarix_json_text(head->title), "file",
            tarix_json_text(head->file)));
    json_array_insert_new(study->inputs, 0,
        json_pack("{s:s, s:o, s:o, s:I}", "role", "study", "name", tarix_json_text(head->file),
            "sha256", tarix_json_text(head->sha256), "bytes", (json_int_t)head->bytes));
    return tarix_json_file_write(arena, study->file, path, err);
}
