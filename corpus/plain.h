/* Plain words and signs, which are most of any text: found by the bytes around them, a chunk's
 * bytes classified at once. Whatever is not surely plain is left to scan.c; both find the same. */
#ifndef TARIX_CORPUS_PLAIN_H
#define TARIX_CORPUS_PLAIN_H

#include "base/arena.h"
#include "base/simd.h"
#include "base/str.h"
#include "lexicons/wordlist.h"

enum {
    TARIX_PLAIN_STOPPED = 512,
    TARIX_PLAIN_ORDINALS = 8,
    TARIX_PLAIN_SETS = 3,
    TARIX_PLAIN_LONGEST = 55 /* bytes of a word */
};

typedef struct tarix_plain {
    tarix_arena *arena;
    tarix_simd simd;
    const char *begin; /* of the chunk */
    tarix_byte_set sets[TARIX_PLAIN_SETS];
    uint64_t table[256]; /* of tarix_simd_make_table() */
    /* A bit for each byte of the chunk. */
    uint64_t *words;  /* bytes of plain words */
    uint64_t *ends;   /* what stands behind a plain word that has capitals only in front */
    uint64_t *joins;  /* spaces among them behind which the next word begins */
    uint64_t *odds;   /* bytes that a plain word has only in front */
    uint64_t *schwas; /* first bytes of ə */
    size_t blocks_capacity;
    /* A bit for what begins, ends and measures as an abbreviation does before its first stop. */
    uint64_t stopped[TARIX_PLAIN_STOPPED];
    /* Endings of ordinals, as a number in the machine's order. */
    uint32_t ordinals[TARIX_PLAIN_ORDINALS], ordinal_masks[TARIX_PLAIN_ORDINALS];
    uint8_t ordinal_sizes[TARIX_PLAIN_ORDINALS];
    size_t n_ordinals;
    uint32_t
        places; /* small ASCII letters, from the lowest bit on, that stand for a page and such */
} tarix_plain;

void tarix_plain_init(tarix_plain *plain, tarix_arena *arena, const tarix_wordlist *abbreviations,
    const tarix_wordlist *ordinals, const tarix_wordlist *references);

/* The chunk, with 64 readable bytes behind it, whose words are asked for next. */
void tarix_plain_feed(tarix_plain *plain, tarix_str chunk);

/* A small ASCII letter, or one for all others. */
static inline unsigned tarix_plain_initial(unsigned char byte)
{
    const unsigned char small = byte | 0x20;
    return small >= 'a' && small <= 'z' && byte < 0x80 ? small : 0;
}

/* The bit of a word's first letter, its size in bytes, and its last bytes: those of the first
 * letter, which may be a capital, are left out. */
static inline unsigned tarix_plain_stopped_bit(unsigned initial, const char *end, size_t size)
{
    const bool has_before = size > 3 || (size == 3 && initial); /* than the first letter */
    const unsigned last = (unsigned char)end[-1];
    const unsigned before = has_before ? (unsigned char)end[-2] : 0;
    const uint32_t key = last | before << 8 | initial << 16 | (uint32_t)size << 24;
    return key * UINT32_C(2654435761) >> 17; /* Fibonacci hashing, to 15 bits */
}

/* Whether a word before a full stop may be the (first part of an) abbreviation. Capitals inside
 * make it one of another size, but such words are looked at with care anyway. */
static inline bool tarix_plain_may_stop(const tarix_plain *s, const char *p, size_t size)
{
    const unsigned initial = tarix_plain_initial((unsigned char)*p);
    const unsigned bit = tarix_plain_stopped_bit(initial, p + size, size);
    return s->stopped[bit / 64] >> bit % 64 & 1;
}

/* “ ” „ « » and the long dashes: 3 or 2 bytes; 0 for anything else. */
static inline size_t tarix_plain_quote(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] == 0xE2 && u[1] == 0x80)
        return u[2] == 0x9C || u[2] == 0x9D || u[2] == 0x9E || u[2] == 0x93 || u[2] == 0x94 ? 3 : 0;
    return u[0] == 0xC2 && (u[1] == 0xAB || u[1] == 0xBB) ? 2 : 0;
}

/* Whether no word, number or row of stops goes on at p. */
static inline bool tarix_plain_ends(const char *p)
{
    return *p == ' ' || *p == '\n' || *p == ',' || *p == ')' || tarix_plain_quote(p);
}

/* Whether a number, or an ordinal's ending, surely ends before the byte: no part and no suffix of
 * it follows. */
static inline bool tarix_plain_ends_number(char c)
{
    return c == ' ' || c == '\n' || c == ',' || c == ';' || c == '!' || c == '?' || c == ')';
}

/* The same, where a stop or colon may follow that no part and no suffix stands behind. */
static inline bool tarix_plain_ends_number_at(const char *p)
{
    return tarix_plain_ends_number(*p) || ((*p == '.' || *p == ':') && tarix_plain_ends(p + 1));
}

/* Whether p begins with a letter and a stop, such as s. for a page. */
static inline bool tarix_plain_is_place(const tarix_plain *s, const char *p)
{
    return *p >= 'a' && *p <= 'z' && (s->places >> (*p - 'a') & 1) && p[1] == '.';
}

