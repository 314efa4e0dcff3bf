#include "corpus/page.h"

#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"
#include "corpus/heading.h"

enum {
    most_lines = 8,
    longest_head = 120,
    longest_word = 64,
    longest_page = 3,
    longest_label = 32
};

static bool is_rule(const char *p)
{
    return tarix_sign_of(p) == TARIX_SIGN_HYPHEN || tarix_sign_of(p) == TARIX_SIGN_DASH;
}

static bool is_break(const char *p)
{
    return tarix_sign_of(p) == TARIX_SIGN_BREAK;
}

static const char *skip_spaces(const char *p, const char *end)
{
    while (p < end && (tarix_sign_of(p) == TARIX_SIGN_SPACE || tarix_chars_is_invisible(p)))
        p = tarix_after(p);
    return p;
}

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && (is_break(p) || skip_spaces(p, end) > p)) p = tarix_after(p);
    return p;
}

/* The line break at p or behind it, or `end`. Bytes from the space on break no line but for two
 * leads, so that most are passed over without a look at where characters begin. */
static const char *line_end(const char *p, const char *end)
{
    for (; p < end; p++) {
        const unsigned char c = (unsigned char)*p;
        if ((c < ' ' || c == 0xC2 || c == 0xE2) && is_break(p)) break;
    }
    return p;
}

const char *tarix_page_line_end(const tarix_scan *scan, const char *p)
{
    return line_end(p, scan->end);
}

bool tarix_page_is_capitals(const char *line, const char *end)
{
    size_t capitals = 0;
    for (; line < end; line = tarix_after(line)) {
        if (tarix_sign_of(line) != TARIX_SIGN_LETTER) continue;
        if (!tarix_chars_is_upper(line)) return false;
        capitals++;
    }
    return capitals > 2;
}

/* ---- page numbers ---- */

static bool has_within(const tarix_scan *scan, const char *p, char c, size_t most)
{
    const size_t left = (size_t)(scan->end - p);
    return memchr(p, c, left < most ? left : most) != NULL;
}

bool tarix_page_number(const tarix_scan *scan, const char *p, const char **next)
{
    size_t digits = 0;
    const unsigned char c = (unsigned char)*p;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC3 && c < 0xE0))
        return false; /* nearly all lines */
    p = skip_spaces(p, scan->end);
    if (is_rule(p)) p = skip_spaces(tarix_after(p), scan->end);
    for (; *p >= '0' && *p <= '9'; p++) digits++;
    if (digits == 0 || digits > 4) return false;
    p = skip_spaces(p, scan->end);
    if (is_rule(p)) p = skip_spaces(tarix_after(p), scan->end);
    if (p < scan->end && !is_break(p)) return false;
    *next = p;
    return true;
}

/* Rules, brackets, bars and the like around a page number. */
static const char *skip_ornaments(const char *p, const char *end)
{
    while (p < end && (skip_spaces(p, end) > p || is_rule(p) || strchr("[](){}|*~/", *p) ||
                          (tarix_sign_of(p) == TARIX_SIGN_SYMBOL && !tarix_is_digit(p))))
        p = tarix_after(p);
    return p;
}

static uint32_t role_of(const tarix_scan *scan, const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_word)];
    if (stop == p || stop - p > longest_word) return 0;
    const tarix_str word = {
        key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_ABBREV, key)};
    const uint32_t *role = tarix_wordlist_find(tarix_lexicons_references(scan->lexicons), word);
    return role ? *role : 0;
}

/* Over the word for page at p, or p. */
static const char *skip_page_word(const tarix_scan *scan, const char *p)
{
    const char *stop = tarix_letters_at(p).stop;
    if (role_of(scan, p, stop) != TARIX_REFERENCE_PAGE) return p;
    return *stop == '.' ? stop + 1 : stop;
}

/* The end of the number at p, or p: digits, or a small Roman number, of capitals when `capitals`.
 */
