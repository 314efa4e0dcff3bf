#include "base/collate.h"

#include "base/simd.h"
#include "base/utf8.h"

/* The alphabet, with the foreign w at its end, as the az locale of the CLDR has it. */
enum letter {
    A,
    B,
    C,
    C_CEDILLA,
    D,
    E,
    SCHWA,
    F,
    G,
    G_BREVE,
    H,
    X,
    DOTLESS_I,
    I,
    J,
    K,
    Q,
    L,
    M,
    N,
    O,
    O_DIAERESIS,
    P,
    R,
    S,
    S_CEDILLA,
    T,
    U,
    U_DIAERESIS,
    V,
    Y,
    Z,
    W,
    n_letters
};

/* What sorts before the letters, in its order, and before the digits; what is not here follows the
 * letters. */
enum { hyphen = 3 };
static const uint16_t before_digits[] = {' ', '_', [hyphen - 1] = '-', 0x2010, 0x2011, 0x2013,
    0x2014, ',', ';', ':', '!', '?', '.', 0x2026, 0xB7, '\'', 0x2018, 0x2019, 0x201A, '"', 0x201C,
    0x201D, 0x201E, 0xAB, 0xBB, '(', ')', '[', ']', '{', '}', 0xA7, '@', '*', '/', '\\', '&', '#',
    '%', 0x2020, 0x2021, 0x2022, '`', 0xB4, '^', 0xB0, 0xA9, 0xAE, '+', 0xB1, 0xD7, '<', '=', '>',
    '|', '~', '$'};
enum {
    n_before_digits = sizeof before_digits / sizeof *before_digits,
    first_digit = n_before_digits + 1, /* a weight, as the next one */
    first_letter = first_digit + 10,
    rare = 127 /* no weight of its own in a key */
};

/* The weights of small letters, digits and the hyphen; of what is not here, 0, see weight_of(). By
 * row_of_lead[] of the first byte, one more where it is not ASCII, and the last byte of at most
 * two: ç ö ü, ğ ı, ş, ə. */
enum { row_ascii, row_other, row_c3, row_c4, row_c5, row_c9, n_rows };
static const uint8_t row_of_lead[256] = {
    [0xC3] = row_c3 - 1, [0xC4] = row_c4 - 1, [0xC5] = row_c5 - 1, [0xC9] = row_c9 - 1};
static const uint8_t quick[n_rows][128] = {
    [row_ascii] = {['-'] = hyphen,
        ['0'] = first_digit,
        ['1'] = first_digit + 1,
        ['2'] = first_digit + 2,
        ['3'] = first_digit + 3,
        ['4'] = first_digit + 4,
        ['5'] = first_digit + 5,
        ['6'] = first_digit + 6,
        ['7'] = first_digit + 7,
        ['8'] = first_digit + 8,
        ['9'] = first_digit + 9,
        ['a'] = first_letter + A,
        ['b'] = first_letter + B,
        ['c'] = first_letter + C,
        ['d'] = first_letter + D,
        ['e'] = first_letter + E,
        ['f'] = first_letter + F,
        ['g'] = first_letter + G,
        ['h'] = first_letter + H,
        ['x'] = first_letter + X,
        ['i'] = first_letter + I,
        ['j'] = first_letter + J,
        ['k'] = first_letter + K,
        ['q'] = first_letter + Q,
        ['l'] = first_letter + L,
        ['m'] = first_letter + M,
        ['n'] = first_letter + N,
        ['o'] = first_letter + O,
        ['p'] = first_letter + P,
        ['r'] = first_letter + R,
        ['s'] = first_letter + S,
        ['t'] = first_letter + T,
        ['u'] = first_letter + U,
        ['v'] = first_letter + V,
        ['y'] = first_letter + Y,
        ['z'] = first_letter + Z,
        ['w'] = first_letter + W},
    [row_c3] = {[0x27] = first_letter + C_CEDILLA,
        [0x36] = first_letter + O_DIAERESIS,
        [0x3C] = first_letter + U_DIAERESIS},
    [row_c4] = {[0x1F] = first_letter + G_BREVE, [0x31] = first_letter + DOTLESS_I},
    [row_c5] = {[0x1F] = first_letter + S_CEDILLA},
    [row_c9] = {[0x19] = first_letter + SCHWA},
};

/* The weight of the character at p, when it is here, and its bytes. Whether they are one or two
 * cannot be foreseen, and is not branched on. */
static inline uint32_t quick_weight(const char *p, size_t *size)
{
    const unsigned byte = (unsigned char)*p, is_pair = byte >> 7;
    *size = 1 + is_pair;
    return quick[row_of_lead[byte] + is_pair][(unsigned char)p[is_pair] & 0x7F];
}

