#include "corpus/hyphen.h"

#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"
#include "corpus/page.h"
#include "lexicons/harmony.h"

enum { longest_part = 128, most_lines = 8, most_heads = 3 };

/* Whether a page turns between p and q: a form feed, an empty line, or a line that is only a page
 * number. */
static bool page_turns(const char *p, const char *q)
{
    int breaks = 0;
    for (; p < q; p = tarix_after(p)) {
        if (*p == '\f' || tarix_sign_of(p) == TARIX_SIGN_DIGIT) return true;
        breaks += *p == '\n';
    }
    return breaks > 1;
}

/* ---- halves ---- */

static tarix_str fold_of(const tarix_scan *scan, char *out)
{
    size_t size = 0;
    for (size_t i = 0; i < scan->n_pieces; i++) {
        if (scan->pieces[i].size + size > longest_part) return TARIX_STR("");
        size += tarix_fold(scan->pieces[i], TARIX_KIND_WORD, out + size);
    }
    return (tarix_str){out, size};
}

/* The first half and [line, stop) as one folded word. */
static tarix_str joined_fold(const tarix_scan *scan, const char *line, const char *stop, char *out)
{
    tarix_str first = fold_of(scan, out);
    const size_t size = (size_t)(stop - line);
    if (first.size == 0 || size > longest_part) return TARIX_STR("");
    first.size += tarix_fold((tarix_str){line, size}, TARIX_KIND_WORD, out + first.size);
    return first;
}

static bool is_verb(const tarix_scan *scan, tarix_str word)
{
    return tarix_lexicons_root(scan->lexicons, word) & TARIX_ROOT_VERB;
}

/* qoruyub-saxlamaq: a converb in -Ib and the verb it goes with. */
static bool is_converb(const tarix_scan *scan, tarix_str part)
{
    static const tarix_str endings[] = {{"ıb", 3}, {"ib", 2}, {"ub", 2}, {"üb", 3}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!tarix_str_ends(part, endings[i])) continue;
        tarix_str stem = {part.data, part.size - endings[i].size};
        const uint32_t vowel = tarix_last_vowel(endings[i]), before = tarix_last_vowel(stem);
        if (!before || !tarix_in_harmony(before, vowel)) continue;
        if (is_verb(scan, stem)) return true;
        if (tarix_str_ends(stem, TARIX_STR("y"))) {
            stem.size--;
            if (is_verb(scan, stem)) return true;
        }
        if (tarix_str_ends(stem, TARIX_STR("d"))) { /* gedib, edib: get, et */
            char *hard = (char *)part.data + stem.size - 1;
            *hard = 't';
            const bool found = is_verb(scan, stem);
            *hard = 'd';
            if (found) return true;
        }
    }
    return false;
}

/* 1917 45% 14(27): the last sign of the half is no letter. */
static bool is_number(tarix_str half)
{
    size_t last = 0;
    tarix_utf8_last(half, &last);
    const tarix_sign sign = tarix_sign_of(half.data + last);
    return sign != TARIX_SIGN_LETTER && sign != TARIX_SIGN_MARK && sign != TARIX_SIGN_APOSTROPHE;
}

/* Whether it has several letters, all of them capitals. */
static bool is_capitals(tarix_str half)
{
    size_t capitals = 0;
    for (const char *p = half.data; p < half.data + half.size; p = tarix_after(p)) {
        if (tarix_is_small(p)) return false;
        capitals += tarix_is_letter(p);
    }
    return capitals > 1;
}

static bool has_capital(tarix_str half)
{
    const char *p = half.data, *end = p + half.size;
    while (p < end && !tarix_is_upper(p)) p = tarix_after(p);
    return p < end;
}

/* Whether the hyphen belongs to the word: capitals or a digit before it, a capital behind it, a
 * converb or a first part of compounds, or two words that are none together. What is known of the
 * second half is asked first, for mostly it is nothing. */
