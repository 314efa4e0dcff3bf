#include "analyzers/analyzers.h"
#include "analyzers/correction.h"
#include "analyzers/options.h"
#include "analyzers/rank.h"

#include "base/number.h"
#include "corpus/corpus.h"
#include "corpus/fold.h"

#include <math.h>
#include <stdlib.h>

static const tarix_option node_option = {.name = "node",
    .kind = TARIX_OPTION_TEXT,
    .value = "TERM,…",
    .repeats = true,
    .help = "terms of the layer whose collocates are wanted; without it, all pairs"};
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
    .help = "what the cells count: places in windows, words, or sentences"};
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

static const tarix_option *const options[] = {&node_option, &window_option, &within_option,
    &margins_option, &min_pair_option, &top_option, &tarix_option_layer, &tarix_option_kinds,
    &tarix_option_stopwords, &tarix_option_measures, &tarix_option_correct, &tarix_option_min_count,
    NULL};
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

typedef enum margins { MARGINS_WINDOW, MARGINS_WORD, MARGINS_SENTENCE } margins;

/* The corpus as collocation sees it: places only. */
typedef struct places {
    size_t n;
    tarix_id *value;    /* by place; TARIX_NO_ID: not listed */
    uint32_t *unit;     /* by place: the sentence or document that windows do not cross */
    uint32_t *document; /* by place */
    size_t n_sentences;
    uint64_t *count; /* by value */
    size_t n_values;
    size_t *first; /* places of value v: at[first[v]] … at[first[v + 1] - 1] */
    uint32_t *at;
} places;

typedef struct pair {
    tarix_id node, collocate;
    uint64_t o11, r1, left, right, docs;
    double log10_q, score;
    uint32_t place; /* of the collocate in the alphabet */
} pair;

typedef struct colloc {
    tarix_job *job;
    tarix_scope scope;
    tarix_vocab *values;
    places p;
    size_t window_left, window_right;
    margins margins;
    bool by_document;
    const tarix_correction *correction; /* NULL: none */
    uint64_t min_pair, top;
    uint64_t *sentences; /* by value: sentences that have it, for MARGINS_SENTENCE */
    uint32_t *alphabet;  /* by value: its place in the alphabet */
    uint64_t n_testable; /* values at or above the floor */
    /* dense counters of one node */
    uint32_t *o11, *left, *right, *docs, *last_document, *last_unit;
    tarix_id *touched;
    size_t n_touched;
    pair *pairs;
    size_t n_pairs, pairs_capacity;
    uint64_t n_tests;
} colloc;

/* ---- places ---- */

static tarix_id *map_forms(colloc *k, const tarix_corpus *corpus, tarix_layer *layer)
{
    const size_t n = tarix_vocab_size(corpus->forms);
    const tarix_id *map = tarix_layer_map(layer);
    tarix_id *value = TARIX_ARRAY(k->job->arena, tarix_id, n + 1);
    for (tarix_id f = 0; f < n; f++) {
        const tarix_str form = tarix_vocab_str(corpus->forms, f);
        const uint16_t tag = tarix_vocab_tag(corpus->forms, f);
        const tarix_mark mark = tarix_arena_mark(k->job->arena);
        char *fold = tarix_arena_alloc(k->job->arena, TARIX_FOLD_SIZE(form.size), 1);
        const tarix_str folded = {
            fold, tarix_fold_reading(k->job->lexicons, form, tag & 0xFF, tag >> 8, fold)};
        value[f] = tarix_selection_has(&k->scope.selection, tag, folded) ? map[f] : TARIX_NO_ID;
        tarix_arena_restore(k->job->arena, mark);
    }
    return value;
}

static void index_places(colloc *k)
{
    places *p = &k->p;
    p->first = TARIX_ARRAY(k->job->arena, size_t, p->n_values + 2);
    p->at = TARIX_ARRAY(k->job->arena, uint32_t, p->n + 1);
    for (size_t i = 0; i < p->n; i++)
        if (p->value[i] != TARIX_NO_ID) p->first[p->value[i] + 2]++;
    for (size_t v = 0; v < p->n_values; v++) p->first[v + 2] += p->first[v + 1];
    for (size_t i = 0; i < p->n; i++)
        if (p->value[i] != TARIX_NO_ID) p->at[p->first[p->value[i] + 1]++] = (uint32_t)i;
}

