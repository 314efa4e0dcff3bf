#include "lexicons/outline.h"

#include "base/utf8.h"
#include "lexicons/lexicons.h"
#include "lexicons/slip.h"
#include "tests/base/guarded.h"
#include "tests/corpus/lexicons.h"
#include "tests/golden.h"

typedef struct asked {
    const tarix_morph *morph;
    size_t n, n_passed;
} asked;

static bool may_part(asked *a, tarix_str word)
{
    tarix_parting p;
    tarix_parting_read(&p, a->morph->roots, tarix_grammar_endings(a->morph->grammar), word);
    const bool may = tarix_outline_may_part(&p, a->morph->beginnings);
    a->n++;
    a->n_passed += may;
    return may;
}

/* A word whose bytes between two are `wrong`. */
static void check_slip(asked *a, tarix_str word, size_t from, size_t to, tarix_str wrong)
{
    char room[2 * TARIX_WORD_LONGEST];
    const int n = snprintf(room, sizeof room, "%.*s%.*s%.*s", (int)from, word.data,
        TARIX_ARG(wrong), (int)(word.size - to), word.data + to);
    if (!may_part(a, (tarix_str){room, (size_t)n}))
        fail_msg("'%s' may not be '%.*s'", room, TARIX_ARG(word));
}

/* With each letter in turn made the one that it is mistaken for, and each vowel doubled. */
static void check_slips(asked *a, tarix_str word)
{
    for (size_t at = 0, size = 0; at < word.size; at += size) {
        const uint32_t letter = tarix_utf8_decode(word.data + at, &size);
        const tarix_str other = tarix_mistaken_for(letter), own = {word.data + at, size};
        if (other.size) check_slip(a, word, at, at + size, other);
        if (tarix_is_vowel(letter)) check_slip(a, word, at, at, own);
    }
}

static void words_of_a_root_may_have_any_slip(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    asked a = {.morph = tarix_lexicons_morph(lexicons_in(arena))};
    tarix_tsv rows = golden_open(arena, "lemma.tsv", "form\tlemma\taccept\tpos\twhy");
    while (golden_next(&rows)) {
        tarix_lemma lemma;
        tarix_morph_lemma(a.morph, rows.cells[0], false, &lemma);
        const tarix_str text = {lemma.text, lemma.size};
        const bool is_mended =
            !(lemma.bits & TARIX_ROOT_RARE) && tarix_utf8_count(text) >= TARIX_LETTERS_MENDED;
        if (lemma.found == TARIX_FOUND_ROOT && is_mended) check_slips(&a, rows.cells[0]);
    }
    assert_true(a.n > 1000);
}

/* Long words, from their ends. */
static void most_others_may_not(tarix_guard *guard)
{
    enum { least = 12 };
    tarix_arena *arena = tarix_arena_new(guard);
    asked a = {.morph = tarix_lexicons_morph(lexicons_in(arena))};
    tarix_tsv rows = golden_open(arena, "lemma.tsv", "form\tlemma\taccept\tpos\twhy");
    while (golden_next(&rows)) {
        char room[TARIX_WORD_LONGEST];
        size_t n = 0;
        for (tarix_str rest = rows.cells[0]; rest.size;)
            n += tarix_utf8_encode(tarix_utf8_last(rest, &rest.size), room + n);
        if (n >= least) may_part(&a, (tarix_str){room, n});
    }
    assert_true(a.n > 100 && a.n_passed < a.n / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(words_of_a_root_may_have_any_slip), GUARDED(most_others_may_not)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
