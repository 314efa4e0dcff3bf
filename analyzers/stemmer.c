#include "analyzers/stemmer.h"

#include "base/utf8.h"
#include "lexicons/endings.h"

#include <libstemmer.h>

enum { least_stem = 3, most_steps = TARIX_SLOTS };

struct tarix_stemmer {
    tarix_arena *arena;
    struct sb_stemmer *snowball; /* NULL for az */
    const tarix_endings *endings;
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
    if (strcmp(language, "az") == 0)
        s->endings = tarix_lexicons_endings(lexicons);
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

static bool fits(const tarix_ending *e, tarix_str rest)
{
    size_t at = 0;
    if (tarix_utf8_count(rest) < least_stem) return false;
    const uint32_t vowel = tarix_last_vowel(rest), last = tarix_utf8_last(rest, &at);
    if (vowel == 0 || (e->vowel && !tarix_in_harmony(vowel, e->vowel))) return false;
    switch (e->after) {
    case 'C': return !tarix_is_vowel(last);
    case 'V': return tarix_is_vowel(last);
    case 'P': return last == 0x131 || last == 'i' || last == 'u' || last == 0xFC;
    default: return true;
    }
}

/* Endings of one letter come off only where a word of some length remains. */
static bool is_long_enough(const tarix_ending *e, tarix_str rest)
{
    return e->text.size > 2 || tarix_utf8_count(rest) > least_stem;
}

static const tarix_ending *match(const tarix_stemmer *s, tarix_slot slot, tarix_str word)
{
    for (size_t i = 0; i < s->endings->n; i++) {
        const tarix_ending *e = &s->endings->rows[i];
        if (e->slot != slot || !tarix_str_ends(word, e->text)) continue;
        const tarix_str rest = {word.data, word.size - e->text.size};
        if (fits(e, rest) && is_long_enough(e, rest)) return e;
    }
    return NULL;
}

/* Takes endings off `word` and notes them in `steps`, the outermost first. */
static tarix_str strip(
    const tarix_stemmer *s, tarix_str word, const tarix_ending **steps, size_t *n)
{
    *n = 0;
    for (unsigned slot = TARIX_SLOT_VERBAL; slot-- > 0;) {
        const tarix_ending *e = match(s, (tarix_slot)slot, word);
        if (!e) continue;
        word.size -= e->text.size;
        steps[(*n)++] = e;
    }
    return word;
}

tarix_str tarix_stemmer_stem(tarix_stemmer *stemmer, tarix_str word)
{
    const tarix_ending *steps[most_steps];
    size_t n = 0;
    if (!stemmer->snowball) return strip(stemmer, word, steps, &n);
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word.data, (int)word.size);
    if (!stem) return word;
    return (tarix_str){(const char *)stem, (size_t)sb_stemmer_length(stemmer->snowball)};
}

tarix_str tarix_stemmer_explain(tarix_stemmer *stemmer, tarix_arena *arena, tarix_str word)
{
    const tarix_ending *steps[most_steps];
    size_t n = 0;
    if (stemmer->snowball) return tarix_arena_str(arena, tarix_stemmer_stem(stemmer, word));
    tarix_str text = tarix_arena_str(arena, strip(stemmer, word, steps, &n));
    while (n-- > 0)
        text = tarix_arena_format(
            arena, "%s + %s (%s)", text.data, steps[n]->text.data, steps[n]->meaning);
    return text;
}
