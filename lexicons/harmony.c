#include "lexicons/harmony.h"

#include "base/simd.h"
#include "base/utf8.h"

uint32_t tarix_last_vowel(tarix_str word)
{
    while (word.size) {
        const uint32_t c = tarix_utf8_last(word, &word.size);
        if (tarix_is_vowel(c)) return c;
    }
    return 0;
}

uint32_t tarix_vowel_twofold(tarix_vowel last)
{
    return last == TARIX_VOWEL_A || last == TARIX_VOWEL_O ? 'a' : 0x259;
}

uint32_t tarix_vowel_fourfold(tarix_vowel last)
{
    switch (last) {
    case TARIX_VOWEL_A: return 0x131;
    case TARIX_VOWEL_O: return 'u';
    case TARIX_VOWEL_Q: return 0xFC;
    default: return 'i';
    }
}

bool tarix_in_harmony(uint32_t before, uint32_t vowel)
{
    const tarix_vowel last = tarix_vowel_of(before);
    const bool is_twofold = vowel == 'a' || vowel == 0x259;
    return vowel == (is_twofold ? tarix_vowel_twofold(last) : tarix_vowel_fourfold(last));
}

#if defined(__SSE2__)

static inline __m128i is(__m128i bytes, unsigned byte)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte));
}

static inline __m128i both(__m128i a, __m128i b)
{
    return _mm_and_si128(a, b);
}

static inline __m128i either(__m128i a, __m128i b)
{
    return _mm_or_si128(a, b);
}

static inline __m128i context_of(__m128i where, tarix_vowel vowel)
{
    return both(where, _mm_set1_epi8((char)(2 * vowel + 1)));
}

/* The contexts of the vowels that end in each byte, 0 elsewhere. */
static __m128i find_vowels(__m128i bytes, __m128i before)
{
    const __m128i a = either(is(bytes, 'a'), both(is(bytes, 0xB1), is(before, 0xC4))); /* ı */
    const __m128i o = either(is(bytes, 'o'), is(bytes, 'u'));
    const __m128i e = either(
        either(is(bytes, 'e'), is(bytes, 'i')), both(is(bytes, 0x99), is(before, 0xC9))); /* ə */
    const __m128i q = both(either(is(bytes, 0xB6), is(bytes, 0xBC)), is(before, 0xC3)); /* ö ü */
    return either(either(context_of(a, TARIX_VOWEL_A), context_of(o, TARIX_VOWEL_O)),
        either(context_of(e, TARIX_VOWEL_E), context_of(q, TARIX_VOWEL_Q)));
}

/* What stands in a byte, or, where that is 0, so many bytes before it. */
#define FILLED(bytes, n)                                                                           \
    either(bytes, both(_mm_slli_si128(bytes, n), _mm_cmpeq_epi8(bytes, _mm_setzero_si128())))

/* Of 16 bytes, before which a context is. */
static __m128i contexts_of(__m128i bytes, __m128i before, uint8_t context)
{
    const __m128i own = find_vowels(bytes, before), odd = _mm_set1_epi8(1);
    __m128i last = _mm_andnot_si128(odd, own);
    last = FILLED(last, 1);
    last = FILLED(last, 2);
    last = FILLED(last, 4);
    last = FILLED(last, 8);
    const __m128i is_none = _mm_cmpeq_epi8(last, _mm_setzero_si128());
    last = either(last, both(is_none, _mm_set1_epi8((char)(context & ~1))));
    return either(last, both(own, odd));
}

/* Asked for every byte of every word, so 16 at once. */
void tarix_contexts_read(tarix_str word, size_t at, uint8_t *contexts)
{
    const char *p = word.data;
    const size_t step = TARIX_CONTEXTS_SLACK;
    if (at >= word.size) return;
    __m128i bytes = tarix_simd_load_some(p + at, word.size - at);
    __m128i before = _mm_slli_si128(bytes, 1);
    for (;;) {
        const __m128i found = contexts_of(bytes, before, contexts[at]);
        _mm_storeu_si128((__m128i *)(void *)(contexts + at + 1), found);
        at += step;
        if (at >= word.size) return;
        bytes = tarix_simd_load_some(p + at, word.size - at);
        before = tarix_simd_load_some(p + at - 1, word.size - at + 1);
    }
}

#else

/* What a byte makes of the context behind it: four bits for each byte before that matters, a
 * vowel's own context or 0; and, above them, which of the four the next byte has to take. */
enum { NO_LEAD = 0, LEAD_C3 = 4, LEAD_C4 = 8, LEAD_C9 = 12, LEAD_AT = 16 };
#define VOWEL(class, lead) ((UINT32_C(2) * (class) + 1) << (lead))
static const uint32_t sounds[256] = {['a'] = VOWEL(TARIX_VOWEL_A, NO_LEAD),
    ['o'] = VOWEL(TARIX_VOWEL_O, NO_LEAD),
    ['u'] = VOWEL(TARIX_VOWEL_O, NO_LEAD),
    ['e'] = VOWEL(TARIX_VOWEL_E, NO_LEAD),
    ['i'] = VOWEL(TARIX_VOWEL_E, NO_LEAD),
    [0xC3] = LEAD_C3 << LEAD_AT,
    [0xC4] = LEAD_C4 << LEAD_AT,
    [0xC9] = LEAD_C9 << LEAD_AT,
    [0x99] = VOWEL(TARIX_VOWEL_E, LEAD_C9),  /* ə */
    [0xB1] = VOWEL(TARIX_VOWEL_A, LEAD_C4),  /* ı */
    [0xB6] = VOWEL(TARIX_VOWEL_Q, LEAD_C3),  /* ö */
    [0xBC] = VOWEL(TARIX_VOWEL_Q, LEAD_C3)}; /* ü */

/* From byte `at` on, whose context is there. Asked for every byte of every word, so without
 * branches. */
void tarix_contexts_read(tarix_str word, size_t at, uint8_t *contexts)
{
    uint32_t lead = NO_LEAD, context = contexts[at];
    for (; at < word.size; at++) {
        const uint32_t sound = sounds[(unsigned char)word.data[at]];
        const uint32_t own = sound >> lead & 15, keeps = (own & 1) - 1; /* own is odd or 0 */
        context = own | (context & keeps & ~UINT32_C(1));
        lead = sound >> LEAD_AT;
        contexts[at + 1] = (uint8_t)context;
    }
}

#endif
