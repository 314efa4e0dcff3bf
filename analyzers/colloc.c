#include "analyzers/analyzers.h"
#include "analyzers/colloc_table.h"
#include "analyzers/near.h"
#include "analyzers/options.h"

#include <math.h>

static const tarix_option node_option = {.name = "node",
    .kind = TARIX_OPTION_TEXT,
    .value = "TERM,…",
    .repeats = true,
    .help = "terms whose collocates are wanted: a term of the layer, inqilab* (any ending), or "
            "/regex/ that matches whole terms; without it, all pairs"};
static const tarix_option nodes_option = {.name = "nodes",
    .kind = TARIX_OPTION_TEXT,
    .value = "FILE",
    .help = "take nodes from a file, one a line; lines with # are passed over"};
static const tarix_option each_option = {.name = "each",
    .kind = TARIX_OPTION_FLAG,
    .help = "make each term that a pattern matches a node; without it they are one together"};
static const tarix_option window_option = {.name = "window",
    .kind = TARIX_OPTION_TEXT,
    .value = "L,R",
    .fallback = "5,5",
    .help = "places to the left and right of the node, 0 to 50"};
static const tarix_option within_option = {.name = "within",
    .kind = TARIX_OPTION_WORD,
    .value = "UNIT",
    .choices = "sentence,document",
    .fallback = "sentence",
    .help = "what a window does not cross: sentence or document"};
static const tarix_option margins_option = {.name = "margins",
    .kind = TARIX_OPTION_WORD,
    .value = "RULE",
    .choices = "window,word,sentence",
    .fallback = "window",
    .help = "what the cells count: places in windows, words (mi is then higher by the log of the "
            "window), or sentences"};
static const tarix_option overlap_option = {.name = "overlap",
    .kind = TARIX_OPTION_WORD,
    .value = "RULE",
    .choices = "once,every",
    .fallback = "once",
    .help = "how a place counts that several windows of the node share: once, or in every one"};
static const tarix_option pairs_option = {.name = "pairs",
    .kind = TARIX_OPTION_WORD,
    .value = "RULE",
    .choices = "ordered,unordered",
    .fallback = "ordered",
    .help = "of two nodes list both (a,b) and (b,a), or only that of the commoner node"};
static const tarix_option positions_option = {.name = "positions",
    .kind = TARIX_OPTION_FLAG,
    .help = "add how often the collocate stands at each distance: L5 to R5 for --window 5,5"};
static const tarix_option forms_option = {.name = "forms",
    .kind = TARIX_OPTION_FLAG,
    .help = "add the printed forms of the collocate that were met, the commonest first"};
static const tarix_option min_pair_option = {.name = "min-pair",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "3",
    .low = 1,
    .help = "leave out pairs that meet less often"};
static const tarix_option top_option = {.name = "top-per-node",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "0",
    .help = "only the first N collocates of each node; 0 for all (--network: 10 when not given)"};
static const tarix_option alpha_option = {.name = "alpha",
    .kind = TARIX_OPTION_REAL,
    .value = "P",
    .is_above = true,
    .most = 1,
    .help = "leave out pairs with a corrected p above this, or p itself with --correct none; when "
            "not given, none (--network: 0.05)"};
static const tarix_option network_option = {.name = "network",
    .kind = TARIX_OPTION_FLAG,
    .help = "go on from the collocates of the nodes to their own: a table of edges, in which only "
            "pairs stand that meet more often than chance"};
static const tarix_option depth_option = {.name = "depth",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "2",
    .low = 1,
    .help = "steps that a network goes from its first nodes"};
static const tarix_option weight_option = {.name = "weight",
    .kind = TARIX_OPTION_TEXT,
    .value = "MEASURE",
    .help = "weight of the edges of a network, by which the first ones of a node are chosen: a "
            "measure, or o11; the first of --measures when not given"};

