/* A fast hash of bytes for tables in memory. Its values may change between versions and are never
 * written to a file. */
#ifndef TARIX_BASE_HASH_H
#define TARIX_BASE_HASH_H

#include "str.h"

#include <stdint.h>

static inline uint64_t tarix_hash_mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 32);
}

/* Both halves of a product (as in wyhash, by Wang Yi), which tells nothing of one word where the
 * other is 0. */
static inline uint64_t tarix_hash_product(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    __extension__ const unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    return tarix_hash_mix(tarix_hash_mix(a, b), b >> 7);
#endif
}

/* Of two words at once, whatever they are. */
static inline uint64_t tarix_hash_pair(uint64_t a, uint64_t b)
{
    return tarix_hash_product(a ^ UINT64_C(0xA0761D6478BD642F), b ^ UINT64_C(0xE7037ED1A0B428DB));
}

static inline uint64_t tarix_hash_word(const char *bytes, size_t size)
{
    uint64_t word = 0;
    memcpy(&word, bytes, size);
    return word;
}

static inline uint64_t tarix_hash(tarix_str text)
{
    uint64_t hash = tarix_hash_mix(UINT64_C(0x243F6A8885A308D3), text.size);
    size_t at = 0;
    for (; at + 8 <= text.size; at += 8)
        hash = tarix_hash_mix(hash, tarix_hash_word(text.data + at, 8));
    if (at < text.size)
        hash = tarix_hash_mix(hash, tarix_hash_word(text.data + at, text.size - at));
    return tarix_hash_mix(hash, hash >> 29);
}

#endif
