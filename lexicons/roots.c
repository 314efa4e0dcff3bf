#include "lexicons/roots.h"

#include "lexicons/tsv.h"

enum { longest_lemma = 128 };

static const struct {
    const char *name;
    uint32_t bit;
} names[] = {{"noun", TARIX_ROOT_NOUN}, {"adj", TARIX_ROOT_ADJ}, {"adv", TARIX_ROOT_ADV},
    {"verb", TARIX_ROOT_VERB}, {"num", TARIX_ROOT_NUM}, {"pron", TARIX_ROOT_PRON},
    {"postp", TARIX_ROOT_POSTP}, {"conj", TARIX_ROOT_CONJ}, {"part", TARIX_ROOT_PART},
    {"intj", TARIX_ROOT_INTJ}, {"given", TARIX_ROOT_GIVEN}, {"family", TARIX_ROOT_FAMILY},
    {"place", TARIX_ROOT_PLACE}, {"org", TARIX_ROOT_ORG}, {"keep", TARIX_ROOT_KEEP},
    {"soft", TARIX_ROOT_SOFT}, {"drop", TARIX_ROOT_DROP}, {"y", TARIX_ROOT_Y}, {"n", TARIX_ROOT_N},
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

/* What two rows say of a word holds together; but what is rare does not count beside what is not.
 */
static void add_bits(tarix_wordlist *roots, tarix_str root, uint32_t bits)
{
    if (tarix_wordlist_add(roots, root, bits)) return;
    const uint32_t old = *tarix_wordlist_find(roots, root);
    const bool is_rare = bits & TARIX_ROOT_RARE, was_rare = old & TARIX_ROOT_RARE;
    const uint32_t both = is_rare == was_rare ? old | bits : is_rare ? old : bits;
    tarix_wordlist_set(roots, root, both);
}

/* Of the first cell, which becomes a root. */
static tarix_status check_size(const tarix_tsv *tsv, const char *name, tarix_error *err)
{
    if (tsv->cells[0].size <= TARIX_ROOT_LONGEST) return TARIX_OK;
    return tarix_error_set(err, TARIX_INVALID, "%s:%zu: a %s has at most %d bytes", tsv->path,
        tsv->line, name, TARIX_ROOT_LONGEST);
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
        TARIX_TRY(check_size(&tsv, "root", err));
        TARIX_TRY(parse_bits(&tsv, known, &bits, err));
        add_bits(roots, tsv.cells[0], bits);
    }
}

tarix_status tarix_exceptions_parse(tarix_arena *arena, tarix_wordlist *roots, const char *path,
    tarix_str bytes, tarix_exceptions *out, tarix_error *err)
{
    tarix_tsv tsv;
    tarix_wordlist *forms = tarix_wordlist_new(arena);
    size_t n = 0, capacity = 0;
    *out = (tarix_exceptions){forms, NULL};
    TARIX_TRY(tarix_tsv_open(&tsv, path, bytes, "form\tlemma\tpos\tbehaviour\trule", err));
    for (;;) {
        bool more;
        uint32_t bits = TARIX_ROOT_IRREGULAR;
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) return TARIX_OK;
        TARIX_TRY(check_size(&tsv, "form", err));
        if (tsv.cells[1].size == 0 || tsv.cells[1].size > longest_lemma)
            return tarix_error_set(err, TARIX_INVALID, "%s:%zu: a lemma has 1 to %d bytes", path,
                tsv.line, longest_lemma);
        TARIX_TRY(parse_column(&tsv, 2, &bits, err));
        TARIX_TRY(parse_column(&tsv, 3, &bits, err));
        if (!tarix_wordlist_add(forms, tsv.cells[0], (uint32_t)n))
            return tarix_error_set(err, TARIX_INVALID, "%s:%zu: '%.*s' is listed twice", path,
                tsv.line, TARIX_ARG(tsv.cells[0]));
        if (roots) add_bits(roots, tsv.cells[0], bits);
        TARIX_ROOM(arena, out->lemmas, n, capacity);
        out->lemmas[n++] = tsv.cells[1];
    }
}

const char *tarix_root_pos(uint32_t bits)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (bits & names[i].bit) return names[i].name;
    return "word";
}
