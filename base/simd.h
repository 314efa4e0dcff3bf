/* Compiler extensions, in one place. */
#ifndef TARIX_BASE_SIMD_H
#define TARIX_BASE_SIMD_H

#if defined(__GNUC__)
#define TARIX_PREFETCH(address) __builtin_prefetch(address)
#define TARIX_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define TARIX_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#else
#define TARIX_PREFETCH(address) ((void)(address))
#define TARIX_LIKELY(condition) (condition)
#define TARIX_UNLIKELY(condition) (condition)
#endif

#endif
