/* A network is what single tables of collocates give, one depth after the other. */
#include "tests/analyzers/frame.h"
#include "tests/base/guarded.h"

#include <math.h>

enum { most_edges = 512, most_depth = 4 };

typedef struct rules {
    uint64_t depth, top;
    double alpha;
    bool unordered;
    const char *settings; /* of both tables */
} rules;

typedef struct edge {
    tarix_str node, collocate;
    uint64_t depth, o11, left;
    double weight, q;
} edge;

typedef struct edges {
    edge list[most_edges];
    size_t n;
} edges;

static bool has_edge(const edges *e, tarix_str node, tarix_str collocate)
{
    for (size_t i = 0; i < e->n; i++)
        if (tarix_str_equal(e->list[i].node, node) &&
            tarix_str_equal(e->list[i].collocate, collocate))
            return true;
    return false;
}

static size_t sources_of(const edges *e, tarix_str collocate)
{
    size_t n = 0;
    for (size_t i = 0; i < e->n; i++) n += tarix_str_equal(e->list[i].collocate, collocate);
    return n;
}

static bool is_named(tarix_str names, tarix_str name)
{
    tarix_str rest = names, one;
    while (rest.size && tarix_str_split(&rest, ',', &one))
        if (tarix_str_equal(one, name)) return true;
    return false;
}

/* The edges of one depth: rows of a table whose first measure is the weight. */
static void add_depth(const frame_table *t, const rules *r, uint64_t depth, edges *e)
{
    tarix_str node = TARIX_STR("");
    uint64_t n = 0;
    for (size_t i = 0; i < t->n_rows; i++) {
        const edge new = {.node = frame_cell(t, i, "node")->text,
            .collocate = frame_cell(t, i, "collocate")->text,
            .depth = depth,
            .o11 = frame_cell(t, i, "o11")->count,
            .left = frame_cell(t, i, "left")->count,
            .weight = frame_cell(t, i, "log_dice")->real,
            .q = frame_cell(t, i, "q_bh")->real};
        if (!tarix_str_equal(node, new.node)) n = 0;
        node = new.node;
        if ((double)new.o11 <= frame_cell(t, i, "e11")->real) continue;
        if (r->alpha < 1 && new.q > r->alpha) continue;
        if (r->unordered && has_edge(e, new.collocate, new.node)) continue;
        if (n++ >= r->top && r->top) continue;
        assert_true(e->n < most_edges);
        e->list[e->n++] = new;
    }
}

static edges expect(tarix_arena *arena, tarix_str path, const rules *r, const char *seeds)
{
    edges e = {.n = 0};
    tarix_str nodes = tarix_str_from(seeds), seen = nodes;
    for (uint64_t depth = 1; depth <= r->depth && nodes.size; depth++) {
        const tarix_str settings = tarix_arena_format(
            arena, "%s measures=log_dice,mi node=%.*s", r->settings, TARIX_ARG(nodes));
        const frame_table t = frame_run(arena, &tarix_colloc, settings.data, path);
        const size_t first = e.n;
        add_depth(&t, r, depth, &e);
        nodes = TARIX_STR("");
        for (size_t i = first; i < e.n; i++) {
            if (is_named(seen, e.list[i].collocate)) continue;
            seen = tarix_arena_format(
                arena, "%.*s,%.*s", TARIX_ARG(seen), TARIX_ARG(e.list[i].collocate));
            nodes = tarix_arena_format(arena, "%.*s%s%.*s", TARIX_ARG(nodes), nodes.size ? "," : "",
                TARIX_ARG(e.list[i].collocate));
        }
    }
    return e;
}

