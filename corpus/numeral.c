#include "corpus/numeral.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"
#include "corpus/hyphen.h"
#include "corpus/page.h"
#include "lexicons/harmony.h"

enum { longest_suffix = 24, longest_roman = 15 };

/* Over invisible characters at p that a hyphen stands behind. */
static const char *to_hyphen(const char *p)
{
    if ((unsigned char)*p < 0xE2) return p;
    const char *seen = p;
    while (tarix_chars_is_invisible(seen)) seen = tarix_after(seen);
    return tarix_sign_of(seen) == TARIX_SIGN_HYPHEN ? seen : p;
}

/* ---- Roman numbers ---- */

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

/* What Roman numbers, over hyphens and dashes, were found. */
typedef struct romans {
    const char *stop;
    size_t parts;
    bool is_sure; /* no context is needed to tell them from a word or from initials */
} romans;

/* The canonical Roman number at p, also in letters that print like its digits: XİX, Cyrillic ХХ,
 * XlX. Those are sure when they hold none but the digits of centuries and are long enough to be no
 * word; a small l stands for I only in such. Returns its end, or p. */
static const char *number_at_sight(const char *p, bool *is_sure)
{
    char digits[longest_roman + 1];
    size_t n = 0, size = 0, small = 0, dotted = 0, large = 0;
    const char *stop = roman_at(p), *q = p;
    *is_sure = stop - p > 1;
    if (!tarix_is_letter(stop)) return stop;
    for (; n < longest_roman; n++, q += size) {
        const uint32_t c = tarix_utf8_decode(q, &size);
        const char digit = tarix_chars_roman(c);
        if (digit == 0) break;
        digits[n] = digit;
        small += c == 'l';
        dotted += c == 0x130;
        large += strchr("LCDM", digit) != NULL;
    }
    digits[n] = '\0';
    if (n == 0 || tarix_is_letter(q) || roman_at(digits) != digits + n) return stop;
    const bool is_century = large == 0 && n >= (dotted || small ? 3 : 2);
    if (small && (!is_century || n - small < 2)) return stop; /* Xll is left: a plain word */
    *is_sure = is_century;
    return q;
}

/* The number of the listed word at the head of a word, what stands behind it in `rest`; or 0. */
static uint32_t begins_listed(const tarix_wordlist *list, tarix_str word, tarix_str *rest)
{
    const char *end = word.data + word.size;
    for (; word.size > 0; tarix_utf8_last(word, &word.size)) {
        const uint32_t *number = tarix_wordlist_find(list, word);
        if (!number) continue;
        *rest = (tarix_str){word.data + word.size, (size_t)(end - word.data) - word.size};
        return *number + 1; /* a list without numbers has 0 */
    }
    return 0;
}

static tarix_str fold_of(const char *p, const char *stop, char *key)
{
    if (stop - p > longest_suffix) return TARIX_STR("");
    return (tarix_str){key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_WORD, key)};
}

/* An ordinal ending, right or wrong by the spoken number: cı ci cu cü, and what may follow. */
static bool is_ordinal_ending(const tarix_scan *scan, const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_suffix)];
    tarix_str rest;
    return begins_listed(tarix_lexicons_ordinals(scan->lexicons), fold_of(p, stop, key), &rest) > 0;
}

/* Of a word such as əsr, or a ruler's name, with or without endings (in Cyrillic, any): its class
 * (tarix_numbered_class) and the endings, written to `key`. 0: it is no such word. */
static uint32_t numbered_class(
    const tarix_scan *scan, const char *p, const char *stop, char *key, tarix_str *rest)
{
    const tarix_str word = fold_of(p, stop, key);
    const uint32_t found = begins_listed(tarix_lexicons_numbered(scan->lexicons), word, rest);
    if (!found) return 0;
    size_t size = 0;
    const bool is_other = rest->size && tarix_unicode_script(tarix_utf8_decode(
                                            rest->data, &size)) != TARIX_SCRIPT_LATIN;
    const uint32_t vowel = tarix_last_vowel((tarix_str){key, word.size - rest->size});
    return is_other || tarix_grammar_accepts(tarix_lexicons_grammar(scan->lexicons), *rest, vowel)
               ? found - 1
               : 0;
}

