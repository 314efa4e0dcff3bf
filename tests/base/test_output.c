#include "base/output.h"

#include "tests/base/guarded.h"
#include "tests/folder.h"

#include <signal.h>
#include <sys/wait.h>

static tarix_output *open_table(tarix_guard *guard)
{
    tarix_output *output = NULL;
    tarix_error err = {0};
    const char *path = folder_path("table.csv");
    if (tarix_output_open(tarix_arena_new(guard), path, &output, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    return output;
}

static void write_without_commit(tarix_guard *guard)
{
    tarix_output *output = open_table(guard);
    tarix_output_str(output, TARIX_STR("new"));
    assert_true(folder_has(".table.csv.tarix-part"));
    folder_check("table.csv", TARIX_STR("old"));
}

static void the_old_file_stays_without_a_commit(void **state)
{
    (void)state;
    const int before = folder_next_fd();
    folder_put("table.csv", TARIX_STR("old"));
    check_guarded(write_without_commit);
    folder_check("table.csv", TARIX_STR("old"));
    assert_false(folder_has(".table.csv.tarix-part"));
    assert_int_equal(folder_next_fd(), before);
}

static void a_commit_replaces_the_old_file(tarix_guard *guard)
{
    folder_put("table.csv", TARIX_STR("old and longer"));
    folder_put(".table.csv.tarix-part", TARIX_STR("left behind by a run that was killed"));
    tarix_output *output = open_table(guard);
    tarix_output_str(output, TARIX_STR("Iıİi"));
    tarix_output_str(output, (tarix_str){NULL, 0});
    tarix_output_char(output, '\n');
    assert_int_equal(tarix_output_commit(output, NULL), TARIX_OK);
    folder_check("table.csv", TARIX_STR("Iıİi\n"));
    assert_false(folder_has(".table.csv.tarix-part"));
}

static void an_empty_output_is_an_empty_file(tarix_guard *guard)
{
    assert_int_equal(tarix_output_commit(open_table(guard), NULL), TARIX_OK);
    folder_check("table.csv", TARIX_STR(""));
}

/* Pieces of every length about the buffer's 64 KB, by bytes and by characters. */
static void no_byte_is_lost_between_buffers(tarix_guard *guard)
{
    static const size_t pieces[] = {1, 65535, 1, 65536, 65537, 3, 65533, 1, 200000, 65530, 7};
    enum { total = 1 << 20 };
    char *expected = tarix_arena_alloc(tarix_arena_new(guard), total, 1);
    tarix_output *output = open_table(guard);
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_digest *digest = tarix_digest_new(arena);
    tarix_output_hash(output, digest);
    size_t size = 0;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        for (size_t k = 0; k < pieces[i]; k++)
            expected[size + k] = (char)('a' + (size + k) * 31 % 23);
        tarix_output_bytes(output, expected + size, pieces[i]);
        size += pieces[i];
    }
    for (; size < total; size++) {
        expected[size] = (char)('A' + size % 26);
        tarix_output_char(output, expected[size]);
    }
    assert_int_equal(tarix_output_commit(output, NULL), TARIX_OK);
    folder_check("table.csv", (tarix_str){expected, size});
    assert_true(tarix_output_size(output) == total);
    assert_true(tarix_str_equal(
        tarix_digest_end(digest), tarix_digest_of(arena, (tarix_str){expected, size})));
}

/* ---- what fails ---- */

static void a_full_device_is_told_of(tarix_guard *guard)
{
    for (size_t size = 10; size <= 100000; size += 99990) {
        tarix_arena *arena = tarix_arena_new(guard);
        tarix_error err = {0};
        tarix_output *output = NULL;
        assert_int_equal(tarix_output_open(arena, "/dev/full", &output, NULL), TARIX_OK);
        for (size_t i = 0; i < size; i++) tarix_output_char(output, 'x');
        assert_int_equal(tarix_output_status(output, NULL), size > 1 << 16 ? TARIX_IO : TARIX_OK);
        assert_int_equal(tarix_output_commit(output, &err), TARIX_IO);
        assert_int_equal(err.status, TARIX_IO);
        assert_non_null(strstr(err.message, "/dev/full"));
        assert_int_equal(tarix_output_status(output, NULL), TARIX_IO);
    }
    assert_int_equal(access("/dev/full", F_OK), 0);
}

static void a_device_is_written_and_stays(tarix_guard *guard)
{
    tarix_output *output = NULL;
    assert_int_equal(
        tarix_output_open(tarix_arena_new(guard), "/dev/null", &output, NULL), TARIX_OK);
    tarix_output_char(output, 'x');
    assert_int_equal(tarix_output_commit(output, NULL), TARIX_OK);
    assert_int_equal(access("/dev/.null.tarix-part", F_OK), -1);
}

static void a_path_that_cannot_be_written_is_named(tarix_guard *guard)
{
    const char *paths[] = {folder_path("none/table.csv"), folder_root};
    for (size_t i = 0; i < 2; i++) {
        tarix_output *output = NULL;
        tarix_error err = {0};
        assert_int_equal(
            tarix_output_open(tarix_arena_new(guard), paths[i], &output, &err), TARIX_IO);
        assert_null(output);
        assert_non_null(strstr(err.message, paths[i]));
    }
}

static void a_rename_that_fails_is_told_of(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_output *output = NULL;
    const char *path = folder_path("late");
    assert_int_equal(tarix_output_open(arena, path, &output, NULL), TARIX_OK);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_int_equal(tarix_output_commit(output, NULL), TARIX_IO);
    tarix_arena_free(arena);
    assert_false(folder_has(".late.tarix-part"));
}

static void write_to_closed_pipe(tarix_guard *guard, tarix_error *err, tarix_status *status)
{
    int ends[2];
    tarix_output *output = NULL;
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    assert_int_equal(tarix_output_open(tarix_arena_new(guard), NULL, &output, NULL), TARIX_OK);
    tarix_output_char(output, 'x');
    const int saved = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[1]);
    *status = tarix_output_commit(output, err);
    dup2(saved, STDOUT_FILENO);
    close(saved);
}

