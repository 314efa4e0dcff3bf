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

/* Lengthens the last piece. */
static void extend(tarix_scan *scan, const char *stop)
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
    char *form = tarix_arena_alloc(scan->arena, size + 1, 1);
    scan->form = (tarix_str){form, size};
    for (size_t i = 0; i < scan->n_pieces; i++) {
        memcpy(form, scan->pieces[i].data, scan->pieces[i].size);
        form += scan->pieces[i].size;
    }
}

static void found(tarix_scan *scan, const char *p, const char *stop, tarix_kind kind)
{
    tarix_scan_begin(scan, p, stop);
    tarix_scan_finish(scan, kind);
}

bool tarix_scan_knows(const tarix_scan *scan, tarix_str word)
{
    return tarix_roots_know(
        tarix_lexicons_roots(scan->lexicons), tarix_lexicons_endings(scan->lexicons), word);
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
    const bool is_run = stop > letters_at(p).stop + 1;
    /* M.Ə Rəsulzadə: the last stop has been lost. */
    if (last.letters == 1 && last.starts_upper && *last.stop == ' ' &&
        is_upper_letter(last.stop + 1))
        stop = last.stop;
    const char *next = stop;
    while (sign_of(next) == TARIX_SIGN_SPACE && next < scan->end) next = after(next);
    const char *broken = tarix_scan_next_line(scan, next, NULL);
    if (broken) next = broken;
    if (!is_run && !is_upper_letter(next) && !scan->follows_name) return false;
    if (is_run && sign_of(stop) == TARIX_SIGN_HYPHEN && is_lower_letter(after(stop)))
        stop = letters_at(after(stop)).stop; /* A.A.-nın */
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

/* Whether [p, stop) begins with a listed word (and may have an ending). */
static bool begins_listed(const tarix_wordlist *list, const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_suffix)];
    if (stop == p || stop - p > longest_suffix) return false;
    tarix_str word = {key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_WORD, key)};
    for (; word.size > 0; tarix_utf8_last(word, &word.size))
        if (tarix_wordlist_find(list, word)) return true;
    return false;
}

/* An ordinal ending, right or wrong by the spoken number: cı ci cu cü, and what may follow. */
static bool is_ordinal_ending(const tarix_scan *scan, const char *p, const char *stop)
{
    return begins_listed(tarix_lexicons_ordinals(scan->lexicons), p, stop);
}

static bool is_numbered(const tarix_scan *scan, const char *p, const char *stop)
{
    return begins_listed(tarix_lexicons_numbered(scan->lexicons), p, stop);
}

/* A single letter is a number only before əsr, il, a ruler's name and the like (also over further
 * numbers: V, VI və VII əsrlər), or after a ruler's name. */
static bool single_is_roman(const tarix_scan *scan, const char *p, const char *stop)
{
    const char *next = stop;
    while (next < scan->end && next - stop < longest_suffix && !is_lower_letter(next) &&
           (is_blank(next) || *next == ',' || *next == '-' || roman_at(next) > next))
        next = roman_at(next) > next ? roman_at(next) : after(next);
    if (next > stop && is_numbered(scan, next, letters_at(next).stop)) return true;
    const char *last = p;
    while (last > scan->begin && last[-1] == ' ') last--;
    const char *first = last;
    while (first > scan->begin && p - first < longest_suffix && (unsigned char)first[-1] > ' ')
        first--;
    return first < last && last < p && is_upper_letter(first) && is_numbered(scan, first, last);
}

/* XIX, XIX-XX: the end of Roman numbers at p, over hyphens and dashes; *parts of them. */
static const char *romans_at(const char *p, size_t *parts)
{
    const char *stop = roman_at(p);
    *parts = stop > p;
    while (*parts && (sign_of(stop) == TARIX_SIGN_HYPHEN || sign_of(stop) == TARIX_SIGN_DASH)) {
        const char *next = after(stop), *further = roman_at(next);
        if (further == next || is_letter(further)) break;
        stop = further;
        ++*parts;
    }
    return stop;
}

/* XIX-/XX and XX-/ci over a line's end. */
static bool roman_over_line(tarix_scan *scan, const char *p, const char *stop)
{
    uint64_t furniture = 0;
    size_t parts = 0;
    const char *line = tarix_scan_next_line(scan, after(stop), &furniture);
    if (!line) return false;
    const char *line_stop = romans_at(line, &parts);
    tarix_kind kind = TARIX_KIND_ROMAN;
    if (!parts || is_letter(line_stop)) {
        line_stop = letters_at(line).stop;
        if (!is_lower_letter(line) || !is_ordinal_ending(scan, line, line_stop)) return false;
        kind = TARIX_KIND_ORDINAL;
    }
    tarix_scan_begin(scan, p, after(stop));
    tarix_scan_add(scan, line, line_stop);
    tarix_scan_finish(scan, kind);
    scan->furniture += furniture;
    return true;
}

