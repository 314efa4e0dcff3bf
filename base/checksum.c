#include "base/checksum.h"

#include <string.h>

enum { lanes = 8, stride = 8 * lanes };

static const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);

/* One to one in the sum for each word and in the word for each sum, so that a word that changed
 * changes all that comes of it. */
static inline uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * odd;
    return sum << 29 | sum >> 35;
}

static inline uint64_t load(const unsigned char *p, size_t size)
{
    uint64_t word = 0;
    memcpy(&word, p, size);
    return word;
}

uint64_t tarix_checksum(const void *bytes, size_t size)
{
    const unsigned char *p = bytes;
    uint64_t sum[lanes], all = size;
    size_t left = size;
    for (unsigned i = 0; i < lanes; i++) sum[i] = i + 1;
    for (; left >= stride; left -= stride, p += stride)
        for (unsigned i = 0; i < lanes; i++) sum[i] = mix(sum[i], load(p + (size_t)8 * i, 8));
    for (unsigned i = 0; i < lanes; i++) all = mix(all, sum[i]);
    for (; left >= 8; left -= 8, p += 8) all = mix(all, load(p, 8));
    if (left) all = mix(all, load(p, left));
    return all ^ all >> 32;
}
