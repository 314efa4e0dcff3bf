#include "analyzers/analyzers.h"
#include "analyzers/options.h"
#include "analyzers/pvalues.h"
#include "base/file.h"

#include <math.h>

static const tarix_option tests_option = {.name = "tests",
    .kind = TARIX_OPTION_COUNT,
    .value = "M",
    .fallback = "1",
    .low = 1,
    .help = "number of tests that conservative bounds correct for; a column tests says it row by "
            "row. Of correction: tests in all, when FILE has not all of them"};
static const tarix_option correct_option = {.name = "correct",
    .kind = TARIX_OPTION_TEXT,
    .value = "LIST",
    .fallback = "all",
    .help = "methods of correction: " TARIX_CORRECTION_NAMES ", or all"};
static const tarix_option separator_option = {.name = "separator",
    .kind = TARIX_OPTION_WORD,
    .choices = "auto,comma,semicolon,tab",
    .fallback = "auto",
    .help = "what stands between the cells of FILE; auto: what its header has most of"};
static const tarix_option skip_option = {.name = "skip-invalid",
    .kind = TARIX_OPTION_FLAG,
    .help = "leave out rows that cannot be scored, and say how many; else the first ends the run"};

static const tarix_option *const options[] = {&tarix_option_measures, &tests_option,
    &tarix_option_prior, &tarix_option_seed, &correct_option, &separator_option, &skip_option,
    NULL};
static const tarix_option_default defaults[] = {{&tarix_option_measures, "default"}, {NULL, NULL}};

typedef struct score {
    tarix_job *job;
    tarix_table *table;
    tarix_score_plan plan;
    tarix_pvalues p; /* of correction */
    const char *path;
    tarix_str bytes;             /* of standard input, when it is looked at twice */
    tarix_column *score_columns; /* extras and measures, or corrected p */
    bool skips;
    uint64_t n_rows, n_skipped;
    uint64_t told; /* bytes, for the progress */
    tarix_status status;
    tarix_error *err;
} score;

/* ---- rows to the table ---- */

/* Notes the rows of a block that are left out, or fails for the first. */
static tarix_status reject(score *s, const tarix_score_block *b, tarix_error *err)
{
    const char *name = tarix_csvfile_name(s->plan.file);
    for (size_t i = 0; i < b->n_invalid && i < TARIX_REASONS_MOST; i++) {
        const unsigned long long line = b->first_line + b->reasons[i].line;
        const char *why = b->reasons[i].why.message;
        if (!s->skips)
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%llu: %s; correct the row, or leave such rows out with --skip-invalid", name,
                line, why);
        if (s->n_skipped + i < TARIX_REASONS_MOST)
            tarix_job_text(s->job, "skipped_row",
                tarix_arena_format(s->job->arena, "%s:%llu: %s", name, line, why));
    }
    s->n_skipped += b->n_invalid;
    return TARIX_OK;
}

static tarix_status write_cells(score *s, const tarix_score_block *b, tarix_error *err)
{
    const tarix_score_plan *plan = &s->plan;
    const bool keeps = tarix_table_collects(s->table);
    for (size_t i = 0; i < b->n_rows && !tarix_table_is_full(s->table); i++) {
        tarix_cell *row = NULL;
        if (!b->is_valid[i]) continue;
        TARIX_TRY(tarix_table_row(s->table, &row, err));
        memcpy(row, b->cells + i * plan->n_columns, plan->n_columns * sizeof *row);
        tarix_pvalues_put(&s->p, s->n_rows + i, row + plan->width);
        for (size_t c = 0; c < plan->width && keeps; c++)
            if (plan->type[c] == TARIX_TYPE_TEXT)
                row[c].text = tarix_arena_str(s->job->arena, row[c].text);
    }
    return tarix_table_flush(s->table, err);
}

static tarix_status write_block(score *s, tarix_score_block *b, tarix_error *err)
{
    TARIX_TRY(reject(s, b, err));
    if (b->fault.why.status != TARIX_OK)
        return tarix_error_set(err, b->fault.why.status, "%s:%llu: %s",
            tarix_csvfile_name(s->plan.file), (unsigned long long)(b->first_line + b->fault.line),
            b->fault.why.message);
    return s->plan.table ? tarix_table_write(s->table, &b->bytes, err) : write_cells(s, b, err);
}

static void tell_progress(score *s)
{
    const uint64_t bytes = tarix_text_bytes(tarix_csvfile_text(s->plan.file));
    tarix_progress_read(s->job->pass.progress, bytes - s->told);
    s->told = bytes;
}

