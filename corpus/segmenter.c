#include "corpus/segmenter.h"

#include "base/simd.h"
#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"
#include "corpus/scan.h"

enum { short_line = 60, look_ahead = 160, longest_stopped = 32 };

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
    tarix_byte_set word_bytes, odd_bytes;
    uint64_t *words, *odds; /* which bytes of the chunk are such, a bit each */
    uint64_t *leads;        /* room for the same of another set */
    size_t blocks_capacity;
    tarix_arena *arena;
    /* Sizes in bytes (as bits) that an abbreviation may have before its first full stop, by its
     * first byte: small ASCII letters, and one for all others. */
    uint32_t stopped[27];
    const char *p;         /* next byte of the chunk */
    const char *line;      /* where the line at hand begins */
    uint64_t offset;       /* of the chunk in the text */
    pause pause;           /* not decided yet */
    bool at_start;         /* no token of the document has been given */
    bool is_label;         /* the sentence is a number, or a word such as fəsil and a number */
    bool line_start;       /* the next token is the first of its line */
    bool after_blank_line; /* the line at hand follows an empty one, or none */
    bool last_is_capitals; /* the last word is all capitals */
    /* the token before, when it is a plain word that the scanner has not been told of; else NULL */
    const char *plain;
    size_t plain_size;
    bool line_is_number;   /* the line before holds only a number */
    bool is_numbered_line; /* the line at hand begins with a number and a stop */
    bool is_dotted_number; /* the token before is a number at the head of its line */
    uint64_t furniture;
};

/* Bytes of plain words: ASCII letters, and the bytes of U+00C0…U+01BF and U+0240…U+027F. */
static bool is_word_byte(unsigned c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80) || (c >= 0x80 && c < 0xC0) ||
           (c >= 0xC3 && c <= 0xC6) || c == 0xC9;
}

/* Bytes that a plain word has only in front: capitals, and whatever is not part of ç ə ğ ı ö ş ü.
 * (Two of their second bytes make capitals behind another lead: see find_bytes().) */
static bool is_odd_byte(unsigned c)
{
    static const unsigned char seconds[] = {0xA7, 0x99, 0x9F, 0xB1, 0xB6, 0xBC};
    if (c >= 0x80 && c < 0xC0) return !memchr(seconds, (int)c, sizeof seconds);
    return (c >= 'A' && c <= 'Z') || c == 0xC6;
}

static void note_bytes(tarix_segmenter *s)
{
    for (unsigned c = 0; c < 256; c++) {
        if (is_word_byte(c)) tarix_byte_set_add(&s->word_bytes, c);
        if (is_odd_byte(c)) tarix_byte_set_add(&s->odd_bytes, c);
    }
}

static size_t initial_of(unsigned char byte)
{
    const unsigned char small = byte | 0x20;
    return small >= 'a' && small <= 'z' && byte < 0x80 ? (size_t)(small - 'a') : 26;
}

static void note_abbreviations(tarix_segmenter *s)
{
    const tarix_wordlist *list = tarix_lexicons_abbreviations(s->scan.lexicons);
    tarix_str word;
    for (size_t at = 0; tarix_wordlist_next(list, &at, &word);) {
        const char *stop = memchr(word.data, '.', word.size);
        const size_t size = stop ? (size_t)(stop - word.data) : word.size;
        if (size == 0 || size >= longest_stopped) continue;
        const size_t initial = initial_of((unsigned char)word.data[0]);
        s->stopped[initial] |= UINT32_C(1) << size;
        if (word.data[0] == 'i' || initial == 26) /* İ and I have other sizes than i and ı */
            s->stopped[26] |= UINT32_C(1) << size | UINT32_C(2) << size;
        if (initial == 26) s->stopped['i' - 'a'] |= UINT32_C(1) << (size - 1);
    }
}

tarix_segmenter *tarix_segmenter_new(tarix_arena *arena, const tarix_lexicons *lexicons)
{
    tarix_segmenter *segmenter = TARIX_NEW(arena, tarix_segmenter);
    segmenter->scan.lexicons = lexicons;
    segmenter->scan.arena = tarix_arena_new(tarix_arena_guard(arena));
    segmenter->arena = arena;
    segmenter->tables = true;
    note_abbreviations(segmenter);
    note_bytes(segmenter);
    tarix_segmenter_begin(segmenter);
    return segmenter;
}

