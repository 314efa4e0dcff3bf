#include "analyzers/layers.h"

#include "corpus/fold.h"
#include "tests/base/guarded.h"
#include "tests/corpus/lexicons.h"

static void misses_a_layer(void **state)
{
    (void)state;
    static const char *const names[] = {"form", "fold", "stem", "lemma"};
    size_t n;
    const tarix_layer_row *rows = tarix_layers(&n);
    assert_true(n >= 4);
    for (size_t i = 0; i < n; i++) {
        assert_ptr_equal(tarix_layers_find(tarix_str_from(rows[i].name)), &rows[i]);
        assert_true(strlen(rows[i].help) > 0);
    }
    for (size_t i = 0; i < 4; i++) assert_non_null(tarix_layers_find(tarix_str_from(names[i])));
    assert_null(tarix_layers_find(TARIX_STR("")));
    assert_null(tarix_layers_find(TARIX_STR("forms")));
}

static void check_value(
    tarix_arena *arena, const char *layer, const char *form, tarix_kind kind, const char *value)
{
    tarix_vocab *forms = tarix_vocab_new(arena), *values = tarix_vocab_new(arena);
    tarix_layer *l = tarix_layer_new(
        arena, tarix_layers_find(tarix_str_from(layer)), lexicons_in(arena), forms, values);
    const tarix_id id = tarix_vocab_intern(forms, tarix_str_from(form), (uint16_t)kind);
    check_str(tarix_vocab_str(values, tarix_layer_map(l)[id]), value);
}

/* By what each layer is for: the form as printed, its fold, the fold less its endings. */
static void gives_a_form_another_layers_value(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    check_value(arena, "form", "BAKI", TARIX_KIND_WORD, "BAKI");
    check_value(arena, "form", "", TARIX_KIND_WORD, "");
    check_value(arena, "fold", "BAKI", TARIX_KIND_WORD, "bakı");
    check_value(arena, "fold", "mə'lumat", TARIX_KIND_WORD, "məlumat");
    check_value(arena, "fold", "XIX", TARIX_KIND_ROMAN, "XIX");
    check_value(arena, "stem", "Kitablarımızdan", TARIX_KIND_WORD, "kitab");
    check_value(arena, "stem", "ABŞ-ın", TARIX_KIND_ABBREV, "abş");
    check_value(arena, "stem", "XIX", TARIX_KIND_ROMAN, "XIX");
    check_value(arena, "stem", ",", TARIX_KIND_PUNCT, ",");
    check_value(arena, "stem", "I", TARIX_KIND_WORD, "ı");
    check_value(arena, "lemma", "Fikrini", TARIX_KIND_WORD, "fikir");
    check_value(arena, "lemma", "ABŞ-ın", TARIX_KIND_ABBREV, "abş");
    /* From the sample vocabulary of Russian at snowballstem.org. */
    check_value(arena, "stem", "вагонов", TARIX_KIND_WORD | TARIX_READING_RUSSIAN << 8, "вагон");
    check_value(arena, "lemma", "вагонов", TARIX_KIND_WORD | TARIX_READING_RUSSIAN << 8, "вагон");
    /* From the sample vocabularies of English and Turkish there; I of English is i. */
    check_value(
        arena, "stem", "Consisting", TARIX_KIND_WORD | TARIX_READING_ENGLISH << 8, "consist");
    check_value(arena, "lemma", "IN", TARIX_KIND_WORD | TARIX_READING_ENGLISH << 8, "in");
    check_value(arena, "lemma", "adamlar", TARIX_KIND_WORD | TARIX_READING_TURKISH << 8, "adam");
    check_value(arena, "fold", "ISINMAK", TARIX_KIND_WORD | TARIX_READING_TURKISH << 8, "ısınmak");
    check_value(arena, "stem", "In", TARIX_KIND_WORD | TARIX_READING_FOREIGN << 8, "in");
    check_value(
        arena, "lemma", "Geschichten", TARIX_KIND_WORD | TARIX_READING_FOREIGN << 8, "geschichten");
}

static void looks_for_another_value_than_it_counts(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_lexicons *lexicons = lexicons_in(arena);
    static const char *const words[] = {"KİTABLARIMIZDAN", "i", "İ", "Dövlətin", "ab"};
    size_t n;
    const tarix_layer_row *rows = tarix_layers(&n);
    for (size_t r = 0; r < n; r++) {
        tarix_vocab *forms = tarix_vocab_new(arena), *values_of = tarix_vocab_new(arena);
        tarix_layer *layer = tarix_layer_new(arena, &rows[r], lexicons, forms, values_of);
        for (size_t w = 0; w < 5; w++) {
            char out[TARIX_FOLD_SIZE(32)];
            const tarix_str word = tarix_str_from(words[w]);
            const tarix_str value = {out, tarix_layer_apply(layer, word, out)};
            const tarix_id id = tarix_vocab_intern(forms, word, TARIX_KIND_WORD);
            assert_true(value.size > 0);
            assert_true(
                tarix_str_equal(tarix_vocab_str(values_of, tarix_layer_map(layer)[id]), value));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misses_a_layer),
        GUARDED(gives_a_form_another_layers_value),
        GUARDED(looks_for_another_value_than_it_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
