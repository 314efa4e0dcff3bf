#include "analyzers/analyzers.h"
#include "analyzers/context.h"
#include "analyzers/layers.h"
#include "analyzers/options.h"
#include "analyzers/phrase.h"
#include "analyzers/window.h"
#include "base/number.h"
#include "corpus/corpus.h"

#include <stdlib.h>

static const tarix_option node_option = {.name = "node",
    .kind = TARIX_OPTION_TEXT,
    .value = "PHRASE,…",
    .repeats = true,
    .help = "what is looked for: a term of the layer, inqilab*, /regex/, or several in a row; * or "
            "[] between them is any one word, []{0,2} up to two"};
static const tarix_option context_option = {.name = "context",
    .kind = TARIX_OPTION_TEXT,
    .value = "N|sentence",
    .fallback = "10",
    .help = "what is shown on each side: N words, or the rest of the sentence"};
static const tarix_option within_option = {.name = "within",
    .kind = TARIX_OPTION_WORD,
    .value = "UNIT",
    .choices = "sentence,document",
    .fallback = "sentence",
    .help = "what a phrase of several words does not cross: sentence or document"};
static const tarix_option order_option = {.name = "order",
    .kind = TARIX_OPTION_TEXT,
    .value = "KEYS",
    .help = "sort by words beside the node or the node itself: R1,R2 or L1,node; then, and without "
            "it, by document and place"};
static const tarix_option sample_option = {.name = "sample",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "0",
    .help = "only N lines, drawn at random; 0 for all"};
static const tarix_option fields_option = {.name = "fields",
    .kind = TARIX_OPTION_TEXT,
    .value = "LIST|all",
    .help = "add what the metadata say of the document: these fields, or all"};
static const tarix_option context_of_option = {.name = "context-of",
    .kind = TARIX_OPTION_TEXT,
    .value = "FILE.csv",
    .help = "in place of --node: the lines behind each row of a table of colloc (every place that "
            "o11 counts), or of keyness or freq (every occurrence of the term)"};
static const tarix_option per_row_option = {.name = "per-row",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "0",
    .help = "of --context-of: only N lines for a row, drawn at random; 0 for all"};
static const tarix_option window_option = {.name = "window",
    .kind = TARIX_OPTION_TEXT,
    .value = "L,R|sentence",
    .fallback = "5,5",
    .help = "of --context-of: the window that the table was made with; sentence for --margins "
            "sentence"};
static const tarix_option overlap_option = {.name = "overlap",
    .kind = TARIX_OPTION_WORD,
    .value = "RULE",
    .choices = "once,every",
    .fallback = "once",
    .help = "of --context-of: the rule that the table was made with"};

static const tarix_option *const options[] = {&node_option, &context_option, &within_option,
    &order_option, &sample_option, &tarix_option_seed, &fields_option, &context_of_option,
    &per_row_option, &window_option, &overlap_option, &tarix_option_layer, &tarix_option_kinds,
    &tarix_option_stopwords, NULL};
static const tarix_option_default defaults[] = {{&tarix_option_kinds, "all"}, {NULL, NULL}};

enum { DOCUMENT, SENTENCE, TOKEN, START, LEFT, NODE, RIGHT, OWN_COLUMNS };

static const tarix_column columns[] = {
    {"document", TARIX_TYPE_TEXT, "document", "mətn", "", "path below the folder named"},
    {"sentence", TARIX_TYPE_COUNT, "sentence", "cümlə", "", "from 1 in each document"},
    {"token", TARIX_TYPE_COUNT, "token", "söz", "", "the node's first, from 1 in each sentence"},
    {"start", TARIX_TYPE_COUNT, "start", "başlanğıc", "bytes", "of the node after NFC, from 0"},
    {"left", TARIX_TYPE_TEXT, "left", "sol", "", "as printed, less line-end hyphens"},
    {"node", TARIX_TYPE_TEXT, "node", "düyün söz", "", "as printed, less line-end hyphens"},
    {"right", TARIX_TYPE_TEXT, "right", "sağ", "", "as printed, less line-end hyphens"},
};

