#include "corpus/scan.h"

#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/citation.h"
#include "corpus/fold.h"
#include "corpus/hyphen.h"

enum { longest_key = 256, longest_line = 400, longest_suffix = 24 };

typedef struct run {
    const char *stop;
    size_t letters, capitals;
    bool starts_upper;
} run;

static tarix_sign sign_of(const char *p)
{
    size_t size = 0;
    return tarix_sign_at(p, &size);
}

static const char *after(const char *p)
{
    size_t size = 0;
    tarix_utf8_decode(p, &size);
    return p + size;
}

static bool is_letter(const char *p)
{
    return sign_of(p) == TARIX_SIGN_LETTER;
}

static bool is_digit(const char *p)
{
    return sign_of(p) == TARIX_SIGN_DIGIT;
}

static bool is_upper_letter(const char *p)
{
    return is_letter(p) && tarix_chars_is_upper(p);
}

static bool is_lower_letter(const char *p)
{
    return is_letter(p) && !tarix_chars_is_upper(p);
}

static bool is_blank(const char *p)
{
    const tarix_sign sign = sign_of(p);
    return sign == TARIX_SIGN_SPACE || sign == TARIX_SIGN_BREAK;
}

/* Letters with their marks from p on. */
static run letters_at(const char *p)
{
    run r = {.stop = p, .starts_upper = is_upper_letter(p)};
    for (;;) {
        const tarix_sign sign = sign_of(r.stop);
        if (sign == TARIX_SIGN_LETTER) {
            r.letters++;
            r.capitals += tarix_chars_is_upper(r.stop);
        } else if (sign != TARIX_SIGN_MARK || r.stop == p)
            return r;
        r.stop = after(r.stop);
    }
}

static const char *digits_at(const char *p)
{
    while (is_digit(p)) p = after(p);
    return p;
}

static void found(tarix_scan *scan, const char *p, const char *stop, tarix_kind kind)
{
    scan->stop = stop;
    scan->kind = kind;
    scan->form = (tarix_str){p, (size_t)(stop - p)};
}

/* ---- abbreviations and initials ---- */

static uint32_t role_of(const tarix_scan *scan, const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_key)];
    const size_t size = (size_t)(stop - p);
    if (size > longest_key) return 0;
    const size_t folded = tarix_fold((tarix_str){p, size}, TARIX_KIND_ABBREV, key);
    const uint32_t *role =
        tarix_wordlist_find(tarix_lexicons_abbreviations(scan->lexicons), (tarix_str){key, folded});
    return role ? *role : 0;
}

/* b.e.ə. səh. qəp.-dən: the longest listed abbreviation at p, with the ending behind its stop. */
static bool scan_abbreviation(tarix_scan *scan, const char *p)
{
    const char *stop = NULL;
    uint32_t role = 0;
    for (const char *q = p; is_letter(q);) {
        q = letters_at(q).stop;
        if (*q != '.') break;
        q++;
        const uint32_t found_role = role_of(scan, p, q);
        if (found_role) {
            stop = q;
            role = found_role;
        }
    }
    if (!stop) return false;
    if (tarix_str_equal((tarix_str){p, (size_t)(stop - p)}, TARIX_STR("s.")) && scan->follows_and)
        role = TARIX_ABBREVIATION_ENDS;
    if (sign_of(stop) == TARIX_SIGN_HYPHEN && is_lower_letter(after(stop)))
        stop = letters_at(after(stop)).stop;
    found(scan, p, stop, TARIX_KIND_ABBREV);
    scan->role = role;
    return true;
}

/* One capital and a full stop, any number of times: V.İ. */
static const char *initials_at(const char *p)
{
    const char *stop = NULL;
    while (is_upper_letter(p)) {
        const run r = letters_at(p);
        if (r.letters != 1 || *r.stop != '.') break;
        p = stop = r.stop + 1;
    }
    return stop;
}

