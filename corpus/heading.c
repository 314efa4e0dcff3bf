#include "corpus/heading.h"

#include "corpus/fold.h"

enum { longest = 60 };

static const uint32_t *find(const tarix_wordlist *list, tarix_str text)
{
    char key[TARIX_FOLD_SIZE(longest)];
    if (text.size > longest) return NULL;
    return tarix_wordlist_find(list, (tarix_str){key, tarix_fold(text, TARIX_KIND_WORD, key)});
}

bool tarix_heading_is_listed(const tarix_scan *scan, const char *p, const char *end)
{
    return find(tarix_lexicons_headings(scan->lexicons), (tarix_str){p, (size_t)(end - p)});
}

bool tarix_heading_is_part(const tarix_scan *scan, const tarix_token *token)
{
    if (token->kind != TARIX_KIND_WORD) return false;
    const uint32_t *class = find(tarix_lexicons_numbered(scan->lexicons), tarix_token_form(token));
    return class && *class == TARIX_NUMBERED_PART;
}
