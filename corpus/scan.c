#include "corpus/scan.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/citation.h"
#include "corpus/fold.h"
#include "corpus/hyphen.h"
#include "corpus/initials.h"
#include "corpus/numeral.h"
#include "corpus/page.h"

enum {
    longest_key = 256,
    longest_line = 400,
    longest_suffix = 24,
    most_signs = 16,
    look_ahead = 160
};

void tarix_scan_begin(tarix_scan *scan, const char *p, const char *stop)
{
    scan->n_pieces = 0;
    tarix_scan_add(scan, p, stop);
}

bool tarix_scan_add(tarix_scan *scan, const char *p, const char *stop)
{
    if (scan->n_pieces == TARIX_SCAN_PIECES) return false;
    scan->pieces[scan->n_pieces++] = (tarix_str){p, (size_t)(stop - p)};
    scan->stop = stop;
    return true;
}

void tarix_scan_extend(tarix_scan *scan, const char *stop)
{
    tarix_str *last = &scan->pieces[scan->n_pieces - 1];
    last->size = (size_t)(stop - last->data);
    scan->stop = stop;
}

void tarix_scan_finish(tarix_scan *scan, tarix_kind kind)
{
    scan->kind = kind;
    scan->form = scan->pieces[0];
    if (scan->n_pieces == 1) return;
    size_t size = 0;
    for (size_t i = 0; i < scan->n_pieces; i++) size += scan->pieces[i].size;
    char *form = tarix_arena_alloc(scan->arena, size + TARIX_TOKEN_SLACK, 1);
    scan->form = (tarix_str){form, size};
    for (size_t i = 0; i < scan->n_pieces; i++) {
        memcpy(form, scan->pieces[i].data, scan->pieces[i].size);
        form += scan->pieces[i].size;
    }
}

void tarix_scan_found(tarix_scan *scan, const char *p, const char *stop, tarix_kind kind)
{
    tarix_scan_begin(scan, p, stop);
    tarix_scan_finish(scan, kind);
}

bool tarix_scan_knows(const tarix_scan *scan, tarix_str word)
{
    return tarix_roots_know(
        tarix_lexicons_roots(scan->lexicons), tarix_lexicons_endings(scan->lexicons), word);
}

bool tarix_scan_is_common(const tarix_scan *scan, const char *p)
{
    enum {
        persons = TARIX_ROOT_GIVEN | TARIX_ROOT_FAMILY,
        names = persons | TARIX_ROOT_PLACE | TARIX_ROOT_ORG,
        meanings = TARIX_ROOT_GIVEN - 1
    };
    char key[TARIX_FOLD_SIZE(longest_key)];
    const char *stop = tarix_letters_at(p).stop;
    if (stop - p > longest_key) return false;
    const tarix_str word = {
        key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_WORD, key)};
    const uint32_t *bits = tarix_wordlist_find(tarix_lexicons_roots(scan->lexicons), word);
    if (bits && *bits & names) return (*bits & persons) == 0 && (*bits & meanings);
    return bits || tarix_scan_knows(scan, word);
}

const char *tarix_scan_first_letter(const tarix_scan *scan, const char *p)
{
    const char *far = scan->end - p < look_ahead ? scan->end : p + look_ahead;
    for (; p < far; p = tarix_after(p)) {
        const tarix_sign sign = tarix_sign_of(p);
        if (sign == TARIX_SIGN_LETTER || sign == TARIX_SIGN_DIGIT) return p;
    }
    return NULL;
}

bool tarix_scan_goes_on_small(const tarix_scan *scan, const char *p)
{
    const char *letter = tarix_scan_first_letter(scan, p);
    return letter && tarix_chars_is_lower(letter) && *tarix_after(letter) != ')';
}

/* Whether the line around p has a small letter: an all-capital line tells nothing of acronyms. */
static bool line_has_small(const tarix_scan *scan, const char *p)
{
    const char *q = p;
    while (q > scan->begin && p - q < longest_line && q[-1] != '\n') {
        q--;
        if (*q >= 'a' && *q <= 'z') return true;
    }
    for (q = p; q < scan->end && q - p < longest_line && *q != '\n'; q++)
        if (*q >= 'a' && *q <= 'z') return true;
    return false;
}

