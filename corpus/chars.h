/* What a character means to the segmenter. ASCII answers from a table, the letters of Azerbaijani
 * from a range, the rest from Unicode's properties. */
#ifndef TARIX_CORPUS_CHARS_H
#define TARIX_CORPUS_CHARS_H

#include "../base/utf8.h"

#include <stdint.h>

typedef enum tarix_sign {
    TARIX_SIGN_LETTER,
    TARIX_SIGN_MARK,   /* combining, and invisible characters: belong to what stands before */
    TARIX_SIGN_DIGIT,  /* 0-9 and the decimal digits of other scripts */
    TARIX_SIGN_RAISED, /* ¹ ² ³: note numbers */
    TARIX_SIGN_SPACE,
    TARIX_SIGN_BREAK,      /* line feed, carriage return, form feed */
    TARIX_SIGN_HYPHEN,     /* - and its kin, soft hyphen included */
    TARIX_SIGN_DASH,       /* – — */
    TARIX_SIGN_APOSTROPHE, /* ' ’ ʼ ‘ ` ´: within a word, or a quote */
    TARIX_SIGN_QUOTE,      /* “ ” „ « » " */
    TARIX_SIGN_OPEN,       /* ( [ { */
    TARIX_SIGN_CLOSE,
    TARIX_SIGN_STOP,     /* . */
    TARIX_SIGN_ELLIPSIS, /* … */
    TARIX_SIGN_FINAL,    /* ! ? and their kin */
    TARIX_SIGN_PUNCT,    /* , ; : / and all other punctuation */
    TARIX_SIGN_SYMBOL
} tarix_sign;

extern const uint8_t tarix_ascii_signs[128];
tarix_sign tarix_chars_sign_of(uint32_t c);

/* The sign at p (valid text, not its end) and the bytes of the character. */
static inline tarix_sign tarix_sign_at(const char *p, size_t *size)
{
    const unsigned char byte = (unsigned char)*p;
    if (byte < 0x80) {
        *size = 1;
        return (tarix_sign)tarix_ascii_signs[byte];
    }
    const uint32_t c = tarix_utf8_decode(p, size);
    if (c >= 0xC0 && c < 0x2B0 && c != 0xD7 && c != 0xF7) return TARIX_SIGN_LETTER;
    return tarix_chars_sign_of(c);
}

static inline tarix_sign tarix_sign_of(const char *p)
{
    size_t size = 0;
    return tarix_sign_at(p, &size);
}

/* The next character. */
static inline const char *tarix_after(const char *p)
{
    const unsigned char lead = (unsigned char)*p;
    return p + (lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4);
}

/* Capital and small letters; scripts without case have neither. */
bool tarix_chars_is_upper(const char *p);
bool tarix_chars_is_lower(const char *p);

static inline bool tarix_is_letter(const char *p)
{
    return tarix_sign_of(p) == TARIX_SIGN_LETTER;
}

static inline bool tarix_is_digit(const char *p)
{
    return tarix_sign_of(p) == TARIX_SIGN_DIGIT;
}

static inline bool tarix_is_upper(const char *p)
{
    return tarix_is_letter(p) && tarix_chars_is_upper(p);
}

/* Letters without case count as small. */
static inline bool tarix_is_small(const char *p)
{
    return tarix_is_letter(p) && !tarix_chars_is_upper(p);
}

static inline bool tarix_is_blank(const char *p)
{
    const tarix_sign sign = tarix_sign_of(p);
    return sign == TARIX_SIGN_SPACE || sign == TARIX_SIGN_BREAK;
}

/* A run of letters with their marks. */
typedef struct tarix_run {
    const char *stop;
    size_t letters, capitals;
    bool starts_upper;
} tarix_run;
tarix_run tarix_letters_at(const char *p);
const char *tarix_digits_at(const char *p);

/* A letter that Roman numbers are written in. */
static inline bool tarix_is_roman_digit(char c)
{
    enum {
        digits = 1 << ('C' - 'A') | 1 << ('D' - 'A') | 1 << ('I' - 'A') | 1 << ('L' - 'A') |
                 1 << ('M' - 'A') | 1 << ('V' - 'A') | 1 << ('X' - 'A')
    };
    return c >= 'A' && c <= 'Z' && (digits >> (c - 'A') & 1);
}

/* The Roman digit that a capital is, or prints like (İ, Cyrillic Х), or that an l stands for; else
 * 0. */
char tarix_chars_roman(uint32_t c);

/* Zero-width characters, marks of direction, byte order marks. */
bool tarix_chars_is_invisible(const char *p);

#endif
