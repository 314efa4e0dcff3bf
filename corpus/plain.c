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
    }
}

static void note_abbreviations(tarix_plain *s, const tarix_wordlist *list)
{
    tarix_str word;
    for (size_t at = 0; tarix_wordlist_next(list, &at, &word);) {
        const char *stop = memchr(word.data, '.', word.size);
        const size_t size = stop ? (size_t)(stop - word.data) : word.size;
        if (size == 0 || size >= TARIX_PLAIN_STOPPED) continue;
        const size_t initial = tarix_plain_initial((unsigned char)word.data[0]);
        s->stopped[initial] |= UINT32_C(1) << size;
        if (word.data[0] == 'i' || initial == 26) /* İ and I have other sizes than i and ı */
            s->stopped[26] |= UINT32_C(1) << size | UINT32_C(2) << size;
        if (initial == 26) s->stopped['i' - 'a'] |= UINT32_C(1) << (size - 1);
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

/* One block more than the chunk has, so that 64 bits can be read at any byte of it. */
void tarix_plain_feed(tarix_plain *s, tarix_str chunk)
{
    const size_t n_blocks = chunk.size / 64 + 1;
    s->begin = chunk.data;
    if (n_blocks + 1 > s->blocks_capacity) {
        const size_t room = 2 * n_blocks + 64, old = s->blocks_capacity;
        s->words = tarix_arena_grow(s->arena, s->words, old, room, sizeof *s->words);
        s->odds = tarix_arena_grow(s->arena, s->odds, old, room, sizeof *s->odds);
        s->leads = tarix_arena_grow(s->arena, s->leads, old, room, sizeof *s->leads);
        s->blocks_capacity = room;
    }
    tarix_simd_find(chunk.data, n_blocks, &s->word_bytes, s->words);
    tarix_simd_find(chunk.data, n_blocks, &s->odd_bytes, s->odds);
    find_wrong_pairs(s, chunk.data, n_blocks, 0xC9, 0x99); /* ə, but C3 99 is Ù */
    find_wrong_pairs(s, chunk.data, n_blocks, 0xC3, 0xB6); /* ö, but C5 B6 is Ŷ */
    s->words[n_blocks] = s->odds[n_blocks] = 0;
}

void tarix_plain_init(tarix_plain *plain, tarix_arena *arena, const tarix_wordlist *abbreviations)
{
    *plain = (tarix_plain){.arena = arena};
    note_bytes(plain);
    note_abbreviations(plain, abbreviations);
}