static const char *any_number(const char *p, bool capitals)
{
    const char *stop = p;
    while (*stop >= '0' && *stop <= '9') stop++;
    if (stop - p > longest_page) return p;
    if (stop > p) return stop;
    while (*stop && strchr(capitals ? "IVX" : "ivx", *stop)) stop++;
    return stop - p < (capitals ? 2 : 1) || tarix_is_letter(stop) ? p : stop;
}

bool tarix_page_label(const tarix_scan *scan, const char *p, bool turned, const char **next)
{
    const char *end = scan->end;
    if (!turned && !(scan->has_pages && has_within(scan, p, '\f', longest_label)))
        return false; /* nearly all lines */
    const char *line = skip_spaces(p, end), *q = skip_ornaments(line, end);
    q = skip_ornaments(skip_page_word(scan, q), end);
    const char *stop = any_number(q, false);
    if (stop == q) stop = any_number(q, true);
    if (stop == q) return false;
    const bool is_capital = *q >= 'A' && *q <= 'Z';
    if (is_rule(stop) && q == line) return false; /* XIX-/XX */
    q = skip_ornaments(stop, end);
    if (memchr(stop, '/', (size_t)(q - stop))) q = skip_ornaments(any_number(q, false), end);
    q = skip_ornaments(skip_page_word(scan, q), end);
    if (q < end && !is_break(q)) return false;
    const char *text = skip_blanks(q, end);
    const bool turns = memchr(q, '\f', (size_t)(text - q)) != NULL;
    if (!turns && (is_capital || !turned)) return false; /* XIV above its chapter */
    *next = q;
    return true;
}

static size_t digits_of(const char *p, const char *stop)
{
    size_t n = 0;
    for (; p < stop; p++) n += *p >= '0' && *p <= '9';
    return n;
}

const char *tarix_page_number_line(
    const tarix_scan *scan, const tarix_page_turn *turn, const char *p, bool in_column)
{
    const char *next = NULL, *other = NULL;
    if (turn->is_start && !tarix_scan_first_letter(scan, tarix_page_line_end(scan, p))) return NULL;
    if (!tarix_page_number(scan, p, &next))
        return tarix_page_label(scan, p, turn->has_page || turn->is_start, &next) ? next : NULL;
    if (in_column || digits_of(p, next) > 3) return NULL; /* a year, or a column */
    if (next >= scan->end) return next;
    const char *below = tarix_after(next);
    const bool before_blank = below >= scan->end || tarix_sign_of(below) == TARIX_SIGN_BREAK;
    if (turn->breaks > 1 || turn->has_page || before_blank || *next == '\f') return next;
    const bool is_short = next - p <= 3;
    return is_short && !tarix_page_number(scan, below, &other) ? next : NULL;
}

/* ---- running heads ---- */

/* 31 MART: a day, which no page has on it. CƏDVƏL 5: the number of what follows. */
static bool is_other_number(const tarix_scan *scan, const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_word)];
    if (stop - p > longest_word) return false;
    if (role_of(scan, p, stop) == TARIX_REFERENCE_DATE) return true;
    const tarix_str word = {
        key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_WORD, key)};
    return tarix_wordlist_find(tarix_lexicons_numbered(scan->lexicons), word) != NULL;
}

static bool begins_with_number(const tarix_scan *scan, const char *p, const char *last)
{
    const char *stop = any_number(p, false);
    if (stop == p || !tarix_is_digit(p) || stop >= last) return false;
    const char *word = skip_ornaments(stop, last);
    return *stop != '.' && *stop != '-' && word > stop && tarix_is_letter(word) &&
           !is_other_number(scan, word, tarix_letters_at(word).stop);
}

static bool ends_with_number(const tarix_scan *scan, const char *p, const char *last)
{
    const char *digits = last, *word;
    while (digits > p && digits[-1] >= '0' && digits[-1] <= '9') digits--;
    if (digits == last || last - digits > longest_page || digits == p || digits[-1] != ' ')
        return false;
    word = digits - 1;
    while (word > p && (unsigned char)word[-1] <= ' ') word--;
    if (word == p || word[-1] == '.') return false; /* a line of contents */
    const char *stop = word;
    while (word > p && (unsigned char)word[-1] > ' ') word--;
    return !is_other_number(scan, word, stop);
}

