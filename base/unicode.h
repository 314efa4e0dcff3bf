/* Characters and their properties, case in the Azerbaijani way, and NFC. With base/decode.h the
 * only place that knows ICU; meant for filling tables and for rare text, not for every byte. */
#ifndef TARIX_BASE_UNICODE_H
#define TARIX_BASE_UNICODE_H

#include "arena.h"
#include "str.h"

#include <stdint.h>

typedef enum tarix_char_class {
    TARIX_CHAR_OTHER, /* controls, unassigned, private */
    TARIX_CHAR_LETTER,
    TARIX_CHAR_MARK,   /* combining */
    TARIX_CHAR_DIGIT,  /* decimal digits of any script */
    TARIX_CHAR_NUMBER, /* other numbers: ¹ ½ Ⅳ */
    TARIX_CHAR_SPACE,
    TARIX_CHAR_PUNCT,
    TARIX_CHAR_SYMBOL,
    TARIX_CHAR_FORMAT /* zero width: joiners, marks of direction, soft hyphen */
} tarix_char_class;

typedef enum tarix_script {
    TARIX_SCRIPT_NONE, /* common to all: digits, punctuation */
    TARIX_SCRIPT_LATIN,
    TARIX_SCRIPT_CYRILLIC,
    TARIX_SCRIPT_ARABIC,
    TARIX_SCRIPT_OTHER,
    TARIX_SCRIPTS
} tarix_script;

TARIX_API tarix_char_class tarix_unicode_class(uint32_t c);
TARIX_API tarix_script tarix_unicode_script(uint32_t c);
TARIX_API bool tarix_unicode_is_upper(uint32_t c); /* upper or title case */
TARIX_API bool tarix_unicode_is_lower(uint32_t c);
/* 1 for brackets and quotation marks that open („ “ «), -1 for those that close (” »), else 0. */
TARIX_API int tarix_unicode_side(uint32_t c);

/* I→ı İ→i and ı→I i→İ; the rest by Unicode's simple mappings. */
TARIX_API uint32_t tarix_unicode_lower_az(uint32_t c);
TARIX_API uint32_t tarix_unicode_upper_az(uint32_t c);

/* Columns of a screen with letters of one width: 0 for marks and controls, 2 for the wide letters
 * of East Asia and emoji, else 1. And of a valid text. */
TARIX_API size_t tarix_unicode_width(uint32_t c);
TARIX_API size_t tarix_unicode_text_width(tarix_str text);

/* Bytes at the front of a valid text that normalising to NFC surely leaves alone: conservative,
 * and fast on usual text. */
TARIX_API size_t tarix_unicode_nfc_span(tarix_str text);
/* The NFC of a valid text of at most 1 GB: the text itself, or in `arena`. */
TARIX_API tarix_str tarix_unicode_nfc(tarix_arena *arena, tarix_str text);

/* "72.1 (Unicode 15.0)": the library at hand. */
TARIX_API tarix_str tarix_unicode_version(tarix_arena *arena);

#endif
