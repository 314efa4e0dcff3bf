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
