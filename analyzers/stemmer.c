#include "analyzers/stemmer.h"

#include "base/utf8.h"
#include "lexicons/harmony.h"

#include <libstemmer.h>

enum { least_stem = 3 };

struct tarix_stemmer {
    tarix_arena *arena;
    struct sb_stemmer *snowball; /* NULL for az */
    const tarix_lexicons *lexicons;
    const tarix_grammar *grammar;
    char stem[TARIX_WORD_LONGEST];
};

static void close_snowball(void *object)
{
    sb_stemmer_delete(object);
}

static tarix_status open_snowball(tarix_stemmer *s, const char *language, tarix_error *err)
{
    s->snowball = sb_stemmer_new(language, "UTF_8");
    if (!s->snowball)
        return tarix_error_set(err, TARIX_USAGE,
            "--language: '%s' is not known; try az, ru, tr, en, or another name of libstemmer",
            language);
    tarix_arena_defer(s->arena, close_snowball, s->snowball);
    return TARIX_OK;
}

tarix_status tarix_stemmer_open_in(tarix_arena *arena, const tarix_lexicons *lexicons,
    const char *language, tarix_stemmer **out, tarix_error *err)
{
    tarix_stemmer *s = TARIX_NEW(arena, tarix_stemmer);
    s->arena = arena;
    s->lexicons = lexicons;
    if (strcmp(language, "az") == 0)
        s->grammar = tarix_lexicons_grammar(lexicons);
    else
        TARIX_TRY(open_snowball(s, language, err));
    *out = s;
    return TARIX_OK;
}

typedef struct opening {
    const tarix_lexicons *lexicons;
    const char *language;
    tarix_stemmer *stemmer;
} opening;

static tarix_status open_kept(void *context, tarix_guard *guard, tarix_error *err)
{
    opening *o = context;
    tarix_arena *arena = tarix_arena_new(guard);
    TARIX_TRY(tarix_stemmer_open_in(arena, o->lexicons, o->language, &o->stemmer, err));
    tarix_arena_keep(arena);
    return TARIX_OK;
}

tarix_status tarix_stemmer_open(
    const tarix_lexicons *lexicons, const char *language, tarix_stemmer **out, tarix_error *err)
{
    opening o = {lexicons, language, NULL};
    TARIX_TRY(tarix_protect(open_kept, &o, 0, err));
    *out = o.stemmer;
    return TARIX_OK;
}

void tarix_stemmer_free(tarix_stemmer *stemmer)
{
    if (stemmer) tarix_arena_free(stemmer->arena);
}

/* ---- stemming ---- */

/* Whether the first `letters` of a word, of which `off` come off, are enough to be a stem: three,
 * or two if they are a vowel and a consonant (ev, ol, il). */
static bool is_enough(tarix_str stem, size_t letters, size_t off, tarix_vowel last_vowel)
{
    if (letters >= least_stem) return last_vowel != TARIX_VOWEL_NONE;
    if (letters < 2 || off < 2) return false;
    return tarix_is_vowel(tarix_utf8_next(&stem)) && !tarix_is_vowel(tarix_utf8_next(&stem));
}

/* Where the stem ends: the shortest that a noun or verb may have, unless a list knows a longer one.
 * Rare endings come off together with others only, not from what is a verb without common ones, and
 * from a noun not for less than three letters more: olun-du is not ol-un-du, sistem-in not
 * siste-m-in. */
static size_t find_cut(const tarix_stemmer *s, tarix_str word, tarix_cuts *cuts, bool *is_known)
{
    enum { some = 3, many = 3 };
    const uint32_t wanted = TARIX_STATE_NOUN | TARIX_STATE_VERB;
    size_t common = word.size, rare = word.size, off = 0, off_common = 0, off_rare = 0;
    const size_t letters = tarix_utf8_count(word);
    *is_known = false;
    tarix_grammar_cut(s->grammar, word, TARIX_DOUBTFUL, cuts);
    for (size_t at = word.size; at-- > 1;) {
        if (!tarix_utf8_is_start(word, at)) continue;
        off++;
        if (!(cuts->states[at] & wanted)) continue;
        const tarix_str stem = {word.data, at};
        if (!is_enough(stem, letters - off, off, tarix_cuts_vowel(cuts, at))) continue;
        const tarix_known_stem *known = tarix_lexicons_stem(s->lexicons, stem);
        *is_known = known && known->states & cuts->states[at];
        if (*is_known) return at;
        if (cuts->common[at] & wanted) common = at, off_common = off;
        if (off >= some) rare = at, off_rare = off;
    }
    const bool is_verb = common < word.size && cuts->common[common] & TARIX_STATE_VERB;
    const bool is_near = common < word.size && off_rare < off_common + many;
    return is_verb || (is_near && cuts->states[rare] & TARIX_STATE_NOUN) ? common : rare;
}

/* One shape for what harmony and buffers make of a stem: torpağ torpaq, yarad yarat, köməy kömək,
 * ölkə ölk. */
static size_t level(tarix_str word, size_t cut, const tarix_cuts *cuts, char *out)
{
    size_t at = 0;
    const tarix_str stem = {word.data, cut};
    const uint32_t last = tarix_utf8_last(stem, &at);
    memcpy(out, word.data, cut);
    const tarix_str before = {word.data, at};
    const bool is_long = tarix_utf8_count(before) >= least_stem && tarix_last_vowel(before);
    const bool is_verb = cut < word.size && !(cuts->states[cut] & TARIX_STATE_NOUN);
    if (tarix_is_vowel(last) && last != 'e' && last != 'o' && last != 0xF6)
        return is_long && !is_verb ? at : cut;
    if (at == 0) return cut;
    if (last == 0x11F)
        out[at++] = 'q';
    else if (last == 'd' && is_verb)
        out[at++] = 't';
    else if (last == 'y' && is_long && before.data[at - 1] != 'y') /* not səviyyə */
        out[at] = 'k', at += before.data[at - 1] != 'e';
    else
        return cut;
    return at;
}

static tarix_str stem_of(tarix_stemmer *stemmer, tarix_str word)
{
    tarix_cuts cuts;
    bool is_known = false;
    if (word.size == 0 || word.size > TARIX_WORD_LONGEST) return word;
    const tarix_known_stem *known = tarix_lexicons_stem(stemmer->lexicons, word);
    if (known) return known->stem;
    const size_t cut = find_cut(stemmer, word, &cuts, &is_known);
    if (is_known) return (tarix_str){word.data, cut};
    return (tarix_str){stemmer->stem, level(word, cut, &cuts, stemmer->stem)};
}

tarix_str tarix_stemmer_stem(tarix_stemmer *stemmer, tarix_str word)
{
    if (!stemmer->snowball) return stem_of(stemmer, word);
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word.data, (int)word.size);
    if (!stem) return word;
    return (tarix_str){(const char *)stem, (size_t)sb_stemmer_length(stemmer->snowball)};
}

tarix_str tarix_stemmer_explain(tarix_stemmer *stemmer, tarix_arena *arena, tarix_str word)
{
    tarix_cuts cuts;
    bool is_known = false;
    if (stemmer->snowball || word.size > TARIX_WORD_LONGEST ||
        tarix_lexicons_stem(stemmer->lexicons, word))
        return tarix_arena_str(arena, tarix_stemmer_stem(stemmer, word));
    const size_t cut = find_cut(stemmer, word, &cuts, &is_known);
    return tarix_grammar_explain(
        stemmer->grammar, arena, (tarix_str){word.data, cut}, word, &cuts, cut, TARIX_STATE_ROOTS);
}
