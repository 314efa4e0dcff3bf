#include "analyzers/analyzers.h"
#include "analyzers/correction.h"
#include "analyzers/met_forms.h"
#include "analyzers/options.h"
#include "base/file.h"
#include "base/number.h"
#include "base/pool.h"

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
    .help = "only the first N collocates of each node; 0 for all"};

static const tarix_option *const options[] = {&node_option, &nodes_option, &each_option,
    &window_option, &within_option, &margins_option, &overlap_option, &pairs_option,
    &min_pair_option, &top_option, &positions_option, &forms_option, &tarix_option_layer,
    &tarix_option_kinds, &tarix_option_stopwords, &tarix_option_measures, &tarix_option_correct,
    &tarix_option_min_count, NULL};
static const tarix_option_default defaults[] = {
    {&tarix_option_measures, "ll,ll_log10_p,log_ratio,log_dice,mi,t"},
    {&tarix_option_min_count, "1"}, {NULL, NULL}};

enum {
    NODE,
    COLLOCATE,
    O11,
    R1,
    C1,
    N,
    E11,
    F_NODE,
    F_COLLOCATE,
    LEFT,
    RIGHT,
    DOCS,
    FIRST_MEASURE
};

static const tarix_column columns[] = {
    {"node", TARIX_TYPE_TEXT, "node", "düyün söz", "", "value of the layer"},
    {"collocate", TARIX_TYPE_TEXT, "collocate", "qonşu söz", "", "value of the layer"},
    {"o11", TARIX_TYPE_COUNT, "co-occurrences", "birgə rastlanma", "places", "by --margins"},
    {"r1", TARIX_TYPE_COUNT, "margin of the node", "düyün sözün cəmi", "places", "by --margins"},
    {"c1", TARIX_TYPE_COUNT, "margin of the collocate", "qonşu sözün cəmi", "places",
        "by --margins"},
    {"n", TARIX_TYPE_COUNT, "sample size", "ümumi cəm", "places", "by --margins"},
    {"e11", TARIX_TYPE_REAL, "expected co-occurrences", "gözlənilən rastlanma", "places",
        "r1 c1 / n"},
    {"f_node", TARIX_TYPE_COUNT, "count of the node", "düyün sözün sayı", "tokens", ""},
    {"f_collocate", TARIX_TYPE_COUNT, "count of the collocate", "qonşu sözün sayı", "tokens", ""},
    {"left", TARIX_TYPE_COUNT, "left of the node", "solda", "node-place pairs", ""},
    {"right", TARIX_TYPE_COUNT, "right of the node", "sağda", "node-place pairs", ""},
    {"docs", TARIX_TYPE_COUNT, "documents", "mətnlər", "documents", "in which they meet"},
};
enum { n_columns = sizeof columns / sizeof *columns };

typedef struct colloc {
    tarix_job *job;
    tarix_table *table;
    tarix_scope scope;
    tarix_windows windows;
    tarix_nodes *nodes;
    bool by_document, unordered, has_positions, has_forms;
    const tarix_correction *correction; /* NULL: none */
    uint64_t min_pair, top;
    tarix_measure_list scores; /* of the measures, those that are wanted */
    size_t *score_of_measure;  /* its index among them, or their number */
    uint64_t n_tests, n_without_table;
    tarix_met_forms *forms;
    tarix_status status;
    tarix_error *err;
} colloc;

/* ---- settings ---- */

