/* The rules are those of the Metadata Vocabulary for Tabular Data (W3C, 2015): 5.1.1 @context, 5.4
 * url, 5.6 columns, 5.9 dialect, 5.11 datatypes; section numbers beside the checks. */
#include "reports/dictionary.h"

#include "reports/delimited.h"
#include "reports/json.h"
#include "tests/base/guarded.h"
#include "tests/folder.h"

#include <jansson.h>

static const tarix_column columns[] = {{.name = "term",
                                           .type = TARIX_TYPE_TEXT,
                                           .title_en = "Term",
                                           .title_az = "Söz",
                                           .unit = "",
                                           .formula = ""},
    {.name = "count",
        .type = TARIX_TYPE_COUNT,
        .title_en = "Count",
        .title_az = "Say",
        .unit = "tokens",
        .formula = ""},
    {.name = "score",
        .type = TARIX_TYPE_REAL,
        .title_en = "Score",
        .title_az = "Bal",
        .unit = "bits",
        .formula = "log2(O/E)"},
    {.name = "mi",
        .type = TARIX_TYPE_REAL,
        .title_en = "MI",
        .title_az = "MI",
        .unit = "",
        .formula = "log2(o11/e11)"}};

enum { n_columns = sizeof columns / sizeof *columns };

static json_t *write_dictionary(tarix_guard *guard, const tarix_writer *writer, const char *name)
{
    json_error_t error;
    assert_int_equal(tarix_dictionary_write(tarix_arena_new(guard), columns, n_columns, writer,
                         tarix_str_from(name), folder_path("d.json"), NULL),
        TARIX_OK);
    json_t *value = json_load_file(folder_path("d.json"), JSON_REJECT_DUPLICATES, &error);
    if (!value) fail_msg("%d: %s", error.line, error.text);
    return value;
}

static void check_text(const json_t *object, const char *key, const char *expected)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) fail_msg("%s is no text", key);
    assert_string_equal(json_string_value(value), expected);
}

static const json_t *column_at(const json_t *dictionary, size_t i)
{
    const json_t *schema = json_object_get(dictionary, "tableSchema");
    return json_array_get(json_object_get(schema, "columns"), i);
}

/* A reader compares the header with the titles (5.5.1): the name must be among them. */
static void every_column_is_described(tarix_guard *guard)
{
    static const char *const types[] = {"string", "nonNegativeInteger", "double", "double"};
    json_t *dictionary = write_dictionary(guard, &tarix_csv, "say.csv");
    check_text(dictionary, "@context", "http://www.w3.org/ns/csvw");
    assert_null(column_at(dictionary, n_columns));
    for (size_t i = 0; i < n_columns; i++) {
        const json_t *column = column_at(dictionary, i);
        const json_t *titles = json_object_get(column, "titles");
        check_text(column, "name", columns[i].name);
        check_text(column, "datatype", types[i]);
        check_text(column, "null", "");
        check_text(titles, "und", columns[i].name);
        check_text(titles, "en", columns[i].title_en);
        check_text(titles, "az", columns[i].title_az);
    }
    check_text(column_at(dictionary, 2), "dc:description", "log2(O/E)");
    check_text(column_at(dictionary, 2), "schema:unitText", "bits");
    assert_null(json_object_get(column_at(dictionary, 2), "dc:source"));
    json_decref(dictionary);
}

/* 6.1.1: a URL; a name with a colon would else have a scheme, one with # a fragment. */
static void the_table_is_named_by_a_url(tarix_guard *guard)
{
    static const char *const names[][2] = {{"keys.csv", "keys.csv"},
        {"say \"ı\".csv", "say%20%22%C4%B1%22.csv"}, {"a:b#c?d%.csv", "a%3Ab%23c%3Fd%25.csv"},
        {"\xFF.csv", "%FF.csv"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        json_t *dictionary = write_dictionary(guard, &tarix_csv, names[i][0]);
        check_text(dictionary, "url", names[i][1]);
        json_decref(dictionary);
    }
}

static const json_t *dialect_of(const json_t *dictionary)
{
    const json_t *dialect = json_object_get(dictionary, "dialect");
    assert_true(json_is_object(dialect));
    check_text(dialect, "encoding", "utf-8");
    assert_true(json_is_true(json_object_get(dialect, "header")));
    return dialect;
}

static void the_dialect_is_that_of_the_format(tarix_guard *guard)
{
    json_t *csv = write_dictionary(guard, &tarix_csv, "a.csv"),
           *tsv = write_dictionary(guard, &tarix_tsv_writer, "a");
    json_t *az = write_dictionary(guard, &tarix_csv_az, "a.csv"),
           *json = write_dictionary(guard, &tarix_json, "a");
    check_text(dialect_of(csv), "delimiter", ",");
    check_text(dialect_of(csv), "quoteChar", "\"");
    check_text(dialect_of(az), "delimiter", ";");
    const json_t *ends = json_object_get(dialect_of(az), "lineTerminators");
    assert_string_equal(json_string_value(json_array_get(ends, 0)), "\r\n");
    check_text(dialect_of(tsv), "delimiter", "\t");
    assert_true(json_is_null(json_object_get(dialect_of(tsv), "quoteChar")));
    assert_string_not_equal(/* the default, "#", may begin a row */
        json_string_value(json_object_get(dialect_of(tsv), "commentPrefix")), "#");
    assert_null(json_object_get(json, "dialect"));
    check_text(json, "dc:format", "application/json");
    const json_t *type = json_object_get(column_at(az, 2), "datatype"); /* 6.4.2 */
    check_text(type, "base", "double");
    check_text(json_object_get(type, "format"), "decimalChar", ",");
    json_decref(csv), json_decref(tsv), json_decref(az), json_decref(json);
}

static void a_measure_has_its_name_and_source(tarix_guard *guard)
{
    json_t *dictionary = write_dictionary(guard, &tarix_csv, "a.csv");
    check_text(column_at(dictionary, 3), "dc:identifier", "mi");
    check_text(column_at(dictionary, 3), "dc:source", "Church & Hanks 1990");
    json_decref(dictionary);
}

static void a_dictionary_without_columns_is_one(tarix_guard *guard)
{
    assert_int_equal(tarix_dictionary_write(tarix_arena_new(guard), columns, 0, &tarix_csv,
                         TARIX_STR("a"), folder_path("d.json"), NULL),
        TARIX_OK);
    json_t *dictionary = json_load_file(folder_path("d.json"), 0, NULL);
    const json_t *list = json_object_get(json_object_get(dictionary, "tableSchema"), "columns");
    assert_true(json_is_array(list) && json_array_size(list) == 0);
    json_decref(dictionary);
}

static void what_cannot_be_written_is_told_of(tarix_guard *guard)
{
    const char *paths[] = {"/dev/full", folder_path("none/d.json"), folder_root};
    for (size_t i = 0; i < 3; i++) {
        tarix_error err = {0};
        assert_int_equal(tarix_dictionary_write(tarix_arena_new(guard), columns, n_columns,
                             &tarix_csv, TARIX_STR("a"), paths[i], &err),
            TARIX_IO);
        assert_non_null(strstr(err.message, paths[i]));
    }
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    const int before = folder_next_fd();
    guarded_starve(every_column_is_described, 1009);
    assert_int_equal(folder_next_fd(), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(every_column_is_described),
        GUARDED(the_table_is_named_by_a_url), GUARDED(the_dialect_is_that_of_the_format),
        GUARDED(a_measure_has_its_name_and_source), GUARDED(a_dictionary_without_columns_is_one),
        GUARDED(what_cannot_be_written_is_told_of), cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
