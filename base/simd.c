#include "base/simd.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_AVX2 1
#else
#define HAS_AVX2 0
#endif

void tarix_simd_make_table(const tarix_simd_sought *sought, uint64_t table[256])
{
    memset(table, 0, 256 * sizeof *table);
    for (size_t k = 0; k < sought->n_sets; k++)
        for (unsigned c = 0; c < 256; c++)
            table[c] |= (uint64_t)tarix_byte_set_has(&sought->sets[k], c) << 8 * k;
    for (size_t k = 0; k < sought->n_bytes; k++)
        table[sought->bytes[k]] |= UINT64_C(1) << 8 * (sought->n_sets + k);
}

/* What the table says of the eight bytes at p: byte k is of thing k. */
static TARIX_HOT uint64_t look_up(const uint64_t *table, const unsigned char *p)
{
    return table[p[0]] | table[p[1]] << 1 | table[p[2]] << 2 | table[p[3]] << 3 | table[p[4]] << 4 |
           table[p[5]] << 5 | table[p[6]] << 6 | table[p[7]] << 7;
}

static TARIX_HOT void swap_parts(uint64_t *a, uint64_t *b, unsigned shift, uint64_t mask)
{
    const uint64_t t = (*a >> shift ^ *b) & mask;
    *b ^= t;
    *a ^= t << shift;
}

/* Byte k of word i becomes byte i of word k (Warren, Hacker's Delight, 7-3). */
static TARIX_HOT void turn(uint64_t *w)
{
#pragma GCC unroll 8
    for (size_t i = 0; i < 4; i++) swap_parts(&w[i], &w[i + 4], 32, UINT64_C(0x00000000FFFFFFFF));
#pragma GCC unroll 8
    for (size_t i = 0; i < 8; i += i & 1 ? 3 : 1)
        swap_parts(&w[i], &w[i + 2], 16, UINT64_C(0x0000FFFF0000FFFF));
#pragma GCC unroll 8
    for (size_t i = 0; i < 8; i += 2) swap_parts(&w[i], &w[i + 1], 8, UINT64_C(0x00FF00FF00FF00FF));
}

static void find_many(
    const char *text, size_t n_blocks, const tarix_simd_sought *sought, uint64_t *masks)
{
    const size_t n = sought->n_sets + sought->n_bytes;
    const uint64_t *table = sought->table;
    uint64_t own[256];
    if (!table) tarix_simd_make_table(sought, own);
    if (!table) table = own;
    for (size_t block = 0; block < n_blocks; block++) {
        const unsigned char *p = (const unsigned char *)text + 64 * block;
        uint64_t w[TARIX_SIMD_SOUGHT];
#pragma GCC unroll 8
        for (size_t i = 0; i < 8; i++) w[i] = look_up(table, p + 8 * i);
        turn(w);
        for (size_t k = 0; k < n; k++) masks[k * n_blocks + block] = w[k];
    }
}

/* One byte: the zeros among eight bytes less that one (Warren 6-1), their top bits gathered. */
static void find_one(const char *text, size_t n_blocks, unsigned char byte, uint64_t *masks)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), low = ones * 0x7F;
    for (size_t block = 0; block < n_blocks; block++) {
        uint64_t mask = 0;
        for (unsigned at = 0; at < 64; at += 8) {
            const char *p = text + 64 * block + at;
            const uint64_t x = tarix_simd_load_8(p) ^ ones * byte;
            const uint64_t zeros = ~(((x & low) + low) | x | low) >> 7;
            mask |= (zeros * UINT64_C(0x0102040810204080) >> 56) << at;
        }
        masks[block] = mask;
    }
}

static void find_portable(
    const char *text, size_t n_blocks, const tarix_simd_sought *sought, uint64_t *masks)
{
    if (sought->n_sets == 0 && sought->n_bytes == 1)
        find_one(text, n_blocks, *sought->bytes, masks);
    else
        find_many(text, n_blocks, sought, masks);
}

/* A character of the kind that tarix_simd_plain() knows: its bytes, or 0. Three can be read. */
static size_t plain_character(const unsigned char *p)
{
    if (p[0] < 0x80) return 1;
    const bool is_lead = (p[0] >= 0xC2 && p[0] <= 0xCB) || p[0] == 0xD0 || p[0] == 0xD1;
    if (is_lead) return (p[1] & 0xC0) == 0x80 ? 2 : 0;
    return p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0xBF ? 3 : 0;
}

/* Whether eight bytes from a character's begin on are ASCII, leads of two bytes (C2…CB, D0, D1) and
 * one byte behind each; *leads is where those are. */
static TARIX_HOT bool are_pairs(uint64_t x, uint64_t *leads)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
    const uint64_t low =
        x & ones * 0x1F; /* at least n where the top is set when 0x80 - n is added */
    const uint64_t known =
        ((low + ones * 0x7E) & ~(low + ones * 0x74)) | ((low + ones * 0x70) & ~(low + ones * 0x6E));
    const uint64_t high = x & tops, inside = high & ~(x << 1);
    *leads = high & x << 1;
    return !((*leads & (~known | x << 2)) | (inside ^ *leads << 8));
}

