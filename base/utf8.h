/* UTF-8 by hand: decode, encode, step. ICU is not called for what a table or a shift can do. */
#ifndef TARIX_BASE_UTF8_H
#define TARIX_BASE_UTF8_H

#include "str.h"

#include <stdint.h>

enum { TARIX_UTF8_REPLACEMENT = 0xFFFD, TARIX_UTF8_MAX = 4 };

/* Decodes one character of *valid* UTF-8 at p and sets *size to its bytes. */
static inline uint32_t tarix_utf8_decode(const char *p, size_t *size)
{
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] < 0x80) {
        *size = 1;
        return u[0];
    }
    if (u[0] < 0xE0) {
        *size = 2;
        return (uint32_t)(u[0] & 0x1F) << 6 | (u[1] & 0x3F);
    }
    if (u[0] < 0xF0) {
        *size = 3;
        return (uint32_t)(u[0] & 0x0F) << 12 | (uint32_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3F);
    }
    *size = 4;
    return (uint32_t)(u[0] & 0x07) << 18 | (uint32_t)(u[1] & 0x3F) << 12 |
           (uint32_t)(u[2] & 0x3F) << 6 | (u[3] & 0x3F);
}

/* Takes the next character of a valid text off its front. Not for an empty text. Of a text that is
 * not valid, as the name of a file may be, it takes nothing behind the end. */
static inline uint32_t tarix_utf8_next(tarix_str *text)
{
    size_t size = 0;
    const uint32_t c = tarix_utf8_decode(text->data, &size);
    if (size > text->size) size = text->size;
    text->data += size;
    text->size -= size;
    return c;
}

/* The last character of a valid text that is not empty, and where it starts. */
static inline uint32_t tarix_utf8_last(tarix_str text, size_t *start)
{
    size_t at = text.size - 1, size = 0;
    while (at > 0 && ((unsigned char)text.data[at] & 0xC0) == 0x80) at--;
    *start = at;
    return tarix_utf8_decode(text.data + at, &size);
}

/* Writes c (at most 4 bytes) and returns the bytes written. */
static inline size_t tarix_utf8_encode(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* Bytes of the valid character at p, or 0 when the bytes there are no UTF-8; *bad is then how many
 * belong together as one fault (the maximal subpart of Unicode 3.9), at least 1. */
static inline size_t tarix_utf8_check(const unsigned char *p, const unsigned char *end, size_t *bad)
{
    const unsigned char lead = p[0];
    *bad = 1;
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    const size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (end - p < 2) return 0;
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < low || p[1] > high) return 0;
    for (size_t i = 2; i < size; i++) {
        *bad = i;
        if ((size_t)(end - p) <= i || (p[i] & 0xC0) != 0x80) return 0;
    }
    return size;
}

/* Whether a character begins, or the text ends, at byte `at`. */
static inline bool tarix_utf8_is_start(tarix_str text, size_t at)
{
    return at == text.size || ((unsigned char)text.data[at] & 0xC0) != 0x80;
}

static inline bool tarix_utf8_is_valid(tarix_str text)
{
    const unsigned char *p = (const unsigned char *)text.data, *end = p + text.size;
    size_t bad = 0, size = 1;
    while (p < end && (size = tarix_utf8_check(p, end, &bad)) > 0) p += size;
    return p == end;
}

/* Characters in a valid text. */
static inline size_t tarix_utf8_count(tarix_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++) count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return count;
}

/* Whether a valid text has at least so many. Eight bytes, of which all but those that begin with
 * bits 10 start characters, tell it of most texts at once. */
static inline bool tarix_utf8_has(tarix_str text, size_t least)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t bytes;
    if (text.size >= sizeof bytes) {
        memcpy(&bytes, text.data, sizeof bytes);
        const uint64_t starts = (~bytes >> 7 | bytes >> 6) & ones;
        if (starts * ones >> 56 >= least) return true;
    }
    for (size_t i = 0; i < text.size && least > 0; i++) least -= tarix_utf8_is_start(text, i);
    return least == 0;
}

#endif
