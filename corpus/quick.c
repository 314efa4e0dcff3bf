/* Plain words, signs and numbers in plain places, which are most of any text. */
#include "corpus/chars.h"
#include "corpus/page.h"
#include "corpus/segmenting.h"

/* The end of a long line at p before one that begins with two words: no heading, no page number. */
static bool quick_line(tarix_segmenter *s, const char *p)
{
    const char *next = NULL;
    if (s->has_pages || p - s->line < TARIX_SHORT_LINE || s->last_is_capitals) return false;
    const char *stop = tarix_plain_word(&s->plain_words, ++p);
    if (!stop || *stop != ' ' || !tarix_plain_word(&s->plain_words, stop + 1)) return false;
    s->line_is_number = !s->line_is_words && tarix_page_number(&s->scan, s->line, &next);
    s->line_is_words = s->line_start = true;
    s->is_numbered_line = s->after_blank_line = false;
    s->line = p;
    return true;
}

/* A capitalised word behind a stop; it is no label of a heading, for no number follows. */
static bool starts_plainly(tarix_pause left, const char *p, const char *stop)
{
    const bool is_full = left == PAUSE_STOP || left == PAUSE_CALL || left == PAUSE_DOTS;
    return (is_full || left == PAUSE_HEADING) && tarix_chars_is_upper(p) &&
           !(*stop == ' ' && tarix_is_numeral_byte(stop[1]));
}

/* The end of the plain word at p, and what it says of sentences; or NULL. */
static inline const char *quick_word(tarix_segmenter *s, const char *p, uint16_t *flags)
{
    const char *stop = tarix_plain_word(&s->plain_words, p);
    if (!stop || s->pause == PAUSE_NONE) return stop;
    if (!starts_plainly(s->pause, p, stop)) return NULL;
    *flags = TARIX_TOKEN_STARTS_SENTENCE;
    s->pause = PAUSE_NONE;
    return stop;
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

/* The end of the digits at p between a space and a space before a word, or NULL. */
static const char *quick_number(const tarix_segmenter *s, const char *p)
{
    const char *q = p;
    while (*q >= '0' && *q <= '9') q++;
    if (q == p || s->pause != PAUSE_NONE || p == s->scan.begin || p[-1] != ' ') return NULL;
    const bool is_plain =
        *q == ' ' && tarix_plain_has(s->plain_words.words, (size_t)(q + 1 - s->scan.begin));
    return is_plain ? q : NULL;
}

/* What a run of plain tokens has found. */
typedef struct run {
    const char *last_word; /* NULL: no word */
    size_t last_size, n[TARIX_KINDS], n_sentences;
    tarix_kind last;
} run;

static void note_run(tarix_segmenter *s, const run *r)
{
    static const tarix_kind kinds[] = {TARIX_KIND_WORD, TARIX_KIND_PUNCT, TARIX_KIND_NUMBER};
    if (r->last == TARIX_KINDS) return;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        s->counts.tokens[kinds[i]] += r->n[kinds[i]];
    s->counts.sentences += r->n_sentences;
    if (s->spelling.latin) s->counts.readings[s->spelling.latin] += r->n[TARIX_KIND_WORD];
    s->is_dotted_number = s->is_label = false;
    s->scan.role = 0;
    s->plain = r->last == TARIX_KIND_WORD ? r->last_word : NULL;
    s->plain_size = r->last_size;
    if (s->plain) return;
    s->scan.before = r->last;
    s->scan.follows_name = s->scan.follows_and = false;
}

size_t tarix_quick_tokens(tarix_segmenter *s, tarix_token *tokens, size_t max)
{
    const char *p = s->p, *stop = NULL;
    size_t n = 0;
    bool after_number = follows_number(s);
    run r = {.last = TARIX_KINDS};
    if (s->plain) s->last_is_capitals = false;
    while (n < max) {
        uint16_t flags = 0;
        p += *p == ' ';
        if (*p == '\n') {
            if (!quick_line(s, p)) break;
            p++;
        }
        if ((stop = quick_word(s, p, &flags))) {
            r.last = TARIX_KIND_WORD;
            r.n_sentences += flags;
            r.last_word = p;
            r.last_size = (size_t)(stop - p);
            s->last_is_capitals = false;
        } else if ((stop = quick_sign(s, p, after_number))) {
            r.last = TARIX_KIND_PUNCT;
        } else if ((stop = quick_number(s, p))) {
            r.last = TARIX_KIND_NUMBER;
        } else
            break;
        r.n[r.last]++;
        if (s->kinds >> r.last & 1) tarix_plain_put(s, &tokens[n++], p, stop, r.last, flags);
        s->line_start = after_number = false;
        p = stop;
    }
    s->p = p;
    note_run(s, &r);
    return n;
}