static void find_places(colloc *k, const tarix_corpus *corpus, const tarix_id *value_of_form)
{
    places *p = &k->p;
    tarix_arena *arena = k->job->arena;
    p->n_values = tarix_vocab_size(k->values);
    p->value = TARIX_ARRAY(arena, tarix_id, corpus->n_tokens + 1);
    p->unit = TARIX_ARRAY(arena, uint32_t, corpus->n_tokens + 1);
    p->document = TARIX_ARRAY(arena, uint32_t, corpus->n_tokens + 1);
    p->count = TARIX_ARRAY(arena, uint64_t, p->n_values + 1);
    p->n_sentences = corpus->n_sentences;
    size_t sentence = 0, document = 0;
    for (size_t i = 0; i < corpus->n_tokens; i++) {
        const tarix_id form = corpus->form[i];
        while (sentence + 1 <= corpus->n_sentences && corpus->sentence_start[sentence + 1] <= i)
            sentence++;
        while (document + 1 < corpus->n_documents && corpus->document_start[document + 1] <= i)
            document++;
        if (!tarix_kind_holds_place(tarix_vocab_tag(corpus->forms, form) & 0xFF)) continue;
        p->value[p->n] = value_of_form[form];
        p->unit[p->n] = (uint32_t)(k->by_document ? document : sentence) + 1;
        p->document[p->n] = (uint32_t)document + 1;
        if (value_of_form[form] != TARIX_NO_ID) p->count[value_of_form[form]]++;
        p->n++;
    }
    index_places(k);
}

static void count_sentences(colloc *k)
{
    k->sentences = TARIX_ARRAY(k->job->arena, uint64_t, k->p.n_values + 1);
    for (tarix_id v = 0; v < k->p.n_values; v++) {
        uint32_t last = 0;
        for (size_t i = k->p.first[v]; i < k->p.first[v + 1]; i++) {
            const uint32_t unit = k->p.unit[k->p.at[i]];
            k->sentences[v] += unit != last;
            last = unit;
        }
    }
}

/* ---- one node ---- */

static void meet(colloc *k, size_t place, uint32_t *side)
{
    const tarix_id v = k->p.value[place];
    if (v == TARIX_NO_ID) return;
    if (!k->o11[v] && !k->left[v] && !k->right[v]) k->touched[k->n_touched++] = v;
    side[v]++;
    if (k->last_document[v] != k->p.document[place]) {
        k->last_document[v] = k->p.document[place];
        k->docs[v]++;
    }
}

/* Counts all windows of a node; places in the union of windows and outside nodes are r1. */
static uint64_t count_windows(colloc *k, tarix_id node)
{
    const places *p = &k->p;
    uint64_t r1 = 0;
    size_t covered = 0; /* places before it have been counted in o11 */
    for (size_t i = p->first[node]; i < p->first[node + 1]; i++) {
        const size_t at = p->at[i];
        size_t begin = at, end = at + 1;
        while (begin > 0 && at - begin < k->window_left && p->unit[begin - 1] == p->unit[at])
            begin--;
        while (end < p->n && end - at <= k->window_right && p->unit[end] == p->unit[at]) end++;
        for (size_t j = begin; j < end; j++) {
            if (p->value[j] == node) continue;
            if (j < at)
                meet(k, j, k->left);
            else
                meet(k, j, k->right);
            if (j < covered) continue;
            r1++;
            if (p->value[j] != TARIX_NO_ID) k->o11[p->value[j]]++;
        }
        if (end > covered) covered = end;
    }
    return r1;
}

/* The same over whole sentences, each counted once. */
static uint64_t count_in_sentences(colloc *k, tarix_id node)
{
    const places *p = &k->p;
    uint64_t r1 = 0;
    uint32_t last = 0;
    for (size_t i = p->first[node]; i < p->first[node + 1]; i++) {
        const size_t at = p->at[i];
        if (p->unit[at] == last) continue;
        last = p->unit[at];
        r1++;
        size_t begin = at, end = at;
        while (begin > 0 && p->unit[begin - 1] == last) begin--;
        while (end < p->n && p->unit[end] == last) end++;
        for (size_t j = begin; j < end; j++) {
            const tarix_id v = p->value[j];
            if (v == TARIX_NO_ID || v == node || (k->o11[v] && k->last_unit[v] == last)) continue;
            k->last_unit[v] = last;
            meet(k, j, k->o11);
        }
    }
    return r1;
}

