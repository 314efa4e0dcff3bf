#include "corpus/citation.h"

#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"
#include "corpus/page.h"

enum {
    longest_citation = 300,
    longest_word = 64,
    most_breaks = 3,
    most_others = 8,
    most_stops = 3
};

/* What has been read inside the bracket. */
typedef struct content {
    size_t numbers, words, breaks;
    size_t names, towns, givens; /* capitalised words, and which of them are no authors */
    size_t roles[TARIX_REFERENCE_LINK + 1]; /* words by role; places count with their number */
    size_t others;                          /* words that references do not have */
    size_t quotes;
    bool has_year, has_page, has_other; /* 2004; 2004: 88; anything else */
    bool begins_upper;
    bool number_follows; /* a number, a comma or semicolon, a number */
    bool ends_in_number; /* no word stands behind the last number */
    uint32_t pending;    /* role of a place whose number must come next */
} content;

static size_t places_of(const content *c)
{
    return c->roles[TARIX_REFERENCE_PLACE] + c->roles[TARIX_REFERENCE_PAGE] +
           c->roles[TARIX_REFERENCE_AGAIN] +
           (c->roles[TARIX_REFERENCE_SAME] && c->roles[TARIX_REFERENCE_WORK]);
}

static void note_number(content *c)
{
    c->numbers++;
    if (c->pending) c->roles[c->pending]++;
    c->pending = 0;
    c->ends_in_number = true;
}

/* 2004, and 2004a of an author's several works. */
static const char *read_number(const char *p, content *c)
{
    const char *stop = tarix_digits_at(p); /* of any script */
    note_number(c);
    if (stop - p != 4 || (*p != '1' && strncmp(p, "20", 2) != 0)) return stop;
    c->has_year = true;
    return *stop >= 'a' && *stop <= 'e' && !tarix_is_letter(stop + 1) ? stop + 1 : stop;
}

/* The role of [p, stop), or 0. */
static uint32_t role_of(const tarix_scan *scan, const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_word)];
    if (stop - p > longest_word) return 0;
    const tarix_str word = {
        key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_ABBREV, key)};
    const uint32_t *role = tarix_wordlist_find(tarix_lexicons_references(scan->lexicons), word);
    return role ? *role : 0;
}

static void note_role(content *c, uint32_t role)
{
    const bool is_place = role == TARIX_REFERENCE_PLACE || role == TARIX_REFERENCE_PAGE;
    c->pending = is_place || role == TARIX_REFERENCE_ISSUE ? role : 0;
    if (!c->pending) c->roles[role]++;
}

static bool is_roman(const char *p, const char *stop)
{
    const char *digits = tarix_is_upper(p) ? "IVXLC" : "ivxlc";
    while (p < stop && strchr(digits, *p)) p++;
    return p == stop;
}

/* (Bakı, 1918) names a town and (Nikolay, 1900) a ruler, not a work. */
static void note_name(const tarix_scan *scan, const char *p, const char *stop, content *c)
{
    char key[TARIX_FOLD_SIZE(longest_word)];
    if (is_roman(p, stop)) return;
    c->names++;
    if (stop - p > longest_word) return;
    const tarix_str word = {
        key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_WORD, key)};
    const uint32_t bits = tarix_lexicons_root(scan->lexicons, word);
    const uint32_t *class = tarix_wordlist_find(tarix_lexicons_numbered(scan->lexicons), word);
    if (!bits || bits & TARIX_ROOT_FAMILY) return;
    if (bits & (TARIX_ROOT_PLACE | TARIX_ROOT_ORG))
        c->towns++;
    else
        c->givens += bits & TARIX_ROOT_GIVEN || (class && *class == TARIX_NUMBERED_RULER);
}

/* Over a line-end hyphen inside the bracket: where the next line begins, or NULL. */
static const char *over_hyphen(const tarix_scan *scan, const char *p)
{
    return tarix_sign_of(p) == TARIX_SIGN_HYPHEN ? tarix_page_next_line(scan, tarix_after(p), NULL)
                                                 : NULL;
}