static const tarix_option *const options[] = {&node_option, &nodes_option, &each_option,
    &window_option, &within_option, &margins_option, &overlap_option, &pairs_option,
    &min_pair_option, &top_option, &tarix_option_test, &alpha_option, &network_option,
    &depth_option, &weight_option, &positions_option, &forms_option, &tarix_option_layer,
    &tarix_option_kinds, &tarix_option_stopwords, &tarix_option_measures, &tarix_option_correct,
    &tarix_option_min_count, NULL};
static const tarix_option_default defaults[] = {
    {&tarix_option_measures, "ll,ll_log10_p,log_ratio,log_dice,mi,t"},
    {&tarix_option_min_count, "1"}, {NULL, NULL}};

enum { default_edges = 10 };
static const double default_alpha = 0.05;

typedef struct colloc {
    tarix_job *job;
    tarix_scope scope;
    tarix_windows windows;
    tarix_str *typed; /* nodes that are asked for */
    size_t n_typed;
    bool is_asked; /* without it, all pairs are */
    tarix_nodes *nodes;
    bool by_document, unordered, is_network;
    const tarix_measure *order; /* collocates of a node stand by it */
    const tarix_measure *test;  /* whose p is corrected */
    uint64_t min_pair, top, depth;
    double log10_alpha; /* INFINITY: pairs of any p are listed */
    tarix_colloc_table table;
    uint64_t n_nodes, n_tests, tests; /* so far, and of the sweep at hand */
    tarix_met_forms *forms;
    tarix_network *network; /* NULL: none */
    tarix_status status;
    tarix_error *err;
} colloc;

/* ---- settings ---- */

static tarix_status parse_window(colloc *k, tarix_error *err)
{
    const tarix_str text = tarix_options_text(k->job->options, &window_option);
    if (tarix_windows_parse(text, &k->windows.left, &k->windows.right)) return TARIX_OK;
    return tarix_error_set(err, TARIX_USAGE,
        "--window: '%s' is not L,R with each from 0 to %d, such as 5,5 or 0,3", text.data,
        TARIX_WINDOW_WIDEST);
}

/* Whether an option's word is this one. */
static bool says(const colloc *k, const tarix_option *option, const char *word)
{
    return tarix_str_equal(tarix_options_text(k->job->options, option), tarix_str_from(word));
}

static tarix_status check_sentences(const colloc *k, tarix_error *err)
{
    const tarix_options *o = k->job->options;
    if (tarix_options_given(o, &window_option) || k->by_document || k->windows.every)
        return tarix_error_set(err, TARIX_USAGE,
            "--margins sentence counts whole sentences: leave out --window, --within and "
            "--overlap");
    if (k->table.has_positions)
        return tarix_error_set(err, TARIX_USAGE,
            "--margins sentence knows no positions in a window: leave out --positions");
    return TARIX_OK;
}

static double find_alpha(const colloc *k)
{
    const double alpha = tarix_options_real(k->job->options, &alpha_option);
    return !isnan(alpha) ? alpha : k->is_network ? default_alpha : 1;
}

static tarix_status find_test(colloc *k, tarix_error *err)
{
    const tarix_str name = tarix_options_text(k->job->options, &tarix_option_test);
    k->test = tarix_measures_find(name);
    if (k->test && k->test->families & TARIX_FAMILY_ASSOCIATION && tarix_sweep_ascends(k->test))
        return TARIX_OK;
    return tarix_error_set(err, TARIX_USAGE,
        "--test: '%s' is no p that can be corrected: take ll_log10_p, fisher_log10_p, "
        "fisher_two_log10_p, poisson_log10_p or binomial_log10_p",
        name.data);
}

static double count_of(const tarix_cells *cells)
{
    return cells->o11;
}

