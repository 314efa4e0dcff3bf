#include "analyzers/rowlist.h"

#include "base/number.h"
#include "corpus/csvfile.h"

/* What tables call the count of what a row is about, the first that there is. */
static const char *const pair_counts[] = {"o11", NULL};
static const char *const term_counts[] = {"count_target", "count", NULL};

typedef struct reader {
    tarix_job *job;
    tarix_csvfile *file;
    tarix_rowlist *list;
    size_t capacity;
    long term, collocate, count; /* columns, or TARIX_NO_COLUMN */
} reader;

static tarix_status find_columns(reader *r, tarix_error *err)
{
    const long node = tarix_csvfile_find(r->file, TARIX_STR("node"));
    r->collocate = tarix_csvfile_find(r->file, TARIX_STR("collocate"));
    r->list->has_collocates = node != TARIX_NO_COLUMN && r->collocate != TARIX_NO_COLUMN;
    r->term = r->list->has_collocates ? node : tarix_csvfile_find(r->file, TARIX_STR("term"));
    if (r->term == TARIX_NO_COLUMN)
        return tarix_error_set(err, TARIX_INVALID,
            "%s: its header has neither the columns node and collocate, as a table of colloc does, "
            "nor term, as one of keyness or freq",
            tarix_csvfile_name(r->file));
    r->count = TARIX_NO_COLUMN;
    const char *const *counts = r->list->has_collocates ? pair_counts : term_counts;
    for (size_t i = 0; counts[i] && r->count == TARIX_NO_COLUMN; i++) {
        r->count = tarix_csvfile_find(r->file, tarix_str_from(counts[i]));
        if (r->count != TARIX_NO_COLUMN) r->list->count = counts[i];
    }
    return TARIX_OK;
}

static tarix_status add_row(reader *r, const tarix_str *cells, uint64_t line, tarix_error *err)
{
    tarix_arena *arena = r->job->arena;
    tarix_rowlist *list = r->list;
    TARIX_ROOM(arena, list->rows, list->n, r->capacity);
    tarix_rowlist_row *row = &list->rows[list->n++];
    *row = (tarix_rowlist_row){.term = tarix_arena_str(arena, cells[r->term]),
        .collocate = TARIX_STR(""),
        .count = TARIX_NO_COUNT};
    if (list->has_collocates) row->collocate = tarix_arena_str(arena, cells[r->collocate]);
    if (row->term.size == 0 || (list->has_collocates && row->collocate.size == 0))
        return tarix_error_set(err, TARIX_INVALID, "%s:%llu: the %s is empty",
            tarix_csvfile_name(r->file), (unsigned long long)line,
            row->term.size         ? "collocate"
            : list->has_collocates ? "node"
                                   : "term");
    if (r->count != TARIX_NO_COLUMN && cells[r->count].size &&
        !tarix_number_parse_count(cells[r->count], &row->count))
        return tarix_error_set(err, TARIX_INVALID, "%s:%llu: %s: '%.*s' is not a whole number",
            tarix_csvfile_name(r->file), (unsigned long long)line, list->count,
            TARIX_ARG(cells[r->count]));
    return TARIX_OK;
}

static void note(const reader *r, tarix_digest *digest)
{
    const tarix_text *text = tarix_csvfile_text(r->file);
    tarix_sheet *sheet = tarix_job_add_sheet(r->job, "context_of", tarix_csvfile_name(r->file));
    sheet->sha256 = digest ? tarix_digest_end(digest) : TARIX_STR("");
    sheet->encoding = tarix_text_encoding(text);
    sheet->bytes = tarix_text_bytes(text);
    sheet->bad_bytes = tarix_text_bad_bytes(text);
    sheet->rows = r->list->n;
}

tarix_status tarix_rowlist_read(
    tarix_job *job, const char *path, tarix_rowlist **out, tarix_error *err)
{
    tarix_digest *digest = job->pass.hashes ? tarix_digest_new(job->arena) : NULL;
    const tarix_csvfile_plan plan = {.lexicons = job->lexicons, .digest = digest};
    reader r = {.job = job, .list = TARIX_NEW(job->arena, tarix_rowlist)};
    tarix_csv_rows rows;
    TARIX_TRY(tarix_csvfile_open(job->arena, path, &plan, &r.file, err));
    TARIX_TRY(find_columns(&r, err));
    do {
        TARIX_TRY(tarix_csvfile_next(r.file, &rows, err));
        for (size_t i = 0; i < rows.n; i++)
            TARIX_TRY(add_row(&r, rows.cells + i * rows.width, rows.line[i], err));
    } while (rows.n);
    note(&r, digest);
    *out = r.list;
    return TARIX_OK;
}