static bool scan_initials(tarix_scan *scan, const char *p)
{
    const char *stop = initials_at(p);
    if (!stop) return false;
    const run last = letters_at(stop);
    /* M.Ə Rəsulzadə: the last stop has been lost. */
    if (last.letters == 1 && last.starts_upper && *last.stop == ' ' &&
        is_upper_letter(last.stop + 1))
        stop = last.stop;
    const char *next = stop;
    while (sign_of(next) == TARIX_SIGN_SPACE && next < scan->end) next = after(next);
    const char *broken = tarix_scan_line_end(scan, next);
    if (broken) next = broken;
    if (!is_upper_letter(next) && !scan->follows_name) return false;
    found(scan, p, stop, TARIX_KIND_INITIALS);
    return true;
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

/* ---- Roman numerals ---- */

static size_t repeats(const char **p, char c, size_t most)
{
    size_t n = 0;
    while (n < most && **p == c) {
        (*p)++;
        n++;
    }
    return n;
}

/* One decimal place: with `one` I, `five` V and `ten` X it reads I II III IV V … IX. */
static void place_at(const char **p, char one, char five, char ten)
{
    if ((*p)[0] == one && ((*p)[1] == ten || (*p)[1] == five)) {
        *p += 2;
        return;
    }
    repeats(p, five, 1);
    repeats(p, one, 3);
}

/* The canonical Roman number at p, or p. */
static const char *roman_at(const char *p)
{
    repeats(&p, 'M', 3);
    place_at(&p, 'C', 'D', 'M');
    place_at(&p, 'X', 'L', 'C');
    place_at(&p, 'I', 'V', 'X');
    return p;
}

/* An ordinal ending, right or wrong by the spoken number: cı ci cu cü, and what may follow. */
static bool is_ordinal_ending(const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_suffix)];
    const size_t size = (size_t)(stop - p);
    if (size > longest_suffix) return false;
    const tarix_str folded = {key, tarix_fold((tarix_str){p, size}, TARIX_KIND_WORD, key)};
    return tarix_str_starts(folded, TARIX_STR("cı")) || tarix_str_starts(folded, TARIX_STR("ci")) ||
           tarix_str_starts(folded, TARIX_STR("cu")) || tarix_str_starts(folded, TARIX_STR("cü"));
}

/* əsr, il, a ruler's name: with any ending. */
static bool is_numbered(const tarix_scan *scan, const char *p)
{
    char key[TARIX_FOLD_SIZE(longest_suffix)];
    while (p < scan->end && is_blank(p)) p = after(p);
    const char *stop = letters_at(p).stop;
    if (stop == p || stop - p > longest_suffix) return false;
    tarix_str word = {key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_WORD, key)};
    for (; word.size > 1; tarix_utf8_last(word, &word.size))
        if (tarix_wordlist_find(tarix_lexicons_numbered(scan->lexicons), word)) return true;
    return false;
}

/* A single letter is a number only where its neighbours say so. */
static bool single_is_roman(const tarix_scan *scan, const char *stop)
{
    return scan->follows_name || is_numbered(scan, stop);
}

static bool scan_roman(tarix_scan *scan, const char *p)
{
    const char *stop = roman_at(p);
    size_t size = (size_t)(stop - p);
    if (size == 0) return false;
    bool is_range = false;
    for (;;) {
        const tarix_sign sign = sign_of(stop);
        if (sign != TARIX_SIGN_HYPHEN && sign != TARIX_SIGN_DASH) break;
        const char *next = after(stop), *further = roman_at(next);
        if (further == next || is_letter(further)) break;
        stop = further;
        is_range = true;
    }
    const tarix_sign sign = sign_of(stop);
    tarix_kind kind = TARIX_KIND_ROMAN;
    const char *line = sign == TARIX_SIGN_HYPHEN ? tarix_scan_line_end(scan, after(stop)) : NULL;
    if ((sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE) &&
        is_lower_letter(after(stop))) {
        const char *ending = after(stop);
        const char *ending_stop = letters_at(ending).stop;
        if (is_ordinal_ending(ending, ending_stop))
            kind = TARIX_KIND_ORDINAL;
        else if (size < 2 && !is_range)
            return false;
        stop = ending_stop;
        is_range = true;
    } else if (line && is_lower_letter(line)) {
        const char *ending_stop = letters_at(line).stop;
        if (!is_ordinal_ending(line, ending_stop)) return false;
        tarix_hyphen_join(scan, p, after(stop), line, ending_stop);
        scan->kind = TARIX_KIND_ORDINAL;
        return true;
    } else if (is_letter(stop) || is_digit(stop))
        return false;
    if (size < 2 && !is_range && !single_is_roman(scan, stop)) return false;
    found(scan, p, stop, kind);
    return true;
}

