#include "corpus/scan.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/acronym.h"
#include "corpus/chars.h"
#include "corpus/citation.h"
#include "corpus/fold.h"
#include "corpus/hyphen.h"
#include "corpus/initials.h"
#include "corpus/numeral.h"
#include "corpus/page.h"
#include "corpus/url.h"
#include "lexicons/harmony.h"

enum { longest_key = 256, longest_suffix = 24, look_ahead = 160 };

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
    return tarix_morph_knows(tarix_lexicons_morph(scan->lexicons), word);
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
    const uint32_t bits = tarix_lexicons_root(scan->lexicons, word);
    if (bits & names) return (bits & persons) == 0 && (bits & meanings);
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

/* ---- words ---- */

static bool is_quote(const char *p)
{
    return tarix_sign_of(p) == TARIX_SIGN_QUOTE || tarix_sign_of(p) == TARIX_SIGN_APOSTROPHE ||
           (*p == '>' && p[1] == '>');
}

/* Behind the quote at p, which may be doubled ('' ‘‘ >>). */
static const char *after_quote(const char *p)
{
    const char *next = tarix_after(p);
    const size_t size = (size_t)(next - p);
    const bool may_double = tarix_sign_of(p) == TARIX_SIGN_APOSTROPHE || *p == '>';
    return may_double && strncmp(p, next, size) == 0 ? next + size : next;
}

/* A suffix glued to the closing quote of what it belongs to: proqramı”nda, Əkinçi»-nin, also
 * “Kaspi”-/nin over a line's end. Endings that are words by themselves (də, ki) stay apart unless
 * a hyphen joins them. Adds it to the token. */
static bool add_suffix_behind_quote(tarix_scan *scan, const char *quote)
{
    char key[TARIX_FOLD_SIZE(longest_suffix)], word[TARIX_FOLD_SIZE(longest_key)];
    const char *suffix = after_quote(quote), *hyphen = NULL, *line = NULL;
    const tarix_str last = scan->pieces[scan->n_pieces - 1];
    uint64_t furniture = 0;
    if (tarix_sign_of(suffix) == TARIX_SIGN_HYPHEN) {
        hyphen = suffix;
        suffix = tarix_after(hyphen);
        line = tarix_page_next_line(scan, suffix, &furniture);
        if (line) suffix = line;
    }
    const tarix_run r = tarix_letters_at(suffix);
    if (r.letters == 0 || r.capitals > 0 || r.stop - suffix > longest_suffix) return false;
    const size_t size = quote - last.data > longest_key ? 0 : (size_t)(quote - last.data);
    const tarix_str before = {
        word, tarix_fold((tarix_str){last.data, size}, TARIX_KIND_WORD, word)};
    const tarix_str text = {
        key, tarix_fold((tarix_str){suffix, (size_t)(r.stop - suffix)}, TARIX_KIND_WORD, key)};
    if (!hyphen && !tarix_grammar_is_case(tarix_lexicons_grammar(scan->lexicons), text) &&
        tarix_wordlist_find(tarix_lexicons_stopwords(scan->lexicons), text))
        return false;
    if (!tarix_grammar_accepts(
            tarix_lexicons_grammar(scan->lexicons), text, tarix_last_vowel(before)))
        return false;
    if (!line) {
        tarix_scan_extend(scan, r.stop);
        return true;
    }
    if (scan->n_pieces == TARIX_SCAN_PIECES) return false;
    tarix_scan_extend(scan, tarix_after(hyphen));
    tarix_scan_add(scan, suffix, r.stop);
    scan->furniture += furniture;
    return true;
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
    case TARIX_SIGN_OPEN: return tarix_acronym_bracket(p);
    default: return NULL;
    }
}

/* The whole word of which the first letters are known, over hyphens and apostrophes, to where it or
 * the line ends. */
static tarix_run word_of(tarix_run all)
{
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
    return word_of(tarix_letters_at(p)).stop;
}