/* With --context-of, before the others. */
enum { ROW, TERM, COLLOCATE, DISTANCE };
static const tarix_column row_columns[] = {
    {"row", TARIX_TYPE_COUNT, "row of the table", "cədvəlin sətri", "", "of --context-of, from 1"},
    {"term", TARIX_TYPE_TEXT, "term", "termin", "", "of the row; of a collocation its node"},
    {"collocate", TARIX_TYPE_TEXT, "collocate", "qonşu söz", "", "of the row; empty: none"},
    {"distance", TARIX_TYPE_TEXT, "place of the collocate", "qonşu sözün yeri", "places",
        "L3: three places left of the node, R1: next to the right"},
};
enum { ROW_COLUMNS = sizeof row_columns / sizeof *row_columns };

enum { most_keys = 8, farthest = 50, most_context = 1000, by_sentence = most_context + 1 };

typedef struct kwic {
    tarix_job *job;
    tarix_table *table;
    tarix_scope scope;
    tarix_corpus *corpus;
    tarix_id *value_of_form; /* TARIX_NO_ID: left out */
    tarix_phrase *phrases;
    size_t n_phrases;
    tarix_rowlist *rows; /* NULL: phrases are looked for */
    tarix_context_rules rules;
    size_t *fields; /* of the metadata */
    size_t n_fields;
    size_t context;      /* places, or by_sentence */
    int keys[most_keys]; /* -1: L1, 1: R1, 0: the node */
    size_t n_keys;
    tarix_hits hits;
    tarix_arena *texts; /* of lines */
} kwic;

/* ---- settings ---- */

static tarix_status parse_context(kwic *k, tarix_error *err)
{
    const tarix_str text = tarix_options_text(k->job->options, &context_option);
    uint64_t n = 0;
    k->context = by_sentence;
    if (tarix_str_equal(text, TARIX_STR("sentence"))) return TARIX_OK;
    if (!tarix_number_parse_count(text, &n) || n > most_context)
        return tarix_error_set(err, TARIX_USAGE,
            "--context: '%s' is neither a number of words from 0 to %d nor sentence", text.data,
            most_context);
    k->context = (size_t)n;
    return TARIX_OK;
}

static tarix_status parse_order(kwic *k, tarix_error *err)
{
    tarix_str rest = tarix_options_text(k->job->options, &order_option), key;
    while (tarix_str_split(&rest, ',', &key)) {
        uint64_t distance = 0;
        const bool is_node = tarix_str_equal(key, TARIX_STR("node"));
        const char side = key.size ? key.data[0] : 0;
        const bool is_word =
            (side == 'L' || side == 'R') &&
            tarix_number_parse_count(tarix_str_slice(key, 1, key.size), &distance) &&
            distance >= 1 && distance <= farthest;
        if ((!is_node && !is_word) || k->n_keys == most_keys)
            return tarix_error_set(err, TARIX_USAGE,
                "--order: '%.*s' is not one of at most %d keys L1 … L%d, R1 … R%d, node",
                TARIX_ARG(key), most_keys, farthest, farthest);
        k->keys[k->n_keys++] = side == 'L' ? -(int)distance : (int)distance;
    }
    return TARIX_OK;
}

