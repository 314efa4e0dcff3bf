#include "corpus/tally.h"

#include "corpus/fold.h"
#include "tests/base/guarded.h"
#include "tests/corpus/lexicons.h"
#include "tests/folder.h"

static const tarix_layer_row fold_row = {"fold", "lower case", NULL, NULL};
static const tarix_selection words = {1 << TARIX_KIND_WORD, NULL};
static const tarix_parts_choice no_parts = {.kind = TARIX_PARTS_NONE};

typedef struct counter {
    tarix_arena *arena;
    tarix_pass pass;
    const char *folder;
    tarix_vocab *values;
} counter;

static counter counter_new(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    return (counter){
        arena, {.lexicons = lexicons_in(arena)}, folder_in(arena), tarix_vocab_new(arena)};
}

static void add(counter *c, const char *name, const char *text)
{
    folder_file(c->arena, c->folder, name, tarix_str_from(text));
}

static const tarix_tally *count_once(counter *c, const tarix_tally_plan *plan)
{
    tarix_collection *collection = NULL;
    tarix_tally *tally = NULL;
    tarix_error err = {0};
    const tarix_str input = tarix_str_from(c->folder);
    if (tarix_collection_open(c->arena, &input, 1, &collection, &err) != TARIX_OK ||
        tarix_tally_count(c->arena, &c->pass, collection, plan, c->values, &tally, &err) !=
            TARIX_OK)
        fail_msg("%s", err.message);
    return tally;
}

static void check_same_parts(const tarix_tally *a, const tarix_tally *b, tarix_id value)
{
    const size_t n = a->first[value + 1] - a->first[value];
    assert_int_equal(b->first[value + 1] - b->first[value], n);
    for (size_t i = 0; i < n; i++) {
        const size_t p = a->first[value] + i, q = b->first[value] + i;
        assert_int_equal(a->part[p], b->part[q]);
        assert_int_equal(a->part_count[p], b->part_count[q]);
    }
}

/* Documents beside the parts: as when they are the parts, which stay what they are. */
static void check_texts(counter *c, tarix_tally_plan plan, const tarix_tally *without)
{
    plan.texts = true;
    const tarix_tally *with = count_once(c, &plan);
    plan.texts = false;
    plan.parts = (tarix_parts_choice){.kind = TARIX_PARTS_DOCUMENT};
    const tarix_tally *documents = count_once(c, &plan);
    assert_null(without->texts);
    assert_int_equal(with->n_parts, without->n_parts);
    assert_int_equal(with->texts->n_parts, documents->n_parts);
    for (size_t i = 0; i < documents->n_parts; i++) {
        assert_int_equal(with->texts->part_size[i], documents->part_size[i]);
        assert_int_equal(with->texts->part_from[i], documents->part_from[i]);
    }
    assert_int_equal(with->texts->least_part, documents->least_part);
    for (tarix_id v = 0; v < documents->n_values; v++) {
        check_same_parts(documents, with->texts, v);
        if (without->n_parts && v < without->n_values) check_same_parts(without, with, v);
    }
}

/* Without forms and with them, which are counted in two ways: the same. */
static const tarix_tally *count(
    counter *c, const tarix_selection *selection, tarix_parts_choice parts)
{
    tarix_tally_plan plan = {.layer = &fold_row, .selection = *selection, .parts = parts};
    const tarix_tally *a = count_once(c, &plan);
    check_texts(c, plan, a);
    plan.forms = true;
    check_texts(c, plan, a);
    const tarix_tally *b = count_once(c, &plan);
    assert_int_equal(a->n_counted, b->n_counted);
    assert_int_equal(a->n_tokens, b->n_tokens);
    assert_int_equal(a->n_stopped, b->n_stopped);
    assert_int_equal(a->n_places, b->n_places);
    assert_int_equal(a->n_parts, b->n_parts);
    for (size_t i = 0; i < a->n_parts; i++) assert_int_equal(a->part_size[i], b->part_size[i]);
    for (tarix_id v = 0; v < a->n_values; v++) {
        assert_int_equal(a->count[v], b->count[v]);
        assert_int_equal(a->docs[v], b->docs[v]);
        if (a->n_parts) check_same_parts(a, b, v);
    }
    for (tarix_id v = (tarix_id)a->n_values; v < b->n_values; v++) assert_int_equal(b->count[v], 0);
    return b;
}

