#include "lexicons/harmony.h"

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