/* What the table was made with. */
static tarix_status read_rules(kwic *k, tarix_error *err)
{
    const tarix_options *o = k->job->options;
    const tarix_str window = tarix_options_text(o, &window_option);
    tarix_context_rules *r = &k->rules;
    *r = (tarix_context_rules){
        .within_document = tarix_options_text(o, &within_option).data[0] == 'd',
        .every = tarix_options_text(o, &overlap_option).data[0] == 'e',
        .per_row = tarix_options_count(o, &per_row_option),
        .seed = tarix_options_count(o, &tarix_option_seed)};
    r->by_sentence = tarix_str_equal(window, TARIX_STR("sentence"));
    if (r->by_sentence && (r->within_document || r->every))
        return tarix_error_set(err, TARIX_USAGE,
            "--window sentence goes with neither --within document nor --overlap every");
    if (!r->by_sentence && !tarix_windows_parse(window, &r->left, &r->right))
        return tarix_error_set(err, TARIX_USAGE,
            "--window: '%s' is neither sentence nor L,R with each from 0 to %d, such as 5,5",
            window.data, TARIX_WINDOW_WIDEST);
    return TARIX_OK;
}

static tarix_status read_source(kwic *k, tarix_error *err)
{
    static const tarix_option *const of_tables[] = {
        &per_row_option, &window_option, &overlap_option};
    const tarix_options *o = k->job->options;
    const char *path = tarix_options_text(o, &context_of_option).data;
    size_t n;
    tarix_options_all(o, &node_option, &n);
    if (n && path)
        return tarix_error_set(
            err, TARIX_USAGE, "--node and --context-of both say what is looked for: give one");
    if (n == 0 && !path)
        return tarix_error_set(err, TARIX_USAGE,
            "kwic needs a --node: a term, inqilab*, /regex/ or 'xalq * cümhuriyyət'; or a table "
            "with --context-of");
    for (size_t i = 0; i < sizeof of_tables / sizeof *of_tables && !path; i++)
        if (tarix_options_given(o, of_tables[i]))
            return tarix_error_set(
                err, TARIX_USAGE, "--%s goes with --context-of", of_tables[i]->name);
    TARIX_TRY(read_rules(k, err));
    return path ? tarix_rowlist_read(k->job, path, &k->rows, err) : TARIX_OK;
}

static tarix_status read_settings(kwic *k, tarix_error *err)
{
    TARIX_TRY(parse_context(k, err));
    TARIX_TRY(parse_order(k, err));
    TARIX_TRY(tarix_job_scope(k->job, 0, &k->scope, err));
    TARIX_TRY(read_source(k, err));
    /* The table's own words are of the kinds that colloc and keyness take. */
    if (k->rows && !tarix_options_given(k->job->options, &tarix_option_kinds))
        return tarix_kinds_parse(
            tarix_str_from(tarix_option_kinds.fallback), &k->scope.selection.kinds, err);
    return TARIX_OK;
}

/* The fields of --fields, when the metadata are known. */
static tarix_status find_fields(kwic *k, tarix_error *err)
{
    const tarix_metadata *m = k->job->metadata;
    tarix_str rest = tarix_options_text(k->job->options, &fields_option), name;
    const bool all = rest.data && tarix_str_equal(rest, TARIX_STR("all"));
    k->fields = TARIX_ARRAY(k->job->arena, size_t, m->n_fields + rest.size + 1);
    for (size_t i = 0; i < m->n_fields && all; i++) k->fields[k->n_fields++] = i;
    while (!all && tarix_str_split(&rest, ',', &name)) {
        const size_t field = tarix_metadata_find(m, name);
        if (field == TARIX_NO_FIELD)
            return tarix_metadata_unknown(k->job->arena, m, "--fields", "", name, err);
        k->fields[k->n_fields++] = field;
    }
    return TARIX_OK;
}

/* ---- phrases ---- */

