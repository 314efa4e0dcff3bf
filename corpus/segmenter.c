#include "corpus/segmenter.h"

#include "base/simd.h"
#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/scan.h"

enum { short_line = 60, look_ahead = 160, least_stopped = 12 };

/* What the last token says of a sentence's end. */
typedef enum pause {
    PAUSE_NONE,
    PAUSE_STOP,         /* . */
    PAUSE_CALL,         /* ! ? */
    PAUSE_DOTS,         /* ... */
    PAUSE_ABBREVIATION, /* the stop of an abbreviation that may stand last */
    PAUSE_NUMBER,       /* the stop of a heading's number */
    PAUSE_HEADING       /* a line that is a sentence by itself */
} pause;

struct tarix_segmenter {
    tarix_scan scan;
    bool tables;
    const char *p;         /* next byte of the chunk */
    const char *line;      /* where the line at hand begins */
    uint64_t offset;       /* of the chunk in the text */
    pause pause;           /* not decided yet */
    bool at_start;         /* no token of the document has been given */
    bool sentence_start;   /* the token before is the first of its sentence */
    bool line_start;       /* the next token is the first of its line */
    bool after_blank_line; /* the line at hand follows an empty one, or none */
    bool last_is_capitals; /* the last word is all capitals */
    uint64_t furniture;
};

/* Bytes of plain words: ASCII letters, and the bytes of U+00C0…U+01BF (but × ÷) and U+0240…U+027F.
 * A second byte that is no letter in some pair is marked rare, one that makes a capital of the
 * language (Ç Ə Ğ İ Ö Ş Ü) as upper: no small letter of the language has it. */
enum { byte_word = 1, byte_rare = 2, byte_upper = 4 };
static const uint8_t byte_class[256] = {
#define W byte_word
#define U (byte_word | byte_upper)
#define R (byte_word | byte_rare)
    ['A'] = U,
    ['B'] = U,
    ['C'] = U,
    ['D'] = U,
    ['E'] = U,
    ['F'] = U,
    ['G'] = U,
    ['H'] = U,
    ['I'] = U,
    ['J'] = U,
    ['K'] = U,
    ['L'] = U,
    ['M'] = U,
    ['N'] = U,
    ['O'] = U,
    ['P'] = U,
    ['Q'] = U,
    ['R'] = U,
    ['S'] = U,
    ['T'] = U,
    ['U'] = U,
    ['V'] = U,
    ['W'] = U,
    ['X'] = U,
    ['Y'] = U,
    ['Z'] = U,
    ['a'] = W,
    ['b'] = W,
    ['c'] = W,
    ['d'] = W,
    ['e'] = W,
    ['f'] = W,
    ['g'] = W,
    ['h'] = W,
    ['i'] = W,
    ['j'] = W,
    ['k'] = W,
    ['l'] = W,
    ['m'] = W,
    ['n'] = W,
    ['o'] = W,
    ['p'] = W,
    ['q'] = W,
    ['r'] = W,
    ['s'] = W,
    ['t'] = W,
    ['u'] = W,
    ['v'] = W,
    ['w'] = W,
    ['x'] = W,
    ['y'] = W,
    ['z'] = W,
    [0xC3] = W,
    [0xC4] = W,
    [0xC5] = W,
    [0xC6] = W,
    [0xC9] = W,
    [0x80] = W,
    [0x81] = W,
    [0x82] = W,
    [0x83] = W,
    [0x84] = W,
    [0x85] = W,
    [0x86] = W,
    [0x87] = U,
    [0x88] = W,
    [0x89] = W,
    [0x8A] = W,
    [0x8B] = W,
    [0x8C] = W,
    [0x8D] = W,
    [0x8E] = W,
    [0x8F] = U,
    [0x90] = W,
    [0x91] = W,
    [0x92] = W,
    [0x93] = W,
    [0x94] = W,
    [0x95] = W,
    [0x96] = U,
    [0x97] = R,
    [0x98] = W,
    [0x99] = W,
    [0x9A] = W,
    [0x9B] = W,
    [0x9C] = U,
    [0x9D] = W,
    [0x9E] = U,
    [0x9F] = W,
    [0xA0] = W,
    [0xA1] = W,
    [0xA2] = W,
    [0xA3] = W,
    [0xA4] = W,
    [0xA5] = W,
    [0xA6] = W,
    [0xA7] = W,
    [0xA8] = W,
    [0xA9] = W,
    [0xAA] = W,
    [0xAB] = W,
    [0xAC] = W,
    [0xAD] = W,
    [0xAE] = W,
    [0xAF] = W,
    [0xB0] = U,
    [0xB1] = W,
    [0xB2] = W,
    [0xB3] = W,
    [0xB4] = W,
    [0xB5] = W,
    [0xB6] = W,
    [0xB7] = R,
    [0xB8] = W,
    [0xB9] = W,
    [0xBA] = W,
    [0xBB] = W,
    [0xBC] = W,
    [0xBD] = W,
    [0xBE] = W,
    [0xBF] = W,
#undef W
#undef U
#undef R
};

