#include "analyzers/analyzers.h"
#include "analyzers/groups.h"
#include "analyzers/options.h"
#include "analyzers/positions.h"
#include "analyzers/rank.h"
#include "analyzers/rowblocks.h"
#include "analyzers/value_lists.h"
#include "base/collate.h"
#include "base/number.h"
#include "base/runs.h"
#include "base/simd.h"
#include "corpus/rounds.h"

#include <math.h>

static const tarix_option forms_option = {.name = "forms",
    .kind = TARIX_OPTION_FLAG,
    .help = "add the printed forms behind each term, the commonest first"};
static const tarix_option places_option = {.name = "places",
    .kind = TARIX_OPTION_FLAG,
    .help = "add where each term stands along the corpus, as 'tarix score positions' reads it"};
static const tarix_option part_counts_option = {.name = "part-counts",
    .kind = TARIX_OPTION_FLAG,
    .help = "add the counts of each term in the parts, as 'tarix score dispersion' reads them"};

static const tarix_option *const options[] = {&tarix_option_layer, &tarix_option_kinds,
    &tarix_option_stopwords, &tarix_option_measures, &tarix_option_parts, &tarix_option_by,
    &tarix_option_min_count, &tarix_option_min_docs, &forms_option, &places_option,
    &part_counts_option, NULL};
static const tarix_option_default defaults[] = {{&tarix_option_measures, "dp,da"}, {NULL, NULL}};

/* Rows whose strings are asked for, of a thread, and that become bytes together. */
enum { ahead = 16, block_rows = 1 << 10, rows_at_once = 1 << 7 };
enum { families = TARIX_FAMILY_DISPERSION | TARIX_FAMILY_POSITIONS };
enum { TERM, COUNT, PER_MILLION, RANK, DOCS, DOCS_PCT, FIRST_MEASURE };

static const tarix_column columns[] = {
    {"term", TARIX_TYPE_TEXT, "term", "termin", "", "value of the layer"},
    {"count", TARIX_TYPE_COUNT, "count", "say", "tokens", ""},
    {"per_million", TARIX_TYPE_REAL, "per million", "milyonda", "per million places",
        "10^6 count / places"},
    {"rank", TARIX_TYPE_COUNT, "rank", "sıra", "", "1 + terms with a larger count"},
    {"docs", TARIX_TYPE_COUNT, "documents", "mətnlər", "documents", ""},
    {"docs_pct", TARIX_TYPE_REAL, "documents, %", "mətnlər, %", "percent",
        "100 docs / documents read"},
};

enum { GROUP, FORMS, POSITIONS, LENGTH, PART_COUNTS, PART_SIZES };
static const tarix_column optional[] = {
    [GROUP] = {"group", TARIX_TYPE_TEXT, "group", "qrup", "", "value of the field named with --by"},
    [FORMS] = {"forms", TARIX_TYPE_TEXT, "forms", "formalar", "", "form (count) …; with --forms"},
    [POSITIONS] = {"positions", TARIX_TYPE_TEXT, "positions", "mövqelər", "places",
        "p;p;p …, from 0; empty where tokens hold no places; with --places"},
    [LENGTH] = {"length", TARIX_TYPE_COUNT, "length of the corpus", "korpusun uzunluğu", "places",
        "with --places"},
    [PART_COUNTS] = {"counts", TARIX_TYPE_TEXT, "counts in the parts", "hissələrdə say", "tokens",
        "f;f;f …, by part; with --part-counts"},
    [PART_SIZES] = {"sizes", TARIX_TYPE_TEXT, "sizes of the parts", "hissələrin həcmi", "places",
        "s;s;s …, by part; with --part-counts"},
};

typedef struct freq {
    tarix_job *job;
    tarix_table *table;
    tarix_scope scope;
    tarix_parts_choice parts;
    tarix_vocab *values;
    bool has_groups;
    bool places, part_counts; /* asked for */
} freq;

static void add_columns(const freq *f)
{
    if (f->has_groups) tarix_table_add_column(f->table, optional[GROUP]);
    tarix_table_add_columns(f->table, columns, sizeof columns / sizeof *columns);
    tarix_measures_add_columns(&f->scope.measures, f->table);
    if (f->scope.forms) tarix_table_add_column(f->table, optional[FORMS]);
    if (f->places) tarix_table_add_columns(f->table, &optional[POSITIONS], 2);
    if (f->part_counts) tarix_table_add_columns(f->table, &optional[PART_COUNTS], 2);
}

