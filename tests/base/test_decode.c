#include "base/decode.h"

#include "tests/base/guarded.h"

typedef struct sample {
    const char *encoding;
    tarix_str bytes;
    const char *text;
    uint64_t bad;
} sample;

/* Bytes by the mapping tables of unicode.org (CP1251.TXT, KOI8-R.TXT, 8859-9.TXT, CP1254.TXT). */
static const sample good[] = {
    {"windows-1251", {"\xC1\xE0\xEA\xF3 \xB3", 6}, "Баку і", 0},
    {"KOI8-R", {"\xE2\xC1\xCB\xD5", 4}, "Баку", 0},
    {"ISO-8859-9", {"I\xFD\xDDi \xF0\xFC\xFE\xF6\xE7", 10}, "Iıİi ğüşöç", 0},
    {"windows-1254", {"\x93\xDDl\x94", 4}, "“İl”", 0},
    {"UTF-16", {"\xFE\xFF\x01\x8F\x00l\xD8\x3D\xDE\x00", 10}, "Əl😀", 0},
    {"UTF-16", {"\xFF\xFE\x8F\x01l\x00", 6}, "Əl", 0},
    {"UTF-32", {"\xFF\xFE\x00\x00\x8F\x01\x00\x00", 8}, "Ə", 0},
    {"windows-1251", {"", 0}, "", 0},
};

static const sample bad[] = {
    {"UTF-16BE", {"\xD8\x00\x00\x41", 4},
        "\xEF\xBF\xBD"
        "A",
        2},                                                   /* half of a pair */
    {"UTF-16BE", {"\x00\x41\x00", 3}, "A\xEF\xBF\xBD", 1},    /* cut */
    {"UTF-32BE", {"\x00\x11\x00\x00", 4}, "\xEF\xBF\xBD", 4}, /* beyond Unicode */
    {"Shift_JIS",
        {"a\xFF"
         "b",
            3},
        "a\xEF\xBF\xBD"
        "b",
        1},
    {"GB18030",
        {"a\xFF"
         "b",
            3},
        "a\xEF\xBF\xBD"
        "b",
        1},
};

/* Feeds `step` bytes at a time and takes `room` bytes at a time. */
static void check_sample(tarix_arena *arena, const sample *s, size_t step, size_t room)
{
    tarix_decoder *decoder = NULL;
    char text[200], out[64];
    size_t size = 0, got = 0;
    const char *in = s->bytes.data, *const end = in + s->bytes.size;
    assert_int_equal(tarix_decoder_open(arena, s->encoding, &decoder, NULL), TARIX_OK);
    for (const char *stop = in;;) {
        stop = (size_t)(end - stop) < step ? end : stop + step;
        do {
            got = tarix_decoder_convert(decoder, &in, stop, out, room, stop == end);
            assert_true(got <= room && size + got <= sizeof text);
            memcpy(text + size, out, got);
            size += got;
        } while (got > 0 || in < stop);
        if (stop == end) break;
    }
    check_str(((tarix_str){text, size}), s->text);
    assert_true(tarix_decoder_bad_bytes(decoder) == s->bad);
}

static void check_samples(tarix_guard *guard, const sample *samples, size_t n)
{
    static const size_t steps[] = {1, 3, 64}, rooms[] = {4, 7, 64};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < 9; k++) check_sample(arena, &samples[i], steps[k / 3], rooms[k % 3]);
}

static void texts_come_out_whole_through_any_buffer(tarix_guard *guard)
{
    check_samples(guard, good, sizeof good / sizeof *good);
}

static void bytes_that_mean_nothing_are_replaced_and_counted(tarix_guard *guard)
{
    check_samples(guard, bad, sizeof bad / sizeof *bad);
}

static void an_encoding_that_does_not_exist_is_named(tarix_guard *guard)
{
    tarix_decoder *decoder = NULL;
    tarix_error err = {0};
    assert_int_equal(
        tarix_decoder_open(tarix_arena_new(guard), "windows-9999", &decoder, &err), TARIX_USAGE);
    assert_null(decoder);
    assert_non_null(strstr(err.message, "windows-9999"));
}

/* ---- detection ---- */

static void utf_8_and_byte_order_marks_are_seen(tarix_guard *guard)
{
    static const struct {
        tarix_str bytes;
        const char *name;
    } rows[] = {{{"", 0}, "UTF-8"}, {{"a", 1}, "UTF-8"},
        {{"\xEF\xBB\xBF"
          "a",
             4},
            "UTF-8"},
        {{"XIX əsrin sonu, XX əsrin əvvəllərində İrəvan", 52}, "UTF-8"},
        {{"XIX əsrin sonu \xC9", 17}, "UTF-8"}, /* cut within a character */
        {{"\xFF\xFE"
          "a\0",
             4},
            "UTF-16"},
        {{"\xFE\xFF\0a", 4}, "UTF-16"}, {{"\xFF\xFE\0\0a\0\0\0", 8}, "UTF-32"},
        {{"\0\0\xFE\xFF\0\0\0a", 8}, "UTF-32"}};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(tarix_decoder_detect(arena, rows[i].bytes), rows[i].name);
}

/* "История Азербайджана с древнейших времён до начала двадцатого века" in windows-1251. */
static const char cp1251[] =
    "\xC8\xF1\xF2\xEE\xF0\xE8\xFF \xC0\xE7\xE5\xF0\xE1\xE0\xE9\xE4\xE6\xE0\xED\xE0 \xF1 "
    "\xE4\xF0\xE5\xE2\xED\xE5\xE9\xF8\xE8\xF5 \xE2\xF0\xE5\xEC\xB8\xED \xE4\xEE "
    "\xED\xE0\xF7\xE0\xEB\xE0 \xE4\xE2\xE0\xE4\xF6\xE0\xF2\xEE\xE3\xEE \xE2\xE5\xEA\xE0";

static void a_russian_text_in_bytes_is_seen(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    assert_string_equal(tarix_decoder_detect(arena, tarix_str_from(cp1251)), "windows-1251");
}

static void wide_text_without_a_mark_is_seen(tarix_guard *guard)
{
    const tarix_str text = TARIX_STR("Tarix elmi bu gun de maraqlidir\n");
    char bytes[128] = "";
    for (size_t i = 0; i < text.size; i++) bytes[2 * i] = (char)(text.data[i] & 0x7F);
    assert_string_equal(
        tarix_decoder_detect(tarix_arena_new(guard), (tarix_str){bytes, 2 * text.size}),
        "UTF-16LE");
}

/* The head of a program: words of 32 bits, most of them small enough for UTF-32. */
static void a_program_is_no_text(tarix_guard *guard)
{
    char bytes[512] = "\x7F"
                      "ELF\2\1\1";
    for (size_t i = 16; i < sizeof bytes; i += 4) bytes[i] = (char)(i % 100);
    for (size_t i = 16; i < 32; i += 4) bytes[i + 3] = '@';
    assert_null(tarix_decoder_detect(tarix_arena_new(guard), (tarix_str){bytes, sizeof bytes}));
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(bytes_that_mean_nothing_are_replaced_and_counted, 4093);
    guarded_starve(a_russian_text_in_bytes_is_seen, 509);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(texts_come_out_whole_through_any_buffer),
        GUARDED(bytes_that_mean_nothing_are_replaced_and_counted),
        GUARDED(an_encoding_that_does_not_exist_is_named),
        GUARDED(utf_8_and_byte_order_marks_are_seen), GUARDED(a_russian_text_in_bytes_is_seen),
        GUARDED(wide_text_without_a_mark_is_seen), GUARDED(a_program_is_no_text),
        cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