static void a_reader_that_has_gone_is_no_failure_of_the_system(tarix_guard *guard)
{
    tarix_error err = {0};
    tarix_status status = TARIX_OK;
    void (*usual)(int) = signal(SIGPIPE, SIG_IGN);
    write_to_closed_pipe(guard, &err, &status);
    signal(SIGPIPE, usual);
    assert_int_equal(status, TARIX_CLOSED);
    assert_int_equal(err.status, TARIX_CLOSED);
}

/* Another process opens the table, says so and waits to be killed. */
static tarix_status hold(void *context, tarix_guard *guard, tarix_error *err)
{
    tarix_output *output = NULL;
    TARIX_TRY(tarix_output_open(tarix_arena_new(guard), folder_path("table.csv"), &output, err));
    const int *ready = context;
    if (write(*ready, "x", 1) == 1) pause();
    return TARIX_OK;
}

static pid_t start_other_run(void)
{
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    const pid_t other = fork();
    if (other == 0) {
        close(ends[0]);
        tarix_protect(hold, &ends[1], 0, NULL);
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    close(ends[0]);
    return other;
}

static void two_runs_never_write_the_same_table(tarix_guard *guard)
{
    tarix_output *output = NULL;
    tarix_error err = {0};
    const pid_t other = start_other_run();
    const tarix_status status =
        tarix_output_open(tarix_arena_new(guard), folder_path("table.csv"), &output, &err);
    kill(other, SIGKILL);
    waitpid(other, NULL, 0);
    assert_int_equal(status, TARIX_IO);
    assert_null(output);
    assert_non_null(strstr(err.message, "another run"));
    assert_true(folder_has(".table.csv.tarix-part"));
    an_empty_output_is_an_empty_file(guard); /* the part of the dead run is taken over */
    assert_false(folder_has(".table.csv.tarix-part"));
}

static void write_some(tarix_guard *guard)
{
    tarix_output *output = open_table(guard);
    tarix_output_str(output, TARIX_STR("some"));
    tarix_arena_alloc(tarix_arena_new(guard), 50000, 1);
}

static void running_out_of_memory_leaves_no_part_behind(void **state)
{
    (void)state;
    const int before = folder_next_fd();
    folder_put("table.csv", TARIX_STR("old"));
    guarded_starve(write_some, 1009);
    assert_false(folder_has(".table.csv.tarix-part"));
    folder_check("table.csv", TARIX_STR("old"));
    assert_int_equal(folder_next_fd(), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_old_file_stays_without_a_commit),
        GUARDED(a_commit_replaces_the_old_file), GUARDED(an_empty_output_is_an_empty_file),
        GUARDED(no_byte_is_lost_between_buffers), GUARDED(a_full_device_is_told_of),
        GUARDED(a_device_is_written_and_stays), GUARDED(a_path_that_cannot_be_written_is_named),
        GUARDED(a_rename_that_fails_is_told_of),
        GUARDED(a_reader_that_has_gone_is_no_failure_of_the_system),
        GUARDED(two_runs_never_write_the_same_table),
        cmocka_unit_test(running_out_of_memory_leaves_no_part_behind)};
    return cmocka_run_group_tests(tests, folder_new, folder_free);
}
