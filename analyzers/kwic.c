#include "analyzers/analyzers.h"
#include "analyzers/draw.h"
#include "analyzers/layers.h"
#include "analyzers/options.h"
#include "analyzers/phrase.h"
#include "base/collate.h"
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
static const tarix_option seed_option = {.name = "seed",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "1",
    .help = "another seed draws another sample"};

static const tarix_option *const options[] = {&node_option, &context_option, &within_option,
    &order_option, &sample_option, &seed_option, &tarix_option_layer, &tarix_option_kinds,
    &tarix_option_stopwords, NULL};
static const tarix_option_default defaults[] = {{&tarix_option_kinds, "all"}, {NULL, NULL}};

enum { DOCUMENT, SENTENCE, TOKEN, START, LEFT, NODE, RIGHT };

static const tarix_column columns[] = {
    {"document", TARIX_TYPE_TEXT, "document", "mətn", "", "path below the folder named"},
    {"sentence", TARIX_TYPE_COUNT, "sentence", "cümlə", "", "from 1 in each document"},
    {"token", TARIX_TYPE_COUNT, "token", "söz", "", "the node's first, from 1 in each sentence"},
    {"start", TARIX_TYPE_COUNT, "start", "başlanğıc", "bytes", "of the node after NFC, from 0"},
    {"left", TARIX_TYPE_TEXT, "left", "sol", "", "as printed, less line-end hyphens"},
    {"node", TARIX_TYPE_TEXT, "node", "düyün söz", "", "as printed, less line-end hyphens"},
    {"right", TARIX_TYPE_TEXT, "right", "sağ", "", "as printed, less line-end hyphens"},
};

enum { most_keys = 8, farthest = 50, most_context = 1000, by_sentence = most_context + 1 };

/* An occurrence: tokens from begin to before end. */
typedef struct hit {
    size_t begin, end;
    const tarix_str *keys;
} hit;