/* Terms are looked for among the values of forms that are not left out, numbered as they are. */
static tarix_term_values list_values(kwic *k)
{
    tarix_arena *arena = k->job->arena;
    const tarix_vocab *forms = k->corpus->forms;
    const size_t n_forms = tarix_vocab_size(forms);
    tarix_vocab *values = tarix_vocab_new(arena);
    tarix_layer *layer = tarix_layer_new(arena, k->scope.layer, k->job->lexicons, forms, values);
    const tarix_id *map = tarix_layer_fill(layer, k->job->pass.n_threads);
    const size_t n_values = tarix_vocab_size(values);
    uint32_t *rank = TARIX_ARRAY(arena, uint32_t, n_values + 1);
    memset(rank, 0xFF, n_values * sizeof *rank);
    k->value_of_form = TARIX_ARRAY(arena, tarix_id, n_forms + 1);
    for (tarix_id f = 0; f < n_forms; f++) {
        k->value_of_form[f] = TARIX_NO_ID;
        if (!tarix_selection_has(&k->scope.selection, k->job->lexicons, forms, f)) continue;
        k->value_of_form[f] = rank[map[f]] = map[f];
    }
    tarix_term_values terms = tarix_terms_of(layer, k->scope.layer);
    terms.rank = rank;
    return terms;
}

static tarix_status find_phrases(kwic *k, const tarix_term_values *terms, tarix_error *err)
{
    size_t n_typed, capacity = 0;
    const tarix_str *typed = tarix_options_all(k->job->options, &node_option, &n_typed);
    bool is_named = false;
    for (size_t i = 0; i < n_typed; i++) {
        tarix_str rest = typed[i], text;
        while (tarix_term_split(&rest, &text)) {
            is_named = true;
            TARIX_ROOM(k->job->arena, k->phrases, k->n_phrases, capacity);
            tarix_phrase *phrase = &k->phrases[k->n_phrases];
            TARIX_TRY(tarix_phrase_find(k->job->arena, terms, text, phrase, err));
            if (!phrase->is_empty)
                k->n_phrases++;
            else
                tarix_term_note_missing(k->job, text, phrase->is_left_out);
        }
    }
    if (!is_named)
        return tarix_error_set(
            err, TARIX_USAGE, "--node names nothing: it has but blanks and commas");
    return TARIX_OK;
}

/* ---- hits ---- */

static size_t next_place(const tarix_corpus *c, size_t token, size_t end)
{
    while (token < end && !tarix_corpus_holds_place(c, token)) token++;
    return token;
}

/* The fewest tokens from a place on that are the phrase, or 0. */
static size_t match_at(const kwic *k, const tarix_phrase *phrase, size_t token, size_t unit_end)
{
    const tarix_corpus *c = k->corpus;
    tarix_id values[TARIX_PHRASE_LONGEST];
    size_t at[TARIX_PHRASE_LONGEST], n = 0;
    const tarix_id first = k->value_of_form[tarix_corpus_form(c, token)];
    if (first == TARIX_NO_ID || !phrase->steps[0].has[first]) return 0;
    for (size_t i = token; n < phrase->longest && i < unit_end;
         i = next_place(c, i + 1, unit_end)) {
        values[n] = k->value_of_form[tarix_corpus_form(c, i)];
        at[n++] = i;
    }
    const size_t taken = tarix_phrase_match(phrase, values, n);
    return taken ? at[taken - 1] + 1 - token : 0;
}

static void find_at(kwic *k, size_t token, size_t unit_end)
{
    for (size_t q = 0; q < k->n_phrases; q++) {
        const size_t size = match_at(k, &k->phrases[q], token, unit_end);
        if (size == 0) continue;
        tarix_hits_add(k->job->arena, &k->hits, (tarix_hit){.begin = token, .end = token + size});
        return; /* one line for one place, whatever finds it */
    }
}

/* Forms that some phrase begins with. */
static bool *mark_first_forms(const kwic *k)
{
    const size_t n = tarix_vocab_size(k->corpus->forms);
    bool *begins = TARIX_ARRAY(k->job->arena, bool, n + 1);
    for (tarix_id f = 0; f < n; f++)
        for (size_t q = 0; q < k->n_phrases && k->value_of_form[f] != TARIX_NO_ID; q++)
            begins[f] |= k->phrases[q].steps[0].has[k->value_of_form[f]];
    return begins;
}

