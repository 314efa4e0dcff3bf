#include "base/simd.h"

/* Reals to text by the steps of number.c, four at once. */

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

/* The number of each lane, from 0 to 3, chooses. */
AVX2 static inline __m256d pick(__m256d from, __m256i number)
{
    const __m256i twice = _mm256_slli_epi64(number, 1);
    const __m256i words = _mm256_or_si256(
        _mm256_shuffle_epi32(twice, _MM_SHUFFLE(2, 2, 0, 0)), _mm256_set1_epi64x(1LL << 32));
    return _mm256_castsi256_pd(_mm256_permutevar8x32_epi32(_mm256_castpd_si256(from), words));
}

/* 10^power, power from 0 to 15. */
AVX2 static inline __m256d ten_to(__m256i power)
{
    const __m256i last = _mm256_set1_epi64x(3);
    const __m256d ones = _mm256_setr_pd(1e0, 1e1, 1e2, 1e3);
    const __m256d fours = _mm256_setr_pd(1e0, 1e4, 1e8, 1e12);
    return _mm256_mul_pd(pick(ones, _mm256_and_si256(power, last)),
        pick(fours, _mm256_and_si256(_mm256_srli_epi64(power, 2), last)));
}

/* What decimal_exponent() begins with: the exponent or one below it. */
AVX2 static inline __m256i exponents(__m256d value)
{
    const __m256i binary = _mm256_srli_epi64(_mm256_castpd_si256(value), 52);
    const __m256i raised = _mm256_add_epi64(binary, _mm256_set1_epi64x(4095 - 1022));
    const __m256i scaled = _mm256_mul_epu32(raised, _mm256_set1_epi64x(1233));
    return _mm256_sub_epi64(_mm256_srli_epi64(scaled, 12), _mm256_set1_epi64x(1232));
}

AVX2 static inline __m256i chosen(__m256i mask, __m256i yes, __m256i no)
{
    return _mm256_blendv_epi8(no, yes, mask);
}

/* The digits of n < 10^8 as text, the first in the highest byte. */
AVX2 static inline __m256i digits_of(__m256i n)
{
    const __m256i high = _mm256_srli_epi64(_mm256_mul_epu32(n, _mm256_set1_epi64x(3518437209)), 45);
    const __m256i low = _mm256_sub_epi64(n, _mm256_mul_epu32(high, _mm256_set1_epi64x(10000)));
    const __m256i fours = _mm256_or_si256(low, _mm256_slli_epi64(high, 32));
    const __m256i hundreds =
        _mm256_srli_epi32(_mm256_mullo_epi32(fours, _mm256_set1_epi32(10486)), 20);
    const __m256i units =
        _mm256_sub_epi32(fours, _mm256_mullo_epi16(hundreds, _mm256_set1_epi32(100)));
    const __m256i twos = _mm256_or_si256(units, _mm256_slli_epi32(hundreds, 16));
    const __m256i tens = _mm256_srli_epi16(_mm256_mullo_epi16(twos, _mm256_set1_epi16(103)), 10);
    const __m256i ones = _mm256_sub_epi16(twos, _mm256_mullo_epi16(tens, _mm256_set1_epi16(10)));
    return _mm256_or_si256(
        _mm256_or_si256(ones, _mm256_slli_epi16(tens, 8)), _mm256_set1_epi8('0'));
}

/* A number of up to `digits` digits before its point, made of a value by a power of ten, and where
 * that is one below the power for the exponent. */
typedef struct scaled {
    __m256d number, over;
} scaled;

/* `most` is 10^digits. A product reaches it with the value that reaches the next exponent, or with
 * one so near that the digits are the same. */
AVX2 static inline scaled scale_up(__m256d value, __m256d power, __m256d most)
{
    const __m256d number = _mm256_mul_pd(value, power);
    const __m256d over = _mm256_cmp_pd(number, most, _CMP_GE_OQ);
    const __m256d less = _mm256_mul_pd(value, _mm256_div_pd(power, _mm256_set1_pd(10)));
    return (scaled){_mm256_blendv_pd(number, less, over), over};
}

