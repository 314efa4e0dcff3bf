/* Plain words, signs and numbers in plain places, which are most of any text. */
#include "corpus/chars.h"
#include "corpus/page.h"
#include "corpus/segmenting.h"

/* The line that begins at the break at p, after an empty one perhaps; NULL when the line before
 * may be a heading, or this one page furniture. Without form feeds nothing that begins with a
 * letter is furniture behind a sentence's end, and in its midst only a capitalised line is. */
static const char *quick_line(tarix_segmenter *s, const char *p)
{
    const char *next = NULL, *line = p + 1;
    const bool is_open = s->pause == PAUSE_NONE;
    if (s->scan.has_pages) return NULL;
    if (is_open && (p - s->line < TARIX_SHORT_LINE || s->last_is_capitals)) return NULL;
    const bool after_blank = !is_open && *line == '\n';
    line += after_blank;
    if (!tarix_plain_has(s->plain_words.words, (size_t)(line - s->scan.begin))) return NULL;
    if (is_open && !tarix_plain_is_small(&s->plain_words, line) &&
        tarix_page_may_turn_below(&s->scan, line))
        return NULL;
    s->line_is_number = !s->line_is_words && tarix_page_number(&s->scan, s->line, &next);
    s->line_is_words = s->line_start = true;
    s->is_numbered_line = false;
    s->after_blank_line = after_blank;
    s->line = line;
    return line;
}

/* A capitalised word behind a stop; it is no label of a heading, for no number follows. */
static bool starts_plainly(tarix_pause left, const char *p, const char *stop)
{
    const bool is_full = left == PAUSE_STOP || left == PAUSE_CALL || left == PAUSE_DOTS;
    return (is_full || left == PAUSE_HEADING) && tarix_chars_is_upper(p) &&
           !(*stop == ' ' && tarix_is_numeral_byte(stop[1]));
}

/* Whether a stop may be an ordinal's, a heading's or an initial's. */
static bool follows_number(const tarix_segmenter *s)
{
    enum { kinds = 1 << TARIX_KIND_NUMBER | 1 << TARIX_KIND_ROMAN | 1 << TARIX_KIND_INITIALS };
    return !s->plain && ((kinds >> s->scan.before & 1) || s->is_dotted_number);
}

static inline const char *quick_sign(tarix_segmenter *s, const char *p, bool after_number)
{
    if (s->pause != PAUSE_NONE || (*p == '.' && after_number)) return NULL;
    const size_t size = tarix_plain_sign(p);
    if (!size) return NULL;
    if (*p == '.') s->pause = PAUSE_STOP;
    if (*p == '!' || *p == '?') s->pause = PAUSE_CALL;
    return p + size;
}

/* Over 1918, 2 620, 17,5, 1917-1920 and 28.05.1918; NULL for 1918,1919, which lacks a space. */
static const char *quick_digits(const char *p)
{
    const char *stop = tarix_digits_at(p), *next;
    const bool may_have_thousands = stop - p <= 3;
    while (may_have_thousands && *stop == ' ' && (next = tarix_digits_at(stop + 1)) - stop == 4)
        stop = next;
    while (*stop == ',' || *stop == '.' || *stop == '-') {
        next = tarix_digits_at(stop + 1);
        if (next == stop + 1) break;
        if (*stop == ',' && stop - p >= 4 && next - stop == 5) return NULL;
        p = stop + 1;
        stop = next;
    }
    return stop;
}

/* The end of the number or ordinal at p, which nothing is joined to; or NULL. The first of a line
 * may be a heading's. */
static const char *quick_number(const tarix_segmenter *s, const char *p, tarix_kind *kind)
{
    if (*p < '0' || *p > '9' || s->pause != PAUSE_NONE) return NULL;
    if (s->line_start || s->is_label || p == s->scan.begin || p[-1] != ' ') return NULL;
    const char *stop = quick_digits(p);
    if (!stop) return NULL;
    *kind = TARIX_KIND_NUMBER;
    if (tarix_plain_ends_number(*stop)) return stop;
    *kind = TARIX_KIND_ORDINAL;
    if (*stop != '-' || s->spelling.latin != TARIX_READING_PLAIN) return NULL;
    return tarix_plain_ordinal(&s->plain_words, stop + 1);
}

