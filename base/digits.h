/* Digits of numbers, eight in a word: for what reads many of them. */
#ifndef TARIX_BASE_DIGITS_H
#define TARIX_BASE_DIGITS_H

#include "number.h"
#include "simd.h"

/* The top bits of the bytes that are no digits, of eight less '0' each. */
static inline uint64_t tarix_digits_others(uint64_t all)
{
    const uint64_t tops = UINT64_C(0x8080808080808080);
    return (((all & ~tops) + UINT64_C(0x7676767676767676)) | all) & tops;
}

/* How many digits the text at p begins with; of at most eight, which can be read. */
static inline size_t tarix_digits_run(const char *p)
{
    const uint64_t others =
        tarix_digits_others(tarix_simd_load_8(p) ^ UINT64_C(0x3030303030303030));
    return others ? tarix_simd_lowest(others) / 8 : 8;
}

/* The number of eight digits, the first in the lowest byte; false where one is none. */
static inline bool tarix_digits_parse(uint64_t text, uint64_t *out)
{
    const uint64_t all = text ^ UINT64_C(0x3030303030303030);
    if (tarix_digits_others(all)) return false;
    const uint64_t twos = all * (1 + (10 << 8)) >> 8 & UINT64_C(0x00FF00FF00FF00FF);
    const uint64_t fours = twos * (1 + (100 << 16)) >> 16 & UINT64_C(0x0000FFFF0000FFFF);
    *out = fours * (1 + (UINT64_C(10000) << 32)) >> 32;
    return true;
}

/* Of eight bytes the first n, 1 to 8, behind zeros. */
static inline uint64_t tarix_digits_first(uint64_t text, size_t n)
{
    const uint64_t zeros = UINT64_C(0x3030303030303030);
    return (text ^ zeros) << 8 * (8 - n) ^ zeros;
}

/* Of 9 to 16 digits. */
static inline bool tarix_digits_parse_two(tarix_str text, uint64_t *out)
{
    const uint64_t ten_to_eight = 100000000;
    uint64_t high = 0, low = 0;
    if (!tarix_digits_parse(
            tarix_digits_first(tarix_simd_load_8(text.data), text.size - 8), &high) ||
        !tarix_digits_parse(tarix_simd_load_8(text.data + text.size - 8), &low))
        return false;
    *out = high * ten_to_eight + low;
    return true;
}

/* As tarix_number_parse_count(), of a text from whose beginning on TARIX_DIGITS_PADDING bytes may
 * be read: mostly a few instructions. */
enum { TARIX_DIGITS_PADDING = 8 };
static inline bool tarix_digits_parse_cell(tarix_str cell, uint64_t *out)
{
    if (cell.size - 1 >= TARIX_DIGITS_PADDING)
        return cell.size - 1 < 2 * TARIX_DIGITS_PADDING ? tarix_digits_parse_two(cell, out)
                                                        : tarix_number_parse_count(cell, out);
    const uint64_t text = tarix_simd_load_8(cell.data);
    return tarix_digits_parse(tarix_digits_first(text, cell.size), out);
}

#endif