static void check_counts(
    const counter *c, const tarix_tally *t, const char *term, uint64_t counted, uint32_t docs)
{
    const tarix_id v = tarix_vocab_find(c->values, tarix_str_from(term), 0);
    assert_true(v < t->n_values);
    assert_int_equal(t->count[v], counted);
    assert_int_equal(t->docs[v], docs);
}

static void counts_what_is_left_out(tarix_guard *guard)
{
    counter c = counter_new(guard);
    add(&c, "a.txt", "Dövlət və xalq. Dövlət 1918 və 26 nəfər.");
    add(&c, "b.txt", "");
    add(&c, "c.txt", "Xalq, xalq!");
    tarix_wordlist *stop = tarix_wordlist_new(c.arena);
    tarix_wordlist_add(stop, TARIX_STR("və"), 0);
    const tarix_selection selection = {1 << TARIX_KIND_WORD, stop};
    const tarix_tally *t = count(&c, &selection, no_parts);
    check_counts(&c, t, "dövlət", 2, 1);
    check_counts(&c, t, "xalq", 3, 2);
    check_counts(&c, t, "və", 0, 0);
    assert_int_equal(tarix_vocab_find(c.values, TARIX_STR("1918"), 0), TARIX_NO_ID);
    assert_int_equal(t->n_counted, 6);
    assert_int_equal(t->n_stopped, 2);
    assert_int_equal(t->n_tokens, 14);
    assert_int_equal(t->n_places, 10);
    assert_int_equal(t->n_parts, 0);
}

static void counts_something_in_an_empty_text(tarix_guard *guard)
{
    counter c = counter_new(guard);
    add(&c, "a.txt", "");
    const tarix_parts_choice slices = {.kind = TARIX_PARTS_SLICES, .n = 10};
    const tarix_tally *t = count(&c, &words, slices);
    assert_int_equal(t->n_values, 0);
    assert_int_equal(t->n_tokens + t->n_places + t->n_counted, 0);
    assert_int_equal(count(&c, &words, no_parts)->n_tokens, 0);
}

static void mixes_two_tallies_of_one_vocabulary(tarix_guard *guard)
{
    counter a = counter_new(guard), b = counter_new(guard);
    b.values = a.values;
    add(&a, "a.txt", "Bakı gəncə bakı.");
    add(&b, "b.txt", "Şuşa bakı.");
    const tarix_tally *first = count(&a, &words, no_parts), *second = count(&b, &words, no_parts);
    assert_int_equal(first->n_values, 2);
    assert_int_equal(second->n_values, 3);
    check_counts(&a, first, "bakı", 2, 1);
    check_counts(&b, second, "bakı", 1, 1);
    check_counts(&b, second, "gəncə", 0, 0);
    check_counts(&b, second, "şuşa", 1, 1);
}

static uint64_t in_part(const tarix_tally *t, tarix_id value, uint32_t part)
{
    uint64_t found = 0;
    for (size_t i = t->first[value]; i < t->first[value + 1]; i++)
        if (t->part[i] == part) {
            assert_int_equal(found, 0);
            assert_true(t->part_count[i] > 0);
            found = t->part_count[i];
        }
    return found;
}

/* Places of each part, and how often the term stands in it. */
static void check_parts(const counter *c, const tarix_tally *t, const char *term, size_t n,
    const uint64_t *sizes, const uint32_t *counts)
{
    const tarix_id value = tarix_vocab_find(c->values, tarix_str_from(term), 0);
    assert_int_equal(t->n_parts, n);
    assert_true(value < t->n_values);
    for (uint32_t p = 0; p < n; p++) {
        assert_int_equal(t->part_size[p], sizes[p]);
        assert_int_equal(in_part(t, value, p), counts[p]);
    }
}

