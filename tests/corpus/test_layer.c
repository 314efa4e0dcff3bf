#include "corpus/layer.h"

#include "corpus/fold.h"
#include "tests/base/guarded.h"

static void *open_letters(tarix_arena *arena, const tarix_lexicons *lexicons)
{
    (void)lexicons;
    size_t *letters = TARIX_NEW(arena, size_t);
    *letters = 2;
    return letters;
}

/* The first bytes of the fold, as many as the state says; a number as it is. */
static size_t map_letters(void *state, tarix_str form, tarix_str fold, uint16_t tag, char *out)
{
    const size_t *letters = state;
    const tarix_str text = tag == TARIX_KIND_NUMBER ? form : fold;
    const size_t size = text.size < *letters || tag == TARIX_KIND_NUMBER ? text.size : *letters;
    if (size) memcpy(out, text.data, size);
    return size;
}

static const tarix_layer_row row = {"letters", "the first two", open_letters, map_letters};

static void check_value(tarix_layer *layer, tarix_id form, const char *value)
{
    check_str(tarix_vocab_str(tarix_layer_values(layer), tarix_layer_map(layer)[form]), value);
}

static void forgets_a_form_as_the_vocabulary_grows(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *forms = tarix_vocab_new(arena), *values = tarix_vocab_new(arena);
    tarix_layer *layer = tarix_layer_new(arena, &row, NULL, forms, values);
    char text[64];
    tarix_layer_map(layer);
    assert_ptr_equal(tarix_layer_values(layer), values);
    const tarix_id upper = tarix_vocab_intern(forms, TARIX_STR("BAKI"), TARIX_KIND_WORD);
    const tarix_id lower = tarix_vocab_intern(forms, TARIX_STR("balaca"), TARIX_KIND_WORD);
    const tarix_id number = tarix_vocab_intern(forms, TARIX_STR("1917"), TARIX_KIND_NUMBER);
    const tarix_id empty = tarix_vocab_intern(forms, TARIX_STR(""), TARIX_KIND_WORD);
    check_value(layer, upper, "ba");
    check_value(layer, lower, "ba");
    check_value(layer, number, "1917");
    check_value(layer, empty, "");
    assert_int_equal(tarix_layer_map(layer)[upper], tarix_layer_map(layer)[lower]);
    for (size_t i = 0; i < 5000; i++) {
        const int size = snprintf(text, sizeof text, "%zu", i);
        tarix_vocab_intern(forms, (tarix_str){text, (size_t)size}, TARIX_KIND_NUMBER);
    }
    check_value(layer, tarix_vocab_find(forms, TARIX_STR("4999"), TARIX_KIND_NUMBER), "4999");
    check_value(layer, upper, "ba");
}

static void has_no_room_for_a_long_form(tarix_guard *guard)
{
    enum { size = 100000 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *forms = tarix_vocab_new(arena);
    tarix_layer *layer = tarix_layer_new(arena, &row, NULL, forms, tarix_vocab_new(arena));
    char *text = tarix_arena_alloc(arena, size, 1);
    memset(text, 'I', size);
    const tarix_id word = tarix_vocab_intern(forms, (tarix_str){text, size}, TARIX_KIND_WORD);
    const tarix_id number = tarix_vocab_intern(forms, (tarix_str){text, size}, TARIX_KIND_NUMBER);
    check_value(layer, word, "ı");
    assert_int_equal(
        tarix_vocab_str(tarix_layer_values(layer), tarix_layer_map(layer)[number]).size, size);
}

static void adds_a_search_term_to_the_vocabulary(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *forms = tarix_vocab_new(arena), *values = tarix_vocab_new(arena);
    tarix_layer *layer = tarix_layer_new(arena, &row, NULL, forms, values);
    char out[TARIX_FOLD_SIZE(16)];
    const size_t size = tarix_layer_apply(layer, TARIX_STR("Qarabağ"), out);
    check_str(((tarix_str){out, size}), "qa");
    assert_int_equal(tarix_layer_apply(layer, TARIX_STR(""), out), 0);
    assert_int_equal(tarix_vocab_size(forms) + tarix_vocab_size(values), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(forgets_a_form_as_the_vocabulary_grows),
        GUARDED(has_no_room_for_a_long_form),
        GUARDED(adds_a_search_term_to_the_vocabulary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