/* Terms at or above the floors, in order of count. */
static size_t rank_terms(
    tarix_arena *arena, const freq *f, const tarix_tally *tally, tarix_id **out)
{
    const tarix_scope *scope = &f->scope;
    tarix_id *ranked = TARIX_ARRAY(arena, tarix_id, tally->n_values + 1);
    size_t n = 0;
    for (tarix_id v = 0; v < tally->n_values; v++)
        if (tally->count[v] > 0 && tally->count[v] >= scope->min_count &&
            tally->docs[v] >= scope->min_docs)
            ranked[n++] = v;
    tarix_rank(arena, ranked, n, tally->count, tally->values, f->job->pass.n_threads);
    *out = ranked;
    return n;
}

/* Asks for what the row of the i-th of n terms is made of, and where the parts of one behind it
 * are. */
static TARIX_HOT void expect(const tarix_tally *tally, const tarix_id *ranked, size_t i, size_t n)
{
    if (tally->n_parts && i + ahead < n) TARIX_PREFETCH(&tally->first[ranked[i + ahead]]);
    if (i >= n) return;
    tarix_vocab_expect(tally->values, ranked[i]);
    TARIX_PREFETCH(&tally->count[ranked[i]]);
    TARIX_PREFETCH(&tally->docs[ranked[i]]);
    if (!tally->n_parts) return;
    TARIX_PREFETCH(&tally->part[tally->first[ranked[i]]]);
    TARIX_PREFETCH(&tally->part_count[tally->first[ranked[i]]]);
}

/* Where each value stands, when a measure asks for it. */
static tarix_positions *find_positions(tarix_arena *arena, const tarix_tally *tally)
{
    tarix_positions *positions = TARIX_ARRAY(arena, tarix_positions, tally->n_values + 1);
    for (size_t v = 0; v < tally->n_values; v++)
        if (tally->count[v]) positions[v] = tarix_positions_begin(tally->count[v], tally->n_places);
    for (uint64_t at = 0; at < tally->n_places; at++)
        if (tally->place[at] != TARIX_NO_ID) tarix_positions_add(&positions[tally->place[at]], at);
    return positions;
}

/* 3;0;12 */
static tarix_str join(tarix_arena *arena, const uint64_t *numbers, size_t n)
{
    char *out = tarix_arena_alloc(arena, n + 1, TARIX_NUMBER_SIZE);
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        if (i) out[used++] = ';';
        used += tarix_number_from_count(numbers[i], out + used);
    }
    return (tarix_str){out, used};
}

/* The terms of one table: all documents, or those of a group. */
typedef struct counted {
    tarix_arena *arena;
    const tarix_tally *tally;
    tarix_str group;
    double n_docs;
    tarix_positions *positions; /* by value, or NULL */
    tarix_form_lists lists;
    tarix_place_lists places;
    tarix_str part_sizes;
    tarix_id *ranked;
    size_t n;
} counted;

/* What makes the rows of one thread: where their texts go, and room for each part. */
typedef struct row_maker {
    tarix_arena *arena;
    double *scratch;
} row_maker;

static void put_measures(
    const freq *f, const counted *c, const row_maker *m, tarix_id v, tarix_cell *row)
{
    const tarix_measure_list *measures = &f->scope.measures;
    const tarix_parts spread =
        c->tally->n_parts ? tarix_tally_parts(c->tally, v, m->scratch) : (tarix_parts){0};
    for (size_t i = 0; i < measures->n; i++) {
        const tarix_measure *measure = measures->rows[i];
        double score = NAN;
        if (measure->families & TARIX_FAMILY_DISPERSION)
            score = measure->of_parts(&spread);
        else if (c->positions[v].n_added == c->positions[v].n) /* each token holds a place */
            score = measure->of_positions(&c->positions[v]);
        row[FIRST_MEASURE + i].real = score;
    }
}

static void put_parts(const counted *c, const row_maker *m, tarix_id v, tarix_cell *row)
{
    const tarix_tally *tally = c->tally;
    uint64_t *counts = TARIX_ARRAY(m->arena, uint64_t, tally->n_parts + 1);
    for (size_t i = tally->first[v]; i < tally->first[v + 1]; i++)
        counts[tally->part[i]] = tally->part_count[i];
    row[0].text = join(m->arena, counts, tally->n_parts);
    row[1].text = c->part_sizes;
}