static bool is_numbered(const tarix_scan *scan, const char *p, const char *stop)
{
    char key[TARIX_FOLD_SIZE(longest_suffix)];
    tarix_str rest;
    return numbered_class(scan, p, stop, key, &rest) > 0;
}

/* Whether the initial at [p, stop) with its stop stands before a surname: Əhməd C. Paşayev. */
static bool is_initial(const tarix_scan *scan, const char *p, const char *stop)
{
    if (strchr("MDCL", *p)) return true; /* no ruler has had fifty namesakes */
    if (*stop != '.' || stop[1] != ' ' || !tarix_is_upper(stop + 2)) return false;
    return !tarix_scan_is_common(scan, stop + 2);
}

/* I. Giriş: at the head of a line, before a word that is no name. */
static bool is_heading_number(const tarix_scan *scan, const char *p, const char *stop)
{
    if (!strchr("IVX", *p) || stop[0] != '.' || stop[1] != ' ' || !tarix_is_upper(stop + 2))
        return false;
    while (p > scan->begin && (p[-1] == ' ' || p[-1] == '\t')) p--;
    return (p == scan->begin || (unsigned char)p[-1] < ' ') && tarix_scan_is_common(scan, stop + 2);
}

/* A single letter is a number only before əsr, il, a ruler's name and the like (also over further
 * numbers: V, VI və VII əsrlər), or after a ruler's name. */
static bool single_is_roman(const tarix_scan *scan, const char *p, const char *stop)
{
    const char *next = stop;
    while (next < scan->end && next - stop < longest_suffix) {
        bool is_sure = false;
        const char *roman = number_at_sight(next, &is_sure);
        if (roman > next && !tarix_is_letter(roman))
            next = roman;
        else if (strncmp(next, "və ", sizeof "və " - 1) == 0)
            next += sizeof "və " - 1;
        else if (tarix_is_blank(next) || *next == ',' || *next == '-')
            next = tarix_after(next);
        else
            break;
    }
    if (next > stop && is_numbered(scan, next, tarix_letters_at(next).stop)) return true;
    if (is_heading_number(scan, p, stop)) return true;
    const char *last = p;
    while (last > scan->begin && last[-1] == ' ') last--;
    const char *first = last;
    while (first > scan->begin && p - first < longest_suffix && (unsigned char)first[-1] > ' ')
        first--;
    return first < last && last < p && tarix_is_upper(first) && is_numbered(scan, first, last) &&
           !is_initial(scan, p, stop);
}

/* XIX, XIX-XX: Roman numbers at p. */
static romans romans_at(const char *p)
{
    romans r = {.is_sure = false};
    bool is_sure = false;
    r.stop = number_at_sight(p, &is_sure);
    r.parts = r.stop > p;
    r.is_sure = is_sure;
    while (r.parts && (tarix_sign_of(r.stop) == TARIX_SIGN_HYPHEN ||
                          tarix_sign_of(r.stop) == TARIX_SIGN_DASH)) {
        const char *next = tarix_after(r.stop), *further = number_at_sight(next, &is_sure);
        if (further == next || tarix_is_letter(further)) break;
        r.stop = further;
        r.is_sure = r.is_sure || is_sure || further - next == 1;
        r.parts++;
    }
    return r;
}

/* XIX-/XX and XX-/ci over a line's end. */
static bool roman_over_line(tarix_scan *scan, const char *p, const char *stop)
{
    uint64_t furniture = 0;
    const char *line = tarix_page_next_line(scan, tarix_after(stop), &furniture);
    if (!line) return false;
    const romans further = romans_at(line);
    const char *line_stop = further.stop;
    tarix_kind kind = TARIX_KIND_ROMAN;
    if (!further.parts || tarix_is_letter(line_stop)) {
        line_stop = tarix_letters_at(line).stop;
        if (!tarix_is_small(line) || !is_ordinal_ending(scan, line, line_stop)) return false;
        kind = TARIX_KIND_ORDINAL;
    }
    tarix_scan_begin(scan, p, tarix_after(stop));
    tarix_scan_add(scan, line, line_stop);
    tarix_scan_finish(scan, kind);
    scan->furniture += furniture;
    return true;
}