static tarix_status parse_window(colloc *k, tarix_error *err)
{
    const tarix_str text = tarix_options_text(k->job->options, &window_option);
    tarix_str rest = text, left = {0}, right = {0};
    uint64_t l = 0, r = 0;
    const bool has_two = tarix_str_split(&rest, ',', &left) && tarix_str_split(&rest, ',', &right);
    if (!has_two || rest.data || !tarix_number_parse_count(left, &l) ||
        !tarix_number_parse_count(right, &r) || l > TARIX_WINDOW_WIDEST ||
        r > TARIX_WINDOW_WIDEST || l + r == 0)
        return tarix_error_set(err, TARIX_USAGE,
            "--window: '%s' is not L,R with each from 0 to %d, such as 5,5 or 0,3", text.data,
            TARIX_WINDOW_WIDEST);
    k->windows.left = (unsigned)l;
    k->windows.right = (unsigned)r;
    return TARIX_OK;
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
    if (k->has_positions)
        return tarix_error_set(err, TARIX_USAGE,
            "--margins sentence knows no positions in a window: leave out --positions");
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
    k->has_positions = tarix_options_flag(o, &positions_option);
    k->has_forms = tarix_options_flag(o, &forms_option);
    k->min_pair = tarix_options_count(o, &min_pair_option);
    k->windows.least = k->min_pair;
    k->top = tarix_options_count(o, &top_option);
    k->correction = tarix_corrections_find(tarix_options_text(o, &tarix_option_correct));
    if (k->windows.margins == TARIX_MARGINS_SENTENCE) TARIX_TRY(check_sentences(k, err));
    TARIX_TRY(parse_window(k, err));
    TARIX_TRY(tarix_job_scope(k->job, TARIX_FAMILY_ASSOCIATION, &k->scope, err));
    k->scope.forms = k->has_forms;
    return TARIX_OK;
}

/* ---- nodes ---- */

/* The file's lines as if each had been given to --node. */
static tarix_status read_node_file(
    const colloc *k, tarix_str **typed, size_t *n, size_t *capacity, tarix_error *err)
{
    const tarix_str path = tarix_options_text(k->job->options, &nodes_option);
    tarix_str rest, line;
    if (!path.data) return TARIX_OK;
    TARIX_TRY(tarix_file_read(k->job->arena, path.data, &rest, err));
    while (tarix_str_split(&rest, '\n', &line)) {
        if (line.size == 0 || line.data[0] == '#') continue;
        TARIX_ROOM(k->job->arena, *typed, *n, *capacity);
        (*typed)[(*n)++] = line;
    }
    return TARIX_OK;
}

static tarix_status find_nodes(colloc *k, tarix_error *err)
{
    const tarix_options *o = k->job->options;
    const tarix_places *p = k->windows.places;
    size_t n_given, n = 0, capacity = 0;
    const tarix_str *given = tarix_options_all(o, &node_option, &n_given);
    tarix_str *typed = NULL;
    if (n_given == 0 && !tarix_options_given(o, &nodes_option)) {
        k->nodes = tarix_nodes_all(k->job->arena, p, k->scope.min_count ? k->scope.min_count : 1);
        return TARIX_OK;
    }
    TARIX_TRY(read_node_file(k, &typed, &n, &capacity, err));
    for (size_t i = 0; i < n_given; i++) {
        TARIX_ROOM(k->job->arena, typed, n, capacity);
        typed[n++] = given[i];
    }
    const bool each = tarix_options_flag(o, &each_option);
    return tarix_nodes_find(k->job, p, typed, n, each, &k->nodes, err);
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
    const size_t n_testable =
        tarix_places_ranks(k->windows.places, k->scope.min_count ? k->scope.min_count : 1);
    size_t earlier = 0; /* nodes of one type that could have been collocates of this one */
    for (size_t i = 0; i < k->nodes->n; i++) {
        const tarix_node node = tarix_nodes_at(k->nodes, i);
        size_t own = 0;
        while (own < node.n_types && node.types[own] < n_testable) own++;
        k->n_tests += n_testable - own - (k->unordered ? earlier : 0);
        earlier += node.n_types == 1 && own == 1;
    }
}

/* Only what can meet often enough is told apart. */
static void list_collocates(colloc *k, tarix_places *p)
{
    const uint64_t times = k->windows.every ? k->windows.left + k->windows.right : 1;
    const uint64_t least = (k->min_pair + times - 1) / times;
    tarix_places_list(
        p, tarix_places_ranks(p, least > k->scope.min_count ? least : k->scope.min_count));
}

/* ---- the table ---- */

