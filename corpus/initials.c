#include "corpus/initials.h"

#include "corpus/chars.h"
#include "corpus/fold.h"
#include "corpus/page.h"

enum { longest_key = 256, most_stops = 8 };

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
    if (!stop) return false;
    if (tarix_str_equal((tarix_str){p, (size_t)(stop - p)}, TARIX_STR("s.")) && scan->follows_and)
        role = TARIX_ABBREVIATION_ENDS;
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
    const bool is_run = stop > tarix_letters_at(p).stop + 1;
    /* M.Ə Rəsulzadə: the last stop has been lost. */
    if (last.letters == 1 && last.starts_upper && *last.stop == ' ' &&
        tarix_is_upper(last.stop + 1))
        stop = last.stop;
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
