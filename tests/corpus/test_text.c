#include "corpus/text.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "tests/base/random.h"
#include "tests/check.h"
#include "tests/folder.h"

enum { read_size = 1 << 18, megabyte = 1 << 20, most_chunk = 6 << 20 };

/* All chunks of an open text as one, each checked by itself. */
static tarix_str join(tarix_arena *arena, tarix_text *text)
{
    char *all = NULL;
    size_t size = 0, capacity = 0;
    for (;;) {
        tarix_str chunk;
        uint64_t offset = 0;
        assert_int_equal(tarix_text_next(text, &chunk, &offset, NULL), TARIX_OK);
        assert_int_equal(offset, size);
        if (chunk.size == 0) break;
        assert_true(chunk.size <= most_chunk);
        assert_int_equal(chunk.data[chunk.size], 0);
        assert_int_not_equal((unsigned char)chunk.data[0] & 0xC0, 0x80);
        if (size + chunk.size > capacity) {
            all = tarix_arena_grow(arena, all, capacity, 2 * (size + chunk.size), 1);
            capacity = 2 * (size + chunk.size);
        }
        memcpy(all + size, chunk.data, chunk.size);
        size += chunk.size;
    }
    return (tarix_str){all, size};
}

static void check_text(tarix_arena *arena, tarix_text *text, tarix_str bytes, const char *encoding,
    tarix_str expected, uint64_t bad_bytes)
{
    tarix_error err = {0};
    if (tarix_text_open_bytes(text, bytes, encoding, &err) != TARIX_OK) fail_msg("%s", err.message);
    const tarix_str all = join(arena, text);
    size_t at = 0;
    while (at < all.size && at < expected.size && all.data[at] == expected.data[at]) at++;
    if (all.size != expected.size || at < all.size)
        fail_msg("%zu bytes, not %zu; they differ at %zu", all.size, expected.size, at);
    assert_int_equal(tarix_text_bad_bytes(text), bad_bytes);
    assert_int_equal(tarix_text_bytes(text), bytes.size);
}