static tarix_status find_weight(const colloc *k, const tarix_measure **out, tarix_error *err)
{
    static const tarix_measure count = {.name = "o11", .of_cells = count_of};
    const tarix_str name = tarix_options_text(k->job->options, &weight_option);
    tarix_measure_list list = {.rows = out};
    if (!name.data) {
        *out = k->order;
    } else if (tarix_str_equal(name, TARIX_STR("o11"))) {
        *out = &count;
    } else {
        TARIX_TRY(tarix_measures_parse(k->job->arena, name, TARIX_FAMILY_ASSOCIATION, &list, err));
        if (list.n != 1)
            return tarix_error_set(
                err, TARIX_USAGE, "--weight: '%s' is not one measure", name.data);
        *out = list.rows[0];
    }
    if (tarix_sweep_ascends(*out))
        return tarix_error_set(err, TARIX_USAGE,
            "--weight: %s gets smaller the stronger a link is: name a measure that grows, such as "
            "ll or log_dice",
            (*out)->name);
    return TARIX_OK;
}

static tarix_status read_network(colloc *k, tarix_error *err)
{
    const tarix_options *o = k->job->options;
    static const tarix_option *const of_networks[] = {&depth_option, &weight_option};
    k->is_network = tarix_options_flag(o, &network_option);
    for (size_t i = 0; i < sizeof of_networks / sizeof *of_networks && !k->is_network; i++)
        if (tarix_options_given(o, of_networks[i]))
            return tarix_error_set(
                err, TARIX_USAGE, "--%s is of a network: add --network", of_networks[i]->name);
    const double alpha = find_alpha(k);
    k->log10_alpha = alpha < 1 ? log10(alpha) : INFINITY;
    TARIX_TRY(find_test(k, err));
    if (!k->is_network) return TARIX_OK;
    if (!tarix_options_given(o, &node_option) && !tarix_options_given(o, &nodes_option))
        return tarix_error_set(
            err, TARIX_USAGE, "--network begins at nodes: name them with --node or --nodes");
    TARIX_TRY(find_weight(k, &k->table.weight, err));
    k->order = k->table.weight;
    k->depth = tarix_options_count(o, &depth_option);
    if (!tarix_options_given(o, &top_option)) k->top = default_edges;
    return TARIX_OK;
}

static tarix_status read_settings(colloc *k, tarix_error *err)
{
    const tarix_options *o = k->job->options;
    k->windows.margins = says(k, &margins_option, "sentence") ? TARIX_MARGINS_SENTENCE
                         : says(k, &margins_option, "word")   ? TARIX_MARGINS_WORD
                                                              : TARIX_MARGINS_WINDOW;
    k->by_document = says(k, &within_option, "document");
    k->windows.every = says(k, &overlap_option, "every");
    k->unordered = says(k, &pairs_option, "unordered");
    k->table.has_positions = tarix_options_flag(o, &positions_option);
    k->table.has_forms = tarix_options_flag(o, &forms_option);
    k->table.correction = tarix_corrections_find(tarix_options_text(o, &tarix_option_correct));
    k->min_pair = tarix_options_count(o, &min_pair_option);
    k->windows.least = k->min_pair;
    k->top = tarix_options_count(o, &top_option);
    if (k->windows.margins == TARIX_MARGINS_SENTENCE) TARIX_TRY(check_sentences(k, err));
    TARIX_TRY(parse_window(k, err));
    TARIX_TRY(tarix_job_scope(k->job, TARIX_FAMILY_ASSOCIATION, &k->scope, err));
    k->scope.forms = k->table.has_forms;
    k->table.measures = k->scope.measures;
    k->order =
        k->scope.measures.n ? k->scope.measures.rows[0] : tarix_measures_find(TARIX_STR("ll"));
    return read_network(k, err);
}

/* ---- nodes ---- */

/* What was asked for, of the options and of the file; none: all pairs. */
static tarix_status list_typed(colloc *k, tarix_error *err)
{
    const tarix_options *o = k->job->options;
    const char *path = tarix_options_text(o, &nodes_option).data;
    size_t n_given, n = 0;
    const tarix_str *given = tarix_options_all(o, &node_option, &n_given);
    tarix_str *read = NULL;
    k->is_asked = n_given > 0 || path;
    if (path) TARIX_TRY(tarix_nodes_read(k->job->arena, path, &read, &n, err));
    k->typed = TARIX_ARRAY(k->job->arena, tarix_str, n + n_given + 1);
    k->n_typed = n + n_given;
    if (n) memcpy(k->typed, read, n * sizeof *k->typed);
    if (n_given) memcpy(k->typed + n, given, n_given * sizeof *k->typed);
    return TARIX_OK;
}

