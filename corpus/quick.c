/* Plain words, signs and numbers in plain places, which are most of any text. */
#include "base/digits.h"
#include "corpus/acronym.h"
#include "corpus/chars.h"
#include "corpus/numeral.h"
#include "corpus/page.h"
#include "corpus/segmenting.h"

/* As tarix_digits_at(), eight at once. */
static inline const char *digits_at(const char *p)
{
    const size_t run = tarix_digits_run(p);
    const char *stop = p + run;
    return (unsigned char)*stop >= 0x80 || run == 8 ? tarix_digits_at(stop) : stop;
}

/* Over 1918, 2 620, 17,5, 1917-1920 and 28.05.1918; NULL for 1918,1919, which lacks a space. */
static const char *quick_digits(const char *p)
{
    const char *stop = digits_at(p), *next;
    const bool may_have_thousands = stop - p <= 3;
    while (may_have_thousands && *stop == ' ' && (next = digits_at(stop + 1)) - stop == 4)
        stop = next;
    while (*stop == ',' || *stop == '.' || *stop == '-') {
        next = digits_at(stop + 1);
        if (next == stop + 1) break;
        if (*stop == ',' && stop - p >= 4 && next - stop == 5) return NULL;
        p = stop + 1;
        stop = next;
    }
    return stop;
}

/* A comma or a small plain word follows, so that nothing else is asked of what stands before it. */
static bool goes_on(const tarix_segmenter *s, const char *stop)
{
    if (*stop == ',') return true;
    return *stop == ' ' && tarix_plain_has_word(&s->plain_words, stop + 1) &&
           tarix_plain_is_small(&s->plain_words, stop + 1);
}

/* Whether the line at p, which begins with a digit, has more than a number. */
static bool goes_on_behind_number(const tarix_segmenter *s, const char *p)
{
    const char *stop = quick_digits(p);
    return stop && goes_on(s, stop);
}

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
    const bool is_number = *line >= '0' && *line <= '9';
    if (!is_number && !tarix_plain_has_word(&s->plain_words, line)) return NULL;
    if (is_number && !goes_on_behind_number(s, line)) return NULL;
    if ((is_number || (is_open && !tarix_plain_is_small(&s->plain_words, line))) &&
        tarix_page_may_turn_below(&s->scan, line))
        return NULL;
    s->line_is_number = !s->line_is_words && tarix_page_number(&s->scan, s->line, &next);
    s->line_is_words = s->line_start = true;
    s->is_numbered_line = false;
    s->after_blank_line = after_blank;
    s->line = line;
    return line;
}

/* Whether what is no small letter begins a sentence behind the pause. */
static bool starts_behind(tarix_pause left)
{
    return left == PAUSE_STOP || left == PAUSE_CALL || left == PAUSE_DOTS || left == PAUSE_HEADING;
}

static inline bool begins_upper(const char *p)
{
    return (*p >= 'A' && *p <= 'Z') || tarix_chars_is_upper(p);
}

/* Whether a capitalised word at p begins a sentence behind the pause. */
static bool starts_plainly(const tarix_segmenter *s, const char *p)
{
    return begins_upper(p) &&
           (starts_behind(s->pause) ||
               (s->pause == PAUSE_ORDINAL && !tarix_numeral_is_ordinal(&s->scan, p)));
}

/* Whether what ends there and begins a sentence may be the label of a heading. */
static bool may_be_label(const char *stop)
{
    return *stop == ' ' && tarix_is_numeral_byte(stop[1]);
}

/* Whether a stop may be an ordinal's, a heading's or an initial's. */
static bool follows_number(const tarix_segmenter *s)
{
    enum { kinds = 1 << TARIX_KIND_NUMBER | 1 << TARIX_KIND_ROMAN | 1 << TARIX_KIND_INITIALS };
    return !s->plain && ((kinds >> s->scan.before & 1) || s->is_dotted_number);
}

/* A quote behind a full stop: one that closes belongs to the sentence, one that opens begins the
 * next, where that is not in small letters. */