/* XIXəsr and XXci: what is glued to a number of two digits or more. Returns the number's end. */
static const char *roman_glued(
    const tarix_scan *scan, const char *p, const char *stop, tarix_kind *kind)
{
    const tarix_run rest = tarix_letters_at(stop);
    if (stop - p < 2) return NULL;
    if (rest.letters == 2 && is_ordinal_ending(scan, stop, rest.stop)) {
        *kind = TARIX_KIND_ORDINAL;
        return rest.stop;
    }
    return is_numbered(scan, stop, rest.stop) ? stop : NULL;
}

/* Whether a word that is no number begins there, as at most capitals: with a letter that is no
 * Roman digit and does not print like one, or with a single one before a small letter. */
static bool begins_word(const char *p)
{
    const unsigned char c = (unsigned char)p[0];
    if (c >= 0x80) return c == 0xC3 || (c >= 0xC5 && c <= 0xCB); /* Ç Ö Ü Ş Ə, but not İ */
    return !tarix_is_roman_digit(p[0]) || (p[1] >= 'a' && p[1] <= 'z' && p[1] != 'l');
}

bool tarix_numeral_roman(tarix_scan *scan, const char *p)
{
    if (begins_word(p)) return false;
    const romans r = romans_at(p);
    if (!r.parts) return false;
    const char *stop = to_hyphen(r.stop);
    const tarix_sign sign = tarix_sign_of(stop);
    bool is_sure = r.is_sure;
    tarix_kind kind = TARIX_KIND_ROMAN;
    if (sign == TARIX_SIGN_HYPHEN && roman_over_line(scan, p, stop)) return true;
    if ((sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE) &&
        tarix_is_small(tarix_after(stop))) {
        const char *ending = tarix_after(stop), *ending_stop = tarix_letters_at(ending).stop;
        if (is_ordinal_ending(scan, ending, ending_stop)) {
            kind = TARIX_KIND_ORDINAL;
            is_sure = true;
        }
        if (!is_sure && !single_is_roman(scan, p, stop)) return false;
        stop = ending_stop;
        is_sure = true;
    } else if (tarix_is_letter(stop)) {
        stop = r.parts == 1 ? roman_glued(scan, p, stop, &kind) : NULL;
        if (!stop) return false;
        is_sure = true;
    } else if (tarix_is_digit(stop))
        return false;
    if (!is_sure && !single_is_roman(scan, p, stop)) return false;
    tarix_scan_found(scan, p, stop, kind);
    return true;
}

bool tarix_numeral_is_roman(const char *p, const char *stop)
{
    bool is_sure = false;
    return number_at_sight(p, &is_sure) == stop && is_sure;
}

/* ---- ordinals with a full stop ---- */

/* Whether endings begin with the possessive of the third person (-sI, -I, -InA), which leans on
 * words before; -In is the genitive. */
static bool is_possessive(tarix_str rest)
{
    if (rest.size == 0) return false;
    if (*rest.data == 's') return true;
    if (!tarix_is_vowel(tarix_utf8_next(&rest))) return false;
    return rest.size == 0 || (*rest.data == 'n' && rest.size > 1);
}

/* Müqavilənin 5. Maddəsi: only behind its possessor is the word surely not the next sentence's. */
static bool is_genitive(const char *p, const char *stop)
{
    static const char *const endings[] = {"ın", "in", "un", "ün"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t size = strlen(endings[i]);
        if (stop - p > (ptrdiff_t)size && memcmp(stop - size, endings[i], size) == 0) return true;
    }
    return false;
}

/* Where the word before p, which may be blank, begins; *stop: where it ends. */
static const char *word_before(const tarix_scan *scan, const char *p, const char **stop)
{
    const char *far = p - scan->begin > 2 * longest_suffix ? p - 2 * longest_suffix : scan->begin;
    while (p > far && (unsigned char)p[-1] <= ' ') p--;
    *stop = p;
    while (p > far && (unsigned char)p[-1] > ' ') p--;
    return p;
}

bool tarix_numeral_is_ordinal(const tarix_scan *scan, const char *p)
{
    char key[TARIX_FOLD_SIZE(longest_suffix)];
    const char *stop, *before_stop;
    const char *number = word_before(scan, p, &stop), *last = number;
    tarix_str rest;
    if (!tarix_is_upper(p) || stop == number || *--stop != '.') return false;
    while (*last >= '0' && *last <= '9') last++;
    const bool is_roman = last == number;
    if (is_roman) last = roman_at(number);
    if (last != stop || (!is_roman && stop - number > 2)) return false;
    const uint32_t class = numbered_class(scan, p, tarix_letters_at(p).stop, key, &rest);
    const char *before = word_before(scan, number, &before_stop);
    if (class == TARIX_NUMBERED_RULER) /* Çar II. Nikolay; but: Nikolay II. Nikolay */
        return is_roman && before < before_stop && !is_numbered(scan, before, before_stop);
    return (class == TARIX_NUMBERED_PART || class == TARIX_NUMBERED_BODY) && is_possessive(rest) &&
           is_genitive(before, before_stop);
}

