#include "corpus/spelling.h"

#include "base/simd.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"
#include "corpus/foreign.h"
#include "lexicons/roots.h"

tarix_str tarix_reading_name(tarix_reading reading)
{
    static const tarix_str names[TARIX_READINGS] = {
        [TARIX_READING_PLAIN] = {"modern", 6},
        [TARIX_READING_CYRILLIC] = {"cyrillic", 8},
        [TARIX_READING_RUSSIAN] = {"russian", 7},
        [TARIX_READING_YANALIF] = {"yanalif", 7},
        [TARIX_READING_YANALIF_EXCHANGED] = {"yanalif-exchanged", 17},
        [TARIX_READING_ENGLISH] = {"english", 7},
        [TARIX_READING_TURKISH] = {"turkish", 7},
        [TARIX_READING_FOREIGN] = {"foreign", 7},
    };
    return names[reading];
}

tarix_orthography_choice tarix_orthography_named(tarix_str name)
{
    static const tarix_str names[] = {
        [TARIX_ORTHOGRAPHY_AUTO] = {"auto", 4},
        [TARIX_ORTHOGRAPHY_MODERN] = {"modern", 6},
        [TARIX_ORTHOGRAPHY_CYRILLIC] = {"cyrillic", 8},
        [TARIX_ORTHOGRAPHY_YANALIF] = {"yanalif", 7},
        [TARIX_ORTHOGRAPHY_YANALIF_EXCHANGED] = {"yanalif-exchanged", 17},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tarix_str_equal(names[i], name)) return (tarix_orthography_choice)i;
    return TARIX_ORTHOGRAPHY_AUTO;
}

/* ---- the Latin of a document ---- */

/* ƣ ɵ ƶ ꞑ, which no other spelling of the language has. */
static bool is_old_latin(uint32_t c)
{
    return c == 0x1A2 || c == 0x1A3 || c == 0x19F || c == 0x275 || c == 0x1B5 || c == 0x1B6 ||
           c == 0xA790 || c == 0xA791;
}

/* ь, and ө for ɵ: old where they stand among Latin letters. */
static bool is_old_among_latin(uint32_t c)
{
    return c == 0x42C || c == 0x44C || c == 0x4E8 || c == 0x4E9;
}

static bool is_latin(uint32_t c)
{
    return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z'
                    : (c >= 0xC0 && c < 0x2B0 && c != 0xD7 && c != 0xF7) || is_old_latin(c);
}

/* Whether a chunk has enough bytes of old letters to be counted with care: hardly any has. */
static bool may_be_old(tarix_simd simd, tarix_str chunk)
{
    enum { blocks = 64 };
    tarix_byte_set seconds = {0};
    uint64_t masks[blocks];
    size_t n = 0;
    for (const char *c = "\x8C\xA2\xA3\xAC\xB5\xA8\xA9\x90\x91"; *c; c++)
        tarix_byte_set_add(&seconds, (unsigned char)*c);
    const tarix_simd_sought sought = {.sets = &seconds, .n_sets = 1};
    const size_t n_blocks = chunk.size / 64 + 1;
    for (size_t done = 0; done < n_blocks; done += blocks) {
        const size_t part = n_blocks - done < blocks ? n_blocks - done : blocks;
        tarix_simd_find(simd, chunk.data + 64 * done, part, &sought, masks);
        for (size_t i = 0; i < part; i++) n += masks[i] != 0;
    }
    return (double)n * 2000 > (double)chunk.size; /* a block of 64 bytes may have many */
}

/* Old letters / Latin letters; 0 when there are none. */
static double old_share(tarix_str chunk)
{
    size_t old = 0, letters = 0;
    uint32_t before = 0;
    while (chunk.size) {
        size_t size = 0;
        const uint32_t c = tarix_utf8_next(&chunk);
        const bool joins =
            is_latin(before) || (chunk.size && is_latin(tarix_utf8_decode(chunk.data, &size)));
        const bool is_old = is_old_latin(c) || (is_old_among_latin(c) && joins);
        old += is_old;
        letters += is_old || is_latin(c);
        before = c;
    }
    return letters ? (double)old / (double)letters : 0;
}

static bool knows(const tarix_lexicons *lexicons, tarix_reading reading, tarix_str word)
{
    char fold[TARIX_FOLD_SIZE(TARIX_LONGEST_READ)];
    const size_t size = tarix_fold_reading(lexicons, word, TARIX_KIND_WORD, reading, fold);
    return tarix_morph_knows(tarix_lexicons_morph(lexicons), (tarix_str){fold, size});
}