static tarix_status find_hits(kwic *k, tarix_error *err)
{
    const tarix_corpus *c = k->corpus;
    const bool by_document = k->rules.within_document;
    uint32_t *token = NULL;
    size_t n = 0;
    if (k->n_phrases == 0) return TARIX_OK;
    TARIX_TRY(tarix_corpus_find(c, k->job->arena, mark_first_forms(k), &token, &n, err));
    const size_t *starts = by_document ? c->document_start : c->sentence_start;
    const size_t n_starts = by_document ? c->n_documents : c->n_sentences;
    size_t longest = 0;
    for (size_t q = 0; q < k->n_phrases; q++)
        if (k->phrases[q].longest > longest) longest = k->phrases[q].longest;
    if (longest == 1) { /* what stands beside it matters to no one */
        for (size_t i = 0; i < n; i++)
            tarix_hits_add(
                k->job->arena, &k->hits, (tarix_hit){.begin = token[i], .end = token[i] + 1});
        return TARIX_OK;
    }
    for (size_t i = 0, unit = 0; i < n; i++) {
        unit = tarix_starts_find(starts, unit, n_starts, token[i]);
        find_at(k, token[i], starts[unit + 1]);
    }
    return TARIX_OK;
}

/* The lines behind each row of the table. */
static tarix_status find_context_hits(kwic *k, const tarix_term_values *terms, tarix_error *err)
{
    tarix_context c = {.arena = k->job->arena,
        .corpus = k->corpus,
        .terms = terms,
        .value_of_form = k->value_of_form,
        .rows = k->rows,
        .rules = k->rules};
    TARIX_TRY(tarix_corpus_check_all(k->corpus, k->job->pass.n_threads, err));
    TARIX_TRY(tarix_context_find(&c, &k->hits, err));
    tarix_job_count(k->job, "rows", k->rows->n);
    tarix_job_count(k->job, "rows_not_found", c.n_missing);
    tarix_job_count(k->job, "rows_counted_otherwise", c.n_other);
    if (c.n_other)
        tarix_job_text(k->job, "note",
            tarix_arena_format(k->job->arena,
                "%llu of %zu rows have another %s than there are places: give the --layer, "
                "--kinds, --window, --within and --overlap that the table was made with",
                (unsigned long long)c.n_other, k->rows->n, k->rows->count));
    return TARIX_OK;
}

static void draw_sample(kwic *k)
{
    enum { lines = 1 }; /* the purpose */
    tarix_hits_draw(
        &k->hits, 0, tarix_options_count(k->job->options, &sample_option), k->rules.seed, lines, 0);
}

static void sort_hits(kwic *k)
{
    tarix_arena *arena = k->job->arena;
    if (k->n_keys == 0 || k->hits.n == 0) return; /* they stand as they were found */
    tarix_layer *folds = tarix_layer_new(arena, tarix_layers_find(TARIX_STR("fold")),
        k->job->lexicons, k->corpus->forms, tarix_vocab_new(arena));
    tarix_hits_sort(arena, &k->hits, k->corpus, folds, k->keys, k->n_keys);
}

/* ---- the table ---- */

/* Where the context of a hit begins and ends. Signs that stand beside its last word belong to it.
 */
static void find_context(const kwic *k, const tarix_hit *h, size_t *begin, size_t *end)
{
    const tarix_corpus *c = k->corpus;
    const size_t document = tarix_corpus_document(c, h->begin);
    size_t first = c->document_start[document], last = c->document_start[document + 1];
    if (k->context == by_sentence) {
        *begin = c->sentence_start[tarix_corpus_sentence(c, h->begin)];
        *end = c->sentence_start[tarix_corpus_sentence(c, h->end - 1) + 1];
        return;
    }
    *begin = h->begin;
    *end = h->end;
    for (size_t n = 0; *begin > first && n < k->context;)
        n += tarix_corpus_holds_place(c, --*begin);
    for (size_t n = 0; *end < last && n < k->context;) n += tarix_corpus_holds_place(c, (*end)++);
    while (k->context && *end < last && !tarix_corpus_holds_place(c, *end) &&
           !tarix_corpus_has_space(c, *end))
        (*end)++;
}

