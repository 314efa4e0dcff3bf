#include "analyzers/options.h"
#include "base/digest.h"
#include "base/file.h"
#include "cli/command.h"
#include "corpus/collection.h"
#include "lexicons/lexicons.h"
#include "reports/recorded.h"
#include "version.h"

#include <stdlib.h>

enum { PART, NAME, STATE, RECORDED, FOUND };

static const tarix_column columns[] = {
    {"part", TARIX_TYPE_TEXT, "part", "hissə", "", "program, input, lexicon or output"},
    {"name", TARIX_TYPE_TEXT, "name", "ad", "", "of the file, as the run named it"},
    {"state", TARIX_TYPE_TEXT, "state", "vəziyyət", "",
        "same, changed, missing, new, skipped (by the run) or unknown (standard input)"},
    {"recorded", TARIX_TYPE_TEXT, "recorded", "qeyd olunan", "", "SHA-256 or version then"},
    {"found", TARIX_TYPE_TEXT, "found", "tapılan", "", "SHA-256 or version now"},
};

const tarix_schema verify_columns = TARIX_SCHEMA(columns);

const tarix_option option_folder = {.name = "folder",
    .kind = TARIX_OPTION_TEXT,
    .value = "FOLDER",
    .help = "where relative paths of inputs and lists begin; when not given, where the run did, or "
            "here if that folder is gone"};

typedef enum state { SAME, CHANGED, MISSING, NEW, SKIPPED, UNKNOWN, states } state;
static const char *const state_names[states] = {
    "same", "changed", "missing", "new", "skipped", "unknown"};

typedef struct verification {
    tarix_arena *arena;
    const tarix_recorded *record;
    tarix_str base;   /* where relative paths begin; empty: here */
    tarix_str beside; /* folder of the record */
    tarix_lexicons *lexicons;
    tarix_table *table;
    size_t n[states];
} verification;

static tarix_status put(verification *v, const char *part, tarix_str name, state s,
    tarix_str recorded, tarix_str found, tarix_error *err)
{
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(v->table, &row, err));
    row[PART].text = tarix_str_from(part);
    row[NAME].text = name;
    row[STATE].text = tarix_str_from(state_names[s]);
    row[RECORDED].text = recorded;
    row[FOUND].text = found;
    v->n[s]++;
    return TARIX_OK;
}

static const char *resolve(const verification *v, const tarix_recorded_file *file)
{
    const tarix_str path = file->path;
    if (path.size && path.data[0] == '/') return path.data;
    const bool is_beside =
        file->part == TARIX_RECORDED_OUTPUT && !memchr(path.data, '/', path.size);
    return tarix_file_join(v->arena, is_beside ? v->beside : v->base, path).data;
}

/* The sum of a list as it is now; empty when there is none. */
static tarix_str sum_of_built_in(const verification *v, tarix_str name)
{
    const tarix_lexicon_file *list = tarix_lexicons_file(v->lexicons, name.data);
    return list ? tarix_digest_of(v->arena, list->bytes) : TARIX_STR("");
}

static tarix_str sum_of_file(const verification *v, const char *path)
{
    tarix_str sum = {NULL, 0};
    uint64_t size;
    tarix_error unreadable;
    if (tarix_digest_file(v->arena, path, &sum, &size, &unreadable) != TARIX_OK)
        return TARIX_STR("");
    return sum;
}

static tarix_status check_file(verification *v, const tarix_recorded_file *file, tarix_error *err)
{
    static const char *const parts[] = {[TARIX_RECORDED_INPUT] = "input",
        [TARIX_RECORDED_LEXICON] = "lexicon",
        [TARIX_RECORDED_OUTPUT] = "output"};
    const tarix_str none = {NULL, 0};
    const char *part = parts[file->part];
    const tarix_str name = file->part == TARIX_RECORDED_INPUT ? file->path : file->name;
    if (file->sha256.size == 0) return put(v, part, name, SKIPPED, none, none, err);
    if (tarix_str_equal(file->path, TARIX_STR("-")))
        return put(v, part, name, UNKNOWN, file->sha256, none, err);
    const bool is_built_in =
        file->part == TARIX_RECORDED_LEXICON && tarix_str_equal(file->path, TARIX_STR("built in"));
    const tarix_str sum =
        is_built_in ? sum_of_built_in(v, file->name) : sum_of_file(v, resolve(v, file));
    const state s = sum.size == 0 ? MISSING : tarix_str_equal(sum, file->sha256) ? SAME : CHANGED;
    return put(v, part, name, s, file->sha256, sum, err);
}

static int by_bytes(const void *a, const void *b)
{
    return tarix_str_compare(*(const tarix_str *)a, *(const tarix_str *)b);
}

/* Texts that a run of today would read beside those of then; known by path, those that a condition
 * took out by name. */
static tarix_status check_folder(
    verification *v, tarix_str folder, const tarix_str *known, size_t n_known, tarix_error *err)
{
    tarix_collection *now = NULL;
    const tarix_recorded_file input = {.part = TARIX_RECORDED_INPUT, .path = folder};
    const tarix_str path = tarix_str_from(resolve(v, &input));
    const size_t before = path.size - folder.size;
    tarix_error gone;
    if (tarix_file_look(path.data, NULL) != TARIX_FILE_FOLDER ||
        tarix_collection_open(v->arena, &path, 1, &now, &gone) != TARIX_OK)
        return TARIX_OK;
    for (size_t i = 0; i < now->n_documents; i++) {
        tarix_str name = tarix_str_from(now->documents[i].path);
        name = tarix_str_slice(name, before, name.size);
        const tarix_str names[] = {name, now->documents[i].name};
        bool is_known = false;
        for (size_t k = 0; k < 2 && n_known; k++)
            is_known |= bsearch(&names[k], known, n_known, sizeof *known, by_bytes) != NULL;
        if (is_known) continue;
        TARIX_TRY(
            put(v, "input", name, NEW, TARIX_STR(""), sum_of_file(v, now->documents[i].path), err));
    }
    return TARIX_OK;
}

