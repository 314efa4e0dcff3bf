#include "lexicons/roots.h"

#include "base/utf8.h"
#include "lexicons/tsv.h"

enum { longest_word = 128 };

static const struct {
    const char *name;
    uint32_t bit;
} names[] = {{"noun", TARIX_ROOT_NOUN}, {"adj", TARIX_ROOT_ADJ}, {"adv", TARIX_ROOT_ADV},
    {"verb", TARIX_ROOT_VERB}, {"num", TARIX_ROOT_NUM}, {"pron", TARIX_ROOT_PRON},
    {"postp", TARIX_ROOT_POSTP}, {"conj", TARIX_ROOT_CONJ}, {"part", TARIX_ROOT_PART},
    {"intj", TARIX_ROOT_INTJ}, {"given", TARIX_ROOT_GIVEN}, {"family", TARIX_ROOT_FAMILY},
    {"place", TARIX_ROOT_PLACE}, {"org", TARIX_ROOT_ORG}, {"keep", TARIX_ROOT_KEEP},
    {"soft", TARIX_ROOT_SOFT}, {"drop", TARIX_ROOT_DROP}, {"y", TARIX_ROOT_Y},
    {"rare", TARIX_ROOT_RARE}};

static tarix_status parse_column(
    const tarix_tsv *tsv, size_t column, uint32_t *bits, tarix_error *err)
{
    tarix_str rest = tsv->cells[column], name;
    while (rest.size && tarix_str_split(&rest, ',', &name)) {
        size_t i = 0;
        while (i < sizeof names / sizeof *names &&
               !tarix_str_equal(tarix_str_from(names[i].name), name))
            i++;
        if (i == sizeof names / sizeof *names)
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: '%.*s' is no part of speech, behaviour or mark", tsv->path, tsv->line,
                TARIX_ARG(name));
        *bits |= names[i].bit;
    }
    return TARIX_OK;
}

/* The bits of a row. `known` has those of rows that said the same, of which there are few. */
static tarix_status parse_bits(
    const tarix_tsv *tsv, tarix_wordlist *known, uint32_t *bits, tarix_error *err)
{
    const tarix_str *last = &tsv->cells[tsv->n_columns - 1];
    const char *begin = tsv->cells[1].data;
    const tarix_str said = {begin, (size_t)(last->data + last->size - begin)};
    const uint32_t *found = tarix_wordlist_find(known, said);
    *bits = found ? *found : 0;
    if (found) return TARIX_OK;
    for (size_t column = 1; column < tsv->n_columns; column++)
        TARIX_TRY(parse_column(tsv, column, bits, err));
    tarix_wordlist_add(known, said, *bits);
    return TARIX_OK;
}

tarix_status tarix_roots_parse(
    tarix_arena *arena, tarix_wordlist *roots, const char *path, tarix_str bytes, tarix_error *err)
{
    tarix_tsv tsv;
    tarix_wordlist *known = tarix_wordlist_new(arena);
    uint32_t bits = 0;
    TARIX_TRY(tarix_tsv_open(&tsv, path, bytes, "root\tpos\tbehaviour\tmark", err));
    for (;;) {
        bool more;
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) return TARIX_OK;
        TARIX_TRY(parse_bits(&tsv, known, &bits, err));
        if (!tarix_wordlist_add(roots, tsv.cells[0], bits))
            tarix_wordlist_merge(roots, tsv.cells[0], bits);
    }
}

/* A last consonant that a vowel has softened, as the dictionary has it: ğ→q, y→k, d→t. */
static bool is_known_hardened(const tarix_wordlist *roots, tarix_str part)
{
    char word[longest_word + 1];
    size_t at;
    if (part.size == 0 || part.size > longest_word) return false;
    const uint32_t last = tarix_utf8_last(part, &at);
    const char hard = last == 0x11F ? 'q' : last == 'y' ? 'k' : last == 'd' ? 't' : '\0';
    if (!hard) return false;
    memcpy(word, part.data, at);
    word[at] = hard;
    return tarix_wordlist_find(roots, (tarix_str){word, at + 1}) != NULL;
}

bool tarix_roots_know(const tarix_wordlist *roots, const tarix_endings *endings, tarix_str word)
{
    bool ends[TARIX_ENDINGS_LONGEST + 1];
    if (tarix_wordlist_find(roots, word)) return true;
    if (word.size > TARIX_ENDINGS_LONGEST) return false;
    tarix_endings_tails(endings, word, ends);
    for (tarix_str part = word; part.size > 1;) {
        tarix_utf8_last(part, &part.size);
        if (!ends[part.size]) continue;
        if (tarix_utf8_count(part) < 2) return false;
        if (!tarix_wordlist_find(roots, part) && !is_known_hardened(roots, part)) continue;
        const tarix_str rest = tarix_str_slice(word, part.size, word.size);
        if (tarix_endings_accept(endings, rest, tarix_last_vowel(part))) return true;
    }
    return false;
}
