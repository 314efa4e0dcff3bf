/* Text as a pointer and a length, borrowed from whoever owns the bytes.
 * Bytes are UTF-8 unless a comment says otherwise; they need not end in NUL. */
#ifndef TARIX_BASE_STR_H
#define TARIX_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct tarix_str {
    const char *data;
    size_t size; /* bytes */
} tarix_str;

#define TARIX_STR(literal) ((tarix_str){"" literal, sizeof(literal) - 1})

/* printf: "%.*s", TARIX_ARG(s) */
#define TARIX_ARG(s) (int)(s).size, (s).data

static inline tarix_str tarix_str_from(const char *text)
{
    return (tarix_str){text, text ? strlen(text) : 0};
}

static inline bool tarix_str_equal(tarix_str a, tarix_str b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* Byte order, which is code point order. Negative, zero or positive. */
static inline int tarix_str_compare(tarix_str a, tarix_str b)
{
    const size_t shared = a.size < b.size ? a.size : b.size;
    const int order = shared ? memcmp(a.data, b.data, shared) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static inline bool tarix_str_starts(tarix_str s, tarix_str prefix)
{
    return s.size >= prefix.size && memcmp(s.data, prefix.data, prefix.size) == 0;
}

static inline bool tarix_str_ends(tarix_str s, tarix_str suffix)
{
    return s.size >= suffix.size &&
           memcmp(s.data + s.size - suffix.size, suffix.data, suffix.size) == 0;
}

static inline tarix_str tarix_str_slice(tarix_str s, size_t start, size_t end)
{
    return (tarix_str){s.data + start, end - start};
}

/* Takes the part of *rest before the first `separator` and moves *rest behind it; false when
 * *rest was used up. "a,,b" gives "a", "", "b"; an empty text gives one empty part. Start with
 * a copy of the text; a rest whose data is NULL is used up. */
static inline bool tarix_str_split(tarix_str *rest, char separator, tarix_str *part)
{
    if (!rest->data) return false;
    const char *at = rest->size ? memchr(rest->data, separator, rest->size) : NULL;
    if (!at) {
        *part = *rest;
        *rest = (tarix_str){NULL, 0};
    } else {
        const size_t size = (size_t)(at - rest->data);
        *part = (tarix_str){rest->data, size};
        *rest = (tarix_str){at + 1, rest->size - size - 1};
    }
    return true;
}

#endif