/* ---- URLs ---- */

static bool is_domain_end(const char *p)
{
    static const char *const ends[] = {
        ".az", ".com", ".org", ".ru", ".tr", ".net", ".edu", ".gov", ".info"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (p[1] != ends[i][1]) continue;
        const size_t size = strlen(ends[i]);
        if (strncmp(p, ends[i], size) == 0 && !tarix_is_letter(p + size) &&
            !tarix_is_digit(p + size))
            return true;
    }
    return false;
}

/* Gives up where many signs have said nothing of a URL: it is asked at every word before a stop. */
static bool scan_url(tarix_scan *scan, const char *p)
{
    const char *stop = p, *last = p;
    int signs = 0;
    bool is_url = strncmp(p, "http://", 7) == 0 || strncmp(p, "https://", 8) == 0 ||
                  strncmp(p, "www.", 4) == 0;
    while (stop < scan->end && stop - p < longest_line && (unsigned char)*stop > ' ' &&
           (unsigned char)*stop < 0x80 && !strchr("()[]<>\"{}|", *stop)) {
        if ((*stop == '.' || *stop == ':') && stop[1] == ',') break;
        if (*stop == '@' && stop > p && (tarix_is_letter(stop + 1) || tarix_is_digit(stop + 1)))
            is_url = true;
        if (*stop == '.' && !is_url) is_url = is_domain_end(stop);
        if (!strchr(".,;:!?'", *stop))
            last = stop + 1;
        else if (!is_url && ++signs == most_signs)
            return false;
        stop++;
    }
    if (!is_url || last - p < 4) return false;
    tarix_scan_found(scan, p, last, TARIX_KIND_URL);
    return true;
}

/* ---- words ---- */

static bool is_case(const tarix_scan *scan, tarix_str text)
{
    const tarix_endings *endings = tarix_lexicons_endings(scan->lexicons);
    for (size_t i = 0; i < endings->n; i++)
        if (endings->rows[i].slot == TARIX_SLOT_CASE &&
            tarix_str_equal(endings->rows[i].text, text))
            return true;
    return false;
}

/* A suffix glued to the closing quote of what it belongs to: proqramı”nda, Əkinçi»-nin. Endings
 * that are words by themselves (də, ki) stay apart unless a hyphen joins them. */
static const char *suffix_behind_quote(const tarix_scan *scan, const char *p, const char *quote)
{
    char key[TARIX_FOLD_SIZE(longest_suffix)], word[TARIX_FOLD_SIZE(longest_key)];
    const char *suffix = tarix_after(quote);
    const bool is_joined = tarix_sign_of(suffix) == TARIX_SIGN_HYPHEN;
    if (is_joined) suffix = tarix_after(suffix);
    const tarix_run r = tarix_letters_at(suffix);
    if (r.letters == 0 || r.capitals > 0 || r.stop - suffix > longest_suffix) return NULL;
    const size_t size = quote - p > longest_key ? 0 : (size_t)(quote - p);
    const tarix_str before = {word, tarix_fold((tarix_str){p, size}, TARIX_KIND_WORD, word)};
    const tarix_str text = {
        key, tarix_fold((tarix_str){suffix, (size_t)(r.stop - suffix)}, TARIX_KIND_WORD, key)};
    if (!is_joined && !is_case(scan, text) &&
        tarix_wordlist_find(tarix_lexicons_stopwords(scan->lexicons), text))
        return NULL;
    if (!tarix_endings_accept(
            tarix_lexicons_endings(scan->lexicons), text, tarix_last_vowel(before)))
        return NULL;
    return r.stop;
}

/* ÜİK(b)P */
static const char *bracket_inside(const char *p)
{
    if (*p != '(' || !tarix_is_small(p + 1)) return NULL;
    const char *close = tarix_after(p + 1);
    return *close == ')' && tarix_is_upper(close + 1) ? close + 1 : NULL;
}

