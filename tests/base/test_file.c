#include "base/file.h"

#include "tests/base/guarded.h"
#include "tests/folder.h"

static void a_path_is_told_for_what_it_is(void **state)
{
    (void)state;
    tarix_file_id a = {0}, b = {0}, c = {0};
    folder_put("look", TARIX_STR("x"));
    folder_put("look2", TARIX_STR("x"));
    assert_int_equal(link(folder_path("look"), folder_path("link")), 0);
    assert_int_equal(tarix_file_look(folder_path("look"), &a), TARIX_FILE_PLAIN);
    assert_int_equal(tarix_file_look(folder_path("link"), &b), TARIX_FILE_PLAIN);
    assert_int_equal(tarix_file_look(folder_path("look2"), &c), TARIX_FILE_PLAIN);
    assert_true(a.device == b.device && a.inode == b.inode && a.inode != c.inode);
    assert_int_equal(tarix_file_look(folder_root, NULL), TARIX_FILE_FOLDER);
    assert_int_equal(tarix_file_look("/dev/null", NULL), TARIX_FILE_PLAIN);
    assert_int_equal(tarix_file_look(folder_path("none"), NULL), TARIX_FILE_MISSING);
    assert_int_equal(tarix_file_look("", NULL), TARIX_FILE_MISSING);
}

static void a_file_is_read_whole_and_ends_in_nul(tarix_guard *guard)
{
    static const size_t sizes[] = {0, 1, 63, 64, 65535, 65536, 65537, 1000003};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *bytes = tarix_arena_alloc(arena, sizes[i] + 1, 1);
        for (size_t at = 0; at < sizes[i]; at++) bytes[at] = (char)(at * 7 % 256);
        folder_put("read", (tarix_str){bytes, sizes[i]});
        tarix_str found = {0};
        assert_int_equal(tarix_file_read(arena, folder_path("read"), &found, NULL), TARIX_OK);
        assert_true(tarix_str_equal(found, (tarix_str){bytes, sizes[i]}));
        assert_int_equal(found.data[found.size], '\0');
    }
}

static void standard_input_is_read_to_its_end(tarix_guard *guard)
{
    int ends[2];
    tarix_str found = {0};
    const int saved = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "Iıİi", 6), 6);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    const tarix_status status = tarix_file_read(tarix_arena_new(guard), "-", &found, NULL);
    if (saved >= 0) dup2(saved, STDIN_FILENO);
    if (saved >= 0) close(saved);
    assert_int_equal(status, TARIX_OK);
    check_str(found, "Iıİi");
}

static void what_cannot_be_read_is_named(tarix_guard *guard)
{
    const char *paths[] = {folder_path("none"), folder_root, ""};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < 3; i++) {
        tarix_error err = {0};
        tarix_str bytes = TARIX_STR("untouched");
        tarix_file *file = NULL;
        assert_int_equal(tarix_file_read(arena, paths[i], &bytes, &err), TARIX_IO);
        assert_int_equal(err.status, TARIX_IO);
        assert_non_null(strstr(err.message, paths[i]));
        check_str(bytes, "untouched");
        assert_int_equal(tarix_file_open(arena, paths[i], &file, NULL), TARIX_IO);
        assert_null(file);
    }
}

static void filling_stops_only_at_the_end(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_file *file = NULL;
    char bytes[4];
    size_t got = 0;
    folder_put("fill", TARIX_STR("abcdef"));
    assert_int_equal(tarix_file_open(arena, folder_path("fill"), &file, NULL), TARIX_OK);
    assert_int_equal(tarix_file_fill(file, bytes, 4, &got, NULL), TARIX_OK);
    check_str(((tarix_str){bytes, got}), "abcd");
    assert_int_equal(tarix_file_fill(file, bytes, 4, &got, NULL), TARIX_OK);
    check_str(((tarix_str){bytes, got}), "ef");
    assert_int_equal(tarix_file_fill(file, bytes, 4, &got, NULL), TARIX_OK);
    assert_int_equal(got, 0);
    tarix_file_close(file);
}

static void nothing_stays_open(void **state)
{
    (void)state;
    const int before = folder_next_fd();
    check_guarded(filling_stops_only_at_the_end);
    check_guarded(what_cannot_be_read_is_named);
    assert_int_equal(folder_next_fd(), before);
}

static void read_large(tarix_guard *guard)
{
    tarix_str bytes;
    tarix_file_list list = {0};
    tarix_arena *arena = tarix_arena_new(guard);
    assert_int_equal(tarix_file_read(arena, folder_path("large"), &bytes, NULL), TARIX_OK);
    assert_int_equal(tarix_file_list_folder(arena, folder_root, &list, NULL, NULL), TARIX_OK);
}

