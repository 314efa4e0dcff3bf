#include "corpus/foreign.h"

#include "base/simd.h"
#include "base/utf8.h"
#include "corpus/chars.h"

enum {
    least_gap = 80,     /* bytes without ə from which a text is looked at */
    farthest = 4000,    /* bytes of a paragraph around it */
    longest_quote = 400 /* of one that is judged apart from its sentence */
};

/* A sentence, or a quotation inside it. */
typedef struct piece {
    const char *begin, *end;
    uint32_t paragraph;
    tarix_language_class language;
    uint8_t allowed; /* bit k: it may be in language k, if those around it are */
    bool is_quote;
    bool is_apart; /* what stands before has not been looked at */
} piece;

struct tarix_foreign {
    tarix_arena *arena;
    const tarix_languages *languages;
    const char *begin, *end; /* of the chunk */
    const char *done;        /* what stands before has been looked at */
    piece *pieces;
    size_t n_pieces, pieces_capacity;
    uint32_t n_paragraphs;
    tarix_span *spans;
    size_t n_spans, spans_capacity;
};

tarix_foreign *tarix_foreign_new(tarix_arena *arena, const tarix_languages *languages)
{
    tarix_foreign *f = TARIX_NEW(arena, tarix_foreign);
    f->arena = arena;
    f->languages = languages;
    return f;
}

/* ---- paragraphs ---- */

static bool begins_character(const char *p)
{
    return tarix_utf8_is_start((tarix_str){p, 1}, 0);
}

static bool is_item(const char *p, const char *end)
{
    const char *stop = p;
    while (stop < end && *stop >= '0' && *stop <= '9') stop++;
    return stop > p && stop < end && (*stop == '.' || *stop == ')');
}

/* Whether a paragraph, or a numbered line, begins at p. */
static bool begins_paragraph(const tarix_foreign *f, const char *p)
{
    if (p == f->begin || p[-1] == '\f') return true;
    if (p[-1] != '\n') return false;
    const char *before = p - 1;
    if (before > f->begin && before[-1] == '\r') before--;
    return before == f->begin || before[-1] == '\n' || is_item(p, f->end);
}

static const char *paragraph_begin(const tarix_foreign *f, const char *p)
{
    const char *least = p - f->done > farthest ? p - farthest : f->done;
    while (p > least && !begins_paragraph(f, p)) p--;
    while (!begins_character(p)) p++;
    return p;
}

static const char *paragraph_end(const tarix_foreign *f, const char *p)
{
    const char *most = f->end - p > farthest ? p + farthest : f->end;
    for (p++; p < most && !begins_paragraph(f, p); p++) continue;
    while (p < f->end && !begins_character(p)) p++;
    return p;
}

/* ---- sentences and quotations ---- */

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && tarix_is_blank(p)) p = tarix_after(p);
    return p;
}

static bool is_mark(tarix_sign sign)
{
    return sign == TARIX_SIGN_QUOTE || sign == TARIX_SIGN_OPEN || sign == TARIX_SIGN_CLOSE;
}

/* Whether a single capital ends at p. */
static bool is_initial(const char *begin, const char *p)
{
    if (p == begin) return false;
    for (p--; p > begin && !begins_character(p); p--) continue;
    return tarix_is_upper(p) && (p == begin || (unsigned char)p[-1] <= ' ' || p[-1] == '.');
}

/* The end of the sentence's last marks when it ends in the sign at p, else NULL. */
static const char *sentence_end(const char *begin, const char *p, const char *end)
{
    const tarix_sign sign = tarix_sign_of(p);
    if (sign != TARIX_SIGN_STOP && sign != TARIX_SIGN_FINAL && sign != TARIX_SIGN_ELLIPSIS)
        return NULL;
    if (sign == TARIX_SIGN_STOP && is_initial(begin, p)) return NULL;
    for (p = tarix_after(p); p < end && is_mark(tarix_sign_of(p)); p = tarix_after(p)) continue;
    const char *next = skip_blanks(p, end);
    if (next == p && p < end) return NULL;
    while (next < end && is_mark(tarix_sign_of(next))) next = tarix_after(next);
    return next == end || tarix_is_upper(next) ? p : NULL;
}