static tarix_cells cells_of(const colloc *k, const pair *q, uint64_t *c1, uint64_t *n)
{
    tarix_cells cells = {0};
    const uint64_t f_node = k->p.count[q->node], f_collocate = k->p.count[q->collocate];
    *c1 = k->margins == MARGINS_SENTENCE ? k->sentences[q->collocate] : f_collocate;
    *n = k->margins == MARGINS_SENTENCE ? k->p.n_sentences
         : k->margins == MARGINS_WORD   ? k->p.n
                                        : k->p.n - f_node;
    /* Under word margins they need not form a table. */
    tarix_cells_from_words(&cells, q->o11, q->r1, *c1, *n);
    cells.f_node = (double)f_node;
    cells.f_collocate = (double)f_collocate;
    cells.tests = (double)k->n_tests;
    return cells;
}

static int by_score(const void *a, const void *b)
{
    const pair *p = a, *q = b;
    if (isnan(p->score) || isnan(q->score)) return isnan(p->score) - isnan(q->score);
    if (p->score != q->score) return p->score > q->score ? -1 : 1;
    if (p->o11 != q->o11) return p->o11 > q->o11 ? -1 : 1;
    return (p->place > q->place) - (p->place < q->place);
}

static bool is_testable(const colloc *k, tarix_id v)
{
    return k->p.count[v] > 0 && k->p.count[v] >= k->scope.min_count;
}

/* What is the same for all nodes: the order of the alphabet and the size of a family of tests. */
static void survey_values(colloc *k)
{
    const size_t n = k->p.n_values;
    tarix_id *ranked = TARIX_ARRAY(k->job->arena, tarix_id, n + 1);
    for (tarix_id v = 0; v < n; v++) {
        ranked[v] = v;
        k->n_testable += is_testable(k, v);
    }
    tarix_rank(k->job->arena, ranked, n, NULL, k->values);
    k->alphabet = TARIX_ARRAY(k->job->arena, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) k->alphabet[ranked[i]] = (uint32_t)i;
}

/* Keeps the pairs of the node that has just been counted and clears its counters. */
static void keep_pairs(colloc *k, tarix_id node, uint64_t r1)
{
    const size_t first = k->n_pairs;
    const tarix_measure *order =
        k->scope.measures.n ? k->scope.measures.rows[0] : tarix_measures_find(TARIX_STR("ll"));
    if (k->margins == MARGINS_WORD) r1 = k->p.count[node];
    for (size_t i = 0; i < k->n_touched; i++) {
        const tarix_id v = k->touched[i];
        if (k->o11[v] >= k->min_pair && k->p.count[v] >= k->scope.min_count) {
            pair q = {.node = node,
                .collocate = v,
                .o11 = k->o11[v],
                .r1 = r1,
                .left = k->left[v],
                .right = k->right[v],
                .docs = k->docs[v],
                .place = k->alphabet[v]};
            uint64_t c1, n;
            const tarix_cells cells = cells_of(k, &q, &c1, &n);
            q.score = order->of_cells(&cells);
            TARIX_ROOM(k->job->arena, k->pairs, k->n_pairs, k->pairs_capacity);
            k->pairs[k->n_pairs++] = q;
        }
        k->o11[v] = k->left[v] = k->right[v] = k->docs[v] = k->last_document[v] = 0;
        k->last_unit[v] = 0;
    }
    k->n_touched = 0;
    k->n_tests += k->n_testable - is_testable(k, node);
    if (k->n_pairs > first) qsort(k->pairs + first, k->n_pairs - first, sizeof *k->pairs, by_score);
}

static void count_node(colloc *k, tarix_id node)
{
    const uint64_t r1 =
        k->margins == MARGINS_SENTENCE ? count_in_sentences(k, node) : count_windows(k, node);
    keep_pairs(k, node, r1);
}

/* ---- settings ---- */

static tarix_status parse_window(colloc *k, tarix_error *err)
{
    enum { widest = 50 };
    const tarix_str text = tarix_options_text(k->job->options, &window_option);
    tarix_str rest = text, left = {0}, right = {0};
    uint64_t l = 0, r = 0;
    const bool has_two = tarix_str_split(&rest, ',', &left) && tarix_str_split(&rest, ',', &right);
    if (!has_two || rest.data || !tarix_number_parse_count(left, &l) ||
        !tarix_number_parse_count(right, &r) || l > widest || r > widest || l + r == 0)
        return tarix_error_set(err, TARIX_USAGE,
            "--window: '%s' is not L,R with each from 0 to %d, such as 5,5 or 0,3", text.data,
            widest);
    k->window_left = (size_t)l;
    k->window_right = (size_t)r;
    return TARIX_OK;
}

