#include "lexicons/outline.h"

#include "base/utf8.h"

/* What makes bytes of letters that look alike one: the first of two is 0 and does not count. ğ and
 * ş, which end in the same byte, are one with each other, too. */
#define LEAD(byte) [byte] = (byte)
#define SECOND(byte, letter) [byte] = (byte) ^ (letter)
static const uint8_t turns[256] = {LEAD(0xC3), LEAD(0xC4), LEAD(0xC5), LEAD(0xC9),
    SECOND(0xA7, 'c'), SECOND(0xB6, 'o'), SECOND(0xBC, 'u'), SECOND(0xB1, 'i'), SECOND(0x99, 'e'),
    SECOND(0x9F, 'g'), SECOND('s', 'g')};

static inline uint64_t hash_on(uint64_t hash, char byte)
{
    const unsigned is = (unsigned char)byte ^ turns[(unsigned char)byte];
    const uint64_t counts = -(uint64_t)(is != 0); /* no branch, which is often mistaken */
    return (hash ^ is) * ((UINT64_C(0x9E3779B97F4A7C15) & counts) | 1);
}

static inline size_t place_of(uint64_t hash)
{
    return hash >> (64 - TARIX_BEGINNINGS_BITS);
}

/* Of a beginning; and more of one that lacks no more than its last letters. */
static inline uint64_t bits_of(uint64_t hash)
{
    return UINT64_C(1) << (hash >> 32 & 63) | UINT64_C(1) << (hash >> 40 & 63);
}

static inline uint64_t near_bits_of(uint64_t hash)
{
    return UINT64_C(1) << (hash >> 20 & 63) | UINT64_C(1) << (hash >> 26 & 63);
}

static inline bool has_bits(const uint64_t *beginnings, uint64_t hash, uint64_t bits)
{
    return (beginnings[place_of(hash)] & bits) == bits;
}

/* Whether a slip is mended for the root. What has no dictionary form may have a longer lemma. */
static bool is_common(tarix_str word, uint32_t bits)
{
    return word.size > 0 && !(bits & TARIX_ROOT_RARE) &&
           (bits & TARIX_ROOT_IRREGULAR || tarix_utf8_count(word) >= TARIX_LETTERS_MENDED);
}

/* Where the last letter begins, or the one before it, when that may be gone where endings begin:
 * see tarix_parting_find(). */
static size_t last_letters(tarix_str word, uint32_t bits)
{
    size_t last = 0, before = 0;
    const uint32_t letter = tarix_utf8_last(word, &last);
    if (last == 0) return last;
    const bool is_double = tarix_utf8_last((tarix_str){word.data, last}, &before) == letter;
    return bits & TARIX_ROOT_DROP || is_double ? before : last;
}

static void add_word(uint64_t *beginnings, tarix_str word, uint32_t bits)
{
    const size_t near = last_letters(word, bits);
    uint64_t hash = 0;
    for (size_t i = 0; i < word.size; i++) {
        const bool is_near = i >= near && tarix_utf8_is_start(word, i);
        beginnings[place_of(hash)] |= bits_of(hash) | (is_near ? near_bits_of(hash) : 0);
        hash = hash_on(hash, word.data[i]);
    }
}

const uint64_t *tarix_beginnings_make(tarix_arena *arena, const tarix_wordlist *list)
{
    uint64_t *beginnings = TARIX_ARRAY(arena, uint64_t, TARIX_BEGINNINGS);
    tarix_str word;
    for (size_t at = 0; tarix_wordlist_next(list, &at, &word);) {
        const uint32_t bits = *tarix_wordlist_find(list, word);
        if (is_common(word, bits)) add_word(beginnings, word, bits);
    }
    return beginnings;
}

/* Whether the same vowel may stand twice, of which one may be a slip: vowels of as many bytes side
 * by side. Eight bytes at once, which have two in common with the next. */
static bool may_be_doubled(const tarix_parting *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t bytes, contexts, found = 0;
    size_t end = p->word.size;
    if (end < sizeof bytes) return true;
    for (;;) {
        memcpy(&bytes, p->word.data + end - sizeof bytes, sizeof bytes);
        memcpy(&contexts, p->context + 1 + end - sizeof bytes, sizeof contexts);
        const uint64_t vowels = contexts & ones, of_two = vowels & bytes >> 7;
        const uint64_t of_one = vowels ^ of_two;
        found |= (of_one & of_one << 8) | (of_two & of_two << 16);
        if (end == sizeof bytes) return found;
        end = end < 2 * sizeof bytes - 2 ? sizeof bytes : end - (sizeof bytes - 2);
    }
}

/* Where endings may begin, from the right: the end of the word is one. */
static size_t find_places(const tarix_parting *p, uint8_t *places)
{
    const tarix_endings *e = p->endings;
    const tarix_phase *phase = &e->starts[TARIX_CHAIN_OUTLINE];
    size_t n = 0;
    places[n++] = (uint8_t)p->word.size;
    for (size_t at = p->word.size; at-- > 1; n += phase->cut != 0) {
        if (!tarix_endings_go(e, &phase, p->word.data[at], p->context[at] & 1)) break;
        places[n] = (uint8_t)at;
    }
    return n;
}

bool tarix_outline_may_part(const tarix_parting *p, const uint64_t *beginnings)
{
    uint8_t places[TARIX_WORD_LONGEST + 1];
    uint64_t hash = 0;
    size_t at = 0;
    for (size_t n = find_places(p, places); n > 0; n--) {
        size_t last = places[n - 1];
        while (!tarix_utf8_is_start(p->word, --last)) {}
        for (; at < last; at++) hash = hash_on(hash, p->word.data[at]);
        if (!has_bits(beginnings, hash, bits_of(hash))) break;
        if (has_bits(beginnings, hash, near_bits_of(hash))) return true;
    }
    return may_be_doubled(p);
}
