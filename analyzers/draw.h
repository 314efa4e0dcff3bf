/* Random numbers without a state: the i-th of a key is a function of both, so that what is drawn
 * depends neither on threads nor on the order of work. */
#ifndef TARIX_ANALYZERS_DRAW_H
#define TARIX_ANALYZERS_DRAW_H

#include <stdint.h>

/* The mixing of SplitMix64 (Steele, Lea & Flood 2014). */
static inline uint64_t tarix_draw_mix(uint64_t z)
{
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

typedef struct tarix_draw {
    uint64_t at;
} tarix_draw;

/* A sequence of its own for each seed, purpose and replicate. */
static inline tarix_draw tarix_draw_begin(uint64_t seed, uint64_t purpose, uint64_t replicate)
{
    const uint64_t golden = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t key = tarix_draw_mix(seed + golden);
    key = tarix_draw_mix((key ^ purpose) + golden);
    return (tarix_draw){tarix_draw_mix((key ^ replicate) + golden)};
}

/* Evenly from 0 to limit - 1; limit > 0. High bits by multiplication, the uneven rest drawn again
 * (Lemire 2019). */
static inline uint32_t tarix_draw_below(tarix_draw *draw, uint32_t limit)
{
    for (;;) {
        draw->at += UINT64_C(0x9E3779B97F4A7C15);
        const uint64_t product = (tarix_draw_mix(draw->at) >> 32) * limit;
        const uint32_t low = (uint32_t)product;
        if (low >= limit || low >= (0u - limit) % limit) return (uint32_t)(product >> 32);
    }
}

#endif