/* What stands between two parts of one word; NULL when the word ends at p. */
static const char *joint(const char *p)
{
    const char *next = NULL;
    switch (tarix_sign_of(p)) {
    case TARIX_SIGN_APOSTROPHE: next = tarix_after(p); return tarix_is_letter(next) ? next : NULL;
    case TARIX_SIGN_HYPHEN:
        next = tarix_after(p);
        return tarix_is_letter(next) || tarix_is_digit(next) ? next : NULL;
    case TARIX_SIGN_OPEN: return bracket_inside(p);
    default: return NULL;
    }
}

/* The whole word from p, over hyphens and apostrophes, to where it or the line ends. */
static tarix_run word_at(const char *p)
{
    tarix_run all = tarix_letters_at(p);
    const char *next;
    while ((next = joint(all.stop))) {
        tarix_run part = tarix_letters_at(next);
        if (part.stop == next) part.stop = tarix_digits_at(next);
        if (part.stop == next) break;
        all.letters += part.letters;
        all.capitals += part.capitals;
        all.stop = part.stop;
    }
    return all;
}

const char *tarix_scan_word_stop(const char *p)
{
    return word_at(p).stop;
}

/* SSRİnin: capitals and an ending without a hyphen. */
static bool is_acronym_with_ending(const tarix_scan *scan, const char *p, tarix_run head)
{
    char key[TARIX_FOLD_SIZE(longest_suffix)];
    if (head.capitals < 2 || head.capitals == head.letters) return false;
    const char *ending = p;
    for (size_t i = 0; i < head.capitals; i++, ending = tarix_after(ending))
        if (!tarix_is_upper(ending)) return false;
    if (head.stop - ending > longest_suffix) return false;
    const tarix_str text = {
        key, tarix_fold((tarix_str){ending, (size_t)(head.stop - ending)}, TARIX_KIND_WORD, key)};
    return tarix_endings_accept(tarix_lexicons_endings(scan->lexicons), text, 0);
}

static tarix_str fold_of(const char *p, const char *stop, char *key)
{
    if (stop - p > longest_key) return TARIX_STR("");
    return (tarix_str){key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_WORD, key)};
}

static bool is_listed_acronym(const tarix_scan *scan, const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_key)];
    return tarix_wordlist_find(tarix_lexicons_acronyms(scan->lexicons), fold_of(p, stop, key));
}

/* Whether the word [p, stop) has a word in capitals beside it on its line. */
static bool is_among_capitals(const tarix_scan *scan, const char *p, const char *stop)
{
    tarix_run next = {.letters = 0};
    if (*stop == ' ') next = tarix_letters_at(stop + 1);
    if (next.letters > 1 && next.capitals == next.letters) return true;
    const char *last = p;
    size_t size = 0;
    if (p - scan->begin < 3 || p[-1] != ' ') return false;
    tarix_utf8_last((tarix_str){scan->begin, (size_t)(p - 1 - scan->begin)}, &size);
    last = scan->begin + size;
    return tarix_is_upper(last);
}

/* GİRİŞ. Bu dövrdə: a word of the language that is all capitals in a line that is not. Short ones
 * must not stand alone (DİN is the ministry). */
static bool is_word_in_capitals(const tarix_scan *scan, const char *p, tarix_run head)
{
    char key[TARIX_FOLD_SIZE(longest_key)];
    return tarix_scan_knows(scan, fold_of(p, head.stop, key)) &&
           (head.letters > 3 || is_among_capitals(scan, p, head.stop));
}

static bool is_acronym(const tarix_scan *scan, const char *p)
{
    const tarix_run head = tarix_letters_at(p);
    const char *rest = head.stop;
    if (head.capitals >= 3 && head.letters > head.capitals && head.letters <= 8)
        return true; /* AzSSR */
    if (is_acronym_with_ending(scan, p, head)) return true;
    if (head.letters < 2 || head.capitals != head.letters) return false;
    if (is_listed_acronym(scan, p, rest)) return true;
    if (head.letters == strspn(p, "IVXLCDM") && head.stop - p == (ptrdiff_t)head.letters)
        return false; /* IIX: a number gone wrong */
    if (bracket_inside(rest)) return true;
    const tarix_sign sign = tarix_sign_of(rest);
    if ((sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE) &&
        tarix_is_small(tarix_after(rest)))
        return true;
    return head.letters <= 6 && line_has_small(scan, p) && !is_word_in_capitals(scan, p, head);
}

