/* What the language standard lacks: prefetching and vectors, with a portable way for each. Results
 * are the same on every path. */
#ifndef TARIX_BASE_SIMD_H
#define TARIX_BASE_SIMD_H

#include "str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* A function that does nothing but prefetch is to be TARIX_HOT: gcc leaves out calls of any other,
 * which to it have no effect. */
#if defined(__GNUC__)
#define TARIX_PREFETCH(address) __builtin_prefetch(address)
#define TARIX_HOT __attribute__((always_inline)) inline /* worth the room wherever it is called */
#define TARIX_APART __attribute__((noinline)) /* what would take the registers of its caller */
#define TARIX_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define TARIX_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#else
#define TARIX_PREFETCH(address) ((void)(address))
#define TARIX_HOT inline
#define TARIX_APART
#define TARIX_LIKELY(condition) (condition)
#define TARIX_UNLIKELY(condition) (condition)
#endif

/* Which instructions are used: those of every processor, or vectors where it has them. */
typedef enum tarix_simd { TARIX_SIMD_NONE, TARIX_SIMD_AVX2 } tarix_simd;

/* The best of this processor. */
tarix_simd tarix_simd_best(void);

/* How many bytes from p on are surely valid UTF-8 that NFC leaves alone, looking no further than
 * what prose is made of (ASCII, Latin and Cyrillic letters, general punctuation). The answer ends
 * between characters; it says nothing of what follows. */
size_t tarix_simd_plain(tarix_simd simd, const char *p, size_t size);

/* A set of bytes: bit (byte >> 4 & 7) of rows[byte >> 7][byte & 15]. */
typedef struct tarix_byte_set {
    uint8_t rows[2][16];
} tarix_byte_set;

static inline void tarix_byte_set_add(tarix_byte_set *set, unsigned byte)
{
    set->rows[byte >> 7][byte & 15] |= (uint8_t)(1U << (byte >> 4 & 7));
}

static inline bool tarix_byte_set_has(const tarix_byte_set *set, unsigned byte)
{
    return set->rows[byte >> 7][byte & 15] >> (byte >> 4 & 7) & 1;
}

/* Sets of bytes and single ones, which cost less; together at most TARIX_SIMD_SOUGHT. */
enum { TARIX_SIMD_SOUGHT = 8 };
typedef struct tarix_simd_sought {
    const tarix_byte_set *sets;
    size_t n_sets;
    const unsigned char *bytes;
    size_t n_bytes;
    const uint64_t *table; /* by tarix_simd_make_table(); NULL: it is made whenever it is needed */
} tarix_simd_sought;

/* Which of the things sought each byte is, for the portable way: byte k of a word is 1 for the
 * k-th. */
void tarix_simd_make_table(const tarix_simd_sought *sought, uint64_t table[256]);

/* Bit i of masks[n_blocks k + b] tells whether byte 64 b + i of the text is in the k-th set, or
 * behind the sets is the single byte k - n_sets; 64 n_blocks bytes are read. */
void tarix_simd_find(tarix_simd simd, const char *text, size_t n_blocks,
    const tarix_simd_sought *sought, uint64_t *masks);

/* Reals of usual size as tarix_number_from_reals() has them. The answer is how many were looked at,
 * from the first on, perhaps none; the size of those that are left to the slower way is 0. */
size_t tarix_simd_reals(
    tarix_simd simd, const double *values, size_t n, int digits, char *texts, uint8_t *sizes);

/* A number from 1 to 63 for each letter of an alphabet, whose letters are bytes from 0x60 to 0x7F
 * or two bytes. */
typedef struct tarix_letters {
    uint8_t single[2][16];                 /* of one byte, from 0x60 on; 0: it is none */
    uint8_t lead[16], trail[16], pair[16]; /* of two, by the low four bits of their difference */
} tarix_letters;

/* Of n texts the numbers of the letters that begin in their first 16 bytes: 6 bits for each byte,
 * the first the highest, in two words; 0 where no letter begins. ends[i] is where the letter behind
 * them begins, or the text's size; 0 of a text that has others there, which is left to the slower
 * way. 17 bytes can be read of each text. */
void tarix_simd_letters(tarix_simd simd, const tarix_letters *letters, const tarix_str *texts,
    size_t n, uint64_t *words, uint32_t *ends);

/* Eight bytes in memory as a word, the first the lowest. */
static inline uint64_t tarix_simd_load_8(const char *p)
{
    uint64_t word = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(&word, p, sizeof word);
#else
    for (unsigned i = 0; i < 8; i++) word |= (uint64_t)(unsigned char)p[i] << 8 * i;
#endif
    return word;
}

static inline void tarix_simd_store_8(uint64_t word, char *p)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(p, &word, sizeof word);
#else
    for (unsigned i = 0; i < 8; i++) p[i] = (char)(word >> 8 * i);
#endif
}

