#include "analyzers/analyzers.h"
#include "analyzers/options.h"
#include "analyzers/scoring.h"
#include "base/file.h"
#include "base/pool.h"
#include "corpus/csvfile.h"

#include <math.h>

static const tarix_option tests_option = {.name = "tests",
    .kind = TARIX_OPTION_COUNT,
    .value = "M",
    .fallback = "1",
    .low = 1,
    .help = "number of tests that conservative bounds correct for; a column tests says it row by "
            "row"};
static const tarix_option separator_option = {.name = "separator",
    .kind = TARIX_OPTION_WORD,
    .choices = "auto,comma,semicolon,tab",
    .fallback = "auto",
    .help = "what stands between the cells of FILE; auto: what its header has most of"};
static const tarix_option skip_option = {.name = "skip-invalid",
    .kind = TARIX_OPTION_FLAG,
    .help = "leave out rows that cannot be scored, and say how many; else the first ends the run"};

static const tarix_option *const options[] = {&tarix_option_measures, &tests_option,
    &tarix_option_prior, &separator_option, &skip_option, NULL};
static const tarix_option_default defaults[] = {{&tarix_option_measures, "default"}, {NULL, NULL}};

enum { slice_rows = 256, most_reasons = 10 };

typedef struct score {
    tarix_job *job;
    const tarix_score_kind *kind;
    tarix_scoring scoring;
    tarix_csvfile *file;
    long column[TARIX_FIELDS_MOST]; /* where each field stands in the file, or TARIX_NO_COLUMN */
    tarix_type *type;               /* of each column of the file */
    size_t n_columns, n_scores;     /* of the table: those of the file, extras, measures */
    size_t n_threads;
    bool skips;
    tarix_csv_rows rows; /* the batch at hand … */
    tarix_cell *cells;   /* … as the table will have it */
    bool *is_valid;
    size_t capacity; /* rows of cells and is_valid */
    uint64_t n_rows, n_skipped;
} score;

/* ---- one row ---- */

static tarix_status check_size(const score *s, size_t n, tarix_error *err)
{
    if (n == s->rows.width) return TARIX_OK;
    return tarix_error_set(err, TARIX_INVALID, "%zu cell%s where the header names %zu column%s%s",
        n, n == 1 ? "" : "s", s->rows.width, s->rows.width == 1 ? "" : "s",
        n > s->rows.width ? " (a cell that holds the separator must be quoted)" : "");
}

/* Fills `out` (input columns, then scores). Its texts are those of the batch; `scores` has room for
 * n_scores. */
static tarix_status score_row(const score *s, size_t row, tarix_arena *arena, double *scores,
    tarix_cell *out, tarix_error *err)
{
    const tarix_str *cells = s->rows.cells + row * s->rows.width;
    const tarix_score_kind *kind = s->kind;
    tarix_field_value values[TARIX_FIELDS_MOST];
    TARIX_TRY(check_size(s, s->rows.n_cells[row], err));
    for (size_t c = 0; c < s->rows.width; c++) out[c].text = cells[c];
    for (size_t f = 0; f < kind->n_fields; f++) {
        const long c = s->column[f];
        values[f].is_given = false;
        if (c == TARIX_NO_COLUMN) continue;
        TARIX_TRY(tarix_field_read(
            &kind->fields[f], cells[c], s->scoring.has_decimal_comma, arena, &values[f], err));
        if (s->type[c] == TARIX_TYPE_COUNT)
            out[c].count = values[f].is_given ? values[f].count : TARIX_NO_COUNT;
        if (s->type[c] == TARIX_TYPE_REAL) out[c].real = values[f].is_given ? values[f].real : NAN;
    }
    TARIX_TRY(kind->score(&s->scoring, values, arena, scores, err));
    for (size_t i = 0; i < s->n_scores; i++) out[s->rows.width + i].real = scores[i];
    return TARIX_OK;
}

/* ---- a batch, on all threads ---- */

typedef struct slice {
    score *s;
    size_t first, end;
} slice;

static tarix_status score_slice(void *context, tarix_guard *guard, tarix_error *err)
{
    (void)err;
    const slice *part = context;
    score *s = part->s;
    tarix_arena *arena = tarix_arena_new(guard);
    double *scores = TARIX_ARRAY(arena, double, s->n_scores + 1);
    for (size_t row = part->first; row < part->end; row++) {
        const tarix_mark mark = tarix_arena_mark(arena);
        s->is_valid[row] =
            score_row(s, row, arena, scores, s->cells + row * s->n_columns, NULL) == TARIX_OK;
        tarix_arena_restore(arena, mark);
    }
    return TARIX_OK;
}

