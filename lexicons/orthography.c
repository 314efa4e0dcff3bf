#include "lexicons/orthography.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "lexicons/tsv.h"

#include <stdlib.h>

/* ---- the table ---- */

enum { most_letters = 8, most_latin = 4 * most_letters };

typedef struct row {
    uint16_t letters[most_letters]; /* lower case, but as written when the row is exact */
    uint8_t n;
    bool at_start; /* ^: only where a word begins */
    bool exact;    /* written with a capital: holds for just that */
    char lower[most_latin], title[most_latin], upper[most_latin];
    uint8_t lower_size, title_size, upper_size, n_latin;
} row;

/* What the table knows of a character: one that stands in no row is all zero. */
typedef struct letter {
    uint16_t lower;
    uint16_t first, end; /* rows that begin with it, in the order in which they are tried */
} letter;

struct tarix_orthography {
    row *rows;
    size_t n;
    letter *pages[256]; /* by the upper byte of a character; NULL: no letter of the table there */
};

static const letter no_letter;

static const letter *find_letter(const tarix_orthography *o, uint32_t c)
{
    const letter *page = c < 0x10000 ? o->pages[c >> 8] : NULL;
    return page ? &page[c & 0xFF] : &no_letter;
}

/* ---- loading ---- */

typedef struct parsing {
    tarix_arena *arena;
    tarix_orthography *out;
    size_t capacity;
} parsing;

static letter *add_letter(parsing *p, uint32_t c)
{
    letter **page = &p->out->pages[c >> 8];
    if (!*page) *page = TARIX_ARRAY(p->arena, letter, 256);
    return &(*page)[c & 0xFF];
}

static tarix_status parse_letters(const tarix_tsv *tsv, row *r, size_t *shortest, tarix_error *err)
{
    tarix_str rest = tsv->cells[0];
    r->at_start = tarix_str_starts(rest, TARIX_STR("^"));
    if (r->at_start) rest = tarix_str_slice(rest, 1, rest.size);
    if (rest.size == 0)
        return tarix_error_set(
            err, TARIX_INVALID, "%s:%zu: no letter; remove the row", tsv->path, tsv->line);
    size_t lower = 0, upper = 0;
    while (rest.size) {
        char bytes[TARIX_UTF8_MAX];
        const uint32_t c = tarix_utf8_next(&rest);
        if (c >= 0x10000 || tarix_unicode_class(c) != TARIX_CHAR_LETTER)
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: '%.*s' must be letters, with ^ before them for the start of a word",
                tsv->path, tsv->line, TARIX_ARG(tsv->cells[0]));
        if (r->n == most_letters)
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: '%.*s' is longer than %d letters; split the row", tsv->path, tsv->line,
                TARIX_ARG(tsv->cells[0]), most_letters);
        r->letters[r->n++] = (uint16_t)c;
        r->exact |= tarix_unicode_is_upper(c);
        lower += tarix_utf8_encode(c, bytes);
        upper += tarix_utf8_encode(tarix_unicode_upper_az(c), bytes);
    }
    *shortest = lower < upper ? lower : upper;
    return TARIX_OK;
}

static tarix_status parse_latin(const tarix_tsv *tsv, row *r, size_t shortest, tarix_error *err)
{
    tarix_str rest = tsv->cells[1];
    size_t lower = 0, title = 0, upper = 0;
    while (rest.size) {
        if (lower + TARIX_UTF8_MAX > most_latin || title + TARIX_UTF8_MAX > most_latin ||
            upper + TARIX_UTF8_MAX > most_latin)
            break;
        const uint32_t c = tarix_utf8_next(&rest), capital = tarix_unicode_upper_az(c);
        lower += tarix_utf8_encode(c, r->lower + lower);
        title += tarix_utf8_encode(r->n_latin ? c : capital, r->title + title);
        upper += tarix_utf8_encode(capital, r->upper + upper);
        r->n_latin++;
    }
    if (rest.size || lower > 4 * shortest || title > 4 * shortest || upper > 4 * shortest)
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%zu: '%.*s' is more than four times as long as '%.*s'; shorten it", tsv->path,
            tsv->line, TARIX_ARG(tsv->cells[1]), TARIX_ARG(tsv->cells[0]));
    r->lower_size = (uint8_t)lower;
    r->title_size = (uint8_t)title;
    r->upper_size = (uint8_t)upper;
    return TARIX_OK;
}

