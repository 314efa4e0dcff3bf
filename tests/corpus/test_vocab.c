#include "corpus/vocab.h"

#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/corpus/turned.h"

#include <stdlib.h>

static void finds_nothing_in_an_empty_vocabulary(tarix_guard *guard)
{
    const tarix_vocab *vocab = tarix_vocab_new(tarix_arena_new(guard));
    assert_int_equal(tarix_vocab_size(vocab), 0);
    assert_int_equal(tarix_vocab_find(vocab, TARIX_STR("söz"), 0), TARIX_NO_ID);
    assert_int_equal(tarix_vocab_find(vocab, TARIX_STR(""), 0), TARIX_NO_ID);
}

static tarix_str numbered(char *room, size_t i)
{
    return (tarix_str){room, (size_t)snprintf(room, 64, i % 3 ? "s%zu" : "uzunca-bir-söz-%zu", i)};
}

static void loses_none_of_a_million_keys_as_it_grows(tarix_guard *guard)
{
    enum { n = 1000000 };
    char room[64];
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *vocab = tarix_vocab_new(arena);
    tarix_str *first_seen = TARIX_ARRAY(arena, tarix_str, n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(tarix_vocab_intern(vocab, numbered(room, i), 0), i);
        first_seen[i] = tarix_vocab_str(vocab, (tarix_id)i);
    }
    assert_int_equal(tarix_vocab_size(vocab), n);
    for (size_t i = 0; i < n; i++) {
        const tarix_str key = numbered(room, i);
        assert_int_equal(tarix_vocab_find(vocab, key, 0), i);
        assert_true(tarix_str_equal(tarix_vocab_str(vocab, (tarix_id)i), key));
        assert_true(tarix_str_equal(first_seen[i], key));
        assert_int_equal(tarix_vocab_str(vocab, (tarix_id)i).data[key.size], 0);
    }
    assert_int_equal(tarix_vocab_intern(vocab, numbered(room, n / 2), 0), n / 2);
    assert_int_equal(tarix_vocab_find(vocab, numbered(room, n), 0), TARIX_NO_ID);
}

static void lists_the_string_of_another_id(tarix_guard *guard)
{
    enum { n = 300 };
    char room[64];
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *vocab = tarix_vocab_new(arena);
    tarix_id *ids = TARIX_ARRAY(arena, tarix_id, n);
    tarix_str *texts = TARIX_ARRAY(arena, tarix_str, n);
    for (size_t i = 0; i < n; i++) ids[n - 1 - i] = tarix_vocab_intern(vocab, numbered(room, i), 0);
    tarix_vocab_strs(vocab, ids, n, texts);
    for (size_t i = 0; i < n; i++)
        assert_true(tarix_str_equal(texts[i], numbered(room, n - 1 - i)));
}

static void takes_homographs_of_two_tags_for_one(tarix_guard *guard)
{
    tarix_vocab *vocab = tarix_vocab_new(tarix_arena_new(guard));
    static const char *const words[] = {"", "I", "ay", "inqilab", "milli-azadlıq-hərəkatı"};
    static const uint16_t tags[] = {0, 1, 256, 257, UINT16_MAX};
    for (size_t w = 0; w < 5; w++)
        for (size_t t = 0; t < 5; t++)
            assert_int_equal(
                tarix_vocab_intern(vocab, tarix_str_from(words[w]), tags[t]), 5 * w + t);
    for (tarix_id id = 0; id < 25; id++) {
        check_str(tarix_vocab_str(vocab, id), words[id / 5]);
        assert_int_equal(tarix_vocab_tag(vocab, id), tags[id % 5]);
        assert_int_equal(tarix_vocab_find(vocab, tarix_vocab_str(vocab, id), tags[id % 5]), id);
        assert_int_equal(tarix_vocab_find(vocab, tarix_vocab_str(vocab, id), 2), TARIX_NO_ID);
    }
}

/* Each length, each place where one byte differs, also NUL bytes. */
static void mixes_up_strings_of_some_length(tarix_guard *guard)
{
    tarix_vocab *vocab = tarix_vocab_new(tarix_arena_new(guard));
    char text[41];
    tarix_id next = 0;
    for (int round = 0; round < 2; round++, next = 0)
        for (size_t size = 0; size <= 40; size++)
            for (size_t at = 0; at <= size; at++) {
                memset(text, 'a', sizeof text);
                if (at < size) text[at] = at % 2 ? 'b' : '\0';
                const tarix_id id = tarix_vocab_intern(vocab, (tarix_str){text, size}, 0);
                assert_int_equal(id, next++);
                assert_memory_equal(tarix_vocab_str(vocab, id).data, text, size);
                assert_int_equal(tarix_vocab_str(vocab, id).size, size);
            }
}

