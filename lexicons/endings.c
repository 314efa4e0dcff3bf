#include "lexicons/endings.h"

#include "base/utf8.h"
#include "lexicons/tsv.h"

#include <stdlib.h>

static const char *const slot_names[TARIX_SLOTS] = {
    "plural", "possessive", "case", "relative", "copula", "particle", "verbal"};

enum { most_letters = 16 };

/* ---- vowels ---- */

bool tarix_is_vowel(uint32_t c)
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

bool tarix_in_harmony(uint32_t before, uint32_t vowel)
{
    const bool is_twofold = vowel == 'a' || vowel == 0x259;
    return vowel == (is_twofold ? twofold(before) : fourfold(before));
}

uint32_t tarix_last_vowel(tarix_str word)
{
    while (word.size) {
        const uint32_t c = tarix_utf8_last(word, &word.size);
        if (tarix_is_vowel(c)) return c;
    }
    return 0;
}

/* ---- loading ---- */

typedef struct parsing {
    tarix_arena *arena;
    tarix_endings *out;
    size_t capacity;
} parsing;

static void add_shape(parsing *p, tarix_ending row, const char *text, size_t size)
{
    row.text = tarix_arena_str(p->arena, (tarix_str){text, size});
    for (tarix_str rest = row.text; rest.size && !row.vowel;) {
        const uint32_t c = tarix_utf8_next(&rest);
        if (tarix_is_vowel(c)) row.vowel = c;
    }
    TARIX_ROOM(p->arena, p->out->rows, p->out->n, p->capacity);
    p->out->rows[p->out->n++] = row;
}

/* The shapes of a row: A and I by each vowel that may stand before. */
static void add_row(parsing *p, tarix_ending row, tarix_str suffix)
{
    static const uint32_t vowels[] = {'a', 'i', 'u', 0xFC};
    char shapes[4][TARIX_UTF8_MAX * most_letters];
    size_t sizes[4] = {0};
    for (int v = 0; v < 4; v++) {
        uint32_t last = vowels[v];
        tarix_str rest = suffix;
        for (int i = 0; rest.size && i < most_letters; i++) {
            uint32_t c = tarix_utf8_next(&rest);
            if (c == 'A')
                c = last = twofold(last);
            else if (c == 'I')
                c = last = fourfold(last);
            sizes[v] += tarix_utf8_encode(c, shapes[v] + sizes[v]);
        }
        bool is_new = true;
        for (int w = 0; w < v; w++)
            if (sizes[w] == sizes[v] && !memcmp(shapes[w], shapes[v], sizes[v])) is_new = false;
        if (is_new) add_shape(p, row, shapes[v], sizes[v]);
    }
}

static tarix_status parse_row(parsing *p, const tarix_tsv *tsv, tarix_error *err)
{
    unsigned slot = 0;
    const tarix_str where = tsv->cells[2];
    if (tsv->cells[0].size == 0)
        return tarix_error_set(
            err, TARIX_INVALID, "%s:%zu: the suffix is empty", tsv->path, tsv->line);
    while (slot < TARIX_SLOTS && !tarix_str_equal(tsv->cells[1], tarix_str_from(slot_names[slot])))
        slot++;
    if (slot == TARIX_SLOTS)
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%zu: '%.*s' is no slot; known: plural possessive case relative copula particle "
            "verbal",
            tsv->path, tsv->line, TARIX_ARG(tsv->cells[1]));
    const bool is_any = tarix_str_equal(where, TARIX_STR("any"));
    if (!is_any && (where.size != 1 || !strchr("CVP", where.data[0])))
        return tarix_error_set(err, TARIX_INVALID, "%s:%zu: after '%.*s' must be C, V, P or any",
            tsv->path, tsv->line, TARIX_ARG(where));
    const tarix_ending row = {.slot = (tarix_slot)slot,
        .after = is_any ? '-' : where.data[0],
        .meaning = tarix_arena_str(p->arena, tsv->cells[3]).data};
    add_row(p, row, tsv->cells[0]);
    return TARIX_OK;
}

static int longest_first(const void *a, const void *b)
{
    const tarix_ending *p = a, *q = b;
    if (p->text.size != q->text.size) return p->text.size < q->text.size ? 1 : -1;
    const int order = tarix_str_compare(p->text, q->text);
    return order ? order : (p->slot > q->slot) - (p->slot < q->slot);
}

static void index_by_start(tarix_arena *arena, tarix_endings *out)
{
    out->order = TARIX_ARRAY(arena, uint16_t, out->n + 1);
    uint16_t n = 0;
    for (unsigned byte = 0; byte < 256; byte++) {
        out->first[byte] = n;
        for (size_t i = 0; i < out->n && i < UINT16_MAX; i++)
            if ((unsigned char)out->rows[i].text.data[0] == byte) out->order[n++] = (uint16_t)i;
    }
    out->first[256] = n;
}

tarix_status tarix_endings_parse(
    tarix_arena *arena, const char *path, tarix_str bytes, tarix_endings *out, tarix_error *err)
{
    tarix_tsv tsv;
    parsing p = {.arena = arena, .out = out};
    *out = (tarix_endings){0};
    TARIX_TRY(tarix_tsv_open(&tsv, path, bytes, "suffix\tslot\tafter\tmeaning", err));
    for (;;) {
        bool more;
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) break;
        TARIX_TRY(parse_row(&p, &tsv, err));
    }
    if (out->n) qsort(out->rows, out->n, sizeof *out->rows, longest_first);
    index_by_start(arena, out);
    return TARIX_OK;
}

/* ---- chains ---- */

void tarix_endings_tails(const tarix_endings *endings, tarix_str word, bool *ends)
{
    ends[word.size] = true;
    for (size_t at = word.size; at-- > 0;) {
        ends[at] = false;
        const unsigned byte = (unsigned char)word.data[at];
        for (unsigned i = endings->first[byte]; i < endings->first[byte + 1] && !ends[at]; i++) {
            const tarix_str text = endings->rows[endings->order[i]].text;
            ends[at] = text.size <= word.size - at && ends[at + text.size] &&
                       memcmp(text.data, word.data + at, text.size) == 0;
        }
    }
}

bool tarix_endings_accept(const tarix_endings *endings, tarix_str text, uint32_t before)
{
    bool reached[TARIX_ENDINGS_LONGEST + 1] = {true};
    if (text.size > TARIX_ENDINGS_LONGEST) return false;
    for (size_t at = 0; at < text.size; at++) {
        if (!reached[at]) continue;
        uint32_t last = tarix_last_vowel((tarix_str){text.data, at});
        if (!last) last = before;
        const tarix_str rest = tarix_str_slice(text, at, text.size);
        const unsigned byte = (unsigned char)rest.data[0];
        for (unsigned i = endings->first[byte]; i < endings->first[byte + 1]; i++) {
            const tarix_ending *e = &endings->rows[endings->order[i]];
            if (at == 0 && e->text.size == 1 && e->slot == TARIX_SLOT_VERBAL) continue;
            if (tarix_str_starts(rest, e->text) &&
                (!e->vowel || !last || tarix_in_harmony(last, e->vowel)))
                reached[at + e->text.size] = true;
        }
    }
    return reached[text.size];
}