/* The end of the ordinal's ending at p, behind its hyphen; or NULL. */
static inline const char *tarix_plain_ordinal(const tarix_plain *s, const char *p)
{
    uint32_t bytes;
    memcpy(&bytes, p, sizeof bytes);
    for (size_t i = 0; i < s->n_ordinals; i++) {
        const char *stop = p + s->ordinal_sizes[i];
        if ((bytes & s->ordinal_masks[i]) == s->ordinals[i])
            return tarix_plain_ends_number(*stop) || *stop == '.' ? stop : NULL;
    }
    return NULL;
}

/* The bits from bit `at` on: at least TARIX_PLAIN_LONGEST + 1 of them. */
static inline uint64_t tarix_plain_bits(const uint64_t *masks, size_t at)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t bits;
    memcpy(&bits, (const char *)masks + at / 8, sizeof bits);
    return bits >> at % 8;
#else
    return masks[at / 64] >> at % 64 | masks[at / 64 + 1] << 1 << (63 - at % 64);
#endif
}

static inline bool tarix_plain_has(const uint64_t *masks, size_t at)
{
    return masks[at / 64] >> at % 64 & 1;
}

/* Whether a plain word, or the rest of one, begins at p. */
static inline bool tarix_plain_has_word(const tarix_plain *s, const char *p)
{
    return tarix_plain_has(s->words, (size_t)(p - s->begin));
}

/* Whether the word at p ends at q, where no space stands. A single letter may be a list's before
 * what is not as plain as a comma. */
static inline bool tarix_plain_ends_word(const tarix_plain *s, const char *p, const char *q)
{
    if (*q == ',' || *q == '\n' || *q == ';' || *q == '!' || *q == '?') return true;
    if (q - p == 1) return false;
    switch (*q) {
    case ':': return tarix_plain_ends(q + 1);
    case '.':
        return (tarix_plain_ends(q + 1) ||
                   (q[1] == '.' && q[2] == '.' && tarix_plain_ends(q + 3))) &&
               !tarix_plain_may_stop(s, p, (size_t)(q - p));
    default: return tarix_plain_quote(q) && tarix_plain_ends(q + tarix_plain_quote(q));
    }
}

/* How many bytes of plain words stand from byte `at` on; at most TARIX_PLAIN_LONGEST + 1. */
static inline unsigned tarix_plain_run(const uint64_t *words, size_t at)
{
    return tarix_simd_lowest(
        ~tarix_plain_bits(words, at) | UINT64_C(1) << (TARIX_PLAIN_LONGEST + 1));
}

/* The bit, from byte `at` on, behind the word there, when it surely ends and the next begins behind
 * a single byte; 0: it does not, or more than TARIX_PLAIN_LONGEST bytes on. */
static inline uint64_t tarix_plain_joint(const uint64_t *words, const uint64_t *joins, size_t at)
{
    const uint64_t word = tarix_plain_bits(words, at);
    return (word + 1) & ~word & tarix_plain_bits(joins, at);
}

/* Whether the letter at p, byte `at` of the chunk, is small, which folding leaves alone. */
static inline bool tarix_plain_starts_small(const uint64_t *odds, size_t at, const char *p)
{
    const unsigned first = 1U | (unsigned)((unsigned char)*p >> 7) << 1; /* its bytes */
    return !(tarix_plain_bits(odds, at) & first);
}

static inline bool tarix_plain_is_small(const tarix_plain *s, const char *p)
{
    return tarix_plain_starts_small(s->odds, (size_t)(p - s->begin), p);
}

/* × and ÷, whose bytes are like those of capitals. */
static inline bool tarix_plain_is_operator(const char *p)
{
    return (((unsigned)(unsigned char)p[0] << 8 | (unsigned char)p[1]) | 0x20) == 0xC3B7;
}

/* Whether the word at p surely ends at q, where no letter stands: before what no rule looks at, or
 * what the rules would leave alone. */
static inline bool tarix_plain_ends_at(const tarix_plain *s, const char *p, const char *q)
{
    return tarix_plain_has(s->ends, (size_t)(q - s->begin)) &&
           (*q == ' ' || tarix_plain_ends_word(s, p, q));
}

/* The end of the plain word at p; NULL: there is none, or care is needed. */
static TARIX_HOT const char *tarix_plain_word(const tarix_plain *s, const char *p)
{
    const unsigned size = tarix_plain_run(s->words, (size_t)(p - s->begin));
    if (size == 0 || tarix_plain_is_operator(p)) return NULL;
    return tarix_plain_ends_at(s, p, p + size) ? p + size : NULL;
}

/* The size of a sign that nothing can join: a comma or a stop before a space and such, a quote, a
 * dash. 0: look with care. */
static inline size_t tarix_plain_sign(const char *p)
{
    switch (*p) {
    case ',':
    case ';':
    case ':':
    case '.':
    case '!':
    case '?': return tarix_plain_ends(p + 1) && p[1] != *p ? 1 : 0;
    case ')': return 1;
    default: return tarix_plain_quote(p);
    }
}

#endif