static void a_small_budget_unwinds_and_a_file_takes_its_size_once(void **state)
{
    (void)state;
    static char bytes[200000];
    folder_put("large", (tarix_str){bytes, sizeof bytes});
    const int before = folder_next_fd();
    guarded_starve(read_large, 1009);
    assert_int_equal(folder_next_fd(), before);
    check_call call = {read_large};
    assert_int_equal(tarix_protect(check_run_, &call, 3 * sizeof bytes / 2, NULL), TARIX_OK);
}

/* ---- folders ---- */

static void check_list(tarix_guard *guard, const char *folder, const char *const *names, size_t n)
{
    tarix_file_list list = {0};
    assert_int_equal(
        tarix_file_list_folder(tarix_arena_new(guard), folder, &list, NULL, NULL), TARIX_OK);
    assert_int_equal(list.size, n);
    for (size_t i = 0; i < n; i++) check_str(list.files[i].name, names[i]);
}

static void lists_are_deep_sorted_and_without_the_hidden(tarix_guard *guard)
{
    const char *folders[] = {"list", "list/b", "list/b/c", "list/empty", "list/.hidden"};
    const char *files[] = {"list/ı.txt", "list/b/c/1.txt", "list/b.txt", "list/.x", "list/I.txt",
        "list/b/.y", "list/.hidden/z.txt", "list/i"};
    for (size_t i = 0; i < 5; i++) assert_int_equal(mkdir(folder_path(folders[i]), 0777), 0);
    check_list(guard, folder_path("list"), NULL, 0);
    for (size_t i = 0; i < 8; i++) folder_put(files[i], TARIX_STR(""));
    const char *const expected[] = {"I.txt", "b.txt", "b/c/1.txt", "i", "ı.txt"};
    check_list(guard, folder_path("list"), expected, 5);
    check_list(guard, folder_path("list//"), expected, 5);
    check_list(guard, folder_path("list/b/c"), (const char *[]){"1.txt"}, 1);
}

static void a_link_to_its_own_folder_ends(tarix_guard *guard)
{
    tarix_file_list list = {0}, skipped = {0};
    tarix_arena *arena = tarix_arena_new(guard);
    assert_int_equal(mkdir(folder_path("loop"), 0777), 0);
    assert_int_equal(symlink(".", folder_path("loop/again")), 0);
    folder_put("loop/one", TARIX_STR(""));
    assert_int_equal(
        tarix_file_list_folder(arena, folder_path("loop"), &list, &skipped, NULL), TARIX_OK);
    assert_true(list.size > 0 && list.size < 200);
}

static void only_the_top_folder_must_be_readable(tarix_guard *guard)
{
    tarix_file_list list = {0}, skipped = {0};
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_error err = {0};
    assert_int_equal(mkdir(folder_path("top"), 0777), 0);
    assert_int_equal(mkdir(folder_path("top/shut"), 0), 0);
    const char *none = folder_path("none");
    assert_int_equal(tarix_file_list_folder(arena, none, &list, &skipped, &err), TARIX_IO);
    assert_non_null(strstr(err.message, none));
    assert_int_equal(list.size + skipped.size, 0);
    const tarix_status status =
        tarix_file_list_folder(arena, folder_path("top"), &list, &skipped, NULL);
    chmod(folder_path("top/shut"), 0777);
    assert_int_equal(status, TARIX_OK);
    if (geteuid() == 0) {
        print_message("the superuser reads every folder: not tested\n");
        return;
    }
    assert_int_equal(skipped.size, 1);
    check_str(skipped.files[0].name, "shut");
}

static void joined_paths_have_one_slash(tarix_guard *guard)
{
    static const char *const rows[][3] = {{"a", "b", "a/b"}, {"a/", "b", "a/b"},
        {"a//", "b", "a/b"}, {"/", "b", "/b"}, {"//", "b", "/b"}, {"", "b", "b"},
        {"/ə", "ı/i", "/ə/ı/i"}};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_str(tarix_file_join(arena, tarix_str_from(rows[i][0]), tarix_str_from(rows[i][1])),
            rows[i][2]);
    check_str(tarix_file_base(TARIX_STR("a/b/c.csv")), "c.csv");
    check_str(tarix_file_base(TARIX_STR("c.csv")), "c.csv");
    check_str(tarix_file_base(TARIX_STR("a/")), "");
    check_str(tarix_file_base(TARIX_STR("")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_path_is_told_for_what_it_is),
        GUARDED(a_file_is_read_whole_and_ends_in_nul), GUARDED(standard_input_is_read_to_its_end),
        GUARDED(what_cannot_be_read_is_named), cmocka_unit_test(nothing_stays_open),
        cmocka_unit_test(a_small_budget_unwinds_and_a_file_takes_its_size_once),
        GUARDED(lists_are_deep_sorted_and_without_the_hidden),
        GUARDED(a_link_to_its_own_folder_ends), GUARDED(only_the_top_folder_must_be_readable),
        GUARDED(joined_paths_have_one_slash)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