static tarix_status find_nodes(colloc *k, tarix_places *p, tarix_error *err)
{
    if (!k->is_asked) {
        k->nodes = tarix_nodes_all(k->job->arena, p, k->scope.min_count ? k->scope.min_count : 1);
        return TARIX_OK;
    }
    const bool each = tarix_options_flag(k->job->options, &each_option);
    return tarix_nodes_find(k->job, p, k->typed, k->n_typed, each, &k->nodes, err);
}

/* Of an index, the surroundings of the nodes are enough, unless what is found there is to be a node
 * itself, or sentences are counted. */
static tarix_status read_places(colloc *k, tarix_used *used, tarix_places **out, tarix_error *err)
{
    const tarix_near near = {k->typed, k->n_typed, k->windows.left, k->windows.right};
    *out = NULL;
    if (k->is_asked && !k->is_network && k->windows.margins != TARIX_MARGINS_SENTENCE)
        TARIX_TRY(tarix_near_read(k->job, used, &k->scope, k->by_document, &near, out, err));
    return *out ? TARIX_OK : tarix_places_read(k->job, used, &k->scope, k->by_document, out, err);
}

static tarix_status check_sizes(const colloc *k, tarix_error *err)
{
    for (size_t i = 0; i < k->nodes->n; i++) {
        const tarix_node node = tarix_nodes_at(k->nodes, i);
        if (!tarix_windows_hold(&k->windows, node.n))
            return tarix_error_set(err, TARIX_INVALID,
                "'%.*s' occurs %zu times, too often for this --window: take a smaller one",
                TARIX_ARG(node.name), node.n);
        if (!k->nodes->asked) break; /* the commonest comes first */
    }
    return TARIX_OK;
}

/* Each node with each term that is frequent enough, whether they meet or not. */
static void count_tests(colloc *k)
{
    const tarix_places *p = k->windows.places;
    const uint64_t least = k->scope.min_count ? k->scope.min_count : 1;
    const bool unordered = k->unordered && !k->is_network; /* a network tests both ways */
    k->tests = 0;
    size_t earlier = 0; /* nodes of one type that could have been collocates of this one */
    for (size_t i = 0; i < k->nodes->n; i++) {
        const tarix_node node = tarix_nodes_at(k->nodes, i);
        size_t own = 0;
        while (own < node.n_types && tarix_places_count(p, node.types[own]) >= least) own++;
        k->tests += p->n_frequent - own - (unordered ? earlier : 0);
        earlier += node.n_types == 1 && own == 1;
    }
    k->n_tests += k->tests;
    k->n_nodes += k->nodes->n;
}

/* Only what can meet often enough is told apart. */
static void list_collocates(colloc *k, tarix_places *p)
{
    const uint64_t times = k->windows.every ? k->windows.left + k->windows.right : 1;
    const uint64_t least = (k->min_pair + times - 1) / times;
    tarix_places_list(
        p, tarix_places_ranks(p, least > k->scope.min_count ? least : k->scope.min_count));
}

/* ---- rows ---- */

static bool write_collocates(colloc *k, const tarix_collocates *found)
{
    const uint64_t most = k->top ? k->top : UINT64_MAX;
    uint64_t n = 0;
    for (size_t i = 0; i < found->n && n < most; i++) {
        const uint32_t index = found->order[i].index;
        tarix_str forms = TARIX_STR("");
        tarix_cell *rest = NULL;
        if (k->log10_alpha < 0 && !(found->log10_q[index] <= k->log10_alpha)) continue;
        if (tarix_table_is_full(k->table.table)) return false;
        if (k->forms) forms = tarix_met_forms_str(k->forms, k->job->arena, index);
        k->status = tarix_colloc_table_add(&k->table, found, i, forms, &rest, k->err);
        if (k->status != TARIX_OK) return false;
        n++;
    }
    return true;
}