/* Where the next character begins behind the byte at p. */
static const char *over_character(const char *p, const char *end)
{
    do p++;
    while (p < end && ((unsigned char)*p & 0xC0) == 0x80);
    return p;
}

bool tarix_page_looks_like_head(const tarix_scan *scan, const char *p, tarix_page_head *h)
{
    const char *first = p, *far = scan->end;
    if (far - p > longest_head) far = over_character(p + longest_head, far);
    while (first < far && !tarix_is_letter(first) && !is_break(first)) first = tarix_after(first);
    if (first == far || !tarix_is_upper(first)) return false;
    h->stop = line_end(first, far);
    if (h->stop < scan->end && !is_break(h->stop)) return false;
    const char *last = h->stop;
    while (last > p && (unsigned char)last[-1] <= ' ') last--;
    if (strchr(".!?:;,-", last[-1]) || tarix_heading_is_listed(scan, p, last)) return false;
    h->size = (size_t)(last - p);
    h->is_capitals = tarix_page_is_capitals(p, last);
    h->has_number = begins_with_number(scan, p, last) || ends_with_number(scan, p, last);
    return true;
}

/* ---- the next line ---- */

/* Whether the text that the line break at p ends is in capitals. */
static bool follows_capitals(const tarix_scan *scan, const char *p)
{
    size_t capitals = 0;
    for (size_t n = 0; p > scan->begin && n < longest_word && capitals < 2; p--, n++) {
        const unsigned char c = (unsigned char)p[-1];
        if (c >= 0x80 && c < 0xC0) continue;
        if (tarix_is_letter(p - 1)) {
            if (!tarix_chars_is_upper(p - 1)) return false;
            capitals++;
        } else if (capitals || (c > ' ' && !is_rule(p - 1)))
            break;
    }
    return capitals == 2;
}

const char *tarix_page_next_line(const tarix_scan *scan, const char *p, uint64_t *furniture)
{
    const char *begin = skip_spaces(p, scan->end);
    bool has_number = false, has_page = false;
    if (begin >= scan->end || !is_break(begin)) return NULL;
    p = begin;
    for (int lines = 0; lines < most_lines; lines++) {
        const char *next = NULL, *line = skip_blanks(p, scan->end);
        tarix_page_head h = {.stop = NULL};
        has_page = has_page || memchr(p, '\f', (size_t)(line - p));
        p = line;
        if (tarix_page_number(scan, p, &next) || tarix_page_label(scan, p, has_page, &next))
            has_number = true;
        else if (has_page && tarix_page_looks_like_head(scan, p, &h) && h.is_capitals &&
                 (h.has_number || has_number ||
                     (memchr(p, ' ', h.size) && !follows_capitals(scan, begin))))
            next = h.stop;
        /* A number alone that the line before leads up to (45-/50) is text. */
        if (!next || next >= scan->end) break;
        if (furniture) ++*furniture;
        p = next;
    }
    return p < scan->end ? p : NULL;
}

/* ---- running lines ---- */

/* What stands behind a line. */
typedef struct below {
    const char *text; /* where the text goes on; NULL: nowhere */
    size_t size;      /* of that line */
    bool has_page, has_number, has_blank;
} below;

static below look_below(const tarix_scan *scan, const char *stop)
{
    below b = {.text = tarix_page_next_line(scan, stop, NULL)};
    if (!b.text) return b;
    size_t breaks = 0;
    const char *p = stop;
    for (; p < b.text && (is_break(p) || skip_spaces(p, scan->end) > p); p = tarix_after(p))
        breaks += *p == '\n';
    b.has_blank = breaks > 1;
    b.has_number = p < b.text;
    b.has_page = memchr(stop, '\f', (size_t)(b.text - stop)) != NULL;
    for (p = b.text; p < scan->end && b.size < longest_head && *p != '\n'; p++) b.size++;
    return b;
}

