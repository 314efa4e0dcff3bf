#include "base/unicode.h"

#include "base/simd.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

tarix_char_class tarix_unicode_class(uint32_t c)
{
    const uint32_t type = U_MASK(u_charType((UChar32)c));
    if (type & U_GC_L_MASK) return TARIX_CHAR_LETTER;
    if (type & U_GC_M_MASK) return TARIX_CHAR_MARK;
    if (type & U_GC_ND_MASK) return TARIX_CHAR_DIGIT;
    if (type & U_GC_N_MASK) return TARIX_CHAR_NUMBER;
    if (type & U_GC_Z_MASK || (c >= '\t' && c <= '\r') || c == 0x85) return TARIX_CHAR_SPACE;
    if (type & U_GC_P_MASK) return TARIX_CHAR_PUNCT;
    if (type & U_GC_S_MASK) return TARIX_CHAR_SYMBOL;
    if (type & U_GC_CF_MASK) return TARIX_CHAR_FORMAT;
    return TARIX_CHAR_OTHER;
}

tarix_script tarix_unicode_script(uint32_t c)
{
    const bool is_ascii_letter = (c | 0x20) - 'a' < 26;
    if (is_ascii_letter || (c >= 0xC0 && c < 0x2B0 && c != 0xD7 && c != 0xF7))
        return TARIX_SCRIPT_LATIN;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript((UChar32)c, &status)) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED: return TARIX_SCRIPT_NONE;
    case USCRIPT_LATIN: return TARIX_SCRIPT_LATIN;
    case USCRIPT_CYRILLIC: return TARIX_SCRIPT_CYRILLIC;
    case USCRIPT_ARABIC: return TARIX_SCRIPT_ARABIC;
    default: return TARIX_SCRIPT_OTHER;
    }
}

bool tarix_unicode_is_upper(uint32_t c)
{
    return u_isupper((UChar32)c) || u_istitle((UChar32)c);
}

bool tarix_unicode_is_lower(uint32_t c)
{
    return u_islower((UChar32)c);
}

int tarix_unicode_side(uint32_t c)
{
    const uint32_t type = U_MASK(u_charType((UChar32)c));
    return type & (U_GC_PS_MASK | U_GC_PI_MASK) ? 1 : type & (U_GC_PE_MASK | U_GC_PF_MASK) ? -1 : 0;
}

typedef struct range {
    uint32_t first, last;
} range;

static int by_place(const void *a, const void *b)
{
    const uint32_t c = *(const uint32_t *)a;
    const range *r = b;
    return c < r->first ? -1 : c > r->last;
}

static bool is_wide(uint32_t c)
{
    static const range wide[] = {
#include "base/wide.inc"
    };
    return bsearch(&c, wide, sizeof wide / sizeof *wide, sizeof *wide, by_place) != NULL;
}

size_t tarix_unicode_width(uint32_t c)
{
    if (c >= 0x20 && c < 0x7F) return 1;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return 0;
    if (c < 0x300) return c != 0xAD; /* the soft hyphen */
    const uint32_t type = U_MASK(u_charType((UChar32)c));
    if (type & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK)) return 0;
    return is_wide(c) ? 2 : 1;
}

size_t tarix_unicode_text_width(tarix_str text)
{
    size_t width = 0;
    while (text.size) width += tarix_unicode_width(tarix_utf8_next(&text));
    return width;
}

uint32_t tarix_unicode_lower_az(uint32_t c)
{
    if (c == 'I') return 0x131;
    if (c == 0x130) return 'i';
    return (uint32_t)u_tolower((UChar32)c);
}

uint32_t tarix_unicode_upper_az(uint32_t c)
{
    if (c == 'i') return 0x130;
    if (c == 0x131) return 'I';
    return (uint32_t)u_toupper((UChar32)c);
}

/* Ranges in which no character composes, decomposes or is reordered. */
static bool is_surely_inert(uint32_t c)
{
    return c < 0x300 || (c >= 0x400 && c < 0x483) || (c >= 0x48A && c < 0x530) ||
           (c >= 0x2010 && c < 0x2070) || (c >= 0x3001 && c < 0x302A);
}

size_t tarix_unicode_nfc_span(tarix_str text)
{
    enum { stretch = 64 };
    const tarix_simd simd = tarix_simd_best();
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    const char *p = text.data, *end = text.data + text.size;
    while (p < end) {
        p += tarix_simd_plain(simd, p, (size_t)(end - p));
        const char *far = end - p > stretch ? p + stretch : end;
        while (p < far) {
            size_t size = 0;
            const uint32_t c = tarix_utf8_decode(p, &size);
            if (!is_surely_inert(c) && !unorm2_isInert(nfc, (UChar32)c))
                return (size_t)(p - text.data);
            p += size;
        }
    }
    return text.size;
}

/* One piece of at most 1 GB, so that ICU's 32-bit lengths hold. */
static tarix_str nfc_piece(tarix_arena *arena, tarix_str text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    int32_t n16 = 0, n_nfc = 0, n8 = 0;
    UChar *wide = TARIX_ARRAY(arena, UChar, text.size + 1);
    u_strFromUTF8(wide, (int32_t)text.size + 1, &n16, text.data, (int32_t)text.size, &status);
    const int32_t capacity = 3 * n16 + 8; /* the most that NFC expands UTF-16 */
    UChar *normal = TARIX_ARRAY(arena, UChar, (size_t)capacity);
    n_nfc = unorm2_normalize(nfc, wide, n16, normal, capacity, &status);
    char *bytes = tarix_arena_alloc(arena, 3 * (size_t)n_nfc + 1, 1);
    u_strToUTF8(bytes, 3 * n_nfc + 1, &n8, normal, n_nfc, &status);
    return U_SUCCESS(status) ? (tarix_str){bytes, (size_t)n8} : text;
}

tarix_str tarix_unicode_nfc(tarix_arena *arena, tarix_str text)
{
    if (tarix_unicode_nfc_span(text) == text.size) return text;
    return nfc_piece(arena, text);
}

tarix_str tarix_unicode_version(tarix_arena *arena)
{
    UVersionInfo icu, unicode;
    u_getVersion(icu);
    u_getUnicodeVersion(unicode);
    return tarix_arena_format(
        arena, "%d.%d (Unicode %d.%d)", icu[0], icu[1], unicode[0], unicode[1]);
}
