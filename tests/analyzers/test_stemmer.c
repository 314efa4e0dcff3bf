#include "analyzers/snowball.h"
#include "analyzers/stemmer.h"

#include "base/utf8.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"
#include "tests/corpus/lexicons.h"
#include "tests/golden.h"

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

/* Forms of one word have one stem, whatever harmony, buffers and softening make of them. */
static void parts_the_forms_of_a_word(tarix_guard *guard)
{
    static const char *const groups[][6] = {
        {"kitab", "kitabı", "kitabın", "kitablar", "kitablarımızdan", "kitabdır"},
        {"ölkə", "ölkənin", "ölkəyə", "ölkələrdəki", "ölkəsindən", "ölkəmizdə"},
        {"torpaq", "torpağı", "torpağın", "torpaqlar", "torpaqlarımızın", "torpaqda"},
        {"kömək", "köməyi", "köməyinə", "köməklər", "köməkdən", "köməklə"},
        {"yaratmaq", "yaradıb", "yaratmaqda", "yaratdı", "yaratdıq", "yaratmışdır"},
        {"bax", "baxdı", "baxardım", "baxar", "baxırlar", "baxmışdı"},
        {"dəftər", "dəftəri", "dəftərlər", "dəftərdə", "dəftərin", "dəftərimizdən"},
        {"qala", "qalanın", "qalası", "qalalar", "qalaya", "qalada"},
        {"evdə", "evlər", "evlərinə", "evlərdən", "evdən", "evlərin"},
        {"o", "onun", "ona", "ondan", "onlar", "onlarla"},
        {"bu", "bunu", "buna", "bunların", "bunlarla", "budur"}};
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_stemmer *stemmer = open_stemmer(arena, "az");
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        const tarix_str first =
            tarix_arena_str(arena, tarix_stemmer_stem(stemmer, tarix_str_from(groups[i][0])));
        for (size_t j = 0; j < 6; j++)
            check_str(tarix_stemmer_stem(stemmer, tarix_str_from(groups[i][j])), first.data);
        for (size_t k = 0; k < i; k++)
            assert_false(
                tarix_str_equal(first, tarix_stemmer_stem(stemmer, tarix_str_from(groups[k][0]))));
    }
}

typedef struct grouped {
    tarix_str stem, lemma;
} grouped;

static uint64_t pairs_of(uint64_t n)
{
    return n * (n - 1) / 2;
}

/* What stands in no paradigm is no form of the word that it looks like. */
static void takes_a_word_for_a_form_of_what_it_looks_like(tarix_guard *guard)
{
    static const char *const pairs[][2] = {{"üçün", "üç"}, {"həmin", "həm"}, {"görə", "gördü"},
        {"tərəfindən", "tərəfdən"}, {"onun", "onluq"}, {"bəzən", "bəziləri"},
        {"yenidən", "yenilər"}, {"illərlə", "illər"}, {"haqqında", "haqqı"}, {"hərə", "hər"},
        {"qalası", "qaldı"}, {"göstərdi", "göstəriş"}, {"tələbələr", "tələblər"}, {"oyunu", "oydu"},
        {"çıxardı", "çıxdı"}};
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_stemmer *stemmer = open_stemmer(arena, "az");
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const tarix_str stem =
            tarix_arena_str(arena, tarix_stemmer_stem(stemmer, tarix_str_from(pairs[i][0])));
        if (tarix_str_equal(stem, tarix_stemmer_stem(stemmer, tarix_str_from(pairs[i][1]))))
            fail_msg("%s and %s are one stem", pairs[i][0], pairs[i][1]);
    }
}

typedef struct shares {
    size_t n;
    double precision, recall;
} shares;

/* Over the pairs of the forms of a list: of those with one stem, how many have one lemma, and the
 * reverse. */
static shares stem_list(tarix_arena *arena, const char *name, const char *columns)
{
    enum { most = 8000 };
    tarix_stemmer *stemmer = open_stemmer(arena, "az");
    grouped *forms = TARIX_ARRAY(arena, grouped, most);
    tarix_tsv rows = golden_open(arena, name, columns);
    uint64_t n = 0, one_stem = 0, one_lemma = 0, both = 0;
    for (; golden_next(&rows) && n < most; n++)
        forms[n] = (grouped){
            tarix_arena_str(arena, tarix_stemmer_stem(stemmer, rows.cells[0])), rows.cells[1]};
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            const bool same_stem = tarix_str_equal(forms[i].stem, forms[j].stem);
            const bool same_lemma = tarix_str_equal(forms[i].lemma, forms[j].lemma);
            one_stem += same_stem;
            one_lemma += same_lemma;
            both += same_stem && same_lemma;
        }
    assert_true(one_lemma > 0 && pairs_of(n) > one_lemma && one_stem > 0);
    const shares s = {n, (double)both / (double)one_stem, (double)both / (double)one_lemma};
    print_message("%s: precision %.3f, recall %.3f of %llu pairs\n", name, s.precision, s.recall,
        (unsigned long long)one_lemma);
    return s;
}