/* Of its letters, so that the page number in it does not matter. */
static uint32_t hash_of(const char *p, const char *stop)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (; p < stop; p = tarix_after(p))
        for (const char *q = p; tarix_is_letter(p) && q < tarix_after(p); q++)
            hash = (hash ^ (unsigned char)*q) * 16777619U;
    return hash;
}

bool tarix_page_comes_again(tarix_page_lines *lines, uint32_t hash)
{
    const size_t n = lines->n < TARIX_PAGE_LINES ? lines->n : TARIX_PAGE_LINES;
    for (size_t i = 0; i < n; i++)
        if (lines->hashes[i] == hash) return true;
    lines->hashes[lines->n++ % TARIX_PAGE_LINES] = hash;
    return false;
}

static bool comes_again(
    tarix_page_lines *lines, tarix_page_log *log, const char *p, const char *stop)
{
    const uint32_t hash = hash_of(p, stop);
    const bool again = tarix_page_comes_again(lines, hash);
    if (!log) return again;
    if (log->n < TARIX_PAGE_ASKED) {
        log->hash[log->n] = hash;
        log->again[log->n] = again;
    }
    log->n++;
    return again;
}

/* A head or foot in the middle of a sentence, which goes on in small letters behind it. */
static bool interrupts(const tarix_page_turn *turn, const tarix_page_head *h, const below *b)
{
    const bool is_top = turn->has_page || turn->has_number;
    if (turn->is_start) return h->is_capitals && (h->has_number || turn->has_number);
    if (h->is_capitals) return true;
    if (!is_top) return turn->breaks > 1;
    if (h->has_number || b->has_blank) return true;
    if (h->size > TARIX_PAGE_SHORT_HEAD)
        return false; /* lines of text are as long as their neighbours */
    return turn->has_number ? h->size < b->size : 3 * h->size < 2 * b->size;
}

bool tarix_page_may_turn_below(const tarix_scan *scan, const char *p)
{
    if (scan->has_pages && has_within(scan, p, '\f', longest_head + longest_label)) return true;
    const size_t left = (size_t)(scan->end - p);
    const char *next = memchr(p, '\n', left < longest_head ? left : longest_head);
    if (!next) return false;
    next++;
    const unsigned char c = (unsigned char)*next;
    if (c <= ' ') return true;
    return (c < 'A' || c == 0xE2) && has_within(scan, next, '\n', longest_label);
}

const char *tarix_page_running_line(const tarix_scan *scan, const tarix_page_turn *turn,
    tarix_page_lines *lines, tarix_page_log *log, const char *p)
{
    if (*p >= 'a' && *p <= 'z') return NULL; /* nearly all others */
    const bool is_top = turn->has_page || turn->has_number;
    const bool is_first = turn->has_page && turn->breaks - turn->page_breaks < 2;
    tarix_page_head h;
    if (!is_top && !turn->is_start && !tarix_page_may_turn_below(scan, p)) return NULL;
    if (!tarix_page_looks_like_head(scan, p, &h) || h.stop >= scan->end) return NULL;
    const below b = look_below(scan, h.stop);
    if (!b.text || !(is_top || turn->is_start || b.has_page || b.has_number)) return NULL;
    const bool is_last = b.has_page && (h.is_capitals || turn->breaks > 1);
    const bool again = (is_first || is_last) && comes_again(lines, log, p, h.stop);
    if (again) return h.stop;
    if ((turn->is_open || turn->is_start) && tarix_scan_goes_on_small(scan, b.text))
        return interrupts(turn, &h, &b) ? h.stop : NULL;
    if (!h.is_capitals || turn->is_start || !(turn->has_page || b.has_page)) return NULL;
    return h.has_number || b.has_number || (turn->has_number && is_first) ? h.stop : NULL;
}
