#include "analyzers/term.h"

#include "base/regex.h"
#include "corpus/fold.h"

#include <stdlib.h>

tarix_term_values tarix_terms_of(tarix_layer *layer, const tarix_layer_row *row)
{
    return (tarix_term_values){.layer = layer,
        .values = tarix_layer_values(layer),
        .is_folded = !tarix_str_equal(tarix_str_from(row->name), TARIX_STR("form"))};
}

void tarix_term_note_missing(tarix_job *job, tarix_str name, bool is_left_out)
{
    if (!is_left_out) {
        tarix_job_text(job, "node_not_found", name);
        return;
    }
    tarix_job_text(job, "note",
        tarix_arena_format(
            job->arena, "node '%.*s' is left out by --stopwords or --kinds", TARIX_ARG(name)));
}

static bool is_regex(tarix_str text)
{
    return text.size > 1 && text.data[0] == '/' && text.data[text.size - 1] == '/';
}

static bool has_star(tarix_str text)
{
    return text.size && memchr(text.data, '*', text.size);
}

/* Where a regular expression at the front ends, behind its closing slash; 0: there is none. */
static size_t regex_end(tarix_str text)
{
    if (text.size == 0 || text.data[0] != '/') return 0;
    for (size_t i = 1; i < text.size; i++)
        if (text.data[i] == '/' && (i + 1 == text.size || text.data[i + 1] == ',')) return i + 1;
    return 0;
}

/* The first comma that does not stand between { and }, or the end. */
static size_t comma_in(tarix_str text)
{
    size_t depth = 0, i = 0;
    for (; i < text.size && (depth || text.data[i] != ','); i++) {
        depth += text.data[i] == '{';
        depth -= depth && text.data[i] == '}';
    }
    return i;
}

static tarix_str trimmed(tarix_str text)
{
    while (text.size && (unsigned char)text.data[0] <= ' ') text.data++, text.size--;
    while (text.size && (unsigned char)text.data[text.size - 1] <= ' ') text.size--;
    return text;
}

bool tarix_term_split(tarix_str *rest, tarix_str *term)
{
    while (rest->data) {
        const tarix_str here = *rest;
        const size_t regex = regex_end(here), end = regex ? regex : comma_in(here);
        *term = tarix_str_slice(here, 0, end);
        *rest = end < here.size ? tarix_str_slice(here, end + 1, here.size) : (tarix_str){0};
        *term = trimmed(*term);
        if (term->size) return true;
    }
    return false;
}

/* ---- patterns ---- */

/* Whether a text is a pattern's, with * for any bytes. What stands between two stars is best found
 * as early as it can be. */
static bool matches_stars(tarix_str pattern, tarix_str text)
{
    size_t p = 0, t = 0, star = SIZE_MAX, mark = 0;
    while (t < text.size) {
        if (p < pattern.size && pattern.data[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size && pattern.data[p] == text.data[t]) {
            p++;
            t++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            t = ++mark;
        } else
            return false;
    }
    while (p < pattern.size && pattern.data[p] == '*') p++;
    return p == pattern.size;
}

static tarix_str folded(tarix_arena *arena, tarix_str text)
{
    char *fold = tarix_arena_alloc(arena, TARIX_FOLD_SIZE(text.size), 1);
    return (tarix_str){fold, tarix_fold(text, TARIX_KIND_WORD, fold)};
}

/* Stars are no letters: what stands between them is folded by itself. */
static tarix_str fold_pattern(tarix_arena *arena, tarix_str typed)
{
    tarix_str rest = typed, part, whole = {0};
    for (bool first = true; tarix_str_split(&rest, '*', &part); first = false) {
        const tarix_str fold = folded(arena, part);
        whole = tarix_arena_format(
            arena, "%.*s%s%.*s", TARIX_ARG(whole), first ? "" : "*", TARIX_ARG(fold));
    }
    return whole;
}

/* Notes the rank of a value that belongs to a term. */
static void add_value(tarix_term *term, const tarix_term_values *terms, tarix_id value)
{
    const uint32_t rank = terms->rank[value];
    if (rank == TARIX_NO_ID)
        term->is_left_out = true;
    else
        term->ranks[term->n++] = rank;
}

static int ascending(const void *a, const void *b)
{
    const uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return (p > q) - (p < q);
}

/* Goes through all values, with a regular expression or (NULL) by stars. */
static tarix_status find_all(tarix_arena *arena, const tarix_term_values *terms, tarix_regex *regex,
    tarix_term *out, tarix_error *err)
{
    const size_t n = tarix_vocab_size(terms->values);
    out->is_pattern = true;
    out->ranks = TARIX_ARRAY(arena, uint32_t, n + 1);
    for (tarix_id v = 0; v < n; v++) {
        const tarix_str value = tarix_vocab_str(terms->values, v);
        bool matches = false;
        if (regex)
            TARIX_TRY(tarix_regex_matches(regex, value, &matches, err));
        else
            matches = matches_stars(out->name, value);
        if (matches) add_value(out, terms, v);
    }
    qsort(out->ranks, out->n, sizeof *out->ranks, ascending);
    return TARIX_OK;
}

/* ---- values ---- */

static tarix_id find_value(
    tarix_arena *arena, const tarix_term_values *terms, tarix_str typed, tarix_str *name)
{
    char *text = tarix_arena_alloc(arena, TARIX_FOLD_SIZE(typed.size), 1);
    const tarix_str applied = {text, tarix_layer_apply(terms->layer, typed, text)};
    const tarix_str tries[] = {typed, terms->is_folded ? folded(arena, typed) : typed, applied};
    *name = applied;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        const tarix_id value = tarix_vocab_find(terms->values, tries[i], 0);
        if (value == TARIX_NO_ID || terms->rank[value] == TARIX_NO_ID) continue;
        *name = tries[i];
        return value;
    }
    return tarix_vocab_find(terms->values, applied, 0);
}

tarix_status tarix_term_find(tarix_arena *arena, const tarix_term_values *terms, tarix_str typed,
    tarix_term *out, tarix_error *err)
{
    *out = (tarix_term){.name = typed};
    if (is_regex(typed)) {
        tarix_regex *regex = NULL;
        if (typed.size == 2)
            return tarix_error_set(err, TARIX_USAGE, "'//' is an empty regular expression");
        TARIX_TRY(tarix_regex_open(arena, tarix_str_slice(typed, 1, typed.size - 1), &regex, err));
        return find_all(arena, terms, regex, out, err);
    }
    if (has_star(typed)) {
        if (terms->is_folded) out->name = fold_pattern(arena, typed);
        return find_all(arena, terms, NULL, out, err);
    }
    const tarix_id value = find_value(arena, terms, typed, &out->name);
    out->ranks = TARIX_ARRAY(arena, uint32_t, 1);
    if (value != TARIX_NO_ID) add_value(out, terms, value);
    if (out->n == 0) out->name = typed;
    return TARIX_OK;
}