/* Where the text goes on when a page turns at the line break p, with its furniture; or NULL. */
static const char *over_page(const tarix_scan *scan, const char *p, uint64_t *furniture)
{
    const char *line = tarix_page_next_line(scan, p, NULL);
    if (!line || !memchr(p, '\f', (size_t)(line - p))) return NULL;
    return furniture ? tarix_page_next_line(scan, p, furniture) : line;
}

static const char *word_stop(const tarix_scan *scan, const char *p, content *c)
{
    const char *stop = p;
    while (tarix_sign_of(stop) == TARIX_SIGN_LETTER || tarix_sign_of(stop) == TARIX_SIGN_MARK ||
           (tarix_sign_of(stop) == TARIX_SIGN_HYPHEN &&
               tarix_sign_of(tarix_after(stop)) == TARIX_SIGN_LETTER) ||
           (over_hyphen(scan, stop) && tarix_chars_is_lower(over_hyphen(scan, stop)))) {
        const char *line = over_hyphen(scan, stop);
        c->breaks += line != NULL;
        stop = line ? line : tarix_after(stop);
    }
    return stop;
}

/* The role of the word [p, *stop), without or with its full stop (s.) or stops (a.g.e.). */
static uint32_t abbreviation_role(const tarix_scan *scan, const char *p, const char **stop)
{
    const char *q = *stop;
    for (int stops = 0; stops < most_stops && *q == '.' && tarix_is_letter(q + 1); stops++)
        q = tarix_letters_at(q + 1).stop;
    uint32_t role = *q == '.' ? role_of(scan, p, q + 1) : 0;
    if (role) {
        *stop = q;
        return role;
    }
    if (**stop == '.') role = role_of(scan, p, *stop + 1);
    return role ? role : role_of(scan, p, *stop);
}

static const char *read_word(const tarix_scan *scan, const char *p, content *c)
{
    const char *stop = word_stop(scan, p, c);
    const bool is_upper = tarix_chars_is_upper(p);
    uint32_t role = abbreviation_role(scan, p, &stop);
    if (c->pending && is_roman(p, stop)) {
        note_number(c);
        return stop;
    }
    if (c->words++ == 0) c->begins_upper = is_upper;
    c->ends_in_number = false;
    c->pending = 0;
    if (role)
        note_role(c, role);
    else if (is_upper)
        note_name(scan, p, stop, c);
    else {
        c->others++;
        c->has_other = c->has_other || c->numbers > 0;
    }
    return *stop == '.' ? stop + 1 : stop;
}

static const char *read_symbol(const tarix_scan *scan, const char *p, content *c)
{
    const char *stop = tarix_after(p);
    const uint32_t role = role_of(scan, p, stop);
    if (role) note_role(c, role);
    return stop;
}

/* Over a line break, with the furniture of a page that turns there. */
static const char *read_break(const tarix_scan *scan, const char *p, content *c)
{
    const char *line = over_page(scan, p, NULL);
    c->breaks++;
    if (line) return line;
    return p[0] == '\r' && p[1] == '\n' ? p + 2 : tarix_after(p);
}

/* Punctuation inside the bracket; false when no reference has it. */
static bool read_sign(const char *p, tarix_sign sign, content *c)
{
    switch (sign) {
    case TARIX_SIGN_OPEN:
    case TARIX_SIGN_CLOSE: return false;
    case TARIX_SIGN_QUOTE:
    case TARIX_SIGN_APOSTROPHE: c->quotes++; return true;
    case TARIX_SIGN_SPACE:
    case TARIX_SIGN_HYPHEN:
    case TARIX_SIGN_DASH: return true;
    default: break;
    }
    if (!strchr(".;:,/", *p)) c->has_other = true;
    if (*p == ',' || *p == ';') c->pending = 0;
    if (*p == ':' && c->has_year) c->has_page = true;
    return true;
}