static const char *quick_quote(const tarix_segmenter *s, const char *p, bool *starts)
{
    const size_t size = tarix_plain_quote(p);
    if (!size || p == s->scan.begin || !starts_behind(s->pause) || s->pause == PAUSE_HEADING)
        return NULL;
    const bool space_before = (unsigned char)p[-1] <= ' ';
    const bool space_behind = (unsigned char)p[size] <= ' ';
    if (space_before == space_behind || tarix_sign_of(p) != TARIX_SIGN_QUOTE) return NULL;
    if (space_before && tarix_scan_goes_on_small(&s->scan, p)) return NULL;
    *starts = space_before;
    return p + size;
}

/* What a single sign says of the sentence's end. */
static inline tarix_pause pause_behind(char sign)
{
    return sign == '.' ? PAUSE_STOP : sign == '!' || sign == '?' ? PAUSE_CALL : PAUSE_NONE;
}

/* A sign that nothing can join; *p may be a stop behind a number of the same run. */
static inline const char *quick_sign(tarix_segmenter *s, const char *p, tarix_kind before)
{
    const size_t size = tarix_plain_sign(p);
    if (!size) {
        if (*p != '.' || p[1] != '.' || p[2] != '.' || !tarix_plain_ends(p + 3)) return NULL;
        s->pause = PAUSE_DOTS;
        return p + 3;
    }
    const bool is_behind_number = before == TARIX_KIND_NUMBER || before == TARIX_KIND_ROMAN;
    s->pause = *p == '.' && is_behind_number ? PAUSE_ORDINAL : pause_behind(*p);
    return p + size;
}

/* Whether p stands behind a quote that has a space before it. */
static bool is_behind_opening(const tarix_segmenter *s, const char *p)
{
    for (size_t size = 2; size <= 3; size++)
        if (p - s->scan.begin > (ptrdiff_t)size && tarix_plain_quote(p - size) == size)
            return (unsigned char)p[-(ptrdiff_t)size - 1] <= ' ';
    return false;
}

/* The end of the number or ordinal at p, which nothing is joined to; or NULL. The first of a line
 * may be a heading's, and the first of a sentence a label's, unless a word goes on. */
static const char *quick_number(
    const tarix_segmenter *s, const char *p, tarix_kind *kind, bool *starts)
{
    if (s->is_label || p == s->scan.begin) return NULL;
    const bool is_first = s->line_start || s->pause != PAUSE_NONE;
    if (p[-1] != ' ' && !(is_first && p[-1] == '\n') && !is_behind_opening(s, p)) return NULL;
    if (s->pause != PAUSE_NONE && !starts_behind(s->pause)) return NULL;
    const char *stop = quick_digits(p);
    if (!stop) return NULL;
    *kind = TARIX_KIND_NUMBER;
    if (*stop == '-' && s->spelling.latin == TARIX_READING_PLAIN) {
        *kind = TARIX_KIND_ORDINAL;
        stop = tarix_plain_ordinal(&s->plain_words, stop + 1);
        if (!stop) return NULL;
    } else if (!tarix_plain_ends_number_at(stop))
        return NULL;
    if (is_first && !goes_on(s, stop)) return NULL;
    *starts = s->pause != PAUSE_NONE;
    return stop;
}

/* Whether all letters of [p, stop) are capitals, and there are several. */
static bool are_capitals(const char *p, const char *stop)
{
    size_t n = 0;
    for (; p < stop && tarix_chars_is_upper(p); p = tarix_after(p)) n++;
    return p == stop && n > 1;
}

/* XX, SSRİ, MDB-nin: a Roman number of several digits, an acronym that is listed or has an ending,
 * where a space stands before and nothing is joined. The first of a line or sentence may be a
 * heading's number or label. */
