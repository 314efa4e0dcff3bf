#include "analyzers/phrase.h"

#include "base/number.h"

/* "[]", "[]{2}", "[]{0,2}", "*": a gap. False: it is a term. */
static bool parse_gap(tarix_str text, uint64_t *least, uint64_t *most, bool *is_bad)
{
    *least = *most = 1;
    if (tarix_str_equal(text, TARIX_STR("*"))) return true;
    if (!tarix_str_starts(text, TARIX_STR("[]"))) return false;
    if (text.size == 2) return true;
    tarix_str rest = tarix_str_slice(text, 2, text.size), low, high;
    *is_bad = rest.size < 3 || rest.data[0] != '{' || rest.data[rest.size - 1] != '}';
    if (*is_bad) return true;
    rest = tarix_str_slice(rest, 1, rest.size - 1);
    tarix_str_split(&rest, ',', &low);
    *is_bad = !tarix_number_parse_count(low, least);
    *most = *least;
    if (tarix_str_split(&rest, ',', &high))
        *is_bad = *is_bad || rest.data || !tarix_number_parse_count(high, most);
    *is_bad = *is_bad || *most < *least || *most == 0;
    return true;
}

/* The next word of a phrase; a regular expression may have spaces. */
static bool next_word(tarix_str *rest, tarix_str *word)
{
    while (rest->size && *rest->data == ' ') *rest = tarix_str_slice(*rest, 1, rest->size);
    if (rest->size == 0) return false;
    const bool is_regex = *rest->data == '/';
    size_t end = 1;
    while (end < rest->size &&
           (rest->data[end] != ' ' || (is_regex && (end == 1 || rest->data[end - 1] != '/'))))
        end++;
    *word = tarix_str_slice(*rest, 0, end);
    *rest = tarix_str_slice(*rest, end, rest->size);
    return true;
}

/* A phrase may be pasted with its punctuation, which is no part of a word but in "prof.". */
static tarix_status find_term(tarix_arena *arena, const tarix_term_values *terms, tarix_str word,
    tarix_term *out, tarix_error *err)
{
    tarix_term bare;
    TARIX_TRY(tarix_term_find(arena, terms, word, out, err));
    const size_t size = word.size;
    while (word.size && strchr(".,;:!?", word.data[word.size - 1])) word.size--;
    if (out->n || word.size == size || word.size == 0) return TARIX_OK;
    TARIX_TRY(tarix_term_find(arena, terms, word, &bare, err));
    if (bare.n || bare.is_left_out) *out = bare;
    return TARIX_OK;
}

static tarix_status add_term(tarix_arena *arena, const tarix_term_values *terms, tarix_str word,
    tarix_phrase *out, tarix_error *err)
{
    tarix_term term;
    TARIX_TRY(find_term(arena, terms, word, &term, err));
    bool *has = TARIX_ARRAY(arena, bool, tarix_vocab_size(terms->values) + 1);
    for (size_t i = 0; i < term.n; i++) has[term.ranks[i]] = true;
    out->steps[out->n++] = (tarix_step){has, 1, 1};
    out->is_empty |= term.n == 0;
    out->is_left_out |= term.n == 0 && term.is_left_out;
    return TARIX_OK;
}

static tarix_status bad_gap(tarix_str word, tarix_error *err)
{
    return tarix_error_set(err, TARIX_USAGE,
        "--node: '%.*s' is no gap: * or [] is any one place, []{2} two, []{0,2} up to two",
        TARIX_ARG(word));
}

tarix_status tarix_phrase_find(tarix_arena *arena, const tarix_term_values *terms, tarix_str typed,
    tarix_phrase *out, tarix_error *err)
{
    tarix_str rest = typed, word;
    uint64_t longest = 0;
    *out = (tarix_phrase){.name = typed};
    while (next_word(&rest, &word)) {
        uint64_t least, most;
        bool is_bad = false;
        if (out->n == TARIX_PHRASE_STEPS)
            return tarix_error_set(err, TARIX_USAGE, "--node: '%.*s' has more than %d words",
                TARIX_ARG(typed), TARIX_PHRASE_STEPS);
        const bool is_gap = parse_gap(word, &least, &most, &is_bad);
        if (is_bad) return bad_gap(word, err);
        longest += most <= TARIX_PHRASE_LONGEST ? most : TARIX_PHRASE_LONGEST + 1;
        if (longest > TARIX_PHRASE_LONGEST)
            return tarix_error_set(err, TARIX_USAGE, "--node: '%.*s' is longer than %d places",
                TARIX_ARG(typed), TARIX_PHRASE_LONGEST);
        if (is_gap)
            out->steps[out->n++] = (tarix_step){NULL, (unsigned)least, (unsigned)most};
        else
            TARIX_TRY(add_term(arena, terms, word, out, err));
    }
    out->longest = (size_t)longest;
    if (out->n == 0 || !out->steps[0].has || !out->steps[out->n - 1].has)
        return tarix_error_set(err, TARIX_USAGE,
            "--node: '%.*s' must begin and end with a term, not with a gap", TARIX_ARG(typed));
    return TARIX_OK;
}

size_t tarix_phrase_match(const tarix_phrase *phrase, const tarix_id *ranks, size_t n)
{
    /* taken[k]: the steps so far can take k places. */
    bool taken[TARIX_PHRASE_LONGEST + 1] = {true};
    if (n > TARIX_PHRASE_LONGEST) n = TARIX_PHRASE_LONGEST;
    for (size_t s = 0; s < phrase->n; s++) {
        const tarix_step *step = &phrase->steps[s];
        bool next[TARIX_PHRASE_LONGEST + 1] = {false}, any = false;
        for (size_t k = 0; k <= n; k++) {
            if (!taken[k]) continue;
            for (size_t more = step->least; more <= step->most && k + more <= n; more++) {
                if (step->has && (ranks[k] == TARIX_NO_ID || !step->has[ranks[k]])) break;
                next[k + more] = any = true;
            }
        }
        if (!any) return 0;
        memcpy(taken, next, sizeof taken);
    }
    size_t k = 1;
    while (k < n && !taken[k]) k++;
    return taken[k] ? k : 0;
}