/* 20 sentences of 5 places: every share ends with a sentence. */
static void cuts_slices_that_are_not_equal(tarix_guard *guard)
{
    counter c = counter_new(guard);
    char text[4096], name[16];
    for (int d = 0, s = 0; d < 2; d++) {
        size_t size = 0;
        for (int i = 0; i < 10; i++, s++)
            size += (size_t)snprintf(text + size, sizeof text - size, "Baba dolma %s 26 gedir. ",
                s % 2   ? "tuman"
                : s < 8 ? "salam"
                        : "yaman");
        snprintf(name, sizeof name, "%d.txt", d);
        add(&c, name, text);
    }
    const tarix_parts_choice four = {.kind = TARIX_PARTS_SLICES, .n = 4},
                             automatic = {.kind = TARIX_PARTS_AUTO};
    const tarix_tally *t = count(&c, &words, four);
    static const uint64_t sizes[] = {25, 25, 25, 25};
    assert_int_equal(t->parts_kind, TARIX_PARTS_SLICES);
    check_parts(&c, t, "baba", 4, sizes, (const uint32_t[]){5, 5, 5, 5});
    check_parts(&c, t, "salam", 4, sizes, (const uint32_t[]){3, 1, 0, 0});
    assert_int_equal(count(&c, &words, automatic)->n_parts, 10);
}

static void counts_a_document_as_another(tarix_guard *guard)
{
    counter c = counter_new(guard);
    add(&c, "a.txt", "Salam dünya salam.");
    add(&c, "b.txt", "Dünya.");
    add(&c, "c.txt", "SALAM");
    add(&c, "d.txt", "Sağ ol, dünya.");
    add(&c, "e.txt", "Salam, salam, salam.");
    const tarix_parts_choice automatic = {.kind = TARIX_PARTS_AUTO};
    const tarix_tally *t = count(&c, &words, automatic);
    static const uint64_t sizes[] = {3, 1, 1, 3, 3};
    assert_int_equal(t->parts_kind, TARIX_PARTS_DOCUMENT);
    check_parts(&c, t, "salam", 5, sizes, (const uint32_t[]){2, 0, 1, 0, 3});
}

/* A rate in a part of no places is not defined. */
static void makes_a_part_without_places(tarix_guard *guard)
{
    counter c = counter_new(guard);
    add(&c, "a.txt", "Salam dünya.");
    add(&c, "b.txt", "");
    add(&c, "c.txt", "!?");
    add(&c, "d.txt", "Salam.");
    const tarix_parts_choice by_document = {.kind = TARIX_PARTS_DOCUMENT},
                             many = {.kind = TARIX_PARTS_SLICES, .n = 9};
    const tarix_tally *t = count(&c, &words, by_document);
    check_parts(&c, t, "salam", 2, (const uint64_t[]){2, 1}, (const uint32_t[]){1, 1});
    t = count(&c, &words, many);
    uint64_t places = 0;
    for (size_t p = 0; p < t->n_parts; places += t->part_size[p++])
        assert_true(t->part_size[p] > 0);
    assert_int_equal(places, 3);
}

static void loses_a_form_behind_a_value(tarix_guard *guard)
{
    counter c = counter_new(guard);
    add(&c, "a.txt", "Xalq xalq, Xalq və xalq.");
    const tarix_tally *t = count(&c, &words, no_parts);
    uint64_t sum = 0;
    for (tarix_id f = 0; f < tarix_vocab_size(t->forms); f++)
        if (t->value_of_form[f] != TARIX_NO_ID &&
            tarix_str_equal(tarix_vocab_str(t->values, t->value_of_form[f]), TARIX_STR("xalq")))
            sum += t->form_count[f];
    assert_int_equal(sum, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(counts_what_is_left_out),
        GUARDED(counts_something_in_an_empty_text),
        GUARDED(mixes_two_tallies_of_one_vocabulary),
        GUARDED(cuts_slices_that_are_not_equal),
        GUARDED(counts_a_document_as_another),
        GUARDED(makes_a_part_without_places),
        GUARDED(loses_a_form_behind_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
