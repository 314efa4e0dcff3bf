#include "lexicons/languages.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "lexicons/tsv.h"
#include "lexicons/wordlist.h"

enum {
    azerbaijani = 0,
    letters = 0x250, /* characters whose languages are noted one by one */
    longest_word = 24,
    longest_ending = 6,
    shift_shared = 16, /* of a word's number: languages it is own to, and those that share it */
    hint_bits = 1 << 15
};

struct tarix_languages {
    tarix_str names[TARIX_LANGUAGES_MOST];
    tarix_language_class classes[TARIX_LANGUAGES_MOST];
    size_t n;
    uint16_t having[letters];     /* bit k: the k-th language has the letter */
    tarix_wordlist *words;        /* and endings, with a hyphen before them */
    uint8_t hints[hint_bits / 8]; /* bits of own words of foreign languages, by their hashes */
    uint8_t letter_bytes[256];
};

/* ---- loading ---- */

static tarix_status parse_alphabet(tarix_languages *l, const tarix_tsv *tsv, tarix_error *err)
{
    static const char *const names[] = {
        [TARIX_LANGUAGE_AZERBAIJANI] = "azerbaijani", "english", "turkish"};
    if (l->n == TARIX_LANGUAGES_MOST)
        return tarix_error_set(err, TARIX_INVALID, "%s:%zu: more than %d languages; remove one",
            tsv->path, tsv->line, TARIX_LANGUAGES_MOST);
    tarix_language_class class = TARIX_LANGUAGE_AZERBAIJANI;
    while (class < TARIX_LANGUAGE_OTHER &&
           !tarix_str_equal(tsv->cells[0], tarix_str_from(names[class])))
        class ++;
    if ((class == TARIX_LANGUAGE_AZERBAIJANI) != (l->n == azerbaijani))
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%zu: '%.*s': azerbaijani must be the first language, and only that", tsv->path,
            tsv->line, TARIX_ARG(tsv->cells[0]));
    for (tarix_str rest = tsv->cells[1]; rest.size;) {
        const uint32_t c = tarix_utf8_next(&rest);
        if (c < letters) l->having[c] |= (uint16_t)(1U << l->n);
    }
    l->classes[l->n] = class;
    l->names[l->n++] = tsv->cells[0];
    return TARIX_OK;
}

/* The bytes of a letter, small and capital, come to one hash where they differ in one bit. */
static inline uint32_t hint_next(uint32_t hash, uint32_t byte)
{
    return (hash ^ byte) * UINT32_C(16777619); /* FNV-1a */
}

/* A byte of a letter, with the bit by which most capitals differ from small ones; else 0. */
static uint8_t letter_byte(unsigned c)
{
    const bool is_ascii = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80;
    return (uint8_t)(is_ascii || (c >= 0x80 && c < 0xC0) || (c >= 0xC3 && c < 0xCC) ? c | 0x20 : 0);
}

static void note_hint(tarix_languages *l, tarix_str word)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < word.size; i++)
        hash = hint_next(hash, letter_byte((unsigned char)word.data[i]));
    const uint32_t bit = hash >> 17;
    l->hints[bit / 8] |= (uint8_t)(1U << bit % 8);
}

static tarix_status parse_word(tarix_languages *l, const tarix_tsv *tsv, tarix_error *err)
{
    const tarix_str word = tsv->cells[0], mark = tsv->cells[2];
    const bool is_shared = tarix_str_equal(mark, TARIX_STR("shared"));
    const bool is_ending = word.size > 0 && *word.data == '-';
    const size_t longest = is_ending ? longest_ending + 1 : longest_word;
    size_t k = 0;
    while (k < l->n && !tarix_str_equal(l->names[k], tsv->cells[1])) k++;
    if (k == l->n)
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%zu: language '%.*s' has no alphabet in passage-languages.tsv", tsv->path,
            tsv->line, TARIX_ARG(tsv->cells[1]));
    if (mark.size && !is_shared)
        return tarix_error_set(err, TARIX_INVALID, "%s:%zu: mark '%.*s' must be shared or empty",
            tsv->path, tsv->line, TARIX_ARG(mark));
    if (word.size == 0 || tarix_utf8_count(word) > longest)
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%zu: a word has 1 to %d letters, an ending %d", tsv->path, tsv->line, longest_word,
            longest_ending);
    const uint32_t bit = UINT32_C(1) << (k + (is_shared ? shift_shared : 0));
    if (!tarix_wordlist_add(l->words, word, bit)) {
        const uint32_t old = *tarix_wordlist_find(l->words, word);
        if (old & (bit | bit << shift_shared | bit >> shift_shared))
            return tarix_error_set(err, TARIX_INVALID, "%s:%zu: '%.*s' is listed twice", tsv->path,
                tsv->line, TARIX_ARG(word));
        tarix_wordlist_set(l->words, word, old | bit);
    }
    if (k != azerbaijani && !is_shared && !is_ending) note_hint(l, word);
    return TARIX_OK;
}