/* ildəBakıda, əsrinXIX: two words whose space is missing. Returns the end of the first, which is
 * known, when the second is known too or looks like a name, a number or an acronym. */
static const char *glued_stop(const tarix_scan *scan, const char *p, tarix_run head)
{
    char first[TARIX_FOLD_SIZE(longest_key)], both[TARIX_FOLD_SIZE(longest_key)];
    const char *second = tarix_after(p);
    size_t letters = 1;
    for (; second < head.stop && !tarix_chars_is_upper(second); letters++)
        second = tarix_after(second);
    if (letters < 3 || second >= head.stop) return NULL;
    if (!tarix_scan_knows(scan, fold_of(p, second, first)) ||
        tarix_scan_knows(scan, fold_of(p, head.stop, both)))
        return NULL;
    const tarix_run rest = tarix_letters_at(second);
    if (tarix_numeral_is_roman(second, rest.stop) || is_listed_acronym(scan, second, rest.stop))
        return second;
    if (rest.letters < 3 || tarix_is_upper(tarix_after(second))) return NULL;
    const tarix_str text = fold_of(second, rest.stop, both);
    if (tarix_scan_knows(scan, text)) return second;
    return !head.starts_upper && rest.letters > 3 &&
                   !tarix_endings_accept(tarix_lexicons_endings(scan->lexicons), text, 0)
               ? second
               : NULL;
}

static void scan_word(tarix_scan *scan, const char *p)
{
    if (tarix_is_upper(p) && (tarix_numeral_roman(scan, p) || tarix_initials_scan(scan, p))) return;
    const tarix_run head = tarix_letters_at(p);
    if ((*head.stop == '.' || *head.stop == ':' || *head.stop == '@') && scan_url(scan, p)) return;
    if (*head.stop == '.' && tarix_abbreviation_scan(scan, p)) return;
    /* Sov.İKP */
    if (*head.stop == '.' && head.starts_upper && head.letters <= 3 && head.capitals == 1) {
        const tarix_run second = tarix_letters_at(head.stop + 1);
        if (second.letters >= 2 && second.capitals == second.letters) {
            tarix_scan_found(scan, p, word_at(head.stop + 1).stop, TARIX_KIND_ABBREV);
            return;
        }
    }
    const char *glued = head.capitals > head.starts_upper && head.capitals < head.letters
                            ? glued_stop(scan, p, head)
                            : NULL;
    if (glued) {
        tarix_scan_found(scan, p, glued, TARIX_KIND_WORD);
        return;
    }
    const tarix_run word = word_at(p);
    tarix_kind kind = TARIX_KIND_WORD;
    if (is_acronym(scan, p))
        kind = TARIX_KIND_ABBREV;
    else if (word.letters == 1 && *word.stop == ')' &&
             (p == scan->begin || tarix_is_blank(p - 1) || p[-1] == '('))
        kind = TARIX_KIND_INITIALS; /* a) of a list */
    else if (*p == 'N' && word.letters == 1 &&
             (tarix_is_digit(p + 1) || (p[1] == ' ' && tarix_is_digit(p + 2))))
        kind = TARIX_KIND_ABBREV; /* N 5, for № */
    tarix_scan_begin(scan, p, word.stop);
    for (;;) {
        const char *stop = scan->stop;
        tarix_sign sign = tarix_sign_of(stop);
        if (sign == TARIX_SIGN_APOSTROPHE &&
            tarix_sign_of(tarix_after(stop)) == TARIX_SIGN_HYPHEN &&
            tarix_page_next_line(scan, tarix_after(tarix_after(stop)), NULL)) { /* mə'-/lumat */
            tarix_scan_extend(scan, tarix_after(stop));
            stop = scan->stop;
            sign = TARIX_SIGN_HYPHEN;
        }
        if (sign == TARIX_SIGN_HYPHEN && tarix_hyphen_join(scan, stop)) continue;
        const tarix_str last = scan->pieces[scan->n_pieces - 1];
        const char *suffix = sign == TARIX_SIGN_QUOTE || sign == TARIX_SIGN_APOSTROPHE
                                 ? suffix_behind_quote(scan, last.data, stop)
                                 : NULL;
        if (!suffix) break;
        tarix_scan_extend(scan, suffix);
    }
    tarix_scan_finish(scan, kind);
}