/* What a run of plain tokens has found. */
typedef struct run {
    const char *last_word, *last_stop; /* NULL: no word */
    uint32_t n[TARIX_KINDS], n_sentences;
    tarix_kind last;
} run;

static void note_run(tarix_segmenter *s, const run *r)
{
    static const tarix_kind kinds[] = {
        TARIX_KIND_WORD, TARIX_KIND_PUNCT, TARIX_KIND_NUMBER, TARIX_KIND_ORDINAL};
    if (r->last == TARIX_KINDS) return;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        s->counts.tokens[kinds[i]] += r->n[kinds[i]];
    s->counts.sentences += r->n_sentences;
    if (s->spelling.latin) s->counts.readings[s->spelling.latin] += r->n[TARIX_KIND_WORD];
    s->is_dotted_number = s->is_label = false;
    s->scan.role = 0;
    s->plain = r->last == TARIX_KIND_WORD ? r->last_word : NULL;
    s->plain_size = (size_t)(r->last_stop - r->last_word);
    if (s->plain) return;
    s->scan.before = r->last;
    s->scan.follows_name = s->scan.follows_and = false;
}

/* × and ÷, whose bytes are like those of capitals. */
static inline bool is_times_or_divide(const char *p)
{
    return ((unsigned char)*p == 0xC3) & (((unsigned char)p[1] | 0x20) == 0xB7);
}

/* What stood between two plain words. */
typedef enum gap { GAP_OTHER, GAP_SPACE, GAP_COMMA, GAP_LINE } gap;

/* Where plain words are looked for, and what has been found. */
typedef struct words {
    const char *p; /* at a word; then at the next, or behind the last and its space */
    tarix_token *tokens;
    size_t n, max, n_commas;
    bool skips_commas; /* nobody wants them */
    gap last;          /* behind the last word; the next is at p unless it is another */
    const char *line;  /* where the line at hand begins; NULL: it does not begin with words */
} words;

/* Where words begin and end, one by one. */
typedef struct turns {
    const tarix_plain_turns *block;
    size_t at;     /* the block's first byte */
    uint64_t left; /* of its bits */
} turns;

static TARIX_HOT size_t next_turn(turns *t)
{
    while (!t->left) {
        t->left = (++t->block)->all;
        t->at += 64;
    }
    const size_t at = t->at + tarix_simd_lowest(t->left);
    t->left &= t->left - 1;
    return at;
}

/* Behind the byte. */
static inline turns turns_from(const tarix_plain *plain, size_t at)
{
    const tarix_plain_turns *block = plain->turns + at / 64;
    return (turns){block, at / 64 * 64, block->all & ~UINT64_C(1) << at % 64};
}

/* What lies between two words. A line's end is a gap where the line is too long for a heading and
 * the next begins small: see quick_line(). */
static TARIX_HOT gap gap_at(const tarix_plain *plain, const char *p, size_t size, const words *w)
{
    if (size == 1 && *p == ' ') return GAP_SPACE;
    if (size == 2 && *p == ',' && p[1] == ' ' && w->skips_commas) return GAP_COMMA;
    return size == 1 && *p == '\n' && w->line && p - w->line >= TARIX_SHORT_LINE &&
                   tarix_plain_is_small(plain, p + 1)
               ? GAP_LINE
               : GAP_OTHER;
}

/* Plain words that surely end, and the common gaps between them. */
static TARIX_APART void quick_words(const tarix_segmenter *s, words *w)
{
    const tarix_plain *plain = &s->plain_words;
    const uint16_t capital = tarix_plain_folds(s, false), small = tarix_plain_folds(s, true);
    const uint8_t reading = (uint8_t)s->spelling.latin;
    const char *const begin = plain->begin;
    const uint64_t offset = s->offset; /* locals, which no store can change */
    tarix_token *token = w->tokens, *const end = token + w->max;
    size_t from = (size_t)(w->p - begin), stop = from;
    turns t = turns_from(plain, from);
    do {
        stop = next_turn(&t);
        const size_t size = stop - from;
        const char *p = begin + from;
        if (size > TARIX_PLAIN_LONGEST || !(t.block->stops >> stop % 64 & 1)) break;
        const bool is_capital = t.block->capitals >> stop % 64 & 1;
        if (is_capital & is_times_or_divide(p)) break; /* & for a branch that can be foreseen */
        if (TARIX_UNLIKELY(size == 1) && p[1] != ' ' && p[1] != ',') break;
        *token++ = (tarix_token){.form = p,
            .start = offset + from,
            .length = (uint32_t)size,
            .size = (uint32_t)size,
            .kind = TARIX_KIND_WORD,
            .reading = reading,
            .flags = is_capital ? capital : small};
        from = next_turn(&t);
        w->last = gap_at(plain, begin + stop, from - stop, w);
        w->n_commas += w->last == GAP_COMMA;
        if (w->last == GAP_LINE) w->line = begin + from;
    } while (w->last != GAP_OTHER && token < end);
    if (token > w->tokens && w->last == GAP_OTHER) from = stop + (begin[stop] == ' ');
    w->n = (size_t)(token - w->tokens);
    w->p = begin + from;
}