static void keeps_the_callers_bytes_instead_of_a_copy(tarix_guard *guard)
{
    tarix_vocab *vocab = tarix_vocab_new(tarix_arena_new(guard));
    char text[] = "xanlıq";
    tarix_vocab_intern(vocab, tarix_str_from(text), 0);
    memset(text, 'x', sizeof text - 1);
    check_str(tarix_vocab_str(vocab, 0), "xanlıq");
}

static void interns_many_tokens_otherwise_than_one_by_one(tarix_guard *guard)
{
    enum { n = 20000, width = 24 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *many = tarix_vocab_new(arena), *single = tarix_vocab_new(arena);
    tarix_token *tokens = TARIX_ARRAY(arena, tarix_token, n);
    tarix_id *ids = TARIX_ARRAY(arena, tarix_id, n);
    char *text = tarix_arena_alloc(arena, n, width);
    uint64_t seed = 7;
    for (size_t i = 0; i < n; i++) {
        char *form = text + i * width;
        const int size =
            snprintf(form, width, "%zu-%zu", random_below(&seed, 50), random_below(&seed, 1 + i)) -
            (int)random_below(&seed, 3);
        tokens[i] = (tarix_token){.form = form,
            .size = (uint32_t)size,
            .kind = (uint8_t)random_below(&seed, 2),
            .reading = (uint8_t)random_below(&seed, 2)};
    }
    for (size_t done = 0, part = 0; done < n; done += part, part = (part * 3 + 1) % 500) {
        if (part > n - done) part = n - done;
        tarix_vocab_intern_tokens(many, tokens + done, part, UINT16_MAX, ids + done);
    }
    for (size_t i = 0; i < n; i++)
        assert_int_equal(ids[i],
            tarix_vocab_intern(single, tarix_token_form(&tokens[i]), tarix_token_tag(&tokens[i])));
    assert_int_equal(tarix_vocab_size(many), tarix_vocab_size(single));
}

static void tells_apart_what_differs_only_in_bits_not_asked_for(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *vocab = tarix_vocab_new(arena);
    static const char form[2 + TARIX_TOKEN_SLACK] = "at";
    const tarix_token tokens[] = {
        {.form = form, .size = 2, .kind = 1}, {.form = form, .size = 2, .reading = 2}};
    tarix_id ids[2];
    tarix_vocab_intern_tokens(vocab, tokens, 2, 0, ids);
    assert_int_equal(ids[0], ids[1]);
    assert_int_equal(tarix_vocab_tag(vocab, ids[0]), 0);
    tarix_vocab_intern_tokens(vocab, tokens, 2, 0xFF, ids);
    assert_int_equal(tarix_vocab_tag(vocab, ids[0]), 1);
    assert_int_equal(tarix_vocab_tag(vocab, ids[1]), 0);
    assert_int_equal(tarix_vocab_size(vocab), 2);
}

/* Keys of every length around those that are compared in another way, some of them turned. */
static void takes_a_turned_key_for_another(tarix_guard *guard)
{
    enum { n = 20000, width = 64 };
    static const uint16_t turns[] = {0, 0x20, 0x2001};
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *many = tarix_vocab_new(arena), *single = tarix_vocab_new(arena);
    tarix_token *tokens = TARIX_ARRAY(arena, tarix_token, n);
    tarix_id *ids = TARIX_ARRAY(arena, tarix_id, n);
    char *text = tarix_arena_alloc(arena, n, width);
    uint64_t seed = 5;
    for (size_t i = 0; i < n; i++) {
        char *form = text + i * width;
        const uint32_t size = 2 + (uint32_t)random_below(&seed, 40);
        for (size_t k = 0; k < size; k++)
            form[k] = k < 3 ? (char)('a' + random_below(&seed, 3)) : 'x';
        tokens[i] =
            (tarix_token){.form = form, .size = size, .turn = turns[random_below(&seed, 3)]};
    }
    tarix_vocab_intern_tokens(many, tokens, n, UINT16_MAX, ids);
    for (size_t i = 0; i < n; i++) {
        char room[width];
        const tarix_str key = turned_form(&tokens[i], room);
        assert_int_equal(ids[i], tarix_vocab_intern(single, key, 0));
        assert_true(tarix_str_equal(tarix_vocab_str(many, ids[i]), key));
    }
    assert_int_equal(tarix_vocab_size(many), tarix_vocab_size(single));
}

/* The sum of all counts, which are then none. */
static uint64_t take_by_sevens(tarix_vocab *vocab)
{
    tarix_id ids[7];
    uint64_t count[7], sum = 0;
    for (size_t n; (n = tarix_vocab_take_counts(vocab, 7, ids, count)) > 0;)
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(tarix_vocab_count(vocab, ids[i]), 0);
            sum += count[i];
        }
    assert_int_equal(tarix_vocab_met(vocab), 0);
    return sum;
}

