#include "base/bidi.h"

#include "tests/base/guarded.h"

static void text_from_the_left_is_left_alone(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    static const char *const texts[] = {"", "əsr", "Русский", "12 (34)", "XIX–XX"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const tarix_str text = tarix_str_from(texts[i]);
        assert_ptr_equal(tarix_bidi_visual(arena, text).data, text.data);
    }
}

/* The forms of each letter by what it joins, from the chart of Arabic Presentation Forms-B. */
static void arabic_letters_are_joined_and_turned_round(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    /* ثورة: theh at a beginning, waw at an end, reh and teh marbuta alone, from right to left */
    check_str(tarix_bidi_visual(arena, TARIX_STR("\u062B\u0648\u0631\u0629")),
        "\uFE93\uFEAD\uFEEE\uFE9B");
    /* لا is one letter */
    check_str(tarix_bidi_visual(arena, TARIX_STR("\u0644\u0627")), "\uFEFB");
}

static void words_from_the_left_stay_in_their_place(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    check_str(tarix_bidi_visual(arena, TARIX_STR("xan \u05D0\u05D1 (\u05D2)")),
        "xan (\u05D2) \u05D1\u05D0");
    check_str(tarix_bidi_visual(arena, TARIX_STR("\u05D0\u05D1 12")), "12 \u05D1\u05D0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(text_from_the_left_is_left_alone),
        GUARDED(arabic_letters_are_joined_and_turned_round),
        GUARDED(words_from_the_left_stay_in_their_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