static size_t plain_portable(const char *text, size_t size)
{
    const uint64_t tops = UINT64_C(0x8080808080808080);
    size_t at = 0;
    while (at + 16 <= size) {
        const uint64_t x = tarix_simd_load_8(text + at);
        uint64_t leads = 0;
        if (!(x & tops) || are_pairs(x, &leads)) {
            at += 8 - (leads >> 63);
            continue;
        }
        for (const size_t stop = at + 8; at < stop;) {
            const size_t n = plain_character((const unsigned char *)text + at);
            if (!n) return at;
            at += n;
        }
    }
    return at;
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

/* Whether a block is plain that has an E2, or owes a byte to one, or has others that are not: given
 * its bytes 80…BF and its leads of two. */
AVX2 static bool is_plain_block(pair x, uint64_t inside, uint64_t pairs, owed *left)
{
    const uint64_t triple = equal_64(x, 0xE2), leads = pairs | triple;
    if (tops_64(x) != (inside | leads)) return false;
    if (inside != (left->inside | leads << 1 | triple << 2)) return false;
    if (!goes_on(x, triple, left)) return false;
    left->inside = leads >> 63 | triple >> 62;
    return true;
}

/* Blocks of 64 bytes as long as each non-ASCII byte is one of: a lead of two with one byte behind
 * it; E2 80 90…BF (general punctuation), which most blocks have not. */
AVX2 static size_t plain_avx2(const char *p, size_t size)
{
    size_t safe = 0;
    owed left = {0, 0, 0};
    for (; safe + 64 <= size; safe += 64) {
        const pair x = load_64(p + safe);
        const uint64_t high = tops_64(x);
        if (!(high | left.inside)) continue;
        const uint64_t inside = below_64(x, -64); /* 80…BF */
        const uint64_t pairs = joined(find_pairs(x.first), find_pairs(x.second));
        const uint64_t due = left.inside | pairs << 1;
        const uint64_t others = (high ^ (inside | pairs)) | (inside ^ due);
        if (!(others | left.second | left.third))
            left.inside = pairs >> 63;
        else if (!is_plain_block(x, inside, pairs, &left))
            break;
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

/* The two that follow are compiled once for the number that text is read with: what is looked for
 * then stays in registers. */
AVX2 static TARIX_HOT void find_sets(
    const char *text, size_t n_blocks, const tarix_byte_set *sets, size_t n_sets, uint64_t *masks)
{
    __m256i low[TARIX_SIMD_SOUGHT], high[TARIX_SIMD_SOUGHT];
#pragma GCC unroll 4
    for (size_t k = 0; k < n_sets; k++) {
        const __m128i *rows = (const __m128i *)sets[k].rows;
        low[k] = _mm256_broadcastsi128_si256(_mm_loadu_si128(rows));
        high[k] = _mm256_broadcastsi128_si256(_mm_loadu_si128(rows + 1));
    }
    for (size_t block = 0; block < n_blocks; block++, text += 64) {
        const halves first = halve(text), second = halve(text + 32);
#pragma GCC unroll 4
        for (size_t k = 0; k < n_sets; k++)
            masks[k * n_blocks + block] =
                find_32(&first, low[k], high[k]) | find_32(&second, low[k], high[k]) << 32;
    }
}

AVX2 static TARIX_HOT void find_bytes(
    const char *text, size_t n_blocks, const unsigned char *bytes, size_t n_bytes, uint64_t *masks)
{
    __m256i all[TARIX_SIMD_SOUGHT];
#pragma GCC unroll 5
    for (size_t k = 0; k < n_bytes; k++) all[k] = _mm256_set1_epi8((char)bytes[k]);
    for (size_t block = 0; block < n_blocks; block++, text += 64) {
        const pair x = load_64(text);
#pragma GCC unroll 5
        for (size_t k = 0; k < n_bytes; k++)
            masks[k * n_blocks + block] = tops_64(
                (pair){_mm256_cmpeq_epi8(x.first, all[k]), _mm256_cmpeq_epi8(x.second, all[k])});
    }
}

AVX2 static void find_avx2(
    const char *text, size_t n_blocks, const tarix_simd_sought *sought, uint64_t *masks)
{
    enum { common_sets = 3, common_bytes = 5 };
    uint64_t *more = masks + sought->n_sets * n_blocks;
    if (sought->n_sets == common_sets)
        find_sets(text, n_blocks, sought->sets, common_sets, masks);
    else
        find_sets(text, n_blocks, sought->sets, sought->n_sets, masks);
    if (sought->n_bytes == common_bytes)
        find_bytes(text, n_blocks, sought->bytes, common_bytes, more);
    else
        find_bytes(text, n_blocks, sought->bytes, sought->n_bytes, more);
}

tarix_simd tarix_simd_best(void)
{
    return __builtin_cpu_supports("avx2") ? TARIX_SIMD_AVX2 : TARIX_SIMD_NONE;
}

void tarix_simd_find(tarix_simd simd, const char *text, size_t n_blocks,
    const tarix_simd_sought *sought, uint64_t *masks)
{
    if (simd == TARIX_SIMD_AVX2)
        find_avx2(text, n_blocks, sought, masks);
    else
        find_portable(text, n_blocks, sought, masks);
}

size_t tarix_simd_plain(tarix_simd simd, const char *p, size_t size)
{
    return simd == TARIX_SIMD_AVX2 ? plain_avx2(p, size) : plain_portable(p, size);
}

#else

tarix_simd tarix_simd_best(void)
{
    return TARIX_SIMD_NONE;
}

void tarix_simd_find(tarix_simd simd, const char *text, size_t n_blocks,
    const tarix_simd_sought *sought, uint64_t *masks)
{
    (void)simd;
    find_portable(text, n_blocks, sought, masks);
}

size_t tarix_simd_plain(tarix_simd simd, const char *p, size_t size)
{
    (void)simd;
    return plain_portable(p, size);
}

#endif
