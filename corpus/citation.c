#include "corpus/citation.h"

#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"

enum { longest_citation = 300, longest_word = 64 };

enum { most_breaks = 3 };

/* What has been read inside the bracket. */
typedef struct content {
    size_t numbers, words, names, places; /* places: words that name a part of a work, as s. */
    size_t towns, breaks;
    bool has_year, has_other;
    bool number_follows_comma;
} content;

static const char *read_number(const char *p, content *c)
{
    const char *stop = tarix_digits_at(p); /* of any script */
    if (stop - p == 4 && (*p == '1' || *p == '2')) c->has_year = true;
    c->numbers++;
    return stop;
}

static bool is_listed(const tarix_scan *scan, const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_word)];
    if (stop - p > longest_word) return false;
    const tarix_str word = {
        key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_ABBREV, key)};
    return tarix_wordlist_find(tarix_lexicons_references(scan->lexicons), word) != NULL;
}

/* (Bakı, 1918) names a town, not a work. */
static bool is_town(const tarix_scan *scan, const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_word)];
    if (stop - p > longest_word) return false;
    const tarix_str word = {
        key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_WORD, key)};
    const uint32_t *bits = tarix_wordlist_find(tarix_lexicons_roots(scan->lexicons), word);
    return bits && (*bits & TARIX_ROOT_PLACE) && !(*bits & TARIX_ROOT_FAMILY);
}

/* Over a line-end hyphen inside the bracket: where the next line begins, or NULL. */
static const char *over_hyphen(const tarix_scan *scan, const char *p)
{
    return tarix_sign_of(p) == TARIX_SIGN_HYPHEN ? tarix_scan_next_line(scan, tarix_after(p), NULL)
                                                 : NULL;
}

static const char *read_word(const tarix_scan *scan, const char *p, content *c)
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
    c->words++;
    if (*stop == '.' && is_listed(scan, p, stop + 1)) {
        c->places++;
        return stop + 1;
    }
    if (is_listed(scan, p, stop))
        c->places++;
    else if (tarix_chars_is_upper(p)) {
        c->names++;
        c->towns += is_town(scan, p, stop);
    } else
        c->has_other = true;
    return *stop == '.' ? stop + 1 : stop;
}

/* Reads to the closing bracket and returns it, or NULL when there is none near. */
static const char *read_content(const tarix_scan *scan, const char *p, char close, content *c)
{
    const char *begin = p;
    bool after_comma = false;
    while (p < scan->end && p - begin < longest_citation && *p != close) {
        const tarix_sign sign = tarix_sign_of(p);
        if (sign == TARIX_SIGN_DIGIT) {
            if (after_comma) c->number_follows_comma = true;
            p = read_number(p, c);
            after_comma = false;
            continue;
        }
        if (sign == TARIX_SIGN_LETTER) {
            p = read_word(scan, p, c);
            after_comma = false;
            continue;
        }
        if (sign == TARIX_SIGN_BREAK) {
            if (++c->breaks > most_breaks) return NULL;
            if (p[0] == '\r' && p[1] == '\n') p++;
        } else if (*p == ',')
            after_comma = c->numbers > 0;
        else if (sign == TARIX_SIGN_OPEN || sign == TARIX_SIGN_CLOSE)
            return NULL;
        else if (sign != TARIX_SIGN_SPACE && sign != TARIX_SIGN_HYPHEN && sign != TARIX_SIGN_DASH &&
                 sign != TARIX_SIGN_QUOTE && sign != TARIX_SIGN_SYMBOL && !strchr(".;:/", *p))
            c->has_other = true;
        p = tarix_after(p);
    }
    return p < scan->end && *p == close ? p : NULL;
}

static bool is_reference(const content *c, char open)
{
    if (c->has_other || c->breaks > most_breaks) return false;
    if (c->numbers == 0) return c->places > 1 && c->places == c->words; /* yenə orada */
    if (c->places > 0) return true;
    if (open == '[') return !(c->has_year && c->numbers == 1 && c->words == 0);
    if (c->names > 0) return c->has_year && c->towns < c->names;
    return c->number_follows_comma && !c->has_year;
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
            tarix_scan_next_line(scan, next, &scan->furniture);
            if (!tarix_chars_is_lower(line)) form[size++] = '-';
            p = line;
            continue;
        }
        if (sign == TARIX_SIGN_SPACE || sign == TARIX_SIGN_BREAK) {
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
