#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <math.h>

enum { window, word, sentence };

typedef struct rules {
    int margins, left, right;
    bool by_document, stops; /* the last word of the list is a stop word */
    unsigned min_pair;
} rules;

typedef struct counts {
    uint64_t o11, r1, c1, n, left, right, docs;
} counts;

static bool is_listed(const rules *r, int w)
{
    return !(r->stops && w == frame_words - 1);
}

static bool same_unit(const frame_corpus *c, const rules *r, size_t i, size_t j)
{
    return r->by_document ? c->document[i] == c->document[j] : c->sentence[i] == c->sentence[j];
}

/* Whether place j stands in the window of place i: -1 left of it, 1 right, 0 not. */
static int side(const frame_corpus *c, const rules *r, size_t i, size_t j)
{
    if (i == j || !same_unit(c, r, i, j)) return 0;
    if (j < i) return i - j <= (size_t)r->left ? -1 : 0;
    return j - i <= (size_t)r->right ? 1 : 0;
}

static uint64_t documents_of(const bool *seen, size_t n)
{
    uint64_t docs = 0;
    for (size_t d = 0; d < n; d++) docs += seen[d];
    return docs;
}

/* Straight from the definition: every place against every place. */
static counts in_windows(const frame_corpus *c, const rules *r, int node, int collocate)
{
    counts k = {.c1 = frame_count(c, collocate)};
    bool seen[16] = {false};
    for (size_t j = 0; j < c->n; j++) {
        bool inside = false;
        for (size_t i = 0; i < c->n; i++) {
            const int s = c->word[i] == node && c->word[j] != node ? side(c, r, i, j) : 0;
            inside |= s != 0;
            if (c->word[j] != collocate) continue;
            k.left += s < 0;
            k.right += s > 0;
            seen[c->document[j]] |= s != 0;
        }
        k.r1 += inside;
        k.o11 += inside && c->word[j] == collocate;
    }
    k.docs = documents_of(seen, c->n_documents);
    k.n = r->margins == word ? c->n : c->n - frame_count(c, node);
    if (r->margins == word) k.r1 = frame_count(c, node);
    return k;
}

static counts in_sentences(const frame_corpus *c, int node, int collocate)
{
    counts k = {.n = c->n_sentences, .left = TARIX_NO_COUNT, .right = TARIX_NO_COUNT};
    bool seen[16] = {false};
    for (size_t s = 0; s < c->n_sentences; s++) {
        bool has_node = false, has_collocate = false;
        int document = 0;
        for (size_t i = 0; i < c->n; i++) {
            if (c->sentence[i] != (int)s) continue;
            has_node |= c->word[i] == node;
            has_collocate |= c->word[i] == collocate;
            document = c->document[i];
        }
        k.r1 += has_node;
        k.c1 += has_collocate;
        k.o11 += has_node && has_collocate;
        seen[document] |= has_node && has_collocate;
    }
    k.docs = documents_of(seen, c->n_documents);
    return k;
}

static void check_row(const frame_table *t, size_t row, const counts *k, const frame_corpus *c,
    int node, int collocate)
{
    assert_int_equal(frame_cell(t, row, "o11")->count, k->o11);
    assert_int_equal(frame_cell(t, row, "r1")->count, k->r1);
    assert_int_equal(frame_cell(t, row, "c1")->count, k->c1);
    assert_int_equal(frame_cell(t, row, "n")->count, k->n);
    assert_int_equal(frame_cell(t, row, "left")->count, k->left);
    assert_int_equal(frame_cell(t, row, "right")->count, k->right);
    assert_int_equal(frame_cell(t, row, "docs")->count, k->docs);
    assert_int_equal(frame_cell(t, row, "f_node")->count, frame_count(c, node));
    assert_int_equal(frame_cell(t, row, "f_collocate")->count, frame_count(c, collocate));
    check_near(
        frame_cell(t, row, "e11")->real, (double)k->r1 * (double)k->c1 / (double)k->n, 1e-14);
}

static size_t row_of(const frame_table *t, int node, int collocate)
{
    size_t row = 0;
    for (; row < t->n_rows; row++)
        if (tarix_str_equal(frame_cell(t, row, "node")->text, tarix_str_from(frame_word[node])) &&
            tarix_str_equal(
                frame_cell(t, row, "collocate")->text, tarix_str_from(frame_word[collocate])))
            break;
    return row;
}

