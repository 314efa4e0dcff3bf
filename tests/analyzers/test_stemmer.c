#include "analyzers/stemmer.h"

#include "base/utf8.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/corpus/lexicons.h"

static tarix_stemmer *open_stemmer(tarix_arena *arena, const char *language)
{
    tarix_stemmer *stemmer = NULL;
    tarix_error err = {0};
    if (tarix_stemmer_open_in(arena, lexicons_in(arena), language, &stemmer, &err) != TARIX_OK)
        fail_msg("%s", err.message);
    return stemmer;
}

static void check_stems(tarix_arena *arena, const char *language, const char *const (*pairs)[2])
{
    tarix_stemmer *stemmer = open_stemmer(arena, language);
    for (; (*pairs)[0]; pairs++)
        check_str(tarix_stemmer_stem(stemmer, tarix_str_from((*pairs)[0])), (*pairs)[1]);
}

/* Plural, possessive and case come off, singly and in their order: by the grammar. */
static void leaves_an_ending_on(tarix_guard *guard)
{
    static const char *const pairs[][2] = {{"kitablarımızdan", "kitab"}, {"kitab", "kitab"},
        {"şəhərlərdə", "şəhər"}, {"dövlətin", "dövlət"}, {"dövlətləri", "dövlət"},
        {"xalqın", "xalq"}, {"müharibənin", "müharibə"}, {"tarixdə", "tarix"}, {NULL, NULL}};
    check_stems(tarix_arena_new(guard), "az", pairs);
}

/* From the sample vocabularies at snowballstem.org. */
static void stems_otherwise_than_snowball(tarix_guard *guard)
{
    static const char *const english[][2] = {{"consistently", "consist"}, {"consisted", "consist"},
        {"knights", "knight"}, {"knocking", "knock"}, {NULL, NULL}};
    static const char *const russian[][2] = {{"вагонов", "вагон"}, {"вагоне", "вагон"},
        {"важнейшие", "важн"}, {"падают", "пада"}, {NULL, NULL}};
    tarix_arena *arena = tarix_arena_new(guard);
    check_stems(arena, "en", english);
    check_stems(arena, "ru", russian);
    check_stems(arena, "russian", russian);
}

/* Roots with any endings, endings alone, and letters in any order. */
static size_t random_word(uint64_t *seed, char *out)
{
    static const char *const pieces[] = {"kitab", "ev", "su", "şəhər", "lar", "lər", "ımız", "ı",
        "sı", "nın", "da", "dan", "dakı", "dır", "mı", "-", "a", "ə", "n", "ü", "o", "я", "1"};
    size_t size = 0;
    for (size_t n = 1 + random_below(seed, 7); n > 0; n--) {
        const char *piece = pieces[random_below(seed, sizeof pieces / sizeof *pieces)];
        memcpy(out + size, piece, strlen(piece));
        size += strlen(piece);
    }
    return size;
}

static void makes_an_empty_or_longer_stem(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_stemmer *stemmer = open_stemmer(arena, "az");
    char room[128];
    uint64_t seed = 61;
    for (size_t i = 0; i < 100000; i++) {
        const tarix_str word = {room, random_word(&seed, room)};
        const tarix_str stem = tarix_stemmer_stem(stemmer, word);
        assert_true(stem.size > 0 && stem.size <= word.size);
        assert_true(tarix_str_starts(word, stem));
        assert_true(stem.size == word.size || ((unsigned char)stem.data[stem.size] & 0xC0) != 0x80);
        assert_true(tarix_str_equal(stem, tarix_stemmer_stem(stemmer, word)));
        if (i % 100) continue;
        const tarix_mark mark = tarix_arena_mark(arena);
        const tarix_str path = tarix_stemmer_explain(stemmer, arena, word);
        assert_true(tarix_str_starts(path, stem));
        assert_true((path.size == stem.size) == (stem.size == word.size));
        tarix_arena_restore(arena, mark);
    }
    assert_int_equal(tarix_stemmer_stem(stemmer, TARIX_STR("")).size, 0);
}

static void takes_a_language_that_nobody_knows(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_stemmer *stemmer = NULL;
    tarix_error err = {0};
    const tarix_lexicons *lexicons = lexicons_in(arena);
    assert_int_equal(tarix_stemmer_open(lexicons, "az", &stemmer, NULL), TARIX_OK);
    check_str(tarix_stemmer_stem(stemmer, TARIX_STR("kitablar")), "kitab");
    tarix_stemmer_free(stemmer);
    tarix_stemmer_free(NULL);
    stemmer = NULL;
    assert_int_equal(tarix_stemmer_open(lexicons, "klingon", &stemmer, &err), TARIX_USAGE);
    assert_null(stemmer);
    assert_non_null(strstr(err.message, "klingon"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(leaves_an_ending_on),
        GUARDED(stems_otherwise_than_snowball),
        GUARDED(makes_an_empty_or_longer_stem),
        GUARDED(takes_a_language_that_nobody_knows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