static inline void note_words(tarix_segmenter *s, run *r, const words *w)
{
    const tarix_token *last = &w->tokens[w->n - 1];
    r->n[TARIX_KIND_WORD] += (uint32_t)w->n;
    r->n[TARIX_KIND_PUNCT] += (uint32_t)w->n_commas;
    r->last = w->last == GAP_COMMA ? TARIX_KIND_PUNCT : TARIX_KIND_WORD;
    r->last_word = last->form;
    r->last_stop = last->form + last->size;
    s->last_is_capitals = false;
    s->line_start = w->last == GAP_LINE;
    if (!w->line || w->line == s->line) return;
    s->line = w->line;
    s->line_is_number = s->is_numbered_line = s->after_blank_line = false;
}

/* What stands at p, which is no plain word. NULL: something that needs care. */
static const char *quick_other(
    tarix_segmenter *s, const char *p, bool after_number, tarix_kind *kind)
{
    *kind = TARIX_KIND_PUNCT;
    const char *stop = quick_sign(s, p, after_number);
    return stop ? stop : quick_number(s, p, kind);
}

size_t tarix_quick_tokens(tarix_segmenter *s, tarix_token *tokens, size_t max)
{
    const unsigned kinds = s->kinds;
    const uint16_t capital = tarix_plain_folds(s, false), small = tarix_plain_folds(s, true);
    const char *p = s->p, *stop = NULL;
    const bool wants_words = (kinds >> TARIX_KIND_WORD & 1);
    bool after_number = follows_number(s), is_small = false;
    size_t n = 0;
    run r = {.last = TARIX_KINDS};
    if (s->plain) s->last_is_capitals = false;
    while (n < max) {
        tarix_kind kind = TARIX_KIND_WORD;
        uint16_t flags = 0;
        p += *p == ' ';
        if (wants_words && s->pause == PAUSE_NONE &&
            tarix_plain_has(s->plain_words.words, (size_t)(p - s->scan.begin))) {
            words w = {.p = p,
                .tokens = tokens + n,
                .max = max - n,
                .skips_commas = !(kinds >> TARIX_KIND_PUNCT & 1),
                .line = s->line_is_words && !s->scan.has_pages ? s->line : NULL};
            quick_words(s, &w);
            p = w.p;
            if (w.n) {
                n += w.n;
                note_words(s, &r, &w);
                after_number = false;
                if (n == max) break;
            }
        }
        if (*p == '\n') {
            if (!(p = quick_line(s, stop = p))) break;
            if (s->pause == PAUSE_NONE) continue;
        }
        if ((stop = tarix_plain_word(&s->plain_words, p, &is_small))) {
            flags = is_small ? small : capital;
            if (s->pause != PAUSE_NONE) {
                if (!starts_plainly(s->pause, p, stop)) break;
                s->pause = PAUSE_NONE;
                r.n_sentences++;
                flags |= TARIX_TOKEN_STARTS_SENTENCE;
            }
            r.last_word = p;
            r.last_stop = stop;
            s->last_is_capitals = false;
        } else if (!(stop = quick_other(s, p, after_number, &kind)))
            break;
        r.last = kind;
        r.n[kind]++;
        if (kinds >> kind & 1) tarix_plain_put(s, &tokens[n++], p, stop, kind, flags);
        s->line_start = after_number = false;
        p = stop;
    }
    s->p = p ? p : stop;
    note_run(s, &r);
    return n;
}
