#include "analyzers/delta.h"
#include "analyzers/distances.h"
#include "analyzers/profiles.h"
#include "analyzers/rarefaction.h"
#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"

#include <math.h>

static double score(const char *name, const tarix_profiles *p)
{
    return tarix_measures_find(tarix_str_from(name))->of_profiles(p);
}

/* ---- documents of random corpora against counts by brute force ---- */

enum { most_documents = 16 };

typedef struct counts {
    uint64_t of[most_documents][frame_words], total[most_documents], all[frame_words];
} counts;

static counts count_all(const frame_corpus *c)
{
    counts n = {0};
    for (size_t i = 0; i < c->n; i++) {
        n.of[c->document[i]][c->word[i]]++;
        n.total[c->document[i]]++;
        n.all[c->word[i]]++;
    }
    return n;
}

/* Words in the order of the alphabet: baba dolma gedir qala sabah salam tuman. */
static const int by_alphabet[frame_words] = {2, 3, 1, 5, 6, 0, 4};

/* The commonest `most` words of all, equal ones by the alphabet. */
static size_t commonest(const counts *n, size_t most, int *words)
{
    size_t found = 0;
    for (uint64_t count = frame_most; count > 0; count--)
        for (int i = 0; i < frame_words; i++)
            if (n->all[by_alphabet[i]] == count && found < most) words[found++] = by_alphabet[i];
    return found;
}

static void check_pair(tarix_arena *arena, const frame_table *t, size_t row, const counts *n,
    size_t a, size_t b, size_t most, const double *z, size_t n_z)
{
    uint64_t f[frame_words], g[frame_words];
    size_t both = 0, a_only = 0, b_only = 0;
    for (int i = 0; i < frame_words; i++) {
        f[i] = n->of[a][by_alphabet[i]];
        g[i] = n->of[b][by_alphabet[i]];
        both += f[i] && g[i];
        a_only += f[i] && !g[i];
        b_only += !f[i] && g[i];
    }
    const tarix_profiles *p = tarix_profiles_new(arena, f, g, frame_words, most);
    assert_int_equal(frame_cell(t, row, "tokens_corpus")->count, n->total[a]);
    assert_int_equal(frame_cell(t, row, "tokens_other")->count, n->total[b]);
    assert_int_equal(frame_cell(t, row, "types_corpus")->count, both + a_only);
    assert_int_equal(frame_cell(t, row, "types_other")->count, both + b_only);
    assert_int_equal(frame_cell(t, row, "types_shared")->count, both);
    assert_int_equal(frame_cell(t, row, "types_corpus_only")->count, a_only);
    assert_int_equal(frame_cell(t, row, "types_other_only")->count, b_only);
    static const char *const names[] = {"cbdf", "spearman", "cosine", "jsd", "jaccard_types"};
    for (size_t i = 0; i < 5; i++)
        check_near(frame_cell(t, row, names[i])->real, score(names[i], p), 1e-12);
    check_near(frame_cell(t, row, "burrows_delta")->real,
        tarix_burrows_delta(z + a * n_z, z + b * n_z, n_z), 1e-10);
    check_near(frame_cell(t, row, "cosine_delta")->real,
        tarix_cosine_delta(z + a * n_z, z + b * n_z, n_z), 1e-9);
}

static void compares_documents_otherwise_than_by_brute_force(tarix_guard *guard)
{
    uint64_t seed = 51;
    for (size_t round = 0; round < 40; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const size_t n_documents = 5 + round % 9, most = round % 3 ? 4 : 0;
        const frame_corpus c = frame_random(arena, &seed, n_documents, 10, false);
        const char *settings = most ? "by=document layer=fold words=4 halves=0"
                                    : "by=document layer=fold words=0 halves=0";
        const frame_table t = frame_run(arena, &tarix_compare, settings, tarix_str_from(c.folder));
        const counts n = count_all(&c);
        int words[frame_words];
        const size_t n_z = commonest(&n, most ? most : frame_words, words);
        double z[most_documents * frame_words];
        for (size_t d = 0; d < n_documents; d++)
            for (size_t w = 0; w < n_z; w++)
                z[d * n_z + w] = (double)n.of[d][words[w]] / (double)n.total[d];
        tarix_delta_scores(z, n_documents, n_z);
        size_t row = 0;
        for (size_t a = 0; a < n_documents; a++)
            for (size_t b = a + 1; b < n_documents; b++)
                check_pair(arena, &t, row++, &n, a, b, most, z, n_z);
        assert_int_equal(t.n_rows, row);
        tarix_arena_free(arena);
    }
}