/* ---- URLs ---- */

static bool is_domain_end(const char *p)
{
    static const char *const ends[] = {
        ".az", ".com", ".org", ".ru", ".tr", ".net", ".edu", ".gov", ".info"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const size_t size = strlen(ends[i]);
        if (strncmp(p, ends[i], size) == 0 && !is_letter(p + size) && !is_digit(p + size))
            return true;
    }
    return false;
}

static bool scan_url(tarix_scan *scan, const char *p)
{
    const char *stop = p, *last = p;
    bool is_url = strncmp(p, "http://", 7) == 0 || strncmp(p, "https://", 8) == 0 ||
                  strncmp(p, "www.", 4) == 0;
    while (stop < scan->end && stop - p < longest_line && (unsigned char)*stop > ' ' &&
           (unsigned char)*stop < 0x80 && !strchr("()[]<>\"{}|", *stop)) {
        if (*stop == '@' && stop > p && (is_letter(stop + 1) || is_digit(stop + 1))) is_url = true;
        if (*stop == '.' && is_domain_end(stop)) is_url = true;
        if (!strchr(".,;:!?'", *stop)) last = stop + 1;
        stop++;
    }
    if (!is_url || last - p < 4) return false;
    found(scan, p, last, TARIX_KIND_URL);
    return true;
}

/* ---- words ---- */

/* A suffix glued to the closing quote of what it belongs to: proqramı”nda, Əkinçi»-nin. */
static const char *suffix_behind_quote(const char *quote)
{
    static const char *const endings[] = {"nın", "nin", "nun", "nün", "ın", "in", "un", "ün", "nı",
        "ni", "nu", "nü", "na", "nə", "ya", "yə", "da", "də", "dan", "dən", "nda", "ndə", "ndan",
        "ndən", "dakı", "dəki", "ndakı", "ndəki", "lar", "lər", "ların", "lərin", "çı", "çi", "çu",
        "çü", "çılıq", "çilik", "la", "lə", "dır", "dir", "dur", "dür", "nda", "sı", "si", "nın",
        "larda", "lərdə", "dandır", "dəndir", "ndadır", "ndədir", "a", "ə", "ı", "i", "u", "ü"};
    const char *p = after(quote);
    if (sign_of(p) == TARIX_SIGN_HYPHEN) p = after(p);
    const bool joined = p != after(quote);
    const run r = letters_at(p);
    if (r.letters == 0 || r.capitals > 0) return NULL;
    if (joined) return r.stop;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strlen(endings[i]) == (size_t)(r.stop - p) &&
            !memcmp(endings[i], p, strlen(endings[i])))
            return r.stop;
    return NULL;
}

/* ÜİK(b)P */
static const char *bracket_inside(const char *p)
{
    if (*p != '(' || !is_lower_letter(p + 1)) return NULL;
    const char *close = after(p + 1);
    return *close == ')' && is_upper_letter(close + 1) ? close + 1 : NULL;
}

/* What stands between two parts of one word; NULL when the word ends at p. */
static const char *joint(const char *p)
{
    const char *next = NULL;
    switch (sign_of(p)) {
    case TARIX_SIGN_APOSTROPHE: next = after(p); return is_letter(next) ? next : NULL;
    case TARIX_SIGN_HYPHEN: next = after(p); return is_letter(next) || is_digit(next) ? next : NULL;
    case TARIX_SIGN_OPEN: return bracket_inside(p);
    default: return NULL;
    }
}