static tarix_status check_folders(verification *v, tarix_error *err)
{
    const tarix_recorded *r = v->record;
    tarix_str *known =
        TARIX_ARRAY(v->arena, tarix_str, r->n_files + r->n_passed_over + r->n_filtered);
    size_t n = 0;
    for (size_t i = 0; i < r->n_files; i++)
        if (r->files[i].part == TARIX_RECORDED_INPUT) known[n++] = r->files[i].path;
    for (size_t i = 0; i < r->n_passed_over; i++) known[n++] = r->passed_over[i];
    for (size_t i = 0; i < r->n_filtered; i++) known[n++] = r->filtered[i];
    if (n) qsort(known, n, sizeof *known, by_bytes);
    for (size_t i = 0; i < r->n_inputs; i++) {
        bool was_checked = false;
        for (size_t j = 0; j < i; j++) was_checked |= tarix_str_equal(r->inputs[i], r->inputs[j]);
        if (!was_checked) TARIX_TRY(check_folder(v, r->inputs[i], known, n, err));
    }
    return TARIX_OK;
}

static int by_file(const void *a, const void *b)
{
    const tarix_recorded_file *p = *(const tarix_recorded_file *const *)a;
    const tarix_recorded_file *q = *(const tarix_recorded_file *const *)b;
    if (p->part != q->part) return p->part < q->part ? -1 : 1;
    const int order = tarix_str_compare(p->path, q->path);
    if (order) return order;
    const int sums = tarix_str_compare(p->sha256, q->sha256);
    return sums ? sums : (p > q) - (p < q);
}

/* Reports share texts: what was read twice, and was the same, is looked at once. */
static bool *find_repeated(const verification *v)
{
    const tarix_recorded *r = v->record;
    bool *is_repeated = TARIX_ARRAY(v->arena, bool, r->n_files);
    const tarix_recorded_file **sorted =
        TARIX_ARRAY(v->arena, const tarix_recorded_file *, r->n_files);
    for (size_t i = 0; i < r->n_files; i++) sorted[i] = &r->files[i];
    if (r->n_files) qsort(sorted, r->n_files, sizeof *sorted, by_file);
    for (size_t i = 1; i < r->n_files; i++)
        is_repeated[sorted[i] - r->files] =
            sorted[i]->part == sorted[i - 1]->part &&
            tarix_str_equal(sorted[i]->path, sorted[i - 1]->path) &&
            tarix_str_equal(sorted[i]->sha256, sorted[i - 1]->sha256);
    return is_repeated;
}

static tarix_status check_all(verification *v, tarix_error *err)
{
    const tarix_str version = TARIX_STR(TARIX_VERSION);
    const bool *is_repeated = find_repeated(v);
    const bool is_same = tarix_str_equal(v->record->version, version);
    TARIX_TRY(put(v, "program", TARIX_STR("tarix"), is_same ? SAME : CHANGED, v->record->version,
        version, err));
    for (tarix_recorded_part part = TARIX_RECORDED_INPUT; part <= TARIX_RECORDED_OUTPUT; part++) {
        for (size_t i = 0; i < v->record->n_files; i++)
            if (v->record->files[i].part == part && !is_repeated[i])
                TARIX_TRY(check_file(v, &v->record->files[i], err));
        if (part == TARIX_RECORDED_INPUT) TARIX_TRY(check_folders(v, err));
    }
    return TARIX_OK;
}

static void tell(const verification *v, const char *path)
{
    fprintf(stderr, "tarix: %s:", path);
    for (state s = SAME; s < states; s++)
        if (v->n[s] || s < NEW) fprintf(stderr, "%s %zu %s", s ? "," : "", v->n[s], state_names[s]);
    fputc('\n', stderr);
}

tarix_status cmd_verify(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    table_output *output = NULL;
    tarix_recorded *record = NULL;
    if (args->n_inputs != 1)
        return tarix_error_set(err, TARIX_USAGE, "verify takes one run record, e.g. keys.run.json");
    const tarix_str path = tarix_arena_str(arena, args->inputs[0]);
    TARIX_TRY(tarix_recorded_read(arena, path.data, &record, err));
    verification v = {.arena = arena,
        .record = record,
        .base = tarix_options_text(args->options, &option_folder),
        .beside = tarix_str_slice(path, 0, path.size - tarix_file_base(path).size)};
    if (!v.base.data && tarix_file_look(record->folder.data, NULL) == TARIX_FILE_FOLDER)
        v.base = record->folder;
    TARIX_TRY(open_lexicons(arena, NULL, &v.lexicons, err));
    TARIX_TRY(table_open(arena, args->options, NULL, &output, &v.table, err));
    tarix_table_add_columns(v.table, columns, sizeof columns / sizeof *columns);
    TARIX_TRY(tarix_table_begin(v.table, err));
    TARIX_TRY(check_all(&v, err));
    TARIX_TRY(tarix_table_end(v.table, err));
    TARIX_TRY(table_close(output, err));
    if (!tarix_options_flag(args->options, &tarix_option_quiet)) tell(&v, path.data);
    if (v.n[CHANGED] || v.n[MISSING] || v.n[NEW]) *exit_code = exit_failed;
    return TARIX_OK;
}