/* ---- halves ---- */

static const char *const six[] = {"Qala qala dolma tuman.", "Qala dolma baba.",
    "Salam dolma sabah sabah.", "Qala tuman.", "Baba qala qala salam.", "Sabah dolma."};

static tarix_str write_six(tarix_arena *arena)
{
    const char *folder = folder_in(arena);
    for (size_t i = 0; i < 6; i++)
        folder_file(
            arena, folder, tarix_arena_format(arena, "%zu.txt", i).data, tarix_str_from(six[i]));
    folder_file(
        arena, folder, "metadata.csv", TARIX_STR("document,side\n0,a\n1,a\n2,a\n3,a\n4,a\n5,a\n"));
    return tarix_str_from(folder);
}

static void add_text(uint64_t *count, const char *text)
{
    for (int w = 0; w < frame_words; w++)
        for (const char *at = text; *at; at++)
            if (strncmp(at + 1, frame_word[w] + 1, strlen(frame_word[w]) - 1) == 0 &&
                (*at | 0x20) == *frame_word[w])
                count[w]++;
}

/* The 20 ways to put three of six documents into one half are equally likely. */
static void halves_otherwise_than_by_chance(tarix_guard *guard)
{
    enum { n_draws = 4000 };
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str folder = write_six(arena), inputs[] = {folder, folder};
    double sum = 0, squares = 0;
    size_t n = 0;
    for (unsigned mask = 0; mask < 64; mask++) {
        uint64_t f[frame_words] = {0}, g[frame_words] = {0};
        if (__builtin_popcount(mask) != 3) continue;
        for (unsigned d = 0; d < 6; d++) add_text(mask >> d & 1 ? f : g, six[d]);
        const double jsd = score("jsd", tarix_profiles_new(arena, f, g, frame_words, 0));
        sum += jsd;
        squares += jsd * jsd;
        n++;
    }
    assert_int_equal(n, 20);
    const double mean = sum / 20, error = sqrt((squares / 20 - mean * mean) / n_draws);
    frame_table t;
    tarix_job job;
    assert_int_equal(frame_try_inputs(arena, &tarix_compare, "layer=fold words=0 halves=4000",
                         inputs, 2, &t, &job, NULL),
        TARIX_OK);
    const double ours = frame_cell(&t, 0, "jsd_halves_corpus")->real;
    assert_true(fabs(ours - mean) < 4 * error);
    assert_true(ours != mean);
    check_near(
        frame_cell(&t, 0, "jsd_halves_other")->real, ours, 0); /* whatever the corpus is named */
}

/* ---- equal, empty and lone corpora ---- */

