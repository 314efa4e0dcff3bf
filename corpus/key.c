#include "corpus/key.h"

/* Of strings of up to 32 bytes the first 16 and the last 16 are all: no loop, for nearly all. The
 * last are without the two that may be turned. */
void tarix_key_make_long(tarix_key *k, const char *p, size_t size, uint16_t tag, uint16_t turn)
{
    const uint64_t first = tarix_key_load_8(p) ^ tarix_key_turned(turn);
    uint64_t hash = tarix_hash_pair(first ^ size, tarix_key_load_8(p + 8));
    for (size_t at = 16; at + 16 < size; at += 8)
        hash = tarix_hash_mix(hash, tarix_key_load_8(p + at));
    const uint64_t last =
        tarix_hash_pair(tarix_key_load_8(p + size - 16), tarix_key_load_8(p + size - 8));
    k->head = tarix_hash_mix(hash, last);
    k->tail = 0;
    k->end = tarix_key_end((uint32_t)size, TARIX_KEY_LONG, tag);
    k->hash = tarix_key_hash(k->head, k->tail, k->end);
    k->turn = turn;
}

tarix_key tarix_key_of(tarix_str text, uint16_t tag)
{
    char copy[TARIX_KEY_SIZE] = {0};
    tarix_key k;
    if (text.size && text.size <= TARIX_KEY_SIZE) memcpy(copy, text.data, text.size);
    tarix_key_make(&k, text.size > TARIX_KEY_SIZE ? text.data : copy, text.size, tag, 0);
    return k;
}

static inline uint64_t difference(const char *p, const char *q)
{
    return tarix_key_load_8(p) ^ tarix_key_load_8(q);
}

bool tarix_key_has_text(const tarix_key *k, const char *p, const char *text)
{
    const size_t size = tarix_key_size(k->end);
    uint64_t differs = difference(p, text) ^ tarix_key_turned(k->turn);
    differs |= difference(p + 8, text + 8);
    for (size_t at = 16; at + 16 < size; at += 8) differs |= difference(p + at, text + at);
    differs |= difference(p + size - 16, text + size - 16);
    return !(differs | difference(p + size - 8, text + size - 8));
}