/* Those that are not the small letter of ASCII less one bit. */
static const struct {
    uint16_t code;
    enum letter letter;
} capitals[] = {{0xC7, C_CEDILLA}, {0x18F, SCHWA}, {0x11E, G_BREVE}, {'I', DOTLESS_I}, {0x130, I},
    {0xD6, O_DIAERESIS}, {0x15E, S_CEDILLA}, {0xDC, U_DIAERESIS}};

/* Base letters of U+00C0…U+017F; the letters of the alphabet itself are looked up before. */
static const char latin_base[] =
    "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjjjjkkk"
    "llllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* `primary` orders letters, `rest` tells accents and case apart where the primaries are equal. */
typedef struct weight {
    uint32_t primary, rest;
} weight;

/* Of a character that quick[] lacks. */
static weight weight_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++)
        if (c == capitals[i].code) return (weight){first_letter + capitals[i].letter, 1};
    if (c >= 'A' && c <= 'Z') return (weight){quick[row_ascii][c | 0x20], 1};
    if (c >= 0xC0 && c < 0x180 && latin_base[c - 0xC0] != '?')
        return (weight){quick[row_ascii][(unsigned char)latin_base[c - 0xC0]], 2 * c};
    for (uint32_t i = 0; i < n_before_digits; i++)
        if (c == before_digits[i]) return (weight){i + 1, 0};
    if (c >= 0x410 && c < 0x430) return (weight){rare + c + 0x20, 1};
    return (weight){rare + c, 0};
}

static weight next_weight(tarix_str *text)
{
    size_t size = 0;
    const uint32_t primary = quick_weight(text->data, &size);
    if (!primary) return weight_of(tarix_utf8_next(text));
    text->data += size;
    text->size -= size;
    return (weight){primary, 0};
}

/* Bytes of the characters that both texts begin with. */
static size_t count_shared(tarix_str a, tarix_str b)
{
    const size_t size = a.size < b.size ? a.size : b.size;
    size_t n = 0;
    while (n < size && a.data[n] == b.data[n]) n++;
    while (n < size && !tarix_utf8_is_start(a, n)) n--;
    return n;
}

int tarix_collate(tarix_str a, tarix_str b)
{
    const size_t shared = count_shared(a, b);
    tarix_str p = tarix_str_slice(a, shared, a.size), q = tarix_str_slice(b, shared, b.size);
    int rest = 0;
    while (p.size && q.size) {
        const weight left = next_weight(&p), right = next_weight(&q);
        if (left.primary != right.primary) return left.primary < right.primary ? -1 : 1;
        if (!rest) rest = (left.rest > right.rest) - (left.rest < right.rest);
    }
    if (p.size || q.size) return p.size ? 1 : -1;
    return rest ? rest : tarix_str_compare(a, b);
}

/* ---- keys ---- */

/* A character in a key, six bits: digits and letters have a code of their own, what sorts before
 * them has one of these, and what sorts behind them the last. */
static const uint8_t codes_before[] = {1, 1, 2, 3, 3, 3, 3, 4, 5, 6, 7, 7, 8, 9, 9, 10, 11, 12, 13,
    13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 14, 15, 16, 17, 17, 17, 18, 19, 19, 19, 19,
    19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19};
enum {
    digit_code = 20,
    letter_code = digit_code + 10,
    rare_code = letter_code + n_letters,
    code_bits = 6
};
_Static_assert(n_before_digits == sizeof codes_before, "what is before the digits has codes");
_Static_assert((int)rare_code < 1 << code_bits, "a code has its bits");

static uint32_t code_of(uint32_t primary)
{
    if (primary >= rare) return rare_code;
    return primary >= first_digit ? primary - first_digit + digit_code : codes_before[primary - 1];
}

/* Whether other characters have the same code. */
static bool is_shared(uint32_t primary)
{
    const uint32_t code = code_of(primary);
    return primary >= rare || code == code_of(primary + 1) ||
           (primary > 1 && code == code_of(primary - 1));
}