static bool take(void *context, const tarix_collocates *found)
{
    colloc *k = context;
    if (k->forms) tarix_met_forms_count(k->forms, found);
    if (!k->network) return write_collocates(k, found);
    tarix_network_add(k->network, found);
    return true;
}

/* In the manner of Brezina, McEnery and Wattam's collocation parameters notation (2015): what must
 * be known to find the same collocates again, in one line. */
static tarix_str parameters(const colloc *k)
{
    const tarix_options *o = k->job->options;
    const bool by_sentence = k->windows.margins == TARIX_MARGINS_SENTENCE;
    const tarix_str span = by_sentence ? TARIX_STR("sentence")
                                       : tarix_arena_format(k->job->arena, "L%u-R%u",
                                             k->windows.left, k->windows.right);
    return tarix_arena_format(k->job->arena,
        "%s, %s, C%llu-NC%llu; %s margins, within %s, overlap %s; layer %s, kinds %s, stop words "
        "%s",
        k->order->name, span.data, (unsigned long long)k->scope.min_count,
        (unsigned long long)k->min_pair, tarix_options_text(o, &margins_option).data,
        k->by_document ? "document" : "sentence", k->windows.every ? "every" : "once",
        k->scope.layer->name, tarix_options_text(o, &tarix_option_kinds).data,
        tarix_options_text(o, &tarix_option_stopwords).data);
}

static bool wants(const colloc *k, const char *column)
{
    return tarix_table_wants(k->table.table, column);
}

/* Whether corrected p are shown, or pairs are left out by them. */
static bool wants_p(const colloc *k)
{
    const tarix_correction *c = k->table.correction;
    return k->log10_alpha < 0 ||
           (c && (wants(k, c->column.name) || wants(k, c->log10_column.name)));
}

/* Looks at the collocates of the nodes at hand. */
static void sweep(colloc *k)
{
    const bool has_positions = k->table.has_positions;
    tarix_sweep s = {.nodes = k->nodes,
        .windows = &k->windows,
        .n_threads = k->job->pass.n_threads,
        .n_tests = k->tests,
        .progress = k->job->pass.progress,
        .unordered = k->unordered && !k->is_network,
        .has_details = has_positions || wants(k, "left") || wants(k, "right") || wants(k, "docs"),
        .has_positions = has_positions,
        .scores = k->table.scores,
        .order = k->order,
        .context = k,
        .take = take};
    if (wants_p(k)) {
        s.test = k->test;
        s.correction = k->table.correction;
    }
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(k->job->arena));
    tarix_sweep_run(scratch, &s);
    tarix_arena_free(scratch);
}

/* ---- networks ---- */

static tarix_network *new_network(const colloc *k)
{
    const tarix_network_rules rules = {.most = k->top,
        .unordered = k->unordered,
        .log10_alpha = k->log10_alpha,
        .n_scores = k->table.scores.n,
        .n_positions = k->table.has_positions ? k->windows.left + k->windows.right : 0,
        .forms = k->forms};
    return tarix_network_new(k->job->arena, &k->windows, &rules);
}

