#include "base/error.h"

#include "tests/check.h"

static void the_error_says_what_it_was_told(void **state)
{
    (void)state;
    tarix_error err = {0};
    assert_int_equal(tarix_error_set(&err, TARIX_IO, "%s:%d: no", "söz.tsv", 41), TARIX_IO);
    assert_int_equal(err.status, TARIX_IO);
    assert_string_equal(err.message, "söz.tsv:41: no");
    assert_int_equal(tarix_error_set(&err, TARIX_USAGE, "%s", ""), TARIX_USAGE);
    assert_string_equal(err.message, "");
}

static void nobody_need_listen(void **state)
{
    (void)state;
    assert_int_equal(tarix_error_set(NULL, TARIX_INVALID, "%d", 1), TARIX_INVALID);
}

/* Characters of each length, at each distance from the end of the message. */
static void a_long_message_is_cut_at_a_whole_character(void **state)
{
    (void)state;
    const char *characters[] = {"a", "ə", "…", "😀"};
    for (size_t k = 0; k < 4; k++)
        for (int before = 0; before < 8; before++) {
            tarix_error err = {0};
            char text[2000] = "xxxxxxxx";
            const size_t size = strlen(characters[k]);
            for (size_t at = (size_t)before; at + size < sizeof text; at += size)
                memcpy(text + at, characters[k], size + 1);
            tarix_error_set(&err, TARIX_IO, "%s", text);
            const size_t shown = strlen(err.message);
            assert_true(shown < sizeof err.message && shown + 9 > sizeof err.message);
            assert_memory_equal(err.message, text, shown);
            assert_int_equal((shown - (size_t)before) % size, 0);
        }
}

static tarix_status fails_second(int *steps)
{
    TARIX_TRY(TARIX_OK);
    ++*steps;
    TARIX_TRY(TARIX_CLOSED);
    ++*steps;
    return TARIX_OK;
}

static void a_failed_step_ends_the_work(void **state)
{
    (void)state;
    int steps = 0;
    assert_int_equal(fails_second(&steps), TARIX_CLOSED);
    assert_int_equal(steps, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_error_says_what_it_was_told),
        cmocka_unit_test(nobody_need_listen),
        cmocka_unit_test(a_long_message_is_cut_at_a_whole_character),
        cmocka_unit_test(a_failed_step_ends_the_work)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