void tarix_segmenter_begin(tarix_segmenter *s)
{
    s->pause = PAUSE_NONE;
    s->at_start = true;
    s->is_label = false;
    s->line_start = true;
    s->after_blank_line = true;
    s->last_is_capitals = s->line_is_number = false;
    s->is_numbered_line = s->is_dotted_number = false;
    s->furniture = 0;
    s->scan.before = TARIX_KIND_PUNCT;
    s->scan.follows_name = s->scan.follows_and = false;
    s->plain = NULL;
    s->p = s->line = s->scan.begin = s->scan.end = NULL;
}

/* Adds to the odd bytes those `second` that another byte than `lead` stands before. */
static void find_wrong_pairs(
    tarix_segmenter *s, const char *text, size_t n_blocks, unsigned lead, unsigned second)
{
    tarix_byte_set set = {0};
    uint64_t carry = 0;
    tarix_byte_set_add(&set, lead);
    tarix_simd_find(text, n_blocks, &set, s->leads);
    for (size_t i = 0; i < n_blocks; i++) { /* bits behind a lead */
        const uint64_t leads = s->leads[i];
        s->leads[i] = leads << 1 | carry;
        carry = leads >> 63;
    }
    set = (tarix_byte_set){0};
    tarix_byte_set_add(&set, second);
    tarix_simd_find_without(text, n_blocks, &set, s->leads, s->odds);
}

/* One block more than the chunk has, so that 64 bits can be read at any byte of it. */
static void find_bytes(tarix_segmenter *s, tarix_str chunk)
{
    const size_t n_blocks = chunk.size / 64 + 1;
    if (n_blocks + 1 > s->blocks_capacity) {
        const size_t room = 2 * n_blocks + 64, old = s->blocks_capacity;
        s->words = tarix_arena_grow(s->arena, s->words, old, room, sizeof *s->words);
        s->odds = tarix_arena_grow(s->arena, s->odds, old, room, sizeof *s->odds);
        s->leads = tarix_arena_grow(s->arena, s->leads, old, room, sizeof *s->leads);
        s->blocks_capacity = room;
    }
    tarix_simd_find(chunk.data, n_blocks, &s->word_bytes, s->words);
    tarix_simd_find(chunk.data, n_blocks, &s->odd_bytes, s->odds);
    find_wrong_pairs(s, chunk.data, n_blocks, 0xC9, 0x99); /* ə, but C3 99 is Ù */
    find_wrong_pairs(s, chunk.data, n_blocks, 0xC3, 0xB6); /* ö, but C5 B6 is Ŷ */
    s->words[n_blocks] = s->odds[n_blocks] = 0;
}

void tarix_segmenter_feed(tarix_segmenter *s, tarix_str chunk, uint64_t offset)
{
    s->scan.begin = s->p = s->line = chunk.data;
    s->scan.end = chunk.data + chunk.size;
    s->offset = offset;
    if (s->tables) find_bytes(s, chunk);
}

uint64_t tarix_segmenter_furniture(const tarix_segmenter *s)
{
    return s->furniture;
}

void tarix_segmenter_set_tables(tarix_segmenter *s, bool on)
{
    s->tables = on;
}

/* ---- lines ---- */

/* The first letter or digit from p on, over quotes, brackets, dashes and spaces; NULL when none is
 * near. */
static const char *first_letter(const tarix_segmenter *s, const char *p)
{
    const char *far = s->scan.end - p < look_ahead ? s->scan.end : p + look_ahead;
    for (; p < far; p = tarix_after(p)) {
        const tarix_sign sign = tarix_sign_of(p);
        if (sign == TARIX_SIGN_LETTER || sign == TARIX_SIGN_DIGIT) return p;
    }
    return NULL;
}

static bool goes_on_small(const tarix_segmenter *s, const char *p)
{
    const char *letter = first_letter(s, p);
    if (!letter || !tarix_chars_is_lower(letter)) return false;
    return *tarix_after(letter) != ')'; /* a) of a list begins anew */
}

