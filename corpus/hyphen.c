#include "corpus/hyphen.h"

#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"

enum { longest_part = 128, most_blank_lines = 8 };

static const char *after(const char *p)
{
    size_t size = 0;
    tarix_utf8_decode(p, &size);
    return p + size;
}

static tarix_sign sign_of(const char *p)
{
    size_t size = 0;
    return tarix_sign_at(p, &size);
}

static const char *skip_spaces(const char *p, const char *end)
{
    while (p < end && sign_of(p) == TARIX_SIGN_SPACE) p = after(p);
    return p;
}

bool tarix_scan_page_number(const tarix_scan *scan, const char *p, const char **next)
{
    size_t digits = 0;
    p = skip_spaces(p, scan->end);
    if (sign_of(p) == TARIX_SIGN_HYPHEN || sign_of(p) == TARIX_SIGN_DASH)
        p = skip_spaces(after(p), scan->end);
    while (*p >= '0' && *p <= '9') {
        p++;
        digits++;
    }
    if (digits == 0 || digits > 4) return false;
    p = skip_spaces(p, scan->end);
    if (sign_of(p) == TARIX_SIGN_HYPHEN || sign_of(p) == TARIX_SIGN_DASH)
        p = skip_spaces(after(p), scan->end);
    if (p < scan->end && sign_of(p) != TARIX_SIGN_BREAK) return false;
    *next = p < scan->end ? after(p) : p;
    return true;
}

const char *tarix_scan_line_end(const tarix_scan *scan, const char *p)
{
    p = skip_spaces(p, scan->end);
    if (p >= scan->end || sign_of(p) != TARIX_SIGN_BREAK) return NULL;
    for (int blank = 0; p < scan->end && blank < most_blank_lines; blank++) {
        const char *next = NULL;
        while (p < scan->end && sign_of(p) == TARIX_SIGN_BREAK)
            p = skip_spaces(after(p), scan->end);
        if (!tarix_scan_page_number(scan, p, &next)) break;
        p = next;
        if (next == scan->end || sign_of(next) != TARIX_SIGN_BREAK) p = next - 1;
    }
    return p < scan->end ? p : NULL;
}

void tarix_hyphen_join(
    tarix_scan *scan, const char *p, const char *part_stop, const char *line, const char *stop)
{
    const size_t head = (size_t)(part_stop - p), tail = (size_t)(stop - line);
    char *form = tarix_arena_alloc(scan->arena, head + tail + 1, 1);
    memcpy(form, p, head);
    memcpy(form + head, line, tail);
    scan->form = (tarix_str){form, head + tail};
    scan->stop = stop;
    scan->kind = TARIX_KIND_WORD;
}

/* qoruyub-saxlamaq: a converb in -Ib and the verb it goes with. */
static bool is_converb(tarix_str part)
{
    static const char *const endings[] = {"ıb", "ib", "ub", "üb"};
    if (tarix_utf8_count(part) < 4) return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (tarix_str_ends(part, tarix_str_from(endings[i]))) return true;
    return false;
}

static tarix_str fold_part(const char *p, const char *stop, char *out)
{
    size_t size = (size_t)(stop - p);
    if (size > longest_part) size = 0;
    return (tarix_str){out, tarix_fold((tarix_str){p, size}, TARIX_KIND_WORD, out)};
}

/* Capitals or a digit before the hyphen, or a capital behind it: the hyphen belongs to the word. */
static bool is_hard(const tarix_scan *scan, const char *p, const char *hyphen, const char *line)
{
    char key[TARIX_FOLD_SIZE(longest_part)];
    const char *last = p, *before_last = p;
    for (const char *q = p; q < hyphen; q = after(q)) {
        before_last = last;
        last = q;
    }
    if (sign_of(last) == TARIX_SIGN_DIGIT) return true;
    if (tarix_chars_is_upper(last) && !tarix_chars_is_upper(line)) return true;
    if (tarix_chars_is_upper(line) && !tarix_chars_is_upper(before_last)) return true;
    const tarix_str part = fold_part(p, hyphen, key);
    const uint32_t *listed = tarix_wordlist_find(tarix_lexicons_compounds(scan->lexicons), part);
    return listed || is_converb(part);
}

void tarix_hyphen_over_line(tarix_scan *scan, const char *p, const char *hyphen, const char *line)
{
    const tarix_sign sign = sign_of(line);
    const tarix_kind kind = scan->kind;
    if (sign != TARIX_SIGN_LETTER) return;
    const char *stop = tarix_scan_word_stop(line);
    tarix_hyphen_join(scan, p, is_hard(scan, p, hyphen, line) ? after(hyphen) : hyphen, line, stop);
    scan->kind = kind;
}