static const char *quick_capitals(tarix_segmenter *s, const char *p, tarix_kind *kind, bool *starts)
{
    const tarix_plain *plain = &s->plain_words;
    if (p == s->scan.begin || (p[-1] != ' ' && p[-1] != '\n')) return NULL;
    if (s->pause != PAUSE_NONE && !starts_behind(s->pause)) return NULL;
    const char *stop = p + tarix_plain_run(plain->words, (size_t)(p - plain->begin));
    if (s->spelling.latin != TARIX_READING_PLAIN || !are_capitals(p, stop)) return NULL;
    *starts = s->pause != PAUSE_NONE;
    const bool has_ending =
        *stop == '-' && tarix_plain_has_word(plain, stop + 1) && tarix_is_small(stop + 1);
    if (tarix_numeral_roman(&s->scan, p)) {
        *kind = TARIX_KIND_ROMAN;
        if (s->scan.stop != stop || s->is_label) return NULL;
        if ((s->line_start || *starts) && !goes_on(s, stop)) return NULL;
        return tarix_plain_ends_number_at(stop) ? stop : NULL;
    }
    *kind = TARIX_KIND_ABBREV;
    if (*starts && may_be_label(stop)) return NULL;
    if (!has_ending)
        return tarix_acronym_is_listed(&s->scan, p, stop) && tarix_plain_ends_number(*stop) ? stop
                                                                                            : NULL;
    if (stop - p == (ptrdiff_t)strspn(p, "IVXLCDM")) return NULL;
    stop += 1 + tarix_plain_run(plain->words, (size_t)(stop + 1 - plain->begin));
    return tarix_plain_ends_number_at(stop) ? stop : NULL;
}

/* The word O and the like, which are no Roman number and no initial. */
static const char *single_capital(const tarix_segmenter *s, const char *p)
{
    const bool is_capital = *p >= 'A' && *p <= 'Z' && !tarix_is_numeral_byte(*p) && *p != 'N';
    return is_capital && p[1] == ' ' && goes_on(s, p + 1) ? p + 1 : NULL;
}

/* (5, s. 12), [60, s.354-356]: a work by its number, and a place in it. */
static const char *quick_citation(const tarix_plain *plain, const char *p)
{
    enum { longest = 64 };
    const char close = *p == '(' ? ')' : ']', *place = digits_at(p + 1) + 2;
    if (place == p + 3 || place[-2] != ',' || place[-1] != ' ') return NULL;
    if (!tarix_plain_is_place(plain, place)) return NULL;
    const char *number = place + 2 + (place[2] == ' '), *stop = digits_at(number);
    if (stop > number && *stop == '-') stop = digits_at(number = stop + 1);
    return stop > number && *stop == close && stop - p < longest ? stop + 1 : NULL;
}

/* What a run of plain tokens has found. */
typedef struct run {
    tarix_token *token, *end;          /* room for the next ones */
    const char *last_word, *last_stop; /* NULL: no word */
    uint32_t n[TARIX_KINDS], n_sentences;
    tarix_kind last;
    bool is_behind_number; /* which a stop may belong to */
} run;

