#include "corpus/url.h"

#include "corpus/chars.h"

enum { longest_url = 400, most_signs = 16 };

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

/* In a path, letters of any alphabet, and brackets too: …/wiki/Şuşa_(şəhər). */
static bool is_url_char(const char *p, bool in_path)
{
    if ((unsigned char)*p >= 0x80) return in_path && tarix_is_letter(p);
    if (*p == '(' || *p == ')') return in_path;
    return *p > ' ' && !strchr("[]<>\"{}|", *p);
}

/* Gives up where many signs have said nothing of a URL: it is asked at every word before a stop. */
bool tarix_url_scan(tarix_scan *scan, const char *p)
{
    const char *stop = p, *last = p;
    int signs = 0, open = 0;
    bool is_url = strncmp(p, "http://", 7) == 0 || strncmp(p, "https://", 8) == 0 ||
                  strncmp(p, "www.", 4) == 0;
    bool has_path = false;
    for (; stop < scan->end && stop - p < longest_url && is_url_char(stop, is_url && has_path);
         stop = tarix_after(stop)) {
        if (*stop == '(') open++;
        if (*stop == ')' && --open < 0) break;
        has_path = has_path || (*stop == '/' && stop[1] != '/' && stop > p && stop[-1] != '/');
        if ((*stop == '.' || *stop == ':') && stop[1] == ',') break;
        if (*stop == '@' && stop > p && (tarix_is_letter(stop + 1) || tarix_is_digit(stop + 1)))
            is_url = true;
        if (*stop == '.' && !is_url) is_url = is_domain_end(stop);
        if (strchr(".,;:!?'(", *stop)) {
            if (!is_url && ++signs == most_signs) return false;
        } else if (open <= 0)
            last = tarix_after(stop);
    }
    if (!is_url || last - p < 4) return false;
    tarix_scan_found(scan, p, last, TARIX_KIND_URL);
    return true;
}