static void check_pairs(const frame_table *t, const frame_corpus *c, const rules *r)
{
    size_t n = 0;
    for (int a = 0; a < frame_words; a++)
        for (int b = 0; b < frame_words; b++) {
            if (a == b || !is_listed(r, a) || !is_listed(r, b)) continue;
            const counts k =
                r->margins == sentence ? in_sentences(c, a, b) : in_windows(c, r, a, b);
            if (k.o11 < r->min_pair) continue;
            const size_t row = row_of(t, a, b);
            if (row == t->n_rows) fail_msg("no row %s %s", frame_word[a], frame_word[b]);
            check_row(t, row, &k, c, a, b);
            n++;
        }
    assert_int_equal(t->n_rows, n);
}

static void compare(tarix_guard *guard, const rules *r, uint64_t *seed)
{
    static const char *const margins[] = {"window", "word", "sentence"};
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_corpus c = frame_random(arena, seed, 1 + random_below(seed, 4), 9, false);
    tarix_str settings = tarix_arena_format(
        arena, "layer=fold measures=none margins=%s min-pair=%u", margins[r->margins], r->min_pair);
    if (r->margins != sentence)
        settings = tarix_arena_format(arena, "%s window=%d,%d within=%s", settings.data, r->left,
            r->right, r->by_document ? "document" : "sentence");
    if (r->stops) {
        const tarix_str list = folder_file(arena, folder_in(arena), "stop",
            tarix_arena_format(arena, "# qeyd\n%s\n", frame_word[frame_words - 1]));
        settings = tarix_arena_format(arena, "%s stopwords=%s", settings.data, list.data);
    }
    const frame_table t = frame_run(arena, &tarix_colloc, settings.data, tarix_str_from(c.folder));
    check_pairs(&t, &c, r);
    tarix_arena_free(arena);
}

static void counts_otherwise_than_the_definition_in_windows(tarix_guard *guard)
{
    uint64_t seed = 11;
    for (int round = 0; round < 2; round++)
        for (int width = 1; width < 16; width++)
            for (int kind = 0; kind < 8; kind++) {
                const rules r = {.margins = kind & 1 ? word : window,
                    .left = width / 4,
                    .right = width % 4,
                    .by_document = kind & 2,
                    .stops = kind & 4,
                    .min_pair = 1 + (unsigned)round};
                compare(guard, &r, &seed);
            }
}

static void counts_otherwise_than_the_definition_in_sentences(tarix_guard *guard)
{
    uint64_t seed = 12;
    for (unsigned round = 0; round < 40; round++) {
        const rules r = {.margins = sentence, .stops = round % 2, .min_pair = 1 + round % 3};
        compare(guard, &r, &seed);
    }
}

static void lists_other_nodes_than_were_asked_for(tarix_guard *guard)
{
    const char *text = "Baba dolma salam baba dolma. Salam dolma.";
    frame_table t =
        frame_text(guard, &tarix_colloc, "layer=fold node=BABA,yoxdur node=baba min-pair=1", text);
    assert_int_equal(t.n_rows, 2);
    for (size_t i = 0; i < t.n_rows; i++) check_str(frame_cell(&t, i, "node")->text, "baba");
    t = frame_text(guard, &tarix_colloc, "layer=fold min-pair=1 top-per-node=1", text);
    assert_int_equal(t.n_rows, 3);
    t = frame_text(guard, &tarix_colloc, "layer=fold min-pair=1", "");
    assert_int_equal(t.n_rows, 0);
    t = frame_text(guard, &tarix_colloc, "layer=form node=baba min-pair=1 window=1,1", text);
    assert_int_equal(t.n_rows, 2);
    t = frame_text(
        guard, &tarix_colloc, "layer=fold node=qala min-pair=2 window=3,3", "Salam qala salam.");
    assert_int_equal(t.n_rows, 1);
    t = frame_text(guard, &tarix_colloc, "layer=fold min-pair=2 window=3,3", "Salam qala salam.");
    assert_int_equal(t.n_rows, 1);
}