static bool is_hard(const tarix_scan *scan, const char *hyphen, const char *line, const char *stop)
{
    char first[TARIX_FOLD_SIZE(2 * longest_part)], both[TARIX_FOLD_SIZE(2 * longest_part)];
    char second[TARIX_FOLD_SIZE(longest_part)];
    const tarix_str half = scan->pieces[scan->n_pieces - 1];
    if (*hyphen == (char)0xC2) return false; /* soft hyphen, not sign */
    if (is_number(half)) return true;
    const bool capitals = is_capitals(half);
    if (tarix_chars_is_upper(line)) return !capitals;
    if (capitals) return true;
    const tarix_str part = fold_of(scan, first);
    const tarix_str rest = {
        second, tarix_fold((tarix_str){line, (size_t)(stop - line)}, TARIX_KIND_WORD, second)};
    const bool is_first = tarix_wordlist_find(tarix_lexicons_compounds(scan->lexicons), part);
    const bool rest_is_known = tarix_scan_knows(scan, rest);
    if (is_first && tarix_utf8_has(rest, 4) && tarix_lexicons_root(scan->lexicons, rest))
        return true;
    if (rest_is_known && is_converb(scan, part)) return true;
    if (!is_first && !(rest_is_known && tarix_utf8_has(rest, 2) && tarix_scan_knows(scan, part)))
        return false;
    if (tarix_grammar_accepts(tarix_lexicons_grammar(scan->lexicons), rest, tarix_last_vowel(part)))
        return false;
    const tarix_str joined = joined_fold(scan, line, stop, both);
    return joined.size && !tarix_scan_knows(scan, joined);
}

/* What stands between a hyphen and the line at which the word may go on. */
typedef struct heads {
    uint64_t n;
    bool turned;   /* a page turns there */
    bool are_sure; /* all are in capitals or have a page number */
    bool are_short;
} heads;

/* Whether the word may rather go on at `line`, behind the heads, than at the first of them. They
 * must be short where no page turns, and sure where the first half may be of a compound of names
 * (Avstriya-/Macarıstan) or the whole is unknown. */
static bool goes_on_behind(const tarix_scan *scan, const heads *between, const char *line)
{
    char both[TARIX_FOLD_SIZE(2 * longest_part)];
    const tarix_str first = scan->pieces[scan->n_pieces - 1];
    if (is_number(first)) return between->turned;
    const tarix_str joined = joined_fold(scan, line, tarix_scan_word_stop(line), both);
    if (joined.size && tarix_scan_knows(scan, joined)) return between->turned || between->are_short;
    return between->turned && (between->are_sure || !tarix_chars_is_upper(first.data));
}

/* The line at which the second half stands: `line`, or one behind running heads, which begin with
 * a capital or a number while the word goes on with a small letter. */
static const char *over_heads(
    const tarix_scan *scan, const char *hyphen, const char *line, uint64_t *furniture)
{
    if (tarix_is_small(line)) return line;
    const tarix_str half = scan->pieces[scan->n_pieces - 1];
    heads between = {
        .turned = page_turns(tarix_after(hyphen), line), .are_sure = true, .are_short = true};
    for (int i = 0; i < most_heads; i++) {
        tarix_page_head head;
        if (!tarix_page_looks_like_head(scan, line, &head)) return NULL;
        const char *next = tarix_page_next_line(scan, head.stop, &between.n);
        if (!next) return NULL;
        between.n++;
        between.turned = between.turned || page_turns(head.stop, next) ||
                         (head.is_capitals && !has_capital(half));
        between.are_sure = between.are_sure && (head.is_capitals || head.has_number);
        between.are_short = between.are_short && head.size <= TARIX_PAGE_SHORT_HEAD;
        line = next;
        if (!tarix_is_small(line)) continue;
        if (!goes_on_behind(scan, &between, line)) return NULL;
        *furniture += between.n;
        return line;
    }
    return NULL;
}

bool tarix_hyphen_join(tarix_scan *scan, const char *hyphen)
{
    uint64_t furniture = 0;
    const char *begin = scan->pieces[scan->n_pieces - 1].data;
    const char *line = tarix_page_next_line(scan, tarix_after(hyphen), &furniture);
    if (!line) return false;
    const bool is_repeated = tarix_sign_of(line) == TARIX_SIGN_HYPHEN &&
                             tarix_is_small(tarix_after(line)); /* ictimai-/-siyasi */
    if (is_repeated) line = tarix_after(line);
    const char *second = over_heads(scan, hyphen, line, &furniture);
    if (second) line = second;
    if (tarix_sign_of(line) != TARIX_SIGN_LETTER) return false;
    const char *stop = tarix_scan_word_stop(line);
    if (is_repeated || is_hard(scan, hyphen, line, stop))
        scan->pieces[scan->n_pieces - 1].size = (size_t)(tarix_after(hyphen) - begin);
    if (!tarix_scan_add(scan, line, stop)) return false;
    scan->furniture += furniture;
    return true;
}