static void put_term(
    const freq *f, const counted *c, const row_maker *m, tarix_id v, uint64_t rank, tarix_cell *row)
{
    const tarix_tally *tally = c->tally;
    if (f->has_groups) row++->text = c->group;
    row[TERM].text = tarix_vocab_str(f->values, v);
    TARIX_PREFETCH(row[TERM].text.data); /* for the writer */
    row[COUNT].count = tally->count[v];
    row[PER_MILLION].real = 1e6 * (double)tally->count[v] / (double)tally->n_places;
    row[RANK].count = rank;
    row[DOCS].count = tally->docs[v];
    row[DOCS_PCT].real = 100 * tally->docs[v] / c->n_docs;
    if (f->scope.measures.n) put_measures(f, c, m, v, row);
    row += FIRST_MEASURE + f->scope.measures.n;
    if (f->scope.forms) row++->text = tarix_form_lists_str(&c->lists, m->arena, tally, v);
    if (f->places) {
        const uint64_t first = c->places.first[v], n = c->places.first[v + 1] - first;
        const bool all_have_one = n == tally->count[v];
        row[0].text = all_have_one ? join(m->arena, c->places.order + first, (size_t)n)
                                   : (tarix_str){NULL, 0};
        row[1].count = tally->n_places;
        row += 2;
    }
    if (f->part_counts) put_parts(c, m, v, row);
}

