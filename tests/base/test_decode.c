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
    tarix_decoder *decoder = tarix_decoder_open(arena, s->encoding);
    char text[200], out[64];
    size_t size = 0, got = 0;
    const char *in = s->bytes.data, *const end = in + s->bytes.size;
    assert_non_null(decoder);
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

static void a_name_that_is_none_opens_nothing(tarix_guard *guard)
{
    static const char *const names[] = {"windows-9999", "", " ", "\xFF", "KOI8-R KOI8-R"};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_null(tarix_decoder_open(arena, names[i]));
}

static void an_encoding_has_one_name(tarix_guard *guard)
{
    static const char *const names[][2] = {{"cp1251", "windows-1251"}, {"CP1254", "windows-1254"},
        {"utf8", "UTF-8"}, {"UTF_8", "UTF-8"}, {"koi8_r", "KOI8-R"}, {"latin5", "ISO-8859-9"},
        {"866", "IBM866"}, {"utf-16le", "UTF-16LE"}, {"maccy", "x-mac-cyrillic"}};
    tarix_arena *arena = tarix_arena_new(guard);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const tarix_decoder *decoder = tarix_decoder_open(arena, names[i][0]);
        assert_non_null(decoder);
        assert_string_equal(tarix_decoder_name(decoder), names[i][1]);
    }
}

static void a_small_budget_unwinds(void **state)
{
    (void)state;
    guarded_starve(bytes_that_mean_nothing_are_replaced_and_counted, 4093);
}

int main(void)
{
    const struct CMUnitTest tests[] = {GUARDED(texts_come_out_whole_through_any_buffer),
        GUARDED(bytes_that_mean_nothing_are_replaced_and_counted),
        GUARDED(a_name_that_is_none_opens_nothing), GUARDED(an_encoding_has_one_name),
        cmocka_unit_test(a_small_budget_unwinds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