/* Years tell the reader when the letter was in use; the one name is that of a variant. */
static tarix_status parse_period(const tarix_tsv *tsv, bool *is_exchanged, tarix_error *err)
{
    const tarix_str period = tsv->cells[2];
    *is_exchanged = tarix_str_equal(period, TARIX_STR("exchanged"));
    bool is_years = period.size > 0;
    for (size_t i = 0; i < period.size; i++)
        is_years &= period.data[i] == '-' || (period.data[i] >= '0' && period.data[i] <= '9');
    if (!*is_exchanged && !is_years)
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%zu: period '%.*s' is neither years (1939-57) nor 'exchanged'", tsv->path,
            tsv->line, TARIX_ARG(period));
    return TARIX_OK;
}

static bool is_same(const row *a, const row *b)
{
    return a->n == b->n && a->at_start == b->at_start &&
           memcmp(a->letters, b->letters, a->n * sizeof *a->letters) == 0;
}

static tarix_status parse_row(parsing *p, const tarix_tsv *tsv, bool exchanged, tarix_error *err)
{
    row r = {0};
    size_t shortest = 0;
    bool is_exchanged = false;
    TARIX_TRY(parse_letters(tsv, &r, &shortest, err));
    TARIX_TRY(parse_latin(tsv, &r, shortest, err));
    TARIX_TRY(parse_period(tsv, &is_exchanged, err));
    if (is_exchanged && !exchanged) return TARIX_OK;
    for (size_t i = 0; i < p->out->n; i++)
        if (is_same(&p->out->rows[i], &r))
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: '%.*s' is listed twice; remove one of the rows", tsv->path, tsv->line,
                TARIX_ARG(tsv->cells[0]));
    if (p->out->n == UINT16_MAX)
        return tarix_error_set(err, TARIX_INVALID, "%s:%zu: more than %d rows; remove some",
            tsv->path, tsv->line, UINT16_MAX);
    TARIX_ROOM(p->arena, p->out->rows, p->out->n, p->capacity);
    p->out->rows[p->out->n++] = r;
    return TARIX_OK;
}

/* Rows of one first letter stand together, in the order in which they are tried. */
static int by_letter(const void *a, const void *b)
{
    const row *p = a, *q = b;
    const uint32_t first_p = tarix_unicode_lower_az(p->letters[0]);
    const uint32_t first_q = tarix_unicode_lower_az(q->letters[0]);
    if (first_p != first_q) return first_p < first_q ? -1 : 1;
    if (p->n != q->n) return p->n > q->n ? -1 : 1;
    if (p->at_start != q->at_start) return p->at_start ? -1 : 1;
    if (p->exact != q->exact) return p->exact ? -1 : 1;
    return memcmp(p->letters, q->letters, sizeof p->letters);
}

static void index_letters(parsing *p)
{
    tarix_orthography *o = p->out;
    for (size_t i = 0; i < o->n; i++)
        for (size_t k = 0; k < o->rows[i].n; k++) {
            const uint32_t lower = tarix_unicode_lower_az(o->rows[i].letters[k]);
            add_letter(p, lower)->lower = (uint16_t)lower;
            add_letter(p, tarix_unicode_upper_az(lower) & 0xFFFF)->lower = (uint16_t)lower;
        }
    for (size_t i = 0, end = 0; i < o->n; i = end) {
        const uint32_t lower = tarix_unicode_lower_az(o->rows[i].letters[0]);
        while (end < o->n && tarix_unicode_lower_az(o->rows[end].letters[0]) == lower) end++;
        letter *small = add_letter(p, lower);
        letter *capital = add_letter(p, tarix_unicode_upper_az(lower) & 0xFFFF);
        small->first = capital->first = (uint16_t)i;
        small->end = capital->end = (uint16_t)end;
    }
}