static void parts_what_is_equal(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str folder = write_six(arena), inputs[] = {folder, folder};
    static const char *const distances[] = {"cbdf", "jsd", "burrows_delta", "cosine_delta"};
    static const char *const likenesses[] = {"spearman", "cosine", "jaccard_types"};
    frame_table t;
    tarix_job job;
    assert_int_equal(
        frame_try_inputs(arena, &tarix_compare, "layer=fold", inputs, 2, &t, &job, NULL), TARIX_OK);
    assert_int_equal(t.n_rows, 1);
    for (size_t i = 0; i < 4; i++) assert_true(frame_cell(&t, 0, distances[i])->real == 0);
    for (size_t i = 0; i < 3; i++) assert_true(frame_cell(&t, 0, likenesses[i])->real == 1);
    assert_int_equal(frame_cell(&t, 0, "types_corpus_only")->count, 0);
    assert_true(tarix_str_ends(frame_cell(&t, 0, "other")->text, TARIX_STR(" (2)")));
    check_near(frame_cell(&t, 0, "matched_types_corpus")->real,
        (double)frame_cell(&t, 0, "types_corpus")->count, 1e-14);
    for (size_t i = 0; i < 3; i++) {
        const tarix_str settings = tarix_arena_format(arena, "layer=fold matrix=%s", likenesses[i]);
        assert_int_equal(
            frame_try_inputs(arena, &tarix_compare, settings.data, inputs, 2, &t, &job, NULL),
            TARIX_OK);
        for (size_t k = 0; k < 2; k++)
            for (size_t j = 1; j < 3; j++) assert_true(t.cells[k * 3 + j].real == 0);
    }
}

static void compares_with_nothing(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str inputs[] = {write_six(arena), folder_lone_file(arena, TARIX_STR(""))};
    frame_table t;
    tarix_job job;
    assert_int_equal(
        frame_try_inputs(arena, &tarix_compare, "layer=fold", inputs, 2, &t, &job, NULL), TARIX_OK);
    assert_int_equal(frame_cell(&t, 0, "tokens_other")->count, 0);
    assert_true(frame_cell(&t, 0, "jaccard_types")->real == 0);
    assert_true(isnan(frame_cell(&t, 0, "jsd")->real));
    assert_true(isnan(frame_cell(&t, 0, "burrows_delta")->real));
    assert_true(isnan(frame_cell(&t, 0, "jsd_halves_other")->real));
    assert_true(frame_cell(&t, 0, "matched_types_corpus")->real == 0);
    const char *const settings[] = {"layer=fold coordinates=ca", "layer=fold coordinates=pca"};
    for (size_t i = 0; i < 2; i++) { /* one corpus is left: a point without axes */
        assert_int_equal(
            frame_try_inputs(arena, &tarix_compare, settings[i], inputs, 2, &t, &job, NULL),
            TARIX_OK);
        assert_int_equal(t.n_rows, 2 + 1 + 6);
        assert_true(isnan(frame_cell(&t, 2, "dim_1")->real));
    }
    const frame_table one = frame_run(arena, &tarix_compare, "by=side layer=fold", inputs[0]);
    assert_int_equal(one.n_rows, 0);
    const frame_table none = frame_run(arena, &tarix_compare, "by=document", inputs[1]);
    assert_int_equal(none.n_rows, 0);
    assert_int_equal(
        frame_run(arena, &tarix_compare, "by=document coordinates=ca", inputs[1]).n_rows, 2);
}

/* ---- matrix and coordinates ---- */

static void writes_another_matrix_than_pairs(tarix_guard *guard)
{
    static const char *const likenesses[] = {"spearman", "cosine", "jaccard_types"};
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str folder = write_six(arena);
    const frame_table pairs = frame_run(arena, &tarix_compare, "by=document layer=fold", folder);
    static const char *const names[] = {
        "cbdf", "spearman", "cosine", "jsd", "burrows_delta", "cosine_delta", "jaccard_types"};
    for (size_t m = 0; m < 7; m++) {
        bool likeness = false;
        for (size_t i = 0; i < 3; i++) likeness |= strcmp(names[m], likenesses[i]) == 0;
        const tarix_str settings =
            tarix_arena_format(arena, "by=document layer=fold matrix=%s", names[m]);
        const frame_table t = frame_run(arena, &tarix_compare, settings.data, folder);
        assert_int_equal(t.n_rows, 6);
        assert_int_equal(t.n_columns, 7);
        for (size_t i = 0, row = 0; i < 6; i++) {
            assert_true(t.cells[i * 7 + 1 + i].real == 0);
            check_str(t.cells[i * 7].text, t.columns[1 + i].name);
            for (size_t j = i + 1; j < 6; j++, row++) {
                const double value = frame_cell(&pairs, row, names[m])->real;
                check_near(t.cells[i * 7 + 1 + j].real, likeness ? 1 - value : value, 1e-15);
                check_near(t.cells[j * 7 + 1 + i].real, t.cells[i * 7 + 1 + j].real, 0);
            }
        }
    }
}

