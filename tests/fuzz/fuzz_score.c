/* Bytes as a file of counts of some kind: scored with and without invalid rows, on one thread and
 * on two, with the same end and the same rows. */
#include "analyzers/analyzers.h"
#include "analyzers/scoring.h"
#include "base/checksum.h"
#include "tests/fuzz/fuzz_file.h"

typedef struct outcome {
    tarix_status status;
    const tarix_column *columns;
    size_t n_columns;
    uint64_t n_rows, sum;
} outcome;

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    outcome *o = context;
    (void)err;
    o->columns = columns;
    o->n_columns = n_columns;
    return TARIX_OK;
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    outcome *o = context;
    (void)err;
    for (size_t i = 0; i < n * o->n_columns; i++) {
        const tarix_cell *cell = &cells[i];
        const bool is_text = o->columns[i % o->n_columns].type == TARIX_TYPE_TEXT;
        o->sum = o->sum * 31 + (is_text ? tarix_checksum(cell->text.data, cell->text.size)
                                        : tarix_checksum(&cell->count, sizeof cell->count));
    }
    o->n_rows += n;
    return TARIX_OK;
}

static tarix_status end(void *context, tarix_error *err)
{
    (void)context, (void)err;
    return TARIX_OK;
}

static outcome score(tarix_arena *arena, const tarix_score_kind *kind, bool skips, size_t n_threads)
{
    outcome o = {.status = TARIX_OK};
    const tarix_str inputs[] = {tarix_str_from(kind->name), tarix_str_from(fuzz_path)};
    tarix_options *options = tarix_options_new(arena, tarix_score.options, tarix_score.defaults);
    const tarix_option *measures = tarix_options_find(options, TARIX_STR("measures"));
    const tarix_option *skip = tarix_options_find(options, TARIX_STR("skip-invalid"));
    if (kind->family == TARIX_FAMILY_TEXTS) /* others draw for long */
        tarix_options_set(options, measures, TARIX_STR("welch_t,mann_whitney_log10_p"), NULL);
    else if (kind->family)
        tarix_options_set(options, measures, TARIX_STR("all"), NULL);
    if (skips) tarix_options_set(options, skip, TARIX_STR(""), NULL);
    tarix_job *job = TARIX_NEW(arena, tarix_job);
    *job = (tarix_job){.arena = arena,
        .options = options,
        .inputs = inputs,
        .n_inputs = 2,
        .pass = {.n_threads = n_threads, .encoding = "UTF-8"}};
    tarix_table *table = tarix_table_new(arena, (tarix_row_sink){&o, begin, rows, end, NULL});
    o.status = tarix_score.run(job, table, NULL);
    return o;
}

static void work(tarix_arena *arena, tarix_str bytes)
{
    size_t n_kinds;
    const tarix_score_kind *kinds = tarix_score_kinds(&n_kinds);
    const tarix_score_kind *kind = &kinds[fuzz_choice(&bytes, n_kinds)];
    const bool skips = fuzz_choice(&bytes, 2);
    fuzz_file(bytes, ".csv");
    const outcome one = score(arena, kind, skips, 1), two = score(arena, kind, skips, 2);
    fuzz_require(one.status == two.status, "two threads end otherwise than one");
    if (one.status != TARIX_OK) return;
    fuzz_require(one.n_rows == two.n_rows && one.sum == two.sum, "two threads give other rows");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_bytes(data, size, work);
}
