#include "corpus/cut.h"

#include "base/simd.h"

enum { least_word = 5 }; /* small letters before a full stop that make it a sentence's end */

static bool is_small(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || c >= 0x80;
}

/* Of a Roman number, large or small, or what may stand about one in a line. */
static bool is_roman_byte(char c)
{
    const int small = c | 0x20;
    return small == 'i' || small == 'v' || small == 'x' || small == 'l' || small == 'c' ||
           small == 'd' || small == 'm' || c == '-' || c == '[' || c == ']' || c == '(' ||
           c == ')' || c == '.' || c == ' ' || c == '\r';
}

/* Whether the line that ends at p, as far as it is seen, could be a small or large Roman number. */
static bool is_roman_line(const char *begin, const char *p)
{
    if (p == begin || p[-1] <= ' ') return false;
    while (p > begin && is_roman_byte(p[-1])) p--;
    return p == begin || p[-1] == '\n';
}

/* Whether a page number, or the end of a page, may be near: what is read there depends on the lines
 * before and behind. */
static bool may_turn_page(const char *begin, const char *p, const char *end)
{
    enum { near = 256 };
    const char *first = p - begin > near ? p - near : begin,
               *last = end - p > near ? p + near : end;
    const size_t size = (size_t)(last - first);
    if (tarix_simd_has_range(first, size, '0', 10) || memchr(first, '\f', size)) return true;
    for (const char *q = first; (q = memchr(q, '\n', (size_t)(last - q))); q++)
        if (is_roman_line(first, q)) return true;
    return false;
}

bool tarix_cut_is_safe(const char *begin, const char *p, const char *end)
{
    const char *q = p, *next = p + 1;
    while (q > begin && (q[-1] == ' ' || q[-1] == '\r')) q--;
    if (q == begin || q[-1] != '.') return false;
    q--;
    for (int i = 0; i < least_word; i++, q--)
        if (q == begin || !is_small((unsigned char)q[-1])) return false;
    while (next < end && (*next == ' ' || *next == '\n' || *next == '\r')) next++;
    return next < end && *next >= 'A' && *next <= 'Z' && !may_turn_page(begin, p, end);
}
