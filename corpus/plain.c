#include "corpus/plain.h"

#include "lexicons/lexicons.h"

enum { most_blocks = 64 }; /* at once */

/* First bytes of the letters of plain words: ASCII, U+00C0…U+01BF and U+0240…U+027F. */
static bool is_letter_byte(unsigned c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80) || (c >= 0xC3 && c <= 0xC6) ||
           c == 0xC9;
}

/* Bytes that a plain word has only in front: capitals, and whatever is not part of ç ə ğ ı ö ş ü.
 * (Two of their second bytes make capitals behind another lead: see tarix_plain_feed().) */
static bool is_odd_byte(unsigned c)
{
    static const unsigned char seconds[] = {0xA7, 0x99, 0x9F, 0xB1, 0xB6, 0xBC};
    if (c >= 0x80 && c < 0xC0) return !memchr(seconds, (int)c, sizeof seconds);
    return (c >= 'A' && c <= 'Z') || c == 0xC6;
}

/* Kinds of bytes, and single ones, of pairs that odd bytes may belong to. */
enum { LETTERS, ODDS, LEADS, SPACE, LEAD_OF_SCHWA, SCHWA, LEAD_OF_O, O, ALL };
static const unsigned char single[] = {' ', 0xC9, 0x99, 0xC3, 0xB6};

static void note_bytes(tarix_plain *s)
{
    for (unsigned c = 0; c < 256; c++) {
        if (is_letter_byte(c)) tarix_byte_set_add(&s->sets[LETTERS], c);
        if (is_odd_byte(c)) tarix_byte_set_add(&s->sets[ODDS], c);
        if (is_letter_byte(c) && c >= 0xC0) tarix_byte_set_add(&s->sets[LEADS], c);
    }
    const tarix_simd_sought sought = {s->sets, TARIX_PLAIN_SETS, single, sizeof single, NULL};
    tarix_simd_make_table(&sought, s->table);
}