static void short_texts(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_text *text = tarix_text_new(arena, NULL);
    static const char *const texts[] = {"", "a", "\n", "ə", "Bakı.\r\nGəncə.\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < 5; i++)
        check_text(arena, text, tarix_str_from(texts[i]), NULL, tarix_str_from(texts[i]), 0);
    check_text(arena, text, tarix_str_from(texts[5]), NULL, TARIX_STR(""), 0);
    check_text(arena, text, TARIX_STR("\xEF\xBB\xBFsöz"), NULL, TARIX_STR("söz"), 0);
    assert_string_equal(tarix_text_encoding(text), "UTF-8");
}

static void loses_a_short_text(void **state)
{
    (void)state;
    check_guarded(short_texts);
}

/* Letters that NFC joins, and long characters, at each place of a read's end. */
static void boundaries(tarix_guard *guard)
{
    static const char *const hard[] = {
        "u\u0308", "ə", "\U0001F600", "I\u0307", "ö\u0304", "a\u0323\u0302", "\u1100\u1161\u11A8"};
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_text *text = tarix_text_new(arena, NULL);
    for (size_t h = 0; h < sizeof hard / sizeof *hard; h++)
        for (size_t lead = read_size - 12; lead <= read_size; lead++) {
            tarix_arena *other = tarix_arena_new(guard);
            char *bytes = tarix_arena_alloc(other, lead + 64, 1);
            memset(bytes, 'a', lead);
            const int tail = snprintf(bytes + lead, 64, "%s%s.", hard[h], hard[h]);
            const tarix_str all = {bytes, lead + (size_t)tail};
            check_text(other, text, all, NULL, tarix_unicode_nfc(other, all), 0);
            tarix_arena_free(other);
        }
}

static void breaks_what_a_read_cuts(void **state)
{
    (void)state;
    check_guarded(boundaries);
}

static tarix_str repeat(tarix_arena *arena, const char *piece, size_t size)
{
    const size_t step = strlen(piece), n = size / step;
    char *bytes = tarix_arena_alloc(arena, n * step + 1, 1);
    for (size_t i = 0; i < n; i++) memcpy(bytes + i * step, piece, step);
    return (tarix_str){bytes, n * step};
}

static void without_space(tarix_guard *guard)
{
    static const char *const pieces[] = {"a", "ə", "ö\u0304", "xö\u0304", "\U00010400",
        "a\u0301\u0302", "\u1100\u1161\u11A8", "\u0301"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const tarix_str all = repeat(arena, pieces[i], 9 * megabyte);
        check_text(arena, tarix_text_new(arena, NULL), all, NULL, tarix_unicode_nfc(arena, all), 0);
        tarix_arena_free(arena);
    }
}

static void breaks_a_text_without_any_space(void **state)
{
    (void)state;
    check_guarded(without_space);
}

static tarix_str random_text(tarix_arena *arena, size_t size, uint64_t seed)
{
    static const char *const pieces[] = {"ev", "dövlət", " ", " ", " ", ".\n", ". ", "\n\n",
        "u\u0308", "ş", "\U0001F600", "A", "o\u0323\u0302", "\r\n", "müharibə.\nBakı", "\t",
        "1917"};
    char *bytes = tarix_arena_alloc(arena, size + 64, 1);
    size_t used = 0;
    while (used < size) {
        const char *piece = pieces[random_below(&seed, sizeof pieces / sizeof *pieces)];
        memcpy(bytes + used, piece, strlen(piece));
        used += strlen(piece);
    }
    return (tarix_str){bytes, used};
}

static void large(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_text *text = tarix_text_new(arena, NULL);
    for (uint64_t seed = 1; seed <= 3; seed++) {
        const tarix_str all = random_text(arena, seed * 2 * megabyte + (size_t)seed, seed);
        const tarix_str nfc = tarix_unicode_nfc(arena, all);
        check_text(arena, text, all, NULL, nfc, 0);
        const char *folder = folder_in(arena);
        const tarix_str path = folder_file(arena, folder, "a.txt", all);
        assert_int_equal(tarix_text_open(text, path.data, NULL, NULL, NULL), TARIX_OK);
        assert_true(tarix_str_equal(join(arena, text), nfc));
    }
}

static void changes_a_large_text(void **state)
{
    (void)state;
    check_guarded(large);
}

static void chunk_ends(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_text *text = tarix_text_new(arena, NULL);
    const tarix_str all = repeat(arena, "sözü kəsmək olmaz ", 9 * megabyte);
    size_t n = 0;
    tarix_str chunk;
    uint64_t offset;
    assert_int_equal(tarix_text_open_bytes(text, all, NULL, NULL), TARIX_OK);
    for (;; n++) {
        assert_int_equal(tarix_text_next(text, &chunk, &offset, NULL), TARIX_OK);
        if (chunk.size == 0) break;
        assert_true(chunk.data[0] == ' ' || offset == 0 || all.data[offset - 1] == ' ');
    }
    assert_true(n > 1);
}

static void cuts_a_word_at_a_chunks_end(void **state)
{
    (void)state;
    check_guarded(chunk_ends);
}

/* The example of the Unicode Standard, table 3-8, at each place of a read's end. */
static void bad_bytes(tarix_guard *guard)
{
    static const char bad[] = "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64";
    static const char good[] = "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd";
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_text *text = tarix_text_new(arena, NULL);
    check_text(arena, text, TARIX_STR("\xF0\x9F\x98"), "UTF-8", TARIX_STR("\uFFFD"), 3);
    check_text(
        arena, text, TARIX_STR("\xED\xA0\x80x"), "UTF-8", TARIX_STR("\uFFFD\uFFFD\uFFFDx"), 3);
    check_text(arena, text, TARIX_STR("\xFF\xC0"), "UTF-8", TARIX_STR("\uFFFD\uFFFD"), 2);
    check_text(
        arena, text, TARIX_STR("ə\xFFşğ\u00E7\u00FC ö"), NULL, TARIX_STR("ə\uFFFDşğçü ö"), 1);
    for (size_t lead = read_size - sizeof bad; lead <= read_size; lead++) {
        char *in = tarix_arena_alloc(arena, lead + sizeof bad, 1);
        char *out = tarix_arena_alloc(arena, lead + sizeof good, 1);
        memset(in, 'x', lead);
        memset(out, 'x', lead);
        memcpy(in + lead, bad, sizeof bad - 1);
        memcpy(out + lead, good, sizeof good - 1);
        check_text(arena, text, (tarix_str){in, lead + sizeof bad - 1}, "UTF-8",
            (tarix_str){out, lead + sizeof good - 1}, 9);
    }
}

static void miscounts_bad_bytes(void **state)
{
    (void)state;
    check_guarded(bad_bytes);
}

static void encodings(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_text *text = tarix_text_new(arena, NULL);
    check_text(
        arena, text, TARIX_STR("\xFF\xFEI\0\x31\x01\x59\x02\n\0"), NULL, TARIX_STR("Iıə\n"), 0);
    check_text(
        arena, text, TARIX_STR("\xFE\xFF\0I\x01\x31\x02\x59\0\n"), NULL, TARIX_STR("Iıə\n"), 0);
    check_text(arena, text, TARIX_STR("\xFF\xFEu\0\x08\x03"), NULL, TARIX_STR("ü"), 0);
    check_text(arena, text,
        TARIX_STR("\xDDstiqlal Bak\xFD \xDEu\xFE"
                  "a da\xF0 \xD0"),
        "windows-1254", TARIX_STR("İstiqlal Bakı Şuşa dağ Ğ"), 0);
    check_text(arena, text, TARIX_STR("\xC1\xE0\xEA\xF3"), "windows-1251", TARIX_STR("Баку"), 0);
}

static void misreads_an_encoding(void **state)
{
    (void)state;
    check_guarded(encodings);
}

static void decoded_boundaries(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const size_t n = 3 * megabyte;
    char *in = tarix_arena_alloc(arena, n, 1), *out = tarix_arena_alloc(arena, n, 2);
    size_t size = 0;
    for (size_t i = 0; i < n; i++) {
        in[i] = "\xFDx \xFE\xFD\n"[i % 6];
        const char *const letters[] = {"ı", "x", " ", "ş", "ı", "\n"};
        memcpy(out + size, letters[i % 6], strlen(letters[i % 6]));
        size += strlen(letters[i % 6]);
    }
    check_text(arena, tarix_text_new(arena, NULL), (tarix_str){in, n}, "windows-1254",
        (tarix_str){out, size}, 0);
}

static void loses_letters_of_a_large_text_in_another_encoding(void **state)
{
    (void)state;
    check_guarded(decoded_boundaries);
}

static void refusals(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_text *text = tarix_text_new(arena, NULL);
    tarix_error err = {0};
    const tarix_str program = TARIX_STR("\x7F"
                                        "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0\xC0\xFF");
    assert_int_equal(tarix_text_open_bytes(text, program, NULL, &err), TARIX_INVALID);
    assert_non_null(strstr(err.message, "binary"));
    assert_int_equal(tarix_text_open_bytes(text, TARIX_STR("a"), "klingon", &err), TARIX_USAGE);
    assert_non_null(strstr(err.message, "klingon"));
    assert_int_equal(tarix_text_open(text, "no-such-file.txt", NULL, NULL, &err), TARIX_IO);
    assert_non_null(strstr(err.message, "no-such-file.txt"));
    check_text(arena, text, TARIX_STR("söz"), NULL, TARIX_STR("söz"), 0);
}

static void takes_a_binary_file_or_an_unknown_encoding(void **state)
{
    (void)state;
    check_guarded(refusals);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loses_a_short_text),
        cmocka_unit_test(breaks_what_a_read_cuts),
        cmocka_unit_test(breaks_a_text_without_any_space),
        cmocka_unit_test(changes_a_large_text),
        cmocka_unit_test(cuts_a_word_at_a_chunks_end),
        cmocka_unit_test(miscounts_bad_bytes),
        cmocka_unit_test(misreads_an_encoding),
        cmocka_unit_test(loses_letters_of_a_large_text_in_another_encoding),
        cmocka_unit_test(takes_a_binary_file_or_an_unknown_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