/* All rows; those behind a full table only when the file's digest is wanted. */
static bool take_block(void *context, tarix_score_block *b)
{
    score *s = context;
    tell_progress(s);
    if (!tarix_table_is_full(s->table)) s->status = write_block(s, b, s->err);
    s->n_rows += b->n_rows;
    return s->status == TARIX_OK && (!tarix_table_is_full(s->table) || s->job->pass.hashes);
}

static tarix_status score_rows(score *s, tarix_error *err)
{
    const bool is_alone = s->p.n_methods == 0; /* no row needs to know of the others */
    s->plan.table = is_alone && tarix_table_formats(s->table) ? s->table : NULL;
    s->status = TARIX_OK;
    s->err = err;
    TARIX_TRY(tarix_score_blocks(s->job->arena, &s->plan, take_block, s, err));
    return s->status;
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
    const tarix_str *columns = tarix_csvfile_columns(s->plan.file, &n);
    const char **others = TARIX_ARRAY(s->job->arena, const char *, n);
    const char *needed = "";
    for (size_t i = 0; i < n; i++)
        if (!is_field(s->plan.kind, columns[i])) others[n_others++] = columns[i].data;
    for (size_t f = 0; f < s->plan.kind->n_fields; f++)
        if (!s->plan.kind->fields[f].is_optional)
            needed = tarix_arena_format(
                s->job->arena, "%s%s%s", needed, *needed ? "," : "", s->plan.kind->fields[f].name)
                         .data;
    const char *nearest = tarix_option_nearest(tarix_str_from(field->name), others, n_others);
    return tarix_error_set(err, TARIX_INVALID,
        "%s: its header has no column '%s'%s%s%s; %s needs the columns %s",
        tarix_csvfile_name(s->plan.file), field->name, nearest ? " (is it '" : "",
        nearest ? nearest : "", nearest ? "'?)" : "", s->plan.kind->name, needed);
}