/* What stands before the line itself: the row of a table that it belongs to. Returns the cell
 * behind it. */
static tarix_cell *write_row(const kwic *k, const tarix_hit *h, tarix_cell *cell)
{
    if (!k->rows) return cell;
    const tarix_rowlist_row *row = &k->rows->rows[h->row];
    cell[ROW].count = 1 + h->row;
    cell[TERM].text = row->term;
    if (!k->rows->has_collocates) return cell + COLLOCATE;
    cell[COLLOCATE].text = row->collocate;
    cell[DISTANCE].text =
        tarix_arena_format(k->texts, "%c%d", h->distance < 0 ? 'L' : 'R', abs(h->distance));
    return cell + ROW_COLUMNS;
}

static tarix_status write_hit(kwic *k, const tarix_hit *h, tarix_error *err)
{
    const tarix_corpus *c = k->corpus;
    const size_t sentence = tarix_corpus_sentence(c, h->begin);
    const size_t document = tarix_corpus_document(c, h->begin);
    const tarix_document *d = &c->collection->documents[document];
    size_t begin, end;
    tarix_cell *row = NULL;
    find_context(k, h, &begin, &end);
    TARIX_TRY(tarix_table_row(k->table, &row, err));
    row = write_row(k, h, row);
    row[DOCUMENT].text = d->name;
    row[SENTENCE].count = 1 + sentence - tarix_corpus_sentence(c, c->document_start[document]);
    row[TOKEN].count = 1 + h->begin - c->sentence_start[sentence];
    row[START].count = tarix_corpus_start(c, h->begin);
    row[LEFT].text = tarix_corpus_text(c, k->texts, begin, h->begin);
    row[NODE].text = tarix_corpus_text(c, k->texts, h->begin, h->end);
    row[RIGHT].text = tarix_corpus_text(c, k->texts, h->end, end);
    for (size_t i = 0; i < k->n_fields; i++)
        row[OWN_COLUMNS + i].text = tarix_metadata_value(d, k->fields[i]);
    return TARIX_OK;
}

/* Texts of lines that have been passed on may go. */
static tarix_status write_hits(kwic *k, tarix_error *err)
{
    enum { batch = 256 };
    k->texts = tarix_arena_new(tarix_arena_guard(k->job->arena));
    const tarix_mark mark = tarix_arena_mark(k->texts);
    for (size_t i = 0; i < k->hits.n && !tarix_table_is_full(k->table); i++) {
        TARIX_TRY(write_hit(k, &k->hits.list[i], err));
        if (i % batch != batch - 1 || tarix_table_collects(k->table)) continue;
        TARIX_TRY(tarix_table_flush(k->table, err));
        tarix_arena_restore(k->texts, mark);
    }
    return TARIX_OK;
}

static bool is_own(tarix_str name)
{
    for (size_t i = 0; i < OWN_COLUMNS; i++)
        if (tarix_str_equal(name, tarix_str_from(columns[i].name))) return true;
    for (size_t i = 0; i < ROW_COLUMNS; i++)
        if (tarix_str_equal(name, tarix_str_from(row_columns[i].name))) return true;
    return false;
}

static void add_columns(const kwic *k)
{
    if (k->rows)
        tarix_table_add_columns(
            k->table, row_columns, k->rows->has_collocates ? ROW_COLUMNS : COLLOCATE);
    tarix_table_add_columns(k->table, columns, OWN_COLUMNS);
    for (size_t i = 0; i < k->n_fields; i++) {
        const tarix_str field = k->job->metadata->fields[k->fields[i]].name;
        const char *name = tarix_arena_format(
            k->job->arena, "%s%.*s", is_own(field) ? "metadata_" : "", TARIX_ARG(field))
                               .data;
        tarix_table_add_column(k->table,
            (tarix_column){name, TARIX_TYPE_TEXT, name, name, "", "of the document's metadata"});
    }
}