static void note_stopped(tarix_plain *s, unsigned initial, const char *end, size_t size)
{
    const unsigned bit = tarix_plain_stopped_bit(initial, end, size);
    s->stopped[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* Capitals may have other sizes, and İ and I other first bytes, than i and ı. */
static void note_abbreviations(tarix_plain *s, const tarix_wordlist *list)
{
    tarix_str word;
    for (size_t at = 0; tarix_wordlist_next(list, &at, &word);) {
        const char *stop = memchr(word.data, '.', word.size), *end = word.data + word.size;
        if (stop) end = stop;
        const size_t size = (size_t)(end - word.data);
        const unsigned initial = tarix_plain_initial((unsigned char)*word.data);
        if (size == 0) continue;
        for (size_t n = size > 1 ? size - 1 : 1; n <= size + 1; n++) {
            note_stopped(s, initial, end, n);
            if (initial == 'i') note_stopped(s, 0, end, n);
            if (initial == 0) note_stopped(s, 'i', end, n);
        }
    }
}

/* The short Latin ones; others are looked at with care. */
static void note_ordinals(tarix_plain *s, const tarix_wordlist *list)
{
    tarix_str ending;
    for (size_t at = 0; tarix_wordlist_next(list, &at, &ending);) {
        const bool is_short = ending.size <= 3 && (unsigned char)*ending.data < 0x80;
        if (!is_short || s->n_ordinals == TARIX_PLAIN_ORDINALS) continue;
        char text[4] = {0}, mask[4] = {0};
        memcpy(text, ending.data, ending.size);
        memset(mask, 0xFF, ending.size);
        s->ordinal_sizes[s->n_ordinals] = (uint8_t)ending.size;
        memcpy(&s->ordinals[s->n_ordinals], text, sizeof text);
        memcpy(&s->ordinal_masks[s->n_ordinals++], mask, sizeof mask);
    }
}

static void note_places(tarix_plain *s, const tarix_wordlist *list)
{
    tarix_str word;
    for (size_t at = 0; tarix_wordlist_next(list, &at, &word);) {
        const uint32_t role = *tarix_wordlist_find(list, word);
        if (role != TARIX_REFERENCE_PLACE && role != TARIX_REFERENCE_PAGE) continue;
        if (word.size == 2 && *word.data >= 'a' && *word.data <= 'z' && word.data[1] == '.')
            s->places |= UINT32_C(1) << (*word.data - 'a');
    }
}

/* Carries from one block of 64 bytes to the next. */
typedef struct carries {
    uint64_t leads, words, seconds, inner, capitals, others, schwas, os;
    uint64_t *open; /* the joins of the block before, whose last byte waits for this one's first */
    uint64_t open_spaces, open_words;
} carries;

static uint64_t shifted(uint64_t bits, uint64_t *carry)
{
    const uint64_t result = bits << 1 | *carry;
    *carry = bits >> 63;
    return result;
}

/* a + b + *carry, over the blocks as over one long number. */
static uint64_t sum(uint64_t a, uint64_t b, uint64_t *carry)
{
    const uint64_t part = a + b, result = part + *carry;
    *carry = (part < a) | (result < part);
    return result;
}

/* What stands behind words that are no single capital and whose rest has no odd byte: such a byte,
 * added to the ones of its word, carries over to there. */
static uint64_t ends_of(uint64_t words, uint64_t behind, uint64_t odds, uint64_t leads, carries *c)
{
    const uint64_t first = words & ~behind, last = behind & ~words;
    const uint64_t second = shifted(first & leads, &c->seconds);
    const uint64_t inner = sum(words, odds & words & ~first & ~second, &c->inner);
    const uint64_t capital = shifted(first & ~leads & odds, &c->capitals);
    const uint64_t other = shifted(second, &c->others);
    return last & ~inner & ~capital & ~other;
}

/* The words behind the spaces of the block before are known by now. */
static void close_block(carries *c, uint64_t words)
{
    *c->open = c->open_spaces & (c->open_words >> 1 | words << 63);
}

/* Second bytes of ə and ö behind other leads (C3 99 is Ù, C5 B6 is Ŷ) are odd. */
static void feed_blocks(tarix_plain *s, size_t first, size_t n, carries *c)
{
    const char *text = s->begin + 64 * first;
    uint64_t found[ALL * most_blocks];
    const uint64_t *of[ALL];
    const tarix_simd_sought sought = {s->sets, TARIX_PLAIN_SETS, single, sizeof single, s->table};
    for (size_t k = 0; k < ALL; k++) of[k] = found + k * n;
    tarix_simd_find(s->simd, text, n, &sought, found);
    for (size_t i = 0; i < n; i++) {
        const uint64_t odds = of[ODDS][i] |
                              (of[SCHWA][i] & ~shifted(of[LEAD_OF_SCHWA][i], &c->schwas)) |
                              (of[O][i] & ~shifted(of[LEAD_OF_O][i], &c->os));
        const uint64_t leads = of[LEADS][i];
        const uint64_t words = of[LETTERS][i] | shifted(leads, &c->leads);
        const uint64_t behind = shifted(words, &c->words);
        const uint64_t ends = ends_of(words, behind, odds, leads, c);
        s->schwas[first + i] = of[LEAD_OF_SCHWA][i];
        s->words[first + i] = words;
        s->odds[first + i] = odds;
        s->ends[first + i] = ends;
        close_block(c, words);
        c->open = &s->joins[first + i];
        c->open_spaces = of[SPACE][i] & ends;
        c->open_words = words;
    }
}

static void make_room(tarix_plain *s, size_t n_blocks)
{
    if (n_blocks <= s->blocks_capacity) return;
    const size_t room = 2 * n_blocks + 64, old = s->blocks_capacity;
    uint64_t **const masks[] = {&s->words, &s->odds, &s->ends, &s->joins, &s->schwas};
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++)
        *masks[i] = tarix_arena_grow(s->arena, *masks[i], old, room, sizeof **masks[i]);
    s->blocks_capacity = room;
}

/* One block more than the chunk has, so that 64 bits can be read at any byte of it. */
void tarix_plain_feed(tarix_plain *s, tarix_str chunk)
{
    const size_t n_blocks = chunk.size / 64 + 1;
    s->begin = chunk.data;
    make_room(s, n_blocks + 1);
    carries c = {.open = s->joins}; /* none: it will be written again */
    for (size_t done = 0; done < n_blocks; done += most_blocks)
        feed_blocks(s, done, n_blocks - done < most_blocks ? n_blocks - done : most_blocks, &c);
    s->words[n_blocks] = s->odds[n_blocks] = s->ends[n_blocks] = 0;
    close_block(&c, 0);
    s->joins[n_blocks] = 0;
}

void tarix_plain_init(tarix_plain *plain, tarix_arena *arena, const tarix_wordlist *abbreviations,
    const tarix_wordlist *ordinals, const tarix_wordlist *references)
{
    *plain = (tarix_plain){.arena = arena, .simd = tarix_simd_best()};
    note_bytes(plain);
    note_abbreviations(plain, abbreviations);
    note_ordinals(plain, ordinals);
    note_places(plain, references);
}