static bool has_c(tarix_str word)
{
    for (size_t i = 0; i < word.size; i++) {
        const unsigned char byte = (unsigned char)word.data[i];
        if (byte == 'c' || byte == 'C') return true;
        if (byte == 0xC3 && i + 1 < word.size && ((unsigned char)word.data[i + 1] | 0x20) == 0xA7)
            return true;
    }
    return false;
}

/* Whether the words of the chunk are known with c for ç and ç for c: at least `least` different
 * ones by this alone, and fewer that it loses. */
static bool is_exchanged(const tarix_lexicons *lexicons, tarix_guard *guard, tarix_str chunk)
{
    enum { least = 20 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_wordlist *seen = tarix_wordlist_new(arena);
    size_t gained = 0, lost = 0;
    for (const char *p = chunk.data, *end = p + chunk.size; p < end;) {
        const char *stop = tarix_letters_at(p).stop;
        const tarix_str word = {p, (size_t)(stop - p)};
        p = stop == p ? tarix_after(p) : stop;
        if (word.size == 0 || word.size > TARIX_LONGEST_READ || !has_c(word)) continue;
        if (!tarix_wordlist_add(seen, word, 0)) continue;
        const bool plainly = knows(lexicons, TARIX_READING_YANALIF, word);
        const bool exchanged = knows(lexicons, TARIX_READING_YANALIF_EXCHANGED, word);
        gained += exchanged && !plainly;
        lost += plainly && !exchanged;
    }
    tarix_arena_free(arena);
    return gained >= least && lost < gained;
}

static void settle_latin(tarix_spelling *s, tarix_guard *guard)
{
    if (may_be_old(s->no_vectors ? TARIX_SIMD_NONE : tarix_simd_best(), s->chunk))
        s->old_share = old_share(s->chunk);
    if (s->choice == TARIX_ORTHOGRAPHY_YANALIF)
        s->latin = TARIX_READING_YANALIF;
    else if (s->choice == TARIX_ORTHOGRAPHY_YANALIF_EXCHANGED)
        s->latin = TARIX_READING_YANALIF_EXCHANGED;
    else if (s->choice == TARIX_ORTHOGRAPHY_AUTO && s->old_share >= TARIX_OLD_SHARE)
        s->latin = is_exchanged(s->lexicons, guard, s->chunk) ? TARIX_READING_YANALIF_EXCHANGED
                                                              : TARIX_READING_YANALIF;
}

void tarix_spelling_begin(tarix_spelling *s)
{
    s->is_first_chunk = true;
    s->old_share = 0;
    s->latin = s->cyrillic = TARIX_READING_PLAIN;
    s->n_spans = s->span = 0;
}

void tarix_spelling_feed(
    tarix_spelling *s, tarix_guard *guard, tarix_str chunk, const uint64_t *schwas)
{
    s->chunk = chunk;
    s->is_settled = s->leans = false;
    memset(s->passages, 0, sizeof s->passages);
    if (s->is_first_chunk) settle_latin(s, guard);
    s->is_first_chunk = false;
    s->n_spans = s->span = 0;
    if (s->foreign && s->latin == TARIX_READING_PLAIN)
        s->spans = tarix_foreign_find(s->foreign, chunk, schwas, &s->n_spans);
}

/* ---- the language of a passage in Latin letters ---- */

/* Places are asked for from the chunk's begin to its end. */
static tarix_reading latin_at(tarix_spelling *s, const char *p)
{
    while (s->span < s->n_spans && p >= s->spans[s->span].begin) s->span++;
    const tarix_span *span = s->span ? &s->spans[s->span - 1] : NULL;
    return span && p < span->end ? span->reading : s->latin;
}

/* ---- the Cyrillic of a passage ---- */

enum { QUOTATION, SENTENCE, PARAGRAPH, NEIGHBOURHOOD };

static bool is_quote(const char *p)
{
    return *p == '"' || tarix_sign_of(p) == TARIX_SIGN_QUOTE;
}

static bool starts_character(const char *p)
{
    return ((unsigned char)*p & 0xC0) != 0x80;
}

/* Whether a quotation, sentence or paragraph begins at p, which is not the chunk's first byte. */
static bool is_border(unsigned size, const tarix_spelling *s, const char *p)
{
    const char *before = p - 1;
    switch (size) {
    case QUOTATION:
        while (before > s->chunk.data && !starts_character(before)) before--;
        return is_quote(before);
    case SENTENCE:
        if (!strchr(" \n", *before)) return false;
        while (before > s->chunk.data && strchr(" \n\r", *before)) before--;
        if (strchr(".!?", *before)) return true;
        /* fallthrough */
    case PARAGRAPH:
        if (p[-1] == '\f') return true;
        return p[-1] == '\n' && p - s->chunk.data > 1 && p[-2] == '\n';
    default: return false;
    }
}

/* The passage around p, of a few hundred to a few thousand bytes. */
static tarix_passage passage_at(const tarix_spelling *s, unsigned size, const char *p)
{
    static const ptrdiff_t farthest[TARIX_PASSAGE_SIZES] = {300, 1000, 4000, 8000};
    const char *first = s->chunk.data, *last = first + s->chunk.size;
    const char *begin = p, *end = p + 1;
    while (begin > first && p - begin < farthest[size] && !is_border(size, s, begin)) begin--;
    while (end < last && end - p < farthest[size] && !is_border(size, s, end)) end++;
    const bool is_whole =
        begin > first && is_border(size, s, begin) && end < last && is_border(size, s, end);
    while (begin < p && !starts_character(begin)) begin++;
    while (end < last && !starts_character(end)) end++;
    if (size == QUOTATION && !is_whole) end = begin; /* no quotation */
    return (tarix_passage){.begin = begin, .end = end};
}

/* Every sixth letter of Azerbaijani is one that Russian lacks: a paragraph of `enough` letters and
 * none of those is no Azerbaijani, whatever its words are. */
static void judge(const tarix_spelling *s, unsigned size, tarix_passage *passage)
{
    enum { enough = 20 };
    const tarix_str text = {passage->begin, (size_t)(passage->end - passage->begin)};
    const tarix_orthography_evidence e =
        tarix_orthography_weigh(tarix_lexicons_russian(s->lexicons), text);
    const bool is_azerbaijani = tarix_orthography_is_azerbaijani(&e);
    const bool is_russian =
        tarix_orthography_is_russian(&e) ||
        (!is_azerbaijani && size == PARAGRAPH && e.letters >= enough && e.azerbaijani == 0);
    passage->is_settled = is_russian || is_azerbaijani;
    passage->reading = is_russian ? TARIX_READING_RUSSIAN : TARIX_READING_CYRILLIC;
}

/* Of the smallest passage around p that says which language it is; else of the one before. */
static tarix_reading cyrillic_at(tarix_spelling *s, const char *p)
{
    for (unsigned size = 0; size < TARIX_PASSAGE_SIZES; size++) {
        tarix_passage *passage = &s->passages[size];
        if (p < passage->begin || p >= passage->end) {
            *passage = passage_at(s, size, p);
            judge(s, size, passage);
        }
        if (!passage->is_settled) continue;
        s->cyrillic = passage->reading;
        s->is_settled = true;
        return passage->reading;
    }
    s->leans = s->leans || !s->is_settled;
    return s->cyrillic;
}

/* A form with a Latin letter is Latin: Cyrillic ones in it are look-alikes. */
static tarix_script script_of(tarix_str form)
{
    tarix_script script = TARIX_SCRIPT_NONE;
    for (size_t i = 0; i < form.size; i++) {
        const unsigned char byte = (unsigned char)form.data[i];
        if (byte < 0x80 ? (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'
                        : byte >= 0xC3 && byte < 0xCB)
            return TARIX_SCRIPT_LATIN;
        if (byte >= 0xD0 && byte < 0xD4) script = TARIX_SCRIPT_CYRILLIC;
    }
    return script;
}

tarix_reading tarix_spelling_of(tarix_spelling *s, const char *p, tarix_str form)
{
    if (form.size > TARIX_LONGEST_READ) return TARIX_READING_PLAIN;
    const tarix_script script = script_of(form);
    if (script == TARIX_SCRIPT_LATIN) return latin_at(s, p);
    if (script == TARIX_SCRIPT_NONE) return TARIX_READING_PLAIN;
    if (s->choice == TARIX_ORTHOGRAPHY_MODERN) return TARIX_READING_PLAIN;
    if (s->choice == TARIX_ORTHOGRAPHY_CYRILLIC) return TARIX_READING_CYRILLIC;
    return cyrillic_at(s, p);
}
