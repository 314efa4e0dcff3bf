/* Numbers to text and back, the same in every locale: '.' is the decimal point. */
#ifndef TARIX_BASE_NUMBER_H
#define TARIX_BASE_NUMBER_H

#include "error.h"
#include "str.h"

#include <stdint.h>

enum { TARIX_NUMBER_SIZE = 40 };

/* Writes to `out` (TARIX_NUMBER_SIZE bytes, no NUL) and returns the bytes written. */
TARIX_API size_t tarix_number_from_count(uint64_t value, char *out);

/* `digits` significant digits (1…17), trailing zeros dropped; 17 stands for the fewest that read
 * back as the same double: 0.1, not 0.10000000000000001. Plain from 1e-5 to 1e15, else with an
 * exponent. Infinities are "inf" and "-inf"; a NaN, which stands for "undefined" everywhere in
 * tarix, is the empty text. */
TARIX_API size_t tarix_number_from_real(double value, int digits, char *out);

/* The same for n of them with few digits, each in TARIX_NUMBER_SHORT bytes of `texts`, and its
 * size; one byte more is written to. */
enum { TARIX_NUMBER_FEW = 8, TARIX_NUMBER_SHORT = 16 };
TARIX_API void tarix_number_from_reals(
    const double *values, size_t n, int digits, char *texts, uint8_t *sizes);

/* The whole text must be the number; false when it is not, or does not fit. */
TARIX_API bool tarix_number_parse_count(tarix_str text, uint64_t *out);
TARIX_API bool tarix_number_parse_real(tarix_str text, double *out);

/* "500", "64k", "100M", "2G" (powers of 1024): bytes. */
TARIX_API bool tarix_number_parse_size(tarix_str text, uint64_t *out);

#endif
