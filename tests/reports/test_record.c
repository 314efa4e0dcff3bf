#include "reports/record.h"

#include "analyzers/options.h"
#include "tests/base/guarded.h"
#include "tests/folder.h"

#include <jansson.h>

static const tarix_option reference = {
    .name = "reference", .kind = TARIX_OPTION_TEXT, .repeats = true};
static const tarix_option *const rows[] = {&tarix_option_min_count, &tarix_option_sort,
    &tarix_option_quiet, &tarix_option_strict, &tarix_option_threads, &reference, NULL};

static json_t *load(const char *name)
{
    json_error_t error;
    json_t *value = json_load_file(folder_path(name), JSON_REJECT_DUPLICATES, &error);
    if (!value) fail_msg("%s:%d: %s", name, error.line, error.text);
    return value;
}

static void check_text(const json_t *object, const char *key, const char *expected)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) fail_msg("%s is no text", key);
    assert_string_equal(json_string_value(value), expected);
}

static void check_number(const json_t *object, const char *key, json_int_t expected)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_integer(value)) fail_msg("%s is no whole number", key);
    assert_int_equal(json_integer_value(value), expected);
}

/* ---- a run ---- */

static tarix_lexicons *lexicons;

static int open_all(void **state)
{
    if (folder_new(state)) return -1;
    return tarix_lexicons_open(NULL, &lexicons, NULL);
}

static int close_all(void **state)
{
    tarix_lexicons_free(lexicons);
    return folder_free(state);
}

/* Two documents, one of them skipped, its name no UTF-8; one file passed over. */
static const tarix_document documents[] = {
    {.name = {"İrəvan.txt", 12},
        .encoding = "UTF-8",
        .sha256 = {"00ff", 4},
        .bytes = 120,
        .bad_bytes = 3,
        .furniture = 2,
        .sentences = 4,
        .places = 17,
        .tokens = {[TARIX_KIND_WORD] = 16, [TARIX_KIND_NUMBER] = 1, [TARIX_KIND_PUNCT] = 4},
        .readings = {[TARIX_READING_ENGLISH] = 5}},
    {.name = {"\xC9.txt", 5}, .failure = {"cannot be read", 14}}};
static const tarix_passed_over passed_over = {{"a.doc", 5}, {"not a .txt file", 15}};

static tarix_status write_run(
    tarix_guard *guard, const tarix_lexicons *lists, const char *path, tarix_error *err)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_options *options = tarix_options_new(arena, rows, NULL);
    tarix_options_set(options, &tarix_option_threads, TARIX_STR("3"), NULL);
    tarix_options_set(options, &tarix_option_strict, TARIX_STR(""), NULL);
    tarix_options_set(options, &reference, TARIX_STR("i"), NULL);
    tarix_options_set(options, &reference, TARIX_STR("\xFF"), NULL);
    tarix_collection collection = {.documents = (tarix_document *)documents,
        .n_documents = 2,
        .passed_over = (tarix_passed_over *)&passed_over,
        .n_passed_over = 1};
    tarix_used used = {.role = "input",
        .name = TARIX_STR("mətnlər"),
        .collection = &collection,
        .n_tokens = 21,
        .n_counted = 12,
        .n_stopped = 4,
        .n_places = 17};
    tarix_job job = {
        .arena = arena, .lexicons = lists, .options = options, .used = &used, .n_used = 1};
    tarix_job_count(&job, "tests", 5);
    tarix_job_text(&job, "node", TARIX_STR("ı"));
    const tarix_str arguments[] = {TARIX_STR("tarix"), TARIX_STR("freq"), TARIX_STR("\"mətn\"")};
    const tarix_record record = {.version = "0.1.0",
        .command = "freq",
        .arguments = arguments,
        .n_arguments = 3,
        .job = &job,
        .table = tarix_table_new(arena, (tarix_row_sink){0}),
        .seconds = 1.5,
        .started = "2024-05-28T10:00:00Z"};
    return tarix_record_write(arena, &record, path, err);
}

static void the_record_says_what_was_run(tarix_guard *guard)
{
    assert_int_equal(write_run(guard, lexicons, folder_path("run.json"), NULL), TARIX_OK);
    json_t *record = load("run.json");
    check_text(record, "program", "tarix");
    check_text(record, "version", "0.1.0");
    check_text(record, "analysis", "freq");
    check_number(record, "rows", 0);
    const json_t *run = json_object_get(record, "run");
    check_text(run, "started", "2024-05-28T10:00:00Z");
    check_number(run, "threads", 3);
    check_near(json_real_value(json_object_get(run, "seconds")), 1.5, 1e-6);
    const json_t *command = json_object_get(run, "command");
    assert_int_equal(json_array_size(command), 3);
    assert_string_equal(json_string_value(json_array_get(command, 2)), "\"mətn\"");
    const json_t *facts = json_object_get(record, "facts");
    assert_int_equal(json_array_size(facts), 2);
    check_text(json_array_get(facts, 0), "name", "tests");
    check_number(json_array_get(facts, 0), "value", 5);
    check_text(json_array_get(facts, 1), "value", "ı");
    const char *libraries[] = {"icu", "gsl", "jansson"};
    for (size_t i = 0; i < 3; i++)
        assert_true(
            json_is_string(json_object_get(json_object_get(record, "libraries"), libraries[i])));
    json_decref(record);
}

