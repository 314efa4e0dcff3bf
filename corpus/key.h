/* A key of a vocabulary, a string and a tag, as it is looked up and compared: three words and a
 * hash. Strings of up to 20 bytes stand whole in the words, with zeros behind, then their size and
 * the tag. Of a longer one the first word is a hash, the second is 0, and the third has its size in
 * the place of its last bytes; what is alike in these is to be compared byte by byte. */
#ifndef TARIX_CORPUS_KEY_H
#define TARIX_CORPUS_KEY_H

#include "../base/hash.h"
#include "../base/simd.h"
#include "../base/str.h"

enum {
    TARIX_KEY_SIZE = 20,
    TARIX_KEY_LONG = 255, /* stands for all sizes beyond */
    TARIX_KEY_NONE = 254  /* the size of no key */
};

typedef struct tarix_key {
    uint64_t head, tail, end;
    uint32_t hash;
    uint16_t turn; /* of the first two bytes of a long one: see struct tarix_token */
} tarix_key;

/* Where in the last word bytes, size and tag are: the bytes first in memory, a NUL behind them. */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
enum { TARIX_KEY_BYTES_AT = 32, TARIX_KEY_SIZE_AT = 16, TARIX_KEY_TAG_AT = 0 };
#else
enum { TARIX_KEY_BYTES_AT = 0, TARIX_KEY_SIZE_AT = 40, TARIX_KEY_TAG_AT = 48 };
#endif

static inline uint64_t tarix_key_end(uint32_t bytes, size_t size, uint16_t tag)
{
    return (uint64_t)bytes << TARIX_KEY_BYTES_AT | (uint64_t)size << TARIX_KEY_SIZE_AT |
           (uint64_t)tag << TARIX_KEY_TAG_AT;
}

/* What the last word tells. */
static inline bool tarix_key_is_long(uint64_t end)
{
    return (uint8_t)(end >> TARIX_KEY_SIZE_AT) == TARIX_KEY_LONG;
}

static inline size_t tarix_key_size(uint64_t end)
{
    return tarix_key_is_long(end) ? (uint32_t)(end >> TARIX_KEY_BYTES_AT)
                                  : (uint8_t)(end >> TARIX_KEY_SIZE_AT);
}

static inline uint16_t tarix_key_tag(uint64_t end)
{
    return (uint16_t)(end >> TARIX_KEY_TAG_AT);
}

static inline uint32_t tarix_key_hash(uint64_t head, uint64_t tail, uint64_t end)
{
    return (uint32_t)tarix_hash_product(head ^ end, tail ^ UINT64_C(0xE7037ED1A0B428DB));
}

/* Eight bytes and four, in the order of memory. */
static inline uint64_t tarix_key_load_8(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

static inline uint32_t tarix_key_load_4(const char *p)
{
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* What is to be turned in the first eight bytes of a string. */
static inline uint64_t tarix_key_turned(uint16_t turn)
{
    uint64_t word = 0;
    memcpy(&word, &turn, sizeof turn);
    return word;
}

/* Of a string of more than TARIX_KEY_SIZE bytes. */
void tarix_key_make_long(tarix_key *k, const char *p, size_t size, uint16_t tag, uint16_t turn);

/* Of a string with TARIX_TOKEN_SLACK readable bytes behind it, which are masked out. Keys are made
 * where they stand: a copy of one that has just been written waits for it. */
static inline void tarix_key_make(
    tarix_key *k, const char *p, size_t size, uint16_t tag, uint16_t turn)
{
    static const char window[2 * TARIX_KEY_SIZE] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
                                                   "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
    if (TARIX_UNLIKELY(size > TARIX_KEY_SIZE)) {
        tarix_key_make_long(k, p, size, tag, turn);
        return;
    }
    const char *mask = window + TARIX_KEY_SIZE - size;
    const char *last = p + (size & 16); /* of short ones there are none */
    k->head = (tarix_key_load_8(p) & tarix_key_load_8(mask)) ^ tarix_key_turned(turn);
    k->tail = tarix_key_load_8(p + 8) & tarix_key_load_8(mask + 8);
    k->end = tarix_key_end(tarix_key_load_4(last) & tarix_key_load_4(mask + 16), size, tag);
    k->hash = tarix_key_hash(k->head, k->tail, k->end);
}

/* Of any string. */
tarix_key tarix_key_of(tarix_str text, uint16_t tag);

/* Whether the text is that of a long key whose string is at p, and whose words are alike. */
bool tarix_key_has_text(const tarix_key *k, const char *p, const char *text);

#endif