/* Reads to the closing bracket and returns it, or NULL when there is none near. */
static const char *read_content(const tarix_scan *scan, const char *p, char close, content *c)
{
    const char *begin = p;
    bool after_comma = false; /* and a number before it */
    while (p < scan->end && p - begin < longest_citation && *p != close) {
        const tarix_sign sign = tarix_sign_of(p);
        if (sign == TARIX_SIGN_DIGIT) {
            c->number_follows = c->number_follows || after_comma;
            p = read_number(p, c);
        } else if (sign == TARIX_SIGN_LETTER)
            p = read_word(scan, p, c);
        else if (sign == TARIX_SIGN_SYMBOL)
            p = read_symbol(scan, p, c);
        else if (sign == TARIX_SIGN_BREAK) {
            p = read_break(scan, p, c);
            continue;
        } else {
            if (!read_sign(p, sign, c)) return NULL;
            after_comma =
                sign == TARIX_SIGN_SPACE ? after_comma : strchr(",;", *p) && c->numbers > 0;
            p = tarix_after(p);
            continue;
        }
        after_comma = false;
    }
    return p < scan->end && *p == close ? p : NULL;
}

/* Words that no list has may be those of a title, before the numbers; a place ends the bracket. */
static bool has_title(const content *c)
{
    return c->begins_upper && c->others <= most_others && c->ends_in_number && places_of(c) > 0;
}

static bool is_reference(const content *c, char open)
{
    const size_t places = places_of(c), dates = c->roles[TARIX_REFERENCE_DATE];
    const size_t points = c->roles[TARIX_REFERENCE_POINT], issues = c->roles[TARIX_REFERENCE_ISSUE];
    if (c->has_other || c->breaks > most_breaks) return false;
    if (c->others > 0 && !has_title(c)) return false;
    if (c->numbers == 0) return places > 0; /* yenə orada */
    if (places > 0 || points > 0) return true;
    if (issues > 0) return c->names > 0 || c->has_year;
    if (dates > 0) return c->quotes > 0 && c->names > 0 && c->has_year; /* a newspaper's day */
    if (open == '[') return !(c->has_year && c->numbers == 1 && c->words == 0);
    if (c->names == 0) return c->number_follows && !c->has_year;
    return c->has_year && c->quotes == 0 && c->towns < c->names &&
           (c->number_follows || c->has_page || c->towns + c->givens < c->names);
}

/* The text of a bracket over line ends: one space for a break, nothing for a hyphen before it
 * between letters, the hyphen alone between numbers. */
static tarix_str without_breaks(tarix_scan *scan, const char *p, const char *stop)
{
    char *form = tarix_arena_alloc(scan->arena, (size_t)(stop - p) + TARIX_TOKEN_SLACK, 1);
    size_t size = 0;
    while (p < stop) {
        const tarix_sign sign = tarix_sign_of(p);
        const char *next = tarix_after(p), *line = over_hyphen(scan, p);
        if (line) {
            tarix_page_next_line(scan, next, &scan->furniture);
            if (!tarix_chars_is_lower(line)) form[size++] = '-';
            p = line;
            continue;
        }
        if (sign == TARIX_SIGN_SPACE || sign == TARIX_SIGN_BREAK) {
            const char *page =
                sign == TARIX_SIGN_BREAK ? over_page(scan, p, &scan->furniture) : NULL;
            if (page) next = page;
            if (form[size - 1] != ' ') form[size++] = ' ';
        } else {
            memcpy(form + size, p, (size_t)(next - p));
            size += (size_t)(next - p);
        }
        p = next;
    }
    return (tarix_str){form, size};
}

bool tarix_citation_scan(tarix_scan *scan, const char *p)
{
    content c = {0};
    const char open = *p;
    if (open != '(' && open != '[') return false;
    const char *close = read_content(scan, p + 1, open == '(' ? ')' : ']', &c);
    if (!close || !is_reference(&c, open)) return false;
    scan->kind = TARIX_KIND_CITATION;
    scan->stop = close + 1;
    scan->form = (tarix_str){p, (size_t)(close + 1 - p)};
    if (c.breaks) scan->form = without_breaks(scan, p, close + 1);
    return true;
}