/* ---- Arabic numbers ---- */

/* A group of exactly three digits behind one space that does not break the line. */
static const char *thousands_at(const char *p)
{
    size_t size = 0;
    if (tarix_sign_at(p, &size) != TARIX_SIGN_SPACE || (unsigned char)*p < ' ') return NULL;
    const char *group = p + size, *stop = tarix_digits_at(group);
    return stop - group == 3 && !tarix_is_letter(stop) ? stop : NULL;
}

static const char *part_behind(const char *p, size_t digits_before)
{
    const tarix_sign sign = tarix_sign_of(p);
    if (*p == '.' && roman_at(p + 1) > p + 1) { /* 28.V.1918 */
        const char *month = roman_at(p + 1);
        return *month == '.' && tarix_is_digit(month + 1) ? tarix_digits_at(month + 1) : NULL;
    }
    if (*p == '.' || *p == ',' || *p == ':' || *p == '/') {
        const char *stop = tarix_digits_at(p + 1);
        /* 1918,1919: two years whose space is missing */
        if (*p == ',' && digits_before == 4 && stop - p == 5) return NULL;
        return stop > p + 1 ? stop : NULL;
    }
    if (sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_DASH) {
        const char *stop = tarix_digits_at(tarix_after(p));
        return stop > tarix_after(p) ? stop : NULL;
    }
    if (*p == '(') {
        const char *stop = tarix_digits_at(p + 1);
        return stop > p + 1 && *stop == ')' ? stop + 1 : NULL;
    }
    return NULL;
}