static void add_columns(const colloc *k)
{
    tarix_table_add_columns(k->table, columns, n_columns);
    tarix_measures_add_columns(&k->scope.measures, k->table);
    if (k->correction) {
        tarix_table_add_column(k->table, k->correction->column);
        tarix_table_add_column(k->table, k->correction->log10_column);
    }
    const unsigned left = k->windows.left, n = left + k->windows.right;
    for (unsigned i = 0; i < n && k->has_positions; i++) {
        const unsigned distance = i < left ? left - i : i - left + 1;
        const tarix_str name =
            tarix_arena_format(k->job->arena, "%c%u", i < left ? 'L' : 'R', distance);
        tarix_table_add_column(k->table, (tarix_column){name.data, TARIX_TYPE_COUNT, name.data,
                                             name.data, "node-place pairs", "at this distance"});
    }
    if (k->has_forms)
        tarix_table_add_column(k->table, (tarix_column){"forms", TARIX_TYPE_TEXT, "forms met",
                                             "rast gəlinən formalar", "", "form (count) …"});
}

/* Measures that nobody will see are not computed. */
static void choose_scores(colloc *k)
{
    const tarix_measure_list *all = &k->scope.measures;
    k->scores.rows = TARIX_ARRAY(k->job->arena, const tarix_measure *, all->n + 1);
    k->score_of_measure = TARIX_ARRAY(k->job->arena, size_t, all->n + 1);
    for (size_t i = 0; i < all->n; i++) {
        k->score_of_measure[i] = SIZE_MAX;
        if (!tarix_table_wants(k->table, all->rows[i]->name)) continue;
        k->score_of_measure[i] = k->scores.n;
        k->scores.rows[k->scores.n++] = all->rows[i];
    }
}

static void write_counts(tarix_cell *row, const tarix_collocates *c, const tarix_meeting *m,
    const tarix_cells *cells, bool has_sides)
{
    row[O11].count = m->o11;
    row[R1].count = c->r1;
    row[C1].count = (uint64_t)cells->c1;
    row[N].count = (uint64_t)cells->n;
    row[E11].real = tarix_cells_e11(cells);
    row[F_NODE].count = c->node.n;
    row[F_COLLOCATE].count = (uint64_t)cells->f_collocate;
    row[LEFT].count = has_sides ? m->left : TARIX_NO_COUNT;
    row[RIGHT].count = has_sides ? m->right : TARIX_NO_COUNT;
    row[DOCS].count = m->docs;
}

static tarix_status write_row(colloc *k, const tarix_collocates *c, uint32_t index)
{
    const tarix_meeting *m = &c->meetings[index];
    tarix_cells cells;
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(k->table, &row, k->err));
    k->n_without_table += !tarix_windows_cells(&k->windows, &c->node, c->r1, m, &cells);
    row[NODE].text = c->node.name;
    row[COLLOCATE].text = tarix_places_str(k->windows.places, m->collocate);
    write_counts(row, c, m, &cells, k->windows.margins != TARIX_MARGINS_SENTENCE);
    size_t column = FIRST_MEASURE;
    for (size_t i = 0; i < k->scope.measures.n; i++, column++) {
        const size_t score = k->score_of_measure[i];
        row[column].real = score == SIZE_MAX ? NAN : c->scores[index * k->scores.n + score];
    }
    if (k->correction) {
        const double log10_q = c->log10_q ? c->log10_q[index] : NAN;
        row[column++].real = pow(10, log10_q);
        row[column++].real = log10_q;
    }
    const unsigned n_positions = k->windows.left + k->windows.right;
    for (unsigned i = 0; i < n_positions && k->has_positions; i++, column++)
        row[column].count = c->positions ? c->positions[index * n_positions + i] : 0;
    if (k->forms) row[column].text = tarix_met_forms_str(k->forms, k->job->arena, index);
    return TARIX_OK;
}

static bool write_collocates(void *context, const tarix_collocates *found)
{
    colloc *k = context;
    if (k->forms) tarix_met_forms_count(k->forms, found);
    for (size_t i = 0; i < found->n; i++) {
        if (tarix_table_is_full(k->table)) return false;
        k->status = write_row(k, found, found->order[i].index);
        if (k->status != TARIX_OK) return false;
    }
    return true;
}

/* In the manner of Brezina, McEnery and Wattam's collocation parameters notation (2015): what must
 * be known to find the same collocates again, in one line. */
