#include "corpus/plain.h"

/* Bytes of plain words: ASCII letters, and the bytes of U+00C0…U+01BF and U+0240…U+027F. */
static bool is_word_byte(unsigned c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80) || (c >= 0x80 && c < 0xC0) ||
           (c >= 0xC3 && c <= 0xC6) || c == 0xC9;
}

/* Bytes that a plain word has only in front: capitals, and whatever is not part of ç ə ğ ı ö ş ü.
 * (Two of their second bytes make capitals behind another lead: see tarix_plain_feed().) */
static bool is_odd_byte(unsigned c)
{
    static const unsigned char seconds[] = {0xA7, 0x99, 0x9F, 0xB1, 0xB6, 0xBC};
    if (c >= 0x80 && c < 0xC0) return !memchr(seconds, (int)c, sizeof seconds);
    return (c >= 'A' && c <= 'Z') || c == 0xC6;
}

static void note_bytes(tarix_plain *s)
{
    for (unsigned c = 0; c < 256; c++) {
        if (is_word_byte(c)) tarix_byte_set_add(&s->word_bytes, c);
        if (is_odd_byte(c)) tarix_byte_set_add(&s->odd_bytes, c);
        if (is_word_byte(c) && c >= 0xC0) tarix_byte_set_add(&s->lead_bytes, c);
    }
    for (const char *c = " \n,;!?"; *c; c++) tarix_byte_set_add(&s->stop_bytes, (unsigned char)*c);
}

static void note_stopped(tarix_plain *s, unsigned initial, const char *end, size_t size)
{
    const unsigned bit = tarix_plain_stopped_bit(initial, end, size);
    s->stopped[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* Capitals may have other sizes, and İ and I other first bytes, than i and ı. */
static void note_abbreviations(tarix_plain *s, const tarix_wordlist *list)
{
    tarix_str word;
    for (size_t at = 0; tarix_wordlist_next(list, &at, &word);) {
        const char *stop = memchr(word.data, '.', word.size), *end = word.data + word.size;
        if (stop) end = stop;
        const size_t size = (size_t)(end - word.data);
        const unsigned initial = tarix_plain_initial((unsigned char)*word.data);
        if (size == 0) continue;
        for (size_t n = size > 1 ? size - 1 : 1; n <= size + 1; n++) {
            note_stopped(s, initial, end, n);
            if (initial == 'i') note_stopped(s, 0, end, n);
            if (initial == 0) note_stopped(s, 'i', end, n);
        }
    }
}

/* The short Latin ones; others are looked at with care. */
static void note_ordinals(tarix_plain *s, const tarix_wordlist *list)
{
    tarix_str ending;
    for (size_t at = 0; tarix_wordlist_next(list, &at, &ending);) {
        const bool is_short = ending.size <= 3 && (unsigned char)*ending.data < 0x80;
        if (!is_short || s->n_ordinals == TARIX_PLAIN_ORDINALS) continue;
        char text[4] = {0}, mask[4] = {0};
        memcpy(text, ending.data, ending.size);
        text[ending.size] = ' ';
        memset(mask, 0xFF, ending.size + 1);
        memcpy(&s->ordinals[s->n_ordinals], text, sizeof text);
        memcpy(&s->ordinal_masks[s->n_ordinals++], mask, sizeof mask);
    }
}

/* Adds to the odd bytes those `second` that another byte than `lead` stands before. */
static void find_wrong_pairs(
    tarix_plain *s, const char *text, size_t n_blocks, unsigned lead, unsigned second)
{
    tarix_byte_set set = {0};
    uint64_t carry = 0;
    tarix_byte_set_add(&set, lead);
    tarix_simd_find(text, n_blocks, &set, s->leads);
    for (size_t i = 0; i < n_blocks; i++) { /* bits behind a lead */
        const uint64_t leads = s->leads[i];
        s->leads[i] = leads << 1 | carry;
        carry = leads >> 63;
    }
    set = (tarix_byte_set){0};
    tarix_byte_set_add(&set, second);
    tarix_simd_find_without(text, n_blocks, &set, s->leads, s->odds);
}

static uint64_t shifted(uint64_t bits, uint64_t *carry)
{
    const uint64_t result = bits << 1 | *carry;
    *carry = bits >> 63;
    return result;
}

/* a + b + *carry, over the blocks as over one long number. */
static uint64_t sum(uint64_t a, uint64_t b, uint64_t *carry)
{
    const uint64_t part = a + b, result = part + *carry;
    *carry = (part < a) | (result < part);
    return result;
}

/* Finds the ends of words that are no single capital and have no odd byte behind their first
 * letter: an odd byte, added to the ones of its word, carries over into the bit behind it. */
static void find_ends(tarix_plain *s, size_t n_blocks)
{
    uint64_t word_carry = 0, second_carry = 0, sum_carry = 0, capital_carry = 0, other_carry = 0;
    for (size_t i = 0; i < n_blocks; i++) {
        const uint64_t words = s->words[i], behind = shifted(words, &word_carry);
        const uint64_t first = words & ~behind;
        const uint64_t second = shifted(first & s->leads[i], &second_carry);
        const uint64_t inner = s->odds[i] & words & ~first & ~second;
        const uint64_t spilled = sum(words, inner, &sum_carry);
        const uint64_t behind_one = shifted(first & ~s->leads[i] & s->odds[i], &capital_carry) |
                                    shifted(second, &other_carry);
        s->ends[i] = behind & ~words & ~spilled & ~behind_one;
        s->stops[i] &= s->ends[i];
    }
}

static void make_room(tarix_plain *s, size_t n_blocks)
{
    if (n_blocks <= s->blocks_capacity) return;
    const size_t room = 2 * n_blocks + 64, old = s->blocks_capacity;
    uint64_t **const masks[] = {&s->words, &s->ends, &s->stops, &s->odds, &s->leads};
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++)
        *masks[i] = tarix_arena_grow(s->arena, *masks[i], old, room, sizeof **masks[i]);
    s->blocks_capacity = room;
}

/* One block more than the chunk has, so that 64 bits can be read at any byte of it. */
void tarix_plain_feed(tarix_plain *s, tarix_str chunk)
{
    const size_t n_blocks = chunk.size / 64 + 1;
    s->begin = chunk.data;
    make_room(s, n_blocks + 1);
    tarix_simd_find(chunk.data, n_blocks, &s->word_bytes, s->words);
    tarix_simd_find(chunk.data, n_blocks, &s->odd_bytes, s->odds);
    tarix_simd_find(chunk.data, n_blocks, &s->stop_bytes, s->stops);
    find_wrong_pairs(s, chunk.data, n_blocks, 0xC9, 0x99); /* ə, but C3 99 is Ù */
    find_wrong_pairs(s, chunk.data, n_blocks, 0xC3, 0xB6); /* ö, but C5 B6 is Ŷ */
    tarix_simd_find(chunk.data, n_blocks, &s->lead_bytes, s->leads);
    find_ends(s, n_blocks);
    s->words[n_blocks] = s->odds[n_blocks] = 0;
}

void tarix_plain_init(tarix_plain *plain, tarix_arena *arena, const tarix_wordlist *abbreviations,
    const tarix_wordlist *ordinals)
{
    *plain = (tarix_plain){.arena = arena};
    note_bytes(plain);
    note_abbreviations(plain, abbreviations);
    note_ordinals(plain, ordinals);
}
