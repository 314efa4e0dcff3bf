#include "reports/xlsx.h"

#include "tests/locale.h"
#include "tests/reports/sheet.h"

static const tarix_column columns[] = {{"n", TARIX_TYPE_COUNT, "n", "n", "", ""},
    {"forms", TARIX_TYPE_TEXT, "forms", "formalar", "", ""},
    {"share", TARIX_TYPE_REAL, "share", "pay", "", ""}};

/* A worksheet has 1,048,576 rows, of which the titles take one. */
static void a_table_that_is_too_long_is_refused(tarix_guard *guard)
{
    enum { most = 1048575, at_once = 1023 }; /* a divisor of most */
    static tarix_cell cells[at_once];
    tarix_error err = {0};
    const sheet s = sheet_open(guard, &tarix_xlsx, folder_path("long.xlsx"));
    assert_int_equal(s.sink.begin(s.sink.context, columns, 1, NULL), TARIX_OK);
    for (size_t done = 0; done < most; done += at_once)
        assert_int_equal(s.sink.rows(s.sink.context, cells, at_once, NULL), TARIX_OK);
    assert_int_equal(s.sink.rows(s.sink.context, cells, 1, &err), TARIX_INVALID);
    assert_non_null(strstr(err.message, "--format csv"));
    assert_non_null(strstr(err.message, "1048575"));
}

static void a_text_that_no_cell_holds_is_refused(tarix_guard *guard)
{
    enum { letters = 32767 };
    static char text[2 * letters + 2];
    for (size_t i = 0; i <= letters; i++) memcpy(text + 2 * i, "ə", 2);
    tarix_error err = {0};
    tarix_cell cells[] = {{.count = 1}, {.text = {text, 2 * letters}}};
    const sheet fits = sheet_open(guard, &tarix_xlsx, folder_path("a.xlsx"));
    assert_int_equal(sheet_write(&fits, columns, 2, cells, 1, NULL), TARIX_OK);
    cells[1].text.size += 2;
    const sheet too_long = sheet_open(guard, &tarix_xlsx, folder_path("b.xlsx"));
    assert_int_equal(sheet_write(&too_long, columns, 2, cells, 1, &err), TARIX_INVALID);
    assert_non_null(strstr(err.message, "forms"));
    assert_false(folder_has("b.xlsx"));
}

static void write_one(tarix_guard *guard, const char *name)
{
    static const tarix_cell cells[] = {{.count = 1}, {.text = {"a", 1}}, {.real = 1234.5}};
    const sheet s = sheet_open(guard, &tarix_xlsx, folder_path(name));
    assert_int_equal(sheet_write(&s, columns, 3, cells, 1, NULL), TARIX_OK);
}

static void the_locale_changes_nothing(tarix_guard *guard)
{
    write_one(guard, "point.xlsx");
    if (!locale_set_comma()) {
        print_message("no locale here has another decimal point: not tested\n");
        return;
    }
    write_one(guard, "comma.xlsx");
    setlocale(LC_NUMERIC, "C");
    char command[1200];
    snprintf(command, sizeof command, "cmp -s %s %s", folder_path("point.xlsx"),
        folder_path("comma.xlsx"));
    assert_int_equal(system(command), 0);
}

static void nothing_is_left_behind(tarix_guard *guard)
{
    (void)guard;
    assert_int_equal(mkdir(folder_path("tmp"), 0777), 0);
    setenv("TMPDIR", folder_path("tmp"), 1);
    check_guarded(a_text_that_no_cell_holds_is_refused);
    unsetenv("TMPDIR");
    assert_int_equal(rmdir(folder_path("tmp")), 0); /* only when empty */
}

int main(void)
{
    if (!tarix_xlsx.open) return 77;
    const struct CMUnitTest tests[] = {GUARDED(a_table_that_is_too_long_is_refused),
        GUARDED(a_text_that_no_cell_holds_is_refused), GUARDED(the_locale_changes_nothing),
        GUARDED(nothing_is_left_behind)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
