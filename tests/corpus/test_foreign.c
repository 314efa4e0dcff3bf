#include "corpus/spelling.h"

#include "tests/base/guarded.h"
#include "tests/corpus/cut.h"
#include "tests/corpus/lexicons.h"
#include "tests/golden.h"

/* A text less its marks {en …} {tr …} {xx …}, which may not be nested, and what they say. */
typedef struct marked {
    tarix_str text;
    uint8_t *reading; /* of each byte */
} marked;

static uint8_t reading_of(const char *mark)
{
    if (memcmp(mark, "en ", 3) == 0) return TARIX_READING_ENGLISH;
    if (memcmp(mark, "tr ", 3) == 0) return TARIX_READING_TURKISH;
    assert_memory_equal(mark, "xx ", 3);
    return TARIX_READING_FOREIGN;
}

static marked read_marks(tarix_arena *arena, tarix_str cell)
{
    char *out = tarix_arena_alloc(arena, cell.size + 1, 1);
    marked m = {{out, 0}, tarix_arena_alloc(arena, cell.size + 1, 1)};
    uint8_t reading = TARIX_READING_PLAIN;
    for (size_t i = 0; i < cell.size; i++) {
        const char c = cell.data[i];
        if (c == '{') {
            assert_true(i + 4 < cell.size && reading == TARIX_READING_PLAIN);
            reading = reading_of(cell.data + i + 1);
            i += 3;
        } else if (c == '}') {
            assert_true(reading != TARIX_READING_PLAIN);
            reading = TARIX_READING_PLAIN;
        } else {
            m.reading[m.text.size] = reading;
            out[m.text.size++] = c;
        }
    }
    assert_true(reading == TARIX_READING_PLAIN);
    return m;
}

/* With the tables and without. */
static cut cut_both(tarix_arena *arena, tarix_segmenter *segmenter, tarix_str bytes)
{
    tarix_error err = {0};
    cut c[2];
    size_t at;
    tarix_text *text = tarix_text_new(arena, NULL);
    for (int i = 0; i < 2; i++)
        if (tarix_text_open_bytes(text, bytes, "UTF-8", &err) != TARIX_OK ||
            cut_text(arena, segmenter, text, i == 0, &c[i], &err) != TARIX_OK)
            fail_msg("%s", err.message);
    if (!cut_equal(&c[0], &c[1], &at)) fail_msg("token %zu differs without the tables", at);
    return c[0];
}

static void takes_one_language_for_another(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_segmenter *segmenter = tarix_segmenter_new(arena, lexicons_in(arena));
    tarix_tsv tsv = golden_open(arena, "languages.tsv", "text\twhy");
    size_t rows = 0, wrong = 0;
    for (; golden_next(&tsv); rows++) {
        const marked m = read_marks(arena, golden_text(arena, tsv.cells[0]));
        const cut c = cut_both(arena, segmenter, m.text);
        for (size_t i = 0; i < c.n; i++) {
            const tarix_token *t = &c.tokens[i];
            const unsigned expected = m.reading[t->start];
            if (t->kind != TARIX_KIND_WORD || t->reading == expected) continue;
            print_error("languages.tsv:%zu: %.*s is %s, not %s (%.*s)\n", tsv.line,
                TARIX_ARG(tarix_token_form(t)), tarix_reading_name(t->reading).data,
                tarix_reading_name(expected).data, TARIX_ARG(tsv.cells[1]));
            wrong++;
            break;
        }
    }
    assert_true(rows >= 60);
    assert_int_equal(wrong, 0);
}

static const char mixed[] = "Bu kitab Bakıda çıxmışdır.\n\n"
                            "The history of the city and of its people was written by them.\n\n"
                            "Onun müəllifi məlumdur.";

static void counts_words_that_are_not_asked_for(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_segmenter *segmenter = tarix_segmenter_new(arena, lexicons_in(arena));
    static const unsigned kinds[] = {TARIX_KINDS_ALL, 1 << TARIX_KIND_NUMBER};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        tarix_segmenter_set_kinds(segmenter, kinds[i]);
        cut_both(arena, segmenter, tarix_str_from(mixed));
        const tarix_segmenter_counts *counts = tarix_segmenter_count(segmenter);
        assert_int_equal(counts->tokens[TARIX_KIND_WORD], 20);
        assert_int_equal(counts->readings[TARIX_READING_ENGLISH], 13);
    }
}

static void finds_passages_when_told_not_to(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_segmenter *segmenter = tarix_segmenter_new(arena, lexicons_in(arena));
    tarix_segmenter_set_foreign(segmenter, false);
    const cut c = cut_both(arena, segmenter, tarix_str_from(mixed));
    for (size_t i = 0; i < c.n; i++) assert_int_equal(c.tokens[i].reading, TARIX_READING_PLAIN);
}

/* What is looked at for a sentence must not grow with the text before it. */
static void takes_for_ever(tarix_guard *guard)
{
    enum { n = 20000 };
    static const char *const pieces[] = {
        "the of ", "“the of and” ", "(the of and ", "a. The of ", "\n1. the of ", "the. Of\n\n"};
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const size_t size = strlen(pieces[k]);
        char *text = tarix_arena_alloc(arena, n * size + 1, 1);
        for (size_t i = 0; i < n; i++) memcpy(text + i * size, pieces[k], size);
        tarix_segmenter *segmenter = tarix_segmenter_new(arena, lexicons_in(arena));
        assert_true(cut_both(arena, segmenter, tarix_str_from(text)).n >= n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(takes_one_language_for_another),
        GUARDED(counts_words_that_are_not_asked_for),
        GUARDED(finds_passages_when_told_not_to),
        GUARDED(takes_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
