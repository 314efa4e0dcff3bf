#include "corpus/fold.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/chars.h"

/* Cyrillic letters that print like Latin ones, for words that are Latin otherwise. */
static uint32_t look_alike(uint32_t c)
{
    static const uint16_t pairs[][2] = {{0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'},
        {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'}, {0x456, 'i'}, {0x458, 'j'}, {0x4BB, 'h'},
        {0x455, 's'}, {0x4D9, 0x259}, {0x501, 'd'}, {0x43A, 'k'}, {0x43C, 'm'}, {0x432, 'v'}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == c) return pairs[i][1];
    return c;
}

static uint32_t fold_char(uint32_t c, bool is_latin)
{
    c = tarix_unicode_lower_az(c);
    switch (c) {
    case 0x1DD:
    case 0xE4: return 0x259;  /* ə as other tables had it */
    case 0x219: return 0x15F; /* ş with a comma */
    case 0x21B: return 0x163; /* ţ */
    default: return is_latin && c >= 0x400 ? look_alike(c) : c;
    }
}

static bool has_latin(tarix_str form)
{
    while (form.size) {
        const uint32_t c = tarix_unicode_lower_az(tarix_utf8_next(&form)); /* as in its fold */
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return true;
        if (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) return true;
    }
    return false;
}

static bool is_dropped(uint32_t c, tarix_sign sign)
{
    return sign == TARIX_SIGN_APOSTROPHE || sign == TARIX_SIGN_QUOTE || c == '<' || c == '>' ||
           c == 0xAD || c == 0x307 ||
           (sign == TARIX_SIGN_MARK && tarix_unicode_class(c) == TARIX_CHAR_FORMAT);
}

static bool is_word_like(tarix_kind kind)
{
    return kind != TARIX_KIND_PUNCT && kind != TARIX_KIND_SYMBOL && kind != TARIX_KIND_URL &&
           kind != TARIX_KIND_CITATION;
}

/* A range is one term with any dash, and a number with any space between its groups. */
static uint32_t typed(uint32_t c, tarix_sign sign)
{
    const bool is_dash = sign == TARIX_SIGN_DASH || c == 0x2010 || c == 0x2011;
    return is_dash ? '-' : sign == TARIX_SIGN_SPACE ? ' ' : c;
}

/* What the part of a Roman number is made of that begins `rest`, up to a hyphen or the end. */
typedef struct roman {
    bool is_whole; /* digits, or letters that print like them (XİX, Cyrillic ХХ), and no others */
    bool is_last;
    bool is_ending; /* no number: the case or ordinal ending behind it */
} roman;

static roman roman_part(tarix_str rest)
{
    roman part = {.is_whole = rest.size > 0, .is_last = true};
    while (rest.size) {
        const tarix_sign sign = tarix_sign_of(rest.data);
        const uint32_t c = tarix_utf8_next(&rest);
        if (typed(c, sign) == '-') {
            part.is_last = false;
            return part;
        }
        if (!is_dropped(c, sign) && !tarix_chars_roman(c)) part.is_whole = false;
    }
    return part;
}

/* The capitals of the Roman number that a form begins with stay, and letters that only print like
 * them get them; its ending is lowered. Tells what stands for c, or 0 behind the number. */
static uint32_t roman_char(uint32_t c, tarix_kind kind, tarix_str rest, roman *part)
{
    if (c == '-') {
        *part = roman_part(rest);
        part->is_ending = !part->is_whole || (kind == TARIX_KIND_ORDINAL && part->is_last);
        return c;
    }
    if (part->is_ending) return 0;
    if (part->is_whole) return (uint32_t)tarix_chars_roman(c);
    return c != 'l' && c < 0x80 ? (uint32_t)tarix_chars_roman(c) : 0; /* XXci */
}

/* What the bytes of small letters, hyphens and stops may stand behind, a bit for each lead (0:
 * none), and, above these bits, which lead they are. */
enum { ALONE = 1, OF_C3 = 2, OF_C4 = 4, OF_C5 = 8, OF_C9 = 16, LEAD = 5 };
static const uint8_t smalls[256] = {['-'] = ALONE,
    ['.'] = ALONE,
    ['a'] = ALONE,
    ['b'] = ALONE,
    ['c'] = ALONE,
    ['d'] = ALONE,
    ['e'] = ALONE,
    ['f'] = ALONE,
    ['g'] = ALONE,
    ['h'] = ALONE,
    ['i'] = ALONE,
    ['j'] = ALONE,
    ['k'] = ALONE,
    ['l'] = ALONE,
    ['m'] = ALONE,
    ['n'] = ALONE,
    ['o'] = ALONE,
    ['p'] = ALONE,
    ['q'] = ALONE,
    ['r'] = ALONE,
    ['s'] = ALONE,
    ['t'] = ALONE,
    ['u'] = ALONE,
    ['v'] = ALONE,
    ['w'] = ALONE,
    ['x'] = ALONE,
    ['y'] = ALONE,
    ['z'] = ALONE,
    [0xC3] = ALONE | 1 << LEAD,
    [0xC4] = ALONE | 2 << LEAD,
    [0xC5] = ALONE | 3 << LEAD,
    [0xC9] = ALONE | 4 << LEAD,
    [0xA7] = OF_C3,         /* ç */
    [0xB6] = OF_C3,         /* ö */
    [0xBC] = OF_C3,         /* ü */
    [0x9F] = OF_C4 | OF_C5, /* ğ ş */
    [0xB1] = OF_C4,         /* ı */
    [0x99] = OF_C9};        /* ə */

/* Copies the small letters, hyphens and stops that the form has from byte `at` on, and returns
 * where they end. */
static size_t copy_small(tarix_str form, size_t at, char *out)
{
    unsigned lead = 0;
    for (; at < form.size; at++) {
        const unsigned small = smalls[(unsigned char)form.data[at]];
        if (!(small >> lead & ALONE)) break;
        lead = small >> LEAD;
        *out++ = form.data[at];
    }
    return at - (lead != 0);
}

/* Words of ASCII letters and the letters of the language, with hyphens and stops, the common case:
 * 0 when the form has anything else. Each capital stays in its bytes but I (ı has two) and İ (i has
 * one). */
static size_t fold_plain(tarix_str form, char *out)
{
    for (size_t at = 0, size = 0;; at++) {
        const size_t end = copy_small(form, at, out + size);
        size += end - at;
        at = end;
        if (at == form.size) return size;
        const unsigned char c = (unsigned char)form.data[at];
        if (c == 'I') {
            out[size++] = (char)0xC4;
            out[size++] = (char)0xB1;
        } else if (c >= 'A' && c <= 'Z') {
            out[size++] = (char)(c | 0x20);
        } else if (c >= 0xC3 && c <= 0xC9 && at + 1 < form.size) {
            unsigned small = (unsigned)c << 8 | (unsigned char)form.data[++at];
            switch (small) {
            case 0xC4B0: out[size++] = 'i'; continue; /* İ */
            case 0xC68F: small = 0xC999; break;       /* Ə */
            case 0xC387:
            case 0xC396:
            case 0xC39C: small += 0x20; break; /* Ç Ö Ü */
            case 0xC49E:
            case 0xC59E: small += 1; break; /* Ğ Ş */
            default: return 0;
            }
            out[size++] = (char)(small >> 8);
            out[size++] = (char)small;
        } else
            return 0;
    }
}

size_t tarix_fold(tarix_str form, tarix_kind kind, char *out)
{
    const bool may_be_plain = kind == TARIX_KIND_WORD || kind == TARIX_KIND_ABBREV;
    const size_t plain = may_be_plain ? fold_plain(form, out) : 0;
    if (plain) return plain;
    const bool is_latin = has_latin(form);
    const bool drops = is_word_like(kind), types = drops || kind == TARIX_KIND_CITATION;
    bool in_roman = kind == TARIX_KIND_ROMAN || kind == TARIX_KIND_ORDINAL;
    roman part = in_roman ? roman_part(form) : (roman){0};
    size_t size = 0;
    tarix_str rest = form;
    while (rest.size) {
        size_t width = 0;
        const tarix_sign sign = tarix_sign_at(rest.data, &width);
        uint32_t c = tarix_utf8_next(&rest);
        if (drops && is_dropped(c, sign)) continue;
        if (types) c = typed(c, sign);
        const uint32_t digit = in_roman ? roman_char(c, kind, rest, &part) : 0;
        in_roman = digit != 0;
        size += tarix_utf8_encode(digit ? digit : fold_char(c, is_latin), out + size);
    }
    return size;
}

/* Whether the small letter of I is i. */
static bool has_dotted_capital(tarix_reading reading)
{
    return reading == TARIX_READING_ENGLISH || reading == TARIX_READING_FOREIGN;
}

/* Roman numbers keep their capitals in any language. */
static size_t fold_dotted(tarix_str form, tarix_kind kind, char *out)
{
    char dotted[TARIX_LONGEST_READ];
    if (form.size > sizeof dotted || kind == TARIX_KIND_ROMAN || kind == TARIX_KIND_ORDINAL)
        return tarix_fold(form, kind, out);
    for (size_t i = 0; i < form.size; i++) dotted[i] = form.data[i] == 'I' ? 'i' : form.data[i];
    return tarix_fold((tarix_str){dotted, form.size}, kind, out);
}

static const tarix_orthography *table_of(const tarix_lexicons *lexicons, tarix_reading reading)
{
    switch (reading) {
    case TARIX_READING_CYRILLIC: return tarix_lexicons_cyrillic(lexicons);
    case TARIX_READING_YANALIF: return tarix_lexicons_yanalif(lexicons);
    case TARIX_READING_YANALIF_EXCHANGED: return tarix_lexicons_yanalif_exchanged(lexicons);
    default: return NULL;
    }
}

size_t tarix_fold_reading(const tarix_lexicons *lexicons, tarix_str form, tarix_kind kind,
    tarix_reading reading, char *out)
{
    char today[4 * TARIX_LONGEST_READ + 8];
    const tarix_orthography *table = table_of(lexicons, reading);
    if (has_dotted_capital(reading) && is_word_like(kind)) return fold_dotted(form, kind, out);
    if (!table || !is_word_like(kind) || form.size > TARIX_LONGEST_READ)
        return tarix_fold(form, kind, out);
    const size_t size = tarix_orthography_convert(table, form, today);
    return tarix_fold((tarix_str){today, size}, kind, out);
}

/* What turns a letter, with a zero behind it when it is one byte, into its fold. */
static uint16_t turn_of(const char *letter, size_t size)
{
    char fold[TARIX_FOLD_SIZE(2)], turn[2];
    uint16_t bits;
    if (tarix_fold((tarix_str){letter, size}, TARIX_KIND_WORD, fold) != size)
        return TARIX_FOLD_APART;
    turn[0] = (char)(letter[0] ^ fold[0]);
    turn[1] = size == 1 ? 0 : (char)(letter[1] ^ fold[1]);
    memcpy(&bits, turn, sizeof bits);
    return bits;
}

void tarix_fold_make_turns(tarix_fold_turns *turns)
{
    static const unsigned char leads[] = {0xC3, 0xC4, 0xC5, 0xC6, 0xC9};
    for (unsigned c = 0; c < 256; c++) {
        turns->row[c] = (uint16_t)(c < 128 ? c : 128 + ((c & 7U) << 6));
        turns->column[c] = c < 128 ? 0 : 63;
    }
    for (size_t i = 0; i < sizeof turns->turn / sizeof *turns->turn; i++)
        turns->turn[i] = TARIX_FOLD_APART;
    for (unsigned c = 0; c < 128; c++) turns->turn[c] = turn_of((char[]){(char)c}, 1);
    for (size_t k = 0; k < sizeof leads; k++)
        for (unsigned second = 0; second < 64; second++) {
            const char letter[] = {(char)leads[k], (char)(0x80 | second)};
            const bool is_operator = leads[k] == 0xC3 && (second | 0x20) == 0x37;
            turns->turn[turns->row[leads[k]] + second] =
                is_operator ? TARIX_FOLD_NO_LETTER : turn_of(letter, sizeof letter);
        }
}
