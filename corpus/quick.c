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

/* What the loop over plain words reads, kept where no store of a token's byte can change it. */
typedef struct field {
    const uint64_t *words, *stops, *odds;
    const char *begin;
    uint64_t offset;
    tarix_token word[2]; /* without and with a capital */
} field;

static field field_of(const tarix_segmenter *s)
{
    const tarix_plain *plain = &s->plain_words;
    field f = {.words = plain->words,
        .stops = plain->stops,
        .odds = plain->odds,
        .begin = plain->begin,
        .offset = s->offset};
    for (int capital = 0; capital < 2; capital++)
        tarix_plain_put(
            s, &f.word[capital], f.begin, f.begin, TARIX_KIND_WORD, tarix_plain_folds(s, !capital));
    return f;
}

/* Plain words that surely end, a space between any two, into at most `max` tokens; *p moves behind
 * the last and its space, or stays. Returns how many. */
static TARIX_HOT size_t quick_words(const field *f, const char **p, tarix_token *tokens, size_t max)
{
    const char *at = *p, *stop = NULL;
    size_t n = 0;
    do {
        const size_t from = (size_t)(at - f->begin);
        const unsigned size = tarix_plain_run(f->words, from);
        stop = at + size;
        if (size - 1U >= TARIX_PLAIN_LONGEST) break;
        if (!(tarix_plain_bits(f->stops, from) >> size & 1)) break;
        const bool is_capital = !tarix_plain_starts_small(f->odds, from, at);
        if (is_capital & is_times_or_divide(at)) break; /* & for a branch that can be foreseen */
        if (size == 1 && *stop != ' ' && *stop != ',') break;
        tarix_token *token = &tokens[n++];
        *token = f->word[is_capital];
        token->form = at;
        token->start = f->offset + from;
        token->length = token->size = size;
        at = stop + (*stop == ' ');
    } while (at > stop && n < max);
    *p = at;
    return n;
}

static inline void note_words(tarix_segmenter *s, run *r, const tarix_token *last, size_t n)
{
    r->n[TARIX_KIND_WORD] += (uint32_t)n;
    r->last = TARIX_KIND_WORD;
    r->last_word = last->form;
    r->last_stop = last->form + last->size;
    s->last_is_capitals = s->line_start = false;
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
    const bool wants_words = kinds >> TARIX_KIND_WORD & 1;
    bool after_number = follows_number(s), is_small = false;
    size_t n = 0;
    const field f = field_of(s);
    run r = {.last = TARIX_KINDS};
    if (s->plain) s->last_is_capitals = false;
    while (n < max) {
        tarix_kind kind = TARIX_KIND_WORD;
        uint16_t flags = 0;
        p += *p == ' ';
        if (wants_words && s->pause == PAUSE_NONE) {
            const size_t n_words = quick_words(&f, &p, tokens + n, max - n);
            if (n_words) {
                n += n_words;
                note_words(s, &r, &tokens[n - 1], n_words);
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
