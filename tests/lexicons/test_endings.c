#include "lexicons/endings.h"

#include "lexicons/lexicons.h"
#include "tests/base/guarded.h"
#include "tests/corpus/lexicons.h"
#include "tests/golden.h"

/* What may stand before each cut of a word, found by trying every suffix at every place. */
static void try_all(const tarix_grammar *grammar, size_t n_parts, tarix_str word,
    tarix_rarity rarest, const tarix_cuts *cuts, uint32_t *states)
{
    memset(states, 0, (word.size + 1) * sizeof *states);
    states[word.size] = TARIX_STATE_FINAL;
    for (size_t end = word.size; end > 0; end--)
        for (size_t part = 0; part < n_parts; part++) {
            size_t n = 0;
            const tarix_suffix *all = tarix_grammar_suffixes(grammar, (tarix_part_of_word)part, &n);
            for (const tarix_suffix *s = all; s < all + n; s++)
                if ((s->makes & states[end]) && s->rarity <= rarest &&
                    tarix_str_ends((tarix_str){word.data, end}, s->text) &&
                    tarix_suffix_fits(s, cuts, end - s->text.size))
                    states[end - s->text.size] |= s->after;
        }
}

static void check_cuts(const tarix_grammar *grammar, tarix_str word)
{
    uint32_t all[TARIX_WORD_LONGEST + 1], some[TARIX_WORD_LONGEST + 1];
    for (tarix_rarity rarest = TARIX_COMMON; rarest <= TARIX_RARE; rarest++) {
        tarix_cuts cuts;
        tarix_grammar_cut(grammar, word, rarest, &cuts);
        try_all(grammar, 1, word, TARIX_RARE, &cuts, all);
        try_all(grammar, 1, word, rarest, &cuts, some);
        for (size_t at = 1; at <= word.size; at++) {
            assert_int_equal(cuts.states[at], all[at]);
            assert_int_equal(cuts.common[at], some[at]);
        }
    }
}

static void words_are_cut_where_suffixes_may_begin(tarix_guard *guard)
{
    static const char *const words[] = {"", "a", "lar", "ı", "i", "I", "İ", "ğ", "lArI", "lAr",
        "evlərimizdəkilərdəndirlər", "gedəcəyəmsə", "иилар", "\xC9ləri", "ev\xFFləri", "--dən"};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_grammar *grammar = tarix_lexicons_grammar(lexicons_in(arena));
    tarix_tsv rows = golden_open(arena, "lemma.tsv", "form\tlemma\taccept\tpos\twhy");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        check_cuts(grammar, tarix_str_from(words[i]));
    while (golden_next(&rows)) check_cuts(grammar, rows.cells[0]);
}

/* `text` with a context before it that no word has. */
static bool is_chain(const tarix_grammar *grammar, tarix_str text, tarix_vowel vowel)
{
    uint32_t states[TARIX_WORD_LONGEST + 1];
    bool is_any = text.size == 0;
    for (unsigned ends_in_vowel = 0; ends_in_vowel < 2; ends_in_vowel++) {
        tarix_cuts cuts;
        cuts.context[0] = (uint8_t)(2 * vowel + ends_in_vowel);
        tarix_contexts_read(text, 0, cuts.context);
        try_all(grammar, TARIX_PARTS_OF_WORD, text, TARIX_RARE, &cuts, states);
        is_any = is_any || (states[0] & TARIX_STATE_ROOTS);
    }
    return is_any;
}

static void chains_are_those_of_both_parts(tarix_guard *guard)
{
    enum { some = 8 };
    static const uint32_t vowels[] = {0, 'a', 'o', 'i', 0xFC};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_grammar *grammar = tarix_lexicons_grammar(lexicons_in(arena));
    tarix_tsv rows = golden_open(arena, "lemma.tsv", "form\tlemma\taccept\tpos\twhy");
    size_t n = 0, n_chains = 0;
    for (size_t row = 0; golden_next(&rows); row++)
        for (size_t at = 0; row % some == 0 && at <= rows.cells[0].size; at++)
            for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++, n++) {
                const tarix_str text = tarix_str_slice(rows.cells[0], at, rows.cells[0].size);
                const bool is = is_chain(grammar, text, tarix_vowel_of(vowels[i]));
                assert_int_equal(tarix_grammar_accepts(grammar, text, vowels[i]), is);
                n_chains += is;
            }
    assert_true(n_chains > n / 20 && n_chains < n / 2);
}

/* All words of as and bs that end in a, each of them a suffix: where the next may begin depends on
 * each of the last letters. */
static void too_many_ways_are_an_error(tarix_guard *guard)
{
    enum { letters = 15 };
    tarix_arena *arena = tarix_arena_new(guard);
    const size_t n = (size_t)1 << (letters - 1);
    char *bytes = tarix_arena_alloc(arena, n + 8, 64), *end = bytes;
    const tarix_grammar *grammar = NULL;
    tarix_error err = {0};
    end += sprintf(end, "suffix\tslot\tafter\tmakes\tbehind\tname\tmark\n"
                        "a\tcase\tnoun\tnoun\tany\ta\t\nb\tcase\tnoun\tnoun\tany\tb\t\n");
    for (size_t i = 0; i < n; i++) {
        for (unsigned j = 0; j + 1 < letters; j++) *end++ = i >> j & 1 ? 'a' : 'b';
        end += sprintf(end, "a\tcase\tnoun\tnoun\tany\ta\t\n");
    }
    const tarix_str text = {bytes, (size_t)(end - bytes)};
    assert_int_equal(
        tarix_grammar_parse(arena, "s.tsv", text, NULL, &grammar, &err), TARIX_INVALID);
    assert_non_null(strstr(err.message, "s.tsv: its suffixes"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(words_are_cut_where_suffixes_may_begin),
        GUARDED(chains_are_those_of_both_parts),
        GUARDED(too_many_ways_are_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