static tarix_status parse_rows(tarix_languages *l, const char *path, tarix_str bytes,
    const char *columns, tarix_status (*parse)(tarix_languages *, const tarix_tsv *, tarix_error *),
    tarix_error *err)
{
    tarix_tsv tsv;
    bool more;
    TARIX_TRY(tarix_tsv_open(&tsv, path, bytes, columns, err));
    for (;;) {
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) return TARIX_OK;
        TARIX_TRY(parse(l, &tsv, err));
    }
}

tarix_status tarix_languages_parse(tarix_arena *arena, const char *alphabets_path,
    tarix_str alphabets, const char *words_path, tarix_str words, const tarix_languages **out,
    tarix_error *err)
{
    tarix_languages *l = TARIX_NEW(arena, tarix_languages);
    l->words = tarix_wordlist_new(arena);
    for (unsigned c = 0; c < sizeof l->letter_bytes; c++) l->letter_bytes[c] = letter_byte(c);
    TARIX_TRY(parse_rows(l, alphabets_path, alphabets, "language\tletters", parse_alphabet, err));
    TARIX_TRY(parse_rows(l, words_path, words, "word\tlanguage\tmark", parse_word, err));
    *out = l;
    return TARIX_OK;
}

/* ---- words ---- */

/* A run of letters, in small ones. */
typedef struct run {
    char text[1 + TARIX_UTF8_MAX * longest_word]; /* a hyphen and the word */
    size_t size, n_letters;
    size_t starts[longest_word]; /* of its letters in the text */
    uint32_t having;             /* languages that have all its letters */
    bool is_capital, has_schwa;
} run;

static const uint32_t schwa = 0x259;

/* I of a capital word is i here: no list has a word that begins in ı. */
static uint32_t small(uint32_t c)
{
    return c == 'I' ? 'i' : tarix_unicode_lower_az(c);
}

static void add_letter(const tarix_languages *l, run *r, uint32_t c)
{
    const uint32_t lower = small(c);
    if (r->n_letters == 0) {
        r->text[0] = '-';
        r->size = 1;
        r->having = UINT32_MAX;
        r->has_schwa = false;
        r->is_capital = tarix_unicode_is_upper(c);
    }
    r->has_schwa |= lower == schwa;
    r->having &= lower < letters ? l->having[lower] : lower == schwa ? 1U << azerbaijani : 0;
    if (r->n_letters < longest_word) {
        r->starts[r->n_letters] = r->size;
        r->size += tarix_utf8_encode(lower, r->text + r->size);
    }
    r->n_letters++;
}

/* The number of the word, or else of its longest listed ending, which leaves two letters; 0: none.
 */
static uint32_t number_of(const tarix_languages *l, run *r)
{
    if (r->n_letters > longest_word) return 0;
    const uint32_t *number = tarix_wordlist_find(l->words, (tarix_str){r->text + 1, r->size - 1});
    for (size_t n = longest_ending; n > 1 && !number; n--) {
        if (r->n_letters < n + 2) continue;
        char *start = r->text + r->starts[r->n_letters - n] - 1;
        const char kept = *start;
        *start = '-';
        number =
            tarix_wordlist_find(l->words, (tarix_str){start, r->size - (size_t)(start - r->text)});
        *start = kept;
    }
    return number ? *number : 0;
}

static uint64_t bit_of(const run *r)
{
    uint32_t hash = 0;
    for (size_t i = 1; i < r->size; i++) hash = hint_next(hash, (unsigned char)r->text[i]);
    return UINT64_C(1) << (hash >> 26);
}

/* Initials say nothing, and the letters of names neither. */
static void end_run(const tarix_languages *l, run *r, uint32_t next, tarix_language_evidence *e)
{
    const bool is_initial = r->n_letters == 1 && r->is_capital && next == '.';
    const uint32_t number = is_initial ? 0 : number_of(l, r);
    const uint64_t bit = bit_of(r);
    e->words += !is_initial;
    for (size_t k = 0; k < l->n && !is_initial; k++) {
        tarix_language_count *count = &e->of[k];
        const bool is_own = number >> k & 1;
        count->own += is_own;
        count->distinct |= is_own ? bit : 0;
        count->shared += number >> (k + shift_shared) & 1;
        count->lacking += !r->is_capital && !(r->having >> k & 1);
    }
    e->schwas += r->has_schwa;
    if (r->has_schwa && !r->is_capital) e->of[azerbaijani].own++;
    r->n_letters = 0;
}

