#include "corpus/token.h"

static const tarix_str names[TARIX_KINDS] = {[TARIX_KIND_WORD] = {"word", 4},
    [TARIX_KIND_ABBREV] = {"abbrev", 6},
    [TARIX_KIND_INITIALS] = {"initials", 8},
    [TARIX_KIND_NUMBER] = {"number", 6},
    [TARIX_KIND_ORDINAL] = {"ordinal", 7},
    [TARIX_KIND_ROMAN] = {"roman", 5},
    [TARIX_KIND_CITATION] = {"citation", 8},
    [TARIX_KIND_PUNCT] = {"punct", 5},
    [TARIX_KIND_SYMBOL] = {"symbol", 6},
    [TARIX_KIND_URL] = {"url", 3}};

tarix_str tarix_kind_name(tarix_kind kind)
{
    return names[kind];
}

tarix_status tarix_kinds_parse(tarix_str list, unsigned *kinds, tarix_error *err)
{
    unsigned found = 0;
    tarix_str name;
    if (tarix_str_equal(list, TARIX_STR("all"))) {
        *kinds = TARIX_KINDS_ALL;
        return TARIX_OK;
    }
    while (tarix_str_split(&list, ',', &name)) {
        unsigned kind = 0;
        while (kind < TARIX_KINDS && !tarix_str_equal(names[kind], name)) kind++;
        if (kind == TARIX_KINDS)
            return tarix_error_set(err, TARIX_USAGE,
                "--kinds: '%.*s' is no kind of token; known: word abbrev initials number ordinal "
                "roman citation punct symbol url, or all",
                TARIX_ARG(name));
        found |= 1U << kind;
    }
    *kinds = found;
    return TARIX_OK;
}
