#include "analyzers/stemmer.h"

#include "base/utf8.h"
#include "lexicons/tsv.h"

#include <libstemmer.h>
#include <stdlib.h>

typedef enum place {
    SLOT_PLURAL,
    SLOT_POSSESSIVE,
    SLOT_CASE,
    SLOT_RELATIVE,
    SLOT_COPULA,
    SLOT_PARTICLE,
    N_SLOTS
} place;
static const char *const slot_names[N_SLOTS] = {
    "plural", "possessive", "case", "relative", "copula", "particle"};

enum { most_letters = 16, least_stem = 3, most_steps = N_SLOTS };

/* One ending with its archiphonemes written out for front and back, round and flat. */
typedef struct ending {
    tarix_str text;
    const char *meaning;
    place slot;
    char after;     /* C a consonant, V a vowel, P a possessive of the third person, - any */
    uint32_t vowel; /* its first vowel, which must agree with the stem's last; 0: it has none */
    bool is_fourfold;
} ending;

struct tarix_stemmer {
    tarix_arena *arena;
    struct sb_stemmer *snowball; /* NULL for az */
    ending *endings[N_SLOTS];    /* the longest first */
    size_t size[N_SLOTS], capacity[N_SLOTS];
};

/* ---- letters ---- */

static bool is_vowel(uint32_t c)
{
    return c == 'a' || c == 0x131 || c == 'o' || c == 'u' || c == 'e' || c == 0x259 || c == 'i' ||
           c == 0xF6 || c == 0xFC;
}

static uint32_t twofold(uint32_t last)
{
    return last == 'a' || last == 0x131 || last == 'o' || last == 'u' ? 'a' : 0x259;
}

static uint32_t fourfold(uint32_t last)
{
    switch (last) {
    case 'a':
    case 0x131: return 0x131;
    case 'o':
    case 'u': return 'u';
    case 0xF6:
    case 0xFC: return 0xFC;
    default: return 'i';
    }
}

static uint32_t last_vowel(tarix_str word)
{
    while (word.size) {
        const uint32_t c = tarix_utf8_last(word, &word.size);
        if (is_vowel(c)) return c;
    }
    return 0;
}

/* ---- loading ---- */

static void add_ending(
    tarix_stemmer *s, place slot, const char *text, size_t size, char after, tarix_str meaning)
{
    ending e = {.slot = slot, .after = after};
    e.text = tarix_arena_str(s->arena, (tarix_str){text, size});
    e.meaning = tarix_arena_str(s->arena, meaning).data;
    for (tarix_str rest = e.text; rest.size && !e.vowel;) {
        const uint32_t c = tarix_utf8_next(&rest);
        if (is_vowel(c)) e.vowel = c;
    }
    e.is_fourfold = e.vowel != 'a' && e.vowel != 0x259;
    TARIX_ROOM(s->arena, s->endings[slot], s->size[slot], s->capacity[slot]);
    s->endings[slot][s->size[slot]++] = e;
}

/* Writes the four shapes of a row: A and I by each vowel that may stand before. */
static void add_row(tarix_stemmer *s, place slot, tarix_str suffix, char after, tarix_str meaning)
{
    static const uint32_t vowels[] = {'a', 'i', 'u', 0xFC};
    char shapes[4][TARIX_UTF8_MAX * most_letters];
    size_t sizes[4] = {0};
    for (int v = 0; v < 4; v++) {
        uint32_t last = vowels[v];
        for (size_t i = 0; i < suffix.size && i < most_letters; i++) {
            uint32_t c = (unsigned char)suffix.data[i];
            if (c == 'A')
                c = last = twofold(last);
            else if (c == 'I')
                c = last = fourfold(last);
            sizes[v] += tarix_utf8_encode(c, shapes[v] + sizes[v]);
        }
        bool is_new = true;
        for (int w = 0; w < v; w++)
            if (sizes[w] == sizes[v] && !memcmp(shapes[w], shapes[v], sizes[v])) is_new = false;
        if (is_new) add_ending(s, slot, shapes[v], sizes[v], after, meaning);
    }
}

static int longest_first(const void *a, const void *b)
{
    const ending *p = a, *q = b;
    if (p->text.size != q->text.size) return p->text.size < q->text.size ? 1 : -1;
    return tarix_str_compare(p->text, q->text);
}

