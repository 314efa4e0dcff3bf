#include "corpus/judge.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/encoding.h"

#include <math.h>

/* ---- characters ---- */

/* What the judge knows of a character. Weights are logarithms of probabilities, in eighths of a
 * bit. */
enum {
    bit = 8,
    unlisted_letter = -10 * bit,
    unlisted_sign = -12 * bit,
    foreign = -14 * bit, /* of another script, or no character */
    control = -24 * bit, /* what no text holds */
    begins_capital = -5 * bit / 2,
    capital_inside = -8 * bit, /* behind a small letter */
    small_inside = -5 * bit,   /* behind two capitals */
    mixed = -8 * bit,          /* beside a letter of another script */
    odd_start = -4 * bit,      /* a word begins with a sign that opens nothing */
    unpaired = -3 * bit,       /* a sign opens what nothing closes */
};

typedef struct trait {
    int16_t weight;
    uint8_t script; /* of a letter; 0: none, it ends words */
    int8_t side;    /* of a sign beyond ASCII: 1 opens, -1 closes */
    bool is_space;
    bool is_capital, is_beyond; /* … ASCII */
} trait;

struct tarix_judge {
    tarix_arena *arena;
    const tarix_wordlist *characters;
    const tarix_encoding *encodings;
    size_t n_encodings;
    trait **bytes; /* by encoding of one byte: 256 each, made when first asked for */
};

tarix_judge *tarix_judge_new(tarix_arena *arena, const tarix_wordlist *characters)
{
    tarix_judge *judge = TARIX_NEW(arena, tarix_judge);
    judge->arena = arena;
    judge->characters = characters;
    judge->encodings = tarix_encodings(&judge->n_encodings);
    judge->bytes = TARIX_ARRAY(arena, trait *, judge->n_encodings);
    return judge;
}

/* The weight that the list gives a character, or `otherwise`. */
static int weight_of(const tarix_judge *judge, uint32_t c, int otherwise)
{
    enum { all = 10000, equal = -5 * bit };
    char key[TARIX_UTF8_MAX];
    if (!judge->characters) return otherwise == unlisted_letter ? equal : otherwise;
    const tarix_str word = {key, tarix_utf8_encode(tarix_unicode_lower_az(c), key)};
    const uint32_t *share = tarix_wordlist_find(judge->characters, word);
    return share ? (int)lround(bit * log2((double)*share / all)) : otherwise;
}

static trait letter_trait(const tarix_judge *judge, uint32_t c)
{
    const tarix_script script = tarix_unicode_script(c);
    const bool is_ours = script != TARIX_SCRIPT_OTHER;
    return (trait){.weight = (int16_t)(is_ours ? weight_of(judge, c, unlisted_letter) : foreign),
        .script = (uint8_t)script,
        .is_capital = tarix_unicode_is_upper(c)};
}

static trait trait_of(const tarix_judge *judge, uint32_t c)
{
    trait t = {0};
    const tarix_char_class class = tarix_unicode_class(c);
    if (class == TARIX_CHAR_LETTER)
        t = letter_trait(judge, c);
    else if (class == TARIX_CHAR_OTHER || (c >= 0x7F && c < 0xA0))
        t.weight = c < ' ' ? control : foreign;
    else
        t.weight = (int16_t)weight_of(judge, c, unlisted_sign);
    t.is_beyond = c >= 0x80;
    t.is_space = class == TARIX_CHAR_SPACE;
    if (!t.is_beyond && t.weight != control) t.weight = 0; /* the same in all encodings */
    if (t.is_beyond) t.side = (int8_t)tarix_unicode_side(c);
    return t;
}

/* ---- readings ---- */

/* A sample read in one of the encodings. */
typedef struct reading {
    int64_t weight;
    size_t characters, beyond; /* … ASCII */
    trait last;
    bool is_first;     /* the last one stands behind a space */
    unsigned capitals; /* that the last ones are */
    unsigned opened;   /* signs that nothing has closed yet */
} reading;

static inline int weight_of_letter(const reading *r, trait t)
{
    if (!t.is_beyond && !r->last.is_beyond) return 0;
    if (!r->last.script) {
        const bool is_odd =
            r->is_first && r->last.is_beyond && !r->last.is_space && r->last.side != 1;
        return (t.is_capital ? begins_capital : 0) + (is_odd ? odd_start : 0);
    }
    if (r->last.script != t.script) return mixed;
    if (t.is_capital) return r->last.is_capital ? 0 : capital_inside;
    return r->capitals > 1 ? small_inside : 0;
}

static inline void add(reading *r, trait t)
{
    r->weight += t.weight + (t.script ? weight_of_letter(r, t) : 0);
    r->characters++;
    r->beyond += t.is_beyond;
    if (t.side < 0 && r->opened == 0) r->weight += unpaired;
    if (t.side > 0) r->opened++;
    if (t.side < 0 && r->opened > 0) r->opened--;
    r->capitals = t.is_capital ? r->capitals + 1 : 0;
    r->is_first = r->last.is_space || r->characters == 1;
    r->last = t;
}