static void puts_points_elsewhere(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_table t = frame_run(
        arena, &tarix_compare, "by=document layer=fold coordinates=ca axes=5", write_six(arena));
    assert_int_equal(t.n_rows, 2 + 6 + 6); /* axes, documents, words */
    double share = 0;
    for (size_t k = 0; k < 5; k++) share += t.cells[t.n_columns + 4 + k].real;
    check_near(share, 100, 1e-12);
    for (size_t row = 2; row < t.n_rows; row++)
        check_near(frame_cell(&t, row, "quality")->real, 1, 1e-12); /* all axes are shown */
    uint64_t documents = 0, words = 0;
    for (size_t row = 2; row < 8; row++) {
        documents += frame_cell(&t, row, "count")->count;
        words += frame_cell(&t, row + 6, "count")->count;
    }
    assert_int_equal(documents, 19);
    assert_int_equal(words, 19);
}

/* ---- */

/* R 4.2: sum(1 - dhyper(0, f, sum(f) - f, n)). */
static void expects_other_types_in_fewer_tokens(tarix_guard *guard)
{
    static const uint64_t few[] = {12, 1, 7, 3, 7, 1, 1},
                          many[] = {50000, 1, 300, 40, 12000, 40, 1};
    tarix_arena *arena = tarix_arena_new(guard);
    check_near(tarix_rarefied_types(arena, few, 7, 1), 1, 1e-14);
    check_near(tarix_rarefied_types(arena, few, 7, 5), 3.27437231844907, 1e-13);
    check_near(tarix_rarefied_types(arena, few, 7, 20), 5.83017454849321, 1e-13);
    check_near(tarix_rarefied_types(arena, few, 7, 31), 6.90625, 1e-14);
    check_near(tarix_rarefied_types(arena, few, 7, 32), 7, 0);
    check_near(tarix_rarefied_types(arena, few, 7, 33), NAN, 0);
    check_near(tarix_rarefied_types(arena, few, 7, 0), 0, 0);
    check_near(tarix_rarefied_types(arena, NULL, 0, 0), 0, 0);
    check_near(tarix_rarefied_types(arena, many, 7, 1000), 3.97667075406864, 1e-12);
}

static void takes_settings_that_mean_nothing(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"layer=fold", TARIX_USAGE, "--by document"},
        {"by=sied", TARIX_USAGE, "'side'"}, {"by=side matrix=ll", TARIX_USAGE, "'ll'"},
        {"by=side matrix=jsd,cbdf", TARIX_USAGE, "jaccard_types"},
        {"by=side matrix=jsd coordinates=ca", TARIX_USAGE, "exclude"},
        {"by=side matrix=jsd measures=cbdf", TARIX_USAGE, "--measures"},
        {"by=side coordinates=mds", TARIX_USAGE, "ca"}, {"by=side axes=0", TARIX_USAGE, "axes"},
        {NULL, TARIX_OK, NULL}};
    tarix_arena *arena = tarix_arena_new(guard);
    frame_check_refused(arena, &tarix_compare, rows, write_six(arena));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARDED(compares_documents_otherwise_than_by_brute_force),
        GUARDED(halves_otherwise_than_by_chance),
        GUARDED(parts_what_is_equal),
        GUARDED(compares_with_nothing),
        GUARDED(writes_another_matrix_than_pairs),
        GUARDED(puts_points_elsewhere),
        GUARDED(expects_other_types_in_fewer_tokens),
        GUARDED(takes_settings_that_mean_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
