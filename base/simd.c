#include "base/simd.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_AVX2 1
#else
#define HAS_AVX2 0
#endif

static void find_portable(
    const char *text, size_t n_blocks, const tarix_byte_set *sets, size_t n_sets, uint64_t *masks)
{
    for (size_t k = 0; k < n_sets; k++)
        for (size_t block = 0; block < n_blocks; block++) {
            const char *p = text + 64 * block;
            uint64_t mask = 0;
            for (unsigned i = 0; i < 64; i++)
                mask |= (uint64_t)tarix_byte_set_has(&sets[k], (unsigned char)p[i]) << i;
            masks[k * n_blocks + block] = mask;
        }
}

static void find_bytes_portable(
    const char *text, size_t n_blocks, const unsigned char *bytes, size_t n_bytes, uint64_t *masks)
{
    for (size_t k = 0; k < n_bytes; k++) {
        tarix_byte_set set = {0};
        tarix_byte_set_add(&set, bytes[k]);
        find_portable(text, n_blocks, &set, 1, masks + k * n_blocks);
    }
}

#if HAS_AVX2

#define AVX2 __attribute__((target("avx2")))

/* Bytes of x that are not 0, as a bit mask. */
AVX2 static inline uint32_t nonzero(__m256i x)
{
    return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(x, _mm256_setzero_si256()));
}

AVX2 static inline uint32_t equal_to(__m256i x, unsigned char byte)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(x, _mm256_set1_epi8((char)byte)));
}

/* Leads of two bytes: C2…CB (U+0080…U+02FF) and D0, D1 (Cyrillic without marks), by low half. */
AVX2 static inline uint32_t find_pairs(__m256i x)
{
    const __m256i half = _mm256_set1_epi8(15);
    const __m256i rows =
        _mm256_broadcastsi128_si256(_mm_setr_epi8(2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0));
    const __m256i bits =
        _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0));
    const __m256i low = _mm256_and_si256(x, half);
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(x, 4), half);
    return nonzero(
        _mm256_and_si256(_mm256_shuffle_epi8(rows, low), _mm256_shuffle_epi8(bits, high)));
}

/* 64 bytes. */
typedef struct pair {
    __m256i first, second;
} pair;

AVX2 static inline pair load_64(const char *p)
{
    return (pair){
        _mm256_loadu_si256((const __m256i *)p), _mm256_loadu_si256((const __m256i *)p + 1)};
}

AVX2 static inline uint64_t joined(uint32_t first, uint32_t second)
{
    return first | (uint64_t)second << 32;
}

AVX2 static inline uint64_t tops_64(pair x)
{
    return joined(
        (uint32_t)_mm256_movemask_epi8(x.first), (uint32_t)_mm256_movemask_epi8(x.second));
}

AVX2 static inline uint64_t equal_64(pair x, unsigned char byte)
{
    return joined(equal_to(x.first, byte), equal_to(x.second, byte));
}

/* Bytes below another one, both taken as signed. */
AVX2 static inline uint64_t below_64(pair x, signed char byte)
{
    const __m256i all = _mm256_set1_epi8(byte);
    return tops_64((pair){_mm256_cmpgt_epi8(all, x.first), _mm256_cmpgt_epi8(all, x.second)});
}

/* What the end of a block says of the next: bits that must be bytes inside a character; of those
 * behind E2, the second, which must be 80, and the third, 90 or more. */
typedef struct owed {
    uint64_t inside, second, third;
} owed;

/* Whether bytes behind E2 are 80 90…BF. */
AVX2 static inline bool goes_on(pair x, uint64_t triple, owed *left)
{
    const uint64_t second = left->second | triple << 1, third = left->third | triple << 2;
    left->second = triple >> 63;
    left->third = triple >> 62;
    return !(second & ~equal_64(x, 0x80)) && !(third & below_64(x, -112));
}

/* Blocks of 64 bytes as long as each non-ASCII byte is one of: a lead of two with one byte behind
 * it; E2 80 90…BF (general punctuation). */
AVX2 static size_t plain_avx2(const char *p, size_t size)
{
    size_t safe = 0;
    owed left = {0, 0, 0};
    for (; safe + 64 <= size; safe += 64) {
        const pair x = load_64(p + safe);
        const uint64_t high = tops_64(x);
        if (!(high | left.inside)) continue;
        const uint64_t inside = below_64(x, -64); /* 80…BF */
        const uint64_t triple = equal_64(x, 0xE2);
        const uint64_t leads = joined(find_pairs(x.first), find_pairs(x.second)) | triple;
        const uint64_t due = left.inside | leads << 1 | triple << 2;
        if (high != (inside | leads) || inside != due) break;
        if (triple | left.second | left.third && !goes_on(x, triple, &left)) break;
        left.inside = leads >> 63 | triple >> 62;
    }
    if (left.inside) { /* the last block ends inside a character: leave that to whoever knows it */
        while (((unsigned char)p[safe - 1] & 0xC0) == 0x80) safe--;
        safe--;
    }
    return safe;
}