static tarix_str parameters(const colloc *k, const tarix_measure *order)
{
    const tarix_options *o = k->job->options;
    const bool by_sentence = k->windows.margins == TARIX_MARGINS_SENTENCE;
    const tarix_str span = by_sentence ? TARIX_STR("sentence")
                                       : tarix_arena_format(k->job->arena, "L%u-R%u",
                                             k->windows.left, k->windows.right);
    return tarix_arena_format(k->job->arena,
        "%s, %s, C%llu-NC%llu; %s margins, within %s, overlap %s; layer %s, kinds %s, stop words "
        "%s",
        order->name, span.data, (unsigned long long)k->scope.min_count,
        (unsigned long long)k->min_pair, tarix_options_text(o, &margins_option).data,
        k->by_document ? "document" : "sentence", k->windows.every ? "every" : "once",
        k->scope.layer->name, tarix_options_text(o, &tarix_option_kinds).data,
        tarix_options_text(o, &tarix_option_stopwords).data);
}

static bool wants_details(const colloc *k)
{
    return tarix_table_wants(k->table, "left") || tarix_table_wants(k->table, "right") ||
           tarix_table_wants(k->table, "docs") || k->has_positions;
}

static void sweep(colloc *k)
{
    const tarix_measure *ll = tarix_measures_find(TARIX_STR("ll"));
    const uint64_t n_threads = tarix_options_count(k->job->options, &tarix_option_threads);
    tarix_sweep s = {.nodes = k->nodes,
        .windows = &k->windows,
        .n_threads = n_threads ? (size_t)n_threads : tarix_pool_processors(),
        .n_tests = k->n_tests,
        .most = k->top,
        .unordered = k->unordered,
        .has_details = wants_details(k),
        .has_positions = k->has_positions,
        .scores = k->scores,
        .order = k->scope.measures.n ? k->scope.measures.rows[0] : ll,
        .context = k,
        .take = write_collocates};
    s.ascends = tarix_str_ends(tarix_str_from(s.order->name), TARIX_STR("_log10_p"));
    if (k->correction && (tarix_table_wants(k->table, k->correction->column.name) ||
                             tarix_table_wants(k->table, k->correction->log10_column.name))) {
        s.test = tarix_measures_find(TARIX_STR("ll_log10_p"));
        s.correction = k->correction;
    }
    if (k->has_forms && tarix_table_wants(k->table, "forms"))
        k->forms = tarix_met_forms_new(k->job->arena, &k->windows);
    tarix_sweep_run(k->job->arena, &s);
    tarix_job_text(k->job, "parameters", parameters(k, s.order));
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    colloc *k = TARIX_NEW(job->arena, colloc);
    *k = (colloc){.job = job, .table = table, .err = err};
    tarix_used *used = NULL;
    tarix_places *p = NULL;
    TARIX_TRY(read_settings(k, err));
    add_columns(k);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    TARIX_TRY(tarix_places_read(job, used, &k->scope, k->by_document, &p, err));
    k->windows.places = p;
    TARIX_TRY(find_nodes(k, err));
    TARIX_TRY(check_sizes(k, err));
    count_tests(k);
    list_collocates(k, p);
    if (k->windows.margins == TARIX_MARGINS_SENTENCE)
        tarix_windows_count_sentences(job->arena, &k->windows);
    choose_scores(k);
    sweep(k);
    TARIX_TRY(k->status);
    tarix_job_count(job, "nodes", k->nodes->n);
    tarix_job_count(job, "tests", k->n_tests);
    if (k->n_without_table) tarix_job_count(job, "rows_without_table", k->n_without_table);
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
        "\n"
        "Pairs are written as they are counted. Corrected p-values need all of them first, at 16\n"
        "bytes a pair; with --correct none, or columns without q, any number of pairs will do.\n",
    .options = options,
    .defaults = defaults,
    .paper = "node,collocate,o11,e11,f_collocate,log_ratio,log_dice,mi,ll,"
             "q_bonferroni,q_sidak,q_holm,q_hochberg,q_bh,q_by,docs",
    .columns = TARIX_SCHEMA(columns),
    .families = TARIX_FAMILY_ASSOCIATION,
    .run = run,
};