static trait *byte_traits(tarix_judge *judge, const char *encoding)
{
    enum { ascii = 128 };
    char bytes[ascii], text[4 * ascii];
    trait *traits = TARIX_ARRAY(judge->arena, trait, 2 * ascii);
    tarix_decoder *decoder = tarix_decoder_open(judge->arena, encoding);
    for (unsigned i = 0; i < ascii; i++) bytes[i] = (char)(ascii + i);
    const char *in = bytes;
    tarix_str rest = {
        text, tarix_decoder_convert(decoder, &in, bytes + ascii, text, sizeof text, true)};
    for (unsigned i = 0; i < ascii; i++) traits[i] = trait_of(judge, i);
    for (unsigned i = ascii; i < 2 * ascii && rest.size; i++)
        traits[i] = trait_of(judge, tarix_utf8_next(&rest));
    return traits;
}

static reading read_bytes(const trait *traits, tarix_str sample)
{
    reading r = {0};
    for (size_t i = 0; i < sample.size; i++) add(&r, traits[(unsigned char)sample.data[i]]);
    return r;
}

/* Bytes that make no character count one by one, as they do elsewhere. */
static void add_bad(const tarix_judge *judge, reading *r, size_t n_bytes)
{
    const trait bad = trait_of(judge, TARIX_UTF8_REPLACEMENT);
    while (n_bytes-- > 0) add(r, bad);
}

static reading read_utf8(const tarix_judge *judge, tarix_str sample)
{
    reading r = {0};
    const unsigned char *p = (const unsigned char *)sample.data, *end = p + sample.size;
    while (p < end) {
        size_t bad = 0;
        const size_t size = tarix_utf8_check(p, end, &bad);
        if (size)
            add(&r, trait_of(judge, tarix_utf8_decode((const char *)p, &bad)));
        else
            add_bad(judge, &r, bad);
        p += size ? size : bad;
    }
    return r;
}

static uint32_t unit_at(const tarix_encoding *e, const unsigned char *p)
{
    uint32_t c = 0;
    for (unsigned i = 0; i < e->unit; i++) c = c << 8 | p[e->is_big ? i : e->unit - 1 - i];
    return c;
}

static reading read_wide(const tarix_judge *judge, const tarix_encoding *e, tarix_str sample)
{
    reading r = {0};
    const unsigned char *p = (const unsigned char *)sample.data, *end = p + sample.size;
    for (; (size_t)(end - p) >= e->unit; p += e->unit) {
        const uint32_t c = unit_at(e, p);
        if (c < 0x110000)
            add(&r, trait_of(judge, c));
        else
            add_bad(judge, &r, e->unit);
    }
    add_bad(judge, &r, (size_t)(end - p));
    return r;
}

static reading read_in(tarix_judge *judge, size_t encoding, tarix_str sample)
{
    const tarix_encoding *e = &judge->encodings[encoding];
    if (e->unit == 0) return read_utf8(judge, sample);
    if (e->unit > 1) return read_wide(judge, e, sample);
    if (!judge->bytes[encoding]) judge->bytes[encoding] = byte_traits(judge, e->name);
    return read_bytes(judge->bytes[encoding], sample);
}

static bool is_utf8(tarix_str sample)
{
    const unsigned char *p = (const unsigned char *)sample.data, *end = p + sample.size;
    size_t bad = 0, size = 0;
    for (; p < end; p += size) {
        size = tarix_utf8_check(p, end, &bad);
        if (size == 0) return false;
    }
    return true;
}

/* The share of control characters is let pass that a slip of some program may leave. */
static bool is_below(const reading *r, int weight_beyond)
{
    const int64_t slips = (int64_t)r->characters * bit / 4;
    return r->weight < weight_beyond * (int64_t)r->beyond - slips;
}

static reading best_reading(tarix_judge *judge, tarix_str sample, bool is_bytewise, size_t *found)
{
    reading best = {.weight = INT64_MIN};
    for (size_t i = 0; i < judge->n_encodings; i++) {
        if (judge->encodings[i].unit > 1 && is_bytewise) continue;
        reading r = read_in(judge, i, sample);
        r.weight += unpaired * (int64_t)r.opened;
        if (r.weight <= best.weight) continue;
        best = r;
        *found = i;
    }
    return best;
}

const char *tarix_judge_find(tarix_judge *judge, tarix_arena *arena, tarix_str sample)
{
    enum { doubtful = -6 * bit, poor = -9 * bit, least_letters = 16 };
    size_t found = 0;
    const bool is_bytewise = tarix_encoding_is_bytewise(sample);
    if (is_bytewise && is_utf8(sample)) return "UTF-8";
    const reading best = best_reading(judge, sample, is_bytewise, &found);
    const char *name = judge->encodings[found].name;
    if (!is_bytewise) return is_below(&best, poor) ? NULL : name;
    const bool is_doubtful = best.beyond >= least_letters && is_below(&best, doubtful);
    const char *guess = is_doubtful ? tarix_decoder_guess(arena, sample) : NULL;
    return guess ? guess : name;
}