typedef struct kwic {
    tarix_job *job;
    tarix_table *table;
    tarix_scope scope;
    tarix_corpus *corpus;
    tarix_layer *folds;      /* for the order */
    tarix_id *value_of_form; /* TARIX_NO_ID: left out */
    tarix_phrase *phrases;
    size_t n_phrases;
    bool within_document;
    size_t context;      /* places, or by_sentence */
    int keys[most_keys]; /* -1: L1, 1: R1, 0: the node */
    size_t n_keys;
    hit *hits;
    size_t n_hits, capacity;
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

static tarix_status read_settings(kwic *k, tarix_error *err)
{
    size_t n;
    tarix_options_all(k->job->options, &node_option, &n);
    if (n == 0)
        return tarix_error_set(err, TARIX_USAGE,
            "kwic needs a --node: a term, inqilab*, /regex/ or 'xalq * cümhuriyyət'");
    k->within_document = tarix_options_text(k->job->options, &within_option).data[0] == 'd';
    TARIX_TRY(parse_context(k, err));
    TARIX_TRY(parse_order(k, err));
    return tarix_job_scope(k->job, 0, &k->scope, err);
}

/* ---- phrases ---- */

/* Terms are looked for among the values of forms that are not left out, numbered as they are. */
static tarix_terms list_values(kwic *k)
{
    tarix_arena *arena = k->job->arena;
    const tarix_vocab *forms = k->corpus->forms;
    const size_t n_forms = tarix_vocab_size(forms);
    tarix_vocab *values = tarix_vocab_new(arena);
    tarix_layer *layer = tarix_layer_new(arena, k->scope.layer, k->job->lexicons, forms, values);
    const tarix_id *map = tarix_layer_map(layer);
    const size_t n_values = tarix_vocab_size(values);
    uint32_t *rank = TARIX_ARRAY(arena, uint32_t, n_values + 1);
    memset(rank, 0xFF, n_values * sizeof *rank);
    k->value_of_form = TARIX_ARRAY(arena, tarix_id, n_forms + 1);
    for (tarix_id f = 0; f < n_forms; f++) {
        k->value_of_form[f] = TARIX_NO_ID;
        if (!tarix_selection_has(&k->scope.selection, k->job->lexicons, forms, f)) continue;
        k->value_of_form[f] = rank[map[f]] = map[f];
    }
    tarix_terms terms = tarix_terms_of(layer, k->scope.layer);
    terms.rank = rank;
    return terms;
}

static tarix_status find_phrases(kwic *k, const tarix_terms *terms, tarix_error *err)
{
    size_t n_typed, capacity = 0;
    const tarix_str *typed = tarix_options_all(k->job->options, &node_option, &n_typed);
    for (size_t i = 0; i < n_typed; i++) {
        tarix_str rest = typed[i], text;
        while (tarix_term_split(&rest, &text)) {
            TARIX_ROOM(k->job->arena, k->phrases, k->n_phrases, capacity);
            tarix_phrase *phrase = &k->phrases[k->n_phrases];
            TARIX_TRY(tarix_phrase_find(k->job->arena, terms, text, phrase, err));
            if (!phrase->is_empty)
                k->n_phrases++;
            else
                tarix_term_note_missing(k->job, text, phrase->is_left_out);
        }
    }
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
    const tarix_id first = k->value_of_form[c->form[token]];
    if (first == TARIX_NO_ID || !phrase->steps[0].has[first]) return 0;
    for (size_t i = token; n < phrase->longest && i < unit_end;
         i = next_place(c, i + 1, unit_end)) {
        values[n] = k->value_of_form[c->form[i]];
        at[n++] = i;
    }
    const size_t taken = tarix_phrase_match(phrase, values, n);
    return taken ? at[taken - 1] + 1 - token : 0;
}

static void find_in(kwic *k, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        for (size_t q = 0; q < k->n_phrases; q++) {
            const size_t size = match_at(k, &k->phrases[q], i, end);
            if (size == 0) continue;
            TARIX_ROOM(k->job->arena, k->hits, k->n_hits, k->capacity);
            k->hits[k->n_hits++] = (hit){i, i + size, NULL};
            break; /* one line for one place, whatever finds it */
        }
}

static void find_hits(kwic *k)
{
    const tarix_corpus *c = k->corpus;
    const size_t *starts = k->within_document ? c->document_start : c->sentence_start;
    const size_t n = k->within_document ? c->n_documents : c->n_sentences;
    for (size_t i = 0; i < n && k->n_phrases; i++) find_in(k, starts[i], starts[i + 1]);
}

/* Algorithm S of Knuth (1997, 3.4.2): each line with the same chance, in their order. */
static void draw_sample(kwic *k)
{
    const uint64_t wanted = tarix_options_count(k->job->options, &sample_option);
    size_t kept = 0;
    if (wanted == 0 || wanted >= k->n_hits) return;
    enum { lines = 1 }; /* the purpose */
    tarix_draw draw =
        tarix_draw_begin(tarix_options_count(k->job->options, &seed_option), lines, 0);
    for (size_t i = 0; i < k->n_hits && kept < wanted; i++)
        if (tarix_draw_below(&draw, (uint32_t)(k->n_hits - i)) < wanted - kept)
            k->hits[kept++] = k->hits[i];
    k->n_hits = kept;
}

/* ---- order ---- */

/* The token that is `distance` places to the left (negative) or right of a hit, or SIZE_MAX. */
static size_t token_beside(const kwic *k, const hit *h, int distance)
{
    const tarix_corpus *c = k->corpus;
    const size_t document = tarix_corpus_document(c, h->begin);
    size_t i = distance < 0 ? h->begin : h->end - 1;
    while (distance != 0) {
        if (i == (distance < 0 ? c->document_start[document] : c->document_start[document + 1] - 1))
            return SIZE_MAX;
        i += distance < 0 ? -1 : 1;
        if (tarix_corpus_holds_place(c, i)) distance += distance < 0 ? 1 : -1;
    }
    return i;
}

static tarix_str key_of(const kwic *k, const hit *h, int distance)
{
    const tarix_vocab *values = tarix_layer_values(k->folds);
    const tarix_id *form = k->corpus->form, *fold = tarix_layer_map(k->folds);
    if (distance != 0) {
        const size_t token = token_beside(k, h, distance);
        return token == SIZE_MAX ? TARIX_STR("") : tarix_vocab_str(values, fold[form[token]]);
    }
    tarix_str whole = tarix_vocab_str(values, fold[form[h->begin]]);
    for (size_t i = h->begin + 1; i < h->end; i++) {
        const tarix_str next = tarix_vocab_str(values, fold[form[i]]);
        whole = tarix_arena_format(k->job->arena, "%.*s %.*s", TARIX_ARG(whole), TARIX_ARG(next));
    }
    return whole;
}

static int by_keys(const void *a, const void *b)
{
    const hit *p = a, *q = b;
    int order = 0;
    for (size_t i = 0; p->keys && p->keys[i].data && !order; i++)
        order = tarix_collate(p->keys[i], q->keys[i]);
    if (order) return order;
    return (p->begin > q->begin) - (p->begin < q->begin);
}

static void sort_hits(kwic *k)
{
    tarix_arena *arena = k->job->arena;
    if (k->n_keys == 0 || k->n_hits == 0) return; /* they stand as they were found */
    k->folds = tarix_layer_new(arena, tarix_layers_find(TARIX_STR("fold")), k->job->lexicons,
        k->corpus->forms, tarix_vocab_new(arena));
    for (size_t i = 0; i < k->n_hits; i++) {
        tarix_str *keys = TARIX_ARRAY(arena, tarix_str, k->n_keys + 1);
        for (size_t j = 0; j < k->n_keys; j++) keys[j] = key_of(k, &k->hits[i], k->keys[j]);
        k->hits[i].keys = keys;
    }
    qsort(k->hits, k->n_hits, sizeof *k->hits, by_keys);
}

/* ---- the table ---- */

/* Where the context of a hit begins and ends. Signs that stand beside its last word belong to it.
 */
static void find_context(const kwic *k, const hit *h, size_t *begin, size_t *end)
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

static tarix_status write_hit(kwic *k, const hit *h, tarix_error *err)
{
    const tarix_corpus *c = k->corpus;
    const size_t sentence = tarix_corpus_sentence(c, h->begin);
    const size_t document = tarix_corpus_document(c, h->begin);
    size_t begin, end;
    tarix_cell *row = NULL;
    find_context(k, h, &begin, &end);
    TARIX_TRY(tarix_table_row(k->table, &row, err));
    row[DOCUMENT].text = c->collection->documents[document].name;
    row[SENTENCE].count = 1 + sentence - tarix_corpus_sentence(c, c->document_start[document]);
    row[TOKEN].count = 1 + h->begin - c->sentence_start[sentence];
    row[START].count = tarix_corpus_start(c, h->begin);
    row[LEFT].text = tarix_corpus_text(c, k->job->arena, begin, h->begin);
    row[NODE].text = tarix_corpus_text(c, k->job->arena, h->begin, h->end);
    row[RIGHT].text = tarix_corpus_text(c, k->job->arena, h->end, end);
    return TARIX_OK;
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    kwic *k = TARIX_NEW(job->arena, kwic);
    tarix_used *used = NULL;
    *k = (kwic){.job = job, .table = table};
    TARIX_TRY(read_settings(k, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    tarix_table_add_columns(table, columns, sizeof columns / sizeof *columns);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(tarix_corpus_read(job->arena, &job->pass, used->collection, true, &k->corpus, err));
    const tarix_terms terms = list_values(k);
    TARIX_TRY(find_phrases(k, &terms, err));
    find_hits(k);
    tarix_job_count(job, "hits", k->n_hits);
    draw_sample(k);
    sort_hits(k);
    for (size_t i = 0; i < k->n_hits && !tarix_table_is_full(table); i++)
        TARIX_TRY(write_hit(k, &k->hits[i], err));
    used->n_tokens = k->corpus->n_tokens;
    used->n_places = tarix_collection_places(used->collection);
    for (size_t i = 0; i < k->corpus->n_tokens; i++)
        used->n_counted += k->value_of_form[k->corpus->form[i]] != TARIX_NO_ID;
    used->n_stopped =
        tarix_collection_tokens(used->collection, k->scope.selection.kinds) - used->n_counted;
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_kwic = {
    .name = "kwic",
    .summary = "a concordance: each occurrence of a term or phrase in its context",
    .usage = "--node PHRASE,… [OPTIONS] INPUT…",
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
        "  tarix kwic --node 'inqilab*' --sample 100 --seed 7 -o lines.csv corpus/\n",
    .options = options,
    .defaults = defaults,
    .columns = TARIX_SCHEMA(columns),
    .run = run,
};