tarix_status tarix_orthography_parse(tarix_arena *arena, const char *path, tarix_str bytes,
    bool exchanged, const tarix_orthography **out, tarix_error *err)
{
    tarix_tsv tsv;
    parsing p = {.arena = arena, .out = TARIX_NEW(arena, tarix_orthography)};
    TARIX_TRY(tarix_tsv_open(&tsv, path, bytes, "letter\tlatin\tperiod", err));
    for (;;) {
        bool more;
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) break;
        TARIX_TRY(parse_row(&p, &tsv, exchanged, err));
    }
    if (p.out->n) qsort(p.out->rows, p.out->n, sizeof *p.out->rows, by_letter);
    index_letters(&p);
    *out = p.out;
    return TARIX_OK;
}

/* ---- conversion ---- */

/* Bytes at the front of `rest` that the row stands for, or 0; *has_capital tells of those behind
 * the first letter. */
static size_t match(const tarix_orthography *o, const row *r, tarix_str rest, bool *has_capital)
{
    const size_t size = rest.size;
    *has_capital = false;
    for (size_t k = 0; k < r->n; k++) {
        if (rest.size == 0) return 0;
        const uint32_t c = tarix_utf8_next(&rest);
        const uint32_t lower = find_letter(o, c)->lower;
        if ((r->exact ? c : lower) != r->letters[k]) return 0;
        *has_capital |= k > 0 && c != lower;
    }
    return size - rest.size;
}

/* Whether the capital that one letter became several of is one among capitals: Я in ЯШАСЫН and
 * ДҮНЯ, not in Яшар. */
static bool is_among_capitals(tarix_str rest, uint32_t before)
{
    const uint32_t next = rest.size ? tarix_utf8_next(&rest) : ' ';
    return tarix_unicode_is_upper(tarix_unicode_class(next) == TARIX_CHAR_LETTER ? next : before);
}

size_t tarix_orthography_convert(const tarix_orthography *o, tarix_str word, char *out)
{
    size_t n = 0;
    uint32_t before = '-'; /* the character before, for which a hyphen is as good as none */
    while (word.size) {
        size_t size;
        const uint32_t c = tarix_utf8_decode(word.data, &size);
        const letter *l = find_letter(o, c);
        const row *r = NULL;
        bool has_capital = false;
        for (size_t i = l->first; i < l->end && !r; i++) {
            if (o->rows[i].at_start && before != '-') continue;
            const size_t matched = match(o, &o->rows[i], word, &has_capital);
            if (matched) r = &o->rows[i], size = matched;
        }
        const tarix_str rest = tarix_str_slice(word, size, word.size);
        const bool is_capital = l->lower && c != l->lower;
        if (!r) {
            memcpy(out + n, word.data, size);
            n += size;
        } else if (r->exact || !is_capital) {
            memcpy(out + n, r->lower, r->lower_size);
            n += r->lower_size;
        } else if (r->n_latin > 1 && !has_capital &&
                   (r->n > 1 || !is_among_capitals(rest, before))) {
            memcpy(out + n, r->title, r->title_size);
            n += r->title_size;
        } else {
            memcpy(out + n, r->upper, r->upper_size);
            n += r->upper_size;
        }
        before = c;
        word = rest;
    }
    return n;
}

/* ---- whose Cyrillic is it? ---- */

/* An Azerbaijani name in a Russian sentence has a capital; most words of an Azerbaijani sentence
 * have none. The first word of a sentence may be either. */
enum {
    weight_word = 3,
    weight_listed = 2,
    weight_first = 2,
    weight_name = 1,
    longest_word = 64,
    longest_ending = 6
};