static bool scan_roman(tarix_scan *scan, const char *p)
{
    size_t parts = 0;
    const char *stop = romans_at(p, &parts);
    if (!parts) return false;
    const tarix_sign sign = sign_of(stop);
    bool is_sure = parts > 1 || stop - p > 1;
    tarix_kind kind = TARIX_KIND_ROMAN;
    if (sign == TARIX_SIGN_HYPHEN && roman_over_line(scan, p, stop)) return true;
    if ((sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE) &&
        is_lower_letter(after(stop))) {
        const char *ending = after(stop), *ending_stop = letters_at(ending).stop;
        if (is_ordinal_ending(scan, ending, ending_stop)) {
            kind = TARIX_KIND_ORDINAL;
            is_sure = true;
        }
        if (!is_sure && !single_is_roman(scan, p, stop)) return false;
        stop = ending_stop;
        is_sure = true;
    } else if (is_letter(stop) || is_digit(stop))
        return false;
    if (!is_sure && !single_is_roman(scan, p, stop)) return false;
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
    const char *suffix = after(quote);
    const bool is_joined = sign_of(suffix) == TARIX_SIGN_HYPHEN;
    if (is_joined) suffix = after(suffix);
    const run r = letters_at(suffix);
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
    if (head.capitals >= 3 && head.letters > head.capitals && head.letters <= 8)
        return true; /* AzSSR */
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
    tarix_scan_begin(scan, p, word.stop);
    for (;;) {
        const char *stop = scan->stop;
        tarix_sign sign = sign_of(stop);
        if (sign == TARIX_SIGN_APOSTROPHE && sign_of(after(stop)) == TARIX_SIGN_HYPHEN &&
            tarix_scan_next_line(scan, after(after(stop)), NULL)) { /* mə'-/lumat */
            extend(scan, after(stop));
            stop = scan->stop;
            sign = TARIX_SIGN_HYPHEN;
        }
        if (sign == TARIX_SIGN_HYPHEN && tarix_hyphen_join(scan, stop)) continue;
        const tarix_str last = scan->pieces[scan->n_pieces - 1];
        const char *suffix = sign == TARIX_SIGN_QUOTE || sign == TARIX_SIGN_APOSTROPHE
                                 ? suffix_behind_quote(scan, last.data, stop)
                                 : NULL;
        if (!suffix) break;
        extend(scan, suffix);
    }
    tarix_scan_finish(scan, kind);
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

static bool number_over_line(tarix_scan *scan, const char *p, const char *stop);

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
        if (sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE || sign == TARIX_SIGN_DASH)
            ending = after(stop);
        if (sign == TARIX_SIGN_HYPHEN && number_over_line(scan, p, stop)) return;
        const run r = letters_at(ending);
        const bool is_ordinal = r.letters > 0 && is_ordinal_ending(scan, ending, r.stop);
        if (r.letters == 0 || (ending == stop && !(is_ordinal && r.letters == 2))) break;
        if (sign == TARIX_SIGN_DASH && !is_ordinal) break;
        if (is_ordinal) kind = TARIX_KIND_ORDINAL;
        stop = r.stop;
        const char *next = sign_of(stop) == TARIX_SIGN_HYPHEN ? digits_at(after(stop)) : stop;
        if (next <= after(stop)) break;
        stop = next; /* 1920-ci-1930-cu */
    }
    found(scan, p, stop, kind);
}

/* 1917-/ci, 45-/50, 1914-/1918-ci. */
static bool number_over_line(tarix_scan *scan, const char *p, const char *stop)
{
    const char *line = tarix_scan_next_line(scan, after(stop), NULL);
    if (!line) return false;
    tarix_scan_begin(scan, p, stop);
    if (is_digit(line)) {
        const char *line_stop = number_at(line);
        const bool has_ending =
            sign_of(line_stop) == TARIX_SIGN_HYPHEN && is_lower_letter(after(line_stop));
        const char *ending = has_ending ? after(line_stop) : line_stop;
        const char *all = has_ending ? letters_at(ending).stop : line_stop;
        extend(scan, after(stop));
        tarix_scan_add(scan, line, all);
        tarix_scan_finish(scan, has_ending && is_ordinal_ending(scan, ending, all)
                                    ? TARIX_KIND_ORDINAL
                                    : TARIX_KIND_NUMBER);
        return true;
    }
    if (!tarix_hyphen_join(scan, stop)) return false;
    const tarix_str ending = scan->pieces[1];
    if (!is_lower_letter(ending.data)) {
        scan->furniture = 0;
        return false;
    }
    tarix_scan_finish(scan, is_ordinal_ending(scan, ending.data, ending.data + ending.size)
                                ? TARIX_KIND_ORDINAL
                                : TARIX_KIND_NUMBER);
    return true;
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

/* *** ____ -- ,, << : a row of one sign is one token. */
static const char *row_at(const char *p)
{
    const char c = *p;
    const char *stop = after(p);
    if (!strchr("*_-,<>'`=~#", c)) return stop;
    if (c == '\'' || c == ',' || c == '<' || c == '>' || c == '`')
        return *stop == c ? stop + 1 : stop;
    while (*stop == c) stop++;
    return stop;
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
    case TARIX_SIGN_SYMBOL: found(scan, p, row_at(p), TARIX_KIND_SYMBOL); return;
    default: found(scan, p, row_at(p), TARIX_KIND_PUNCT); return;
    }
}