static tarix_str fold_of(const char *p, const char *stop, char *key)
{
    if (stop - p > longest_key) return TARIX_STR("");
    return (tarix_str){key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_WORD, key)};
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
    if (tarix_numeral_is_roman(second, rest.stop) ||
        tarix_acronym_is_listed(scan, second, rest.stop))
        return second;
    if (rest.letters < 3 || tarix_is_upper(tarix_after(second))) return NULL;
    const tarix_str text = fold_of(second, rest.stop, both);
    if (tarix_scan_knows(scan, text)) return second;
    return !head.starts_upper && rest.letters > 3 &&
                   !tarix_grammar_accepts(tarix_lexicons_grammar(scan->lexicons), text, 0)
               ? second
               : NULL;
}

static void scan_word(tarix_scan *scan, const char *p)
{
    if (tarix_is_upper(p) && (tarix_numeral_roman(scan, p) || tarix_initials_scan(scan, p))) return;
    const tarix_run head = tarix_letters_at(p);
    if ((*head.stop == '.' || *head.stop == ':' || *head.stop == '@') && tarix_url_scan(scan, p))
        return;
    if (*head.stop == '.' && tarix_abbreviation_scan(scan, p)) return;
    /* Sov.İKP */
    if (*head.stop == '.' && head.starts_upper && head.letters <= 3 && head.capitals == 1) {
        const tarix_run second = tarix_letters_at(head.stop + 1);
        if (second.letters >= 2 && second.capitals == second.letters) {
            tarix_scan_found(scan, p, tarix_scan_word_stop(head.stop + 1), TARIX_KIND_ABBREV);
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
    const tarix_run word = word_of(head);
    tarix_kind kind = TARIX_KIND_WORD;
    if (tarix_acronym_is_at(scan, p, head))
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
        if (!is_quote(stop) || !add_suffix_behind_quote(scan, stop)) break;
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
    if (tarix_sign_of(p) == TARIX_SIGN_APOSTROPHE) return after_quote(p);
    if (!strchr("*_-,<>=~#", c)) return stop;
    if (c == ',' || c == '<' || c == '>') return *stop == c ? stop + 1 : stop;
    while (*stop == c) stop++;
    return stop;
}

static bool is_flag_letter(uint32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* The end of the picture at p, over what Unicode joins to it: a second letter of a flag, marks,
 * shades of skin, and pictures behind a joiner. */
static const char *picture_at(const tarix_scan *scan, const char *p)
{
    enum { joiner = 0x200D, first_shade = 0x1F3FB, last_shade = 0x1F3FF };
    size_t size = 0;
    uint32_t before = tarix_utf8_decode(p, &size);
    p += size;
    const bool is_flag = is_flag_letter(before);
    while (p < scan->end && (unsigned char)*p >= 0xCC) {
        const tarix_sign sign = tarix_sign_of(p);
        const uint32_t c = tarix_utf8_decode(p, &size);
        const bool is_second = is_flag && is_flag_letter(before) && is_flag_letter(c);
        const bool is_joined = sign == TARIX_SIGN_SYMBOL && before == joiner;
        if (sign != TARIX_SIGN_MARK && !is_second && !is_joined &&
            !(c >= first_shade && c <= last_shade))
            break;
        p += size;
        before = is_second ? 0 : c;
    }
    return p;
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
        const char *stop = c < 0x80 ? row_at(p) : picture_at(scan, p);
        tarix_scan_found(scan, p, stop, is_quote ? TARIX_KIND_PUNCT : TARIX_KIND_SYMBOL);
    }
}

/* Invisible characters at a token's end belong to no token. */
static void drop_invisible_end(tarix_scan *scan)
{
    size_t at = 0;
    while ((unsigned char)scan->form.data[scan->form.size - 1] >= 0x80) {
        tarix_utf8_last(scan->form, &at);
        if (at == 0 || !tarix_chars_is_invisible(scan->form.data + at)) return;
        scan->stop -= scan->form.size - at;
        scan->form.size = at;
    }
}

static void scan_token(tarix_scan *scan, const char *p)
{
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

void tarix_scan_token(tarix_scan *scan, const char *p)
{
    scan->role = 0;
    scan->furniture = 0;
    scan_token(scan, p);
    drop_invisible_end(scan);
}
