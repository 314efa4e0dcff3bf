#include "analyzers/layers.h"

#include "analyzers/stemmer.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/chars.h"

static size_t copy(tarix_str text, char *out)
{
    if (text.size) memcpy(out, text.data, text.size);
    return text.size;
}

static size_t map_form(void *state, tarix_str form, tarix_str fold, uint16_t tag, char *out)
{
    (void)state, (void)fold, (void)tag;
    return copy(form, out);
}

/* What stems and lemmas are made with. Other languages among Azerbaijani are stemmed as such;
 * those that no stemmer is named for stay as they are. */
typedef struct languages {
    tarix_stemmer *az, *of[TARIX_READINGS]; /* NULL: none */
    const tarix_morph *morph;
} languages;

static const char *const stemmers[TARIX_READINGS] = {[TARIX_READING_RUSSIAN] = "russian",
    [TARIX_READING_ENGLISH] = "english",
    [TARIX_READING_TURKISH] = "turkish"};

/* The lexicons have been checked when they were opened, so that only memory can fail here. */
static void *open_languages(tarix_arena *arena, const tarix_lexicons *lexicons)
{
    languages *l = TARIX_NEW(arena, languages);
    tarix_stemmer_open_in(arena, lexicons, "az", &l->az, NULL);
    for (unsigned reading = 0; reading < TARIX_READINGS; reading++)
        if (stemmers[reading])
            tarix_stemmer_open_in(arena, lexicons, stemmers[reading], &l->of[reading], NULL);
    l->morph = tarix_lexicons_morph(lexicons);
    return l;
}

/* 1917-ci → 1917, 26-da → 26, XX-ci → XX, abş-ın → abş: less a hyphen and the small letters behind
 * it (an apostrophe that stood there is gone from the fold). */
static tarix_str without_ending(tarix_str fold, bool needs_hyphen)
{
    tarix_str rest = fold;
    size_t start = 0;
    while (rest.size) {
        const uint32_t c = tarix_utf8_last(rest, &start);
        if (!tarix_unicode_is_lower(c)) break;
        rest.size = start;
    }
    const bool has_hyphen = rest.size > 0 && rest.data[rest.size - 1] == '-';
    if (rest.size == 0 || rest.size == fold.size || (needs_hyphen && !has_hyphen)) return fold;
    return (tarix_str){rest.data, rest.size - has_hyphen};
}

/* Abbreviations and numbers lose the ending behind their hyphen. */
static size_t map_ending(tarix_str fold, uint16_t tag, char *out)
{
    switch (tag & 0xFF) {
    case TARIX_KIND_ABBREV: return copy(without_ending(fold, true), out);
    case TARIX_KIND_NUMBER:
    case TARIX_KIND_ORDINAL: return copy(without_ending(fold, false), out);
    default: return copy(fold, out);
    }
}

/* A word of another language. */
static size_t map_foreign(const languages *l, tarix_str fold, uint16_t tag, char *out)
{
    tarix_stemmer *stemmer = l->of[tag >> 8];
    return copy(stemmer ? tarix_stemmer_stem(stemmer, fold) : fold, out);
}

static size_t map_stem(void *state, tarix_str form, tarix_str fold, uint16_t tag, char *out)
{
    const languages *l = state;
    (void)form;
    if ((tag & 0xFF) != TARIX_KIND_WORD) return map_ending(fold, tag, out);
    if (tarix_reading_is_foreign(tag >> 8)) return map_foreign(l, fold, tag, out);
    return copy(tarix_stemmer_stem(l->az, fold), out);
}

static size_t map_lemma(void *state, tarix_str form, tarix_str fold, uint16_t tag, char *out)
{
    enum { usual = 32 };
    const languages *l = state;
    tarix_lemma lemma;
    if ((tag & 0xFF) != TARIX_KIND_WORD || fold.size > TARIX_WORD_LONGEST)
        return map_ending(fold, tag, out);
    if (tarix_reading_is_foreign(tag >> 8)) return map_foreign(l, fold, tag, out);
    tarix_morph_lemma(l->morph, fold, tarix_chars_is_upper(form.data), &lemma);
    if (lemma.size > usual) return copy((tarix_str){lemma.text, lemma.size}, out);
    memcpy(out, lemma.text, usual); /* there is room, and of a known size it is no call */
    return lemma.size;
}

static const tarix_layer_row layers[] = {
    {"form", "as printed, less line-end hyphens", NULL, map_form},
    {"fold", "lower case in the Azerbaijani way, look-alikes and old apostrophes made one", NULL,
        NULL},
    {"stem", "endings taken off by rule", open_languages, map_stem},
    {"lemma", "the dictionary form", open_languages, map_lemma},
};

const tarix_layer_row *tarix_layers(size_t *n)
{
    *n = sizeof layers / sizeof *layers;
    return layers;
}

const tarix_layer_row *tarix_layers_find(tarix_str name)
{
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        if (tarix_str_equal(tarix_str_from(layers[i].name), name)) return &layers[i];
    return NULL;
}