AVX2 static inline scaled scale_down(__m256d value, __m256d power, __m256d most)
{
    const __m256d number = _mm256_div_pd(value, power);
    const __m256d over = _mm256_cmp_pd(number, most, _CMP_GE_OQ);
    const __m256d less = _mm256_div_pd(value, _mm256_mul_pd(power, _mm256_set1_pd(10)));
    return (scaled){_mm256_blendv_pd(number, less, over), over};
}

AVX2 static inline scaled scale(__m256d value, __m256i shift, __m256d most)
{
    const __m256d power = ten_to(_mm256_abs_epi32(shift));
    const __m256d falls = _mm256_castsi256_pd(_mm256_cmpgt_epi64(_mm256_set1_epi64x(1), shift));
    const scaled up = scale_up(value, power, most);
    if (!_mm256_movemask_pd(falls)) return up;
    const scaled down = scale_down(value, power, most);
    return (scaled){_mm256_blendv_pd(up.number, down.number, falls),
        _mm256_blendv_pd(up.over, down.over, falls)};
}

/* Each value is 0.d1d2…d8 * 10^e; e is beyond the layouts where it is none of usual size or
 * half-way between two roundings. */
AVX2 static inline void round_four(const double *values, int digits, uint64_t *words, int64_t *e)
{
    static const double tens[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
    enum { all = 8, most_shift = 15, unusual = 99 };
    const __m256d whole = _mm256_set1_pd(0x1.8p52); /* what is added to it loses its fraction */
    const __m256d sign = _mm256_set1_pd(-0.0), most = _mm256_set1_pd(tens[digits]);
    const __m256i first = _mm256_set1_epi64x((int64_t)tens[digits - 1]);
    const __m256i fill = _mm256_set1_epi64x((int64_t)tens[all - digits]);
    const __m256d value = _mm256_andnot_pd(sign, _mm256_loadu_pd(values));
    const __m256i exponent = exponents(value);
    const __m256i shift = _mm256_sub_epi64(_mm256_set1_epi64x(digits), exponent);
    const scaled s = scale(value, shift, most);
    const __m256d raised = _mm256_add_pd(s.number, whole), nearest = _mm256_sub_pd(raised, whole);
    const __m256d rest = _mm256_andnot_pd(sign, _mm256_sub_pd(s.number, nearest));
    const __m256d half = _mm256_cmp_pd(rest, _mm256_set1_pd(0.5), _CMP_EQ_OQ);
    const __m256d far =
        _mm256_castsi256_pd(_mm256_cmpgt_epi64(shift, _mm256_set1_epi64x(most_shift)));
    const __m256d usual = _mm256_andnot_pd(
        _mm256_or_pd(half, far), _mm256_cmp_pd(value, _mm256_set1_pd(1e15), _CMP_LT_OQ));
    const __m256d full = _mm256_cmp_pd(nearest, most, _CMP_EQ_OQ); /* not where `over` */
    const __m256i n = chosen(_mm256_castpd_si256(full), first,
        _mm256_sub_epi64(_mm256_castpd_si256(raised), _mm256_castpd_si256(whole)));
    const __m256i above = _mm256_castpd_si256(_mm256_or_pd(s.over, full)); /* -1 each */
    const __m256i other = _mm256_set1_epi64x(unusual);
    _mm256_storeu_si256((__m256i *)words, digits_of(_mm256_mul_epu32(n, fill)));
    _mm256_storeu_si256(
        (__m256i *)e, chosen(_mm256_castpd_si256(usual), _mm256_sub_epi64(exponent, above), other));
}

/* Where the digits of a number below 10^e stand, e from -4 to 7; 8 is a zero, 9 the point. And how
 * many bytes it has when 0 to 7 of them are zeros at the end. */
enum { least = -4, n_layouts = 12 };
static const struct layout {
    uint8_t from[16], sizes[8];
} layouts[n_layouts] = {{{8, 9, 8, 8, 8, 8, 7, 6, 5, 4, 3, 2, 1, 0}, {14, 13, 12, 11, 10, 9, 8, 7}},
    {{8, 9, 8, 8, 8, 7, 6, 5, 4, 3, 2, 1, 0}, {13, 12, 11, 10, 9, 8, 7, 6}},
    {{8, 9, 8, 8, 7, 6, 5, 4, 3, 2, 1, 0}, {12, 11, 10, 9, 8, 7, 6, 5}},
    {{8, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0}, {11, 10, 9, 8, 7, 6, 5, 4}},
    {{8, 9, 7, 6, 5, 4, 3, 2, 1, 0}, {10, 9, 8, 7, 6, 5, 4, 3}},
    {{7, 9, 6, 5, 4, 3, 2, 1, 0}, {9, 8, 7, 6, 5, 4, 3, 1}},
    {{7, 6, 9, 5, 4, 3, 2, 1, 0}, {9, 8, 7, 6, 5, 4, 2, 2}},
    {{7, 6, 5, 9, 4, 3, 2, 1, 0}, {9, 8, 7, 6, 5, 3, 3, 3}},
    {{7, 6, 5, 4, 9, 3, 2, 1, 0}, {9, 8, 7, 6, 4, 4, 4, 4}},
    {{7, 6, 5, 4, 3, 9, 2, 1, 0}, {9, 8, 7, 5, 5, 5, 5, 5}},
    {{7, 6, 5, 4, 3, 2, 9, 1, 0}, {9, 8, 6, 6, 6, 6, 6, 6}},
    {{7, 6, 5, 4, 3, 2, 1, 9, 0}, {9, 7, 7, 7, 7, 7, 7, 7}}};

/* Returns its size; 0: e is beyond them. */
AVX2 static inline size_t lay_out(uint64_t word, int64_t e, char *text)
{
    const size_t row = (size_t)(e - least);
    if (row >= n_layouts) return 0;
    const struct layout *l = &layouts[row];
    const __m128i bytes = _mm_set_epi64x('.' << 8 | '0', (int64_t)word);
    const __m128i from = _mm_loadu_si128((const __m128i *)l->from);
    _mm_storeu_si128((__m128i *)text, _mm_shuffle_epi8(bytes, from));
    return l->sizes[tarix_simd_lowest(word & UINT64_C(0x0F0F0F0F0F0F0F0F)) / 8];
}

/* The digits of some first, then the texts: they take too long to wait for one by one. */
AVX2 static size_t reals_avx2(
    const double *values, size_t n, int digits, char *texts, uint8_t *sizes)
{
    enum { lanes = 4, batch = 64, room = 16 };
    uint64_t words[batch];
    int64_t e[batch];
    const size_t end = n - n % lanes;
    for (size_t first = 0; first < end; first += batch) {
        const size_t size = end - first < batch ? end - first : batch;
        for (size_t i = 0; i < size; i += lanes)
            round_four(values + first + i, digits, words + i, e + i);
        for (size_t i = 0; i < size; i++, texts += room) {
            const size_t sign = values[first + i] < 0;
            *texts = '-';
            const size_t laid = lay_out(words[i], e[i], texts + sign);
            sizes[first + i] = (uint8_t)(laid ? sign + laid : 0);
        }
    }
    return end;
}

size_t tarix_simd_reals(
    tarix_simd simd, const double *values, size_t n, int digits, char *texts, uint8_t *sizes)
{
    return simd == TARIX_SIMD_AVX2 ? reals_avx2(values, n, digits, texts, sizes) : 0;
}

#else

size_t tarix_simd_reals(
    tarix_simd simd, const double *values, size_t n, int digits, char *texts, uint8_t *sizes)
{
    (void)simd, (void)values, (void)n, (void)digits, (void)texts, (void)sizes;
    return 0;
}

#endif
