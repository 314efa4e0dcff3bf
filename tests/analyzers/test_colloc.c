#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"
#include "tests/base/random.h"

#include <math.h>

enum { window, word, sentence };
enum { all_pairs = 0 }; /* as a node */

typedef struct rules {
    int margins, left, right;
    bool by_document, every, unordered, stops; /* the last word of the list is a stop word */
    unsigned min_pair, node;                   /* bit w: word w is of the node that is asked for */
} rules;

typedef struct counts {
    uint64_t o11, r1, c1, n, left, right, docs, f_node;
    uint64_t at[16]; /* L…, R… */
} counts;

static bool is_listed(const rules *r, int w)
{
    return !(r->stops && w == frame_words - 1);
}

static bool has(unsigned node, int w)
{
    return node >> w & 1;
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
static counts in_windows(const frame_corpus *c, const rules *r, unsigned node, int collocate)
{
    counts k = {.c1 = frame_count(c, collocate)};
    bool seen[16] = {false};
    for (size_t j = 0; j < c->n; j++) {
        uint64_t inside = 0;
        k.f_node += has(node, c->word[j]);
        for (size_t i = 0; i < c->n; i++) {
            const int s = has(node, c->word[i]) && !has(node, c->word[j]) ? side(c, r, i, j) : 0;
            inside += s != 0;
            if (c->word[j] != collocate || s == 0) continue;
            k.left += s < 0;
            k.right += s > 0;
            k.at[s < 0 ? r->left - (int)(i - j) : r->left + (int)(j - i) - 1]++;
            seen[c->document[j]] = true;
        }
        if (inside && !r->every) inside = 1;
        k.r1 += inside;
        k.o11 += c->word[j] == collocate ? inside : 0;
    }
    k.docs = documents_of(seen, c->n_documents);
    k.n = r->margins == word ? c->n : c->n - k.f_node;
    if (r->margins == word) k.r1 = k.f_node;
    return k;
}

static counts in_sentences(const frame_corpus *c, unsigned node, int collocate)
{
    counts k = {.n = c->n_sentences, .left = TARIX_NO_COUNT, .right = TARIX_NO_COUNT};
    bool seen[16] = {false};
    for (size_t s = 0; s < c->n_sentences; s++) {
        bool has_node = false, has_collocate = false;
        int document = 0;
        for (size_t i = 0; i < c->n; i++) {
            if (c->sentence[i] != (int)s) continue;
            k.f_node += has(node, c->word[i]);
            has_node |= has(node, c->word[i]);
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

/* The scores of a row are those of its cells. */
static void check_scores(const frame_table *t, size_t row, const rules *r, uint64_t n_tests)
{
    tarix_cells cells;
    tarix_cells_from_words(&cells, frame_cell(t, row, "o11")->count,
        frame_cell(t, row, "r1")->count, frame_cell(t, row, "c1")->count,
        frame_cell(t, row, "n")->count);
    cells.f_node = (double)frame_cell(t, row, "f_node")->count;
    cells.f_collocate = (double)frame_cell(t, row, "f_collocate")->count;
    cells.tests = (double)n_tests;
    if (r->margins != sentence) cells.span = r->left + r->right;
    size_t n = 0;
    for (size_t i = 0; i < t->n_columns; i++) {
        const tarix_measure *measure = tarix_measures_find(tarix_str_from(t->columns[i].name));
        if (!measure || !measure->of_cells) continue;
        check_near(t->cells[row * t->n_columns + i].real, measure->of_cells(&cells), 1e-14);
        n++;
    }
    assert_true(n >= 6);
}

static void check_row(
    const frame_table *t, size_t row, const counts *k, const frame_corpus *c, const rules *r)
{
    const tarix_str collocate = frame_cell(t, row, "collocate")->text;
    int w = 0;
    while (!tarix_str_equal(tarix_str_from(frame_word[w]), collocate)) w++;
    assert_int_equal(frame_cell(t, row, "o11")->count, k->o11);
    assert_int_equal(frame_cell(t, row, "r1")->count, k->r1);
    assert_int_equal(frame_cell(t, row, "c1")->count, k->c1);
    assert_int_equal(frame_cell(t, row, "n")->count, k->n);
    assert_int_equal(frame_cell(t, row, "left")->count, k->left);
    assert_int_equal(frame_cell(t, row, "right")->count, k->right);
    assert_int_equal(frame_cell(t, row, "docs")->count, k->docs);
    assert_int_equal(frame_cell(t, row, "f_node")->count, k->f_node);
    assert_int_equal(frame_cell(t, row, "f_collocate")->count, frame_count(c, w));
    check_near(
        frame_cell(t, row, "e11")->real, (double)k->r1 * (double)k->c1 / (double)k->n, 1e-14);
    if (r->margins == sentence) return;
    for (int i = 0; i < r->left + r->right; i++) {
        char name[16];
        snprintf(name, sizeof name, "%c%d", i < r->left ? 'L' : 'R',
            i < r->left ? r->left - i : i - r->left + 1);
        assert_int_equal(frame_cell(t, row, name)->count, k->at[i]);
    }
}

static size_t row_of(const frame_table *t, const char *node, int collocate)
{
    size_t row = 0;
    for (; row < t->n_rows; row++)
        if (tarix_str_equal(frame_cell(t, row, "node")->text, tarix_str_from(node)) &&
            tarix_str_equal(
                frame_cell(t, row, "collocate")->text, tarix_str_from(frame_word[collocate])))
            break;
    return row;
}

/* The commoner word is the first node; of two, that which the alphabet has first. */
static bool stands_before(const frame_corpus *c, int a, int b)
{
    static const int letter[frame_words] = {6, 3, 1, 2, 7, 4, 5}; /* b d g q sab sal t */
    const uint64_t p = frame_count(c, a), q = frame_count(c, b);
    return p != q ? p > q : letter[a] < letter[b];
}

static size_t check_node(const frame_table *t, const frame_corpus *c, const rules *r, unsigned node,
    const char *name, uint64_t n_tests)
{
    size_t n = 0;
    for (int b = 0; b < frame_words; b++) {
        if (has(node, b) || !is_listed(r, b)) continue;
        const counts k =
            r->margins == sentence ? in_sentences(c, node, b) : in_windows(c, r, node, b);
        if (k.o11 < r->min_pair) continue;
        int a = 0;
        while (!has(node, a)) a++;
        if (r->unordered && r->node == all_pairs && stands_before(c, b, a)) continue;
        const size_t row = row_of(t, name, b);
        if (row == t->n_rows) fail_msg("no row %s %s", name, frame_word[b]);
        check_row(t, row, &k, c, r);
        check_scores(t, row, r, n_tests);
        n++;
    }
    return n;
}

static void check_pairs(
    const frame_table *t, const frame_corpus *c, const rules *r, const char *name, uint64_t n_tests)
{
    size_t n = 0;
    if (r->node != all_pairs) n = check_node(t, c, r, r->node, name, n_tests);
    for (int a = 0; a < frame_words && r->node == all_pairs; a++)
        if (is_listed(r, a)) n += check_node(t, c, r, 1U << a, frame_word[a], n_tests);
    assert_int_equal(t->n_rows, n);
}

/* "/salam|baba/" */
static const char *pattern_of(tarix_arena *arena, unsigned node)
{
    tarix_str text = TARIX_STR("/");
    for (int w = 0; w < frame_words; w++)
        if (has(node, w))
            text = tarix_arena_format(
                arena, "%s%s%s", text.data, text.size > 1 ? "|" : "", frame_word[w]);
    return tarix_arena_format(arena, "%s/", text.data).data;
}

static void compare(tarix_guard *guard, const rules *r, uint64_t *seed)
{
    static const char *const margins[] = {"window", "word", "sentence"};
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_corpus c = frame_random(arena, seed, 1 + random_below(seed, 4), 9, false);
    const char *name = pattern_of(arena, r->node);
    tarix_str settings =
        tarix_arena_format(arena, "layer=fold measures=all margins=%s min-pair=%u pairs=%s",
            margins[r->margins], r->min_pair, r->unordered ? "unordered" : "ordered");
    if (r->margins != sentence)
        settings = tarix_arena_format(arena, "%s positions= window=%d,%d within=%s overlap=%s",
            settings.data, r->left, r->right, r->by_document ? "document" : "sentence",
            r->every ? "every" : "once");
    if (r->stops) {
        const tarix_str list = folder_file(arena, folder_in(arena), "stop",
            tarix_arena_format(arena, "# qeyd\n%s\n", frame_word[frame_words - 1]));
        settings = tarix_arena_format(arena, "%s stopwords=%s", settings.data, list.data);
    }
    if (r->node != all_pairs)
        settings = tarix_arena_format(arena, "%s node=%s", settings.data, name);
    frame_table t;
    tarix_job job;
    tarix_error err = {0};
    if (frame_try(arena, &tarix_colloc, settings.data, tarix_str_from(c.folder), &t, &job, &err) !=
        TARIX_OK)
        fail_msg("%s: %s", settings.data, err.message);
    check_pairs(&t, &c, r, name, frame_fact(&job, "tests"));
    tarix_arena_free(arena);
}

/* Every combination, each over a corpus of its own; of the nodes, all pairs and random patterns. */
static void counts_otherwise_than_the_definition_in_windows(tarix_guard *guard)
{
    static const int widths[][2] = {{0, 1}, {1, 0}, {3, 3}, {0, 3}, {2, 1}};
    uint64_t seed = 11;
    for (size_t width = 0; width < sizeof widths / sizeof *widths; width++)
        for (int kind = 0; kind < 64; kind++) {
            rules r = {.margins = kind & 1 ? word : window,
                .left = widths[width][0],
                .right = widths[width][1],
                .by_document = kind & 2,
                .stops = kind & 4,
                .every = kind & 8,
                .unordered = kind & 16,
                .min_pair = 1 + (unsigned)random_below(&seed, 3)};
            if (kind & 32)
                r.node = 1 + (unsigned)random_below(&seed, (1U << (frame_words - 1)) - 1);
            compare(guard, &r, &seed);
        }
}

static void counts_otherwise_than_the_definition_in_sentences(tarix_guard *guard)
{
    uint64_t seed = 12;
    for (unsigned round = 0; round < 60; round++) {
        rules r = {.margins = sentence,
            .stops = round % 2,
            .unordered = round % 4 > 1,
            .min_pair = 1 + round % 3};
        if (round % 5 > 2)
            r.node = 1 + (unsigned)random_below(&seed, (1U << (frame_words - 1)) - 1);
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

static void check_nodes(
    tarix_arena *arena, const char *setting, tarix_str path, const char *expected)
{
    tarix_str names = TARIX_STR(""), last = TARIX_STR("");
    const tarix_str settings =
        tarix_arena_format(arena, "layer=fold min-pair=1 window=50,50 %s", setting);
    const frame_table t = frame_run(arena, &tarix_colloc, settings.data, path);
    for (size_t i = 0; i < t.n_rows; i++) {
        const tarix_str name = frame_cell(&t, i, "node")->text;
        if (!tarix_str_equal(name, last))
            names = tarix_arena_format(
                arena, "%s%s%.*s", names.data, names.size ? " " : "", TARIX_ARG(name));
        last = name;
    }
    if (strcmp(names.data, expected) != 0)
        fail_msg("%s: the nodes are '%s', not '%s'", setting, names.data, expected);
}

static void takes_a_pattern_for_something_else(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str path = folder_lone_file(
        arena, TARIX_STR("Qala qalaya qaladan şəhər qala qalalı şəhərdə İldə ildən aqala."));
    static const char *const rows[][2] = {{"node=qala", "qala"}, {"node=QALA*", "qala*"},
        {"node=qala* each=", "qala qaladan qalalı qalaya"}, {"node=*qala", "*qala"},
        {"node=q*a*y* each=", "qalaya"}, {"node=/qala.{2}/ each=", "qalalı qalaya"},
        {"node=/qala.{1,2}/,İL*,/şəhər/", "/qala.{1,2}/ il* /şəhər/"}, {"node=qala,,qala", "qala"},
        {"node=şəhər,şəh* each=", "şəhər şəhərdə"}, {"node=/qal/", ""}, {"node=b*", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_nodes(arena, rows[i][0], path, rows[i][1]);
    const tarix_str list = folder_file(
        arena, folder_in(arena), "nodes", TARIX_STR("# qeyd\nqalaya\r\n\nşəh*\nqalaya\n"));
    check_nodes(arena, tarix_arena_format(arena, "nodes=%s node=il*", list.data).data, path,
        "il* şəh* qalaya");
}

static const char *fact_text(const tarix_job *job, const char *name)
{
    for (size_t i = 0; i < job->n_facts; i++)
        if (strcmp(job->facts[i].name, name) == 0) return job->facts[i].text.data;
    return "";
}

static void is_silent_on_a_node_that_it_does_not_list(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str path = folder_lone_file(arena, TARIX_STR("Qala və şəhər 1905 və."));
    frame_table t;
    tarix_job job;
    assert_int_equal(
        frame_try(arena, &tarix_colloc, "layer=fold min-pair=1 node=yoxdur", path, &t, &job, NULL),
        TARIX_OK);
    assert_string_equal(fact_text(&job, "node_not_found"), "yoxdur");
    assert_int_equal(t.n_rows, 0);
    assert_int_equal(frame_try(arena, &tarix_colloc, "layer=fold min-pair=1 node=və stopwords=az",
                         path, &t, &job, NULL),
        TARIX_OK);
    assert_non_null(strstr(fact_text(&job, "note"), "'və' is left out"));
    assert_int_equal(t.n_rows, 0);
    assert_int_equal(
        frame_try(arena, &tarix_colloc, "layer=fold min-pair=1 node=1905", path, &t, &job, NULL),
        TARIX_OK);
    assert_non_null(strstr(fact_text(&job, "note"), "'1905' is left out"));
    assert_int_equal(
        frame_try(arena, &tarix_colloc, "layer=fold min-pair=1 node=/.+/", path, &t, &job, NULL),
        TARIX_OK);
    assert_non_null(strstr(fact_text(&job, "note"), "'/.+/' takes in every term"));
    assert_int_equal(t.n_rows, 0);
}

/* Windows to one side, wider than the text, and texts in which nothing can meet. */
static void stumbles_at_an_edge(tarix_guard *guard)
{
    static const struct {
        const char *settings, *text;
        size_t n_rows;
    } rows[] = {{"window=0,5", "Baba dolma salam.", 3}, {"window=5,0", "Baba dolma salam.", 3},
        {"window=50,50", "Baba dolma salam.", 6}, {"window=1,0", "Baba dolma salam.", 2},
        {"window=5,5", "Baba.", 0}, {"window=5,5 node=baba", "Baba.", 0}, {"window=5,5", "...", 0},
        {"window=50,50 within=document", "Baba. Dolma. Salam.", 6},
        {"window=5,5", "Baba. Dolma. Salam.", 0}, {"margins=sentence", "Baba. Dolma salam.", 2},
        {"window=5,5 kinds=number", "Baba dolma.", 0},
        {"window=5,5 min-pair=18446744073709551615", "Baba dolma.", 0},
        {"window=5,5 min-count=18446744073709551615", "Baba dolma.", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const tarix_str settings =
            tarix_arena_format(arena, "layer=fold min-pair=1 %s", rows[i].settings);
        const frame_table t = frame_text(guard, &tarix_colloc, settings.data, rows[i].text);
        if (t.n_rows != rows[i].n_rows)
            fail_msg("%s: %zu rows, not %zu", rows[i].settings, t.n_rows, rows[i].n_rows);
    }
    tarix_arena *arena = tarix_arena_new(guard);
    const tarix_str list =
        folder_file(arena, folder_in(arena), "stop", TARIX_STR("baba\ndolma\nsalam\n"));
    const frame_table t = frame_text(guard, &tarix_colloc,
        tarix_arena_format(arena, "layer=fold min-pair=1 stopwords=%s", list.data).data,
        "Baba dolma salam.");
    assert_int_equal(t.n_rows, 0);
}

static void loses_a_form_that_was_met(tarix_guard *guard)
{
    const frame_table t =
        frame_text(guard, &tarix_colloc, "layer=lemma min-pair=1 node=inqilab window=3,0 forms=",
            "Qalalar inqilab. Qalanın qalalar inqilab! Şəhər inqilab?");
    assert_int_equal(t.n_rows, 2);
    size_t row = frame_find(&t, "collocate", TARIX_STR("qala"));
    check_str(frame_cell(&t, row, "forms")->text, "qalalar (1) Qalalar (1) Qalanın (1)");
    row = frame_find(&t, "collocate", TARIX_STR("şəhər"));
    check_str(frame_cell(&t, row, "forms")->text, "Şəhər (1)");
}

/* What is not shown is not made, and what is shown does not depend on it. */
static void depends_on_the_columns_shown(tarix_guard *guard)
{
    uint64_t seed = 5;
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_corpus c = frame_random(arena, &seed, 3, 9, false);
    const frame_table whole =
        frame_run(arena, &tarix_colloc, "layer=fold min-pair=1", tarix_str_from(c.folder));
    static const char *const shown[] = {"o11,ll", "left", "docs,collocate", "q_bh", "node,mi,q_bh"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        frame_table t;
        tarix_job job;
        tarix_error err = {0};
        if (frame_try_columns(arena, &tarix_colloc, "layer=fold min-pair=1", shown[i],
                tarix_str_from(c.folder), &t, &job, &err) != TARIX_OK)
            fail_msg("%s", err.message);
        assert_int_equal(t.n_rows, whole.n_rows);
        for (size_t row = 0; row < t.n_rows; row++)
            for (size_t k = 0; k < t.n_columns; k++) {
                const tarix_cell *cell = frame_cell(&whole, row, t.columns[k].name);
                if (t.columns[k].type == TARIX_TYPE_TEXT)
                    assert_true(tarix_str_equal(t.cells[row * t.n_columns + k].text, cell->text));
                else
                    assert_int_equal(t.cells[row * t.n_columns + k].count, cell->count);
            }
    }
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

/* --test M: q is of the p that the same table has in the column M, over all tests. */
static void corrects_another_p(tarix_guard *guard)
{
    static const char *const tests[] = {"ll_log10_p", "fisher_log10_p", "fisher_two_log10_p",
        "poisson_log10_p", "binomial_log10_p"};
    uint64_t seed = 6;
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_corpus c = frame_random(arena, &seed, 3, 9, false);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        for (int shows_p = 0; shows_p < 2; shows_p++) {
            frame_table t;
            tarix_job job;
            const tarix_str settings = tarix_arena_format(arena,
                "layer=fold min-pair=1 correct=bonferroni test=%s measures=%s", tests[i],
                shows_p ? tests[i]
                        : "mi,fisher_log10_p,poisson_log10_p,binomial_log10_p,"
                          "fisher_two_log10_p,ll_log10_p");
            assert_int_equal(frame_try(arena, &tarix_colloc, settings.data,
                                 tarix_str_from(c.folder), &t, &job, NULL),
                TARIX_OK);
            assert_true(t.n_rows > 10);
            for (size_t row = 0; row < t.n_rows; row++)
                check_near(frame_cell(&t, row, "q_bonferroni_log10")->real,
                    fmin(0, frame_cell(&t, row, tests[i])->real +
                                log10((double)frame_fact(&job, "tests"))),
                    1e-12);
        }
}

static void takes_a_setting_that_makes_no_sense(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"window=0,0", TARIX_USAGE, "--window"},
        {"window=5", TARIX_USAGE, "--window"}, {"window=5,5,5", TARIX_USAGE, "--window"},
        {"overlap=twice", TARIX_USAGE, "--overlap"}, {"pairs=both", TARIX_USAGE, "--pairs"},
        {"node=/(/", TARIX_USAGE, "no regular expression"},
        {"node=//", TARIX_USAGE, "empty regular expression"}, {"node=,~,", TARIX_USAGE, "no node"},
        {"nodes=/dev/null", TARIX_USAGE, "no node"},
        {"nodes=no-such-file", TARIX_IO, "no-such-file"},
        {"margins=sentence positions=", TARIX_USAGE, "--positions"},
        {"margins=sentence overlap=every", TARIX_USAGE, "--overlap"},
        {"window=51,1", TARIX_USAGE, "--window"}, {"window=-1,1", TARIX_USAGE, "--window"},
        {"margins=sentence window=5,5", TARIX_USAGE, "--window"},
        {"margins=sentence within=document", TARIX_USAGE, "--within"},
        {"layer=stam", TARIX_USAGE, "stam"}, {"measures=dp", TARIX_USAGE, "dp"},
        {"measures=lll", TARIX_USAGE, "lll"}, {"kinds=words", TARIX_USAGE, "--kinds"},
        {"stopwords=no-such-file", TARIX_IO, "no-such-file"}, {"test=ll", TARIX_USAGE, "--test"},
        {"test=welch_log10_p", TARIX_USAGE, "--test"}, {"margins=page", TARIX_USAGE, "--margins"},
        {"within=page", TARIX_USAGE, "--within"}, {"min-pair=0", TARIX_USAGE, "--min-pair"},
        {NULL, TARIX_OK, NULL}};
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
        GUARDED(takes_a_pattern_for_something_else),
        GUARDED(is_silent_on_a_node_that_it_does_not_list),
        GUARDED(stumbles_at_an_edge),
        GUARDED(loses_a_form_that_was_met),
        GUARDED(depends_on_the_columns_shown),
        GUARDED(orders_equal_collocates_by_chance),
        GUARDED(scores_cells_that_form_no_table),
        GUARDED(forgets_tests_that_are_not_listed),
        GUARDED(corrects_another_p),
        GUARDED(takes_a_setting_that_makes_no_sense),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