static size_t compare(tarix_arena *arena, tarix_str path, const rules *r, const char *seeds)
{
    const edges e = expect(arena, path, r, seeds);
    const tarix_str settings = tarix_arena_format(arena,
        "%s measures=mi network= weight=log_dice node=%s depth=%llu top-per-node=%llu alpha=%g "
        "pairs=%s",
        r->settings, seeds, (unsigned long long)r->depth, (unsigned long long)r->top, r->alpha,
        r->unordered ? "unordered" : "ordered");
    const frame_table t = frame_run(arena, &tarix_colloc, settings.data, path);
    if (t.n_rows != e.n) fail_msg("%s: %zu edges, not %zu", settings.data, t.n_rows, e.n);
    for (size_t i = 0; i < e.n; i++) {
        const edge *x = &e.list[i];
        assert_true(tarix_str_equal(frame_cell(&t, i, "node")->text, x->node));
        assert_true(tarix_str_equal(frame_cell(&t, i, "collocate")->text, x->collocate));
        assert_int_equal(frame_cell(&t, i, "depth")->count, x->depth);
        assert_int_equal(frame_cell(&t, i, "shared")->count, sources_of(&e, x->collocate));
        assert_int_equal(frame_cell(&t, i, "o11")->count, x->o11);
        assert_int_equal(frame_cell(&t, i, "left")->count, x->left);
        check_near(frame_cell(&t, i, "weight")->real, x->weight, 0);
        check_near(frame_cell(&t, i, "q_bh")->real, x->q, 0);
    }
    return e.n;
}

static void has_edges_that_no_table_has(tarix_guard *guard)
{
    static const char *const settings[] = {"layer=fold min-pair=1 window=2,2",
        "layer=fold min-pair=2 window=0,3 within=document", "layer=fold margins=sentence"};
    static const char *const seeds[] = {"salam", "baba,qala", "dolma,tuman,sabah"};
    static const double alphas[] = {1, 0.97, 0.5};
    uint64_t seed = 21;
    size_t n[3] = {0}; /* edges by alpha */
    for (int round = 0; round < 108; round++) {
        tarix_arena *arena = tarix_arena_new(guard);
        const frame_corpus c = frame_random(arena, &seed, 1 + random_below(&seed, 3), 9, false);
        const rules r = {.depth = 1 + random_below(&seed, most_depth),
            .top = random_below(&seed, 4),
            .alpha = alphas[round / 3 % 3],
            .unordered = round / 9 % 2,
            .settings = settings[round % 3]};
        n[round / 3 % 3] +=
            compare(arena, tarix_str_from(c.folder), &r, seeds[random_below(&seed, 3)]);
        tarix_arena_free(arena);
    }
    assert_true(n[0] > 100 && n[1] > 10 && n[2] > 3 && n[2] < n[1] && n[1] < n[0]);
}

/* b stands by both a and c, x by a only: found by eye. */
static void shares_by_chance(tarix_guard *guard)
{
    const char *text = "Alma bal. Alma bal. Alma xan. Alma xan. Cib bal. Cib bal. Dam. Dam. Dam.";
    const frame_table t = frame_text(guard, &tarix_colloc,
        "layer=fold network= node=alma,cib depth=1 min-pair=2 alpha=1 weight=o11 forms=", text);
    static const char *const rows[][2] = {{"alma", "bal"}, {"alma", "xan"}, {"cib", "bal"}};
    static const uint64_t shared[] = {2, 1, 2};
    assert_int_equal(t.n_rows, 3);
    for (size_t i = 0; i < 3; i++) {
        check_str(frame_cell(&t, i, "node")->text, rows[i][0]);
        check_str(frame_cell(&t, i, "collocate")->text, rows[i][1]);
        assert_int_equal(frame_cell(&t, i, "shared")->count, shared[i]);
        assert_true(frame_cell(&t, i, "weight")->real == 2);
    }
    check_str(frame_cell(&t, 0, "forms")->text, "bal (2)");
}

/* A pattern is a node; what it is made of may be a collocate of its collocates. */
static void takes_a_pattern_apart(tarix_guard *guard)
{
    const char *text = "Alma bal. Almalı bal. Dam dam. Dam.";
    const frame_table t = frame_text(guard, &tarix_colloc,
        "layer=fold network= node=alma* depth=2 min-pair=1 alpha=1 margins=word", text);
    static const char *const rows[][2] = {{"alma*", "bal"}, {"bal", "alma"}, {"bal", "almalı"}};
    assert_int_equal(t.n_rows, 3);
    for (size_t i = 0; i < 3; i++) {
        check_str(frame_cell(&t, i, "node")->text, rows[i][0]);
        check_str(frame_cell(&t, i, "collocate")->text, rows[i][1]);
    }
}

