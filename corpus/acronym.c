#include "corpus/acronym.h"

#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"

enum { longest_key = 256, longest_line = 400, longest_suffix = 24 };

/* ÜİK(b)P */
const char *tarix_acronym_bracket(const char *p)
{
    if (*p != '(' || !tarix_is_small(p + 1)) return NULL;
    const char *close = tarix_after(p + 1);
    return *close == ')' && tarix_is_upper(close + 1) ? close + 1 : NULL;
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
    return tarix_grammar_accepts(tarix_lexicons_grammar(scan->lexicons), text, 0);
}

static tarix_str fold_of(const char *p, const char *stop, char *key)
{
    if (stop - p > longest_key) return TARIX_STR("");
    return (tarix_str){key, tarix_fold((tarix_str){p, (size_t)(stop - p)}, TARIX_KIND_WORD, key)};
}

bool tarix_acronym_is_listed(const tarix_scan *scan, const char *p, const char *stop)
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

bool tarix_acronym_is_at(const tarix_scan *scan, const char *p, tarix_run head)
{
    const char *rest = head.stop;
    if (head.capitals >= 3 && head.letters > head.capitals && head.letters <= 8)
        return true; /* AzSSR */
    if (is_acronym_with_ending(scan, p, head)) return true;
    if (head.letters < 2 || head.capitals != head.letters) return false;
    if (tarix_acronym_is_listed(scan, p, rest)) return true;
    if (head.letters == strspn(p, "IVXLCDM") && head.stop - p == (ptrdiff_t)head.letters)
        return false; /* IIX: a number gone wrong */
    if (tarix_acronym_bracket(rest)) return true;
    const tarix_sign sign = tarix_sign_of(rest);
    if ((sign == TARIX_SIGN_HYPHEN || sign == TARIX_SIGN_APOSTROPHE) &&
        tarix_is_small(tarix_after(rest)))
        return true;
    return head.letters <= 6 && line_has_small(scan, p) && !is_word_in_capitals(scan, p, head);
}
