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

/* Eight lanes, written out: in a loop over them compilers leave the sums in memory. */
static const unsigned char *mix_strides(uint64_t *sum, const unsigned char *p, size_t n)
{
    uint64_t a = sum[0], b = sum[1], c = sum[2], d = sum[3];
    uint64_t e = sum[4], f = sum[5], g = sum[6], h = sum[7];
    for (; n; n--, p += stride) {
        a = mix(a, load(p, 8));
        b = mix(b, load(p + 8, 8));
        c = mix(c, load(p + 16, 8));
        d = mix(d, load(p + 24, 8));
        e = mix(e, load(p + 32, 8));
        f = mix(f, load(p + 40, 8));
        g = mix(g, load(p + 48, 8));
        h = mix(h, load(p + 56, 8));
    }
    const uint64_t mixed[lanes] = {a, b, c, d, e, f, g, h};
    memcpy(sum, mixed, sizeof mixed);
    return p;
}

uint64_t tarix_checksum(const void *bytes, size_t size)
{
    uint64_t sum[lanes] = {1, 2, 3, 4, 5, 6, 7, 8}, all = size;
    const unsigned char *p = mix_strides(sum, bytes, size / stride);
    size_t left = size % stride;
    for (unsigned i = 0; i < lanes; i++) all = mix(all, sum[i]);
    for (; left >= 8; left -= 8, p += 8) all = mix(all, load(p, 8));
    if (left) all = mix(all, load(p, left));
    return all ^ all >> 32;
}
