#include "corpus/chars.h"

#include "base/unicode.h"

/* One letter a sign, so that the table below can be read. */
enum {
    L = TARIX_SIGN_LETTER,
    D = TARIX_SIGN_DIGIT,
    S = TARIX_SIGN_SPACE,
    B = TARIX_SIGN_BREAK,
    H = TARIX_SIGN_HYPHEN,
    A = TARIX_SIGN_APOSTROPHE,
    Q = TARIX_SIGN_QUOTE,
    O = TARIX_SIGN_OPEN,
    C = TARIX_SIGN_CLOSE,
    T = TARIX_SIGN_STOP,
    F = TARIX_SIGN_FINAL,
    P = TARIX_SIGN_PUNCT,
    Y = TARIX_SIGN_SYMBOL
};

/* Controls count as spaces: they separate, and no form shall hold one. */
// clang-format off
const uint8_t tarix_ascii_signs[128] = {
    S, S, S, S, S, S, S, S, S, S, B, S, B, B, S, S,
    S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
    S, F, Q, Y, Y, Y, Y, A, O, C, Y, Y, P, H, T, Y, /*   ! " # $ % & ' ( ) * + , - . / */
    D, D, D, D, D, D, D, D, D, D, P, P, Y, Y, Y, F, /* 0-9 : ; < = > ? */
    Y, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* @ A-O */
    L, L, L, L, L, L, L, L, L, L, L, O, Y, C, Y, Y, /* P-Z [ \ ] ^ _ */
    A, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* ` a-o */
    L, L, L, L, L, L, L, L, L, L, L, O, Y, C, Y, S, /* p-z { | } ~ */
};
// clang-format on

static const struct {
    uint16_t c;
    uint8_t sign;
} special[] = {
    {0x85, TARIX_SIGN_BREAK},
    {0xA7, Y},
    {0xAB, TARIX_SIGN_QUOTE},
    {0xAC, TARIX_SIGN_HYPHEN},
    {0xAD, TARIX_SIGN_HYPHEN},
    {0xB2, TARIX_SIGN_RAISED},
    {0xB3, TARIX_SIGN_RAISED},
    {0xB4, TARIX_SIGN_APOSTROPHE},
    {0xB9, TARIX_SIGN_RAISED},
    {0xBB, TARIX_SIGN_QUOTE},
    {0x2B9, TARIX_SIGN_APOSTROPHE},
    {0x2BA, TARIX_SIGN_QUOTE},
    {0x2BB, TARIX_SIGN_APOSTROPHE},
    {0x2BC, TARIX_SIGN_APOSTROPHE},
    {0x2BD, TARIX_SIGN_APOSTROPHE},
    {0x2EE, TARIX_SIGN_QUOTE},
    {0x2010, TARIX_SIGN_HYPHEN},
    {0x2011, TARIX_SIGN_HYPHEN},
    {0x2012, TARIX_SIGN_DASH},
    {0x2013, TARIX_SIGN_DASH},
    {0x2014, TARIX_SIGN_DASH},
    {0x2015, TARIX_SIGN_DASH},
    {0x2018, TARIX_SIGN_APOSTROPHE},
    {0x2019, TARIX_SIGN_APOSTROPHE},
    {0x201A, TARIX_SIGN_APOSTROPHE},
    {0x201B, TARIX_SIGN_APOSTROPHE},
    {0x201C, TARIX_SIGN_QUOTE},
    {0x201D, TARIX_SIGN_QUOTE},
    {0x201E, TARIX_SIGN_QUOTE},
    {0x201F, TARIX_SIGN_QUOTE},
    {0xB7, Y},
    {0x2020, Y},
    {0x2021, Y},
    {0x2022, Y},
    {0x2023, Y},
    {0x2026, TARIX_SIGN_ELLIPSIS},
    {0x2028, B},
    {0x2029, B},
    {0x2033, TARIX_SIGN_QUOTE},
    {0x2036, TARIX_SIGN_QUOTE},
    {0x2039, TARIX_SIGN_QUOTE},
    {0x203A, TARIX_SIGN_QUOTE},
    {0x2070, TARIX_SIGN_RAISED},
    {0x2074, TARIX_SIGN_RAISED},
    {0x2075, TARIX_SIGN_RAISED},
    {0x2076, TARIX_SIGN_RAISED},
    {0x2077, TARIX_SIGN_RAISED},
    {0x2078, TARIX_SIGN_RAISED},
    {0x2079, TARIX_SIGN_RAISED},
    {0x2116, Y},
    {0x2212, TARIX_SIGN_DASH},
    {0x275D, TARIX_SIGN_QUOTE},
    {0x275E, TARIX_SIGN_QUOTE},
    {0x301D, TARIX_SIGN_QUOTE},
    {0x301E, TARIX_SIGN_QUOTE},
    {0x301F, TARIX_SIGN_QUOTE},
    {0x200B, TARIX_SIGN_MARK},
    {0xFEFF, TARIX_SIGN_MARK},
    {0xFF02, TARIX_SIGN_QUOTE},
};

static tarix_sign sign_by_class(uint32_t c)
{
    switch (tarix_unicode_class(c)) {
    case TARIX_CHAR_LETTER: return TARIX_SIGN_LETTER;
    case TARIX_CHAR_MARK:
    case TARIX_CHAR_FORMAT: return TARIX_SIGN_MARK;
    case TARIX_CHAR_DIGIT: return TARIX_SIGN_DIGIT;
    case TARIX_CHAR_SPACE:
    case TARIX_CHAR_OTHER:
        return c == TARIX_UTF8_REPLACEMENT ? TARIX_SIGN_SYMBOL : TARIX_SIGN_SPACE;
    case TARIX_CHAR_PUNCT: return TARIX_SIGN_PUNCT;
    case TARIX_CHAR_NUMBER:
    case TARIX_CHAR_SYMBOL: break;
    }
    return TARIX_SIGN_SYMBOL;
}

tarix_sign tarix_chars_sign_of(uint32_t c)
{
    if (c >= 0x370 && c < 0x2000) return sign_by_class(c); /* nothing special there */
    switch (c) {                                           /* what prose is full of */
    case 0x201C:
    case 0x201D:
    case 0xAB:
    case 0xBB: return TARIX_SIGN_QUOTE;
    case 0x2013:
    case 0x2014: return TARIX_SIGN_DASH;
    case 0x2019: return TARIX_SIGN_APOSTROPHE;
    default: break;
    }
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (special[i].c == c) return (tarix_sign)special[i].sign;
    return sign_by_class(c);
}

bool tarix_chars_is_upper(const char *p)
{
    size_t size = 0;
    const unsigned char lead = (unsigned char)p[0];
    if (lead < 0x80) return *p >= 'A' && *p <= 'Z';
    const unsigned char second = (unsigned char)p[1];
    if (lead == 0xC3) return second < 0x9F && second != 0x97;
    switch (lead << 8 | second) {
    case 0xC999: /* ə ğ ı ş */
    case 0xC49F:
    case 0xC4B1:
    case 0xC59F: return false;
    case 0xC68F: /* Ə Ğ İ Ş */
    case 0xC49E:
    case 0xC4B0:
    case 0xC59E: return true;
    default: return tarix_unicode_is_upper(tarix_utf8_decode(p, &size));
    }
}

bool tarix_chars_is_lower(const char *p)
{
    size_t size = 0;
    if ((unsigned char)*p < 0x80) return *p >= 'a' && *p <= 'z';
    switch ((unsigned char)*p << 8 | (unsigned char)p[1]) {
    case 0xC3A7: /* ç ö ü ə ğ ı ş */
    case 0xC3B6:
    case 0xC3BC:
    case 0xC999:
    case 0xC49F:
    case 0xC4B1:
    case 0xC59F: return true;
    default: return tarix_unicode_is_lower(tarix_utf8_decode(p, &size));
    }
}

char tarix_chars_roman(uint32_t c)
{
    static const struct {
        uint16_t c;
        char digit;
    } look_alikes[] = {{'l', 'I'}, {0x130, 'I'}, {0x406, 'I'}, {0x4C0, 'I'}, {0x399, 'I'},
        {0x425, 'X'}, {0x3A7, 'X'}, {0x421, 'C'}, {0x41C, 'M'}, {0x39C, 'M'}, {0x474, 'V'}};
    if (c < 0x80 && c != 'l') return tarix_is_roman_digit((char)c) ? (char)c : 0;
    for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
        if (look_alikes[i].c == c) return look_alikes[i].digit;
    return 0;
}

bool tarix_chars_is_invisible(const char *p)
{
    size_t size = 0;
    if ((unsigned char)*p < 0xE2) return false;
    const uint32_t c = tarix_utf8_decode(p, &size);
    return tarix_unicode_class(c) == TARIX_CHAR_FORMAT;
}

tarix_run tarix_letters_at(const char *p)
{
    tarix_run r = {.stop = p, .starts_upper = tarix_is_upper(p)};
    for (;;) {
        size_t size = 0;
        while (*r.stop >= 'a' && *r.stop <= 'z') { /* most of them */
            r.letters++;
            r.stop++;
        }
        const tarix_sign sign = tarix_sign_at(r.stop, &size);
        if (sign == TARIX_SIGN_LETTER) {
            r.letters++;
            r.capitals += tarix_chars_is_upper(r.stop);
        } else if (sign != TARIX_SIGN_MARK || r.stop == p)
            return r;
        r.stop += size;
    }
}

const char *tarix_digits_at(const char *p)
{
    while (tarix_is_digit(p)) p = tarix_after(p);
    return p;
}