/* Equal scores and counts: by the alphabet, where ç stands before d and x before q. */
static void orders_equal_collocates_by_chance(tarix_guard *guard)
{
    const frame_table t = frame_text(guard, &tarix_colloc, "layer=fold node=baba min-pair=1",
        "Xurma qala dolma baba çadra tuman əmtəə.");
    static const char *const order[] = {"çadra", "dolma", "əmtəə", "xurma", "qala", "tuman"};
    assert_int_equal(t.n_rows, 6);
    for (size_t i = 0; i < 6; i++) check_str(frame_cell(&t, i, "collocate")->text, order[i]);
}

/* o11 = 2 > r1 = 1: mi and t need no other cell, ll and log_ratio do. */
static void scores_cells_that_form_no_table(tarix_guard *guard)
{
    const frame_table t = frame_text(guard, &tarix_colloc,
        "layer=fold margins=word node=baba min-pair=1 "
        "measures=mi,t,log_dice,ll,ll_log10_p,log_ratio",
        "Dolma baba dolma. Salam tuman.");
    assert_int_equal(t.n_rows, 1);
    check_near(frame_cell(&t, 0, "mi")->real, log2(2 / (1.0 * 2 / 5)), 1e-14);
    check_near(frame_cell(&t, 0, "t")->real, (2 - 1.0 * 2 / 5) / sqrt(2), 1e-14);
    check_near(frame_cell(&t, 0, "log_dice")->real, 14 + log2(2.0 * 1 / 3), 1e-14);
    check_near(frame_cell(&t, 0, "ll")->real, NAN, 0);
    check_near(frame_cell(&t, 0, "ll_log10_p")->real, NAN, 0);
    check_near(frame_cell(&t, 0, "log_ratio")->real, NAN, 0);
}

/* Each of the three words with each of the two others, met or not. */
static void forgets_tests_that_are_not_listed(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str path =
        folder_lone_file(arena, TARIX_STR("Baba dolma. Baba dolma. Salam salam."));
    frame_table t;
    tarix_job job;
    static const char *const settings[] = {
        "layer=fold min-pair=2", "layer=fold min-pair=9", "layer=fold min-pair=2 node=baba"};
    static const uint64_t expected[] = {6, 6, 2};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(
            frame_try(arena, &tarix_colloc, settings[i], path, &t, &job, NULL), TARIX_OK);
        assert_int_equal(frame_fact(&job, "tests"), expected[i]);
    }
    assert_int_equal(t.n_rows, 1);
    check_near(
        frame_cell(&t, 0, "q_bh")->real, 2 * pow(10, frame_cell(&t, 0, "ll_log10_p")->real), 1e-12);
}

static void takes_a_setting_that_makes_no_sense(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"window=0,0", TARIX_USAGE, "--window"},
        {"window=5", TARIX_USAGE, "--window"}, {"window=5,5,5", TARIX_USAGE, "--window"},
        {"window=51,1", TARIX_USAGE, "--window"}, {"window=-1,1", TARIX_USAGE, "--window"},
        {"margins=sentence window=5,5", TARIX_USAGE, "--window"},
        {"margins=sentence within=document", TARIX_USAGE, "--within"},
        {"layer=stam", TARIX_USAGE, "stam"}, {"measures=dp", TARIX_USAGE, "dp"},
        {"measures=lll", TARIX_USAGE, "lll"}, {"kinds=words", TARIX_USAGE, "--kinds"},
        {"stopwords=no-such-file", TARIX_IO, "no-such-file"},
        {"margins=page", TARIX_USAGE, "--margins"}, {"within=page", TARIX_USAGE, "--within"},
        {"min-pair=0", TARIX_USAGE, "--min-pair"}, {NULL, TARIX_OK, NULL}};
    tarix_arena *arena = tarix_arena_new(guard);
    frame_check_refused(
        arena, &tarix_colloc, rows, folder_lone_file(arena, TARIX_STR("Baba dolma.")));
}

int main(void)
{
    const struct CMUnitTest all[] = {
        GUARDED(counts_otherwise_than_the_definition_in_windows),
        GUARDED(counts_otherwise_than_the_definition_in_sentences),
        GUARDED(lists_other_nodes_than_were_asked_for),
        GUARDED(orders_equal_collocates_by_chance),
        GUARDED(scores_cells_that_form_no_table),
        GUARDED(forgets_tests_that_are_not_listed),
        GUARDED(takes_a_setting_that_makes_no_sense),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