static void counts_a_document_wrong(tarix_guard *guard)
{
    enum { n_words = 300, n = 5000, rounds = 4 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *vocab = tarix_vocab_new(arena);
    tarix_token *tokens = TARIX_ARRAY(arena, tarix_token, n);
    tarix_id *ids = TARIX_ARRAY(arena, tarix_id, n);
    char *text = tarix_arena_alloc(arena, n_words, 40);
    uint64_t seed = 3;
    for (size_t w = 0; w < n_words; w++) snprintf(text + 40 * w, 40, "%0*zu", 1 + (int)(w % 20), w);
    for (int round = 0; round < rounds; round++) {
        uint64_t count[n_words] = {0};
        size_t n_different = 0;
        for (size_t i = 0; i < n; i++) {
            const size_t w = random_below(&seed, 75 * (size_t)(round + 1));
            tokens[i] = (tarix_token){
                .form = text + 40 * w, .size = (uint32_t)strlen(text + 40 * w), .kind = (uint8_t)0};
            n_different += count[w]++ == 0;
        }
        tarix_vocab_forget(vocab);
        tarix_vocab_intern_tokens(vocab, tokens, n, UINT16_MAX, ids);
        assert_int_equal(tarix_vocab_met(vocab), n_different);
        for (size_t i = 0; i < n_different; i++) {
            const size_t w =
                (size_t)atoi(tarix_vocab_str(vocab, tarix_vocab_met_at(vocab, i)).data);
            assert_int_equal(tarix_vocab_count(vocab, tarix_vocab_met_at(vocab, i)), count[w]);
            count[w] = 0; /* each is met once */
        }
        if (round % 2) assert_int_equal(take_by_sevens(vocab), n);
    }
}

/* As a forged file may have them. What is interned makes a copy, in which each has its id still. */
static void looks_for_ids_of_stored_keys_that_stand_twice(tarix_guard *guard)
{
    enum { n = 20000, different = 100 };
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_vocab *vocab = tarix_vocab_new(arena);
    uint64_t *start = TARIX_ARRAY(arena, uint64_t, n + 1);
    char *text = tarix_arena_alloc(arena, n * 64 + TARIX_TOKEN_SLACK, 1), room[64];
    for (size_t i = 0; i < n; i++)
        start[i + 1] = start[i] + numbered(text + start[i], i % different).size + 1;
    const tarix_vocab_stored stored = {.start = start, .text = text, .n = n};
    const tarix_id last = n - 1;
    tarix_vocab_adopt(vocab, &stored);
    tarix_vocab_count_again(vocab, &last, 1);
    assert_int_equal(tarix_vocab_intern(vocab, TARIX_STR("söz"), 0), n);
    for (tarix_id id = 0; id < n; id++) {
        assert_true(tarix_str_equal(tarix_vocab_str(vocab, id), numbered(room, id % different)));
        assert_int_equal(tarix_vocab_count(vocab, id), id == last);
    }
    for (size_t i = 0; i < different; i++) {
        const tarix_id id = tarix_vocab_find(vocab, numbered(room, i), 0);
        assert_int_equal(id % different, i);
        assert_int_equal(tarix_vocab_intern(vocab, numbered(room, i), 0), id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(finds_nothing_in_an_empty_vocabulary),
        GUARDED(loses_none_of_a_million_keys_as_it_grows),
        GUARDED(lists_the_string_of_another_id),
        GUARDED(takes_homographs_of_two_tags_for_one),
        GUARDED(mixes_up_strings_of_some_length),
        GUARDED(keeps_the_callers_bytes_instead_of_a_copy),
        GUARDED(interns_many_tokens_otherwise_than_one_by_one),
        GUARDED(tells_apart_what_differs_only_in_bits_not_asked_for),
        GUARDED(takes_a_turned_key_for_another),
        GUARDED(counts_a_document_wrong),
        GUARDED(looks_for_ids_of_stored_keys_that_stand_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