static void leaves_out_pairs_of_small_p_only(tarix_guard *guard)
{
    uint64_t seed = 8;
    tarix_arena *arena = tarix_arena_new(guard);
    const frame_corpus c = frame_random(arena, &seed, 3, 9, false);
    static const char *const q[][2] = {{"", "q_bh"}, {" correct=bonferroni", "q_bonferroni"}};
    for (size_t k = 0; k < 2; k++) {
        size_t n = 0;
        const tarix_str all = tarix_arena_format(arena, "layer=fold min-pair=1%s", q[k][0]);
        const frame_table whole =
            frame_run(arena, &tarix_colloc, all.data, tarix_str_from(c.folder));
        const frame_table few = frame_run(arena, &tarix_colloc,
            tarix_arena_format(arena, "%s alpha=0.95", all.data).data, tarix_str_from(c.folder));
        for (size_t i = 0; i < whole.n_rows; i++) {
            if (frame_cell(&whole, i, q[k][1])->real > 0.95) continue;
            assert_true(n < few.n_rows);
            assert_true(tarix_str_equal(
                frame_cell(&whole, i, "collocate")->text, frame_cell(&few, n, "collocate")->text));
            n++;
        }
        assert_int_equal(few.n_rows, n);
        assert_true(n > 0 && n < whole.n_rows);
    }
}

static void says_nothing_where_there_is_no_edge(tarix_guard *guard)
{
    tarix_arena *arena = tarix_arena_new(guard);
    frame_table t;
    tarix_job job;
    const tarix_str path = folder_lone_file(arena, TARIX_STR("Alma bal. Dam."));
    assert_int_equal(frame_try(arena, &tarix_colloc, "layer=fold network= node=alma,yoxdur", path,
                         &t, &job, NULL),
        TARIX_OK);
    assert_int_equal(t.n_rows, 0);
    bool has_note = false;
    for (size_t i = 0; i < job.n_facts; i++)
        has_note |= strcmp(job.facts[i].name, "note") == 0 &&
                    strstr(job.facts[i].text.data, "--alpha") != NULL;
    assert_true(has_note);
}

static void takes_a_setting_that_makes_no_sense(tarix_guard *guard)
{
    static const frame_refusal rows[] = {{"network=", TARIX_USAGE, "--node"},
        {"node=alma depth=2", TARIX_USAGE, "--network"},
        {"node=alma weight=ll", TARIX_USAGE, "--network"},
        {"node=alma network= depth=0", TARIX_USAGE, "--depth"},
        {"node=alma network= weight=ll,mi", TARIX_USAGE, "one measure"},
        {"node=alma network= weight=none", TARIX_USAGE, "one measure"},
        {"node=alma network= weight=logdice", TARIX_USAGE, "log_dice"},
        {"node=alma network= weight=dp", TARIX_USAGE, "dp"},
        {"node=alma network= weight=ll_log10_p", TARIX_USAGE, "smaller"},
        {"node=alma alpha=0", TARIX_USAGE, "--alpha"},
        {"node=alma alpha=5%", TARIX_USAGE, "--alpha"}, {NULL, TARIX_OK, NULL}};
    tarix_arena *arena = tarix_arena_new(guard);
    frame_check_refused(
        arena, &tarix_colloc, rows, folder_lone_file(arena, TARIX_STR("Alma bal.")));
}

int main(void)
{
    const struct CMUnitTest all[] = {
        GUARDED(has_edges_that_no_table_has),
        GUARDED(shares_by_chance),
        GUARDED(takes_a_pattern_apart),
        GUARDED(leaves_out_pairs_of_small_p_only),
        GUARDED(says_nothing_where_there_is_no_edge),
        GUARDED(takes_a_setting_that_makes_no_sense),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