static const char *number_at(const char *p)
{
    const char *stop = tarix_digits_at(p);
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

/* The character before p, which is not the chunk's first. */
static const char *char_before(const tarix_scan *scan, const char *p)
{
    size_t at = 0;
    tarix_utf8_last((tarix_str){scan->begin, (size_t)(p - scan->begin)}, &at);
    return scan->begin + at;
}

/* Whether the sign at q, which is no letter, closes what stands before it: a quotation or bracket
 * behind a word, or a sentence. */
static bool closes(const tarix_scan *scan, const char *q)
{
    if (q == scan->begin) return false;
    switch (tarix_sign_of(q)) {
    case TARIX_SIGN_QUOTE:
    case TARIX_SIGN_APOSTROPHE:
        if (strncmp(q, "«", sizeof "«" - 1) == 0 || strncmp(q, "„", sizeof "„" - 1) == 0)
            return false;
        break;
    case TARIX_SIGN_STOP:
    case TARIX_SIGN_ELLIPSIS:
    case TARIX_SIGN_FINAL:
    case TARIX_SIGN_CLOSE: break;
    default: return false;
    }
    switch (tarix_sign_of(char_before(scan, q))) {
    case TARIX_SIGN_SPACE:
    case TARIX_SIGN_BREAK:
    case TARIX_SIGN_OPEN:
    case TARIX_SIGN_HYPHEN:
    case TARIX_SIGN_DASH:
    case TARIX_SIGN_SYMBOL:
    case TARIX_SIGN_PUNCT: return false;
    default: return true;
    }
}

/* Whether a note number may end at p: before a space or the end, or a sign of punctuation. */
static bool ends_note(const tarix_scan *scan, const char *p)
{
    if (p == scan->end || tarix_is_blank(p)) return true;
    const tarix_sign sign = tarix_sign_of(p);
    return (sign == TARIX_SIGN_STOP || sign == TARIX_SIGN_PUNCT || sign == TARIX_SIGN_CLOSE) &&
           !tarix_is_digit(p + 1);
}

/* Digits glued to a word, its stop or its closing quote, and to nothing else: the number of a
 * note. Behind a stop a sentence may begin with a number instead, which goes on in small letters
 * (edildi.5 nəfər). */
static bool is_note(const tarix_scan *scan, const char *p, const char *stop)
{
    if (p == scan->begin || stop - p > 3 || tarix_is_letter(stop)) return false;
    const tarix_sign sign = tarix_sign_of(stop);
    if (sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE) return false;
    const char *q = char_before(scan, p);
    if (tarix_is_letter(q))
        return !tarix_chars_is_upper(q) && scan->before != TARIX_KIND_NUMBER &&
               scan->before != TARIX_KIND_INITIALS;
    if (!ends_note(scan, stop) || scan->before != TARIX_KIND_PUNCT || !closes(scan, q))
        return false;
    const tarix_sign left = tarix_sign_of(q);
    return left == TARIX_SIGN_QUOTE || left == TARIX_SIGN_APOSTROPHE || left == TARIX_SIGN_CLOSE ||
           !tarix_scan_goes_on_small(scan, stop);
}

/* 1917-ciildə: the ordinal ending [p, stop) without a word such as il that is glued to it. */
static const char *before_glued(const tarix_scan *scan, const char *p, const char *stop)
{
    const char *word = tarix_after(tarix_after(p));
    return is_numbered(scan, word, stop) ? word : stop;
}

static bool number_over_line(tarix_scan *scan, const char *p, const char *stop);

void tarix_numeral_number(tarix_scan *scan, const char *p)
{
    const char *stop = number_at(p);
    if (is_note(scan, p, stop)) {
        tarix_scan_found(scan, p, stop, TARIX_KIND_CITATION);
        return;
    }
    tarix_kind kind = TARIX_KIND_NUMBER;
    for (;;) {
        stop = to_hyphen(stop);
        const tarix_sign sign = tarix_sign_of(stop);
        const char *ending = stop;
        if (sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE || sign == TARIX_SIGN_DASH)
            ending = tarix_after(stop);
        if (sign == TARIX_SIGN_HYPHEN && number_over_line(scan, p, stop)) return;
        const tarix_run r = tarix_letters_at(ending);
        const bool is_ordinal = r.letters > 0 && is_ordinal_ending(scan, ending, r.stop);
        if (r.letters == 0 || (ending == stop && !(is_ordinal && r.letters == 2))) break;
        if (sign == TARIX_SIGN_DASH && !is_ordinal) break;
        if (is_ordinal) kind = TARIX_KIND_ORDINAL;
        stop = is_ordinal && r.letters > 2 ? before_glued(scan, ending, r.stop) : r.stop;
        const char *next =
            tarix_sign_of(stop) == TARIX_SIGN_HYPHEN ? tarix_digits_at(tarix_after(stop)) : stop;
        if (next <= tarix_after(stop)) break;
        stop = next; /* 1920-ci-1930-cu */
    }
    tarix_scan_found(scan, p, stop, kind);
}

/* 1917-/ci, 45-/50, 1914-/1918-ci. */
static bool number_over_line(tarix_scan *scan, const char *p, const char *stop)
{
    uint64_t furniture = 0;
    const char *line = tarix_page_next_line(scan, tarix_after(stop), &furniture);
    if (!line) return false;
    tarix_scan_begin(scan, p, stop);
    if (tarix_is_digit(line)) {
        const char *line_stop = number_at(line);
        const bool has_ending =
            tarix_sign_of(line_stop) == TARIX_SIGN_HYPHEN && tarix_is_small(tarix_after(line_stop));
        const char *ending = has_ending ? tarix_after(line_stop) : line_stop;
        const char *all = has_ending ? tarix_letters_at(ending).stop : line_stop;
        tarix_scan_extend(scan, tarix_after(stop));
        tarix_scan_add(scan, line, all);
        tarix_scan_finish(scan, has_ending && is_ordinal_ending(scan, ending, all)
                                    ? TARIX_KIND_ORDINAL
                                    : TARIX_KIND_NUMBER);
        scan->furniture += furniture;
        return true;
    }
    if (!tarix_hyphen_join(scan, stop)) return false;
    const tarix_str ending = scan->pieces[1];
    if (!tarix_is_small(ending.data)) {
        scan->furniture = 0;
        return false;
    }
    tarix_scan_finish(scan, is_ordinal_ending(scan, ending.data, ending.data + ending.size)
                                ? TARIX_KIND_ORDINAL
                                : TARIX_KIND_NUMBER);
    return true;
}