/* The halves of bytes: the low one names their rows, the bit of the high one is looked for there.
 */
typedef struct halves {
    __m256i x, low, bit;
} halves;

AVX2 static inline halves halve(const char *p)
{
    const __m256i half = _mm256_set1_epi8(15);
    const __m256i bits = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128));
    const __m256i x = _mm256_loadu_si256((const __m256i *)p);
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(x, 4), half);
    return (halves){x, _mm256_and_si256(x, half), _mm256_shuffle_epi8(bits, high)};
}

/* Of the two rows, the top bit of the byte chooses. */
AVX2 static inline uint64_t find_32(const halves *h, __m256i low_rows, __m256i high_rows)
{
    const __m256i row = _mm256_blendv_epi8(
        _mm256_shuffle_epi8(low_rows, h->low), _mm256_shuffle_epi8(high_rows, h->low), h->x);
    const __m256i found = _mm256_cmpeq_epi8(_mm256_and_si256(row, h->bit), h->bit);
    return (uint32_t)_mm256_movemask_epi8(found);
}

AVX2 static void find_avx2(
    const char *text, size_t n_blocks, const tarix_byte_set *sets, size_t n_sets, uint64_t *masks)
{
    for (size_t block = 0; block < n_blocks; block++, text += 64) {
        const halves first = halve(text), second = halve(text + 32);
        uint64_t *mask = masks + block;
        for (const tarix_byte_set *set = sets; set < sets + n_sets; set++, mask += n_blocks) {
            const __m128i *rows = (const __m128i *)set->rows;
            const __m256i low_rows = _mm256_broadcastsi128_si256(_mm_loadu_si128(rows));
            const __m256i high_rows = _mm256_broadcastsi128_si256(_mm_loadu_si128(rows + 1));
            *mask = find_32(&first, low_rows, high_rows) | find_32(&second, low_rows, high_rows)
                                                               << 32;
        }
    }
}

void tarix_simd_find(
    const char *text, size_t n_blocks, const tarix_byte_set *sets, size_t n_sets, uint64_t *masks)
{
    if (__builtin_cpu_supports("avx2"))
        find_avx2(text, n_blocks, sets, n_sets, masks);
    else
        find_portable(text, n_blocks, sets, n_sets, masks);
}

AVX2 static void find_bytes_avx2(
    const char *text, size_t n_blocks, const unsigned char *bytes, size_t n_bytes, uint64_t *masks)
{
    for (size_t block = 0; block < n_blocks; block++, text += 64) {
        const __m256i first = _mm256_loadu_si256((const __m256i *)text);
        const __m256i second = _mm256_loadu_si256((const __m256i *)(text + 32));
        uint64_t *mask = masks + block;
        for (size_t k = 0; k < n_bytes; k++, mask += n_blocks)
            *mask = equal_to(first, bytes[k]) | (uint64_t)equal_to(second, bytes[k]) << 32;
    }
}

void tarix_simd_find_bytes(
    const char *text, size_t n_blocks, const unsigned char *bytes, size_t n_bytes, uint64_t *masks)
{
    if (__builtin_cpu_supports("avx2"))
        find_bytes_avx2(text, n_blocks, bytes, n_bytes, masks);
    else
        find_bytes_portable(text, n_blocks, bytes, n_bytes, masks);
}

size_t tarix_simd_plain(const char *p, size_t size)
{
    return __builtin_cpu_supports("avx2") ? plain_avx2(p, size) : 0;
}

#else

void tarix_simd_find(
    const char *text, size_t n_blocks, const tarix_byte_set *sets, size_t n_sets, uint64_t *masks)
{
    find_portable(text, n_blocks, sets, n_sets, masks);
}

void tarix_simd_find_bytes(
    const char *text, size_t n_blocks, const unsigned char *bytes, size_t n_bytes, uint64_t *masks)
{
    find_bytes_portable(text, n_blocks, bytes, n_bytes, masks);
}

size_t tarix_simd_plain(const char *p, size_t size)
{
    (void)p, (void)size;
    return 0;
}

#endif