static void note_use(const kwic *k, tarix_used *used)
{
    used->n_tokens = k->corpus->n_tokens;
    used->n_places = tarix_collection_places(used->collection);
    const size_t n_forms = tarix_vocab_size(k->corpus->forms);
    bool *counts = TARIX_ARRAY(k->job->arena, bool, n_forms + 1);
    for (tarix_id f = 0; f < n_forms; f++) counts[f] = k->value_of_form[f] != TARIX_NO_ID;
    used->n_counted = tarix_corpus_count(k->corpus, counts);
    used->n_stopped =
        tarix_collection_tokens(used->collection, k->scope.selection.kinds) - used->n_counted;
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    kwic *k = TARIX_NEW(job->arena, kwic);
    tarix_used *used = NULL;
    *k = (kwic){.job = job, .table = table};
    TARIX_TRY(read_settings(k, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    TARIX_TRY(find_fields(k, err));
    add_columns(k);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(tarix_corpus_read(
        job->arena, &job->pass, used->collection, TARIX_CORPUS_TEXT, &k->corpus, err));
    if (k->corpus->n_tokens >= UINT32_MAX)
        return tarix_error_set(err, TARIX_INVALID,
            "%zu tokens are more than this command takes (%lu): give it parts of the corpus",
            k->corpus->n_tokens, (unsigned long)UINT32_MAX);
    const tarix_term_values terms = list_values(k);
    if (k->rows)
        TARIX_TRY(find_context_hits(k, &terms, err));
    else {
        TARIX_TRY(find_phrases(k, &terms, err));
        TARIX_TRY(find_hits(k, err));
    }
    tarix_job_count(job, "hits", k->hits.n);
    draw_sample(k);
    sort_hits(k);
    TARIX_TRY(write_hits(k, err));
    TARIX_TRY(tarix_corpus_status(k->corpus, err));
    note_use(k, used);
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_kwic = {
    .name = "kwic",
    .summary = "a concordance: each occurrence of a term or phrase in its context",
    .usage = "--node PHRASE,…|--context-of FILE.csv [OPTIONS] INPUT…",
    .details =
        "One line an occurrence, with the text as printed: line-end hyphens are gone, and any "
        "space\n"
        "is one. document, sentence, token and start (bytes) find it again in the text and in the\n"
        "table of 'tarix tokenize'. Words of a phrase are terms of the layer, and punctuation\n"
        "between them is stepped over. Counts of colloc are recounted with --kinds word,abbrev.\n"
        "\n"
        "  tarix kwic --node inqilab article.txt\n"
        "  tarix kwic --node 'xalq * cümhuriyyət' --context sentence corpus/\n"
        "  tarix kwic --node 'sovet []{0,3} /hökumət|dövlət/' --order R1,R2 corpus/\n"
        "  tarix kwic --node 'inqilab*' --sample 100 --seed 7 -o lines.csv corpus/\n"
        "  tarix kwic --node inqilab --fields author,year corpus/\n"
        "  tarix kwic --context-of pairs.csv --per-row 5 -o lines.csv corpus/\n"
        "\n"
        "With --context-of each row of the table has as many lines as it counts: the node with "
        "the\n"
        "nearest place of the collocate that o11 counts. Where a number differs, the run record "
        "and\n"
        "a warning say so.\n",
    .options = options,
    .defaults = defaults,
    .paper = "document,left,node,right",
    .columns = TARIX_SCHEMA(columns),
    .optional = TARIX_SCHEMA(row_columns),
    .run = run,
};