typedef struct batch {
    score *s;
    bool *has_memory; /* of each task */
} batch;

/* A thread may not unwind into another's frame: each slice runs under a guard of its own. */
static void run_task(void *context, size_t task)
{
    const batch *b = context;
    const size_t first = task * slice_rows, end = first + slice_rows;
    slice part = {b->s, first, end < b->s->rows.n ? end : b->s->rows.n};
    b->has_memory[task] = tarix_protect(score_slice, &part, 0, NULL) == TARIX_OK;
}

static tarix_status score_batch(score *s, tarix_error *err)
{
    tarix_arena *arena = s->job->arena;
    const tarix_mark mark = tarix_arena_mark(arena);
    const size_t n_tasks = (s->rows.n + slice_rows - 1) / slice_rows;
    batch b = {s, TARIX_ARRAY(arena, bool, n_tasks)};
    tarix_pool_run(s->n_threads, n_tasks, run_task, &b);
    bool has_memory = true;
    for (size_t i = 0; i < n_tasks; i++) has_memory &= b.has_memory[i];
    tarix_arena_restore(arena, mark);
    if (!has_memory)
        return tarix_error_set(
            err, TARIX_NO_MEMORY, "%s: out of memory", tarix_csvfile_name(s->file));
    return TARIX_OK;
}

/* ---- rows to the table ---- */

/* Why a row cannot be scored, said in full. */
static tarix_status reject(score *s, size_t row, tarix_error *err)
{
    tarix_arena *arena = tarix_arena_new(tarix_arena_guard(s->job->arena));
    tarix_error reason = {0};
    tarix_cell *scratch = TARIX_ARRAY(arena, tarix_cell, s->n_columns);
    score_row(s, row, arena, TARIX_ARRAY(arena, double, s->n_scores + 1), scratch, &reason);
    tarix_arena_free(arena);
    const tarix_str place = tarix_arena_format(s->job->arena, "%s:%llu: %s",
        tarix_csvfile_name(s->file), (unsigned long long)s->rows.line[row], reason.message);
    if (!s->skips)
        return tarix_error_set(err, TARIX_INVALID,
            "%s; correct the row, or leave such rows out with --skip-invalid", place.data);
    if (s->n_skipped++ < most_reasons) tarix_job_text(s->job, "skipped_row", place);
    return TARIX_OK;
}

static tarix_status write_rows(score *s, tarix_table *table, tarix_error *err)
{
    const bool keeps = tarix_table_collects(table);
    for (size_t i = 0; i < s->rows.n && !tarix_table_is_full(table); i++) {
        tarix_cell *row = NULL;
        if (!s->is_valid[i]) {
            TARIX_TRY(reject(s, i, err));
            continue;
        }
        TARIX_TRY(tarix_table_row(table, &row, err));
        memcpy(row, s->cells + i * s->n_columns, s->n_columns * sizeof *row);
        for (size_t c = 0; c < s->rows.width && keeps; c++)
            if (s->type[c] == TARIX_TYPE_TEXT)
                row[c].text = tarix_arena_str(s->job->arena, row[c].text);
    }
    return tarix_table_flush(table, err);
}

static void ensure_room(score *s)
{
    if (s->rows.n <= s->capacity) return;
    s->cells = tarix_arena_grow(s->job->arena, s->cells, s->capacity * s->n_columns,
        s->rows.n * s->n_columns, sizeof *s->cells);
    s->is_valid = tarix_arena_grow(s->job->arena, s->is_valid, s->capacity, s->rows.n, 1);
    s->capacity = s->rows.n;
}

static void tell_progress(const score *s, uint64_t *told)
{
    const tarix_pass *pass = &s->job->pass;
    const uint64_t bytes = tarix_text_bytes(tarix_csvfile_text(s->file));
    if (pass->progress) pass->progress(pass->progress_context, bytes - *told);
    *told = bytes;
}

/* All rows; those behind a full table only when the file's digest is wanted. */
static tarix_status score_rows(score *s, tarix_table *table, tarix_error *err)
{
    uint64_t told = 0;
    for (;;) {
        TARIX_TRY(tarix_csvfile_next(s->file, &s->rows, err));
        if (s->rows.n == 0) return TARIX_OK;
        s->n_rows += s->rows.n;
        tell_progress(s, &told);
        if (tarix_table_is_full(table) && !s->job->pass.hashes) return TARIX_OK;
        if (tarix_table_is_full(table)) continue;
        ensure_room(s);
        TARIX_TRY(score_batch(s, err));
        TARIX_TRY(write_rows(s, table, err));
    }
}