tarix_segmenter *tarix_segmenter_new(tarix_arena *arena, const tarix_lexicons *lexicons)
{
    tarix_segmenter *segmenter = TARIX_NEW(arena, tarix_segmenter);
    segmenter->scan.lexicons = lexicons;
    segmenter->scan.arena = tarix_arena_new(tarix_arena_guard(arena));
    segmenter->tables = true;
    tarix_segmenter_begin(segmenter);
    return segmenter;
}

void tarix_segmenter_begin(tarix_segmenter *s)
{
    s->pause = PAUSE_NONE;
    s->at_start = true;
    s->sentence_start = false;
    s->line_start = true;
    s->after_blank_line = true;
    s->last_is_capitals = false;
    s->furniture = 0;
    s->scan.before = TARIX_KIND_PUNCT;
    s->scan.follows_name = s->scan.follows_and = false;
    s->p = s->line = s->scan.begin = s->scan.end = NULL;
}

void tarix_segmenter_feed(tarix_segmenter *s, tarix_str chunk, uint64_t offset)
{
    s->scan.begin = s->p = s->line = chunk.data;
    s->scan.end = chunk.data + chunk.size;
    s->offset = offset;
}

uint64_t tarix_segmenter_furniture(const tarix_segmenter *s)
{
    return s->furniture;
}

void tarix_segmenter_set_tables(tarix_segmenter *s, bool on)
{
    s->tables = on;
}

static const char *after(const char *p)
{
    size_t size = 0;
    tarix_utf8_decode(p, &size);
    return p + size;
}

static tarix_sign sign_of(const char *p)
{
    size_t size = 0;
    return tarix_sign_at(p, &size);
}

/* ---- lines ---- */

/* The first letter or digit from p on, over quotes, brackets, dashes and spaces; NULL when none is
 * near. */
static const char *first_letter(const tarix_segmenter *s, const char *p)
{
    const char *far = s->scan.end - p < look_ahead ? s->scan.end : p + look_ahead;
    for (; p < far; p = after(p)) {
        const tarix_sign sign = sign_of(p);
        if (sign == TARIX_SIGN_LETTER || sign == TARIX_SIGN_DIGIT) return p;
    }
    return NULL;
}

static bool goes_on_small(const tarix_segmenter *s, const char *p)
{
    const char *letter = first_letter(s, p);
    return letter && sign_of(letter) == TARIX_SIGN_LETTER && !tarix_chars_is_upper(letter);
}

static bool line_is_capitals(const char *line, const char *end)
{
    size_t capitals = 0;
    for (; line < end; line = after(line)) {
        if (sign_of(line) != TARIX_SIGN_LETTER) continue;
        if (!tarix_chars_is_upper(line)) return false;
        capitals++;
    }
    return capitals > 2;
}

static const char *line_end(const tarix_segmenter *s, const char *p)
{
    const char *stop = memchr(p, '\n', (size_t)(s->scan.end - p));
    return stop ? stop : s->scan.end;
}

/* A line without a stop that is a sentence by itself: a title in capitals, a short line after an
 * empty one, or any line before an empty one, when what follows begins anew. */
static bool is_heading(const tarix_segmenter *s, const char *end, const char *next, bool blank)
{
    if (!next || goes_on_small(s, next) || s->scan.before == TARIX_KIND_INITIALS) return false;
    const char *last = end;
    while (last > s->line && (unsigned char)last[-1] <= ' ') last--;
    if (last > s->line && (last[-1] == ',' || last[-1] == ';' || last[-1] == '-')) return false;
    if (blank) return true;
    if (line_is_capitals(s->line, end)) return !line_is_capitals(next, line_end(s, next));
    return s->after_blank_line && last - s->line < short_line;
}

