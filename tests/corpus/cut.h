/* What a text was cut into, and what must hold of the tokens of any text. Without cmocka, so that
 * the fuzzers can use it. */
#ifndef TARIX_TESTS_CORPUS_CUT_H
#define TARIX_TESTS_CORPUS_CUT_H

#include "base/arena.h"
#include "base/utf8.h"
#include "corpus/chars.h"
#include "corpus/fold.h"
#include "corpus/segmenter.h"
#include "corpus/text.h"
#include "tests/corpus/turned.h"

typedef struct cut {
    tarix_token *tokens; /* their forms are kept in the arena */
    size_t n, capacity;
    char *text; /* the chunks as one */
    size_t size, text_capacity;
    uint64_t furniture;
    tarix_segmenter_counts counts;
} cut;

/* Room behind a text that the segmenter may read. */
enum { CUT_PADDING = 64 };

static inline void cut_feed(
    tarix_arena *arena, tarix_segmenter *segmenter, tarix_str chunk, uint64_t offset, cut *c)
{
    tarix_token batch[7]; /* few and odd: forms must not outlive a call */
    size_t n;
    tarix_segmenter_feed(segmenter, chunk, offset);
    while ((n = tarix_segmenter_next(segmenter, batch, sizeof batch / sizeof *batch)) > 0) {
        for (size_t i = 0; i < n; i++) {
            TARIX_ROOM(arena, c->tokens, c->n, c->capacity);
            c->tokens[c->n] = batch[i];
            c->tokens[c->n++].form = tarix_arena_str(arena, tarix_token_form(&batch[i])).data;
        }
    }
    c->furniture = tarix_segmenter_furniture(segmenter);
    c->counts = *tarix_segmenter_count(segmenter);
}

static inline void cut_keep(tarix_arena *arena, tarix_str chunk, cut *c)
{
    if (c->size + chunk.size > c->text_capacity) {
        const size_t room = 2 * (c->size + chunk.size);
        c->text = tarix_arena_grow(arena, c->text, c->text_capacity, room, 1);
        c->text_capacity = room;
    }
    memcpy(c->text + c->size, chunk.data, chunk.size);
    c->size += chunk.size;
}

/* All tokens of an open text. */
static inline tarix_status cut_text(tarix_arena *arena, tarix_segmenter *segmenter,
    tarix_text *text, bool tables, cut *c, tarix_error *err)
{
    *c = (cut){0};
    tarix_segmenter_set_tables(segmenter, tables);
    tarix_segmenter_set_folds(segmenter, true);
    tarix_segmenter_begin(segmenter);
    for (;;) {
        tarix_str chunk;
        uint64_t offset;
        TARIX_TRY(tarix_text_next(text, &chunk, &offset, err));
        if (chunk.size == 0) return TARIX_OK;
        cut_keep(arena, chunk, c);
        cut_feed(arena, segmenter, chunk, offset, c);
    }
}

static inline bool cut_is_valid(tarix_str text)
{
    const unsigned char *p = (const unsigned char *)text.data, *end = p + text.size;
    while (p < end) {
        size_t bad;
        const size_t size = tarix_utf8_check(p, end, &bad);
        if (size == 0) return false;
        p += size;
    }
    return true;
}

/* Letters and digits of a valid text. */
static inline size_t cut_count_(const char *p, const char *end)
{
    size_t n = 0;
    for (; p < end; p = tarix_after(p)) n += tarix_is_letter(p) || tarix_is_digit(p);
    return n;
}

/* What is wrong with the tokens, or NULL; *at is the token. Letters and digits may stand outside
 * of tokens, or be left out of a form, only in lines that are counted as page furniture. */
static inline const char *cut_fault(const cut *c, size_t *at)
{
    uint64_t end = 0, gaps = 0;
    *at = 0;
    if (c->size == 0) return c->n ? "stands in an empty text" : NULL;
    for (*at = 0; *at < c->n; ++*at) {
        const tarix_token *token = &c->tokens[*at];
        const char *p = c->text + token->start;
        if (token->start < end) return "overlaps the token before";
        if (token->length == 0) return "has no length";
        if (token->start + token->length > c->size) return "ends outside of the text";
        if (token->size == 0) return "has an empty form";
        if (token->size > token->length) return "has a form longer than its text";
        if (token->kind >= TARIX_KINDS) return "is of no kind";
        if (!cut_is_valid((tarix_str){p, token->length})) return "cuts a character";
        if (!cut_is_valid(tarix_token_form(token))) return "has a form that is no UTF-8";
        gaps += cut_count_(c->text + end, p) > 0;
        end = token->start + token->length;
        if (cut_count_(token->form, token->form + token->size) != cut_count_(p, p + token->length))
            gaps++;
        if (gaps > c->furniture) return "follows or loses letters that belong to no token";
        if (*at == 0 && !(token->flags & TARIX_TOKEN_STARTS_SENTENCE))
            return "is the first and starts no sentence";
    }
    gaps += cut_count_(c->text + end, c->text + c->size) > 0;
    return gaps > c->furniture ? "is the last; letters behind it belong to no token" : NULL;
}

/* Whether the fold is the form with its first letter turned as the token says. */
static inline bool cut_is_turned(tarix_arena *arena, const tarix_token *token, tarix_str fold)
{
    return tarix_str_equal(fold, turned_form(token, tarix_arena_alloc(arena, token->size, 1)));
}

/* What is wrong with the fold of a token, or NULL. */
static inline const char *cut_fold_fault(tarix_arena *arena, const tarix_token *token)
{
    const tarix_kind kind = (tarix_kind)token->kind;
    char *once = tarix_arena_alloc(arena, TARIX_FOLD_SIZE(token->size), 1);
    const tarix_str first = {once, tarix_fold(tarix_token_form(token), kind, once)};
    if (token->turn != TARIX_FOLD_APART && !cut_is_turned(arena, token, first))
        return "has a fold that is not its form with another first letter";
    if (first.size > TARIX_FOLD_SIZE(token->size)) return "has a fold longer than it may be";
    if (!cut_is_valid(first)) return "has a fold that is no UTF-8";
    char *twice = tarix_arena_alloc(arena, TARIX_FOLD_SIZE(first.size), 1);
    const tarix_str second = {twice, tarix_fold(first, kind, twice)};
    return tarix_str_equal(first, second) ? NULL : "has a fold that folds to another";
}

/* Whether two cuts are the same, and what has been counted; if not, *at is the first token that
 * differs, or behind the last. */
static inline bool cut_equal(const cut *a, const cut *b, size_t *at)
{
    for (*at = 0; *at < a->n && *at < b->n; ++*at) {
        const tarix_token *x = &a->tokens[*at], *y = &b->tokens[*at];
        if (x->start != y->start || x->length != y->length || x->kind != y->kind ||
            ((x->flags ^ y->flags) & TARIX_TOKEN_STARTS_SENTENCE) || x->reading != y->reading ||
            !tarix_str_equal(tarix_token_form(x), tarix_token_form(y)))
            return false;
    }
    return a->n == b->n && a->furniture == b->furniture &&
           memcmp(&a->counts, &b->counts, sizeof a->counts) == 0;
}

#endif
