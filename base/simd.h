/* What the language standard lacks: prefetching and vectors, with a portable way for each. Results
 * are the same on every path. */
#ifndef TARIX_BASE_SIMD_H
#define TARIX_BASE_SIMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define TARIX_PREFETCH(address) __builtin_prefetch(address)
#define TARIX_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define TARIX_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#else
#define TARIX_PREFETCH(address) ((void)(address))
#define TARIX_LIKELY(condition) (condition)
#define TARIX_UNLIKELY(condition) (condition)
#endif

/* How many bytes from p on are surely valid UTF-8 that NFC leaves alone, looking no further than
 * what prose is made of (ASCII, Latin and Cyrillic letters, general punctuation). The answer ends
 * between characters; 0 says nothing. The same for every processor at worst: 0. */
size_t tarix_simd_plain(const char *p, size_t size);

#endif