/* Behind the mark that closes the one at p, when at least three words stand between on the way. */
static const char *quote_end(const char *p, const char *end)
{
    const bool is_bracket = tarix_sign_of(p) == TARIX_SIGN_OPEN;
    const char *most = end - p > longest_quote ? p + longest_quote : end;
    size_t spaces = 0;
    for (p = tarix_after(p); p < most; p = tarix_after(p)) {
        const tarix_sign sign = tarix_sign_of(p);
        if (sign == (is_bracket ? TARIX_SIGN_CLOSE : TARIX_SIGN_QUOTE))
            return spaces >= 2 ? tarix_after(p) : NULL;
        spaces += sign == TARIX_SIGN_SPACE || sign == TARIX_SIGN_BREAK;
    }
    return NULL;
}

static bool opens(const char *begin, const char *p)
{
    const tarix_sign sign = tarix_sign_of(p);
    return sign == TARIX_SIGN_OPEN ||
           (sign == TARIX_SIGN_QUOTE && (p == begin || (unsigned char)p[-1] <= ' '));
}

static void add_piece(tarix_foreign *f, const char *begin, const char *end, bool is_quote,
    tarix_language_evidence *sum)
{
    tarix_language_evidence e = {0};
    if (skip_blanks(begin, end) == end) return;
    tarix_languages_weigh(f->languages, (tarix_str){begin, (size_t)(end - begin)}, &e);
    piece p = {.begin = begin,
        .end = end,
        .paragraph = f->n_paragraphs,
        .language = tarix_languages_judge(f->languages, &e),
        .is_quote = is_quote,
        .is_apart = begin > f->done};
    for (tarix_language_class k = TARIX_LANGUAGE_ENGLISH; k <= TARIX_LANGUAGE_OTHER; k++)
        p.allowed |= (uint8_t)(tarix_languages_allows(f->languages, &e, k) << k);
    tarix_language_evidence_add(sum, &e);
    TARIX_ROOM(f->arena, f->pieces, f->n_pieces, f->pieces_capacity);
    f->pieces[f->n_pieces++] = p;
    f->done = end;
}

/* A paragraph none of whose sentences says enough may do so as a whole. */
static void judge_whole(tarix_foreign *f, size_t first, const tarix_language_evidence *sum)
{
    for (size_t i = first; i < f->n_pieces; i++)
        if (f->pieces[i].language != TARIX_LANGUAGE_UNKNOWN) return;
    const tarix_language_class language = tarix_languages_judge(f->languages, sum);
    for (size_t i = first; i < f->n_pieces; i++)
        if (f->pieces[i].allowed >> language & 1) f->pieces[i].language = language;
}

static void judge_paragraph(tarix_foreign *f, const char *begin, const char *end)
{
    tarix_language_evidence sum = {0};
    const size_t first = f->n_pieces;
    const char *start = begin, *stop = NULL;
    for (const char *p = begin; p < end; p = stop ? stop : tarix_after(p)) {
        stop = opens(begin, p) ? quote_end(p, end) : NULL;
        if (stop) {
            add_piece(f, start, p, false, &sum);
            add_piece(f, p, stop, true, &sum);
        } else if ((stop = sentence_end(begin, p, end)))
            add_piece(f, start, stop, false, &sum);
        if (stop) start = stop;
    }
    add_piece(f, start, end, false, &sum);
    judge_whole(f, first, &sum);
    f->n_paragraphs++;
    f->done = end;
}

/* ---- support by what stands around ---- */

/* The nearest sentence before the i-th piece (step -1) or behind it that is in a known language. */
static void find_support(const tarix_foreign *f, const piece **support, int step)
{
    const piece *last = NULL;
    for (size_t k = 0; k < f->n_pieces; k++) {
        const size_t i = step > 0 ? k : f->n_pieces - 1 - k;
        const piece *p = &f->pieces[i];
        if (step > 0 && p->is_apart) last = NULL;
        support[i] = last;
        if (p->language != TARIX_LANGUAGE_UNKNOWN && !p->is_quote) last = p;
        if (step < 0 && p->is_apart) last = NULL;
    }
}