static void note_run(tarix_segmenter *s, const run *r)
{
    if (r->last == TARIX_KINDS) return;
    for (size_t kind = 0; kind < TARIX_KINDS; kind++) s->counts.tokens[kind] += r->n[kind];
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

/* Where plain words are looked for, and what has been found. */
typedef struct words {
    const char *p; /* at a word; then at the next, or behind the last and its space */
    tarix_token *tokens;
    size_t n, max, n_signs, n_stops; /* signs passed over, those of them that end a sentence */
    bool skips_signs;                /* nobody wants them */
    tarix_pause pause;               /* before the next */
    const char *line; /* where the line at hand begins; NULL: it does not begin with words */
} words;

/* Whether a capitalised word that is no label of a heading begins at p. */
static bool is_capitalised(const tarix_plain *plain, const char *p)
{
    return tarix_plain_has_word(plain, p) && begins_upper(p) &&
           !may_be_label(p + tarix_plain_run(plain->words, (size_t)(p - plain->begin)));
}

/* Whether the line may go on behind the break at p with the small word there: one too long for a
 * heading, which begins with words (see quick_line()). */
static bool goes_on_behind_break(const tarix_plain *plain, const char *p, const words *w)
{
    return p - w->line >= TARIX_SHORT_LINE && tarix_plain_has_word(plain, p + 1) &&
           tarix_plain_is_small(plain, p + 1);
}

/* Where the next word begins behind the one that ends at `stop`, over a sign and a space or line's
 * end, or a line's end alone; NULL: something else stands there. */
static inline const char *over_gap(const tarix_plain *plain, const char *stop, words *w)
{
    const bool has_sign = *stop != '\n';
    const char *gap = stop + has_sign, *next = gap + 1;
    const tarix_pause pause = pause_behind(*stop);
    const bool is_sign = pause != PAUSE_NONE || *stop == ',' || *stop == ';' || *stop == ':';
    if (has_sign && !(w->skips_signs && is_sign)) return NULL;
    if (*gap != ' ' && !(*gap == '\n' && w->line)) return NULL;
    if (pause != PAUSE_NONE ? !is_capitalised(plain, next)
        : *gap == '\n'      ? !goes_on_behind_break(plain, gap, w)
                            : !tarix_plain_has_word(plain, next))
        return NULL;
    if (*gap == '\n') w->line = next;
    w->n_signs += has_sign;
    w->n_stops += pause != PAUSE_NONE;
    w->pause = pause;
    return next;
}

static inline void put_word(
    tarix_token *token, const char *p, uint64_t start, size_t size, uint32_t marks, uint16_t turn)
{
    token->form = p;
    token->start = start + (uintptr_t)p;
    token->length = token->size = (uint32_t)size;
    memcpy((char *)token + offsetof(tarix_token, kind), &marks, sizeof marks);
    token->turn = turn;
}

/* Kind, reading and flags of a plain word as they stand in a token. */
static uint32_t marks_of(const tarix_segmenter *s, uint16_t flags)
{
    const tarix_token t = {
        .kind = TARIX_KIND_WORD, .reading = (uint8_t)s->spelling.latin, .flags = flags};
    uint32_t marks;
    memcpy(&marks, (const char *)&t + offsetof(tarix_token, kind), sizeof marks);
    return marks;
}

/* Plain words that surely end, and the common gaps between them. What the loop asks for again and
 * again is in variables: a token that is written might be any of it otherwise. */
static TARIX_APART void quick_words(const tarix_segmenter *s, words *w)
{
    const tarix_plain *const plain = &s->plain_words;
    const char *const begin = plain->begin;
    const uint64_t *const letters = plain->words, *const joins = plain->joins;
    const uint16_t apart = tarix_plain_apart(s);
    const uint32_t common = marks_of(s, 0), first = marks_of(s, TARIX_TOKEN_STARTS_SENTENCE);
    const uint64_t start = s->offset - (uintptr_t)begin; /* of what stands at address 0 */
    tarix_token *token = w->tokens, *const end = token + w->max;
    const char *p = w->p;
    uint32_t marks = w->pause == PAUSE_NONE ? common : first;
    while (token < end) {
        const size_t at = (size_t)(p - begin);
        const uint64_t joint = tarix_plain_joint(letters, joins, at);
        const uint16_t turn = tarix_fold_turn(&s->turns, p);
        if (turn == TARIX_FOLD_NO_LETTER) break;
        if (TARIX_LIKELY(joint)) {
            const size_t size = tarix_simd_lowest(joint);
            put_word(token++, p, start, size, marks, turn | apart);
            marks = common;
            p += size + 1;
            continue;
        }
        const size_t size = tarix_plain_run(letters, at);
        if (!tarix_plain_ends_at(plain, p, p + size)) break;
        put_word(token++, p, start, size, marks, turn | apart);
        marks = common;
        p += size;
        const char *next = over_gap(plain, p, w);
        if (!next) {
            p += *p == ' ';
            break;
        }
        if (w->pause != PAUSE_NONE) marks = first;
        p = next;
    }
    if (marks == common) w->pause = PAUSE_NONE;
    w->n = (size_t)(token - w->tokens);
    w->p = p;
}

static inline void note_words(tarix_segmenter *s, run *r, const words *w)
{
    const tarix_token *last = &w->tokens[w->n - 1];
    const bool had_pause = s->pause != PAUSE_NONE, has_pause = w->pause != PAUSE_NONE;
    r->n_sentences += (uint32_t)(had_pause + w->n_stops - has_pause);
    s->pause = w->pause;
    r->token += w->n;
    r->n[TARIX_KIND_WORD] += (uint32_t)w->n;
    r->n[TARIX_KIND_PUNCT] += (uint32_t)w->n_signs;
    r->last_word = last->form;
    r->last_stop = last->form + last->size;
    const bool has_gap = w->p > r->last_stop;
    r->last = has_gap && *r->last_stop > ' ' ? TARIX_KIND_PUNCT : TARIX_KIND_WORD;
    r->is_behind_number = s->last_is_capitals = false;
    s->line_start = has_gap && w->p[-1] == '\n';
    if (!w->line || w->line == s->line) return;
    s->line = w->line;
    s->line_is_number = s->is_numbered_line = s->after_blank_line = false;
}

/* The words that begin at p, if any does where they are wanted. Returns what stands behind. */
static inline const char *run_words(tarix_segmenter *s, run *r, const char *p)
{
    if (!(s->kinds >> TARIX_KIND_WORD & 1) || !tarix_plain_has_word(&s->plain_words, p) ||
        (s->pause != PAUSE_NONE && !starts_plainly(s, p)))
        return p;
    words w = {.p = p,
        .tokens = r->token,
        .max = (size_t)(r->end - r->token),
        .skips_signs = !(s->kinds >> TARIX_KIND_PUNCT & 1),
        .pause = s->pause,
        .line = s->line_is_words && !s->scan.has_pages ? s->line : NULL};
    quick_words(s, &w);
    if (!w.n || (s->pause != PAUSE_NONE && may_be_label(p + r->token->size))) return p;
    note_words(s, r, &w);
    return w.p;
}

/* The sign or reference at p. */
static const char *quick_mark(
    tarix_segmenter *s, const run *r, const char *p, tarix_kind *kind, bool *starts)
{
    if (*p == '(' || *p == '[') {
        *kind = TARIX_KIND_CITATION;
        return s->pause == PAUSE_HEADING ? NULL : quick_citation(&s->plain_words, p);
    }
    *kind = TARIX_KIND_PUNCT;
    if (s->pause != PAUSE_NONE) return quick_quote(s, p, starts);
    return *p == '.' && r->is_behind_number ? NULL : quick_sign(s, p, r->last);
}

/* The word at p, plain or in capitals. */
static inline const char *quick_word(
    tarix_segmenter *s, run *r, const char *p, tarix_kind *kind, bool *starts)
{
    const char *stop = tarix_plain_word(&s->plain_words, p);
    if (!stop && !(stop = single_capital(s, p))) return quick_capitals(s, p, kind, starts);
    *kind = TARIX_KIND_WORD;
    *starts = s->pause != PAUSE_NONE;
    if (*starts && (may_be_label(stop) || !starts_plainly(s, p))) return NULL;
    r->last_word = p;
    r->last_stop = stop;
    s->last_is_capitals = false;
    return stop;
}

/* What stands at p, word or not; NULL: something that needs care. */
static inline const char *quick_token(
    tarix_segmenter *s, run *r, const char *p, tarix_kind *kind, bool *starts)
{
    *starts = false;
    if (*p >= '0' && *p <= '9') return quick_number(s, p, kind, starts);
    return tarix_plain_has_word(&s->plain_words, p) ? quick_word(s, r, p, kind, starts)
                                                    : quick_mark(s, r, p, kind, starts);
}

size_t tarix_quick_tokens(tarix_segmenter *s, tarix_token *tokens, size_t max)
{
    const char *p = s->p, *stop = NULL;
    run r = {.token = tokens,
        .end = tokens + max,
        .last = TARIX_KINDS,
        .is_behind_number = follows_number(s)};
    if (s->plain) s->last_is_capitals = false;
    while (r.token < r.end) {
        tarix_kind kind;
        bool starts;
        p = run_words(s, &r, p + (*p == ' '));
        if (r.token == r.end) break;
        if (*p == '\n') {
            if (!(p = quick_line(s, stop = p))) break;
            continue;
        }
        if (!(stop = quick_token(s, &r, p, &kind, &starts))) break;
        if (starts) s->pause = PAUSE_NONE;
        r.n_sentences += starts;
        r.last = kind;
        r.n[kind]++;
        const uint16_t flags = starts ? TARIX_TOKEN_STARTS_SENTENCE : 0;
        if (s->kinds >> kind & 1) tarix_plain_put(s, r.token++, p, stop, kind, flags);
        s->line_start = r.is_behind_number = false;
        p = stop;
    }
    s->p = p ? p : stop;
    note_run(s, &r);
    return (size_t)(r.token - tokens);
}