static tarix_status read_settings(colloc *k, tarix_error *err)
{
    const tarix_options *o = k->job->options;
    const tarix_str rule = tarix_options_text(o, &margins_option);
    k->margins = rule.data[0] == 's'                        ? MARGINS_SENTENCE
                 : tarix_str_equal(rule, TARIX_STR("word")) ? MARGINS_WORD
                                                            : MARGINS_WINDOW;
    k->by_document = tarix_options_text(o, &within_option).data[0] == 'd';
    if (k->margins == MARGINS_SENTENCE &&
        (tarix_options_given(o, &window_option) || k->by_document))
        return tarix_error_set(err, TARIX_USAGE,
            "--margins sentence counts whole sentences: leave out --window and --within");
    k->min_pair = tarix_options_count(o, &min_pair_option);
    k->top = tarix_options_count(o, &top_option);
    k->correction = tarix_corrections_find(tarix_options_text(o, &tarix_option_correct));
    TARIX_TRY(parse_window(k, err));
    return tarix_job_scope(k->job, TARIX_FAMILY_ASSOCIATION, &k->scope, err);
}

/* The nodes asked for, or every value at or above the floor; by count, then by text. */
static size_t find_nodes(colloc *k, tarix_layer *layer, tarix_id **out)
{
    size_t n_asked, n = 0;
    const tarix_str *asked = tarix_options_all(k->job->options, &node_option, &n_asked);
    tarix_arena *arena = k->job->arena;
    size_t room = k->p.n_values + 1;
    for (size_t i = 0; i < n_asked; i++) room += asked[i].size + 1;
    tarix_id *nodes = TARIX_ARRAY(arena, tarix_id, room);
    bool *taken = TARIX_ARRAY(arena, bool, k->p.n_values + 1);
    for (size_t i = 0; i < n_asked; i++) {
        tarix_str rest = asked[i], term;
        while (tarix_str_split(&rest, ',', &term)) {
            if (term.size == 0) continue;
            char *value = tarix_arena_alloc(arena, TARIX_FOLD_SIZE(term.size), 1);
            const tarix_str text = {value, tarix_layer_apply(layer, term, value)};
            const tarix_id id = tarix_vocab_find(k->values, text, 0);
            if (id == TARIX_NO_ID || k->p.count[id] == 0)
                tarix_job_text(k->job, "node_not_found", text);
            else if (!taken[id]) {
                taken[id] = true;
                nodes[n++] = id;
            }
        }
    }
    if (n_asked == 0)
        for (tarix_id v = 0; v < k->p.n_values; v++)
            if (is_testable(k, v)) nodes[n++] = v;
    tarix_rank(arena, nodes, n, k->p.count, k->values);
    *out = nodes;
    return n;
}

/* ---- the table ---- */

static void correct(colloc *k)
{
    const tarix_measure *p = tarix_measures_find(TARIX_STR("ll_log10_p"));
    double *q = TARIX_ARRAY(k->job->arena, double, k->n_pairs + 1);
    for (size_t i = 0; i < k->n_pairs; i++) {
        uint64_t c1, n;
        const tarix_cells cells = cells_of(k, &k->pairs[i], &c1, &n);
        q[i] = isnan(cells.determinant) ? 0 : p->of_cells(&cells);
    }
    tarix_correct(k->job->arena, k->correction, q, k->n_pairs, k->n_tests);
    for (size_t i = 0; i < k->n_pairs; i++) k->pairs[i].log10_q = q[i];
}