/* Skips spaces, line breaks and lines of page furniture; p stands at the next token or the end. */
static void skip_spaces(tarix_segmenter *s)
{
    const char *p = s->p, *end = s->scan.end;
    const char *break_at = NULL; /* the first line break */
    size_t breaks = 0;
    bool is_page = false;
    for (;;) {
        while (p < end && *p == ' ') p++;
        if (p >= end) break;
        const tarix_sign sign = sign_of(p);
        if (sign == TARIX_SIGN_BREAK) {
            if (!break_at) break_at = p;
            if (*p == '\f') is_page = true;
            breaks += *p != '\r';
            p = after(p);
            const char *next = NULL;
            if (tarix_scan_page_number(&s->scan, p, &next) &&
                (breaks > 1 || next >= end || is_page || sign_of(next) == TARIX_SIGN_BREAK ||
                    *next == '\f')) {
                s->furniture++;
                is_page = true;
                p = next;
            }
        } else if (sign == TARIX_SIGN_SPACE)
            p = after(p);
        else
            break;
    }
    s->p = p;
    if (!break_at) return;
    if (s->pause == PAUSE_NONE && !s->at_start && p < end &&
        (breaks > 1 || break_at - s->line < short_line || s->last_is_capitals) &&
        is_heading(s, break_at, p, breaks > 1 && !is_page))
        s->pause = PAUSE_HEADING;
    s->line = p;
    s->line_start = true;
    s->after_blank_line = breaks > 1;
}

/* ---- sentences ---- */

/* Closing quotes and brackets, references and note numbers belong to the sentence before. */
static bool belongs_to_last(const tarix_segmenter *s, const tarix_token *token)
{
    if (token->kind == TARIX_KIND_CITATION) return true;
    if (token->kind != TARIX_KIND_PUNCT || s->pause == PAUSE_HEADING) return false;
    const tarix_sign sign = sign_of(token->form);
    const char *p = s->scan.begin + (token->start - s->offset);
    const char *next = p + token->length;
    const bool space_before = p == s->scan.begin || (unsigned char)p[-1] <= ' ';
    const bool space_behind = next >= s->scan.end || (unsigned char)*next <= ' ';
    switch (sign) {
    case TARIX_SIGN_CLOSE: return true;
    case TARIX_SIGN_QUOTE:
    case TARIX_SIGN_APOSTROPHE:
        if (token->size == 3 && !memcmp(token->form, "„", 3)) return false;
        if (!memcmp(token->form, "«", 2)) return false;
        return !space_before || space_behind;
    case TARIX_SIGN_PUNCT:
    case TARIX_SIGN_STOP:
    case TARIX_SIGN_FINAL: return true;
    default: return false;
    }
}

static bool is_boundary(const tarix_segmenter *s, const tarix_token *token)
{
    const char *p = s->scan.begin + (token->start - s->offset);
    const char *letter = first_letter(s, p);
    const bool small =
        letter && sign_of(letter) == TARIX_SIGN_LETTER && !tarix_chars_is_upper(letter);
    const bool digit = letter && sign_of(letter) == TARIX_SIGN_DIGIT;
    switch (s->pause) {
    case PAUSE_NONE:
    case PAUSE_NUMBER: return false;
    case PAUSE_HEADING: return true;
    case PAUSE_STOP:
    case PAUSE_CALL:
    case PAUSE_DOTS: return !small;
    case PAUSE_ABBREVIATION: return !small && !digit;
    }
    return false;
}

/* What the token that has just been found says of the sentence's end. */
static pause pause_of(const tarix_segmenter *s, const tarix_token *token, tarix_kind before)
{
    if (token->kind == TARIX_KIND_ABBREV)
        return s->scan.role == TARIX_ABBREVIATION_ENDS ? PAUSE_ABBREVIATION : PAUSE_NONE;
    if (token->kind != TARIX_KIND_PUNCT) return PAUSE_NONE;
    const tarix_sign sign = sign_of(token->form);
    if (sign == TARIX_SIGN_ELLIPSIS) return PAUSE_DOTS;
    if (sign == TARIX_SIGN_FINAL) return PAUSE_CALL;
    if (sign != TARIX_SIGN_STOP) return PAUSE_NONE;
    if (token->size > 1) return PAUSE_DOTS;
    const bool is_number = before == TARIX_KIND_NUMBER || before == TARIX_KIND_ROMAN;
    return is_number && s->sentence_start ? PAUSE_NUMBER : PAUSE_STOP;
}

