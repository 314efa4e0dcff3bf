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

int tarix_collate(tarix_str a, tarix_str b)
{
    tarix_str p = a, q = b;
    int rest = 0;
    while (p.size && q.size) {
        const weight left = next_weight(&p), right = next_weight(&q);
        if (left.primary != right.primary) return left.primary < right.primary ? -1 : 1;
        if (!rest) rest = (left.rest > right.rest) - (left.rest < right.rest);
    }
    if (p.size || q.size) return p.size ? 1 : -1;
    return rest ? rest : tarix_str_compare(a, b);
}

/* Nine characters from p on; one without a weight of its own ends the key, and the text. Returns
 * where it stopped. */
static const char *pack(const char *p, const char *end, uint64_t *out)
{
    enum { bits = 7, places = 9 };
    uint64_t key = 0;
    int place = 0;
    for (; place < places && p < end; place++) {
        size_t size = 0;
        uint32_t primary = quick_weight(p, &size);
        p += size;
        if (TARIX_UNLIKELY(!primary)) {
            tarix_str rest = {p - size, (size_t)(end - p) + size};
            primary = next_weight(&rest).primary;
            p = rest.data;
        }
        if (primary >= rare) {
            primary = rare;
            p = end;
        }
        key = key << bits | primary;
    }
    *out = key << (bits * (places - place));
    return p;
}

tarix_collate_keys tarix_collate_key(tarix_str text)
{
    tarix_collate_keys keys;
    const char *end = text.data + text.size;
    pack(pack(text.data, end, &keys.first), end, &keys.second);
    return keys;
}

unsigned tarix_collate_first(tarix_str text)
{
    if (text.size == 0) return 0;
    const uint32_t primary = next_weight(&text).primary;
    return primary < rare ? primary : rare;
}
