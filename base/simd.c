#include "base/simd.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_AVX2 1
#else
#define HAS_AVX2 0
#endif

static void find_portable(
    const char *text, size_t n_blocks, const tarix_byte_set *set, uint64_t *masks)
{
    for (size_t block = 0; block < n_blocks; block++) {
        uint64_t mask = 0;
        for (unsigned i = 0; i < 64; i++)
            mask |= (uint64_t)tarix_byte_set_has(set, (unsigned char)text[64 * block + i]) << i;
        masks[block] = mask;
    }
}

#if HAS_AVX2

#define AVX2 __attribute__((target("avx2")))

/* Bytes of x from low to high, both included, as a bit mask. */
AVX2 static inline uint32_t in_range(__m256i x, char low, char high)
{
    const __m256i above = _mm256_max_epu8(x, _mm256_set1_epi8(low));
    const __m256i below = _mm256_min_epu8(x, _mm256_set1_epi8(high));
    return (uint32_t)_mm256_movemask_epi8(
        _mm256_and_si256(_mm256_cmpeq_epi8(above, x), _mm256_cmpeq_epi8(below, x)));
}

/* Blocks of 32 bytes as long as each non-ASCII byte is one of: a lead C2…CB (U+0080…U+02FF) or
 * D0, D1 (Cyrillic without marks) with one byte behind it; E2 80 90…BF (general punctuation). */
AVX2 static size_t plain_avx2(const char *p, size_t size)
{
    size_t at = 0, safe = 0;
    uint64_t due = 0;    /* bits of the next block that must be bytes inside a character */
    uint64_t second = 0; /* … that must be 80 */
    uint64_t third = 0;  /* … that must be 90 or more */
    for (; at + 32 <= size; at += 32) {
        const __m256i x = _mm256_loadu_si256((const __m256i *)(p + at));
        const uint64_t high = (uint32_t)_mm256_movemask_epi8(x);
        if (high == 0) {
            if (due) break;
            safe = at + 32;
            continue;
        }
        const uint64_t inside = in_range(x, (char)0x80, (char)0xBF);
        const uint64_t pair =
            in_range(x, (char)0xC2, (char)0xCB) | in_range(x, (char)0xD0, (char)0xD1);
        const uint64_t triple = in_range(x, (char)0xE2, (char)0xE2);
        const uint64_t is_80 = in_range(x, (char)0x80, (char)0x80);
        const uint64_t is_90 = in_range(x, (char)0x90, (char)0xBF);
        const uint64_t all_due = due | pair << 1 | triple << 1 | triple << 2;
        const uint64_t all_second = second | triple << 1, all_third = third | triple << 2;
        const uint64_t block = 0xFFFFFFFF;
        if (high != (inside | pair | triple) || inside != (all_due & block) ||
            (all_second & block & ~is_80) || (all_third & block & ~is_90))
            break;
        due = all_due >> 32;
        second = all_second >> 32;
        third = all_third >> 32;
        safe = at + 32;
    }
    if (due) { /* the last block ends inside a character: leave that to whoever knows its rest */
        while (((unsigned char)p[safe - 1] & 0xC0) == 0x80) safe--;
        safe--;
    }
    return safe;
}

/* Both rows are looked up by the low half of each byte; its top bit chooses, the rest of its high
 * half names the bit. */
AVX2 static inline uint32_t find_32(__m256i x, __m256i low_rows, __m256i high_rows)
{
    const __m256i half = _mm256_set1_epi8(15);
    const __m256i bits = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128));
    const __m256i low = _mm256_and_si256(x, half);
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(x, 4), half);
    const __m256i row = _mm256_blendv_epi8(
        _mm256_shuffle_epi8(low_rows, low), _mm256_shuffle_epi8(high_rows, low), x);
    const __m256i bit = _mm256_shuffle_epi8(bits, high);
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(row, bit), bit));
}

AVX2 static void find_avx2(
    const char *text, size_t n_blocks, const tarix_byte_set *set, uint64_t *masks)
{
    const __m256i low_rows =
        _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)set->rows[0]));
    const __m256i high_rows =
        _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)set->rows[1]));
    for (size_t block = 0; block < n_blocks; block++, text += 64) {
        const __m256i first = _mm256_loadu_si256((const __m256i *)text);
        const __m256i second = _mm256_loadu_si256((const __m256i *)(text + 32));
        masks[block] = find_32(first, low_rows, high_rows) |
                       (uint64_t)find_32(second, low_rows, high_rows) << 32;
    }
}

void tarix_simd_find(const char *text, size_t n_blocks, const tarix_byte_set *set, uint64_t *masks)
{
    if (__builtin_cpu_supports("avx2"))
        find_avx2(text, n_blocks, set, masks);
    else
        find_portable(text, n_blocks, set, masks);
}

size_t tarix_simd_plain(const char *p, size_t size)
{
    return __builtin_cpu_supports("avx2") ? plain_avx2(p, size) : 0;
}

#else

void tarix_simd_find(const char *text, size_t n_blocks, const tarix_byte_set *set, uint64_t *masks)
{
    find_portable(text, n_blocks, set, masks);
}

size_t tarix_simd_plain(const char *p, size_t size)
{
    (void)p, (void)size;
    return 0;
}

#endif

void tarix_simd_find_without(const char *text, size_t n_blocks, const tarix_byte_set *set,
    const uint64_t *without, uint64_t *masks)
{
    enum { batch = 64 };
    uint64_t found[batch];
    for (size_t done = 0; done < n_blocks; done += batch) {
        const size_t part = n_blocks - done < batch ? n_blocks - done : batch;
        tarix_simd_find(text + 64 * done, part, set, found);
        for (size_t i = 0; i < part; i++) masks[done + i] |= found[i] & ~without[done + i];
    }
}