/* Settles whether the token begins a sentence and what it leaves behind. */
static void place_in_sentence(tarix_segmenter *s, tarix_token *token)
{
    const tarix_kind before = s->scan.before;
    bool starts = s->at_start;
    if (!starts && s->pause != PAUSE_NONE) {
        if (belongs_to_last(s, token)) {
            const pause more = pause_of(s, token, before);
            if (more != PAUSE_NONE)
                s->pause = more;
            else if (token->kind == TARIX_KIND_PUNCT && sign_of(token->form) == TARIX_SIGN_PUNCT)
                s->pause = PAUSE_NONE;
            return;
        }
        starts = is_boundary(s, token);
    }
    if (starts) token->flags = TARIX_TOKEN_STARTS_SENTENCE;
    s->pause = pause_of(s, token, before);
    s->sentence_start = starts;
    s->at_start = false;
}

/* ---- tokens ---- */

static void remember(tarix_segmenter *s, const tarix_token *token)
{
    tarix_scan *scan = &s->scan;
    const bool is_word = token->kind == TARIX_KIND_WORD;
    scan->before = (tarix_kind)token->kind;
    scan->follows_name = is_word && !(token->flags & TARIX_TOKEN_STARTS_SENTENCE) &&
                         tarix_chars_is_upper(token->form);
    scan->follows_and = is_word && token->size == 3 && memcmp(token->form, "və", 3) == 0;
    if (is_word)
        s->last_is_capitals =
            token->size > 1 && scan->follows_name && tarix_chars_is_upper(after(token->form));
    s->line_start = false;
}

static void scan_one(tarix_segmenter *s, tarix_token *token)
{
    const char *p = s->p;
    tarix_scan_token(&s->scan, p);
    *token = (tarix_token){.form = s->scan.form.data,
        .start = s->offset + (uint64_t)(p - s->scan.begin),
        .length = (uint32_t)(s->scan.stop - p),
        .size = (uint32_t)s->scan.form.size,
        .kind = (uint8_t)s->scan.kind};
    s->furniture += s->scan.furniture;
    s->p = s->scan.stop;
}

/* A word between a space and what no rule looks at: the common case. Returns its end or NULL. */
static const char *plain_word(const char *p)
{
    const unsigned char *q = (const unsigned char *)p;
    unsigned all = 0;
    const unsigned first = byte_class[*q];
    if (!(first & byte_word)) return NULL;
    const unsigned char *second = q + (*q >= 0x80 ? 2 : 1);
    q = second;
    for (; byte_class[*q] & byte_word; q++) all |= byte_class[*q];
    if (TARIX_UNLIKELY(all & (byte_rare | byte_upper)) || q == second) return NULL;
    switch (*q) {
    case ' ':
    case '\n':
    case ',':
    case ';':
    case '!':
    case '?': return (const char *)q;
    case '.':
        return q - (const unsigned char *)p >= least_stopped && (q[1] == ' ' || q[1] == '\n')
                   ? (const char *)q
                   : NULL;
    default: return NULL;
    }
}

size_t tarix_segmenter_next(tarix_segmenter *s, tarix_token *tokens, size_t max)
{
    size_t n = 0;
    tarix_arena_restore(s->scan.arena, (tarix_mark){0});
    while (n < max) {
        skip_spaces(s);
        if (s->p >= s->scan.end) break;
        tarix_token *token = &tokens[n++];
        const char *stop = s->tables ? plain_word(s->p) : NULL;
        if (stop) {
            const size_t size = (size_t)(stop - s->p);
            *token = (tarix_token){.form = s->p,
                .start = s->offset + (uint64_t)(s->p - s->scan.begin),
                .length = (uint32_t)size,
                .size = (uint32_t)size,
                .kind = TARIX_KIND_WORD};
            s->p = stop;
        } else {
            scan_one(s, token);
        }
        place_in_sentence(s, token);
        remember(s, token);
    }
    return n;
}