tarix_status tarix_orthography_words_parse(tarix_arena *arena, const char *path, tarix_str bytes,
    const tarix_wordlist **out, tarix_error *err)
{
    static const char *const sides[] = {NULL, "russian", "shared", "azerbaijani"};
    tarix_tsv tsv;
    tarix_wordlist *words = tarix_wordlist_new(arena);
    TARIX_TRY(tarix_tsv_open(&tsv, path, bytes, "word\tlanguage", err));
    for (;;) {
        bool more;
        uint32_t side = TARIX_ORTHOGRAPHY_RUSSIAN;
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) break;
        while (side <= TARIX_ORTHOGRAPHY_AZERBAIJANI &&
               !tarix_str_equal(tsv.cells[1], tarix_str_from(sides[side])))
            side++;
        if (side > TARIX_ORTHOGRAPHY_AZERBAIJANI)
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: language '%.*s' must be russian, shared or azerbaijani", path, tsv.line,
                TARIX_ARG(tsv.cells[1]));
        if (tsv.cells[0].size == 0)
            return tarix_error_set(
                err, TARIX_INVALID, "%s:%zu: no word; remove the row", path, tsv.line);
        if (tsv.cells[0].data[0] == '-' && tarix_utf8_count(tsv.cells[0]) > longest_ending + 1)
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: '%.*s' is longer than %d letters; shorten it", path, tsv.line,
                TARIX_ARG(tsv.cells[0]), longest_ending);
        if (!tarix_wordlist_add(words, tsv.cells[0], side))
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: '%.*s' is listed twice; remove one of the rows", path, tsv.line,
                TARIX_ARG(tsv.cells[0]));
    }
    *out = words;
    return TARIX_OK;
}

static bool is_cyrillic(uint32_t c)
{
    return c >= 0x400 && c < 0x530 && !(c >= 0x482 && c < 0x48A);
}

static uint32_t lower_cyrillic(uint32_t c)
{
    if (c < 0x410) return c + 0x50;
    if (c < 0x430) return c + 0x20;
    if (c == 0x4C0) return 0x4CF;
    if (c >= 0x4C1 && c < 0x4CF) return c + (c & 1);
    return c < 0x460 ? c : c | 1;
}

/* ә ғ ҝ ө ү һ ҹ ј, lower case. */
static bool is_azerbaijani(uint32_t c)
{
    return c == 0x4D9 || c == 0x493 || c == 0x49D || c == 0x4E9 || c == 0x4AF || c == 0x4BB ||
           c == 0x4B9 || c == 0x458;
}

/* How much a letter says for Russian. Azerbaijani had я ю э ц until 1957 and й even more often,
 * which therefore says nothing. */
static unsigned russian_weight(uint32_t c)
{
    switch (c) {
    case 0x449: return weight_word;   /* щ */
    case 0x44A:                       /* ъ */
    case 0x44C:                       /* ь */
    case 0x451: return weight_listed; /* ё */
    case 0x446:                       /* ц */
    case 0x44D:                       /* э */
    case 0x44E:                       /* ю */
    case 0x44F: return weight_name;   /* я */
    default: return 0;
    }
}

/* A run of letters. */
typedef struct run {
    char text[1 + TARIX_UTF8_MAX * longest_word]; /* a hyphen and the word in lower case */
    size_t size, n_letters;
    size_t starts[longest_word]; /* of its letters in the text */
    unsigned russian;            /* the weight of its most Russian letter */
    bool has_cyrillic, has_own, has_own_latin, has_foreign, is_capital;
    bool is_first; /* of its sentence; not reset with the run */
} run;