static tarix_status load(tarix_stemmer *s, const tarix_lexicons *lexicons, tarix_error *err)
{
    const tarix_lexicon_file *file = tarix_lexicons_file(lexicons, "suffixes.tsv");
    tarix_tsv tsv;
    TARIX_TRY(tarix_tsv_open(
        &tsv, tarix_lexicon_path(file), file->bytes, "suffix\tslot\tafter\tmeaning", err));
    for (;;) {
        bool more;
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) break;
        unsigned slot = 0;
        while (slot < N_SLOTS && !tarix_str_equal(tsv.cells[1], tarix_str_from(slot_names[slot])))
            slot++;
        if (slot == N_SLOTS)
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: '%.*s' is no slot; known: plural possessive case relative copula particle",
                tsv.path, tsv.line, TARIX_ARG(tsv.cells[1]));
        const tarix_str where = tsv.cells[2];
        if (!tarix_str_equal(where, TARIX_STR("any")) &&
            (where.size != 1 || !strchr("CVP", where.data[0])))
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: after '%.*s' must be C, V, P or any", tsv.path, tsv.line,
                TARIX_ARG(where));
        add_row(s, slot, tsv.cells[0], where.size == 1 ? where.data[0] : '-', tsv.cells[3]);
    }
    for (unsigned i = 0; i < N_SLOTS; i++)
        if (s->size[i]) qsort(s->endings[i], s->size[i], sizeof *s->endings[i], longest_first);
    return TARIX_OK;
}

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
        TARIX_TRY(load(s, lexicons, err));
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

static bool fits(const ending *e, tarix_str rest)
{
    size_t at = 0;
    if (tarix_utf8_count(rest) < least_stem) return false;
    const uint32_t vowel = last_vowel(rest), last = tarix_utf8_last(rest, &at);
    if (vowel == 0) return false;
    if (e->vowel && e->vowel != (e->is_fourfold ? fourfold(vowel) : twofold(vowel))) return false;
    switch (e->after) {
    case 'C': return !is_vowel(last);
    case 'V': return is_vowel(last);
    case 'P': return is_vowel(last) && last != 'a' && last != 0x259 && last != 'o' && last != 'e';
    default: return true;
    }
}

/* Endings of one letter come off only where a word of some length remains. */
static bool is_long_enough(const ending *e, tarix_str rest)
{
    return e->text.size > 2 || tarix_utf8_count(rest) > least_stem;
}

static const ending *match(const tarix_stemmer *s, place slot, tarix_str word)
{
    for (size_t i = 0; i < s->size[slot]; i++) {
        const ending *e = &s->endings[slot][i];
        if (!tarix_str_ends(word, e->text)) continue;
        const tarix_str rest = {word.data, word.size - e->text.size};
        if (fits(e, rest) && is_long_enough(e, rest)) return e;
    }
    return NULL;
}

/* Takes endings off `word` and notes them in `steps`, the outermost first. */
static tarix_str strip(const tarix_stemmer *s, tarix_str word, const ending **steps, size_t *n)
{
    *n = 0;
    for (unsigned slot = N_SLOTS; slot-- > 0;) {
        const ending *e = match(s, slot, word);
        if (!e) continue;
        word.size -= e->text.size;
        steps[(*n)++] = e;
    }
    return word;
}

tarix_str tarix_stemmer_stem(tarix_stemmer *stemmer, tarix_str word)
{
    const ending *steps[most_steps];
    size_t n = 0;
    if (!stemmer->snowball) return strip(stemmer, word, steps, &n);
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word.data, (int)word.size);
    if (!stem) return word;
    return (tarix_str){(const char *)stem, (size_t)sb_stemmer_length(stemmer->snowball)};
}

tarix_str tarix_stemmer_explain(tarix_stemmer *stemmer, tarix_arena *arena, tarix_str word)
{
    const ending *steps[most_steps];
    size_t n = 0;
    if (stemmer->snowball) return tarix_arena_str(arena, tarix_stemmer_stem(stemmer, word));
    tarix_str text = tarix_arena_str(arena, strip(stemmer, word, steps, &n));
    while (n-- > 0)
        text = tarix_arena_format(
            arena, "%s + %s (%s)", text.data, steps[n]->text.data, steps[n]->meaning);
    return text;
}
