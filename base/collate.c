#include "base/collate.h"

#include "base/simd.h"
#include "base/utf8.h"

/* The alphabet, with the foreign w at its end, as the az locale of the CLDR has it. */
static const char letters[] = "abc\x01"
                              "de\x02"
                              "fg\x03"
                              "hx\x04"
                              "ijkqlmno\x05"
                              "prs\x06"
                              "tu\x07"
                              "vyzw";
enum { c_cedilla = 1, schwa, g_breve, dotless_i, o_diaeresis, s_cedilla, u_diaeresis };

/* Everything that sorts before the letters, in its order; what is not here follows them. */
static const uint16_t before_letters[] = {' ', '_', '-', 0x2010, 0x2011, 0x2013, 0x2014, ',', ';',
    ':', '!', '?', '.', 0x2026, 0xB7, '\'', 0x2018, 0x2019, 0x201A, '"', 0x201C, 0x201D, 0x201E,
    0xAB, 0xBB, '(', ')', '[', ']', '{', '}', 0xA7, '@', '*', '/', '\\', '&', '#', '%', 0x2020,
    0x2021, 0x2022, '`', 0xB4, '^', 0xB0, 0xA9, 0xAE, '+', 0xB1, 0xD7, '<', '=', '>', '|', '~', '$',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'};
enum {
    n_before = sizeof before_letters / sizeof *before_letters,
    first_letter = n_before + 1,
    n_letters = sizeof letters - 1,
    rare = 127 /* no weight of its own in a key */
};

/* Base letters of U+00C0…U+017F; the letters of the alphabet itself are looked up before. */
static const char latin_base[] =
    "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjjjjkkk"
    "llllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static const struct {
    uint16_t small, capital;
    char letter;
} own[] = {{0xE7, 0xC7, c_cedilla}, {0x259, 0x18F, schwa}, {0x11F, 0x11E, g_breve},
    {0x131, 'I', dotless_i}, {'i', 0x130, 'i'}, {0xF6, 0xD6, o_diaeresis},
    {0x15F, 0x15E, s_cedilla}, {0xFC, 0xDC, u_diaeresis}};

/* `primary` orders letters, `rest` tells accents and case apart where the primaries are equal. */
typedef struct weight {
    uint32_t primary, rest;
} weight;

static uint32_t letter_weight(char letter)
{
    return (uint32_t)(first_letter + (strchr(letters, letter) - letters));
}

static weight weight_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (c == own[i].small) return (weight){letter_weight(own[i].letter), 0};
        if (c == own[i].capital) return (weight){letter_weight(own[i].letter), 1};
    }
    if (c >= 'a' && c <= 'z') return (weight){letter_weight((char)c), 0};
    if (c >= 'A' && c <= 'Z') return (weight){letter_weight((char)(c | 0x20)), 1};
    if (c >= 0xC0 && c < 0x180 && latin_base[c - 0xC0] != '?')
        return (weight){letter_weight(latin_base[c - 0xC0]), 2 * c};
    for (uint32_t i = 0; i < n_before; i++)
        if (c == before_letters[i]) return (weight){i + 1, 0};
    if (c >= 0x410 && c < 0x430) return (weight){rare + c + 0x20, 1};
    return (weight){rare + c, 0};
}

/* Small letters, digits and the hyphen answer from here; 0 means: ask weight_of(). By row_of_lead[]
 * of the first byte, one more where it is not ASCII, and the last byte of at most two: ç ö ü, ğ ı,
 * ş, ə. */
enum { row_ascii, row_other, row_c3, row_c4, row_c5, row_c9, n_rows };
static const uint8_t row_of_lead[256] = {
    [0xC3] = row_c3 - 1, [0xC4] = row_c4 - 1, [0xC5] = row_c5 - 1, [0xC9] = row_c9 - 1};
static const uint8_t quick[n_rows][128] = {
    [row_ascii] =
        {
            ['-'] = 3,
            ['0'] = n_before - 9,
            ['1'] = n_before - 8,
            ['2'] = n_before - 7,
            ['3'] = n_before - 6,
            ['4'] = n_before - 5,
            ['5'] = n_before - 4,
            ['6'] = n_before - 3,
            ['7'] = n_before - 2,
            ['8'] = n_before - 1,
            ['9'] = n_before,
            ['a'] = first_letter,
            ['b'] = first_letter + 1,
            ['c'] = first_letter + 2,
            ['d'] = first_letter + 4,
            ['e'] = first_letter + 5,
            ['f'] = first_letter + 7,
            ['g'] = first_letter + 8,
            ['h'] = first_letter + 10,
            ['x'] = first_letter + 11,
            ['i'] = first_letter + 13,
            ['j'] = first_letter + 14,
            ['k'] = first_letter + 15,
            ['q'] = first_letter + 16,
            ['l'] = first_letter + 17,
            ['m'] = first_letter + 18,
            ['n'] = first_letter + 19,
            ['o'] = first_letter + 20,
            ['p'] = first_letter + 22,
            ['r'] = first_letter + 23,
            ['s'] = first_letter + 24,
            ['t'] = first_letter + 26,
            ['u'] = first_letter + 27,
            ['v'] = first_letter + 29,
            ['y'] = first_letter + 30,
            ['z'] = first_letter + 31,
            ['w'] = first_letter + 32,
        },
    [row_c3] = {[0x27] = first_letter + 3, [0x36] = first_letter + 21, [0x3C] = first_letter + 28},
    [row_c4] = {[0x1F] = first_letter + 9, [0x31] = first_letter + 12},
    [row_c5] = {[0x1F] = first_letter + 25},
    [row_c9] = {[0x19] = first_letter + 6},
};

/* The weight of the character at p, when it is here, and its bytes. Whether they are one or two
 * cannot be foreseen, and is not branched on. */
static inline uint32_t quick_weight(const char *p, size_t *size)
{
    const unsigned byte = (unsigned char)*p, is_pair = byte >> 7;
    *size = 1 + is_pair;
    return quick[row_of_lead[byte] + is_pair][(unsigned char)p[is_pair] & 0x7F];
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
    n_codes_before = sizeof codes_before,
    first_digit = n_codes_before + 1, /* a weight */
    digit_code = 20,
    letter_code = digit_code + 10,
    rare_code = letter_code + n_letters,
    code_bits = 6
};
_Static_assert(n_before - 10 == sizeof codes_before, "what is before the digits has codes");
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
    .single = {{0, letter_code, letter_code + 1, letter_code + 2, letter_code + 4, letter_code + 5,
                   letter_code + 7, letter_code + 8, letter_code + 10, letter_code + 13,
                   letter_code + 14, letter_code + 15, letter_code + 17, letter_code + 18,
                   letter_code + 19, letter_code + 20},
        {letter_code + 22, letter_code + 16, letter_code + 23, letter_code + 24, letter_code + 26,
            letter_code + 27, letter_code + 29, letter_code + 32, letter_code + 11,
            letter_code + 30, letter_code + 31}},
    .lead = {[0] = 0xC9, [3] = 0xC3, [4] = 0xC3, [9] = 0xC3, [10] = 0xC5, [11] = 0xC4, [13] = 0xC4},
    .trail =
        {[0] = 0x99, [3] = 0xB6, [4] = 0xA7, [9] = 0xBC, [10] = 0x9F, [11] = 0x9F, [13] = 0xB1},
    .pair = {[0] = letter_code + 6,
        [3] = letter_code + 21,
        [4] = letter_code + 3,
        [9] = letter_code + 28,
        [10] = letter_code + 25,
        [11] = letter_code + 9,
        [13] = letter_code + 12}};

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