static tarix_status write_pair(const colloc *k, tarix_table *table, const pair *q, tarix_error *err)
{
    uint64_t c1, n;
    const tarix_cells cells = cells_of(k, q, &c1, &n);
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(table, &row, err));
    row[NODE].text = tarix_vocab_str(k->values, q->node);
    row[COLLOCATE].text = tarix_vocab_str(k->values, q->collocate);
    row[O11].count = q->o11;
    row[R1].count = q->r1;
    row[C1].count = c1;
    row[N].count = n;
    row[E11].real = tarix_cells_e11(&cells);
    row[F_NODE].count = k->p.count[q->node];
    row[F_COLLOCATE].count = k->p.count[q->collocate];
    row[LEFT].count = k->margins == MARGINS_SENTENCE ? TARIX_NO_COUNT : q->left;
    row[RIGHT].count = k->margins == MARGINS_SENTENCE ? TARIX_NO_COUNT : q->right;
    row[DOCS].count = q->docs;
    for (size_t m = 0; m < k->scope.measures.n; m++)
        row[FIRST_MEASURE + m].real = k->scope.measures.rows[m]->of_cells(&cells);
    if (k->correction) {
        row[FIRST_MEASURE + k->scope.measures.n].real = pow(10, q->log10_q);
        row[FIRST_MEASURE + k->scope.measures.n + 1].real = q->log10_q;
    }
    return TARIX_OK;
}

static tarix_status write_table(const colloc *k, tarix_table *table, tarix_error *err)
{
    uint64_t rank = 0;
    for (size_t i = 0; i < k->n_pairs && !tarix_table_is_full(table); i++) {
        rank = i > 0 && k->pairs[i].node == k->pairs[i - 1].node ? rank + 1 : 1;
        if (!k->top || rank <= k->top) TARIX_TRY(write_pair(k, table, &k->pairs[i], err));
    }
    return tarix_table_end(table, err);
}

static void add_columns(const colloc *k, tarix_table *table)
{
    tarix_table_add_columns(table, columns, n_columns);
    tarix_measures_add_columns(&k->scope.measures, table);
    if (k->correction) {
        tarix_table_add_column(table, k->correction->column);
        tarix_table_add_column(table, k->correction->log10_column);
    }
}

static void make_counters(colloc *k)
{
    const size_t n = k->p.n_values + 1;
    uint32_t **counters[] = {
        &k->o11, &k->left, &k->right, &k->docs, &k->last_document, &k->last_unit};
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        *counters[i] = TARIX_ARRAY(k->job->arena, uint32_t, n);
    k->touched = TARIX_ARRAY(k->job->arena, tarix_id, n);
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    colloc k = {.job = job, .values = tarix_vocab_new(job->arena)};
    tarix_used *used = NULL;
    tarix_corpus *corpus = NULL;
    tarix_id *nodes = NULL;
    TARIX_TRY(read_settings(&k, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    add_columns(&k, table);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(tarix_corpus_read(job->arena, &job->pass, used->collection, &corpus, err));
    tarix_layer *layer =
        tarix_layer_new(job->arena, k.scope.layer, job->lexicons, corpus->forms, k.values);
    const tarix_id *value_of_form = map_forms(&k, corpus, layer);
    find_places(&k, corpus, value_of_form);
    if (k.margins == MARGINS_SENTENCE) count_sentences(&k);
    make_counters(&k);
    survey_values(&k);
    const size_t n_nodes = find_nodes(&k, layer, &nodes);
    for (size_t i = 0; i < n_nodes; i++) count_node(&k, nodes[i]);
    if (k.correction) correct(&k);
    used->n_tokens = corpus->n_tokens;
    used->n_places = k.p.n;
    for (size_t v = 0; v < k.p.n_values; v++) used->n_counted += k.p.count[v];
    used->n_stopped =
        tarix_collection_tokens(used->collection, k.scope.selection.kinds) - used->n_counted;
    tarix_job_count(job, "nodes", n_nodes);
    tarix_job_count(job, "tests", k.n_tests);
    return write_table(&k, table, err);
}

const tarix_analyzer tarix_colloc = {
    .name = "colloc",
    .summary = "collocates of a node, or of every term, with counts, effect and significance",
    .usage = "[--node TERM,…] [OPTIONS] INPUT…",
    .details =
        "Which terms stand near a node more often than chance. Windows count places (punctuation\n"
        "holds none) and end with the sentence; overlapping windows count a place once. The cells\n"
        "that every score is computed from stand in its row.\n"
        "\n"
        "  tarix colloc --node inqilab,sovet article.txt\n"
        "  tarix colloc --node azadlıq --window 0,3 --stopwords az corpus/\n"
        "  tarix colloc --min-pair 5 --top-per-node 10 -o pairs.csv corpus/\n",
    .options = options,
    .defaults = defaults,
    .paper = "node,collocate,o11,e11,f_collocate,log_ratio,log_dice,mi,ll,q_bh,docs",
    .columns = TARIX_SCHEMA(columns),
    .families = TARIX_FAMILY_ASSOCIATION,
    .run = run,
};