/* ʻ of Uzbek and marks above letters, which end no word. */
static bool is_passed_over(uint32_t c)
{
    return c >= 0x2B0 && c < 0x370;
}

void tarix_languages_weigh(const tarix_languages *l, tarix_str text, tarix_language_evidence *e)
{
    run r;
    r.n_letters = 0;
    while (text.size) {
        const uint32_t c = tarix_utf8_next(&text);
        const bool is_ascii_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (is_passed_over(c)) continue;
        if (c < 0x80 ? is_ascii_letter : tarix_unicode_class(c) == TARIX_CHAR_LETTER)
            add_letter(l, &r, c);
        else if (r.n_letters)
            end_run(l, &r, c, e);
    }
    if (r.n_letters) end_run(l, &r, 0, e);
}

void tarix_language_evidence_add(
    tarix_language_evidence *sum, const tarix_language_evidence *evidence)
{
    sum->words += evidence->words;
    sum->schwas += evidence->schwas;
    for (size_t k = 0; k < TARIX_LANGUAGES_MOST; k++) {
        sum->of[k].own += evidence->of[k].own;
        sum->of[k].shared += evidence->of[k].shared;
        sum->of[k].lacking += evidence->of[k].lacking;
        sum->of[k].distinct |= evidence->of[k].distinct;
    }
}

/* ---- judgement ---- */

/* An own word says twice as much as a shared one, and these not more than those. */
static uint32_t score(const tarix_language_count *c)
{
    return 2 * c->own + (c->shared < 2 * c->own ? c->shared : 2 * c->own);
}

/* Two own words at least, one word in ten, and hardly any that speak against it. */
static bool is_likely(const tarix_language_evidence *e, size_t k)
{
    const tarix_language_count *c = &e->of[k];
    const uint32_t against = c->lacking + e->of[azerbaijani].own;
    const bool has_two = c->distinct & (c->distinct - 1);
    return has_two && 10 * (c->own + c->shared) >= e->words && 2 * against <= c->own;
}

tarix_language_class tarix_languages_judge(
    const tarix_languages *l, const tarix_language_evidence *e)
{
    size_t best = azerbaijani;
    uint32_t most = 0;
    for (size_t k = azerbaijani + 1; k < l->n; k++) {
        if (!is_likely(e, k) || score(&e->of[k]) <= most) continue;
        best = k;
        most = score(&e->of[k]);
    }
    if (best != azerbaijani) return l->classes[best];
    return e->of[azerbaijani].own ? TARIX_LANGUAGE_AZERBAIJANI : TARIX_LANGUAGE_UNKNOWN;
}

bool tarix_languages_allows(
    const tarix_languages *l, const tarix_language_evidence *e, tarix_language_class language)
{
    if (e->schwas || e->of[azerbaijani].own) return false;
    for (size_t k = azerbaijani + 1; k < l->n; k++)
        if (l->classes[k] == language && e->of[k].lacking == 0) return true;
    return false;
}

/* ---- hints ---- */

/* A hit may be another word. */
static size_t count_own(const tarix_languages *l, tarix_str text)
{
    run r;
    r.n_letters = 0;
    while (text.size) add_letter(l, &r, tarix_utf8_next(&text));
    if (r.n_letters > longest_word) return 0;
    const uint32_t *number = tarix_wordlist_find(l->words, (tarix_str){r.text + 1, r.size - 1});
    return number && (*number & ((UINT32_C(1) << shift_shared) - 2));
}

bool tarix_languages_hints(const tarix_languages *l, tarix_str text)
{
    tarix_str first = {NULL, 0}; /* hit, which is looked at when there is another */
    size_t n = 0;
    for (const char *p = text.data, *end = p + text.size; p < end; p++) {
        const char *start = p;
        uint32_t hash = 0, byte = 0;
        if (((unsigned char)*p & 0xC0) == 0x80) continue; /* of a sign that is no letter */
        while (p < end && (byte = l->letter_bytes[(unsigned char)*p])) {
            hash = hint_next(hash, byte);
            p++;
        }
        const uint32_t bit = hash >> 17;
        if (p == start || !(l->hints[bit / 8] >> bit % 8 & 1)) continue;
        const tarix_str word = {start, (size_t)(p - start)};
        if (!first.data) {
            first = word;
            continue;
        }
        if (n == 0 && first.size) n = count_own(l, first);
        first.size = 0;
        n += count_own(l, word);
        if (n >= 2) return true;
    }
    return false;
}