/* Terms before the first that is as common as the i-th, which stand before it in the ranking. */
static uint64_t count_above(const counted *c, size_t i)
{
    const uint64_t count = c->tally->count[c->ranked[i]];
    size_t low = 0, high = i;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (c->tally->count[c->ranked[middle]] > count)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static row_maker maker_in(tarix_arena *arena, const counted *c)
{
    return (row_maker){arena, TARIX_ARRAY(arena, double, c->tally->n_parts + 1)};
}

/* What rows are made of, in blocks. */
typedef struct making {
    const freq *f;
    const counted *c;
    size_t n_columns;
    bool by_counts; /* but for its term, a row says nothing else than its counts */
} making;

/* Whether terms that stand in a row have one count, and so all between the first and the last. */
static bool have_one_count(const counted *c, size_t first, size_t last)
{
    return c->tally->count[c->ranked[first]] == c->tally->count[c->ranked[last]];
}

/* Whether they are then in as many documents, which need not be looked at. */
static bool have_one_document(const counted *c, size_t first)
{
    return c->n_docs <= 1 || c->tally->count[c->ranked[first]] == 1;
}

/* How many terms there are from the i-th on whose rows are that of the term before them, but for
 * the term. */
static size_t count_repeats(const counted *c, size_t i, size_t end)
{
    size_t stop = i;
    if (have_one_count(c, i - 1, end - 1) && have_one_document(c, i - 1)) return end - i;
    while (stop < end && have_one_count(c, i - 1, stop) &&
           c->tally->docs[c->ranked[stop]] == c->tally->docs[c->ranked[i - 1]])
        stop++;
    return stop - i;
}

/* Rows of a block, up to rows_at_once. */
typedef struct some_rows {
    const making *making;
    row_maker maker;
    size_t begin, end; /* of the terms */
    uint64_t above;    /* terms more common than the last one */
    tarix_cell *cells; /* of rows that are not bytes yet */
    size_t n;          /* of these */
    tarix_row_bytes *out;
} some_rows;

static void make_row(some_rows *rows, size_t i)
{
    const making *k = rows->making;
    const counted *c = k->c;
    const tarix_id v = c->ranked[i];
    if (i && c->tally->count[v] != c->tally->count[c->ranked[i - 1]]) rows->above = i;
    put_term(k->f, c, &rows->maker, v, rows->above + 1, rows->cells + rows->n++ * k->n_columns);
}

static void format_rows(some_rows *rows)
{
    if (rows->n) tarix_table_format(rows->making->f->table, rows->cells, rows->n, rows->out);
    rows->n = 0;
}

static void make_each(some_rows *rows)
{
    const counted *c = rows->making->c;
    for (size_t i = rows->begin; i < rows->end; i++) {
        expect(c->tally, c->ranked, i + ahead, c->n);
        make_row(rows, i);
    }
    format_rows(rows);
}

/* The terms, and their counts on the way where these differ; those behind them are asked for. */
static void list_texts(const some_rows *rows, tarix_str *texts)
{
    const counted *c = rows->making->c;
    const size_t begin = rows->begin, end = rows->end;
    const bool differ = !have_one_count(c, begin, end - 1) || !have_one_document(c, begin);
    for (size_t i = begin; i < end && differ; i++) {
        TARIX_PREFETCH(&c->tally->count[c->ranked[i]]);
        TARIX_PREFETCH(&c->tally->docs[c->ranked[i]]);
    }
    tarix_vocab_strs(rows->making->f->values, c->ranked + begin, end - begin, texts);
    const size_t stop = c->n - end < rows_at_once ? c->n : end + rows_at_once;
    for (size_t i = end; i < stop; i++) tarix_vocab_expect(rows->making->f->values, c->ranked[i]);
}

/* When they say nothing but counts, most are the one before, but for the term. */
static void make_by_counts(some_rows *rows)
{
    enum { least_repeats = 4 };
    const making *k = rows->making;
    tarix_str texts[rows_at_once];
    list_texts(rows, texts);
    for (size_t i = rows->begin, n; i < rows->end; i += n) {
        n = i % block_rows ? count_repeats(k->c, i, rows->end) : 0;
        if (n >= least_repeats) {
            format_rows(rows);
            tarix_table_repeat(
                k->f->table, k->f->has_groups + TERM, texts + (i - rows->begin), n, rows->out);
        } else {
            make_row(rows, i);
            n = 1;
        }
    }
    format_rows(rows);
}

static void make_block(void *context, size_t block, tarix_arena *scratch, tarix_row_bytes *out)
{
    const making *k = context;
    const size_t begin = block * block_rows;
    const size_t end = k->c->n - begin < block_rows ? k->c->n : begin + block_rows;
    some_rows rows = {.making = k,
        .maker = maker_in(scratch, k->c),
        .above = count_above(k->c, begin),
        .cells = TARIX_ARRAY(scratch, tarix_cell, rows_at_once * k->n_columns),
        .out = out};
    for (rows.begin = begin; rows.begin < end; rows.begin = rows.end) {
        rows.end = end - rows.begin < rows_at_once ? end : rows.begin + rows_at_once;
        if (k->by_counts)
            make_by_counts(&rows);
        else
            make_each(&rows);
    }
}

static tarix_status format_terms(const freq *f, const counted *c, tarix_error *err)
{
    const size_t n_threads = f->job->pass.n_threads;
    making *k = TARIX_NEW(c->arena, making);
    *k = (making){f, c, tarix_table_width(f->table),
        f->scope.measures.n == 0 && !f->scope.forms && !f->places && !f->part_counts &&
            tarix_table_repeats(f->table, f->has_groups + TERM)};
    const tarix_rowblocks blocks = {.table = f->table,
        .n_threads = n_threads,
        .n_blocks = (c->n + block_rows - 1) / block_rows,
        .make = make_block,
        .context = k};
    return tarix_rowblocks_write(tarix_rowblock_room_new(c->arena, n_threads), &blocks, err);
}

static tarix_status put_terms(const freq *f, const counted *c, tarix_error *err)
{
    if (!f->has_groups) tarix_table_expect(f->table, c->n);
    if (tarix_table_formats(f->table)) return format_terms(f, c, err);
    const row_maker m = maker_in(f->job->arena, c);
    uint64_t above = 0;
    for (size_t i = 0; i < c->n && !tarix_table_is_full(f->table); i++) {
        const tarix_id v = c->ranked[i];
        tarix_cell *row = NULL;
        expect(c->tally, c->ranked, i + ahead, c->n);
        if (i && c->tally->count[v] != c->tally->count[c->ranked[i - 1]]) above = i;
        TARIX_TRY(tarix_table_row(f->table, &row, err));
        put_term(f, c, &m, v, above + 1, row);
    }
    return TARIX_OK;
}

static void record(const freq *f, const counted *c)
{
    static const char *const kinds[] = {[TARIX_PARTS_DOCUMENT] = "documents",
        [TARIX_PARTS_SLICES] = "slices",
        [TARIX_PARTS_GROUPS] = "groups of documents"};
    if (f->has_groups) tarix_job_text(f->job, "group", c->group);
    tarix_job_count(f->job, "terms", c->n);
    if (!c->tally->n_parts) return;
    tarix_job_text(f->job, "parts", tarix_str_from(kinds[c->tally->parts_kind]));
    tarix_job_count(f->job, "n_parts", c->tally->n_parts);
}

/* Counts the documents in use and lists their terms. What is counted lives in `arena`, the strings
 * of the table in the job's. */
static tarix_status list_terms(
    void *context, tarix_used *used, tarix_arena *arena, tarix_str group, tarix_error *err)
{
    freq *f = context;
    tarix_job job = *f->job;
    tarix_tally *tally = NULL;
    job.arena = arena;
    TARIX_TRY(tarix_job_tally(&job, used, &f->scope, f->values, f->parts, &tally, err));
    if (!f->has_groups) tarix_vocab_seal(f->values);
    counted *c = TARIX_NEW(arena, counted);
    *c = (counted){.arena = arena,
        .tally = tally,
        .group = group,
        .n_docs = (double)tarix_collection_read(used->collection)};
    c->n = rank_terms(arena, f, tally, &c->ranked);
    if (f->scope.forms) tarix_form_lists_init(&c->lists, arena, tally, f->job->pass.n_threads);
    if (tarix_measures_have(&f->scope.measures, TARIX_FAMILY_POSITIONS))
        c->positions = find_positions(arena, tally);
    if (f->places) tarix_place_lists_init(&c->places, arena, tally);
    if (f->part_counts) c->part_sizes = join(f->job->arena, tally->part_size, tally->n_parts);
    record(f, c);
    return put_terms(f, c, err);
}

/* ---- with less memory than the vocabulary may take: see rounds.h ---- */

/* A row to come. */
typedef struct ranked_term {
    uint64_t count;
    uint32_t docs, size;
    char text[];
} ranked_term;

static int by_rank(const void *a, const void *b)
{
    const ranked_term *p = a, *q = b;
    if (p->count != q->count) return p->count > q->count ? -1 : 1;
    return tarix_collate((tarix_str){p->text, p->size}, (tarix_str){q->text, q->size});
}

/* What a run takes at most, on two threads, by the bytes of the text: twice what was found
 * of 10 MB to 1 GB. */
static double memory_of_terms(double bytes)
{
    return 5e7 + 34 * pow(bytes, 0.8);
}

static bool needs_rounds(const freq *f, const tarix_collection *c)
{
    const double memory = (double)tarix_options_count(f->job->options, &tarix_option_memory);
    bool is_known = true;
    for (size_t i = 0; i < c->n_documents; i++) {
        if (c->documents[i].index) return false;
        is_known = is_known && strcmp(c->documents[i].path, "-") != 0;
    }
    return memory > 0 && !f->has_groups && !f->scope.forms && !f->places && !f->part_counts &&
           f->scope.measures.n == 0 && !tarix_table_collects(f->table) &&
           !(is_known && memory_of_terms((double)tarix_collection_bytes(c)) <= memory);
}

/* Terms at or above the floors, to be sorted. */
static tarix_status rank_rounds(
    const freq *f, tarix_rounds *rounds, tarix_runs *runs, uint64_t *n, tarix_error *err)
{
    tarix_counted_value value;
    *n = 0;
    while (tarix_rounds_next(rounds, &value)) {
        if (value.count < f->scope.min_count || value.docs < f->scope.min_docs) continue;
        ranked_term *term = tarix_runs_add(runs, sizeof *term + value.text.size);
        *term = (ranked_term){value.count, value.docs, (uint32_t)value.text.size};
        memcpy(term->text, value.text.data, value.text.size);
        ++*n;
    }
    tarix_runs_sort(runs);
    return tarix_rounds_status(rounds, err);
}

static tarix_status put_ranked(
    const freq *f, const tarix_used *used, tarix_runs *runs, tarix_error *err)
{
    tarix_arena *texts = tarix_arena_new(tarix_arena_guard(f->job->arena));
    const double n_docs = (double)tarix_collection_read(used->collection);
    uint64_t n = 0, rank = 0, last = 0;
    for (const ranked_term *t; !tarix_table_is_full(f->table) && (t = tarix_runs_next(runs));) {
        tarix_cell *row = NULL;
        if (n++ % rows_at_once == 0) {
            TARIX_TRY(tarix_table_flush(f->table, err));
            tarix_arena_restore(texts, (tarix_mark){0});
        }
        if (t->count != last) rank = n;
        last = t->count;
        TARIX_TRY(tarix_table_row(f->table, &row, err));
        row[TERM].text = tarix_arena_str(texts, (tarix_str){t->text, t->size});
        row[COUNT].count = t->count;
        row[PER_MILLION].real = 1e6 * (double)t->count / (double)used->n_places;
        row[RANK].count = rank;
        row[DOCS].count = t->docs;
        row[DOCS_PCT].real = 100 * t->docs / n_docs;
    }
    TARIX_TRY(tarix_table_flush(f->table, err));
    return tarix_runs_status(runs, err);
}

static tarix_status list_in_rounds(freq *f, tarix_used *used, tarix_error *err)
{
    enum { shares = 5 };
    tarix_job *job = f->job;
    tarix_rounds *rounds = NULL;
    uint64_t n;
    const size_t memory = (size_t)tarix_options_count(job->options, &tarix_option_memory);
    const char *beside = tarix_options_beside(job->arena, job->options);
    const tarix_tally_plan plan = {.layer = f->scope.layer, .selection = f->scope.selection};
    TARIX_TRY(tarix_rounds_count(
        job->arena, &job->pass, used->collection, &plan, memory, beside, &rounds, err));
    const tarix_tally *totals = tarix_rounds_totals(rounds);
    used->n_tokens = totals->n_tokens;
    used->n_counted = totals->n_counted;
    used->n_stopped = totals->n_stopped;
    used->n_places = totals->n_places;
    tarix_runs *runs = tarix_runs_new(job->arena, memory / shares, by_rank, beside);
    TARIX_TRY(rank_rounds(f, rounds, runs, &n, err));
    tarix_job_count(job, "terms", n);
    tarix_table_expect(f->table, n);
    return put_ranked(f, used, runs, err);
}

/* ---- */

static tarix_status read_settings(freq *f, tarix_error *err)
{
    TARIX_TRY(tarix_job_scope(f->job, families, &f->scope, err));
    tarix_measures_leave_out(&f->scope.measures, columns, sizeof columns / sizeof *columns);
    TARIX_TRY(tarix_job_parts(f->job, &f->parts, err));
    f->places = tarix_options_flag(f->job->options, &places_option);
    f->part_counts = tarix_options_flag(f->job->options, &part_counts_option);
    if (!f->part_counts && !tarix_measures_have(&f->scope.measures, TARIX_FAMILY_DISPERSION))
        f->parts.kind = TARIX_PARTS_NONE;
    f->scope.forms = tarix_options_flag(f->job->options, &forms_option);
    f->scope.places = f->places || tarix_measures_have(&f->scope.measures, TARIX_FAMILY_POSITIONS);
    return TARIX_OK;
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    freq *f = TARIX_NEW(job->arena, freq);
    tarix_used *used = NULL;
    tarix_groups *groups = NULL;
    *f = (freq){.job = job, .table = table, .values = tarix_vocab_new(job->arena)};
    TARIX_TRY(read_settings(f, err));
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    TARIX_TRY(tarix_groups_asked(job, used->collection, &groups, err));
    f->has_groups = groups != NULL;
    add_columns(f);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(needs_rounds(f, used->collection)
                  ? list_in_rounds(f, used, err)
                  : tarix_groups_each(job, used, groups, list_terms, f, err));
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_freq = {
    .name = "freq",
    .summary = "count terms: frequency, documents, dispersion",
    .usage = "[OPTIONS] INPUT…",
    .details =
        "Counts the terms of a layer over all inputs and says how evenly they are spread: over\n"
        "parts, by their real sizes (dp, da, juilland_d, …), or along the texts one after the "
        "other\n"
        "(arf, awt, ald). per_million is taken over places (all tokens but punctuation and "
        "symbols).\n"
        "\n"
        "--by FIELD counts the documents of each value of a field of the metadata by themselves, "
        "as\n"
        "if the others were not there; the column group says which. Documents of which the field "
        "is\n"
        "not known come last, under an empty group.\n"
        "\n"
        "  tarix freq article.txt                     lemmas of one article\n"
        "  tarix freq --layer form --forms corpus/    every form of a folder of texts\n"
        "  tarix freq --stopwords az --limit 50 -o top50.csv corpus/\n"
        "  tarix freq --measures dp_norm,juilland_d,arf --parts author corpus/\n"
        "  tarix freq --by year --min-count 5 -o years.csv corpus/\n"
        "\n"
        "--figures draws the frequency profile; with --places where the terms stand along the\n"
        "corpus, with --part-counts and --by how often they do in its parts or groups.\n",
    .options = options,
    .defaults = defaults,
    .paper = "group,term,count,per_million,docs,docs_pct,dp,da",
    .figures = "strip,parts,groups,profile",
    .columns = TARIX_SCHEMA(columns),
    .optional = TARIX_SCHEMA(optional),
    .families = families,
    .run = run,
};
