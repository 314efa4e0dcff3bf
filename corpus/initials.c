#include "corpus/initials.h"

#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"
#include "corpus/page.h"

enum { longest_key = 256, most_stops = 8, most_parts = 4 };

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

/* The letter with a stop before the one at p, over one space: b. before e. in b. e. ə. */
static const char *part_before(const tarix_scan *scan, const char *p)
{
    size_t at = 0;
    if (p - scan->begin < 3 || (p[-1] != ' ' && p[-1] != '\n') || p[-2] != '.') return NULL;
    tarix_utf8_last((tarix_str){scan->begin, (size_t)(p - 2 - scan->begin)}, &at);
    const char *letter = scan->begin + at;
    if (!tarix_is_letter(letter)) return NULL;
    if (at == 0) return letter;
    tarix_utf8_last((tarix_str){scan->begin, at}, &at);
    return tarix_is_letter(scan->begin + at) ? NULL : letter;
}

/* The one behind it. */
static const char *part_after(const char *p)
{
    const char *next = tarix_after(p) + 2;
    if (*tarix_after(p) != '.' || (next[-1] != ' ' && next[-1] != '\n')) return NULL;
    return tarix_is_letter(next) && *tarix_after(next) == '.' ? next : NULL;
}

/* b. e. ə.: the letter at p and its stop are part of a listed abbreviation that has been printed
 * with spaces. Its role, when the part is the last, or that of one that joins; 0: it is not. */
static uint32_t spaced_role(const tarix_scan *scan, const char *p)
{
    char key[TARIX_FOLD_SIZE(4 * most_stops)];
    const char *first = p, *part;
    for (int i = 0; i < most_parts && (part = part_before(scan, first)); i++) first = part;
    if (first == p && !part_after(p)) return 0;
    for (; first && first <= p; first = part_after(first)) {
        size_t size = 0;
        uint32_t role = 0;
        int parts = 0;
        for (part = first; part && parts < most_parts; part = part_after(part)) {
            const tarix_str piece = {part, (size_t)(tarix_after(part) + 1 - part)};
            size += tarix_fold(piece, TARIX_KIND_ABBREV, key + size);
            const uint32_t *found = tarix_wordlist_find(
                tarix_lexicons_abbreviations(scan->lexicons), (tarix_str){key, size});
            if (++parts > 1 && found && part >= p)
                role = part == p ? *found : TARIX_ABBREVIATION_JOINS;
        }
        if (role) return role;
    }
    return 0;
}

/* Whether the letter at p stands for s: also where it is Cyrillic. */
static bool is_s(const char *p)
{
    size_t size = 0;
    const uint32_t c = tarix_utf8_decode(p, &size);
    return c == 's' || c == 0x441 || c == 0x455;
}

/* b.e.ə. səh. qəp.-dən: the longest listed abbreviation at p, with the ending behind its stop. */
bool tarix_abbreviation_scan(tarix_scan *scan, const char *p)
{
    const char *stop = NULL;
    uint32_t role = 0;
    const char *q = p;
    for (int stops = 0; stops < most_stops && tarix_is_letter(q); stops++) {
        q = tarix_letters_at(q).stop;
        if (*q != '.') break;
        q++;
        const uint32_t found_role = role_of(scan, p, q);
        if (found_role) {
            stop = q;
            role = found_role;
        }
    }
    const char *letter_stop = tarix_after(p); /* of a single letter */
    if (*letter_stop == '.' && (!stop || stop == letter_stop + 1)) {
        const uint32_t spaced = spaced_role(scan, p);
        if (spaced) role = spaced;
        if (scan->follows_and && is_s(p)) role = TARIX_ABBREVIATION_ENDS;
        if (role) stop = letter_stop + 1;
    }
    if (!stop) return false;
    if (tarix_sign_of(stop) == TARIX_SIGN_HYPHEN && tarix_is_small(tarix_after(stop)))
        stop = tarix_letters_at(tarix_after(stop)).stop;
    tarix_scan_found(scan, p, stop, TARIX_KIND_ABBREV);
    scan->role = role;
    return true;
}

/* One capital (or two letters before further initials: Yu.V.) and a full stop, any number of
 * times, also with hyphens between: V.İ. J.-J. */
static const char *initials_at(const char *p)
{
    const char *stop = NULL;
    while (tarix_is_upper(p)) {
        const tarix_run r = tarix_letters_at(p);
        if (*r.stop != '.') break;
        const bool is_pair = r.letters == 2 && r.capitals == 1 && tarix_is_upper(r.stop + 1) &&
                             *tarix_letters_at(r.stop + 1).stop == '.';
        if (r.letters != 1 && !is_pair) break;
        p = stop = r.stop + 1;
        if (*p == '-' && tarix_is_upper(p + 1) && *tarix_letters_at(p + 1).stop == '.') p++;
    }
    return stop;
}

bool tarix_initials_scan(tarix_scan *scan, const char *p)
{
    const char *stop = initials_at(p);
    if (!stop) return false;
    const tarix_run last = tarix_letters_at(stop);
    bool is_run = stop > tarix_letters_at(p).stop + 1;
    /* M.Ə Rəsulzadə, M.Ə .Rəsulzadə: the last stop has been lost, or stands apart. */
    if (last.letters == 1 && last.starts_upper && *last.stop == ' ' &&
        tarix_is_upper(last.stop + 1 + (last.stop[1] == '.'))) {
        stop = last.stop;
        is_run = true;
    }
    const char *next = stop;
    while (tarix_sign_of(next) == TARIX_SIGN_SPACE && next < scan->end) next = tarix_after(next);
    const char *broken = tarix_page_next_line(scan, next, NULL);
    if (broken) next = broken;
    if (!is_run && !tarix_is_upper(next) && !scan->follows_name) return false;
    if (is_run && tarix_sign_of(stop) == TARIX_SIGN_HYPHEN && tarix_is_small(tarix_after(stop)))
        stop = tarix_letters_at(tarix_after(stop)).stop; /* A.A.-nın */
    tarix_scan_found(scan, p, stop, TARIX_KIND_INITIALS);
    return true;
}