/* The list is full of traps, so that prose does better. */
static void groups_words_otherwise_than_a_dictionary(tarix_guard *guard)
{
    const shares s =
        stem_list(tarix_arena_new(guard), "lemma.tsv", "form\tlemma\taccept\tpos\twhy");
    assert_true(s.n >= 1500 && s.precision >= 0.945 && s.recall >= 0.90);
}

/* All words of prose.txt: news, law, science, letters, tales, sport, a recipe. */
static void groups_words_of_prose_otherwise(tarix_guard *guard)
{
    const shares s = stem_list(tarix_arena_new(guard), "prose.tsv", "form\tlemma\twhy");
    assert_true(s.n >= 400 && s.precision >= 0.90 && s.recall >= 0.84);
}

/* Pairs by hand, full of what a rule cannot tell; the shares may only grow. */
static void takes_pairs_for_what_they_are_not(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_stemmer *stemmer = open_stemmer(arena, "az");
    tarix_tsv rows = golden_open(arena, "stem.tsv", "form\tother\tverdict\twhy");
    size_t n[2] = {0}, n_right[2] = {0};
    while (golden_next(&rows)) {
        const bool same = tarix_str_equal(rows.cells[2], TARIX_STR("same"));
        assert_true(same || tarix_str_equal(rows.cells[2], TARIX_STR("differs")));
        const tarix_str stem = tarix_arena_str(arena, tarix_stemmer_stem(stemmer, rows.cells[0]));
        n[same]++;
        n_right[same] += tarix_str_equal(stem, tarix_stemmer_stem(stemmer, rows.cells[1])) == same;
    }
    print_message(
        "the same: %zu of %zu, different: %zu of %zu\n", n_right[1], n[1], n_right[0], n[0]);
    assert_true(n[0] >= 200 && n[1] >= 500);
    assert_true((double)n_right[1] >= 0.78 * (double)n[1]);
    assert_true((double)n_right[0] >= 0.91 * (double)n[0]);
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
    size_t bad = 0, n_changed = 0; /* stems with a stem of their own */
    for (size_t i = 0; i < 100000; i++) {
        const tarix_str word = {room, random_word(&seed, room)};
        const tarix_str stem = tarix_stemmer_stem(stemmer, word);
        assert_true(stem.size > 0 && stem.size <= word.size);
        for (size_t at = 0, width = 0; at < stem.size; at += width)
            assert_true((width = tarix_utf8_check((const unsigned char *)stem.data + at,
                             (const unsigned char *)stem.data + stem.size, &bad)) > 0);
        const tarix_mark mark = tarix_arena_mark(arena);
        const tarix_str copy = tarix_arena_str(arena, stem);
        assert_true(tarix_str_equal(copy, tarix_stemmer_stem(stemmer, word)));
        n_changed += !tarix_str_equal(copy, tarix_stemmer_stem(stemmer, copy));
        if (i % 100 == 0) assert_true(tarix_stemmer_explain(stemmer, arena, word).size > 0);
        tarix_arena_restore(arena, mark);
    }
    assert_int_equal(tarix_stemmer_stem(stemmer, TARIX_STR("")).size, 0);
    print_message("%zu of 100000 stems are not stable\n", n_changed);
    assert_true(n_changed < 30000); /* may only be made less */
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

static void check_snowball(tarix_sb_stemmer *stemmer, const char *word, const char *stem)
{
    const tarix_sb_symbol *found =
        tarix_sb_stemmer_stem(stemmer, (const tarix_sb_symbol *)word, (int)strlen(word));
    const tarix_str text = {(const char *)found, (size_t)tarix_sb_stemmer_length(stemmer)};
    check_str(text, stem);
}

static void differs_in_the_interface_of_libstemmer(tarix_guard *guard)
{
    (void)guard;
    tarix_sb_stemmer *az = tarix_sb_stemmer_new("azerbaijani", "UTF_8");
    tarix_sb_stemmer *english = tarix_sb_stemmer_new("english", NULL);
    assert_non_null(az);
    assert_non_null(english);
    check_snowball(az, "kitablarımızdan", "kitab");
    check_snowball(az, "", "");
    check_snowball(english, "consistently", "consist");
    tarix_sb_stemmer_delete(az);
    tarix_sb_stemmer_delete(english);
    tarix_sb_stemmer_delete(NULL);
    assert_null(tarix_sb_stemmer_new("klingon", NULL));
    assert_null(tarix_sb_stemmer_new("az", "KOI8_R"));
    assert_null(tarix_sb_stemmer_new(NULL, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(parts_the_forms_of_a_word),
        GUARDED(takes_a_word_for_a_form_of_what_it_looks_like),
        GUARDED(takes_pairs_for_what_they_are_not),
        GUARDED(groups_words_otherwise_than_a_dictionary),
        GUARDED(groups_words_of_prose_otherwise),
        GUARDED(stems_otherwise_than_snowball),
        GUARDED(makes_an_empty_or_longer_stem),
        GUARDED(differs_in_the_interface_of_libstemmer),
        GUARDED(takes_a_language_that_nobody_knows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