static bool line_is_capitals(const char *line, const char *end)
{
    size_t capitals = 0;
    for (; line < end; line = tarix_after(line)) {
        if (tarix_sign_of(line) != TARIX_SIGN_LETTER) continue;
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

/* Giriş, NƏTİCƏ, 1. Vergi siyasəti, § 3. */
static bool is_listed_heading(const tarix_segmenter *s, const char *end)
{
    char key[TARIX_FOLD_SIZE(short_line)];
    if (tarix_sign_of(s->line) == TARIX_SIGN_DIGIT || tarix_sign_of(s->line) == TARIX_SIGN_SYMBOL)
        return s->after_blank_line && s->is_numbered_line;
    const tarix_str line = {s->line, (size_t)(end - s->line)};
    const tarix_str folded = {key, tarix_fold(line, TARIX_KIND_WORD, key)};
    return tarix_wordlist_find(tarix_lexicons_headings(s->scan.lexicons), folded) != NULL;
}

/* A line without a stop that is a sentence by itself: before an empty line, a title in capitals, a
 * numbered or well-known heading; when what follows begins anew. */
static bool is_heading(const tarix_segmenter *s, const char *end, const char *next, bool blank)
{
    if (!next || goes_on_small(s, next)) return false;
    const bool joins =
        s->scan.before == TARIX_KIND_ABBREV && s->scan.role == TARIX_ABBREVIATION_JOINS;
    if (joins || (s->scan.before == TARIX_KIND_INITIALS && !blank)) return false;
    while (end > s->line && (unsigned char)end[-1] <= ' ') end--;
    if (end == s->line || strchr(",;-", end[-1])) return false;
    const bool capitals = line_is_capitals(s->line, end);
    if (capitals) return blank || !line_is_capitals(next, line_end(s, next));
    if (end[-1] == ':') return false;
    return blank || (end - s->line < short_line && is_listed_heading(s, end));
}

/* A running head: the first line of a page, without a stop, where a page number stands by it or
 * the sentence goes on behind it. Returns its end, or NULL. */
static const char *running_head(const tarix_segmenter *s, const char *p, bool has_number)
{
    enum { longest_head = 120 };
    const char *stop = line_end(s, p), *last = stop;
    if (stop >= s->scan.end || stop - p > longest_head || tarix_sign_of(p) == TARIX_SIGN_BREAK)
        return NULL;
    while (last > p && (unsigned char)last[-1] <= ' ') last--;
    if (last == p || strchr(".!?:;,-", last[-1])) return NULL;
    has_number = has_number || (*p >= '0' && *p <= '9') || (last[-1] >= '0' && last[-1] <= '9');
    if (goes_on_small(s, p)) return NULL;
    const bool goes_on = s->pause == PAUSE_NONE && goes_on_small(s, stop);
    return goes_on || (has_number && line_is_capitals(p, last)) ? stop : NULL;
}

static size_t digits_of(const char *p, const char *stop)
{
    size_t n = 0;
    for (; p < stop; p++) n += *p >= '0' && *p <= '9';
    return n;
}

/* Whether the line at p is only a page number. A column of numbers is text. */
static const char *page_number(const tarix_segmenter *s, const char *p, bool after_blank)
{
    const char *next = NULL, *other = NULL;
    if (!tarix_scan_page_number(&s->scan, p, &next)) return NULL;
    if (s->line_is_number || digits_of(p, next) > 3) return NULL; /* a year, or a column */
    if (next >= s->scan.end) return next;
    const char *below = tarix_after(next);
    const bool before_blank = below >= s->scan.end || tarix_sign_of(below) == TARIX_SIGN_BREAK;
    if (after_blank || before_blank || *next == '\f') return next;
    const bool is_short = next - p <= 3;
    return is_short && !tarix_scan_page_number(&s->scan, below, &other) ? next : NULL;
}

/* Tells the scanner of the plain word before, which is done for few words only. */
static void tell_of_plain(tarix_segmenter *s)
{
    if (!s->plain) return;
    s->scan.before = TARIX_KIND_WORD;
    s->scan.follows_name = tarix_chars_is_upper(s->plain);
    s->scan.follows_and = s->plain_size == 3 && memcmp(s->plain, "və", 3) == 0;
    s->last_is_capitals = false;
    s->plain = NULL;
}

/* The line that ends at `end` has been read; s->p is the next token. */
static void end_line(tarix_segmenter *s, const char *end, bool blank)
{
    tell_of_plain(s);
    if (s->pause == PAUSE_NONE && !s->at_start && s->p < s->scan.end &&
        (blank || end - s->line < short_line || s->last_is_capitals) &&
        is_heading(s, end, s->p, blank))
        s->pause = PAUSE_HEADING;
    const char *next = NULL;
    s->line_is_number = tarix_scan_page_number(&s->scan, s->line, &next) && s->line < s->p;
    s->line = s->p;
    s->line_start = true;
    s->is_numbered_line = false;
    s->after_blank_line = blank;
}

/* Skips spaces, line breaks and lines of page furniture; p stands at the next token or the end. */
static void skip_spaces(tarix_segmenter *s)
{
    const char *p = s->p, *end = s->scan.end;
    const char *break_at = NULL; /* the first line break */
    size_t breaks = 0, page_breaks = 0;
    bool new_page = false, has_number = false;
    for (;;) {
        while (p < end && *p == ' ') p++;
        if (p >= end) break;
        const tarix_sign sign = tarix_sign_of(p);
        if (sign == TARIX_SIGN_SPACE || (sign == TARIX_SIGN_MARK && tarix_chars_is_invisible(p))) {
            p = tarix_after(p);
            continue;
        }
        if (sign != TARIX_SIGN_BREAK) {
            const char *head =
                new_page ? running_head(s, p, has_number && breaks - page_breaks < 2) : NULL;
            if (!head) break;
            s->furniture++;
            new_page = false;
            p = head;
            continue;
        }
        if (!break_at) break_at = p;
        if (*p == '\f') {
            new_page = true;
            page_breaks = breaks;
        }
        breaks += *p != '\r' && *p != '\f';
        p = tarix_after(p);
        const char *number = page_number(s, p, breaks > 1 || new_page);
        if (number) {
            s->furniture++;
            has_number = true;
            p = number;
        }
    }
    s->p = p;
    if (!break_at) return;
    const bool turned = new_page || has_number;
    end_line(s, break_at, breaks > 1 && (!turned || line_is_capitals(p, line_end(s, p))));
}

/* ---- sentences ---- */

static bool is_form(const tarix_token *token, const char *form)
{
    return token->size == strlen(form) && memcmp(token->form, form, token->size) == 0;
}

/* Closing quotes and brackets, references and note numbers belong to the sentence before. */
static bool belongs_to_last(const tarix_segmenter *s, const tarix_token *token)
{
    if (token->kind == TARIX_KIND_CITATION) return true;
    if (token->kind != TARIX_KIND_PUNCT || s->pause == PAUSE_HEADING) return false;
    const tarix_sign sign = tarix_sign_of(token->form);
    const char *p = s->scan.begin + (token->start - s->offset);
    const char *next = p + token->length;
    const bool space_before = p == s->scan.begin || (unsigned char)p[-1] <= ' ';
    const bool space_behind = next >= s->scan.end || (unsigned char)*next <= ' ';
    switch (sign) {
    case TARIX_SIGN_CLOSE: return true;
    case TARIX_SIGN_QUOTE:
    case TARIX_SIGN_APOSTROPHE:
        if (is_form(token, "„") || is_form(token, "«")) return false;
        if (is_form(token, "“") && !space_behind && tarix_sign_of(next) == TARIX_SIGN_LETTER)
            return false;
        return !space_before || space_behind;
    case TARIX_SIGN_STOP:
    case TARIX_SIGN_ELLIPSIS: return !space_before || space_behind;
    case TARIX_SIGN_PUNCT:
    case TARIX_SIGN_FINAL: return true;
    default: return false;
    }
}

/* The next word is a Roman number. */
static bool goes_on_roman(const tarix_segmenter *s, const char *letter)
{
    const char *p = letter;
    while (p < s->scan.end && *p && strchr("IVXLCDM", *p)) p++;
    return p > letter && tarix_sign_of(p) != TARIX_SIGN_LETTER;
}

static bool is_boundary(const tarix_segmenter *s, const tarix_token *token)
{
    const char *p = s->scan.begin + (token->start - s->offset);
    const char *letter = first_letter(s, p);
    const bool digit = letter && tarix_sign_of(letter) == TARIX_SIGN_DIGIT;
    switch (s->pause) {
    case PAUSE_NONE:
    case PAUSE_NUMBER: return false;
    case PAUSE_HEADING: return true;
    case PAUSE_STOP:
    case PAUSE_CALL:
    case PAUSE_DOTS: return !goes_on_small(s, p);
    case PAUSE_ABBREVIATION:
        return !goes_on_small(s, p) && !digit && !(letter && goes_on_roman(s, letter));
    }
    return false;
}

/* What the token that has just been found says of the sentence's end. */
static pause pause_of(tarix_segmenter *s, const tarix_token *token)
{
    if (token->kind == TARIX_KIND_ABBREV)
        return s->scan.role == TARIX_ABBREVIATION_ENDS ? PAUSE_ABBREVIATION : PAUSE_NONE;
    if (token->kind != TARIX_KIND_PUNCT) return PAUSE_NONE;
    const tarix_sign sign = tarix_sign_of(token->form);
    if (sign == TARIX_SIGN_ELLIPSIS) return PAUSE_DOTS;
    if (sign == TARIX_SIGN_FINAL) return PAUSE_CALL;
    if (sign != TARIX_SIGN_STOP) return PAUSE_NONE;
    if (token->size > 1) return PAUSE_DOTS;
    if (!s->is_dotted_number) return PAUSE_STOP;
    s->is_numbered_line = true;
    return PAUSE_NUMBER;
}

/* Fəsil, cədvəl, §: what stands before the number of a heading. */
static bool is_label(const tarix_segmenter *s, const tarix_token *token)
{
    char key[TARIX_FOLD_SIZE(short_line)];
    if (token->kind == TARIX_KIND_SYMBOL) return true;
    if (*s->p != ' ' || !strchr("0123456789IVXLCDM", s->p[1])) return false;
    if (token->kind != TARIX_KIND_WORD || token->size > short_line) return false;
    const tarix_str word = {key, tarix_fold(tarix_token_form(token), TARIX_KIND_WORD, key)};
    return tarix_wordlist_find(tarix_lexicons_numbered(s->scan.lexicons), word) != NULL;
}

/* Settles whether the token begins a sentence and what it leaves behind. */
static void place_in_sentence(tarix_segmenter *s, tarix_token *token)
{
    bool starts = s->at_start;
    if (token->kind == TARIX_KIND_WORD && !starts && s->pause == PAUSE_NONE) {
        s->is_dotted_number = s->is_label = false;
        return;
    }
    if (!starts && s->pause != PAUSE_NONE) {
        if (belongs_to_last(s, token)) {
            const pause more = pause_of(s, token);
            if (more != PAUSE_NONE)
                s->pause = more;
            else if (token->kind == TARIX_KIND_PUNCT &&
                     tarix_sign_of(token->form) == TARIX_SIGN_PUNCT)
                s->pause = PAUSE_NONE;
            return;
        }
        starts = is_boundary(s, token);
    }
    if (starts) token->flags = TARIX_TOKEN_STARTS_SENTENCE;
    const pause left = pause_of(s, token);
    s->pause = starts && left == PAUSE_DOTS ? PAUSE_NONE : left;
    s->at_start = false;
    const bool is_number = token->kind == TARIX_KIND_NUMBER || token->kind == TARIX_KIND_ROMAN;
    s->is_dotted_number = is_number && (starts || s->line_start || s->is_label);
    s->is_label = starts && !is_number && is_label(s, token);
}

/* ---- tokens ---- */

static void remember(tarix_segmenter *s, const tarix_token *token)
{
    tarix_scan *scan = &s->scan;
    const bool is_word = token->kind == TARIX_KIND_WORD;
    scan->before = (tarix_kind)token->kind;
    scan->follows_name = is_word && tarix_chars_is_upper(token->form);
    scan->follows_and = is_word && token->size == 3 && memcmp(token->form, "və", 3) == 0;
    if (is_word)
        s->last_is_capitals =
            token->size > 1 && scan->follows_name && tarix_chars_is_upper(tarix_after(token->form));
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

/* Whether a word before a full stop may be the (first part of an) abbreviation. Capitals inside
 * make it one of another size, but such words are looked at with care anyway. */
static bool may_be_abbreviation(const tarix_segmenter *s, const char *p, size_t size)
{
    return size < longest_stopped && s->stopped[initial_of((unsigned char)*p)] >> size & 1;
}

/* “ ” „ « » and the long dashes: 3 or 2 bytes; 0 for anything else. */
static inline size_t quote_size(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] == 0xE2 && u[1] == 0x80)
        return u[2] == 0x9C || u[2] == 0x9D || u[2] == 0x9E || u[2] == 0x93 || u[2] == 0x94 ? 3 : 0;
    return u[0] == 0xC2 && (u[1] == 0xAB || u[1] == 0xBB) ? 2 : 0;
}

/* Whether no word, number or row of stops goes on at p. */
static inline bool ends_piece(const char *p)
{
    return *p == ' ' || *p == '\n' || *p == ',' || *p == ')' || quote_size(p);
}

/* The 64 bits that begin at bit `at`. */
static inline uint64_t window(const uint64_t *masks, size_t at)
{
    const size_t block = at / 64, shift = at % 64;
    const uint64_t low = masks[block] >> shift;
    return shift ? low | masks[block + 1] << (64 - shift) : low;
}

/* A word between a space and what no rule looks at: the common case. Returns its end or NULL. */
static inline const char *plain_word(const tarix_segmenter *s, const char *p)
{
    const size_t at = (size_t)(p - s->scan.begin);
    const uint64_t beyond = ~window(s->words, at);
    if (beyond == 0 || (beyond & 1)) return NULL;
    const unsigned size = tarix_simd_lowest(beyond), first = (unsigned char)*p >= 0x80 ? 2 : 1;
    const uint64_t odd = window(s->odds, at) >> first;
    if (size > first && odd << (64 - size + first)) return NULL;
    if ((unsigned char)*p == 0xC3 && ((unsigned char)p[1] | 0x20) == 0xB7) return NULL; /* × ÷ */
    const char *q = p + size;
    if (size == first && !(*p >= 'a' && *p <= 'z' && (*q == ' ' || *q == ','))) return NULL;
    switch (*q) {
    case ' ':
    case '\n':
    case ',':
    case ';':
    case '!':
    case '?': return q;
    case ':': return ends_piece(q + 1) ? q : NULL;
    case '.': return ends_piece(q + 1) && !may_be_abbreviation(s, p, size) ? q : NULL;
    default: return quote_size(q) && ends_piece(q + quote_size(q)) ? q : NULL;
    }
}

/* The size of a sign that nothing can join: a comma or a stop before a space and such, a quote, a
 * dash. 0: look with care. */
static size_t plain_sign(const char *p)
{
    switch (*p) {
    case ',':
    case ';':
    case ':':
    case '.':
    case '!':
    case '?': return ends_piece(p + 1) && p[1] != *p ? 1 : 0;
    case ')': return 1;
    default: return quote_size(p);
    }
}

static void take(tarix_segmenter *s, tarix_token *token, const char *stop, tarix_kind kind)
{
    const size_t size = (size_t)(stop - s->p);
    *token = (tarix_token){.form = s->p,
        .start = s->offset + (uint64_t)(s->p - s->scan.begin),
        .length = (uint32_t)size,
        .size = (uint32_t)size,
        .kind = (uint8_t)kind};
    s->scan.role = 0;
    s->p = stop;
}

/* A plain word behind at most one space, inside a sentence: most of any text. */
static inline bool quick_word(tarix_segmenter *s, tarix_token *token)
{
    s->p += *s->p == ' ';
    const char *stop = plain_word(s, s->p);
    if (!stop) return false;
    s->plain = s->p;
    s->plain_size = (size_t)(stop - s->p);
    take(s, token, stop, TARIX_KIND_WORD);
    s->is_dotted_number = s->is_label = s->line_start = false;
    return true;
}

static void any_token(tarix_segmenter *s, tarix_token *token)
{
    size_t size = 0;
    const char *stop = s->tables ? plain_word(s, s->p) : NULL;
    tell_of_plain(s);
    if (stop)
        take(s, token, stop, TARIX_KIND_WORD);
    else if (s->tables && (size = plain_sign(s->p)))
        take(s, token, s->p + size, TARIX_KIND_PUNCT);
    else
        scan_one(s, token);
    place_in_sentence(s, token);
    remember(s, token);
}

size_t tarix_segmenter_next(tarix_segmenter *s, tarix_token *tokens, size_t max)
{
    size_t n = 0;
    tarix_arena_restore(s->scan.arena, (tarix_mark){0});
    while (n < max && s->p < s->scan.end) {
        if (s->tables && s->pause == PAUSE_NONE && !s->at_start && quick_word(s, &tokens[n])) {
            n++;
            continue;
        }
        skip_spaces(s);
        if (s->p < s->scan.end) any_token(s, &tokens[n++]);
    }
    if (s->p >= s->scan.end) tell_of_plain(s); /* the chunk will be gone */
    return n;
}