/* Whether one of the scores has a name. */
static bool is_score(const score *s, tarix_str name)
{
    for (size_t i = 0; i < s->plan.n_scores; i++)
        if (tarix_str_equal(name, tarix_str_from(s->score_columns[i].name))) return true;
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

static void name_scores(score *s)
{
    const tarix_schema *extras = &s->plan.kind->extras;
    const size_t most = extras->n + s->plan.scoring.measures.n + 2 * s->p.n_methods;
    s->score_columns = TARIX_ARRAY(s->job->arena, tarix_column, most);
    for (size_t i = 0; i < extras->n; i++)
        s->score_columns[s->plan.n_scores++] = extras->columns[i];
    for (size_t i = 0; i < s->plan.scoring.measures.n; i++)
        s->score_columns[s->plan.n_scores++] =
            tarix_measure_column(s->plan.scoring.measures.rows[i]);
    for (size_t i = 0; i < s->p.n_methods; i++) {
        s->score_columns[s->plan.n_scores++] = s->p.methods[i]->column;
        s->score_columns[s->plan.n_scores++] = s->p.methods[i]->log10_column;
    }
}

static const tarix_column line_column = {
    "line", TARIX_TYPE_COUNT, "line", "sətir", "", "of the file, from 1"};

static tarix_status map_columns(score *s, tarix_column **out, tarix_error *err)
{
    size_t n;
    const tarix_str *names = tarix_csvfile_columns(s->plan.file, &n);
    tarix_column *columns = TARIX_ARRAY(s->job->arena, tarix_column, n);
    for (size_t c = 0; c < n; c++) columns[c] = repeated(s, names[c]);
    for (size_t f = 0; f < s->plan.kind->n_fields && !s->plan.is_lines; f++) {
        const tarix_field *field = &s->plan.kind->fields[f];
        const long c = s->plan.column[f] = find_field(s->plan.file, field);
        if (c == TARIX_NO_COLUMN && !field->is_optional) return lacks_field(s, field, err);
        if (c == TARIX_NO_COLUMN) continue;
        columns[c].type = tarix_field_column_type(field);
        columns[c].title_en = field->title_en;
        columns[c].title_az = field->title_az;
    }
    if (s->plan.is_lines) {
        columns[0] = line_column;
        s->plan.column[0] = 0;
    }
    s->plan.width = n;
    s->plan.type = TARIX_ARRAY(s->job->arena, tarix_type, n);
    for (size_t c = 0; c < n; c++) s->plan.type[c] = columns[c].type;
    s->plan.n_columns = n + s->plan.n_scores;
    *out = columns;
    return TARIX_OK;
}

/* ---- the run ---- */

static tarix_status read_settings(score *s, tarix_error *err)
{
    const tarix_options *o = s->job->options;
    TARIX_TRY(tarix_score_kinds_find(s->job->inputs[0], &s->plan.kind, err));
    if (s->job->n_inputs != 2)
        return tarix_error_set(err, TARIX_USAGE,
            "score %s needs one FILE of counts, or - for standard input", s->plan.kind->name);
    const tarix_option *strange = s->plan.kind->family ? &correct_option : &tarix_option_measures;
    if (tarix_options_given(o, strange))
        return tarix_error_set(err, TARIX_USAGE, "--%s does not belong to score %s", strange->name,
            s->plan.kind->name);
    tarix_str measures = tarix_options_text(o, &tarix_option_measures);
    if (tarix_str_equal(measures, TARIX_STR("default")))
        measures = tarix_str_from(s->plan.kind->defaults);
    TARIX_TRY(tarix_measures_parse(
        s->job->arena, measures, s->plan.kind->family, &s->plan.scoring.measures, err));
    if (!s->plan.kind->family)
        TARIX_TRY(tarix_pvalues_parse_methods(
            &s->p, s->job->arena, tarix_options_text(o, &correct_option), err));
    s->plan.scoring.prior = tarix_options_real(o, &tarix_option_prior);
    s->plan.scoring.seed = tarix_options_count(o, &tarix_option_seed);
    s->plan.scoring.tests = (double)tarix_options_count(o, &tests_option);
    s->skips = tarix_options_flag(o, &skip_option);
    s->plan.n_threads = s->job->pass.n_threads;
    s->path = tarix_arena_str(s->job->arena, s->job->inputs[1]).data;
    name_scores(s);
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
    const tarix_measure_list *list = &s->plan.scoring.measures;
    const char *names = "";
    for (size_t i = 0; i < list->n; i++)
        names =
            tarix_arena_format(s->job->arena, "%s%s%s", names, i ? "," : "", list->rows[i]->name)
                .data;
    tarix_job_text(s->job, "kind", tarix_str_from(s->plan.kind->name));
    tarix_job_text(s->job, "measures", tarix_str_from(names));
}

static void note_file(const score *s, tarix_digest *digest)
{
    const tarix_text *text = tarix_csvfile_text(s->plan.file);
    tarix_sheet *sheet = tarix_job_add_sheet(s->job, "counts", tarix_csvfile_name(s->plan.file));
    sheet->sha256 = digest ? tarix_digest_end(digest) : TARIX_STR("");
    sheet->encoding = tarix_text_encoding(text);
    sheet->bytes = tarix_text_bytes(text);
    sheet->bad_bytes = tarix_text_bad_bytes(text);
    sheet->rows = s->n_rows;
    sheet->skipped = s->n_skipped;
}

static tarix_status open_file(score *s, tarix_digest *digest, tarix_error *err)
{
    const tarix_csvfile_plan plan = {.lexicons = s->job->lexicons,
        .encoding = s->job->pass.encoding,
        .separator = separator_of(s->job->options),
        .is_lines = s->plan.is_lines,
        .digest = digest};
    if (s->bytes.data)
        TARIX_TRY(tarix_csvfile_open_bytes(
            s->job->arena, "standard input", s->bytes, &plan, &s->plan.file, err));
    else
        TARIX_TRY(tarix_csvfile_open(s->job->arena, s->path, &plan, &s->plan.file, err));
    s->plan.scoring.has_decimal_comma = tarix_csvfile_separator(s->plan.file) != ',';
    return TARIX_OK;
}

/* Opens the file for the first of two times. */
static tarix_status peek(score *s, tarix_error *err)
{
    if (strcmp(s->path, "-") == 0)
        TARIX_TRY(tarix_file_read(s->job->arena, s->path, &s->bytes, err));
    return open_file(s, NULL, err);
}

/* Whether a line names a column, as the header of a CSV file does. */
static bool names_column(tarix_str line, tarix_str name)
{
    for (size_t i = 0; i + name.size <= line.size; i++) {
        const char before = i ? line.data[i - 1] : ',';
        const char behind = i + name.size < line.size ? line.data[i + name.size] : ',';
        if (strchr(",;\t\" ", before) && strchr(",;\t\" ", behind) &&
            memcmp(line.data + i, name.data, name.size) == 0)
            return true;
    }
    return false;
}

/* A file of texts need not have a header. */
static tarix_status look_for_header(score *s, tarix_error *err)
{
    const tarix_str name = tarix_str_from(s->plan.kind->fields[0].name);
    tarix_csv_rows rows;
    s->plan.is_lines = true;
    TARIX_TRY(peek(s, err));
    TARIX_TRY(tarix_csvfile_next(s->plan.file, &rows, err));
    s->plan.is_lines = rows.n == 0 || !names_column(rows.cells[0], name);
    return TARIX_OK;
}

static bool take_p(void *context, tarix_score_block *b)
{
    score *s = context;
    if (!s->skips) s->status = reject(s, b, s->err);
    tarix_pvalues_add(&s->p, s->job->arena, &s->plan, b);
    return s->status == TARIX_OK;
}

/* Reads the file once for its p and corrects them. */
static tarix_status correct_all(score *s, tarix_error *err)
{
    tarix_column *columns = NULL;
    TARIX_TRY(peek(s, err));
    TARIX_TRY(map_columns(s, &columns, err));
    if (s->plan.column[0] == TARIX_NO_COLUMN && s->plan.column[1] == TARIX_NO_COLUMN)
        return tarix_error_set(err, TARIX_INVALID,
            "%s: its header has neither a column 'p' nor 'log10_p'; correction needs one of them",
            tarix_csvfile_name(s->plan.file));
    s->status = TARIX_OK;
    s->err = err;
    TARIX_TRY(tarix_score_blocks(s->job->arena, &s->plan, take_p, s, err));
    TARIX_TRY(s->status);
    uint64_t m = s->p.n_tests;
    if (tarix_options_given(s->job->options, &tests_option))
        m = tarix_options_count(s->job->options, &tests_option);
    if (m < s->p.n_tests)
        return tarix_error_set(err, TARIX_USAGE, "--tests %llu is fewer than the %llu tests of %s",
            (unsigned long long)m, (unsigned long long)s->p.n_tests,
            tarix_csvfile_name(s->plan.file));
    tarix_pvalues_correct(&s->p, s->job->arena, m);
    tarix_job_count(s->job, "tests", m);
    return TARIX_OK;
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    score *s = TARIX_NEW(job->arena, score); /* threads look at it */
    tarix_column *columns = NULL;
    tarix_digest *digest = job->pass.hashes ? tarix_digest_new(job->arena) : NULL;
    s->job = job;
    s->table = table;
    TARIX_TRY(read_settings(s, err));
    if (s->plan.kind->family == TARIX_FAMILY_DIVERSITY) TARIX_TRY(look_for_header(s, err));
    if (!s->plan.kind->family) TARIX_TRY(correct_all(s, err));
    TARIX_TRY(open_file(s, digest, err));
    TARIX_TRY(map_columns(s, &columns, err));
    tarix_table_add_columns(table, columns, s->plan.width);
    tarix_table_add_columns(table, s->score_columns, s->plan.n_scores);
    TARIX_TRY(tarix_table_begin(table, err));
    TARIX_TRY(score_rows(s, err));
    note_settings(s);
    note_file(s, digest);
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
        "  keyness      a,b,n1,n2 [,tests][,prior][,docs_a,docs_b,texts_a,texts_b]\n"
        "  dispersion   counts [,sizes]         lists, separated by semicolons; no sizes: equal\n"
        "  positions    positions,length        a list of places, from 0\n"
        "  texts        target,reference        lists of rates, a text each\n"
        "  comparison   f,g                     lists of counts, a word each\n"
        "  trend        x,y                     lists, a point each\n"
        "  correction   p or log10_p            all rows are one family of tests\n"
        "  diversity    tokens                  or no header: a text of words a line\n"
        "\n"
        "Cells are separated by commas, semicolons or tabs. Counts are exact. A row that is no\n"
        "such table (o11 above r1, a negative count) ends the run with its line and the reason,\n"
        "unless --skip-invalid is given.\n"
        "\n"
        "  tarix score association --measures all counts.csv\n"
        "  tarix score keyness --measures ll,log_ratio --digits 17 - < counts.csv\n",
    .options = options,
    .defaults = defaults,
    .families = TARIX_FAMILY_ASSOCIATION | TARIX_FAMILY_KEYNESS | TARIX_FAMILY_DISPERSION |
                TARIX_FAMILY_POSITIONS | TARIX_FAMILY_TEXTS | TARIX_FAMILY_DIVERSITY |
                TARIX_FAMILY_COMPARISON | TARIX_FAMILY_TREND,
    .run = run,
};
