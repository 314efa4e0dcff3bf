#include "base/simd.h"

/* Letters to numbers, 16 bytes at once. */

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m128i load(const void *p)
{
    return _mm_loadu_si128((const __m128i *)p);
}

/* 0xFF in the first bytes, at most all. */
AVX2 static inline __m128i first_bytes(uint32_t n)
{
    static const char window[32] =
        "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
    return load(window + 16 - n);
}

/* The numbers of the letters that begin in the first bytes, each where it begins. */
AVX2 static inline __m128i numbers_of(
    const tarix_letters *letters, __m128i bytes, __m128i is_pair, __m128i difference)
{
    const __m128i is_single =
        _mm_cmpeq_epi8(_mm_and_si128(bytes, _mm_set1_epi8((char)0xE0)), _mm_set1_epi8(0x60));
    const __m128i single = _mm_blendv_epi8(_mm_shuffle_epi8(load(letters->single[0]), bytes),
        _mm_shuffle_epi8(load(letters->single[1]), bytes), _mm_slli_epi16(bytes, 3)); /* bit 4 */
    const __m128i pair = _mm_shuffle_epi8(load(letters->pair), difference);
    return _mm_or_si128(_mm_and_si128(single, is_single), _mm_and_si128(pair, is_pair));
}

/* 6 bits of each byte, the first the highest, in the lower 48 bits of each half. */
AVX2 static inline __m128i pack(__m128i numbers)
{
    const __m128i twos = _mm_maddubs_epi16(numbers, _mm_set1_epi16(1 << 8 | 1 << 6));
    const __m128i fours = _mm_madd_epi16(twos, _mm_set1_epi32(1 << 16 | 1 << 12));
    return _mm_or_si128(_mm_srli_epi64(_mm_slli_epi64(fours, 32), 8), _mm_srli_epi64(fours, 32));
}

AVX2 static void letters_avx2(
    const tarix_letters *letters, const tarix_str *texts, size_t n, uint64_t *words, uint32_t *ends)
{
    enum { block = 16 };
    const __m128i leads = load(letters->lead), trails = load(letters->trail);
    for (size_t i = 0; i < n; i++) {
        const uint32_t size = texts[i].size < block ? (uint32_t)texts[i].size : block;
        const __m128i inside = first_bytes(size);
        const __m128i bytes = load(texts[i].data), next = load(texts[i].data + 1);
        const __m128i difference = _mm_and_si128(_mm_sub_epi8(next, bytes), _mm_set1_epi8(15));
        const __m128i is_pair =
            _mm_and_si128(_mm_cmpeq_epi8(_mm_shuffle_epi8(leads, difference), bytes),
                _mm_cmpeq_epi8(_mm_shuffle_epi8(trails, difference), next));
        const __m128i numbers =
            _mm_and_si128(numbers_of(letters, bytes, is_pair, difference), inside);
        const __m128i is_trail = _mm_slli_si128(is_pair, 1);
        const __m128i is_other = _mm_andnot_si128(
            is_trail, _mm_and_si128(_mm_cmpeq_epi8(numbers, _mm_setzero_si128()), inside));
        const __m128i packed = pack(numbers);
        const uint64_t first = (uint64_t)_mm_cvtsi128_si64(packed);
        const uint64_t second = (uint64_t)_mm_extract_epi64(packed, 1);
        words[2 * i] = first << 16 | second >> 32;
        words[2 * i + 1] = second << 32;
        const uint32_t end = size + ((uint32_t)_mm_movemask_epi8(is_pair) >> (block - 1));
        ends[i] = end & (0U - (_mm_movemask_epi8(is_other) == 0));
    }
}

void tarix_simd_letters(tarix_simd simd, const tarix_letters *letters, const tarix_str *texts,
    size_t n, uint64_t *words, uint32_t *ends)
{
    if (simd == TARIX_SIMD_AVX2)
        letters_avx2(letters, texts, n, words, ends);
    else
        memset(ends, 0, n * sizeof *ends);
}

#else

void tarix_simd_letters(tarix_simd simd, const tarix_letters *letters, const tarix_str *texts,
    size_t n, uint64_t *words, uint32_t *ends)
{
    (void)simd, (void)letters, (void)texts, (void)words;
    memset(ends, 0, n * sizeof *ends);
}

#endif