/* The small letters, for vectors. */
static const tarix_letters alphabet = {
    .single = {{0, letter_code + A, letter_code + B, letter_code + C, letter_code + D,
                   letter_code + E, letter_code + F, letter_code + G, letter_code + H,
                   letter_code + I, letter_code + J, letter_code + K, letter_code + L,
                   letter_code + M, letter_code + N, letter_code + O},
        {letter_code + P, letter_code + Q, letter_code + R, letter_code + S, letter_code + T,
            letter_code + U, letter_code + V, letter_code + W, letter_code + X, letter_code + Y,
            letter_code + Z}},
    .lead = {[0] = 0xC9, [3] = 0xC3, [4] = 0xC3, [9] = 0xC3, [10] = 0xC5, [11] = 0xC4, [13] = 0xC4},
    .trail =
        {[0] = 0x99, [3] = 0xB6, [4] = 0xA7, [9] = 0xBC, [10] = 0x9F, [11] = 0x9F, [13] = 0xB1},
    .pair = {[0] = letter_code + SCHWA,
        [3] = letter_code + O_DIAERESIS,
        [4] = letter_code + C_CEDILLA,
        [9] = letter_code + U_DIAERESIS,
        [10] = letter_code + S_CEDILLA,
        [11] = letter_code + G_BREVE,
        [13] = letter_code + DOTLESS_I}};

/* Bytes of the small letter with a code: a key has room for as many characters as 16 bytes of small
 * letters, so that it can be read from them without counting. */
static size_t room_of(uint32_t code)
{
    for (size_t i = 0; i < sizeof alphabet.pair; i++)
        if (code == alphabet.pair[i]) return 2;
    return 1;
}

tarix_collate_keys tarix_collate_take_key(tarix_str *text)
{
    enum { room = 16, half = room / 2, half_bits = half * code_bits };
    uint64_t halves[2] = {0};
    const char *p = text->data, *end = p + text->size;
    for (size_t at = 0, size = 0; at < room && p < end; at += size) {
        uint32_t primary = quick_weight(p, &size);
        p += size;
        if (TARIX_UNLIKELY(!primary)) {
            tarix_str rest = {p - size, (size_t)(end - p) + size};
            primary = next_weight(&rest).primary;
            size = room_of(code_of(primary));
            p = is_shared(primary) ? end : rest.data;
        }
        halves[at / half] |= (uint64_t)code_of(primary)
                             << (half_bits - code_bits - at % half * code_bits);
    }
    *text = (tarix_str){p, (size_t)(end - p)};
    return (tarix_collate_keys){halves[0] << 16 | halves[1] >> 32, halves[1] << 32};
}

tarix_collate_keys tarix_collate_key(tarix_str text)
{
    return tarix_collate_take_key(&text);
}

_Static_assert(sizeof(tarix_collate_keys) == 2 * sizeof(uint64_t), "keys are two words each");

enum { at_once = 64, tail_size = 16 };

/* The keys of up to `at_once` texts, and where their rests begin. */
static void make_keys(const tarix_str *texts, size_t n, tarix_collate_keys *keys, uint32_t *rests)
{
    tarix_simd_letters(tarix_simd_best(), &alphabet, texts, n, &keys->first, rests);
    for (size_t i = 0; i < n; i++) {
        if (TARIX_LIKELY(rests[i])) continue;
        tarix_str rest = texts[i];
        keys[i] = tarix_collate_take_key(&rest);
        rests[i] = (uint32_t)(texts[i].size - rest.size);
    }
}

void tarix_collate_all(const tarix_str *texts, size_t n, tarix_collate_keys *keys)
{
    uint32_t rests[at_once];
    for (size_t i = 0; i < n; i += at_once)
        make_keys(texts + i, n - i < at_once ? n - i : at_once, keys + i, rests);
}

/* A rest with readable bytes behind it: a short one is copied, mostly with some bytes before it. */
static tarix_str padded(tarix_str text, uint32_t rest, char *room)
{
    const size_t size = text.size - rest;
    if (TARIX_UNLIKELY(size > tail_size)) return (tarix_str){text.data + rest, size};
    if (TARIX_UNLIKELY(text.size < tail_size)) {
        memcpy(room, text.data + rest, size);
        return (tarix_str){room, size};
    }
    memcpy(room, text.data + text.size - tail_size, tail_size);
    return (tarix_str){room + tail_size - size, size};
}

static void make_keys_of_rests(const tarix_str *texts, size_t n, tarix_collate_keys *keys)
{
    char room[at_once][tail_size + TARIX_COLLATE_SLACK];
    uint32_t rests[at_once];
    tarix_str tails[at_once];
    make_keys(texts, n, keys, rests);
    memset(room, 0, sizeof room);
    for (size_t i = 0; i < n; i++) tails[i] = padded(texts[i], rests[i], room[i]);
    make_keys(tails, n, keys, rests);
}

void tarix_collate_rests(const tarix_str *texts, size_t n, tarix_collate_keys *keys)
{
    for (size_t i = 0; i < n; i += at_once)
        make_keys_of_rests(texts + i, n - i < at_once ? n - i : at_once, keys + i);
}