/* Each depth is a family of tests of its own: its nodes follow from the tests of the last. */
static tarix_status grow_network(colloc *k, tarix_places *p, tarix_error *err)
{
    tarix_str depths = TARIX_STR("");
    for (uint64_t depth = 1; depth <= k->depth && k->nodes->n; depth++) {
        if (depth > 1) {
            TARIX_TRY(check_sizes(k, err));
            count_tests(k);
        }
        tarix_network_begin(k->network, k->nodes);
        sweep(k);
        depths = tarix_arena_format(k->job->arena, "%s%s%llu: %zu nodes, %llu tests", depths.data,
            depth > 1 ? "; " : "", (unsigned long long)depth, k->nodes->n,
            (unsigned long long)k->tests);
        if (depth < k->depth) k->nodes = tarix_network_next(k->network, p);
    }
    tarix_job_text(k->job, "depths", depths);
    if (k->network->n_edges == 0 && k->n_nodes)
        tarix_job_text(k->job, "note",
            TARIX_STR("no pair passes the network's floors: see --min-pair and --alpha"));
    return tarix_colloc_table_add_network(&k->table, k->network, err);
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    colloc *k = TARIX_NEW(job->arena, colloc);
    *k = (colloc){.job = job, .err = err};
    k->table = (tarix_colloc_table){.arena = job->arena, .table = table, .windows = &k->windows};
    tarix_used *used = NULL;
    tarix_places *p = NULL;
    TARIX_TRY(read_settings(k, err));
    TARIX_TRY(tarix_colloc_table_begin(&k->table, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    TARIX_TRY(list_typed(k, err));
    TARIX_TRY(read_places(k, used, &p, err));
    k->windows.places = p;
    TARIX_TRY(find_nodes(k, p, err));
    TARIX_TRY(check_sizes(k, err));
    count_tests(k);
    list_collocates(k, p);
    if (k->windows.margins == TARIX_MARGINS_SENTENCE)
        tarix_windows_count_sentences(job->arena, &k->windows);
    if (k->table.has_forms && wants(k, "forms"))
        k->forms = tarix_met_forms_new(job->arena, &k->windows);
    if (k->is_network) {
        k->network = new_network(k);
        TARIX_TRY(grow_network(k, p, err));
    } else
        sweep(k);
    TARIX_TRY(k->status);
    tarix_job_text(job, "parameters", parameters(k));
    tarix_job_count(job, "nodes", k->n_nodes);
    tarix_job_count(job, "tests", k->n_tests);
    if (k->table.n_without_table)
        tarix_job_count(job, "rows_without_table", k->table.n_without_table);
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_colloc = {
    .name = "colloc",
    .summary = "collocates of a node, or of every term, with counts, effect and significance",
    .usage = "[--node TERM,…] [OPTIONS] INPUT…",
    .details =
        "Which terms stand near a node more often than chance. Windows count places (punctuation\n"
        "holds none) and end with the sentence; overlapping windows count a place once. The cells\n"
        "that every score is computed from stand in its row: o11 of r1 places in windows of the\n"
        "node hold the collocate, c1 of all n places do. The run record has all settings in one\n"
        "line, parameters.\n"
        "\n"
        "  tarix colloc --node inqilab,sovet article.txt\n"
        "  tarix colloc --node 'inqilab*' --each article.txt       each term that begins so\n"
        "  tarix colloc --node '/.+(çılıq|çilik)/' corpus/         all such terms as one node\n"
        "  tarix colloc --node azadlıq --window 0,3 --positions --stopwords az corpus/\n"
        "  tarix colloc --min-pair 5 --top-per-node 10 -o pairs.csv corpus/\n"
        "  tarix colloc --network --node inqilab,azadlıq --weight log_dice --format gexf \\\n"
        "      -o network.gexf corpus/\n"
        "\n"
        "Pairs are written as they are counted. Corrected p-values need all of them first, at 16\n"
        "bytes a pair; with --correct none, or columns without q, any number of pairs will do.\n"
        "\n"
        "A network (--network) goes from the nodes to their collocates and on from those, --depth\n"
        "steps far: an edge for each collocate, with its depth and shared, the number of nodes in\n"
        "the network that have it. p is corrected for the tests of each depth. Programs that draw\n"
        "networks read --format graphml (R, Python, yEd) and gexf (Gephi).\n",
    .options = options,
    .defaults = defaults,
    .paper = "node,collocate,o11,e11,f_collocate,log_ratio,log_dice,ll,"
             "q_bonferroni,q_sidak,q_holm,q_hochberg,q_bh,q_by,depth,shared",
    .figures = "network",
    .columns = {tarix_colloc_columns, TARIX_COLLOC_COLUMNS},
    .optional = {tarix_colloc_optional, TARIX_COLLOC_OPTIONAL},
    .families = TARIX_FAMILY_ASSOCIATION,
    .run = run,
};