/* What stands between two passages of one language is in it; so is the rest of a paragraph. */
static tarix_language_class supported(const piece *p, const piece *before, const piece *behind)
{
    if (before && before->paragraph != p->paragraph &&
        (!behind || behind->language != before->language))
        before = NULL;
    if (behind && behind->paragraph != p->paragraph &&
        (!before || behind->language != before->language))
        behind = NULL;
    if (before && behind && before->language != behind->language) return TARIX_LANGUAGE_UNKNOWN;
    const tarix_language_class language = before   ? before->language
                                          : behind ? behind->language
                                                   : TARIX_LANGUAGE_UNKNOWN;
    return p->allowed >> language & 1 ? language : TARIX_LANGUAGE_UNKNOWN;
}

static void spread(tarix_foreign *f)
{
    tarix_arena *arena = tarix_arena_new(tarix_arena_guard(f->arena));
    const piece **before = TARIX_ARRAY(arena, const piece *, f->n_pieces);
    const piece **behind = TARIX_ARRAY(arena, const piece *, f->n_pieces);
    tarix_language_class *found = TARIX_ARRAY(arena, tarix_language_class, f->n_pieces);
    find_support(f, before, 1);
    find_support(f, behind, -1);
    for (size_t i = 0; i < f->n_pieces; i++)
        found[i] = f->pieces[i].language == TARIX_LANGUAGE_UNKNOWN
                       ? supported(&f->pieces[i], before[i], behind[i])
                       : f->pieces[i].language;
    for (size_t i = 0; i < f->n_pieces; i++) f->pieces[i].language = found[i];
    tarix_arena_free(arena);
}

static void make_spans(tarix_foreign *f)
{
    static const tarix_reading readings[] = {[TARIX_LANGUAGE_ENGLISH] = TARIX_READING_ENGLISH,
        [TARIX_LANGUAGE_TURKISH] = TARIX_READING_TURKISH,
        [TARIX_LANGUAGE_OTHER] = TARIX_READING_FOREIGN};
    for (size_t i = 0; i < f->n_pieces; i++) {
        const piece *p = &f->pieces[i];
        if (p->language < TARIX_LANGUAGE_ENGLISH) continue;
        const tarix_reading reading = readings[p->language];
        tarix_span *last = f->n_spans ? &f->spans[f->n_spans - 1] : NULL;
        if (last && last->end == p->begin && last->reading == reading) {
            last->end = p->end;
            continue;
        }
        TARIX_ROOM(f->arena, f->spans, f->n_spans, f->spans_capacity);
        f->spans[f->n_spans++] = (tarix_span){p->begin, p->end, reading};
    }
}

/* ---- gaps ---- */

static void look_at(tarix_foreign *f, const char *begin, const char *end)
{
    if (begin < f->done) begin = f->done;
    if (begin >= end ||
        !tarix_languages_hints(f->languages, (tarix_str){begin, (size_t)(end - begin)}))
        return;
    for (const char *p = paragraph_begin(f, begin); p < end; p = f->done)
        judge_paragraph(f, p, paragraph_end(f, p));
}

static void find_gaps(tarix_foreign *f, const uint64_t *schwas)
{
    const char *from = f->begin; /* behind the last ə */
    for (const char *block = f->begin; block < f->end; block += 64, schwas++) {
        if (!*schwas) continue;
        const char *first = block + tarix_simd_lowest(*schwas);
        if (first >= f->end) break;
        if (first - from >= least_gap) look_at(f, from, first);
        from = block + tarix_simd_highest(*schwas) + 2;
    }
    if (f->end - from >= least_gap) look_at(f, from, f->end);
}

const tarix_span *tarix_foreign_find(
    tarix_foreign *f, tarix_str chunk, const uint64_t *schwas, size_t *n)
{
    f->begin = f->done = chunk.data;
    f->end = chunk.data + chunk.size;
    f->n_pieces = f->n_spans = f->n_paragraphs = 0;
    if (chunk.size) find_gaps(f, schwas);
    if (f->n_pieces) {
        spread(f);
        make_spans(f);
    }
    *n = f->n_spans;
    return f->spans;
}