/* ---- the rest ---- */

static const char *finals_at(const char *p)
{
    for (;;) {
        const tarix_sign sign = tarix_sign_of(p);
        if (sign != TARIX_SIGN_STOP && sign != TARIX_SIGN_ELLIPSIS && sign != TARIX_SIGN_FINAL)
            return p;
        p = tarix_after(p);
    }
}

static void scan_raised(tarix_scan *scan, const char *p)
{
    const char *stop = p;
    while (tarix_sign_of(stop) == TARIX_SIGN_RAISED) stop = tarix_after(stop);
    const bool is_glued = p > scan->begin && !tarix_is_blank(p - 1);
    tarix_scan_found(scan, p, stop, is_glued ? TARIX_KIND_CITATION : TARIX_KIND_SYMBOL);
}

static void scan_marks(tarix_scan *scan, const char *p)
{
    const char *stop = p;
    while (stop < scan->end && tarix_sign_of(stop) == TARIX_SIGN_MARK) stop = tarix_after(stop);
    tarix_scan_found(scan, p, stop, TARIX_KIND_SYMBOL);
}

/* *** ____ -- ,, << : a row of one sign is one token. */
static const char *row_at(const char *p)
{
    const char c = *p;
    const char *stop = tarix_after(p);
    if (!strchr("*_-,<>'`=~#", c)) return stop;
    if (c == '\'' || c == ',' || c == '<' || c == '>' || c == '`')
        return *stop == c ? stop + 1 : stop;
    while (*stop == c) stop++;
    return stop;
}

/* %25 and ½ are numbers, Ⅻ is a Roman one. */
static void scan_symbol(tarix_scan *scan, const char *p)
{
    size_t size = 0;
    const uint32_t c = tarix_utf8_decode(p, &size);
    if (c == '%' && tarix_is_digit(p + 1)) {
        tarix_numeral_number(scan, p + 1);
        if (scan->n_pieces == 1) tarix_scan_found(scan, p, scan->stop, scan->kind);
    } else if (c >= 0x2160 && c <= 0x2188)
        tarix_scan_found(scan, p, p + size, TARIX_KIND_ROMAN);
    else if (c >= 0x80 && tarix_unicode_class(c) == TARIX_CHAR_NUMBER)
        tarix_scan_found(scan, p, p + size, TARIX_KIND_NUMBER);
    else {
        const bool is_quote = (*p == '<' || *p == '>') && p[1] == *p;
        tarix_scan_found(scan, p, row_at(p), is_quote ? TARIX_KIND_PUNCT : TARIX_KIND_SYMBOL);
    }
}

void tarix_scan_token(tarix_scan *scan, const char *p)
{
    scan->role = 0;
    scan->furniture = 0;
    switch (tarix_sign_of(p)) {
    case TARIX_SIGN_LETTER: scan_word(scan, p); return;
    case TARIX_SIGN_DIGIT: tarix_numeral_number(scan, p); return;
    case TARIX_SIGN_RAISED: scan_raised(scan, p); return;
    case TARIX_SIGN_MARK: scan_marks(scan, p); return;
    case TARIX_SIGN_OPEN:
        if (tarix_citation_scan(scan, p)) return;
        tarix_scan_found(scan, p, p + 1, TARIX_KIND_PUNCT);
        return;
    case TARIX_SIGN_STOP:
    case TARIX_SIGN_ELLIPSIS:
    case TARIX_SIGN_FINAL: tarix_scan_found(scan, p, finals_at(p), TARIX_KIND_PUNCT); return;
    case TARIX_SIGN_SYMBOL: scan_symbol(scan, p); return;
    default: tarix_scan_found(scan, p, row_at(p), TARIX_KIND_PUNCT); return;
    }
}