#if defined(__SSE2__)
/* The first 16 of n bytes, or all of them and zeros behind. */
static inline __m128i tarix_simd_load_some(const char *p, size_t n)
{
    if (n >= 16) return _mm_loadu_si128((const __m128i *)(const void *)p);
    uint64_t low = 0, high = 0;
    if (n >= 8) {
        low = tarix_simd_load_8(p);
        if (n > 8) high = tarix_simd_load_8(p + n - 8) >> 8 * (16 - n);
    } else if (n >= 4) {
        uint32_t first, last;
        memcpy(&first, p, sizeof first);
        memcpy(&last, p + n - 4, sizeof last);
        low = first | (uint64_t)last << 8 * (n - 4);
    } else {
        for (size_t i = 0; i < n; i++) low |= (uint64_t)(unsigned char)p[i] << 8 * i;
    }
    return _mm_set_epi64x((int64_t)high, (int64_t)low);
}

static inline __m128i tarix_simd_unclean(__m128i bytes)
{
    const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i del = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F));
    const __m128i c2 = _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xC2));
    return _mm_or_si128(_mm_or_si128(low, quote), _mm_or_si128(del, c2));
}
#endif

/* Whether a byte of the text is one of n from the first on. */
static inline bool tarix_simd_has_range(
    const char *p, size_t size, unsigned char first, unsigned char n)
{
    size_t at = 0;
    bool found = false;
#if defined(__SSE2__)
    const __m128i firsts = _mm_set1_epi8((char)first), limits = _mm_set1_epi8((char)n);
    __m128i least = limits;
    for (; at + sizeof least <= size; at += sizeof least) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + at));
        least = _mm_min_epu8(least, _mm_sub_epi8(bytes, firsts));
    }
    found = _mm_movemask_epi8(_mm_cmpeq_epi8(least, limits)) != 0xFFFF;
#endif
    for (; at < size; at++) found |= (unsigned char)((unsigned char)p[at] - first) < n;
    return found;
}

/* Whether a byte of the text is below the limit. */
static inline bool tarix_simd_has_below(const char *p, size_t size, unsigned char limit)
{
    return tarix_simd_has_range(p, size, 0, limit);
}

/* Whether none of 16 bytes is a quote, a control character or what may be one: 0xC2 leads those of
 * U+0080…U+009F. */
static inline bool tarix_simd_are_clean(uint64_t first, uint64_t second)
{
#if defined(__SSE2__)
    return !_mm_movemask_epi8(tarix_simd_unclean(_mm_set_epi64x((int64_t)second, (int64_t)first)));
#else
    const uint64_t ones = UINT64_C(0x0101010101010101), words[] = {first, second};
    uint64_t found = 0;
    for (int i = 0; i < 2; i++) {
        const uint64_t w = words[i];
        const uint64_t quote = w ^ ones * '"', del = w ^ ones * 0x7F, c2 = w ^ ones * 0xC2;
        found |= ((w - ones * 0x20) | (quote - ones) | (del - ones)) & ~w;
        found |= (c2 - ones) & ~c2;
    }
    return !(found & ones << 7);
#endif
}

/* Copies a text of up to 32 bytes, and says whether none of these is one of those. 16 can be read
 * and written, however short it is: its size, which cannot be foreseen, is not branched on. */
enum { TARIX_CLEAN_SIZE = 32, TARIX_CLEAN_SLACK = 16 };
static inline bool tarix_simd_copy_clean(const char *text, size_t size, char *out)
{
#if defined(__SSE2__)
    const size_t last = size > TARIX_CLEAN_SLACK ? size - TARIX_CLEAN_SLACK : 0;
    const __m128i first_bytes = _mm_loadu_si128((const __m128i *)text);
    const __m128i last_bytes = _mm_loadu_si128((const __m128i *)(text + last));
    _mm_storeu_si128((__m128i *)out, first_bytes);
    _mm_storeu_si128((__m128i *)(out + last), last_bytes);
    const int unclean = _mm_movemask_epi8(
        _mm_or_si128(tarix_simd_unclean(first_bytes), tarix_simd_unclean(last_bytes)));
    return !(unclean & ((1 << (size - last)) - 1));
#else
    bool found = false;
    for (size_t i = 0; i < size; i++) {
        const unsigned char c = (unsigned char)text[i];
        out[i] = text[i];
        found |= c < 0x20 || c == '"' || c == 0x7F || c == 0xC2;
    }
    return !found;
#endif
}

/* Zero bits below the lowest one; not for 0. */
static inline unsigned tarix_simd_lowest(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned n = 0;
    for (; !(bits & 1); bits >>= 1) n++;
    return n;
#endif
}

/* Zero bits above the highest one; not for 0. */
static inline unsigned tarix_simd_above(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_clzll(bits);
#else
    unsigned n = 0;
    for (; !(bits >> 63); bits <<= 1) n++;
    return n;
#endif
}

/* The place of the highest bit; not for 0. */
static inline unsigned tarix_simd_highest(uint64_t bits)
{
    return 63 - tarix_simd_above(bits);
}

#endif