/* The whole word from p, over hyphens and apostrophes, to where it or the line ends. */
static run word_at(const char *p)
{
    run all = letters_at(p);
    const char *next;
    while ((next = joint(all.stop))) {
        run part = letters_at(next);
        if (part.stop == next) part.stop = digits_at(next);
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

static bool is_acronym(const tarix_scan *scan, const char *p)
{
    const run head = letters_at(p);
    const char *rest = head.stop;
    if (head.letters < 2 || head.capitals != head.letters) return false;
    if (bracket_inside(rest)) return true;
    const tarix_sign sign = sign_of(rest);
    if ((sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE) &&
        is_lower_letter(after(rest)))
        return true;
    return head.letters <= 6 && line_has_small(scan, p);
}

static void scan_word(tarix_scan *scan, const char *p)
{
    if (is_upper_letter(p) && (scan_roman(scan, p) || scan_initials(scan, p))) return;
    const run head = letters_at(p);
    if ((*head.stop == '.' || *head.stop == ':' || *head.stop == '@') && scan_url(scan, p)) return;
    if (*head.stop == '.' && scan_abbreviation(scan, p)) return;
    /* Sov.İKP */
    if (*head.stop == '.' && head.starts_upper && head.letters <= 3 && head.capitals == 1) {
        const run second = letters_at(head.stop + 1);
        if (second.letters >= 2 && second.capitals == second.letters) {
            found(scan, p, word_at(head.stop + 1).stop, TARIX_KIND_ABBREV);
            return;
        }
    }
    const run word = word_at(p);
    tarix_kind kind = TARIX_KIND_WORD;
    if (is_acronym(scan, p))
        kind = TARIX_KIND_ABBREV;
    else if (word.letters == 1 && *word.stop == ')' && (p == scan->begin || is_blank(p - 1)))
        kind = TARIX_KIND_INITIALS; /* a) of a list */
    found(scan, p, word.stop, kind);
    if (sign_of(word.stop) == TARIX_SIGN_HYPHEN) {
        const char *line = tarix_scan_line_end(scan, after(word.stop));
        if (line) tarix_hyphen_over_line(scan, p, word.stop, line);
    }
    const tarix_sign sign = sign_of(scan->stop);
    if (sign == TARIX_SIGN_QUOTE || sign == TARIX_SIGN_APOSTROPHE) {
        const char *stop = suffix_behind_quote(scan->stop);
        if (stop && scan->form.data == p) found(scan, p, stop, scan->kind);
    }
}

/* ---- numbers ---- */

/* A group of exactly three digits behind one space that does not break the line. */
static const char *thousands_at(const char *p)
{
    size_t size = 0;
    if (tarix_sign_at(p, &size) != TARIX_SIGN_SPACE || *p == '\t') return NULL;
    const char *group = p + size, *stop = digits_at(group);
    return stop - group == 3 && !is_letter(stop) ? stop : NULL;
}

static const char *part_behind(const char *p, size_t digits_before)
{
    const tarix_sign sign = sign_of(p);
    if (*p == '.' || *p == ',' || *p == ':' || *p == '/') {
        const char *stop = digits_at(p + 1);
        /* 1918,1919: two years whose space is missing */
        if (*p == ',' && digits_before == 4 && stop - p == 5) return NULL;
        return stop > p + 1 ? stop : NULL;
    }
    if (sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_DASH) {
        const char *stop = digits_at(after(p));
        return stop > after(p) ? stop : NULL;
    }
    if (*p == '(') {
        const char *stop = digits_at(p + 1);
        return stop > p + 1 && *stop == ')' ? stop + 1 : NULL;
    }
    return NULL;
}

static const char *number_at(const char *p)
{
    const char *stop = digits_at(p);
    size_t digits = (size_t)(stop - p);
    const char *next;
    if (digits <= 3)
        while ((next = thousands_at(stop))) {
            stop = next;
            digits += 3;
        }
    while ((next = part_behind(stop, digits))) {
        digits = (size_t)(next - stop) - 1;
        stop = next;
    }
    return *stop == '%' ? stop + 1 : stop;
}

/* Digits glued to a word or its stop, and to nothing else: the number of a note. */
static bool is_note(const tarix_scan *scan, const char *p, const char *stop)
{
    if (p == scan->begin || stop - p > 3 || is_letter(stop)) return false;
    const tarix_sign sign = sign_of(stop);
    if (sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE) return false;
    const char *q = p - 1;
    while (q > scan->begin && ((unsigned char)*q & 0xC0) == 0x80) q--;
    const tarix_sign left = sign_of(q);
    return (left == TARIX_SIGN_LETTER && !tarix_chars_is_upper(q) &&
               scan->before == TARIX_KIND_WORD) ||
           ((left == TARIX_SIGN_STOP || left == TARIX_SIGN_QUOTE) &&
               scan->before == TARIX_KIND_PUNCT && q > scan->begin && !is_blank(q - 1) &&
               (is_blank(stop) || stop == scan->end));
}

static void scan_number(tarix_scan *scan, const char *p)
{
    const char *stop = number_at(p);
    if (is_note(scan, p, stop)) {
        found(scan, p, stop, TARIX_KIND_CITATION);
        return;
    }
    tarix_kind kind = TARIX_KIND_NUMBER;
    for (;;) {
        const tarix_sign sign = sign_of(stop);
        const char *ending = stop;
        if (sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE) ending = after(stop);
        const char *line = sign == TARIX_SIGN_HYPHEN ? tarix_scan_line_end(scan, ending) : NULL;
        if (line && is_lower_letter(line)) {
            const char *line_stop = letters_at(line).stop;
            tarix_hyphen_join(scan, p, ending, line, line_stop);
            scan->kind =
                is_ordinal_ending(line, line_stop) ? TARIX_KIND_ORDINAL : TARIX_KIND_NUMBER;
            return;
        }
        const run r = letters_at(ending);
        const bool is_ordinal = r.letters > 0 && is_ordinal_ending(ending, r.stop);
        if (r.letters == 0 || (ending == stop && !(is_ordinal && r.letters == 2))) break;
        if (is_ordinal) kind = TARIX_KIND_ORDINAL;
        stop = r.stop;
        const char *next = sign_of(stop) == TARIX_SIGN_HYPHEN ? digits_at(after(stop)) : stop;
        if (next <= after(stop)) break;
        stop = next; /* 1920-ci-1930-cu */
    }
    found(scan, p, stop, kind);
}

/* ---- the rest ---- */

static const char *finals_at(const char *p)
{
    for (;;) {
        const tarix_sign sign = sign_of(p);
        if (sign != TARIX_SIGN_STOP && sign != TARIX_SIGN_ELLIPSIS && sign != TARIX_SIGN_FINAL)
            return p;
        p = after(p);
    }
}

static void scan_raised(tarix_scan *scan, const char *p)
{
    const char *stop = p;
    while (sign_of(stop) == TARIX_SIGN_RAISED) stop = after(stop);
    const bool is_glued = p > scan->begin && !is_blank(p - 1);
    found(scan, p, stop, is_glued ? TARIX_KIND_CITATION : TARIX_KIND_SYMBOL);
}

static void scan_marks(tarix_scan *scan, const char *p)
{
    const char *stop = p;
    while (stop < scan->end && sign_of(stop) == TARIX_SIGN_MARK) stop = after(stop);
    found(scan, p, stop, TARIX_KIND_SYMBOL);
}

void tarix_scan_token(tarix_scan *scan, const char *p)
{
    scan->role = 0;
    scan->furniture = 0;
    switch (sign_of(p)) {
    case TARIX_SIGN_LETTER: scan_word(scan, p); return;
    case TARIX_SIGN_DIGIT: scan_number(scan, p); return;
    case TARIX_SIGN_RAISED: scan_raised(scan, p); return;
    case TARIX_SIGN_MARK: scan_marks(scan, p); return;
    case TARIX_SIGN_OPEN:
        if (tarix_citation_scan(scan, p)) return;
        found(scan, p, p + 1, TARIX_KIND_PUNCT);
        return;
    case TARIX_SIGN_STOP:
    case TARIX_SIGN_ELLIPSIS:
    case TARIX_SIGN_FINAL: found(scan, p, finals_at(p), TARIX_KIND_PUNCT); return;
    case TARIX_SIGN_SYMBOL: found(scan, p, after(p), TARIX_KIND_SYMBOL); return;
    default: found(scan, p, after(p), TARIX_KIND_PUNCT); return;
    }
}