static void add_to_run(run *r, uint32_t c, tarix_orthography_evidence *e)
{
    if (r->n_letters == 0) *r = (run){.text = "-", .size = 1, .is_first = r->is_first};
    if (is_cyrillic(c)) {
        const uint32_t lower = lower_cyrillic(c);
        const unsigned russian = russian_weight(lower);
        const bool is_own = is_azerbaijani(lower);
        const bool is_foreign = !is_own && lower != 0x451 && (lower < 0x430 || lower > 0x44F);
        if (r->n_letters == 0) r->is_capital = c != lower;
        r->has_cyrillic = true;
        r->has_own |= is_own;
        r->has_foreign |= is_foreign;
        if (russian > r->russian) r->russian = russian;
        e->letters++;
        e->azerbaijani += is_own;
        e->russian += russian > 0;
        e->foreign += is_foreign;
        c = lower;
    } else {
        if (r->n_letters == 0) r->is_capital = tarix_unicode_is_upper(c);
        /* Latin letters that are typed for ј һ ә inside a Cyrillic word. */
        r->has_own_latin |= c == 'j' || c == 'h' || c == 0x259;
    }
    if (r->n_letters < longest_word) {
        r->starts[r->n_letters] = r->size;
        r->size += tarix_utf8_encode(c, r->text + r->size);
    }
    r->n_letters++;
}

/* The word's side, or else that of its longest listed ending, which leaves two letters; 0: none. */
static uint32_t side_of(const tarix_wordlist *words, run *r)
{
    const uint32_t *side = tarix_wordlist_find(words, (tarix_str){r->text + 1, r->size - 1});
    for (size_t n = longest_ending; n > 0 && !side; n--) {
        if (r->n_letters < n + 2) continue;
        char *start = r->text + r->starts[r->n_letters - n] - 1;
        const char kept = *start;
        *start = '-';
        side = tarix_wordlist_find(words, (tarix_str){start, r->size - (size_t)(start - r->text)});
        *start = kept;
    }
    return side ? *side : 0;
}

static void end_run(
    const tarix_wordlist *words, run *r, uint32_t next, tarix_orthography_evidence *e)
{
    const bool is_initial = r->n_letters == 1 && next == '.';
    if (r->has_cyrillic && !is_initial && !r->has_foreign && r->n_letters <= longest_word) {
        if (r->has_own || r->has_own_latin) {
            e->for_azerbaijani += !r->is_capital ? weight_word
                                  : r->is_first  ? weight_first
                                                 : weight_name;
        } else {
            const uint32_t side = side_of(words, r);
            if (side == TARIX_ORTHOGRAPHY_RUSSIAN)
                e->for_russian += weight_word;
            else if (side == TARIX_ORTHOGRAPHY_AZERBAIJANI)
                e->for_azerbaijani += weight_listed;
            else
                e->for_russian += side && !r->russian ? weight_name : r->russian;
        }
    }
    r->n_letters = 0;
    r->is_first = !is_initial && (next == '.' || next == '!' || next == '?');
}

tarix_orthography_evidence tarix_orthography_weigh(const tarix_wordlist *words, tarix_str passage)
{
    tarix_orthography_evidence e = {0};
    run r;
    r.n_letters = 0;
    r.is_first = true;
    while (passage.size) {
        const uint32_t c = tarix_utf8_next(&passage);
        const bool is_ascii_letter = c < 0x80 && ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (is_ascii_letter || is_cyrillic(c) ||
            (c >= 0x80 && tarix_unicode_class(c) == TARIX_CHAR_LETTER))
            add_to_run(&r, c, &e);
        else if (r.n_letters && (c < 0x300 || c >= 0x370)) /* a stress mark ends no word */
            end_run(words, &r, c, &e);
    }
    if (r.n_letters) end_run(words, &r, 0, &e);
    return e;
}

/* By half as much again, and hardly any letter is of a third language. */
static bool outweighs(const tarix_orthography_evidence *e, size_t one, size_t other)
{
    return 2 * one >= 3 * other && 50 * e->foreign <= e->letters;
}

bool tarix_orthography_is_azerbaijani(const tarix_orthography_evidence *e)
{
    return e->for_azerbaijani > 0 && outweighs(e, e->for_azerbaijani, e->for_russian);
}

/* One я or ц alone is as likely in a loanword of Azerbaijani. */
bool tarix_orthography_is_russian(const tarix_orthography_evidence *e)
{
    return e->for_russian > weight_name && outweighs(e, e->for_russian, e->for_azerbaijani);
}
