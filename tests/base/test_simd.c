#include "base/simd.h"

#include "base/utf8.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

enum { longest = 4096, rounds = 2000 };

/* Text of the kind that the vectors are for, with a fault now and then. */
static size_t random_text(uint64_t *state, char *text)
{
    static const char *const pieces[] = {
        "a", "Bakı", " ", "ə", "şəhər", "\n", "“", "—", "ж", "Ğ", "1918", "…", "ʔ"};
    static const char *const faults[] = {
        "\xE2\x82\xAC", "\xFF", "\xC3", "\x80", "\xE2\x80", "\xE2\x80\x80", "\xD2\x80", "\xC1\x81"};
    const size_t size = random_below(state, longest - 16);
    const bool has_faults = random_below(state, 2);
    size_t at = 0;
    while (at < size) {
        const char *piece = has_faults && random_below(state, 200) == 0
                                ? faults[random_below(state, sizeof faults / sizeof *faults)]
                                : pieces[random_below(state, sizeof pieces / sizeof *pieces)];
        memcpy(text + at, piece, strlen(piece));
        at += strlen(piece);
    }
    return at;
}

static void finds_a_byte_below(tarix_guard *guard)
{
    enum { limit = 9, most = 100 };
    char *text = tarix_arena_alloc(tarix_arena_new(guard), most, 1);
    assert_false(tarix_simd_has_below(text, 0, limit));
    for (size_t size = 1; size <= most; size++) {
        memset(text, limit, size);
        assert_false(tarix_simd_has_below(text, size, limit));
        for (size_t at = 0; at < size; at++) {
            text[at] = (char)0xFF;
            assert_false(tarix_simd_has_below(text, size, limit));
            text[at] = limit - 1;
            assert_true(tarix_simd_has_below(text, size, limit));
            text[at] = limit;
        }
    }
}

static void finds_a_byte_beside_a_range(tarix_guard *guard)
{
    enum { most = 40 };
    char *text = tarix_arena_alloc(tarix_arena_new(guard), most, 1);
    assert_false(tarix_simd_has_range(text, 0, '0', 10));
    for (unsigned c = 0; c < 256; c++)
        for (size_t at = 0; at < most; at++) {
            memset(text, '9' + 1, most);
            text[at] = (char)c;
            assert_int_equal(tarix_simd_has_range(text, most, '0', 10), c >= '0' && c <= '9');
        }
}

static void finds_the_bytes_of_sets(tarix_guard *guard)
{
    enum { n_sets = 3, n_blocks = 5 };
    tarix_arena *arena = tarix_arena_new(guard);
    char *text = tarix_arena_alloc(arena, 64 * n_blocks, 1);
    uint64_t state = 7, masks[(n_sets + 2) * n_blocks];
    const tarix_simd paths[] = {TARIX_SIMD_NONE, tarix_simd_best()};
    for (int round = 0; round < rounds; round++) {
        tarix_byte_set sets[n_sets] = {0};
        for (int i = 0; i < 64 * n_blocks; i++) text[i] = (char)random_next(&state);
        for (int i = 0; i < 200; i++)
            tarix_byte_set_add(&sets[i % n_sets], (unsigned char)random_next(&state));
        const unsigned char bytes[] = {(unsigned char)text[0], (unsigned char)text[70]};
        const tarix_simd_sought sought = {sets, n_sets, bytes, 2, NULL};
        tarix_simd_find(paths[round % 2], text, n_blocks, &sought, masks);
        const uint64_t *singles = masks + n_sets * n_blocks;
        for (size_t i = 0; i < 64 * n_blocks; i++) {
            const unsigned char c = (unsigned char)text[i];
            for (size_t k = 0; k < n_sets; k++)
                assert_int_equal(masks[k * n_blocks + i / 64] >> i % 64 & 1,
                    sets[k].rows[c >> 7][c & 15] >> (c >> 4 & 7) & 1);
            for (size_t k = 0; k < 2; k++)
                assert_int_equal(singles[k * n_blocks + i / 64] >> i % 64 & 1, c == bytes[k]);
        }
    }
}

/* What it calls plain is valid UTF-8 without marks, and in text that is plain it stops at the last
 * block only. */
static void plain_is_valid_and_nearly_all(tarix_guard *guard)
{
    char *text = tarix_arena_alloc(tarix_arena_new(guard), longest + 64, 1);
    const tarix_simd paths[] = {TARIX_SIMD_NONE, tarix_simd_best()};
    uint64_t state = 11, found = 0;
    for (int round = 0; round < rounds; round++) {
        const size_t size = random_text(&state, text);
        const size_t plain = tarix_simd_plain(paths[round / 2 % 2], text, size);
        const unsigned char *p = (const unsigned char *)text, *end = p + size;
        size_t at = 0, bad = 0, width = 0;
        bool is_plain = true;
        for (; at < plain; at += width) {
            width = p[at] < 0x80 ? 1 : tarix_utf8_check(p + at, end, &bad);
            assert_true(width > 0);
            const uint32_t c = tarix_utf8_decode(text + at, &width);
            assert_true(c < 0x300 || (c >= 0x400 && c < 0x480) || (c >= 0x2010 && c < 0x2040));
        }
        assert_int_equal(at, plain);
        for (; at < size && is_plain; at += width) {
            width = p[at] < 0x80 ? 1 : tarix_utf8_check(p + at, end, &bad);
            const uint32_t c = width ? tarix_utf8_decode(text + at, &width) : 0;
            is_plain = width && (c < 0x300 || (c >= 0x400 && c < 0x480) || c == 0x2014 ||
                                    c == 0x201C || c == 0x2026);
        }
        if (!is_plain || !plain) continue;
        assert_true(size - plain < 64 + 4);
        found++;
    }
    assert_true(found > rounds / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(finds_a_byte_below),
        GUARDED(finds_a_byte_beside_a_range),
        GUARDED(finds_the_bytes_of_sets),
        GUARDED(plain_is_valid_and_nearly_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