static void settings_are_those_that_change_the_result(tarix_guard *guard)
{
    assert_int_equal(write_run(guard, lexicons, folder_path("run.json"), NULL), TARIX_OK);
    json_t *record = load("run.json");
    const json_t *settings = json_object_get(record, "settings");
    check_text(settings, "min-count", "1");
    assert_true(json_is_null(json_object_get(settings, "sort")));
    assert_true(json_is_true(json_object_get(settings, "strict")));
    assert_null(json_object_get(settings, "threads"));
    assert_null(json_object_get(settings, "quiet"));
    const json_t *references = json_object_get(settings, "reference");
    assert_int_equal(json_array_size(references), 2);
    assert_string_equal(json_string_value(json_array_get(references, 0)), "i");
    assert_true(json_is_string(json_array_get(references, 1)));
    json_decref(record);
}

static void no_token_is_unaccounted_for(tarix_guard *guard)
{
    assert_int_equal(write_run(guard, lexicons, folder_path("run.json"), NULL), TARIX_OK);
    json_t *record = load("run.json");
    const json_t *input = json_array_get(json_object_get(record, "inputs"), 0);
    const json_t *left_out = json_object_get(input, "left_out");
    check_text(input, "role", "input");
    check_text(input, "name", "mətnlər");
    check_number(input, "tokens", 21);
    check_number(input, "counted", 12);
    check_number(left_out, "stopwords", 4);
    check_number(left_out, "other_kinds", 5);
    check_number(input, "places", 17);
    const json_t *read = json_array_get(json_object_get(input, "documents"), 0);
    check_text(read, "document", "İrəvan.txt");
    check_text(read, "sha256", "00ff");
    check_text(read, "encoding", "UTF-8");
    check_number(read, "bytes", 120);
    check_number(read, "bad_bytes", 3);
    check_number(read, "tokens", 21);
    const json_t *kinds = json_object_get(read, "tokens_by_kind");
    assert_int_equal(json_object_size(kinds), 3);
    check_number(kinds, "word", 16);
    check_number(kinds, "punct", 4);
    const json_t *readings = json_object_get(read, "words_by_reading");
    assert_int_equal(json_object_size(readings), 1);
    check_number(readings, "english", 5);
    const json_t *skipped = json_array_get(json_object_get(input, "documents"), 1);
    check_text(skipped, "skipped", "cannot be read");
    check_text(
        json_array_get(json_object_get(input, "passed_over"), 0), "reason", "not a .txt file");
    json_decref(record);
}

/* The sum is that of sha256sum (GNU coreutils 9.1). */
static void a_list_from_a_folder_of_any_name_is_recorded(tarix_guard *guard)
{
    tarix_lexicons *edited = NULL;
    assert_int_equal(mkdir(folder_path("\xC9"), 0777), 0);
    folder_put("\xC9/stopwords.tsv", TARIX_STR("word\tclass\n"));
    assert_int_equal(tarix_lexicons_open(folder_path("\xC9"), &edited, NULL), TARIX_OK);
    const tarix_status status = write_run(guard, edited, folder_path("run.json"), NULL);
    tarix_lexicons_free(edited);
    assert_int_equal(status, TARIX_OK);
    json_t *record = load("run.json");
    const json_t *lists = json_object_get(record, "lexicons");
    check_text(json_object_get(lists, "compounds.tsv"), "from", "built in");
    check_text(json_object_get(lists, "stopwords.tsv"), "sha256",
        "fc3d810d9ed1f65d71fc3f2e8b42d61e230592b6cdebce2435911f876ca3c07d");
    assert_true(json_is_string(json_object_get(json_object_get(lists, "stopwords.tsv"), "from")));
    json_decref(record);
}

/* ---- what fails ---- */

static void what_cannot_be_written_is_told_of(tarix_guard *guard)
{
    const char *paths[] = {"/dev/full", folder_path("none/run.json"), folder_root};
    for (size_t i = 0; i < 3; i++) {
        tarix_error err = {0};
        assert_int_equal(write_run(guard, lexicons, paths[i], &err), TARIX_IO);
        assert_non_null(strstr(err.message, paths[i]));
    }
}

static void write_it(tarix_guard *guard)
{
    assert_int_equal(write_run(guard, lexicons, folder_path("run.json"), NULL), TARIX_OK);
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    const int before = folder_next_fd();
    guarded_starve(write_it, 1009);
    assert_int_equal(folder_next_fd(), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(the_record_says_what_was_run),
        GUARDED(settings_are_those_that_change_the_result), GUARDED(no_token_is_unaccounted_for),
        GUARDED(a_list_from_a_folder_of_any_name_is_recorded),
        GUARDED(what_cannot_be_written_is_told_of), cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, open_all, close_all);
}