/* ---- columns ---- */

static long find_field(const tarix_csvfile *file, const tarix_field *field)
{
    const long column = tarix_csvfile_find(file, tarix_str_from(field->name));
    if (column != TARIX_NO_COLUMN || !field->alias) return column;
    return tarix_csvfile_find(file, tarix_str_from(field->alias));
}

static bool is_field(const tarix_score_kind *kind, tarix_str name)
{
    for (size_t f = 0; f < kind->n_fields; f++)
        if (tarix_str_equal(name, tarix_str_from(kind->fields[f].name))) return true;
    return false;
}

static tarix_status lacks_field(const score *s, const tarix_field *field, tarix_error *err)
{
    size_t n, n_others = 0;
    const tarix_str *columns = tarix_csvfile_columns(s->file, &n);
    const char **others = TARIX_ARRAY(s->job->arena, const char *, n);
    const char *needed = "";
    for (size_t i = 0; i < n; i++)
        if (!is_field(s->kind, columns[i])) others[n_others++] = columns[i].data;
    for (size_t f = 0; f < s->kind->n_fields; f++)
        if (!s->kind->fields[f].is_optional)
            needed = tarix_arena_format(
                s->job->arena, "%s%s%s", needed, *needed ? "," : "", s->kind->fields[f].name)
                         .data;
    const char *nearest = tarix_option_nearest(tarix_str_from(field->name), others, n_others);
    return tarix_error_set(err, TARIX_INVALID,
        "%s: its header has no column '%s'%s%s%s; %s needs the columns %s",
        tarix_csvfile_name(s->file), field->name, nearest ? " (is it '" : "",
        nearest ? nearest : "", nearest ? "'?)" : "", s->kind->name, needed);
}

static tarix_type type_of(const tarix_field *field)
{
    return field->type == TARIX_FIELD_COUNT  ? TARIX_TYPE_COUNT
           : field->type == TARIX_FIELD_REAL ? TARIX_TYPE_REAL
                                             : TARIX_TYPE_TEXT;
}

/* Whether one of the scores has a name. */
static bool is_score(const score *s, tarix_str name)
{
    for (size_t i = 0; i < s->kind->extras.n; i++)
        if (tarix_str_equal(name, tarix_str_from(s->kind->extras.columns[i].name))) return true;
    for (size_t i = 0; i < s->scoring.measures.n; i++)
        if (tarix_str_equal(name, tarix_str_from(s->scoring.measures.rows[i]->name))) return true;
    return false;
}

/* A column of the file that is no field of the kind is repeated as it stands; one that has the
 * name of a score is told apart from it. */
static tarix_column repeated(const score *s, tarix_str name)
{
    const char *own = name.data;
    if (is_score(s, name)) own = tarix_arena_format(s->job->arena, "input_%s", name.data).data;
    return (tarix_column){own, TARIX_TYPE_TEXT, own, own, "", "as in the input"};
}

static tarix_status map_columns(score *s, tarix_table *table, tarix_error *err)
{
    size_t n;
    const tarix_str *names = tarix_csvfile_columns(s->file, &n);
    tarix_column *columns = TARIX_ARRAY(s->job->arena, tarix_column, n);
    for (size_t c = 0; c < n; c++) columns[c] = repeated(s, names[c]);
    for (size_t f = 0; f < s->kind->n_fields; f++) {
        const tarix_field *field = &s->kind->fields[f];
        const long c = s->column[f] = find_field(s->file, field);
        if (c == TARIX_NO_COLUMN && !field->is_optional) return lacks_field(s, field, err);
        if (c == TARIX_NO_COLUMN) continue;
        columns[c].type = type_of(field);
        columns[c].title_en = field->title_en;
        columns[c].title_az = field->title_az;
    }
    s->type = TARIX_ARRAY(s->job->arena, tarix_type, n);
    for (size_t c = 0; c < n; c++) s->type[c] = columns[c].type;
    tarix_table_add_columns(table, columns, n);
    tarix_table_add_columns(table, s->kind->extras.columns, s->kind->extras.n);
    tarix_measures_add_columns(&s->scoring.measures, table);
    s->n_scores = s->kind->extras.n + s->scoring.measures.n;
    s->n_columns = n + s->n_scores;
    return TARIX_OK;
}

/* ---- the run ---- */

