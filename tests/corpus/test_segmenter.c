#include "base/utf8.h"
#include "corpus/fold.h"
#include "corpus/pass.h"
#include "corpus/segmenter.h"
#include "corpus/text.h"
#include "tests/check.h"
#include "tests/golden.h"

#include <stdlib.h>

enum { batch = 64, boundary_size = 3 }; /* ‖ */

static tarix_lexicons *lexicons;

/* What a text was cut into. */
typedef struct cut {
    tarix_arena *arena;
    tarix_str text; /* tokens as the fixture writes them: form/kind | form/kind */
    uint64_t *starts;
    size_t n_starts, capacity;
    uint64_t end; /* of the last token */
} cut;

static tarix_str joined(tarix_arena *arena, tarix_str all, const tarix_token *token)
{
    const tarix_str kind = tarix_kind_name((tarix_kind)token->kind);
    return tarix_arena_format(arena, "%.*s%s%.*s/%s", TARIX_ARG(all), all.size ? " | " : "",
        (int)token->size, token->form, kind.data);
}

static void take(cut *c, const tarix_token *token)
{
    assert_true(token->start >= c->end || c->end == 0);
    c->end = token->start + token->length;
    c->text = joined(c->arena, c->text, token);
    if (!(token->flags & TARIX_TOKEN_STARTS_SENTENCE)) return;
    TARIX_ROOM(c->arena, c->starts, c->n_starts, c->capacity);
    c->starts[c->n_starts++] = token->start;
}

static cut cut_text(tarix_arena *arena, tarix_str bytes, bool tables)
{
    cut c = {.arena = arena, .text = TARIX_STR("")};
    tarix_token tokens[batch];
    tarix_text *text = tarix_text_new(arena, lexicons);
    tarix_segmenter *segmenter = tarix_segmenter_new(arena, lexicons);
    tarix_str chunk;
    uint64_t offset;
    size_t n;
    tarix_segmenter_set_tables(segmenter, tables);
    tarix_segmenter_begin(segmenter);
    assert_int_equal(tarix_text_open_bytes(text, bytes, "UTF-8", NULL), TARIX_OK);
    for (;;) {
        assert_int_equal(tarix_text_next(text, &chunk, &offset, NULL), TARIX_OK);
        if (chunk.size == 0) return c;
        tarix_segmenter_feed(segmenter, chunk, offset);
        while ((n = tarix_segmenter_next(segmenter, tokens, batch)) > 0)
            for (size_t i = 0; i < n; i++) take(&c, &tokens[i]);
    }
}

/* Takes the boundary marks out and notes where they stood. */
static tarix_str unmarked(tarix_arena *arena, tarix_str marked, uint64_t *starts, size_t *n)
{
    char *out = tarix_arena_alloc(arena, marked.size + 1, 1);
    size_t size = 0;
    *n = 0;
    for (size_t i = 0; i < marked.size;) {
        if (tarix_str_starts(tarix_str_slice(marked, i, marked.size), TARIX_STR("‖"))) {
            starts[(*n)++] = size;
            i += boundary_size;
        } else
            out[size++] = marked.data[i++];
    }
    return (tarix_str){out, size};
}

/* How many rows of a fixture differ; each is printed. */
typedef struct score {
    size_t rows, wrong;
} score;

static void note(score *s, bool right, const tarix_tsv *tsv, tarix_str why, tarix_str actual)
{
    s->rows++;
    if (right) return;
    s->wrong++;
    print_message("%s:%zu: %.*s (%.*s)\n    got %.*s\n", tsv->path, tsv->line,
        TARIX_ARG(tsv->cells[0]), TARIX_ARG(why), TARIX_ARG(actual));
}

static void all_tokens(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_tsv tsv = golden_open(arena, "tokens.tsv", "text\ttokens\twhy");
    score s = {0};
    while (golden_next(&tsv)) {
        const tarix_mark mark = tarix_arena_mark(arena);
        const tarix_str text = golden_text(arena, tsv.cells[0]);
        const cut c = cut_text(arena, text, true), careful = cut_text(arena, text, false);
        assert_true(tarix_str_equal(c.text, careful.text));
        note(&s, tarix_str_equal(c.text, tsv.cells[1]), &tsv, tsv.cells[2], c.text);
        tarix_arena_restore(arena, mark);
    }
    assert_true(s.rows >= 900);
    assert_int_equal(s.wrong, 0);
}

static void cuts_every_line_as_annotated(void **state)
{
    (void)state;
    check_guarded(all_tokens);
}

static bool same_starts(const cut *c, const uint64_t *starts, size_t n)
{
    if (c->n_starts != n + 1) return false; /* the first sentence has no mark */
    return n == 0 || memcmp(c->starts + 1, starts, n * sizeof *starts) == 0;
}

static tarix_str starts_text(tarix_arena *arena, const cut *c)
{
    tarix_str text = TARIX_STR("starts at");
    for (size_t i = 1; i < c->n_starts; i++)
        text = tarix_arena_format(arena, "%s %llu", text.data, (unsigned long long)c->starts[i]);
    return text;
}

static void all_sentences(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_tsv tsv = golden_open(arena, "sentences.tsv", "text\twhy");
    score s = {0};
    while (golden_next(&tsv)) {
        const tarix_mark mark = tarix_arena_mark(arena);
        uint64_t starts[64];
        size_t n = 0;
        const tarix_str text = unmarked(arena, golden_text(arena, tsv.cells[0]), starts, &n);
        const cut c = cut_text(arena, text, true);
        note(&s, same_starts(&c, starts, n), &tsv, tsv.cells[1], starts_text(arena, &c));
        tarix_arena_restore(arena, mark);
    }
    assert_true(s.rows >= 280);
    assert_int_equal(s.wrong, 0);
}

static void ends_every_sentence_as_annotated(void **state)
{
    (void)state;
    check_guarded(all_sentences);
}

static int set_up(void **state)
{
    (void)state;
    return tarix_lexicons_open(NULL, &lexicons, NULL) != TARIX_OK;
}

static int tear_down(void **state)
{
    (void)state;
    tarix_lexicons_free(lexicons);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_every_line_as_annotated),
        cmocka_unit_test(ends_every_sentence_as_annotated),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