static tarix_status read_settings(score *s, tarix_error *err)
{
    const tarix_options *o = s->job->options;
    TARIX_TRY(tarix_score_kinds_find(s->job->inputs[0], &s->kind, err));
    if (s->job->n_inputs != 2)
        return tarix_error_set(err, TARIX_USAGE,
            "score %s needs one FILE of counts, or - for standard input", s->kind->name);
    tarix_str measures = tarix_options_text(o, &tarix_option_measures);
    if (tarix_str_equal(measures, TARIX_STR("default")))
        measures = tarix_str_from(s->kind->defaults);
    TARIX_TRY(
        tarix_measures_parse(s->job->arena, measures, s->kind->family, &s->scoring.measures, err));
    s->scoring.tests = (double)tarix_options_count(o, &tests_option);
    TARIX_TRY(tarix_job_prior(s->job, &s->scoring.prior, err));
    s->skips = tarix_options_flag(o, &skip_option);
    s->n_threads = (size_t)tarix_options_count(o, &tarix_option_threads);
    if (s->n_threads == 0) s->n_threads = tarix_pool_processors();
    return TARIX_OK;
}

static char separator_of(const tarix_options *o)
{
    const tarix_str word = tarix_options_text(o, &separator_option);
    return tarix_str_equal(word, TARIX_STR("comma"))       ? ','
           : tarix_str_equal(word, TARIX_STR("semicolon")) ? ';'
           : tarix_str_equal(word, TARIX_STR("tab"))       ? '\t'
                                                           : '\0';
}

/* What was scored, for the record: "default" and "all" mean other measures in time. */
static void note_settings(const score *s)
{
    const tarix_measure_list *list = &s->scoring.measures;
    const char *names = "";
    for (size_t i = 0; i < list->n; i++)
        names =
            tarix_arena_format(s->job->arena, "%s%s%s", names, i ? "," : "", list->rows[i]->name)
                .data;
    tarix_job_text(s->job, "kind", tarix_str_from(s->kind->name));
    tarix_job_text(s->job, "measures", tarix_str_from(names));
}

static void note_file(const score *s, tarix_digest *digest)
{
    const tarix_text *text = tarix_csvfile_text(s->file);
    tarix_sheet *sheet = tarix_job_add_sheet(s->job, "counts", tarix_csvfile_name(s->file));
    sheet->sha256 = digest ? tarix_digest_end(digest) : TARIX_STR("");
    sheet->encoding = tarix_text_encoding(text);
    sheet->bytes = tarix_text_bytes(text);
    sheet->bad_bytes = tarix_text_bad_bytes(text);
    sheet->rows = s->n_rows;
    sheet->skipped = s->n_skipped;
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    score s = {.job = job};
    TARIX_TRY(read_settings(&s, err));
    const tarix_csvfile_plan plan = {.lexicons = job->lexicons,
        .encoding = job->pass.encoding,
        .separator = separator_of(job->options),
        .digest = job->pass.hashes ? tarix_digest_new(job->arena) : NULL};
    const char *path = tarix_arena_str(job->arena, job->inputs[1]).data;
    TARIX_TRY(tarix_csvfile_open(job->arena, path, &plan, &s.file, err));
    s.scoring.has_decimal_comma = tarix_csvfile_separator(s.file) != ',';
    TARIX_TRY(map_columns(&s, table, err));
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(score_rows(&s, table, err));
    note_settings(&s);
    note_file(&s, plan.digest);
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_score = {
    .name = "score",
    .summary = "score ready-made counts from a CSV file",
    .usage = "KIND [OPTIONS] FILE",
    .reads_sheet = true,
    .needs = "a KIND of counts and a FILE: tarix score association counts.csv",
    .details =
        "Each row of FILE gets its scores: its columns are repeated, the measures of the KIND\n"
        "follow. The header names the columns, in any order; others are repeated as they stand.\n"
        "\n"
        "  KIND         columns\n"
        "  association  o11,r1,c1,n [,span][,f_node,f_collocate][,tests]\n"
        "  keyness      a,b,n1,n2 [,tests]\n"
        "\n"
        "Cells are separated by commas, semicolons or tabs. Counts are exact. A row that is no\n"
        "such table (o11 above r1, a negative count) ends the run with its line and the reason,\n"
        "unless --skip-invalid is given.\n"
        "\n"
        "  tarix score association --measures all counts.csv\n"
        "  tarix score keyness --measures ll,log_ratio --digits 17 - < counts.csv\n",
    .options = options,
    .defaults = defaults,
    .families = TARIX_FAMILY_ASSOCIATION | TARIX_FAMILY_KEYNESS,
    .run = run,
};
